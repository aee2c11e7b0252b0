"""The spaCy pipeline: names → dates → amounts → places → persons → roles → quotes.

Every step is a registered spaCy factory that works in any German pipeline.
"""

from __future__ import annotations

import os
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from kiextract.errors import ModelError
from kiextract.lexicon import Lexicon

BUNDLED_MODEL = Path(__file__).parents[1] / "model"
"""Folder of the names model that comes with the package."""

NOT_LOADED = ("tokenizer", "vocab")
"""Parts of it that are as in every German pipeline: to read them takes time and changes nothing."""

COMPONENTS = (
    "kiextract_names",
    "kiextract_dates",
    "kiextract_amounts",
    "kiextract_places",
    "kiextract_persons",
    "kiextract_roles",
    "kiextract_quotes",
)
"""Our components, in the order in which they read each other's finds."""

OWN_WORDS = "kiextract_lexicon"
"""The component that stands before them where the user has words of their own."""


def load_pipeline(model: str | None = None, lexicon: Lexicon | None = None) -> Language:
    """Load a names model and add our components to it.

    ``model`` is the name of an installed spaCy pipeline or the path of one; it must find entities
    (PER, LOC, ORG). None means the bundled model. ``lexicon`` are words of the user's own. Raises
    ModelError, with a sentence that says how to get the model, where it cannot be loaded.
    """
    nlp = _load(model)
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise ModelError.without_entities(model or str(BUNDLED_MODEL))
    if lexicon is not None:
        if OWN_WORDS in nlp.pipe_names:
            nlp.remove_pipe(OWN_WORDS)
        nlp.add_pipe(OWN_WORDS, config=lexicon.as_table())
    for name in COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp


def _load(model: str | None) -> Language:
    if model is None:
        return spacy.load(BUNDLED_MODEL, exclude=NOT_LOADED)
    is_folder = os.path.isdir(model)  # noqa: PTH112 - False for a name that is too long; Path would raise
    if not is_folder and not is_package(model):
        raise ModelError.missing(model)
    try:
        return spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError.unusable(model, error) from error
