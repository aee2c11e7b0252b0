"""The pages of many documents and their index, in a folder."""

from __future__ import annotations

from pathlib import Path

from kiextract.output.language import Language
from kiextract.record import ErrorRecord, Record
from kiextract.view.facts import facts_of
from kiextract.view.overview import Link, Overview
from kiextract.view.pages import document_page, index_page, title_of
from kiextract.view.writing import DOCUMENTS, INDEX, page_name


class Site:
    """Writes a page for each document into a folder, and the index when all are there."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder
        self._language = language
        self._overview = Overview(language)
        self._pages = 0

    def add(self, record: Record, text: str) -> None:
        """Write the page of a document; ``text`` is what the record's offsets count in."""
        self._pages += 1
        address = f"{DOCUMENTS}/{page_name(self._pages, record.source)}"
        facts = facts_of(record, self._language)
        page = document_page(record, text, facts, self._language, in_folder=True)
        self._write(address, page)
        link = Link(address, title_of(record, self._language))
        self._overview.add(record, facts, text, link)

    def add_failure(self, record: ErrorRecord) -> None:
        """Have the index say that a document could not be read."""
        self._overview.add_failure(record)

    def finish(self) -> None:
        """Write the index."""
        self._write(INDEX, index_page(self._overview, self._language))

    def _write(self, address: str, page: str) -> None:
        (self._folder / address).write_bytes(page.encode("utf-8"))
