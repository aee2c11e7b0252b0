"""What may be a name, and what the names model takes for something else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kiextract.pipeline.layers import Name


@dataclass(frozen=True)
class Candidate:
    """Tokens ``start`` to ``end`` (half-open indices) as a name.

    ``rule`` says what found it, ``surname_words`` how many words of surname stand before the given name,
    ``base`` what the last word is without a genitive ending, where the user's lexicon tells it.
    """

    start: int
    end: int
    rule: str
    surname_words: int = 0
    base: str | None = None


AND = frozenset(("und", "u.", "sowie", "&"))


LEGAL_FORMS = frozenset(("AG", "GmbH", "gGmbH", "KG", "OHG", "SE", "GbR", "eG", "UG", "mbH"))
"""Words behind the name of a firm."""

FROM_A_PLACE = frozenset(("von", "vom", "zu", "zum", "zur"))
"""Particles behind an office that more often begin its place than a surname: Landrätin von Ulm."""


class Things:
    """The model's places, organisations and other names that are no persons."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted((n for n in names if n.label != "PER"), key=lambda name: (name.start, -name.end))
        self._starts = [name.start for name in self._names]

    def at(self, position: int) -> Name | None:
        """Give the one that holds a position."""
        index = bisect_right(self._starts, position) - 1
        return self._names[index] if index >= 0 and self._names[index].end > position else None
