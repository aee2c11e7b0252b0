"""Records as one SQLite database, ready for ``sqlite3`` and Datasette.

The text of the documents is in it, once, so that offsets can be looked up and the whole can be searched:
the full-text index ``documents_fts`` holds no second copy of it.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from decimal import Decimal
from pathlib import Path

from kiextract.output.many import fresh_partial, put_in_place, reporting
from kiextract.output.tables import TABLES, Column, Tabulator, Type, Value

TYPES: dict[Type, str] = {
    "integer": "INTEGER", "real": "REAL", "decimal": "NUMERIC",
    "text": "TEXT", "boolean": "INTEGER", "date": "TEXT",
}  # fmt: skip
INDEXED = {
    "documents": ("source", "document_date"),
    "persons": ("name", "family_name"),
    "roles": ("office",),
    "places": ("name", "ags"),
    "organisations": ("name",),
    "amounts": ("value",),
    "dates": ("value", "from"),
}
"""Columns that are looked up, beside those that point to other tables."""
LARGEST_INTEGER = 2**63
"""From here on SQLite has no integers; floats still keep the 15 digits that an amount has at most."""
DOCUMENTS_PER_TRANSACTION = 1_000
"""By number and not by time: the bytes of the database depend on it."""

FULL_TEXT = """
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content='documents', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
"""


class SqliteWriter:
    """Writes a database with a table a kind; see ``tables.TABLES``."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._tabulator = Tabulator()
        self._documents = 0
        with reporting(target):
            self._partial = fresh_partial(target)
            self._db = sqlite3.connect(self._partial, isolation_level=None)
            # A database that is not finished is thrown away, so it needs no journal.
            self._db.execute("PRAGMA journal_mode = OFF")
            self._db.execute("PRAGMA synchronous = OFF")
            for table in TABLES:
                self._db.execute(_create(table))
            self._db.execute("BEGIN")

    def write(self, record: str, text: str | None) -> None:
        """Write the rows of one record, and the text of its document."""
        _, rows = self._tabulator.rows(record)
        with reporting(self._target):
            for table, row in rows:
                if table == "documents":
                    row["text"] = text
                marks = ", ".join("?" * len(row))
                self._db.execute(
                    f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - our own names
                    list(map(_stored, row.values())),
                )
            self._documents += 1
            if self._documents % DOCUMENTS_PER_TRANSACTION == 0:
                self._db.execute("COMMIT")
                self._db.execute("BEGIN")

    def finish(self) -> None:
        """Add the indices and the full-text index, and put the database in place."""
        with reporting(self._target):
            for table, columns in TABLES.items():
                pointing = [column.name for column in columns if column.references]
                for name in (*pointing, *INDEXED.get(table, ())):
                    self._db.execute(f'CREATE INDEX "{table}_{name}" ON {table} ("{name}")')
            self._db.execute("COMMIT")
            self._db.executescript(FULL_TEXT)
            self._db.close()
            put_in_place(self._partial, self._target)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()


def _create(table: str) -> str:
    columns = [*TABLES[table], Column("text")] if table == "documents" else TABLES[table]
    return f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {', '.join(map(_column, columns))})"


def _column(column: Column) -> str:
    references = f" REFERENCES {column.references} (id)" if column.references else ""
    return f'"{column.name}" {TYPES[column.type]}{references}'


def _stored(value: Value) -> Value:
    if isinstance(value, Decimal):
        is_integer = value == value.to_integral_value() and abs(value) < LARGEST_INTEGER
        return int(value) if is_integer else float(value)
    return value.isoformat() if isinstance(value, dt.date) else value
