"""The quotes room: its examples, and any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import inline
from kiextract.pipeline import layers
from kiextract.pipeline.quotes.find import find_quotes
from kiextract.record import Mention, Person, Quote, Role


def scene(example: inline.Example) -> tuple[list[Person], list[Role]]:
    """Make the persons and roles of an example from its tags."""
    mentions: dict[str, list[Mention]] = {}
    for tag in example.of_kind("per"):
        mention = Mention(start=tag.start, end=tag.end, text=tag.text)
        mentions.setdefault(tag.attributes["id"], []).append(mention)
    persons = [
        Person(
            id=key, name=found[0].text, given_name=found[0].text.split()[0], family_name=None, mentions=found
        )
        for key, found in mentions.items()
    ]
    roles = [
        Role(
            start=tag.start, end=tag.end, text=tag.text, office=tag.text, persons=tag.attributes["of"].split()
        )
        for tag in example.of_kind("role")
    ]
    return persons, roles


@pytest.mark.parametrize("example", inline.load("quotes"), ids=str)
def test_examples(example: inline.Example) -> None:
    found = find_quotes(example.text, *scene(example))
    assert [(quote.text, quote.speaker, quote.cue) for quote in found] == [
        (tag.text, tag.attributes.get("by"), tag.attributes.get("cue")) for tag in example.of_kind("quote")
    ]
    assert [quote.start for quote in found] == [tag.start for tag in example.of_kind("quote")]


def test_as_a_component() -> None:
    nlp = spacy.blank("de")
    for name in ("kiextract_persons", "kiextract_roles", "kiextract_quotes"):
        nlp.add_pipe(name)
    doc = nlp("„Das ist ein guter Tag“, sagte Landrat Falk Vogt.")
    [quote] = layers.read(doc, "quotes", Quote)
    assert (quote.text, quote.speaker, quote.cue) == ("Das ist ein guter Tag", "p1", "sagte")
    assert [span.text for span in doc.spans["kiextract_quotes"]] == ["Das ist ein guter Tag"]


def test_at_least_sixty_examples() -> None:
    assert len(inline.load("quotes")) >= 60


PIECES = st.sampled_from(
    [
        "„",
        "“",
        "”",
        '"',
        "»",
        "«",
        "‚",
        "‘",
        ",",
        ".",
        ": ",
        "\n\n",
        "\n",
        " ",
        "Vogt",
        "sagte",
        "so",
        "er",
        "wie",
        "Das",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    mentions = [Mention(start=0, end=4, text=text[:4])] if len(text) > 3 else []
    persons = (
        [Person(id="p1", name="x", given_name=None, family_name=None, mentions=mentions)] if mentions else []
    )
    quotes = find_quotes(text, persons, [])
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)
    assert all(one.end < other.start for one, other in pairwise(quotes))
