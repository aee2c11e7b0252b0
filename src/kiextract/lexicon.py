"""The user's lexicon: own words for offices, persons and places, and words that are none.

It is plain data, as it stands in the table ``[lexicon]`` of a settings file; what it does to a text is in
:mod:`kiextract.pipeline.lexicon`. Nothing heavy is imported here, since the command line needs it at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiextract.errors import ConfigError

if TYPE_CHECKING:
    from kiextract.record import PlaceKind

TABLE = "lexicon"
"""Name of the table in a settings file."""
KEYS = ("offices", "persons", "places", "ignore")
PLACE_KEYS = ("name", "kind", "forms")
IGNORE_KEYS = ("offices", "persons", "places")

WORD = re.compile(r"[^\W_](?:[\w .,:;&/()*'’!?+-]*[\w.)!?])?")
"""What a word may be: letters and digits, with spaces and marks in it."""
OFFICE = re.compile(r"(?P<man>[^\W\d_a-zäöüß][\w .&-]*)(?:/(?P<woman>-?in|r|[^\W\d_a-zäöüß][\w .&-]*))?")
"""Digitallotse, Digitallotse/in, Beauftragte/r, Landrat/Landrätin, as records write them."""


@dataclass(frozen=True)
class OwnPlace:
    """A place: the base form of its name, its kind as in a record, and other words for it."""

    name: str
    kind: PlaceKind
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ignored:
    """Words that are never reported as an office, a person or a place."""

    offices: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Own words, in their base forms. Immutable; it can be compared, hashed and pickled.

    An office is written as records write it: ``Digitallotse`` or ``Digitallotse/in``, ``Beauftragte/r``,
    ``Landrat/Landrätin``. A person is a surname or a full name.
    """

    offices: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    ignore: Ignored = field(default_factory=Ignored)

    @classmethod
    def parse(cls, table: Mapping[str, Any] | Lexicon, source: str = "the lexicon") -> Lexicon:
        """Read the table ``[lexicon]``; ``source`` is where it stands, for messages. Raises ConfigError."""
        if isinstance(table, Lexicon):
            return table
        reader = _Reader(source)
        reader.check_table(TABLE, table, KEYS)
        ignore = table.get("ignore", {})
        reader.check_table(f"{TABLE}.ignore", ignore, IGNORE_KEYS)
        return cls(
            offices=reader.offices(f"{TABLE}.offices", table.get("offices", [])),
            persons=reader.words(f"{TABLE}.persons", table.get("persons", [])),
            places=reader.places(f"{TABLE}.places", table.get("places", [])),
            ignore=Ignored(
                offices=reader.offices(f"{TABLE}.ignore.offices", ignore.get("offices", [])),
                persons=reader.words(f"{TABLE}.ignore.persons", ignore.get("persons", [])),
                places=reader.words(f"{TABLE}.ignore.places", ignore.get("places", [])),
            ),
        )

    @classmethod
    def read(cls, file: str | Path) -> Lexicon:
        """Read the table ``[lexicon]`` of a TOML file (``[tool.kiextract.lexicon]`` in a pyproject.toml).

        Raises ConfigError where the file cannot be read, has no such table, or something in it is wrong.
        """
        content = read_toml(file)
        table = content.get(TABLE, (tool_table(content) or {}).get(TABLE))
        if table is None:
            raise ConfigError.without_table(str(file), TABLE)
        return cls.parse(table, str(file))

    def as_table(self) -> dict[str, Any]:
        """Give the words as :meth:`parse` takes them, made of dicts, lists and strings only."""
        return {
            "offices": list(self.offices),
            "persons": list(self.persons),
            "places": [
                {"name": place.name, "kind": place.kind, "forms": list(place.forms)} for place in self.places
            ],
            "ignore": {kind: list(getattr(self.ignore, kind)) for kind in IGNORE_KEYS},
        }


def read_toml(file: str | Path) -> dict[str, Any]:
    """Read a TOML file. Raises ConfigError."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        table: dict[str, Any] = tomllib.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError.unreadable(str(file), error) from error
    return table


def tool_table(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the table ``[tool.kiextract]`` of what a pyproject.toml holds, None if there is none."""
    tool = content.get("tool")
    table = tool.get("kiextract") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


class _Reader:
    """Checks values; every error names the source, the key and what to give."""

    def __init__(self, source: str) -> None:
        self._source = source

    def _wrong(self, key: str, value: object, wanted: str) -> ConfigError:
        return ConfigError.wrong_value(self._source, key, value, wanted)

    def check_table(self, key: str, table: object, known: tuple[str, ...]) -> None:
        if not isinstance(table, Mapping):
            raise self._wrong(key, table, f"a table with {', '.join(known)}")
        for name in table:
            if name not in known:
                raise ConfigError.unknown_key(self._source, f"{key}.{name}", known)

    def words(self, key: str, value: object) -> tuple[str, ...]:
        """Give a list of words, white space collapsed."""
        if not isinstance(value, (list, tuple)):
            raise self._wrong(key, value, "a list of words")
        return tuple(self._word(key, word, WORD, "words of letters, such as Beispiel") for word in value)

    def offices(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, (list, tuple)):
            raise self._wrong(key, value, "a list of offices")
        wanted = "offices such as Digitallotse/in, Beauftragte/r or Landrat/Landrätin, with capital letters"
        return tuple(self._word(key, word, OFFICE, wanted) for word in value)

    def _word(self, key: str, word: object, pattern: re.Pattern[str], wanted: str) -> str:
        line = " ".join(word.split()) if isinstance(word, str) else ""
        if not pattern.fullmatch(line):
            raise self._wrong(key, word, wanted)
        return line

    def places(self, key: str, value: object) -> tuple[OwnPlace, ...]:
        if not isinstance(value, (list, tuple)):
            raise self._wrong(key, value, 'a list of places, each { name = "…", kind = "…" }')
        return tuple(self._place(key, place) for place in value)

    def _place(self, key: str, place: object) -> OwnPlace:
        from typing import get_args

        from kiextract.record import PlaceKind

        if not isinstance(place, Mapping):
            raise self._wrong(key, place, 'places as { name = "…", kind = "…" }')
        self.check_table(key, place, PLACE_KEYS)
        (name,) = self.words(f"{key}.name", [place.get("name")])
        kinds = get_args(PlaceKind)
        if place.get("kind") not in kinds:
            raise self._wrong(f"{key}: the kind of {name!r}", place.get("kind"), " or ".join(kinds))
        return OwnPlace(name, place["kind"], self.words(f"{key}.forms", place.get("forms", [])))
