"""Years of two digits: one rule for the texts and for what users give."""

from __future__ import annotations

PIVOT = 50
"""Two-digit years below it belong to this century, the others to the last: 49 is 2049, 50 is 1950."""


def full_year(two_digits: int) -> int:
    """Give the year (1950 to 2049) for two digits, by the pivot."""
    return two_digits + (2000 if two_digits < PIVOT else 1900)
