"""From a spaCy ``Doc`` with our annotations to the record."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.record import Amount, Date, Organisation, Person, Place, Record, Role

LONGEST_TITLE = 200
"""Code points; a longer first line is cut."""

GENERIC_LINE = re.compile(
    r"\W*(?:(?:presse|medien)(?:mitteilung|information|info|meldung|dienst|stelle|erklärung)(?:en)?"
    r"|pressemitteilung der stadt|mitteilung|meldung|aktuelles|startseite|pm)?"
    r"(?:\s*(?:nr\.?|vom|von|der|für))*[\W\d]*",
    re.IGNORECASE,
)
"""A line that says only what kind of text this is, its number and date."""


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
        organisations=layers.read(doc, "organisations", Organisation),
        amounts=layers.read(doc, "amounts", Amount),
        dates=layers.read(doc, "dates", Date),
        warnings=layers.warnings(doc),
    )


def title_of(text: str) -> str | None:
    """Give the first line that tells something; the first that holds a letter where none does."""
    lines = (" ".join(match.split()) for match in text[:20_000].splitlines())
    telling = [line for line in lines if any(map(str.isalpha, line))][:20]
    for line in telling:
        if not GENERIC_LINE.fullmatch(line[:LONGEST_TITLE]):
            return line[:LONGEST_TITLE]
    return telling[0][:LONGEST_TITLE] if telling else None
