"""Base forms: genitive endings, inflected adjectives in names, names in capitals."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kiextract.pipeline.places.gazetteer import lines, settlements

Gender = Literal["m", "f", "n"]

_NOMINATIVE: dict[str, str] = {"m": "er", "f": "e", "n": "es"}
_ADJECTIVE = re.compile(r"(?P<stem>[A-Za-zÄÖÜäöüß-]{2,40}?)(?:e[rsnm]?)")
_LINKS = frozenset(
    {
        "a",
        "am",
        "an",
        "auf",
        "b",
        "bei",
        "d",
        "i",
        "o",
        "v",
        "der",
        "den",
        "dem",
        "im",
        "in",
        "ob",
        "und",
        "vor",
        "zum",
        "zur",
    }
)


@cache
def _genders() -> dict[str, Gender]:
    """Give noun (small letters) → gender of the nouns that names of places end with."""
    table: dict[str, Gender] = {}
    for line in lines("site_heads.tsv"):
        noun, gender, _ = line.split("\t")
        table[noun.lower()] = gender  # type: ignore[assignment]
    for line in lines("genders.tsv"):
        noun, gender = line.split("\t")
        table[noun.lower()] = gender  # type: ignore[assignment]
    return table


def gender(noun: str) -> Gender | None:
    """Give the gender of a noun by the longest known noun at its end; None if no known noun is there."""
    noun = noun.lower()
    return next((_genders()[noun[i:]] for i in range(len(noun)) if noun[i:] in _genders()), None)


def without_genitive(noun: str) -> str:
    """Take the genitive ending off a compound whose head noun is known: Schlosses → Schloss."""
    if gender(noun) is None:
        for ending in ("es", "s"):
            if noun.endswith(ending) and gender(noun[: -len(ending)]) in ("m", "n"):
                return noun[: -len(ending)]
    return noun


def nominative(name: str) -> str:
    """Give the nominative of a name that begins with an adjective or a noun of known gender.

    Neuen Schloss → Neues Schloss, Weißen Hauses → Weißes Haus, Schlosses Bellevue → Schloss Bellevue.
    Names that fit neither come back as they are.
    """
    words = name.split(" ")
    if len(words) == 1:
        return without_genitive(name)
    noun = without_genitive(words[1])
    match = _ADJECTIVE.fullmatch(words[0])
    known = gender(noun)
    is_inflected = (
        words[0].endswith(("en", "em", "es", "e")) and not gender(words[0]) and not settlements(words[0])
    )
    if match and known and (is_inflected or noun != words[1]):
        words[:2] = [match["stem"] + _NOMINATIVE[known], noun]
    else:
        words[0] = without_genitive(words[0])
    return " ".join(words)


def capitalised(name: str) -> str:
    """Write a name in capitals the usual way: BAD HOMBURG VOR DER HÖHE → Bad Homburg vor der Höhe."""
    if not name.isupper() or len(name) < 3:
        return name
    return re.sub(
        r"[^\W\d_]+",
        lambda word: word[0].lower() if word[0].lower() in _LINKS and word.start() else word[0].capitalize(),
        name,
    )
