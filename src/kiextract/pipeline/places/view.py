"""A text made easy to match, with the way back to the offsets of the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

_PLAIN = {
    "\t": " ", "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-",
}  # fmt: skip
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CHANGED = re.compile(f"[{_INVISIBLE}]|[^\\W\\d_][\u0300-\u036f]+")
"""Invisible characters; a letter with combining marks."""
_RARE = re.compile(f"[{_INVISIBLE}\u0300-\u036f]")
"""What a text with something to change has: found, or not, much faster."""


class View:
    """A text with plain spaces and hyphens, without invisible characters, with composed letters."""

    def __init__(self, text: str) -> None:
        for sign, plain in _PLAIN.items():
            text = text.replace(sign, plain)
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        self.text = text
        if _RARE.search(text):
            self._rebuild(text)

    def _rebuild(self, text: str) -> None:
        """Leave invisible characters out and compose letters; note where each code point came from."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for match in _CHANGED.finditer(text):
            pieces.append(text[position : match.start()])
            starts.extend(range(position, match.start()))
            ends.extend(range(position + 1, match.start() + 1))
            composed = "" if match[0][0] in _INVISIBLE else unicodedata.normalize("NFC", match[0])
            pieces.append(composed)
            starts.extend([match.start()] * len(composed))
            ends.extend([match.end()] * len(composed))
            position = match.end()
        pieces.append(text[position:])
        starts.extend(range(position, len(text)))
        ends.extend(range(position + 1, len(text) + 1))
        self.text, self._starts, self._ends = "".join(pieces), starts, ends

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the original of a span of the view that is not empty."""
        if self._starts is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def here(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the view of a span of the original; both alike if nothing of it is left."""
        if self._starts is None:
            return start, end
        return bisect_left(self._starts, start), bisect_right(self._ends, end)
