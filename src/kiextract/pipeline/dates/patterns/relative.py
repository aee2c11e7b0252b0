"""Expressions that count from the document date or from the date named before."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from kiextract.pipeline.dates.grammar import Grammar, Match
from kiextract.pipeline.dates.tokens import is_plural
from kiextract.pipeline.dates.values import Anchor, Unit, When

GRAMMAR = Grammar()

CALENDAR_UNITS = frozenset({"D", "W", "M", "Q", "Y", "DE"})
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def _shift(unit: str, count: float, anchor: Anchor = "document") -> When | None:
    if unit not in CALENDAR_UNITS:
        return None
    return When(shift=(cast(Unit, unit), count), anchor=anchor)


@GRAMMAR.pattern("unit_beside", "(?P<side>SIDE|NEW) (?P<unit>UNIT) (?!YEAR)")
def _unit_beside(match: Match) -> When | None:
    (unit,), (side,) = match.tokens("unit"), match.tokens("side")
    if is_plural(unit) or (side.category == "NEW" and unit.value != "Y"):
        return None
    if unit.value == "D":
        return _shift("D", 1, "previous") if side.category == "NEXT" and side.value == 1 else None
    if side.category == "NEW":
        return When(shift=("Y", 1), direction=1)  # soon after the turn of the year it is this year
    return _shift(unit.value, side.value)


@GRAMMAR.pattern(
    "edge_of_unit",
    "EDGE ARTICLE (?P<unit>UNIT)",
    "EDGE ARTICLE? (?P<side>SIDE|NEW) (?P<unit>UNIT)",
)
def _edge_of_unit(match: Match) -> When | None:
    (unit,) = match.tokens("unit")
    return None if is_plural(unit) else _shift(unit.value, match["side"] or 0)


@GRAMMAR.pattern("edge_word", "(?P<unit>EDGE_OF)", "(?P<unit>EDGE_OF) (?P<side>SIDE) UNIT")
def _edge_word(match: Match) -> When | None:
    if match["unit"] == "YS" and match["side"] is None:
        return When(shift=("Y", 0), direction=1)  # the next beginning of a year, where the text looks ahead
    return _shift(match["unit"][0], match["side"] or 0)


@GRAMMAR.pattern("neighbour", "(?P<neighbour>NEIGHBOUR)")
def _neighbour(match: Match) -> When | None:
    count, unit = match["neighbour"].split()
    if (count, unit) == ("-1", "Y"):
        return _shift("Y", -1, "year")
    return _shift(unit, int(count), "previous" if unit == "D" or int(count) > 0 else "document")


@GRAMMAR.pattern("relative_year", "(?P<count>REL_YEAR)")
def _relative_year(match: Match) -> When | None:
    return _shift("Y", match["count"])


@GRAMMAR.pattern("weekend", "(?P<side>SIDE)? (?P<word>WEEKEND)", "(?P<after>NEXT_AFTER) WEEKEND")
def _weekend(match: Match) -> When | None:
    if match.form("word") == "Wochenenden":
        return None
    if match["after"]:
        return When(weekend=True, direction=1, anchor="previous")
    return When(weekend=True, direction=match["side"])


@GRAMMAR.pattern("ago", "VOR ROUGHLY? (?P<count>COUNT) (?P<unit>UNIT)")
def _ago(match: Match) -> When | None:
    return _shift(match["unit"], -match["count"])


@GRAMMAR.pattern("ago_today", "(?P<day>REL_DAY) VOR (?P<count>COUNT) (?P<unit>UNIT)")
def _ago_today(match: Match) -> When | None:
    if match["day"] != 0 or match["unit"] != "Y":
        return None
    return When(shift=("Y", -match["count"]), direction=0)  # that day of that year


@GRAMMAR.pattern("ahead", "IN ROUGHLY? (?P<count>COUNT) (?P<unit>UNIT)")
def _ahead(match: Match) -> When | None:
    return _shift(match["unit"], match["count"])


@GRAMMAR.pattern("later", "ROUGHLY? (?P<span>(?P<count>COUNT) (?P<unit>UNIT) (?P<way>AFTERWARDS))")
def _later(match: Match) -> When | None:
    return _shift(match["unit"], match["count"] * match["way"], "previous")


@GRAMMAR.pattern(
    "unit_after",
    "(?P<unit>UNIT) (?P<way>AFTERWARDS)",
    "(?P<way>NEXT_AFTER|SAME) (?P<unit>UNIT)",
)
def _unit_after(match: Match) -> When | None:
    (unit,) = match.tokens("unit")
    shifted = None if is_plural(unit) else _shift(unit.value, match["way"], "previous")
    return shifted and replace(shifted, direction=match["way"])


@GRAMMAR.pattern(
    "week_of_series",
    """ARTICLE (?P<span>(?P<nth>ORDINAL_WORD) (?P<unit>UNIT))
    (?!ARTICLE|AROUND|VOR|IM|VOM|IN|AM|THIS|NOUN|MONTH|SINCE)""",
)
def _week_of_series(match: Match) -> When | None:
    """Read "in der zweiten Woche": counted from the day or range named before."""
    if match.form("unit") != "Woche":
        return None
    return When(shift=("W", match["nth"] - 1), anchor="beginning")


@GRAMMAR.pattern("day_after", "OBDAY (?P<way>AFTERWARDS)")
def _day_after(match: Match) -> When | None:
    return _shift("D", match["way"], "previous")


@GRAMMAR.pattern("ago_vague", "VOR (?P<span_>COUNT_VAGUE|ONE COUNT_VAGUE) UNIT", "VOR RECENT")
def _ago_vague(match: Match) -> When | None:
    return When(fixed="PAST_REF")


@GRAMMAR.pattern("timeless", "IN ARTICLE? (?P<span>(?P<value>TIMELESS_FUTURE|TIMELESS_PAST))")
def _timeless(match: Match) -> When | None:
    return When(fixed=match["value"])


@GRAMMAR.pattern(
    "units_beside",
    "(?:IN|SINCE) ARTICLE? (?P<span>(?P<side>SIDE) (?P<unit>UNIT))",
    "(?P<span>(?P<side>THIS) (?P<unit>UNIT))",
)
def _units_beside(match: Match) -> When | None:
    (unit,), (side,) = match.tokens("unit"), match.tokens("side")
    if not is_plural(unit) or unit.value not in CALENDAR_UNITS:
        return None
    return When(fixed=REFERENCES[max(-1, min(1, side.value))])
