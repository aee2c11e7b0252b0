"""The word lists of the persons room (``data/``), loaded once; each file says what it holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

from kiextract.pipeline.places.nouns import is_noun as is_dictionary_noun
from kiextract.pipeline.remembering import remembered

Gender = Literal["m", "f"]


def _lines(name: str) -> Iterator[str]:
    text = files(__package__).joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Give the entries of ``data/<name>.txt``."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def _given_names() -> dict[str, tuple[str, bool]]:
    rows = (line.split("\t") for line in _lines("given_names.tsv"))
    return {row[0].casefold(): (row[1], len(row) > 2) for row in rows}


@cache
def addresses() -> dict[str, Gender | None]:
    """Give the forms of address, with the gender that they tell."""
    rows = (line.split("\t") for line in _lines("address.tsv"))
    return {word: _gender(gender) for word, gender in rows}


def _gender(sign: str) -> Gender | None:
    return "m" if sign == "m" else "f" if sign == "f" else None


SECOND_INITIAL = re.compile(r"-[A-ZÄÖÜ]\.$")
"""Hans-J."""


@remembered
def _given_entry(word: str) -> tuple[str, bool] | None:
    """Look a word up; a hyphenated one counts by its first part if all parts are given names."""
    names = _given_names()
    folded = SECOND_INITIAL.sub("", word).casefold()
    if folded in names:
        return names[folded]
    parts = folded.split("-")
    if len(parts) > 1 and all(part in names for part in parts):
        return names[parts[0]][0], False
    return None


def is_given(word: str) -> bool:
    """Tell whether a word is a given name, whatever else it may be."""
    return _given_entry(word) is not None


def is_sure_given(word: str) -> bool:
    """Tell whether a word is a given name and no other German word."""
    entry = _given_entry(word)
    return entry is not None and not entry[1]


def given_gender(word: str) -> Gender | None:
    """Give the gender that a given name tells, if it tells one."""
    entry = _given_entry(word)
    return _gender(entry[0]) if entry else None


@remembered
def is_noun(word: str) -> bool:
    """Tell whether a word is a common noun (also with the ending of a genitive or a plural)."""
    nouns = words("common_nouns")
    last = word.rpartition("-")[2]
    return word in nouns or last in nouns or NOUN_ENDING.search(word) is not None


@cache
def _endings() -> tuple[str, ...]:
    """Give the longer of these words, which may be the last part of a compound."""
    return tuple(sorted(word for word in words("not_names") if len(word) > 3))


@remembered
def names_a_thing(word: str) -> bool:
    """Tell whether a word makes what stands before it the name of a street, a body or a prize."""
    folded = word.casefold()
    if folded in words("not_names"):
        return True
    return len(folded) > 5 and folded.endswith(_endings())


ADJECTIVE = re.compile(r"(?:lich|isch|ig|sam|bar|haft|los|mäßig)(?:e|er|es|en|em)$")


def is_adjective(word: str) -> bool:
    """Tell whether a word has the ending of an inflected adjective ("Niedersächsischer")."""
    return ADJECTIVE.search(word.casefold()) is not None


@remembered
def is_compound(word: str) -> bool:
    """Tell whether a word is a compound of which a common noun of five letters or more is the head."""
    nouns = words("common_nouns")
    return any(word[split:].capitalize() in nouns for split in range(3, len(word) - 4))


NOUN_ENDING = re.compile(
    r"[a-zäöüß]{2}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|ität|itäten|tion|tionen|ismus|tum|innen)$"
)
"""Endings of abstract nouns, which no surname has behind two letters or more."""


LIKE_A_SURNAME = re.compile(
    r"(?:ers?|mann|manns|stein|berg|bach|feld|thal|wald|hof|vogt|schmidt?|meie?r|bauer|müller|schulze?|horst)$"
)


@remembered
def is_long_noun(word: str) -> bool:
    """Tell whether a word of eight letters or more is a noun of the dictionary with no ending of surnames."""
    return (
        len(word) > 7
        and (is_dictionary_noun(word) or NOUN_ENDING.search(word) is not None)
        and not LIKE_A_SURNAME.search(word)
        and word not in words("noun_surnames")
    )


@cache
def _office_pattern() -> re.Pattern[str]:
    known = words("office_heads")
    feminine = {f"{head[:-1]}{ending}" for head in known if head.endswith("e") for ending in ("in", "innen")}
    heads = "|".join(sorted(known | feminine, key=len, reverse=True))
    return re.compile(rf"(?:{heads})(s|es|n|en|r|in|innen)?$")


def names_a_firm(word: str) -> bool:
    """Tell whether a single word behind this office names a firm, or no name stands there at all."""
    return word.casefold().endswith(_firm_heads())


@cache
def _firm_heads() -> tuple[str, ...]:
    return tuple(words("firm_heads"))


BODY = re.compile(r"(?:rat|rats|rates|räte|räten|vorstand|vorstands|vorstandes|präsidium|kreisverband)$")


def is_body(word: str) -> bool:
    """Tell whether an office is the name of a body, too: "Stadtrat", "Vorstand"."""
    return BODY.search(word.casefold()) is not None


FEMININE = re.compile(r"(?:in|frau|schwester|äbtissin)$")


@remembered
def is_office(word: str) -> bool:
    """Tell whether a word looks like an office, profession or function by its last part."""
    folded = word.casefold()
    return any(_office_pattern().search(form) for form in {folded, _with_umlauts(folded)})


def _with_umlauts(word: str) -> str:
    """Give a word that is written without umlauts (Buergermeister) with them."""
    return word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")


def office_gender(word: str) -> Gender | None:
    """Give the gender that an office tells: -in is feminine; -e (Vorsitzende) and plurals tell none."""
    folded = word.casefold()
    if FEMININE.search(folded):
        return "f"
    match = _office_pattern().search(folded)
    return None if match is None or match[1] in ("innen", "en", "n") or folded.endswith("e") else "m"


MARKS = "\u0300-\u036f\u00ad"
"""Combining marks (decomposed umlauts) and the soft hyphen: inside words, never at their start."""


def normal(text: str) -> str:
    """Give a word composed and without soft hyphens; typographic hyphens and apostrophes become plain."""
    if text.isascii():
        return text.replace("-\n", "-")
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("-\n", "-"))
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"‐": "-", "‑": "-", "’": "'", "´": "'", "`": "'", "‘": "'"})
