"""Every error that a user can meet: one sentence that names the thing, the cause and the remedy."""

from __future__ import annotations

import errno
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


class ConfigError(KiextractError):
    """A setting, in a file or in the environment, that cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "config")

    @classmethod
    def unreadable(cls, file: str, error: Exception) -> ConfigError:
        """The file cannot be read or is no TOML."""
        if isinstance(error, OSError):
            reason, remedy = error.strerror or str(error), "check its name and its permissions"
        else:
            reason, remedy = str(error), "correct it or remove it"
        return cls(f"{_quoted(file)} cannot be read ({visible(reason)}): {remedy}.")

    @classmethod
    def no_working_folder(cls) -> ConfigError:
        """The folder that the process works in is gone."""
        return cls("The folder you are in does not exist any more: change into another one (cd).")

    @classmethod
    def unknown_key(cls, source: str, key: str, known: tuple[str, ...]) -> ConfigError:
        """There is no such setting."""
        return cls(f"There is no setting {key!r} ({visible(source)}): the settings are {', '.join(known)}.")

    @classmethod
    def without_table(cls, file: str, table: str) -> ConfigError:
        """The file that is to hold a table does not."""
        return cls(f"{_quoted(file)} has no table [{table}]: name a file that has one, or add it.")

    @classmethod
    def wrong_value(cls, source: str, key: str, value: object, wanted: str) -> ConfigError:
        """The setting cannot have this value."""
        return cls(f"{key} cannot be {value!r} ({visible(source)}): give {wanted}.")


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
        remedy = "check its name" if error.errno == errno.ENAMETOOLONG else "check the file and its disk"
        return cls(f"{_quoted(source)} cannot be read ({reason}): {remedy}.", "unreadable")

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
    def not_as_marked(cls, source: str, encoding: str) -> DocumentError:
        """The byte-order mark promises an encoding in which the rest is no text."""
        return cls(
            f"{_quoted(source)} begins like {encoding.upper()} but is damaged: save it again as UTF-8, "
            "or name its true encoding with --encoding.",
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
    def unlistable(cls, folder: str, error: OSError) -> DocumentError:
        """The files of a folder cannot be listed."""
        reason = visible(error.strerror or str(error))
        return cls(
            f"{_quoted(folder)} is left out because it cannot be looked into ({reason}): "
            "check its permissions and its disk.",
            "unreadable",
        )

    @classmethod
    def memory(cls, source: str) -> DocumentError:
        """The document needs more memory than there is, or than is allowed."""
        return cls(
            f"{_quoted(source)} needs more memory than there is: split it into its single releases.", "memory"
        )

    @classmethod
    def crashed(cls, source: str, exit_code: int) -> DocumentError:
        """The process that worked on the document died, twice."""
        return cls(
            f"{_quoted(source)} made the process that worked on it end, twice (exit code {exit_code}): "
            "if there is enough memory, please report it with the document.",
            "crash",
        )

    @classmethod
    def timed_out(cls, source: str, seconds: float) -> DocumentError:
        """The document took longer than allowed, twice."""
        return cls(
            f"{_quoted(source)} was not done within {seconds:.0f} seconds, twice: "
            "allow more with --timeout, or please report it with the document.",
            "timeout",
        )

    @classmethod
    def internal(cls, source: str, error: Exception) -> DocumentError:
        """A fault of kiextract itself."""
        return cls(
            f"{_quoted(source)} could not be analysed because of a fault in kiextract "
            f"({visible(describe(error))}): please report it with the document.",
            "internal",
        )


class GoldError(KiextractError):
    """A folder of tagged documents that cannot be scored."""

    @classmethod
    def none(cls, folder: Path) -> GoldError:
        """The folder holds no tagged documents."""
        return cls(
            f"{_quoted(str(folder))} holds no *.gold.txt and no *.txt: name a folder of tagged documents."
        )

    @classmethod
    def unreadable(cls, path: Path, error: OSError) -> GoldError:
        """Reading a tagged document failed."""
        reason = visible(error.strerror or str(error))
        return cls(f"{_quoted(str(path))} cannot be read ({reason}): check the file and its permissions.")

    @classmethod
    def malformed(cls, file_name: str, line: int, problem: str) -> GoldError:
        """A tagged document breaks the format; ``line`` counts from 1."""
        return cls(
            f"{visible(file_name)}:{line}: {visible(problem)}; "
            "see docs/evaluation.md for how documents are tagged."
        )


class InputsError(KiextractError):
    """Documents that cannot be looked for; a matter of the command line."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "inputs")

    @classmethod
    def missing(cls, name: str) -> InputsError:
        """There is no such folder."""
        return cls(f"{_quoted(name)} does not exist: name a folder with documents, or a document.")

    @classmethod
    def none(cls, pattern: str) -> InputsError:
        """No file matches."""
        return cls(f"No file matches {_quoted(pattern)}: name other folders, or give another --glob.")

    @classmethod
    def unreadable_list(cls, name: str, reason: str) -> InputsError:
        """The list of documents cannot be read."""
        return cls(f"The list {_quoted(name)} cannot be read ({visible(reason)}): check --files-from.")


class EngineError(KiextractError):
    """Nobody to do the work."""

    @classmethod
    def no_workers(cls) -> EngineError:
        """The worker processes die before they do anything."""
        return cls(
            "The worker processes end before a document is done: give them more memory, or try --jobs 1.",
            "workers",
        )

    @classmethod
    def not_installed(cls, package: str, extra: str) -> EngineError:
        """A package that an option needs is missing."""
        return cls(
            f"{package} is not installed: get it with pip install 'kiextract[{extra}]'.", "not_installed"
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
    def is_file(cls, target: Path) -> OutputError:
        """A file stands where the output folder is to be."""
        return cls(f"{_quoted(str(target))} is a file: give --output the name of a folder.", "target")

    @classmethod
    def not_ours(cls, target: Path, what: str) -> OutputError:
        """The output folder holds something other than ``what`` (pages, tables) that kiextract makes."""
        return cls(
            f"{_quoted(str(target))} holds something other than {what} of kiextract: give --output the name "
            "of a new or an empty folder.",
            "target",
        )

    @classmethod
    def is_current(cls, target: Path) -> OutputError:
        """The output folder is the one that the user is in, which would be replaced under their feet."""
        return cls(
            f"{_quoted(str(target))} is the folder you are in: give --output the name of another one.",
            "target",
        )

    @classmethod
    def foreign_partial(cls, partial: Path) -> OutputError:
        """A folder that is not ours stands where the output is to grow."""
        return cls(
            f"{_quoted(str(partial))} holds something other than unfinished output of kiextract: move it "
            "away, or give --output another name.",
            "target",
        )

    @classmethod
    def not_for_pipes(cls, format: str) -> OutputError:
        """A format that cannot be written to standard output."""
        return cls(f"The format {format} cannot be piped: give --output a name, or write jsonl.", "target")

    @classmethod
    def busy(cls, ledger: Path) -> OutputError:
        """Another run has the same output."""
        return cls(
            f"{_quoted(str(ledger))} is in use by another kiextract: let it finish, or choose another "
            "--output.",
            "target",
        )

    @classmethod
    def damaged_ledger(cls, ledger: Path) -> OutputError:
        """The state of an earlier run cannot be read."""
        return cls(
            f"{_quoted(str(ledger))} does not hold the state of an earlier run: start over with --restart.",
            "target",
        )

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
        if error.errno == errno.ENAMETOOLONG:
            return cls(f"{name} cannot be written ({reason}): give --output a shorter name.", "target")
        return cls(f"{name} cannot be written ({reason}): choose another place with --output.", "write")


def refused(error: OSError) -> KiextractError:
    """Give the sentence for what the operating system refuses where nothing else says what it is about."""
    if error.filename is None:  # no name: a stream, and only standard output is written without its own
        return OutputError.failed(None, error)
    reason = visible(error.strerror or str(error))
    return KiextractError(
        f"{_quoted(str(error.filename))} cannot be used ({reason}): check its name and its permissions."
    )


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
