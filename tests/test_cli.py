"""The command line, as its users meet it."""

from __future__ import annotations

import errno
import fcntl
import io
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len

import small_model
from kiextract import __version__, cli

TEXT = "Bürgermeister Max Muster kam am 16. März 2018 nach Solingen und gab rund 39,4 Millionen Euro.\n"
KIEXTRACT = [sys.executable, "-m", "kiextract"]


@dataclass
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_model.save(tmp_path_factory.mktemp("models") / "small"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one release in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    Path("release.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(model: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, ``parse`` with the small model unless another is given."""

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        if arguments[:1] == ("parse",) and "--model" not in arguments:
            arguments = (*arguments, "--model", model)
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["kiextract", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as exit_:
                cli.main()
            out.flush()
            err.flush()
        code = exit_.value.code
        assert isinstance(code, int)
        texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
        assert not any("Traceback" in text for text in texts)
        return Result(code, *texts)

    return run


# What comes out


def test_one_file_is_one_json_object(folder: Path, run: Run) -> None:
    result = run("parse", "release.txt")
    record = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert record["source"] == "release.txt"
    assert [person["roles"] for person in record["persons"]] == [["Bürgermeister"]]
    assert record["amounts"][0]["value"] == 39400000


def test_several_files_are_one_object_a_line(folder: Path, run: Run) -> None:
    result = run("parse", "release.txt", "release.txt")
    assert [json.loads(line)["source"] for line in result.out.splitlines()] == ["release.txt"] * 2


def test_several_files_as_json_are_an_array(folder: Path, run: Run) -> None:
    assert len(json.loads(run("parse", "--format", "json", "release.txt", "release.txt").out)) == 2


def test_one_file_as_json_lines_is_one_line(folder: Path, run: Run) -> None:
    assert run("parse", "--format", "jsonl", "release.txt").out.count("\n") == 1


def test_a_table_can_be_piped(folder: Path, run: Run) -> None:
    out = run("parse", "--format", "table", "--lang", "de", "release.txt").out
    assert "1×  Max Muster" in out
    assert "Fr 16.03.2018" in out
    assert "rund 39.400.000 €" in out
    assert "\x1b" not in out


def test_the_table_is_in_the_language_of_the_locale(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = {}
    for locale in ("de_DE.UTF-8", "C"):
        monkeypatch.setenv("LC_ALL", locale)
        headings[locale] = run("parse", "--format", "table", "release.txt").out
    assert "Personen" in headings["de_DE.UTF-8"]
    assert "Persons" in headings["C"]


def test_standard_input_is_read_for_a_dash(folder: Path, run: Run) -> None:
    record = json.loads(run("parse", "-", stdin=TEXT.encode("cp1252")).out)
    assert record["source"] == "-"
    assert record["persons"][0]["name"] == "Max Muster"


def test_the_schema_describes_what_is_written(folder: Path, run: Run) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(run("schema").out))
    for line in run("parse", "release.txt", "missing.txt").out.splitlines():
        validator.validate(json.loads(line))


def test_the_same_bytes_give_the_same_record(folder: Path, run: Run) -> None:
    assert run("parse", "release.txt").out == run("parse", "release.txt").out


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2018-03-16", "2018-03-16"),
        ("2018-03", "2018-03"),
        ("2018", "2018"),
        ("16. März 2018", "2018-03-16"),
        ("Freitag, 16. März 2018", "2018-03-16"),
        ("am 16.3.2018", "2018-03-16"),
        ("3.4.18", "2018-04-03"),
        ("März 2018", "2018-03"),
        (" Sept. 2019 ", "2019-09"),
        ("1.1.0999", "0999-01-01"),
    ],
)
def test_a_document_date_keeps_its_precision(folder: Path, run: Run, given: str, value: str) -> None:
    record = json.loads(run("parse", "release.txt", "--document-date", given).out)
    assert record["document_date"] == {"value": value, "origin": "option", "start": None, "end": None}


@pytest.mark.parametrize("year", ["1950", "1968", "1969", "1999", "2000", "2049"])
def test_two_digits_are_the_same_year_in_a_text_and_in_the_option(folder: Path, run: Run, year: str) -> None:
    for written in (f"3.4.{year[2:]}", f"3. April {year[2:]}"):
        Path("release.txt").write_text(f"Der Brief ist vom 3.4.{year[2:]} und liegt vor.", encoding="utf-8")
        record = json.loads(run("parse", "release.txt", "--document-date", written).out)
        assert record["document_date"]["value"] == f"{year}-04-03"
        assert [date["value"] for date in record["dates"]] == [f"{year}-04-03"]


@pytest.mark.parametrize(
    "given",
    ["heute", "31.2.2018", "2018-02-31", "16. März", "Mai", "2018/19", "18 Uhr", "٢٠١٨", "", "x" * 9999],
)
def test_a_wrong_document_date_is_a_usage_error(folder: Path, run: Run, given: str) -> None:
    result = run("parse", "release.txt", "--document-date", given)
    assert (result.code, result.out) == (2, "")
    assert "is no date: write it like 2018-03-16" in result.err


def test_an_encoding_can_be_named(folder: Path, run: Run) -> None:
    Path("old.txt").write_bytes("Größe".encode("cp850"))
    assert run("parse", "old.txt").code == 1
    assert json.loads(run("parse", "old.txt", "--encoding", "cp850").out)["title"] == "Größe"
    for wrong in ("klingonisch", "hex", "\u00fc"):
        result = run("parse", "old.txt", "--encoding", wrong)
        assert result.code == 2
        assert "is no known encoding" in result.err


# What goes wrong


def test_a_bad_file_does_not_stop_the_others(folder: Path, run: Run) -> None:
    Path("scan.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    result = run("parse", "missing.txt", "release.txt", "scan.pdf", ".")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 1
    assert [record.get("error", {}).get("type") for record in records] == [
        "not_found", None, "binary", "is_folder",
    ]  # fmt: skip
    errors = result.err.splitlines()
    assert len(errors) == 3
    assert errors[0] == "kiextract: 'missing.txt' does not exist: check its name and folder."
    assert errors[1].startswith("kiextract: 'scan.pdf' is not plain text but a PDF file: ")
    assert errors[2].startswith("kiextract: '.' is a folder: ")


def test_an_empty_file_is_a_valid_record(folder: Path, run: Run) -> None:
    for data in (b"", b" \r\n\t\n", b"\xef\xbb\xbf"):
        Path("empty.txt").write_bytes(data)
        result = run("parse", "empty.txt")
        assert (result.code, result.err) == (0, "")
        record = json.loads(result.out)
        assert record["persons"] == record["dates"] == []
        assert record["warnings"] == ["The document holds no text."]


def test_file_names_act_neither_on_terminal_nor_json(folder: Path, run: Run) -> None:
    names = ["\x1b[31m[bold]\u202e.txt", os.fsdecode(b"stra\xdfe.txt"), "zwei\nZeilen.txt"]
    for name in names:
        Path(name).write_text(TEXT, encoding="utf-8")
    tables = run("parse", "--format", "table", *names).out
    assert "␛[31m[bold]⟨U+202E⟩.txt" in tables
    assert "\x1b" not in tables
    sources = [json.loads(line)["source"] for line in run("parse", *names).out.splitlines()]
    assert sources == [names[0], r"stra\udcdfe.txt", names[2]]
    for name in names:
        Path(name).unlink()
    result = run("parse", *names)
    assert result.code == 1
    assert [line.count("does not exist") for line in result.err.splitlines()] == [1, 1, 1]
    assert "\x1b" not in result.err


def test_no_file_shows_the_help(folder: Path, run: Run) -> None:
    result = run("parse", stdin=TEXT.encode())
    assert (result.code, result.out) == (2, "")
    assert "Usage: kiextract parse" in result.err
    assert "give - to read standard input" in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["prase", "x"], "Did you mean 'parse'?"),
        (["parse", "--fromat", "json", "x"], "--format"),
        (["parse", "--format", "xml", "x"], "'json'"),
        (["parse", "x", "--model", "m", "--output"], "--output"),
        (["parse", "-", "-"], "once"),
    ],
)
def test_a_wrong_command_line_is_a_usage_error(
    folder: Path, run: Run, arguments: list[str], told: str
) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_a_missing_model_is_told_in_one_sentence(folder: Path, run: Run) -> None:
    result = run("parse", "release.txt", "--model", "de_core_news_xx")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "kiextract: The model 'de_core_news_xx' is not installed: get it with 'python -m"
    )
    assert result.err.count("\n") == 1


def test_a_model_without_a_name_is_a_usage_error(folder: Path, run: Run) -> None:
    for arguments in (["parse", "release.txt"], ["view", "release.txt", "-o", "out.html"]):
        result = run(*arguments, "--model", "")
        assert (result.code, result.out) == (2, "")
        assert "give the name or the folder of a spaCy pipeline" in result.err


@pytest.mark.parametrize(
    "encoding",
    ["unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7", "rot13", "base64", "ütf-8"],
)
def test_an_encoding_must_be_a_character_set(folder: Path, run: Run, encoding: str) -> None:
    result = run("parse", "release.txt", "--encoding", encoding)
    assert (result.code, result.out) == (2, "")
    assert "such as utf-8" in result.err


def test_a_damaged_file_is_not_told_to_leave_out_what_was_not_given(folder: Path, run: Run) -> None:
    Path("release.txt").write_bytes(b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1])
    error = json.loads(run("parse", "release.txt").out)["error"]
    assert error["type"] == "encoding"
    assert "is damaged" in error["message"]
    assert "leave it out" not in error["message"]
    given = json.loads(run("parse", "release.txt", "--encoding", "utf-8").out)["error"]
    assert "leave it out" in given["message"]


def test_a_name_that_is_too_long_is_told(folder: Path, run: Run) -> None:
    name = "n" * 300
    for arguments in (
        ["parse", "release.txt", "-o", name],
        ["view", "release.txt", "-o", name],
        ["batch", ".", "-o", name],
        ["batch", ".", "-o", "n" * 253],  # as long as can be, but for OUT.state and OUT.partial
        ["batch", name, "-o", "out.jsonl"],
        ["parse", "release.txt", "--model", name],
    ):
        result = run(*arguments)
        assert (result.code, result.out) == (2, ""), arguments
        assert "shorter name" in result.err or "name a folder" in result.err or "spaCy pipeline" in result.err
        assert result.err.count("\n") == 1
        assert "output cannot" not in result.err
    for arguments in (["parse", name], ["view", name, "-o", "out.html"]):
        result = run(*arguments)
        assert result.code == 1
        assert "File name too long" in result.err
        assert "check its name" in result.err


def test_a_folder_that_is_gone_is_told(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for arguments in (["parse", "release.txt"], ["batch", ".", "-o", "out"], ["view", ".", "-o", "out"]):
        result = run(*arguments)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            "kiextract: The folder you are in does not exist any more: change into another one (cd).\n"
        )
    assert run("parse", "--help").code == 0
    assert run("schema").code == 0


# Output files


def test_output_goes_to_a_file(folder: Path, run: Run) -> None:
    result = run("parse", "release.txt", "-o", "out.json")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert json.loads(Path("out.json").read_bytes())["source"] == "release.txt"
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "release.txt"]


def test_an_output_file_has_the_usual_permissions(folder: Path, run: Run) -> None:
    Path("usual").touch()
    run("parse", "release.txt", "-o", "new.json")
    assert Path("new.json").stat().st_mode == Path("usual").stat().st_mode
    Path("new.json").chmod(0o600)
    run("parse", "release.txt", "-o", "new.json")
    assert Path("new.json").stat().st_mode & 0o777 == 0o600


def test_output_through_a_link_keeps_the_link(folder: Path, run: Run) -> None:
    Path("target.json").write_text("old", encoding="utf-8")
    Path("link.json").symlink_to("target.json")
    run("parse", "release.txt", "-o", "link.json")
    assert Path("link.json").is_symlink()
    assert json.loads(Path("target.json").read_bytes())["source"] == "release.txt"


def test_output_can_go_to_a_device_and_to_standard_output(folder: Path, run: Run) -> None:
    assert run("parse", "release.txt", "-o", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()
    assert json.loads(run("parse", "release.txt", "-o", "-").out)


def test_only_a_dash_is_standard_output(folder: Path, run: Run) -> None:
    assert run("parse", "release.txt", "-o", "./-").out == ""
    assert json.loads(Path("-").read_bytes())["source"] == "release.txt"


def test_a_bad_output_file_is_told_before_any_work(folder: Path, run: Run) -> None:
    for target, told in {
        "missing/out.json": "make the folder",
        ".": "is a folder",
        "./release.txt": "is one of the documents",
    }.items():
        result = run("parse", "release.txt", "-o", target)
        assert (result.code, result.out) == (2, "")
        assert told in result.err
        assert result.err.count("\n") == 1
    assert Path("release.txt").read_text(encoding="utf-8") == TEXT


def test_a_failed_run_leaves_the_old_output_and_nothing_else(folder: Path, run: Run) -> None:
    Path("out.json").write_text("old", encoding="utf-8")
    assert run("parse", "release.txt", "-o", "out.json", "--model", "missing_model").code == 2
    assert Path("out.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "release.txt"]


# Help


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["parse", "--help"], ["parse", "-h"], ["schema", "-h"]]
)
def test_help_is_there_for_every_command(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: kiextract")
    assert max(map(len, result.out.splitlines())) <= 80


def test_the_help_begins_with_examples(run: Run) -> None:
    for arguments in (["--help"], ["parse", "--help"]):
        out = run(*arguments).out
        assert out.index("Examples:") < out.index("Options:")


def test_the_versions_of_tool_and_model_are_told(run: Run) -> None:
    out = run("--version").out
    assert out.startswith(f"kiextract {__version__} (model kiextract")
    assert out.count("\n") == 1


def test_help_and_version_import_nothing_heavy() -> None:
    script = (
        "import sys; from kiextract import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'pydantic', 'dateparser', 'rich.console', 'jsonschema'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    for option in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-c", script, option], capture_output=True, text=True)
        assert done.stderr == "[]\n"


# The process: locale, pipes, signals, terminals


def test_output_is_utf_8_in_the_c_locale(folder: Path, model: str) -> None:
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    name = os.fsencode("grüße.txt")
    Path(os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    command = [*KIEXTRACT, "parse", "--model", model, name, "fehlt-ü.txt"]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert "Bürgermeister".encode() in done.stdout
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_ends_the_run_quietly(folder: Path, model: str) -> None:
    with subprocess.Popen(
        [*KIEXTRACT, "parse", "--model", model, *["release.txt"] * 200],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["source"] == "release.txt"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_ctrl_c_ends_the_run_with_130_and_no_half_file(folder: Path, model: str) -> None:
    Path("out.json").write_text("old", encoding="utf-8")
    os.mkfifo("pipe.txt")
    with (
        subprocess.Popen(
            [*KIEXTRACT, "parse", "--model", model, "release.txt", "pipe.txt", "-o", "out.json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
        Path("pipe.txt").open("wb"),
    ):  # returns as soon as the command has opened it, too
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")
    assert Path("out.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "pipe.txt", "release.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(folder: Path, model: str) -> None:
    for command in (["parse", "--model", model, "release.txt"], ["schema"], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*KIEXTRACT, *command], stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 1
        assert done.stderr.startswith(b"kiextract: The output cannot be written (No space left on device)")
        assert done.stderr.count(b"\n") == 1


def on_terminal(columns: int, command: list[str], **environment: str) -> str:
    """Run a command on a pseudo-terminal of a width and give what it shows."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    with subprocess.Popen(
        command, stdin=child, stdout=child, stderr=child, env={**env, "TERM": "xterm-256color", **environment}
    ) as process:
        os.close(child)
        shown = b""
        try:
            while data := os.read(parent, 4096):
                shown += data
        except OSError as error:  # how Linux tells that the other end is closed
            assert error.errno == errno.EIO
        assert process.wait() == 0
    os.close(parent)
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_gets_a_table_that_fits(folder: Path, model: str, columns: int) -> None:
    Path("release.txt").write_text(
        TEXT + "\x1b]0;Titel\x07 [red]Anna Beispiel[/red] war da.", encoding="utf-8"
    )
    command = [*KIEXTRACT, "parse", "release.txt", "--lang", "de", "--model", model]
    shown = on_terminal(columns, command)
    assert "\x1b[1" in shown  # bold headings
    plain = on_terminal(columns, command, NO_COLOR="1", TERM="dumb")
    assert "\x1b" not in plain
    assert "Max Muster" in plain
    assert "Fr 16.03.2018" in plain
    assert all(cell_len(line) <= columns for line in plain.splitlines())


def test_parse_without_a_file_does_not_wait_on_a_terminal(folder: Path) -> None:
    parent, child = pty.openpty()
    done = subprocess.run([*KIEXTRACT, "parse"], stdin=child, capture_output=True)
    os.close(child)
    os.close(parent)
    assert done.returncode == 2
    assert b"Usage: kiextract parse" in done.stderr
