"""Organisations: the names of a text set right, and the ORG names grouped by their text."""

from __future__ import annotations

from collections.abc import Sequence

from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.bodies import added
from kiextract.pipeline.names.boundaries import repaired
from kiextract.pipeline.names.false_positives import without_false
from kiextract.pipeline.names.institutions import compounded, joined, parted
from kiextract.record import Mention, Organisation


def settle(text: str, names: Sequence[Name]) -> list[Name]:
    """Set the boundaries of a model's names right; they stay in text order and do not overlap."""
    whole = joined(text, compounded(text, repaired(text, names)))
    return without_false(text, added(text, parted(text, whole)))


def find_organisations(names: Sequence[Name]) -> list[Organisation]:
    """Group the ORG names of a text by their words, in order of first mention."""
    groups: dict[str, list[Mention]] = {}
    for name in names:
        if name.label == "ORG":
            groups.setdefault(" ".join(name.text.split()), []).append(
                Mention(start=name.start, end=name.end, text=name.text)
            )
    return [Organisation(name=name, mentions=mentions) for name, mentions in groups.items()]
