"""Texts whose lines are broken at one width, as mails and printed pages have them."""

from __future__ import annotations

import textwrap

import pytest

from kiextract import Extractor, Record

PARAGRAPHS = (
    "Neue Leitung im Kommunalen Integrationszentrum",
    "Marburg, 3. Mai 2024",
    "Die neue Leiterin des Kommunalen Integrationszentrums heißt Rixa Brakels. Landrat Ulrich Schwarzmann "
    "stellte sie am Donnerstag vor, und der Verein Lesehilfe Marburg e. V. schenkte ihr einen Korb mit "
    "Büchern. Brakels war zuvor Sachgebietsleiterin beim Landkreis Gießen. Für die Sprachkurse gibt das "
    "Land Hessen in diesem Jahr 120.000 Euro, für die Beratung noch einmal 35.500 Euro. Die Kurse beginnen "
    "am 3. Juni um 18 Uhr in der Neuen Kasseler Straße 62.",
    "Ansprechpartnerin ist Wiebke Harms.",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in PARAGRAPHS)


def finds(record: Record) -> dict[str, list[object]]:
    """What was found, without the offsets."""
    return {
        "persons": [(person.name, person.roles, len(person.mentions)) for person in record.persons],
        "places": [(place.name, place.kind, len(place.mentions)) for place in record.places],
        "organisations": [" ".join(body.name.split()) for body in record.organisations],
        "amounts": [amount.value for amount in record.amounts],
        "dates": [date.value for date in record.dates],
    }


@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n"])
@pytest.mark.parametrize("width", [50, 60, 72, 80])
def test_broken_lines_change_nothing(extractor: Extractor, width: int, line_end: str) -> None:
    whole = extractor.extract("\n\n".join(PARAGRAPHS))
    assert len(whole.persons) == 3
    assert len(whole.amounts) == 2
    assert finds(extractor.extract(wrapped(width).replace("\n", line_end))) == finds(whole)


@pytest.mark.parametrize("text", [" " * 60, f"{' ' * 60}\n" * 9, f"{'-' * 60}\n" * 9, "\r\n" * 60])
def test_lines_without_a_word_are_no_matter(extractor: Extractor, text: str) -> None:
    assert not finds(extractor.extract(text))["persons"]


def test_words_parted_at_a_line_end_are_whole(extractor: Extractor) -> None:
    record = extractor.extract(
        "Neue Leitung\n\n"
        "Die Leiterin des Kommunalen Integrationszentrums heißt nun Rixa\n"
        "Brakels. Landrat Ulrich Schwarzmann stellte sie am Montag in Göt-\n"
        "tingen vor. Brakels war zuvor beim Landkreis Gießen Sachgebiets-\n"
        "leiterin für Sprachkurse. Das Land Hessen gibt in diesem Jahr noch\n"
        "einmal 35.500 Euro für die Beratung und die Kurse in den Nord- und\n"
        "Südstädten.\n"
    )
    assert [(place.name, place.mentions[0].text) for place in record.places if "tt" in place.name] == [
        ("Göttingen", "Göt-\ntingen")
    ]
    assert record.roles[-1].text == "Sachgebiets-\nleiterin für Sprachkurse"
    assert [(person.name, len(person.mentions)) for person in record.persons] == [
        ("Rixa Brakels", 2),
        ("Ulrich Schwarzmann", 1),
    ]


def test_mentions_stand_as_the_text_has_them(extractor: Extractor) -> None:
    text = wrapped(50)
    record = extractor.extract(text, explain=True)
    grouped = (*record.persons, *record.places, *record.organisations)
    mentions = [
        *(mention for entity in grouped for mention in entity.mentions),
        *record.roles, *record.amounts, *record.dates, *record.quotes, *record.explanations,
    ]  # fmt: skip
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions)
    assert any("\n" in mention.text for mention in mentions)


def test_lines_that_the_author_ended_stay_apart(extractor: Extractor) -> None:
    text = wrapped(72) + "\n\nEs nahmen teil:\nAnna Wellert\nPeter Holm\nJulia Tannhof"
    names = [person.name for person in extractor.extract(text).persons]
    assert names[-3:] == ["Anna Wellert", "Peter Holm", "Julia Tannhof"]
    assert "Rixa Brakels" in names
