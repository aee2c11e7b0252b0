"""From what a date says to its TIMEX3 value: pure functions of the expression and its context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiextract.pipeline.dates.feasts import day_of
from kiextract.pipeline.dates.values import When, is_day

NEAR_PAST = 45
"""Days that a day without a year may lie back where neither tense nor direction points anywhere."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The document date or an earlier date, as precise as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str | None) -> Reference | None:
        """Read YYYY, YYYY-MM or YYYY-MM-DD (a clock time behind is cut off); None for all else."""
        try:
            parts = [int(part) for part in (value or "").partition("T")[0].split("-")]
            return cls(*parts) if 1 <= len(parts) <= 3 and parts[0] >= 1000 else None
        except ValueError:
            return None

    @property
    def date(self) -> dt.date | None:
        """Give the day, None where it is not known or is none."""
        if self.month is None or self.day is None or not is_day(self.year, self.month, self.day):
            return None
        return dt.date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is resolved against: document date, the date named last, and the sentence's tense.

    ``tense`` is -1 for past, 1 for present and future, 0 where the sentence does not say.
    """

    document: Reference | None = None
    previous: Reference | None = None
    previous_part: str | None = None
    tense: int = 0


def resolve(when: When, context: Context) -> str | None:
    """Give the TIMEX3 value of an expression, None where it needs a date that is not known."""
    try:
        return _resolve(when, context)
    except (ValueError, OverflowError):  # a day outside the calendar: before year 1, after year 9999
        return None


def is_relative(when: When) -> bool:
    """Tell whether an expression takes something from the document date or from a neighbour."""
    return when.fixed is None and when.year is None


def _resolve(when: When, context: Context) -> str | None:
    if when.fixed is not None:
        return when.fixed
    value = _calendar(when, context)
    if value is None and (when.hour is not None) and (when.weekday or not when.has_day):
        value = ""
    if value is None:
        return None
    if when.hour is not None:
        return f"{value}T{when.hour:02}:{when.minute or 0:02}" if len(value) in (0, 10) else None
    if when.part is not None:
        return f"{value}T{when.part}" if len(value) == 10 else None
    return value


def _calendar(when: When, context: Context) -> str | None:
    if when.feast:
        return _feast(when, context)
    if when.month and when.day:
        return _day(when, context)
    if when.month:
        return _month(when, context)
    if when.season:
        return _season(when, context)
    if when.quarter or when.half or when.week:
        return _part_of_year(when, context)
    if when.weekend:
        return _weekend(when, context)
    if when.weekday and not (when.shift and when.shift[0] == "D"):
        return _weekday(when, context)
    if when.shift:
        return _shifted(when, context)
    if when.year:
        return f"{when.year:04}"
    if when.hour is not None or when.part:
        return _same_day(when, context)
    return None


def _year_of(when: When, context: Context) -> int | None:
    if when.year:
        return when.year
    if when.shift and when.shift[0] == "Y" and context.document:
        return context.document.year + when.shift[1]
    return None


def _day(when: When, context: Context) -> str | None:
    assert when.month and when.day
    year = _year_of(when, context)
    if year is None and context.document:
        year = _best_year(context, when.month, when.day)
    if year is None:
        return f"XXXX-{when.month:02}-{when.day:02}"
    return f"{year:04}-{when.month:02}-{when.day:02}" if is_day(year, when.month, when.day) else None


def _best_year(context: Context, month: int, day: int | None) -> int:
    """Choose the year of a day or month without one (the rule is in docs/dates.md)."""
    document = context.document
    assert document
    if document.month is None:
        return document.year
    here = document.year * 372 + document.month * 31 + (document.day or 15)
    there = month * 31 + (day or (document.day or 15))

    def distance(year: int) -> int:
        return year * 372 + there - here

    years = (document.year - 1, document.year, document.year + 1)
    if context.tense < 0:
        return max((year for year in years if distance(year) <= 7), default=document.year)
    if context.tense > 0:
        return min((year for year in years if distance(year) >= -31), default=document.year)
    return min(years, key=lambda year: abs(distance(year) - 60))


def _month(when: When, context: Context) -> str | None:
    assert when.month
    year = _year_of(when, context)
    document = context.document
    if year is None and document:
        if when.direction and document.month:
            wrong = when.month >= document.month if when.direction < 0 else when.month <= document.month
            year = document.year + (when.direction if wrong else 0)
        elif when.direction == 0:
            year = document.year
        else:
            year = _best_year(context, when.month, None)
    return f"{year:04}-{when.month:02}" if year else f"XXXX-{when.month:02}"


SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(when: When, context: Context) -> str | None:
    assert when.season
    year = _year_of(when, context)
    document = context.document
    if year is None and document:
        start = SEASON_START[when.season]
        month = document.month or 6
        year = document.year
        if when.direction == -1 and start + 2 >= month:
            year -= 1
        elif (when.direction == 1 and start <= month) or (
            when.direction is None and context.tense > 0 and start + 2 < month and when.season != "WI"
        ):
            year += 1
        elif when.direction is None and context.tense < 0 and start > month:
            year -= 1
    return f"{year:04}-{when.season}" if year else f"XXXX-{when.season}"


def _part_of_year(when: When, context: Context) -> str | None:
    year = _year_of(when, context) or (context.document and context.document.year)
    if not year:
        return None
    if when.quarter:
        return f"{year:04}-Q{when.quarter}"
    return f"{year:04}-H{when.half}" if when.half else f"{year:04}-W{when.week:02}"


def _feast(when: When, context: Context) -> str | None:
    assert when.feast
    document = context.document
    if when.year:
        return day_of(when.feast, when.year).isoformat()
    if not document:
        return None
    if not document.date:
        return day_of(when.feast, document.year).isoformat()
    today = document.date
    days = [day_of(when.feast, today.year + step) for step in (-1, 0, 1)]
    direction = context.tense if when.direction is None else when.direction
    if direction < 0:
        return max(day for day in days if day <= today).isoformat()
    if direction > 0:
        return min(day for day in days if day >= today).isoformat()
    return min(days, key=lambda day: abs((day - today).days - 60)).isoformat()


def _weekend(when: When, context: Context) -> str | None:
    today = context.document and context.document.date
    if not today:
        return None
    direction = when.direction
    if direction is None:
        direction = 0 if context.tense >= 0 else -1
        if context.tense < 0 and today.isoweekday() >= 6:
            direction = 0
    year, week, _ = (today + dt.timedelta(weeks=direction)).isocalendar()
    return f"{year:04}-W{week:02}-WE"


def _weekday(when: When, context: Context) -> str | None:
    assert when.weekday
    today = context.document and context.document.date
    if not today:
        return None
    if when.shift and when.shift[0] == "W":
        monday = today + dt.timedelta(weeks=when.shift[1], days=1 - today.isoweekday())
        return (monday + dt.timedelta(days=when.weekday - 1)).isoformat()
    ahead = (when.weekday - today.isoweekday()) % 7
    direction = when.direction
    if direction is None:
        direction = context.tense
        if direction < 0 and ahead == 0:
            return today.isoformat()
    if direction < 0:
        ahead = ahead - 7
    elif direction > 0 and when.direction and ahead == 0:
        ahead = 7
    elif direction == 0 and when.direction is None and ahead > 4:
        ahead -= 7
    return (today + dt.timedelta(days=ahead)).isoformat()


def _shifted(when: When, context: Context) -> str | None:
    assert when.shift
    unit, count = when.shift
    anchor = context.previous if when.anchor == "previous" and context.previous else context.document
    if not anchor:
        return None
    if unit == "Y":
        return f"{anchor.year + count:04}"
    if unit == "DE":
        return f"{anchor.year // 10 + count:03}" if abs(count) == 1 else f"{anchor.year + 10 * count:04}"
    if unit in ("M", "Q"):
        return _shifted_month(unit, count, anchor)
    if not anchor.date:
        return None
    if unit == "D":
        return (anchor.date + dt.timedelta(days=count)).isoformat()
    shifted = anchor.date + dt.timedelta(weeks=count)
    if when.anchor == "previous" and abs(count) >= 1:
        return shifted.isoformat()
    year, week, _ = shifted.isocalendar()
    return f"{year:04}-W{week:02}"


def _shifted_month(unit: str, count: int, anchor: Reference) -> str | None:
    if anchor.month is None:
        return None
    months = anchor.year * 12 + anchor.month - 1 + count * (3 if unit == "Q" else 1)
    year, month = divmod(months, 12)
    return f"{year:04}-Q{month // 3 + 1}" if unit == "Q" else f"{year:04}-{month + 1:02}"


def _same_day(when: When, context: Context) -> str | None:
    """Give the day of a clock time or part of the day that names none: the day named last."""
    day = (context.previous and context.previous.date) or (context.document and context.document.date)
    if not day:
        return None
    if when.hour is not None and when.hour < 6 and context.previous_part in ("EV", "NI"):
        day += dt.timedelta(days=1)
    return day.isoformat()
