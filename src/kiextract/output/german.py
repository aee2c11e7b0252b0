"""Amounts and dates written the German way."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from kiextract.output.periods import SEVERAL, month_or_season_of, period_of, recurrence_of
from kiextract.record import Amount

QUALIFIERS = {"exact": "", "approx": "rund ", "min": "mindestens ", "max": "bis zu "}
EACH = "je"
"""The ``per`` of an amount that is distributed over something unsaid."""
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
SEASONS = {"SP": "Frühling", "SU": "Sommer", "FA": "Herbst", "WI": "Winter"}
DAY_PARTS = {
    "MO": "morgens", "DT": "tagsüber", "MI": "mittags", "AF": "nachmittags", "EV": "abends", "NI": "nachts",
}  # fmt: skip
UNITS = {
    "Y": ("Jahr", "Jahre", "jedes Jahr"),
    "M": ("Monat", "Monate", "jeden Monat"),
    "W": ("Woche", "Wochen", "jede Woche"),
    "D": ("Tag", "Tage", "jeden Tag"),
    "TH": ("Stunde", "Stunden", "jede Stunde"),
    "TM": ("Minute", "Minuten", "jede Minute"),
    "TS": ("Sekunde", "Sekunden", "jede Sekunde"),
    "Q": ("Quartal", "Quartale", "jedes Quartal"),
    "DE": ("Jahrzehnt", "Jahrzehnte", "jedes Jahrzehnt"),
    "WE": ("Wochenende", "Wochenenden", "jedes Wochenende"),
}
"""Units of periods: one, several, each."""
EVERY_WEEKDAY = {
    "1": "montags", "2": "dienstags", "3": "mittwochs", "4": "donnerstags",
    "5": "freitags", "6": "samstags", "7": "sonntags", "WE": "jedes Wochenende",
}  # fmt: skip
DAY_AND_TIME = re.compile(r"(?P<day>[\dX][\dXW-]*)?T(?P<time>\d\d(?::\d\d)*|MO|DT|MI|AF|EV|NI)")


def euros(value: Decimal) -> str:
    """Give euros with dots for thousands, cents only if there are any: ``1.250 €``, ``0,035 €``."""
    digits = -int(value.normalize().as_tuple().exponent)
    figures = f"{value:,.{max(digits, 2)}f}" if digits > 0 else f"{value:,.0f}"
    return figures.translate(str.maketrans(",.", ".,")) + " €"


def amount(found: Amount) -> str:
    """Give the value of an amount: ``rund 39.400.000 €``, ``10.000 – 20.000 €``, ``je 5 €``."""
    if found.value is not None:
        figures = euros(found.value)
    elif found.min is not None and found.max is not None:
        figures = f"{euros(found.min).removesuffix(' €')} – {euros(found.max)}"
    else:
        figures = found.text
    if found.per == EACH:
        return f"je {QUALIFIERS[found.qualifier]}{figures}"
    per = f" je {found.per}" if found.per else ""
    return f"{QUALIFIERS[found.qualifier]}{figures}{per}"


def duration(value: str) -> str:
    """Give the value of a duration: ``2 Jahre``, ``1,5 Stunden``, ``mehrere Tage``; another form as it is."""
    found = period_of(value)
    if found is None or found.unit not in UNITS:
        return value
    one, several, _ = UNITS[found.unit]
    if found.number == SEVERAL:
        return f"mehrere {several}"
    return f"{found.number.replace('.', ',')} {one if found.number == '1' else several}"


def repetition(value: str) -> str:
    """Give the value of a repetition: ``jedes Jahr``, ``alle 2 Wochen``, ``montags``, ``jeden Mai``."""
    found = period_of(value)
    if found is not None and found.unit in UNITS:
        return UNITS[found.unit][2] if found.number == "1" else f"alle {duration(value)}"
    if again := recurrence_of(value):
        words = [EVERY_WEEKDAY.get(again.weekday or ""), DAY_PARTS.get(again.part or "")]
        return " ".join(filter(None, words)) or value
    if name := month_or_season_of(value):
        return f"jeden {SEASONS[name] if name in SEASONS else MONTHS[int(name) - 1]}"
    return value


def date(value: str | None) -> str:
    """Give a TIMEX3 value: ``Fr 16.03.2018``, ``März 2018``, ``18:00 Uhr``; ``?`` for None.

    A value of a form that is not known here is given as it is.
    """
    if value is None:
        return "?"
    match = DAY_AND_TIME.fullmatch(value)
    if not match:
        return _day(value)
    parts = [_day(match["day"])] if match["day"] else []
    parts.append(DAY_PARTS.get(match["time"], f"{match['time']} Uhr"))
    return " ".join(parts)


def _day(value: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value):
        year, month, day = map(int, match.groups())
        try:
            weekday = WEEKDAYS[dt.date(year, month, day).weekday()]
        except ValueError:
            return value
        return f"{weekday} {day:02}.{month:02}.{year}"
    if match := re.fullmatch(r"XXXX-(\d{2})-(\d{2})", value):
        return f"{match[2]}.{match[1]}."
    if match := re.fullmatch(r"(\d{4}|XXXX)-(0[1-9]|1[0-2])", value):
        return _with_year(MONTHS[int(match[2]) - 1], match[1])
    if match := re.fullmatch(r"(\d{4}|XXXX)-(SP|SU|FA|WI)", value):
        return _with_year(SEASONS[match[2]], match[1])
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"{match[2]}. Quartal {match[1]}"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{match[2]}. Halbjahr {match[1]}"
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        return f"{'Wochenende, ' if match[3] else ''}KW {int(match[2])}/{match[1]}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0er Jahre"
    if re.fullmatch(r"\d{2}", value):
        return f"{int(value) + 1}. Jahrhundert"
    return value


def _with_year(name: str, year: str) -> str:
    return name if year == "XXXX" else f"{name} {year}"
