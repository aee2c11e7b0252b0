"""The title of a document: its headline."""

from __future__ import annotations

import re

LONGEST_TITLE = 200
"""Code points; a longer first line is cut."""

LEAST_WORDS = 3
MOST_LINES_TO_TITLE = 6

WORD = re.compile(r"\w\S*")
LIST_NUMBER = re.compile(r"^\d+\.\s")

GENERIC_LINE = re.compile(
    r"\W*(?:(?:presse|medien)(?:mitteilung|information|info|meldung|dienst|stelle|erklärung)(?:en)?"
    r"|pressemitteilung der stadt|mitteilung|meldung|aktuelles|startseite|pm)?"
    r"(?:\s+(?:nr\.?|vom|von|der|für)){0,3}[\W\d]*",
    re.IGNORECASE,
)
"""A line that says only what kind of text this is, its number and date."""


def title_of(text: str) -> str | None:
    """Give the headline: the first line of several words that is neither generic nor a paragraph.

    Navigation and labels above the headline have few words. Where no line qualifies, it is the first one
    that is not generic, or the first at all; None where no line holds a letter.
    """
    lines = (" ".join(line.split()) for line in text[:20_000].splitlines())
    candidates = [line for line in lines if any(map(str.isalpha, line))][:MOST_LINES_TO_TITLE]
    telling = [line for line in candidates if not GENERIC_LINE.fullmatch(line[:LONGEST_TITLE])]
    headlines = [line for line in telling if len(line) <= LONGEST_TITLE and _words(line) >= LEAST_WORDS]
    for line in (*headlines[:1], *telling[:1], *candidates[:1]):
        return line[:LONGEST_TITLE]
    return None


def _words(line: str) -> int:
    """Count the words of a line; the number of a list item is none."""
    return len(WORD.findall(LIST_NUMBER.sub("", line)))
