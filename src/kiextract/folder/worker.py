"""What runs in a worker process: one file name in, the JSON text of its record out."""

from __future__ import annotations

import contextlib
import faulthandler
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kiextract.document import Document, read_document, source_of
from kiextract.errors import DocumentError, ModelError
from kiextract.lexicon import Lexicon

if TYPE_CHECKING:
    from kiextract.parsing import Parser

MEMORY_LIMIT = 4 * 2**30
"""Most bytes of data that a worker may allocate, where the system can limit it (Linux)."""

GRACE = 30.0
"""Seconds beyond its time limit after which a worker ends itself: its parent, which does that at the limit,
must have been killed."""


@dataclass(frozen=True)
class Settings:
    """What a worker has to know; the options that change records."""

    model: str | None = None
    document_date: str | None = None
    encoding: str | None = None
    with_text: bool = False
    """Whether the documents' text is wanted beside their records."""
    lexicon: Lexicon | None = None


class Outcome(NamedTuple):
    """What became of one document; plain data, since it crosses a process border."""

    record: str
    """JSON text, one line without its end; of an error record where the document failed."""
    sha256: str | None = None
    """Of the bytes; None where the document failed."""
    words: int = 0
    failure: str | None = None
    """The sentence of the error record."""
    text: str | None = None


class NoModel(NamedTuple):
    """Stands in the place of an outcome where the model cannot be loaded."""

    sentence: str


class _State:
    """The one parser of this process."""

    parser: Parser
    settings: Settings
    no_model: NoModel | None = None


def parser_of(settings: Settings) -> Parser:
    """Make the parser that the settings ask for."""
    from kiextract.parsing import Parser

    return Parser(
        model=settings.model,
        document_date=settings.document_date,
        encoding=settings.encoding,
        lexicon=settings.lexicon,
    )


def start(settings: Settings) -> None:
    """Get a new worker process ready: limit its memory, load the model."""
    _limit_memory()
    _State.settings = settings
    _State.parser = parser_of(settings)
    try:
        _State.parser.load()
    except ModelError as error:
        _State.no_model = NoModel(str(error))


def extract(name: str, time_limit: float) -> Outcome | NoModel:
    """Read and extract one file; a document that cannot be done gives an error record.

    ``time_limit`` is in seconds.
    """
    if _State.no_model is not None:
        return _State.no_model
    with open(os.devnull, "w") as nowhere, _ending_after(time_limit + GRACE, nowhere.fileno()):  # noqa: PTH123
        try:
            document = read_document(name, encoding=_State.settings.encoding)
            return _outcome(document)
        except DocumentError as error:
            return failed(source_of(name), error)
        except MemoryError:
            return failed(source_of(name), DocumentError.memory(source_of(name)))


def failed(source: str, error: DocumentError) -> Outcome:
    """Give the outcome of a document that cannot be done."""
    from kiextract.output.json import as_json_line
    from kiextract.parsing import error_record

    return Outcome(as_json_line(error_record(source, error)), failure=str(error))


def _outcome(document: Document) -> Outcome:
    from kiextract.output.json import as_json_line

    record = _State.parser.parse_document(document)
    return Outcome(
        as_json_line(record),
        sha256=document.sha256,
        words=len(document.text.split()),
        text=document.text if _State.settings.with_text else None,
    )


@contextlib.contextmanager
def _ending_after(seconds: float, log: int) -> Iterator[None]:
    """End the process if the block takes longer; a thread of C does it, so a hang in C is no shelter."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=log)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
