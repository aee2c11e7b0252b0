"""What stands around a name: signs of a place, signs of a person."""

from __future__ import annotations

import re
from functools import cache

from kiextract.pipeline.places.gazetteer import settlements, words
from kiextract.pipeline.places.nouns import is_noun

_PREVIOUS = re.compile(r"(?:^|(?<=[^\w.]))([\w.-]{1,40}) $")
"""The word before, on the same line."""
_POSTAL_CODE = re.compile(r"(?:^|[^\d.,])(?:[A-Z]{1,2}-)?\d{5} $")
_AREA = re.compile(r"\b(?:Nähe|Umgebung|[A-Za-zÖöÜü]{1,10}lich) von $")
"""in der Nähe von, südlich von."""
_DATELINE = re.compile(
    r" ?\((?:ots|pm|dpa|lby|pol|epd|KNA|red|PM)\b[^)\n]{0,30}\)|, ?(?:den |der )?\d{1,2}\. ?(?:\d|[A-ZÄÖÜ])|"
    r" \(\d|, (?:OT|LK|L[Kk][Rr]|Landkreis|Kreis|Ortsteil|Stadtteil)\b| ?[–—|]|\.(?=[ A-ZÄÖÜ])|: |/| - "
)
"""What follows the place where a release was written."""
_LISTED_BEFORE = re.compile(r"([A-ZÄÖÜ][\w-]+)(?:,| und| oder| sowie| [uU]\.|/) ?$")
_LISTED_AFTER = re.compile(r"(?:,| und| oder| sowie| [uU]\.|/) ?([A-ZÄÖÜ][\w-]+)")
_INITIAL = re.compile(r"\b[A-ZÄÖÜ]\. ?$(?<![A-ZÄÖÜ]{3} U\. )")
"""An initial, but the "und" of head-lines: VOLKACH U. KITZINGEN."""


def _before(text: str, start: int) -> str:
    return text[max(0, start - 44) : start]


def previous_word(text: str, start: int) -> str:
    """Give the word before an offset, with only a space between; empty if there is none."""
    before = _before(text, start)
    word_start = before.rfind(" ", 0, -2)  # it holds no space: the search need not begin further left
    match = _PREVIOUS.search(before, max(0, word_start))
    return match[1] if match else ""


def place_before(text: str, start: int) -> bool:
    """Tell whether what stands before a name lets only a place follow."""
    before = _before(text, start)
    word = previous_word(text, start)
    return (
        word in words("before_places.txt")
        or word[:1].lower() + word[1:] in ("in", "aus", "nach", "bei", "nahe", "unweit")
        or bool(_POSTAL_CODE.search(before))
        or bool(_AREA.search(before))
    )


def named_before(text: str, start: int) -> bool:
    """Tell whether the text says that the name is a settlement: Stadt, Ortsteil, a postal code."""
    return previous_word(text, start) in words("named_places.txt") or bool(
        _POSTAL_CODE.search(_before(text, start))
    )


def loosely_before(text: str, start: int) -> bool:
    """Tell whether a place may well follow, though other names may too."""
    return previous_word(text, start).lower() in words("between_places.txt") or bool(
        re.search(r"[(,/–|-] ?$", _before(text, start))
    )


def coordinated(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands in a list with a town that is no other word: München, Essen und Bonn."""
    before = _LISTED_BEFORE.search(_before(text, start))
    after = _LISTED_AFTER.match(text, end)
    return any(match is not None and _is_plain_town(match[1]) for match in (before, after))


def _is_plain_town(word: str) -> bool:
    return not is_noun(word) and any(town.population >= 20_000 for town in settlements(word))


def ends_headline(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands where a headline says its place: "Brand eines Kellers – Laim"."""
    return text[max(0, start - 3) : start] in (" – ", " - ", " — ") and text[end : end + 1] in ("", "\n")


def has_article(text: str, start: int) -> bool:
    """Tell whether an article stands before a name, which a town's name does not have."""
    return previous_word(text, start).lower() in words("articles.txt")


def begins_line(text: str, start: int) -> bool:
    """Tell whether an offset is the first of a line."""
    return start == 0 or text[start - 1] == "\n"


def begins_item(text: str, start: int) -> bool:
    """Tell whether an offset begins a line, or stands behind a comma or slash in it."""
    return begins_line(text, start) or text[max(0, start - 2) : start].strip() in (",", "/")


def is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands where a release says where it was written."""
    return begins_line(text, start) and bool(_DATELINE.match(text, end))


def person_before(text: str, start: int) -> bool:
    """Tell whether a form of address, a title, an office or an initial stands before a name."""
    if _INITIAL.search(_before(text, start)):
        return True
    word = previous_word(text, start).lower()
    masculine = word[:-2] if word.endswith("in") and len(word) > 5 else word
    return word.endswith(_person_endings()) or masculine.endswith(_person_endings())


@cache
def _person_endings() -> tuple[str, ...]:
    return tuple(words("person_words.txt"))
