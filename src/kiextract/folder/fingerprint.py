"""What decides a record beside the document: tool, model, lexicon and options, as one digest."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path

from kiextract import __version__
from kiextract.errors import ModelError
from kiextract.folder.worker import Settings

PACKAGE = Path(__file__).parents[1]
"""The bundled model is within it."""
BLOCK = 2**20


def fingerprint(settings: Settings) -> str:
    """Give the digest of everything that a record depends on but its document.

    The files of kiextract and of the model themselves are looked at: versions are raised too late, and
    some models never raise them. Raises ModelError where the model is not installed.
    """
    digest = hashlib.sha256()
    lexicon = settings.lexicon and settings.lexicon.as_table()
    options = [__version__, settings.model, settings.document_date, settings.encoding, lexicon]
    digest.update(json.dumps(options).encode())
    for folder in (PACKAGE, *_model_folders(settings.model)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"\0{path.relative_to(folder)}\0".encode())
                digest.update(file_digest(path).encode())
    return digest.hexdigest()


def file_digest(name: str | Path) -> str:
    """Give the SHA-256 of a file's bytes. Raises OSError where it cannot be read."""
    digest = hashlib.sha256()
    with open(name, "rb") as file:  # noqa: PTH123 - a name may be one that Path() would change
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _model_folders(model: str | None) -> list[Path]:
    if model is None:
        return []
    if os.path.isdir(model):  # noqa: PTH112 - False for a name that is too long
        return [Path(model)]
    try:
        spec = importlib.util.find_spec(model.partition(".")[0])
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        raise ModelError.missing(model)
    return [Path(folder) for folder in spec.submodule_search_locations or []]
