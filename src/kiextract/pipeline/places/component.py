"""The spaCy component ``kiextract_places``: from the model's names and the text to places."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import names, own_words, read, write
from kiextract.pipeline.places.find import find_places
from kiextract.record import Amount, Date


@Language.factory("kiextract_places")
def create(nlp: Language, name: str) -> Places:
    """Make the component (called by spaCy)."""
    return Places()


class Places:
    """Leaves the places of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one doc; dates and amounts keep what they have claimed."""
        claimed = Intervals([*read(doc, "dates", Date), *read(doc, "amounts", Amount)])
        write(doc, "places", find_places(doc.text, names(doc), claimed, own_words(doc, "place")))
        return doc
