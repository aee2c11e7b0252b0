"""The base form of a place's name, and what kind of place a name that no table holds is."""

from __future__ import annotations

import re

from kiextract.pipeline.places import gazetteer
from kiextract.pipeline.places.gazetteer import Entry
from kiextract.pipeline.places.spelling import expand
from kiextract.record import PlaceKind

_KINDS: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = (
    ("district", re.compile(r"(?:[Kk]reis|^Landkreis .*|^Kreis .*)$")),
    (
        "street",
        re.compile(
            r"(?:straße|Straße|strasse|weg|platz|Platz|allee|Allee|gasse|Gasse|damm|Weg|chaussee|ufer|Tor|Markt|markt)(?: \d+.*)?$|^[ABLK] ?\d+$"
        ),
    ),
    (
        "site",
        re.compile(
            r"(?:kirche|Kirche|schloss|Schloss|burg-?museum|halle|Halle|stadion|Stadion|haus|Haus|park|Park|brücke|turm|museum|Museum|theater|Theater|bahnhof|hafen|zentrum|Zentrum|areal|Areal|dom|Dom|saal|Saal|bad|mühle)$"
        ),
    ),
    ("water", re.compile(r"(?:[a-zäöüß]see|See|kanal|Kanal|stausee|talsperre|Maar|Meer)$")),
    ("region", re.compile(r"(?:gebirge|tal|land|region|raum|heide|Heide|gebiet|Land|Wald|Schweiz|wald)$")),
)


def kind_of(name: str) -> PlaceKind:
    """Guess the kind of a name that the gazetteer does not hold, by its last part."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "other")


def base_form(text: str, names_in_text: frozenset[str]) -> str:
    """Give the base form of a name that only the model knows.

    ``names_in_text``: the words of the document; a genitive ending is taken off where the name stands
    without it too.
    """
    name = expand(text)
    if len(name) > 3 and name.isupper():
        name = re.sub(r"\w+", lambda word: word[0].capitalize(), name)
    if name.endswith("s") and name[:-1] in names_in_text:
        return name[:-1]
    return name


def known(name: str) -> tuple[PlaceKind, str, tuple[Entry, ...]] | None:
    """Look a name up: kind, base form, places that it may be; None if no table holds it."""
    name = expand(name)
    readings = [name]
    if len(name) > 3 and name.endswith("s"):
        readings.append(name[:-1])
    if name.isupper() and len(name) > 3:
        readings.append(re.sub(r"\w+", lambda word: word[0].capitalize(), name))
    for form in readings:
        if entry := gazetteer.territories().get(form):
            return entry.kind, entry.name, (entry,)
        if entries := gazetteer.settlements(form):
            kind: PlaceKind = "municipality" if any(e.kind == "municipality" for e in entries) else "quarter"
            return kind, form, entries
        if entry := gazetteer.districts().get(form):
            return "district", form, (entry,)
    return None
