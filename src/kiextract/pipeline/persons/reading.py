"""The grammar of a personal name: given names, initials, particles and titles of nobility, surname."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.tokens import Token, is_all_capitals, is_capitalised
from kiextract.pipeline.remembering import remembered


@dataclass(frozen=True)
class Parts:
    """The words of a name, told apart. ``family`` holds particles and titles of nobility, too."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The surname without particles, "" if there is none."""
        return self.family[-1] if self.family else ""


@remembered
def is_name_word(word: str) -> bool:
    """Tell whether a word can be part of a name by its shape."""
    return is_capitalised(word) or is_all_capitals(word)


def is_particle(word: str) -> bool:
    """Tell whether a word is a particle or a former title of nobility."""
    return word in lexicon.words("particles") or word in lexicon.words("nobility")


def begins_surname(word: str) -> bool:
    """Tell whether a particle or a title of nobility may begin a surname."""
    return word in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return lexicon.words("first_particles") | lexicon.words("nobility")


def joined(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token can go on with the name that the token before it belongs to."""
    if index >= len(tokens):
        return False
    return tokens[index].gap == " " or (tokens[index].gap == "" and tokens[index - 1].kind == "initial")


class Trust(IntEnum):
    """How much the context says that a surname stands here: the more, the more nouns are taken for one."""

    NONE = 0
    GIVEN_NAME = 1
    SURE = 2


def can_be_surname(word: str, trust: Trust) -> bool:
    """Tell whether a word can be the surname.

    Nouns known as surnames always can; compounds need a given name before them, other nouns more.
    """
    if not is_name_word(word) or word.lower() in lexicon.words("function_words"):
        return False
    if word in lexicon.addresses():
        return trust is not Trust.NONE and word in lexicon.words("noun_surnames")
    if trust is Trust.SURE or word in lexicon.words("noun_surnames"):
        return True
    if (
        lexicon.is_noun(word)
        or word in lexicon.words("calendar")
        or word.casefold() in lexicon.words("not_names")
    ):
        return False
    return trust is Trust.GIVEN_NAME or not (lexicon.is_compound(word) or lexicon.names_a_thing(word))


MOST_WORDS = 6
"""Most given names or particles of one name: bounds the work on a text of nothing else."""


def given_end(tokens: Sequence[Token], start: int) -> int:
    """Give the index behind the given names and initials that begin at ``start``."""
    index = start
    while index < min(len(tokens), start + MOST_WORDS) and (index == start or joined(tokens, index)):
        token = tokens[index]
        if (
            token.kind == "initial"
            or (token.kind in ("nickname", "regnal") and index > start)
            or (
                token.kind == "word"
                and is_name_word(token.word)
                and lexicon.is_given(token.word)
                and token.word not in lexicon.words("calendar")
                and not (index == start and _is_royal_title(tokens, index))
            )
        ):
            index += 1
        else:
            break
    return index


def _is_royal_title(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a given name is the title of the one behind it: Prinz Heinrich."""
    return (
        tokens[index].word in lexicon.words("royal_titles")
        and joined(tokens, index + 1)
        and lexicon.is_given(tokens[index + 1].word)
    )


def surname_end(tokens: Sequence[Token], start: int, trust: Trust) -> int:
    """Give the index behind the surname at ``start``, particles included; ``start`` if there is none."""
    if start >= len(tokens):
        return start
    index = _particles_end(tokens, start)
    if index > start and joined(tokens, index) and tokens[index].kind == "word":
        trusted = min(trust, Trust.GIVEN_NAME)
        if tokens[index - 1].word[0].isupper() and trust:
            trusted = Trust.SURE  # "Zu Rhein": a capital inside a sentence
        if tokens[index].word in lexicon.words("parties"):
            return start
        if can_be_surname(tokens[index].word, trusted) and not _names_an_origin(tokens, start, index):
            return index + 1
    word = tokens[start].word
    if is_all_capitals(word) and not (start and tokens[start - 1].word.isupper()) and len(word) < 5:
        return start
    if tokens[start].kind != "word" or (index > start and word not in lexicon.words("noun_surnames")):
        return start
    return start + 1 if can_be_surname(word, trust) else start


def _names_an_origin(tokens: Sequence[Token], start: int, index: int) -> bool:
    """Tell whether "von" begins where someone is from, in several words: "Kalle von Roter Hahn"."""
    following = tokens[index + 1].word if joined(tokens, index + 1) else ""
    return (
        index == start + 1
        and tokens[start].word == "von"
        and is_capitalised(following)
        and not lexicon.is_noun(following)
    )


def _particles_end(tokens: Sequence[Token], start: int) -> int:
    """Give the index behind a title of nobility and particles: "Freifrau von und zu", "van der", "El"."""
    index = start + (tokens[start].word in lexicon.words("nobility"))
    if not _is_next(tokens, index, start, "first_particles"):
        return index
    while index < start + MOST_WORDS and _is_next(tokens, index, start, "particles"):
        index += 1
    return index


def _is_next(tokens: Sequence[Token], index: int, start: int, words: str) -> bool:
    """Tell whether a token goes on with the surname at ``start`` and is one of some words."""
    in_reach = index < len(tokens) and (index == start or joined(tokens, index))
    word = tokens[index].word if in_reach else ""
    return word in lexicon.words(words) and not (
        index > start and tokens[index - 1].word in ("zu", "zum", "zur")
    )


def name_end(tokens: Sequence[Token], start: int, *, sure: bool = False) -> int:
    """Give the index behind the full name (given names and surname) at ``start``; ``start`` if there is none.

    ``sure`` says that the context leaves no doubt, so that the surname may be a common noun.
    """
    given = given_end(tokens, start)
    if given == start:
        return start
    if given - start > 1 and given < len(tokens) and tokens[given].word in ("vom", "zum", "zur"):
        return given if tokens[given - 1].kind == "word" else start
    reigns = any(token.kind == "regnal" for token in tokens[start:given])
    if joined(tokens, given) and (not reigns or is_particle(tokens[given].word)):
        end = surname_end(tokens, given, Trust.SURE if sure else Trust.GIVEN_NAME)
        if end > given:
            return end
    words = [token for token in tokens[start:given] if token.kind == "word"]
    two = len(words) > 1 or (len(words) == 1 and given - start > 1)
    return given if two and tokens[given - 1].kind in ("word", "regnal") else start


REGNAL = re.compile(r"[IVX]{2,5}\.")
"""The number of a monarch or a pope."""
NICKNAME_ENDS = ("“", "”", '"', "«")


def parts_of(words: Sequence[str], *, surname_words: int = 0) -> Parts:
    """Tell given names and surname of the words of a name apart.

    ``surname_words`` is how many words of surname come first in "Müller, Anna" and "der Huber Sepp".
    """
    if surname_words:
        return Parts(tuple(words[surname_words:]), tuple(words[:surname_words]))
    if len(words) == 1:
        return Parts((), tuple(words))
    for index, word in enumerate(words[:-1]):
        if begins_surname(word) and not (index == 0 and word[0].isupper() and lexicon.is_given(word)):
            return Parts(tuple(words[:index]), tuple(words[index:]))
    if any(REGNAL.fullmatch(word) for word in words):
        return Parts(tuple(words), ())  # "Carl XVI. Gustaf"
    first_family = len(words) - 1
    while first_family > 1 and not (
        words[first_family - 1].endswith((".", *NICKNAME_ENDS)) or lexicon.is_given(words[first_family - 1])
    ):
        first_family -= 1
    return Parts(tuple(words[:first_family]), tuple(words[first_family:]))
