"""Whether two words for an office can mean the same one: Staatssekretärin, Integrationsstaatssekretärin."""

from __future__ import annotations

from functools import cache

from kiextract.pipeline.roles.candidates import Candidate
from kiextract.pipeline.roles.lexicon import Entry, fold, lines
from kiextract.pipeline.roles.scene import Scene

SAME, BARE, ALIAS = 3, 2, 1
"""How well two offices agree: the same word, one the bare head of the other, or a listed synonym."""

LEADERS = frozenset(("chef", "vorsitzender", "leiter", "direktor", "präsident", "geschäftsführer"))
"""Offices that mean the same at the head of one body: Museumschef, Museumsleiter."""


@cache
def _aliases() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Read ``same_office.tsv``: words by themselves, and last parts (written with "*")."""
    words: dict[str, frozenset[str]] = {}
    endings: dict[str, frozenset[str]] = {}
    for line in lines("same_office.tsv"):
        word, heads = line.split("\t")
        table = endings if word.startswith("*") else words
        table[fold(word.removeprefix("*"))] = frozenset(fold(head) for head in heads.split())
    return words, endings


def _stands_for(entry: Entry) -> frozenset[str]:
    words, endings = _aliases()
    word = entry.modifier + fold(entry.office.head)
    if word in words:
        return words[word]
    return next((heads for ending, heads in endings.items() if word.endswith(ending)), frozenset())


def compatible(reference: Entry, known: Entry) -> int:
    """Tell how well an office that stands alone agrees with one that somebody is known to hold; 0 if not."""
    head, other = fold(reference.office.head), fold(known.office.head)
    if head == other:
        mine, theirs = _stem(reference.modifier), _stem(known.modifier)
        if mine == theirs:
            return SAME
        if ("vize" in mine) != ("vize" in theirs):
            return 0
        if not mine or not theirs or mine.endswith(theirs) or theirs.endswith(mine):
            return BARE
        return 0
    if (other.endswith(head) and not reference.modifier) or (head.endswith(other) and not known.modifier):
        return BARE
    leads = {head, other} <= LEADERS
    if leads and (not known.modifier or _stem(reference.modifier)[:4] == _stem(known.modifier)[:4]):
        return ALIAS
    if any((known.modifier + other).endswith(meant) for meant in _stands_for(reference)):
        return ALIAS
    if any(
        (reference.modifier + head).endswith(meant) for meant in _aliases()[0].get(known.modifier + other, ())
    ):
        return ALIAS
    return 0


def _stem(modifier: str) -> str:
    """Strip the linking s: Amtsleiter, Leiter des Amtes."""
    return modifier.removesuffix("es") if modifier.endswith("es") else modifier.removesuffix("s")


def with_body(scene: Scene, candidate: Candidate) -> Entry:
    """Read "Leiter des Amtes" like "Amtsleiter", "Chef der Verwaltung" like "Verwaltungschef"."""
    entry, noun = candidate.entry, candidate.head + 2
    genitive = scene.word(candidate.head + 1) in ("der", "des") and candidate.last >= noun
    if entry.modifier or entry.office.complement != "free" or not genitive:
        return entry
    return Entry(entry.office, fold(scene.word(noun)), entry.readings)
