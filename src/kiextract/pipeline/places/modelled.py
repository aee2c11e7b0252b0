"""Places as the names model finds them, with what the tables know of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kiextract.pipeline.layers import Name
from kiextract.pipeline.places import context, guards
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import words
from kiextract.pipeline.places.inflection import capitalised, nominative
from kiextract.pipeline.places.lookup import is_ambiguous, is_common, lookup, with_water
from kiextract.pipeline.places.settlements import as_called, is_person
from kiextract.pipeline.places.sites import site_heads
from kiextract.pipeline.places.spelling import expand
from kiextract.record import PlaceKind

_KINDS: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = (
    ("district", re.compile(r"kreis$|^(?:Land)?[Kk]reis ")),
    (
        "street",
        re.compile(r"(?i:straße|strasse|weg|platz|allee|gasse|damm|chaussee|ufer|markt|\btor)(?: \d+.*)?$"),
    ),
    (
        "site",
        re.compile(
            r"(?i:kirche|schloss|burg|halle|stadion|haus|park|brücke|turm|museum|theater|bahnhof|hafen|zentrum|areal|"
            r"dom|saal|bad|mühle|kapelle|kloster|arena|werk|anlage|gelände)$"
        ),
    ),
    ("water", re.compile(r"(?:[a-zäöüß]see| See|kanal|Kanal|talsperre|Maar|Meer|[a-zäöüß]bach|graben)$")),
    (
        "region",
        re.compile(r"(?:gebirge|tal|land|region|raum|heide| Heide|gebiet| Land| Wald| Schweiz|wald|-)$"),
    ),
)
"""Kinds by the end of a name, for names that no table holds."""


def kind_of(name: str) -> PlaceKind:
    """Guess the kind of a name that no table holds."""
    if name.partition(" ")[0] in site_heads():
        return "site"
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "other")


def find_modelled(text: str, names: Sequence[Name], persons: frozenset[str]) -> Iterator[Found]:
    """Give the places among the model's names; spans that no place can have are left out.

    ``persons`` are the names and surnames of the persons of the text.
    """
    forms = frozenset(re.findall(r"\w[\w’'-]*", text))
    for name in names:
        if name.label != "LOC":
            continue
        for start, end in _parts(text, *guards.trimmed(text, name.start, name.end)):
            if text[start:end] in persons and not context.place_before(text, start):
                continue
            found = _judged(text, start, end, forms)
            if found and (context.place_before(text, start) or not is_person(text, found)):
                yield as_called(text, found)


_JOINT = re.compile(r"(?<=[\w.])(?:/| / | und | bei |, | \()(?=[A-ZÄÖÜ])")
"""What joins two names in one span of the model: Hülsede/Schmarrie, Much und Ruppichteroth, Much (Bonn)."""


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a span, or its parts where it joins several names that no table holds as one."""
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    joint = _JOINT.search(text, start, end)
    found = _in_tables(text, start, end) if joint else None
    if (
        joint is None
        or text.startswith(_SAINTS, start)
        or text[end - 1] == "."
        or (found and found.end >= end)
    ):
        yield start, end
    else:
        yield start, joint.start()
        yield from _parts(text, joint.end(), end)


_SAINTS = ("St.", "Sankt", "Hl.")


def _in_tables(text: str, start: int, end: int) -> Found | None:
    first = re.match(r"[\w’'-]+", text[start:end])
    return lookup(text, start, first[0]) if first else None


def _judged(text: str, start: int, end: int, forms: frozenset[str]) -> Found | None:
    """Give the place that a span names, by the tables if they hold it."""
    if start >= end:
        return None
    found = _in_tables(text, start, end)
    if found and found.end >= end:
        is_word = found.kind in ("municipality", "quarter") and is_ambiguous(found.name)
        return None if is_word and _is_used_as_word(text, found) else found
    if guards.is_no_place(text, start, end):
        return None
    base = _base_form(text[start:end], forms)
    return with_water(text, Found(start, end, kind_of(base), base))


def _is_used_as_word(text: str, found: Found) -> bool:
    """Tell whether a town's name that is a word is used as that word: behind an article, out of place."""
    start = found.start
    if context.named_before(text, start) or context.is_dateline(text, start, found.end):
        return False
    if text[start : found.end] in words("nouns_not_places.txt") and not context.place_before(text, start):
        return True
    if not is_common(found.name):
        return context.has_article(text, start)
    if found.name.endswith("stadt") or text[start : found.end] not in (found.name, found.name.upper()):
        return context.has_article(text, start) and not found.name.endswith("stadt")
    return context.has_article(text, start) or not (
        context.place_before(text, start) or context.loosely_before(text, start)
    )


def _base_form(span: str, forms: frozenset[str]) -> str:
    """Give the base form; a genitive s is taken off where the text has the name without it too."""
    name = nominative(expand(capitalised(re.sub(r" \([A-ZÄÖÜ]{2,6}\)", "", span))))
    return name[:-1] if name.endswith("s") and name[:-1] in forms else name
