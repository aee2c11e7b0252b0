"""Settings: an option beats the environment, which beats the project, which beats the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import small_model
from kiextract.config import defaults
from kiextract.errors import ConfigError


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """An empty project with a folder in it, and an empty folder for the user's file."""
    paths = {name: tmp_path / name for name in ("project/deep", "user")}
    for path in paths.values():
        path.mkdir(parents=True)
    return {
        "project": tmp_path / "project",
        "working_folder": paths["project/deep"],
        "user_folder": paths["user"],
    }


def settings(places: dict[str, Path], command: str = "view", **environment: str) -> dict[str, Any]:
    folders = {name: places[name] for name in ("working_folder", "user_folder")}
    return defaults(command, environment=environment, **folders)[command]


def test_without_settings_there_are_no_defaults(places: dict[str, Path]) -> None:
    assert settings(places) == {}


def test_the_environment_beats_the_project_which_beats_the_user(places: dict[str, Path]) -> None:
    (places["user_folder"] / "kiextract.toml").write_text('lang = "de"\njobs = 3\nmodel = "mine"\n')
    assert settings(places) == {"lang": "de", "jobs": 3, "model": "mine"}
    (places["project"] / "kiextract.toml").write_text('lang = "en"\njobs = 2\n')
    assert settings(places) == {"lang": "en", "jobs": 2, "model": "mine"}
    environment = {"KIEXTRACT_JOBS": "1", "KIEXTRACT_LANG": ""}
    assert settings(places, **environment) == {"lang": "en", "jobs": 1, "model": "mine"}


def test_the_nearest_file_counts(places: dict[str, Path]) -> None:
    (places["project"] / "pyproject.toml").write_text('[tool.kiextract]\nlang = "de"\n')
    assert settings(places) == {"lang": "de"}
    (places["working_folder"] / "pyproject.toml").write_text('[project]\nname = "other"\n')
    assert settings(places) == {"lang": "de"}
    (places["project"] / "kiextract.toml").write_text("jobs = 2\n")
    assert settings(places) == {"jobs": 2}


def test_a_command_takes_only_the_settings_that_it_has(places: dict[str, Path]) -> None:
    (places["project"] / "kiextract.toml").write_text('format = "json"\nlang = "en"\njobs = 2\n')
    assert settings(places, "parse") == {"format": "json", "lang": "en"}
    assert settings(places, "batch") == {"jobs": 2}
    assert settings(places, "evaluate") == {}
    assert defaults("schema", working_folder=places["working_folder"]) == {}


def test_the_folder_of_a_model_is_sought_beside_the_file(places: dict[str, Path]) -> None:
    (places["project"] / "kiextract.toml").write_text('model = "models/ours"\n')
    (places["project"] / "models" / "ours").mkdir(parents=True)
    assert settings(places) == {"model": str(places["project"] / "models" / "ours")}


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('colour = "red"', "There is no setting 'colour'"),
        ('lang = "fr"', "lang cannot be 'fr'"),
        ("lang = ['de']", "lang cannot be ['de']"),
        ("jobs = 0", "jobs cannot be 0"),
        ("jobs = true", "jobs cannot be True"),
        ('jobs = "2"', "jobs cannot be '2'"),
        ("model = 5", "model cannot be 5"),
        ('format = "sqlite"', "format cannot be 'sqlite'"),
        ("lang = de", "cannot be read"),
        ("[lang]", "lang cannot be {}"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_file(places: dict[str, Path], toml: str, told: str) -> None:
    file = places["project"] / "kiextract.toml"
    file.write_text(toml)
    with pytest.raises(ConfigError) as error:
        settings(places)
    assert told in str(error.value)
    assert str(file) in str(error.value)


def test_the_pyproject_of_others_is_no_matter_of_ours(places: dict[str, Path]) -> None:
    stranger = places["working_folder"] / "pyproject.toml"
    (places["project"] / "kiextract.toml").write_text('lang = "en"\n')
    for broken in (b"[project\nname =", b'name = "\xff"', "[tool.other]\nlang = öäü".encode("utf-16")):
        stranger.write_bytes(broken)
        assert settings(places) == {"lang": "en"}
    stranger.unlink()
    stranger.mkdir()
    assert settings(places) == {"lang": "en"}


@pytest.mark.parametrize(
    "broken",
    [
        '[tool.kiextract]\nlang = "de',
        '[ tool . "kiextract" ]\nlang = de',
        '[tool]\nkiextract = { lang = "de"',
        'tool.kiextract.lang = "de"\n[',
    ],
)
def test_a_broken_pyproject_with_our_table_is_told(places: dict[str, Path], broken: str) -> None:
    file = places["project"] / "pyproject.toml"
    file.write_text(broken)
    with pytest.raises(ConfigError, match=r"cannot be read .*: correct it or remove it\.") as error:
        settings(places)
    assert str(file) in str(error.value)


def test_our_table_is_found_however_it_is_written(places: dict[str, Path]) -> None:
    file = places["project"] / "pyproject.toml"
    for written in (
        '[tool.kiextract]\nlang = "de"\n',
        '[ tool . "kiextract" ]\nlang = "de"\n',
        '[tool]\nkiextract = { lang = "de" }\n',
        '[tool]\nkiextract.lang = "de"\n',
        'tool.kiextract.lang = "de"\n',
    ):
        file.write_text(written)
        assert settings(places) == {"lang": "de"}, written


@pytest.mark.parametrize("command", ["parse", "batch", "view", "evaluate"])
def test_help_is_there_whatever_the_settings_say(tmp_path: Path, command: str) -> None:
    (tmp_path / "kiextract.toml").write_text("lang = \n")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kiextract", *arguments], cwd=tmp_path, capture_output=True, text=True
        )

    helped = run(command, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert f"Usage: kiextract {command}" in helped.stdout
    if command == "parse":
        assert run("--help").returncode == 0
        told = run("parse", "release.txt")
        assert told.returncode == 2
        assert "kiextract.toml' cannot be read" in told.stderr


def test_a_file_saved_by_a_windows_editor_is_read(places: dict[str, Path]) -> None:
    (places["project"] / "kiextract.toml").write_bytes(b'\xef\xbb\xbflang = "de"\r\n')
    assert settings(places)["lang"] == "de"


def test_a_wrong_variable_is_told(places: dict[str, Path]) -> None:
    with pytest.raises(ConfigError, match="jobs cannot be 'many'"):
        settings(places, KIEXTRACT_JOBS="many")


def test_the_command_line_follows(tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_text("Max Muster kam am 16. März 2018.\n", encoding="utf-8")
    small_model.save(tmp_path / "small")
    config = tmp_path / "kiextract.toml"
    config.write_text('format = "table"\nlang = "de"\nmodel = "small"\n')

    def parse(*options: str, **environment: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "kiextract", "parse", "release.txt", *options],
            cwd=tmp_path,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        return done.returncode, done.stdout

    assert "Personen" in parse()[1]
    assert "Persons" in parse(KIEXTRACT_LANG="en")[1]
    assert "Personen" in parse("--lang", "de", KIEXTRACT_LANG="en")[1]
    config.write_text("langs = 1\n")
    code, told = parse()
    assert code == 2
    assert told.startswith("kiextract: There is no setting 'langs'")
