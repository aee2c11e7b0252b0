"""kiextract: persons, roles, places, euro amounts and dates from German municipal press releases.

>>> from kiextract import Extractor
>>> record = Extractor().extract("Bürgermeisterin Anna Beispiel gab 500 Euro.")
>>> record.persons[0].name
'Anna Beispiel'

The names below are loaded at their first use, so that the command line answers ``--help`` at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiextract.document import Document
    from kiextract.errors import KiextractError
    from kiextract.extractor import Extractor
    from kiextract.lexicon import Lexicon
    from kiextract.pipeline import load_pipeline
    from kiextract.record import ErrorRecord, Record

__version__ = "0.1.0"

_HOMES = {
    "Document": "document",
    "ErrorRecord": "record",
    "Extractor": "extractor",
    "KiextractError": "errors",
    "Lexicon": "lexicon",
    "Record": "record",
    "load_pipeline": "pipeline",
}

__all__ = [
    "Document",
    "ErrorRecord",
    "Extractor",
    "KiextractError",
    "Lexicon",
    "Record",
    "__version__",
    "load_pipeline",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
