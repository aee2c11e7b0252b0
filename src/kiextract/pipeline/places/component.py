"""The spaCy component ``kiextract_places``: from the model's names and the text to places."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.pipeline.places.find import find_places


@Language.factory("kiextract_places")
def create(nlp: Language, name: str) -> Places:
    """Make the component (called by spaCy)."""
    return Places()


class Places:
    """Leaves the places of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one doc; dates and amounts keep what they have claimed."""
        claimed = layers.claimed(doc)
        names, own = layers.names(doc, claimed), layers.own_words(doc, "place")
        layers.write(doc, "places", find_places(layers.text_of(doc), names, claimed, own))
        return doc
