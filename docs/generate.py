"""Write docs/record.md from the types of the record: ``python docs/generate.py``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kiextract.output.json import json_schema

PAGE = Path(__file__).parent / "record.md"
HEAD = """# The record, field by field

What `kiextract parse` writes as JSON for one document. Offsets are half-open and count Unicode code points
of the decoded text: `text == document[start:end]`, always. Fields may be added; where one changes its name or
meaning, `schema_version` changes. `kiextract schema` prints the same as a JSON Schema, from which this page
is made (`python docs/generate.py`).
"""


def page() -> str:
    """Give the page."""
    types: dict[str, Any] = json_schema()["$defs"]
    order = dict.fromkeys(["Record", *_referred(types["Record"]), "Mention", "ErrorRecord", "ErrorDetail"])
    assert order.keys() == types.keys(), "a type is missing"  # noqa: S101 - for the one who adds a type
    return HEAD + "".join(_section(name, types[name]) for name in order)


def _referred(schema: dict[str, Any]) -> list[str]:
    """Give the names of the types of the fields, in their order."""
    return re.findall(r"#/\$defs/(\w+)", json.dumps(schema))


def _section(name: str, schema: dict[str, Any]) -> str:
    rows = (
        f"| `{field}` | {_type(value)} | {value.get('description', '')} |\n"
        for field, value in schema["properties"].items()
    )
    table = "| field | type | meaning |\n| --- | --- | --- |\n" + "".join(rows)
    return f"\n## {name}\n\n{schema['description']}\n\n{table}"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "const" in schema:
        return f'`"{schema["const"]}"`'
    if "enum" in schema:
        return ", ".join(f'`"{value}"`' for value in schema["enum"])
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    return " ".join(filter(None, (schema["type"], schema.get("format") and f"({schema['format']})")))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
