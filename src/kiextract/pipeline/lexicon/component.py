"""The spaCy component ``kiextract_lexicon``: the user's own words, for the components behind it."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.lexicon import Lexicon
from kiextract.pipeline import layers
from kiextract.pipeline.lexicon.matching import Matcher


@Language.factory(
    "kiextract_lexicon", default_config={"offices": [], "persons": [], "places": [], "ignore": {}}
)
def create(
    nlp: Language,
    name: str,
    offices: list[str],
    persons: list[str],
    places: list[dict[str, Any]],
    ignore: dict[str, list[str]],
) -> OwnWords:
    """Make the component (called by spaCy) from what a table ``[lexicon]`` holds. Raises ConfigError."""
    table = {"offices": offices, "persons": persons, "places": places, "ignore": ignore}
    return OwnWords(Lexicon.parse(table))


class OwnWords:
    """Leaves where the words of a lexicon stand; places, persons and roles are made of them further on."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._matcher = Matcher(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Find the words of one doc."""
        layers.write(doc, "own_words", self._matcher.find(layers.text_of(doc)))
        return doc
