"""Records as CSV: a folder with a file for each table."""

from __future__ import annotations

import contextlib
import csv
from decimal import Decimal
from pathlib import Path

from kiextract.output.many import FolderOfFiles, reporting
from kiextract.output.tables import TABLES, Tabulator, Value, columns_with_source

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), wide forms included."""


class CsvWriter:
    """Writes a CSV file a table: UTF-8, commas, a line with the names of the columns first.

    Beside their ``document`` number, all rows have the ``source``, so that each file can be read alone.
    """

    def __init__(self, target: Path) -> None:
        self._folder = FolderOfFiles(target, ".csv")
        self._tabulator = Tabulator()
        self._files = contextlib.ExitStack()
        with reporting(target):
            self._writers = {
                table: csv.writer(
                    self._files.enter_context(
                        self._folder.path(table).open("w", encoding="utf-8", newline="")
                    )
                )
                for table in TABLES
            }
            for table, writer in self._writers.items():
                writer.writerow(column.name for column in columns_with_source(table))

    def write(self, record: str, text: str | None) -> None:
        """Write the rows of one record."""
        source, rows = self._tabulator.rows(record)
        with reporting(self._folder.target):
            for table, row in rows:
                self._writers[table].writerow(map(_cell, {"id": None, "source": source, **row}.values()))

    def finish(self) -> None:
        """Put the files in place."""
        self.close()
        self._folder.put_in_place()

    def close(self) -> None:
        """Close the files."""
        with reporting(self._folder.target):
            self._files.close()


def _cell(value: Value) -> Value:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    if isinstance(value, bool):
        return int(value)
    return f"{value:f}" if isinstance(value, Decimal) else value
