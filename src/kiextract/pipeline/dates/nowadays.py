"""Whether "heute" means nowadays instead of the day of the document."""

from __future__ import annotations

import re

from kiextract.pipeline.dates.tense import PAST

STILL = re.compile(r"\b(?:[Aa]uch|[Bb]ereits|[Nn]och|[Ss]chon|[Ss]elbst)\s$")
STILL_BEHIND = re.compile(r"\s(?:noch|mehr\sdenn\sje|wissen)\b")
"""What lasts: noch heute, heute noch, wie wir heute wissen."""

ONCE = re.compile(r"\b(?:[Dd]amals|[Ee]hemals|[Ee]inst|[Ff]rüher|[Ss]einerzeit)\b")
"""Words for a time past that the present is set against."""

TO_COME = re.compile(r"\b(?:kann|können|muss|müssen|soll|sollen|sollte|werden|will|wird|wollen)\b")
"""Verbs with which something is still to be done on this very day."""

PRESENT = re.compile(
    r"\s(?:Gesellschaft|Maßstäben|Preisen|Sicht|Stand|Verhältnissen|Verständnis|Wissen(?:sstand)?|Welt|Zeit(?:en)?)\b"
)
"""Behind heutig: nouns that last longer than a day (nach heutigem Stand)."""

WINDOW = 20
"""Code points before the word that are looked at."""


def is_nowadays(text: str, start: int, end: int, sentence: tuple[int, int], tense: int) -> bool:
    """Tell whether heute or heutig in ``[start, end)`` means the present age.

    ``sentence`` are the half-open offsets of its sentence, ``tense`` its tense
    (:mod:`kiextract.pipeline.dates.tense`).
    """
    if text.startswith("heutig", start) and end - start <= len("heutigem"):
        return PRESENT.match(text, end) is not None
    if tense <= PAST or TO_COME.search(text, *sentence):
        return False
    if STILL.search(text[max(0, start - WINDOW) : start]) or STILL_BEHIND.match(text, end):
        return True
    return ONCE.search(text, *sentence) is not None
