"""Reads this room's word lists: tab-separated, a line each, comments begin with ``#``."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rows(name: str) -> list[list[str]]:
    """Give the rows of ``data/<name>`` as lists of columns."""
    content = resources.files(__package__).joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in content.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Give the first column of ``data/<name>`` as a set."""
    return frozenset(row[0] for row in rows(name))
