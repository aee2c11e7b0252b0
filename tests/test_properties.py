"""What holds for every text whatsoever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import small_model
from kiextract import Extractor
from kiextract.document import document_from
from kiextract.errors import DocumentError
from kiextract.output.json import as_json, as_json_line, json_schema

WORDS = [
    "Anna Beispiel", "Max Muster", "Bürgermeisterin", "der Landrat", "Dr.", "Prof.", "Herr", "von",
    "Solingens", "Kreis Leer", "Mühlenstraße 5", "39,4 Mio.", "Euro", "€", "5 bis 10", "rund", "bis zu",
    "16. März 2018", "16.3.", "heute", "Montag", "18 Uhr", "2017/18", "Foto:", "„", "“", "sagte",
    "(", ")", "[/b]", "–", "-",
    ".", ",", ":", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u202e", "\x1b[31m", "\x00",
    "\x85", "u\u0308", "😀", "👩\u200d👩", "日本", "\ufffd", "1" * 40,
]  # fmt: skip
"""What the rules look for, and what texts break them with."""

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
pressed_text = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
joined_text = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
    max_size=40,
).map("".join)
texts = st.one_of(any_text, pressed_text, joined_text)
dates = st.sampled_from([None, "2018-03-16", "2018-03", "2018"])

quick = settings(
    max_examples=150,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@cache
def bundled() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    return Extractor(str(small_model.save(tmp_path_factory.mktemp("models") / "small")))


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a record that has offsets."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def check(extractor: Extractor, text: str, document_date: str | None) -> None:
    record = extractor.extract(text, document_date=document_date)
    line = as_json_line(record)
    data = json.loads(line)
    VALIDATOR.validate(data)
    assert len(line.splitlines()) == 1
    assert json.loads(as_json(record)) == data
    for span in spans_of(data):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span.get("text", text[span["start"] : span["end"]]) == text[span["start"] : span["end"]]
    people = [person["id"] for person in data["persons"]]
    assert len(people) == len(set(people))
    assert all(set(role["persons"]) <= set(people) for role in data["roles"])
    assert all(quote["speaker"] in {None, *people} for quote in data["quotes"])
    for kind in ("roles", "amounts", "dates", "quotes"):
        assert [item["start"] for item in data[kind]] == sorted(item["start"] for item in data[kind])
    for kind in ("persons", "places", "organisations"):
        firsts = [item["mentions"][0]["start"] for item in data[kind]]
        assert firsts == sorted(firsts)
    assert as_json_line(extractor.extract(text, document_date=document_date)) == line


@given(texts, dates)
@quick
def test_any_text_gives_a_right_record(small: Extractor, text: str, document_date: str | None) -> None:
    check(small, text, document_date)


@given(texts, dates)
@settings(quick, max_examples=60)
def test_any_text_gives_a_right_record_with_the_bundled_model(text: str, document_date: str | None) -> None:
    check(bundled(), text, document_date)


@given(st.binary(max_size=300))
@quick
def test_any_bytes_are_a_document_or_an_error_that_is_told(data: bytes) -> None:
    try:
        document = document_from(data, source="x")
    except DocumentError as error:
        assert str(error).startswith("'x' is ")
    else:
        document.text.encode("utf-8")


@given(texts)
@quick
def test_what_is_written_is_read_back(text: str) -> None:
    text = text.replace("\x00", "").removeprefix("\ufeff")
    for encoding in ("utf-8-sig", "utf-16"):
        assert document_from(text.encode(encoding), source="x").text == text
