"""What many records say together: the rows of the index."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kiextract.output.fullest import fullest
from kiextract.output.language import Language
from kiextract.record import Amount, Date, ErrorRecord, Mention, Place, Record
from kiextract.view.facts import Facts, coordinates_of, is_shown
from kiextract.visible import on_one_line

AROUND = 60
"""Code points of context on each side of a date."""

LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True)
class Link:
    """A link from the index into the page of a document."""

    address: str
    text: str


@dataclass(frozen=True)
class DocumentRow:
    """A document: its page, its day of publication, and what the search finds it by."""

    link: Link
    source: str
    date: str
    published: str
    year: str
    counts: Mapping[str, int]
    warnings: Sequence[str]
    names: str


@dataclass
class NameRow:
    """A person, a place or an organisation of one name over all documents; ``documents`` by their page."""

    name: str
    mentions: int = 0
    documents: dict[str, Link] = field(default_factory=dict)
    years: dict[str, None] = field(default_factory=dict)
    _roles: dict[str, None] = field(default_factory=dict)

    def add(self, page: _Page, mentions: int, roles: Iterable[str] = ()) -> None:
        """Count the mentions of one document."""
        self.mentions += mentions
        self.documents[page.link.address] = page.link
        self.years[page.year] = None
        self._roles.update(dict.fromkeys(roles))

    @property
    def roles(self) -> list[str]:
        """Distinct roles, without those that stand within longer ones."""
        return fullest(self._roles)


@dataclass(frozen=True)
class PlaceRow:
    """A place over all documents."""

    names: NameRow
    kind: str
    ags: str
    coordinates: str


@dataclass(frozen=True)
class AmountRow:
    """One mention of an amount; ``size`` is its value, or the upper end of a range."""

    size: Decimal
    context: str
    link: Link
    page: Link
    year: str


@dataclass(frozen=True)
class DateRow:
    """One mention of a date whose first day is known; ``before`` and ``after`` are the text around it."""

    first: dt.date
    last: dt.date
    before: str
    text: str
    after: str
    link: Link
    page: Link
    year: str


@dataclass(frozen=True)
class Failure:
    """A document that could not be read."""

    source: str
    message: str


@dataclass(frozen=True)
class _Page:
    """A document's page, seen from the index, and the numbers of its marks by kind and offsets."""

    link: Link
    year: str
    numbers: Mapping[tuple[str, int, int], int]

    def mention(self, kind: str, mention: Mention, shown: str) -> Link:
        number = self.numbers[kind, mention.start, mention.end]
        return Link(f"{self.link.address}#m{number}", shown)


class Overview:
    """Collects the rows, a document at a time."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.documents: list[DocumentRow] = []
        self.failures: list[Failure] = []
        self._persons: dict[str, NameRow] = {}
        self._places: dict[tuple[str, str], PlaceRow] = {}
        self._organisations: dict[str, NameRow] = {}
        self._amounts: list[AmountRow] = []
        self._dates: list[DateRow] = []

    def add(self, record: Record, facts: Facts, text: str, link: Link) -> None:
        """Take in a record; ``link`` leads from the index to its page."""
        page = _Page(
            link=link,
            year=record.document_date.value[:4] if record.document_date else "",
            numbers={(mark.kind, mark.start, mark.end): mark.number for mark in facts.marks},
        )
        self._add_document(record, facts, page)
        for person in record.persons:
            row = self._persons.setdefault(_key(person.name), NameRow(on_one_line(person.name)))
            row.add(page, len(person.mentions), person.roles)
        for organisation in record.organisations:
            name = organisation.name
            row = self._organisations.setdefault(_key(name), NameRow(on_one_line(name)))
            row.add(page, len(organisation.mentions))
        for place in record.places:
            self._add_place(place, page)
        self._amounts += [self._amount_row(amount, page) for amount in record.amounts]
        self._dates += [
            self._date_row(date, date.first, date.last, page, text)
            for date in record.dates
            if is_shown(date) and date.first is not None and date.last is not None
        ]

    def add_failure(self, record: ErrorRecord) -> None:
        """Take in a document that could not be read."""
        self.failures.append(Failure(on_one_line(record.source), on_one_line(record.error.message)))

    @property
    def persons(self) -> list[NameRow]:
        """The most mentioned first."""
        return sorted(self._persons.values(), key=_by_mentions)

    @property
    def organisations(self) -> list[NameRow]:
        """The most mentioned first."""
        return sorted(self._organisations.values(), key=_by_mentions)

    @property
    def places(self) -> list[PlaceRow]:
        """The most mentioned first."""
        return sorted(self._places.values(), key=lambda row: _by_mentions(row.names))

    @property
    def amounts(self) -> list[AmountRow]:
        """The largest first."""
        return sorted(self._amounts, key=lambda row: -row.size)

    @property
    def dates(self) -> int:
        """How many dates the time line has."""
        return len(self._dates)

    @property
    def periods(self) -> list[tuple[str, list[DateRow]]]:
        """The dates in order of time, below the month or the year (in words) that holds them."""
        periods: dict[str, list[DateRow]] = {}
        for row in sorted(self._dates, key=lambda row: (row.first, -row.last.toordinal())):
            periods.setdefault(self._period(row), []).append(row)
        return list(periods.items())

    def _period(self, row: DateRow) -> str:
        if row.first.year != row.last.year:
            return f"{row.first.year}–{row.last.year}"
        if row.first.month != row.last.month:
            return str(row.first.year)
        return self.language.date(f"{row.first.year:04}-{row.first.month:02}")

    @property
    def newest_first(self) -> list[DocumentRow]:
        """The documents by day of publication; those without one last, in the order in which they came."""
        return sorted(self.documents, key=lambda row: row.published, reverse=True)

    @property
    def years(self) -> list[str]:
        """The years of publication, the latest first."""
        return sorted({row.year for row in self.documents if row.year}, reverse=True)

    def _add_document(self, record: Record, facts: Facts, page: _Page) -> None:
        date = record.document_date
        names = [
            *(fact.name for section in facts.sections for fact in section.facts),
            *(on_one_line(role.text) for role in record.roles),
        ]
        self.documents.append(
            DocumentRow(
                link=page.link,
                source=on_one_line(record.source),
                date=self.language.date(date.value) if date else "",
                published=date.value if date else "",
                year=page.year,
                counts={
                    "person": len(record.persons),
                    "place": len(record.places),
                    "amount": len(record.amounts),
                },
                warnings=[on_one_line(self.language.warning(warning)) for warning in record.warnings],
                names=" ".join(dict.fromkeys(names)),
            )
        )

    def _add_place(self, place: Place, page: _Page) -> None:
        key = (place.ags or "", _key(place.name))
        if key not in self._places:
            kind = self.language.word(f"kind_{place.kind}")
            row = NameRow(on_one_line(place.name))
            self._places[key] = PlaceRow(row, kind, on_one_line(place.ags or ""), coordinates_of(place))
        self._places[key].names.add(page, len(place.mentions))

    def _amount_row(self, amount: Amount, page: _Page) -> AmountRow:
        sizes = [size for size in (amount.value, amount.max, amount.min) if size is not None]
        return AmountRow(
            size=sizes[0] if sizes else Decimal(0),
            context=on_one_line(amount.context or amount.text),
            link=page.mention("amount", amount, self.language.amount(amount)),
            page=page.link,
            year=page.year,
        )

    def _date_row(self, date: Date, first: dt.date, last: dt.date, page: _Page, text: str) -> DateRow:
        return DateRow(
            first=first,
            last=last,
            before=_words_before(text, date.start),
            text=on_one_line(date.text),
            after=_words_after(text, date.end),
            link=page.mention("date", date, self.language.date(date.value)),
            page=page.link,
            year=page.year,
        )


def _key(name: str) -> str:
    return on_one_line(name).casefold()


def _by_mentions(row: NameRow) -> tuple[int, str]:
    return -row.mentions, row.name


def _words_before(text: str, start: int) -> str:
    """Give the end of the line before an offset, cut at a word, with the space behind it."""
    before = LINE_END.split(text[max(0, start - AROUND) : start])[-1]
    words = before if len(before) < AROUND else "… " + before.partition(" ")[2]
    return on_one_line(words) + (" " if before[-1:].isspace() else "")


def _words_after(text: str, end: int) -> str:
    """Give the rest of the line behind an offset, cut at a word, with the space before it."""
    after = LINE_END.split(text[end : end + AROUND])[0]
    words = after if len(after) < AROUND else after.rpartition(" ")[0] + " …"
    return (" " if after[:1].isspace() else "") + on_one_line(words)
