"""Records as tables for people.

Every word of a document reaches rich as ``Text``, made safe by :mod:`kiextract.visible`: nothing of it is
taken as markup, and nothing can act on the terminal.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kiextract.output.fullest import fullest
from kiextract.output.language import Language
from kiextract.record import Amount, Date, ErrorRecord, Organisation, Person, Place, Record
from kiextract.visible import on_one_line

WIDTH_WITHOUT_TERMINAL = 80
LEAST_WIDTH = 20
MOST_WIDTH = 110
"""Columns; longer lines are hard to read."""

ROOMY = 60
"""Columns from which on names get the smaller share of the line."""

ACCENT = "magenta"
"""The one colour: yellow and cyan fade on a light terminal, blue on a dark one."""

GAP = 2
"""Blanks between two columns."""

MOST_OF_QUOTE = 90
"""Code points of each quote that are shown."""


@dataclass
class _Row:
    """One thing that was found: how often, what, and the words that tell more."""

    name: str
    count: int = 0
    details: dict[str, None] = field(default_factory=dict)
    """Distinct details in order."""
    stressed: set[str] = field(default_factory=set)
    """Words of the details that stand out."""
    separator: str = "; "
    """What stands between two details: a line end where they are long."""


class TableWriter:
    """Writes records as tables: with colours on a terminal; 80 columns, or COLUMNS, elsewhere."""

    def __init__(self, stream: TextIO, language: Language) -> None:
        self._stream = stream
        self._language = language
        self._width = max(LEAST_WIDTH, min(_columns(stream), MOST_WIDTH))
        self._console = Console(
            file=stream,
            force_terminal=stream.isatty(),
            width=self._width,
            height=25,  # not used, but without it rich takes a dumb terminal to be 80 wide
            markup=False,
            emoji=False,
            highlight=False,
        )
        self._written = 0

    def write(self, record: Record | ErrorRecord) -> None:
        """Write the tables of one record, with a line above them if another record stands there.

        An error record has no table: its sentence is written to standard error by the command.
        """
        if isinstance(record, Record):
            self._write(record)
            self._stream.flush()

    def finish(self) -> None:
        """Nothing stands behind the last table."""

    def _write(self, record: Record) -> None:
        word = self._language.word
        if self._written:
            self._print(Text("─" * self._width, style="dim"))
        self._written += 1
        self._print(Text(on_one_line(record.title or word("untitled")), style="bold"))
        self._print(Text(_origin(record, self._language), style="dim"))
        sections = [(heading, rows) for heading, rows in _sections(record, self._language) if rows]
        widths = self._column_widths([row for _, rows in sections for row in rows])
        for heading, rows in sections:
            self._print_heading(word(heading))
            self._print(_layout(rows, widths))
        if record.organisations:
            self._print_heading(word("organisations"))
            self._print(_organisations(record.organisations))
        if not sections and not record.organisations:
            self._print(Text())
            self._print(Text(word("nothing")))
        warnings = map(self._language.warning, record.warnings)
        for note in [*warnings, *_hints(record, self._language)]:
            self._print(Text())
            self._print(Text(word("note", on_one_line(note)), style=ACCENT))
        self._print(Text())

    def _column_widths(self, rows: Sequence[_Row]) -> tuple[int, int, int]:
        """Divide the line: counts and names as wide as they need (names up to a share), details the rest."""
        counts = max((len(_times(row.count)) for row in rows), default=0)
        longest = max((cell_len(row.name) for row in rows), default=0)
        names = min(longest, int(self._width * (0.33 if self._width >= ROOMY else 0.45)))
        return counts, names, self._width - counts - names - 2 * GAP

    def _print_heading(self, heading: str) -> None:
        self._print(Text())
        self._print(Text(heading, style=f"bold {ACCENT}"))

    def _print(self, what: Text | Table) -> None:
        """Print without the blanks that rich leaves at the end of the lines."""
        with self._console.capture() as capture:
            self._console.print(what)
        lines = capture.get().split("\n")
        self._stream.write("\n".join(line.rstrip(" ") for line in lines))


def _columns(stream: TextIO) -> int:
    """Give the width asked for by COLUMNS, else that of the terminal, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDTH_WITHOUT_TERMINAL
    except (OSError, ValueError):  # no terminal; no file at all
        return WIDTH_WITHOUT_TERMINAL


def _origin(record: Record, language: Language) -> str:
    """Give the line under the title: the source, and the document date with its origin."""
    source = language.word("standard_input") if record.source == "-" else on_one_line(record.source)
    if record.document_date is None:
        return f"{source} · {language.word('date_unknown')}"
    date = record.document_date
    return f"{source} · {language.date(date.value)} ({language.word(f'origin_{date.origin}')})"


def _hints(record: Record, language: Language) -> Iterator[str]:
    """Say what the user could add."""
    if record.document_date is None and any(date.value is None for date in record.dates):
        yield language.word("give_date")


def _layout(rows: Iterable[_Row], widths: tuple[int, int, int]) -> Table:
    counts, names, details = widths
    table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column(width=counts, justify="right", style="dim", no_wrap=True)
    table.add_column(width=names, overflow="fold", style="bold")
    table.add_column(width=details, overflow="fold")
    for row in rows:
        text = Text(row.separator.join(row.details))
        text.highlight_words(row.stressed, "bold")
        table.add_row(Text(_times(row.count)), Text(row.name), text)
    return table


def _times(count: int) -> str:
    return f"{count}×"


def _sections(record: Record, language: Language) -> Iterator[tuple[str, list[_Row]]]:
    """Give the rows of each kind, under the key of its heading."""
    yield "persons", _persons(record.persons)
    yield "open_roles", _open_roles(record)
    yield "places", _places(record.places, language)
    yield "amounts", _amounts(record.amounts, language)
    yield "dates", _dates(record.dates, language)
    yield "quotes", _quotes(record)
    yield (
        "rules",
        [_row(explained.text, 1, [language.rule(explained.rule)]) for explained in record.explanations],
    )


def _persons(persons: Iterable[Person]) -> list[_Row]:
    return [
        _row(" ".join([*person.academic_titles, person.name]), len(person.mentions), fullest(person.roles))
        for person in persons
    ]


def _places(places: Iterable[Place], language: Language) -> list[_Row]:
    return [
        _row(place.name, len(place.mentions), [f"{language.word(f'kind_{place.kind}')} {place.ags or ''}"])
        for place in places
    ]


def _organisations(organisations: Iterable[Organisation]) -> Text:
    """Give the organisations as one paragraph, with a count where it is not one."""
    counted = Text(" · ").join(
        Text.assemble(
            on_one_line(organisation.name),
            (f" {_times(len(organisation.mentions))}" if len(organisation.mentions) > 1 else "", "dim"),
        )
        for organisation in organisations
    )
    counted.overflow = "fold"
    return counted


def _open_roles(record: Record) -> list[_Row]:
    """Group the roles whose holders the text does not name by their office."""
    rows: dict[str, _Row] = {}
    for role in record.roles:
        if not role.persons:
            _add(rows, role.office, role.text)
    return list(rows.values())


def _amounts(amounts: Iterable[Amount], language: Language) -> list[_Row]:
    """Group the amounts by their value, with the words around each mention."""
    rows: dict[str, _Row] = {}
    for amount in amounts:
        row = _add(rows, language.amount(amount), amount.context or amount.text)
        row.stressed.add(on_one_line(amount.text))
        row.separator = "\n"
    return list(rows.values())


def _dates(dates: Iterable[Date], language: Language) -> list[_Row]:
    """Group the dates by their value, with the words as they stand where these say it otherwise.

    Durations, repetitions and references without a value (``früher``) are left to the JSON forms.
    """
    rows: dict[str, _Row] = {}
    for date in dates:
        if date.type in ("DATE", "TIME") and not (date.value or "").endswith("_REF"):
            _add(rows, language.date(date.value), date.text)
    for name, row in rows.items():
        row.details.pop(name, None)
    return list(rows.values())


def _quotes(record: Record) -> list[_Row]:
    """Group the quotes by their speakers, with the first words of each."""
    names = {person.id: person.name for person in record.persons}
    rows: dict[str, _Row] = {}
    for quote in record.quotes:
        words = textwrap.shorten(on_one_line(quote.text), MOST_OF_QUOTE, placeholder=" …")
        row = _add(rows, on_one_line(names.get(quote.speaker or "", "?")), f"„{words}“")
        row.separator = "\n"
    return list(rows.values())


def _row(name: str, count: int, details: Iterable[str] = ()) -> _Row:
    return _Row(on_one_line(name), count, dict.fromkeys(map(on_one_line, details)))


def _add(rows: dict[str, _Row], name: str, detail: str) -> _Row:
    row = rows.setdefault(name, _row(name, 0))
    row.count += 1
    row.details[on_one_line(detail)] = None
    return row
