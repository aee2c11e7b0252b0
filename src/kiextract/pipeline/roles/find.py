"""From a text and its names to the roles: the whole of the room without spaCy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiextract.pipeline.layers import OwnWord
from kiextract.pipeline.persons.lexicon import given_gender
from kiextract.pipeline.roles import apposition, predicates
from kiextract.pipeline.roles.candidates import Gender, find_candidates
from kiextract.pipeline.roles.links import Link, Links
from kiextract.pipeline.roles.references import add_learned, add_references
from kiextract.pipeline.roles.scene import Extent, Scene
from kiextract.record import Role

Rule = Callable[[Links, int], list[str]]

RULES: tuple[Rule, ...] = (
    apposition.before_name,
    apposition.respectively,
    apposition.after_name,
    apposition.comma_before_name,
    apposition.label,
    predicates.appointed,
    predicates.predicate,
    apposition.shared_office,
    apposition.same_verb,
    apposition.shared_office,
)
"""From the surest to the weakest; a rule sees what those before it found, and its name explains the link.

The last one stands twice, since an office may share the holder of one that itself shares."""


@dataclass(frozen=True)
class Holder:
    """A person who may hold an office; half-open code point offsets of the mentions."""

    id: str
    name: str
    given_name: str | None
    mentions: list[tuple[int, int]]


@dataclass(frozen=True)
class Explained:
    """A role with the name of the rule that made it."""

    role: Role
    rule: str


def find_roles(
    text: str,
    persons: Sequence[Holder],
    places: Sequence[Extent] = (),
    organisations: Sequence[Extent] = (),
    learned: Sequence[Extent] = (),
    own: Sequence[OwnWord] = (),
) -> list[Explained]:
    """Find every role of a text and its holders, in text order.

    ``learned``: spans that the names model takes for roles. They add offices that the lexicon lacks and
    offices that no rule links; everything else is found without them. ``own``: offices of the user's lexicon.
    """
    extents = [
        Extent(start, end, person.id, person.name) for person in persons for start, end in person.mentions
    ]
    scene = Scene(text, extents, places, organisations, learned, own)
    links = Links(scene, find_candidates(scene), _genders(scene, persons))
    for rule in RULES:
        _apply(rule, links)
    add_references(links)
    for rule in (predicates.predicate, apposition.shared_office):
        _apply(rule, links)
    add_learned(links)
    return [Explained(_role(scene, link), link.rule) for link in links]


def _apply(rule: Rule, links: Links) -> None:
    for index in links.open():
        holders = rule(links, index)
        if holders:
            links.add(index, holders, rule.__name__)


def _genders(scene: Scene, persons: Sequence[Holder]) -> dict[str, Gender]:
    """Give the genders that "Herr", "Frau" or an office before a name, or the given name tell."""
    genders: dict[str, Gender] = {}
    for name in scene.persons:
        word = scene.word(name.first - 1)
        if word == "Frau":
            genders[name.key] = "f"
        elif word in ("Herr", "Herrn"):
            genders[name.key] = "m"
    titled = {name.key for name in scene.persons if scene.office(name.first - 1)}
    for person in persons:
        if person.given_name is None and person.id in titled:
            continue  # "Ministerin Paul": a surname, though Paul is a given name
        gender = given_gender((person.given_name or person.name).split()[0])
        if gender:
            genders.setdefault(person.id, gender)
    return genders


def _role(scene: Scene, link: Link) -> Role:
    candidate = link.candidate
    start, end = scene.tokens[candidate.first].start, scene.tokens[candidate.last].end
    if (
        candidate.last > candidate.head
        and scene.word(candidate.last)[-1] == "."
        and scene.word(candidate.last)[0].isdigit()
    ):
        end -= 1  # "Meister der Formel 1." ends a sentence
    return Role(
        start=start,
        end=end,
        text=scene.text[start:end],
        office=candidate.entry.office.name,
        persons=link.holders,
    )
