"""The components as spaCy components: registered, independent, and fit for other people's pipelines."""

from __future__ import annotations

import json
import pickle
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from packaging.requirements import Requirement
from spacy.tokens import Doc

from kiextract import Extractor
from kiextract.lexicon import read_toml
from kiextract.pipeline import BUNDLED_MODEL, COMPONENTS, OWN_WORDS, layers
from kiextract.record import Amount, Date

TEXT = "Landrätin Anna Beispiel kam am 16. März 2018 nach Solingen und gab 500 Euro."


def test_every_component_has_an_entry_point() -> None:
    registered = {point.name for point in entry_points(group="spacy_factories")}
    assert {OWN_WORDS, *COMPONENTS} <= registered


@pytest.mark.parametrize("name", [OWN_WORDS, *COMPONENTS])
def test_a_component_runs_alone_in_a_blank_german_pipeline(name: str) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(name)
    assert nlp(TEXT).text == TEXT
    assert nlp("").text == ""


def test_the_finds_survive_serialisation_and_worker_processes() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("kiextract_dates")
    nlp.add_pipe("kiextract_amounts")
    doc = nlp(TEXT)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (worker_doc,) = nlp.pipe([TEXT], n_process=2)
    for other in (copy, worker_doc):
        assert layers.read(other, "dates", Date) == layers.read(doc, "dates", Date)
        assert [amount.value for amount in layers.read(other, "amounts", Amount)] == [500]


def test_a_pipeline_from_bytes_or_pickled_finds_what_the_first_one_found() -> None:
    extractor = Extractor()
    text = (
        "Landrätin Dr. Anna Beispiel übergab am 16. März 2018 in Solingen dem Heimatverein Burg 12.500 Euro. "
        "Beispiel dankte Trainer Max Muster."
    )
    record = extractor.extract(text)
    assert [person.name for person in record.persons] == ["Anna Beispiel", "Max Muster"]
    data = extractor.nlp.to_bytes()
    extractor.nlp = spacy.blank("de").from_config(extractor.nlp.config).from_bytes(data)
    assert extractor.extract(text) == record
    names = pickle.loads(pickle.dumps(extractor.nlp.get_pipe("kiextract_names")))  # noqa: S301 - our own
    docs = [
        component(extractor.nlp.make_doc(text))
        for component in (extractor.nlp.get_pipe(COMPONENTS[0]), names)
    ]
    first, second = ([(ent.text, ent.label_) for ent in doc.ents] for doc in docs)
    assert second == first
    assert ("Anna Beispiel", "PER") in first


def test_bytes_of_a_pipeline_without_our_model_hold_none() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("kiextract_names")
    restored = spacy.blank("de").from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert restored("Anna Beispiel kam.").ents == ()


def test_the_least_spacy_that_may_be_installed_fits_the_bundled_model() -> None:
    project = read_toml(Path(__file__).parent.parent / "pyproject.toml")["project"]
    wanted = next(Requirement(line) for line in project["dependencies"] if line.startswith("spacy"))
    least = next(bound.version for bound in wanted.specifier if bound.operator == ">=")
    meta = json.loads((BUNDLED_MODEL / "meta.json").read_text(encoding="utf-8"))
    assert spacy.util.is_compatible_version(least, meta["spacy_version"])


def test_the_finds_are_spacy_spans_too() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("kiextract_dates")
    doc = nlp(TEXT)  # spans live as long as their doc
    assert [span.text for span in doc.spans["kiextract_dates"]] == ["16. März 2018"]
