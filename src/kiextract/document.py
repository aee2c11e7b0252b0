"""Documents: files and standard input, decoded.

A document is read once, as bytes, and decoded as it is: line ends, no-break spaces, soft hyphens and
decomposed umlauts stay, so that offsets hold. Only a byte-order mark at the beginning is dropped.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from kiextract.console import STDIN
from kiextract.errors import DocumentError

MAX_BYTES = 64 * 2**20
"""Larger documents are refused: a press release has some thousand bytes, and memory is finite."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""In this order: the mark of UTF-32 (little endian) begins with that of UTF-16."""

SAVE_AS_TEXT = "save it as plain text (.txt) first"
EXTRACT_TEXT = "extract its text first, for example with pdftotext"
SIGNATURES = (
    (b"%PDF-", "a PDF file", EXTRACT_TEXT),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file", SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls)", SAVE_AS_TEXT),
    (b"{\\rtf", "an RTF file", SAVE_AS_TEXT),
    (b"\x89PNG\r\n", "a PNG image", "give the text of the release"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the release"),
    (b"GIF8", "a GIF image", "give the text of the release"),
    (b"II*\x00", "a TIFF image", "give the text of the release"),
    (b"MM\x00*", "a TIFF image", "give the text of the release"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
)
"""First bytes of the files that are given by mistake, what they are, and what to do."""

HTML = re.compile(r"\s{0,100}<(?:!doctype html|html|head|body)\b", re.IGNORECASE)

CP1252_USUAL = frozenset(
    "äöüÄÖÜß§€°²³½¼·•…–—‘’‚“”„‹›«»´©®™éèêëáàâåãçñóòôøíìîïúùûýœæšžÉÈÁÀÂÅÇÑÓØÍÚÆŠŽ\u00a0\u00ad×±µ"
)
"""What German text in Windows-1252 has beyond ASCII: umlauts, signs, quotation marks, foreign names."""
CP1252_MISPLACED = re.compile(r"[^\W\d_][„”‚…•‹›°²½¼·±×µ§€©®™][^\W\d_]|[ÄÖÜ][„Ÿ¼–œ]")
"""Signs within a word: what other encodings (cp850, Mac Roman, damaged UTF-8) look like in Windows-1252."""


@dataclass(frozen=True)
class Document:
    """Decoded text and where it came from.

    ``source`` is the name as given (``-`` for standard input), always valid Unicode; ``sha256`` is the
    digest of the bytes as read; ``warnings`` says what is uncertain about the text.
    """

    source: str
    text: str
    sha256: str
    warnings: tuple[str, ...] = ()


def read_document(name: str, *, encoding: str | None = None) -> Document:
    """Read a file, or standard input for ``-``.

    ``encoding`` is a Python codec; without it, UTF-8, UTF-16 and UTF-32 with a byte-order mark and
    Windows-1252 are recognised. Raises DocumentError where the document cannot be read or is no text.
    """
    source = source_of(name)
    return document_from(_read(name, source), source=source, encoding=encoding)


def document_from(data: bytes, *, source: str, encoding: str | None = None) -> Document:
    """Decode the bytes of a document. Raises DocumentError where they are no text."""
    text, warnings = _decode(data, source, encoding)
    text = text.removeprefix("\ufeff")
    if HTML.match(text):
        warnings = (
            *warnings,
            "The text is HTML and its tags were read as text; give the plain text instead.",
        )
    return Document(source=source, text=text, sha256=hashlib.sha256(data).hexdigest(), warnings=warnings)


def source_of(name: str) -> str:
    r"""Give a file name as valid Unicode; bytes that are none (surrogates) become ``\udcXX``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(name: str, source: str) -> bytes:
    try:
        if name == STDIN:
            if sys.stdin is None:
                raise DocumentError.closed(source)
            return _read_limited(sys.stdin.buffer, source)
        mode = os.stat(name).st_mode  # noqa: PTH116 - Path() would change names such as ./-
        if stat.S_ISDIR(mode):
            raise DocumentError.folder(source)
        # A FIFO is fine: it is what the shell makes of <(command).
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise DocumentError.special(source)
        with open(name, "rb") as file:  # noqa: PTH123
            return _read_limited(file, source)
    except FileNotFoundError as error:
        raise DocumentError.missing(source) from error
    except PermissionError as error:
        raise DocumentError.forbidden(source) from error
    except IsADirectoryError as error:
        raise DocumentError.folder(source) from error
    except OSError as error:
        raise DocumentError.unreadable(source, error) from error


def _read_limited(file: BinaryIO, source: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DocumentError.too_large(source, MAX_BYTES)
    return data


def _decode(data: bytes, source: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if encoding is not None:
        return _decode_as(data, encoding, source, DocumentError.not_in_encoding), ()
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, marked, source, DocumentError.not_as_marked), ()
    _refuse_binary(data, source)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        text = _decode_cp1252(data)
        if text is None:
            raise DocumentError.undecodable(source, error.start, data[error.start]) from error
        return text, ("The text is not UTF-8; it was read as Windows-1252.",)


def _decode_as(
    data: bytes, encoding: str, source: str, error_for: Callable[[str, str], DocumentError]
) -> str:
    """Decode; ``error_for`` gives the error for a source and an encoding."""
    try:
        text = data.decode(encoding)
        text.encode("utf-8")  # some codecs let lone surrogates through
    except UnicodeError as error:
        raise error_for(source, encoding) from error
    return text


def _refuse_binary(data: bytes, source: str) -> None:
    for signature, looks_like, remedy in SIGNATURES:
        if data.startswith(signature):
            raise DocumentError.binary(source, looks_like, remedy)
    head = data[:4096]
    if b"\0" not in data:
        return
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            raise DocumentError.binary(source, "UTF-16 without a byte-order mark", f"add --encoding {name}")
    raise DocumentError.binary(source, "binary data (it holds NUL bytes)", SAVE_AS_TEXT)


def _decode_cp1252(data: bytes) -> str | None:
    """Decode German text in Windows-1252; None where the bytes do not look like that.

    Every byte sequence but five bytes decodes, so the result must look right: nearly all characters
    beyond ASCII are usual in German text, and none stands where only another encoding would put it.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if any(character < " " and character not in "\t\n\x0b\x0c\r" for character in text):
        return None
    beyond_ascii = [character for character in text if character > "\x7f"]
    usual = sum(character in CP1252_USUAL for character in beyond_ascii)
    if usual < 0.98 * len(beyond_ascii) or CP1252_MISPLACED.search(text):
        return None
    return text
