"""Every form of an office: case, number, gender and the gender-inclusive spellings.

A form carries its possible readings as two-letter codes: gender or number (m, w for masculine behind an
article only, f, e for a feminine noun that says nothing of the gender, t for neuter, p for plural) and case
(n, g, d, a). Determiners carry the same codes, so that
"der Vorsitzenden" and "die Vorsitzenden" come out right by intersection.
"""

from __future__ import annotations

from collections.abc import Iterator

Readings = frozenset[str]


def readings(codes: str) -> Readings:
    """Read codes such as ``mnd pg``: masculine nominative or dative, or plural genitive."""
    return frozenset(group[0] + case for group in codes.split() for case in group[1:])


MASCULINE = "mnda"
FEMININE = readings("fngda")
PLURAL = readings("pngda")
UMLAUTS = str.maketrans("aouAOU", "äöüÄÖÜ")


def umlaut(word: str) -> str:
    """Give the word with its last a, o or u umlauted (au becomes äu): Rat → Rät, Bischof → Bischöf."""
    for index in range(len(word) - 1, -1, -1):
        if word[index].lower() in "aou":
            if word[index].lower() == "u" and index and word[index - 1].lower() == "a":
                index -= 1
            return word[:index] + word[index].translate(UMLAUTS) + word[index + 1 :]
    return word


def feminine_of(masculine: str) -> str:
    """Give the regular feminine: Leiter → Leiterin, Pädagoge → Pädagogin."""
    return masculine.removesuffix("e") + "in"


def masculine_forms(word: str, declension: str) -> Iterator[tuple[str, Readings]]:
    """Give the forms of a masculine or neuter noun; the declensions are those of ``offices.tsv``."""
    if declension == "i":
        yield word, readings("mngda fngda")
        yield word + "s", readings("mg pngda")
    elif declension in ("s", "e", "f", "o", "u"):
        yield word, readings(MASCULINE)
        yield word + "s", readings("mg")
        yield from _strong_plural(word, declension)
    elif declension == "n":
        oblique = word + ("n" if word.endswith("e") else "en")
        yield word, readings(MASCULINE)
        yield oblique, readings("mgda pngda")
    elif declension == "g":
        yield word, readings("engda")
        yield _feminine_plural(word), PLURAL
        if word.endswith("kraft"):
            yield _feminine_plural(word) + "n", readings("pd")
    elif declension == "m":
        yield word, readings(MASCULINE)
        yield word + "es", readings("mg")
        yield word + "s", readings("mg")
        for plural in (word[:-4] + word[-4] + "änner", word[:-4] + word[-4] + "leute"):
            plural = plural.replace("mleute", "leute").replace("Mleute", "Leute")
            yield plural, readings("pnga")
            yield plural + "n", readings("pd")
    elif declension == "h":
        yield word, readings(MASCULINE[:1] + "n")
        yield word + "n", readings("mgda")
        yield word + "en", PLURAL
    elif declension == "t":
        yield word, readings("tnda")
        yield word + "s", readings("tg")
        yield word + "es", readings("tg")
        plural = umlaut(word) + "er" if word.endswith("haupt") else word + "er"
        yield plural, readings("pnga")
        yield plural + "n", readings("pd")


def _feminine_plural(word: str) -> str:
    """Give the plural: Legenden, Lehrkräfte, Vertrauenspersonen."""
    if word.endswith("kraft"):
        return umlaut(word) + "e"
    return word + ("n" if word.endswith("e") else "en")


def _strong_plural(word: str, declension: str) -> Iterator[tuple[str, Readings]]:
    if declension == "s":
        yield word, readings("pnga")
        yield word + "n", readings("pd")
    elif declension == "f":
        yield word + "s", PLURAL
    elif declension == "o":
        yield word + "en", PLURAL
    else:
        stem = umlaut(word) if declension == "u" else word
        yield word + "es", readings("mg")
        yield stem + "e", readings("pnga")
        yield stem + "en", readings("pd")


def adjective_forms(masculine: str, *, both: bool) -> Iterator[tuple[str, Readings]]:
    """Give the forms of a noun declined as an adjective, named by its strong masculine: Vorsitzender.

    ``both``: women are named by the same word (die Vorsitzende, but: die Beamtin).
    """
    stem = masculine.removesuffix("r")
    yield stem, readings("wn fna pna" if both else "wn pna")
    yield stem + "r", readings("mn fgd pg" if both else "mn pg")
    yield stem + "n", readings("mgda fgd pngda" if both else "mgda pngda")
    yield stem + "m", readings("md")
    yield stem + "s", readings("tna")


def feminine_forms(word: str) -> Iterator[tuple[str, Readings]]:
    """Give the forms of a feminine noun: Leiterin, Leiterinnen; Feuerwehrfrau, Feuerwehrfrauen."""
    yield word, FEMININE
    if word.endswith("in"):
        yield word + "nen", PLURAL
    elif word.endswith("e"):
        yield word + "n", PLURAL
    else:
        yield word + "en", PLURAL


def forms(masculine: str | None, feminine: str | None, declension: str) -> dict[str, Readings]:
    """Give every form of one office with its readings; either base form may be missing."""
    found: dict[str, Readings] = {}
    pairs: list[tuple[str, Readings]] = []
    if masculine and declension == "a":
        pairs += adjective_forms(masculine, both=not feminine)
    elif masculine:
        pairs += masculine_forms(masculine, declension)
    if feminine and feminine != masculine:
        pairs += feminine_forms(feminine)
    for form, codes in pairs:
        found[form] = found.get(form, frozenset()) | codes
    return found
