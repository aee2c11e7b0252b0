"""The spaCy component ``kiextract_persons``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline import layers
from kiextract.pipeline.layers import Name, OwnWord
from kiextract.pipeline.persons.finding import explain_persons
from kiextract.record import Place


@Language.factory("kiextract_persons")
def create(nlp: Language, name: str) -> Persons:
    """Make the component (called by spaCy)."""
    return Persons()


class Persons:
    """Leaves the persons of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the persons of one doc; what dates and amounts claim is no part of a name."""
        claimed = layers.claimed(doc)
        names = _with_places(layers.names(doc, claimed), layers.read(doc, "places", Place))
        own = layers.read(doc, "own_words", OwnWord)
        found = explain_persons(layers.text_of(doc), names, claimed, own)
        layers.write(doc, "persons", [explained.person for explained in found])
        layers.write_rules(doc, "persons", [explained.rules for explained in found])
        return doc


def _with_places(names: list[Name], places: list[Place]) -> list[Name]:
    """Add the places to the names of the model; its persons that are (parts of) places become such."""
    mentions = [mention for place in places for mention in place.mentions]
    placed = Intervals(mentions)
    named = Intervals(names)
    relabelled = [
        name.model_copy(update={"label": "LOC"})
        if name.label != "LOC" and placed.covers(name.start, name.end)
        else name
        for name in names
    ]
    beside = [
        Name(start=mention.start, end=mention.end, text=mention.text, label="LOC")
        for mention in mentions
        if not named.touch(mention.start, mention.end)
    ]
    return relabelled + beside
