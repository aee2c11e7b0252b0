"""Where output goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from kiextract.errors import OutputError


@contextlib.contextmanager
def open_target(target: Path | None, inputs: Sequence[str]) -> Iterator[TextIO]:
    """Open a file for output, or standard output for None; UTF-8, line ends as they are written.

    A file is written under another name in the same folder and renamed at the end, so that a killed run
    leaves no half file. ``inputs`` are the names of the documents, none of which is overwritten.
    Raises OutputError where the target cannot be written.
    """
    if target is None:
        if sys.stdout is None:
            raise OutputError.closed()
        with reporting(None):
            yield sys.stdout
            sys.stdout.flush()
        return
    with reporting(target):
        path = target.resolve()  # a symbolic link stays one
        _check(path, target, inputs)
        if path.exists() and not path.is_file():  # a device or a FIFO cannot be replaced
            with path.open("w", encoding="utf-8", newline="") as stream:
                yield stream
        else:
            with _replacing(path) as stream:
                yield stream


@contextlib.contextmanager
def reporting(target: Path | None) -> Iterator[None]:
    """Turn errors of the operating system into the sentence about the output."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError.failed(target, error) from error


def _check(path: Path, target: Path, inputs: Sequence[str]) -> None:
    if path.is_dir():
        raise OutputError.is_folder(target)
    if not path.parent.is_dir():
        raise OutputError.no_folder(target)
    for name in inputs:
        with contextlib.suppress(OSError):
            if path.is_file() and path.samefile(name):
                raise OutputError.is_input(target)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
