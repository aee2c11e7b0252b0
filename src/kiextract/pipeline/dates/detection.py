"""From text to date expressions: match the patterns, keep the longest, join what belongs together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kiextract.pipeline.dates.grammar import Match, compile_pattern
from kiextract.pipeline.dates.patterns import all_patterns
from kiextract.pipeline.dates.tokens import Token, categories, letters, tokenise
from kiextract.pipeline.dates.values import When


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression in the text: half-open code point offsets, what it says, its pattern's name.

    ``linked`` tells that the next expression is the other end of the same range.
    """

    start: int
    end: int
    when: When
    pattern: str
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    """An expression with half-open token indices."""

    start: int
    end: int
    when: When
    pattern: str
    linked: bool = False


def find_expressions(text: str) -> list[Expression]:
    """Find the date expressions of a text, in text order, without overlaps and not yet resolved."""
    tokens = tokenise(text)
    string = categories(tokens)
    spans = _paired(_select(_candidates(string, tokens)), string)
    spans = _supply(_join(spans, string, tokens), string)
    return [
        Expression(tokens[span.start].start, tokens[span.end - 1].end, span.when, span.pattern, span.linked)
        for span in spans
    ]


def _candidates(string: str, tokens: Sequence[Token]) -> list[_Span]:
    found = []
    for pattern in all_patterns():
        for hit in pattern.regex.finditer(string):
            match = Match(hit, tokens)
            when = pattern.meaning(match)
            if when is not None:
                found.append(_Span(*match.extent(), when, pattern.name))
    return found


def _select(found: list[_Span]) -> list[_Span]:
    """Keep the longest of overlapping spans, from left to right."""
    kept: list[_Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _paired(spans: list[_Span], string: str) -> list[_Span]:
    """Part "Samstag und Sonntag, 15. und 16. Juni" into two weekdays and two days, each with the other."""
    result = list(spans)
    for place in range(len(spans) - 2, 0, -1):
        first, second, last = spans[place - 1 : place + 2]
        days = second.when.day, last.when.day
        if not (
            _is_day_without_date(first.when)
            and first.when.weekday
            and second.when.weekday
            and second.when.month is None
            and last.when.weekday is None
            and days[0]
            and days[1]
            and (days[1] - days[0] - second.when.weekday + first.when.weekday) % 7 == 0
            and _gap("list").fullmatch(string[first.end : second.start])
            and _gap("list").fullmatch(string[second.end : last.start])
        ):
            continue
        number = second.end - 1 - (string[second.end - 1] == letters()["DOT"])
        one, two = replace(first.when, day=days[0]), replace(second.when, day=days[1])
        one = _supplied(one, last.when, True)
        two = replace(two, month=last.when.month, year=last.when.year, shift=last.when.shift)
        result[place - 1 : place + 2] = [
            replace(first, when=one),
            replace(second, end=second.start + 1, when=two, pattern="weekday"),
            replace(second, start=number, when=one, pattern="day_of_list"),
            replace(last, when=replace(last.when, weekday=two.weekday)),
        ]
    return result


@cache
def _gap(name: str) -> re.Pattern[str]:
    """Give the pattern of what may stand between two expressions that belong together."""
    return compile_pattern(
        {
            "weekday and date": "COMMA? ARTICLE?",
            "date and clock": "(?:COMMA|DASH|PIPE|COLON)? (?:UM|AROUND|APPROX|VOR|BIS){0,3}",
            "bracket": "COMMA? OPEN ARTICLE?",
            "weekend": "COMMA? OPEN? (?:ARTICLE|VOM)?",
            "list": "LISTED (?:AM|TO|UM|IM|VOM|ARTICLE){0,2}",
            "range": "(?:COMMA? BIS|DASH|LINK|SLASH) (?:AM|TO|UM|IM|VOM|ARTICLE){0,2}",
        }[name]
    )


def _join(spans: list[_Span], string: str, tokens: Sequence[Token]) -> list[_Span]:
    """Make one expression of a weekday with its date, and of a date with its clock time."""
    joined: list[_Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        whole = before and _whole(before.when, span.when, string[before.end : span.start])
        if before and whole and not _is_of_each(joined, span, string, tokens):
            joined[-1] = _Span(before.start, span.end, whole, before.pattern)
        else:
            joined.append(span)
    return joined


def _is_of_each(before: list[_Span], clock: _Span, string: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a clock time belongs to every day of a list: am 3. und 10. Juni, jeweils 18 Uhr."""
    if len(before) < 2 or not any(t.form == "jeweils" for t in tokens[before[-1].end : clock.start]):
        return False
    return _gap("list").fullmatch(string[before[-2].end : before[-1].start]) is not None


def _whole(first: When, second: When, gap: str) -> When | None:
    """Give what two expressions say together, None where they do not belong together."""
    if first.fixed or second.fixed or first.hour is not None:
        return None
    if _is_day_without_date(first) and second.day and (first.weekday is None or second.weekday is None):
        kind = "TIME" if first.part else second.type
        weekday, feast = first.weekday or second.weekday, first.feast
        whole = replace(second, weekday=weekday, feast=feast, part=first.part, type=kind)
        return whole if _gap("weekday and date").fullmatch(gap) else None
    if not first.has_day or not second.needs_day:
        return None
    if second.hour is not None and second.part is None and _gap("date and clock").fullmatch(gap):
        return replace(first, hour=second.hour, minute=second.minute, type="TIME")
    if second.hour is None and first.part is None and not gap:
        return replace(first, part=second.part, type="TIME")
    return None


def _is_day_without_date(when: When) -> bool:
    """Tell whether a weekday, a feast, or heutig and its like, waits for the date behind it."""
    return (
        when.day is None
        and when.month is None
        and (
            when.weekday is not None
            or when.feast is not None
            or (when.shift is not None and when.shift[0] == "D" and when.part is None)
        )
    )


def _supply(spans: list[_Span], string: str) -> list[_Span]:
    """Give each member of a list or range, and a weekday before a bracket, the parts that stand behind."""
    result: list[_Span] = []
    for span in reversed(spans):
        after = result[-1] if result else None
        gap = string[span.end : after.start] if after else ""
        if after and after.when.day and _is_bare_weekend(span.when) and _gap("weekend").fullmatch(gap):
            date = after.when
            when = replace(span.when, year=date.year, month=date.month, day=date.day, shift=date.shift)
            span = replace(span, when=when)
        elif after and _gap("list").fullmatch(gap):
            linked = _gap("range").fullmatch(gap) is not None
            span = replace(span, when=_supplied(span.when, after.when, linked), linked=linked)
        elif after and after.when.day and _is_day_without_date(span.when) and _gap("bracket").fullmatch(gap):
            date = after.when
            when = replace(span.when, year=date.year, month=date.month, day=date.day, shift=date.shift)
            result[-1] = replace(after, when=replace(date, weekday=when.weekday, feast=when.feast))
            span = replace(span, when=when)
        result.append(span)
    return result[::-1]


def _is_bare_weekend(when: When) -> bool:
    return when.weekend and when.direction is None and when.month is None and when.feast is None


def _supplied(first: When, second: When, is_range: bool) -> When:
    """Add month and year of the later member; a range that ends in an earlier month began a year before."""
    if first.day and first.month is None and second.month:
        return replace(first, month=second.month, year=second.year, shift=second.shift)
    if first.season and first.year is None and second.season and second.year and first.direction is None:
        return replace(first, year=second.year)
    if first.month and first.year is None and first.shift is None and second.year and second.month:
        later = is_range and (first.month, first.day or 0) > (second.month, second.day or 31)
        return replace(first, year=second.year - later)
    return first
