"""The words of the date grammar, read from ``data/words.tsv`` and ``data/numbers.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

ENDINGS = ("e", "en", "er", "es", "em")
"""Endings of adjectives and ordinal numbers."""


def rows(name: str) -> Iterator[list[str]]:
    """Give the tab-separated fields of each line of a data file; lines that begin with # are comments."""
    text = (files("kiextract.pipeline.dates") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def words() -> dict[str, tuple[str, str]]:
    """Map each form to its category and value; forms written small also stand capitalised.

    The categories are described in the data files; a form belongs to one category.
    """
    table: dict[str, tuple[str, str]] = {}
    for category, value, forms in rows("words.tsv"):
        for form in forms.split():
            for inflected in _inflected(form):
                _add(table, inflected, (category, value))
    for value, cardinal, ordinal in rows("numbers.tsv"):
        _add(table, cardinal, ("NUMBER_WORD", value))
        for ending in ENDINGS if ordinal != "-" else ():
            _add(table, ordinal + ending, ("ORDINAL_WORD", value))
    return table


def _inflected(form: str) -> list[str]:
    return [form[:-1] + ending for ending in ENDINGS] if form.endswith("~") else [form]


def _add(table: dict[str, tuple[str, str]], form: str, entry: tuple[str, str]) -> None:
    table.setdefault(form, entry)
    if form[0].islower():
        table.setdefault(form[0].upper() + form[1:], entry)
    elif len(form) > 3:
        table.setdefault(form.upper(), entry)


@cache
def weekday_parts() -> dict[str, tuple[int, str]]:
    """Map the compounds of a weekday and a part of the day (Freitagabend) to both values."""
    days = [
        (form, int(value))
        for form, (category, value) in words().items()
        if category == "WEEKDAY" and not form.endswith("s") and not form.isupper()
    ]
    parts = [(form, value) for form, (category, value) in words().items() if category == "DAY_PART"]
    table = {}
    for day, number in days:
        for part, value in parts:
            table[day + part.lower()] = (number, value)
            table[day + part.lower() + "s"] = (number, value)
    return table
