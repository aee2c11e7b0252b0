"""The title of a document is its headline."""

from __future__ import annotations

import pytest

from kiextract.title import title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Stadt baut neue Schule\n\nText.", "Stadt baut neue Schule"),
        ("\n \r\n  Stadt \u00a0 baut  Schule \r\nText.", "Stadt baut Schule"),
        ("Pressemitteilung\n\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Pressemitteilung Nr. 12/2018 vom 3. Mai 2018\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Medieninformation der Stadtverwaltung\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Landratsamt Musterkreis - Presse\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Solingen, den 3. Mai 2018\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("03.05.2018\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("1. Startseite\n2. Meine Stadt\n\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Pressemitteilung: Stadt baut neue Schule\n\nText.", "Pressemitteilung: Stadt baut neue Schule"),
        ("20 Jahre Partnerschaft\n\nDie Stadt feiert am Samstag.", "20 Jahre Partnerschaft"),
        ("Konzert am 3. Mai 2018\n\nText folgt hier.", "Konzert am 3. Mai 2018"),
        ("Schulbau\n" + "Die Stadt baut. " * 20, "Schulbau"),
        ("Pressemitteilung\n", "Pressemitteilung"),
        ("— 12 —\n\n", None),
        ("", None),
    ],
)
def test_the_title_is_the_headline(text: str, title: str | None) -> None:
    assert title_of(text) == title


def test_a_title_is_never_long() -> None:
    assert title_of("Wort " * 1000) == ("Wort " * 1000)[:200]
