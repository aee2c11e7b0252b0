"""What looks like a date and is none: each rule says by its name what it is instead.

The words that the rules know are in ``data/false_positives.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kiextract.pipeline.dates.detection import Expression
from kiextract.pipeline.dates.lexicon import rows
from kiextract.pipeline.dates.tense import PAST, Sentences

WINDOW = 60
"""Code points before and behind an expression that the rules look at."""

FIGURES = frozenset(
    {
        "bare_clock",
        "clock_minutes",
        "clock_of_list",
        "clock_without_word",
        "day_of_list",
        "decade",
        "dotted_day_month",
        "hour_of_list",
        "month_in_figures",
        "numeric_day_month",
        "year",
        "year_pair",
    }
)
"""Patterns that are figures and little else: the words around tell what the figures count."""

LISTED_TIMES = ("clock_of_list", "hour_of_list")
"""Figures that a list of clock times goes on behind: 9.30/12.30 Uhr."""

BEFORE = ("law", "number", "file", "telephone", "standard", "programme", "money", "club")
"""Rules for the words before figures."""

TAILS = {
    "file": r"[.:]*\s*[\w./-]{0,30}\s?$",
    "telephone": r"[.:]*\s?[\s()0-9/+–-]{0,30}$",
    "standard": r"[.:]*\s?[\w\s-]{0,30}$",
    "street": r"\s(?:des|der)\s$",
}
"""What may stand between the words of a rule and the figures; a sign and a space where nothing is said."""

YEAR_BEFORE = re.compile(r"(?<![0-9])([12][0-9]{3})\s?[-–/]\s?$|\b[Vv]on\s([12][0-9]{3})\sbis\s$")
YEAR_BEHIND = re.compile(
    r"\s?[-–/]\s?([12][0-9]{3})(?![\w-]|[.,][0-9])|\sbis\s([12][0-9]{3})(?=[.,;:)]|\s[a-zäöü(]|\s*$)"
)
"""The other end of a range of years, 1898–1976, von 1898 bis 1976."""

FROM = re.compile(r"\b[Vv]on\s$")
LONGEST_LIFE = 150
"""Most years between two numbers before the year 1400 for both to be years."""

RANGE_BEHIND = re.compile(r"\s?(?:bis|[-–])\s?[0-9][0-9.,]{0,12}(?![0-9])")
AGE_BEFORE = re.compile(r"\b(?:Alter\svon|[Mm]it|[Aa]b)\s(?:[0-9]{1,3}\s(?:bis|und)\s)?$")
AGE_OF = re.compile(
    r"\b(?:Frauen|Jugendliche|Jungen|Kinder|Mädchen|Männer|Menschen|Personen|Schülerinnen|Schüler)\w{0,3}\s"
    r"(?:im\sAlter\s)?(?:zwischen|von|ab)\s(?:\w{1,15}\s(?:bis|und)\s)?$"
)
AGE_BEHIND = re.compile(r"(?:\s?(?:bis|[-–])\s?\w{1,20}\sJahren?)?\s(?:alt|jung|jünger|älter)")
"""Ages are no dates and no durations."""

SCORE_BEFORE = re.compile(r"\($|\b(?:[Bb]eim|[Dd]as|[Dd]em|[Dd]en|[Ee]in|[Ee]inem|[Zz]um)\s$")
"""Before figures with a colon that are a score: zum 2:1, (8:13)."""

DIGITS_BEFORE = re.compile(r"[0-9]\s?[/+*=]\s?$|\+\s?$|[0-9]-$|[#@_]$")
DIGITS_BEHIND = re.compile(r"/[0-9A-Za-z]|\.[0-9]|-[0-9]{3}")
"""Figures that go on: file numbers, telephone numbers, versions, scores, handles."""

DAY_BEFORE_MONTH = re.compile(r"[0-9]\.\s?$")
"""A day that its month does not have: 31. Februar."""

GREETING = re.compile(r"\b(?i:frohe[sn]?|schöne[sn]?|gesegnete[sn]?|besinnliche[sn]?|fröhliche[sn]?)\s$")
"""Frohe Ostern is a wish, no date."""

NEWSPAPER = re.compile(r"\b(?:Bild|Welt|NZZ|BamS|WamS)[\"“”»«']?\s+am\s$")
"""Newspapers that are called after a Sunday."""

SUNDAY = 7

FORMER = re.compile(r"\b(?:damalig|ehemalig|früher|einstig|vormalig|seinerzeitig)e[nrsm]?\b")
HOLDER = re.compile(
    r"\s+(?=[A-ZÄÖÜ])[\w-]{0,40}(?i:in|er|rat|rätin|abgeordnete[rn]?|präsident|chef|leiter|vorsitzende[rn]?)\b"
)
"""The former mayor and today's member of parliament: today's is no date there."""

WEEKDAY_RANGE = re.compile(r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?\s?(?:bis|[-–+,&/])\s?(?:Mo|Di|Mi|Do|Fr|Sa|So)\b")
HOUSE = re.compile(
    r"(?:[Ss]tr\.|[Ss]traße|[Ss]trasse|[Gg]asse|[Aa]llee|[Ww]eg|[Pp]latz|[Rr]ing|[Uu]fer|[Dd]amm|[Mm]arkt)\s$"
)
CLOSES = re.compile(r"[.,;:!?)]|\s*$")
"""Nothing follows that figures could count (mehr als 2023)."""

COMPARED = re.compile(
    r"(?:(?<!Mehr )(?<!Weniger )\bals|\b(?:[Aa]b|[Bb]is|[Ss]eit|[Uu]m)\s(?:etwa|ca\.|circa|rund|ungefähr))\s$"
)
VERB_OR_LINK = re.compile(r"\s\(|\s[a-zäöüß]{2,20}(?:[.,;:!?)]|\s[a-zäöüß(])")
"""8.000 Euro mehr als 2019 zahlen; bis etwa 2037 ist: no noun follows that the figures could count."""

LINE_NUMBER = re.compile(r"\.\s")
YEARS_OF_RANGES = range(1000, 2100)
SURE_YEARS = 1400
YEARS = range(1900, 2100)
"""Four figures outside this range are a year only where a word says so."""

SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:–]\s|\n)[\"„»]?$")
VERB_BEHIND = re.compile(
    r"\s(?:[a-zäöüß]{2,20}te|war|wurde|kam|bekam|begann|entstand|erhielt|fand|gab|ging|ließ|stand)\b"
)
"""A preterite behind figures that begin a sentence: 1899 deckte …"""

NOUN_BEHIND = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]{1,40}(?:en|e|er|n|s)\b")
ADJECTIVE = re.compile(r"\s[a-zäöüß]{2,30}(?:e|en|er)(?=\s)")
COUNTED_BEFORE = re.compile(
    r"(?:\b[a-zäöüß]{2,30}ten|\b(?:die|den|der|aller?|diesen?|seinen?|ihren?|mit|auf|hat|hatte|zählt|zählte))\s$"
)
FROM_OR_UNTIL = re.compile(r"\b(?:[Aa]b|[Ss]eit|[Bb]is|[Vv]on|[Vv]om)(?:\s(?:zum|dem|der))?\s$")
"""Before a day on which opening hours begin or end, which are no event of that day."""

AROUND_CLOCK = (160, 80)
"""Code points before and behind a clock time in which words of opening hours are looked for."""


def drop_false_positives(
    text: str, expressions: Sequence[Expression], sentences: Sentences
) -> list[Expression]:
    """Leave out what the words around show to be no date; ``sentences`` are those of the text."""
    kept = [expression for expression in expressions if not _is_wrong(text, expression)]
    recurring = {sentences.index_at(item.start) for item in kept if item.when.type == "SET"}
    dated = {
        sentences.index_at(item.start)
        for item in kept
        if item.when.has_day and not FROM_OR_UNTIL.search(text, max(0, item.start - WINDOW), item.start)
    }
    return [
        item
        for item in kept
        if not (item.when.is_clock and _is_opening_time(text, item, sentences, dated, recurring))
    ]


@cache
def _words(rule: str) -> str:
    """Give the words of a rule as an alternative of a regular expression."""
    (words,) = (words for name, words in rows("false_positives.tsv") if name == rule)
    forms = (
        re.escape(word[:-1]) + r"\w*" if word.endswith("~") else re.escape(word) for word in words.split("|")
    )
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


@cache
def _before(rule: str) -> re.Pattern[str]:
    if rule == "street":  # also at the end of a longer word: Schillerplatz
        return re.compile("(?i:" + _words(rule) + ")" + TAILS[rule])
    return re.compile(r"(?:^|(?<=[^\w-]))" + _words(rule) + TAILS.get(rule, r":?\s*$"))


@cache
def _behind(rule: str) -> re.Pattern[str]:
    return re.compile(r"\s?" + _words(rule) + r"(?!\w)")


@cache
def _anywhere(rule: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + _words(rule) + r"(?!\w)", re.IGNORECASE)


def _is_wrong(text: str, expression: Expression) -> bool:
    before = text[max(0, expression.start - WINDOW) : expression.start]
    behind = text[expression.end : expression.end + WINDOW]
    if _is_part_of_word(before, behind, expression) or _is_newspaper(before, expression):
        return True
    if expression.pattern in ("day_month", "numeric_date") and _before("street").search(before):
        return True
    if expression.pattern == "feast" and GREETING.search(before):
        return True
    if expression.pattern == "month" and DAY_BEFORE_MONTH.search(before):
        return True
    if expression.pattern == "today" and expression.when.shift == ("D", 0):
        return FORMER.search(before) is not None and HOLDER.match(behind) is not None
    if expression.pattern in ("duration", "duration_of_list") and (
        AGE_BEFORE.search(before) or AGE_OF.search(before) or AGE_BEHIND.match(behind)
    ):
        return (expression.when.fixed or "").endswith("Y")
    return expression.pattern in FIGURES and _is_number(before, behind, expression)


def _is_newspaper(before: str, expression: Expression) -> bool:
    return expression.when.weekday == SUNDAY and NEWSPAPER.search(before) is not None


def _is_part_of_word(before: str, behind: str, expression: Expression) -> bool:
    """Tell whether a hyphen makes the date a part of a longer word: OSM-Samstag, August-Bebel-Straße."""
    if before.endswith(("-", "‑")) and before[-2:-1].isalpha():
        return True
    return behind[:1] in ("-", "‑") and behind[1:2].isalpha() and expression.pattern != "decade"


def _is_number(before: str, behind: str, expression: Expression) -> bool:
    """Tell whether figures count or number something else than days, years and hours."""
    says_year = _says_year(before, behind, expression.when.year)
    if expression.pattern == "bare_clock" and (
        SCORE_BEFORE.search(before) or _anywhere("score").search(before + behind)
    ):
        return True
    if not says_year:
        alone = expression.when.year in YEARS and _counts_nothing(before, behind, expression.when.year)
        counted = expression.when.hour is None and not alone and _before("count").search(before)
        digits = expression.when.hour is None and DIGITS_BEFORE.search(before)
        if (
            counted
            or digits
            or (expression.when.year is None and HOUSE.search(before))
            or any(_before(rule).search(before) for rule in BEFORE)
        ):
            return True
    if says_year and YEAR_BEHIND.match(behind):
        return False
    more = RANGE_BEHIND.match(behind)
    rest = behind[more.end() :] if more else behind
    if expression.when.year not in YEARS:
        rest = ADJECTIVE.sub("", rest, count=1)
    if expression.pattern in ("day_of_list", "numeric_day_month", "year_pair", *LISTED_TIMES):
        return False
    if DIGITS_BEHIND.match(behind) or any(
        _behind(rule).match(rest) for rule in ("unit", "things", "club_behind")
    ):
        return True
    return expression.pattern == "year" and not says_year and not _is_year(before, behind, expression)


def _counts_nothing(before: str, behind: str, year: int | None) -> bool:
    """Tell whether no noun stands behind four figures that "mehr als" or "etwa" may make a count."""
    if year is None or CLOSES.match(behind):
        return True
    return year % 100 != 0 and COMPARED.search(before) is not None and VERB_OR_LINK.match(behind) is not None


def _says_year(before: str, behind: str, year: int | None) -> bool:
    """Tell whether a word or another year beside figures says that they are a year."""
    if year is None:
        return False
    if _before("year").search(before) or _behind("year_behind").match(behind):
        return True
    if before.endswith(", ") and behind.startswith(","):
        return year in YEARS_OF_RANGES
    if SENTENCE_BEGINS.search(before) and VERB_BEHIND.match(behind):
        return year in YEARS_OF_RANGES
    if year in YEARS and _before("year_hint").search(before):
        return True
    return year in YEARS_OF_RANGES and _is_range_of_years(before, behind, year)


def _is_range_of_years(before: str, behind: str, year: int) -> bool:
    """Tell whether figures are one end of a range of years; early ones are at most a life apart."""
    earlier, later = YEAR_BEFORE.search(before), YEAR_BEHIND.match(behind)
    if earlier:
        first, last = int(earlier[1] or earlier[2]), year
    elif later and (later[1] or FROM.search(before)):
        first, last = year, int(later[1] or later[2])
    else:
        return False
    return min(first, last) >= SURE_YEARS or 0 < last - first <= LONGEST_LIFE


def _is_year(before: str, behind: str, expression: Expression) -> bool:
    """Tell whether four figures are a year rather than a number of things or a line's number."""
    year = expression.when.year or 0
    line_start = not before.strip(" \t") or before.rstrip(" \t").endswith("\n")
    if year not in YEARS or (line_start and LINE_NUMBER.match(behind)):
        return False
    if NOUN_BEHIND.match(behind):
        return not (COUNTED_BEFORE.search(before) or year % 100 == 0)
    return True


def _is_opening_time(
    text: str, expression: Expression, sentences: Sentences, dated: set[int], recurring: set[int]
) -> bool:
    """Tell whether a clock time opens or closes a counter, or recurs, instead of dating an event."""
    index = sentences.index_at(expression.start)
    if index in recurring:
        return True
    if sentences.tense_at(expression.start, expression.end) <= PAST:
        return False
    start, stop = sentences.extent(index)
    if text[max(0, start - 2) : start].startswith(":"):
        start, _ = sentences.extent(index - 1)
    before, behind = AROUND_CLOCK
    around = text[max(0, start, expression.start - before) : min(stop, expression.end + behind)]
    if _anywhere("recurring").search(around) or WEEKDAY_RANGE.search(around):
        return True
    return index not in dated and _anywhere("opening").search(around) is not None
