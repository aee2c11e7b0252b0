"""The user's own words in this room: offices that introduce a name, names, and words that are none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import OwnWord
from kiextract.pipeline.persons.candidate import LEGAL_FORMS, Candidate
from kiextract.pipeline.persons.context import word_after
from kiextract.pipeline.persons.false_positives import inside_longer_name, names_a_place_or_firm
from kiextract.pipeline.persons.model_names import widened
from kiextract.pipeline.persons.reading import parts_of
from kiextract.pipeline.persons.tokens import Token

RULE = "lexicon"
GENDER_SIGN = re.compile(r"[:*_/·].*")


class OwnWords:
    """The words of the user's lexicon in one text; most texts have none."""

    def __init__(self, words: Sequence[OwnWord] = ()) -> None:
        self._offices = [word for word in words if word.kind == "office" and not word.ignored]
        self._persons = [word for word in words if word.kind == "person" and not word.ignored]
        self._places = {(word.start, word.end) for word in words if word.kind == "place"}
        self._ignored = Intervals(word for word in words if word.kind == "person" and word.ignored)

    def with_offices(self, tokens: list[Token]) -> list[Token]:
        """Put one token of the kind "office" in the place of those of each office."""
        if not self._offices:
            return tokens
        starts = [token.start for token in tokens]
        marked: list[Token] = []
        position = 0
        for office in self._offices:
            first, end = bisect_left(starts, office.start), bisect_left(starts, office.end)
            if first < end:
                word = GENDER_SIGN.sub("", office.text)
                whole = Token("office", starts[first], tokens[end - 1].end, word, tokens[first].gap)
                marked += [*tokens[position:first], whole]
                position = end
        return marked + tokens[position:]

    def settle(
        self, tokens: Sequence[Token], candidates: Sequence[Candidate], claimed: Intervals
    ) -> list[Candidate]:
        """Give the candidates with the persons of the lexicon, which win over what they overlap."""
        if not self._persons:
            return list(candidates)
        starts = [token.start for token in tokens]
        by_token = {index: found for found in candidates for index in range(found.start, found.end)}
        for person in self._persons:
            first, end = bisect_left(starts, person.start), bisect_left(starts, person.end)
            if claimed.touch(person.start, person.end) or not _is_whole(tokens, first, end, person):
                continue
            around = {by_token[index] for index in range(first, end) if index in by_token}
            own = _candidate(tokens, first, end, person.name, around)
            if own is None:
                continue
            extent = range(own.start, own.end)
            for other in {by_token[index] for index in extent if index in by_token}:
                for index in range(other.start, other.end):
                    del by_token[index]
            by_token.update(dict.fromkeys(extent, own))
        return sorted(set(by_token.values()), key=lambda candidate: candidate.start)

    def without_places(self, tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Leave out the surnames that are places of the lexicon, too, and stand behind a word for a place."""
        return [
            candidate
            for candidate in candidates
            if (tokens[candidate.start].start, tokens[candidate.end - 1].end) not in self._places
            or not names_a_place_or_firm(tokens, candidate.start)
        ]

    def without_ignored(self, tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Leave out the candidates that are no names by the lexicon; a longer name that holds one stays."""
        return [
            candidate
            for candidate in candidates
            if not self._ignored.covers(tokens[candidate.start].start, tokens[candidate.end - 1].end)
        ]


def _is_whole(tokens: Sequence[Token], first: int, end: int, person: OwnWord) -> bool:
    """Tell whether tokens are just the words of a person: no part of an address or the like."""
    return first < end and (tokens[first].start, tokens[end - 1].end) == (person.start, person.end)


def _candidate(
    tokens: Sequence[Token], first: int, end: int, name: str, around: Collection[Candidate]
) -> Candidate | None:
    """Give the candidate for a name of the lexicon: as it is where it is full, else completed.

    ``around`` are the candidates that it overlaps. None where the words are a part of something else.
    """
    base = name.rpartition(" ")[2]
    if inside_longer_name(tokens, first, end):
        return None
    if parts_of(name.split()).given:
        return Candidate(first, end, RULE, base=base)
    for other in around:
        if other.start <= first and other.end >= end and other.end - other.start > end - first:
            return replace(other, base=base) if other.end == end else None
    start, _ = widened(tokens, first, end)
    is_firm = word_after(tokens, end) in LEGAL_FORMS
    if start == first and (is_firm or names_a_place_or_firm(tokens, first)):
        return None
    return Candidate(start, end, RULE, base=base)
