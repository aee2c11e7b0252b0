"""From mentions to persons: which mention names whom."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.lexicon import Gender
from kiextract.pipeline.persons.mentions import Spotting
from kiextract.pipeline.persons.reading import Parts


def fold(word: str) -> str:
    """Give a word without the differences between capitals and small letters."""
    return word.casefold()


@dataclass
class Individual:
    """A person of the text with the mentions resolved to it so far."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    spottings: list[Spotting] = field(default_factory=list)
    full_mentions: int = 0
    keys: set[tuple[str, ...]] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    _told: set[Gender] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)

    @property
    def gender(self) -> Gender | None:
        """The gender that the introductions or the given name tell, None if none or both."""
        if len(self._told) == 1:
            return next(iter(self._told))
        return lexicon.given_gender(self.given[0]) if self.given else None

    def add(self, spotting: Spotting, parts: Parts) -> None:
        """Take a mention in; the fuller form of the name stays."""
        self.spottings.append(spotting)
        self.full_mentions += bool(spotting.parts.given)
        insort(self._starts, spotting.start)
        if spotting.introduction.gender:
            self._told.add(spotting.introduction.gender)
        if spotting.introduction.office:
            self.offices.add(spotting.introduction.office)
        if _weight(parts.given) > _weight(self.given):
            self.given = parts.given
        if len(parts.family) > len(self.family) or (
            self.family and self.family[-1].isupper() and parts.family
        ):
            self.family = parts.family

    def distance(self, position: int) -> tuple[bool, int]:
        """Give how far the nearest mention is: those before the position come first."""
        index = bisect_left(self._starts, position)
        return (False, position - self._starts[index - 1]) if index else (True, self._starts[0] - position)


def _weight(given: tuple[str, ...]) -> tuple[int, int]:
    return sum(not name.endswith(".") for name in given), len(given)


class Register:
    """The persons of a text, looked up by parts of their names."""

    def __init__(self) -> None:
        self.individuals: list[Individual] = []
        self._index: dict[tuple[str, ...], list[Individual]] = {}

    def by_surname(self, word: str) -> list[Individual]:
        """Give those with a surname, particles left aside."""
        return self._index.get(("surname", fold(word)), [])

    def by_given(self, word: str) -> list[Individual]:
        """Give those with a given name, also a half of a double one."""
        return self._index.get(("given", fold(word)), [])

    def by_half_surname(self, word: str) -> list[Individual]:
        """Give those with a double surname of which this is one half."""
        return self._index.get(("half", fold(word)), [])

    def by_full_name(self, parts: Parts, position: int) -> list[Individual]:
        """Give those whose given names and surname may be these, initials standing for names."""
        if not parts.family:
            return self._index.get(("monarch", *_pieces(parts.given)), [])
        surname, first = fold(parts.family[-1]), _pieces(parts.given)[0]
        keys = (
            [("initial", surname, first[0])]
            if first.endswith(".")
            else [("full", surname, first), ("abbreviated", surname, first[0])]
        )
        return [
            individual
            for key in keys
            for individual in _around(self._index.get(key, []), position)
            if given_agree(individual.given, parts.given)
        ]

    def by_misspelling(self, parts: Parts) -> Individual | None:
        """Give the one whose name differs by one letter: the evidence is the other half of the name."""
        given, surname = " ".join(_pieces(parts.given)), fold(parts.family[-1]) if parts.family else ""
        for key in _near_keys(given, surname):
            for individual in self._index.get(key, []):
                other, name = " ".join(_pieces(individual.given)), fold(individual.family[-1])
                if (given == other and one_edit(surname, name)) or (
                    surname == name and one_edit(given, other) and _genders_agree(individual, parts)
                ):
                    return individual
        return None

    def by_near_surname(self, word: str) -> Individual | None:
        """Give the only one of a full name whose surname differs by one letter: a misspelling of it."""
        surname = fold(word)
        if len(surname) < LEAST_MISSPELLED:
            return None
        found = {
            id(individual): individual
            for key in _shortened(surname)
            for individual in self._index.get(("near family", key), [])
            if one_edit(surname, fold(individual.family[-1]))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def by_ending(self, parts: Parts) -> Individual | None:
        """Give the one whose longer name ends in these words: Marta López Arias, López Arias."""
        words = tuple(fold(word) for word in (*parts.given, *parts.family))
        return next(iter(self._index.get(("ending", *words), [])), None)

    def enter(self, spotting: Spotting, parts: Parts, known: Individual | None = None) -> None:
        """Add a mention to a known person, or to a new one."""
        if known is None:
            known = Individual()
            self.individuals.append(known)
        known.add(spotting, parts)
        for key in _keys(parts):
            if key not in known.keys:
                known.keys.add(key)
                self._index.setdefault(key, []).append(known)


LEAST_MISSPELLED = 6
"""Letters that a surname by itself must have, to be taken for another one misspelled."""

NAMESAKES = 20
"""Most persons of one name that a mention is weighed against."""


def _around(individuals: list[Individual], position: int) -> list[Individual]:
    """Give the namesakes around a position: bounds the work on long lists of one family."""
    if len(individuals) <= NAMESAKES:
        return individuals
    index = bisect_left(individuals, position, key=lambda individual: individual.spottings[0].start)
    return individuals[max(0, index - NAMESAKES + 5) : index + 5]


def _keys(parts: Parts) -> Iterator[tuple[str, ...]]:
    """Give everything by which a person of this name is looked up."""
    surname = fold(parts.family[-1]) if parts.family else ""
    if not surname and len(parts.given) > 1:
        yield "monarch", *_pieces(parts.given)
    if surname:
        yield "surname", surname
        if "-" in surname and parts.given:
            for half in surname.split("-"):
                yield "half", half.strip()
    for name in parts.given:
        for word in {name, *name.split("-")}:
            yield "given", fold(word)
    if surname and parts.given:
        first = _pieces(parts.given)[0]
        yield "initial", surname, first[0]
        yield ("abbreviated", surname, first[0]) if first.endswith(".") else ("full", surname, first)
        if not first.endswith("."):
            yield from _near_keys(" ".join(_pieces(parts.given)), surname)
        if len(surname) >= LEAST_MISSPELLED - 1:
            for word in _shortened(surname):
                yield "near family", word
        words = [fold(word) for word in (*parts.given, *parts.family)]
        for start in range(1, len(words) - 1):
            yield "ending", *words[start:]
        for word in parts.family[:-1]:
            if word[:1].isupper():
                yield "half", fold(word)


def _near_keys(given: str, surname: str) -> Iterator[tuple[str, ...]]:
    """Give keys of which names that differ by one letter share one: the words, and less one letter each."""
    if len(surname) >= 4:
        for word in _shortened(surname):
            yield "near surname", given, word
        if len(given) >= 5:
            for word in _shortened(given):
                yield "near given", surname, word


def _shortened(word: str) -> Iterator[str]:
    yield word
    for index in range(1, len(word)):
        yield word[:index] + word[index + 1 :]


def _genders_agree(individual: Individual, parts: Parts) -> bool:
    genders = {lexicon.given_gender(individual.given[0]), lexicon.given_gender(parts.given[0])}
    return genders != {"m", "f"}


def resolve(spottings: Sequence[Spotting]) -> list[Individual]:
    """Group mentions into persons, in the order of their first mentions.

    Full names come first, then those with initials, surnames alone, given names alone: each is resolved
    against all persons that the fuller forms have shown.
    """
    register = Register()
    for stage in (_is_full, _is_abbreviated, _is_single):
        for spotting in spottings:
            if stage(spotting):
                _enter(register, spotting)
    individuals = [individual for individual in register.individuals if individual.spottings]
    for individual in individuals:
        individual.spottings.sort(key=lambda s: s.start)
    return sorted(individuals, key=lambda individual: individual.spottings[0].start)


def _is_abbreviated(spotting: Spotting) -> bool:
    return bool(spotting.parts.given) and any(name.endswith(".") for name in spotting.parts.given)


def _is_full(spotting: Spotting) -> bool:
    return bool(spotting.parts.given) and not _is_abbreviated(spotting)


def _is_single(spotting: Spotting) -> bool:
    return not spotting.parts.given


def _enter(register: Register, spotting: Spotting) -> None:
    if spotting.parts.given:
        parts = _with_last(spotting, spotting.bases[0])
        for base in spotting.bases:
            known = _same_full_name(register, _with_last(spotting, base), spotting)
            if known is not None:
                register.enter(spotting, _with_last(spotting, base), known)
                return
        register.enter(spotting, parts, register.by_misspelling(parts) or register.by_ending(parts))
        return
    if spotting.shared_family:
        _enter_shared(register, spotting)
        return
    for base in spotting.bases:
        known = _nearest(register.by_surname(base), spotting)
        if known is not None:
            register.enter(spotting, _with_last(spotting, base), known)
            return
    word = spotting.bases[0]
    introduction = spotting.introduction
    introduced = introduction.titles or introduction.address
    for base in spotting.bases:  # a given name that no list has
        known = _nearest([i for i in register.by_given(base) if base in i.given], spotting)
        if known is not None and not lexicon.is_given(base) and not introduced:
            register.enter(spotting, Parts((base,), ()), known)
            return
    if len(spotting.parts.family) == 1 and lexicon.is_given(word) and not introduced:
        parts = Parts((word,), ())
        known = next(
            (found for base in spotting.bases if (found := _nearest(register.by_given(base), spotting))), None
        )
        if known is not None or not introduction.office:
            register.enter(spotting, parts, known)
            return
    known = _nearest(register.by_half_surname(word), spotting)
    known = known or (register.by_near_surname(word) if len(spotting.parts.family) == 1 else None)
    register.enter(spotting, _with_last(spotting, word), known)


def _enter_shared(register: Register, spotting: Spotting) -> None:
    """Enter a given name that shares the surname behind it."""
    given, family = spotting.words, spotting.shared_family
    parts = Parts(given, family)
    register.enter(spotting, parts, _same_full_name(register, parts, spotting))


def _with_last(spotting: Spotting, base: str) -> Parts:
    """Give the parts of a name with the base form of its last word."""
    given, family = spotting.parts.given, spotting.parts.family
    if family and family[-1] == spotting.words[-1]:
        return Parts(given, (*family[:-1], base))
    if given and given[-1] == spotting.words[-1]:
        return Parts((*given[:-1], base), family)
    return spotting.parts


def _same_full_name(register: Register, parts: Parts, spotting: Spotting) -> Individual | None:
    """Find the person of a full name; a form with initials goes to the nearest that it may stand for."""
    return min(
        register.by_full_name(parts, spotting.start),
        key=lambda i: (not _equal(i.given, parts.given), i.distance(spotting.start)),
        default=None,
    )


def _equal(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return _pieces(one) == _pieces(other)


def _pieces(given: tuple[str, ...]) -> list[str]:
    return [fold(piece) for name in given for piece in name.replace(" ", "").split("-") if piece]


def given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether given names may be one person's: Hans and Hans-Werner, R.-D. and Rolf-Dieter."""
    return all(_piece_agrees(a, b) for a, b in zip(_pieces(one), _pieces(other), strict=False))


def _piece_agrees(one: str, other: str) -> bool:
    if one.endswith(".") or other.endswith("."):
        short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
        return long.startswith(short)
    return one == other


def one_edit(one: str, other: str) -> bool:
    """Tell whether words differ by a letter left out, put in or changed, or by two swapped; not the first."""
    if not one or not other or one == other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    index = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    if len(short) < len(long):
        return short[index:] == long[index + 1 :]
    return short[index + 1 :] == long[index + 1 :] or (
        short[index : index + 2] == long[index : index + 2][::-1] and short[index + 2 :] == long[index + 2 :]
    )


def _nearest(individuals: list[Individual], spotting: Spotting) -> Individual | None:
    """Choose among persons with one name: by gender, office, weight in the text.

    Of those left a form of address or an office means the nearest. The surname by itself means whom the text
    introduced first: it is about that person, and gives relatives their given names.
    """
    told = spotting.introduction.gender
    individuals = _around(individuals, spotting.start)
    fitting = [i for i in individuals if told is None or i.gender in (None, told)]
    if not fitting:
        return None
    office = spotting.introduction.office or ""
    alone = told is None and not office
    most = max(individual.full_mentions for individual in fitting)
    return min(
        fitting,
        key=lambda i: (
            office not in i.offices,
            i.full_mentions * 2 < most,
            (False, i.spottings[0].start) if alone else i.distance(spotting.start),
        ),
    )


def full_name(individual: Individual) -> str:
    """Give the fullest form of the name in the text, without titles and genitive ending.

    Most words win, then words over initials, then small letters over capitals, then the first.
    """
    fullest = max((form_of(spotting, individual) for spotting in individual.spottings), key=_fullness)
    return " ".join(fullest)


def _fullness(words: tuple[str, ...]) -> tuple[int, int, bool, bool]:
    spelled_out = sum(not word.endswith(".") for word in words)
    capitals = any(word.isupper() and len(word) > 2 for word in words)
    return len(words), spelled_out, not capitals, lexicon.is_given(words[0])


def form_of(spotting: Spotting, individual: Individual) -> tuple[str, ...]:
    """Give the words of a mention in the order of the name, in the base form."""
    if spotting.has_comma:
        return (*spotting.parts.given, *spotting.parts.family)
    return (*spotting.words[:-1], _base(spotting, individual))


def _base(spotting: Spotting, individual: Individual) -> str:
    """Give the last word of a mention in the form that the person's name has."""
    names = {fold(word) for word in (*individual.given, *individual.family)}
    return next((base for base in spotting.bases if fold(base) in names), spotting.bases[0])
