"""Durations and recurring times: found with their own types, they are no calendar dates."""

from __future__ import annotations

from kiextract.pipeline.dates.grammar import Grammar, Match
from kiextract.pipeline.dates.values import When

GRAMMAR = Grammar()

CLOCK_UNITS = {"H": "H", "MIN": "M", "S": "S"}
NUMBER = "(?:COUNT|DECIMAL|BIG|YEAR)"


def _period(count: float | str, unit: str) -> str:
    """Give the TIMEX3 value of so many units: P3Y, PT2H."""
    number = f"{count:g}" if isinstance(count, (int, float)) else count
    return f"PT{number}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{number}{unit}"


@GRAMMAR.pattern("duration", f"(?P<count>{NUMBER}) (?P<unit>UNIT)", "SIDE (?P<count>COUNT) (?P<unit>UNIT)")
def _duration(match: Match) -> When | None:
    return When(fixed=_period(match["count"], match["unit"]), type="DURATION")


@GRAMMAR.pattern("half_duration", "ONE? HALF_OF (?P<unit>UNIT)")
def _half_duration(match: Match) -> When | None:
    return When(fixed=_period(0.5, match["unit"]), type="DURATION")


@GRAMMAR.pattern("whole_duration", "WHOLE (?P<unit>UNIT)")
def _whole_duration(match: Match) -> When | None:
    return When(fixed=_period(1, match["unit"]), type="DURATION")


@GRAMMAR.pattern(
    "duration_vague", "ONE? COUNT_VAGUE (?P<unit>UNIT)", "(?P<side>LAST|NEXT) COUNT_VAGUE? (?P<unit>UNIT)"
)
def _duration_vague(match: Match) -> When | None:
    return When(fixed=_period("X", match["unit"]), type="DURATION")


@GRAMMAR.pattern("ahead_within", "(?:IM UNIT|WORD) (?P<span>ONE (?P<unit>UNIT))")
def _within(match: Match) -> When | None:
    return When(fixed=_period(1, match["unit"]), type="DURATION")


@GRAMMAR.pattern(
    "each_weekday",
    "(?P<weekday>WEEKDAY_ADVERB) DAYTIME_ADVERB?",
    "EACH (?:ORDINAL|LAST)? (?P<weekday>WEEKDAY)",
)
def _each_weekday(match: Match) -> When | None:
    return When(fixed=f"XXXX-WXX-{match['weekday']}", type="SET")


@GRAMMAR.pattern("weekday_of_each_month", "EACH (?:ORDINAL|LAST) WEEKDAY IM (?P<unit>UNIT)")
def _weekday_of_each_month(match: Match) -> When | None:
    return When(fixed="P1M", type="SET") if match["unit"] == "M" else None


@GRAMMAR.pattern("each_evening", "EACH (?P<both>WEEKDAY_PART)")
def _each_evening(match: Match) -> When | None:
    weekday, part = match["both"]
    return When(fixed=f"XXXX-WXX-{weekday}T{part}", type="SET")


@GRAMMAR.pattern("daytime_each", "(?P<part>DAYTIME_ADVERB)", "EACH (?P<part>DAYTIME)")
def _each_daytime(match: Match) -> When | None:
    return When(fixed=f"XXXX-XX-XXT{match['part']}", type="SET")


@GRAMMAR.pattern("frequency", "(?P<value>FREQUENCY)")
def _frequency(match: Match) -> When | None:
    return When(fixed=match["value"], type="SET")


@GRAMMAR.pattern("each_unit", "EACH (?P<unit>UNIT)", "ONCE (?:IM|PER|IN ARTICLE) (?P<unit>UNIT)")
def _each_unit(match: Match) -> When | None:
    return When(fixed=_period(1, match["unit"]), type="SET")


@GRAMMAR.pattern(
    "every_units", "EVERY (?P<count>COUNT) (?P<unit>UNIT)", "EACH (?P<count>ORDINAL) (?P<unit>UNIT)"
)
def _every_units(match: Match) -> When | None:
    return When(fixed=_period(match["count"], match["unit"]), type="SET")


@GRAMMAR.pattern("each_month", "EACH (?P<month>MONTH|SEASON)")
def _each_month(match: Match) -> When | None:
    month = match["month"]
    return When(fixed=f"XXXX-{month:02}" if isinstance(month, int) else f"XXXX-{month}", type="SET")


@GRAMMAR.pattern("weekend_long", "ONE WEEKEND")
def _weekend_long(match: Match) -> When | None:
    return When(fixed="P1WE", type="DURATION")


@GRAMMAR.pattern("each_weekend", "EACH WEEKEND")
def _each_weekend(match: Match) -> When | None:
    return When(fixed="XXXX-WXX-WE", type="SET")
