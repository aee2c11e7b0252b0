"""Roles: ``examples/roles.txt`` is the specification; persons, places and bodies come from its tags."""

from __future__ import annotations

import pytest
import spacy

from inline import Example, load
from kiextract.pipeline import layers
from kiextract.record import Mention, Organisation, Person, Place, Role

EXAMPLES = load("roles")


def _persons(example: Example) -> list[Person]:
    """Make the persons that the persons component would leave: one for each id."""
    mentions: dict[str, list[Mention]] = {}
    for tag in example.of_kind("per"):
        mention = Mention(start=tag.start, end=tag.end, text=tag.text)
        mentions.setdefault(tag.attributes["id"], []).append(mention)
    persons = []
    for person, found in mentions.items():
        name = max((mention.text for mention in found), key=len)
        given, _, family = name.rpartition(" ")
        persons.append(
            Person(id=person, name=name, given_name=given or None, family_name=family, mentions=found)
        )
    return persons


def _roles(example: Example) -> list[Role]:
    nlp = spacy.blank("de")
    doc = nlp.make_doc(example.text)
    layers.write(doc, "persons", _persons(example))
    places = [
        Place(
            name=tag.text,
            kind="municipality",
            mentions=[Mention(start=tag.start, end=tag.end, text=tag.text)],
        )
        for tag in example.of_kind("loc")
    ]
    bodies = [
        Organisation(name=tag.text, mentions=[Mention(start=tag.start, end=tag.end, text=tag.text)])
        for tag in example.of_kind("org")
    ]
    layers.write(doc, "places", places)
    layers.write(doc, "organisations", bodies)
    return layers.read(nlp.create_pipe("kiextract_roles")(doc), "roles", Role)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    roles = _roles(example)
    found = [(role.start, role.text, sorted(role.persons)) for role in roles]
    expected = [
        (tag.start, tag.text, sorted(tag.attributes["of"].split())) for tag in example.of_kind("role")
    ]
    assert found == expected
    for tag, role in zip(example.of_kind("role"), roles, strict=True):
        if "office" in tag.attributes:
            assert role.office == tag.attributes["office"]
