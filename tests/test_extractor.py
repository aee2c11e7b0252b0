"""The Python interface: text in, record out."""

from __future__ import annotations

import gc
import hashlib
import pickle
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiextract
import small_model
from kiextract import Document, Extractor, KiextractError, Record
from kiextract.record import Mention

TEXT = "Landrätin Anna Beispiel kam am 16. März 2018 nach Solingen und gab 500 Euro."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    return Extractor(str(small_model.save(tmp_path_factory.mktemp("models") / "small")))


def mentions_of(record: Record) -> Iterator[Mention]:
    for kind in (record.roles, record.amounts, record.dates):
        yield from kind
    for thing in (*record.persons, *record.places, *record.organisations):
        yield from thing.mentions


def test_each_mention_of_a_person_and_each_role_is_explained(extractor: Extractor) -> None:
    record = extractor.extract("Landrätin Anna Beispiel kam. Beispiel sprach.", explain=True)
    explained = [(why.kind, why.start, why.end) for why in record.explanations]
    assert explained == [("role", 0, 9), ("person", 10, 23), ("person", 29, 37)]
    assert all(why.rule for why in record.explanations)


def test_a_text_gives_all_kinds(extractor: Extractor) -> None:
    record = extractor.extract(TEXT, source="x.txt")
    (person,) = record.persons
    assert (person.name, person.roles) == ("Anna Beispiel", ["Landrätin"])
    assert [place.name for place in record.places] == ["Solingen"]
    assert [amount.value for amount in record.amounts] == [500]
    assert [date.value for date in record.dates] == ["2018-03-16"]
    assert (record.source, record.title, record.warnings) == ("x.txt", TEXT, [])
    assert record.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_document_keeps_its_digest_and_warnings(extractor: Extractor) -> None:
    document = Document(source="x.txt", text=TEXT, sha256="f" * 64, warnings=("Read with care.",))
    record = extractor.extract_document(document, document_date="2018-03")
    assert (record.source, record.sha256, record.warnings) == ("x.txt", "f" * 64, ["Read with care."])
    assert record.document_date is not None
    assert (record.document_date.value, record.document_date.origin) == ("2018-03", "option")


@pytest.mark.parametrize("text", ["", " \n\t ", "\u00a0\r\n"])
def test_a_document_without_text_gives_an_empty_record_and_a_warning(extractor: Extractor, text: str) -> None:
    record = extractor.extract(text)
    assert not list(mentions_of(record))
    assert record.warnings == ["The document holds no text."]
    assert record.title is None


@pytest.mark.parametrize("date", ["2018-03-16", "2018-03", "2018", "2020-02-29"])
def test_a_document_date_is_taken_as_given(small: Extractor, date: str) -> None:
    found = small.extract("Sie kam heute.", document_date=date).document_date
    assert found is not None
    assert found.value == date


@pytest.mark.parametrize(
    "date", ["", "16.3.2018", "2018-3-16", "2018-02-31", "2018-13", "0000", "20180316", "heute"]
)
def test_a_wrong_document_date_is_refused(small: Extractor, date: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        small.extract("Sie kam heute.", document_date=date)


def test_text_that_is_no_unicode_is_refused(small: Extractor) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        small.extract("a\ud800b")


def test_any_spacy_pipeline_can_find_the_names(small: Extractor) -> None:
    record = small.extract("Bürgermeister Max Muster traf Anna Beispiel vom Heimatverein Burg in Solingen.")
    assert [person.name for person in record.persons] == ["Max Muster", "Anna Beispiel"]
    assert record.persons[0].roles == ["Bürgermeister"]
    assert [place.name for place in record.places] == ["Solingen"]
    assert [organisation.name for organisation in record.organisations] == ["Heimatverein Burg"]


def test_a_model_that_is_missing_or_useless_is_told_with_its_remedy(tmp_path: Path) -> None:
    import spacy

    with pytest.raises(KiextractError, match=r"'de_core_news_sm_x' is not installed: get it with"):
        Extractor("de_core_news_sm_x")
    for nowhere in ("nowhere/model", "de-core-news", "../x y", "release.txt"):
        with pytest.raises(KiextractError, match=r"There is no spaCy pipeline .*: give the name"):
            Extractor(nowhere)
    spacy.blank("de").to_disk(tmp_path / "blank")
    with pytest.raises(KiextractError, match="finds no entities: choose"):
        Extractor(str(tmp_path / "blank"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(KiextractError, match="cannot be loaded"):
        Extractor(str(tmp_path / "empty"))


def test_an_extractor_can_be_pickled(small: Extractor) -> None:
    copy = pickle.loads(pickle.dumps(small))  # noqa: S301 - our own bytes
    assert copy.extract(TEXT) == small.extract(TEXT)


def test_a_long_text_keeps_its_offsets(small: Extractor) -> None:
    filler = "Die Sitzung begann mit einem Grußwort \u00a0 und endete ohne Beschluss.\r\n\r\n"
    text = (
        filler * 1000
        + "Anna Beispiel"
        + " x" * 30_000
        + filler
        + "y" * 120_000
        + " Max Muster kam am 3. Mai 2019."
    )
    record = small.extract(text)
    assert [person.name for person in record.persons] == ["Anna Beispiel", "Max Muster"]
    assert [date.value for date in record.dates] == ["2019-05-03"]
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions_of(record))


@pytest.mark.parametrize("word", ["y" * 400, "(" * 20_000, "„.-" * 7_000, "1." * 10_000, "5€" * 1000])
def test_endless_words_are_borne(small: Extractor, word: str) -> None:
    text = f"{word} Anna Beispiel\n\n{word}\nkam am 3. Mai 2019. {word}"
    record = small.extract(text)
    assert [person.name for person in record.persons] == ["Anna Beispiel"]
    assert "2019-05-03" in [date.value for date in record.dates]
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions_of(record))


def test_the_bundled_model_reads_a_long_text_to_its_end(extractor: Extractor) -> None:
    text = "Der Rat tagte öffentlich.\n\n" * 2500 + TEXT
    record = extractor.extract(text)
    assert [person.name for person in record.persons] == ["Anna Beispiel"]
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions_of(record))


def test_the_names_of_the_interface_are_there() -> None:
    assert all(getattr(kiextract, name) for name in kiextract.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        kiextract.Nothing  # noqa: B018


def test_words_without_end_do_not_fill_the_memory(extractor: Extractor) -> None:
    def read(letter: str) -> int:
        word = letter * 200_000
        extractor.extract(f"Anna Beispiel kam nach {word.capitalize()}, {word} und {word.capitalize()}s.")
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        first, *_, last = (read(letter) for letter in "abcdefgh")
    finally:
        tracemalloc.stop()
    assert last - first < 400_000  # bytes; each text has words of 600,000
