"""``kiextract evaluate``. Everything heavy is imported when the command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiextract.console import FAILED, USAGE, complain
from kiextract.option_values import LexiconOption, model_option

if TYPE_CHECKING:
    from kiextract.evaluation.scoring import Scorer
    from kiextract.lexicon import Lexicon


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="GOLD_DIR", exists=True, file_okay=False)],
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and false find first.")] = False,
    dates_given: Annotated[
        bool,
        typer.Option(
            "--dates-given", help="Pass the day of publication of each document (its #dct) to the extraction."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the measures, and with --errors the mistakes, as JSON.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=model_option,
            help="Name or folder of a spaCy pipeline, as for parse.",
        ),
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Score kiextract on the documents in GOLD_DIR that were tagged by hand.

    \b
    Examples:
      kiextract evaluate samples/tagged
      kiextract evaluate --errors samples/tagged | grep role.link

    GOLD_DIR holds plain texts with inline tags, named *.gold.txt, or *.txt if none is. The page
    docs/evaluation.md says how to tag and what is measured.

    \b
    Exit codes:
      0    scored
      1    a document is malformed or cannot be read
      2    the command line is wrong, or the model is missing
    """
    from kiextract.errors import GoldError, ModelError

    try:
        scorer = score_folder(folder, dates_given=dates_given, model=model, lexicon=lexicon)
    except (GoldError, ModelError) as error:
        complain(str(error))
        raise typer.Exit(USAGE if isinstance(error, ModelError) else FAILED) from error
    from kiextract.evaluation.report import as_lines, as_object

    if as_json:
        import json

        typer.echo(json.dumps(as_object(scorer, mistakes=errors), indent=2, ensure_ascii=False))
        return
    for line in as_lines(scorer, mistakes=errors):
        sys.stdout.write(line + "\n")


def score_folder(
    folder: Path, *, dates_given: bool = False, model: str | None = None, lexicon: Lexicon | None = None
) -> Scorer:
    """Extract and score every tagged document of a folder.

    ``dates_given`` passes the day of publication in the header of each document; without it, kiextract
    must find it in the text. Raises GoldError and ModelError.
    """
    from kiextract.evaluation.scoring import Scorer
    from kiextract.evaluation.tagged import read_tagged, tagged_files
    from kiextract.extractor import Extractor

    documents = [read_tagged(path) for path in tagged_files(folder)]  # all, before the model is loaded
    extractor = Extractor(model, lexicon)
    scorer = Scorer()
    for document in documents:
        date = document.document_date if dates_given else None
        record = extractor.extract(document.text, source=document.name, document_date=date)
        scorer.add(document, record)
    return scorer
