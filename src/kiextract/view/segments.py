"""Cut a text with overlapping spans into paragraphs of properly nested pieces, as markup needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

STAND_IN = r"\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
"""White space that is shown as a stand-in, since it controls something."""
BLANK_LINES = re.compile(rf"(?:\r\n|[\r\n])(?:[^\S\r\n{STAND_IN}]*(?:\r\n|[\r\n]))+")
SHOWN = re.compile(rf"[\S{STAND_IN}]")
"""What parts paragraphs: two line ends or more, with nothing but spaces between them."""


@dataclass(frozen=True)
class Mark:
    """A highlighted span; half-open code point offsets into the document.

    ``groups`` are the keys of the facts that the span belongs to, the fact it shows first; ``label`` is what
    it says, in the language of the page.
    """

    number: int
    start: int
    end: int
    kind: str
    groups: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Token:
    """A piece of a paragraph: plain text, or the beginning or the end of a mark.

    ``first`` is false where a mark goes on that was cut, at the end of a paragraph or of another mark.
    """

    kind: Literal["text", "open", "close"]
    text: str = ""
    mark: Mark | None = None
    first: bool = True


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[list[Token]]:
    """Give the tokens of each paragraph. A mark that crosses another or a paragraph's end is cut there."""
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.number))
    seen: set[int] = set()
    following = 0
    running: list[Mark] = []
    for start, end in _paragraph_extents(text):
        following_here = following
        while following_here < len(waiting) and waiting[following_here].start < end:
            following_here += 1
        here = [*running, *waiting[following:following_here]]
        following = following_here
        running = [mark for mark in here if mark.end > end]
        yield list(_nested(text, start, end, [mark for mark in here if mark.end > start], seen))


def _paragraph_extents(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in BLANK_LINES.finditer(text):
        if SHOWN.search(text, start, gap.start()):
            yield start, gap.start()
        start = gap.end()
    if SHOWN.search(text, start):
        yield start, len(text)


def _nested(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[int]) -> Iterator[Token]:
    """Write one paragraph: at each edge close what ends (and what stands above it), and open what begins."""
    begins: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(max(mark.start, start), []).append(mark)
    edges = sorted({start, end, *begins, *(min(mark.end, end) for mark in marks)})
    stack: list[Mark] = []
    for edge, next_edge in zip(edges, [*edges[1:], end], strict=True):
        kept = len(stack)
        for depth, mark in enumerate(stack):
            if min(mark.end, end) <= edge:
                kept = depth
                break
        cut = [mark for mark in stack[kept:] if min(mark.end, end) > edge]
        for _ in stack[kept:]:
            yield Token("close")
        del stack[kept:]
        for mark in sorted([*cut, *begins.get(edge, [])], key=lambda mark: (-mark.end, mark.number)):
            yield Token("open", mark=mark, first=mark.number not in seen)
            seen.add(mark.number)
            stack.append(mark)
        if edge < next_edge:
            yield Token("text", text=text[edge:next_edge])
