"""``kiextract view``: pages whose markup is ours alone, and that load nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
import small_model
from kiextract import Extractor, cli
from kiextract.errors import OutputError
from kiextract.output import english
from kiextract.output.language import CODES, Code, Language, language_of, words_of_languages
from kiextract.record import Date, Record
from kiextract.view.facts import facts_of
from kiextract.view.pages import document_page, shown
from kiextract.view.segments import Mark, paragraphs
from kiextract.view.site import Site
from kiextract.view.writing import new_folder, page_name

TEXT = (
    "Besuch in Solingen\n\n16. März 2018. Bürgermeister Max Muster kam mit Anna Beispiel nach Solingen.\n"
    "„Das ist schön“, sagte Muster. Der Landrat gab rund 39,4 Millionen Euro und 5 bis 10 Euro.\n"
)
VOID = {"meta", "input", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """A page taken apart: elements with attributes and text; fails where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self._stack: list[str] = []
        self.feed(html)
        self.close()
        assert self._stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._stack):
            self.texts[tag] = self.texts.get(tag, "") + data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_model.save(tmp_path_factory.mktemp("models") / "small"))


@pytest.fixture(scope="session")
def extractor(model: str) -> Extractor:
    return Extractor(model)


@pytest.fixture(scope="session")
def record(extractor: Extractor) -> Record:
    return extractor.extract(TEXT, source="besuch.txt")


def page_of(record: Record, text: str, code: Code = "en", *, in_folder: bool = False) -> str:
    language = Language(code)
    return document_page(record, text, facts_of(record, language), language, in_folder=in_folder)


# Text and marks ----------------------------------------------------------------------------------

marks = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12)


@given(st.text(st.sampled_from("ab \n\r\t"), max_size=80), marks)
def test_the_pieces_of_a_paragraph_nest_and_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    placed = [
        Mark(number, start, min(start + size, len(text)), "person", ("p1",), "")
        for number, (start, size) in enumerate(spans, start=1)
        if start < len(text)
    ]
    covered: dict[int, str] = {mark.number: "" for mark in placed}
    opened: list[int] = []
    whole = ""
    for tokens in paragraphs(text, placed):
        stack: list[Mark] = []
        for token in tokens:
            if token.mark:
                assert token.first == (token.mark.number not in opened)
                opened.append(token.mark.number)
                stack.append(token.mark)
            elif token.kind == "close":
                stack.pop()
            else:
                whole += token.text
                for mark in stack:
                    covered[mark.number] += token.text
        assert stack == []
    assert re.sub(r"\s", "", whole) == re.sub(r"\s", "", text)
    for mark in placed:
        expected = text[mark.start : mark.end]
        assert re.sub(r"\s", "", covered[mark.number]) == re.sub(r"\s", "", expected)


def test_a_mark_within_another_stays_whole() -> None:
    outer, inner = Mark(1, 0, 20, "role", (), ""), Mark(2, 5, 9, "place", (), "")
    (tokens,) = paragraphs("Rat der Stadt Hamm in Hamm", [inner, outer])
    assert [token.mark.number for token in tokens if token.mark] == [1, 2]


def test_invisible_characters_are_shown() -> None:
    assert shown("a\x1bb\u202ec\td\ne\u00adf") == "a␛b⟨U+202E⟩c\td\ne\u00adf"
    assert shown("a\u200bb\u200fc\u061c 👩\u200d👩") == "a⟨U+200B⟩b⟨U+200F⟩c⟨U+061C⟩ 👩\u200d👩"


# The page of a document --------------------------------------------------------------------------


def test_every_mention_is_marked_and_every_fact_leads_to_one(record: Record) -> None:
    page = Page(page_of(record, TEXT))
    heads = [mark for mark in page.all("mark") if "id" in mark]
    kinds = [mark["class"] for mark in heads]
    assert kinds.count("person") == sum(len(person.mentions) for person in record.persons) > 0
    assert kinds.count("role") == len(record.roles) > 0
    assert kinds.count("amount") == len(record.amounts) == 2
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    links = [link["href"] for link in page.all("a") if link["href"].startswith("#")]
    assert {link[1:] for link in links} <= ids
    groups = {group for mark in heads for group in mark["data-g"].split()}
    assert {f"f-{group}" for group in groups} <= ids


def test_a_role_is_joined_to_its_holder(record: Record) -> None:
    (muster,) = [person for person in record.persons if person.name == "Max Muster"]
    page = Page(page_of(record, TEXT))
    assert page.all("mark", **{"class": "role"})[0]["data-g"] == muster.id


def test_the_page_has_the_text_and_loads_nothing(record: Record) -> None:
    html = page_of(record, TEXT)
    page = Page(html)
    assert "".join(page.texts["article"].split()) == "".join(TEXT.split())
    assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "base", "form"}
    assert "http" not in re.sub(r"http-equiv", "", html)
    for tag, attributes in page.elements:
        assert "src" not in attributes and "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")], tag


TOKENS = [
    "Anna Beispiel", "Bürgermeisterin", "Max Muster", "Solingen", "Heimatverein Burg", "rund 5 bis 10 Euro",
    "16. März 2018", "„", "“", "sagte", ".", ",", "\n", "\r\n", "\n\n", "<b>", "&amp;", "\"", "'",
    "\x00", "\u202e", "\u2028", "\u00ad", "u\u0308", "👩\u200d👩",
]  # fmt: skip


@settings(max_examples=60)
@given(text=st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join))
def test_any_text_has_a_page_with_all_of_it(text: str, extractor: Extractor) -> None:
    page = Page(page_of(extractor.extract(text), text))
    assert "".join(page.texts.get("article", "").split()) == "".join(shown(text).split())


@pytest.mark.parametrize("code", CODES)
def test_the_page_speaks_one_language(record: Record, code: Code) -> None:
    page = Page(page_of(record, TEXT, code))
    assert page.all("html")[0]["lang"] == code
    words = {"de": ("Personen", "rund 39.400.000 €", "Fr 16.03.2018"), "en": (
        "Persons", "about €39,400,000", "Fri 16 March 2018",
    )}  # fmt: skip
    for word in words[code]:
        assert word in page.texts["body"]


PERIODS = [
    ("DURATION", "P2Y", "2 Jahre", "2 years"),
    ("DURATION", "P1W", "1 Woche", "1 week"),
    ("DURATION", "PT1.5H", "1,5 Stunden", "1.5 hours"),
    ("DURATION", "PXD", "mehrere Tage", "several days"),
    ("DURATION", "P2WE", "2 Wochenenden", "2 weekends"),
    ("DURATION", "P1Y6M", "P1Y6M", "P1Y6M"),
    ("SET", "P1Y", "jedes Jahr", "every year"),
    ("SET", "P2W", "alle 2 Wochen", "every 2 weeks"),
    ("SET", "XXXX-WXX-1", "montags", "every Monday"),
    ("SET", "XXXX-WXX-5TEV", "freitags abends", "every Friday evening"),
    ("SET", "XXXX-WXX-WE", "jedes Wochenende", "every weekend"),
    ("SET", "XXXX-XX-XXTMO", "morgens", "every morning"),
    ("SET", "XXXX-XX-XX", "XXXX-XX-XX", "XXXX-XX-XX"),
    ("SET", "XXXX-05", "jeden Mai", "every May"),
    ("SET", "XXXX-SU", "jeden Sommer", "every summer"),
    ("SET", "fortnightly", "fortnightly", "fortnightly"),
]


@pytest.mark.parametrize(("type", "value", "german", "english"), PERIODS)
def test_durations_and_repetitions_are_said_in_words(
    type: Literal["DURATION", "SET"], value: str, german: str, english: str
) -> None:
    date = Date(start=0, end=1, text="x", type=type, value=value)
    assert [Language(code).period(date) for code in ("de", "en")] == [german, english]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("de", ["Dauer: 3 Wochen", "Wiederholung: jedes Jahr"]),
        ("en", ["Duration: 3 weeks", "Repetition: every year"]),
    ],
)
def test_durations_and_repetitions_are_marked(extractor: Extractor, code: Code, shown: list[str]) -> None:
    text = "Das Fest dauert drei Wochen und kommt jährlich wieder."
    page = Page(page_of(extractor.extract(text), text, code))
    assert [mark["title"] for mark in page.all("mark", **{"class": "date"})] == shown


def test_warnings_are_in_the_language_of_the_page() -> None:
    record = Record(source="-", sha256="", warnings=["The document holds no text.", "Something else."])
    aside = Page(page_of(record, "", "de")).texts["aside"]
    assert "Das Dokument enthält keinen Text." in aside
    assert "Something else." in aside


def test_an_empty_document_has_a_page() -> None:
    page = Page(page_of(Record(source="-", sha256=""), "  \n"))
    assert "Nothing was found." in page.texts["aside"]
    assert "standard input" in page.texts["header"]


def test_both_languages_have_every_word() -> None:
    words = words_of_languages()
    assert words["de"].keys() == words["en"].keys()
    for key, german in words["de"].items():
        assert set(re.findall(r"\{\d\}", german)) == set(re.findall(r"\{\d\}", words["en"][key]))


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "de", "LANG": "en_US"}, "de"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], code: str) -> None:
    assert language_of(environment) == code


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2018-03-16", "Fri 16 March 2018"),
        ("2018-03-16T18:00", "Fri 16 March 2018, 18:00"),
        ("2018-03-16TEV", "Fri 16 March 2018, evening"),
        ("T18", "18:00"),
        ("2018-03", "March 2018"),
        ("XXXX-03-16", "16 March"),
        ("XXXX-12", "December"),
        ("2017-SU", "summer 2017"),
        ("2018-Q1", "Q1 2018"),
        ("2018-H2", "second half of 2018"),
        ("2025-W02-WE", "weekend, week 2/2025"),
        ("199", "1990s"),
        ("19", "20th century"),
        ("2018-02-31", "2018-02-31"),
        ("2017/2018", "2017/2018"),
        (None, "?"),
    ],
)
def test_english_dates(value: str | None, words: str) -> None:
    assert english.date(value) == words


# Hostile documents -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_no_document_becomes_markup(code: Code) -> None:
    harmless = Page(page_of(Record(source="-", sha256=""), "Text"))
    html = page_of(hostile.record(), hostile.TEXT, code, in_folder=True)
    page = Page(html)
    known = {tag for tag, _ in harmless.elements}
    assert {tag for tag, _ in page.elements} - known <= {
        "mark", "section", "h2", "ul", "li", "bdi", "span", "input", "nav", "label", "details", "summary",
    }  # fmt: skip
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert all(re.match(r"#|\.\./index\.html$", link["href"]) for link in page.all("a"))
    assert not set("\x00\x1b\x85\u202e\u2066") & set(html)


def test_no_document_becomes_markup_of_the_index(tmp_path: Path) -> None:
    site = Site(tmp_path, Language("en"))
    (tmp_path / "documents").mkdir()
    site.add(hostile.record(), hostile.TEXT)
    site.finish()
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    page = Page(html)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not {tag for tag, _ in page.elements} & {"img", "svg", "plaintext"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    for link in page.all("a"):
        assert re.fullmatch(r"#lists|documents/0001[a-z0-9-]*\.html(#m\d+)?", link["href"])
    assert not set("\x00\x1b\x85\u202e\u2066") & set(html)


# The command -------------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    model: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "releases" / "2018").mkdir(parents=True)
    (tmp_path / "releases" / "Übergabe & <Feier>.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "releases" / "2018" / "zwei.txt").write_text(
        "Anna Beispiel in Solingen.\n\n1. Mai 2017. Der Heimatverein Burg bekommt 100 Euro.\n",
        encoding="utf-8",
    )

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            cli.app(["view", "--model", model, *arguments])
        captured = capsys.readouterr()
        return int(caught.value.code or 0), captured.out, captured.err

    return run


def test_a_file_gives_a_page(run: Run) -> None:
    assert run("releases/2018/zwei.txt", "-o", "zwei.html", "--lang", "de") == (0, "", "")
    page = Page(Path("zwei.html").read_text(encoding="utf-8"))
    assert page.texts["title"] == "Anna Beispiel in Solingen."
    code, out, _ = run("releases/2018/zwei.txt", "-o", "-")
    assert code == 0 and out.startswith("<!doctype html>")


def test_the_same_file_gives_the_same_page(run: Run) -> None:
    for name in ("a.html", "b.html"):
        run("releases/2018/zwei.txt", "-o", name)
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def test_a_folder_gives_pages_and_an_index(run: Run) -> None:
    assert run("releases", "-o", "pages", "--lang", "en") == (0, "", "")
    pages = sorted(path.name for path in Path("pages/documents").iterdir())
    assert pages == ["0001-zwei.html", "0002-uebergabe-feier.html"]
    index = Page(Path("pages/index.html").read_text(encoding="utf-8"))
    for link in index.all("a"):
        path, _, fragment = link["href"].partition("#")
        if path:
            html = Path("pages", path).read_text(encoding="utf-8")
            assert not fragment or f'id="{fragment}"' in html
    body = " ".join(index.texts["main"].split())
    assert body.index("about €39,400,000") < body.index("€100") < body.index("€5–€10")
    assert re.search(r"Max Muster \d Bürgermeister", body)
    assert body.index("May 2017") < body.index("March 2018")
    assert Path("pages").stat().st_mode == Path("releases").stat().st_mode


def test_pages_of_an_earlier_run_are_replaced_and_nothing_else(run: Run) -> None:
    run("releases", "-o", "pages")
    Path("releases/2018/zwei.txt").unlink()
    assert run("releases", "-o", "pages")[0] == 0
    assert [path.name for path in Path("pages/documents").iterdir()] == ["0001-uebergabe-feier.html"]
    assert sorted(path.name for path in Path().iterdir()) == ["pages", "releases"]
    Path("pages/notes.txt").write_text("mine", encoding="utf-8")
    code, _, err = run("releases", "-o", "pages")
    assert code == 2 and "'pages' holds something other than pages" in err
    assert Path("pages/notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_that_fails_is_said_and_the_others_are_done(run: Run) -> None:
    Path("releases/bild.txt").write_bytes(b"\x89PNG\r\n")
    code, _, err = run("releases", "-o", "pages", "--lang", "de")
    assert code == 1
    assert err.startswith("kiextract: 'releases/bild.txt' is not plain text")
    assert len(list(Path("pages/documents").iterdir())) == 2
    assert "Nicht gelesen" in Path("pages/index.html").read_text(encoding="utf-8")
    code, _, err = run("releases/bild.txt", "-o", "bild.html")
    assert code == 1 and not Path("bild.html").exists()


def test_what_cannot_be_done_is_said_in_one_sentence(run: Run) -> None:
    for arguments in (
        ("releases", "-o", "missing/pages"),
        ("releases", "-o", "pages", "--glob", "*.md"),
        ("releases/2018/zwei.txt", "-o", "releases/2018/zwei.txt"),
        ("releases/2018/zwei.txt", "-o", "releases"),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert err.startswith("kiextract: ") and err.count("\n") == 1
    assert run("missing.txt", "-o", "a.html")[0] == 1
    assert run("releases", "-o", "-")[0] == 2
    assert sorted(path.name for path in Path().iterdir()) == ["releases"]


def test_no_half_folder_is_left(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), new_folder(tmp_path / "pages"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(OutputError), new_folder(tmp_path / "file"):
        pass


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a/Straßenfest Öhringen.txt", "0007-strassenfest-oehringen.html"),
        ("../../etc/passwd", "0007-passwd.html"),
        ("日本.txt", "0007.html"),
        ("x" * 300, f"0007-{'x' * 60}.html"),
    ],
)
def test_page_names_are_plain(source: str, name: str) -> None:
    assert page_name(7, source) == name


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parent.parent / "docs" / "view.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.app(["view", "--help"])
    options = re.findall(r"^ {2}(?:-\w, )?(--[\w-]+)", capsys.readouterr().out, re.MULTILINE)
    assert [option for option in options if option not in page and option != "--help"] == []
