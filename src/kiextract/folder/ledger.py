"""The ledger of a run: its inputs in order, and the records that are finished.

It is a SQLite database beside the output, because that survives being killed at any moment and never has
to be in memory. For an output without a place of its own (a pipe) it is a temporary one.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kiextract.errors import OutputError

COMMIT_EVERY = 1.0
"""Seconds of finished work that may be lost when the process is killed: it is done again."""

SYSTEM_REASONS = ("disk is full", "disk I/O", "unable to open", "readonly", "out of memory")
"""Words of SQLite's messages about the system; the others that come up here are about a damaged file."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS done (
    name BLOB PRIMARY KEY,   -- as the file system has it
    sha256 TEXT NOT NULL,    -- of the file's bytes
    words INTEGER NOT NULL,
    record BLOB NOT NULL     -- JSON text in UTF-8, compressed by zlib
);
CREATE TEMPORARY TABLE inputs (
    position INTEGER PRIMARY KEY,
    name BLOB NOT NULL UNIQUE,
    unchanged INTEGER NOT NULL DEFAULT 0
);
"""


class Finished(NamedTuple):
    """What the ledger keeps of one document."""

    record: str
    """JSON text, one line without its end."""
    sha256: str
    words: int


class Ledger:
    """Inputs and finished records; ``path`` None means a temporary one.

    ``fingerprint`` names tool, model and options: records of another fingerprint are forgotten.
    Raises OutputError where the file is no ledger or another process holds it.
    """

    def __init__(self, path: Path | None, fingerprint: str, *, restart: bool = False) -> None:
        self._path = path
        with self._reporting():
            if restart and path is not None:
                path.unlink(missing_ok=True)
            self._db = sqlite3.connect("" if path is None else path, timeout=0, isolation_level=None)
        try:
            with self._reporting():
                self._set_up(fingerprint)
        except BaseException:
            self._db.close()
            raise
        self._committed = time.monotonic()

    def _set_up(self, fingerprint: str) -> None:
        # The lock is held until the end: two runs must not write one output.
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._db.execute("PRAGMA temp_store = FILE")
        self._db.executescript(SCHEMA)
        self._db.execute("BEGIN IMMEDIATE")
        known = self._db.execute("SELECT fingerprint FROM settings").fetchone()
        if known != (fingerprint,):
            self._db.execute("DELETE FROM done")
            self._db.execute("DELETE FROM settings")
            self._db.execute("INSERT INTO settings VALUES (?)", (fingerprint,))

    def add_inputs(self, names: Iterable[str]) -> int:
        """Note the inputs in their order, each once; give how many there are."""
        with self._reporting():
            self._db.executemany(
                "INSERT OR IGNORE INTO inputs (name) VALUES (?)", ((os.fsencode(name),) for name in names)
            )
            count: int = self._db.execute("SELECT count(*) FROM inputs").fetchone()[0]
        return count

    def known(self) -> Iterator[tuple[str, str]]:
        """Give name and SHA-256 of each input of which there is a record from before."""
        query = "SELECT name, sha256 FROM inputs JOIN done USING (name) ORDER BY position"
        with self._reporting():
            for name, sha256 in self._db.execute(query):
                yield os.fsdecode(name), sha256

    def mark_unchanged(self, name: str) -> None:
        """Note that the record from before still holds."""
        with self._reporting():
            self._db.execute("UPDATE inputs SET unchanged = 1 WHERE name = ?", (os.fsencode(name),))

    def open_inputs(self) -> Iterator[str]:
        """Give the inputs that are to be extracted, in order."""
        query = "SELECT name FROM inputs WHERE NOT unchanged ORDER BY position"
        with self._reporting():
            for (name,) in self._db.execute(query):
                yield os.fsdecode(name)

    def inputs(self) -> Iterator[tuple[str, Finished | None]]:
        """Give every input in order, with its record where that still holds."""
        query = (
            "SELECT inputs.name, sha256, words, record FROM inputs "
            "LEFT JOIN done ON unchanged AND inputs.name = done.name ORDER BY position"
        )
        with self._reporting():
            for name, sha256, words, record in self._db.execute(query):
                yield os.fsdecode(name), None if record is None else self._finished(record, sha256, words)

    def _finished(self, record: bytes, sha256: str, words: int) -> Finished:
        try:
            return Finished(zlib.decompress(record).decode(), sha256, words)
        except (zlib.error, UnicodeDecodeError, TypeError) as error:  # not the bytes that were stored
            raise sqlite3.DatabaseError("malformed record") from error

    def store(self, name: str, finished: Finished) -> None:
        """Keep a finished record; a ledger without a place keeps none."""
        if self._path is None:
            return
        packed = zlib.compress(finished.record.encode())
        with self._reporting():
            self._db.execute(
                "INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)",
                (os.fsencode(name), finished.sha256, finished.words, packed),
            )
            if time.monotonic() - self._committed > COMMIT_EVERY:
                self._db.execute("COMMIT")
                self._db.execute("BEGIN IMMEDIATE")
                self._committed = time.monotonic()

    def forget_others(self) -> None:
        """Drop the records of files that are no longer among the inputs."""
        with self._reporting():
            self._db.execute("DELETE FROM done WHERE name NOT IN (SELECT name FROM inputs)")

    def close(self) -> None:
        """Keep what was stored and let go of the file."""
        try:
            with self._reporting():
                if self._db.in_transaction:
                    self._db.execute("COMMIT")
        finally:
            self._db.close()

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError.failed(self._path, error) from error
        except sqlite3.DatabaseError as error:
            raise _as_output_error(self._path, error) from error


def _as_output_error(path: Path | None, error: sqlite3.DatabaseError) -> OutputError:
    reason = str(error)
    if path is not None and "locked" in reason:
        return OutputError.busy(path)
    if path is not None and not any(words in reason for words in SYSTEM_REASONS):
        return OutputError.damaged_ledger(path)
    return OutputError.failed(path, OSError(reason))
