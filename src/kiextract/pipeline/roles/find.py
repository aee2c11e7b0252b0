"""From a text and its names to the roles: the whole of the room without spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiextract.pipeline.roles.candidates import Gender, find_candidates
from kiextract.pipeline.roles.links import Link, Linker
from kiextract.pipeline.roles.references import add_references
from kiextract.pipeline.roles.scene import Extent, Scene
from kiextract.record import Role


@dataclass(frozen=True)
class Holder:
    """A person who may hold an office; half-open code point offsets of the mentions."""

    id: str
    given_name: str | None
    mentions: list[tuple[int, int]]


def find_roles(
    text: str,
    persons: Sequence[Holder],
    places: Sequence[Extent] = (),
    organisations: Sequence[Extent] = (),
) -> list[Role]:
    """Find every role of a text and its holders, in text order."""
    extents = [Extent(start, end, person.id) for person in persons for start, end in person.mentions]
    scene = Scene(text, extents, places, organisations)
    candidates = find_candidates(scene)
    linker = Linker(scene, candidates, _genders(scene))
    linker.run()
    links = add_references(linker)
    return [_role(scene, link) for link in links]


def _genders(scene: Scene) -> dict[str, Gender]:
    """Give the genders that "Herr" and "Frau" before a name tell."""
    genders: dict[str, Gender] = {}
    for name in scene.persons:
        word = scene.word(name.first - 1)
        if word == "Frau":
            genders[name.key] = "f"
        elif word in ("Herr", "Herrn"):
            genders[name.key] = "m"
    return genders


def _role(scene: Scene, link: Link) -> Role:
    candidate = link.candidate
    start, end = scene.tokens[candidate.first].start, scene.tokens[candidate.last].end
    return Role(
        start=start,
        end=end,
        text=scene.text[start:end],
        office=candidate.entry.office.name,
        persons=link.holders,
    )
