"""The spaCy component ``kiextract_amounts``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline.amounts.find import find_amounts
from kiextract.pipeline.layers import read, text_of, write
from kiextract.record import Date


@Language.factory("kiextract_amounts")
def create(nlp: Language, name: str) -> Amounts:
    """Make the component (called by spaCy)."""
    return Amounts()


class Amounts:
    """Leaves the amounts of a doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the amounts of one doc; numbers that a date claims borrow no currency word."""
        write(doc, "amounts", find_amounts(text_of(doc), Intervals(read(doc, "dates", Date))))
        return doc
