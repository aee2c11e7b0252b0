"""Where the words of a lexicon stand in a text. The time grows with the text, not with the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiextract.lexicon import Lexicon, OwnPlace
from kiextract.pipeline.layers import OwnKind, OwnWord
from kiextract.pipeline.lexicon.names import bare_name, person_forms, place_forms
from kiextract.pipeline.lexicon.offices import office_forms
from kiextract.pipeline.places.view import View
from kiextract.record import PlaceKind

TOKEN = re.compile(r"\w+|[^\w\s]")
PARAGRAPH = re.compile(r"\n\s*\n")
HYPHENATED = re.compile(r"[\w-]+$")
"""The first parts of a compound: Vize- in Vize-Digitallotse."""
LONGEST_COMPOUND = 60
"""Code points that are looked at before an office for the first parts of its compound."""

Key = tuple[str, ...]
"""A form, cut into tokens; all but the first keep the space before them, as one blank."""


@dataclass(frozen=True)
class Meaning:
    """What a form of the lexicon stands for; fields as in :class:`~kiextract.pipeline.layers.OwnWord`."""

    kind: OwnKind
    ignored: bool = False
    name: str = ""
    place_kind: PlaceKind | None = None
    readings: tuple[str, ...] = ()


class Matcher:
    """Finds the forms of all words of a lexicon; built once, used for many texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._meanings: dict[Key, dict[tuple[OwnKind, bool], Meaning]] = defaultdict(dict)
        for base_forms in (True, False):  # a form that is itself a base form means that
            for form, is_base, meaning in _entries(lexicon):
                if is_base == base_forms:
                    for spelling in (form, form.upper()):
                        key = tuple(token for token, _, _ in _tokens(spelling))
                        self._meanings[key].setdefault((meaning.kind, meaning.ignored), meaning)
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self._meanings:
            lengths[key[0]].add(len(key))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str) -> list[OwnWord]:
        """Give the words in text order, the longest of each kind where they overlap."""
        view = View(text)
        tokens = _tokens(view.text)
        found: list[OwnWord] = []
        free: dict[tuple[OwnKind, bool], int] = defaultdict(int)
        for index, (first, begin, _) in enumerate(tokens):
            for length in self._lengths.get(first.strip(), ()):
                end = tokens[index + length - 1][2] if index + length <= len(tokens) else 0
                if not end or not _stands_free(view.text, begin, end):
                    continue
                key = (first.strip(), *(token for token, _, _ in tokens[index + 1 : index + length]))
                for kind, meaning in self._meanings.get(key, {}).items():
                    start = _beginning(view.text, begin, meaning)
                    if start is not None and start >= free[kind]:
                        free[kind] = end
                        found.append(_own_word(text, *view.original(start, end), meaning))
        return sorted(found, key=lambda word: (word.start, word.end))


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Cut a text into words and signs, with their offsets; white space before one becomes one blank."""
    tokens = []
    position = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        tokens.append((" " + match[0] if start > position else match[0], start, end))
        position = end
    return tokens


def _stands_free(text: str, start: int, end: int) -> bool:
    """Tell whether a form is no part of a longer word or of an address, and lies in one paragraph."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 2]
    return not (
        before in ("@", "#", "_", "&")
        or behind[:1] in ("@", "_")
        or (behind[:1] in ("-", "&") and behind[1:].isalnum())
        or PARAGRAPH.search(text, start, end)
    )


def _beginning(text: str, start: int, meaning: Meaning) -> int | None:
    """Give where a word begins: an office with the first parts of its compound; no name is a last part."""
    compound = HYPHENATED.search(text, max(0, start - LONGEST_COMPOUND), start)
    if compound is None:
        return start
    return compound.start() if meaning.kind == "office" else None


def _own_word(text: str, start: int, end: int, meaning: Meaning) -> OwnWord:
    return OwnWord(
        start=start,
        end=end,
        text=text[start:end],
        kind=meaning.kind,
        ignored=meaning.ignored,
        name=meaning.name,
        place_kind=meaning.place_kind,
        readings=meaning.readings,
    )


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, bool, Meaning]]:
    """Give every form of a lexicon, whether it is a base form, and what it means."""
    yield from _offices(lexicon.offices, ignored=False)
    yield from _offices(lexicon.ignore.offices, ignored=True)
    for name in map(bare_name, lexicon.persons):
        yield from _with_bases(name, person_forms(name), Meaning("person", name=name))
    for name in lexicon.ignore.persons:
        yield from _with_bases(name, person_forms(name), Meaning("person", ignored=True, name=name))
    for place in lexicon.places:
        yield from _place(place)
    for name in lexicon.ignore.places:
        yield from _with_bases(name, place_forms(name), Meaning("place", ignored=True, name=name))


def _offices(entries: Iterable[str], *, ignored: bool) -> Iterator[tuple[str, bool, Meaning]]:
    for entry in entries:
        name, found = office_forms(entry)
        for form, readings in found.items():
            yield form, False, Meaning("office", ignored, name, readings=tuple(sorted(readings)))


def _place(place: OwnPlace) -> Iterator[tuple[str, bool, Meaning]]:
    meaning = Meaning("place", name=place.name, place_kind=place.kind)
    for name in (place.name, *place.forms):
        yield from _with_bases(name, place_forms(name), meaning)


def _with_bases(name: str, forms: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, bool, Meaning]]:
    return ((form, form == name, meaning) for form in forms)
