"""German nouns, to tell the name of a place from a word that only stands where one might."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kiextract.pipeline.remembering import remembered

_ENDINGS = ("", "n", "en", "e", "er", "ern", "s", "es", "innen")
_WITHOUT_UMLAUT = str.maketrans("äöüÄÖÜ", "aouAOU")


@cache
def _text() -> str:
    """Give the table as one string, sorted by code point, each noun between line ends."""
    text = (files(__package__) / "data" / "nouns.txt").read_text(encoding="utf-8")
    return text[text.index("\n") :]


def is_lemma(word: str) -> bool:
    """Tell whether a word is a noun as dictionaries list it.

    By bisection in the text: no set of 150,000 words has to be built.
    """
    text = _text()
    low, high = 0, len(text) - 1
    while low < high:
        start = text.rfind("\n", low, (low + high) // 2 + 1)
        start = low if start < 0 else start
        end = text.index("\n", start + 1)
        noun = text[start + 1 : end]
        if noun == word:
            return True
        if noun < word:
            low = end
        else:
            high = start
    return False


@remembered
def is_noun(word: str) -> bool:
    """Tell whether a word is a German noun in one of its forms (the list holds those of up to 16 letters)."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return any(
        is_lemma(stem) or (stem != word and is_lemma(stem.translate(_WITHOUT_UMLAUT))) for stem in stems
    )
