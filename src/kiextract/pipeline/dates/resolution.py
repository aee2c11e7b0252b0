"""From what a date says to its TIMEX3 value: pure functions of the expression and its context."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiextract.pipeline.dates.feasts import day_of
from kiextract.pipeline.dates.values import When, is_day

EXPECTED_DISTANCE = {-2: -150, -1: -120, 0: 60, 1: 120, 2: 150}
"""Days between document date and a day without a year, by tense: the year that comes nearest to it wins."""

NEIGHBOUR_DAYS = 31
"""Without a document date: most days from a full date to a day without a year, for both to share the year."""

TUESDAY, SATURDAY = 2, 6
SPRING = 3
"""Last month in which the beginning of the year, seen ahead, is still this year's."""
FULL_DATE = len("YYYY-MM-DD")
DAWN = 6
"""Hour before which a clock time belongs to the night before, and so to the day after its evening."""

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season (meteorological)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A date that others refer to, as precise as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str | None) -> Reference | None:
        """Read YYYY, YYYY-MM or YYYY-MM-DD (a clock time behind is cut off); None for all else."""
        try:
            parts = [int(part) for part in (value or "").partition("T")[0].split("-")]
        except ValueError:
            return None
        if not 1 <= len(parts) <= 3 or not 1000 <= parts[0] <= 9999:
            return None
        if len(parts) > 1 and not is_day(parts[0], parts[1], parts[2] if len(parts) > 2 else 1):
            return None
        return cls(*parts)

    @property
    def date(self) -> dt.date | None:
        """Give the day, None where it is not known."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def middle(self) -> dt.date | None:
        """Give the day, or one in the middle of the month; None where only the year is known."""
        return dt.date(self.year, self.month, self.day or 15) if self.month else None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against.

    ``previous`` is the date named last; ``day`` the day that a clock time without one belongs to; ``focus``
    the days that the text speaks of (the last date or range named); ``tense`` is -1 for past, 1 for present
    and future, 0 where the sentence does not say. ``told`` is the month, with its year, that the same
    sentence named before; ``beginning`` the last day named by its date, or the first of the last range;
    ``year`` the year that a year before it is counted from.
    """

    document: Reference | None = None
    previous: Reference | None = None
    day: dt.date | None = None
    focus: tuple[dt.date, ...] = ()
    tense: int = 0
    told: Reference | None = None
    beginning: Reference | None = None
    year: Reference | None = None


def resolve(when: When, context: Context) -> str | None:
    """Give the TIMEX3 value of an expression, None where it needs a date that is not known."""
    try:
        return _resolve(when, context)
    except (ValueError, OverflowError):  # a day outside the calendar, before year 1 or after year 9999
        return None


def is_relative(when: When) -> bool:
    """Tell whether an expression takes something from the document date or from a neighbour."""
    return when.fixed is None and when.year is None


def _resolve(when: When, context: Context) -> str | None:
    if when.fixed is not None:
        return when.fixed
    value = context.day.isoformat() if when.needs_day and context.day else _calendar(when, context)
    if when.hour is not None:
        day = value if value and len(value) == FULL_DATE else ""
        if day and when.part in ("EV", "NI") and when.hour < DAWN:
            day = (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
        return f"{day}T{when.hour:02}:{when.minute or 0:02}"
    if when.part is not None:
        return f"{value}T{when.part}" if value and len(value) == FULL_DATE else None
    return value


def _calendar(when: When, context: Context) -> str | None:
    if when.weekend and (when.day or when.feast):
        day = _calendar(replace(when, weekend=False), context)
        return _weekend_of(dt.date.fromisoformat(day)) if day and day[:1] != "X" else None
    if when.month and when.day:
        return _day(when.month, when.day, when, context)
    if when.feast:
        return _feast(when.feast, when, context)
    if when.nth and when.weekday and when.month:
        return _weekday_of_month(when.nth, when.weekday, when.month, when, context)
    if when.day:
        return _day_of_month(when.day, when.weekday, context)
    if when.month:
        return _month(when.month, when, context)
    if when.season:
        return _season(when.season, when, context)
    if when.quarter or when.half or when.week:
        return _part_of_year(when, context)
    if when.weekend:
        return _weekend(when, context)
    if when.weekday and not (when.shift and when.shift[0] == "D"):
        return _weekday(when.weekday, when, context)
    if when.shift:
        return _shifted(when, context)
    return f"{when.year:04}" if when.year else None


# Years -----------------------------------------------------------------------------------------------


def _stated_year(when: When, context: Context) -> int | None:
    """Give the year that the expression itself names or counts to."""
    if when.year:
        return when.year
    if when.shift and when.shift[0] == "Y" and context.document:
        return context.document.year + int(when.shift[1])
    return None


def _likely_year(month: int, day: int, when: When, context: Context) -> int | None:
    """Choose the year of a day without one: see "Day or month without a year" in docs/dates.md."""
    anchor = context.document
    if anchor is None:
        return _year_of_neighbour(month, day, context)
    if anchor.middle is None:
        return anchor.year
    if context.told and context.told.year < anchor.year and context.tense < 0 and not when.weekday:
        return context.told.year + (month < (context.told.month or 1))
    days = _valid(month, day, range(anchor.year - 1, anchor.year + 2))
    if when.weekday and when.nth is None:
        days = [candidate for candidate in days if candidate.isoweekday() == when.weekday] or days
    if when.feast:
        days = [candidate for candidate in days if day_of(when.feast, candidate.year) == candidate] or days
    return _nearest(days, anchor.middle, EXPECTED_DISTANCE[context.tense]).year if days else None


def _year_of_neighbour(month: int, day: int, context: Context) -> int | None:
    """Give the year of the date named before where the day follows within NEIGHBOUR_DAYS."""
    named = context.previous and context.previous.date
    if not named or not is_day(named.year, month, day):
        return None
    distance = (dt.date(named.year, month, day) - named).days
    return named.year if 0 <= distance <= NEIGHBOUR_DAYS else None


def _valid(month: int, day: int, years: Iterable[int]) -> list[dt.date]:
    return [dt.date(year, month, day) for year in years if is_day(year, month, day)]


def _nearest(days: Iterable[dt.date], anchor: dt.date, expected: int) -> dt.date:
    """Give the day whose distance from the anchor comes nearest to what is expected."""
    return min(days, key=lambda day: abs((day - anchor).days - expected))


# Days and months -------------------------------------------------------------------------------------


def _day(month: int, day: int, when: When, context: Context) -> str | None:
    year = _stated_year(when, context) or _likely_year(month, day, when, context)
    if year is None:
        return f"XXXX-{month:02}-{day:02}"
    return f"{year:04}-{month:02}-{day:02}" if is_day(year, month, day) else None


def _day_of_month(day: int, weekday: int | None, context: Context) -> str | None:
    """Resolve "Dienstag, der 25." and "am 24. um 12 Uhr": the nearest such day by tense."""
    today = context.document and context.document.date
    if not today:
        return None
    months = [divmod(today.year * 12 + today.month - 1 + step, 12) for step in range(-6, 7)]
    days = [dt.date(year, month + 1, day) for year, month in months if is_day(year, month + 1, day)]
    fitting = [candidate for candidate in days if weekday in (None, candidate.isoweekday())]
    return _nearest(fitting, today, 10 * context.tense).isoformat() if fitting else None


def _weekday_of_month(nth: int, weekday: int, month: int, when: When, context: Context) -> str | None:
    """Resolve "am letzten Freitag im August"."""
    year = _stated_year(when, context) or _likely_year(month, 15, when, context)
    if year is None:
        return f"XXXX-{month:02}"
    length = calendar.monthrange(year, month)[1]
    days = [dt.date(year, month, day) for day in range(1, length + 1)]
    fitting = [day for day in days if day.isoweekday() == weekday]
    place = nth - 1 if nth > 0 else nth
    if place >= len(fitting):
        return None
    return _weekend_of(fitting[place]) if when.weekend else fitting[place].isoformat()


def _weekend_of(day: dt.date) -> str:
    """Give the value of the weekend of a day's week."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}-WE"


def _month(month: int, when: When, context: Context) -> str | None:
    year = _stated_year(when, context)
    document = context.document
    if year is None and document and when.direction is not None and document.month:
        year = document.year + _years_away(month, month, document.month, when.direction)
    elif year is None:
        year = _likely_year(month, 15, when, context)
    return f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"


def _years_away(first: int, last: int, now: int, direction: int) -> int:
    """Count the years from this one to the last or next period of the given months."""
    if direction < 0:
        return 0 if last < now else -1
    if direction > 0:
        return 0 if first > now else 1
    return 0


def _season(season: str, when: When, context: Context) -> str | None:
    year = _stated_year(when, context)
    document = context.document
    if year is None and document:
        first = SEASON_START[season]
        now = document.month or 6
        direction = context.tense if when.direction is None else when.direction
        inside = first <= now <= first + 2 or (season == "WI" and now <= 2)
        if season == "WI" and now <= 2 and direction <= 0:
            year = document.year - 1
        elif when.direction is None and (inside or not direction):
            year = document.year
        else:
            year = document.year + _years_away(first, first + 2, now, direction)
    return f"{year:04}-{season}" if year else f"XXXX-{season}"


def _part_of_year(when: When, context: Context) -> str | None:
    year = _stated_year(when, context) or _year_of_part(when, context)
    if not year:
        return None
    if when.quarter:
        return f"{year:04}-Q{when.quarter}"
    return f"{year:04}-H{when.half}" if when.half else f"{year:04}-W{when.week:02}"


def _year_of_part(when: When, context: Context) -> int | None:
    """Give the year of the document; the one before for what has been and has not begun by then."""
    anchor = context.document or context.previous
    if anchor is None:
        return None
    first_month = 3 * when.quarter - 2 if when.quarter else 6 * (when.half or 1) - 5
    return anchor.year - (context.tense < 0 and (anchor.month or first_month) < first_month)


def _feast(feast: str, when: When, context: Context) -> str | None:
    year = _stated_year(when, context)
    document = context.document
    if year or (document and not document.date):
        return day_of(feast, year or (document.year if document else 0)).isoformat()
    if not document or not document.date:
        return None
    today = document.date
    days = [day_of(feast, today.year + step) for step in (-1, 0, 1)]
    if when.direction:
        days = [day for day in days if (day - today).days * when.direction > 0]
        return _nearest(days, today, 0).isoformat()
    return _nearest(days, today, EXPECTED_DISTANCE[context.tense]).isoformat()


# Weekdays, weekends and counted units ----------------------------------------------------------------


def _weekend(when: When, context: Context) -> str | None:
    anchor = context.previous if when.anchor == "previous" else context.document
    today = anchor and anchor.date
    if not today:
        return None
    direction = when.direction
    if direction is None:
        over = context.tense < 0 or (context.tense == 0 and today.isoweekday() <= TUESDAY)
        direction = -1 if over and today.isoweekday() < SATURDAY else 0
    elif direction > 0 and today.isoweekday() < SATURDAY:
        direction -= 1
    return _weekend_of(today + dt.timedelta(weeks=direction))


def _weekday(weekday: int, when: When, context: Context) -> str | None:
    anchor = context.previous if when.anchor == "previous" else context.document
    today = anchor and anchor.date
    if when.direction is None and not when.shift:
        for day in context.focus:
            if day.isoweekday() == weekday:
                return day.isoformat()
    if not today:
        return None
    if when.shift and when.shift[0] == "W":
        monday = today + dt.timedelta(weeks=when.shift[1], days=1 - today.isoweekday())
        return (monday + dt.timedelta(days=weekday - 1)).isoformat()
    return (today + dt.timedelta(days=_days_away(weekday - today.isoweekday(), when, context))).isoformat()


def _days_away(difference: int, when: When, context: Context) -> int:
    """Count the days to the weekday meant: see "Weekdays" in docs/dates.md."""
    ahead = difference % 7
    if when.direction is not None:
        if when.direction > 0:
            return ahead or 7
        return ahead - 7 if when.direction < 0 else difference
    if context.tense < 0:
        return ahead - 7 if ahead else 0
    if context.tense > 0:
        return ahead
    return ahead if ahead <= 3 else ahead - 7


def _shifted(when: When, context: Context) -> str | None:
    if not when.shift:
        return None
    unit, count = when.shift
    anchor = context.document
    if when.anchor == "previous":
        anchor = context.previous or (context.document if unit == "D" else None)
    elif when.anchor == "beginning":
        anchor = context.beginning
    elif when.anchor == "year":
        anchor = context.year or context.document
    if not anchor:
        return None
    if unit == "Y" and when.direction == 0 and anchor.date:
        return anchor.date.replace(year=anchor.year + int(count)).isoformat()
    if unit == "Y" and when.direction == 1:
        return f"{_turn_of_year(int(count), anchor, context.tense):04}"
    if unit == "Y" and count == int(count):
        return f"{anchor.year + int(count):04}"
    if unit == "DE":
        return (
            f"{anchor.year // 10 + int(count):03}"
            if abs(count) <= 1
            else f"{anchor.year + int(10 * count):04}"
        )
    if unit in ("Y", "M", "Q"):
        return _shifted_month(unit, count, anchor)
    if not anchor.date:
        return None
    if unit == "D":
        return (anchor.date + dt.timedelta(days=count)).isoformat()
    day = anchor.date + dt.timedelta(weeks=count)
    if when.anchor == "previous" and when.direction is None:  # eine Woche später, not die Woche darauf
        return day.isoformat()
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _turn_of_year(count: int, anchor: Reference, tense: int) -> int:
    """Give the year meant by "das neue Jahr" (count 1) and "Jahresbeginn" (count 0).

    In the first months of a year it is that year; later it is the next, a mere beginning only where the
    sentence looks ahead, a new year wherever it does not look back.
    """
    if anchor.month is None:
        return anchor.year + count
    if anchor.month <= SPRING:
        return anchor.year
    return anchor.year + (tense > 0 or (count > 0 and tense == 0))


def _shifted_month(unit: str, count: float, anchor: Reference) -> str | None:
    """Count months and quarters, and halves of years, which come to the year."""
    if anchor.month is None:
        return None
    months = {"M": 1, "Q": 3, "Y": 12}[unit]
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + int(count * months), 12)
    if unit == "Y":
        return f"{year:04}"
    return f"{year:04}-Q{month // 3 + 1}" if unit == "Q" else f"{year:04}-{month + 1:02}"
