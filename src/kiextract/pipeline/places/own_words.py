"""The user's own words in this room: places, and words that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name, OwnWord
from kiextract.pipeline.places import gazetteer
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry
from kiextract.pipeline.places.settlements import is_person
from kiextract.pipeline.places.view import View
from kiextract.record import PlaceKind


def find_own(view: View, words: Sequence[OwnWord], names: Sequence[Name]) -> list[Found]:
    """Give the places of the user's lexicon, but where the word is a person's surname (Anna Linde).

    ``words`` have the offsets of the original, ``names`` are the model's with those of the view.
    """
    found = list(_placed(view, words))
    extents = {(place.start, place.end) for place in found}
    persons = Intervals(
        name
        for name in names
        if name.label == "PER" and " " in name.text and (name.start, name.end) not in extents
    )
    return [
        place
        for place in found
        if not persons.touch(place.start, place.end) and not is_person(view.text, place)
    ]


def ignored(view: View, words: Sequence[OwnWord]) -> Intervals:
    """Give the extents, in the view, of the words that are no places."""
    extents = (view.here(word.start, word.end) for word in words if word.ignored)
    return Intervals(Found(start, end, "other", "") for start, end in extents)


def _placed(view: View, words: Sequence[OwnWord]) -> Iterator[Found]:
    for word in words:
        if word.place_kind is not None:
            start, end = view.here(word.start, word.end)
            yield Found(start, end, word.place_kind, word.name, _entries(word.name, word.place_kind))


def _entries(name: str, kind: PlaceKind) -> tuple[Entry, ...]:
    """Give what the tables know of a place of this name and kind: so other words for it have its key."""
    known = (
        *gazetteer.settlements(name),
        gazetteer.districts().get(name),
        gazetteer.territories().get(name),
    )
    return tuple(entry for entry in known if entry is not None and entry.kind == kind)
