"""Which found span is which tagged span."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Span(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset behind the last code point."""


class TaggedSpan(Span, Protocol):
    """A span of the gold."""

    @property
    def optional(self) -> bool:
        """Whether it may be missed."""


def align(gold: Sequence[TaggedSpan], found: Sequence[Span]) -> dict[int, int]:
    """Pair tagged and found spans that overlap, one to one; give the index of the found one by the tagged.

    Pairs of the same offsets go first, then those with a tag that is not optional, then the larger overlaps,
    then those that stand further to the front.
    """
    candidates = [(_rank(gold[g], found[f]), g, f) for g, f in _overlapping(gold, found)]
    candidates.sort()
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in candidates:
        if g not in pairs and f not in taken:
            pairs[g] = f
            taken.add(f)
    return pairs


def same_offsets(one: Span, other: Span) -> bool:
    """Tell whether two spans begin and end alike."""
    return one.start == other.start and one.end == other.end


def _rank(tag: TaggedSpan, span: Span) -> tuple[bool, bool, int, int, int]:
    overlap = min(tag.end, span.end) - max(tag.start, span.start)
    return not same_offsets(tag, span), tag.optional, -overlap, tag.start, span.start


def _overlapping(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Give the index pairs of all overlapping spans, sweeping over both from the front."""
    waiting = sorted(range(len(found)), key=lambda f: found[f].start)
    near: list[int] = []
    first = 0
    pairs = []
    for g in sorted(range(len(gold)), key=lambda g: gold[g].start):
        tag = gold[g]
        while first < len(waiting) and found[waiting[first]].start < tag.end:
            near.append(waiting[first])
            first += 1
        near = [f for f in near if found[f].end > tag.start]  # later tags begin no earlier
        pairs += [(g, f) for f in near if found[f].start < tag.end]
    return pairs
