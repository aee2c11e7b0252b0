"""Organisations: the model's ORG names, grouped by their text."""

from __future__ import annotations

from collections.abc import Sequence

from kiextract.pipeline.layers import Name
from kiextract.record import Mention, Organisation


def find_organisations(text: str, names: Sequence[Name]) -> list[Organisation]:
    """Group the ORG names of a text, in order of first mention."""
    groups: dict[str, list[Mention]] = {}
    for name in names:
        if name.label == "ORG":
            groups.setdefault(" ".join(name.text.split()), []).append(
                Mention(start=name.start, end=name.end, text=name.text)
            )
    return [Organisation(name=name, mentions=mentions) for name, mentions in groups.items()]
