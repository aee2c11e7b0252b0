"""Amounts and dates written the English way, as ``german`` writes them the German way."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from kiextract.output.german import EACH
from kiextract.output.periods import SEVERAL, month_or_season_of, period_of, recurrence_of
from kiextract.record import Amount

QUALIFIERS = {"exact": "", "approx": "about ", "min": "at least ", "max": "up to "}
PER = {
    "Jahr": "year", "Halbjahr": "half-year", "Vierteljahr": "quarter", "Monat": "month", "Woche": "week",
    "Tag": "day", "Stunde": "hour", "Kopf": "head", "Person": "person", "Einwohner": "inhabitant",
    "Kind": "child", "Stück": "piece", "Liter": "litre", "Kilogramm": "kilogram", "Tonne": "tonne",
    "Meter": "metre", "Kilometer": "kilometre", "Quadratmeter": "square metre", "Kubikmeter": "cubic metre",
    "Kilowattstunde": "kilowatt hour", "Megawattstunde": "megawatt hour",
}  # fmt: skip
"""What amounts are most often for each of; other words stay German, as the text has them."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
DAY_PARTS = {
    "MO": "morning", "DT": "daytime", "MI": "noon", "AF": "afternoon", "EV": "evening", "NI": "night",
}  # fmt: skip
UNITS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second",
    "Q": "quarter", "DE": "decade", "WE": "weekend",
}  # fmt: skip
"""Units of periods; several of them end in -s."""
WHOLE_WEEKDAYS = {
    "1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday",
    "5": "Friday", "6": "Saturday", "7": "Sunday", "WE": "weekend",
}  # fmt: skip
DAY_AND_TIME = re.compile(r"(?P<day>[\dX][\dXW-]*)?T(?P<time>\d\d(?::\d\d)*|MO|DT|MI|AF|EV|NI)")


def euros(value: Decimal) -> str:
    """Give euros with commas for thousands, cents only if there are any: ``€1,250``, ``€0.035``."""
    digits = -int(value.normalize().as_tuple().exponent)
    return f"€{value:,.{max(digits, 2)}f}" if digits > 0 else f"€{value:,.0f}"


def amount(found: Amount) -> str:
    """Give the value of an amount: ``about €39,400,000``, ``€10,000–€20,000``, ``€5 per month``."""
    if found.value is not None:
        figures = euros(found.value)
    elif found.min is not None and found.max is not None:
        figures = f"{euros(found.min)}–{euros(found.max)}"
    else:
        figures = found.text
    per = ""
    if found.per:
        per = " each" if found.per == EACH else f" per {PER.get(found.per, found.per)}"
    return f"{QUALIFIERS[found.qualifier]}{figures}{per}"


def duration(value: str) -> str:
    """Give the value of a duration: ``2 years``, ``1.5 hours``, ``several days``; another form as it is."""
    found = period_of(value)
    if found is None or found.unit not in UNITS:
        return value
    count = "several" if found.number == SEVERAL else found.number
    return f"{count} {UNITS[found.unit]}{'' if count == '1' else 's'}"


def repetition(value: str) -> str:
    """Give the value of a repetition: ``every year``, ``every 2 weeks``, ``every Monday``, ``every May``."""
    found = period_of(value)
    if found is not None and found.unit in UNITS:
        return f"every {UNITS[found.unit] if found.number == '1' else duration(value)}"
    if again := recurrence_of(value):
        words = [WHOLE_WEEKDAYS.get(again.weekday or ""), DAY_PARTS.get(again.part or "")]
        return " ".join(filter(None, ["every", *words])) if any(words) else value
    if name := month_or_season_of(value):
        return f"every {SEASONS[name] if name in SEASONS else MONTHS[int(name) - 1]}"
    return value


def date(value: str | None) -> str:
    """Give a TIMEX3 value: ``Fri 16 March 2018``, ``March 2018``, ``18:00``; ``?`` for None.

    A value of a form that is not known here is given as it is.
    """
    if value is None:
        return "?"
    if match := DAY_AND_TIME.fullmatch(value):
        time = DAY_PARTS.get(match["time"]) or (
            match["time"] if ":" in match["time"] else f"{match['time']}:00"
        )
        return f"{_day(match['day'])}, {time}" if match["day"] else time
    return _day(value)


def _day(value: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value):
        year, month, day = map(int, match.groups())
        try:
            weekday = WEEKDAYS[dt.date(year, month, day).weekday()]
        except ValueError:
            return value
        return f"{weekday} {day} {MONTHS[month - 1]} {year}"
    if match := re.fullmatch(r"XXXX-(0[1-9]|1[0-2])-(\d{2})", value):
        return f"{int(match[2])} {MONTHS[int(match[1]) - 1]}"
    if match := re.fullmatch(r"(\d{4}|XXXX)-(0[1-9]|1[0-2])", value):
        return _with_year(MONTHS[int(match[2]) - 1], match[1])
    if match := re.fullmatch(r"(\d{4}|XXXX)-(SP|SU|FA|WI)", value):
        return _with_year(SEASONS[match[2]], match[1])
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"Q{match[2]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{'first' if match[2] == '1' else 'second'} half of {match[1]}"
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        return f"{'weekend, ' if match[3] else ''}week {int(match[2])}/{match[1]}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0s"
    if re.fullmatch(r"\d{2}", value):
        return f"{int(value) + 1}th century"
    return value


def _with_year(name: str, year: str) -> str:
    return name if year == "XXXX" else f"{name} {year}"
