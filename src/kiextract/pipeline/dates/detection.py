"""From text to date expressions: match the patterns, keep the longest, join what belongs together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kiextract.pipeline.dates.grammar import Find, Match, _compile, patterns
from kiextract.pipeline.dates.tokens import Token, categories, tokenise
from kiextract.pipeline.dates.values import When


def find_expressions(text: str, tokens: Sequence[Token] | None = None) -> list[Find]:
    """Find the date expressions of a text, in text order, without overlaps and not yet resolved."""
    tokens = tokenise(text) if tokens is None else tokens
    string = categories(list(tokens))
    spans = _select(_candidates(string, tokens))
    return [
        Find(tokens[start].start, tokens[end - 1].end, when, name)
        for start, end, when, name in _supply(_join(spans, string), string)
    ]


Span = tuple[int, int, When, str]


def _candidates(string: str, tokens: Sequence[Token]) -> list[Span]:
    found = []
    for pattern in patterns():
        for hit in pattern.regex.finditer(string):
            match = Match(hit, tokens)
            start, end = match.extent()
            when = pattern.meaning(match)
            if when is not None:
                found.append((start, end, when, pattern.name))
    return found


def _select(found: list[Span]) -> list[Span]:
    """Keep the longest of overlapping finds, from left to right."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


@cache
def _gaps() -> dict[str, re.Pattern[str]]:
    return {
        "weekday_date": _compile("DOT? COMMA? (?:DASH)? ARTICLE? (?:FROM)?"),
        "date_clock": _compile("(?:COMMA|DASH|PIPE|COLON)? (?:UM|AROUND|APPROX|VOR|FROM|BIS){0,3}"),
        "listed": _compile("(?:LISTED) (?:AM|TO|UM|FROM|ARTICLE){0,2}"),
    }


def _join(spans: list[Span], string: str) -> list[Span]:
    """Make one find of a weekday with its date, and of a date with its clock time."""
    joined: list[Span] = []
    for span in spans:
        if joined:
            before = joined[-1]
            gap = string[before[1] : span[0]]
            whole = _whole(before[2], span[2], gap)
            if whole is not None:
                joined[-1] = (before[0], span[1], whole, before[3])
                continue
        joined.append(span)
    return joined


def _whole(first: When, second: When, gap: str) -> When | None:
    if first.type in ("DURATION", "SET") or second.type in ("DURATION", "SET"):
        return None
    if (
        first.weekday and first.day is None and first.hour is None and second.day and second.weekday is None
        and _gaps()["weekday_date"].fullmatch(gap)
    ):  # fmt: skip
        return replace(second, weekday=first.weekday, part=first.part)
    if first.has_day and first.hour is None and second.is_clock and _gaps()["date_clock"].fullmatch(gap):
        return replace(first, hour=second.hour, minute=second.minute, type="TIME")
    if (
        first.has_day
        and first.part is None
        and first.hour is None
        and second == When(part=second.part, type="TIME")
        and not gap
    ):
        return replace(first, part=second.part)
    return None


def _supply(spans: list[Span], string: str) -> list[Span]:
    """Give each member of a list or range the parts that only a later member names."""
    result: list[Span] = []
    for span in reversed(spans):
        if result:
            after = result[-1]
            if _gaps()["listed"].fullmatch(string[span[1] : after[0]]):
                span = (span[0], span[1], _supplied(span[2], after[2]), span[3])
        result.append(span)
    return result[::-1]


def _supplied(first: When, second: When) -> When:
    if first.day and first.month is None and second.month:
        return replace(first, month=second.month, year=second.year, shift=second.shift)
    if first.month and first.year is None and first.shift is None and second.year and second.month:
        later = (first.month, first.day or 0) > (second.month, second.day or 31)
        return replace(first, year=second.year - later)
    return first
