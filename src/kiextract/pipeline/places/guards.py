"""What is not a place: the rules that must not let one through."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.places import gazetteer
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.settlements import person_before, place_before

_GENERIC = re.compile(
    r"^(?:Stadt|Gemeinde|Kreis|Landkreis|Rathaus|Stadthalle|Bahnhof|Kirche|Schule|Innenstadt|Altstadt|Stadtgebiet|Region|Land|Bund|Ort|Dorf|Markt|Platz|Straße|"
    r"Autobahn|Bundesstraße|Halle|Haus|Wald|Park|Schloss|Burg|See|Fluss|Museum|Theater|Hauptbahnhof|Marktplatz|Foto|Welt|Erde)(?:e?s)?$"
)
_LEADING = re.compile(
    r"^(?:(?:der|die|das|des|dem|den|im|in|am|aus|Stadt|Gemeinde|Hansestadt|Landeshauptstadt|Ortsteil|Stadtteil|Samtgemeinde|Verbandsgemeinde|Kreisstadt|D-|\d{5})[ \u00a0]+)+"
)
_ADJECTIVE = re.compile(r"^[A-ZÄÖÜ][\w-]*(?:er|isch|ische|ischen|ischer|isches|ischem)$")


def given_names(names: Sequence[Name]) -> frozenset[str]:
    """Give the words in front of a surname in the model's persons."""
    return frozenset(
        word for name in names if name.label == "PER" for word in name.text.split()[:-1] if word[:1].isupper()
    )


def persons(text: str, names: Sequence[Name]) -> Intervals:
    """Give the spans that are persons beyond doubt: names of several words, or behind a title."""
    return Intervals(
        name
        for name in names
        if name.label == "PER" and not (len(name.text.split()) == 1 and not person_before(text, name.start))
    )


def forbidden(text: str, found: Found, sure_persons: Intervals) -> bool:
    """Tell whether a find lies in a person's name or an address of the web."""
    if sure_persons.touch(found.start, found.end):
        return found.kind not in ("street", "site")
    return bool(re.match(r"[@]|\.(?:de|com|org)\b", text[found.end : found.end + 4])) or text[
        found.start - 1 : found.start
    ] in ("@", "#")


def trimmed(text: str, name: Name) -> tuple[int, int]:
    """Take off what the model includes and the guidelines do not: articles, Stadt, a postal code."""
    span = text[name.start : name.end]
    lead = _LEADING.match(span)
    start = name.start + (lead.end() if lead else 0)
    end = name.end
    while (
        end > start
        and text[end - 1] in ' \u00a0\n\t.,;:-–!?)"“„'
        and not (text[end - 1] == ")" and "(" in text[start:end])
        and not (text[end - 1] == "." and re.search(r"\b\w{1,6}\.$", text[start:end]))
    ):
        end -= 1
    return start, end


def not_a_place(text: str, name: Name) -> bool:
    """Tell whether a name that the model takes for a place is none."""
    span = name.text.strip()
    if not any(character.isalpha() for character in span) or not any(
        character.isupper() for character in span
    ):
        return True
    if _GENERIC.match(span) or len(span) < 2:
        return True
    if person_before(text, name.start) and not place_before(text, name.start):
        return True
    return bool(_ADJECTIVE.match(span)) and is_inhabitant(span)


def is_inhabitant(word: str) -> bool:
    """Tell whether a word is an adjective or the inhabitant of a place: Solinger, Essener."""
    if gazetteer.settlements(word) or word in gazetteer.territories():
        return False
    if not word.endswith("er"):
        return True
    stem = word[:-2]
    return (
        any(gazetteer.settlements(form) for form in (stem, stem + "en", stem + "e", word[:-1] + "n")) or True
    )
