"""Records as JSON and as JSON lines."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from kiextract.record import ErrorRecord, Record

UNSAFE = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Controls and bidi marks that JSON may hold as they are, but a terminal must not, and the line
separators at which some readers would cut JSON lines."""


def as_json(record: Record | ErrorRecord) -> str:
    """Give a record as JSON on many lines, without a line end behind it."""
    return _escaped(record.model_dump_json(indent=2))


def as_json_line(record: Record | ErrorRecord) -> str:
    """Give a record as JSON on one line, without a line end behind it."""
    return _escaped(record.model_dump_json())


def _escaped(json: str) -> str:
    r"""Write unsafe characters as ``\uXXXX``: they stand within strings only, so the data is the same."""
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of what is written for one input: a record or an error record."""
    schema = TypeAdapter(Record | ErrorRecord).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kiextract record",
        **schema,
    }
