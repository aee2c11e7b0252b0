"""The spaCy component ``kiextract_persons``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline import layers
from kiextract.pipeline.layers import Name
from kiextract.pipeline.persons.finding import find_persons
from kiextract.record import Amount, Date, Place


@Language.factory("kiextract_persons")
def create(nlp: Language, name: str) -> Persons:
    """Make the component (called by spaCy)."""
    return Persons()


class Persons:
    """Leaves the persons of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the persons of one doc; what dates and amounts claim is no part of a name."""
        claimed = Intervals([*layers.read(doc, "dates", Date), *layers.read(doc, "amounts", Amount)])
        names = layers.names(doc)
        names += _places_beside(names, layers.read(doc, "places", Place))
        layers.write(doc, "persons", find_persons(doc.text, names, claimed))
        return doc


def _places_beside(names: list[Name], places: list[Place]) -> list[Name]:
    """Give the mentions of places where the names model has found nothing, as names."""
    named = Intervals(names)
    return [
        Name(start=mention.start, end=mention.end, text=mention.text, label="LOC")
        for place in places
        for mention in place.mentions
        if not named.touch(mention.start, mention.end)
    ]
