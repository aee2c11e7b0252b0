"""Months, seasons, years, quarters, weeks, decades and centuries."""

from __future__ import annotations

from kiextract.pipeline.dates.grammar import Grammar, Match
from kiextract.pipeline.dates.values import Unit, When
from kiextract.years import full_year

GRAMMAR = Grammar()

LAST_CENTURY = 22


def _year_shift(match: Match) -> tuple[Unit, float] | None:
    """Read "(des) nächsten Jahres" behind another date."""
    return ("Y", match["of"]) if match["of"] is not None else None


OF_YEAR = "(?:ARTICLE? (?P<of>SIDE) (?P<unit>UNIT))"


@GRAMMAR.pattern(
    "month",
    "EDGE? (?P<month>MONTH) (?P<year>YEAR)?",
    "EDGE? (?P<month>MONTH_SHORT) DOT? (?P<year>YEAR)",
    "EDGE? (?P<month>MONTH) APOSTROPHE? (?P<short>N99)",
    "EDGE? (?P<side>SIDE) (?P<month>MONTH)",
    "EDGE ARTICLE (?P<month>MONTH)",
    f"EDGE? (?P<month>MONTH) {OF_YEAR}",
    "(?P<span>EDGE) (?=(?:BIS|SLASH|DASH|LINK) EDGE (?P<month>MONTH) (?P<year>YEAR)?)",
    "ORDINAL (?P<month>MONTH_HALF) (?P<year>YEAR)?",
)
def _month(match: Match) -> When | None:
    if (match["unit"] or "Y") != "Y":
        return None
    year = match["year"] if match["short"] is None else full_year(match["short"])
    return When(year=year, month=match["month"], direction=match["side"], shift=_year_shift(match))


@GRAMMAR.pattern(
    "season",
    "EDGE? (?P<season>SEASON) (?P<year>YEAR)?",
    "EDGE? (?P<season>SEASON) (?P<pair>YEAR_PAIR)",
    "EDGE? (?P<season>SEASON) APOSTROPHE (?P<short>TWODIGITS)",
    "EDGE? (?P<side>SIDE) (?P<season>SEASON)",
    "EDGE ARTICLE (?P<season>SEASON)",
    f"EDGE? (?P<season>SEASON) {OF_YEAR}",
)
def _season(match: Match) -> When | None:
    if (match["unit"] or "Y") != "Y":
        return None
    year = match["pair"][0] if match["pair"] else match["year"]
    year = year if match["short"] is None else full_year(match["short"])
    return When(season=match["season"], year=year, direction=match["side"], shift=_year_shift(match))


@GRAMMAR.pattern("month_in_figures", "(?P<date>MONTH_YEAR)")
def _month_in_figures(match: Match) -> When | None:
    month, year = match["date"]
    return When(year=year, month=month)


@GRAMMAR.pattern("year", "(?P<year>YEAR)")
@GRAMMAR.pattern(
    "year_of_word",
    "EDGE (?P<year>YEAR)",
    "EDGE ARTICLE UNIT (?P<year>YEAR)",
    "EDGE_OF (?P<year>YEAR)",
    "(?P<unit>UNIT) (?P<span>(?P<year>YEAR|N999))",
)
def _year(match: Match) -> When | None:
    if match["unit"] not in (None, "Y"):
        return None
    return When(year=match["year"])


@GRAMMAR.pattern("year_pair", "SCHOOL_YEAR? (?P<pair>YEAR_PAIR)", "SCHOOL_YEAR (?P<span>(?P<year>YEAR))")
def _year_pair(match: Match) -> When | None:
    if match["year"]:
        return When(year=match["year"])
    first, second = match["pair"]
    return When(fixed=f"{first}/{second}")


@GRAMMAR.pattern(
    "decade",
    "(?P<decade>DECADE) DASH? UNIT",
    "(?P<decade>DECADE_WORD)",
    "EDGE ARTICLE? (?P<decade>DECADE_WORD)",
    "EDGE ARTICLE? (?P<decade>DECADE) DASH? UNIT",
    "ARTICLE (?P<span>(?P<decade>DECADE)) (?!DASH)",
    "EDGE ARTICLE (?P<decade>DECADE) (?!DASH)",
)
def _decade(match: Match) -> When | None:
    return When(fixed=str(match["decade"]))


@GRAMMAR.pattern(
    "century_of_list", "(?P<span>(?P<ordinal>ORDINAL)) (?=(?:LINK|BIS TO?) ARTICLE? ORDINAL ANYCENTURY)"
)
@GRAMMAR.pattern("century", "EDGE? ARTICLE? (?P<span>(?P<ordinal>ORDINAL) (?P<century>ANYCENTURY))")
def _century(match: Match) -> When | None:
    return When(fixed=f"{match['ordinal'] - 1:02}") if match["ordinal"] <= LAST_CENTURY else None


@GRAMMAR.pattern(
    "quarter",
    "(?P<number>ORDINAL) QUARTER (?P<year>YEAR)?",
    f"(?P<number>ORDINAL) QUARTER {OF_YEAR}",
    "(?P<number>NAMED_QUARTER) (?P<year>YEAR)?",
    f"(?P<number>NAMED_QUARTER) {OF_YEAR}",
)
def _quarter(match: Match) -> When | None:
    if match["number"] > 4:
        return None
    return When(quarter=match["number"], year=match["year"], shift=_year_shift(match))


@GRAMMAR.pattern(
    "half_year",
    "(?P<number>ORDINAL) HALF_YEAR (?P<year>YEAR)?",
    f"(?P<number>ORDINAL) HALF_YEAR {OF_YEAR}",
)
def _half_year(match: Match) -> When | None:
    if match["number"] > 2:
        return None
    return When(half=match["number"], year=match["year"], shift=_year_shift(match))


@GRAMMAR.pattern(
    "week_number",
    "WEEK (?P<week>DAYNUM|N59) (?:SLASH? (?P<year>YEAR))?",
    "(?P<week>(?:DAYNUM|N59)) DOT? WEEK (?:SLASH? (?P<year>YEAR))?",
)
def _week(match: Match) -> When | None:
    return When(week=match["week"], year=match["year"]) if match["week"] <= 53 else None
