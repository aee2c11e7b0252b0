"""Days with a name: which day of a year they fall on."""

from __future__ import annotations

import datetime as dt
from functools import cache

from dateutil.easter import easter  # type: ignore[import-untyped]

from kiextract.pipeline.dates.lexicon import rows

WEEKS_OF_ADVENT = 3
"""Full weeks between the first Sunday in Advent and the last before Christmas Day."""


@cache
def feasts() -> dict[str, tuple[str, str]]:
    """Map each phrase of ``data/feasts.tsv`` to its rule and argument."""
    return {phrase: (rule, argument) for phrase, rule, argument in rows("feasts.tsv")}


def feast_of(text: str) -> str | None:
    """Give the phrase that a text stands for, its genitive ending and line ends taken away."""
    plain = " ".join(text.split())
    candidates = (plain, plain.removesuffix("s"), plain.removesuffix("es"))
    return next((candidate for candidate in candidates if candidate in feasts()), None)


def day_of(phrase: str, year: int) -> dt.date:
    """Give the day of a feast in a year; Easter by the Gregorian computus of dateutil.

    Raises KeyError for a phrase that is no feast and ValueError for a year outside 1583 to 4099.
    """
    rule, argument = feasts()[phrase]
    if rule == "fixed":
        return dt.date.fromisoformat(f"{year:04}-{argument}")
    if rule == "easter":
        sunday: dt.date = easter(year, method=3)
        return sunday + dt.timedelta(days=int(argument))
    if rule == "advent":
        return _first_advent(year) + dt.timedelta(days=int(argument))
    month, nth, weekday = map(int, argument.split())
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _first_advent(year: int) -> dt.date:
    """Give the fourth Sunday before Christmas Day."""
    christmas = dt.date(year, 12, 25)
    last_sunday = christmas - dt.timedelta(days=christmas.isoweekday())
    return last_sunday - dt.timedelta(weeks=WEEKS_OF_ADVENT)
