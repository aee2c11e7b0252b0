"""From a text and the model's names to places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name, OwnWord
from kiextract.pipeline.places import context, guards, keys, own_words
from kiextract.pipeline.places.districts import find_districts
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry
from kiextract.pipeline.places.lookup import is_common
from kiextract.pipeline.places.modelled import find_modelled
from kiextract.pipeline.places.settlements import find_settlements, is_person
from kiextract.pipeline.places.sites import find_sites
from kiextract.pipeline.places.spelling import short
from kiextract.pipeline.places.streets import find_streets
from kiextract.pipeline.places.view import View
from kiextract.pipeline.places.waters import find_waters
from kiextract.record import Mention, Place, PlaceKind

_CAPITALISED = re.compile(r"[^\W\d_a-zäöüß](?<![\w-].)[\w’'-]*(?![\w-])")
_WITH_KEY = ("municipality", "district", "state")
"""Kinds that have an official key."""
_SHORTENED = ("municipality", "quarter", "other")
"""Kinds of which a text often gives the long name once and the short one afterwards."""


def find_places(
    original: str, names: Sequence[Name], claimed: Intervals, own: Sequence[OwnWord] = ()
) -> list[Place]:
    """Find the places of a text, in order of first mention.

    ``names`` are the model's; ``claimed`` are the spans that dates and amounts have taken; ``own`` are the
    places of the user's lexicon.
    """
    view = View(original)
    text = view.text
    names = _in_view(names, view)
    persons = guards.person_names(names, text)
    sure_persons = guards.sure_persons(names, text)
    organisations = guards.organisations(names)
    ignored = own_words.ignored(view, own)

    def is_free(found: Found) -> bool:
        taken = claimed.touch(*view.original(found.start, found.end))
        return not taken and not ignored.covers(found.start, found.end)

    def permitted(finds: Iterable[Found]) -> list[Found]:
        return [
            found
            for found in finds
            if not guards.is_forbidden(text, found, sure_persons, organisations) and is_free(found)
        ]

    modelled = list(find_modelled(text, names, persons))
    candidates = chain(
        find_streets(text),
        find_districts(text),
        find_waters(text),
        find_sites(text, _forms(text, modelled)),
        find_settlements(text, persons),
        modelled,
    )
    own_finds = filter(is_free, own_words.find_own(view, own, names) if own else ())
    finds = _without_overlaps(keys.with_neighbours([*own_finds, *permitted(candidates)]))
    taken = Intervals(finds)
    repeated = (
        found for found in _repetitions(text, finds, persons) if not taken.touch(found.start, found.end)
    )
    return _grouped(original, view, _without_overlaps([*finds, *permitted(repeated)]))


def _forms(text: str, finds: Iterable[Found]) -> set[str]:
    """Give the texts of finds, of Albstadt-Ebingen also the quarter alone."""
    forms = {text[found.start : found.end] for found in finds}
    return forms | {form.rpartition("-")[2] for form in forms}


def _in_view(names: Sequence[Name], view: View) -> list[Name]:
    """Give the names with the offsets and the text that they have in the view, but those of mere space."""
    moved = []
    for name in names:
        start, end = view.here(name.start, name.end)
        text = view.text[start:end]
        if text.strip():
            is_same = start == name.start and text == name.text
            moved.append(name if is_same else Name(start=start, end=end, text=text, label=name.label))
    return moved


def _without_overlaps(candidates: Sequence[Found]) -> list[Found]:
    """Keep the longest of overlapping finds, the earlier source where they are alike; text order."""
    ranked = sorted(enumerate(candidates), key=lambda pair: (pair[1].start - pair[1].end, pair[0]))
    kept: list[Found] = []
    taken: set[int] = set()
    for _, found in ranked:
        extent = range(found.start, found.end)
        if taken.isdisjoint(extent):
            taken.update(extent)
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _repetitions(text: str, finds: Sequence[Found], persons: frozenset[str]) -> Iterator[Found]:
    """Find the further mentions of names that stood in a place's context once.

    A place that is also a word or a person of the text is left to its own context.
    """
    by_form: dict[str, Found] = {}
    for found in finds:
        form = text[found.start : found.end]
        unique = not is_common(form) and form not in persons
        if found.kind in ("municipality", "quarter", "other", "site", "water") and unique and len(form) > 4:
            by_form.setdefault(form, found)
    if not by_form:
        return
    for match in _CAPITALISED.finditer(text):
        known = by_form.get(match[0]) or by_form.get(match[0].removesuffix("s"))
        if known is None:
            continue
        repeated = replace(known, start=match.start(), end=match.end())
        if not is_person(text, repeated) and not context.has_article(text, match.start()):
            yield repeated


def _grouped(original: str, view: View, finds: Sequence[Found]) -> list[Place]:
    """Group the finds by name, short forms with the long form that the text uses."""
    full: dict[str, str] = {}
    for found in finds:
        brief = short(found.name)
        if found.kind in _SHORTENED and brief != found.name:
            full.setdefault(brief, found.name)
    groups: dict[str, list[Found]] = {}
    for found in finds:
        name = full.get(found.name, found.name) if found.kind in _SHORTENED else found.name
        groups.setdefault(name, []).append(found)
    meant = keys.choose(groups)
    places = []
    for name, group in groups.items():
        kind: PlaceKind = next((found.kind for found in group if found.kind != "other"), "other")
        mentions = [_mention(original, *view.original(found.start, found.end)) for found in group]
        places.append(_place(name, kind, meant.get(name), mentions))
    return places


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start=start, end=end, text=text[start:end])


def _place(name: str, kind: PlaceKind, entry: Entry | None, mentions: list[Mention]) -> Place:
    """Give a place with what the tables say of it, as far as they speak of a place of that kind."""
    if entry is None or entry.kind != kind:
        return Place(name=name, kind=kind, mentions=mentions)
    if kind == "country":
        return Place(name=name, kind=kind, country=entry.key or None, mentions=mentions)
    if kind not in _WITH_KEY or not entry.is_german:
        return Place(name=name, kind=kind, mentions=mentions)
    return Place(
        name=name,
        kind=kind,
        ags=entry.key,
        latitude=entry.latitude,
        longitude=entry.longitude,
        mentions=mentions,
    )
