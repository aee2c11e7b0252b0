"""Organisations that everybody knows (``known.txt``), found without any model."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.lexicon import lines
from kiextract.pipeline.names.patterned import patterned

WORD = re.compile(r"[^\W\d_](?<![\w@#/.-].)[\w.'’/-]*[\w.]")
ADJECTIVE = re.compile(r"(?P<stem>[A-ZÄÖÜ][\w-]+?)(?:e|er|es)")
ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
GENITIVE = ("", "s", "es")
BORDER = r"(?![\w@/-])"


def is_known(name: str) -> bool:
    """Tell whether a name, in any case, is one of ``known.txt``."""
    return any(found.text == name for found in _known(name))


def with_known(text: str, names: Sequence[Name]) -> list[Name]:
    """Add the organisations that their form or a list tells, in text order.

    They take the place of names within them, and give way to names that reach further.
    """
    known = list(_apart([*_known(text), *patterned(text)]))
    of_known = Intervals(known)
    kept = [name for name in names if not of_known.covers(name.start, name.end)]
    others = Intervals(kept)
    added = [name for name in known if not others.touch(name.start, name.end)]
    return sorted([*kept, *added], key=lambda name: name.start)


def _apart(names: Iterable[Name]) -> Iterator[Name]:
    """Give the names in text order without those that begin within another, or there and are shorter."""
    end = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.start >= end:
            yield name
            end = name.end


def _known(text: str) -> Iterator[Name]:
    table = _table()
    end = 0
    for match in WORD.finditer(text):
        word = match[0]
        entries = table.get(word)
        if entries is None and word[-1] == ".":
            entries = table.get(word.rstrip(".'’"))
        if entries is None or match.start() < end:
            continue
        for entry in entries:
            if whole := _pattern(entry).match(text, match.start()):
                end = whole.end()
                yield Name(start=match.start(), end=end, text=whole[0], label="ORG")
                break


@functools.cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Give the known organisations by each form of their first word, long ones first."""
    table: dict[str, list[str]] = defaultdict(list)
    for entry in sorted(lines("known.txt"), key=len, reverse=True):
        *words, last = entry.split(" ")
        adjective = ADJECTIVE.fullmatch(words[0]) if words else None
        stem = adjective["stem"] if adjective else (words or [last])[0]
        for ending in ADJECTIVE_ENDINGS if adjective else GENITIVE:
            table[stem + ending].append(entry)
    return {word: tuple(entries) for word, entries in table.items()}


@functools.cache
def _pattern(entry: str) -> re.Pattern[str]:
    """Give the pattern of a known organisation in all its forms."""
    *words, last = entry.split(" ")
    return re.compile(" ".join([*map(_inflected, words), rf"{re.escape(last)}(?:e?s)?"]) + BORDER)


def _inflected(word: str) -> str:
    """Give a pattern of a word within a name: of an adjective with any ending."""
    adjective = ADJECTIVE.fullmatch(word)
    return rf"{re.escape(adjective['stem'])}e[mnrs]?" if adjective else re.escape(word)
