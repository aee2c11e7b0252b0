"""Writing: tables that a person can read and that no document can misuse; JSON that every reader takes."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from kiextract import Extractor
from kiextract.output import english, german, writer_for
from kiextract.output.json import json_schema
from kiextract.output.language import Code, Language
from kiextract.pipeline.roles.find import RULES
from kiextract.record import (
    Amount,
    Date,
    DocumentDate,
    ErrorDetail,
    ErrorRecord,
    Mention,
    Organisation,
    Person,
    Place,
    Quote,
    Record,
    Role,
)
from kiextract.visible import on_one_line, visible

ATTACKS = [
    "\x1b[31mrot\x1b[0m",
    "\x1b]52;c;Y3VybA==\x07",
    "\x1b]8;;http://evil.example\x1b\\klick\x1b]8;;\x1b\\",
    "\x9b31mC1",
    "links\u202ethcer",
    "null\u200bbreit\ufeff",
    "\u2066\u2069",
    "zeile\u2028ende\u2029",
    "zurück\rgelaufen\b\b",
    "\U000e0041tag",
    "\x7f",
]
MARKUP = ["[/Stadt Ulm]", "[link=http://evil.example]klick[/link]", "[bold]fett", ":house:", "[red]", "\\[x]"]


def mention(text: str = "x") -> Mention:
    return Mention(start=0, end=len(text), text=text)


def record_with(word: str = "Wort", source: str = "x.txt") -> Record:
    """A record in which a word stands in every place for words of the document."""
    span = {"start": 0, "end": len(word), "text": word}
    return Record(
        source=source,
        sha256="0" * 64,
        title=word,
        document_date=DocumentDate(value="2018-03-16", origin="text", start=0, end=10),
        persons=[
            Person(
                id="p1",
                name=word,
                given_name=None,
                family_name=word,
                academic_titles=[word],
                roles=[word],
                mentions=[mention(word)] * 3,
            )
        ],
        roles=[Role(**span, office=word, persons=["p1"]), Role(**span, office=word)],
        places=[Place(name=word, kind="municipality", ags="05122000", mentions=[mention(word)])],
        organisations=[Organisation(name=word, mentions=[mention(word)] * 2)],
        amounts=[
            Amount(
                **span, value=Decimal(39400000), qualifier="approx", per=word, context=f"die {word} kostet"
            )
        ],
        dates=[Date(**span, type="DATE", value="2018-03-16"), Date(**span, type="DATE", value=None)],
        quotes=[Quote(**span, speaker="p1", cue=word), Quote(**span, speaker=None, cue=None)],
        warnings=[word],
    )


def test_the_rules_of_explanations_have_german_names() -> None:
    extractor, german_words = Extractor(), Language("de")
    rules = {rule.__name__ for rule in RULES}
    for path in (Path(__file__).parent.parent / "samples").glob("*.txt"):
        record = extractor.extract(path.read_text(encoding="utf-8"), explain=True)
        rules |= {explained.rule for explained in record.explanations}
    assert len(rules) > 15
    assert {rule for rule in rules if german_words.rule(rule) == rule} == set()
    assert german_words.rule("lexicon, before_name") == "eigenes Wort, vor dem Namen"
    assert german_words.rule("no such rule") == "no such rule"


def written(format: str, *records: Record | ErrorRecord, lang: Code = "en") -> str:
    stream = io.StringIO()
    writer = writer_for(format, stream, several=len(records) > 1, lang=lang)
    for record in records:
        writer.write(record)
    writer.finish()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("39400000", "39.400.000 €"),
        ("39400000.00", "39.400.000 €"),
        ("1234.5", "1.234,50 €"),
        ("0.2", "0,20 €"),
        ("0.035", "0,035 €"),
        ("0", "0 €"),
        ("999", "999 €"),
        ("1E+6", "1.000.000 €"),
    ],
)
def test_euros_are_written_the_german_way(value: str, shown: str) -> None:
    assert german.euros(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": 500}, "500 €"),
        ({"value": 39400000, "qualifier": "approx"}, "rund 39.400.000 €"),
        ({"value": 500, "qualifier": "min"}, "mindestens 500 €"),
        ({"value": 500, "qualifier": "max"}, "bis zu 500 €"),
        ({"value": None, "min": 10000, "max": 20000}, "10.000 – 20.000 €"),
        ({"value": None, "min": 5, "max": 10, "qualifier": "approx"}, "rund 5 – 10 €"),
        ({"value": "12.5", "per": "Person"}, "12,50 € je Person"),
    ],
)
def test_an_amount_is_written_with_its_qualifier_and_unit(fields: dict[str, object], shown: str) -> None:
    assert german.amount(Amount(start=0, end=1, text="x", **fields)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2018-03-16", "Fr 16.03.2018"),
        ("2018-03", "März 2018"),
        ("2018", "2018"),
        ("2018-03-16T18:00", "Fr 16.03.2018 18:00 Uhr"),
        ("2026-08-14TEV", "Fr 14.08.2026 abends"),
        ("T18:30", "18:30 Uhr"),
        ("XXXX-03-16", "16.03."),
        ("XXXX-03", "März"),
        ("XXXX-03-16T18:00", "16.03. 18:00 Uhr"),
        ("2017-SU", "Sommer 2017"),
        ("XXXX-SP", "Frühling"),
        ("2018-Q1", "1. Quartal 2018"),
        ("2018-H2", "2. Halbjahr 2018"),
        ("2018-W12", "KW 12/2018"),
        ("2025-W02-WE", "Wochenende, KW 2/2025"),
        ("2017/2018", "2017/2018"),
        ("199", "1990er Jahre"),
        ("19", "20. Jahrhundert"),
        ("2018-02-31", "2018-02-31"),
        ("0000-01-01", "0000-01-01"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("", ""),
        (None, "?"),
    ],
)
def test_a_date_is_written_the_german_way_with_its_weekday(value: str | None, shown: str) -> None:
    assert german.date(value) == shown


def test_the_table_shows_what_was_found() -> None:
    table = written("table", record_with("Wort"))
    assert table.splitlines()[:2] == ["Wort", "x.txt · Fri 16 March 2018 (from the text)"]
    for row in (
        "3×  Wort Wort",
        "1×  Wort                        municipality 05122000",
        "about €39,400,000 per Wort",
        "die Wort kostet",
        "Wort 2×",
        "1×  Fri 16 March 2018",
        "Note: Wort",
    ):
        assert row in table


def test_a_table_leaves_out_durations_and_groups_what_is_the_same() -> None:
    dates = [
        Date(start=0, end=1, text=text, type=type_, value=value)
        for text, type_, value in [
            ("heute", "DATE", "2018-03-16"),
            ("zwei Stunden", "DURATION", "PT2H"),
            ("täglich", "SET", "P1D"),
            ("früher", "DATE", "PAST_REF"),
            ("16. März", "DATE", "2018-03-16"),
            ("heute", "DATE", "2018-03-16"),
        ]
    ]
    table = written("table", Record(source="x", sha256="0", title="t", dates=dates))
    assert table.split("Dates\n")[1].splitlines()[0] == "3×  Fri 16 March 2018  heute; 16. März"
    assert not re.search("Stunden|täglich|früher", table)


def test_quotes_stand_under_their_speakers_and_long_ones_are_cut() -> None:
    texts = ["Das hilft.", "Wort " * 100]
    quotes = [Quote(start=0, end=len(text), text=text, speaker="p1", cue="sagte") for text in texts]
    person = Person(
        id="p1", name="Anna Beispiel", given_name="Anna", family_name="Beispiel", mentions=[mention()]
    )
    table = written("table", Record(source="x", sha256="0", title="t", persons=[person], quotes=quotes))
    shown = " ".join(table.split("Quotes\n")[1].split())
    assert shown.startswith("2× Anna Beispiel „Das hilft.“ „Wort Wort ")
    assert shown.endswith("Wort …“")
    assert len(shown) < 150


def test_open_dates_come_with_the_remedy() -> None:
    date = Date(start=0, end=5, text="heute", type="DATE", value=None, relative=True)
    table = written("table", Record(source="x", sha256="0", title="t", dates=[date]))
    assert "date of publication unknown" in table
    assert "give it with --document-date" in " ".join(table.split())


def test_a_record_without_finds_says_so() -> None:
    table = written("table", Record(source="-", sha256="0", warnings=["The document holds no text."]))
    assert table.splitlines()[:2] == ["Untitled", "standard input · date of publication unknown"]
    assert "Nothing was found." in table
    assert "Note: The document holds no text." in table


def test_the_table_is_german_too() -> None:
    table = written("table", record_with("Wort"), Record(source="-", sha256="0"), lang="de")
    for row in (
        "x.txt · Fr 16.03.2018 (aus dem Text)",
        "Personen",
        "Gemeinde 05122000",
        "rund 39.400.000 € je Wort",
        "offen",
        "Hinweis: Wort",
        "Standardeingabe · Veröffentlichung unbekannt",
        "Nichts gefunden.",
    ):
        assert row in table


def test_a_date_written_as_it_is_read_stands_once() -> None:
    date = Date(start=0, end=11, text="Sommer 2017", type="DATE", value="2017-SU")
    assert written("table", Record(source="x", sha256="0", dates=[date]), lang="de").count("Sommer") == 1


def test_warnings_are_translated() -> None:
    several = (
        "The text gives several dates for the document: 2018-03-16 (dateline), 2018-03-17 (closing date); "
        "the first of these is taken."
    )
    record = Record(source="x", sha256="0", warnings=["The document holds no text.", several, "Unknown {0}."])
    table = " ".join(written("table", record, lang="de").split())
    assert "Hinweis: Das Dokument enthält keinen Text." in table
    assert "2018-03-16 (Ortsmarke), 2018-03-17 (Datum am Ende); der erste davon gilt." in table
    assert "Hinweis: Unknown {0}." in table
    assert f"Note: {several}" in " ".join(written("table", record).split())


@pytest.mark.parametrize(
    ("per", "de", "en"),
    [
        ("Jahr", "5 € je Jahr", "€5 per year"),
        ("je", "je 5 €", "€5 each"),
        ("Los", "5 € je Los", "€5 per Los"),
    ],
)
def test_what_an_amount_is_for_each_of(per: str, de: str, en: str) -> None:
    amount = Amount(start=0, end=1, text="x", value=Decimal(5), per=per)
    assert (german.amount(amount), english.amount(amount)) == (de, en)


def test_tables_of_several_records_are_divided() -> None:
    table = written("table", record_with("eins"), record_with("zwei"))
    assert table.count("─" * 80) == 1


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_a_table_keeps_to_the_width(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for word in (
        "Wort",
        "Donaudampfschifffahrtsgesellschaftskapitän" * 3,
        "viele Worte " * 30,
        "日本語😀" * 30,
    ):
        table = written("table", record_with(word))
        assert all(cell_len(line) <= columns and line == line.rstrip(" ") for line in table.split("\n"))


@pytest.mark.parametrize("columns", ["", "0", "-5", "viele"])
def test_a_useless_width_is_taken_as_80(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = written("table", record_with("viele Worte " * 30)).splitlines()
    assert 60 < max(map(len, lines)) <= 80


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_a_document_acts_on_the_terminal(attack: str) -> None:
    record = record_with(attack, source=attack)
    tables = written("table", record)
    assert not [c for c in tables if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Zl", "Zp"}]
    for format in ("json", "jsonl"):
        text = written(format, record)
        assert not [
            c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Zl", "Zp"}
        ]
        assert json.loads(text)["title"] == attack


@pytest.mark.parametrize("markup", MARKUP)
def test_brackets_and_colons_are_text(markup: str) -> None:
    table = written("table", record_with(markup, source=markup))
    assert table.splitlines()[0] == markup
    assert table.count(markup) >= 8


def test_stand_ins_are_visible() -> None:
    assert visible("Grüße, 1 €") == "Grüße, 1 €"
    assert visible("\x1b[0m\x7f\x9b\u202e\t") == "␛[0m␡⟨U+009B⟩⟨U+202E⟩␉"
    assert on_one_line(" Inte\u00adgration\n\t und\u00a0mehr ") == "Integration und mehr"


def test_no_colour_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.setenv(name, "1")
    assert "\x1b" not in written("table", record_with())


def test_json_is_one_object_and_several_are_an_array() -> None:
    first, second = record_with("eins"), record_with("zwei")
    assert json.loads(written("json", first)) == json.loads(first.model_dump_json())
    assert [record["title"] for record in json.loads(written("json", first, second))] == ["eins", "zwei"]


def test_json_lines_are_one_object_a_line() -> None:
    text = written("jsonl", record_with("eins\n\u2028\x85zwei"), record_with("drei"))
    assert [json.loads(line)["title"] for line in text.splitlines()] == ["eins\n\u2028\x85zwei", "drei"]
    assert text.endswith("}\n")
    assert '": ' not in text.replace(": Wort", "")


def test_json_keeps_german_letters_and_exact_digits() -> None:
    amount = Amount(start=0, end=1, text="x", value=Decimal("1234567890123.45"))
    text = written("json", Record(source="größe.txt", sha256="0", amounts=[amount]))
    assert "größe.txt" in text
    assert '"value": 1234567890123.45,' in text


def test_an_error_record_stands_in_the_place_of_its_record() -> None:
    error = ErrorRecord(
        source="x.txt", error=ErrorDetail(type="not_found", message="'x.txt' does not exist.")
    )
    lines = written("jsonl", record_with(), error).splitlines()
    assert json.loads(lines[1]) == {
        "schema_version": "1",
        "source": "x.txt",
        "error": {"type": "not_found", "message": "'x.txt' does not exist."},
    }
    assert written("table", error) == ""


def test_everything_written_follows_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    jsonschema.Draft202012Validator.check_schema(json_schema())
    error = ErrorRecord(source="x", error=ErrorDetail(type="t", message="m"))
    for line in written("jsonl", record_with(), error, Record(source="-", sha256="0")).splitlines():
        validator.validate(json.loads(line))
    assert not validator.is_valid({"schema_version": "1", "source": "x"})
