"""Links between offices and persons: what is known so far, and who may hold what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiextract.pipeline.roles.candidates import Candidate, Gender
from kiextract.pipeline.roles.lexicon import Entry, fold
from kiextract.pipeline.roles.scene import Name, Scene

FORMER_MODIFIERS = ("alt", "ex", "ehren", "vor")
FORMER = (
    "ehemalig",
    "früher",
    "damalig",
    "einstig",
    "bisherig",
    "ausgeschieden",
    "scheidend",
    "stellvertretend",
)


GENDER_RULES = ("before_name", "after_name", "comma_before_name")
"""Rules whose office tells the gender of its holder."""
FEW = 5
"""Names that are looked at for the one whom a headline means."""


@dataclass
class Link:
    """A role: a candidate with its holders and the rule that found them."""

    candidate: Candidate
    holders: list[str] = field(default_factory=list)
    rule: str = ""


class Links:
    """The links of one scene; ``genders`` maps person ids to what is known of their gender."""

    def __init__(self, scene: Scene, candidates: list[Candidate], genders: dict[str, Gender]) -> None:
        self.scene = scene
        self.candidates = candidates
        self.genders = dict(genders)
        self._links: dict[int, Link] = {}
        self._by_first: dict[int, Link] = {}
        self._by_head: dict[int, Link] = {}
        self._by_last: dict[int, Link] = {}
        self._holders: set[str] = set()
        self._titled: dict[tuple[str, str], set[str]] = {}
        self.titled: set[str] = set()
        """Persons with an office right before their name."""
        self._starts = [name.first for name in scene.persons]
        self._mentions: dict[str, list[int]] = {}
        for name in scene.persons:
            self._mentions.setdefault(name.key, []).append(name.first)

    def add(self, index: int, holders: list[str], rule: str) -> None:
        """Link the candidate of an index to its holders; the office may tell their gender."""
        candidate = self.candidates[index]
        link = self._links[index] = Link(candidate, holders, rule)
        self._by_first[candidate.first] = link
        self._by_head[candidate.head] = link
        self._by_last[candidate.last] = link
        self._holders.update(holders)
        if len(holders) == 1 and candidate.gender and rule in GENDER_RULES:
            self.genders.setdefault(holders[0], candidate.gender)
        if rule == "before_name":
            if candidate.entry.office.head != "Stellvertreter":
                self.titled.update(holders)
            if len(holders) == 1:
                office = (candidate.entry.office.head, candidate.entry.modifier)
                self._titled.setdefault(office, set()).add(holders[0])

    def get(self, index: int) -> Link | None:
        """Give the link of the candidate of an index, if there is one."""
        return self._links.get(index)

    def beginning_at(self, token: int) -> Link | None:
        """Give the link whose office begins at a token."""
        return self._by_first.get(token)

    def with_head(self, token: int) -> Link | None:
        """Give the link whose office word is a token."""
        return self._by_head.get(token)

    def ending_at(self, token: int) -> Link | None:
        """Give the link whose office ends with a token."""
        return self._by_last.get(token)

    def __iter__(self) -> Iterator[Link]:
        return (self._links[index] for index in sorted(self._links))

    def open(self) -> list[int]:
        """Give the indices of the candidates that no rule has linked."""
        return [index for index in range(len(self.candidates)) if index not in self._links]

    def agrees(self, candidate: Candidate, person: str) -> bool:
        """Tell whether the office can be held by a person of this gender; "Vorstand" may be a woman, too."""
        if candidate.entry.office.head == "Vorstand" and candidate.determiner == "none":
            return True
        gender = self.genders.get(person)
        return gender is None or candidate.gender is None or gender == candidate.gender

    def holds_another(self, person: str, entry: Entry) -> bool:
        """Tell whether somebody else is known to hold the very same office."""
        return bool(self._titled.get((entry.office.head, entry.modifier), set()) - {person})

    def holds(self, person: str) -> bool:
        """Tell whether any office of a person is known."""
        return person in self._holders

    def mentions(self, person: str) -> int:
        """Give how often a person is named."""
        return len(self._mentions.get(person, ()))

    def last_mention(self, person: str, before: int) -> int | None:
        """Give the token of a person's last mention before a token."""
        mentions = self._mentions.get(person, [])
        index = bisect_left(mentions, before) - 1
        return mentions[index] if index >= 0 else None

    def name_of(self, person: str) -> Name | None:
        """Give the first mention of a person."""
        mentions = self._mentions.get(person)
        return self.scene.person(mentions[0]) if mentions else None

    def last_name(self, candidate: Candidate, before: int, reach: int) -> Name | None:
        """Give the name that a pronoun at a token may mean, at most ``reach`` tokens before it."""
        return next(
            (name for name in self.names_before(before, reach) if self.agrees(candidate, name.key)), None
        )

    def names_before(self, before: int, reach: int) -> Iterator[Name]:
        """Give the names before a token, at most ``reach`` tokens away, in the order in which they are meant.

        The nearest sentence comes first, and in a sentence its first name, which is mostly the subject.
        """
        position = bisect_left(self._starts, before) - 1
        sentence: list[Name] = []
        while position >= 0 and before - self._starts[position] <= reach:
            name = self.scene.persons[position]
            if sentence and not self.scene.same_sentence(name.first, sentence[-1].first):
                yield from reversed(sentence)
                sentence = []
            sentence.append(name)
            position -= 1
        yield from reversed(sentence)

    def next_name(self, candidate: Candidate) -> Name | None:
        """Give the next name behind an office that agrees in gender, among the first few."""
        position = bisect_left(self._starts, candidate.head)
        names = self.scene.persons[position : position + FEW]
        return next((name for name in names if self.agrees(candidate, name.key)), None)


def is_former(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether an office is a past one or a deputy's: ehemaliger, Alt-, a. D., stellvertretende."""
    words = [fold(scene.word(index)) for index in range(candidate.first, candidate.last + 1)]
    if any(word.startswith(FORMER) for word in words) or words[-3:] == [".", "d", "."]:
        return True
    return candidate.entry.modifier in FORMER_MODIFIERS
