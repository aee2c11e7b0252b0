"""Buildings, facilities, parks: a word for the kind of site together with a name.

A word for a site alone (das Rathaus, die Stadthalle) is none, as the annotation guidelines have it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple, cast

from kiextract.pipeline.places.adjectives import is_adjective_of_place
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import lines, settlements, territories, words
from kiextract.pipeline.places.inflection import nominative
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.places.streets import FIRST_NAME, NAME, NAMES
from kiextract.pipeline.searching import CAPITAL, beginning
from kiextract.record import PlaceKind

_ARTICLES = r"(?:Bad|St\.|Sankt|Am|Im|Zum|Zur|An der|Zur [a-z]{3,12}e[nr]|Zum [a-z]{3,12}en) "
"""What the name of a site may begin with."""

BY_PLACE = re.compile(
    rf"(?P<name>(?P<first>{CAPITAL}[a-zäöüß]{{1,20}}?)(?:brücke|tunnel|stadion|talsperre|stausee|radweg|halle|park|"
    r"auen?|promenade|bad|therme))(?P<ending>s)?(?![\w-])"
)
"""Lahnbrücke: one word, with a river or landscape in front."""

IN_ONE_WORD = re.compile(
    r"(?P<name>[A-ZÄÖÜ](?:(?<=[IiAa]m .)|(?<=(?:[Zz]u[mr]|[Vv]om|[Dd]e[mrs]|[Dd]as) .))"
    r"[a-zäöüß]{2,24}(?:saal|schloss|schloß|museum|theater|mühle|brücke|turm|kirche|kapelle|kloster|burg|"
    r"stadion|areal|anger))(?P<ending>e?s)?(?![\w-])"
)
"""Hohenstaufensaal, Hackerbrücke: behind an article, where no noun list has the word."""

_TAKES_ANY_NAME = (
    "Schloss",
    "Burg",
    "Gasthof",
    "Gasthaus",
    "Landgasthof",
    "Hotel",
    "Kloster",
    "Villa",
    "Gut",
    "Jagdschloss",
)
"""Words behind which a name need not be a settlement."""
_ADJECTIVES = (
    "Alt", "Neu", "Historisch", "Ober", "Unter", "Groß", "Klein", "Weiß", "Rot", "Grün", "Blau", "Hoh",
    "Jung", "Fürstlich", "Kurfürstlich", "Königlich", "Ehemalig",
)  # fmt: skip
_STOPS = ("Bahnhof", "-Bahnhof", "altestelle", "-Station")
"""Ends of words for stops, which are called after streets."""
_STREET = re.compile(r"(?i:straße|weg|platz|allee|ring)$")
_FACILITIES = frozenset({"Anlage", "Werk", "Zentrum", "Haus", "Heim", "Halle", "Gelände", "Park"})


class _Patterns(NamedTuple):
    named: re.Pattern[str]
    """Schloss Nymphenburg, Gewerbegebiet Am Wasserturm, Gasthof Zum alten Küfer, Flughafen Köln/Bonn."""
    hyphenated: re.Pattern[str]
    """Luise-Reuter-Saal, Weser-Stadion."""
    adjective: re.Pattern[str]
    """Altes Rathaus, Neuen Schlosses."""
    church: re.Pattern[str]
    """Nikolaikirche, Albani-Kirche, Pfarrkirche St. Martin."""
    of_town: re.Pattern[str]
    """Marburger Hauptbahnhof, Marburger Forst: stations and landscapes that are called after a town."""


@cache
def _patterns() -> _Patterns:
    """Build the patterns from the tables."""
    table = [line.split("\t") for line in lines("site_heads.tsv")]
    heads = "|".join(sorted((head for head, _, _ in table), key=len, reverse=True))
    before = beginning(*sorted((head for head, _, use in table if use == "before"), key=len, reverse=True))
    saints = "|".join(sorted(words("saints.txt"), key=len, reverse=True))
    return _Patterns(
        named=re.compile(
            rf"(?P<head>{before}(?:e?s)?) "
            rf"(?P<name>(?:{_ARTICLES})?{NAMES}(?: [ia]\. ?{NAME}\.?)?)(?![\w-])(?P<second>/{NAME}(?![\w-]))?"
        ),
        hyphenated=re.compile(
            rf"(?P<name>{FIRST_NAME}-(?:{NAME}-){{0,4}}(?:{heads}))(?P<ending>e?s)?(?![\w-])"
        ),
        adjective=re.compile(
            rf"(?P<name>{beginning(*_ADJECTIVES)}e[rsnm]? (?:{heads}|Schule)(?:e?s)?)(?![\w-])"
        ),
        church=re.compile(
            rf"(?<![\w-])(?P<name>(?:(?:St\.|Sankt)-)?(?:{saints})-?(?:[Kk]irche|[Kk]apelle)|"
            rf"(?:Pfarrk|K|Klosterk|Stadtk|Stiftsk)irche (?:St\.|Sankt|Hl\.) {NAMES})(?![\w-])"
        ),
        of_town=re.compile(
            rf"(?P<name>(?P<town>{CAPITAL}[a-zäöüß-]{{1,30}}er) "
            rf"(?P<head>{'|'.join(_kinds_behind_town())}))(?:e?s)?(?![\w-])"
        ),
    )


@cache
def _kinds_behind_town() -> dict[str, PlaceKind]:
    """Give the words behind the adjective of a town that make a place of it, with the kind of that place."""
    pairs = (line.split("\t") for line in lines("behind_town.tsv"))
    return {word: cast(PlaceKind, kind) for word, kind in pairs}


@cache
def all_site_heads() -> frozenset[str]:
    """Give the words for sites."""
    return frozenset(line.split("\t")[0] for line in lines("site_heads.tsv"))


@cache
def site_heads() -> frozenset[str]:
    """Give the words for sites behind which the name of the site follows."""
    table = (line.split("\t") for line in lines("site_heads.tsv"))
    return frozenset(head for head, _, use in table if use == "before")


def find_sites(text: str, place_names: Container[str] = ()) -> Iterator[Found]:
    """Give the sites that a pattern tells, and the landscapes that are called after a town.

    ``place_names`` are the places that the names model sees in the text: behind a word for a site they
    are names, whether or not a table holds them.
    """
    patterns = _patterns()
    for match in patterns.named.finditer(text):
        if match["name"] in place_names or _is_name(match["name"], match["head"]):
            of_two = match["second"] and settlements(match["second"][1:])
            end = match.end("second" if of_two else "name")
            yield Found(match.start(), end, "site", nominative(text[match.start() : end]))
    for match in patterns.adjective.finditer(text):
        yield Found(match.start(), match.end(), "site", nominative(match["name"]))
    for match in patterns.hyphenated.finditer(text):
        if not _is_facility(match["name"]):
            yield Found(match.start(), match.end(), "site", match["name"])
    if "irche" in text or "apelle" in text:
        for match in patterns.church.finditer(text):
            yield Found(match.start(), match.end(), "site", match["name"])
    kinds = _kinds_behind_town()
    for match in patterns.of_town.finditer(text):
        if is_adjective_of_place(match["town"]):
            yield Found(match.start(), match.end(), kinds[match["head"]], match["name"])
    for match in IN_ONE_WORD.finditer(text):
        is_other = is_noun(match["name"]) or is_adjective_of_place(match["name"])
        if not is_other and not settlements(match["name"]):
            yield Found(match.start(), match.end(), "site", match["name"])
    for match in BY_PLACE.finditer(text):
        first = territories().get(match["first"])
        if first and first.kind in ("water", "region"):
            yield Found(match.start(), match.end(), "site", match["name"])


def _is_facility(name: str) -> bool:
    """Tell whether a compound is a kind of facility (Photovoltaik-Anlage), not the name of one."""
    first, _, head = name.rpartition("-")
    return first.isupper() or (head in _FACILITIES and first in words("facility_kinds.txt"))


def _is_name(name: str, head: str) -> bool:
    """Tell whether what follows a site word is a name rather than the next noun of the sentence."""
    first, space, _ = name.partition(" ")
    if first in words("not_site_names.txt"):
        return False
    if re.match(_ARTICLES, name):
        return bool(space)
    if any(settlements(form) or form in territories() for form in (name, first, first.partition("-")[0])):
        return first not in words("nouns_not_places.txt")
    if _STREET.search(name) and ("-" in name or head.endswith(_STOPS)):
        return True
    return head.startswith(_TAKES_ANY_NAME) and not is_noun(first)
