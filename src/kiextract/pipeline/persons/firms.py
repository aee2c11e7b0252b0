"""Names that a text shows to be those of firms or clubs: by a legal form, a noun before, a compound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import LEGAL_FORMS, Candidate
from kiextract.pipeline.persons.context import before
from kiextract.pipeline.persons.reading import is_name_word, joined
from kiextract.pipeline.persons.tokens import Token

LONGEST_NAME = 3
"""Most words of the name of a firm that is read behind a noun."""
ENDINGS = ("innen", "ern", "en", "in", "es", "er", "e", "n", "s", "")
"""Endings of the nouns of ``firm_compounds.txt``."""


class Firms:
    """The firms of one text, as tuples of words."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._names = frozenset(_named(tokens))

    def name(self, tokens: Sequence[Token], candidate: Candidate) -> bool:
        """Tell whether a candidate is a firm, unless a title, a form of address or a given name says else."""
        first, introduction = tokens[candidate.start].word, before(tokens, candidate.start)
        if introduction.titles or introduction.address:
            return False
        if candidate.end - candidate.start > 1 and lexicon.is_given(first):
            return False
        words = tuple(token.word for token in tokens[candidate.start : candidate.end])
        parts = [part.removesuffix("s") for part in words[-1].split("-")]
        if (first,) in self._names or words in self._names:
            return True
        if len(words) == 1 and len(parts) > 1 and all((part,) in self._names for part in parts):
            return True  # "Lumo-Kern" beside "Lumo-Chef" and "Kern-Chef"
        return (*words[:-1], words[-1].removesuffix("s")) in self._names


def _named(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if token.word in LEGAL_FORMS and token.gap == " " and index and tokens[index - 1].kind == "word":
            yield (tokens[index - 1].word,)
        if "-" in token.word:
            head, _, last = token.word.rpartition("-")
            if head and last.casefold() in _compounds():
                yield (head,)
        if _is_firm_noun(token.word):
            yield from _behind(tokens, index + 1)


@cache
def _compounds() -> frozenset[str]:
    return frozenset(word + ending for word in lexicon.words("firm_compounds") for ending in ENDINGS)


def _is_firm_noun(word: str) -> bool:
    return word[0].isupper() and word.casefold().endswith(_firm_nouns())


@cache
def _firm_nouns() -> tuple[str, ...]:
    return tuple(lexicon.words("firm_nouns"))


def _behind(tokens: Sequence[Token], start: int) -> Iterator[tuple[str, ...]]:
    """Give the name behind a noun: the capitalised words that begin at ``start``, if they may be one."""
    end = start
    while end < min(len(tokens), start + LONGEST_NAME) and joined(tokens, end):
        token = tokens[end]
        if token.kind != "word" or not is_name_word(token.word) or lexicon.is_noun(token.word):
            break
        end += 1
    if end > start and not lexicon.is_given(tokens[start].word):
        yield tuple(token.word for token in tokens[start:end])
