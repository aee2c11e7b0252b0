"""Dates: every sentence of ``examples/dates.txt``, and what holds for any text.

The examples were written for this file from the guidelines and from errors on the development texts; none
of them is a sentence of a real release.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import holidays
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

import inline
from kiextract.pipeline import layers
from kiextract.pipeline.dates.feasts import day_of, feasts
from kiextract.record import Date, DocumentDate

NLP = spacy.blank("de")
NLP.add_pipe("kiextract_dates")
EXAMPLES = inline.load("dates")


def read(text: str, document_date: str | None = None) -> tuple[list[Date], Doc]:
    doc = NLP.make_doc(text)
    if document_date:
        layers.set_document_date(doc, DocumentDate(value=document_date, origin="option"))
    doc = NLP.get_pipe("kiextract_dates")(doc)
    return layers.read(doc, "dates", Date), doc


def values(text: str, document_date: str | None = None) -> list[str | None]:
    return [date.value for date in read(text, document_date)[0] if date.type in ("DATE", "TIME")]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_examples(example: inline.Example) -> None:
    doc = inline.prepare(NLP.make_doc(example.text), example)
    doc = NLP.get_pipe("kiextract_dates")(doc)
    tags = example.of_kind("date")
    typed = any("type" in tag.attributes for tag in tags)
    found = [
        (date.text, date.value or "?", *([date.type] if typed else []))
        for date in layers.read(doc, "dates", Date)
        if typed or date.type in ("DATE", "TIME")
    ]
    expected = [
        (tag.text, tag.attributes["v"], *([tag.attributes.get("type", "DATE")] if typed else []))
        for tag in tags
    ]
    assert found == expected


def test_there_are_enough_examples_and_a_quarter_of_them_is_negative() -> None:
    negative = [example for example in EXAMPLES if not example.of_kind("date")]
    assert len(EXAMPLES) >= 400
    assert len(negative) >= len(EXAMPLES) / 4


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("am 16. März 2018", "2018-03-16", "2018-03-16"),
        ("im Februar 2024", "2024-02-01", "2024-02-29"),
        ("im Jahr 2021", "2021-01-01", "2021-12-31"),
        ("in der KW 1 2025", "2024-12-30", "2025-01-05"),
        ("im zweiten Quartal 2026", "2026-04-01", "2026-06-30"),
        ("im zweiten Halbjahr 2025", "2025-07-01", "2025-12-31"),
        ("in den 1990er Jahren", "1990-01-01", "1999-12-31"),
        ("am 5. Mai 2023 um 18 Uhr", "2023-05-05", "2023-05-05"),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    (date,) = read(text)[0]
    assert (str(date.first), str(date.last)) == (first, last)


@pytest.mark.parametrize("text", ["im Sommer 2024", "im Schuljahr 2023/24", "im März", "morgen", "18 Uhr"])
def test_what_the_value_does_not_fix_has_no_days(text: str) -> None:
    (date,) = read(text)[0]
    assert (date.first, date.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "value", "origin"),
    [
        ("---\ntitle: Fest\ndate: 2024-04-30\n---\nGestern war Fest.", "2024-04-30", "metadata"),
        ("---\ndate: 2024-04-30T10:15:00+02:00\n---\nGestern war Fest.", "2024-04-30", "metadata"),
        ("---\ndate: 'April 30, 2024'\n---\nGestern war Fest.", "2024-04-30", "metadata"),
        (
            "Date: Tue, 30 Apr 2024 10:15:00 +0200\nSubject: Fest\n\nGestern war Fest.",
            "2024-04-30",
            "metadata",
        ),
        ("Von: Stadt\nDatum: 30.04.2024\nBetreff: Fest\n\nGestern war Fest.", "2024-04-30", "metadata"),
        ("Pressemitteilung Nr. 12 vom 30. April 2024\n\nDas Fest", "2024-04-30", "text"),
        ("Rathaus aktuell | 30.04.2024\n\nDas Fest", "2024-04-30", "text"),
        ("Das Fest\n30.04.2024\n\nGestern war Fest.", "2024-04-30", "text"),
        ("Das Fest\n\nNeustadt, den 30. April 2024\n\nGestern war Fest.", "2024-04-30", "text"),
        ("Neustadt (pm), 30. April 2024. Gestern war Fest.", "2024-04-30", "text"),
        ("Neustadt, 30.04.24 (red). Gestern war Fest.", "2024-04-30", "text"),
        ("Das Fest (30.04.2024)\n\nGestern war Fest.", "2024-04-30", "text"),
        ("Das Fest\n\nGestern war das Fest der Vereine.\n\nStand: 30.04.2024", "2024-04-30", "text"),
        ("Das Fest\n\nGestern war das Fest der Vereine. 30.4.2024", "2024-04-30", "text"),
        ("Das Fest\n\nGestern war Fest.\n\nVeröffentlicht am 30.04.2024", "2024-04-30", "text"),
        ("Das Fest\n\nHeute, am 30. April 2024, ist Fest.", "2024-04-30", "text"),
        ("Bericht zur Lage, Sitzung des Rates, 30.04.2024, 17 Uhr\n\nLiebe Gäste", "2024-04-30", "text"),
        (
            "Gemeinde Au\nNiederschrift über die Sitzung des Rates am 14. März 2024, 19 Uhr\n\nTOP 1",
            "2024-03-14",
            "text",
        ),
        ("30.04.2024: Das Fest war schön\n\nDie Vereine danken.", "2024-04-30", "text"),
        ("+++ 30.04.2024 +++\nDas Fest\n\nDie Vereine danken.", "2024-04-30", "text"),
        ("Das Fest\n\nDie Vereine danken.\n\ngez. Lang, 30.04.2024", "2024-04-30", "text"),
        ("Das Fest\n\nNr. 12/2024 - 30. April 2024\n\nDie Vereine danken.", "2024-04-30", "text"),
        ("Amtsblatt April 2024\n\nDas Fest", "2024-04", "text"),
        ("Das Fest\n\nWien, am 30. April 2024\n\nGestern war Fest.", "2024-04-30", "text"),
        ("Neumarkt, im April 2024\n\nDas Fest", "2024-04", "text"),
        ("Pressemitteilung Nr. 12/2024\n\nDas Fest", "2024", "text"),
        ("Pressemitteilung Nr. 12/2024 vom 30.04.2024\n\nDas Fest", "2024-04-30", "text"),
        ("Das Fest\n\nDie Vereine danken.\n\nStand: 2024", "2024", "text"),
    ],
)
def test_document_date(text: str, value: str, origin: str) -> None:
    found = layers.document_date(read(text)[1])
    assert found is not None
    assert (found.value, found.origin) == (value, origin)
    assert origin == "metadata" or text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "Das Fest\n\nAm 30. April 2024 war Fest.",
        "Stadtfest am 14. Juni 2025 abgesagt\n\nDer Rat hat entschieden.",
        "Laut Pressemitteilung vom 3. Mai 2024 beginnt der Bau am 1. Juni 2024, und zwar am See.",
        "Das Fest\n\nDie Vereine danken.\n\nAnmeldung bis Freitag, 14.06.2024",
        "Kommunalwahl im September 2026\n\nDie Stadt sucht Helfer.",
        "Kommunalwahl September 2026\n\nDie Stadt sucht Helfer.",
        "Kreistagswahl am 13. September 2026\n\nDie Stadt sucht Helfer.",
        "Das Fest\nTermin: 03.05.2025\n\nDie Vereine laden ein.",
        "Jahresbericht 2024\n\nDie Vereine danken.",
        "Pressemitteilung zum Haushalt 2027\n\nDie Vereine danken.",
        "Das Fest\n\nDer Kreis zählt viele Vereine (Stand Februar 2024).",
        "Messe der Vereine - 07.–09.11.2023\n\nDie Vereine laden ein.",
        "",
        "Das Fest\n\nIm Protokoll der Sitzung vom 14. März 2024 fehlte ein Satz.",
    ],
)
def test_a_date_in_the_body_is_no_document_date(text: str) -> None:
    assert layers.document_date(read(text)[1]) is None


def test_contradicting_document_dates_give_a_warning() -> None:
    doc = read("Das Fest\n30.04.2024\n\nGestern war Fest.\n\nStand: 02.05.2024")[1]
    found = layers.document_date(doc)
    assert found is not None and found.value == "2024-04-30"
    (warning,) = layers.warnings(doc)
    assert "2024-04-30" in warning and "2024-05-02" in warning


def test_the_given_document_date_is_kept() -> None:
    doc = read("Das Fest\n30.04.2024\n\nGestern war Fest.", "2024-01-01")[1]
    found = layers.document_date(doc)
    assert found == DocumentDate(value="2024-01-01", origin="option")


def test_each_release_of_a_collection_has_its_own_date() -> None:
    text = (
        "Erste Meldung\n15.05.2024\n\nGestern war Fest.\n\nZweite Meldung\n10.05.2024\n\nGestern war Markt.\n"
    )
    assert values(text) == ["2024-05-15", "2024-05-14", "2024-05-10", "2024-05-09"]


def test_without_a_document_date_nothing_is_guessed() -> None:
    text = "Gestern, am Freitag, im vergangenen Jahr, am 16. März und im Herbst war etwas."
    assert values(text) == [None, None, None, "XXXX-03-16", "XXXX-FA"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Karfreitag", "Karfreitag"),
        ("Ostermontag", "Ostermontag"),
        ("Christi Himmelfahrt", "Christi Himmelfahrt"),
        ("Pfingstmontag", "Pfingstmontag"),
        ("Fronleichnam", "Fronleichnam"),
        ("Tag der Deutschen Einheit", "Tag der Deutschen Einheit"),
        ("Reformationstag", "Reformationstag"),
        ("Allerheiligen", "Allerheiligen"),
        ("Buß- und Bettag", "Buß- und Bettag"),
        ("Mariä Himmelfahrt", "Mariä Himmelfahrt"),
        ("Weltkindertag", "Weltkindertag"),
    ],
)
def test_public_holidays_fall_where_the_package_holidays_has_them(phrase: str, name: str) -> None:
    for year in range(2015, 2036):
        days = {
            day
            for state in ("BY", "SN", "NW", "SL", "TH", "BB")
            for day, names in holidays.country_holidays("DE", subdiv=state, years=year, language="de").items()
            if name in names
        }
        assert days <= {day_of(phrase, year)}


def test_every_feast_has_a_day() -> None:
    assert all(isinstance(day_of(phrase, 2024), dt.date) for phrase in feasts())


def test_odd_characters_do_not_hide_dates() -> None:
    assert values("am 16.\u00a0März\u00a02018") == ["2018-03-16"]
    assert values("am 16. Ma\u0308rz 2018") == ["2018-03-16"]
    assert values("am 16. Dezem\u00adber 2018") == ["2018-12-16"]
    assert values("am 16. März 2018\r\n") == ["2018-03-16"]
    assert values("am\n16.\nMärz 2018") == ["2018-03-16"]


ALPHABET = st.sampled_from("0123456789.,:/-– \n\u00a0()|'„“§€%aAzZäÄß\u0308\u00ad🎉")
WORDS = st.sampled_from(
    [
        "Januar",
        "Mai",
        "Freitag",
        "Sommer",
        "heute",
        "gestern",
        "morgen",
        "Abend",
        "Uhr",
        "12.",
        "2024",
        "18.30",
        "vor",
        "in",
        "zwei",
        "Jahren",
        "bis",
        "und",
        "vom",
        "des",
        "Anfang",
        "Ende",
        "vergangenen",
        "Woche",
        "Ostern",
        "KW",
        "Nacht",
        "auf",
        "Montag",
        "30.",
        "31.",
        "29.",
        "Februar",
        "0000",
        "9999",
        "XXXX",
    ]
)


@given(
    st.one_of(st.text(), st.text(ALPHABET), st.lists(WORDS).map(" ".join)),
    st.sampled_from([None, "2024-05-15", "2024-02", "2024", "1000-01-01", "9999-12-31"]),
)
def test_any_text_gives_dates_in_order_with_the_right_text(text: str, document_date: str | None) -> None:
    dates, _ = read(text, document_date)
    assert all(date.text == text[date.start : date.end] and date.text for date in dates)
    assert all(before.end <= after.start for before, after in pairwise(dates))
    assert all(date.first <= date.last for date in dates if date.first and date.last)
    assert read(text, document_date)[0] == dates
