"""Whether two words for an office can mean the same one: Staatssekretärin, Integrationsstaatssekretärin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from kiextract.pipeline.roles.candidates import Candidate
from kiextract.pipeline.roles.lexicon import Entry, fold, lines
from kiextract.pipeline.roles.scene import Scene

MOST_FIELDS = 12
"""Most tokens behind an office that are read as its fields."""
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
        if theirs.startswith(mine + "-") or mine.startswith(theirs + "-"):
            return BARE  # AfD-Chef, AfD-Landeschef
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


def readings_of(scene: Scene, candidate: Candidate) -> tuple[Entry, ...]:
    """Read "Leiter des Amtes" like "Amtsleiter", "Minister für Bau und Verkehr" like "Bauminister".

    Gives one entry, or for fields behind "für" one for each noun.
    """
    entry, noun = candidate.entry, candidate.head + 2
    if candidate.last < noun:
        return (entry,)
    following = scene.word(candidate.head + 1)
    if following == "für":
        return tuple(_fields(scene, candidate)) or (entry,)
    if entry.modifier or entry.office.complement != "free" or following not in ("der", "des"):
        return (entry,)
    return (Entry(entry.office, fold(scene.word(noun)), entry.readings),)


def _fields(scene: Scene, candidate: Candidate) -> Iterator[Entry]:
    """Give the office once for each noun of its field: Bundesminister für Arbeit, Bundesarbeitsminister."""
    entry = candidate.entry
    for index in range(candidate.head + 2, min(candidate.last, candidate.head + MOST_FIELDS) + 1):
        if scene.tokens[index].capitalised:
            yield Entry(entry.office, entry.modifier + fold(scene.word(index)).rstrip("-"), entry.readings)


def best_agreement(references: Iterable[Entry], known: Iterable[Entry]) -> int:
    """Give the best of :func:`compatible` for the readings of two offices."""
    return max(compatible(one, other) for one, other in product(references, known))
