"""The names room: units, windows and decoding by themselves, then the bundled model as a user meets it."""

from __future__ import annotations

import pickle
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import inline
from kiextract import load_pipeline
from kiextract.pipeline import BUNDLED_MODEL, layers
from kiextract.pipeline.layers import Name, NameLabel
from kiextract.pipeline.names.decoding import decode, labels_of
from kiextract.pipeline.names.organisations import find_organisations, settle
from kiextract.pipeline.names.tagger import windows
from kiextract.pipeline.names.units import BLANK_LINE, LINE_END, cut
from kiextract.record import Mention, Person
from kiextract.recording import record_of

EXAMPLES = inline.load("organisations")

RELEASE = """Neue Leitung im Jugendamt

Minden. Oberbürgermeisterin Serpil Kaymaz-Wolff hat am Montag Henrik Ståhlberg als Leiter des
Jugendamtes begrüßt. „Er bringt Ruhe mit“, sagte Kaymaz-Wolff in der Aula der Grundschule.

Foto: Łukasz Wiśniewski
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = load_pipeline()
    for name in pipeline.pipe_names:
        if name != "kiextract_names":
            pipeline.remove_pipe(name)
    return pipeline


def names_of(doc: Doc, label: str) -> list[str]:
    return [name.text for name in layers.read(doc, "names", Name) if name.label == label]


def name_at(text: str, words: str, label: NameLabel) -> Name:
    start = text.index(words)
    return Name(start=start, end=start + len(words), text=words, label=label)


def test_units_are_words_signs_and_line_ends() -> None:
    text = "HOF.Etwa 20 Bürger:innen\nkamen.\n\nEnde\n"
    units = [text[unit.start : unit.end] for unit in cut(text)]
    words = ["HOF", ".", "Etwa", "20", "Bürger", ":", "innen", "\n", "kamen", ".", "\n\n", "Ende"]
    assert units == words
    breaks = [unit.spelling for unit in cut(text) if unit.is_break]
    assert breaks == [LINE_END, BLANK_LINE]


@pytest.mark.parametrize("written", ["Mu\u0308ller", "Mül\u00adler", "Müller"])
def test_a_word_is_spelled_alike_however_it_is_encoded(written: str) -> None:
    assert [unit.spelling for unit in cut(written)] == ["▁Müller"]


@given(st.text())
def test_units_leave_out_nothing_but_white_space(text: str) -> None:
    covered = {index for unit in cut(text) for index in range(unit.start, unit.end)}
    assert all(text[index].isspace() for index in set(range(len(text))) - covered)


@given(
    st.lists(st.integers(1, 24), max_size=200),
    st.integers(60, 100),
    st.integers(0, 20),
)
def test_every_unit_is_scored_in_one_window(lengths: list[int], size: int, margin: int) -> None:
    scored: list[int] = []
    for window in windows(lengths, size, margin):
        assert window.start <= window.first < window.last <= window.end
        assert sum(lengths[window.start : window.end]) <= size
        scored.extend(range(window.first, window.last))
    assert scored == list(range(len(lengths)))


@given(st.lists(st.tuples(*[st.integers(-5, 5)] * 5), min_size=1, max_size=5))
def test_decoding_finds_the_best_valid_labels(rows: list[tuple[int, ...]]) -> None:
    scores = np.array(rows, dtype=float)
    labels = labels_of(("A", "B"))

    def is_valid(path: tuple[int, ...]) -> bool:
        named = [labels[label] for label in path]
        return all(
            not label.startswith("I") or (before[:1] in ("B", "I") and before[1:] == label[1:])
            for before, label in zip(["O", *named], named, strict=False)
        )

    def total(path: tuple[int, ...]) -> float:
        return float(sum(scores[index, label] for index, label in enumerate(path)))

    best = max(total(path) for path in product(range(5), repeat=len(rows)) if is_valid(path))
    chosen = [0] * len(rows)
    for start, end, kind in decode(scores, ("A", "B")):
        chosen[start:end] = [labels.index(f"B-{kind}")] + [labels.index(f"I-{kind}")] * (end - start - 1)
    assert total(tuple(chosen)) == best


def test_the_model_finds_persons_of_all_origins(nlp: Language) -> None:
    doc = nlp(RELEASE)
    people = ["Serpil Kaymaz-Wolff", "Henrik Ståhlberg", "Kaymaz-Wolff", "Łukasz Wiśniewski"]
    assert names_of(doc, "PER") == people
    assert [ent.text for ent in doc.ents if ent.label_ == "PER"] == people


def test_the_model_leaves_role_spans(nlp: Language) -> None:
    doc = nlp(RELEASE)
    texts = [mention.text for mention in layers.read(doc, "role_spans", Mention)]
    assert "Oberbürgermeisterin" in texts
    assert [span.text for span in doc.spans["roles"]] == texts


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", " "])
def test_white_space_at_the_end_changes_nothing(nlp: Language, ending: str) -> None:
    assert names_of(nlp(RELEASE.rstrip() + ending), "PER") == names_of(nlp(RELEASE), "PER")


def test_a_heading_or_a_full_stop_changes_no_name_elsewhere(nlp: Language) -> None:
    people = names_of(nlp(RELEASE), "PER")
    assert names_of(nlp("Pressemitteilung\n\n" + RELEASE), "PER") == people
    assert names_of(nlp(RELEASE.rstrip() + "."), "PER") == people


def test_a_name_at_the_end_of_a_long_text_is_found(nlp: Language) -> None:
    filler = "Die Arbeiten dauern an, und der Verkehr wird umgeleitet. " * 60
    names = names_of(nlp(filler + "\n\n" + RELEASE), "PER")
    assert names == names_of(nlp(RELEASE), "PER")


def test_threads_change_no_name() -> None:
    text = "\n\n".join([RELEASE] * 12)
    one, four = (
        spacy.load(BUNDLED_MODEL, config={"components": {"kiextract_names": {"threads": threads}}})
        for threads in (1, 4)
    )
    assert one(text).to_json()["ents"] == four(text).to_json()["ents"]
    assert len(one(text).ents) > 40


def test_tokenised_text_gives_entities_too(nlp: Language) -> None:
    words = ["Bürgermeister", "Jörg", "Petersen", "(", "SPD", ")", "kam", "gestern", "aus", "Oldenburg", "."]
    doc = nlp.get_pipe("kiextract_names")(Doc(nlp.vocab, words=words))
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert {("Jörg Petersen", "PER"), ("Oldenburg", "LOC")} <= found


def test_a_text_does_not_depend_on_those_beside_it(nlp: Language) -> None:
    alone = nlp(RELEASE).to_json()["ents"]
    others = ["Kurz.", RELEASE * 3, "", "\n"]
    (together,) = [doc for doc in nlp.pipe([*others, RELEASE], batch_size=5) if doc.text == RELEASE]
    assert together.to_json()["ents"] == alone


def test_a_pipeline_is_saved_and_pickled_with_its_model(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    for copy in (spacy.load(tmp_path / "saved"), pickle.loads(pickle.dumps(nlp))):  # noqa: S301
        assert names_of(copy(RELEASE), "PER") == names_of(nlp(RELEASE), "PER")


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_gives_spans_of_itself(nlp: Language, text: str) -> None:
    doc = nlp(text)
    finds = [*layers.read(doc, "names", Name), *layers.read(doc, "role_spans", Mention)]
    assert all(find.text == text[find.start : find.end] for find in finds)
    assert all(find.text.strip() == find.text != "" for find in finds)


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "x" * 20_000, "\u0308" * 50, "\x00\x1b[31m", "😀" * 300, ":\u00ad"]
)
def test_odd_texts_are_no_trouble(nlp: Language, text: str) -> None:
    assert names_of(nlp(text), "PER") == []


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_organisations_have_the_boundaries_of_the_guidelines(example: inline.Example) -> None:
    found = [name.text for name in settle(example.text, example.names()) if name.label == "ORG"]
    assert found == [span.text for span in example.of_kind("org")]


@given(st.text(alphabet="AaÄ.& \n„“()für1", max_size=40), st.data())
def test_settled_names_are_in_order_and_apart(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    names = [
        Name(start=a, end=b, text=text[a:b], label=data.draw(st.sampled_from(["PER", "LOC", "ORG"])))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    settled = settle(text, names)
    assert all(name.text == text[name.start : name.end] != "" for name in settled)
    assert all(one.end <= other.start for one, other in pairwise(settled))


def test_an_organisation_gives_way_to_persons_dates_and_amounts() -> None:
    doc = spacy.blank("de")("Am 3. Mai gab Götz Essen der AWO 500 Euro.")
    names = [name_at(doc.text, text, "ORG") for text in ("3. Mai", "Götz Essen", "AWO", "500 Euro")]
    layers.write(doc, "names", names)
    layers.write(doc, "organisations", find_organisations(names))
    for component in ("dates", "amounts"):
        doc = spacy.blank("de").add_pipe(f"kiextract_{component}")(doc)
    mention = Mention(**name_at(doc.text, "Götz Essen", "PER").model_dump(exclude={"label"}))
    layers.write(
        doc,
        "persons",
        [Person(id="p1", name="Götz Essen", given_name="Götz", family_name="Essen", mentions=[mention])],
    )
    record = record_of(doc, source="-", sha256="0" * 64)
    assert [organisation.name for organisation in record.organisations] == ["AWO"]


def test_an_institution_in_the_genitive_is_a_name_of_its_own() -> None:
    text = "Die Mittel des Fördervereins des Beruflichen Schulzentrums Selb reichen."
    whole = "Fördervereins des Beruflichen Schulzentrums Selb"
    found = settle(text, [name_at(text, whole, "ORG")])
    assert [name.text for name in found] == ["Beruflichen Schulzentrums Selb"]


def test_a_municipality_is_a_place_and_no_organisation() -> None:
    text = "Der Landkreis Leer baut, die Samtgemeinde Sachsenhagen auch."
    names = [name_at(text, words, "ORG") for words in ("Landkreis Leer", "Samtgemeinde Sachsenhagen")]
    found = [(name.text, name.label) for name in settle(text, names)]
    assert found == [("Landkreis Leer", "LOC"), ("Sachsenhagen", "LOC")]


def test_a_name_ends_in_no_preposition() -> None:
    text = "Dank an den Förderverein Freibad für das neue Becken."
    found = settle(text, [name_at(text, "Förderverein Freibad für das", "ORG")])
    assert [name.text for name in found] == ["Förderverein Freibad"]


def test_inflected_forms_of_an_organisation_are_one() -> None:
    text = "Das Kommunale Integrationszentrum lud ein. Die Leiterin des Kommunalen Integrationszentrums kam."
    words = ("Kommunale Integrationszentrum", "Kommunalen Integrationszentrums")
    starts = [text.index(form) for form in words]
    names = [
        Name(start=start, end=start + len(form), text=form, label="ORG")
        for start, form in zip(starts, words, strict=True)
    ]
    [organisation] = find_organisations(names)
    assert organisation.name == "Kommunale Integrationszentrum"
    assert [mention.start for mention in organisation.mentions] == starts
