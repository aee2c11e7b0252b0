"""Writing records: a module a format. Writers see records only."""

from __future__ import annotations

from typing import Protocol, TextIO

from kiextract.record import ErrorRecord, Record


class Writer(Protocol):
    """Writes records in one format."""

    def write(self, record: Record | ErrorRecord) -> None:
        """Write one record and flush it, so that a reader has it at once."""

    def finish(self) -> None:
        """Write what stands behind the last record."""


def writer_for(format: str, stream: TextIO, *, several: bool) -> Writer:
    """Give the writer of a format (table, json or jsonl); ``several`` if more than one record may come."""
    if format == "table":
        from kiextract.output.table import TableWriter

        return TableWriter(stream)
    from kiextract.output.json import JsonArrayWriter, JsonLinesWriter, JsonWriter

    if format == "jsonl":
        return JsonLinesWriter(stream)
    return JsonArrayWriter(stream) if several else JsonWriter(stream)
