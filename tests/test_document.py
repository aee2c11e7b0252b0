"""Reading: every kind of bytes gives the right text or one sentence that says what to do."""

from __future__ import annotations

import codecs
import hashlib
import os
import threading
from pathlib import Path

import pytest

from kiextract.document import MAX_BYTES, document_from, read_document
from kiextract.errors import DocumentError

GERMAN = "Bürgermeisterin Käthe Groß: „Schön – für 5 € mehr …“"


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode("utf-8"),
        codecs.BOM_UTF8 + GERMAN.encode("utf-8"),
        codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"),
        GERMAN.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"],
)
def test_the_encodings_of_german_text_are_recognised(data: bytes) -> None:
    document = document_from(data, source="x.txt")
    assert document.text == GERMAN
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_guessed_encoding_is_told() -> None:
    (warning,) = document_from("Größe".encode("latin-1"), source="x.txt").warnings
    assert "Windows-1252" in warning
    assert document_from("Größe".encode(), source="x.txt").warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nb\rc\nd",
        "1\u00a0500\u202f€",
        "Inte\u00adgration",
        "Mu\u0308ller",
        "\u200bnull breit",
        "a\x0bb\x85c",
    ],
    ids=["line ends", "no-break spaces", "soft hyphen", "decomposed", "zero width", "odd line ends"],
)
def test_the_text_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode("utf-8"))
    assert read_document(str(path)).text == text


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp437", "utf-16-le"])
def test_other_encodings_are_read_when_they_are_named(encoding: str) -> None:
    data = "Größe, Übergang, schön".encode(encoding)
    assert document_from(data, source="x.txt", encoding=encoding).text == "Größe, Übergang, schön"


@pytest.mark.parametrize(
    "data",
    [
        "Die Größe der Bücherei".encode("cp850"),
        "Die Größe der Bücherei".encode("mac_roman"),
        "Город Золинген".encode("cp1251"),
        "Žluťoučký kůň".encode("cp1250"),
        "Bücherei für alle".encode().replace(b"\xc3", b"", 1),
        b"\xff" + "schöne Grüße".encode(),
        bytes(range(128, 256)),
    ],
    ids=["cp850", "mac_roman", "cp1251", "cp1250", "damaged utf-8", "stray byte", "all bytes"],
)
def test_text_in_no_recognised_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^'x\.txt' .*byte \d+.*--encoding") as caught:
        document_from(data, source="x.txt")
    assert caught.value.type == "encoding"


@pytest.mark.parametrize(
    ("data", "encoding"), [(b"\xff\xfe\xfa", "utf-8"), (b"+2AA-", "utf-7"), (b"\xe4", "ascii")]
)
def test_text_that_is_not_in_the_named_encoding_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(DocumentError, match=f"not text in {encoding}.*--encoding"):
        document_from(data, source="x.txt", encoding=encoding)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file.*pdftotext"),
        (b"PK\x03\x04\x14\x00", "Word.*save it as plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "Office.*save it as plain text"),
        (b"{\\rtf1\\ansi Hallo}", "RTF.*save it as plain text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        ("Ohne Marke".encode("utf-16-le"), "UTF-16 without a byte-order mark.*--encoding utf-16-le"),
        ("Ohne Marke".encode("utf-16-be"), "--encoding utf-16-be"),
        (b"abc\x00\x01\x02def", "binary data"),
    ],
)
def test_a_binary_file_is_named_with_its_remedy(data: bytes, told: str) -> None:
    with pytest.raises(DocumentError, match=f"(?s)^'x' is not plain text but .*{told}") as caught:
        document_from(data, source="x")
    assert caught.value.type == "binary"


def test_an_empty_document_is_a_document() -> None:
    assert document_from(b"", source="x").text == ""
    assert document_from(codecs.BOM_UTF8, source="x").text == ""
    assert document_from(codecs.BOM_UTF16_LE, source="x").text == ""


def test_a_missing_file_a_folder_and_a_device_are_told_apart(tmp_path: Path) -> None:
    cases = {
        str(tmp_path / "missing.txt"): ("not_found", "does not exist"),
        str(tmp_path / "missing" / "x.txt"): ("not_found", "does not exist"),
        str(tmp_path): ("is_folder", r"/\*\.txt"),
        os.devnull: ("not_a_file", "give - to read standard input"),
        "x" * 5000: ("unreadable", "too long"),
    }
    for name, (type_, told) in cases.items():
        with pytest.raises(DocumentError, match=told) as caught:
            read_document(name)
        assert caught.value.type == type_


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.touch(mode=0)
    with pytest.raises(DocumentError, match="permission denied") as caught:
        read_document(str(path))
    assert caught.value.type == "permission"


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.touch()
    os.truncate(path, MAX_BYTES + 1)
    with pytest.raises(DocumentError, match="larger than 64 MiB: split") as caught:
        read_document(str(path))
    assert caught.value.type == "too_large"


def test_a_fifo_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(GERMAN.encode(),))
    writer.start()
    assert read_document(str(path)).text == GERMAN
    writer.join()


def test_a_file_name_that_is_no_unicode_becomes_a_source_that_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/stra\xdfe.txt"
    Path(os.fsdecode(name)).write_text("Hallo", encoding="utf-8")
    source = read_document(os.fsdecode(name)).source
    assert source.endswith(r"/stra\udcdfe.txt")
    source.encode("utf-8")


def test_messages_show_no_control_characters() -> None:
    with pytest.raises(DocumentError) as caught:
        read_document("a\x1b[31m\u202eb\n")
    assert str(caught.value).startswith("'a␛[31m⟨U+202E⟩b␊' does not exist")
