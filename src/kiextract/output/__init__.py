"""Writing records: a module a format; see :func:`writer_for`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from kiextract.record import ErrorRecord, Record

Write = Callable[[Record | ErrorRecord], None]


def writer_for(format: str, stream: TextIO) -> Write:
    """Give the function that writes one record in a format (table, json or jsonl) and flushes it."""
    if format == "table":
        from kiextract.output.table import console_for, print_record

        console = console_for(stream)

        def write(record: Record | ErrorRecord) -> None:
            if isinstance(record, Record):
                print_record(record, console)
            stream.flush()

        return write

    from kiextract.output.json import as_json, as_json_line

    serialise = as_json if format == "json" else as_json_line

    def write_json(record: Record | ErrorRecord) -> None:
        stream.write(serialise(record) + "\n")
        stream.flush()

    return write_json
