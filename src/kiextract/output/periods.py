"""The TIMEX3 values of durations and repetitions, taken apart for the languages that say them."""

from __future__ import annotations

import re
from typing import NamedTuple

PERIOD = re.compile(r"P(?P<clock>T?)(?P<number>X|\d+(?:\.\d+)?)(?P<unit>[A-Z]{1,2})")
RECURRENCE = re.compile(r"XXXX-(?:WXX-(?P<weekday>[1-7]|WE)|XX-XX)(?:T(?P<part>[A-Z]{2}))?")
MONTH_OR_SEASON = re.compile(r"XXXX-(?P<month>0[1-9]|1[0-2]|SP|SU|FA|WI)")

SEVERAL = "X"
"""The number of several years: ``PXY``."""


class Period(NamedTuple):
    """So many of a unit: ``P2Y``, ``PT1.5H``, ``PXD``; units of the clock have a T before them."""

    number: str
    unit: str


class Recurrence(NamedTuple):
    """Days that come again, counted from Monday or ``WE`` for weekends, and a part of the day."""

    weekday: str | None
    part: str | None


def period_of(value: str) -> Period | None:
    """Read the value of a duration or a frequency; None for another form."""
    match = PERIOD.fullmatch(value)
    return Period(match["number"], match["clock"] + match["unit"]) if match else None


def recurrence_of(value: str) -> Recurrence | None:
    """Read ``XXXX-WXX-1`` (every Monday), ``XXXX-XX-XXTEV`` (every evening); None for another form."""
    match = RECURRENCE.fullmatch(value)
    return Recurrence(match["weekday"], match["part"]) if match else None


def month_or_season_of(value: str) -> str | None:
    """Read ``XXXX-05`` (every May), ``XXXX-SU`` (every summer); None for another form."""
    match = MONTH_OR_SEASON.fullmatch(value)
    return match["month"] if match else None
