"""The gazetteer: names of places and what is known of them.

The tables lie in ``data``; ``data/README.md`` says where they come from. Settlements are a sorted
table that is searched by bisection, so that loading it costs little more than reading the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kiextract.pipeline.remembering import remembered
from kiextract.record import PlaceKind

WHOLE_KEY = 8
"""Digits in the key of a municipality; a Kreis has 5, a Land 2."""


@dataclass(frozen=True)
class Entry:
    """One place that a form may name.

    ``key`` is the official key of a German place: 8 digits for a municipality, 5 for a Kreis, 2 for a
    Land; that of its Land for a settlement that is no municipality, and for a landscape. Abroad it is
    the ISO 3166-1 code of the country; it is empty where there is none. Latitude and longitude are
    degrees; population is 0 where it is not known.
    """

    name: str
    kind: PlaceKind
    key: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0

    @property
    def is_german(self) -> bool:
        """Tell whether the key is an official German one."""
        return self.key[:1].isdigit()


def lines(name: str) -> list[str]:
    """Give the lines of a table in ``data``, without comments."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Give the words of a plain list in ``data``."""
    return frozenset(lines(name))


class _Settlements:
    """Municipalities, their parts and foreign towns, by the forms of their names."""

    def __init__(self) -> None:
        self._table = lines("settlements.tsv")
        self.beginnings: dict[str, list[str]] = defaultdict(list)
        """First word → the forms of several words that begin with it, the longest first."""
        several_words = re.compile(r"^(([^\t\n /]+)[ /][^\t\n]*)", re.MULTILINE)
        for form, first in several_words.findall("\n".join(self._table)):
            self.beginnings[first].append(form)
        self.quarters = {form: Entry(form, "quarter", key) for form, key in _pairs("quarters.tsv")}
        """Form → quarter of a large town that the table lacks."""
        for form in self.quarters:
            if " " in form:
                self.beginnings[form.split()[0]].append(form)
        for forms in self.beginnings.values():
            forms.sort(key=len, reverse=True)

    def __getitem__(self, form: str) -> tuple[Entry, ...]:
        prefix = form + "\t"
        index = bisect_left(self._table, prefix)
        found = []
        while index < len(self._table) and self._table[index].startswith(prefix):
            found.append(_settlement(self._table[index]))
            index += 1
        if not found and form in self.quarters:
            return (self.quarters[form],)
        return tuple(found)


def _pairs(name: str) -> list[tuple[str, str]]:
    """Give the lines of a table of two columns."""
    return [(first, second) for first, _, second in (line.partition("\t") for line in lines(name))]


def _settlement(line: str) -> Entry:
    form, name, key, latitude, longitude, population = (line + "\t\t\t").split("\t")[:6]
    kind: PlaceKind = "quarter" if len(key) == 2 and key.isdigit() else "municipality"
    return Entry(
        name or form,
        kind,
        key,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(population or 0),
    )


@cache
def _settlements() -> _Settlements:
    return _Settlements()


LONGEST_FORM = 100
"""Letters; no form of the table has more."""


def settlements(form: str) -> tuple[Entry, ...]:
    """Give the municipalities, quarters and foreign towns of that name; none if there are none."""
    return _remembered_settlements(form) if len(form) <= LONGEST_FORM else ()


@remembered
def _remembered_settlements(form: str) -> tuple[Entry, ...]:
    return _settlements()[form]


def longer_forms(word: str) -> list[str]:
    """Give the names of several words that begin with a word, the longest first."""
    return _settlements().beginnings.get(word, [])


@cache
def districts() -> dict[str, Entry]:
    """Give form → Kreis. The bare name of a Kreis ("Elbe-Elster") is a form of it too."""
    found = {}
    for line in lines("districts.tsv"):
        form, name, key, latitude, longitude = (line + "\t\t\t").split("\t")[:5]
        found[form] = Entry(
            name or form,
            "district",
            key,
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
        )
    return found


@cache
def territories() -> dict[str, Entry]:
    """Give form → Land, country, continent, landscape or water."""
    found: dict[str, Entry] = {name: Entry(name, "water", "") for name in words("waters.txt")}
    for line in lines("regions.tsv"):
        name, _, land = line.partition("\t")
        found[name] = Entry(name, "region", land)
    for line in lines("countries.tsv"):
        name, code = line.split("\t")
        found[name] = Entry(name, "country", code)
    for line in lines("other_names.tsv"):
        form, code, kind, name = (line + "\t").split("\t")[:4]
        found[form] = Entry(name or form, kind, "" if code == "-" else code)  # type: ignore[arg-type]
    for line in lines("states.tsv"):
        form, key, name = (line + "\t").split("\t")[:3]
        found[form] = Entry(name or form, "state", key)
    return found
