"""What the rules of the room hand each other: a span that names a place."""

from __future__ import annotations

from dataclasses import dataclass

from kiextract.pipeline.places.gazetteer import Entry
from kiextract.record import PlaceKind


@dataclass(frozen=True)
class Found:
    """A span that names a place; half-open offsets in code points.

    ``name`` is the base form as far as the span itself tells it; ``entries`` are the places of the
    gazetteer that it may be. A find that is not ``sure`` needs a place of the text near it.
    """

    start: int
    end: int
    kind: PlaceKind
    name: str
    entries: tuple[Entry, ...] = ()
    sure: bool = True
