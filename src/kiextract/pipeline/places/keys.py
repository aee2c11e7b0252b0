"""Which of several places of one name is meant.

A text about Kronach means the Neustadt near Coburg: Kreise, Länder and neighbouring towns that the text
names speak for a candidate, size speaks for one that dwarfs its namesakes. Where they do not decide,
the key stays open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry
from kiextract.pipeline.places.neighbourhood import FAR, NEAR, Neighbourhood
from kiextract.pipeline.places.spelling import short

_PROMINENT_POPULATION, _PROMINENT_RATIO = 50_000, 6
_BY_KREIS, _BY_LAND, _BY_NEIGHBOUR, _BY_REGION, _BY_SIZE = 5.0, 2.0, 3.0, 1.0, 3.5


@dataclass
class _Evidence:
    """What the sure places of a text tell about the others."""

    kreise: set[str] = field(default_factory=set)
    laender: set[str] = field(default_factory=set)
    neighbours: Neighbourhood = field(default_factory=Neighbourhood)

    def add(self, entry: Entry) -> None:
        if entry.kind == "district":
            self.kreise.add(entry.key)
        elif entry.kind in ("state", "region") and entry.is_german:
            self.laender.add(entry.key)
        self.neighbours.add(entry)

    def score(self, entry: Entry) -> float:
        """Give how much speaks for a candidate."""
        if not entry.is_german:
            return 0.0
        score = _BY_KREIS * (entry.key[:5] in self.kreise) + _BY_LAND * (entry.key[:2] in self.laender)
        distance = self.neighbours.distance(entry)
        return score + (_BY_NEIGHBOUR if distance < NEAR else _BY_REGION if distance < FAR else 0.0)


def choose(groups: Mapping[str, Sequence[Found]]) -> dict[str, Entry]:
    """Give name → the place meant, for the names where that can be told."""
    candidates = {name: _candidates(name, group) for name, group in groups.items()}
    evidence = _Evidence()
    for entries in candidates.values():
        if len(entries) == 1:
            evidence.add(entries[0])
    meant: dict[str, Entry] = {}
    open_names = [name for name, entries in candidates.items() if len(entries) != 1]
    for name in sorted(open_names, key=lambda name: -len(groups[name])):  # the most mentioned first
        entry = _best(candidates[name], evidence)
        if entry:
            meant[name] = entry
            evidence.add(entry)
    return meant | {name: entries[0] for name, entries in candidates.items() if len(entries) == 1}


def _candidates(name: str, group: Sequence[Found]) -> tuple[Entry, ...]:
    """Give the places that a group may mean: those of the full name, if the text has it."""
    entries = tuple(dict.fromkeys(entry for found in group for entry in found.entries))
    if short(name) != name:
        exact = tuple(entry for entry in entries if entry.name == name)
        return exact or entries
    return entries


def _best(entries: Sequence[Entry], evidence: _Evidence) -> Entry | None:
    """Give the candidate for which most speaks; None where two are level."""
    scores = {entry: evidence.score(entry) + _BY_SIZE * _is_prominent(entry, entries) for entry in entries}
    ranked = sorted(entries, key=lambda entry: (-scores[entry], -entry.population))
    if not ranked or scores[ranked[0]] == 0.0:
        return None
    if len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]:
        return None
    return ranked[0]


def _is_prominent(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Tell whether a place dwarfs its namesakes."""
    return entry.population >= _PROMINENT_POPULATION and all(
        entry.population >= _PROMINENT_RATIO * other.population for other in entries if other is not entry
    )


def with_neighbours(finds: Sequence[Found]) -> list[Found]:
    """Drop the finds that are not sure, but those near a place that is."""
    neighbours = Neighbourhood()
    for found in finds:
        if found.sure and len(found.entries) == 1:
            neighbours.add(found.entries[0])
    return [
        replace(found, sure=True)
        for found in finds
        if found.sure or any(neighbours.distance(entry) < NEAR for entry in found.entries)
    ]
