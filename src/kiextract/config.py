"""Settings that stand for options left out: from the environment, the project and the user.

A setting in the environment beats the project's file, which beats the user's. An option beats them all: the
settings only replace the defaults of the options.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiextract.errors import ConfigError
from kiextract.lexicon import Lexicon, read_toml, tool_table

FILE = "kiextract.toml"
PYPROJECT = "pyproject.toml"
PREFIX = "KIEXTRACT_"

OUR_TABLE = re.compile(
    rb"""\btool["']?\s*\.\s*["']?kiextract\b|^\s*["']?kiextract["']?\s*[.=]""", re.MULTILINE
)
"""What must stand in a pyproject.toml with settings of ours: ``tool.kiextract``, or ``kiextract =``
in a table."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "format": ("auto", "table", "json", "jsonl"),
    "lang": ("de", "en"),
}
KEYS = ("model", "format", "lang", "jobs", "lexicon")
USED_BY: Mapping[str, tuple[str, ...]] = {
    "parse": ("model", "format", "lang", "lexicon"),
    "batch": ("model", "jobs", "lexicon"),
    "view": ("model", "lang", "jobs", "lexicon"),
    "evaluate": ("model", "lexicon"),
}
"""The settings of each command; the formats of ``batch`` are other ones, and are always asked for."""


@dataclass(frozen=True)
class Source:
    """Where settings stand: ``name`` for messages, the folder that paths start from, and the file, if any."""

    name: str
    folder: Path
    file: Path | None = None


def defaults(
    command: str | None,
    *,
    environment: Mapping[str, str] = os.environ,
    working_folder: Path | None = None,
    user_folder: Path | None = None,
) -> dict[str, dict[str, Any]]:
    """Give the defaults of a command's options, as click takes them: ``{"parse": {"lang": "de"}}``.

    ``working_folder`` is where the search for the project's file starts, by default the one that the process
    works in; ``user_folder`` is where the user's file lies. Raises ConfigError.
    """
    if command is None or command not in USED_BY:
        return {}
    folder = working_folder or _current_folder()
    settings = {
        **_user(user_folder or _user_folder()),
        **_project(folder),
        **_environment(environment, folder),
    }
    return {command: {key: settings[key] for key in USED_BY[command] if key in settings}}


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise ConfigError.no_working_folder() from error


def _user_folder() -> Path:
    """Give the platform's folder for settings: ``~/.config/kiextract`` on Linux."""
    import typer

    return Path(typer.get_app_dir("kiextract"))


def _user(folder: Path) -> dict[str, Any]:
    file = folder / FILE
    return _checked(read_toml(file), Source(str(file), folder, file)) if _is_file(file) else {}


def _project(start: Path) -> dict[str, Any]:
    """Give the settings of the nearest file with some, from a folder upwards."""
    for folder in (start, *start.parents):
        file = folder / FILE
        if _is_file(file):
            return _checked(read_toml(file), Source(str(file), folder, file))
        file = folder / PYPROJECT
        if _mentions_us(file):
            table = tool_table(read_toml(file))
            if table is not None:
                return _checked(table, Source(f"[tool.kiextract] in {file}", folder, file))
    return {}


def _mentions_us(pyproject: Path) -> bool:
    """Tell whether a pyproject.toml may have settings of ours.

    Those of others are not even parsed: what is wrong with them is no matter of ours.
    """
    try:
        return OUR_TABLE.search(pyproject.read_bytes()) is not None
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    """Tell whether there is a file; where a folder on the way may not be entered, there is none for us."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file would raise then


def _environment(environment: Mapping[str, str], folder: Path) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key in KEYS:
        if value := environment.get(PREFIX + key.upper()):
            whole = key == "jobs" and value.isdecimal()
            checked = _checked({key: int(value) if whole else value}, Source("the environment", folder))
            settings.update(checked)
    return settings


def _checked(settings: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """Check keys and values; a model that is a folder beside the file becomes the path of that folder."""
    for key, value in settings.items():
        if key not in KEYS:
            raise ConfigError.unknown_key(source.name, key, KEYS)
        if key in CHOICES and value not in CHOICES[key]:
            raise ConfigError.wrong_value(source.name, key, value, " or ".join(CHOICES[key]))
        if key == "model" and not (isinstance(value, str) and value):
            raise ConfigError.wrong_value(source.name, key, value, "the name or folder of a spaCy pipeline")
        if key == "jobs" and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            raise ConfigError.wrong_value(source.name, key, value, "a whole number from 1")
        if key == "lexicon" and not (isinstance(value, dict) or (isinstance(value, str) and value)):
            raise ConfigError.wrong_value(source.name, key, value, "a table [lexicon], or the name of a file")
    checked = dict(settings)
    if "lexicon" in checked:
        checked["lexicon"] = _lexicon_file(checked["lexicon"], source)
    if "model" in checked and os.path.isdir(source.folder / checked["model"]):  # noqa: PTH112
        checked["model"] = str(source.folder / checked["model"])
    return checked


def _lexicon_file(value: str | dict[str, Any], source: Source) -> str:
    """Give the file that holds a lexicon: the one that is named, or the one of the settings themselves."""
    if isinstance(value, str):
        return str(source.folder / value)
    Lexicon.parse(value, source.name)
    return str(source.file)
