"""Records as tables for people.

Every word of a document reaches rich as ``Text``, made safe by :mod:`kiextract.visible`: nothing of it is
taken as markup, and nothing can act on the terminal.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kiextract.output import german
from kiextract.record import Amount, Date, Organisation, Person, Place, Record
from kiextract.visible import on_one_line

WIDTH_WITHOUT_TERMINAL = 80
LEAST_WIDTH = 20
MOST_CONTEXT = 90
"""Code points of the words around an amount."""

ORIGINS = {"option": "given", "metadata": "from the header", "text": "from the text"}


def console_for(stream: TextIO) -> Console:
    """Make a console for a stream: colours on a terminal only, 80 columns (or COLUMNS) elsewhere."""
    on_terminal = stream.isatty()
    width = None
    if not on_terminal:
        columns = os.environ.get("COLUMNS", "")
        width = (
            int(columns) if columns.isdecimal() and int(columns) >= LEAST_WIDTH else WIDTH_WITHOUT_TERMINAL
        )
    return Console(
        file=stream,
        force_terminal=on_terminal,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def print_record(record: Record, console: Console) -> None:
    """Print the tables of one record, with a blank line behind them."""
    console.print(Text(on_one_line(record.title or record.source), style="bold"))
    console.print(Text(_origin(record), style="dim"))
    sections = (
        ("Persons", _persons(record.persons)),
        ("Roles without a name", _open_roles(record)),
        ("Places", _places(record.places)),
        ("Organisations", _organisations(record.organisations)),
        ("Amounts", _amounts(record.amounts)),
        ("Dates", _dates(record.dates)),
    )
    for heading, rows in sections:
        if rows:
            console.print()
            console.print(_section(heading, rows))
    if not any(rows for _, rows in sections):
        console.print(Text("Nothing found."))
    for warning in record.warnings:
        console.print(Text(f"Note: {on_one_line(warning)}", style="yellow"))
    console.print()


def _origin(record: Record) -> str:
    """Give the line under the title: the source, and the document date with its origin."""
    source = "standard input" if record.source == "-" else on_one_line(record.source)
    if record.document_date is None:
        return f"{source} · no document date"
    date = record.document_date
    return f"{source} · {german.date(date.value)} ({ORIGINS[date.origin]})"


def _section(heading: str, rows: Sequence[Sequence[str]]) -> Table:
    """Lay out one section: columns as wide as they need, wrapped where the terminal is narrow."""
    table = Table(
        title=Text(heading, style="bold cyan"),
        title_justify="left",
        box=None,
        show_header=False,
        padding=(0, 2, 0, 0),
        pad_edge=False,
    )
    for number in range(len(rows[0])):
        table.add_column(overflow="fold", style="bold" if number == 0 else "")
    for row in rows:
        table.add_row(*(Text(on_one_line(cell)) for cell in row))
    return table


def _count(mentions: Sequence[object]) -> str:
    return f"{len(mentions)}×"


def _persons(persons: Iterable[Person]) -> list[tuple[str, ...]]:
    return [
        (_count(person.mentions), " ".join([*person.academic_titles, person.name]), "; ".join(person.roles))
        for person in persons
    ]


def _open_roles(record: Record) -> list[tuple[str, ...]]:
    counts: dict[str, int] = {}
    for role in record.roles:
        if not role.persons:
            text = on_one_line(role.text)
            counts[text] = counts.get(text, 0) + 1
    return [(f"{count}×", text) for text, count in counts.items()]


def _places(places: Iterable[Place]) -> list[tuple[str, ...]]:
    return [(_count(place.mentions), place.name, place.kind, place.ags or "") for place in places]


def _organisations(organisations: Iterable[Organisation]) -> list[tuple[str, ...]]:
    return [(_count(organisation.mentions), organisation.name) for organisation in organisations]


def _amounts(amounts: Iterable[Amount]) -> list[tuple[str, ...]]:
    return [(german.amount(amount), amount.context or amount.text) for amount in amounts]


def _dates(dates: Iterable[Date]) -> list[tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for date in dates:
        groups.setdefault(german.date(date.value), {})[on_one_line(date.text)] = None
    return [(value, ", ".join(texts)) for value, texts in groups.items()]
