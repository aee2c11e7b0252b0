"""Every error that a user can meet: one sentence that names the thing, the cause and the remedy."""

from __future__ import annotations

import re

from kiextract.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

PACKAGE_NAME = re.compile(r"[a-z]{2,3}_\w+")
"""How spaCy's pipelines are named: language, kind, genre, size."""


class KiextractError(Exception):
    """An expected error; ``str()`` gives the sentence, ``type`` a stable word for the kind."""

    def __init__(self, message: str, type: str = "error") -> None:
        super().__init__(message)
        self.type = type


class ModelError(KiextractError):
    """A names model that cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "model")

    @classmethod
    def missing(cls, model: str) -> ModelError:
        """The named spaCy pipeline is not installed."""
        if not PACKAGE_NAME.fullmatch(model):
            return cls(
                f"There is no spaCy pipeline {model!r}: give the name of an installed one "
                "(such as de_core_news_sm) or its folder, or leave --model out to use the bundled one."
            )
        return cls(
            f"The model {model!r} is not installed: get it with "
            f"'python -m spacy download {model}', or leave --model out to use the bundled one."
        )

    @classmethod
    def unusable(cls, model: str, error: Exception) -> ModelError:
        """The named spaCy pipeline is there but does not load."""
        reason = " ".join(str(error).split())[:200]
        return cls(
            f"The model {model!r} cannot be loaded ({reason}): install one that fits this spaCy, "
            "or leave --model out to use the bundled one."
        )

    @classmethod
    def without_entities(cls, model: str) -> ModelError:
        """The named spaCy pipeline finds no entities."""
        return cls(
            f"The model {model!r} finds no entities: choose a spaCy pipeline with PER, LOC and ORG "
            "(such as de_core_news_sm), or leave --model out to use the bundled one."
        )


class DocumentError(KiextractError):
    """A document that cannot be read."""

    @classmethod
    def missing(cls, source: str) -> DocumentError:
        """There is no such file."""
        return cls(f"{_quoted(source)} does not exist: check its name and folder.", "not_found")

    @classmethod
    def folder(cls, source: str) -> DocumentError:
        """A folder stands where a file is expected."""
        return cls(
            f"{_quoted(source)} is a folder: name the files in it, "
            f"for example {visible(source.rstrip('/'))}/*.txt.",
            "is_folder",
        )

    @classmethod
    def special(cls, source: str) -> DocumentError:
        """A device or socket stands where a file is expected."""
        return cls(
            f"{_quoted(source)} is a device or a socket: name a file, or give - to read standard input.",
            "not_a_file",
        )

    @classmethod
    def forbidden(cls, source: str) -> DocumentError:
        """The file may not be read."""
        return cls(
            f"{_quoted(source)} may not be read by you (permission denied): ask its owner, "
            "or change its permissions.",
            "permission",
        )

    @classmethod
    def unreadable(cls, source: str, error: OSError) -> DocumentError:
        """Reading failed for another reason of the operating system."""
        reason = visible(error.strerror or str(error))
        return cls(f"{_quoted(source)} cannot be read ({reason}): check the file and its disk.", "unreadable")

    @classmethod
    def closed(cls, source: str) -> DocumentError:
        """Standard input is asked for but closed."""
        return cls("Standard input is closed: pipe a text into kiextract, or name a file.", "unreadable")

    @classmethod
    def too_large(cls, source: str, limit: int) -> DocumentError:
        """The document has more bytes than ``limit``."""
        return cls(
            f"{_quoted(source)} is larger than {limit // 2**20} MiB: split it into its single releases.",
            "too_large",
        )

    @classmethod
    def binary(cls, source: str, looks_like: str, remedy: str) -> DocumentError:
        """The document is not plain text."""
        return cls(f"{_quoted(source)} is not plain text but {looks_like}: {remedy}.", "binary")

    @classmethod
    def undecodable(cls, source: str, offset: int, byte: int) -> DocumentError:
        """The bytes are no text in any encoding that is recognised."""
        return cls(
            f"{_quoted(source)} is neither UTF-8 nor Windows-1252 (byte {offset + 1} is 0x{byte:02X}): "
            "give its encoding with --encoding, for example --encoding cp850.",
            "encoding",
        )

    @classmethod
    def not_in_encoding(cls, source: str, encoding: str) -> DocumentError:
        """The bytes are no text in the encoding that the user gave."""
        return cls(
            f"{_quoted(source)} is not text in {encoding}: give another --encoding, "
            "or leave it out to have UTF-8 and Windows-1252 recognised.",
            "encoding",
        )

    @classmethod
    def internal(cls, source: str, error: Exception) -> DocumentError:
        """A fault of kiextract itself."""
        return cls(
            f"{_quoted(source)} could not be analysed because of a fault in kiextract "
            f"({visible(describe(error))}): please report it with the document.",
            "internal",
        )


class OutputError(KiextractError):
    """Output that cannot be written; ``type`` is ``target`` where another target must be named."""

    @classmethod
    def closed(cls) -> OutputError:
        """There is no standard output."""
        return cls("Standard output is closed: give a file with --output.", "write")

    @classmethod
    def no_folder(cls, target: Path) -> OutputError:
        """The folder of the output file is missing."""
        return cls(
            f"{_quoted(str(target))} cannot be written: make the folder {_quoted(str(target.parent))} first.",
            "target",
        )

    @classmethod
    def is_folder(cls, target: Path) -> OutputError:
        """The output file is a folder."""
        return cls(f"{_quoted(str(target))} is a folder: give --output the name of a file.", "target")

    @classmethod
    def is_input(cls, target: Path) -> OutputError:
        """The output file is one of the documents."""
        return cls(
            f"{_quoted(str(target))} is one of the documents: choose another file for --output.", "target"
        )

    @classmethod
    def failed(cls, target: Path | None, error: OSError) -> OutputError:
        """Writing failed for a reason of the operating system."""
        name = "The output" if target is None else _quoted(str(target))
        reason = visible(error.strerror or str(error))
        return cls(f"{name} cannot be written ({reason}): choose another place with --output.", "write")


def describe(error: BaseException) -> str:
    """Give kind, words and place of an unexpected error on one line, for a bug report."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    words = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {words}{place}" if words else f"{type(error).__name__}{place}"


def _quoted(name: str) -> str:
    return f"'{visible(name)}'"
