"""Sets of half-open intervals, for asking quickly whether a span is taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol


class HasExtent(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset behind the last code point."""


class Intervals:
    """A set of half-open intervals; a question costs the logarithm of their number."""

    def __init__(self, extents: Iterable[HasExtent] = ()) -> None:
        merged: list[list[int]] = []
        for start, end in sorted((extent.start, extent.end) for extent in extents):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def touch(self, start: int, end: int) -> bool:
        """Tell whether any interval shares a code point with ``[start, end)``."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start

    def covers(self, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` lies within the intervals (those that meet count as one)."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._ends[index] >= end
