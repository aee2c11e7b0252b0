"""Durations and recurring times: found with their own types, they are no calendar dates."""

from __future__ import annotations

import re

from kiextract.pipeline.dates.grammar import Grammar, Match
from kiextract.pipeline.dates.lexicon import lasting_nouns, period
from kiextract.pipeline.dates.tokens import is_plural
from kiextract.pipeline.dates.values import When

GRAMMAR = Grammar()

ADJECTIVE = re.compile(r"[a-zäöüß]{3,}(?:e|en|er)")
NUMBER = "(?:COUNT|DECIMAL|BIG|YEAR)"


@GRAMMAR.pattern(
    "duration",
    f"(?P<count>{NUMBER}) (?P<unit>UNIT)",
    "SIDE (?P<count>COUNT) (?P<unit>UNIT)",
    "(?P<count>COUNT) DASH? (?P<unit>UNIT_LONG)",
)
@GRAMMAR.pattern("duration_of_list", "(?P<span>(?P<count>COUNT)) (?=(?:BIS|DASH) COUNT (?P<unit>UNIT))")
def _duration(match: Match) -> When | None:
    return When(fixed=period(match["count"], match["unit"]), type="DURATION")


@GRAMMAR.pattern("duration_described", "(?P<count>COUNT) (?P<adjective>WORD) (?P<unit>UNIT)")
def _described_duration(match: Match) -> When | None:
    """Read "drei volle Tage"; what does not end like an adjective parts the number from the unit."""
    return _duration(match) if ADJECTIVE.fullmatch(match.form("adjective")) else None


@GRAMMAR.pattern("duration_word", "(?P<value>UNITS_LONG)")
def _duration_word(match: Match) -> When | None:
    return When(fixed=match["value"], type="DURATION")


@GRAMMAR.pattern("duration_yearly", "(?:(?P<count>COUNT) DASH)? (?P<years>YEARS_LONG) (?=(?P<head>NOUN))")
def _duration_of_years(match: Match) -> When | None:
    """Read "25-jähriges Bestehen"; said of anything but the nouns listed it is an age."""
    head, years = match.form("head").lower(), match["years"]
    if not head.removesuffix("s").endswith(lasting_nouns()):
        return None
    return When(fixed=years if match["count"] is None else period(match["count"], "Y"), type="DURATION")


@GRAMMAR.pattern("duration_open", "(?:SINCE|APPROX|AROUND) (?P<span>(?P<unit>UNIT))", "LONG (?P<unit>UNIT)")
def _open_duration(match: Match) -> When | None:
    """Read "seit Jahren", "nach Monaten", "lange Jahre"."""
    (unit,) = match.tokens("unit")
    return When(fixed=period("X", unit.value), type="DURATION") if is_plural(unit) else None


@GRAMMAR.pattern("weekends", "(?P<count>COUNT) WEEKEND")
def _weekends(match: Match) -> When | None:
    return When(fixed=f"P{match['count']:g}WE", type="DURATION")


@GRAMMAR.pattern("half_duration", "ONE? HALF_OF (?P<unit>UNIT)")
def _half_duration(match: Match) -> When | None:
    return When(fixed=period(0.5, match["unit"]), type="DURATION")


@GRAMMAR.pattern("whole_duration", "WHOLE (?P<unit>UNIT)")
def _whole_duration(match: Match) -> When | None:
    return When(fixed=period(1, match["unit"]), type="DURATION")


@GRAMMAR.pattern(
    "duration_vague", "ONE? COUNT_VAGUE (?P<unit>UNIT)", "(?P<side>LAST|NEXT) COUNT_VAGUE? (?P<unit>UNIT)"
)
def _duration_vague(match: Match) -> When | None:
    return When(fixed=period("X", match["unit"]), type="DURATION")


@GRAMMAR.pattern("ahead_within", "(?:IM UNIT|WORD) (?P<span>ONE (?P<unit>UNIT))")
def _within(match: Match) -> When | None:
    return When(fixed=period(1, match["unit"]), type="DURATION")


@GRAMMAR.pattern(
    "each_weekday",
    "(?P<weekday>WEEKDAY_ADVERB) DAYTIME_ADVERB?",
    "EACH (?:ORDINAL|LAST)? (?P<weekday>WEEKDAY)",
)
@GRAMMAR.pattern("weekdays", "(?P<weekdays>WEEKDAY) DAYTIME_ADVERB?")
def _each_weekday(match: Match) -> When | None:
    if match["weekdays"] is not None:  # Montags, beginning a sentence
        name, number = match.tokens("weekdays")[0].form, match["weekdays"]
        return When(fixed=f"XXXX-WXX-{number}", type="SET") if name.endswith("s") else None
    return When(fixed=f"XXXX-WXX-{match['weekday']}", type="SET")


@GRAMMAR.pattern(
    "weekday_of_each_month",
    "EACH? (?:ORDINAL|LAST) WEEKDAY (?:IM|ARTICLE|ONE EACH?) (?P<unit>UNIT) (?!SIDE|YEAR|MONTH)",
)
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


@GRAMMAR.pattern("each_unit", "EACH (?P<unit>UNIT)", "(?:ONCE (?:IM|IN ARTICLE)|ONCE? PER) (?P<unit>UNIT)")
@GRAMMAR.pattern(
    "rate",
    f"""{NUMBER} (?:NOUN|UNIT){{1,2}} (?P<span>(?:IM|AM|IN ARTICLE) (?P<unit>UNIT))
    (?!MONTH|YEAR|ARTICLE|SIDE|OPEN)""",
)
def _each_unit(match: Match) -> When | None:
    if is_plural(match.tokens("unit")[0]):
        return None
    return When(fixed=period(1, match["unit"]), type="SET")


@GRAMMAR.pattern(
    "every_units", "EVERY (?P<count>COUNT) (?P<unit>UNIT)", "EACH (?P<count>ORDINAL) (?P<unit>UNIT)"
)
def _every_units(match: Match) -> When | None:
    return When(fixed=period(match["count"], match["unit"]), type="SET")


@GRAMMAR.pattern("each_month", "EACH (?P<month>MONTH|SEASON)")
def _each_month(match: Match) -> When | None:
    month = match["month"]
    return When(fixed=f"XXXX-{month:02}" if isinstance(month, int) else f"XXXX-{month}", type="SET")


@GRAMMAR.pattern("each_weekend", "EACH WEEKEND")
def _each_weekend(match: Match) -> When | None:
    return When(fixed="XXXX-WXX-WE", type="SET")
