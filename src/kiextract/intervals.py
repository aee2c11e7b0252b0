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
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted([(extent.start, extent.end) for extent in extents]):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Tell whether any interval shares a code point with ``[start, end)``."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start

    def covers(self, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` lies within the intervals (those that meet count as one)."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._ends[index] >= end
