"""Roles: ``examples/roles.txt`` is the specification; persons, places and bodies come from its tags."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from inline import Example, load
from kiextract.pipeline import layers
from kiextract.pipeline.roles.find import Holder, find_roles
from kiextract.pipeline.roles.scene import Extent
from kiextract.record import Mention, Organisation, Person, Place, Role

EXAMPLES = load("roles")
PIECES = (
    *(
        "Landrätin",
        "Leiter des Amtes",
        "Bürgermeister*innen",
        "Anna Muster",
        "Bau-",
        "1.",
        "neue",
        "ist",
        "für",
    ),
    *("der", "die", "zum", "als", "und", ",", "(", ")", ":", "„", "“", "\n", "\n\n"),
    *("A\u0308", "\u00ad", "\U0001f600"),
)
"""What random texts are made of."""


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


def test_a_quarter_of_the_examples_are_negative() -> None:
    negative = [example for example in EXAMPLES if not example.of_kind("role")]
    assert 4 * len(negative) >= len(EXAMPLES) >= 200


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    )
)
def test_any_text_gives_roles_of_its_own_text_and_persons(words: list[str]) -> None:
    text = " ".join(words)
    mentions = [(found.start(), found.end()) for found in re.finditer("Anna Muster", text)]
    persons = [Holder("p1", "Anna Muster", "Anna", mentions)] if mentions else []
    last = 0
    for explained in find_roles(text, persons):
        role = explained.role
        assert role.text == text[role.start : role.end].strip()
        assert role.start >= last or role.end <= last
        assert set(role.persons) <= {"p1"}
        assert explained.rule
        last = role.end


@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    for explained in find_roles(text, []):
        assert explained.role.persons == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Bu\u0308rgermeisterin Anna Muster kam.", "Bürgermeister/in"),
        ("Bürger\u00admeisterin Anna Muster kam.", "Bürgermeister/in"),
        ("Bürgermeisterin\u00a0Anna Muster kam.", "Bürgermeister/in"),
        ("BÜRGERMEISTERIN Anna Muster kam.", "Bürgermeister/in"),
        ("Bürgermeister:in Anna Muster kam.", "Bürgermeister/in"),
        ("Bürgermeister/-in Anna Muster kam.", "Bürgermeister/in"),
        ("BürgermeisterIn Anna Muster kam.", "Bürgermeister/in"),
        ("Bürgermeister·in Anna Muster kam.", "Bürgermeister/in"),
        ("Bürgermeister_in Anna Muster kam.", "Bürgermeister/in"),
    ],
)
def test_spellings_of_one_office(text: str, office: str) -> None:
    start = text.index("Anna")
    (explained,) = find_roles(text, [Holder("p1", "Anna Muster", "Anna", [(start, start + 11)])])
    assert explained.role.office == office
    assert explained.role.persons == ["p1"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Landrätin Anna Muster sprach.", "before_name"),
        ("Anna Muster, Landrätin, sprach.", "after_name"),
        ("Anna Muster ist Landrätin.", "predicate"),
        ("Die Landrätin kam nicht.", "unnamed_holder"),
    ],
)
def test_every_role_says_which_rule_made_it(text: str, rule: str) -> None:
    start = text.find("Anna")
    persons = [Holder("p1", "Anna Muster", "Anna", [(start, start + 11)])] if start >= 0 else []
    assert [explained.rule for explained in find_roles(text, persons)] == [rule]


def test_the_models_role_spans_add_offices_that_the_lexicon_lacks() -> None:
    text = "Flurneuordner Anna Muster kam."
    persons = [Holder("p1", "Anna Muster", "Anna", [(14, 25)])]
    assert find_roles(text, persons) == []
    (explained,) = find_roles(text, persons, learned=[Extent(0, 13, "")])
    assert explained.role.text == "Flurneuordner"
