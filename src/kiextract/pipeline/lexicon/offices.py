"""Every form of an office that the user wrote down, from its base form alone.

The forms are those of :mod:`kiextract.pipeline.roles.inflection`; which declension a word has is told by its
ending, as the grammars have it (Duden, "Die Deklination der Substantive").
"""

from __future__ import annotations

from collections.abc import Iterator

from kiextract.pipeline.roles.inflection import Readings, feminine_of, forms, readings, umlaut
from kiextract.pipeline.roles.lexicon import look_up, neutral_name

DECLENSIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("m", ("mann",)),
    ("h", ("herr",)),
    ("u", ("rat", "arzt", "anwalt", "vogt", "propst")),
    ("n", ("e", "ent", "ant", "ist", "dat", "mat", "krat", "graf", "nom", "arch", "ot", "et", "soph")),
    ("s", ("er", "el", "en")),
    ("o", ("or",)),
    ("e", ("eur", "är", "ar", "an", "al", "iv", "ling", "wirt")),
)
"""Endings of masculine nouns for persons by the declensions of ``offices.tsv``, the longest match first."""
WOMEN = ("frau", "schwester", "mutter", "tochter", "in")
"""Endings of nouns that name women only."""
INVARIABLE = "i"
"""The declension of all others, foreign words most of all: only a genitive -s, and either gender."""
EITHER = readings("mngda fngda")
SEVERAL = readings("pngda")
SIGNS = (":", "*", "_", "/", "/-", "·")
"""Signs of gender-inclusive spellings: Lots:in, Beauftragte*r."""


def office_forms(entry: str) -> tuple[str, dict[str, Readings]]:
    """Give the gender-neutral base form of an entry, and its forms with their readings.

    An entry is a base form (Digitallotse), or two joined by a slash: Digitallotse/in, Beauftragte/r,
    Landrat/Landrätin.
    """
    first, slash, second = entry.partition("/")
    if not slash and " " in entry:  # English titles and the like
        return entry, {entry: EITHER, entry + "s": EITHER}
    if not slash and _names_woman(entry):
        return entry, forms(None, entry, "w")
    adjective = second == "r" or (not slash and _is_adjective(entry))
    if adjective:
        man, woman, declension = first.removesuffix("r") + "r", None, "a"
    else:
        declension = _declension(first)
        man, woman = first, second if second[:1].isupper() else _feminine(first, declension)
    found = forms(man, woman, declension)
    for form, codes in _inclusive(man, declension):
        found.setdefault(form, codes)
    return neutral_name(man, woman, declension), found


def _names_woman(word: str) -> bool:
    return word.endswith(WOMEN)


def _is_adjective(word: str) -> bool:
    """Tell whether a word in -e is declined as an adjective, as the office that it ends with is."""
    known = look_up(word) if word.endswith(("te", "de")) else None
    return known is not None and known.office.name.endswith("/r")


def _declension(man: str) -> str:
    matching = (
        (len(ending), declension)
        for declension, endings in DECLENSIONS
        for ending in endings
        if man.endswith(ending)
    )
    return max(matching, default=(0, INVARIABLE))[1]


def _feminine(man: str, declension: str) -> str:
    """Give the feminine: Fachmann → Fachfrau, Hofrat → Hofrätin, Kümmerer → Kümmerin, Lotse → Lotsin."""
    if declension in "mh":
        return man.removesuffix("mann").removesuffix("herr") + "frau"
    if man.endswith("erer"):
        man = man.removesuffix("er")
    return feminine_of(umlaut(man) if declension == "u" else man)


def _inclusive(man: str, declension: str) -> Iterator[tuple[str, Readings]]:
    """Give the spellings for both genders: Leiter:in, Lots*innen, LeiterIn, Beauftragte:r."""
    if declension == "a":
        for sign in SIGNS:
            yield f"{man.removesuffix('r')}{sign}r", EITHER
        return
    stem = umlaut(man) if declension == "u" else man.removesuffix("e")
    for sign in SIGNS:
        yield f"{stem}{sign}in", EITHER
        yield f"{stem}{sign}innen", SEVERAL
    yield f"{stem}In", EITHER
    yield f"{stem}Innen", SEVERAL
