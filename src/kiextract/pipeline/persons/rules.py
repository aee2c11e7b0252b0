"""Rules for names in running text: by given name, by introduction, by party, by verb of saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import FROM_A_PLACE, Candidate
from kiextract.pipeline.persons.context import before, word_after, word_before
from kiextract.pipeline.persons.false_positives import is_settlement, names_a_place_or_firm
from kiextract.pipeline.persons.pairs import capitalised_pair
from kiextract.pipeline.persons.reading import (
    Trust,
    begins_surname,
    can_be_surname,
    is_name_word,
    joined,
    name_end,
    surname_end,
)
from kiextract.pipeline.persons.tokens import Token, is_capitalised


def full_names(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Given name and surname: "Britta Solms", "Karl-Jasper de Wit"."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = index
        if token.kind == "word" and is_name_word(token.word) and lexicon.is_given(token.word):
            sure = lexicon.is_sure_given(token.word)
            end = name_end(tokens, index)
            if token.word.isupper() and end - index > 1 and not tokens[end - 1].word.isupper():
                end = index
            if any(token.word in ("zum", "zur") for token in tokens[index:end]):
                end = index
            if end > index and not sure and end - index < 3 and not before(tokens, index).sure:
                end = index if not _plausible_pair(tokens, index) else end
        if end > index:
            yield Candidate(index, end, "given name")
            index = end
        else:
            index += 1


def _plausible_pair(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a given name that is a word, too ("Wolf", "August"), is one before this surname."""
    surname = tokens[index + 1].word
    previous = word_before(tokens, index)
    return not (
        lexicon.is_noun(surname)
        or surname in lexicon.words("calendar")
        or previous in lexicon.words("determiners")
    )


def introduced(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """A title, a form of address or an office before a name: "Dr. Rapp", "Frau Graf", "Landrat Vogt"."""
    for index in range(1, len(tokens)):
        kind, word = tokens[index].kind, tokens[index].word
        if kind != "initial" and not (kind == "word" and (is_name_word(word) or begins_surname(word))):
            continue
        introduction = before(tokens, index)
        if not introduction.sure or (tokens[index].gap == "\n" and not introduction.titles):
            continue
        end = name_end(tokens, index, sure=True)
        if end == index and introduction.office in lexicon.words("english_heads"):
            continue
        if end == index:
            end = capitalised_pair(tokens, index) if not lexicon.is_office(word) else index
        if end == index:
            strict = not (introduction.titles or introduction.address)
            if _stands_alone(tokens, index, office_only=strict):
                end = surname_end(tokens, index, Trust.NONE if strict else Trust.SURE)
        if end > index:
            yield Candidate(
                index,
                end,
                "title" if introduction.titles else "address" if introduction.address else "office",
            )


def _stands_alone(tokens: Sequence[Token], index: int, *, office_only: bool) -> bool:
    """Tell whether the word behind an introduction can be a surname by itself."""
    word = tokens[index].word
    if (
        tokens[index].kind != "word"
        or len(word) < 3
        or word in lexicon.words("parties")
        or word in lexicon.words("credits")
    ):
        return False
    if lexicon.is_office(word) and word not in lexicon.words("noun_surnames"):
        return False
    office = tokens[index - 1].word
    if office_only and office.endswith("en") and not _is_oblique(tokens, index - 1):
        return False
    if office_only and lexicon.names_a_firm(office):
        return False
    if word in FROM_A_PLACE and (office_only or office not in ("Frau", "Herr", "Herrn")):
        return False
    if office_only and word in ("Anfang", "Mitte", "Ende"):
        return False
    if (
        office_only
        and lexicon.is_body(office)
        and word_before(tokens, index - 1).lower() in lexicon.words("determiners")
    ):
        return False
    return begins_surname(word) or (is_name_word(word) and not lexicon.is_adjective(word))


def _is_oblique(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an office in -en is a singular (den Präsidenten Trump) and no plural (Polizisten)."""
    previous = word_before(tokens, index)
    return previous.lower() in lexicon.words("determiners") or previous.endswith("en")


def with_party(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Two capitalised words before a party in brackets: "Belit Onay (Grüne)"."""
    for index in range(2, len(tokens) - 1):
        if (
            tokens[index].word == "("
            and tokens[index].gap == " "
            and tokens[index + 1].word in lexicon.words("parties")
        ):
            start = _pair_before(tokens, index)
            if start < index:
                yield Candidate(start, index, "party")


def _pair_before(tokens: Sequence[Token], end: int) -> int:
    """Give the start of two capitalised words, none a noun, that end at ``end``; else ``end``."""
    start = end - 2
    if start < 0 or any(
        token.kind != "word" or not is_capitalised(token.word) or lexicon.is_office(token.word)
        for token in tokens[start:end]
    ):
        return end
    if not joined(tokens, start + 1) or lexicon.is_noun(tokens[start].word):
        return end
    return start if can_be_surname(tokens[start + 1].word, Trust.NONE) else end


def after_saying(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Two capitalised words right behind a verb of saying: "so Rixa Kleinschmit"."""
    for index in range(1, len(tokens) - 1):
        if tokens[index - 1].word in lexicon.words("saying") and tokens[index].gap == " ":
            end = capitalised_pair(tokens, index)
            if end > index and not tokens[index].word.endswith("er"):
                yield Candidate(index, end, "saying")


MASCULINE = ("beim", "dem", "den", "der", "vom")
"""Articles before a man's name."""
BEFORE_SURNAME = frozenset((*MASCULINE, "die"))


def surname_first(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Bavarian order behind an article: "dem Lechner Toni"."""
    known = lexicon.words("noun_surnames")
    for index in range(1, len(tokens) - 1):
        if tokens[index].gap != " " or tokens[index - 1].word not in BEFORE_SURNAME:
            continue
        first, second = tokens[index], tokens[index + 1]
        if (
            first.kind != "word"
            or second.kind != "word"
            or second.gap != " "
            or not is_capitalised(first.word)
        ):
            continue
        if lexicon.is_given(first.word) or not can_be_surname(first.word, Trust.NONE):
            continue
        if lexicon.is_office(first.word) and first.word not in lexicon.words("noun_surnames"):
            continue
        if first.word.endswith(("e", "en", "er-", "em")) or first.word.lower() in lexicon.words(
            "function_words"
        ):
            continue
        if first.word in lexicon.words("nobility") or is_settlement(second.word):
            continue
        following = word_after(tokens, index + 2)
        article = tokens[index - 1].word
        fits = lexicon.given_gender(second.word) == "m" if article in MASCULINE else first.word in known
        if fits and lexicon.is_sure_given(second.word) and not following[:1].isupper():
            yield Candidate(index, index + 2, "surname first", surname_words=1)


def classics(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Composers, writers, thinkers whom one word names: "Mozarts Opern"."""
    known = lexicon.words("classics")
    for index, token in enumerate(tokens):
        base = token.word if token.word in known else token.word.removesuffix("s")
        if base not in known or token.kind != "word" or names_a_place_or_firm(tokens, index):
            continue
        if not word_before(tokens, index)[:1].isupper():
            yield Candidate(index, index + 1, "classic", base=base)
