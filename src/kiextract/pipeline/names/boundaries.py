"""Repair the boundaries of names, whichever model found them.

Each repair takes the text and the names in text order, and gives the names anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.lexicon import is_institution, is_office

EDGES = " \t\r\n\f\v\u00a0„“”\"»«‚‘’'`´(){}[],.;:!?–—-/&*•·…|_=+#@<>"
"""Signs that begin or end no name, but for a bracket or quotation mark that has its partner inside."""
PAIRS = {")": "(", "]": "[", "“": "„", "”": "„“", '"': '"', "«": "»", "»": "«", "’": "", "'": "", ".": ""}
OPENING = {")": "(", "]": "[", "“": "„", "”": "„", '"': '"', "«": "»"}
ABBREVIATION = re.compile(r"(?:\b\w|\bCo|\bGebr|\bInc|\bLtd|\bSt|\bJr|\bjr|\bjun|\bsen)\.$")
"""What a name ends in that keeps its full stop (Verein e. V.)."""
CUT_ABBREVIATION = re.compile(r"\b(?:e\. ?V|a\. ?G|m\. ?b\. ?H|& Co)$")
"""Endings of companies and associations from which a model cuts the full stop."""
LOOSE_WORDS = re.compile(
    r"(?:\s(?:am|an|auf|aus|bei|beim|das|dem|den|der|des|die|für|im|in|mit|oder|sowie|und|vom|von|zum|zur))+$"
)
"""Articles, prepositions and conjunctions at the end of a name, which another name had to follow."""
LEGAL_FORM = re.compile(
    r" (?:g?GmbH(?: & Co\. ?(?:KGaA|KG|OHG))?|mbH|AG(?: & Co\. ?KG(?:aA)?)?|SE(?: & Co\. ?KGaA)?|"
    r"KGaA|KG|OHG|GbR|UG|eG|e\. ?[VGK]\.|Inc\.?|Ltd\.?|Corp\.?|plc|S\.A\.|Group|Holding|"
    r"(?:Medien|Unternehmens|Verlags|Versicherungs|Banken)gruppe)(?![\w-])"
)
"""What follows the name of a company or association and belongs to it."""
LOOSE_ADJECTIVE = re.compile(
    r"(?:gemeinnützig|örtlich|zuständig|neu|ehemalig|früher|damalig|beteiligt|lokal|regional|dortig|hiesig|heutig|"
    r"jeweilig|bekannt|renommiert|betroffen|eigen|ander|all|gesamt)e?[mnrs]? (?=[A-ZÄÖÜ])"
)
"""Adjectives, written small, that a model takes in at the beginning of a name."""
FROM_TOWN = re.compile(
    r"[A-ZÄÖÜ][\w-]+er (?=(?:[\w-]*[Ss]tiftung|[\w-]*[Ii]nstituts?) (?:für |der )?[A-ZÄÖÜ])"
)
"""The town of an institution that has a name of its own: Berliner Stiftung …"""
IN_PLACE = re.compile(r" (?:in|im) (?=[A-ZÄÖÜ]|de[mr] )")
"""Where an institution is, or what it is a part of."""
GENITIVE_MARK = re.compile(r"[sßxz][’']$")
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|[#@]\w+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,8}/\S*"
)
"""Web and mail addresses and hashtags: the names in them are no mentions."""
DOMAIN = re.compile(
    r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:de|com|org|net|eu|info|at|ch|example)\b"
)
"""Both patterns begin where no such word goes on and have bounds, so that they take linear time."""
LETTER = re.compile(r"[^\W\d_]")


class Extent(NamedTuple):
    """Half-open offsets in code points."""

    start: int
    end: int


def repaired(text: str, names: Sequence[Name]) -> list[Name]:
    """Trim the names and leave out those that have no letter or stand in a web or mail address."""
    addresses = Intervals(_addresses(text, names))
    return [
        name
        for name in _trimmed(text, names)
        if LETTER.search(name.text) and not addresses.touch(name.start, name.end)
    ]


def _addresses(text: str, names: Iterable[Name]) -> Iterator[Extent]:
    """Find the addresses that names lie in; of the text only the words around names are searched, once."""
    searched = 0
    for name in names:
        if name.end <= searched:
            continue
        start, end = max(name.start, searched), name.end
        while start > searched and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        for pattern in (ADDRESS, DOMAIN):
            yield from (Extent(*found.span()) for found in pattern.finditer(text, start, end))
        searched = end


def moved(text: str, name: Name, start: int, end: int) -> Name:
    """Give the name with other offsets."""
    return Name(start=start, end=end, text=text[start:end], label=name.label)


def _trimmed(text: str, names: Iterable[Name]) -> Iterator[Name]:
    for name in names:
        start, end = name.start, name.end
        if name.label == "ORG":
            start, end = _without_surroundings(text, start, end)
        if loose := LOOSE_WORDS.search(text, start, end):
            end = loose.start()
        if text[end : end + 1] == "." and CUT_ABBREVIATION.search(text[start:end]):
            end += 1
        while end > start and _is_loose(text[start:end]):
            end -= 1
        while start < end and text[start] in EDGES and not _opens(text[start:end]):
            start += 1
        if _lacks(text[start:end], text[end : end + 1]):
            end += 1
        if start < end:
            yield name if (start, end) == (name.start, name.end) else moved(text, name, start, end)


def _without_surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off an organisation what says which one or where it is: "gemeinnützig", "in Minden"."""
    if before := LOOSE_ADJECTIVE.match(text, start, end) or FROM_TOWN.match(text, start, end):
        start = before.end()
    place = IN_PLACE.search(text, start, end)
    if place and not LEGAL_FORM.search(text, start, end) and not _is_quoted(text[start : place.start()]):
        words = text[start : place.start()].split(" ")
        if is_institution(words[-1]) or is_office(words[0]) or is_institution(words[0]):
            end = place.start()
    return start, end


def _is_quoted(text: str) -> bool:
    return any(mark in text for mark in OPENING.values())


def _is_loose(name: str) -> bool:
    """Tell whether the last sign is no part of the name."""
    last = name[-1]
    if last not in EDGES or ABBREVIATION.search(name) or GENITIVE_MARK.search(name):
        return False
    return not any(partner in name[:-1] for partner in PAIRS.get(last, ""))


def _lacks(name: str, following: str) -> bool:
    """Tell whether the sign behind the name closes a bracket or quotation mark that opens within it."""
    opening = OPENING.get(following)
    if opening is None:
        return False
    if opening == following:
        return name.count(following) % 2 == 1
    return name.count(opening) > name.count(following)


def _opens(name: str) -> bool:
    """Tell whether the first sign is a bracket or quotation mark that closes within the name."""
    return any(name[0] in partners and closing in name[1:] for closing, partners in PAIRS.items())
