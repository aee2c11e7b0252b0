"""Names behind a word for what they are (der Netzbetreiber Musternetz); the word is no part of the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.boundaries import moved
from kiextract.pipeline.names.known import is_known
from kiextract.pipeline.names.lexicon import is_descriptor
from kiextract.pipeline.persons.lexicon import is_given
from kiextract.pipeline.places.adjectives import is_adjective_of_place
from kiextract.pipeline.places.gazetteer import settlements, territories
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.searching import CAPITAL

PROPER = r"[A-ZÄÖÜ][\w&'’-]*"
DESCRIBED = re.compile(
    rf"(?P<word>{CAPITAL}[\w-]+)(?= (?P<quote>[„\"»])?(?P<name>{PROPER}(?: {PROPER}){{0,3}}))"
)
"""A word, and the capitalised words that follow it."""
CLOSING = {"„": ("“", "”"), '"': ('"',), "»": ("«",)}


def described(text: str, names: Sequence[Name]) -> list[Name]:
    """Take such words off organisations, and make organisations of what follows them; in text order."""
    found = [
        _without_descriptor(text, name)
        for name in names
        if name.label != "ORG" or not is_descriptor(name.text)
    ]
    at = {name.start: index for index, name in enumerate(found)}
    taken = Intervals(found)
    for match in DESCRIBED.finditer(text):
        if not is_descriptor(match["word"]):
            continue
        start = match.start("name")
        if (index := at.get(start)) is not None:
            if not _is_person(found[index]):
                found[index] = found[index].model_copy(update={"label": "ORG"})
        elif not taken.touch(*match.span("name")) and (end := _end(text, match)) > start:
            found.append(Name(start=start, end=end, text=text[start:end], label="ORG"))
    return sorted(found, key=lambda name: name.start)


def _without_descriptor(text: str, name: Name) -> Name:
    first, space, rest = name.text.partition(" ")
    if name.label != "ORG" or not space or not rest[0].isupper():
        return name
    if is_known(name.text) or not is_descriptor(first):
        return name
    return moved(text, name, name.end - len(rest), name.end)


def _is_person(name: Name) -> bool:
    return name.label == "PER" and (" " in name.text or is_given(name.text))


def _end(text: str, match: re.Match[str]) -> int:
    """Give the end of a name, which has no noun and no given name outside quotation marks and is no place."""
    if match["quote"] and text.startswith(CLOSING[match["quote"]], match.end("name")):
        return match.end("name")
    start = end = match.start("name")
    for word in re.finditer(r"\S+", match["name"]):
        if is_noun(word[0]) or is_given(word[0]) or is_adjective_of_place(word[0]):
            break
        end = start + word.end()
    is_place = settlements(text[start:end]) or text[start:end] in territories()
    return start if is_place else end
