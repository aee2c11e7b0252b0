"""Organisations that their form tells: quoted web sites, media in quotation marks, schools, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.lexicon import lines
from kiextract.pipeline.searching import CAPITAL

PROPER = r"[A-ZÄÖÜ][\w&'’-]*"
SITE_ENDINGS = (".com", ".de", ".info", ".net", ".org", ".tv")
SOURCE = re.compile(
    r"\b(?:[Ll]aut|zitiert|gegenüber|(?:[Oo]nline-?|[Nn]achrichten)?[Pp]ortal|Magazin|"
    r"(?:Bericht|Angabe|Information|Meldung)e?[ns]? von|berichtete?|meldete?) "
    rf"(?P<name>[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,2}}(?:{'|'.join(map(re.escape, SITE_ENDINGS))}))"
    r"(?![\w/@-])"
)
"""A web site as the source of what is said: laut muster.de."""
QUOTED = re.compile(
    r"[„\"»]"
    r"(?:(?<=\b[Ii]m .)|(?<=\b(?:[Dd]e[mnrs]|[Dd]ie|[Dd]as|[Vv]o[mn]) .)|(?<=\b[Ll]aut .)|(?<=\bgegenüber .))"
    r"(?P<name>[A-ZÄÖÜa-z][\w ]{2,17})[“”\"«]"
)
"""A word in quotation marks behind an article or preposition: im „Stern“."""
CALLED_AFTER = re.compile(
    rf"(?P<name>{CAPITAL}[\w.]*-(?:[A-ZÄÖÜ][\w.]*-){{1,3}}"
    r"(?:(?:Grund|Real|Haupt|Mittel|Ober|Gesamt|Berufs|Förder|Gemeinschafts|Hoch)?[Ss]chule|Gymnasium|"
    r"Berufskolleg|Kolleg|Stiftung|Universität|Klinik|Klinikum|Krankenhaus|Institut|Gesellschaft)(?:e?s)?)(?![\w-])"
)
"""Schools, clinics and foundations that are called after somebody: Erna-Muster-Schule."""
OF_ABBREVIATION = re.compile(
    rf"(?P<name>{CAPITAL}[A-ZÄÖÜ\d]{{1,9}}-(?:(?:Orts|Kreis|Stadt|Landes|Bezirks|Bundes)"
    r"(?:verband|verein|gruppe)|Verein|Stiftung|Foundation|Bündnis)(?:e?s)?)(?![\w-])"
)
"""Parts of an organisation that is called by an abbreviation: ABC-Kreisverband."""
FIRMS = re.compile(
    rf"(?P<name>{CAPITAL}[\w&'’-]* (?:(?:Medien|Unternehmens|Verlags|Versicherungs|Banken)gruppe|"
    rf"(?:{PROPER} )?(?:Group|Holding)))(?![\w-])"
)
"""Groups of companies: Muster Mediengruppe."""


def patterned(text: str) -> Iterator[Name]:
    """Give the organisations that have such a form, one kind after the other."""
    sources = (SOURCE,) if any(ending in text for ending in SITE_ENDINGS) else ()
    for pattern in (*sources, CALLED_AFTER, OF_ABBREVIATION, FIRMS):
        for match in pattern.finditer(text):
            yield _organisation(match)
    for match in QUOTED.finditer(text):
        if match["name"] in lines("quoted_media.txt"):
            yield _organisation(match)


def _organisation(match: re.Match[str]) -> Name:
    return Name(start=match.start("name"), end=match.end("name"), text=match["name"], label="ORG")
