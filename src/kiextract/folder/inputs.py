"""Which files a run is about, and in what order."""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import BinaryIO

from kiextract.console import STDIN
from kiextract.errors import DocumentError, InputsError

READ_SIZE = 2**16


@dataclass(frozen=True)
class Shard:
    """One part of ``count`` parts of the inputs; ``number`` counts from 1."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``i/n``. Raises ValueError where it is none, or i is not within 1 to n."""
        number, _, count = text.partition("/")
        shard = cls(int(number), int(count))
        if not 1 <= shard.number <= shard.count:
            raise ValueError(text)
        return shard

    def holds(self, name: str) -> bool:
        """Tell whether a file belongs to this part.

        The name alone decides, so that a new file moves no other one into another part.
        """
        return zlib.crc32(os.fsencode(name)) % self.count == self.number - 1


Identity = tuple[int, int]
"""Device and inode: what is the same for all names of one file."""


def identity_of(name: str | os.PathLike[str]) -> Identity | None:
    """Give what is the same for all names of a file or folder, links to it too; None where there is none."""
    try:
        status = os.stat(name)  # noqa: PTH116 - a name may be one that Path() would change
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def identities(names: Iterable[str | os.PathLike[str]]) -> frozenset[Identity]:
    """Give the identities of those files and folders that there are."""
    return frozenset(filter(None, map(identity_of, names)))


def in_folder(
    folder: str,
    pattern: str,
    report: Callable[[DocumentError], None],
    leave_out: Container[Identity] = frozenset(),
) -> Iterator[str]:
    """Give the files of a folder and of the folders in it whose names match, each folder's in order.

    ``pattern`` is a shell pattern for the file name; capitals and small letters are the same to it. The
    order is that of the code points of the path's parts, on every machine. Hidden files and folders and
    anything but files are skipped; a symbolic link to a file is taken, one to a folder is not followed,
    so that nothing goes round in circles. A folder that cannot be listed is reported and left out, and so
    are the files and folders of ``leave_out``, without a report.
    """
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - strings, a million of them
    except OSError as error:
        report(DocumentError.unlistable(folder, error))
        return
    for name in names:
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)  # noqa: PTH118
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) not in leave_out:
                    yield from in_folder(path, pattern, report, leave_out)
            elif fnmatchcase(name.lower(), pattern.lower()):
                if stat.S_ISLNK(status.st_mode):
                    status = os.stat(path)  # noqa: PTH116
                if stat.S_ISREG(status.st_mode) and (status.st_dev, status.st_ino) not in leave_out:
                    yield path
        except FileNotFoundError:  # a link to nothing, or gone in between
            continue
        except OSError as error:
            report(DocumentError.unlistable(path, error))


def in_list(list_name: str) -> Iterator[str]:
    """Give the file names that a file holds (``-``: standard input), one a line or parted by NUL.

    NUL parts the names where there is one in the first name that is read, so that the output of
    ``find -print0`` and of ``find`` both do. Raises InputsError where the list cannot be read.
    """
    try:
        if list_name == STDIN:
            if sys.stdin is None:
                raise InputsError.unreadable_list(list_name, "standard input is closed")
            yield from _names(sys.stdin.buffer)
        else:
            with open(list_name, "rb") as stream:  # noqa: PTH123
                yield from _names(stream)
    except OSError as error:
        raise InputsError.unreadable_list(list_name, error.strerror or str(error)) from error


def as_files(
    arguments: Iterable[str],
    pattern: str,
    report: Callable[[DocumentError], None],
    leave_out: Container[Identity] = frozenset(),
) -> Iterator[str]:
    """Give the files that the arguments of the command line stand for: folders and single files.

    What is named is taken; ``leave_out`` is about what is found in folders.
    """
    for argument in arguments:
        if os.path.isdir(argument):  # noqa: PTH112
            yield from in_folder(argument, pattern, report, leave_out)
        else:
            yield argument


def _names(stream: BinaryIO) -> Iterator[str]:
    separator: bytes | None = None
    rest = b""
    while block := stream.read(READ_SIZE):
        rest += block
        if separator is None:
            separator = b"\0" if b"\0" in rest else b"\n" if b"\n" in rest else None
        if separator is not None:
            *names, rest = rest.split(separator)
            yield from _decoded(names, separator)
    yield from _decoded([rest], separator or b"\n")


def _decoded(names: Iterable[bytes], separator: bytes) -> Iterator[str]:
    for name in names:
        given = name.removesuffix(b"\r") if separator == b"\n" else name
        if given:
            decoded = os.fsdecode(given)
            # A list names files; standard input may be the list itself.
            yield os.path.join(".", decoded) if decoded == STDIN else decoded  # noqa: PTH118
