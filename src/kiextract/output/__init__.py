"""Writing records: a module a format; see :func:`writer_for`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from kiextract.record import ErrorRecord, Record

Write = Callable[[Record | ErrorRecord], None]


def writer_for(format: str, stream: TextIO) -> Write:
    """Give the function that writes one record in a format (table, json or jsonl) and flushes it."""
    if format == "table":
        from kiextract.output.table import TableWriter

        table = TableWriter(stream)

        def write_table(record: Record | ErrorRecord) -> None:
            if isinstance(record, Record):  # a failure is told on standard error
                table.write(record)
            stream.flush()

        return write_table

    from kiextract.output.json import as_json, as_json_line

    serialise = as_json if format == "json" else as_json_line

    def write_json(record: Record | ErrorRecord) -> None:
        stream.write(serialise(record) + "\n")
        stream.flush()

    return write_json
