"""From a spaCy ``Doc`` with our annotations to the record."""

from __future__ import annotations

from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline import layers
from kiextract.record import Amount, Date, Organisation, Person, Place, Quote, Record, Role
from kiextract.title import title_of


def record_of(doc: Doc, *, source: str, sha256: str) -> Record:
    """Assemble the record of an analysed doc; ``persons[].roles`` comes from the roles."""
    roles = layers.read(doc, "roles", Role)
    texts: dict[str, dict[str, None]] = {}
    for role in roles:
        for person_id in role.persons:
            texts.setdefault(person_id, {})[" ".join(role.text.split())] = None
    persons = [
        person.model_copy(update={"roles": list(texts.get(person.id, ()))})
        for person in layers.read(doc, "persons", Person)
    ]
    return Record(
        source=source,
        sha256=sha256,
        title=title_of(doc.text),
        document_date=layers.document_date(doc),
        persons=persons,
        roles=roles,
        places=layers.read(doc, "places", Place),
        organisations=_organisations(doc),
        amounts=layers.read(doc, "amounts", Amount),
        dates=layers.read(doc, "dates", Date),
        quotes=layers.read(doc, "quotes", Quote),
        warnings=layers.warnings(doc),
    )


def _organisations(doc: Doc) -> list[Organisation]:
    """Give the organisations without the mentions that later steps took for something else.

    Dates, amounts and persons win over organisations, and so do places, but for those within an organisation.
    """
    claimed = Intervals(
        [
            *layers.read(doc, "dates", Date),
            *layers.read(doc, "amounts", Amount),
            *(mention for person in layers.read(doc, "persons", Person) for mention in person.mentions),
        ]
    )
    places = Intervals(mention for place in layers.read(doc, "places", Place) for mention in place.mentions)
    found = []
    for organisation in layers.read(doc, "organisations", Organisation):
        mentions = [
            mention
            for mention in organisation.mentions
            if not claimed.touch(mention.start, mention.end) and not places.covers(mention.start, mention.end)
        ]
        if mentions:
            found.append(organisation.model_copy(update={"mentions": mentions}))
    return found
