"""Kreise, with and without their word, in every case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry, districts
from kiextract.pipeline.places.spelling import expand
from kiextract.pipeline.places.streets import SP, WORD

_NAME = rf"{WORD}(?:-{WORD}){{0,3}}"
NAMED = re.compile(
    rf"(?<![\w-])(?P<word>(?:Land)?[Kk]reis(?:es?|s)?|(?:LAND)?KREIS(?:ES)?|Lkrs?\.|LKR\.|LK|Kr\.){SP}"
    rf"(?P<name>(?:Bad{SP}|St\.{SP}|Sankt{SP}|Schwäbisch{SP})?{_NAME}(?:{SP}(?:a[mn]|an{SP}der|in{SP}der|im|a\.{SP}?d?\.?|i\.{SP}?d?\.?){SP}?{_NAME}|{SP}\({WORD}\)|{SP}(?:Land|Weinstraße|Seenplatte|Schweiz-{WORD}))?)"
)
"""Kreis Heinsberg, Landkreises Rotenburg (Wümme), LKR. RHÖN-GRABFELD."""

SEVERAL = re.compile(
    rf"(?<![\w-])(?P<word>(?:Land)?[Kk]reisen?){SP}(?P<names>{_NAME}(?:,{SP}{_NAME}){{0,8}}{SP}und{SP}{_NAME})"
)
"""Landkreise Kassel, Fulda und Gießen."""

COMPOUND = re.compile(r"(?<![\w-])(?P<stem>[A-ZÄÖÜ][\w-]{1,60}?[Kk]reis)(?P<ending>es|e|s)?(?![\w-])")
"""Ostalbkreis, Rhein-Sieg-Kreises."""

INFLECTED = re.compile(
    rf"(?<![\w-])(?P<stem>[A-ZÄÖÜ][\w-]{{2,40}}?isch)(?P<adjective>e[rnms]?){SP}Kreis(?:es|e|s)?(?![\w-])"
)
"""Rheinisch-Bergischen Kreis, Märkischer Kreis."""

WITH_PREFIX = re.compile(
    rf"(?<![\w-])(?P<word>Region|Städteregion|StädteRegion|Regionalverband|Rhein-Kreis|Eifelkreis|Altmarkkreis)(?P<ending>es|s)?{SP}(?P<name>{_NAME})"
)


def find_districts(text: str) -> Iterator[Found]:
    """Give the Kreise that a word such as Kreis tells."""
    known = districts()
    for match in NAMED.finditer(text):
        yield from _named(match, known)
    for match in SEVERAL.finditer(text):
        word = "Landkreis" if match["word"].startswith("Land") else "Kreis"
        for part in re.finditer(_NAME, match["names"]):
            entry = known.get(f"{word} {part[0]}")
            start = match.start("names") + part.start()
            yield Found(
                start, start + len(part[0]), "district", f"{word} {part[0]}", (entry,) if entry else ()
            )
    for match in COMPOUND.finditer(text):
        entry = known.get(match["stem"])
        if entry:
            yield Found(match.start(), match.end(), "district", entry.name, (entry,))
    for match in INFLECTED.finditer(text):
        name = f"{match['stem']}er Kreis"
        if name in known:
            yield Found(match.start(), match.end(), "district", name, (known[name],))
    for match in WITH_PREFIX.finditer(text):
        name = f"{match['word'].replace('StädteRegion', 'Städteregion')} {match['name']}"
        if name in known:
            yield Found(match.start(), match.end(), "district", name, (known[name],))


def _named(match: re.Match[str], known: dict[str, Entry]) -> Iterator[Found]:
    word = "Landkreis" if match["word"][:1] == "L" else "Kreis"
    for name, end in _readings(match):
        entry = known.get(f"{word} {name}") or known.get(name)
        if entry:
            yield Found(
                match.start(),
                end,
                "district",
                f"{word} {name}" if "kreis" not in name.lower() else name,
                (entry,),
            )
            return
    name, end = next(_readings(match))
    name = re.split(r"[ \u00a0]", name)[0] if not name.startswith(("Bad", "St.", "Sankt")) else name
    if (
        match["word"][:1] in "LK"
        and match["word"].rstrip("es").lower() in ("landkreis", "kreis")
        and match["word"] != "Kreise"
        and len(name) > 3
        and not name.isupper()
    ):
        yield Found(match.start(), match.start("name") + len(name), "district", f"{word} {name}")


def _readings(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Give the name after the word, then shortened by its last words, with the end offset."""
    name, end = match["name"], match.end("name")
    while name:
        plain = expand(name)
        yield (_title(plain) if plain.isupper() else plain), end
        cut = max(name.rfind(" "), name.rfind("\u00a0"))
        if cut < 0:
            return
        name, end = name[:cut].rstrip(), match.start("name") + len(name[:cut].rstrip())


def _title(name: str) -> str:
    return re.sub(r"\w+", lambda word: word[0].capitalize(), name)
