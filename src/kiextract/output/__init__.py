"""Writing records: a module a format. Writers see records only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from kiextract.record import ErrorRecord, Record

if TYPE_CHECKING:
    from kiextract.output.language import Code


class Writer(Protocol):
    """Writes records in one format."""

    def write(self, record: Record | ErrorRecord) -> None:
        """Write one record and flush it, so that a reader has it at once."""

    def finish(self) -> None:
        """Write what stands behind the last record."""


def writer_for(format: str, stream: TextIO, *, several: bool, lang: Code) -> Writer:
    """Give the writer of a format (table, json or jsonl).

    ``several`` says whether more than one record may come, ``lang`` is the language of tables.
    """
    if format == "table":
        from kiextract.output.language import Language
        from kiextract.output.table import TableWriter

        return TableWriter(stream, Language(lang))
    from kiextract.output.json import JsonArrayWriter, JsonLinesWriter, JsonWriter

    if format == "jsonl":
        return JsonLinesWriter(stream)
    return JsonArrayWriter(stream) if several else JsonWriter(stream)
