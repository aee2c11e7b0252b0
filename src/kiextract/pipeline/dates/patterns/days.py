"""Days: dates in figures and words, weekdays, feasts, today and its neighbours."""

from __future__ import annotations

from dataclasses import replace

from kiextract.pipeline.dates.grammar import Grammar, Match
from kiextract.pipeline.dates.values import Unit, When, is_day
from kiextract.years import full_year

GRAMMAR = Grammar()

SATURDAY = 6

LIST_OF_DAYS = """(?= (?:LISTED (?:AM|TO|VOM)? (?:WEEKDAY COMMA?)? ARTICLE? ORDINAL COMMA?){0,12}
    LISTED (?:AM|TO|VOM)? ARTICLE? (?:WEEKDAY COMMA?)? ARTICLE?
    (?:ORDINAL ANYMONTH|DAYNUM ANYMONTH|DMY|DM) )"""


@GRAMMAR.pattern("iso_date", "(?P<date>ISO)")
@GRAMMAR.pattern("numeric_date", "(?P<date>DMY)")
def _full_date(match: Match) -> When | None:
    year, month, day, *clock = match["date"]
    if not clock:
        return When(year=year, month=month, day=day)
    return When(year=year, month=month, day=day, hour=clock[0], minute=clock[1], type="TIME")


@GRAMMAR.pattern("numeric_day_month", "(?P<date>DM)")
def _day_month(match: Match) -> When | None:
    month, day = match["date"]
    return When(month=month, day=day)


@GRAMMAR.pattern(
    "dotted_day_month",
    "(?:AM|BIS|SINCE ARTICLE?|AROUND ARTICLE?|TO ARTICLE) (?P<span>(?P<date>DOTTED)) (?!CLOCK)",
    "(?P<from>VOM) (?P<span>(?P<date>DOTTED)) (?!CLOCK)",
    "(?P<from>VOM) (?:DOTTED|DM) (?:BIS TO? ARTICLE?|DASH) (?P<span>(?P<date>DOTTED)) (?!CLOCK)",
)
def _dotted_day_month(match: Match) -> When | None:
    if match.form("from").lower() not in ("", "vom"):  # von 3.10 bis 5.10 are clock times
        return None
    day, month = match["date"]
    return When(month=month, day=day) if is_day(None, month, day) else None


@GRAMMAR.pattern(
    "day_month",
    "(?P<day>ORDINAL) (?P<month>ANYMONTH) (?P<year>YEAR|N999 (?!NOUN|WORD NOUN|UNIT))?",
    "(?P<day>ORDINAL) (?P<month>ANYMONTH) APOSTROPHE (?P<short>TWODIGITS)",
    "(?P<day>DAYNUM) (?P<month>ANYMONTH) (?P<year>YEAR)?",
)
def _textual_date(match: Match) -> When | None:
    year = match["year"] if match["short"] is None else full_year(match["short"])
    if not is_day(year, match["month"], match["day"]):
        return None
    return When(year=year, month=match["month"], day=match["day"])


@GRAMMAR.pattern(
    "day_month_of_year",
    "(?P<day>ORDINAL) (?P<month>MONTH) ARTICLE? (?P<side>LAST|NEXT|THIS) (?P<unit>UNIT)",
    "(?P<day>ORDINAL) (?P<month>MONTH) (?P<this>WORD DOT NOUN DOT)",
)
def _date_of_year(match: Match) -> When | None:
    if (match["unit"] or "Y") != "Y" or (match.form("this") or "d . J .") != "d . J .":
        return None
    if not is_day(None, match["month"], match["day"]):
        return None
    return When(month=match["month"], day=match["day"], shift=("Y", match["side"] or 0))


@GRAMMAR.pattern(
    "day_of_month", "(?P<weekday>WEEKDAY) COMMA? ARTICLE (?P<day>DAYNUM DOT) (?!ANYMONTH|NOUN|WORD|N12)"
)
def _day_of_month(match: Match) -> When | None:
    return When(weekday=match["weekday"], day=match["day"])


@GRAMMAR.pattern(
    "day_alone",
    "(?:AM|VOM|BIS TO) (?P<span>(?P<day>DAYNUM DOT)) (?=UM TIMENUM)",
    "(?:AM|VOM) (?P<span>(?P<day>DAYNUM DOT)) (?=BIS TO? ARTICLE? DAYNUM DOT (?!ANYMONTH|NOUN|N12))",
    "VOM DAYNUM DOT BIS TO? ARTICLE? (?P<span>(?P<day>DAYNUM DOT)) (?!ANYMONTH|NOUN|N12)",
)
def _day_alone(match: Match) -> When | None:
    return When(day=match["day"])


@GRAMMAR.pattern("day_of_list", f"(?P<span>(?P<day>ORDINAL)) {LIST_OF_DAYS}")
@GRAMMAR.pattern(
    "weekday_of_list",
    f"(?P<span>(?P<weekday>WEEKDAY) COMMA? ARTICLE? (?P<day>ORDINAL)) COMMA? {LIST_OF_DAYS}",
)
def _listed_day(match: Match) -> When | None:
    return When(day=match["day"], weekday=match["weekday"]) if match["day"] <= 31 else None


@GRAMMAR.pattern(
    "nowadays",
    "BIS (?P<span>(?P<day>REL_DAY)) (?!COMMA? UM? TIMENUM CLOCK|BIS)",
    "VOM (?P<span>(?P<day>REL_DAY))(?! BIS| AM)",
)
def _nowadays(match: Match) -> When | None:
    return When(fixed="PRESENT_REF") if match["day"] == 0 else When(shift=("D", match["day"]))


@GRAMMAR.pattern(
    "today", "(?P<day>REL_DAY|MORGEN)", "(?P<day>REL_DAY_ADJ)", "(?P<day>REL_DAY_ADJ) (?P<unit>UNIT)"
)
def _relative_day(match: Match) -> When | None:
    return When(shift=("D", match["day"])) if match["unit"] in (None, "D") else None


FIRST = "(?:(?<=^.)|(?<=DOT.)|(?<=BREAK.)|(?<=SIGN.)|(?<=COLON.))"
"""Behind a category: it stands at a beginning."""


@GRAMMAR.pattern(
    "tomorrow_at_the_beginning",
    f"(?P<morgen>DAYTIME {FIRST}) (?=UM|WORD|IN|IM|AROUND|COMMA WEEKDAY|LINK (?:AM|REL_DAY))",
    f"(?P<morgen>DAYTIME {FIRST}) (?P<part>DAYTIME)",
)
def _tomorrow(match: Match) -> When | None:
    if match.form("morgen") != "Morgen":
        return None
    part = match["part"]
    return When(shift=("D", 1), part=part, type="TIME" if part else "DATE")


@GRAMMAR.pattern(
    "today_part",
    "(?P<day>REL_DAY|MORGEN) (?P<part>DAYTIMES)",
    "(?P<day>REL_DAY_ADJ) (?P<part>DAYTIME|WEEKDAY_PART)",
    "(?P<last>LAST) (?P<part>DAYTIME) (?!ARTICLE|VOM|TO)",
)
def _relative_day_part(match: Match) -> When | None:
    if match["last"] is not None and match["part"] != "NI":
        return None
    day = match["day"] if match["last"] is None else match["last"]
    return When(shift=("D", day), part=_part(match["part"]))


def _part(value: str | int | tuple[int, str]) -> str:
    """Read a part of the day, also of Freitagabend; the adverb morgen is the morning here."""
    if isinstance(value, tuple):
        return value[1]
    return value if isinstance(value, str) else "MO"


@GRAMMAR.pattern("today_weekday", "(?P<day>REL_DAY_ADJ|REL_DAY|MORGEN) COMMA? (?P<weekday>WEEKDAY)")
def _relative_weekday(match: Match) -> When | None:
    return When(shift=("D", match["day"]), weekday=match["weekday"])


@GRAMMAR.pattern(
    "weekday_of_month",
    "(?P<nth>ORDINAL|LAST) (?P<weekday>WEEKDAY) IM (?P<month>MONTH) (?P<year>YEAR)?",
)
def _weekday_of_month(match: Match) -> When | None:
    if not -1 <= match["nth"] <= 5:
        return None
    return When(weekday=match["weekday"], nth=match["nth"], month=match["month"], year=match["year"])


@GRAMMAR.pattern(
    "weekend_of_month",
    "(?P<nth>ORDINAL|LAST) WEEKEND IM (?P<month>MONTH) (?P<year>YEAR)?",
    "(?P<nth>ORDINAL|LAST) (?P<month>MONTH_WEEKEND) (?P<year>YEAR)?",
)
def _weekend_of_month(match: Match) -> When | None:
    date = _weekday_of_month(match)
    return date and replace(date, weekday=SATURDAY, weekend=True)


@GRAMMAR.pattern(
    "weekday",
    "(?P<side>SIDE)? (?P<weekday>WEEKDAY) (?!DES UNIT)",
    "(?P<des>DES) (?P<span>(?P<weekday>WEEKDAY))",
    "(?P<after>NEXT_AFTER) (?P<weekday>WEEKDAY)",
)
@GRAMMAR.pattern("weekday_short", "(?P<weekday>WEEKDAY_SHORT) DOT? (?=COMMA? (?:DMY|DM|DAYNUM DOT ANYMONTH))")
def _weekday(match: Match) -> When | None:
    if match.form("weekday").endswith("s") and not match.form("des") and match["side"] is None:
        return None  # Montags at the beginning of a sentence is no day
    if match["after"]:
        return When(weekday=match["weekday"], direction=1, anchor="previous")
    return When(weekday=match["weekday"], direction=match["side"])


@GRAMMAR.pattern(
    "weekday_part",
    "(?P<side>SIDE)? (?P<both>WEEKDAY_PART)",
    "(?P<side>SIDE)? (?P<weekday>WEEKDAY) (?P<part>DAYTIMES)",
)
def _weekday_part(match: Match) -> When | None:
    weekday, part = match["both"] or (match["weekday"], match["part"])
    return When(weekday=weekday, part=_part(part), direction=match["side"])


@GRAMMAR.pattern(
    "weekday_of_week",
    "(?P<side>SIDE) (?P<unit>UNIT) (?:COMMA? AM)? (?P<weekday>WEEKDAY)",
    "(?P<weekday>WEEKDAY) (?P<side>SIDE) (?P<unit>UNIT)",
)
def _weekday_of_week(match: Match) -> When | None:
    return When(weekday=match["weekday"], shift=("W", match["side"])) if match["unit"] == "W" else None


@GRAMMAR.pattern(
    "feast",
    "(?P<feast>FEAST) (?P<year>YEAR)?",
    "(?P<feast>FEAST) IM UNIT (?P<year>YEAR)",
    "(?P<feast>FEAST_WEEKEND) (?P<year>YEAR)?",
    "(?P<side>SIDE) (?P<feast>FEAST)",
    "(?P<feast>FEAST) (?P<of>SIDE) UNIT",
)
def _feast(match: Match) -> When | None:
    shift: tuple[Unit, float] | None = ("Y", match["of"]) if match["of"] is not None else None
    (token,) = match.tokens("feast")
    weekend = token.category == "FEAST_WEEKEND"
    return When(
        feast=match["feast"], year=match["year"], direction=match["side"], shift=shift, weekend=weekend
    )


@GRAMMAR.pattern("advent_weekend", "(?P<nth>ORDINAL) ADVENT_WEEKEND (?P<year>YEAR)?")
def _advent_weekend(match: Match) -> When | None:
    if not 1 <= match["nth"] <= 4:
        return None
    return When(feast=f"{match['nth']}. Advent", year=match["year"], weekend=True)


@GRAMMAR.pattern("part_of_same_day", "(?P<part>DAYTIME) DES SAME (?P<unit>UNIT)")
def _part_of_same_day(match: Match) -> When | None:
    """Read "Abend des gleichen Tages"."""
    if match["unit"] != "D":
        return None
    return When(shift=("D", 0), anchor="previous", part=match["part"], type="TIME")


@GRAMMAR.pattern("this_day", "AM (?P<span>THIS (?P<unit>UNIT))")
def _this_day(match: Match) -> When | None:
    """Read "an diesem Tag": the day named before."""
    return When(shift=("D", 0), anchor="previous") if match.form("unit") in ("Tag", "Tage") else None


@GRAMMAR.pattern(
    "date_of_day_part",
    "(?P<part>DAYTIME) ARTICLE (?P<day>ORDINAL) (?P<month>MONTH) (?P<year>YEAR)?",
    "(?P<part>DAYTIME) ARTICLE (?P<date>DMY|DM)",
)
def _date_of_day_part(match: Match) -> When | None:
    if match["date"]:
        *years, month, day = match["date"]
        return When(year=years[0] if years else None, month=month, day=day, part=match["part"], type="TIME")
    date = _textual_date(match)
    return date and When(year=date.year, month=date.month, day=date.day, part=match["part"], type="TIME")
