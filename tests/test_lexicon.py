"""Words of the user's own: what is found with them that is not found without, and what is not any more."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import small_model
from kiextract import Extractor, Lexicon, Record
from kiextract.errors import ConfigError
from kiextract.folder.fingerprint import fingerprint
from kiextract.folder.worker import Settings
from kiextract.pipeline import layers
from kiextract.pipeline.lexicon.matching import Matcher

WORDS: dict[str, Any] = {
    "offices": [
        "Dorflotse",
        "Dorfkümmerer",
        "Klimaverantwortliche/r",
        "Hofrat/Hofrätin",
        "Grillmeisterin",
        "Chief Happiness Officer",
    ],
    "persons": ["Oyenhusen", "van Drömling", "Rixa Brakels", "Dr. Ylvi Trantow", "Zerzog, Frau Ina"],
    "places": [
        {"name": "Oberkleinbach", "kind": "quarter"},
        {"name": "Neues Forum", "kind": "site", "forms": ["Forumsgelände"]},
        {"name": "Haus Lindenhof", "kind": "site"},
        {"name": "Linde", "kind": "quarter"},
        {"name": "Solingen", "kind": "municipality", "forms": ["Klingenstadt"]},
    ],
    "ignore": {
        "offices": ["Fotograf/in"],
        "persons": ["Wilde Hilde", "Markt"],
        "places": ["Köln"],
    },
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(lexicon=WORDS)


@pytest.fixture(scope="module")
def plain() -> Extractor:
    return Extractor()


def roles_of(record: Record) -> list[tuple[str, str, list[str]]]:
    names = {person.id: person.name for person in record.persons}
    return [(role.text, role.office, [names[holder] for holder in role.persons]) for role in record.roles]


def mentions_of(things: Any, name: str) -> list[str]:
    return [mention.text for thing in things if thing.name == name for mention in thing.mentions]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Dorflotse Udo Muster kam.", ("Dorflotse", "Dorflotse/Dorflotsin", "Udo Muster")),
        ("Die Dorflotsin Eva Muster kam.", ("Dorflotsin", "Dorflotse/Dorflotsin", "Eva Muster")),
        ("Eva Muster (Dorflots:in) kam.", ("Dorflots:in", "Dorflotse/Dorflotsin", "Eva Muster")),
        ("Chef-Dorflotse Udo Muster kam.", ("Chef-Dorflotse", "Dorflotse/Dorflotsin", "Udo Muster")),
        ("Dorfkümmerin Eva Muster kam.", ("Dorfkümmerin", "Dorfkümmerer/Dorfkümmerin", "Eva Muster")),
        (
            "Das Büro des Dorfkümmerers Udo Muster.",
            ("Dorfkümmerers", "Dorfkümmerer/Dorfkümmerin", "Udo Muster"),
        ),
        (
            "Klimaverantwortlicher Udo Muster kam.",
            ("Klimaverantwortlicher", "Klimaverantwortliche/r", "Udo Muster"),
        ),
        ("Hofrätin Eva Muster kam.", ("Hofrätin", "Hofrat/Hofrätin", "Eva Muster")),
        ("Grillmeisterin Eva Muster kam.", ("Grillmeisterin", "Grillmeisterin", "Eva Muster")),
        (
            "Chief Happiness Officer Eva Muster kam.",
            ("Chief Happiness Officer", "Chief Happiness Officer", "Eva Muster"),
        ),
    ],
)
def test_an_office_is_found_in_each_form(extractor: Extractor, text: str, role: tuple[str, str, str]) -> None:
    words, office, holder = role
    assert roles_of(extractor.extract(text)) == [(words, office, [holder])]


def test_an_office_refers_back_and_is_held_by_several(extractor: Extractor) -> None:
    record = extractor.extract(
        "Dorflotsin Eva Muster eröffnete das Fest. Später dankte die Dorflotsin allen.\n\n"
        "Die Dorfkümmerer Udo Beispiel und Max Vogt kamen auch."
    )
    assert [(text, holders) for text, _, holders in roles_of(record)] == [
        ("Dorflotsin", ["Eva Muster"]),
        ("Dorflotsin", ["Eva Muster"]),
        ("Dorfkümmerer", ["Udo Beispiel", "Max Vogt"]),
    ]


def test_an_office_introduces_a_name_that_nothing_else_tells(tmp_path: Path) -> None:
    model = str(small_model.save(tmp_path / "small"))
    text = "Es sprach Dorfkümmerer Oelkenbrink."
    assert Extractor(model).extract(text).persons == []
    (person,) = Extractor(model, WORDS).extract(text).persons
    assert (person.name, person.roles) == ("Oelkenbrink", ["Dorfkümmerer"])


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("Oyenhusen lobte das.", "Oyenhusen", ["Oyenhusen"]),
        ("Oyenhusens Worte fanden Beifall.", "Oyenhusen", ["Oyenhusens"]),
        ("OYENHUSEN DANKT", "Oyenhusen", ["OYENHUSEN"]),
        ("Ylva Oyenhusen kam. Dr. Oyenhusen sprach.", "Ylva Oyenhusen", ["Ylva Oyenhusen", "Oyenhusen"]),
        ("Gedankt wurde Frank van Drömling.", "Frank van Drömling", ["Frank van Drömling"]),
        ("Die Werke Rixa Brakels’ bleiben.", "Rixa Brakels", ["Rixa Brakels’"]),
        ("Wir danken Ylvi Trantow.", "Ylvi Trantow", ["Ylvi Trantow"]),
        ("Das Werk Ina Zerzogs hängt hier.", "Ina Zerzog", ["Ina Zerzogs"]),
        ("Rixa Brakels kam. Für Brakels war es neu.", "Rixa Brakels", ["Rixa Brakels", "Brakels"]),
    ],
)
def test_a_person_is_found_with_her_base_name(
    extractor: Extractor, text: str, name: str, mentions: list[str]
) -> None:
    record = extractor.extract(text)
    assert [person.name for person in record.persons] == [name]
    assert mentions_of(record.persons, name) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "Die Firma Oyenhusen lieferte.",
        "Die Oyenhusen GmbH lieferte.",
        "Die Feier war in der Oyenhusen-Halle.",
        "Schreiben Sie an oyenhusen@example.org oder Oyenhusen@example.org.",
    ],
)
def test_a_surname_is_no_person_in_a_longer_name(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).persons == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "mentions"),
    [
        (
            "Oberkleinbachs Vereine feiern in Oberkleinbach.",
            "Oberkleinbach",
            "quarter",
            ["Oberkleinbachs", "Oberkleinbach"],
        ),
        (
            "Das Dach des Neuen Forums ist dicht, das Neue\nForum offen.",
            "Neues Forum",
            "site",
            ["Neuen Forums", "Neue\nForum"],
        ),
        ("Auf dem Forumsgelände wird gebaut.", "Neues Forum", "site", ["Forumsgelände"]),
        ("Der Garten des Hauses Lindenhof blüht.", "Haus Lindenhof", "site", ["Hauses Lindenhof"]),
        ("Die Familien aus Linde kamen.", "Linde", "quarter", ["Linde"]),
    ],
)
def test_a_place_is_found_with_kind_and_base_name(
    extractor: Extractor, text: str, name: str, kind: str, mentions: list[str]
) -> None:
    record = extractor.extract(text)
    assert [(place.name, place.kind) for place in record.places] == [(name, kind)]
    assert mentions_of(record.places, name) == mentions


def test_another_word_for_a_known_town_has_its_key(extractor: Extractor) -> None:
    (place,) = extractor.extract("Die Messer kommen aus der Klingenstadt.").places
    assert (place.name, place.ags) == ("Solingen", "05122000")


def test_a_surname_that_is_a_place_of_the_lexicon_stays_a_person(extractor: Extractor) -> None:
    record = extractor.extract("Anna Linde kam aus Linde. Frau Linde dankte.")
    assert mentions_of(record.persons, "Anna Linde") == ["Anna Linde", "Linde"]
    assert mentions_of(record.places, "Linde") == ["Linde"]


def test_what_is_to_be_ignored_is_reported_as_nothing_of_its_kind(
    extractor: Extractor, plain: Extractor
) -> None:
    text = "Die Wilde Hilde aus Köln dankte Udo Beispiel (Fotograf) und der Fotografin Eva Muster."
    before, after = plain.extract(text), extractor.extract(text)
    assert (len(before.roles), len(before.places)) == (2, 1)
    assert (after.roles, after.places) == ([], [])
    assert [person.name for person in after.persons] == ["Udo Beispiel", "Eva Muster"]


def test_a_longer_name_with_an_ignored_word_stays(extractor: Extractor) -> None:
    record = extractor.extract("Udo Markt sprach. Später sagte Markt nichts mehr.")
    assert mentions_of(record.persons, "Udo Markt") == ["Udo Markt"]


def test_ignore_wins() -> None:
    words = {
        "offices": ["Dorflotse"],
        "persons": ["Udo Beispiel"],
        "places": [{"name": "Oberkleinbach", "kind": "quarter"}],
    }
    ignored = {"offices": ["Dorflotse"], "persons": ["Udo Beispiel"], "places": ["Oberkleinbach"]}
    record = Extractor(lexicon={**words, "ignore": ignored}).extract(
        "Dorflotse Udo Muster kam aus Oberkleinbach. Udo Beispiel blieb."
    )
    assert (record.roles, record.places) == ([], [])
    assert [person.name for person in record.persons] == ["Udo Muster"]


def test_dates_and_amounts_keep_what_is_theirs() -> None:
    lexicon = {"persons": ["Sommer"], "places": [{"name": "März", "kind": "quarter"}]}
    record = Extractor(lexicon=lexicon).extract("Im Sommer 2021 und im März 2022 gab es 500 Euro.")
    assert (record.persons, record.places) == ([], [])
    assert [date.value for date in record.dates] == ["2021-SU", "2022-03"]


def test_explanations_name_the_lexicon(extractor: Extractor) -> None:
    record = extractor.extract("Dorflotsin Rixa Brakels kam nach Oberkleinbach.", explain=True)
    assert [(why.kind, why.text, why.rule) for why in record.explanations] == [
        ("role", "Dorflotsin", "lexicon, before_name"),
        ("person", "Rixa Brakels", "lexicon"),
        ("place", "Oberkleinbach", "lexicon"),
    ]


def test_an_empty_lexicon_changes_nothing(plain: Extractor) -> None:
    text = "Landrätin Anna Beispiel kam am 16. März 2018 nach Solingen und gab 500 Euro."
    assert Extractor(lexicon={}).extract(text, explain=True) == plain.extract(text, explain=True)


def test_offsets_hold_whatever_the_text_is_made_of(extractor: Extractor) -> None:
    text = (
        "Ober\u00adkleinbach\r\n\r\nDorflotsin Rixa\u00a0Brakels kam nach Oberkleinbach. Dorfku\u0308mmerin"
    )
    record = extractor.extract(text)
    for thing in (*record.persons, *record.places):
        assert all(mention.text == text[mention.start : mention.end] for mention in thing.mentions)
    assert mentions_of(record.places, "Oberkleinbach") == ["Ober\u00adkleinbach", "Oberkleinbach"]
    assert mentions_of(record.persons, record.persons[0].name) == ["Rixa\u00a0Brakels"]


@given(
    st.lists(st.sampled_from([*"-/:.,'’&@ \n\u00ad", "Oyenhusen", "Dorflots", "in", "Neues", "Forum", "x"]))
)
def test_any_text_is_borne(pieces: list[str]) -> None:
    text = "".join(pieces)
    for word in Matcher(Lexicon.parse(WORDS)).find(text):
        assert word.text == text[word.start : word.end]


# -- what may stand in a lexicon ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"towns": []}, "There is no setting 'lexicon.towns' (words.toml): the settings are offices, per"),
        ({"persons": "Muster"}, "lexicon.persons cannot be 'Muster' (words.toml): give a list of words"),
        ({"persons": [5]}, "lexicon.persons cannot be 5"),
        ({"persons": [""]}, "lexicon.persons cannot be ''"),
        ({"persons": ["${x}"]}, "lexicon.persons cannot be '${x}'"),
        ({"offices": ["lotse"]}, "lexicon.offices cannot be 'lotse' (words.toml): give offices such as"),
        ({"offices": ["Lots:in"]}, "lexicon.offices cannot be 'Lots:in'"),
        ({"offices": {}}, "lexicon.offices cannot be {}"),
        ({"places": ["Dorf"]}, "lexicon.places cannot be 'Dorf' (words.toml): give places as { name ="),
        ({"places": {"Dorf": "quarter"}}, "lexicon.places cannot be {'Dorf': 'quarter'}"),
        ({"places": [{"kind": "quarter"}]}, "lexicon.places.name cannot be None"),
        (
            {"places": [{"name": "Dorf", "kind": "village"}]},
            "lexicon.places: the kind of 'Dorf' cannot be 'village' (words.toml): give municipality or",
        ),
        ({"places": [{"name": "Dorf"}]}, "the kind of 'Dorf' cannot be None"),
        ({"places": [{"name": "Dorf", "kind": "quarter", "form": []}]}, "no setting 'lexicon.places.form'"),
        (
            {"places": [{"name": "Dorf", "kind": "quarter", "forms": "x"}]},
            "lexicon.places.forms cannot be 'x'",
        ),
        ({"ignore": ["Muster"]}, "lexicon.ignore cannot be ['Muster'] (words.toml): give a table with"),
        ({"ignore": {"dates": []}}, "There is no setting 'lexicon.ignore.dates'"),
        ({"ignore": {"persons": [None]}}, "lexicon.ignore.persons cannot be None"),
    ],
)
def test_what_is_wrong_is_told_with_file_key_and_remedy(table: Mapping[str, Any], told: str) -> None:
    with pytest.raises(ConfigError) as error:
        Lexicon.parse(table, "words.toml")
    assert told in str(error.value)


def test_a_lexicon_is_plain_data() -> None:
    lexicon = Lexicon.parse(WORDS)
    assert pickle.loads(pickle.dumps(lexicon)) == lexicon  # noqa: S301 - our own bytes
    assert Lexicon.parse(json.loads(json.dumps(lexicon.as_table()))) == lexicon
    assert len({lexicon, Lexicon.parse(WORDS)}) == 1


def test_an_extractor_keeps_its_lexicon_when_pickled(extractor: Extractor) -> None:
    copy = pickle.loads(pickle.dumps(extractor))  # noqa: S301 - our own bytes
    text = "Dorflotsin Rixa Brakels kam nach Oberkleinbach."
    assert copy.extract(text) == extractor.extract(text)


def test_a_run_begins_anew_when_the_lexicon_changes() -> None:
    prints = {
        fingerprint(Settings(lexicon=lexicon))
        for lexicon in (None, Lexicon.parse({"persons": ["Muster"]}), Lexicon.parse({"persons": ["Vogt"]}))
    }
    assert len(prints) == 3


def test_the_component_works_in_any_pipeline_and_comes_back_from_disk(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("kiextract_lexicon", config=WORDS)
    nlp.add_pipe("kiextract_places")
    nlp.to_disk(tmp_path / "pipeline")
    for pipeline in (nlp, spacy.load(tmp_path / "pipeline")):
        doc = pipeline("Das Fest in Oberkleinbach.")
        assert [word.name for word in layers.own_words(doc, "place")] == ["Oberkleinbach"]
        assert [span.text for span in doc.spans["kiextract_places"]] == ["Oberkleinbach"]


# -- from a file --------------------------------------------------------------------------------------

TOML = """
[lexicon]
offices = ["Dorflotse"]
places = [{ name = "Oberkleinbach", kind = "quarter" }]

[lexicon.ignore]
places = ["Köln"]
"""
TEXT = "Dorflotsin Eva Muster fuhr von Oberkleinbach nach Köln.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "release.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kiextract", *arguments],
        cwd=project,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def found(output: str) -> tuple[list[str], list[str]]:
    record = json.loads(output)
    return [role["text"] for role in record["roles"]], [place["name"] for place in record["places"]]


def test_every_source_of_settings_may_hold_a_lexicon(project: Path) -> None:
    (project / "pyproject.toml").write_text(TOML.replace("[lexicon", "[tool.kiextract.lexicon"))
    assert found(run(project, "parse", "release.txt")[1]) == (["Dorflotsin"], ["Oberkleinbach"])
    (project / "words.toml").write_text('[lexicon]\nignore = { places = ["Oberkleinbach"] }\n')
    (project / "kiextract.toml").write_text('lexicon = "words.toml"\n')
    _, places = found(run(project, "parse", "release.txt")[1])
    assert places == ["Köln"]
    (project / "none.toml").write_text("[lexicon]\n")
    assert "Köln" in found(run(project, "parse", "release.txt", KIEXTRACT_LEXICON="none.toml")[1])[1]
    given = run(project, "parse", "--lexicon", "pyproject.toml", "release.txt", KIEXTRACT_LEXICON="none.toml")
    assert found(given[1]) == (["Dorflotsin"], ["Oberkleinbach"])


def test_batch_gives_the_lexicon_to_its_workers_and_notices_a_change(project: Path) -> None:
    (project / "kiextract.toml").write_text(TOML)
    command = ("batch", "release.txt", "-o", "records.jsonl", "--jobs", "1")
    assert "1 document extracted" in run(project, *command)[1]
    record = (project / "records.jsonl").read_text(encoding="utf-8")
    assert found(record) == (["Dorflotsin"], ["Oberkleinbach"])
    assert "1 unchanged" in run(project, *command)[1]
    (project / "kiextract.toml").write_text(TOML.replace("Oberkleinbach", "Unterkleinbach"))
    assert "1 document extracted" in run(project, *command)[1]


def test_view_and_evaluate_have_it_too(project: Path) -> None:
    (project / "words.toml").write_text(TOML)
    assert (
        run(project, "view", "release.txt", "-o", "-", "--lexicon", "words.toml")[1].count("Dorflotse/") > 0
    )
    (project / "gold").mkdir()
    tagged = TEXT.replace("Dorflotsin", '<role of="p1">Dorflotsin</role>').replace(
        "Eva Muster", '<per id="p1">Eva Muster</per>'
    )
    (project / "gold" / "a.txt").write_text(f"#dct ?\n{tagged}", encoding="utf-8")
    with_words = json.loads(run(project, "evaluate", "--json", "--lexicon", "words.toml", "gold")[1])
    assert with_words["measures"]["role"]["f1"] == 100


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("lexicon = 5", "lexicon cannot be 5"),
        ('[lexicon]\npersons = "Muster"', "lexicon.persons cannot be 'Muster'"),
        ('lexicon = "missing.toml"', "'--lexicon'"),
    ],
)
def test_a_wrong_lexicon_in_the_settings_ends_the_command(project: Path, toml: str, told: str) -> None:
    (project / "kiextract.toml").write_text(toml)
    code, said = run(project, "parse", "release.txt")
    assert code == 2
    assert told in said


@pytest.mark.parametrize(
    ("content", "told"), [("[other]\n", "has no table [lexicon]"), ("[lexicon", "cannot be read")]
)
def test_a_wrong_file_is_told(project: Path, content: str, told: str) -> None:
    (project / "words.toml").write_text(content)
    code, said = run(project, "parse", "--lexicon", "words.toml", "release.txt")
    assert code == 2
    assert "words.toml" in said
    assert told.split()[0] in said
