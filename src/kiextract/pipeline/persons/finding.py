"""Find the persons of a text: candidates → mentions → repeats → persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name, OwnWord
from kiextract.pipeline.persons.candidate import Candidate, Things
from kiextract.pipeline.persons.candidates import find_candidates, without_overlaps
from kiextract.pipeline.persons.mentions import Spotting, TextWords, spot
from kiextract.pipeline.persons.own_words import OwnWords
from kiextract.pipeline.persons.reading import parts_of
from kiextract.pipeline.persons.repeats import known_names, repeats
from kiextract.pipeline.persons.resolution import Individual, full_name, resolve
from kiextract.pipeline.persons.tokens import Token, tokenise
from kiextract.record import Mention, Person


@dataclass(frozen=True)
class Explained:
    """A person, and for each mention the rule that found it ("model": the names model)."""

    person: Person
    rules: tuple[str, ...]


def explain_persons(
    text: str, names: Sequence[Name], claimed: Intervals | None = None, own: Sequence[OwnWord] = ()
) -> list[Explained]:
    """Give the persons of a text, ids by first mention, and what found them.

    ``names`` are the finds of the names model; ``claimed`` the extents of dates and amounts; ``own`` the
    words of the user's lexicon.
    """
    claimed = claimed or Intervals()
    own_words = OwnWords(own)
    tokens = own_words.with_offices(tokenise(text))
    candidates = find_candidates(tokens, names, claimed, own_words)
    text_words = TextWords(tokens, candidates)
    spottings = [spot(tokens, candidate, text_words) for candidate in candidates]
    known = known_names(spottings)
    taken = Intervals(spottings)
    again = [
        candidate
        for candidate in repeats(tokens, known, taken, Things(names))
        if not claimed.touch(tokens[candidate.start].start, tokens[candidate.end - 1].end)
    ]
    again = own_words.without_places(tokens, own_words.without_ignored(tokens, again))
    candidates = without_overlaps([*candidates, *again])
    spottings = [
        spot(tokens, candidate, text_words, family)
        for candidate, family in zip(candidates, _shared_families(tokens, candidates), strict=True)
    ]
    return [
        Explained(_person(text, number, individual), tuple(s.rule for s in individual.spottings))
        for number, individual in enumerate(resolve(spottings), start=1)
    ]


def _shared_families(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """Give the surname that each candidate shares with the full name that ends its list, () for most."""
    shared: list[tuple[str, ...]] = []
    family: tuple[str, ...] = ()
    for candidate in reversed(candidates):
        coordinated = candidate.rule == "coordination"
        if not coordinated:
            words = [token.word for token in tokens[candidate.start : candidate.end]]
            parts = parts_of(words, surname_words=candidate.surname_words)
            family = parts.family if parts.given else ()
        shared.append(family if coordinated else ())
    return shared[::-1]


def _person(text: str, number: int, individual: Individual) -> Person:
    titles = dict.fromkeys(title for s in individual.spottings for title in s.titles)
    return Person(
        id=f"p{number}",
        name=full_name(individual),
        given_name=" ".join(individual.given) or None,
        family_name=" ".join(individual.family) or None,
        academic_titles=list(titles),
        mentions=[_mention(text, spotting) for spotting in individual.spottings],
    )


def _mention(text: str, spotting: Spotting) -> Mention:
    return Mention(start=spotting.start, end=spotting.end, text=text[spotting.start : spotting.end])
