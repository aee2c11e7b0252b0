"""Streets, squares and roads, with their house numbers.

The rule is that of the annotation guidelines, section loc: the house number belongs to the span, a
postal code does not. A name that is a common noun (Radweg, Parkplatz) is none without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.places.adjectives import is_adjective_of_place
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import settlements, territories, words
from kiextract.pipeline.places.inflection import nominative, without_genitive
from kiextract.pipeline.remembering import remembered
from kiextract.pipeline.searching import CAPITAL, beginning

NAME = r"[A-ZÄÖÜ][\w'’]{0,40}"
"""A capitalised word."""
NAMES = rf"{NAME}(?:-{NAME}){{0,4}}"
"""A capitalised word, with further ones behind hyphens."""
FIRST_NAME = rf"{CAPITAL}[\w'’]{{0,40}}"
FIRST_NAMES = rf"{FIRST_NAME}(?:-{NAME}){{0,4}}"
"""The same two, at the beginning of a word."""

_NUMBER = (
    r"(?: (?:Nr\. ?)?(?P<number>[1-9]\d{0,3}(?: ?[a-z](?![\w.])|[A-H](?!\w))?"
    r"(?: ?[-–/+] ?[1-9]\d{0,3}(?: ?[a-z](?!\w))?)?)"
    r"(?![.,:]?\d| ?[%€]|\. ?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)))?"
)
"""46, 9 a, 12-14, 7–9, Nr. 3: what may be a house number; see :func:`_numbered`."""

_HEADS = (
    r"straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|chaussee|markt|steig|stieg|pfad|promenade|zeile|"
    r"twiete|gässle|gässchen|anger|graben|wall"
)
_HEAD_WORDS = (
    r"(?:Land|Heer|Bahnhof|Markt|Kirch|Mess|Schloss|Stadt|Dorf|Schul|Mühlen)(?:straße|weg|platz|gasse)|"
    r"Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Ufer|Damm|Chaussee|Markt|Steig|Stieg|Pfad|Promenade|Gässchen|Graben|"
    r"Wall|Tor|Anger|Twiete|Kamp"
)

COMPOUND = re.compile(
    rf"(?<![\w-])(?=[A-ZÄÖÜ])(?P<street>(?:(?:[A-ZÄÖÜ][\w'’.]{{0,30}}|v[oa]n|vom|de[rnmrs]|z[uo]m|zur|am|an|im|und)-){{0,5}}[A-ZÄÖÜ]?[\w'’]{{0,40}}?"
    rf"(?i:{_HEADS}))(?P<ending>e?s)?(?![\w-]){_NUMBER}"
)
"""Bahnhofstraße 3, August-Bebel-Straße, Carl-Diem-Str. 5, Winckelmannplatz."""

_STOPS = ".'’"
_WORD = re.compile(rf"{CAPITAL}(?=(?P<rest>[\w{_STOPS}-]{{0,250}}))")
"""A capitalised word; no street is longer."""
_ENDS = tuple(
    head.removesuffix(r"\.").casefold() + ending for head in _HEADS.split("|") for ending in ("", "s", "es")
)

SEVERAL_WORDS = re.compile(
    rf"(?P<street>(?P<first>{FIRST_NAMES}) (?P<head>{_HEAD_WORDS})(?:e?s)?)(?![\w-]){_NUMBER}"
)
"""Aachener Straße 17, Alter Markt, Bremer Landstraße, Holländisches Tor."""

_HEAD_FIRST = beginning("Straße", "Platz", "Allee", behind_first=r"(?<!\w.)")
OF_SOMETHING = re.compile(
    rf"(?P<street>{_HEAD_FIRST} de[sr] (?:\d{{1,2}}\. )?"
    rf"{NAMES}(?: {NAMES})?)(?!\w){_NUMBER}"
)
"""Straße des 17. Juni, Platz der Deutschen Einheit."""

_PREPOSITION = beginning(
    "Am", "Beim", "Im", "Unterm", "Zum", "Zur",
    *(f"{word} de[rnm]" for word in ("An", "Auf", "Bei", "Hinter", "In", "Über", "Unter", "Vor", "Zu")),
)  # fmt: skip
WITH_PREPOSITION = re.compile(
    rf"(?P<street>{_PREPOSITION} "
    rf"(?:[a-zäöü]{{3,12}}e[nrm] )?{NAMES}(?: {NAMES})?){_NUMBER}"
    r"(?= *(?:[,;)(\n\r|–]|\.?$|\. |in |statt|oder |und ))",
    re.MULTILINE,
)
"""Am Brunnen 3 b, An der alten Mühle 4: only with a house number, which is what tells them from prose."""

_NAMED_PREPOSITION = beginning(
    "Am", "Im", "Zum", "Zur", "An der", "An den", "Auf der", "Auf dem", "Hinter der", "Unter den"
)  # fmt: skip
IN_SENTENCE = re.compile(
    rf"(?P<street>{_NAMED_PREPOSITION} "
    rf"(?:[A-ZÄÖÜ][a-zäöüß]{{2,12}}en )?{NAMES})(?<!Norden)(?<!Osten)(?<!Süden)(?<!Westen)(?![\w-]){_NUMBER}"
)
"""(vor einer Bar) Am Steg: in the middle of a sentence only a name has a preposition with a capital."""

_SQUARES = (
    "Markt",
    "Rathausmarkt",
    "Rathausplatz",
    "Marktplatz",
    "Domplatz",
    "Kirchplatz",
    "Schlossplatz",
)
SQUARE = re.compile(rf"(?P<street>{beginning(*_SQUARES)}){_NUMBER}")
"""Markt 1: common nouns that an address makes a name."""

CALLED = re.compile(
    r"[Ss](?<!\w.)traße (?P<street>(?:Am|Im|Zum|Zur|(?:An|Auf|Hinter|In|Unter|Vor) de[rnm]) "
    rf"{NAMES})(?![\w-]){_NUMBER}"
)
"""(in der) Straße Am Wall"""
ROAD = re.compile(
    r"(?P<street>(?P<letter>[ABKLS])(?<![\w.-].)(?:"
    r"(?P<word>(?<=B)undes(?:autobahn|straße)|(?<=A)utobahn|(?<=L)and(?:es)?straße|(?<=K)reisstraße|"
    r"(?<=S)taatsstraße) \d{1,4}[an]?|(?:(?<=[ABLK])|(?<=S)t) ?\d{1,4}[an]?))"
    r"(?![\w-]|[.,:]\d| ?[%€]| v\. ?H| (?:Uhr|Euro|Jahre?n?|Prozent|Blatt|Seiten)\b)"
)
"""B 29, A 7, L 519, K 4012, Landstraße 519, Bundesautobahn 6."""

_OFTEN_NAMES = frozenset(["Dorfstraße", "Europastraße", "Ringstraße"])
_DEFINITE = re.compile(r"\b(?:[Dd]er|[Dd]ie|[Zz]ur) $")

_RISE_OR_SHOP = re.compile(r"(?:ab|an|auf|aus|ein|um)stieg$|^[^-]*-[\w]*(?i:markt)$", re.IGNORECASE)
"""Kohleausstieg, Edeka-Markt: nouns of verbs and shops, which only end like a street."""

COORDINATED = re.compile(
    rf"(?P<street>{CAPITAL}\w{{2,30}}(?:er|-))(?=(?: und| oder| bis|/)(?: die| der)? ?"
    rf"(?P<rest>{NAMES} (?:Straße|Allee|Weg|Platz)|{NAME}(?:straße|weg|platz|allee|gasse))(?!\w))"
)
"""Kölner (und Düsseldorfer Straße), Bahnhof- (und Kirchstraße)."""

_NO_HOUSE_NUMBER = re.compile(
    r" ?(?:Uhr|Euro|EUR|Cent|Prozent|[kcm]?m|qm|Mio|Mrd|[a-zäöüß]{2,20}e[nrs]? [A-ZÄÖÜ]|Meter|Kilometer|"
    r"Jahre|Personen|Kinder|Tage|Stunden|Minuten|Einwohner|Teilnehm|Wohn|Bäume|Stellplätze|Quadratmeter|Hektar|Haushalte|Fahrzeuge)\w*"
)
_AFTER_HOUSE_NUMBER = re.compile(
    r" (?:in|im|am|an|und|oder|sowie|statt|bei|zu|ist|wird|hat|ein|aus|auf|nahe|nach|mit|ab|bis|von|vor)\b"
)
_ADDRESS_END = re.compile(r" ?(?:[,;)\n|]|in |\.$|$)", re.MULTILINE)
_DATE_OR_COUNT = re.compile(
    r"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahre?|Alter|Schuljahr|"
    r"Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Seite|Absatz|Artikel|Zeitraum|Preis|Rahmen|"
    r"Anschluss|Durchschnitt|Bereich|Schnitt|Ende|Spiel|Kapitel|Thema|Team|Gleis|Tag|Wochenende)$"
)
_ROAD_BEFORE = re.compile(
    r"(?:\b(?:der|die|den|zur|an|[Aa]uf|und|über|Höhe|entlang|von|zwischen|BAB|Autobahn|\w{0,8}[Ss]traße)|"
    r"[(,/–]) ?\(?$"
)
_ROAD_WORDS = ("der", "die", "zur", "BAB", "Autobahn")
"""What stands somewhere in a text before a road whose name is a size of paper, too."""
_ROOM = re.compile(
    r" (?:machen?|macht|gemacht|nehmen|nimmt|nahm|genommen|bieten|bietet|finden|findet|fand|haben|hat)\b"
)
"""(den Beteiligten) Platz machen"""
_PAPER = re.compile(r"A ?[3-6]$")
_ON_SQUARE = re.compile(
    r"(?:\b(?i:am|an|auf|im|in|vom|zum|zur|der|dem|den|des|die|beim|entlang|und|Ecke|Höhe)|[:(,/–|]|^|\n) ?$"
)
_ON_RING = re.compile(r"(?:\b(?:[Aa]m|[Aa]uf dem|[Vv]om)|[:(,/–|]) $")
"""What stands before a street: words that end like one are many (Jugendring, Weihnachtsmarkt)."""


def find_streets(text: str) -> Iterator[Found]:
    """Give the streets of a text, overlapping ones included."""
    for match in _compounds(text):
        if found := _compound(match):
            yield found
    for match in SEVERAL_WORDS.finditer(text):
        if _is_first_part(match):
            yield _street(match, nominative(match["street"]))
    for match in OF_SOMETHING.finditer(text):
        if match["street"].startswith("Platz") and not _ON_SQUARE.search(
            text[max(0, match.start() - 10) : match.start()]
        ):
            continue
        yield _street(match, match["street"])
    for pattern in (WITH_PREPOSITION, SQUARE):
        for match in pattern.finditer(text):
            if _numbered(match) and not _DATE_OR_COUNT.search(match["street"]):
                yield _street(match, match["street"])
    for match in IN_SENTENCE.finditer(text):
        if _is_inside(match) and not _DATE_OR_COUNT.search(match["street"]):
            yield _street(match, match["street"])
    for match in CALLED.finditer(text):
        yield replace(_street(match, match["street"]), start=match.start("street"))
    for match in ROAD.finditer(text):
        if match["word"] or _is_road(match):
            yield Found(match.start(), match.end(), "street", match["street"])
    for match in COORDINATED.finditer(text):
        if match["street"].endswith("er") and not is_adjective_of_place(match["street"]):
            continue
        name = _completed(match["street"], match["rest"])
        if not is_generic(name):
            yield Found(match.start(), match.end(), "street", name)


def _compounds(text: str) -> Iterator[re.Match[str]]:
    """Give the matches of COMPOUND; it is tried on no word that does not end like a street."""
    end = 0
    for word in _WORD.finditer(text):
        street = None
        if word.start() >= end and _may_be_street(word[0] + word["rest"]):
            street = COMPOUND.match(text, word.start())
        if street:
            yield street
            end = street.end()


@remembered
def _may_be_street(word: str) -> bool:
    """Tell whether a word ends like a street, or goes on behind a full stop or an apostrophe."""
    word = word.rstrip(_STOPS)
    return word.casefold().endswith(_ENDS) or any(stop in word for stop in _STOPS)


def _is_first_part(match: re.Match[str]) -> bool:
    """Tell whether the word before Straße or Tor makes a name with it: an adjective or a town."""
    first = match["first"]
    if lexicon.is_sure_given(first) or first in words("not_before_streets.txt"):
        return False
    if re.search(r"\d $", match.string[max(0, match.start() - 2) : match.start()]):
        return False  # 20 Minuten Weg
    if match["head"] == "Platz" and _ROOM.match(match.string, match.end("head")):
        return False
    return first.endswith(("er", "e", "en", "em", "es")) or bool(settlements(first))


def _compound(match: re.Match[str]) -> Found | None:
    """Judge one word with the head of a street: a number, or a name that is no common noun."""
    street, text = match["street"], match.string
    if not street[0].isupper() or street.lower() in _HEADS.split("|") or is_adjective_of_place(street):
        return None
    generic = is_generic(street) or not _is_called_so(match)
    if _numbered(match) and (not generic or _ADDRESS_END.match(text, match.end("number"))):
        return _street(match, street)
    first, hyphen, last = street.rpartition("-")
    if generic or street.isupper() or (hyphen and (first.isupper() or (is_generic(last) and len(last) > 6))):
        return None
    before = _ON_RING if street.endswith(("ring", "markt", "zeile")) else _ON_SQUARE
    sure = street.endswith(("straße", "strasse", "str.")) or (hyphen and last[:1].isupper())
    if sure or before.search(text[max(0, match.start() - 10) : match.start()]):
        return _street(match, street)
    return None


def is_generic(street: str) -> bool:
    """Tell whether a word is a common noun: Radweg, Parkplatz, and Direktor, which only ends like one."""
    return (
        street in words("streets_generic.txt")
        or street in words("street_nouns.txt")
        or _RISE_OR_SHOP.search(street) is not None
    )


def _is_called_so(match: re.Match[str]) -> bool:
    """Tell of a noun that is the name of many streets whether it is one: behind the mere definite article."""
    if match["street"] not in _OFTEN_NAMES:
        return True
    return _DEFINITE.search(match.string[max(0, match.start() - 5) : match.start()]) is not None


def _numbered(match: re.Match[str]) -> bool:
    """Tell whether the number behind a street is that of a house: no year, no count, no clock time."""
    number, text = match["number"], match.string
    if number is None or re.match(r"(?:19|20)\d\d", number):
        return False
    end = match.end("number")
    return bool(_AFTER_HOUSE_NUMBER.match(text, end)) or not _NO_HOUSE_NUMBER.match(text, end)


def _is_inside(match: re.Match[str]) -> bool:
    """Tell whether a preposition with a capital stands in a sentence, and not in Frankfurt Am Main."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    name = match["street"].rpartition(" ")[2]
    place = territories().get(name)
    return before[:1].islower() and before[1:] == " " and (place is None or place.kind != "water")


def _street(match: re.Match[str], base: str) -> Found:
    if _numbered(match):
        number = match.string[match.end("street") : match.end("number")].strip()
        return Found(match.start(), match.end("number"), "street", f"{base} {number}")
    ending = match.groupdict().get("ending")
    return Found(
        match.start(),
        match.end("ending") if ending else match.end("street"),
        "street",
        without_genitive(base),
    )


def _completed(first: str, rest: str) -> str:
    """Give the whole name of the first of two streets that share their head."""
    head = (
        re.search(r"(?:straße|weg|platz|allee|gasse)$", rest)
        if first.endswith("-")
        else re.search(r" \w+$", rest)
    )
    return first.rstrip("-") + (head[0] if head else "")


def _is_road(match: re.Match[str]) -> bool:
    """Judge a letter with digits: a road, or a size of paper, a pay grade, a tax."""
    road, text, start = match["street"], match.string, match.start()
    before = text[max(0, start - 26) : start]
    previous = before.split()[-1] if before.split() else ""
    if previous in words("not_before_roads.txt") or before.endswith(("Gruppe ", "gruppe ")):
        return False
    if match["letter"] == "B":
        return True
    if _PAPER.match(road) and not any(f"{word} {road}" in text for word in _ROAD_WORDS):
        return False
    return bool(_ROAD_BEFORE.search(before))
