"""Every command in README.md and docs/ does what the page says.

``console`` blocks run in a copy of ``samples/`` with its ``tagged`` beside it: lines beginning with ``$`` are
commands (``>`` goes on with one), the lines below them what they write, in which ``…`` stands for
anything. ``python`` blocks of a page run one after another. ``json`` blocks must be JSON.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from kiextract import cli
from kiextract.document import MAX_BYTES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ALL_PAGES = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "samples" / "tagged", tmp_path / "tagged")
    releases_only = shutil.ignore_patterns("tagged", "*.json")
    return shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=releases_only)


@pytest.mark.parametrize(
    "block", [pytest.param(block, id=page.name) for page in PAGES for block in blocks(page, "console")]
)
def test_the_commands_of_a_block_write_what_the_page_says(block: str, samples: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    steps = STEP.findall(block)
    assert "".join(f"$ {command}\n{expected}" for command, expected in steps) == block
    for tool in ("jq", "sqlite3", "sqlite-utils", "datasette"):
        if any(tool in command for command, _ in steps) and not shutil.which(tool, path=path):
            pytest.skip(f"{tool} is not installed")
    for module in ("pandas", "duckdb"):
        if any(f"import {module}" in command for command, _ in steps):
            pytest.importorskip(module)
    for command, expected in steps:
        done = subprocess.run(
            ["bash", "-c", command.replace("\n> ", "\n")],
            cwd=samples,
            env={**environment, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        pattern = ".*".join(map(re.escape, expected.split("…")))
        assert re.fullmatch(pattern, done.stdout, re.DOTALL), (
            f"{command}\nshould write:\n{expected}\nbut wrote:\n{done.stdout}"
        )
        assert done.returncode == 0


@pages
def test_the_python_of_a_page_runs(page: Path) -> None:
    namespace: dict[str, Any] = {}
    for number, block in enumerate(blocks(page, "python"), start=1):
        exec(compile(block, f"{page.name}, block {number}", "exec"), namespace)  # noqa: S102 - our own pages


@pages
def test_the_json_of_a_page_is_json(page: Path) -> None:
    for block in blocks(page, "json"):
        json.loads(block)


@pages
def test_a_page_links_to_files_that_exist(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_and_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ["", *typer.main.get_command(cli.app).commands]:  # type: ignore[attr-defined]
        with pytest.raises(SystemExit):
            cli.app([*command.split(), "--help"])
        shown = capsys.readouterr().out
        for option in re.findall(r"^ {2}(?:-\w, )?(--[\w-]+)", shown, re.MULTILINE):
            assert option in ALL_PAGES or option.endswith("-completion"), command
        assert f"kiextract {command}" in ALL_PAGES


def test_the_pages_of_the_record_and_the_options_are_generated() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    import generate

    for path, page in generate.PAGES.items():
        assert path.read_text(encoding="utf-8") == page(), "run python docs/generate.py"


def test_the_figures_of_accuracy_can_be_written_anew() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import accuracy_table

    page = accuracy_table.PAGE.read_text(encoding="utf-8")
    figures = page.partition(accuracy_table.BEGIN)[2].partition(accuracy_table.END)[0]
    labels = [line.split(" | ")[0].removeprefix("| ") for line in figures.splitlines()[2:]]
    assert labels == list(accuracy_table.ROWS.values())


def test_the_index_leads_to_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page}" not in index} == set()


def test_the_limit_and_every_error_type_are_documented() -> None:
    assert f"{MAX_BYTES // 2**20} MiB" in ALL_PAGES
    source = (ROOT / "src" / "kiextract" / "errors.py").read_text(encoding="utf-8")
    document_errors = source.split("class DocumentError")[1].split("\nclass ")[0]
    types = set(re.findall(r'"([a-z_]+)"[,)]\s*(?:\)|$)', document_errors, re.MULTILINE))
    assert {"not_found", "internal", "binary"} <= types
    assert [type_ for type_ in types if f"`{type_}`" not in ALL_PAGES] == []
