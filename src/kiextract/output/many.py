"""Writing the records of many documents: as they come, and in place when the last one is there.

A writer here gets the JSON text of each record, in order. What it writes to a file or folder ``OUT`` grows
under the name ``OUT.partial`` and takes the place of ``OUT`` at the end.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TextIO

from kiextract.errors import OutputError
from kiextract.output.target import reporting as target_reporting

STREAMED = ("jsonl", "json")
"""Formats that can go to a pipe."""
FOLDERS = ("csv", "parquet")
"""Formats of several files in a folder."""


class ManyWriter(Protocol):
    """Writes the records of many documents in one format."""

    def write(self, record: str, text: str | None) -> None:
        """Write one record, given as JSON text on one line, with the document's text where it is wanted."""

    def finish(self) -> None:
        """Write what stands behind the last record and put the output in its place."""

    def close(self) -> None:
        """Let go of the files; what is not finished stays under its partial name."""


def open_many(format: str, target: Path | None) -> ManyWriter:
    """Open the writer of a format (jsonl, json, csv, sqlite or parquet); None is standard output.

    The target was checked before. Raises OutputError where it cannot be written, EngineError where a
    package is missing.
    """
    if target is None or not _is_replaceable(target):
        return StreamWriter(_stream(target), target, format)
    target = target.resolve()  # a symbolic link stays one
    if format in STREAMED:
        return FileWriter(target, format)
    if format == "csv":
        from kiextract.output.csv import CsvWriter

        return CsvWriter(target)
    if format == "sqlite":
        from kiextract.output.sqlite import SqliteWriter

        return SqliteWriter(target)
    from kiextract.output.parquet import ParquetWriter

    return ParquetWriter(target)


def ledger_path(target: Path | None) -> Path | None:
    """Where the state of a run is kept; None for an output that is no place."""
    if target is None or not _is_replaceable(target):
        return None
    place = target.resolve()
    return place.with_name(place.name + ".state")


def check(format: str, target: Path | None) -> None:
    """Raise OutputError where the target cannot be of that format."""
    if target is None or not _is_replaceable(target):
        if format not in STREAMED:
            raise OutputError.not_for_pipes(format)
    elif not target.resolve().parent.is_dir():
        raise OutputError.no_folder(target)
    elif format in FOLDERS:
        if target.is_file():
            raise OutputError.is_file(target)
    elif target.is_dir():
        raise OutputError.is_folder(target)


def partial_path(target: Path) -> Path:
    """Where the output of a target grows."""
    return target.with_name(target.name + ".partial")


def put_in_place(partial: Path, target: Path) -> None:
    """Replace a file by its finished successor, which is on the disk before."""
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        partial.chmod(target.stat().st_mode & 0o777)
    partial.replace(target)


@contextlib.contextmanager
def reporting(target: Path | None) -> Iterator[None]:
    """Turn errors of the operating system and of SQLite into the sentence about the output."""
    with target_reporting(target):
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise OSError(str(error)) from error


class StreamWriter:
    """Writes JSON lines, or a JSON array with a record a line, to an open stream."""

    def __init__(self, stream: TextIO, target: Path | None, format: str) -> None:
        self._stream = stream
        self._target = target
        self._array = format == "json"
        self._before = "[\n" if self._array else ""

    def write(self, record: str, text: str | None) -> None:
        """Write one record and flush it."""
        with reporting(self._target):
            if self._array:
                self._stream.write(self._before + record)
                self._before = ",\n"
            else:
                self._stream.write(record + "\n")
            self._stream.flush()

    def finish(self) -> None:
        """Close the array."""
        with reporting(self._target):
            if self._array:
                self._stream.write("\n]\n" if self._before == ",\n" else "[]\n")
            self._stream.flush()

    def close(self) -> None:
        """Close a stream that was opened for this."""
        if self._stream is not sys.stdout:
            with reporting(self._target):
                self._stream.close()


class FileWriter(StreamWriter):
    """Writes JSON to a file that is put in place at the end."""

    def __init__(self, target: Path, format: str) -> None:
        with reporting(target):
            stream = partial_path(target).open("w", encoding="utf-8", newline="")
        super().__init__(stream, target, format)
        self._place = target

    def finish(self) -> None:
        """Close the array and put the file in place."""
        super().finish()
        self.close()
        with reporting(self._place):
            put_in_place(partial_path(self._place), self._place)


class FolderOfFiles:
    """A folder of output files, one a table, each put in place at the end."""

    def __init__(self, target: Path, suffix: str) -> None:
        self.target = target
        self._suffix = suffix
        self._partial = partial_path(target)
        with reporting(target):
            self._partial.mkdir(exist_ok=True)

    def path(self, table: str) -> Path:
        """Where a table is written to."""
        return self._partial / f"{table}{self._suffix}"

    def put_in_place(self, tables: Iterator[str]) -> None:
        """Move the finished files of the tables into the folder; other files in it stay."""
        with reporting(self.target):
            self.target.mkdir(exist_ok=True)
            for table in tables:
                put_in_place(self.path(table), self.target / self.path(table).name)
            self._partial.rmdir()


def _is_replaceable(target: Path) -> bool:
    """Tell files and folders from devices and FIFOs, which cannot be replaced."""
    return not target.exists() or target.is_file() or target.is_dir()


def _stream(target: Path | None) -> TextIO:
    if target is None:
        if sys.stdout is None:
            raise OutputError.closed()
        return sys.stdout
    with reporting(target):
        return target.open("w", encoding="utf-8", newline="")
