"""Cut text into the units that the names model labels: words, single signs, line ends.

Spelled as the encoder saw text in its pretraining: a unit with white space before it begins with the
SentencePiece mark ``▁``. Line ends and blank lines are units of their own, since in a press release they
carry meaning (headlines, captions, lists).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LINE_END = "<line>"
BLANK_LINE = "<blank>"
SPACE_MARK = "▁"

UNIT = re.compile(r"(\s+)|[\w\u00ad\u0300-\u036f\u200b-\u200d]+|.", re.DOTALL)
"""White space (group 1); a word with its soft hyphens, combining marks and joiners; any other sign."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200d]")


class Unit(NamedTuple):
    """Half-open offsets in code points, and how the unit is spelled for the vocabulary."""

    start: int
    end: int
    spelling: str

    @property
    def is_break(self) -> bool:
        """Whether this is a line end or a blank line, which no name contains by itself."""
        return self.spelling in (LINE_END, BLANK_LINE)


def cut(text: str) -> list[Unit]:
    """Cut a text into units, in order. White space within a line is in no unit."""
    units: list[Unit] = []
    spaced = True
    for match in UNIT.finditer(text):
        start, end = match.span()
        if match[1]:
            spaced = True
            lines = match[1].count("\n")
            if lines and units and end < len(text):
                units.append(Unit(start, end, LINE_END if lines == 1 else BLANK_LINE))
            continue
        spelling = unicodedata.normalize("NFKC", INVISIBLE.sub("", match[0]))
        units.append(Unit(start, end, SPACE_MARK + spelling if spaced else spelling))
        spaced = False
    return units
