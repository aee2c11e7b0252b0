"""Towns, quarters, Länder, countries, landscapes, waters: names of the gazetteer where the context allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kiextract.pipeline.places import gazetteer
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry, words
from kiextract.pipeline.places.spelling import expand
from kiextract.pipeline.places.streets import SP

WORD = re.compile(r"(?<![\w.@/-])[A-ZÄÖÜÁÉÓÚŁŚŠČŽÅØ][\w’'-]*\w|(?<![\w.@-])[A-ZÄÖÜ]\b")
ABBREVIATED = re.compile(
    rf"{SP}(?:[abiov]\.{SP}?(?:d\.{SP}?)?)[A-ZÄÖÜ]\w+\.?|{SP}?/{SP}?(?:Erzgeb|Vogtl|Sa|O\.{SP}?L)\."
)

CLOSE = re.compile(
    r"(?:\b(?:in|aus|nach|bei|Stadt|Städte|Städten|Gemeinde|Gemeinden|Hansestadt|Landeshauptstadt|Hauptstadt|Kreisstadt|Universitätsstadt|Hochschulstadt|Kurstadt|"
    r"Samtgemeinde|Verbandsgemeinde|Ortsgemeinde|Großgemeinde|Nachbargemeinde|Nachbarstadt|Partnerstadt|Partnergemeinde|Heimatstadt|Domstadt|Bischofsstadt|"
    r"Bergstadt|Barlachstadt|Lutherstadt|Reuterstadt|Markt|Marktgemeinde|Flecken|Ort|Ortschaft|Dorf|Ortsteil|Ortsteile|Ortsteilen|Ortsteils|Stadtteil|Stadtteile|Stadtteilen|Stadtteils|"
    r"Stadtbezirk|Stadtbezirks|Bezirk|Bezirks|Quartier|Viertel|Stadtviertel|OT|Raum|Großraum|Richtung|Standort|Standorte|Standorten|Wohnort|Geburtsort|Bundesland|Region|"
    r"Kreis|Landkreis|nahe|unweit|Nähe von|[Nn]ördlich von|[Ss]üdlich von|[Öö]stlich von|[Ww]estlich von|(?:D-)?\d{5})[ \u00a0])$"
)
"""What stands before a name that can only be a place."""
LOOSE = re.compile(
    r"(?:\b(?:von|zwischen|gegen|durch|über|um|bis|ab|vor|hinter|für|mit|und|oder|sowie|zu|an|auf)|[(,/–-]|[A-ZÄÖÜ]\w+ in)[ \u00a0]?$"
)
"""What stands before places and other names as well."""
DATELINE = re.compile(
    rf"(?:{SP}?\((?:ots|pm|dpa|lby|pol|epd|KNA|red|PM)[^)\n]{{0,20}}\)|,{SP}(?:den{SP})?\d{{1,2}}\.{SP}?(?:\d|[A-Z])|{SP}?[–—-]{SP}|\.{SP}|:{SP}|/)"
)
"""What follows the name in a dateline at the beginning of a line."""
TITLE_BEFORE = re.compile(
    r"(?:\b(?:Herrn?|Frau|Familie|Dr\.|Prof\.|Professor|Professorin|Eheleute|Kollegen?|Kollegin|[A-ZÄÖÜ]\.)|"
    r"\b\w*(?:[Mm]eister|[Rr]at|[Rr]ätin|[Mm]inister|[Ll]eiter|[Ss]precher|[Vv]orsitzender?|[Vv]orsitzenden|[Pp]räsident|[Dd]irektor|[Dd]ezernent|[Kk]anzler|[Ss]ekretär|[Tt]rainer|[Ff]otograf|[Mm]anager|[Kk]ämmerer)(?:in)?)[ \u00a0]$"
)
"""A form of address, a title or an office: what follows is a person."""
HOUSE_AFTER = re.compile(rf"{SP}?\d{{1,2}}\b(?!\.)")


def find_settlements(text: str, given_names: frozenset[str]) -> Iterator[Found]:
    """Give the gazetteer's names in a text where their context allows it.

    ``given_names`` are the words before which a name is a person's.
    """
    for match in WORD.finditer(text):
        found = _longest(text, match)
        if found is None:
            continue
        if _allowed(text, found, given_names):
            yield found


def _longest(text: str, match: re.Match[str]) -> Found | None:
    start, word = match.start(), match[0]
    first = word.partition("-")[0] if word not in ("St", "Hl") else word + "."
    for form in gazetteer.longer_forms(word) + (gazetteer.longer_forms(first) if first != word else []):
        end = start + len(form)
        if text.startswith(form, start) and not text[end : end + 1].isalnum():
            return _found(start, end, form, gazetteer.settlements(form))
        if text.startswith(form + "s", start) and not text[end + 1 : end + 2].isalnum() and "(" not in form:
            return _found(start, end + 1, form, gazetteer.settlements(form))
    for form in _long_territories().get(word, ()):
        end = start + len(form)
        if text.startswith(form, start) and not text[end : end + 1].isalnum():
            return _territory(start, end, form)
    if abbreviated := ABBREVIATED.match(text, match.end()):
        form = expand(word + abbreviated[0])
        for candidate in (form, word + abbreviated[0].replace(" ", "")):
            if entries := gazetteer.settlements(candidate):
                return _found(start, abbreviated.end(), candidate, entries)
    for form, ending in _readings(word):
        if form in gazetteer.territories():
            return _territory(start, start + len(word), form)
        if entries := gazetteer.settlements(form):
            return _found(start, start + len(word), form, entries)
        entry = gazetteer.districts().get(form)
        if entry:
            return Found(start, start + len(word), "district", form if ending == "" else form, (entry,))
    head, hyphen, tail = word.partition("-")
    if hyphen and gazetteer.settlements(head) and (tail in _DIRECTIONS or gazetteer.settlements(tail)):
        return Found(start, start + len(word), "quarter", word, ())
    return None


_DIRECTIONS = frozenset(
    [
        "Mitte",
        "Nord",
        "Süd",
        "Ost",
        "West",
        "Altstadt",
        "Neustadt",
        "Innenstadt",
        "Zentrum",
        "Nordost",
        "Nordwest",
        "Südost",
        "Südwest",
    ]
)


@cache
def _long_territories() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for form in sorted(gazetteer.territories(), key=len, reverse=True):
        if " " in form:
            forms.setdefault(form.partition(" ")[0], []).append(form)
    return forms


def _readings(word: str) -> Iterator[tuple[str, str]]:
    """Give the word, then without a genitive ending, then with the case of a title in capitals."""
    yield word, ""
    if len(word) > 4 and word.endswith("s"):
        yield word[:-1], "s"
    if len(word) > 2 and word.isupper():
        yield re.sub(r"\w+", lambda part: part[0].capitalize(), word), ""


def _found(start: int, end: int, form: str, entries: tuple[Entry, ...]) -> Found:
    kind = "municipality" if any(entry.kind == "municipality" for entry in entries) else "quarter"
    return Found(start, end, kind, form, entries)  # type: ignore[arg-type]


def _territory(start: int, end: int, form: str) -> Found:
    entry = gazetteer.territories()[form]
    return Found(start, end, entry.kind, entry.name, (entry,))


def is_common(form: str) -> bool:
    """Tell whether a name is also an ordinary word."""
    return form in words("nouns_not_places.txt") or form in words("common_words.txt")


def _allowed(text: str, found: Found, given_names: frozenset[str]) -> bool:
    start, end, form = found.start, found.end, found.name
    before = text[max(0, start - 30) : start]
    after = text[end : end + 30]
    if TITLE_BEFORE.search(before):
        return False
    previous = re.search(r"(\w+)[ \u00a0]$", before)
    if previous and previous[1] in given_names:
        return False
    close = bool(CLOSE.search(before))
    line_start = start == 0 or text[start - 1] == "\n"
    dateline = line_start and bool(DATELINE.match(after))
    if found.kind in ("state", "country", "region", "other", "district"):
        return found.kind not in ("region", "district") or form not in _WORDS_AS_REGIONS or close
    if found.kind == "water":
        return bool(_WATER_BEFORE.search(before)) and not (form in ("Inn", "Main", "Rhein") and False)
    population = max((entry.population for entry in found.entries), default=0)
    german = any(entry.is_german for entry in found.entries)
    if form in words("nouns_not_places.txt"):
        return dateline or bool(_NAMING.search(before))
    if is_common(form):
        return dateline or (
            close and (population >= 5_000 or bool(_NAMING.search(before))) and not HOUSE_AFTER.match(after)
        )
    if form in words("surnames.txt") or not german:
        return (
            close
            or dateline
            or (bool(LOOSE.search(before)) and population >= 50_000)
            or population >= 500_000
        )
    if close or dateline:
        return True
    municipality = found.kind == "municipality"
    return population >= 1_500 and municipality and len(form) > 4


_NAMING = re.compile(r"(?:\b(?:\w*[Ss]tadt|\w*[Gg]emeinde|Ortsteil|Stadtteil|OT|\d{5})[ \u00a0])$")
_WATER_BEFORE = re.compile(
    r"(?:\b(?:der|die|den|dem|des|am|im|vom|zum|zur|und|beiden?|Fluss|Flusses|von|wie)[ \u00a0])$"
)
_WORDS_AS_REGIONS = frozenset(
    {"Franken", "Lippe", "Harz", "Baden", "Ries", "Börde", "Pfalz", "Angeln", "Deister", "Heuberg"}
)


def place_before(text: str, start: int) -> bool:
    """Tell whether what stands before a name lets only a place follow."""
    return bool(CLOSE.search(text[max(0, start - 30) : start]))


def person_before(text: str, start: int) -> bool:
    """Tell whether a title, office or form of address stands before a name."""
    return bool(TITLE_BEFORE.search(text[max(0, start - 40) : start]))


def all_of(names: Sequence[str]) -> frozenset[str]:
    """Give a set of words."""
    return frozenset(names)
