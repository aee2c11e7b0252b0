"""Names of institutions that a model cuts into pieces or runs together: Polizei | Köln, Amt | für Kultur.

A model trained on newspapers takes the place behind an institution for a place. By the annotation
guidelines a territory belongs to the name of the institution, whether it follows at once (Feuerwehr
Sülbeck), in the genitive (Rat der Stadt Essen) or in quotation marks (Grundschule „Am Bach“); an
institution in the genitive is a name of its own (Abteilung Integration | des Ministeriums).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.boundaries import LEGAL_FORM, moved
from kiextract.pipeline.names.known import is_known
from kiextract.pipeline.names.lexicon import is_descriptor, is_institution, is_office, lines

LOOK_BACK = 80
"""Code points in front of a name that are searched for its institution."""
LONGEST_TAIL = 120
"""Code points behind a name that may belong to it."""

LAST_WORD = re.compile(r"(?<![\w-])([^\W\d_][\w.'’/-]*)[ \u00a0][„\"»‚]?$")
ADJECTIVE_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][\w.-]*?)(?:e|er|en|em|es)[ \u00a0]$")
CLOSING = {"„": "“”", '"': '"', "»": "«", "‚": "‘’"}
PARTNERS = re.compile(
    r" (?:&|\+|u\.|und) (?:[A-ZÄÖÜ][\w-]+ )?(?:Co\.|Söhne|Sohn|Tochter|Töchter|Partner)(?: KGaA| KG| OHG)?"
)
CLUB_YEAR = re.compile(r" (?:1[89]|20)?\d\d $")
CLUB = re.compile(r"Verein(?:e?s)? (?=[A-ZÄÖÜ][\w-]*(?<!er) (?:\S+ ){0,6}e\. ?V\.$)")
"""Before the name of a registered club, but for an adjective: Verein Marbecker Bürger e. V. is a name."""
COMPOUND = re.compile(r"(?:/[A-ZÄÖÜ]{2,6})?-(?P<head>[^\W\d_][\w-]*)")
"""The rest of a compound: (SPD)-Fraktion, (CDU)/CSU-Fraktion."""
FIRST_PARTS = re.compile(r"(?<!\w)[^\W\d_]\w*-$")
OFFICE_OF_TOWN = re.compile(r"[a-zäöüß]amt(?:e?s)?$")
GENITIVE = re.compile(r" (?P<article>de[sr]) (?:[A-ZÄÖÜ][\w-]+e[nrs] )?(?P<noun>[A-ZÄÖÜ][\w-]+)")


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


def without_club(text: str, names: Sequence[Name]) -> list[Name]:
    """Take "Verein" off the name of a registered one: (der Verein) Musterhilfe e. V."""
    return [
        moved(text, name, name.start + club.end(), name.end)
        if name.label == "ORG" and (club := CLUB.match(name.text))
        else name
        for name in names
    ]


def parted(text: str, names: Sequence[Name]) -> list[Name]:
    """Part organisations in front of the genitive of another one."""
    return [part for name in names for part in (_parts(text, name) if name.label == "ORG" else [name])]


def compounded(text: str, names: Sequence[Name]) -> list[Name]:
    """Widen organisations within a compound to the whole word, if that is an institution (SPD-Fraktion).

    In other compounds (SPD-Antrag) they are left out: parts of words are no names.
    """
    return [whole for name in names if (whole := _compound(text, name)) is not None]


def _compound(text: str, name: Name) -> Name | None:
    if name.label != "ORG":
        return name
    behind = COMPOUND.match(text, name.end, name.end + LONGEST_TAIL)
    if behind and not is_institution(behind["head"][0].upper() + behind["head"][1:]):
        return None
    before = FIRST_PARTS.search(text, max(0, name.start - LOOK_BACK), name.start)
    return moved(text, name, before.start() if before else name.start, behind.end() if behind else name.end)


def _go_together(text: str, before: Name, name: Name) -> bool:
    """Tell whether a name goes on with the next one: an organisation with its place, a club with its year."""
    between = text[before.end : name.start]
    if before.label != "ORG":
        return False
    return between == " " or (CLUB_YEAR.match(between) is not None and before.text in lines("clubs.txt"))


def _union(text: str, one: Name, other: Name) -> Name:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Name(start=start, end=end, text=text[start:end], label="ORG")


def _with_institution(text: str, name: Name) -> Name:
    """Begin a name at the institution in front of it, if there is one."""
    if name.label == "PER" and " " in name.text:
        return name
    offset = max(0, name.start - LOOK_BACK)
    before = text[offset : name.start]
    territory = _territory().search(before) if name.label == "LOC" else None
    if territory:
        before = before[: territory.start() + 1]
    match = LAST_WORD.search(before)
    if match is None or is_descriptor(match[1]):
        return name
    if not is_institution(match[1]) and not (territory and OFFICE_OF_TOWN.search(match[1])):
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
    """Add the partners that a company names (Vogt & Tochter), and its legal form (Vogt GmbH)."""
    limit = name.end + LONGEST_TAIL
    match = PARTNERS.match(text, name.end, limit) if name.label == "ORG" else None
    whole = moved(text, name, name.start, match.end()) if match else name
    if whole.label in ("ORG", "LOC") and (form := LEGAL_FORM.match(text, whole.end, limit)):
        return moved(text, whole, whole.start, form.end()).model_copy(update={"label": "ORG"})
    return whole


@functools.cache
def _territory() -> re.Pattern[str]:
    """The words between an institution and its territory, at the end of a text."""
    words = "|".join(map(re.escape, lines("territories.txt")))
    return re.compile(rf" (?:{words}) $")


def _parts(text: str, name: Name) -> Iterator[Name]:
    """Part one name; a first part that is a mere word for an institution is left out."""
    if is_known(name.text):
        yield name
        return
    for match in GENITIVE.finditer(name.text):
        plural = match["article"] == "der" and match["noun"].endswith(("en", "er"))
        if plural or not (
            is_institution(match["noun"])
            or is_office(match["noun"])
            or LEGAL_FORM.search(name.text, match.end())
        ):
            continue
        first, second = name.start + match.start(), name.start + match.end("article") + 1
        if " " in text[name.start : first]:
            yield moved(text, name, name.start, first)
        yield from _parts(text, moved(text, name, second, name.end))
        return
    yield name
