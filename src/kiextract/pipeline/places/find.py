"""From a text and the model's names to places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.places import guards, keys, naming
from kiextract.pipeline.places.districts import find_districts
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.settlements import find_settlements
from kiextract.pipeline.places.sites import find_sites
from kiextract.pipeline.places.spelling import short
from kiextract.pipeline.places.streets import find_streets
from kiextract.record import Mention, Place, PlaceKind


def find_places(text: str, names: Sequence[Name], claimed: Intervals) -> list[Place]:
    """Find the places of a text, in order of first mention.

    ``names`` are the model's; ``claimed`` the spans that dates and amounts have taken.
    """
    given = guards.given_names(names)
    patterns = [*find_streets(text), *find_districts(text), *find_sites(text)]
    settlements = list(find_settlements(text, given))
    modelled = list(_from_model(text, names))
    persons = guards.persons(text, names)
    candidates = [
        found
        for found in (*patterns, *modelled, *settlements)
        if not claimed.touch(found.start, found.end) and not guards.forbidden(text, found, persons)
    ]
    return _grouped(text, _without_overlaps(candidates, len(patterns)))


def _from_model(text: str, names: Iterable[Name]) -> Iterable[Found]:
    words_in_text = frozenset(re.findall(r"\w[\w-]*", text))
    for name in names:
        if name.label != "LOC" or guards.not_a_place(text, name):
            continue
        start, end = guards.trimmed(text, name)
        if start >= end:
            continue
        span = text[start:end]
        if found := naming.known(span):
            kind, base, entries = found
            yield Found(start, end, kind, base, entries)
        else:
            base = naming.base_form(span, words_in_text)
            yield Found(start, end, naming.kind_of(base), base)


def _without_overlaps(candidates: Sequence[Found], first_plain: int) -> list[Found]:
    """Keep the longest of overlapping finds, the earlier source where they are alike."""
    ranked = sorted(enumerate(candidates), key=lambda pair: (-(pair[1].end - pair[1].start), pair[0]))
    kept: list[Found] = []
    taken: dict[int, int] = {}
    for _, found in ranked:
        if not any(position in taken for position in range(found.start, found.end)):
            taken.update(dict.fromkeys(range(found.start, found.end), 1))
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _grouped(text: str, finds: Sequence[Found]) -> list[Place]:
    """Group the finds by base name, short forms with the full form that the text uses."""
    full: dict[str, str] = {}
    for found in finds:
        if found.kind in ("municipality", "quarter", "other"):
            brief = short(found.name)
            if brief != found.name:
                full.setdefault(brief, found.name)
    groups: dict[str, list[Found]] = {}
    for found in finds:
        name = (
            full.get(found.name, found.name)
            if found.kind in ("municipality", "quarter", "other")
            else found.name
        )
        groups.setdefault(name, []).append(found)
    entries = keys.choose(groups)
    places = []
    for name, group in groups.items():
        entry = entries.get(name)
        mentions = [Mention(start=f.start, end=f.end, text=text[f.start : f.end]) for f in group]
        kind: PlaceKind = next((f.kind for f in group if f.kind != "other"), "other")
        if entry is None:
            places.append(Place(name=name, kind=kind, mentions=mentions))
            continue
        has_key = entry.is_german and (len(entry.key) in (5, 8) or entry.kind == "state")
        places.append(
            Place(
                name=name,
                kind=kind,
                ags=entry.key if has_key else None,
                latitude=entry.latitude if has_key else None,
                longitude=entry.longitude if has_key else None,
                mentions=mentions,
            )
        )
    return places
