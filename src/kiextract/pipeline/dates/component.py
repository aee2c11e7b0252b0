"""The spaCy component ``kiextract_dates``: dates of the text, and the document date."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.pipeline.dates.document_date import find_document_date
from kiextract.pipeline.dates.reading import read_dates
from kiextract.pipeline.layers import Name


@Language.factory("kiextract_dates")
def create(nlp: Language, name: str) -> Dates:
    """Make the component (called by spaCy)."""
    return Dates()


class Dates:
    """Leaves the dates of a doc, and its document date where none is given."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one doc, resolved against its document date."""
        given = layers.document_date(doc)
        if given is None:
            given, warning = find_document_date(doc.text)
            if given:
                layers.set_document_date(doc, given)
            if warning:
                layers.warn(doc, warning)
        names = layers.read(doc, "names", Name)
        layers.write(doc, "dates", read_dates(doc.text, given.value if given else None, names))
        return doc
