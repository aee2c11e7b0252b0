"""``kiextract view``. Everything heavy is imported when the command runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiextract.console import FAILED, USAGE, complain
from kiextract.option_values import (
    Lang,
    LexiconOption,
    code_of,
    document_date_option,
    encoding_option,
    model_option,
    target_of,
)

if TYPE_CHECKING:
    from kiextract.folder.worker import Settings
    from kiextract.output.language import Language


def view(
    source: Annotated[str, typer.Argument(metavar="FILE|FOLDER", show_default=False)],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="The HTML file to write (- is standard output); for a FOLDER, the folder of the pages.",
        ),
    ],
    lang: Annotated[
        Lang | None,
        typer.Option(help="Language of the pages; without it, that of the locale: German, or English."),
    ] = None,
    glob: Annotated[
        str, typer.Option(metavar="PATTERN", help="Which files of a FOLDER, by their name.")
    ] = "*.txt",
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Worker processes for a FOLDER; without it, one a core that may be used."
        ),
    ] = None,
    document_date: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=document_date_option, help="Day of publication, as for parse."),
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
        typer.Option(metavar="NAME", callback=encoding_option, help="Encoding of the files, as for parse."),
    ] = None,
) -> None:
    """Write pages to look at: the text of a FILE with what was found in it, or an index of a FOLDER.

    \b
    Examples:
      kiextract view release.txt -o release.html
      kiextract view releases -o pages --lang de

    The pages are plain files that load nothing from anywhere; open them in a browser. In a FOLDER, the files
    of all folders below it are taken; pages of an earlier run in OUT are replaced.

    \b
    Exit codes:
      0    all is well
      1    a file failed, or the output could not be written
      2    the command line is wrong, or the model is missing
    """
    from kiextract.errors import EngineError, InputsError, ModelError, OutputError
    from kiextract.folder.worker import Settings
    from kiextract.output.language import Language

    language = Language(code_of(lang))
    target = target_of(output)
    settings = Settings(model, document_date, encoding, with_text=True, lexicon=lexicon)
    try:
        if os.path.isdir(source):  # noqa: PTH112 - False for a name that is too long; Path would raise
            if target is None:
                raise typer.BadParameter("a FOLDER gives many files: name a folder.", param_hint="--output")
            failed = _view_folder(source, glob, target, settings, jobs, language)
        else:
            failed = _view_file(source, target, settings, language)
    except (InputsError, ModelError, EngineError, OutputError) as error:
        complain(str(error))
        written = isinstance(error, OutputError) and error.type != "target"
        raise typer.Exit(FAILED if written else USAGE) from error
    if failed:
        raise typer.Exit(FAILED)


def _view_file(source: str, target: Path | None, settings: Settings, language: Language) -> bool:
    """Write the page of one document; tell whether it failed."""
    from kiextract.document import read_document
    from kiextract.errors import DocumentError
    from kiextract.folder.worker import parser_of
    from kiextract.output.target import open_target
    from kiextract.view.facts import facts_of
    from kiextract.view.pages import document_page

    parser = parser_of(settings)
    try:
        with open_target(target, [source]) as stream:
            document = read_document(source, encoding=settings.encoding)
            record = parser.parse_document(document)
            facts = facts_of(record, language)
            stream.write(document_page(record, document.text, facts, language, in_folder=False))
    except DocumentError as error:
        complain(str(error))
        return True
    return False


def _view_folder(
    source: str, glob: str, target: Path, settings: Settings, jobs: int | None, language: Language
) -> bool:
    """Write the pages of a folder and their index; tell whether a document failed."""
    from kiextract.cores import usable_cores
    from kiextract.errors import DocumentError, InputsError
    from kiextract.folder.inputs import identities, in_folder
    from kiextract.folder.pool import WorkerPool
    from kiextract.folder.progress import Counter
    from kiextract.record import ErrorRecord, Record
    from kiextract.view.site import Site
    from kiextract.view.writing import new_folder

    unlisted: list[DocumentError] = []
    own = identities([target])
    names = list(in_folder(source, glob, unlisted.append, own))
    if not names and not unlisted:
        raise InputsError.none(glob)
    workers = min(jobs or usable_cores(), max(1, len(names)))
    with (
        new_folder(target) as folder,
        Counter(len(names), 0, quiet=False) as counter,
        WorkerPool(settings, workers) as pool,
    ):
        for error in unlisted:
            counter.add_failure(str(error))
        site = Site(folder, language)
        for outcome in pool.outcomes(names):
            if outcome.failure is None:
                site.add(Record.model_validate_json(outcome.record), outcome.text or "")
                counter.add(outcome.words)
            else:
                site.add_failure(ErrorRecord.model_validate_json(outcome.record))
                counter.add_failure(outcome.failure)
        site.finish()
    return counter.failed > 0
