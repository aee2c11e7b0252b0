"""Offices that the lexicon lacks, from the spans that the names model marks as roles."""

from __future__ import annotations

import re
from functools import cache

from kiextract.pipeline.places.gazetteer import settlements, territories
from kiextract.pipeline.roles.inflection import readings
from kiextract.pipeline.roles.lexicon import Entry, Office, is_stop_word
from kiextract.pipeline.roles.scene import Scene

AGENT = re.compile(
    r"(?:ler|ner|ger|ter|der|ker|ser|rer|ber|ier|fer|eur|or|ist|ent|ant|loge|graf|nom|iker|arch|igte[rn]?|ige[rn]?)"
    r"(?P<feminine>in)?$"
)
"""Endings of words for persons by what they do."""

ORIGIN = re.compile(r"(?:länder|aner|iner|ier|eicher|weizer|ürger|ewohner)(?:in)?$")
"""Endings of words for people by where they come from."""

INHABITANT = re.compile(r"i?er(?:in)?$")

MASCULINE = readings("mngda")
FEMININE = readings("fngda")


def unknown_office(scene: Scene, index: int) -> Entry | None:
    """Read a word that the model marks and the lexicon lacks as an office; only right beside a name.

    The office is named by the word itself, since nothing is known of its other forms.
    """
    if not scene.learned(index) or scene.person(index) or scene.body(index):
        return None
    word = scene.word(index)
    if is_stop_word(word):
        return None
    before = scene.person(index + 1) is not None
    behind = scene.word(index - 1) in (",", "(") and scene.person(index - 2) is not None
    match = AGENT.search(word)
    if match is None or ORIGIN.search(word) or _is_inhabitant(word) or not (before or behind):
        return None
    office = Office(word, word, "relation", compounds=False, complement="free")
    return Entry(office, "", FEMININE if match["feminine"] else MASCULINE)


@cache
def _countries() -> tuple[str, ...]:
    return tuple(entry.name for entry in territories().values() if entry.kind == "country")


def _is_inhabitant(word: str) -> bool:
    """Tell whether a word is the people of a country or a town: Syrerin, Iraker, Wiesbadenerin."""
    stem = INHABITANT.sub("", word)
    if any(settlements(stem + end) for end in ("", "e", "en")) or settlements(word.removesuffix("in")[:-2]):
        return True  # Wiesbadenerin, Bremerin
    return len(stem) > 2 and any(name.startswith(stem) and len(name) - len(stem) < 4 for name in _countries())
