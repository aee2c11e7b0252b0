"""The spaCy component ``kiextract_persons``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline import layers
from kiextract.pipeline.persons.finding import find_persons
from kiextract.record import Amount, Date


@Language.factory("kiextract_persons")
def create(nlp: Language, name: str) -> Persons:
    """Make the component (called by spaCy)."""
    return Persons()


class Persons:
    """Leaves the persons of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the persons of one doc; what dates and amounts claim is no part of a name."""
        claimed = Intervals([*layers.read(doc, "dates", Date), *layers.read(doc, "amounts", Amount)])
        layers.write(doc, "persons", find_persons(doc.text, layers.names(doc), claimed))
        return doc
