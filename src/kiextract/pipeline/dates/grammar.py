"""The machinery of the grammar: named patterns over token categories, each with its meaning.

A pattern is a regular expression (verbose, spaces do not count) in which every word of two or more
capitals stands for a token category (:mod:`kiextract.pipeline.dates.tokens`) or for one of the
:data:`MACROS`. Its meaning is a function from the :class:`Match` to a :class:`When`, or to None where the
numbers do not make a date. The named group ``span``, where there is one, is what counts as the date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kiextract.pipeline.dates.tokens import Token, letters
from kiextract.pipeline.dates.values import When

MACROS = {
    "ARTICLE": "(?:DEFINITE|DES)",
    "DAYNUM": "(?:N12|N24|N31)",
    "HOURNUM": "(?:ZERO|N12|N24)",
    "MINUTENUM": "(?:ZERO|N12|N24|N31|N59)",
    "TWODIGITS": "(?:ZERO|N12|N24|N31|N59|N99)",
    "ORDINAL": "(?:DAYNUM DOT|ORDINAL_NUMBER|ORDINAL_WORD)",
    "ANYMONTH": "(?:MONTH|MONTH_SHORT (?:DOT|(?=YEAR)))",
    "ANYCENTURY": "(?:CENTURY|CENTURY_SHORT DOT?)",
    "COUNT": "(?:N12|N24|N31|N59|N99|N999|NUMBER_WORD|ONE)",
    "SIDE": "(?:LAST|NEXT|THIS)",
    "LISTED": "(?:COMMA|LINK DOT?|PLUS|COMMA? BIS|DASH|SLASH|COMMA LINK|DASH LINK|TO)",
    "TIMENUM": "(?:CLOCK_TIME|DOTTED|HOURNUM|NUMBER_WORD)",
    "ROUGHLY": "(?:APPROX THAN?)",
    "DAYTIMES": "(?:DAYTIME|DAYTIME_SMALL|DAYTIME_ADVERB|MORGEN)",
}
"""Abbreviations in patterns: alternatives of categories that often stand together."""


class Match:
    """A pattern's match, with the values of the tokens behind its groups."""

    def __init__(self, match: re.Match[str], tokens: Sequence[Token]) -> None:
        self._match = match
        self._tokens = tokens
        self._groups = match.re.groupindex

    def __getitem__(self, group: str) -> Any:
        """Give the value of the first token of a group that has one, None where there is none."""
        return next((token.value for token in self.tokens(group) if token.value is not None), None)

    def form(self, group: str) -> str:
        """Give the words of a group, empty where it did not take part."""
        return " ".join(token.form for token in self.tokens(group))

    def tokens(self, group: str) -> Sequence[Token]:
        """Give the tokens of a group, none where it did not take part."""
        start, end = self._match.span(group) if group in self._groups else (-1, -1)
        return self._tokens[start:end] if start >= 0 else ()

    def extent(self) -> tuple[int, int]:
        """Give the token indices of what counts as the date."""
        return self._match.span("span" if "span" in self._groups else 0)


Meaning = Callable[[Match], When | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named pattern and its meaning."""

    name: str
    regex: re.Pattern[str]
    meaning: Meaning


class Grammar:
    """A list of patterns, filled by decorating their meanings."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []

    def pattern(self, name: str, *sources: str) -> Callable[[Meaning], Meaning]:
        """Add patterns of one name, in the notation of this module, with the decorated meaning."""

        def add(meaning: Meaning) -> Meaning:
            self.patterns.extend(Pattern(name, compile_pattern(source), meaning) for source in sources)
            return meaning

        return add


NAME = re.compile(r"\b[A-Z][A-Z_0-9]+\b")


def compile_pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern in the notation of this module; raises KeyError for an unknown category."""
    return re.compile(NAME.sub(_expand, source), re.VERBOSE)


def _expand(match: re.Match[str]) -> str:
    name = match.group()
    return NAME.sub(_expand, MACROS[name]) if name in MACROS else letters()[name]
