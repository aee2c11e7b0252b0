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
        ("Startseite > Presse > Aktuelle Meldungen\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Sie sind hier: Startseite » Leben in Solingen » Schulen\nStadt baut Schule\n", "Stadt baut Schule"),
        ("Home / News\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Home / News\nSchulbau\n" + "Die Stadt baut. " * 20, "Schulbau"),
        ("Zum Inhalt springen\nZurück zur Übersicht\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("1. Startseite\n2. Stadt und ihre Bürger\n3. Solingen\nStadt baut Schule\n", "Stadt baut Schule"),
        ("1. Halbmarathon am Kanal\n\nDer Lauf beginnt.", "1. Halbmarathon am Kanal"),
        ("KREIS LIPPE – PRESSEMITTEILUNG NR. 12\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("KREIS LIPPE – PRESSEMITTEILUNG NR. 2/2023 vom 3.11.2023\nKreis baut Schule\n", "Kreis baut Schule"),
        ("Stadt Solingen Pressemitteilung 12/2024\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Pressemitteilung vom 12. Dezember 2024\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Stadt Bad Laasphe\nDer Bürgermeister\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Kreis Unna | Der Landrat | Pressestelle\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Veröffentlicht am 3. Mai 2018, 14:30 Uhr\nStadt baut neue Schule\n", "Stadt baut neue Schule"),
        ("Aktuelles: Stadt baut neue Schule\n\nText.", "Aktuelles: Stadt baut neue Schule"),
        ("Kreis Unna: Neue Schule wächst\n\nText.", "Kreis Unna: Neue Schule wächst"),
        ("Stadt Solingen informiert über Schulbau\n\nText.", "Stadt Solingen informiert über Schulbau"),
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
