"""What a date expression says, and the TIMEX3 values it comes to: plain types without spaCy."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["D", "W", "M", "Q", "Y", "DE"]
Type = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["document", "previous", "beginning", "year"]


@dataclass(frozen=True, slots=True)
class When:
    """The parts of one date expression as the text gives them; what it does not say is None.

    ``weekday`` is 1 for Monday to 7, ``nth`` which one of the month (-1 the last); ``part`` a part of the
    day (MO MI AF EV NI); ``season`` SP SU FA WI; ``feast`` a phrase of ``data/feasts.tsv``. ``shift`` counts
    units from the anchor (the document date, the date named before, or the beginning of what the text tells
    of); ``direction`` points to the last (-1), this (0) or next (1) of a kind. ``fixed`` is a TIMEX3 value
    that needs no resolution.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    weekend: bool = False
    feast: str | None = None
    shift: tuple[Unit, float] | None = None
    direction: int | None = None
    anchor: Anchor = "document"
    fixed: str | None = None
    type: Type = "DATE"

    @property
    def has_day(self) -> bool:
        """Tell whether the expression names a day: by date, weekday, feast or count of days."""
        return bool(self.day or self.weekday or self.feast or (self.shift and self.shift[0] == "D"))

    @property
    def is_clock(self) -> bool:
        """Tell whether the expression is a clock time and nothing else."""
        return self.hour is not None and not self.has_day

    @property
    def needs_day(self) -> bool:
        """Tell whether the expression is a clock time or part of the day without its day."""
        return (self.hour is not None or self.part is not None) and not self.has_day


def is_day(year: int | None, month: int, day: int) -> bool:
    """Tell whether the calendar has this day; without a year, 29 February counts."""
    if not 1 <= month <= 12 or not (year is None or 1 <= year <= 9999):
        return False
    return 1 <= day <= calendar.monthrange(year or 2000, month)[1]


DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
YEAR = re.compile(r"[0-9]{4}")
DECADE = re.compile(r"[0-9]{2,3}")
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})(-WE)?")
QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
HALF = re.compile(r"([0-9]{4})-H([12])")


def days_of(value: str | None) -> tuple[dt.date, dt.date] | None:
    """Give the first and last calendar day that a TIMEX3 value covers, None where it fixes none.

    Seasons and school years begin on no fixed day, so they give None.
    """
    try:
        return _days_of(value or "")
    except (ValueError, OverflowError):
        return None


def _days_of(value: str) -> tuple[dt.date, dt.date] | None:
    if match := DAY.fullmatch(value):
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1)
    if YEAR.fullmatch(value):
        return _months(int(value), 1, 12)
    if DECADE.fullmatch(value):
        length = 10 ** (4 - len(value))
        first = int(value) * length
        return dt.date(first, 1, 1), dt.date(first + length - 1, 12, 31)
    if match := WEEK.fullmatch(value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + dt.timedelta(days=5 if match[3] else 0), monday + dt.timedelta(days=6)
    if match := QUARTER.fullmatch(value):
        return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
    if match := HALF.fullmatch(value):
        return _months(int(match[1]), int(match[2]) * 6 - 5, 6)
    return None


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    last = month + count - 1
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
