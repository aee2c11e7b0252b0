"""Which of several places of one name is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry

_PROMINENT = 8
"""A place this many times as populous as its next namesake is meant where nothing else tells."""


def choose(groups: Mapping[str, Sequence[Found]]) -> dict[str, Entry]:
    """Give name → the place meant, for the names where it can be told."""
    candidates = {name: _candidates(name, group) for name, group in groups.items()}
    evidence: Counter[str] = Counter()
    for entries in candidates.values():
        if len(entries) == 1 and entries[0].is_german:
            key = entries[0].key
            evidence[key[:2]] += 1
            if len(key) >= 5:
                evidence[key[:5]] += 1
    chosen = {}
    for name, entries in candidates.items():
        if not entries:
            continue
        best = max(entries, key=lambda entry: (_score(entry, evidence), entry.population))
        rest = [entry for entry in entries if entry is not best]
        if all(_score(best, evidence) > _score(entry, evidence) or _outshines(best, entry) for entry in rest):
            chosen[name] = best
    return chosen


def _candidates(name: str, group: Sequence[Found]) -> tuple[Entry, ...]:
    entries = tuple(dict.fromkeys(entry for found in group for entry in found.entries))
    exact = tuple(entry for entry in entries if entry.name == name)
    return exact if (len(exact) == 1 and name != group[0].name) or len(exact) == len(entries) else entries


def _score(entry: Entry, evidence: Counter[str]) -> int:
    return 3 * bool(evidence[entry.key[:5]]) * (len(entry.key) > 5) + bool(
        entry.is_german and evidence[entry.key[:2]]
    )


def _outshines(best: Entry, other: Entry) -> bool:
    return best.population >= _PROMINENT * max(other.population, 1_000)
