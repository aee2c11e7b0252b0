"""What the words around an amount say about its exactness: rund, bis zu, mehr als."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, cast

from kiextract.pipeline.amounts.neighbours import Word
from kiextract.pipeline.amounts.tables import rows, words

Qualifier = Literal["exact", "approx", "min", "max"]

LONGEST = 3
"""Most words of a qualifying phrase."""

PAPER_REACH = 5
"""Most words between "über" and the paper whose sum it names."""


def qualifier(before: Sequence[Word], behind: Sequence[Word]) -> Qualifier:
    """Give the qualifier of the amount between two rows of words."""
    phrases = _phrases("qualifiers_behind.tsv")
    kind_behind = phrases.get(_joined(behind[:2])) or phrases.get(_joined(behind[:1]))
    return kind_behind or _in_front(before) or _in_front(without_fillers(before)) or "exact"


def without_fillers(before: Sequence[Word]) -> Sequence[Word]:
    """Give the words in front of an amount without the fillers at their end: rund insgesamt."""
    end = len(before)
    while end and before[end - 1].folded in words("fillers.txt"):
        end -= 1
    return before[:end]


def without_qualifier(before: Sequence[Word]) -> Sequence[Word]:
    """Give the words in front of an amount without fillers and a qualifying phrase."""
    before = without_fillers(before)
    length = _length(before)
    if length:
        before = before[:-length]
        if before and before[-1].folded in ("etwas", "deutlich", "weit"):
            before = before[:-1]
    return without_fillers(before)


def _in_front(before: Sequence[Word]) -> Qualifier | None:
    length = _length(before)
    if not length:
        return None
    phrase = _joined(before[-length:])
    if phrase == "über" and _names_a_sum(before[:-1]):
        return "exact"
    return _phrases("qualifiers.tsv")[phrase]


def _length(before: Sequence[Word]) -> int:
    """Count the words of the phrase that ends the row; 0 if there is none."""
    for length in range(min(LONGEST, len(before)), 0, -1):
        if _joined(before[-length:]) in _phrases("qualifiers.tsv"):
            return length
    return 0


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)


def paper(before: Sequence[Word]) -> Word | None:
    """Give the noun whose sum an "über" behind these words names: Scheck in "ein Scheck der Bank über"."""
    for word in reversed(before[-PAPER_REACH:]):
        if word.text in ",;:.!?":
            return None
        if word.is_capitalised and any(word.folded.endswith(end) for end in words("papers.txt")):
            return word
    return None


def _names_a_sum(before: Sequence[Word]) -> bool:
    """Tell whether "über" behind these words sets no bound: ein Scheck über, der Bescheid lautet über."""
    if not before:
        return False
    if not before[-1].is_capitalised:
        return before[-1].folded in words("sum_verbs.txt")
    return paper(before) is not None


@cache
def _phrases(name: str) -> dict[str, Qualifier]:
    return {row[0]: cast("Qualifier", row[1]) for row in rows(name)}
