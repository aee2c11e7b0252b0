"""Write docs/record.md from the types of the record, and docs/options.md from the commands.

python docs/generate.py
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from kiextract import cli
from kiextract.output.json import json_schema

FOLDER = Path(__file__).parent
RECORD_HEAD = """# The record, field by field

What `kiextract parse` writes as JSON for one document. Offsets are half-open and count Unicode code points
of the decoded text: `text == document[start:end]`, always. Fields may be added; where one changes its name or
meaning, `schema_version` changes. `kiextract schema` prints the same as a JSON Schema, from which this page
is made (`python docs/generate.py`).
"""
OPTIONS_HEAD = """# Every command and option

Made from the commands themselves (`python docs/generate.py`); `kiextract COMMAND --help` says the same on the
terminal, with examples and exit codes. Explanations: [parse and schema](command-line.md), [batch](batch.md),
[view](view.md), [evaluate](evaluation.md). Settings can stand for options: [configuration](configuration.md).
"""


def options_page() -> str:
    """Give the page of the commands."""
    return OPTIONS_HEAD + "".join("".join(_command(command)) for command in cli.app.registered_commands)


def _command(command: CommandInfo) -> Iterator[str]:
    function: Any = command.callback
    hints = {name: _annotated(hint) for name, hint in get_type_hints(function, include_extras=True).items()}
    described = [
        (parameter, hints[name].__origin__, hints[name].__metadata__[0])
        for name, parameter in inspect.signature(function).parameters.items()
        if get_origin(hints[name]) is Annotated
    ]
    arguments = [_argument(kind, info) for _, kind, info in described if isinstance(info, ArgumentInfo)]
    options = [_option(*found) for found in described if isinstance(found[2], OptionInfo)]
    usage = " ".join(["kiextract", function.__name__, *(["[OPTIONS]"] if options else []), *arguments])
    yield f"\n## kiextract {function.__name__}\n\n{command.short_help}\n\n    {usage}\n"
    if options:
        yield "\n| option | value | meaning |\n| --- | --- | --- |\n"
        yield from options


def _annotated(hint: Any) -> Any:
    """Take off the Optional that Python 3.10 puts around the hint of a parameter with the default None."""
    return next((part for part in get_args(hint) if get_origin(part) is Annotated), hint)


def _argument(kind: Any, info: ArgumentInfo) -> str:
    return f"[{info.metavar}]..." if "list" in str(kind) else str(info.metavar)


def _option(parameter: inspect.Parameter, kind: Any, info: OptionInfo) -> str:
    declared = (info.default, *(info.param_decls or ()))  # within Annotated, the first name is a default
    names = [name for name in declared if isinstance(name, str) and name.startswith("-")]
    shown = ", ".join(f"`{name}`" for name in names or [f"--{parameter.name.replace('_', '-')}"])
    return f"| {shown} | {_value(parameter.default, kind, info)} | {info.help} |\n"


def _value(default: Any, kind: Any, info: OptionInfo) -> str:
    """Give what an option takes, and what holds without it."""
    if kind is bool:
        return ""
    choices = next((part for part in (kind, *get_args(kind)) if isinstance(part, EnumMeta)), ())
    value = ", ".join(f"`{choice.value}`" for choice in choices) or info.metavar or ""
    if default is inspect.Parameter.empty:
        return f"{value}; must be given"
    if default is None:
        return value
    return f"{value}; without it `{getattr(default, 'value', default)}`"


def record_page() -> str:
    """Give the page of the record."""
    types: dict[str, Any] = json_schema()["$defs"]
    order = dict.fromkeys(["Record", *_referred(types["Record"]), "Mention", "ErrorRecord", "ErrorDetail"])
    assert order.keys() == types.keys(), "a type is missing"  # noqa: S101 - for the one who adds a type
    return RECORD_HEAD + "".join(_section(name, types[name]) for name in order)


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


PAGES = {FOLDER / "options.md": options_page, FOLDER / "record.md": record_page}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
