"""Cuts the text around every currency word into tokens; the rest of the text is never looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kiextract.pipeline.amounts.figures import FIGURE, VULGAR, figure
from kiextract.pipeline.amounts.number_words import fold

ANCHOR = re.compile(r"€|[Ee][Uu][Rr]|[Cc][Ee][Nn][Tt]|\b[Cc]t\b")
"""Whatever may be a currency: no amount stands further than the windows below from one."""

BEFORE, AFTER = 200, 120
"""Code points looked at in front of and behind an anchor."""

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

Gap = Literal["", " ", "\n", "¶"]
"""What is in front of a token: nothing, space, one line end, or a blank line."""

TOKEN = re.compile(
    rf"""
    (?P<vulgar>{"|".join(VULGAR)}) (?![0-9/,.][0-9]|[0-9])
  | (?P<figure>{FIGURE.pattern})
  | (?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*)
  | (?P<symbol>[^\s\u200b\u2060\ufeff])
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """One word, number or sign; half-open code point offsets.

    With slots and not frozen, it is made fastest.
    """

    kind: Literal["figure", "vulgar", "word", "symbol"]
    start: int
    end: int
    text: str
    folded: str
    gap: Gap
    value: Decimal | None = None
    """Of figures only."""


def passages(text: str) -> Iterator[list[Token]]:
    """Give the tokens of each stretch of text that may hold amounts, in text order.

    Windows that touch are one passage, so each code point is cut into tokens once.
    """
    for start, end in _windows(text):
        yield _tokens(text, start, end)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for anchor in ANCHOR.finditer(text):
        if anchor.start() - BEFORE > end:
            if end > 0:
                yield start, end
            start = max(0, anchor.start() - BEFORE)
        end = min(len(text), anchor.end() + AFTER)
    if end > 0:
        yield start, end


def _tokens(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    position = start
    for match in TOKEN.finditer(text, start, end):
        kind, written = match.lastgroup, match[0]
        first, behind = match.span()
        value = None
        if kind == "figure":
            value = figure(written)
        elif kind == "vulgar":
            value = VULGAR[written]
        tokens.append(
            Token(
                kind,  # type: ignore[arg-type]
                first,
                behind,
                written,
                fold(written),
                _gap(text[position:first]),
                value,
            )
        )
        position = behind
    if tokens and start > 0 and not text[start - 1].isspace():
        del tokens[0]  # the window cuts through it
    if tokens and end < len(text) and not text[end].isspace():
        del tokens[-1]
    return tokens


def _gap(between: str) -> Gap:
    if between in ("", " "):
        return between  # type: ignore[return-value]
    lines = len(LINE_END.findall(between))
    if lines:
        return "\n" if lines == 1 else "¶"
    return " " if between else ""
