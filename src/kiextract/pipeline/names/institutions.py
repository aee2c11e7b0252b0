"""Names of institutions that a model cuts into pieces: Polizei | Köln, Amt für Kultur | und Sport.

A model trained on newspapers takes the place behind an institution for a place. By the annotation
guidelines a territory belongs to the name of the institution, whether it follows at once (Feuerwehr
Sülbeck), in the genitive (Rat der Stadt Essen) or in quotation marks (Grundschule „Am Bach“). An office
with its charge (Amt für Kultur und Sport) is found without any model.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.boundaries import moved
from kiextract.pipeline.names.lexicon import is_generic, is_institution, is_office, lines

LOOK_BACK = 80
"""Code points in front of a name that are searched for its institution."""
LONGEST_TAIL = 120
"""Code points behind a name that may belong to it."""

NOUN = r"[A-ZÄÖÜ][\w/-]+"
PHRASE = rf"(?:(?:de[rsnm]|die|das) )?(?:[a-zäöüß]{{3,}}(?:e|en|er|es) )?{NOUN}"
LAST_WORD = re.compile(r"(?<![\w-])([^\W\d_][\w.'’/-]*)[ \u00a0][„\"»‚]?$")
ADJECTIVE_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][\w.-]*?)(?:e|er|en|em|es)[ \u00a0]$")
CLOSING = {"„": "“”", '"': '"', "»": "«", "‚": "‘’"}
AND = r",? (?:und|sowie|&)"
OFFICE = re.compile(
    rf"\b(?P<office>(?:{NOUN}- und )?{NOUN})"
    rf"(?: für (?P<matter>(?:die )?(?:Angelegenheiten|Belange|Fragen) de[rs] (?:{NOUN} )?{NOUN}"
    rf"|{PHRASE}(?:(?:, {PHRASE}){{0,4}}{AND} {PHRASE})?)"
    rf"| (?P<charge>{NOUN}(?:(?:, {NOUN}){{0,3}}{AND} {NOUN})?))"
)
LAST_PART = re.compile(rf"{AND} {PHRASE}$")
NUMBERED = re.compile(r"\b(?:Fach|Kriminal)?[Kk]ommissariat(?:e?s)?[ \u00a0]\d{1,2}\b")
PARTNERS = re.compile(
    r" (?:&|\+|u\.|und) (?:[A-ZÄÖÜ][\w-]+ )?(?:Co\.|Söhne|Sohn|Tochter|Töchter|Partner)(?: KGaA| KG| OHG)?"
)
CLUB_YEAR = re.compile(r" (?:1[89]|20)?\d\d $")


def joined(text: str, names: Sequence[Name]) -> list[Name]:
    """Join institutions with the places and names that belong to them; names stay in text order."""
    found: list[Name] = []
    for name in names:
        whole = _with_partners(text, _with_institution(text, name))
        if whole.label in ("ORG", "LOC") and found and _go_together(text, found[-1], whole):
            whole = _union(text, found.pop(), whole)
        while found and found[-1].end > whole.start:  # the institution itself was a name too
            whole = _union(text, found.pop(), whole)
        found.append(whole)
    return found


def _go_together(text: str, before: Name, name: Name) -> bool:
    """Tell whether a name goes on with the next one: an organisation with its place, a club with its year."""
    between = text[before.end : name.start]
    if before.label != "ORG":
        return False
    return between == " " or (CLUB_YEAR.match(between) is not None and before.text in lines("clubs.txt"))


def _union(text: str, one: Name, other: Name) -> Name:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Name(start=start, end=end, text=text[start:end], label="ORG")


def added(text: str, names: Sequence[Name]) -> list[Name]:
    """Add offices with their charge and numbered police commissariats, in text order."""
    extra = [*_offices(text, names), *_numbered(text)]
    taken = Intervals(extra)
    kept = [name for name in names if not taken.touch(name.start, name.end)]
    return sorted([*kept, *extra], key=lambda name: name.start)


def without_generic(names: Sequence[Name]) -> list[Name]:
    """Leave out organisations that are a mere generic noun or an abbreviation of something else."""
    return [
        name
        for name in names
        if name.label != "ORG" or not (is_generic(name.text) or name.text in lines("not_organisations.txt"))
    ]


def _with_institution(text: str, name: Name) -> Name:
    """Begin a name at the institution in front of it, if there is one."""
    if name.label == "PER" and " " in name.text:
        return name
    offset = max(0, name.start - LOOK_BACK)
    before = text[offset : name.start]
    if name.label == "LOC" and (territory := _territory().search(before)):
        before = before[: territory.start() + 1]
    match = LAST_WORD.search(before)
    if match is None or not is_institution(match[1]):
        return name
    start = offset + _at_adjective(before, match.start())
    end = name.end
    if closing := CLOSING.get(text[name.start - 1 : name.start], ""):
        if end >= len(text) or text[end] not in closing:
            return name
        end += 1
    return Name(start=start, end=end, text=text[start:end], label="ORG")


def _at_adjective(before: str, start: int) -> int:
    """Go back over an adjective that belongs to the name of an institution."""
    match = ADJECTIVE_BEFORE.search(before[:start])
    if match and match[1][:1].isupper() and match[1].lower() in lines("institution_adjectives.txt"):
        return match.start()
    return start


def _with_partners(text: str, name: Name) -> Name:
    """Add the partners that a company names (Vogt & Tochter)."""
    match = PARTNERS.match(text, name.end, name.end + LONGEST_TAIL) if name.label == "ORG" else None
    return moved(text, name, name.start, match.end()) if match else name


@functools.cache
def _territory() -> re.Pattern[str]:
    """The words between an institution and its territory, at the end of a text."""
    words = "|".join(map(re.escape, lines("territories.txt")))
    return re.compile(rf" (?:{words}) $")


def _offices(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Find offices with their charge, which ends in front of a person and at the end of an organisation."""
    people = Intervals(name for name in names if name.label == "PER")
    position = 0
    while match := OFFICE.search(text, position):
        position = match.start() + 1
        group = "matter" if match["matter"] else "charge"
        end = match.end()
        if people.touch(end, end + 2) and (last := LAST_PART.search(text, match.start(), end)):
            end = last.start()  # the last noun is the office of the person behind it
        if not is_office(match["office"]) or people.touch(match.start(), end):
            continue
        if group == "charge" and (is_institution(match["charge"]) or is_generic(match["charge"])):
            continue
        reaching = [n for n in names if n.label == "ORG" and n.start < end and match.start() < n.end]
        start = min([match.start(), *(n.start for n in reaching)])
        end = max([end, *(n.end for n in reaching)])
        yield Name(start=start, end=end, text=text[start:end], label="ORG")
        position = end


def _numbered(text: str) -> Iterator[Name]:
    for match in NUMBERED.finditer(text):
        yield Name(start=match.start(), end=match.end(), text=match[0], label="ORG")
