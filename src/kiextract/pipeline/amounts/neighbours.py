"""The words next to an amount, as the rules about qualifiers and the like ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiextract.pipeline.amounts.number_words import fold

REACH = 120
"""Code points looked at on each side."""

PIECE = re.compile(r"\b(?:ca|max|min|rd)\.|[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*|[^\w\s]|_")
BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[^\S\r\n]*(?:\r\n|[\n\r])")


@dataclass(slots=True)
class Word:
    """A word or a sign; half-open code point offsets. With slots and not frozen, it is made fastest."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[:1].isupper()


def words_before(text: str, start: int) -> list[Word]:
    """Give the words and signs of the paragraph in front of an offset, in text order."""
    begin = max(0, start - REACH)
    for blank in BLANK_LINE.finditer(text, begin, start):
        begin = blank.end()
    return _pieces(text, begin, start)


def words_behind(text: str, end: int) -> list[Word]:
    """Give the words and signs of the paragraph behind an offset, in text order."""
    blank = BLANK_LINE.search(text, end, end + REACH)
    return _pieces(text, end, blank.start() if blank else min(len(text), end + REACH))


def _pieces(text: str, start: int, end: int) -> list[Word]:
    return [
        Word(match.start(), match.end(), match[0], fold(match[0]).removesuffix(".") or ".")
        for match in PIECE.finditer(text, start, end)
    ]
