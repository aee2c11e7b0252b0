"""Records as JSON and as JSON lines."""

from __future__ import annotations

import re
from json import dumps
from typing import Any, TextIO

from pydantic import TypeAdapter

from kiextract.record import ErrorRecord, Record
from kiextract.visible import is_unsafe

UNUSUAL = re.compile("[^\n -~\u00a1-\u00ac\u00ae-\u024f–—‘’‚“”„…€]")
"""Beyond ASCII, Latin letters and what else German text is full of, none of which is unsafe."""


class JsonWriter:
    """Writes one record as a JSON object on many lines."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, record: Record | ErrorRecord) -> None:
        """Write one record and flush it."""
        self._stream.write(as_json(record) + "\n")
        self._stream.flush()

    def finish(self) -> None:
        """Nothing stands behind the record."""


class JsonLinesWriter(JsonWriter):
    """Writes each record as a JSON object on a line of its own."""

    def write(self, record: Record | ErrorRecord) -> None:
        """Write one record and flush it."""
        self._stream.write(as_json_line(record) + "\n")
        self._stream.flush()


class JsonArrayWriter(JsonWriter):
    """Writes all records as one JSON array."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._before = "[\n"

    def write(self, record: Record | ErrorRecord) -> None:
        """Write one record and flush it."""
        self._stream.write(self._before + as_json(record))
        self._stream.flush()
        self._before = ",\n"

    def finish(self) -> None:
        """Close the array."""
        self._stream.write("\n]\n")
        self._stream.flush()


def as_json(record: Record | ErrorRecord) -> str:
    """Give a record as JSON on many lines, without a line end behind it."""
    return _escaped(record.model_dump_json(indent=2))


def as_json_line(record: Record | ErrorRecord) -> str:
    """Give a record as JSON on one line, without a line end behind it."""
    return _escaped(record.model_dump_json())


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of what is written for one input: a record or an error record."""
    schema = TypeAdapter(Record | ErrorRecord).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kiextract record",
        **schema,
    }


def _escaped(json: str) -> str:
    r"""Write unsafe characters as ``\uXXXX``: they stand within strings only, so the data is the same.

    They act on a terminal or cannot be seen, and at some of them readers would cut JSON lines.
    """
    return UNUSUAL.sub(_escape, json)


def _escape(match: re.Match[str]) -> str:
    return dumps(match[0])[1:-1] if is_unsafe(match[0]) else match[0]
