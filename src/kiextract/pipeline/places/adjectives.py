"""Adjectives and inhabitants of places: Solinger, Essenerinnen, hessisch. They are no places."""

from __future__ import annotations

import re

from kiextract.pipeline.places import gazetteer

_ENDING = re.compile(r"(?:er|erin|erinnen|ern|ische[rnms]?|isch)$")
_CITY = re.compile(r"städt$")
"""Albstädter: the people of Albstadt."""


def is_adjective_of_place(word: str) -> bool:
    """Tell whether a word is the adjective or the inhabitants of a place that the tables hold."""
    match = _ENDING.search(word)
    if match is None or gazetteer.settlements(word):
        return False
    stem = _CITY.sub("stadt", word[: match.start()])
    return any(
        gazetteer.settlements(form) or form in gazetteer.territories()
        for form in (stem, stem + "en", stem + "e", stem + "n", stem + "er")
    )
