"""From a record to what a page shows: facts by kind, and the marks in the text that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kiextract.output.fullest import fullest
from kiextract.output.language import Language
from kiextract.record import Date, Mention, Person, Place, Record
from kiextract.view.segments import Mark
from kiextract.visible import on_one_line

PERIODS = {"DURATION": "duration", "SET": "repetition"}
"""Types of dates that fix no day, and the words for them."""

KINDS = ("person", "role", "place", "organisation", "amount", "date", "quote")


@dataclass
class Detail:
    """Words below the name of a fact; ``number`` is the mark where they stand, if they have one."""

    text: str
    number: int | None = None


@dataclass
class Fact:
    """One line of the side panel; ``key`` is its address on the page, ``numbers`` are its marks.

    ``details`` are kept by their text.
    """

    key: str
    kind: str
    name: str
    details: dict[str, Detail] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """The facts of one kind; ``title`` is a key of the words."""

    title: str
    kind: str
    facts: list[Fact]


@dataclass(frozen=True)
class _Span:
    mention: Mention
    kind: str
    groups: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Facts:
    """What a record says, for one page."""

    sections: list[Section]
    marks: list[Mark]

    def counts(self) -> dict[str, int]:
        """Give the number of marks of each kind."""
        counts = dict.fromkeys(KINDS, 0)
        for mark in self.marks:
            counts[mark.kind] += 1
        return counts


def facts_of(record: Record, language: Language) -> Facts:
    """Arrange a record for a page in a language."""
    return _Arrangement(record, language).arrange()


def is_shown(date: Date) -> bool:
    """Tell whether a date has a place in lists: a day, a time or a period, no duration and no ``früher``."""
    return date.type in ("DATE", "TIME") and not (date.value or "").endswith("_REF")


def full_name(person: Person) -> str:
    """Give the name with its academic titles, on one line."""
    return on_one_line(" ".join([*person.academic_titles, person.name]))


def place_details(place: Place, language: Language) -> list[str]:
    """Give kind, official key and coordinates, as far as they are known."""
    details = [language.word(f"kind_{place.kind}")]
    if place.ags:
        details.append(language.word("key", place.ags))
    if coordinates := coordinates_of(place):
        details.append(coordinates)
    return details


def coordinates_of(place: Place) -> str:
    """Give latitude and longitude in degrees (``51.43, 6.88``), or nothing."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude}, {place.longitude}"


class _Arrangement:
    def __init__(self, record: Record, language: Language) -> None:
        self.record = record
        self.language = language
        self.spans: list[_Span] = []
        self.by_key: dict[str, Fact] = {}

    def arrange(self) -> Facts:
        sections = [
            Section("persons", "person", list(self._persons())),
            Section("open_roles", "role", self._roles()),
            Section("places", "place", list(self._places())),
            Section("organisations", "organisation", list(self._organisations())),
            Section("amounts", "amount", self._amounts()),
            Section("dates", "date", self._dates()),
            Section("periods", "date", self._periods()),
            Section("quotes", "quote", list(self._quotes())),
        ]
        return Facts([section for section in sections if section.facts], self._numbered())

    def _numbered(self) -> list[Mark]:
        """Number the spans in text order, and tell each fact which marks it has."""
        marks = []
        self.spans.sort(key=lambda span: (span.mention.start, -span.mention.end))
        for number, span in enumerate(self.spans, start=1):
            mention = span.mention
            marks.append(Mark(number, mention.start, mention.end, span.kind, span.groups, span.label))
            for fact in map(self.by_key.__getitem__, span.groups):
                if fact.kind == span.kind:
                    fact.numbers.append(number)
                elif span.kind == "role":
                    _place_detail(fact, mention.text, number)
        return marks

    def _fact(self, key: str, kind: str, name: str, details: Sequence[str] = ()) -> Fact:
        fact = Fact(key, kind, on_one_line(name))
        for detail in details:
            _add_detail(fact, detail)
        self.by_key[key] = fact
        return fact

    def _mark(self, mentions: Iterable[Mention], fact: Fact, *groups: str, called: str | None = None) -> None:
        """Mark the mentions of a fact; ``called`` is the key of the word for it, by default its kind."""
        more = ", ".join(fact.details) if fact.kind in ("person", "place") else ""
        label = f"{self.language.word(called or fact.kind)}: {fact.name}{' – ' if more else ''}{more}"
        self.spans += [_Span(mention, fact.kind, (fact.key, *groups), label) for mention in mentions]

    def _persons(self) -> Iterator[Fact]:
        for person in self.record.persons:
            fact = self._fact(person.id, "person", full_name(person), fullest(person.roles))
            self._mark(person.mentions, fact)
            yield fact

    def _roles(self) -> list[Fact]:
        """Mark the roles; give those without a holder by office, for the others stand with their persons."""
        offices: dict[str, Fact] = {}
        for role in self.record.roles:
            holders = [self.by_key[id] for id in role.persons if id in self.by_key]
            if holders:
                names = ", ".join(holder.name for holder in holders)
                label = f"{self.language.word('role')}: {on_one_line(role.office)} – {names}"
                self.spans.append(_Span(role, "role", tuple(holder.key for holder in holders), label))
                continue
            office = on_one_line(role.office)
            if office not in offices:
                offices[office] = self._fact(f"r{len(offices) + 1}", "role", office)
            _add_detail(offices[office], role.text)
            self._mark([role], offices[office])
        return list(offices.values())

    def _places(self) -> Iterator[Fact]:
        for number, place in enumerate(self.record.places, start=1):
            fact = self._fact(f"l{number}", "place", place.name, place_details(place, self.language))
            self._mark(place.mentions, fact)
            yield fact

    def _organisations(self) -> Iterator[Fact]:
        for number, organisation in enumerate(self.record.organisations, start=1):
            fact = self._fact(f"o{number}", "organisation", organisation.name)
            self._mark(organisation.mentions, fact)
            yield fact

    def _amounts(self) -> list[Fact]:
        facts: dict[str, Fact] = {}
        for amount in self.record.amounts:
            value = self.language.amount(amount)
            if value not in facts:
                facts[value] = self._fact(f"a{len(facts) + 1}", "amount", value)
            if amount.purpose is not None:
                _add_detail(facts[value], self.language.word("purpose", amount.purpose.text))
            else:
                _add_detail(facts[value], amount.context or amount.text)
            self._mark([amount], facts[value])
        return list(facts.values())

    def _dates(self) -> list[Fact]:
        facts: dict[str, Fact] = {}
        for date in filter(is_shown, self.record.dates):
            value = self.language.date(date.value)
            if value not in facts:
                facts[value] = self._fact(f"d{len(facts) + 1}", "date", value)
            _add_detail(facts[value], date.text)
            self._mark([date], facts[value])
        return list(facts.values())

    def _periods(self) -> list[Fact]:
        """Give the durations and repetitions, which are no days but look like dates."""
        facts: dict[str, Fact] = {}
        for date in self.record.dates:
            if date.type in PERIODS and date.value:
                value = self.language.period(date)
                if value not in facts:
                    facts[value] = self._fact(f"t{len(facts) + 1}", "date", value)
                _add_detail(facts[value], date.text)
                self._mark([date], facts[value], called=PERIODS[date.type])
        return list(facts.values())

    def _quotes(self) -> Iterator[Fact]:
        for number, quote in enumerate(self.record.quotes, start=1):
            speaker = self.by_key.get(quote.speaker or "")
            name = speaker.name if speaker else self.language.word("speaker_unknown")
            words = on_one_line(quote.text)
            fact = self._fact(f"q{number}", "quote", name, [words if len(words) < 200 else words[:199] + "…"])
            self._mark([quote], fact, *([speaker.key] if speaker else []))
            yield fact


def _add_detail(fact: Fact, text: str) -> None:
    line = on_one_line(text)
    fact.details.setdefault(line, Detail(line))


def _place_detail(fact: Fact, text: str, number: int) -> None:
    """Tell the detail with this text where it stands first."""
    detail = fact.details.get(on_one_line(text))
    if detail is not None and detail.number is None:
        detail.number = number
