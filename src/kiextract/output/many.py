"""Writing the records of many documents: as they come, and in place when the last one is there.

A writer here gets the JSON text of each record, in order. What it writes to a file or folder ``OUT`` grows
under the name ``OUT.partial`` and takes the place of ``OUT`` at the end.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Protocol, TextIO

from kiextract.errors import OutputError
from kiextract.output.target import reporting as target_reporting

STREAMED = ("jsonl", "json")
"""Formats that can go to a pipe."""
FOLDERS = ("csv", "parquet")
"""Formats of several files in a folder."""

NEW, OLD = "new", "old"
"""Folders in OUT.partial: the one that grows, and the one whose place it takes."""

BEGINNINGS = (b'{"schema_version":', b'[\n{"schema_version":', b"[]\n", b"SQLite format 3\0")
"""How the files of our formats begin."""
LONGEST_BEGINNING = max(map(len, BEGINNINGS))


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
    with reporting(target):
        if target is None or not _is_replaceable(target):
            if format not in STREAMED:
                raise OutputError.not_for_pipes(format)
        elif not target.resolve().parent.is_dir():
            raise OutputError.no_folder(target)
        elif format in FOLDERS:
            if target.is_file():
                raise OutputError.is_file(target)
            if target.exists() and not _holds_only(target, _table_files()):
                raise OutputError.not_ours(target, "tables")
            if target.exists() and target.samefile(os.curdir):
                raise OutputError.is_current(target)
        elif target.is_dir():
            raise OutputError.is_folder(target)
        for path in own_paths(target):
            with contextlib.suppress(FileNotFoundError):
                path.lstat()  # raises where the name is too long


def own_paths(target: Path | None) -> list[Path]:
    """Give the files and folders that runs with this target make: OUT, OUT.partial and OUT.state.

    An OUT that is a file but none of our formats is not among them: it may be a document.
    """
    ledger = ledger_path(target)
    if target is None or ledger is None:
        return []
    place = target.resolve()
    paths = [partial_path(place), ledger, ledger.with_name(ledger.name + "-journal")]
    return [place, *paths] if place.is_dir() or _is_output(place) else paths


def partial_path(target: Path) -> Path:
    """Where the output of a target grows."""
    return target.with_name(target.name + ".partial")


def fresh_partial(target: Path) -> Path:
    """Give where the output of a target grows, cleared of what an interrupted run in any format left there.

    A folder whose place was being taken when that run was killed is put back. Raises OutputError where
    something else is there.
    """
    partial = partial_path(target)
    if partial.is_dir() and not partial.is_symlink():
        if not _is_unfinished(partial):
            raise OutputError.foreign_partial(partial)
        _put_back(target)
        shutil.rmtree(partial)
    else:
        partial.unlink(missing_ok=True)
    return partial


def put_in_place(partial: Path, target: Path) -> None:
    """Replace a file by its finished successor, which is on the disk before."""
    _make_durable(partial, target)
    partial.replace(target)


def _make_durable(file: Path, model: Path) -> None:
    """Have a file on the disk, with the permissions of the one that it replaces, if there is one."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
    if model.exists():
        file.chmod(model.stat().st_mode & 0o777)


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
            stream = fresh_partial(target).open("w", encoding="utf-8", newline="")
        super().__init__(stream, target, format)
        self._place = target

    def finish(self) -> None:
        """Close the array and put the file in place."""
        super().finish()
        self.close()
        with reporting(self._place):
            put_in_place(partial_path(self._place), self._place)


class FolderOfFiles:
    """A folder of output files, one a table, that takes the place of the target as a whole.

    Systems cannot exchange two folders in one step, so it takes two: OUT goes into OUT.partial, the new one
    comes out of it. Between the two there is no OUT; a run that finds it so puts the old one back.
    """

    def __init__(self, target: Path, suffix: str) -> None:
        self.target = target
        self._suffix = suffix
        with reporting(target):
            self._new = fresh_partial(target) / NEW
            self._new.mkdir(parents=True)

    def path(self, table: str) -> Path:
        """Where a table is written to."""
        return self._new / f"{table}{self._suffix}"

    def put_in_place(self) -> None:
        """Put the folder with all its files in the place of the old one."""
        with reporting(self.target):
            for path in self._new.iterdir():
                old = self.target / path.name
                _make_durable(path, old)
            try:
                if self.target.exists():
                    self._new.chmod(self.target.stat().st_mode & 0o777)
                    self.target.rename(self._new.with_name(OLD))
                self._new.rename(self.target)
            except BaseException:
                _put_back(self.target)
                raise
            shutil.rmtree(self._new.parent)


def _put_back(target: Path) -> None:
    """Put back a folder that was on its way out, where nothing has taken its place."""
    old = partial_path(target) / OLD
    if old.is_dir() and not target.exists():
        old.rename(target)


def _table_files() -> set[str]:
    """Give the names of the files in a folder of output."""
    from kiextract.output.tables import TABLES

    return {f"{table}{suffix}" for table in TABLES for suffix in (".csv", ".parquet")}


def _holds_only(folder: Path, names: Container[str]) -> bool:
    return folder.is_dir() and all(path.name in names for path in folder.iterdir())


def _is_unfinished(partial: Path) -> bool:
    """Tell whether a folder holds nothing but what :class:`FolderOfFiles` leaves when it is interrupted."""
    tables = _table_files()
    return _holds_only(partial, {NEW, OLD, *tables}) and all(
        _holds_only(path, tables) for path in (partial / NEW, partial / OLD) if path.exists()
    )


def _is_output(path: Path) -> bool:
    """Tell whether a file begins like one of our formats."""
    with contextlib.suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(LONGEST_BEGINNING).startswith(BEGINNINGS)
    return False


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
