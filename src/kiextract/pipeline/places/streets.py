"""Streets, squares and roads, with their house numbers.

Rules: annotation guidelines, section loc (the house number belongs to the span, a postal code does
not). Each pattern begins with a letter that it must see, and none repeats a repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import words

SP = r"[ \t\u00a0\u202f]"
"""White space inside a line."""
WORD = r"[A-ZÄÖÜ][\w'’]{0,40}"
NUMBER = rf"(?:{SP}(?:Nr\.{SP}?)?(?P<number>[1-9]\d{{0,3}}(?:{SP}?[a-z](?![\w.]))?(?:{SP}?[-–/+]{SP}?[1-9]\d{{0,3}}(?:{SP}?[a-z](?!\w))?)?)(?![\d.,:]?\d|{SP}?(?:%|€)))?"
"""46 | 9 a | 12-14 | 7–9, but no sum, no year and no clock time (see :func:`_is_house_number`)."""

_HEAD = "straße|strasse|straßen|str\\.|weg|platz|allee|gasse|ring|ufer|damm|chaussee|markt|steig|stieg|pfad|promenade|zeile|twiete"
_HEAD_WORD = "Straße|Strasse|Str\\.|Weg|Platz|Allee|Gasse|Ring|Ufer|Damm|Chaussee|Markt|Steig|Stieg|Pfad|Promenade|Landstraße|Heerstraße|Marktplatz|Kirchplatz|Schulweg|Kirchweg|Messplatz|Bahnhofstraße|Gässchen|Gäßchen|Graben|Wall|Tor|Anger|Twiete"

COMPOUND = re.compile(
    rf"(?<![\w-])(?P<street>(?:[A-ZÄÖÜ][\w'’.]{{0,30}}-){{0,5}}[A-ZÄÖÜ]?[\w'’]{{0,40}}?(?:{_HEAD})(?:e?s)?(?![\w-])){NUMBER}",
)
"""Bahnhofstraße 3, August-Bebel-Straße, Carl-Diem-Str. 5, Winckelmannplatz."""

SEVERAL_WORDS = re.compile(
    rf"(?<![\w-])(?P<street>(?P<first>{WORD}(?:-{WORD}){{0,3}}){SP}(?:{_HEAD_WORD})(?![\w-])){NUMBER}",
)
"""Stuttgarter Straße 41, Alter Markt, Weender Landstraße."""

OF_DAY = re.compile(
    rf"(?<!\w)(?P<street>(?:Straße|Platz|Allee){SP}de[sr]{SP}(?:\d{{1,2}}\.{SP})?{WORD}(?:{SP}{WORD})?)(?!\w){NUMBER}"
)
"""Straße des 17. Juni, Platz der Deutschen Einheit."""

PREPOSITION = re.compile(
    rf"(?<![\w-])(?P<street>(?:Am|An{SP}de[rnm]|Auf{SP}de[rm]|Auf{SP}den|Bei{SP}de[rnm]|Beim|Hinter{SP}de[rnm]|Im|In{SP}de[rnm]|"
    rf"Über{SP}de[rnm]|Unter{SP}de[rnm]|Unterm|Vor{SP}de[rnm]|Zum|Zur|Zu{SP}den){SP}{WORD}(?:-{WORD}){{0,3}}(?:{SP}{WORD})?){NUMBER}(?={SP}*(?:[,;)(\n\r|–]|\.?$|\.{SP}|in{SP}))",
    re.MULTILINE,
)
"""Am Anger 9 a, An der alten Mühle 4: only with a house number, which is what tells them from prose."""

ROAD = re.compile(
    rf"(?<![\w.-])(?P<street>(?:(?:Bundesautobahn|Autobahn|Bundesstraße|Landesstraße|Landstraße|Kreisstraße|Staatsstraße){SP}(?:[ABLKS]t?{SP}?)?|[BLK]{SP}?|A{SP}?|St{SP})\d{{1,4}}[an]?)(?![\w-]|[.,:]\d|{SP}?(?:%|€|Uhr\b|Euro\b|Jahre?n?\b|Prozent\b))",
)
"""B 29, A 7, L 608, K 7130, Landstraße 608, Bundesautobahn 6."""

COORDINATED = re.compile(
    rf"(?<![\w-])(?P<street>[A-ZÄÖÜ]\w{{2,30}}(?:er|-))(?={SP}(?:und|oder|bis|/){SP}(?:der{SP})?(?:{WORD}{SP}(?:Straße|Allee|Weg|Platz)|{WORD}(?:straße|weg|platz|allee|gasse))(?!\w))"
)
"""Mainzer (und Darmstädter Straße), Bahnhof- (und Kirchstraße)."""

NOT_A_ROAD = re.compile(
    r"(?:\bDIN|\bFormat|\bFormats|[Gg]ruppe|\bVitamin|\bBlock|\bHalle|\bRaum|\bGebäude|\bGleis|\bLinie|\bBus|\bTeil|\bTop|\bTOP|\bNiveau|"
    r"\bSprachniveau|\bStufe|\bKlasse|\bTyp|\bHaus|\bim|\bauf|\bin|\bTarif|[Ss]oldung|\bPlan|\bModell|\bAusgabe|\bKarte|\bAnlage|\bAudi)[ \u00a0]$"
)
ROAD_CONTEXT = re.compile(
    r"(?:\b(?:der|die|den|zur|an|auf|die|und|über|Höhe|entlang|von|zwischen|BAB|Autobahn|Bundesstraße|Straße)|[(,/–])[ \u00a0]?\(?$"
)

UNITS = re.compile(
    rf"{SP}?(?:Uhr|Euro|Prozent|Meter|Metern|Kilometer|Kilometern|km|m|cm|Jahre|Jahren|Personen|Kinder|Millionen|Mio|Tage|Tagen|Stunden|Minuten|Prozent|"
    rf"Einwohner|Teilnehmer|Teilnehmende|Wohnungen|Wohneinheiten|Bäume|Stellplätze|Quadratmeter|Hektar|Haushalte|Fahrzeuge|neue|weitere)\b"
)

ADJECTIVE = re.compile(r"(?:er|e|en|em|es)$")
_NOT_FIRST = frozenset(
    ["Der", "Die", "Das", "Dem", "Den", "Des", "Ein", "Eine", "Einer", "Einen", "Einem", "Eines", "Jeder", "Jede", "Dieser", "Diese", "Diesen", "Diesem", "Unser", "Unsere", "Unserer", "Unserem", "Ihre", "Ihrer", "Auf", "Am", "Im", "In", "An", "Zur", "Zum", "Vom", "Beim", "Von", "Bei", "Mit", "Nach", "Vor", "Über", "Unter", "Und", "Oder", "Aus", "Als", "Kein", "Keine", "Weiterer", "Weitere", "Weiteren", "Neue", "Neuer", "Neuen", "Neues", "Freie", "Freier", "Freien", "Eigene", "Eigener", "Sichere", "Sicherer", "Öffentliche", "Öffentlicher", "Öffentlichen", "Sonstige", "Dritter", "Dritte", "Dritten", "Zweiter", "Zweite", "Erster", "Erste", "Ersten", "Richtiger", "Langer", "Kurzer", "Weiter", "Guter", "Schneller", "Grauer", "Schwarzer"]
)  # fmt: skip
"""Words that begin a sentence and that no street begins with."""
_ENDINGS = re.compile(
    r"(?<=straße)n$|(?<=markt)e?s$|(?<=weg)e?s$|(?<=platz)es$|(?<=ring)e?s$|(?<=damm)e?s$|(?<=ufer)s$|(?<=pfad)e?s$|(?<=steig)e?s$|(?<=stieg)e?s$"
)
_ADJECTIVE_ENDING = {
    "Straße": "e", "Allee": "e", "Gasse": "e", "Chaussee": "e", "Promenade": "e", "Zeile": "e", "Twiete": "e",
    "Ufer": "es", "Tor": "es", "Gässchen": "es", "Gäßchen": "es",
}  # fmt: skip
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:am|an|auf|im|in|vom|zum|zur|der|dem|den|des|die|beim|entlang|und|Straße|Ecke|Höhe)|[:(,/–|])[ \u00a0\n]$|(?:^|\n)$"
)


def find_streets(text: str) -> Iterator[Found]:
    """Give the streets of a text, overlapping ones included."""
    generic = words("streets_generic.txt")
    for match in COMPOUND.finditer(text):
        street = match["street"]
        numbered = _is_house_number(match, text)
        base = _ENDINGS.sub("", street)
        if base in generic or (base.rpartition("-")[2] in generic and "-" not in base):
            if not numbered:
                continue
        if not street[0].isupper() or len(street) < 5:
            continue
        certain = re.search(r"(?:straße|strasse|str\.)$", base)
        if (
            not numbered
            and not certain
            and not ("-" in base or _PLACE_BEFORE.search(text[max(0, match.start() - 12) : match.start()]))
        ):
            continue
        if street.endswith("straßen"):
            continue
        yield _street(match, numbered, base)
    for match in SEVERAL_WORDS.finditer(text):
        first, head = match["first"], match["street"].split()[-1]
        if first in _NOT_FIRST or not ADJECTIVE.search(first):
            continue
        numbered = _is_house_number(match, text)
        yield _street(match, numbered, _nominative(match["street"], first, head))
    for match in OF_DAY.finditer(text):
        yield _street(match, _is_house_number(match, text), match["street"])
    for match in PREPOSITION.finditer(text):
        if _is_house_number(match, text) and not _MONTHS.search(match["street"]):
            yield _street(match, True, match["street"])
    for match in ROAD.finditer(text):
        if _is_road(match, text):
            yield Found(match.start(), match.end("street"), "street", match["street"])
    for match in COORDINATED.finditer(text):
        yield Found(
            match.start(),
            match.end(),
            "street",
            _completed(match["street"], text[match.end() : match.end() + 80]),
        )


_MONTHS = re.compile(
    r"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahr|Jahre|Alter|Schuljahr|"
    r"Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Seite|Absatz|Artikel|Zeitraum|Preis|Rahmen|Anschluss|Durchschnitt|Bereich)\b"
)


def _is_house_number(match: re.Match[str], text: str) -> bool:
    number = match["number"]
    if number is None or re.match(r"(?:19|20)\d\d", number):
        return False
    return not UNITS.match(text, match.end("number"))


def _street(match: re.Match[str], numbered: bool, base: str) -> Found:
    end = match.end("number") if numbered else match.end("street")
    name = f"{base}{match.string[match.end('street') : end]}" if numbered else base
    return Found(match.start(), end, "street", " ".join(name.split()))


def _nominative(street: str, first: str, head: str) -> str:
    """Alten Markt → Alter Markt; Mainzer Straße stays."""
    if first.endswith("er") and not first[:1].islower():
        return street
    stem = re.sub(r"(?:en|em|es|er|e)$", "", first)
    return f"{stem}{_ADJECTIVE_ENDING.get(head, 'er')}{street[len(first) :]}"


def _completed(first: str, rest: str) -> str:
    """Give the whole name of the first of two streets that share their head."""
    if first.endswith("-"):
        head = re.search(r"(straße|weg|platz|allee|gasse)(?!\w)", rest)
        return first[:-1] + head[1] if head else first[:-1]
    head = re.search(r"\b(Straße|Allee|Weg|Platz)(?!\w)", rest)
    return f"{first} {head[1]}" if head else first


def _is_road(match: re.Match[str], text: str) -> bool:
    road, before = match["street"], text[max(0, match.start() - 24) : match.start()]
    if not re.match(r"[ABLKS]t?\W?\d", road):
        return True
    if NOT_A_ROAD.search(before):
        return False
    return (road[0] == "B" and len(road) <= 5) or bool(ROAD_CONTEXT.search(before))
