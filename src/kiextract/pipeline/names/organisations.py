"""Organisations: the names of a text set right, and the ORG names grouped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.agreement import agreed, repeated
from kiextract.pipeline.names.bodies import added
from kiextract.pipeline.names.boundaries import repaired
from kiextract.pipeline.names.described import described
from kiextract.pipeline.names.false_positives import without_false
from kiextract.pipeline.names.institutions import compounded, joined, parted, without_club
from kiextract.pipeline.names.known import with_known
from kiextract.record import Mention, Organisation

ENDING = re.compile(r"(?<=\w{4})(?:e[mnrs]?|s)$")
"""Endings of adjectives and of the genitive: des Kommunalen Integrationszentrums."""


def settle(text: str, names: Sequence[Name]) -> list[Name]:
    """Set the boundaries of a model's names right; they stay in text order and do not overlap."""
    single = described(text, with_known(text, repaired(text, names)))
    whole = without_club(text, joined(text, compounded(text, agreed(single))))
    return without_false(text, repeated(text, added(text, parted(text, whole))))


def find_organisations(names: Sequence[Name]) -> list[Organisation]:
    """Group the ORG names of a text, inflected forms together, in order of first mention.

    The name is the first of the shortest forms, so no genitive where there is another form.
    """
    groups: dict[str, list[Mention]] = {}
    for name in names:
        if name.label == "ORG":
            mention = Mention(start=name.start, end=name.end, text=name.text)
            groups.setdefault(_uninflected(name.text), []).append(mention)
    return [Organisation(name=_base_form(mentions), mentions=mentions) for mentions in groups.values()]


def _uninflected(text: str) -> str:
    """Give a name without the endings of its adjectives and of its genitive, folded: a key, not a word."""
    return " ".join(ENDING.sub("", word) for word in text.casefold().split())


def _base_form(mentions: Sequence[Mention]) -> str:
    return min((" ".join(mention.text.split()) for mention in mentions), key=len)
