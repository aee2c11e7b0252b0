"""The title of a document: its headline."""

from __future__ import annotations

import re

LONGEST_TITLE = 200
"""Code points; a longer first line is cut."""

LEAST_WORDS = 3
MOST_LINES_TO_TITLE = 6

WORD = re.compile(r"\w\S*")
LIST_NUMBER = re.compile(r"^\d+\.\s")

LABEL = re.compile(
    r"\W*(?:presse|medien)-?(?:mitteilung|information|info|meldung|dienst|stelle|erklärung|service)(?:en)?\b"
    r"[^:|–]{0,100}|.{0,80}\b(?:presse|pressestelle|pressedienst|newsroom)\W*",
    re.IGNORECASE,
)
"""A line that says only what kind of text this is, from whom, its number and date."""
DATELINE = re.compile(
    r"(?:[^.:]{2,40},\s?)?(?:den |vom )?\d{1,2}\.\s?(?:\w{3,9}\.?|\d{1,2}\.)\s?\d{2,4}\W{0,5}", re.IGNORECASE
)
"""A line that gives only place and date."""


def title_of(text: str) -> str | None:
    """Give the headline: the first line of several words that is neither generic nor a paragraph.

    Navigation and labels above the headline have few words. Where no line qualifies, it is the first one
    that is not generic, or the first at all; None where no line holds a letter.
    """
    lines = (" ".join(line.split()) for line in text[:20_000].splitlines())
    candidates = [line for line in lines if any(map(str.isalpha, line))][:MOST_LINES_TO_TITLE]
    telling = [line for line in candidates if not (LABEL.fullmatch(line) or DATELINE.fullmatch(line))]
    headlines = [line for line in telling if len(line) <= LONGEST_TITLE and _words(line) >= LEAST_WORDS]
    for line in (*headlines[:1], *telling[:1], *candidates[:1]):
        return line[:LONGEST_TITLE]
    return None


def _words(line: str) -> int:
    """Count the words of a line; the number of a list item is none."""
    return len(WORD.findall(LIST_NUMBER.sub("", line)))
