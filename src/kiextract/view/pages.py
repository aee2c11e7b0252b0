"""HTML from records. The templates escape every value; style and script stand in the page itself.

A page loads nothing: its content security policy allows only its own style sheet and its own script, known by
their digests, so that no other script would run even if one got into the page.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from dataclasses import dataclass
from importlib import resources

import jinja2
from markupsafe import Markup

from kiextract import __version__
from kiextract.output.language import Language
from kiextract.record import Record
from kiextract.view.facts import KINDS, Facts
from kiextract.view.overview import Overview
from kiextract.view.segments import paragraphs
from kiextract.visible import on_one_line, visible

CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What would be invisible in the text, or turn its reading direction: shown by stand-ins. Soft hyphens stay,
and what joins letters and emoji: a browser knows what to do with them."""

MENTIONS_AT_ONCE = 12
"""Links to mentions that the side panel shows; the others fold."""


@dataclass(frozen=True)
class Asset:
    """A style sheet or a script, and its digest for the content security policy."""

    text: str

    @property
    def markup(self) -> Markup:
        """The text as it is: our own, with nothing from a document in it."""
        return Markup(self.text)  # noqa: S704 - a constant file of the package

    @property
    def digest(self) -> str:
        """SHA-256 as the policy writes it."""
        return "sha256-" + base64.b64encode(hashlib.sha256(self.text.encode("utf-8")).digest()).decode(
            "ascii"
        )


def document_page(record: Record, text: str, facts: Facts, language: Language, *, in_folder: bool) -> str:
    """Give the page of a document: its text with marks, its facts; ``in_folder`` adds a link to the index."""
    return _render(
        "document.html.j2",
        language,
        style="document.css",
        script="document.js",
        record=record,
        page_title=title_of(record, language),
        facts=facts,
        published=_published(record, language),
        counts=facts.counts(),
        kinds=KINDS,
        paragraphs=paragraphs(text, facts.marks),
        mentions_at_once=MENTIONS_AT_ONCE,
        in_folder=in_folder,
    )


def index_page(overview: Overview, language: Language) -> str:
    """Give the page that leads to the pages of many documents."""
    return _render(
        "index.html.j2",
        language,
        style="index.css",
        script="index.js",
        page_title=language.word("index_title"),
        overview=overview,
    )


def title_of(record: Record, language: Language) -> str:
    """Give the title of a document on one line."""
    return on_one_line(record.title or "") or language.word("untitled")


def _published(record: Record, language: Language) -> str:
    date = record.document_date
    if date is None:
        return language.word("date_unknown")
    return language.word("published", language.date(date.value), language.word(f"origin_{date.origin}"))


def shown(text: str) -> str:
    """Give a piece of the text with stand-ins for controls; line ends and tabs stay."""
    return CONTROLS.sub(lambda match: visible(match[0]), text)


def _render(template: str, language: Language, *, style: str, script: str, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            language=language,
            t=language.word,
            version=__version__,
            style=Asset(_file("page.css") + _file(style)),
            script=Asset(_file(script)),
            **values,
        )
    )


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(one_line=on_one_line, shown=shown)
    return environment


@functools.cache
def _file(name: str) -> str:
    return resources.files(__package__).joinpath("templates").joinpath(name).read_text(encoding="utf-8")
