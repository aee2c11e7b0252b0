"""The command line.

Everything heavy (spaCy, pydantic, rich) is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

import typer
from typer.core import TyperCommand

from kiextract import __version__
from kiextract.console import ALL_WELL, FAILED, USAGE, complain
from kiextract.evaluation.command import evaluate
from kiextract.folder.command import batch
from kiextract.option_values import (
    Lang,
    LexiconOption,
    code_of,
    document_date_option,
    encoding_option,
    model_option,
    target_of,
)
from kiextract.view.command import view

if TYPE_CHECKING:
    from kiextract.output.language import Code

app = typer.Typer(
    name="kiextract",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(str, Enum):
    """What ``parse`` writes."""

    auto = "auto"
    table = "table"
    json = "json"
    jsonl = "jsonl"


def main() -> NoReturn:
    """Run the command line and exit; no exception leaves it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="kiextract")
    except BrokenPipeError:
        _leave_pipe()
    except OSError as error:
        from kiextract.errors import refused

        complain(str(refused(error)))
        sys.exit(FAILED)
    except Exception as error:
        from kiextract.errors import describe
        from kiextract.visible import visible

        complain(f"A fault in kiextract ({visible(describe(error))}): please report it with the command.")
        sys.exit(FAILED)
    sys.exit(ALL_WELL)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kiextract {__version__} ({_model_version()})")
        raise typer.Exit


def _model_version() -> str:
    import json

    meta_file = Path(__file__).parent / "model" / "meta.json"
    try:
        meta = json.loads(meta_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "without its model: install kiextract again"
    return f"model {meta['name']} {meta['version']}"


@app.callback()
def kiextract(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the versions of tool and model."
        ),
    ] = False,
) -> None:
    """Persons, roles, places, euro amounts and dates from German press releases.

    \b
    Examples:
      kiextract parse release.txt
      kiextract parse --format jsonl releases/*.txt > records.jsonl
      pdftotext release.pdf - | kiextract parse -
    """
    from kiextract.config import defaults
    from kiextract.errors import ConfigError

    try:
        context.default_map = defaults(context.invoked_subcommand)
    except ConfigError as error:
        context.obj = error  # told by the command, so that its --help is there without settings


class Configured(TyperCommand):
    """A command whose options can be set; it does nothing where the settings are wrong."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, or tell what is wrong with the settings."""
        if isinstance(ctx.obj, Exception):
            complain(str(ctx.obj))
            raise typer.Exit(USAGE) from ctx.obj
        return super().invoke(ctx)


@app.command(cls=Configured, short_help="Show what each FILE says: a table, or JSON.")
def parse(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", hidden=True),
    ] = None,
    format: Annotated[
        Format,
        typer.Option(
            help="table, for people; json, one object, or an array for several files; jsonl, one object a "
            "line; auto, a table on a terminal, else json for one file and jsonl for several."
        ),
    ] = Format.auto,
    lang: Annotated[
        Lang | None,
        typer.Option(help="Language of the table; without it, that of the locale: German, or English."),
    ] = None,
    document_date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=document_date_option,
            help="Day of publication, to which words like heute refer: 2018-03-16, 2018-03, '16. März 2018'. "
            "Without it, the text itself is searched for it.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=model_option,
            help="Name or folder of an installed spaCy pipeline with PER, LOC and ORG, instead of the model "
            "that comes with kiextract.",
        ),
    ] = None,
    lexicon: LexiconOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, which is replaced when all is done."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=encoding_option,
            help="Encoding of the files, such as cp850, where it is not recognised.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Add which rule made each mention of a person and each role, and what is from the lexicon.",
        ),
    ] = False,
) -> None:
    """Show who, in which role, where, how many euros and when, for each FILE.

    \b
    Examples:
      kiextract parse release.txt
      kiextract parse --document-date '16. März 2018' release.txt
      kiextract parse --format jsonl releases/*.txt > records.jsonl
      curl -s https://example.org/release.txt | kiextract parse -

    FILE is plain text in UTF-8, in UTF-16 with a byte-order mark or in Windows-1252; - is standard input.
    One file gives one record, in the order given; a file that cannot be read gives an error record and a
    sentence on standard error, and the others are still done.

    \b
    Exit codes:
      0    all is well
      1    a file failed, or the output could not be written
      2    the command line is wrong, or the model is missing
      130  interrupted
    """
    if not files:
        typer.echo(context.get_help(), err=True)
        complain("No FILE is given: name one, or give - to read standard input.")
        raise typer.Exit(USAGE)
    if files.count("-") > 1:
        raise typer.BadParameter("standard input can be read once only.", param_hint="-")
    options = {
        "model": model,
        "document_date": document_date,
        "encoding": encoding,
        "explain": explain,
        "lexicon": lexicon,
    }
    raise typer.Exit(_parse(files, format, code_of(lang), target_of(output), options))


@app.command(short_help="Print the JSON Schema of the records.")
def schema() -> None:
    """Print the JSON Schema of what parse writes as JSON.

    \b
    Examples:
      kiextract schema > record.schema.json
    """
    import json

    from kiextract.output.json import json_schema

    try:
        typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    except BrokenPipeError:
        _leave_pipe()


app.command(cls=Configured, short_help="Write the records of whole FOLDERs of files.")(batch)
app.command(cls=Configured, short_help="Write HTML pages to look at.")(view)
app.command(cls=Configured, short_help="Score kiextract on tagged documents of your own.")(evaluate)


def _parse(files: list[str], format: Format, lang: Code, target: Path | None, options: dict[str, Any]) -> int:
    """Write the record of every file, read with the options of a Parser; give the exit code."""
    from kiextract.errors import ModelError, OutputError
    from kiextract.output import writer_for
    from kiextract.output.target import open_target
    from kiextract.parsing import Parser
    from kiextract.record import ErrorRecord

    parser = Parser(**options)
    failed = False
    try:
        with open_target(target, files) as stream:
            several = len(files) > 1
            writer = writer_for(_format_for(format, stream, several), stream, several=several, lang=lang)
            for name in files:
                record = parser.parse(name)
                if isinstance(record, ErrorRecord):
                    failed = True
                    complain(record.error.message)
                writer.write(record)
            writer.finish()
    except BrokenPipeError:
        _leave_pipe()
    except ModelError as error:
        complain(str(error))
        return USAGE
    except OutputError as error:
        complain(str(error))
        return USAGE if error.type == "target" else FAILED
    return FAILED if failed else ALL_WELL


def _format_for(format: Format, stream: TextIO, several: bool) -> str:
    """Resolve auto: a table on a terminal, else JSON for one file and JSON lines for several."""
    if format is not Format.auto:
        return str(format.value)
    if stream.isatty():
        return "table"
    return "jsonl" if several else "json"


def _leave_pipe() -> None:
    """Go on quietly after the reader of standard output has gone (``| head -1``)."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
