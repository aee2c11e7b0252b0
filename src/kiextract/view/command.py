"""``kiextract view``. Everything heavy is imported when the command runs."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiextract.option_values import document_date_option, encoding_option

if TYPE_CHECKING:
    from kiextract.parsing import Parser
    from kiextract.view.language import Language

EXIT_FAILED = 1
EXIT_USAGE = 2


class Lang(str, Enum):
    """The language of the pages."""

    de = "de"
    en = "en"


def view(
    source: Annotated[str, typer.Argument(metavar="FILE|FOLDER", show_default=False)],
    output: Annotated[
        Path,
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
    document_date: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=document_date_option, help="Day of publication, as for parse."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name or folder of a spaCy pipeline, as for parse.")
    ] = None,
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
    from kiextract.errors import InputsError, ModelError, OutputError
    from kiextract.parsing import Parser
    from kiextract.view.language import Language, language_of

    language = Language(lang.value if lang else language_of())
    parser = Parser(model=model, document_date=document_date, encoding=encoding)
    try:
        if Path(source).is_dir():
            failed = _view_folder(source, glob, output, parser, language)
        else:
            failed = _view_file(source, output, parser, language)
    except (ModelError, InputsError) as error:
        _complain(str(error))
        raise typer.Exit(EXIT_USAGE) from error
    except OutputError as error:
        _complain(str(error))
        raise typer.Exit(EXIT_USAGE if error.type == "target" else EXIT_FAILED) from error
    if failed:
        raise typer.Exit(EXIT_FAILED)


def _view_file(source: str, output: Path, parser: Parser, language: Language) -> bool:
    """Write the page of one document; tell whether it failed."""
    from kiextract.document import read_document
    from kiextract.errors import DocumentError
    from kiextract.output.target import open_target
    from kiextract.view.facts import facts_of
    from kiextract.view.pages import document_page

    try:
        with open_target(None if output == Path("-") else output, [source]) as stream:
            document = read_document(source, encoding=parser.encoding)
            record = parser.parse_document(document)
            facts = facts_of(record, language)
            stream.write(document_page(record, document.text, facts, language, in_folder=False))
    except DocumentError as error:
        _complain(str(error))
        return True
    return False


def _view_folder(source: str, glob: str, output: Path, parser: Parser, language: Language) -> bool:
    """Write the pages of a folder and their index; tell whether a document failed."""
    from kiextract.document import read_document, source_of
    from kiextract.errors import DocumentError, InputsError
    from kiextract.folder.inputs import in_folder
    from kiextract.parsing import error_record
    from kiextract.view.site import Site
    from kiextract.view.writing import new_folder

    failures: list[DocumentError] = []
    names = list(in_folder(source, glob, failures.append))
    if not names and not failures:
        raise InputsError.none(glob)
    with new_folder(output) as folder:
        site = Site(folder, language)
        for name in names:
            try:
                document = read_document(name, encoding=parser.encoding)
                site.add(document, parser.parse_document(document))
            except DocumentError as error:
                failures.append(error)
                site.add_failure(error_record(source_of(name), error))
        site.finish()
    for failure in failures:
        _complain(str(failure))
    return bool(failures)


def _complain(sentence: str) -> None:
    typer.echo(f"kiextract: {sentence}", err=True)
