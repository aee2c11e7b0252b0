"""Mentions of persons: candidates with their words told apart, and the base forms of genitives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import Candidate
from kiextract.pipeline.persons.context import Before, before, word_after, word_before
from kiextract.pipeline.persons.lexicon import Gender
from kiextract.pipeline.persons.reading import (
    Parts,
    parts_of,
)
from kiextract.pipeline.persons.tokens import Token

SIBILANTS = ("s", "ß", "x", "z", "ce")


class TextWords:
    """The words of a text: all of them, and those in -s that stand as names where no genitive can stand."""

    def __init__(self, tokens: Sequence[Token], candidates: Sequence[Candidate]) -> None:
        self.all = frozenset(token.word for token in tokens if token.kind == "word")
        self.plain = frozenset(
            tokens[candidate.end - 1].word
            for candidate in candidates
            if not _is_genitive(tokens, candidate.start, candidate.end)
        )
        self._named = Counter(tokens[candidate.end - 1].word for candidate in candidates)
        self._whole = Counter(
            tokens[candidate.end - 1].word
            for candidate in candidates
            if _is_whole(tokens, candidate.start, candidate.end)
        )

    def is_whole(self, word: str) -> bool:
        """Tell whether a name in -s stands oftener where no genitive can stand than the one without it."""
        return self._whole[word] > 1 and self._whole[word] > self._named[word[:-1]]


@dataclass(frozen=True)
class Spotting:
    """One place where a person is named, not yet resolved.

    ``start`` and ``end`` are code points of the text, with a genitive ending; ``parts`` are the words as they
    stand, with it; ``bases`` are the forms that the last word may stand for, the likeliest first; ``rule``
    says what found it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    parts: Parts
    bases: tuple[str, ...]
    introduction: Before
    titles: tuple[str, ...]
    rule: str
    has_comma: bool = False
    shared_family: tuple[str, ...] = ()

    @property
    def gender(self) -> Gender | None:
        """The gender that the introduction or the first given name tells."""
        told = self.introduction.gender
        if told is None and self.parts.given:
            return lexicon.given_gender(self.parts.given[0])
        return told


def spot(
    tokens: Sequence[Token], candidate: Candidate, text_words: TextWords, shared: tuple[str, ...] = ()
) -> Spotting:
    """Tell the words of a candidate apart."""
    start, end = candidate.start, candidate.end
    words = [token.word for token in tokens[start:end] if token.word != ","]
    parts = parts_of(words, surname_words=candidate.surname_words)
    stop = tokens[end - 1].end
    if _has_genitive_apostrophe(tokens, end):
        stop = tokens[end].end
    bases = (candidate.base,) if candidate.base else tuple(_bases(tokens, end, text_words))
    introduction = before(tokens, start)
    return Spotting(
        tokens[start].start,
        stop,
        tuple(words),
        parts,
        bases,
        introduction,
        (*introduction.titles, *_titles_behind(tokens, end)),
        candidate.rule,
        len(words) < end - start,
        shared,
    )


def _titles_behind(tokens: Sequence[Token], end: int) -> list[str]:
    """Give the academic degrees behind a name: "Anna Kern, M.A.", but not "Anna Kern, Dr. Kai Rot"."""
    begin = index = end + (end < len(tokens) and tokens[end].word == ",")
    while index < min(len(tokens), end + 4) and tokens[index].kind == "title" and tokens[index].gap == " ":
        index += 1
    following = tokens[index] if index < len(tokens) else None
    belong_to_next = (
        following is not None
        and following.kind in ("word", "initial")
        and following.gap == " "
        and following.word[:1].isupper()
    )
    return [] if belong_to_next else [token.word for token in tokens[begin:index]]


def _has_genitive_apostrophe(tokens: Sequence[Token], end: int) -> bool:
    if end >= len(tokens) or tokens[end].gap or tokens[end].word not in ("'", "’"):
        return False
    if not tokens[end - 1].word.casefold().endswith(SIBILANTS):
        return False
    return end + 1 < len(tokens) and tokens[end + 1].gap == " "


def _bases(tokens: Sequence[Token], end: int, words: TextWords) -> Iterator[str]:
    """Give what the last word may be without a genitive ending, the likeliest form first."""
    word = tokens[end - 1].word
    stem = word[:-1].rstrip("'")
    if not word.endswith(("s", "S")) or len(stem) < 3 or stem.casefold().endswith(SIBILANTS):
        yield word
    elif words.is_whole(word) or (
        lexicon.is_given(word) and not (stem in words.all and lexicon.is_given(stem))
    ):
        yield word
        yield stem
    elif stem in words.all or stem.capitalize() in words.all or word not in words.plain:
        yield stem
        yield word
    else:
        yield word
        yield stem


def _is_whole(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether no genitive can stand here: behind a verb of saying, between preposition and mark."""
    previous = word_before(tokens, before(tokens, start).start)
    if previous in lexicon.words("saying"):
        return previous not in ("laut", "so")
    following = tokens[end].word if end < len(tokens) else "."
    return previous in DATIVE and following in ".,;:!?)"


DATIVE = frozenset(("an", "bei", "durch", "für", "gegen", "mit", "nach", "um", "und", "von", "zu", "über"))
"""Words behind which a name before a punctuation mark is no genitive."""


def _is_genitive(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a noun beside the name takes it as its genitive: "Helmut Kohls Amtszeit"."""
    word = tokens[end - 1].word
    if lexicon.is_given(word) or word.endswith(("aas", "is", "us", "os", "es")):
        return False
    following = word_after(tokens, end)
    if following[:1].isupper() and tokens[end].gap == " ":
        return lexicon.is_noun(following) or lexicon.is_office(following)
    previous = word_before(tokens, start)
    if before(tokens, start).sure or not previous[:1].isupper():
        return False
    return lexicon.is_noun(previous) and previous not in lexicon.words("credits")
