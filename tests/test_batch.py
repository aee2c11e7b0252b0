"""``kiextract batch``: folders of documents, and all that may happen to them."""

from __future__ import annotations

import csv
import importlib.util
import itertools
import json
import os
import pty
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

import marked_model
from kiextract.cores import quota_in_cores, usable_cores

KIEXTRACT = [sys.executable, "-m", "kiextract"]
BATCH = [*KIEXTRACT, "batch", "--model", marked_model.NAME]
TEXT = "Bürgermeister Max Muster kam am 16. März 2018 nach Solingen und gab {} Euro.\n"


@dataclass
class Result:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return marked_model.save(tmp_path_factory.mktemp("models"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder ``in`` of five documents."""
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(models), os.environ.get("PYTHONPATH", "")]).strip(":")
    )
    monkeypatch.chdir(tmp_path)
    write_documents(5)
    return tmp_path


def write_documents(number: int) -> None:
    Path("in").mkdir(exist_ok=True)
    for i in range(number):
        Path(f"in/{i:04}.txt").write_text(TEXT.format(1000 + i), encoding="utf-8")


def batch(*arguments: str | Path, stdin: bytes = b"", jobs: int = 1) -> Result:
    command = [*BATCH, "--jobs", str(jobs), *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def records(path: str | Path) -> list[dict]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def sources(path: str | Path) -> list[str]:
    return [record["source"] for record in records(path)]


# What is read, and in what order


def test_a_folder_gives_a_record_a_file_in_the_order_of_names() -> None:
    for name in ("b/z.txt", "b/a.TXT", "B.txt", "b.md", ".hidden.txt", ".git/x.txt", "ä.txt"):
        Path("tree", name).parent.mkdir(parents=True, exist_ok=True)
        Path("tree", name).write_text(TEXT.format(5), encoding="utf-8")
    Path("tree/b/loop").symlink_to("..")
    Path("tree/link.txt").symlink_to("B.txt")
    Path("tree/nowhere.txt").symlink_to("none.txt")
    result = batch("tree", "in/0001.txt", "-o", "out.jsonl")
    assert result.code == 0, result.err
    names = ["tree/B.txt", "tree/b/a.TXT", "tree/b/z.txt", "tree/link.txt", "tree/ä.txt", "in/0001.txt"]
    assert sources("out.jsonl") == names


def test_the_records_are_those_of_parse() -> None:
    names = [f"in/{i:04}.txt" for i in range(5)]
    command = [*KIEXTRACT, "parse", "--model", marked_model.NAME, "--format", "jsonl", *names]
    parsed = subprocess.run(command, capture_output=True, check=True).stdout
    assert batch("in", "-o", "out.jsonl", jobs=2).code == 0
    assert Path("out.jsonl").read_bytes() == parsed
    assert parsed.count(b"\n") == 5


def test_the_glob_chooses_and_nothing_chosen_is_a_usage_error() -> None:
    Path("in/note.md").write_text("Notiz")
    assert batch("in", "--glob", "*.md", "-o", "out.jsonl").code == 0
    assert sources("out.jsonl") == ["in/note.md"]
    result = batch("in", "--glob", "*.doc", "-o", "none.jsonl")
    assert result.code == 2
    assert "No file matches '*.doc'" in result.err
    assert not Path("none.jsonl").exists()


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_names_come_from_standard_input(separator: str) -> None:
    names = ["in/0003.txt", "in/0001.txt", "in/0003.txt", "in/none.txt"]
    result = batch("--files-from", "-", "-o", "out.jsonl", stdin=separator.join(names).encode())
    assert result.code == 1
    assert sources("out.jsonl") == ["in/0003.txt", "in/0001.txt", "in/none.txt"], "each once"
    assert records("out.jsonl")[2]["error"]["type"] == "not_found"


def test_a_name_that_is_no_unicode_is_a_document_like_others() -> None:
    with open(b"in/\xff.txt", "wb") as file:  # noqa: PTH123
        file.write(b"Solingen")
    result = batch("in", "-o", "out.jsonl")
    assert result.code == 0, result.err
    assert sources("out.jsonl")[-1] == "in/\\udcff.txt"


def test_shards_part_the_files() -> None:
    for part in ("1/3", "2/3", "3/3"):
        assert batch("in", "--shard", part, "-o", f"{part[0]}.jsonl").code == 0
    parts = [sources(f"{number}.jsonl") for number in (1, 2, 3)]
    assert sorted(itertools.chain(*parts)) == [f"in/{i:04}.txt" for i in range(5)]
    assert batch("in", "--shard", "4/3", "-o", "4.jsonl").code == 2


# Bad documents


def test_bytes_are_the_same_for_any_number_of_jobs_whatever_documents_do(folder: Path) -> None:
    Path("in/0001.txt").write_text("TÖTE")
    Path("in/0002.txt").write_text("SCHLAFE")
    Path("in/0003.txt").write_text("FRISS")
    Path("in/0005.txt").write_text(f"EINMAL {folder / 'one'} Solingen")
    Path("in/0006.txt").write_bytes(b"\x00\xff\x00")
    result = batch("in", "-o", "one.jsonl", "--timeout", "2", jobs=1)
    assert result.code == 1
    assert result.err.splitlines()[-1].startswith("kiextract: 3 documents extracted, 4 failed;")
    errors = [record.get("error", {}).get("type") for record in records("one.jsonl")]
    assert errors == [None, "crash", "timeout", "memory", None, None, "binary"]
    (folder / "one").unlink()
    batch("in", "-o", "three.jsonl", "--timeout", "2", jobs=3)
    assert Path("three.jsonl").read_bytes() == Path("one.jsonl").read_bytes()
    schema = json.loads(subprocess.run([*KIEXTRACT, "schema"], capture_output=True, check=True).stdout)
    for record in records("one.jsonl"):
        jsonschema.validate(record, schema)


def test_fail_fast_stops_and_the_next_run_goes_on() -> None:
    Path("in/0002.txt").write_bytes(b"\x00\xff\x00")
    result = batch("in", "-o", "out.jsonl", "--fail-fast")
    assert result.code == 1
    assert not Path("out.jsonl").exists()
    Path("in/0002.txt").write_text(TEXT.format(7), encoding="utf-8")
    result = batch("in", "-o", "out.jsonl", "--fail-fast")
    assert result.code == 0
    assert "2 unchanged" in result.err
    assert len(records("out.jsonl")) == 5


def hostile() -> Iterator[bytes]:
    """Documents that nobody wrote to be read."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    for _ in range(10):
        yield chance.randbytes(chance.randrange(1, 3000))
    yield "Überfälle".encode()[:1]
    yield "\ufeffStadt".encode("utf-16")[:-1]
    yield ("".join(map(chr, range(1, 160))) + "\u2028\u202e\U000e0041").encode() * 20
    yield b"wort " * 40_000
    yield b"([{" * 5_000 + b"}])" * 5_000
    yield b"1234567890" * 3_000
    yield "„“‚‘»«\"'".encode() * 2_000
    yield b""
    yield b"\n" * 10_000


def test_hostile_input_gives_a_record_each() -> None:
    shutil.rmtree("in")
    Path("in").mkdir()
    documents = list(hostile())
    for number, data in enumerate(documents):
        Path(f"in/{number:03}.txt").write_bytes(data)
    result = batch("in", "-o", "out.jsonl", jobs=2)
    assert result.code in (0, 1)
    found = records("out.jsonl")
    assert [record["source"] for record in found] == [f"in/{i:03}.txt" for i in range(len(documents))]
    assert not {record["error"]["type"] for record in found if "error" in record} - {"binary", "encoding"}


# Killed, interrupted, continued


def wait_for_lines(path: Path, number: int) -> None:
    end = time.monotonic() + 60
    while not path.exists() or path.read_bytes().count(b"\n") < number:
        assert time.monotonic() < end, f"{path} did not grow"
        time.sleep(0.01)


def test_killed_at_any_moment_the_same_command_goes_on() -> None:
    write_documents(400)
    assert batch("in", "-o", "undisturbed.jsonl", jobs=2).code == 0
    for lines in (1, 150, 300):
        killed = subprocess.Popen([*BATCH, "-q", "in", "-o", "out.jsonl"], stderr=subprocess.PIPE)
        wait_for_lines(Path("out.jsonl.partial"), lines)
        killed.kill()
        assert killed.communicate()[1] == b"", "who kills it is told nothing by what is left of it"
        assert killed.returncode == -signal.SIGKILL
        assert not Path("out.jsonl").exists(), "an output is whole or not there"
    result = batch("in", "-o", "out.jsonl", jobs=2)
    assert result.code == 0
    assert " unchanged" in result.err
    assert Path("out.jsonl").read_bytes() == Path("undisturbed.jsonl").read_bytes()
    assert not Path("out.jsonl.partial").exists()


def test_interrupted_it_ends_at_once_and_keeps_what_is_finished() -> None:
    Path("in/0003.txt").write_text("SCHLAFE")
    running = subprocess.Popen(
        [*BATCH, "in", "-o", "out.jsonl"], stderr=subprocess.PIPE, start_new_session=True
    )
    wait_for_lines(Path("out.jsonl.partial"), 3)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers as well
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"3 documents extracted" in err
    assert b"Traceback" not in err
    Path("in/0003.txt").write_text("Solingen")
    assert "3 unchanged" in batch("in", "-o", "out.jsonl").err
    assert len(records("out.jsonl")) == 5


def test_only_what_is_new_or_changed_is_done_again() -> None:
    assert "5 documents extracted, 0 failed" in batch("in", "-o", "out.jsonl").err
    Path("in/0001.txt").write_text("Max Muster", encoding="utf-8")
    Path("in/0002.txt").unlink()
    Path("in/0000a.txt").write_text("Solingen", encoding="utf-8")
    assert "2 documents extracted, 3 unchanged, 0 failed" in batch("in", "-o", "out.jsonl").err
    assert batch("in", "-o", "fresh.jsonl").code == 0
    assert Path("out.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes()
    assert "5 documents extracted, 0 failed" in batch("in", "-o", "out.jsonl", "--restart").err
    dated = batch("in", "-o", "out.jsonl", "--document-date", "2018-03-16")
    assert "5 documents extracted, 0 failed" in dated.err, "other options, other records"


def test_two_runs_do_not_write_one_output() -> None:
    Path("in/0004.txt").write_text("SCHLAFE")
    first = subprocess.Popen([*BATCH, "-q", "in", "-o", "out.jsonl"])
    try:
        wait_for_lines(Path("out.jsonl.partial"), 4)
        second = batch("in", "-o", "out.jsonl")
        assert second.code == 2
        assert "is in use by another kiextract" in second.err
        assert len(records("out.jsonl.partial")) == 4
    finally:
        first.kill()
        first.wait()


def test_a_state_that_is_none_is_said() -> None:
    Path("out.jsonl.state").write_text("Das ist keine Datenbank, aber lang genug, um eine zu sein." * 20)
    result = batch("in", "-o", "out.jsonl")
    assert result.code == 2
    assert "--restart" in result.err
    assert "Traceback" not in result.err
    assert batch("in", "-o", "out.jsonl", "--restart").code == 0


def overwrite_pages(state: Path) -> None:
    data = state.read_bytes()
    assert len(data) > 3 * 4096
    state.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def cut(state: Path) -> None:
    state.write_bytes(state.read_bytes()[:5000])


def spoil_a_record(state: Path) -> None:
    with sqlite3.connect(state) as db:
        db.execute("UPDATE done SET record = substr(record, 1, 20) WHERE rowid = 3")
    db.close()


def rename_a_column(state: Path) -> None:
    with sqlite3.connect(state) as db:
        db.execute("ALTER TABLE done RENAME COLUMN sha256 TO digest")
    db.close()


def test_a_damaged_state_is_said_with_the_remedy() -> None:
    write_documents(60)
    assert batch("in", "-q", "-o", "out.jsonl").code == 0
    whole, state = Path("out.jsonl").read_bytes(), Path("out.jsonl.state")
    undamaged = state.read_bytes()
    for damage in (overwrite_pages, cut, spoil_a_record, rename_a_column):
        state.write_bytes(undamaged)
        damage(state)
        result = batch("in", "-q", "-o", "out.jsonl")
        assert result.code == 2, damage
        assert result.err.startswith("kiextract: '")
        assert result.err.endswith("start over with --restart.\n")
        assert result.err.count("\n") == 1
        assert Path("out.jsonl").read_bytes() == whole, "the output stays"
    assert batch("in", "-q", "-o", "out.jsonl", "--restart").code == 0
    assert Path("out.jsonl").read_bytes() == whole


@pytest.mark.parametrize("seconds", ["inf", "nan", "0"])
def test_a_time_limit_without_sense_is_a_usage_error(seconds: str) -> None:
    result = batch("in", "--timeout", seconds, "-o", "out.jsonl")
    assert result.code == 2
    assert "--timeout" in result.err
    assert "fault" not in result.err
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("max 100000", None), ("150000 100000", 2), ("5000 100000", 1), ("400000 100000\n", 4)],
)
def test_a_container_may_have_a_part_of_the_cores(quota: str, cores: int | None) -> None:
    assert quota_in_cores(quota) == cores
    assert usable_cores() >= 1


# Formats


def write_large_and_small_amounts(path: str) -> None:
    Path(path).write_text("Er gab 100000000000000 Billionen Euro und 0,1234567 Euro.", encoding="utf-8")


def test_json_is_one_array() -> None:
    assert batch("in", "--format", "json", "-o", "out.json").code == 0
    assert batch("in", "-o", "out.jsonl").code == 0
    assert json.loads(Path("out.json").read_text(encoding="utf-8")) == records("out.jsonl")
    assert batch("--files-from", "-", "--format", "json", "-o", "empty.json").code == 0
    assert json.loads(Path("empty.json").read_text(encoding="utf-8")) == []


def test_csv_is_a_folder_with_a_file_a_kind_and_no_formulas() -> None:
    Path("in/0000.txt").write_text("=Max Muster gab 12,50 Euro.", encoding="utf-8")
    Path("in/0003.txt").write_bytes(b"\x00\xff\x00")
    Path("@0.txt").write_text("Solingen")
    assert batch("in", "@0.txt", "--format", "csv", "-o", "out").code == 1
    tables = {}
    for path in Path("out").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    assert {"persons", "roles", "places", "amounts", "dates", "quotes", "documents"} <= set(tables)
    assert [row["source"] for row in tables["documents"]][-1] == "'@0.txt"
    assert tables["amounts"][0]["context"] == "'=Max Muster gab 12,50 Euro."
    assert tables["documents"][3]["error_type"] == "binary"
    assert tables["amounts"][0]["source"] == "in/0000.txt"
    assert tables["amounts"][0]["value"] == "12.5"
    assert [row["name"] for row in tables["persons"]] == ["Max Muster"] * 4


def test_sqlite_is_a_database_to_query() -> None:
    Path("in/0003.txt").write_bytes(b"\x00\xff\x00")
    write_large_and_small_amounts("in/0009.txt")
    Path("in/0004.txt").write_text(TEXT.format(1004) + "Er kam aus Belgien.\n", encoding="utf-8")
    assert batch("in", "--format", "sqlite", "-o", "out.db").code == 1
    with sqlite3.connect("out.db") as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        quotations = db.execute(
            "SELECT m.text, substr(d.text, m.start + 1, m.end - m.start) "
            "FROM person_mentions m JOIN documents d ON d.id = m.document"
        ).fetchall()
        assert quotations == [("Max Muster", "Max Muster")] * 4
        holders = db.execute(
            "SELECT office, name FROM roles JOIN role_holders h ON h.role = roles.id "
            "JOIN persons ON persons.id = h.person"
        ).fetchall()
        assert {name for _, name in holders} == {"Max Muster"}
        countries = db.execute(
            "SELECT DISTINCT name, ags, country FROM places WHERE kind = 'country'"
        ).fetchall()
        assert countries == [("Belgien", None, "BE")]
        search = (
            "SELECT source FROM documents_fts JOIN documents d ON d.id = documents_fts.rowid "
            "WHERE documents_fts MATCH 'solingen AND 1002'"
        )
        assert db.execute(search).fetchall() == [("in/0002.txt",)]
        values = [value for (value,) in db.execute("SELECT value FROM amounts ORDER BY value")]
        assert values == [0.1234567, 1000, 1001, 1002, 1004, 1e26]
        assert db.execute("SELECT error_type FROM documents WHERE id = 4").fetchone() == ("binary",)
    first = Path("out.db").read_bytes()
    again = batch("in", "--format", "sqlite", "-o", "out.db", jobs=2)
    assert "5 unchanged" in again.err
    assert Path("out.db").read_bytes() == first


def test_parquet_is_a_folder_of_tables() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_large_and_small_amounts("in/0004.txt")
    assert batch("in", "--format", "parquet", "-o", "out").code == 0
    amounts = parquet.read_table("out/amounts.parquet").to_pylist()
    assert [row["value"] for row in amounts] == [1000, 1001, 1002, 1003, 1e26, 0.1234567]
    dates = parquet.read_table("out/dates.parquet").to_pylist()
    assert str(dates[0]["from"]) == "2018-03-16"


def tables_of(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def test_a_run_does_not_read_its_own_files() -> None:
    Path("in/notes").write_text("Max Muster")
    documents = [*(f"in/{i:04}.txt" for i in range(5)), "in/notes"]
    for _ in range(2):
        assert batch("in", "--glob", "*", "-q", "-o", "in/out.jsonl").code == 0
        assert sources("in/out.jsonl") == documents
    Path("in/out.jsonl").unlink()
    Path("in/out.jsonl.state").unlink()
    for _ in range(2):
        result = batch("in", "--glob", "*", "-q", "--format", "csv", "-o", "in/out")
        assert result.code == 0, result.err
        Path("in/out.partial").mkdir()  # as an interrupted run leaves it
        Path("in/out.partial/roles.csv").write_text("half")
    with Path("in/out/documents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["source"] for row in csv.DictReader(file)] == documents
    assert batch("in/0000.txt", "in/notes", "-q", "-o", "in/notes").code == 2, "a document is not replaced"
    assert batch("in", "--glob", "*", "-q", "-o", "in/notes").code == 2
    assert Path("in/notes").read_text() == "Max Muster"


def test_what_another_format_left_is_cleared_away() -> None:
    def interrupted_in_a_folder(table: str) -> None:
        Path("out.partial/new").mkdir(parents=True)
        Path("out.partial/new", table).write_text("half")

    interrupted_in_a_folder("persons.csv")
    assert batch("in", "-q", "-o", "out").code == 0
    assert len(records("out")) == 5
    Path("out").unlink()
    Path("out.partial").write_text("half a record")
    assert batch("in", "-q", "--format", "csv", "-o", "out").code == 0
    interrupted_in_a_folder("persons.parquet")
    assert batch("in", "-q", "--format", "csv", "-o", "out").code == 0
    assert {Path(name).suffix for name in tables_of("out")} == {".csv"}
    assert not Path("out.partial").exists()
    Path("out.partial").mkdir()
    Path("out.partial/mine.doc").write_text("dear")
    result = batch("in", "-q", "--format", "csv", "-o", "out")
    assert result.code == 2
    assert "holds something other than unfinished output of kiextract" in result.err
    assert Path("out.partial/mine.doc").read_text() == "dear"


def test_a_folder_of_tables_is_replaced_as_a_whole() -> None:
    assert batch("in", "-q", "--format", "csv", "-o", "out").code == 0
    first = tables_of("out")
    Path("in/0002.txt").write_text("SCHLAFE")
    running = subprocess.Popen([*BATCH, "-q", "in", "--format", "csv", "-o", "out"])
    wait_for_lines(Path("out.partial/new/documents.csv"), 0)
    running.kill()
    running.wait()
    assert tables_of("out") == first, "what is not finished replaces nothing"
    # Killed at the worst moment: the old folder has gone, the new one has not come.
    Path("out").rename("out.partial/old")
    Path("in/0002.txt").write_bytes(b"\x00\xff\x00")
    assert batch("in", "-q", "--format", "csv", "--fail-fast", "-o", "out").code == 1
    assert tables_of("out") == first, "it is put back"
    Path("out").chmod(0o750)
    assert batch("in", "-q", "--format", "csv", "-o", "out").code == 1
    assert tables_of("out").keys() == first.keys()
    assert tables_of("out") != first
    assert Path("out").stat().st_mode & 0o777 == 0o750


def test_a_folder_with_other_files_is_not_replaced() -> None:
    Path("mine").mkdir()
    Path("mine/letter.doc").write_text("dear")
    result = batch("in", "--format", "csv", "-o", "mine")
    assert result.code == 2
    assert "holds something other than tables of kiextract" in result.err
    assert Path("mine/letter.doc").read_text() == "dear"
    Path("empty").mkdir()
    here = subprocess.run(
        [*BATCH, "../in", "--format", "csv", "-o", "."],
        cwd="empty",
        capture_output=True,
        text=True,
        check=False,
    )
    assert here.returncode == 2
    assert "is the folder you are in" in here.stderr


# Output that cannot be written, and the terminal


def test_a_full_disk_is_one_sentence() -> None:
    result = batch("in", "-q", "-o", "/dev/full")
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "No space left on device" in result.err
    limited = f"ulimit -f 1; exec {' '.join(BATCH)} -q in -o out.jsonl"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("kiextract: '")
    assert done.stderr.count("\n") == 1
    assert batch("in", "-o", "out.jsonl").code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "none/out.jsonl"], "make the folder"),
        (["-o", "in"], "is a folder"),
        (["-o", "in/0000.txt"], "is one of the documents"),
        (["-o", "link"], "is one of the documents"),
        (["--files-from", "list", "-o", "list"], "is one of the documents"),
        (["-o", "in/0000.txt", "--format", "csv"], "is a file"),
        (["-o", "-", "--format", "sqlite"], "cannot be piped"),
        (["none", "-o", "out.jsonl"], "'none' does not exist"),
        (["--files-from", "none", "-o", "out.jsonl"], "The list 'none' cannot be read"),
    ],
)
def test_a_wrong_order_is_one_sentence(arguments: list[str], sentence: str) -> None:
    before = Path("in/0000.txt").read_bytes()
    Path("link").symlink_to("in/0000.txt")
    Path("list").write_text("in/0001.txt\n")
    result = batch("in", *arguments)
    assert result.code == 2
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert Path("in/0000.txt").read_bytes() == before


def test_a_model_that_is_missing_is_a_usage_error() -> None:
    result = batch("in", "--model", "de_not_there", "-o", "out.jsonl")
    assert result.code == 2
    assert "de_not_there" in result.err
    assert not Path("out.jsonl").exists()


def test_lines_stream_to_a_pipe_that_may_close() -> None:
    command = f"{' '.join(BATCH)} -q in -o - | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["source"] == "in/0000.txt"
    assert done.stderr == ""
    assert not list(Path().glob("-*"))


def test_progress_is_for_terminals_only() -> None:
    quiet = batch("in", "-q", "-o", "out.jsonl")
    assert (quiet.out, quiet.err) == ("", "")
    plain = batch("in", "--restart", "-o", "out.jsonl")
    assert plain.err.count("\n") == 1
    assert "\x1b" not in plain.err
    controller, terminal = pty.openpty()
    command = [*BATCH, "in", "--restart", "-o", "out.jsonl"]
    with subprocess.Popen(command, stderr=terminal, env={**os.environ, "TERM": "xterm"}) as running:
        os.close(terminal)
        seen = b""
        while True:
            try:
                block = os.read(controller, 4096)
            except OSError:
                break
            seen += block
    os.close(controller)
    assert running.returncode == 0
    assert b"/5" in seen
    assert b"words/s" in seen


def test_help_answers_without_the_models_libraries() -> None:
    code = (
        "import sys; sys.argv = ['kiextract', 'batch', '--help']\n"
        "from kiextract import cli\n"
        "try: cli.main()\n"
        "finally: sys.exit(bool({'spacy', 'rich', 'pebble'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Examples:" in done.stdout


# Engines of the field


def test_ray_writes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray.data")
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    Path("in/0001.txt").write_text("TÖTE")
    Path("in/0002.txt").write_bytes(b"\x00\xff\x00")
    here = batch("in", "-q", "-o", "here.jsonl")
    there = batch("in", "-q", "-o", "there.jsonl", "--engine", "ray")
    assert (here.code, there.code) == (1, 1)
    assert here.err in there.err, "Ray has things to say, too"
    assert Path("there.jsonl").read_bytes() == Path("here.jsonl").read_bytes()


def test_without_ray_its_engine_is_a_usage_error() -> None:
    if importlib.util.find_spec("ray") is not None:
        pytest.skip("Ray is installed")
    result = batch("in", "-o", "out.jsonl", "--engine", "ray")
    assert result.code == 2
    assert "pip install 'kiextract[ray]'" in result.err


def test_the_recipe_for_spark_gives_the_records() -> None:
    sql = pytest.importorskip("pyspark.sql")
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    page = (Path(__file__).parent.parent / "docs" / "batch.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^```py\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    session = sql.SparkSession.builder.master("local[1]").getOrCreate()
    try:
        texts = [("a", "Max Muster gab 5 Euro."), ("b", "Solingen")]
        namespace = {"releases": session.createDataFrame(texts, "name string, text string")}
        exec(compile(recipe, "docs/batch.md", "exec"), namespace)  # noqa: S102 - our own page
        rows = {row["name"]: json.loads(row["record"]) for row in namespace["records"].collect()}
    finally:
        session.stop()
    assert rows["a"]["amounts"][0]["value"] == 5
    assert rows["b"]["source"] == "b"
