"""Records as Parquet: a folder with a file for each table. Needs pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from kiextract.errors import EngineError
from kiextract.output.many import FolderOfFiles, reporting
from kiextract.output.tables import TABLES, Row, Tabulator, Value, columns_with_source

ROWS_PER_GROUP = 20_000
"""Rows of a table that are held before they are written as a row group."""


class ParquetWriter:
    """Writes a Parquet file a table; every row has the ``source`` of its document, as in CSV."""

    def __init__(self, target: Path) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise EngineError.not_installed("pyarrow", "parquet") from error
        types = {
            "integer": pa.int64(), "real": pa.float64(), "decimal": pa.float64(),
            "text": pa.string(), "boolean": pa.bool_(), "date": pa.date32(),
        }  # fmt: skip
        self._folder = FolderOfFiles(target, ".parquet")
        self._tabulator = Tabulator()
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._as_batch = pa.RecordBatch.from_pylist
        self._writers: dict[str, Any] = {}
        with reporting(target):
            for table in TABLES:
                schema = pa.schema(
                    [(column.name, types[column.type]) for column in columns_with_source(table)]
                )
                self._writers[table] = parquet.ParquetWriter(
                    self._folder.path(table), schema, compression="zstd"
                )

    def write(self, record: str, text: str | None) -> None:
        """Write the rows of one record."""
        source, rows = self._tabulator.rows(record)
        for table, row in rows:
            cells = {name: _stored(value) for name, value in row.items()}
            self._rows[table].append({**cells, "source": source})
            if len(self._rows[table]) == ROWS_PER_GROUP:
                self._write_group(table)

    def finish(self) -> None:
        """Write the last row groups and put the files in place."""
        for table, rows in self._rows.items():
            if rows:
                self._write_group(table)
        self.close()
        self._folder.put_in_place()

    def close(self) -> None:
        """Close the files."""
        with reporting(self._folder.target):
            for writer in self._writers.values():
                writer.close()

    def _write_group(self, table: str) -> None:
        writer = self._writers[table]
        with reporting(self._folder.target):
            writer.write_batch(self._as_batch(self._rows[table], schema=writer.schema))
        self._rows[table].clear()


def _stored(value: Value) -> Value:
    """Give amounts as floats: they keep the 15 digits that an amount has at most, whatever its size."""
    return float(value) if isinstance(value, Decimal) else value
