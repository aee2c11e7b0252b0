"""The records as tables: what CSV, SQLite and Parquet have in common.

Every table has a number ``id`` that counts its rows from 1 over the whole output, and columns named
``document`` and the like that point to the ``id`` of another table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Literal

from pydantic import TypeAdapter

from kiextract.record import ErrorRecord, Mention, Record

Value = str | int | float | Decimal | bool | dt.date | None
Row = dict[str, Value]
Type = Literal["integer", "real", "decimal", "text", "boolean", "date"]

RECORDS: TypeAdapter[Record | ErrorRecord] = TypeAdapter(Record | ErrorRecord)
JOIN = "; "
"""Between the parts of a list in one cell."""


@dataclass(frozen=True)
class Column:
    """A column of a table; ``references`` is the table to whose ``id`` it points."""

    name: str
    type: Type = "text"
    references: str | None = None


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, names))


DOCUMENT = Column("document", "integer", "documents")
SPAN = (Column("start", "integer"), Column("end", "integer"), Column("text"))

TABLES: Mapping[str, tuple[Column, ...]] = {
    "documents": _text(
        "source", "sha256", "title", "document_date", "document_date_origin",
        "warnings", "error_type", "error_message",
    ),
    "persons": (DOCUMENT, *_text("name", "given_name", "family_name", "academic_titles", "roles")),
    "person_mentions": (DOCUMENT, Column("person", "integer", "persons"), *SPAN),
    "roles": (DOCUMENT, *SPAN, Column("office")),
    "role_holders": (
        DOCUMENT, Column("role", "integer", "roles"), Column("person", "integer", "persons"),
    ),
    "places": (
        DOCUMENT, *_text("name", "kind", "ags", "country"),
        Column("latitude", "real"), Column("longitude", "real"),
    ),
    "place_mentions": (DOCUMENT, Column("place", "integer", "places"), *SPAN),
    "organisations": (DOCUMENT, Column("name")),
    "organisation_mentions": (DOCUMENT, Column("organisation", "integer", "organisations"), *SPAN),
    "amounts": (
        DOCUMENT, *SPAN, Column("currency"),
        Column("value", "decimal"), Column("min", "decimal"), Column("max", "decimal"),
        *_text("qualifier", "per", "context", "purpose"),
    ),
    "dates": (
        DOCUMENT, *SPAN, *_text("type", "value"),
        Column("from", "date"), Column("to", "date"), Column("relative", "boolean"),
    ),
    "quotes": (
        DOCUMENT, *SPAN, Column("speaker", "integer", "persons"), Column("cue"),
    ),
}  # fmt: skip
"""Each table with its columns beside ``id``, in an order in which every table stands behind those it
points to."""


def columns_with_source(table: str) -> list[Column]:
    """Give the columns of a table that is read alone: ``id``, the document's ``source``, and its own."""
    own = [column for column in TABLES[table] if column.name != "source"]
    return [Column("id", "integer"), Column("source"), *own]


class Tabulator:
    """Turns records into rows; counts the rows of every table."""

    def __init__(self) -> None:
        self._ids = {table: count(1) for table in TABLES}

    def rows(self, record: str) -> tuple[str, list[tuple[str, Row]]]:
        """Give the source of a record (JSON text) and its rows, each with the name of its table."""
        parsed = RECORDS.validate_json(record)
        if isinstance(parsed, ErrorRecord):
            rows = [self._row("documents", source=parsed.source, **_error(parsed))]
        else:
            rows = list(self._rows(parsed))
        return parsed.source, rows

    def _rows(self, record: Record) -> Iterator[tuple[str, Row]]:
        document_date = record.document_date
        document = self._row(
            "documents",
            source=record.source,
            sha256=record.sha256,
            title=record.title,
            document_date=document_date.value if document_date else None,
            document_date_origin=document_date.origin if document_date else None,
            warnings=JOIN.join(record.warnings) or None,
        )
        yield document
        of = document[1]["id"]
        persons: dict[str, Value] = {}
        for person in record.persons:
            row = self._row(
                "persons",
                document=of,
                name=person.name,
                given_name=person.given_name,
                family_name=person.family_name,
                academic_titles=JOIN.join(person.academic_titles) or None,
                roles=JOIN.join(person.roles) or None,
            )
            yield row
            persons[person.id] = row[1]["id"]
            yield from self._mentions("person", of, row[1]["id"], person.mentions)
        for role in record.roles:
            row = self._row("roles", document=of, **_span(role), office=role.office)
            yield row
            for holder in role.persons:
                yield self._row("role_holders", document=of, role=row[1]["id"], person=persons[holder])
        for place in record.places:
            of_place = ("name", "kind", "ags", "country", "latitude", "longitude")
            columns = {name: getattr(place, name) for name in of_place}
            row = self._row("places", document=of, **columns)
            yield row
            yield from self._mentions("place", of, row[1]["id"], place.mentions)
        for organisation in record.organisations:
            row = self._row("organisations", document=of, name=organisation.name)
            yield row
            yield from self._mentions("organisation", of, row[1]["id"], organisation.mentions)
        for amount in record.amounts:
            names = ("currency", "value", "min", "max", "qualifier", "per", "context")
            columns = {name: getattr(amount, name) for name in names}
            purpose = amount.purpose.text if amount.purpose else None
            yield self._row("amounts", document=of, **_span(amount), **columns, purpose=purpose)
        for date in record.dates:
            days = {"from": date.first, "to": date.last}
            yield self._row(
                "dates",
                document=of,
                **_span(date),
                type=date.type,
                value=date.value,
                **days,
                relative=date.relative,
            )

        for quote in record.quotes:
            speaker = persons[quote.speaker] if quote.speaker else None
            yield self._row("quotes", document=of, **_span(quote), speaker=speaker, cue=quote.cue)

    def _mentions(
        self, kind: str, document: Value, entity: Value, mentions: Iterable[Mention]
    ) -> Iterator[tuple[str, Row]]:
        for mention in mentions:
            yield self._row(f"{kind}_mentions", document=document, **{kind: entity}, **_span(mention))

    def _row(self, table: str, **values: Value) -> tuple[str, Row]:
        row: Row = {"id": next(self._ids[table])}
        row.update((column.name, values.get(column.name)) for column in TABLES[table])
        return table, row


def _span(mention: Mention) -> Row:
    return {"start": mention.start, "end": mention.end, "text": mention.text}


def _error(record: ErrorRecord) -> Row:
    return {"error_type": record.error.type, "error_message": record.error.message}
