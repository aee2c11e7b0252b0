"""The persons room: its examples, and what they cannot say."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import inline
from kiextract.pipeline import layers
from kiextract.pipeline.layers import Name
from kiextract.pipeline.persons.finding import explain_persons
from kiextract.record import Person

NLP = spacy.blank("de")
NLP.add_pipe("kiextract_persons")


def persons_of(example: inline.Example) -> list[Person]:
    doc = NLP.get_pipe("kiextract_persons")(inline.prepare(NLP.make_doc(example.text), example))
    return layers.read(doc, "persons", Person)


@pytest.mark.parametrize("example", inline.load("persons"), ids=str)
def test_examples(example: inline.Example) -> None:
    tags = example.of_kind("per")
    found = persons_of(example)
    mentions = sorted((m.start, m.end, p.id) for p in found for m in p.mentions)
    assert mentions == [(tag.start, tag.end, tag.attributes["id"]) for tag in tags]
    names = {tag.attributes["id"]: tag.attributes["name"] for tag in tags if "name" in tag.attributes}
    assert {person.id: person.name for person in found} == {
        key: " ".join(name.split()) for key, name in names.items()
    }


def test_at_least_a_quarter_of_the_examples_is_negative() -> None:
    examples = inline.load("persons")
    assert len(examples) >= 150
    assert sum(not example.of_kind("per") for example in examples) >= len(examples) / 4


def find_persons(text: str, names: list[Name]) -> list[Person]:
    return [explained.person for explained in explain_persons(text, names)]


def names(text: str) -> list[str]:
    return [person.name for person in find_persons(text, [])]


def test_titles_are_kept_apart() -> None:
    [person] = find_persons("Prof. Dr. Anselm Dreyer sprach; Dr. Dreyer blieb.", [])
    assert (person.given_name, person.family_name) == ("Anselm", "Dreyer")
    assert person.academic_titles == ["Prof.", "Dr."]


def test_degrees_behind_the_name_are_titles() -> None:
    [person] = find_persons("Es sprach Dr. Anselm Dreyer, M.A., vor dem Rat.", [])
    assert (person.name, person.academic_titles) == ("Anselm Dreyer", ["Dr.", "M.A."])


def test_a_title_between_two_names_belongs_to_the_second() -> None:
    first, second = find_persons("Im Bild: OB Anna Kern, Dr. Kai Rother und Gäste.", [])
    assert (first.name, first.academic_titles) == ("Anna Kern", [])
    assert (second.name, second.academic_titles) == ("Kai Rother", ["Dr."])


def test_a_shared_surname_is_kept_although_the_name_is_the_text() -> None:
    first, second = find_persons("Anna und Peter Mölders heirateten.", [])
    assert (first.name, first.given_name, first.family_name) == ("Anna", "Anna", "Mölders")
    assert (second.name, second.family_name) == ("Peter Mölders", "Mölders")


def test_particles_belong_to_the_surname() -> None:
    [person] = find_persons("Es sprach Ludwig von der Heide.", [])
    assert (person.given_name, person.family_name) == ("Ludwig", "von der Heide")


@pytest.mark.parametrize("end", ["", ".", "\n", ".\n"])
def test_the_end_of_the_text_changes_nothing(end: str) -> None:
    assert names(f"Hallo Herr Müller{end}") == ["Müller"]


@pytest.mark.parametrize("text", ["-0.96", "96c", "40 kg", "§ 5", "", " \n\t", "\u00ad\u0301", "🎉"])
def test_numbers_and_signs_are_no_persons(text: str) -> None:
    marked = [Name(start=0, end=len(text), text=text, label="PER")] if text else []
    assert find_persons(text, marked) == []


def test_claimed_words_are_no_persons() -> None:
    doc = NLP.make_doc("Im August Mai.")
    layers.write(doc, "names", [Name(start=3, end=9, text="August", label="PER")])
    doc.user_data["kiextract.dates"] = [
        {"start": 3, "end": 13, "text": "August Mai", "type": "DATE", "value": None}
    ]
    assert layers.read(NLP.get_pipe("kiextract_persons")(doc), "persons", Person) == []


WORDS = ["Anna", "Peter", "Müller", "MÜLLER", "Mu\u0308ller", "Mül\u00adler", "Kassel", "s", "und ", "von "]
BEFORE = ["Herr ", "Frau ", "Dr. ", "Landrat ", "Foto: ", "Th. ", "gez. ", "1.", "(SPD)"]
SIGNS = [", ", "\n", " ", "\u00a0", "-", "'", "@", "/", "„", "“"]


@given(st.lists(st.sampled_from([*WORDS, *BEFORE, *SIGNS]), max_size=40).map("".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    spans = [Name(start=0, end=len(text), text=text, label="PER")] if text else []
    for model in ([], spans):
        persons = find_persons(text, model)
        assert [person.id for person in persons] == [f"p{n}" for n in range(1, len(persons) + 1)]
        mentions = sorted((m.start, m.end, m.text) for person in persons for m in person.mentions)
        assert all(text[start:end] == surface and surface.strip() for start, end, surface in mentions)
        assert all(one[1] <= other[0] for one, other in pairwise(mentions))
        assert persons == find_persons(text, model)
