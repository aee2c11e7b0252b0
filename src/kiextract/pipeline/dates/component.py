"""The spaCy component ``kiextract_dates``: dates of the text, and the document date."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.pipeline.dates.document_date import find_document_date, sections_of
from kiextract.pipeline.dates.reading import expressions_of, read_dates
from kiextract.pipeline.dates.tense import Sentences
from kiextract.pipeline.layers import Name


@Language.factory("kiextract_dates")
def create(nlp: Language, name: str) -> Dates:
    """Make the component (called by spaCy)."""
    return Dates()


class Dates:
    """Leaves the dates of a doc, and its document date where none is given."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one doc, resolved against its document date."""
        text = layers.text_of(doc)
        sentences = Sentences(text)
        expressions = expressions_of(text, layers.read(doc, "names", Name), sentences)
        date = layers.document_date(doc)
        if date is None:
            date, warning = find_document_date(text, expressions)
            layers.set_document_date(doc, date)
            if warning:
                layers.warn(doc, warning)
        value = date.value if date else None
        sections = sections_of(text, expressions, value)
        layers.write(doc, "dates", read_dates(text, expressions, value, sections, sentences))
        return doc
