"""``kiextract evaluate``: the format, the measures, and the accuracy that must not fall."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import small_model
from kiextract import Extractor, cli
from kiextract.errors import GoldError
from kiextract.evaluation.alignment import align
from kiextract.evaluation.scoring import Scorer
from kiextract.evaluation.tagged import Tag, TaggedDocument, parse_tagged, read_tagged, tagged_files
from kiextract.record import Record

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "tagged"
REFERENCE = ROOT.parent / "shared" / "gold" / "score.py"

RELEASE = """#dct 2018-03-16
<role of="p1">Bürgermeisterin</role> <per id="p1">Anna Beispiel</per> kam am
<date v="2018-03-16">Freitag</date> nach <loc kind="municipality" name="Solingen">Solingen</loc> und gab
rund <eur v="1250.5">1.250,50 Euro</eur>.
<per id="p1">Beispiel</per> sprach für den <org>Heimatverein <loc kind="quarter" name="Burg">Burg</loc></org>.
"""


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_model.save(tmp_path_factory.mktemp("models") / "small"))


@pytest.fixture(scope="session")
def small(model: str) -> Extractor:
    return Extractor(model)


def record_of(document: TaggedDocument, extractor: Extractor) -> Record:
    return extractor.extract(
        document.text, source=f"{document.name}.txt", document_date=document.document_date
    )


def score(raw: str, record: Record) -> Scorer:
    scorer = Scorer()
    scorer.add(parse_tagged(raw, "release.gold.txt"), record)
    return scorer


def perfect(raw: str) -> Record:
    """Make the record that agrees with the tags, by hand."""
    document = parse_tagged(raw, "release.gold.txt")

    def spans(kind: str) -> list[dict[str, object]]:
        return [{"start": t.start, "end": t.end, "text": t.text} for t in document.of_kind(kind)]

    return Record.model_validate(
        {
            "source": "release.txt",
            "sha256": "",
            "persons": [
                {
                    "id": "p7",
                    "name": "Anna Beispiel",
                    "given_name": None,
                    "family_name": None,
                    "mentions": spans("per"),
                }
            ],
            "roles": [{**span, "office": "", "persons": ["p7"]} for span in spans("role")],
            "places": [{"name": "Solingen", "kind": "municipality", "mentions": spans("loc")[:1]}],
            "organisations": [{"name": "Heimatverein Burg", "mentions": spans("org")}],
            "amounts": [{**span, "value": "1250.50"} for span in spans("eur")],
            "dates": [{**span, "type": "DATE", "value": "2018-03-16"} for span in spans("date")],
        }
    )


# The format --------------------------------------------------------------------------------------


def test_the_text_is_what_stands_between_the_tags() -> None:
    document = parse_tagged(RELEASE, "release.gold.txt")
    assert document.name == "release"
    assert document.document_date == "2018-03-16"
    assert document.text.startswith("Bürgermeisterin Anna Beispiel kam am\nFreitag nach Solingen und")
    assert all(document.text[tag.start : tag.end] == tag.text for tag in document.tags)
    assert [tag.kind for tag in document.tags] == [
        "role", "per", "date", "loc", "eur", "per", "org", "loc",
    ]  # fmt: skip


@pytest.mark.parametrize("path", tagged_files(SAMPLES), ids=lambda path: path.name)
def test_a_tagged_sample_is_its_plain_text(path: Path) -> None:
    document = read_tagged(path)
    assert document.text.encode("utf-8") == (ROOT / "samples" / f"{document.name}.txt").read_bytes()


def test_line_ends_and_a_byte_order_mark_are_kept_out_of_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a.gold.txt"
    path.write_bytes('\ufeff#dct ?\r\nEins\r\n<per id="p1">Ada</per>\r\n'.encode())
    document = read_tagged(path)
    assert document.text == "Eins\r\nAda\r\n"
    assert document.document_date is None


@pytest.mark.parametrize(
    ("raw", "line", "problem"),
    [
        ("Ohne Kopf\n", 1, "first line"),
        ("#dct gestern\nText\n", 1, "first line"),
        ("#dct 2018-02-30\nText\n", 1, "first line"),
        ("#dct ?\nEins\n<per>Ada</per>\n", 3, "lacks id"),
        ('#dct ?\n<loc kind="town" name="X">X</loc>\n', 2, "'town'"),
        ('#dct ?\n<per id="p1">Ada</org>\n', 2, "</org> closes nothing"),
        ('#dct ?\n<per id="p1">Ada\n', 3, "never closed"),
        ('#dct ?\n\n<per id="p1">Ada </per>\n', 3, "spaces at its edges"),
        ('#dct ?\n<eur v="1"></eur>\n', 2, "empty"),
        ('#dct ?\n\n<eur v="1.250,50">1.250,50 Euro</eur>\n', 3, "v='1.250,50' is no value of <eur>"),
        ('#dct ?\n<eur v="5-10">5 bis 10 Euro</eur>\n', 2, "a range such as 10..20"),
        ('#dct ?\n<date v="16.3.2018">16.3.2018</date>\n', 2, "v='16.3.2018' is no value of <date>"),
        ('#dct ?\n<date v="">heute</date>\n', 2, "such as 2018-03-16"),
        ("#dct ?\n\n\n<per id='p1'>Ada</per>\n", 4, "'<per'"),
        ('#dct ?\n<role of="p2">Rektorin</role> <per id="p1">Ada</per>\n', 2, "'p2'"),
    ],
)
def test_a_malformed_document_is_named_with_its_line(raw: str, line: int, problem: str) -> None:
    with pytest.raises(GoldError) as caught:
        parse_tagged(raw, "release.gold.txt")
    assert str(caught.value).startswith(f"release.gold.txt:{line}: ")
    assert problem in str(caught.value)


def test_files_named_gold_go_before_other_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert [path.name for path in tagged_files(tmp_path)] == ["a.txt"]
    (tmp_path / "a.gold.txt").touch()
    assert [path.name for path in tagged_files(tmp_path)] == ["a.gold.txt"]


# The measures ------------------------------------------------------------------------------------


def test_a_record_that_agrees_with_the_tags_has_full_marks() -> None:
    scorer = score(RELEASE, perfect(RELEASE))
    assert scorer.mistakes == []
    assert {measure: tally.f1 for measure, tally in scorer.tallies.items()} == dict.fromkeys(
        scorer.tallies, 100.0
    )
    assert scorer.facts == 100.0


def test_the_place_in_an_organisation_may_be_found_or_missed() -> None:
    record = perfect(RELEASE)
    burg = parse_tagged(RELEASE, "x").of_kind("loc")[1]
    found = {
        "name": "Burg",
        "kind": "quarter",
        "mentions": [{"start": burg.start, "end": burg.end, "text": "Burg"}],
    }
    more = Record.model_validate({**record.model_dump(), "places": [*record.model_dump()["places"], found]})
    assert score(RELEASE, record).tallies == score(RELEASE, more).tallies


def test_mistakes_are_told_apart_and_placed() -> None:
    data = perfect(RELEASE).model_dump()
    data["persons"][0]["name"] = "Anna Muster"
    data["roles"] = []
    data["amounts"][0].update(start=data["amounts"][0]["start"] + 2, text="250,50 Euro", value="250.50")
    data["dates"][0]["value"] = "2018-03-23"
    scorer = score(RELEASE, Record.model_validate(data))
    told = {(m.line, m.measure, m.problem) for m in scorer.mistakes}
    assert told == {
        (2, "person.link", "WRONG"),
        (5, "person.link", "WRONG"),
        (None, "person.name", "MISSED"),
        (None, "person.name", "SPURIOUS"),
        (2, "role", "MISSED"),
        (2, "role.link", "MISSED"),
        (None, "fact.role", "MISSED"),
        (4, "amount", "BOUNDARY"),
        (4, "amount.value", "WRONG"),
        (3, "date.value", "WRONG"),
    }


def test_pairs_are_one_to_one_and_exact_ones_go_first() -> None:
    long, short = Tag("org", 0, 20, ""), Tag("org", 5, 10, "")
    assert align([long, short], [Tag("org", 5, 10, "")]) == {1: 0}
    assert align([short], [Tag("org", 0, 8, ""), Tag("org", 6, 20, ""), Tag("org", 10, 12, "")]) == {0: 1}
    assert align([], [short]) == {}


# Against the scorer of the annotators ------------------------------------------------------------


@pytest.mark.skipif(not REFERENCE.exists(), reason="the annotators' scorer is not on this machine")
@pytest.mark.parametrize("names", ["bundled model", "small model"])
def test_both_scorers_measure_the_same(names: str, small: Extractor, tmp_path: Path) -> None:
    extractor = small if names == "small model" else Extractor()
    scorer, records = Scorer(), tmp_path / "records.jsonl"
    with records.open("w", encoding="utf-8") as stream:
        for path in tagged_files(SAMPLES):
            document = read_tagged(path)
            record = record_of(document, extractor)
            scorer.add(document, record)
            stream.write(record.model_dump_json() + "\n")
    command = [sys.executable, REFERENCE, SAMPLES, records, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = {
        measure: {"p": tally.precision, "r": tally.recall, "f1": tally.f1}
        for measure, tally in scorer.tallies.items()
    }
    assert theirs.pop("FACTS")["f1"] == pytest.approx(scorer.facts)
    assert theirs.keys() == ours.keys()
    for measure, figures in theirs.items():
        assert ours[measure] == pytest.approx(figures), measure


# The command -------------------------------------------------------------------------------------


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(model: str, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            cli.app(["evaluate", "--model", model, *arguments])
        captured = capsys.readouterr()
        return int(caught.value.code or 0), captured.out, captured.err

    return run


def test_the_command_shows_a_table_below_the_mistakes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.gold.txt").write_text(
        '#dct ?\n<per id="p1">Anna Beispiel</per> gab <eur v="7">5 Euro</eur>.\n', encoding="utf-8"
    )
    code, out, err = run(str(tmp_path), "--errors")
    assert (code, err) == (0, "")
    assert "a:2\tamount.value\tWRONG\t'5 Euro' is 7, not 5\n" in out
    assert re.search(r"^person +100\.0 +100\.0 +100\.0 +1 +1$", out, re.MULTILINE)
    assert re.search(r"^amount\.value +0\.0 +0\.0 +0\.0 +1 +1$", out, re.MULTILINE)


def test_the_command_writes_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('#dct ?\n<per id="p1">Anna Beispiel</per>\n', encoding="utf-8")
    _, out, _ = run(str(tmp_path), "--json", "--errors")
    result = json.loads(out)
    assert result["measures"]["person"] == {
        "precision": 100.0, "recall": 100.0, "f1": 100.0, "gold": 1, "found": 1, "hits": 1,
    }  # fmt: skip
    assert result["mistakes"] == []


def test_the_day_of_publication_is_passed_only_if_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.gold.txt").write_text(
        '#dct 2018-03-16\nWir feiern <date v="2018-03-17">morgen</date>.\n', encoding="utf-8"
    )
    for flags, hits in ((), 0), (("--dates-given",), 1):
        _, out, _ = run(str(tmp_path), "--json", *flags)
        assert json.loads(out)["measures"]["date.value"]["hits"] == hits


def test_what_cannot_be_scored_is_said_in_one_sentence(run: Run, tmp_path: Path) -> None:
    code, out, err = run(str(tmp_path))
    assert (code, out) == (1, "")
    assert "holds no *.gold.txt" in err
    (tmp_path / "a.txt").write_text("kein Kopf\n", encoding="utf-8")
    code, out, err = run(str(tmp_path))
    assert (code, out) == (1, "")
    assert err.startswith("kiextract: a.txt:1: the first line must be")
    assert run(str(tmp_path / "missing"))[0] == 2


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.app(["evaluate", "--help"])
    options = re.findall(r"^ {2}(?:-\w, )?(--[\w-]+)", capsys.readouterr().out, re.MULTILINE)
    assert [option for option in options if option not in page and option != "--help"] == []


# The gate ----------------------------------------------------------------------------------------


def load_floors() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy_floors", ROOT / "benchmarks/accuracy_floors.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_accuracy_does_not_fall() -> None:
    floors = load_floors()
    assert floors.below(floors.measured()) == []
