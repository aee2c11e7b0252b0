"""What a model takes for an organisation and is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.boundaries import LEGAL_FORM
from kiextract.pipeline.names.known import is_known
from kiextract.pipeline.names.lexicon import (
    is_building,
    is_descriptor,
    is_generic,
    is_institution,
    is_office,
    is_undertaking,
    is_word,
    lines,
    municipal_words,
)
from kiextract.pipeline.places.gazetteer import settlements

STAFF = re.compile(
    r"(?:Beamte|Kolleg|Polizist|Ermittler|Passant|Zeug|Einsatzkräft)(?:e|en|er|ern|n)? [A-ZÄÖÜ]"
    r"|\w*(?i:minister|staatssekretär|leiter|präsident|sprecher|direktor|dezernent|referent|sekretär)"
    r"(?:in|s|en)? für "
    r"|\w*(?i:vorsitzende|beauftragte|beigeordnete)[rns]? für "
)
"""People and what they find (die Beamten Pfefferspray), offices and their field (Ministerin für Kultur)."""
POLICE_FINDS = re.compile(
    r"(?:(?:Kriminal|Bundes)?[Pp]olizei|Kripo|Feuerwehr|Staatsanwaltschaft) (?P<noun>[A-ZÄÖÜ]\w+)"
)
"""(stellte die) Staatsanwaltschaft Haftantrag"""
TOWN_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][\w-]+er$")
STATE_ADJECTIVE = re.compile(r"(?:Berlin|Hamburg|Hess|Saarländ|Saarland|Thüring|Brem)er$")
ABBREVIATED_OFFICES = frozenset(["BGM", "BM", "GBM", "OB", "OBM", "SBM"])
"""Offices that a model takes, with their town, for an organisation (OB Musterstadt)."""
PLACE = re.compile(
    r"[A-ZÄÖÜ][\w-]+er (?:Eck|Kreuz|Dreieck|Platz|Tor|Brücke|Allee|Ring|Forst|Berg|Hafen)|"
    r"[A-Z]\w+ (?:[A-Z]\w+ )?(?:Avenue|Beach|Bridge|Garden|Hill|Island|Square|Stadium|Street|Tower|Valley)"
)
"""Places by their last word."""
INSIDE = re.compile(
    r"\b(?:(?i:im|ins|am|ans)|(?i:an|aus|hinter|in|nahe|neben|vor) (?:das|de[mnr]|die)|"
    r"(?:Eingang|Garten|Gelände|Parkplatz|Räumen?) de[rs])(?: [a-zäöü]{3,20}e[nr])? \Z"
)
"""What stands before a house in which something is or happens."""
LAW = re.compile(r"(?=\w*[a-z])[A-ZÄÖÜ][\wÄÖÜ]{1,9}(?:G|GB|VO|PO|StG)$")
"""Abbreviations of laws: BauGB, BImSchG, GemHVO."""
INDEFINITE = re.compile(r"\b(?:[Ee]|[Kk]e)ine?[mnrs]?(?: [a-zäöüß]+e[mnrs]?)? $")
TITLED = re.compile(r"(?P<word>[\w-]+) [„\"»‚'] ?\Z")
"""A word in front of a title in quotation marks."""
CALLED = re.compile(r"(?P<word>[\w-]+) [„\"»‚']?\Z")
"""A word in front of a name: der Tanker „Muster“, das Projekt Muster."""
LOOK_BACK = 40
"""Code points in front of a name that are looked at."""
DEFINED = re.compile(
    r"(?:,? \(?[A-Z]{2,6}\)?,?)?(?: (?:ist|war|wird) (?:ein|eine|die|das|der)| [–-]|"
    r", (?:eine?[mr]?|die|das|der|de[mr])) (?:[a-zäöü]+e[nrs]? ){0,2}(?P<word>[A-ZÄÖÜ][\w-]+)"
)
"""What a text says of a name: ist ein Projekt der …, - Konferenz der …"""
DETERMINED = re.compile(
    r"\b(?:[Ee]ine?[mnrs]?|[Dd]e[mnrs]|[Dd]as|[Dd]ie|[Ii]m|[Aa]m|[Vv]om|[Zz]um|[Ss]eine?[mnrs]?|[Ii]hre?[mnrs]?|[Dd]essen|"
    r"[Dd]eren|[Pp]kw|PKW|Autos?|Fahrzeugs?|Wagens?|"
    r"Marken?|Typs?|Motorrad(?:e?s)?|Kraftrad(?:e?s)?)(?: [a-zäöüß-]{3,20}e[mnrs]?)? $"
)
"""An article or the like, perhaps with an adjective, in front of a name."""


def without_false(text: str, names: Sequence[Name]) -> list[Name]:
    """Leave out organisations that are none, and make places of municipalities (Landkreis Leer)."""
    otherwise = _defined_otherwise(text, names) | _vehicles(text, names)
    found: list[Name] = []
    for name in names:
        if name.label != "ORG":
            found.append(name)
        elif name.text not in otherwise and not _is_false(name) and not _is_false_here(text, name):
            found.append(_place(text, name) or name)
    return found


def _is_false(name: Name) -> bool:
    """Tell whether an organisation is a mere generic noun, or the name of something else."""
    words = name.text.split()
    if len(words) == 2 and TOWN_ADJECTIVE.match(words[0]):
        of_state = STATE_ADJECTIVE.match(words[0]) and words[1].startswith("Landtag")
        return is_generic(words[1]) and not of_state
    if STAFF.match(name.text) or (LAW.match(name.text) and not name.text.endswith("AG")):
        return True
    if finds := POLICE_FINDS.fullmatch(name.text):
        return is_word(finds["noun"]) and not settlements(finds["noun"])
    others = lines("not_organisations.txt")
    if name.text in others or name.text.rpartition("-")[2] in others or words[0] in ABBREVIATED_OFFICES:
        return True
    if len(words) == 1 and (is_generic(words[0]) or is_descriptor(words[0]) or name.text.endswith("-weit")):
        return True
    return _is_event(name.text)


def _is_event(text: str) -> bool:
    """Tell whether the head of a name, its last word or the one in front of von, is an event or a prize."""
    head = re.split(r" (?:von|vom|der|des|in) ", text)[0].lower()
    bases = (head, *(head.removesuffix(ending) for ending in ("s", "es", "n", "en", "e")))
    return any(base.endswith(lines("events.txt")) for base in bases)


def _is_false_here(text: str, name: Name) -> bool:
    """Tell whether what stands around an organisation makes it none."""
    before = text[max(0, name.start - LOOK_BACK) : name.start]
    if is_office(name.text.split()[0]) and INDEFINITE.search(before):
        return True
    titled = TITLED.search(before)
    return (titled is not None and is_undertaking(titled["word"])) or _is_adjective(text, name)


def _defined_otherwise(text: str, names: Sequence[Name]) -> set[str]:
    """Give the names of which the text says that they are a project, an event or a product."""
    found = set()
    for name in names:
        if name.label == "ORG" and not _is_body(name.text) and not LEGAL_FORM.search(name.text):
            before = CALLED.search(text, max(0, name.start - LOOK_BACK), name.start)
            said = (before, DEFINED.match(text, name.end))
            if any(match and is_undertaking(match["word"]) for match in said):
                found.add(name.text)
    return found


def _is_body(name: str) -> bool:
    first = name.split()[0]
    return is_known(name) or is_office(first) or is_institution(first)


def _vehicles(text: str, names: Sequence[Name]) -> set[str]:
    """Give the makes of vehicles that stand for a vehicle at as many of their mentions as not."""
    makes = _makes()
    balance: Counter[str] = Counter()
    for name in names:
        if name.label == "ORG" and f"{name.text} ".startswith(makes):
            before = text[max(0, name.start - LOOK_BACK) : name.start]
            balance[name.text] += 1 if DETERMINED.search(before) else -1
    return {make for make, more in balance.items() if more >= 0 and not LEGAL_FORM.search(make)}


@cache
def _makes() -> tuple[str, ...]:
    return tuple(f"{make} " for make in lines("vehicles.txt"))


def _is_adjective(text: str, name: Name) -> bool:
    """Tell whether a name is the adjective of a town in front of a noun (Hamburger Hafen)."""
    following = text[name.end : name.end + 2]
    return (
        TOWN_ADJECTIVE.fullmatch(name.text) is not None and following[:1] == " " and following[1:].isupper()
    )


def _place(text: str, name: Name) -> Name | None:
    """Give the place that an organisation is by its first or last word and where it stands, if it is one."""
    if PLACE.fullmatch(name.text):
        return name.model_copy(update={"label": "LOC"})
    first, _, rest = name.text.partition(" ")
    has_name = " " in name.text or "-" in name.text or not is_word(name.text)
    is_house = has_name and (is_building(first) or is_building(name.text.rpartition(" ")[2]))
    if is_house and INSIDE.search(text, max(0, name.start - LOOK_BACK), name.start):
        return name.model_copy(update={"label": "LOC"})
    if not rest[:1].isupper() or first not in municipal_words():
        return None
    start = name.start if municipal_words()[first] else name.end - len(rest)
    return Name(start=start, end=name.end, text=text[start : name.end], label="LOC")
