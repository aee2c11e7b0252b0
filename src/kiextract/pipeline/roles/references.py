"""References by office alone: "die Staatssekretärin", "so der Rathauschef", headlines without a name.

A reference is resolved to a holder whose known office is compatible, by gender and nearness. A definite
office that nobody in the text holds is a role without holder.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kiextract.pipeline.roles.candidates import Candidate
from kiextract.pipeline.roles.lexicon import Entry, fold, lines
from kiextract.pipeline.roles.links import Link, Linker

SAME, BARE, ALIAS = 3, 2, 1
"""How well two offices agree: the same word, one the bare head of the other, or a listed synonym."""


@cache
def _aliases() -> dict[str, frozenset[str]]:
    """Read ``same_office.tsv``: a word for an office and the heads that it may stand for."""
    table = {}
    for line in lines("same_office.tsv"):
        word, heads = line.split("\t")
        table[fold(word)] = frozenset(fold(head) for head in heads.split())
    return table


def compatible(reference: Entry, known: Entry) -> int:
    """Tell how well an office that stands alone agrees with one that somebody is known to hold; 0 if not."""
    head, other = fold(reference.office.head), fold(known.office.head)
    if head == other:
        if reference.modifier == known.modifier:
            return SAME
        if not reference.modifier or not known.modifier:
            return BARE
        if reference.modifier.endswith(known.modifier) or known.modifier.endswith(reference.modifier):
            return BARE
        return 0
    if other.endswith(head) and not reference.modifier:
        return BARE
    if head.endswith(other) and not known.modifier:
        return BARE
    for mine, theirs in ((reference, other), (known, head)):
        words = _aliases().get(mine.modifier + fold(mine.office.head)) or _aliases().get(
            "*" + fold(mine.office.head)
        )
        if words and (theirs in words or "*" in words or any(theirs.endswith(word) for word in words)):
            return ALIAS
    return 0


@dataclass(frozen=True)
class _Known:
    person: str
    entry: Entry
    position: int
    candidate: Candidate


def add_references(linker: Linker) -> list[Link]:
    """Resolve the candidates that no rule linked; give all links in text order."""
    known = [
        _Known(person, link.candidate.entry, link.candidate.head, link.candidate)
        for link in linker.links.values()
        for person in link.holders
    ]
    for index, candidate in enumerate(linker.candidates):
        if index in linker.links:
            continue
        link = _resolve(linker, candidate, known)
        if link:
            linker.links[index] = link
    return [linker.links[index] for index in sorted(linker.links)]


def _resolve(linker: Linker, candidate: Candidate, known: list[_Known]) -> Link | None:
    if candidate.determiner in ("indefinite", "quantifier"):
        return None
    if not candidate.singular:
        return None
    if candidate.determiner == "none" and not _headline(linker, candidate):
        return None
    holder = _nearest(linker, candidate, known)
    if holder:
        return Link(candidate, [holder], "reference")
    if candidate.entry.office.kind in ("office", "function", "rank"):
        return Link(candidate, [], "unnamed_holder")
    return None


def _nearest(linker: Linker, candidate: Candidate, known: list[_Known]) -> str | None:
    positions: dict[str, list[int]] = {}
    best: tuple[int, int, int] | None = None
    holder = None
    for item in known:
        quality = compatible(candidate.entry, item.entry)
        if not quality or not linker.agrees(candidate, item.person):
            continue
        distance = candidate.head - item.position
        rank = (quality, int(distance > 0), -abs(distance))
        if best is None or rank > best:
            best, holder = rank, item.person
    del positions
    return holder


def _headline(linker: Linker, candidate: Candidate) -> bool:
    """Tell whether a bare office stands in a headline: it begins a line that no stop ends."""
    scene = linker.scene
    if candidate.first and not scene.tokens[candidate.first].lines:
        return False
    index = candidate.last
    while index + 1 < len(scene) and not scene.tokens[index + 1].lines:
        index += 1
    return scene.word(index) not in (".", ":", ";", ",")
