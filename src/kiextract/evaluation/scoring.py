"""The measures: what of the gold was found, and what of the finds is right.

Micro-averaged over documents: every span, link, name or value counts once, whatever document it is in.

=============== =====================================================================================
person, role …  spans with exactly the offsets of the gold
person~, role~  spans that overlap a span of the gold, one to one
person.name     distinct persons of a document by their full name
person.link     mentions of persons that are assigned to the right person
role.link       pairs of a role (overlapping) and a person: who holds which office
fact.role       distinct pairs of a person's name and the text of a role
place.name      distinct places of a document by base name
amount.value    amounts (overlapping) with the right euros
date.value      dates (overlapping) with the right ISO value
FACTS           mean F1 of person.name, role.link, place.name, amount.value and date.value
=============== =====================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeVar

from kiextract.evaluation.alignment import align, same_offsets
from kiextract.evaluation.tagged import Tag, TaggedDocument
from kiextract.record import Amount, Date, Mention, Record, Role

SPAN_KINDS = ("person", "role", "place", "organisation", "amount", "date")
FACT_MEASURES = ("person.name", "role.link", "place.name", "amount.value", "date.value")
MEASURES = (
    *(kind + suffix for kind in SPAN_KINDS for suffix in ("", "~")),
    "person.link", "fact.role", *FACT_MEASURES,
)  # fmt: skip

Found = TypeVar("Found", Amount, Date)


@dataclass
class Tally:
    """How many are in the gold, how many were found, and how many are in both."""

    gold: int = 0
    found: int = 0
    hits: int = 0

    @property
    def precision(self) -> float:
        """Percent of the finds that are right; 0 without finds."""
        return 100 * self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percent of the gold that was found; 0 without gold."""
        return 100 * self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        both = self.gold + self.found
        return 200 * self.hits / both if both else 0.0


class Mistake(NamedTuple):
    """One miss or false find; ``line`` is that of the tagged file, None where there is no single place."""

    document: str
    line: int | None
    measure: str
    problem: str
    what: str


class _Link(NamedTuple):
    """A role and a holder. A found role is the tagged role it overlaps, so that both can be compared."""

    tagged: int | None
    found: int | None
    person: str


@dataclass
class Scorer:
    """Adds up documents; ``tallies`` and ``mistakes`` hold what came out."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {measure: Tally() for measure in MEASURES})
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def facts(self) -> float:
        """Mean F1 (percent) of the measures that a reader of the facts would feel."""
        return sum(self.tallies[measure].f1 for measure in FACT_MEASURES) / len(FACT_MEASURES)

    def add(self, document: TaggedDocument, record: Record) -> None:
        """Compare the record of a document with its tags."""
        _Comparison(self, document, record).run()


class _Comparison:
    """One document and its record."""

    def __init__(self, scorer: Scorer, document: TaggedDocument, record: Record) -> None:
        self.scorer = scorer
        self.document = document
        self.record = record
        self.gold_names = _full_names(document.of_kind("per"))
        self.found_names = {person.id: person.name for person in record.persons}

    def run(self) -> None:
        self._persons()
        self._roles()
        self._places()
        organisations = [mention for found in self.record.organisations for mention in found.mentions]
        self._spans("organisation", self.document.of_kind("org"), organisations)
        self._values("amount", self.document.of_kind("eur"), self.record.amounts, _amount_is)
        dates = [date for date in self.record.dates if date.type in ("DATE", "TIME")]
        self._values("date", self.document.of_kind("date"), dates, _date_is)

    # persons ---------------------------------------------------------------------------------

    def _persons(self) -> None:
        tags = self.document.of_kind("per")
        mentions, holders = [], []
        for person in self.record.persons:
            mentions += person.mentions
            holders += [person.name] * len(person.mentions)
        pairs = self._spans("person", tags, mentions)
        self._count_like("person.link", "person~")
        for g, f in pairs:
            right = self.gold_names[tags[g].attributes["id"]]
            if _same_name(right, holders[f]):
                self.scorer.tallies["person.link"].hits += 1
            else:
                what = f"{tags[g].text!r} is {right!r}, not {holders[f]!r}"
                self._note("person.link", "WRONG", what, tags[g].start)
        certain = {tag.attributes["id"] for tag in tags if not tag.optional}
        self._sets(
            "person.name",
            {_fold(name) for id, name in self.gold_names.items() if id in certain},
            {_fold(name) for name in self.found_names.values()},
            {_fold(name) for id, name in self.gold_names.items() if id not in certain},
        )

    # roles -----------------------------------------------------------------------------------

    def _roles(self) -> None:
        tags, roles = self.document.of_kind("role"), self.record.roles
        self._spans("role", tags, roles)
        tagged_of = {f: g for g, f in align(tags, roles).items()}
        judged = [f for f in range(len(roles)) if f not in tagged_of or not tags[tagged_of[f]].optional]
        wanted = {
            _Link(g, None, self._gold_name(id))
            for g, tag in enumerate(tags)
            if not tag.optional
            for id in tag.attributes["of"].split()
        }
        found = {
            _Link(tagged_of.get(f), None if f in tagged_of else f, self._found_name(id))
            for f in judged
            for id in roles[f].persons
        }
        self._count("role.link", wanted, found)
        for link in sorted(wanted - found, key=lambda link: (link.tagged or 0, link.person)):
            self._note_link("MISSED", link, tags, roles)
        for link in sorted(found - wanted, key=lambda link: (link.tagged or 0, link.found or 0, link.person)):
            self._note_link("SPURIOUS", link, tags, roles)
        self._sets(
            "fact.role",
            {
                f"{self._gold_name(id)}: {tag.text}"
                for tag in tags
                if not tag.optional
                for id in tag.attributes["of"].split()
            },
            {f"{self._found_name(id)}: {roles[f].text}" for f in judged for id in roles[f].persons},
        )

    def _gold_name(self, id: str) -> str:
        return _fold(self.gold_names[id])

    def _found_name(self, id: str) -> str:
        return _fold(self.found_names[id])

    def _note_link(self, problem: str, link: _Link, tags: Sequence[Tag], roles: Sequence[Role]) -> None:
        span = tags[link.tagged] if link.tagged is not None else roles[link.found or 0]
        self._note("role.link", problem, f"{span.text!r} of {link.person}", span.start)

    # places, amounts, dates --------------------------------------------------------------------

    def _places(self) -> None:
        tags = self.document.of_kind("loc")
        self._spans("place", tags, [mention for place in self.record.places for mention in place.mentions])
        self._sets(
            "place.name",
            {_fold(tag.attributes["name"]) for tag in tags if not tag.optional},
            {_fold(place.name) for place in self.record.places},
            {_fold(tag.attributes["name"]) for tag in tags if tag.optional},
        )

    def _values(
        self,
        kind: str,
        tags: Sequence[Tag],
        finds: Sequence[Found],
        is_value: Callable[[Found, str], bool],
    ) -> None:
        measure = f"{kind}.value"
        pairs = self._spans(kind, tags, finds)
        self._count_like(measure, f"{kind}~")
        for g, f in pairs:
            wanted = tags[g].attributes["v"]
            if is_value(finds[f], wanted):
                self.scorer.tallies[measure].hits += 1
            else:
                what = f"{tags[g].text!r} is {wanted}, not {_value(finds[f])}"
                self._note(measure, "WRONG", what, tags[g].start)

    # tallies -------------------------------------------------------------------------------------

    def _spans(self, kind: str, tags: Sequence[Tag], finds: Sequence[Mention]) -> list[tuple[int, int]]:
        """Tally exact and overlapping spans; give the pairs that count, those with required tags."""
        pairs = align(tags, finds)
        counted = [(g, f) for g, f in sorted(pairs.items()) if not tags[g].optional]
        exact = [pair for pair in counted if same_offsets(tags[pair[0]], finds[pair[1]])]
        for measure, hits in ((kind, len(exact)), (f"{kind}~", len(counted))):
            tally = self.scorer.tallies[measure]
            tally.gold += sum(not tag.optional for tag in tags)
            tally.found += len(finds) - (len(pairs) - len(counted))
            tally.hits += hits
        for g, tag in enumerate(tags):
            if g not in pairs and not tag.optional:
                self._note(kind, "MISSED", repr(tag.text), tag.start)
        taken = set(pairs.values())
        for f, find in enumerate(finds):
            if f not in taken:
                self._note(kind, "SPURIOUS", repr(find.text), find.start)
        for g, f in counted:
            if not same_offsets(tags[g], finds[f]):
                self._note(kind, "BOUNDARY", f"{tags[g].text!r} found as {finds[f].text!r}", tags[g].start)
        return counted

    def _sets(
        self, measure: str, gold: set[str], found: set[str], optional: AbstractSet[str] = frozenset()
    ) -> None:
        found = found - (optional - gold)
        self._count(measure, gold, found)
        for what in sorted(gold - found):
            self._note(measure, "MISSED", what)
        for what in sorted(found - gold):
            self._note(measure, "SPURIOUS", what)

    def _count(self, measure: str, gold: AbstractSet[object], found: AbstractSet[object]) -> None:
        tally = self.scorer.tallies[measure]
        tally.gold += len(gold)
        tally.found += len(found)
        tally.hits += len(gold & found)

    def _count_like(self, measure: str, other: str) -> None:
        """Measure the same spans as ``other`` by something else."""
        model = self.scorer.tallies[other]
        self.scorer.tallies[measure].gold = model.gold
        self.scorer.tallies[measure].found = model.found

    def _note(self, measure: str, problem: str, what: str, offset: int | None = None) -> None:
        line = None if offset is None else self.document.line_of(offset)
        self.scorer.mistakes.append(Mistake(self.document.name, line, measure, problem, what))


def _full_names(tags: Iterable[Tag]) -> dict[str, str]:
    """Give the name of each person id: its mention of most words, the first of several."""
    names: dict[str, str] = {}
    for tag in tags:
        known = names.get(tag.attributes["id"], "")
        if len(tag.text.split()) > len(known.split()):
            names[tag.attributes["id"]] = tag.text
    return names


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _same_name(gold: str, found: str) -> bool:
    """Compare up to case, white space and the genitive ending that a tagged mention may have."""
    gold, found = _fold(gold), _fold(found)
    return found in (gold, gold.removesuffix("s"), gold.rstrip("'’"))


def _amount_is(amount: Amount, wanted: str) -> bool:
    found = {amount.value} if amount.value is not None else {amount.min, amount.max}
    return found == set(map(_decimal, wanted.split("..")))


def _decimal(figures: str) -> Decimal | None:
    try:
        value = Decimal(figures)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _date_is(date: Date, wanted: str) -> bool:
    """Compare the values; an open one (``?``) is right if the found one says nothing of the calendar."""
    if wanted == "?":
        return not any(map(str.isdigit, date.value or ""))
    return date.value == wanted


def _value(found: Amount | Date) -> str:
    """Give the value of a find as the tags write it."""
    if isinstance(found, Date) or found.value is not None:
        return str(found.value or "?")
    return f"{found.min}..{found.max}"
