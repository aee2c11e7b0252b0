"""Tokens of a text with code point offsets: words, marks and the line ends between them.

The room has a tokeniser of its own because offices need other words than names do: "Leiter:in",
"Bau- und" and "1." are one token each, whatever the spaCy model's tokeniser makes of them.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from kiextract.pipeline.roles.lexicon import word_class

TOKEN = re.compile(
    r"""
    \d{1,2}\.(?=[ \u00a0][^\W\d_])                          # an ordinal: 1. Vorsitzender
    | [\w\u0300-\u036f\u00ad]+
      (?:(?:[-\u2010\u2011'’&]|/-?(?=(?:in|innen|r)\b)|\\?[:*·](?=(?:in|innen|r|n)\b))[\w\u0300-\u036f\u00ad]+)*
      [-\u2010\u2011]?                                       # Bau- und Umweltdezernent
    | \S
    """,
    re.VERBOSE,
)
ABBREVIATIONS = word_class("abbreviations")
"""Words whose full stop ends no sentence, without the stop and in lower case."""

CLOSING = "“”\"«»')"
"""Signs behind the end of a sentence that belong to it."""

SHORT = 0.7
"""A line shorter than this part of the next one, which begins with a capital, is not merely wrapped."""
OPEN_ENDS = frozenset(
    (",", "und", "sowie", "der", "die", "das", "des", "dem", "den", "für", "von", "im", "in", "Dr")
)
"""Last words of a line after which a phrase goes on in the next."""


@dataclass(slots=True)
class Token:
    """One token; half-open code point offsets. With slots and not frozen, it is made and read fastest."""

    start: int
    text: str
    lines: int
    """Line ends between the previous token and this one."""
    sentence: int
    """Number of the sentence, counted from 0."""

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def capitalised(self) -> bool:
        """Tell whether the token begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Tell whether the token begins with a letter."""
        return self.text[0].isalpha()


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens and number its sentences; linear in its length."""
    tokens: list[Token] = []
    lengths = [len(line) for line in text.split("\n")]
    position = sentence = line = 0
    ended = False
    for match in TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        gap = text[position:start]
        lines = 0 if gap in ("", " ") else gap.count("\n")
        begins = ended and start > position and not word[0].islower()
        if lines:
            heading = lines == 1 and word[0].isupper() and lengths[line] < SHORT * lengths[line + 1]
            line += lines
            begins = begins or lines > 1 or (heading and bool(tokens) and tokens[-1].text not in OPEN_ENDS)
        sentence += begins
        tokens.append(Token(start, sys.intern(word), lines, sentence))
        position = end
        ended = len(word) == 1 and (
            word in "!?…" or (word == "." and not _abbreviation(tokens)) or (ended and word in CLOSING)
        )
    return tokens


def _abbreviation(tokens: list[Token]) -> bool:
    return (
        len(tokens) > 1
        and tokens[-2].end == tokens[-1].start
        and (tokens[-2].text.lower() in ABBREVIATIONS or (len(tokens[-2].text) == 1 and tokens[-2].is_word))
    )
