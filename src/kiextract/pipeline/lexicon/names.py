"""The forms in which the name of a person or a place stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiextract.pipeline.persons.lexicon import addresses
from kiextract.pipeline.persons.tokens import tokenise
from kiextract.pipeline.places.inflection import gender

SIBILANTS = ("s", "ß", "x", "z", "ce")
"""Endings of names that take no genitive -s but an apostrophe, which stands behind the word."""
ADJECTIVE = re.compile(r"(?P<stem>\w{2,})(?:er|es|e)(?= [^\W\d_a-zäöüß])")
"""The first word of a name where it is an adjective: Alte Spinnerei, Neues Forum."""


def bare_name(name: str) -> str:
    """Give the name of a person as texts have it: Dr. Anna Muster and Muster, Anna → Anna Muster."""
    family, comma, given = name.partition(", ")
    tokens = tokenise(f"{given} {family}" if comma else name)
    words = [token.word for token in tokens if token.kind != "title" and token.word not in addresses()]
    return " ".join(words) if comma or len(words) < len(tokens) else name


def person_forms(name: str) -> Iterator[str]:
    """Give a name and its genitive."""
    yield name
    yield from _genitives(name)


def place_forms(name: str) -> Iterator[str]:
    """Give a name in every case: Oberkleinbachs; der Alten Spinnerei, Neuen Forums; Hauses Lindenhof."""
    yield name
    yield from _genitives(name)
    if match := ADJECTIVE.match(name):
        rest = name[match.end() :]
        for ending in ("e", "en", "em", "er", "es"):
            yield match["stem"] + ending + rest
            for genitive in ("s", "es"):
                yield match["stem"] + ending + rest + genitive
    else:
        first, space, rest = name.partition(" ")
        for genitive in _noun_genitives(first):
            yield genitive + space + rest


def _genitives(name: str) -> Iterator[str]:
    if not name.endswith(SIBILANTS):
        yield name + "s"
    if " " not in name:
        yield from _noun_genitives(name)


def _noun_genitives(noun: str) -> Iterator[str]:
    """Give the genitives of a noun if it is known to have one: Schlosses, Forums."""
    if gender(noun.rpartition(" ")[2]) in ("m", "n"):
        yield noun + "es"
        if not noun.endswith(SIBILANTS):
            yield noun + "s"
