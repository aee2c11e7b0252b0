"""The spaCy component ``kiextract_names``: from any pipeline's entities to kiextract's names."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.pipeline.layers import Name, NameLabel, write
from kiextract.pipeline.names.organisations import find_organisations

LABELS: dict[str, NameLabel] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "NORP": "MISC",
    "MISC": "MISC",
    "OTH": "MISC",
}
"""Entity labels of the spaCy pipelines for German (WikiNER, OntoNotes and GermEval schemes)."""


@Language.factory("kiextract_names")
def create(nlp: Language, name: str) -> Names:
    """Make the component (called by spaCy)."""
    return Names()


class Names:
    """Leaves the entities of the pipeline before it as names, and the organisations."""

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc.ents``; entities with other labels than those of :data:`LABELS` are left out."""
        names = [
            Name(start=ent.start_char, end=ent.end_char, text=ent.text, label=LABELS[ent.label_])
            for ent in doc.ents
            if ent.label_ in LABELS
        ]
        write(doc, "names", names)
        write(doc, "organisations", find_organisations(doc.text, names))
        return doc
