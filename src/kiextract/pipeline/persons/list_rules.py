"""Rules for names that another name beside them shows: coordination and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import AND, Candidate
from kiextract.pipeline.persons.context import before, word_after
from kiextract.pipeline.persons.pairs import capitalised_pair
from kiextract.pipeline.persons.reading import (
    joined,
)
from kiextract.pipeline.persons.tokens import Token, is_capitalised


def coordinated(tokens: Sequence[Token], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Given names that share a surname that follows: "Anna und Peter Müller", "Jule, Ben und Lars Ost"."""
    for candidate in found:
        index = candidate.start
        if not lexicon.is_given(tokens[index].word) or candidate.surname_words:
            continue
        link, first = index - 1, True
        while link > 0 and (tokens[link].word in AND if first else tokens[link].word == ","):
            given = tokens[link - 1]
            if given.kind != "word" or not is_capitalised(given.word) or not lexicon.is_given(given.word):
                break
            if _has_own_surname(tokens, link - 1):
                break
            yield Candidate(link - 1, link, "coordination")
            link, first = link - 2, False


def _has_own_surname(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a given name is the surname of another one: "Jens Peter und Anna Vogt"."""
    if index == 0 or not joined(tokens, index) or before(tokens, index).sure:
        return False
    previous = tokens[index - 1]
    return (
        previous.kind == "word"
        and is_capitalised(previous.word)
        and (lexicon.is_given(previous.word) or not lexicon.is_noun(previous.word))
    )


def neighbours(tokens: Sequence[Token], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names of a list that no list of given names holds: "Anna Vogt, Xhemail Sadri und …"."""
    for candidate in found:
        if candidate.end - candidate.start < 2:
            continue
        index = candidate.end
        while index + 2 < len(tokens) and tokens[index].word in {",", ";", *AND}:
            start = index + 1
            end = capitalised_pair(tokens, start)
            if end == start or lexicon.is_given(tokens[start].word) or not _clean_pair(tokens, start, end):
                break
            yield Candidate(start, end, "neighbour")
            index = end


def _clean_pair(tokens: Sequence[Token], start: int, end: int) -> bool:
    following = word_after(tokens, end)
    return (
        not lexicon.is_office(tokens[start].word)
        and not tokens[start].word.endswith(("er", "sche", "ische"))
        and (
            following in {",", ";", ".", "(", ")", *AND}
            or end >= len(tokens)
            or tokens[end].gap not in ("", " ")
        )
        and not lexicon.is_noun(tokens[end - 1].word)
    )
