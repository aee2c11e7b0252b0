"""Checks for the values of options that several commands have."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

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


def encoding_option(value: str | None) -> str | None:
    """Check that an encoding is one of text."""
    if value is None:
        return None
    try:
        b"a".decode(value)
    except UnicodeError:
        pass  # a text encoding in which this happens to be no text
    except (LookupError, ValueError):
        raise typer.BadParameter(
            f"{value!r} is no known encoding; try utf-8, cp1252, latin-1 or cp850."
        ) from None
    return value


def document_date_option(value: str | None) -> str | None:
    """Bring a document date into its ISO form."""
    if value is None:
        return None
    from kiextract.document_date import parse_document_date

    date = parse_document_date(value)
    if date is None:
        raise typer.BadParameter(
            f"{value!r} is no date: write it like 2018-03-16, 2018-03, 2018, 16.3.2018 or '16. März 2018'."
        )
    return date
