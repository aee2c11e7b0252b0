"""The command ``kiextract batch``: its options; the work is in ``run``."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from kiextract.console import USAGE, complain
from kiextract.option_values import (
    LexiconOption,
    document_date_option,
    encoding_option,
    model_option,
    target_of,
)

if TYPE_CHECKING:
    from kiextract.folder.inputs import Shard


class BatchFormat(str, Enum):
    """What ``batch`` writes."""

    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"


class Engine(str, Enum):
    """Who does the work."""

    local = "local"
    ray = "ray"


LEAST_TIMEOUT = 0.1
LONGEST_TIMEOUT = 86_400.0
"""Seconds of a day: what takes longer is no document, and clocks take no numbers without end."""


def _timeout_option(value: float) -> float:
    """Check that a time limit is a number of seconds that makes sense; inf and nan do not."""
    if not LEAST_TIMEOUT <= value <= LONGEST_TIMEOUT:
        raise typer.BadParameter(
            f"{value:g} is no time limit: give seconds, from {LEAST_TIMEOUT:g} to {LONGEST_TIMEOUT:.0f}."
        )
    return value


def _shard_option(value: str | None) -> str | None:
    """Check that a shard is one."""
    if value is not None:
        try:
            _shard(value)
        except ValueError:
            raise typer.BadParameter(
                f"{value!r} is no part: write i/n with i from 1 to n, like 1/8."
            ) from None
    return value


def _shard(value: str) -> Shard:
    from kiextract.folder.inputs import Shard

    return Shard.parse(value)


def batch(
    context: typer.Context,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="File to write, or folder for csv and parquet; it is replaced when all is done. "
            "- streams to standard output.",
        ),
    ],
    folders: Annotated[list[str] | None, typer.Argument(metavar="FOLDER", hidden=True)] = None,
    format: Annotated[
        BatchFormat,
        typer.Option(
            help="jsonl, one object a line; json, one array; csv, a folder with a file a kind; sqlite, a "
            "database with a table a kind and full-text search; parquet, a folder like csv."
        ),
    ] = BatchFormat.jsonl,
    glob: Annotated[
        str,
        typer.Option(
            metavar="PATTERN", help="Which files of a FOLDER: a pattern for their names, any letter case."
        ),
    ] = "*.txt",
    files_from: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="File names, one a line or parted by NUL; - is standard input."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Worker processes; without it, one a core that may be used."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            callback=_timeout_option,
            help="Most time for one document of up to 100 kB; longer ones get more in proportion.",
        ),
    ] = 120.0,
    shard: Annotated[
        str | None,
        typer.Option(metavar="I/N", callback=_shard_option, help="Do only part I of N parts of the files."),
    ] = None,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first document that fails.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Do everything again, also what a run before has finished.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures are still said.")
    ] = False,
    document_date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=document_date_option,
            help="Day of publication of all documents. Without it, each text is searched for its own.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=model_option,
            help="Name or folder of a spaCy pipeline, as for parse.",
        ),
    ] = None,
    lexicon: LexiconOption = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=encoding_option,
            help="Encoding of the files, such as cp850, where it is not recognised.",
        ),
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="local, processes on this machine; ray, a Ray cluster.")
    ] = Engine.local,
    ray_address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Ray cluster to use; without it, the one of the environment, else one on this machine.",
        ),
    ] = None,
) -> None:
    """Extract the records of whole FOLDERs of files.

    \b
    Examples:
      kiextract batch releases -o records.jsonl
      kiextract batch releases archive --format sqlite -o records.db
      find . -name '*.txt' -print0 | kiextract batch --files-from - -o records.jsonl
      kiextract batch releases -o - | jq .title

    A FOLDER is searched with the folders in it, in the order of names; hidden files are skipped. A file
    named as FOLDER is taken as it is. Each file gives one record, in that order; one that fails gives an
    error record, and the run goes on.

    What is finished is kept in OUT.state: after an interruption, or when files came or changed, the same
    command does only what is to be done.

    \b
    Exit codes:
      0    all is well
      1    a file failed, or the output could not be written
      2    the command line is wrong, or the model is missing
      130  interrupted
    """
    from kiextract.folder.run import Run, run

    if not folders and files_from is None:
        typer.echo(context.get_help(), err=True)
        complain("No FOLDER is given: name one, or give --files-from.")
        raise typer.Exit(USAGE)
    raise typer.Exit(
        run(
            Run(
                folders=folders or [],
                output=target_of(output),
                format=format.value,
                pattern=glob,
                list_name=files_from,
                jobs=jobs,
                timeout=timeout,
                shard=None if shard is None else _shard(shard),
                model=model,
                document_date=document_date,
                encoding=encoding,
                lexicon=lexicon,
                fail_fast=fail_fast,
                restart=restart,
                quiet=quiet,
                engine=engine.value,
                ray_address=ray_address,
            )
        )
    )
