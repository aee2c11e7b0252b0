"""Which of several texts say it all: the roles of a person in tables and on pages."""

from __future__ import annotations

from collections.abc import Iterable

from kiextract.visible import on_one_line

MOST_TO_COMPARE = 200
"""More texts than that are not looked for within each other: the work grows with the square."""


def fullest(texts: Iterable[str]) -> list[str]:
    """Give distinct texts on one line each, without those that stand within longer ones."""
    lines = list(dict.fromkeys(map(on_one_line, texts)))
    if len(lines) > MOST_TO_COMPARE:
        return lines
    return [line for line in lines if not any(line != other and line in other for other in lines)]
