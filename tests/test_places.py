"""Places: ``tests/examples/places.txt`` is the specification."""

from __future__ import annotations

import pytest
import spacy

from inline import Example, load, prepare
from kiextract.pipeline import layers
from kiextract.pipeline.places.component import Places
from kiextract.record import Place

NLP = spacy.blank("de")
EXAMPLES = load("places")


def places(example: Example) -> list[Place]:
    doc = prepare(NLP.make_doc(example.text), example)
    return layers.read(Places()(doc), "places", Place)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_places_of_example(example: Example) -> None:
    expected = {
        (tag.start, tag.end, tag.attributes["kind"], tag.attributes["name"]) for tag in example.of_kind("loc")
    }
    found = {
        (mention.start, mention.end, place.kind, place.name)
        for place in places(example)
        for mention in place.mentions
    }
    assert found == expected


@pytest.mark.parametrize("example", load("place_keys"), ids=str)
def test_key_of_ambiguous_name(example: Example) -> None:
    keys = {
        (mention.start, mention.end): place.ags or ""
        for place in places(example)
        for mention in place.mentions
    }
    for tag in example.of_kind("loc"):
        assert keys.get((tag.start, tag.end)) == tag.attributes["ags"], tag.text
