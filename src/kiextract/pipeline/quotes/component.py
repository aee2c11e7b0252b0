"""The spaCy component ``kiextract_quotes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.pipeline.quotes.find import find_quotes
from kiextract.record import Person, Role


@Language.factory("kiextract_quotes")
def create(nlp: Language, name: str) -> Quotes:
    """Make the component (called by spaCy)."""
    return Quotes()


class Quotes:
    """Leaves the quotations of a doc, linked to its persons."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one doc."""
        persons, roles = layers.read(doc, "persons", Person), layers.read(doc, "roles", Role)
        layers.write(doc, "quotes", find_quotes(layers.text_of(doc), persons, roles))
        return doc
