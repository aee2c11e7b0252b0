"""Checks for the values of options that several commands have."""

from __future__ import annotations

import codecs
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiextract.console import STDIN
from kiextract.lexicon import Lexicon

if TYPE_CHECKING:
    from kiextract.output.language import Code


class Lang(str, Enum):
    """The language of what people read."""

    de = "de"
    en = "en"


def code_of(lang: Lang | None) -> Code:
    """Give the language of an option, else that of the locale."""
    from kiextract.output.language import language_of

    return lang.value if lang else language_of()


def lexicon_option(file: str) -> Lexicon:
    """Read the file of a lexicon."""
    from kiextract.errors import ConfigError

    try:
        return Lexicon.read(file)
    except ConfigError as error:
        raise typer.BadParameter(str(error)) from None


LexiconOption = Annotated[
    Lexicon | None,
    typer.Option(
        metavar="FILE",
        parser=lexicon_option,
        show_default=False,
        help="TOML file with a table [lexicon]: own offices, persons and places, and words to ignore.",
    ),
]


NO_CHARACTER_SETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""Codecs of Python that decode to text but are no character set of files: notations for host names, source
code and mail."""


def encoding_option(value: str | None) -> str | None:
    """Check that an encoding is the character set of a file."""
    if value is None:
        return None
    try:
        name = codecs.lookup(value).name
        is_text = name not in NO_CHARACTER_SETS and isinstance("".encode(name), bytes)
    except (LookupError, ValueError):  # unknown, or no encoding of text, as rot13 and base64
        is_text = False
    if not is_text:
        raise typer.BadParameter(
            f"{value!r} is no known encoding of text files; give one such as utf-8, utf-16, cp1252, latin-1 "
            "or cp850."
        )
    return value


def model_option(value: str | None) -> str | None:
    """Check that a model has a name."""
    if value is not None and not value.strip():
        raise typer.BadParameter("give the name or the folder of a spaCy pipeline, or leave --model out.")
    return value


def target_of(output: str | None) -> Path | None:
    """Give the place of an output; None, standard output, where none is given or ``-`` (not ``./-``) is."""
    return None if output in (None, STDIN) else Path(output)


def document_date_option(value: str | None) -> str | None:
    """Bring a document date into its ISO form."""
    if value is None:
        return None
    from kiextract.given_date import parse_document_date

    date = parse_document_date(value)
    if date is None:
        raise typer.BadParameter(
            f"{value!r} is no date: write it like 2018-03-16, 2018-03, 2018, 16.3.2018 or '16. März 2018'."
        )
    return date
