"""The grammar: named patterns over token categories, each with what it means.

A pattern is a regular expression in which every name of two or more capitals stands for a token category
(:mod:`kiextract.pipeline.dates.tokens`) or for one of the :data:`MACROS`. Named groups are read by the
pattern's meaning; the group ``span``, where there is one, is what counts as the date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kiextract.pipeline.dates.tokens import Token, letters
from kiextract.pipeline.dates.values import When, full_year, is_day

MACROS = {
    "DAYNUM": "(?:N12|N24|N31)",
    "HOURNUM": "(?:ZERO|N12|N24)",
    "MINUTENUM": "(?:ZERO|N12|N24|N31|N59)",
    "TWODIGITS": "(?:ZERO|N12|N24|N31|N59|N99)",
    "ANYYEAR": "(?:YEAR|N999)",
    "ORDINAL": "(?:DAYNUM DOT|ORDINAL_NUMBER|ORDINAL_WORD)",
    "ANYMONTH": "(?:MONTH|MONTH_SHORT DOT?|MONTH_FOREIGN)",
    "COUNT": "(?:N12|N24|N31|N59|N99|N999|NUMBER_WORD|ONE)",
    "LISTED": "(?:COMMA|LINK|BIS|DASH|SLASH|COMMA? BIS TO|COMMA LINK|DASH LINK)",
    "TODAY": "(?:REL_DAY|MORGEN)",
    "SIDE": "(?:LAST|NEXT|THIS|NEW)",
}


@dataclass(frozen=True, slots=True)
class Find:
    """A date in the text: half-open code point offsets, what it says, and the pattern's name."""

    start: int
    end: int
    when: When
    pattern: str


class Match:
    """A pattern's match, with the tokens behind its groups."""

    def __init__(self, match: re.Match[str], tokens: Sequence[Token]) -> None:
        self._match = match
        self._tokens = tokens

    def __getitem__(self, group: str) -> Any:
        """Give the value of a group's first token that has one, None where the group is empty."""
        return next((token.value for token in self.tokens(group) if token.value is not None), None)

    def tokens(self, group: str) -> Sequence[Token]:
        """Give the tokens of a group."""
        if group not in self._match.re.groupindex:
            return ()
        start, end = self._match.span(group)
        return self._tokens[start:end] if start >= 0 else ()

    def extent(self) -> tuple[int, int]:
        """Give the token indices of what counts as the date."""
        return self._match.span("span" if "span" in self._match.re.groupindex else 0)


Meaning = Callable[[Match], When | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named pattern and its meaning."""

    name: str
    regex: re.Pattern[str]
    meaning: Meaning


_PATTERNS: list[tuple[str, str, Meaning]] = []


def _pattern(name: str, *sources: str) -> Callable[[Meaning], Meaning]:
    def add(meaning: Meaning) -> Meaning:
        _PATTERNS.extend((name, source, meaning) for source in sources)
        return meaning

    return add


@cache
def patterns() -> tuple[Pattern, ...]:
    """Give the compiled patterns."""
    return tuple(Pattern(name, _compile(source), meaning) for name, source, meaning in _PATTERNS)


NAME = re.compile(r"\b[A-Z][A-Z_0-9]+\b")


def _compile(source: str) -> re.Pattern[str]:
    table = letters()

    def expand(match: re.Match[str]) -> str:
        name = match.group()
        return NAME.sub(expand, MACROS[name]) if name in MACROS else table[name]

    return re.compile(NAME.sub(expand, source), re.VERBOSE)


# Days ------------------------------------------------------------------------------------------------


@_pattern("iso_date", "(?P<date>ISO)")
@_pattern("numeric_date", "(?P<date>DMY)")
def _full_date(match: Match) -> When | None:
    year, month, day, *clock = match["date"]
    hour, minute = clock or (None, None)
    return When(year=year, month=month, day=day, hour=hour, minute=minute)


@_pattern("numeric_day_month", "(?P<date>DM)")
def _day_month(match: Match) -> When | None:
    month, day = match["date"]
    return When(month=month, day=day)


@_pattern(
    "day_month",
    "(?P<day>ORDINAL) (?P<month>ANYMONTH) (?P<year>ANYYEAR)?",
    "(?P<day>ORDINAL) (?P<month>ANYMONTH) APOSTROPHE (?P<short>TWODIGITS)",
    "(?P<day>DAYNUM) (?P<month>ANYMONTH) (?P<year>YEAR)?",
)
def _textual_date(match: Match) -> When | None:
    year = match["year"] if match["short"] is None else full_year(match["short"])
    if not is_day(year, match["month"], match["day"]):
        return None
    return When(year=year, month=match["month"], day=match["day"])


@_pattern(
    "day_month_of_year",
    "(?P<day>ORDINAL) (?P<month>MONTH) (?P<side>LAST|NEXT|THIS) UNIT",
    "(?P<day>ORDINAL) (?P<month>MONTH) WORD DOT NOUN DOT",
)
def _date_of_year(match: Match) -> When | None:
    tail = match.tokens("side")
    side = tail[0].value if tail else 0
    if not is_day(None, match["month"], match["day"]):
        return None
    return When(month=match["month"], day=match["day"], shift=("Y", side))


@_pattern(
    "day_of_list",
    "(?P<span>(?P<day>ORDINAL)) (?=(?:LISTED (?:WEEKDAY COMMA?)? ARTICLE? ORDINAL){0,12} LISTED (?:WEEKDAY COMMA?)? ARTICLE? (?:ORDINAL ANYMONTH|DMY|DM))",
)
def _listed_day(match: Match) -> When | None:
    return When(day=match["day"]) if match["day"] <= 31 else None


@_pattern("today", "(?P<day>TODAY)", "(?P<day>REL_DAY_ADJ)")
def _relative_day(match: Match) -> When | None:
    return When(shift=("D", match["day"]))


@_pattern(
    "today_part",
    "(?P<day>TODAY) (?P<part>DAY_PART|DAY_PART_LOW|ADV_PART)",
    "(?P<day>REL_DAY) (?P<part>MORGEN)",
    "(?P<day>REL_DAY_ADJ) (?P<part>DAY_PART)",
)
def _relative_day_part(match: Match) -> When | None:
    part = match["part"] if isinstance(match["part"], str) else "MO"
    return When(shift=("D", match["day"]), part=part)


@_pattern("today_weekday", "(?P<day>REL_DAY_ADJ|TODAY) (?P<weekday>WEEKDAY)")
def _relative_weekday(match: Match) -> When | None:
    return When(shift=("D", match["day"]), weekday=match["weekday"])


@_pattern("weekday", "(?P<side>SIDE)? (?P<weekday>WEEKDAY)")
@_pattern("weekday_short", "(?P<weekday>WEEKDAY_SHORT) (?=DOT? COMMA? (?:DMY|DM|ORDINAL ANYMONTH))")
def _weekday(match: Match) -> When | None:
    return When(weekday=match["weekday"], direction=match["side"])


@_pattern(
    "weekday_part",
    "(?P<side>SIDE)? (?P<both>WEEKDAY_PART)",
    "(?P<side>SIDE)? (?P<weekday>WEEKDAY) (?P<part>ADV_PART|DAY_PART_LOW|MORGEN|DAY_PART)",
)
def _weekday_part(match: Match) -> When | None:
    weekday, part = match["both"] or (match["weekday"], match["part"])
    return When(weekday=weekday, part=part if isinstance(part, str) else "MO", direction=match["side"])


@_pattern("weekday_of_week", "(?P<side>LAST|NEXT|THIS) UNIT (?P<weekday>WEEKDAY)")
def _weekday_of_week(match: Match) -> When | None:
    return When(weekday=match["weekday"], shift=("W", match["side"]))


@_pattern("feast", "(?P<feast>FEAST) (?P<year>YEAR)?", "(?P<side>LAST|NEXT|THIS) (?P<feast>FEAST)")
def _feast(match: Match) -> When | None:
    return When(feast=match["feast"], year=match["year"], direction=match["side"])


@_pattern("named_day", "(?P<day>PAST_NOUN)")
def _named_neighbour(match: Match) -> When | None:
    count, unit = match["day"].split()
    anchor = "previous" if unit == "D" or int(count) > 0 else "document"
    return When(shift=(unit, int(count)), anchor=anchor)


# Parts of the day and clock times ---------------------------------------------------------------------


@_pattern("day_part", "(?:AM|IN ARTICLE) (?P<span>(?P<part>DAY_PART))")
@_pattern("day_part_of", "(?P<part>DAY_PART) (?=ARTICLE ORDINAL MONTH)")
def _day_part(match: Match) -> When | None:
    return When(part=match["part"], type="TIME")


@_pattern(
    "clock",
    "(?P<hour>HOURNUM) CLOCK (?P<minute>MINUTENUM)? (?!DOT (?:MONTH|DAYNUM))",
    "(?P<hour>NUMBER_WORD) CLOCK",
)
def _hour(match: Match) -> When | None:
    if match["hour"] > 24:
        return None
    return When(hour=match["hour"], minute=match["minute"] or 0, type="TIME")


@_pattern("clock_minutes", "(?P<clock>CLOCK_DOT) CLOCK", "(?P<clock>CLOCK_COLON) CLOCK?")
@_pattern(
    "clock_range",
    "(?P<span>(?P<clock>CLOCK_DOT|CLOCK_COLON)) (?=(?:BIS|DASH|LINK) (?:CLOCK_DOT|CLOCK_COLON|HOURNUM) CLOCK)",
)
def _hour_minute(match: Match) -> When | None:
    hour, minute = match["clock"]
    return When(hour=hour, minute=minute, type="TIME")


@_pattern(
    "hour_of_range",
    "(?P<span>(?P<hour>HOURNUM)) (?=(?:BIS|DASH|LINK) (?:CLOCK_DOT|CLOCK_COLON|HOURNUM) CLOCK)",
)
def _range_hour(match: Match) -> When | None:
    return When(hour=match["hour"], minute=0, type="TIME")


@_pattern("half_hour", "HALF (?P<hour>NUMBER_WORD|N12)(?= CLOCK| ADV_PART| SIGN| DOT| COMMA| BREAK|$)")
def _half_hour(match: Match) -> When | None:
    return When(hour=match["hour"] - 1, minute=30, type="TIME") if 1 <= match["hour"] <= 12 else None


# Months, seasons, years ------------------------------------------------------------------------------


@_pattern(
    "month",
    "(?P<edge>EDGE)? (?P<month>MONTH) (?P<year>ANYYEAR)?",
    "(?P<edge>EDGE)? (?P<month>MONTH_SHORT DOT?|MONTH_FOREIGN) (?P<year>YEAR)",
    "(?P<edge>EDGE)? (?P<month>MONTH) APOSTROPHE (?P<short>TWODIGITS)",
)
def _month(match: Match) -> When | None:
    year = match["year"] if match["short"] is None else full_year(match["short"])
    return When(year=year, month=match["month"])


@_pattern("month_of_year", "EDGE? (?P<month>MONTH) ARTICLE? (?P<side>LAST|NEXT|THIS|NEW) UNIT")
def _month_of_year(match: Match) -> When | None:
    return When(month=match["month"], shift=("Y", match["side"]))


@_pattern("month_beside", "EDGE? (?P<side>LAST|NEXT|THIS) (?P<month>MONTH)")
def _month_beside(match: Match) -> When | None:
    return When(month=match["month"], direction=match["side"])


@_pattern(
    "season",
    "EDGE? (?P<season>SEASON) (?P<year>YEAR)?",
    "EDGE? (?P<season>SEASON) (?P<pair>YEAR_PAIR)",
    "EDGE? (?P<side>LAST|NEXT|THIS) (?P<season>SEASON)",
)
def _season(match: Match) -> When | None:
    year = match["pair"][0] if match["pair"] else match["year"]
    return When(season=match["season"], year=year, direction=match["side"])


@_pattern("season_of_year", "(?P<season>SEASON) (?P<side>LAST|NEXT|THIS) UNIT")
def _season_of_year(match: Match) -> When | None:
    return When(season=match["season"], shift=("Y", match["side"]))


@_pattern("year", "EDGE? (?P<year>YEAR)", "EDGE ARTICLE UNIT (?P<year>YEAR)")
def _year(match: Match) -> When | None:
    return When(year=match["year"])


@_pattern("year_pair", "SCHOOL_YEAR? (?P<pair>YEAR_PAIR)")
def _year_pair(match: Match) -> When | None:
    first, second = match["pair"]
    return When(fixed=f"{first}/{second}")


@_pattern("this_year", "(?P<side>REL_YEAR)", "(?P<side>OTHER_YEAR)")
def _this_year(match: Match) -> When | None:
    return When(shift=("Y", match["side"]))


@_pattern(
    "decade",
    "EDGE? ARTICLE? (?P<span>(?P<decade>DECADE) DASH? UNIT)",
    "(?P<span>EDGE ARTICLE (?P<decade>DECADE) DASH? UNIT)",
)
def _decade(match: Match) -> When | None:
    return When(fixed=str(match["decade"]))


@_pattern("century", "(?P<ordinal>ORDINAL) CENTURY DOT?")
def _century(match: Match) -> When | None:
    return When(fixed=f"{match['ordinal'] - 1:02}") if match["ordinal"] <= 22 else None


@_pattern(
    "quarter",
    "(?P<number>ORDINAL) QUARTER (?P<year>YEAR)?",
    "(?P<number>ORDINAL) QUARTER (?P<side>LAST|NEXT|THIS) UNIT",
)
def _quarter(match: Match) -> When | None:
    shift = ("Y", match["side"]) if match["side"] is not None else None
    return When(quarter=match["number"], year=match["year"], shift=shift) if match["number"] <= 4 else None


@_pattern("half_year", "(?P<number>ORDINAL) HALF_YEAR (?P<year>YEAR)?")
def _half_year(match: Match) -> When | None:
    return When(half=match["number"], year=match["year"]) if match["number"] <= 2 else None


@_pattern(
    "week_number",
    "WEEK (?P<week>DAYNUM|N59) (?:SLASH? (?P<year>YEAR))?",
    "(?P<week>(?:DAYNUM|N59)) DOT WEEK (?P<year>YEAR)?",
)
def _week(match: Match) -> When | None:
    return When(week=match["week"], year=match["year"]) if match["week"] <= 53 else None


# Relative units --------------------------------------------------------------------------------------

CALENDAR_UNITS = frozenset({"D", "W", "M", "Q", "Y", "DE"})


@_pattern(
    "unit_beside",
    "EDGE? (?P<side>LAST|NEXT|THIS) (?P<unit>UNIT)",
    "(?P<side>NEW) (?P<unit>UNIT)",
    "EDGE (?P<side>NEW) (?P<unit>UNIT)",
)
def _unit_beside(match: Match) -> When | None:
    (unit,) = match.tokens("unit")
    (side,) = match.tokens("side")
    if (unit.form.endswith(PLURAL) and unit.value != "W") or unit.form in PLURALS:
        return _vague(unit, side)
    if unit.value not in CALENDAR_UNITS or (side.category == "NEW" and unit.value != "Y"):
        return None
    if unit.value == "D":
        return When(shift=("D", side.value), anchor="previous") if side.category == "NEXT" else None
    return When(shift=(unit.value, side.value))


PLURAL = ("en",)
PLURALS = frozenset({"Tage", "Wochen", "Monate", "Jahre", "Jahrzehnte", "Stunden", "Minuten"})
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def _vague(unit: Token, side: Token) -> When | None:
    return When(fixed=REFERENCES[side.value]) if unit.value in CALENDAR_UNITS else None


@_pattern("weekend", "(?P<side>LAST|NEXT|THIS)? WEEKEND")
def _weekend(match: Match) -> When | None:
    return When(weekend=True, direction=match["side"])


@_pattern("edge_of_unit", "(?P<edge>EDGE_OF) (?P<year>YEAR)?")
def _edge_of_unit(match: Match) -> When | None:
    unit = match["edge"].split()[1]
    if match["year"]:
        return When(year=match["year"]) if unit == "Y" else None
    return When(shift=(unit, 0)) if unit in CALENDAR_UNITS else None


@_pattern("edge_of_the_unit", "EDGE ARTICLE (?P<unit>UNIT)", "EDGE ARTICLE? (?P<side>SIDE) (?P<unit>UNIT)")
def _edge_of_the_unit(match: Match) -> When | None:
    return When(shift=(match["unit"], match["side"] or 0)) if match["unit"] in CALENDAR_UNITS else None


@_pattern("ago", "VOR APPROX? (?P<count>COUNT) (?P<unit>UNIT)")
def _ago(match: Match) -> When | None:
    return When(shift=(match["unit"], -match["count"])) if match["unit"] in CALENDAR_UNITS else None


@_pattern("ahead", "IN APPROX? (?P<count>COUNT) (?P<unit>UNIT)")
def _ahead(match: Match) -> When | None:
    return When(shift=(match["unit"], match["count"])) if match["unit"] in CALENDAR_UNITS else None


@_pattern("ago_vague", "VOR (?P<vague>COUNT_VAGUE) UNIT", "VOR RECENT")
def _ago_vague(match: Match) -> When | None:
    return When(fixed="PAST_REF")


@_pattern("later", "(?P<count>COUNT) (?P<unit>UNIT) (?P<way>AFTER_DAY)")
def _later(match: Match) -> When | None:
    if match["unit"] not in CALENDAR_UNITS:
        return None
    return When(shift=(match["unit"], match["count"] * match["way"]), anchor="previous")


@_pattern("unit_after", "(?P<unit>UNIT) (?P<way>AFTER_DAY)", "(?P<way>NEXT_AFTER|OF_DAY) (?P<unit>UNIT)")
def _unit_after(match: Match) -> When | None:
    (unit,) = match.tokens("unit")
    if unit.value not in CALENDAR_UNITS or unit.form in PLURALS or unit.form.endswith(PLURAL):
        return None
    return When(shift=(unit.value, match["way"]), anchor="previous")


@_pattern(
    "reference", "IN (?P<span>(?P<value>FUTURE))", "(?:ARTICLE|IN ARTICLE) (?P<span>(?P<value>FUTURE|PAST))"
)
def _reference(match: Match) -> When | None:
    return When(fixed=match["value"])


# Durations and sets ----------------------------------------------------------------------------------


@_pattern("duration", "(?P<count>COUNT) (?P<unit>UNIT)")
def _duration(match: Match) -> When | None:
    unit = {"H": "TH", "MIN": "TM", "S": "TS"}.get(match["unit"], match["unit"])
    time, letter = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    return When(fixed=f"P{time}{match['count']}{letter}", type="DURATION")


@_pattern("duration_vague", "COUNT_VAGUE (?P<unit>UNIT)")
def _duration_vague(match: Match) -> When | None:
    unit = {"H": "TH", "MIN": "TM", "S": "TS"}.get(match["unit"], match["unit"])
    time, letter = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    return When(fixed=f"P{time}X{letter}", type="DURATION")


@_pattern("weekly_day", "(?P<weekday>WEEKLY_DAY)", "EACH (?P<weekday>WEEKDAY)")
def _weekly_day(match: Match) -> When | None:
    return When(fixed=f"XXXX-WXX-{match['weekday']}", type="SET")


@_pattern("frequency", "(?P<value>WEEKLY|WORKDAY)")
def _frequency(match: Match) -> When | None:
    return When(fixed=match["value"], type="SET")


@_pattern("each_unit", "EACH (?P<unit>UNIT)")
def _each_unit(match: Match) -> When | None:
    return When(fixed=f"P1{match['unit']}", type="SET") if match["unit"] in CALENDAR_UNITS else None
