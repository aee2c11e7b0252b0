"""Line ends that mean nothing: those of a mail or a printed page, whose lines are all of one width."""

from __future__ import annotations

from itertools import pairwise

from kiextract.record import Mention, Record

WIDEST, NARROWEST = 100, 45
"""Code points of a full line."""
FEWEST = 4
"""Lines that must be full."""
MOST_LONGER = 0.1
"""Share of the lines that may be longer than a full one (web addresses, headlines)."""
LEAST_FULL = 0.5
"""Share of the line ends within paragraphs at which the next word had no room any more."""


def unwrapped(text: str) -> str:
    """Write a space for each line end that only breaks a line: a text of the same length.

    Nothing is changed unless the lines of the whole text are broken at one width. There a line is broken
    where the next word would not fit any more; a line end after a shorter line is one that the author made.
    Behind a hyphen the line end stays, since a word may go on there, and behind the first line, since it is
    the headline.
    """
    lines = text.split("\n")
    widths = [len(line) for line in lines]
    usual = [width for width in widths if 0 < width <= WIDEST]
    width = max(usual, default=0)
    if width < NARROWEST or len(lines) - widths.count(0) - len(usual) > MOST_LONGER * len(usual):
        return text
    ends = ["\n"] * (len(lines) - 1)
    inside = full = 0
    headline = next(index for index, line in enumerate(lines) if line.strip())
    for index, (line, following) in enumerate(pairwise(lines)):
        words = following.split(maxsplit=1)
        if words and line.strip() and index > headline:
            inside += 1
            if len(line) + 1 + len(words[0]) > width:
                full += 1
                ends[index] = "\n" if line.endswith("-") else " "
    if full < FEWEST or full < LEAST_FULL * inside:
        return text
    return "".join(part for pair in zip(lines, [*ends, ""], strict=True) for part in pair)


def as_written(record: Record, text: str) -> Record:
    """Give the record of an unwrapped text with the mentions as they stand in the text itself."""

    def written(mention: Mention) -> Mention:
        return mention.model_copy(update={"text": text[mention.start : mention.end]})

    changed: dict[str, object] = {
        kind: [written(mention) for mention in getattr(record, kind)]
        for kind in ("roles", "amounts", "dates", "quotes", "explanations")
    }
    for kind in ("persons", "places", "organisations"):
        changed[kind] = [
            entity.model_copy(update={"mentions": [written(mention) for mention in entity.mentions]})
            for entity in getattr(record, kind)
        ]
    return record.model_copy(update=changed)
