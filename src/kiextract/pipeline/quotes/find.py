"""Find the quotations of a text and their speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.lexicon import Gender
from kiextract.pipeline.quotes.marks import Quoted, find_quoted
from kiextract.pipeline.quotes.speakers import Attribution, Naming, Namings, ahead, behind
from kiextract.record import Person, Quote, Role

STATEMENT = re.compile(r"[.!?…,][“”\"«»]?$")


def find_quotes(text: str, persons: Sequence[Person], roles: Sequence[Role]) -> list[Quote]:
    """Give the quotations of a text in text order.

    Words in quotation marks that nobody is said to have spoken (names of projects, irony) are left out, and
    so is indirect speech.
    """
    namings = Namings(_namings(persons, roles), {person.id: _gender(person, roles) for person in persons})
    quotes: list[Quote] = []
    last: tuple[Quoted, Attribution] | None = None
    for quoted in find_quoted(text):
        attribution = (
            behind(text, quoted, namings)
            or _goes_on(text, quoted, last)
            or ahead(text, quoted, namings)
            or _same_paragraph(text, quoted, last, namings)
        )
        if not _is_speech(text, quoted, attribution):
            continue
        attribution = attribution or Attribution(None, None)
        last = (quoted, attribution)
        quotes.append(
            Quote(
                start=quoted.start,
                end=quoted.end,
                text=text[quoted.start : quoted.end],
                speaker=attribution.speaker,
                cue=attribution.cue,
            )
        )
    return quotes


def _namings(persons: Sequence[Person], roles: Sequence[Role]) -> list[Naming]:
    named = [
        Naming(mention.start, mention.end, (person.id,)) for person in persons for mention in person.mentions
    ]
    return named + [Naming(role.start, role.end, tuple(role.persons)) for role in roles if role.persons]


def _gender(person: Person, roles: Sequence[Role]) -> Gender | None:
    """Give the gender that the given name tells, or else the offices."""
    if person.given_name:
        told = lexicon.given_gender(person.given_name.split()[0])
        if told:
            return told
    for role in roles:
        if person.id in role.persons:
            for word in role.text.split():
                if lexicon.is_office(word) and lexicon.office_gender(word):
                    return lexicon.office_gender(word)
    return None


def _goes_on(text: str, quoted: Quoted, last: tuple[Quoted, Attribution] | None) -> Attribution | None:
    """Give the speaker of the quotation before, where only its cue stands between the two."""
    if last is None or last[1].cue is None:
        return None
    between = text[last[0].outer_end : quoted.outer_start]
    if len(between) > 200 or "\n\n" in between or last[1].cue not in between:
        return None
    sentences = re.split(r"[.!?](?=\s)", between.replace("Dr.", "Dr"))
    lead = sentences[-1].strip()
    if len(sentences) > 2:
        return None
    if len(sentences) == 2:
        opens = not lead or (lead.endswith(":") and len(lead) <= 15)
    else:
        opens = lead.endswith((",", "–", "-"))
    return last[1] if opens or text[quoted.start].islower() else None


def _same_paragraph(
    text: str, quoted: Quoted, last: tuple[Quoted, Attribution] | None, namings: Namings
) -> Attribution | None:
    """Give the speaker of the quotation before, where the paragraph has named nobody else since."""
    if last is None or last[1].speaker is None or quoted.start - last[0].end > PARAGRAPH:
        return None
    between = text[last[0].outer_end : quoted.outer_start]
    if "\n\n" in between or not between.rstrip().endswith((".", "!", "?")):
        return None
    named = namings.within(last[0].end, quoted.start)
    if any(naming.persons != (last[1].speaker,) for naming in named):
        return None
    return Attribution(last[1].speaker, None)


PARAGRAPH = 600
"""Code points after which a quotation without a cue is no longer taken for the last speaker's."""


def _is_speech(text: str, quoted: Quoted, attribution: Attribution | None) -> bool:
    """Tell whether someone speaks: a cue and three words, or a sentence of its own."""
    words = text[quoted.start : quoted.end]
    count = len(words.split())
    if attribution is not None:
        return count >= 3 or STATEMENT.search(words) is not None
    if count >= 3 and words.rstrip()[-1:] in ".!?…":
        return True
    before = text[max(0, quoted.outer_start - 3) : quoted.outer_start].rstrip(" ")
    return count >= 6 and (not before or before.endswith((":", "\n")))
