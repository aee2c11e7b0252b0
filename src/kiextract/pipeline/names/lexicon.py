"""The words of the names room: data files, read once."""

from __future__ import annotations

import functools
from importlib.resources import files

from kiextract.pipeline.places.nouns import is_lemma, is_noun
from kiextract.pipeline.remembering import remembered

ENDINGS = ("es", "en", "s", "n")
"""Endings of nouns in the genitive, the dative and the plural."""
LONG = 9
"""Letters from which a word may be a compound that no list of nouns holds."""
SHORTEST = 5
"""Letters that a word must have for an ending to be taken off."""


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """Give the lines of a data file, in order, without comments."""
    text = (files("kiextract.pipeline.names") / "data" / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@remembered
def is_institution(word: str) -> bool:
    """Tell whether a word is one of ``institutions.txt``, in any case, or a compound that ends in one.

    The plural Wehren is none: places that follow it are those of several.
    """
    return _is_one_of(word, "institutions.txt") and not word.lower().endswith("wehren")


@remembered
def is_office(word: str) -> bool:
    """Tell whether a word is one of ``offices.txt``, in any case, or a compound that ends in one."""
    return _is_one_of(word, "offices.txt")


@remembered
def is_descriptor(word: str) -> bool:
    """Tell whether a word is one of ``descriptors.txt``, in any case, or a compound that ends in one."""
    return _is_one_of(word, "descriptors.txt") and word not in lines("known.txt")


@remembered
def is_undertaking(word: str) -> bool:
    """Tell whether a word is one of ``undertakings.txt``, in any case, or a compound that ends in one."""
    return _is_one_of(word, "undertakings.txt")


@remembered
def is_building(word: str) -> bool:
    """Tell whether a word is one of ``buildings.txt``, in any case, or a compound that ends in one."""
    return _is_one_of(word, "buildings.txt")


@remembered
def is_generic(word: str) -> bool:
    """Tell whether a word is one of ``generic.txt``, in any case."""
    return not _bases(word).isdisjoint(_entries("generic.txt")[0])


@functools.cache
def municipal_words() -> dict[str, bool]:
    """Give the words of ``municipal_words.txt``, and whether each belongs to the place behind it."""
    return {word: mark == "+" for word, mark in (line.split() for line in lines("municipal_words.txt"))}


@remembered
def is_word(word: str) -> bool:
    """Tell whether a word is a noun of the language, or a long one that ends in one (Haftantrag)."""
    tails = (word[at:].capitalize() for at in range(4, len(word) - 4)) if len(word) >= LONG else ()
    return is_noun(word) or any(is_lemma(tail) for tail in tails)


def _is_one_of(word: str, name: str) -> bool:
    if not word[:1].isupper():
        return False
    entries, last_parts = _entries(name)
    return any(base in entries or base.lower().endswith(last_parts) for base in _bases(word))


@functools.cache
def _entries(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the entries of a data file, and the last parts of compounds among them."""
    entries = lines(name)
    return frozenset(entries), tuple(entry[1:] for entry in entries if entry.startswith("-"))


def _bases(word: str) -> set[str]:
    return {word, *(word.removesuffix(ending) for ending in ENDINGS if len(word) >= SHORTEST)}
