"""The spaCy component ``kiextract_roles``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.pipeline.roles.find import Holder, find_roles
from kiextract.pipeline.roles.scene import Extent
from kiextract.record import Mention, Organisation, Person, Place


@Language.factory("kiextract_roles")
def create(nlp: Language, name: str) -> Roles:
    """Make the component (called by spaCy)."""
    return Roles()


class Roles:
    """Leaves the roles of a doc, linked to its persons."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the roles of one doc."""
        persons = [
            Holder(
                person.id,
                person.name,
                person.given_name,
                [(mention.start, mention.end) for mention in person.mentions],
            )
            for person in layers.read(doc, "persons", Person)
        ]
        places = [
            Extent(mention.start, mention.end, place.name)
            for place in layers.read(doc, "places", Place)
            for mention in place.mentions
        ]
        organisations = [
            Extent(mention.start, mention.end, organisation.name)
            for organisation in layers.read(doc, "organisations", Organisation)
            for mention in organisation.mentions
        ]
        learned = [
            Extent(span.start, span.end, span.text) for span in layers.read(doc, "role_spans", Mention)
        ]
        own = layers.own_words(doc, "office")
        found = find_roles(layers.text_of(doc), persons, places, organisations, learned, own)
        layers.write(doc, "roles", [explained.role for explained in found])
        layers.write_rules(doc, "roles", [[explained.rule] for explained in found])
        return doc
