"""From a spaCy ``Doc`` with our annotations to the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from spacy.tokens import Doc

from kiextract.intervals import Intervals
from kiextract.pipeline import layers
from kiextract.record import (
    Amount,
    Date,
    Explanation,
    Mention,
    Organisation,
    Person,
    Place,
    Quote,
    Record,
    Role,
)
from kiextract.title import title_of

OWN_WORD = "lexicon"
"""What an explanation says of a find that is a word of the user's lexicon."""

Grouped = TypeVar("Grouped", Place, Organisation)


def record_of(doc: Doc, *, source: str, sha256: str, explain: bool = False) -> Record:
    """Assemble the record of an analysed doc; ``persons[].roles`` comes from the roles.

    ``explain`` adds which rule made each mention of a person and each role, and which places are words of
    the user's lexicon.
    """
    roles = layers.read(doc, "roles", Role)
    texts: dict[str, dict[str, None]] = {}
    for role in roles:
        for person_id in role.persons:
            texts.setdefault(person_id, {})[" ".join(role.text.split())] = None
    persons = [
        person.model_copy(update={"roles": list(texts.get(person.id, ()))})
        for person in layers.read(doc, "persons", Person)
    ]
    places = _places(doc, persons)
    return Record(
        source=source,
        sha256=sha256,
        title=title_of(layers.text_of(doc)),
        document_date=layers.document_date(doc),
        persons=persons,
        roles=roles,
        places=places,
        organisations=_organisations(doc, persons),
        amounts=layers.read(doc, "amounts", Amount),
        dates=layers.read(doc, "dates", Date),
        quotes=layers.read(doc, "quotes", Quote),
        explanations=_explanations(doc, persons, roles, places) if explain else [],
        warnings=layers.warnings(doc),
    )


def _explanations(
    doc: Doc, persons: list[Person], roles: list[Role], places: list[Place]
) -> list[Explanation]:
    """Give the rules that the components left for their finds, and the user's own words, in text order."""
    explained = [
        _explanation(mention, "person", rule)
        for person, rules in zip(persons, layers.read_rules(doc, "persons"), strict=True)
        for mention, rule in zip(person.mentions, rules, strict=True)
    ]
    offices = [word for word in layers.own_words(doc, "office") if not word.ignored]
    own_offices, own_names = Intervals(offices), {word.name for word in offices}
    for role, (rule,) in zip(roles, layers.read_rules(doc, "roles"), strict=True):
        own = role.office in own_names and own_offices.touch(role.start, role.end)
        explained.append(_explanation(role, "role", f"{OWN_WORD}, {rule}" if own else rule))
    own_places = {(word.start, word.end) for word in layers.own_words(doc, "place") if not word.ignored}
    explained += [
        _explanation(mention, "place", OWN_WORD)
        for place in places
        for mention in place.mentions
        if (mention.start, mention.end) in own_places
    ]
    return sorted(explained, key=lambda explanation: (explanation.start, explanation.end))


def _explanation(mention: Mention, kind: Literal["person", "role", "place"], rule: str) -> Explanation:
    return Explanation(start=mention.start, end=mention.end, text=mention.text, kind=kind, rule=rule)


def _places(doc: Doc, persons: list[Person]) -> list[Place]:
    """Give the places without the mentions that belong to a person's name."""
    claimed = Intervals(mention for person in persons for mention in person.mentions)
    return _unclaimed(layers.read(doc, "places", Place), lambda m: not claimed.touch(m.start, m.end))


def _organisations(doc: Doc, persons: list[Person]) -> list[Organisation]:
    """Give the organisations without the mentions that later steps took for something else.

    Dates, amounts and persons win over organisations, and so do places, but for those within an organisation.
    """
    claimed = layers.claimed(doc)
    named = Intervals(mention for person in persons for mention in person.mentions)
    places = Intervals(mention for place in layers.read(doc, "places", Place) for mention in place.mentions)

    def is_free(mention: Mention) -> bool:
        start, end = mention.start, mention.end
        return not (claimed.touch(start, end) or named.touch(start, end) or places.covers(start, end))

    return _unclaimed(layers.read(doc, "organisations", Organisation), is_free)


def _unclaimed(found: list[Grouped], is_free: Callable[[Mention], bool]) -> list[Grouped]:
    """Give the entities with their free mentions only; none where no mention is free."""
    kept = ((entity, [mention for mention in entity.mentions if is_free(mention)]) for entity in found)
    return [
        entity if len(mentions) == len(entity.mentions) else entity.model_copy(update={"mentions": mentions})
        for entity, mentions in kept
        if mentions
    ]
