"""Amounts and dates written the English way, as ``german`` writes them the German way."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from kiextract.output.german import EACH
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
