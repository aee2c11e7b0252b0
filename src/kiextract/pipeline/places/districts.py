"""Kreise with their word, in every case, and in coordinations.

The rule is that of the annotation guidelines: Kreis and Landkreis belong to the name; in "Landkreise X
und Y" the names are tagged one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry, districts
from kiextract.pipeline.places.inflection import capitalised
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.places.spelling import expand
from kiextract.pipeline.places.streets import NAME, NAMES
from kiextract.pipeline.searching import CAPITAL, beginning

_TAIL = (
    rf"(?: (?:am |an der |in der |im |a\. ?d\. ?|a\. ?|i\. ?d\. ?|i\. ?){NAMES}\.?|"
    rf" \({NAME}\.?\)|/{NAME}| {NAMES})?"
)
_WORD = beginning(
    "Land[Kk]reis(?:es|s)?", "Kreis(?:es|s)?", "kreis(?:es|s)?", "LANDKREIS(?:ES)?", "KREIS(?:ES)?",
    r"Lkrs?\.", r"LKR\.", "LK", "Lk", r"Kr\.",
)  # fmt: skip
NAMED = re.compile(
    rf"(?P<word>{_WORD}) "
    rf"(?P<name>(?:Bad |St\. |Sankt )?{NAMES}{_TAIL}(?:(?<=-Bad) {NAMES})?)"
)
"""Kreis Coesfeld, Landkreises Neustadt (Waldnaab), LKR. MAIN-SPESSART; the tail may be no part of it."""

_NOTE = r"(?: \([^()\n]{1,30}\))?"
SEVERAL = re.compile(
    rf"(?P<word>{beginning('Land[Kk]reisen?', 'Kreisen?', 'kreisen?')}) "
    rf"(?P<names>(?:Bad )?{NAMES}{_NOTE}(?:, (?:Bad )?{NAMES}{_NOTE}){{0,12}} (?:und|sowie|oder) {NAMES})"
)
"""Landkreise Kassel, Fulda und Gießen."""

COMPOUND = re.compile(rf"(?P<stem>{CAPITAL}[\w-]{{1,60}}?(?i:kreis))(?P<ending>es|e|s|ES|S)?(?![\w-])")
"""Ostalbkreis, Rhein-Sieg-Kreises."""

INFLECTED = re.compile(rf"(?P<stem>{CAPITAL}[\w-]{{2,40}}?isch)e[rnms]? Kreis(?:es|e|s)?(?![\w-])")
"""Rheinisch-Bergischen Kreis, Märkischer Kreis."""

_PREFIX = beginning(
    "Region", "Städte[Rr]egion", "Regionalverbands?", "Rhein-Kreis", "Eifelkreis", "Altmarkkreis"
)  # fmt: skip
PREFIXED = re.compile(
    rf"(?P<word>{_PREFIX})"
    rf"(?:es|s)? (?P<name>{NAMES})"
)
"""Region Hannover, Rhein-Kreis Neuss, Eifelkreises Bitburg-Prüm."""

_LIST_ITEM = re.compile(rf"(?:(?:Bad|St\.|Sankt) )?{NAMES}")
_WORDS = frozenset(["Kreis", "Kreises", "Landkreis", "Landkreises"])
"""Words behind which also a Kreis that no table holds (abroad, dissolved) is one."""


def find_districts(text: str) -> Iterator[Found]:
    """Give the Kreise of a text that a word such as Kreis tells."""
    known = districts()
    for match in NAMED.finditer(text):
        if found := _named(match, known):
            yield found
    for match in SEVERAL.finditer(text):
        yield from _several(match, known)
    for pattern in (COMPOUND, INFLECTED, PREFIXED):
        for match in pattern.finditer(text):
            if entry := known.get(_nominative(match)):
                yield Found(match.start(), match.end(), "district", entry.name, (entry,))


def _nominative(match: re.Match[str]) -> str:
    """Give the form in the table of a match of COMPOUND, INFLECTED or PREFIXED."""
    if match.re is COMPOUND:
        return capitalised(match["stem"])
    if match.re is INFLECTED:
        return f"{match['stem']}er Kreis"
    return f"{match['word'].replace('eRegion', 'eregion')} {match['name']}"


def _named(match: re.Match[str], known: dict[str, Entry]) -> Found | None:
    """Give the longest Kreis that the table holds, else the one word behind Kreis."""
    word = "Landkreis" if match["word"][:1] == "L" else "Kreis"
    for name in _shortened(match["name"]):
        plain = expand(capitalised(name))
        entry = known.get(f"{word} {plain}") or known.get(plain)
        if entry:
            base = plain if "kreis" in plain.lower() else f"{word} {plain}"
            return Found(match.start(), match.start("name") + len(name), "district", base, (entry,))
    first = _LIST_ITEM.match(match["name"])
    if first is None or match["word"] not in _WORDS or len(first[0]) < 4 or is_noun(first[0]):
        return None
    return Found(match.start(), match.start("name") + first.end(), "district", f"{word} {first[0]}")


def _shortened(name: str) -> Iterator[str]:
    """Give a name, then what is left of it when words at its end are taken off."""
    while name:
        yield name
        if name.endswith("."):
            yield name[:-1]
        name = name[: name.rfind(" ")] if " " in name else ""


def _several(match: re.Match[str], known: dict[str, Entry]) -> Iterator[Found]:
    word = "Landkreis" if match["word"].startswith("Land") else "Kreis"
    names = re.sub(r"\([^()]*\)", lambda note: " " * len(note[0]), match["names"])
    for item in _LIST_ITEM.finditer(names):
        base = item[0] if "kreis" in item[0].lower() else f"{word} {item[0]}"
        entry = known.get(base) or known.get(item[0])
        start = match.start("names") + item.start()
        yield Found(start, start + len(item[0]), "district", base, (entry,) if entry else ())
