"""Quotation marks: which stretches of a text stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CLOSING = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"', "”": "”"}
"""Double marks that open a quotation, with those that may close it. Single marks stand inside quotations."""

LONGEST = 5_000
"""Code points of the longest quotation; one that does not end by then has lost its closing mark."""


@dataclass(frozen=True)
class Quoted:
    """A stretch between two marks: ``start`` and ``end`` are the code points within them."""

    start: int
    end: int

    @property
    def outer_start(self) -> int:
        """Offset of the opening mark."""
        return self.start - 1

    @property
    def outer_end(self) -> int:
        """Offset behind the closing mark."""
        return self.end + 1


def find_quoted(text: str) -> Iterator[Quoted]:
    """Give the stretches between double quotation marks in text order, none inside another.

    A paragraph that opens with the mark again goes on with the quotation before it.
    """
    opened: int | None = None
    for mark in MARK.finditer(text):
        index = mark.start()
        if opened is not None and _gives_up(text, opened, index):
            opened = None
        if opened is None:
            if _can_open(text, index):
                opened = index
        elif text[index] in CLOSING[text[opened]] and not _opens_paragraph(text, index):
            yield Quoted(opened + 1, index)
            opened = None
        elif text[index] == text[opened] and text[index] == "„" and not _opens_paragraph(text, index):
            opened = index


MARKS = frozenset(mark for pair in CLOSING.items() for mark in "".join(pair))
MARK = re.compile(f"[{''.join(sorted(MARKS))}]")


def _can_open(text: str, index: int) -> bool:
    """Tell whether a mark stands before a word and behind none."""
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    return text[index] in CLOSING and not after.isspace() and (before.isspace() or before in "([–—-:/>")


def _opens_paragraph(text: str, index: int) -> bool:
    """Tell whether a mark repeats at the start of a line what an earlier one has opened."""
    indented = text[max(0, index - 20) : index].rstrip(" \t\u00a0")
    return indented.endswith("\n") and text[index + 1 : index + 2].isalnum()


def _gives_up(text: str, opened: int, index: int) -> bool:
    """Tell whether the mark that opened cannot be closed here: too far, or a paragraph has come between."""
    if index - opened > LONGEST:
        return True
    blank = text.rfind("\n\n", opened, index)
    return blank >= 0 and text[blank : index + 1].lstrip()[0] not in CLOSING
