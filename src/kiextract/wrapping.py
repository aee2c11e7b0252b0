"""Line ends that mean nothing: those of a mail or a printed page, whose lines are all of one width."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from kiextract.record import DocumentDate, Mention, Record
from kiextract.title import title_of

WIDEST, NARROWEST = 100, 45
"""Code points of a full line."""
FEWEST = 4
"""Lines that must be full."""
MOST_LONGER = 0.1
"""Share of the lines that may be longer than a full one (web addresses, headlines)."""
LEAST_FULL = 0.5
"""Share of the line ends within paragraphs at which the next word had no room any more."""
PARTED = re.compile(r"[^\W\d_]-$")
"""A line that ends with a part of a word: "Bürger-", which goes on with "meister", "Initiative" or "und"."""
GOES_ON = re.compile(r"(?!(?:bis|bzw|oder|sowie|und)\b)[a-zäöüß]")
"""The rest of a word that was parted: it takes no hyphen when it is whole."""


class Unwrapped:
    """A text with its broken lines made whole, with the way back to the offsets of the original.

    ``text`` is the original itself unless the lines of the whole text are broken at one width. There a line
    is broken where the next word would not fit any more; a line end after a shorter line is one that the
    author made, and so is that of the headline.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        pieces: list[str] = []
        self._here: list[int] = []
        self._there: list[int] = []
        here = position = 0
        for start, end, new in _edits(original):
            for piece, there in ((original[position:start], position), (new, start)):
                if piece:
                    pieces.append(piece)
                    self._here.append(here)
                    self._there.append(there)
                    here += len(piece)
            position = end
        self.text = "".join((*pieces, original[position:])) if pieces else original
        self._here.append(here)
        self._there.append(position)

    def record(self, record: Record) -> Record:
        """Give a record of the whole lines with the offsets, mentions and title of the original."""
        if self.text == self.original:
            return record
        moved: Record = self._moved(record)
        return moved.model_copy(update={"title": title_of(self.original)})

    def _moved(self, value: Any) -> Any:
        """Move the offsets of a model and of all that it holds."""
        if isinstance(value, list):
            return [self._moved(item) for item in value]
        if not isinstance(value, BaseModel):
            return value
        changed = {name: self._moved(getattr(value, name)) for name in type(value).model_fields}
        if isinstance(value, Mention | DocumentDate) and value.start is not None and value.end is not None:
            start, end = self._offset(value.start), self._offset(value.end - 1) + 1
            changed |= {"start": start, "end": end}
            if isinstance(value, Mention):
                changed["text"] = self.original[start:end]
        return value.model_copy(update=changed)

    def _offset(self, here: int) -> int:
        piece = bisect_right(self._here, here) - 1
        return self._there[piece] + here - self._here[piece]


def _edits(text: str) -> list[tuple[int, int, str]]:
    """Give what stands between the parts of each broken line, by its extent, and what it means."""
    lines = text.split("\n")
    widths = [len(line.rstrip()) for line in lines]
    usual = [width for width in widths if 0 < width <= WIDEST]
    width = max(usual, default=0)
    if width < NARROWEST or sum(width > WIDEST for width in widths) > MOST_LONGER * len(usual):
        return []
    headline = next(index for index, filled in enumerate(widths) if filled)
    edits = list(_broken(lines, widths, width, headline))
    inside = sum(bool(one and other) for one, other in pairwise(widths[headline + 1 :]))
    return edits if len(edits) >= FEWEST and len(edits) >= LEAST_FULL * inside else []


def _broken(lines: list[str], widths: list[int], width: int, headline: int) -> Iterator[tuple[int, int, str]]:
    """Give the gaps behind full lines below the headline."""
    position = 0
    for index, (line, following) in enumerate(pairwise(lines)):
        gap = position + widths[index]
        position += len(line) + 1
        if index <= headline or not widths[index] or not widths[index + 1]:
            continue
        rest = following.lstrip()
        if widths[index] + 1 + len(rest.split(maxsplit=1)[0]) > width:
            parted = PARTED.search(line.rstrip()) is not None
            goes_on = parted and GOES_ON.match(rest) is not None
            is_compound = parted and rest[:1].isupper()
            end = position + len(following) - len(rest)
            yield gap - goes_on, end, "" if goes_on or is_compound else " "
