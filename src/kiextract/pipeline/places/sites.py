"""Buildings, facilities, parks: a word for the kind of site with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import _lines, settlements, territories, words
from kiextract.pipeline.places.streets import SP, WORD


@cache
def _heads() -> dict[str, tuple[str, str]]:
    """Give head word → gender, how a name stands with it."""
    return {
        head: (gender, use) for head, gender, use in (line.split("\t") for line in _lines("site_heads.tsv"))
    }


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    heads = "|".join(sorted(_heads(), key=len, reverse=True))
    before = "|".join(
        sorted((head for head, (_, use) in _heads().items() if use == "before"), key=len, reverse=True)
    )
    named = re.compile(
        rf"(?<![\w-])(?P<head>{before})(?P<ending>e?s)?{SP}(?P<name>(?:(?:Bad|St\.|Sankt|Am|Im|An{SP}der|Zum|Zur|Zum{SP}[Aa]lten|Zum{SP}[Gg]oldenen|Zur{SP}[Aa]lten){SP})?{WORD}(?:-{WORD}){{0,3}}(?:{SP}(?:i|a)\.{SP}?{WORD}\.?)?)",
    )
    compound = re.compile(
        rf"(?<![\w-])(?P<first>(?:{WORD}-){{1,5}})(?P<head>{heads})(?P<ending>e?s|n)?(?![\w-])"
    )
    adjective = re.compile(
        rf"(?<![\w-])(?P<adjective>(?:Alt|Neu|Historisch|Ober|Unter|Groß|Klein|Weiß|Rot|Grün|Blau|Hoh|Jung|Alt)(?:e[rsnm]?)){SP}(?P<noun>(?P<stem>{WORD}?)(?P<head>{heads}|haus|schloss|schloß|theater|kirche|turm|bad|brücke|areal|markt|hafen|mühle|museum|burg|kloster|bahnhof|friedhof|saal|halle|park)(?P<ending>e?s|n)?)(?![\w-])"
    )
    return named, compound, adjective


SAINTS = (
    "Nikolai|Nikolaus|Katharinen|Marien|Martins|Martini|Martin|Johannis|Johannes|Petri|Peters|Pauli|Paulus|Pauls|Jakobi|Jakobus|Jacobi|Michaelis|"
    "Michaels|Stephans|Stephanus|Georgs|Lamberti|Laurentius|Lutheri|Luther|Andreas|Thomas|Trinitatis|Kreuz|Christus|Erlöser|Frauen|Elisabeth|Anna|"
    "Annen|Barbara|Bonifatius|Matthäus|Markus|Lukas|Mauritius|Ulrichs|Ulrich|Sebalds|Lorenz|Aegidien|Ägidien|Severi|Reinoldi|Albani|Gertrauden|Gertruden|"
    "Ludgeri|Magdalenen|Melanchthon|Paul-Gerhardt|Pankratius|Victor|Viktor|Willibrord|Salvator|Heilig-Geist|Dreifaltigkeits|Friedens|Versöhnungs"
)
CHURCH = re.compile(rf"(?<![\w-])(?P<name>(?:{SAINTS})-?[Kk](?:irche|apelle|irch[a-z]{{0,4}}))(?![\w-])")
"""Nikolaikirche, Albani-Kirche: churches are buildings unless the parish is meant."""

ST = re.compile(
    rf"(?<![\w-])(?P<name>(?:Pfarrkirche|Kirche|Kapelle|Klosterkirche|Stadtkirche){SP}(?:St\.|Sankt|Hl\.){SP}{WORD}(?:-{WORD})?)(?!\w)"
)

PREFIXED = re.compile(
    r"(?<![\w-])(?P<first>[A-ZÄÖÜ][a-zäöüß]{1,20}?)(?P<head>brücke|tunnel|stadion|arena|talsperre|stausee|tor)(?P<ending>s)?(?![\w-])"
)
"""Lahnbrücke: only with a place in front."""

_ADJECTIVE_ENDING = {"m": "er", "f": "e", "n": "es"}
_NOT_NAMES = frozenset(
    ["Nummer", "Nr", "Herr", "Frau", "Herrn", "Der", "Die", "Das", "Den", "Dem", "Des", "Ein", "Eine", "Und", "Uhr", "Euro", "Prozent", "Jahr", "Jahre", "Im", "Am", "In", "An", "Zum", "Zur", "Bei", "Mit", "Auf", "Aus", "Von", "Vom", "Für", "Nach", "Als", "Wo", "Wer", "Was", "Wie", "Es", "Sie", "Er", "Wir", "Ihr", "Dort", "Hier", "Heute", "Morgen", "Gestern", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "GmbH", "AG", "Verein", "Foto", "Fotos", "Bild", "Bilder", "Quelle", "Tel", "Telefon", "Eintritt", "Treffpunkt", "Beginn", "Adresse", "Öffnungszeiten", "Anmeldung", "Weitere", "Neue", "Alle", "Dr", "Prof"]
)  # fmt: skip


def find_sites(text: str) -> Iterator[Found]:
    """Give the sites that a pattern tells."""
    named, compound, adjective = _patterns()
    for match in named.finditer(text):
        first = re.split(r"[ \u00a0]", match["name"])[0]
        if first in _NOT_NAMES or not _is_name(match["name"], match["head"]):
            continue
        yield Found(
            match.start(), match.end("name"), "site", f"{match['head']} {' '.join(match['name'].split())}"
        )
    for match in compound.finditer(text):
        ending = match["ending"] or ""
        end = match.end()
        name = text[match.start() : end - len(ending)] + (
            "n" if ending == "n" and match["head"] == "" else ""
        )
        yield Found(match.start(), end, "site", name)
    for match in adjective.finditer(text):
        yield Found(match.start(), match.end(), "site", _nominative(match))
    for pattern in (CHURCH, ST):
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), "site", match["name"])
    for match in PREFIXED.finditer(text):
        first = match["first"]
        if first in territories() or (settlements(first) and first not in words("nouns_not_places.txt")):
            yield Found(match.start(), match.end(), "site", first + match["head"])


def _is_name(name: str, head: str) -> bool:
    """Tell whether what follows a head is a name rather than the next noun of the sentence."""
    first = re.split(r"[ \u00a0]", name)[0]
    if first in ("Am", "Im", "An", "Zum", "Zur", "Bad", "St.", "Sankt"):
        return True
    if settlements(name) or settlements(first) or settlements(first.partition("-")[0]):
        return True
    return head in (
        "Schloss",
        "Burg",
        "Gasthof",
        "Gasthaus",
        "Haus",
        "Hotel",
        "Kloster",
        "Villa",
        "Gut",
    ) and not _is_noun(first)


def _is_noun(word: str) -> bool:
    return bool(re.search(r"(?:ung|ungen|heit|keit|schaft|en|er|tion|tät|e)$", word))


def _nominative(match: re.Match[str]) -> str:
    stem = re.sub(r"e[rsnm]?$", "", match["adjective"])
    noun, ending = match["noun"], match["ending"] or ""
    noun = noun[: len(noun) - len(ending)] if ending else noun
    head = match["head"]
    gender = next(
        (g for h, (g, _) in _heads().items() if h.lower() == head.lower()),
        "n"
        if head.lower() in ("haus", "schloss", "schloß", "theater", "bad", "areal", "museum", "kloster")
        else "m",
    )
    return f"{stem}{_ADJECTIVE_ENDING[gender]} {noun}"
