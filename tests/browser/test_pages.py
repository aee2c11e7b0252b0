"""The pages in a real browser: Debian's chromium, driven by Playwright (``make test-browser``).

Skipped where there is no chromium or no Playwright. Screenshots are left in build/screenshots.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hostile
from kiextract import Extractor
from kiextract.document import read_document
from kiextract.output.language import Language
from kiextract.record import Record
from kiextract.view.facts import facts_of
from kiextract.view.pages import document_page
from kiextract.view.site import Site

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).parent.parent.parent
SCREENSHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),  # chromium refuses root otherwise
]
WIDTHS = (360, 800, 1400)
THEMES = ("light", "dark")
MOST_MILLISECONDS = 100
"""What a filter may take on a document of 100 kB with 1,000 mentions."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the samples and of a document that attacks."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "documents").mkdir()
    site, extractor = Site(folder, Language("de")), Extractor()
    for path in sorted((ROOT / "samples").glob("*.txt")):
        document = read_document(str(path))
        site.add(extractor.extract_document(document), document.text)
    site.add(hostile.record().model_copy(update={"source": "hostile.txt"}), hostile.TEXT)
    site.finish()
    return folder


def url(site: Path, page: str) -> str:
    (path,) = site.glob(page)
    return path.as_uri()


class Opened:
    """An open page with all that it said and asked for."""

    def __init__(self, browser: Any, address: str, width: int = 1400, theme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=False
        )
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.said == []
        assert [request for request in self.requests if not request.startswith("file:")] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", ["index.html", "documents/*haushalt*", "documents/*hostile*"])
def test_a_page_loads_quietly_and_fits(browser: Any, site: Path, page: str, width: int, theme: str) -> None:
    with Opened(browser, url(site, page), width, theme) as opened:
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        assert opened.evaluate("document.querySelectorAll('main *').length") > 20
        assert opened.evaluate("window.broken === undefined")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = Path(page.replace("*", "")).stem
        opened.screenshot(path=SCREENSHOTS / f"{name}-{width}-{theme}.png")


def test_a_script_that_got_into_a_page_does_not_run(browser: Any, site: Path) -> None:
    opened = Opened(browser, url(site, "documents/*haushalt*"))
    opened.page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.broken = 1';"
        "document.body.append(script); }"
    )
    assert opened.page.evaluate("window.broken === undefined")
    assert "Content Security Policy" in opened.said.pop()
    opened.said.clear()
    opened.context.close()


def test_a_filter_switches_a_kind_off_in_text_and_facts(browser: Any, site: Path) -> None:
    with Opened(browser, url(site, "documents/*haushalt*")) as page:
        colour = "getComputedStyle(document.querySelector('mark.person')).backgroundColor"
        before = page.evaluate(colour)
        page.get_by_label("Personen").first.uncheck()
        assert page.evaluate(colour) == "rgba(0, 0, 0, 0)" != before
        assert not page.locator("aside section.person").is_visible()
        assert page.locator("aside section.place").is_visible()
        page.get_by_label("Personen").first.check()
        assert page.evaluate(colour) == before


def test_a_role_and_its_holder_light_up_together(browser: Any, site: Path) -> None:
    with Opened(browser, url(site, "documents/*haushalt*")) as page:
        page.locator("mark.role", has_text="Oberbürgermeister").first.hover()
        lit = page.locator("mark.lit").all_inner_texts()
        assert "Ruben Stahl" in lit and "Oberbürgermeister" in lit and "Ines Häfele" not in lit
        assert page.locator(".fact.lit").count() >= 1
        page.locator("h1").hover()
        assert page.locator(".lit").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_clicks_lead_from_mention_to_fact_and_back(browser: Any, site: Path, width: int) -> None:
    with Opened(browser, url(site, "documents/*haushalt*"), width) as page:
        page.locator("mark.person", has_text="Emre Günay").click()
        assert "Person: Emre Günay" in page.get_by_role("status").inner_text()
        fact = page.locator(".fact.chosen")
        assert "Stadtrat" in fact.inner_text()
        page.locator("#to-fact").click()
        assert page.evaluate("document.activeElement.closest('.fact').textContent.includes('Emre')")
        fact.locator("a.name").click()
        playwright.expect(page.locator("mark.person:focus")).to_have_count(1)
        page.wait_for_timeout(600)  # smooth scrolling
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert 0 <= top < 900


def test_the_text_can_be_walked_through_by_keyboard(browser: Any, site: Path) -> None:
    focused = "document.activeElement.id"
    with Opened(browser, url(site, "documents/*haushalt*")) as page:
        page.locator("#filters input").last.focus()
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "m1"
        page.keyboard.press("ArrowRight")
        assert page.evaluate(focused) == "m2"
        page.keyboard.press("End")
        last = page.evaluate(focused)
        assert page.evaluate(f"document.querySelectorAll('mark[id]').length == {last[1:]}")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(focused) == "m1"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('aside') !== null")
        page.keyboard.press("Escape")
        assert page.locator("#chosen").is_hidden() and page.locator(".chosen").count() == 0


def test_the_keyboard_passes_over_what_is_filtered(browser: Any, site: Path) -> None:
    with Opened(browser, url(site, "documents/*haushalt*")) as page:
        for name in ("Daten", "Beträge", "Orte", "Funktionen", "Organisationen", "Zitate"):
            page.locator(".chip", has_text=name).locator("input").uncheck()
        page.locator("mark[tabindex='0']").focus()
        page.keyboard.press("End")
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.textContent") == "Ruben Stahl"


def test_the_index_searches_and_filters(browser: Any, site: Path) -> None:
    rows = ".list:not([hidden]) .row:not([hidden])"
    with Opened(browser, url(site, "index.html")) as page:
        everything = page.locator(rows).count()
        page.get_by_role("searchbox").fill("LUDWIGSBURG haushalt")
        found = page.locator("[data-list=documents] .row:not([hidden])").all_inner_texts()
        assert len(found) == 1 and "Haushalt 2025" in found[0]
        assert "1 von" in page.locator("#h-documents").inner_text()
        page.get_by_role("button", name="Zurücksetzen").click()
        playwright.expect(page.locator(rows)).to_have_count(everything)
        page.get_by_label("Jahr").select_option("2024")
        dates = page.locator("[data-list=documents] .row:not([hidden]) td:nth-child(2)").all_inner_texts()
        assert dates and all(date.endswith("2024") for date in dates)
        page.get_by_label("Liste").select_option("amounts")
        assert page.locator(".list:visible").count() == 1


def test_an_amount_of_the_index_leads_to_its_mention(browser: Any, site: Path) -> None:
    with Opened(browser, url(site, "index.html")) as page:
        page.locator("[data-list=amounts] th a", has_text="361.200.000").click()
        page.wait_for_url("**/documents/*#m*")
        assert page.evaluate("document.activeElement.textContent") == "361,2 Mio. Euro"
        page.get_by_role("link", name="Alle Dokumente").click()
        page.wait_for_url("**/index.html")


def test_a_large_document_filters_fast(
    browser: Any, tmp_path: Path, record_property: pytest.FixtureRequest
) -> None:
    sentence = (
        "Bürgermeisterin Anna Beispiel gab am Montag in Solingen rund 5.000 Euro für {} neue Bäume aus. "
    )
    text = "\n\n".join(sentence.format(number) * 4 for number in range(270))
    assert len(text.encode()) > 100_000
    spans = []
    start = text.find("Anna Beispiel")
    while start >= 0:
        spans.append({"start": start, "end": start + 13, "text": "Anna Beispiel"})
        start = text.find("Anna Beispiel", start + 13)
    assert len(spans) > 1000
    person = {"id": "p1", "name": "Anna Beispiel", "given_name": None, "family_name": None, "mentions": spans}
    record = Record.model_validate({"source": "-", "sha256": "", "persons": [person]})
    language = Language("en")
    path = tmp_path / "large.html"
    path.write_text(
        document_page(record, text, facts_of(record, language), language, in_folder=False), "utf-8"
    )
    with Opened(browser, path.as_uri()) as page:
        took = page.evaluate(
            """() => {
              const box = document.querySelector("#filters input");
              const start = performance.now();
              box.click();
              document.body.offsetHeight;
              return performance.now() - start;
            }"""
        )
        record_property("filter_milliseconds", took)  # type: ignore[operator]
        print(f"A filter took {took:.1f} ms.")
        assert took < MOST_MILLISECONDS


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make test-browser gets it by npm")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", (360, 1400))
@pytest.mark.parametrize("page", ["index.html", "documents/*haushalt*"])
def test_axe_finds_nothing_serious(browser: Any, site: Path, page: str, width: int, theme: str) -> None:
    with Opened(browser, url(site, page), width, theme) as opened:
        opened.evaluate(AXE.read_text(encoding="utf-8"))
        if page != "index.html":
            opened.locator("mark.person").first.click()
        violations = opened.evaluate("async () => (await axe.run()).violations")
        grave = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in violations
            if one["impact"] in ("serious", "critical")
        ]
        assert grave == []
