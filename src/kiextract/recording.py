"""From a spaCy ``Doc`` with our annotations to the record."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.record import Amount, Date, Organisation, Person, Place, Record, Role

LONGEST_TITLE = 200
"""Code points; a longer first line is cut."""

LEAST_WORDS_OF_TITLE = 3
MOST_LINES_ABOVE_TITLE = 12

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
    """Give the headline: the first line of several words that is not generic.

    Navigation and labels above the headline have few words. Where no line qualifies, the first one that
    holds a letter is given; None where there is none.
    """
    lines = (" ".join(line.split()) for line in text[:20_000].splitlines())
    candidates = [line for line in lines if any(map(str.isalpha, line))][:MOST_LINES_ABOVE_TITLE]
    for line in candidates:
        words = sum(any(map(str.isalpha, word)) for word in line.split())
        if words >= LEAST_WORDS_OF_TITLE and not GENERIC_LINE.fullmatch(line):
            return line[:LONGEST_TITLE]
    return candidates[0][:LONGEST_TITLE] if candidates else None
