"""Places: ``tests/examples/places.txt`` is the specification."""

from __future__ import annotations

from decimal import Decimal

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from inline import Example, load, parse_line, prepare
from kiextract.pipeline import layers
from kiextract.pipeline.places.component import Places
from kiextract.record import Amount, Date, Place

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


def test_country_carries_its_iso_code() -> None:
    found = {place.name: place.country for place in places(parse_line("Von Polen über Hessen in die USA."))}
    assert found == {"Polen": "PL", "Hessen": None, "Vereinigte Staaten": "US"}


def test_municipality_carries_its_position() -> None:
    (place,) = places(parse_line("Der Zug hält in Solingen."))
    assert (place.ags, place.latitude, place.longitude) == ("05122000", 51.17, 7.08)


def test_offsets_point_into_the_text_as_it_was_read() -> None:
    text = "In Ko\u0308ln, in Es\u00adsen und im Kreis\u00a0Unna."
    mentions = [mention for place in places(parse_line(text)) for mention in place.mentions]
    assert [mention.text for mention in mentions] == ["Ko\u0308ln", "Es\u00adsen", "Kreis\u00a0Unna"]
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions)


@pytest.mark.parametrize("kind", ["dates", "amounts"])
def test_dates_and_amounts_keep_what_they_claim(kind: str) -> None:
    doc = NLP.make_doc("Am Markt 1 in Hamm")
    claimed: dict[str, BaseModel] = {
        "dates": Date(start=0, end=10, text="Am Markt 1", type="DATE", value=None),
        "amounts": Amount(start=0, end=10, text="Am Markt 1", value=Decimal(1)),
    }
    layers.write(doc, kind, [claimed[kind]])
    found = layers.read(Places()(doc), "places", Place)
    assert [place.name for place in found] == ["Hamm"]


@given(st.text(alphabet="aäKöln SEs-.,/()0129\n\u00a0\u00ad\u0308'„“Straße Kreis am in Markt", max_size=120))
def test_any_text_gives_places_with_their_own_text(text: str) -> None:
    for place in places(parse_line(text)):
        for mention in place.mentions:
            assert mention.text == text[mention.start : mention.end] != ""
