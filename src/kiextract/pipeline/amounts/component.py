"""The spaCy component ``kiextract_amounts``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("kiextract_amounts")
def create(nlp: Language, name: str) -> Amounts:
    """Make the component (called by spaCy)."""
    return Amounts()


class Amounts:
    """Leaves the amounts of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the amounts of one doc."""
        return doc
