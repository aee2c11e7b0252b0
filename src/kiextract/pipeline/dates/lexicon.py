"""The words of the date grammar, read from ``data/words.tsv`` and ``data/numbers.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

ENDINGS = ("e", "en", "er", "es", "em")
"""Endings of adjectives and ordinal numbers."""

Value = int | float | str

ALL_CAPITALS_FROM = 3
"""Letters from which on a word written in capitals throughout is taken for the same word."""


def rows(name: str) -> Iterator[list[str]]:
    """Give the tab-separated fields of each line of a data file; lines that begin with # are comments."""
    text = (files("kiextract.pipeline.dates") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def words() -> dict[str, tuple[str, Value]]:
    """Map each form to its category and value; the categories are those of the data files."""
    table: dict[str, tuple[str, Value]] = {}
    for category, value, forms in rows("words.tsv"):
        for form in forms.split():
            for inflected in _inflected(form):
                _add(table, inflected, (category, _number(value)))
    for value, cardinals, ordinal in rows("numbers.tsv"):
        for cardinal in cardinals.split():
            _add(table, cardinal, ("NUMBER_WORD", _number(value)))
        for inflected in _inflected(ordinal + "~") if ordinal != "-" else []:
            _add(table, inflected, ("ORDINAL_WORD", _number(value)))
    _add_compounds(table)
    return table


def _add_compounds(table: dict[str, tuple[str, Value]]) -> None:
    """Add adjectives of duration (dreitägig), and weekends and halves of a month (Maihälfte)."""
    entries = list(table.items())
    counts = [(word, value) for word, (kind, value) in entries if kind == "NUMBER_WORD" and word.islower()]
    units = [(word, value) for word, (kind, value) in entries if kind == "UNIT_LONG" and word.islower()]
    years = [word for word, (kind, _) in entries if kind == "YEARS_LONG" and word.islower()]
    for count, number in [*counts, ("ein", 1)]:
        for unit, letter in units:
            _add(table, count + unit, ("UNITS_LONG", period(number, str(letter))))
        for word in years:
            _add(table, count + word, ("YEARS_LONG", period(number, "Y")))
    for month, (kind, value) in entries:
        if kind == "MONTH" and month.istitle():
            _add(table, month + "wochenende", ("MONTH_WEEKEND", value))
            _add(table, month + "hälfte", ("MONTH_HALF", value))


@cache
def lasting_nouns() -> tuple[str, ...]:
    """Give the nouns that -jährig counts the years of, in small letters (Bestehen, Bauzeit)."""
    return tuple(fields[0].lower() for fields in rows("lasting_nouns.txt"))


CLOCK_UNITS = {"H": "H", "MIN": "M", "S": "S"}


def period(count: Value, unit: str) -> str:
    """Give the TIMEX3 value of so many units: P3Y, PT2H."""
    number = f"{count:g}" if isinstance(count, (int, float)) else count
    return f"PT{number}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{number}{unit}"


def _number(value: str) -> Value:
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        return value


def _inflected(form: str) -> list[str]:
    return [form[:-1] + ending for ending in ENDINGS] if form.endswith("~") else [form]


def _add(table: dict[str, tuple[str, Value]], form: str, entry: tuple[str, Value]) -> None:
    table.setdefault(form, entry)
    if form[0].islower():
        table.setdefault(form[0].upper() + form[1:], entry)
    elif len(form) >= ALL_CAPITALS_FROM:
        table.setdefault(form.upper(), entry)


@cache
def weekday_parts() -> dict[str, tuple[int, str]]:
    """Map the compounds of a weekday and a part of the day (Freitagabend, Samstagfrüh) to both values."""
    table = {}
    for day, (category, number) in words().items():
        if category != "WEEKDAY" or day.endswith("s") or day.isupper():
            continue
        for part, (kind, value) in words().items():
            if kind in ("DAYTIME", "DAYTIME_ADVERB", "DAYTIME_SMALL"):
                table[day + part.lower()] = (int(number), str(value))
    return table
