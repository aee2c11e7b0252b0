"""Replace the persons and towns of a tagged document by others, so that names are not learnt by heart.

Works on the inline tags themselves. Given names keep their gender; a town keeps its ending. All randomness
comes from the ``random.Random`` that the caller seeds.
"""

from __future__ import annotations

import random
import re
from functools import cached_property
from pathlib import Path

from faker import Faker

PERSON = re.compile(r'(<per id="([^"]*)"[^>]*>)([^<]*)(</per>)')
TOWN = re.compile(r'(<loc kind="municipality" name="([^"]*)"[^>]*>)([^<]*)(</loc>)')
LOCALES = (
    "de_DE", "de_DE", "de_DE", "de_DE", "de_DE", "de_AT", "de_CH", "tr_TR", "tr_TR", "pl_PL", "pl_PL",
    "hr_HR", "cs_CZ", "ro_RO", "it_IT", "es_ES", "pt_PT", "fr_FR", "nl_NL", "sv_SE", "da_DK", "no_NO",
    "hu_HU", "vi_VN", "en_GB",
)  # fmt: skip
"""Where surnames come from; German ones a fifth of the time, as names of all origins must be found."""
DOUBLE, AMBIGUOUS, NOBLE = 0.12, 0.15, 0.05
"""Shares of double surnames, of surnames that are nouns or towns too, and of surnames with a particle."""
PARTICLES = (
    "von", "von", "von der", "von und zu", "zu", "zur", "van", "van den", "ter", "de", "de la", "del", "da",
    "el", "al", "Freiherr von", "Freifrau von", "Graf von", "Gräfin von", "Prinz zu",
)  # fmt: skip


class Substitution:
    """Draws names from the given names and settlements of the package and from Faker's surnames."""

    def __init__(self, package: Path, share: float = 0.75) -> None:
        self.package, self.share = package, share

    @cached_property
    def given_names(self) -> dict[str, list[str]]:
        """Given names by gender (``m``, ``f``, or both letters)."""
        result: dict[str, list[str]] = {"m": [], "f": []}
        path = self.package / "pipeline/persons/data/given_names.tsv"
        for name, gender, *_ in _rows(path):
            for letter in result:
                if letter in gender:
                    result[letter].append(name)
        return result

    @cached_property
    def genders(self) -> dict[str, str]:
        """The gender of each given name that has one only."""
        return {name: letter for letter in "mf" for name in self.given_names[letter]}

    @cached_property
    def surnames(self) -> list[str]:
        """Surnames of all the locales, with repetition."""
        names = []
        for index, locale in enumerate(LOCALES):
            faker = Faker(locale)
            faker.seed_instance(index)
            names += [faker.last_name() for _ in range(400)]
        return [name for name in names if name.isascii() or name.isalpha() or "-" in name or " " in name]

    @cached_property
    def ambiguous(self) -> list[str]:
        """Surnames that are common nouns, months, days or towns too."""
        nouns = _rows(self.package / "pipeline/persons/data/noun_surnames.txt")
        towns = _rows(self.package / "pipeline/places/data/surnames.txt")
        return [name for name, *_ in (*nouns, *nouns, *towns)]

    @cached_property
    def towns(self) -> list[str]:
        """Municipalities in Germany."""
        path = self.package / "pipeline/places/data/settlements.tsv"
        return [row[0] for row in _rows(path) if len(row) > 2 and row[2][:1].isdigit()]

    def apply(self, body: str, chance: random.Random) -> str:
        """Give the document with other persons and towns; each is replaced throughout or not at all."""
        words: dict[str, str] = {}
        for _, _, content, _ in sorted(PERSON.findall(body), key=lambda found: -len(found[2].split())):
            self._choose(content.split(), words, chance)
        body = PERSON.sub(lambda m: m[1] + _spelled(m[3], words) + m[4], body)
        towns: dict[str, str] = {}
        for _, name, _, _ in TOWN.findall(body):
            if name not in towns:
                towns[name] = chance.choice(self.towns) if chance.random() < self.share else name
        return TOWN.sub(lambda m: m[1] + _spelled(m[3], towns) + m[4], body)

    def _choose(self, parts: list[str], words: dict[str, str], chance: random.Random) -> None:
        """Choose what the words of a name become, unless that is settled."""
        if not parts or any(_base(part, words) for part in parts):
            return
        if chance.random() > self.share:
            words.update((part, part) for part in parts)
            return
        for index, part in enumerate(parts):
            gender = self.genders.get(part)
            if index == len(parts) - 1 and (len(parts) > 1 or not gender):
                words[part] = self._surname(chance)
            elif part[:1].isupper() and len(part) > 2:
                words[part] = chance.choice(self.given_names[gender or chance.choice("mf")])

    def _surname(self, chance: random.Random) -> str:
        draw = chance.random()
        name = chance.choice(self.surnames)
        if draw < DOUBLE:
            return f"{name}-{chance.choice(self.surnames)}"
        if draw < DOUBLE + AMBIGUOUS:
            return chance.choice(self.ambiguous)
        if draw < DOUBLE + AMBIGUOUS + NOBLE:
            return f"{chance.choice(PARTICLES)} {chance.choice((name, chance.choice(self.towns)))}"
        return name


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _base(word: str, words: dict[str, str]) -> str | None:
    """Give the entry of a word, also of its genitive."""
    return next((key for key in (word, word.removesuffix("s"), word.rstrip("'’")) if key in words), None)


def _spelled(content: str, words: dict[str, str]) -> str:
    """Replace a content, or its words, with the genitive endings that they have."""
    if (key := _base(content, words)) is not None:
        return _with_ending(words[key], content[len(key) :])
    return re.sub(
        r"\S+",
        lambda m: _with_ending(words[k], m[0][len(k) :]) if (k := _base(m[0], words)) else m[0],
        content,
    )


def _with_ending(name: str, ending: str) -> str:
    if ending == "s" and name[-1] in "sßxz":
        return name + "’"
    return name + ending
