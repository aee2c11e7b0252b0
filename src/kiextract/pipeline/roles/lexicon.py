"""The lexicon of offices: from a word of the text to the office that it names.

The words are data (``lexicon/*.tsv``, ``lexicon/*.txt``); forms are made by
:mod:`kiextract.pipeline.roles.inflection`, compounds are found by their last part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal

from kiextract.pipeline.remembering import remembered
from kiextract.pipeline.roles.inflection import Readings, feminine_of, forms, readings

Kind = Literal["office", "function", "rank", "profession", "relation", "body"]
Complement = Literal["free", "territory", "none"]

LONGEST_WORD = 80
"""Code points of the longest word that is looked up: bounds the search for a compound's head."""

SHORTEST_MODIFIER = 2
"""Code points of the shortest first part of a compound ("KI-Leiter", "Ex-Minister")."""

SHORTEST_MISSPELLED = 9
"""Code points of the shortest form whose misspellings are recognised."""

GENDER_SIGN = re.compile(r"(?:/-?|\\?[:*_·])(?:in(nen)?|r)$|(?<=[a-zäöüß])In(nen)?$")
"""Gender-inclusive endings: Leiter:in, Leiter*innen, Leiter_in, Leiter/-in, LeiterIn, Vorsitzende:r."""

SMALL_FIRST_PART = re.compile(r"[a-zäöüß]{1,5}-[A-ZÄÖÜ]")
"""ödp-Chef, e-Mobilitätsbeauftragte."""

CAMEL = re.compile(r"([A-ZÄÖÜ][a-zäöüß]+)([A-Z]{2,})")
"""OrtsBM, GemBM."""

SINGULAR_INCLUSIVE = readings("mngda fngda")
PLURAL_INCLUSIVE = readings("pngda")


@dataclass(frozen=True)
class Office:
    """One head of the lexicon."""

    head: str
    """The masculine base form (the feminine where there is no masculine)."""
    name: str
    """The gender-neutral base form: Leiter/in, Vorsitzende/r, Landrat/Landrätin."""
    kind: Kind
    compounds: bool
    complement: Complement


@dataclass(frozen=True)
class Entry:
    """What the lexicon says about one word of a text."""

    office: Office
    modifier: str
    """The first part of a compound, folded and without its linking hyphen; empty if there is none."""
    readings: Readings
    """Possible genders, numbers and cases (see :mod:`kiextract.pipeline.roles.inflection`)."""


def lines(name: str) -> list[str]:
    """Give the lines of a word list of this room, without comments and blank lines."""
    text = (resources.files(__package__) / "lexicon" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def fold(word: str) -> str:
    """Give the key under which a word is looked up: composed, without soft hyphens, in lower case."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word).replace("\u00ad", "").lower()


@cache
def word_class(name: str) -> frozenset[str]:
    """Give a closed word class of ``word_classes.tsv``; raise KeyError for a name that it lacks."""
    table = dict(line.split("\t") for line in lines("word_classes.tsv"))
    return frozenset(table[name].split())


@cache
def _forms() -> dict[str, tuple[Office, Readings]]:
    table: dict[str, tuple[Office, Readings]] = {}
    for line in lines("offices.tsv"):
        masculine, feminine, declension, kind, compounds, complement = line.split("\t")
        man = None if masculine == "-" else masculine
        woman = _feminine(man, feminine, declension)
        office = Office(
            head=man or woman or "",
            name=neutral_name(man, woman, declension),
            kind=kind,  # type: ignore[arg-type]
            compounds=compounds == "yes",
            complement=complement,  # type: ignore[arg-type]
        )
        for form, codes in forms(man, woman, declension).items():
            known = table.get(fold(form))
            if known and known[0].head != office.head:
                continue
            table[fold(form)] = (office, codes | known[1] if known else codes)
    return table


def _feminine(masculine: str | None, feminine: str, declension: str) -> str | None:
    if feminine == "-" or (not feminine and declension in "at"):
        return None
    return feminine or (feminine_of(masculine) if masculine else None)


def neutral_name(masculine: str | None, feminine: str | None, declension: str) -> str:
    """Give the gender-neutral base form of an office."""
    if masculine is None or feminine is None or masculine == feminine:
        base = masculine or feminine or ""
        return base.removesuffix("r") + "/r" if declension == "a" else base
    if feminine == masculine + "in":
        return masculine + "/in"
    return f"{masculine}/{feminine}"


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(fold(line.strip()) for line in lines("not_offices.txt"))


def is_stop_word(word: str) -> bool:
    """Tell whether a word, or the last part of it, only looks like an office."""
    key = fold(word)
    return key in _stop_words() or key.rpartition("-")[2] in _stop_words()


def is_noun_form(word: str) -> bool:
    """Tell whether a word is written like a noun: with a capital, or one behind a first part (ödp-Chef)."""
    return word[:1].isupper() or SMALL_FIRST_PART.match(word) is not None


@remembered
def look_up(word: str) -> Entry | None:
    """Find the office that a word names, by itself or as the last part of a compound.

    Gender-inclusive spellings count as both genders. None for words that only look like an office
    (``not_offices.txt``) and for words in lower case: German offices are nouns.
    """
    if len(word) > LONGEST_WORD or not is_noun_form(word):
        return None
    inclusive = GENDER_SIGN.search(word)
    key = fold(word[: inclusive.start()] if inclusive else word)
    if is_stop_word(key):
        return None
    entry = _abbreviated(word) or _whole(key) or _compound(key) or _without_umlauts(key)
    if entry is None or inclusive is None:
        return entry
    codes = PLURAL_INCLUSIVE if inclusive[0].endswith("nen") else SINGULAR_INCLUSIVE
    return Entry(entry.office, entry.modifier, codes)


def own_entry(name: str, word: str, codes: Iterable[str]) -> Entry:
    """Give the entry of an office of the user's lexicon, by its gender-neutral base form and a form of it.

    It is an office that may stand with any complement; ``codes`` are the readings of the form.
    """
    office = Office(name, name, "office", compounds=False, complement="free")
    modifier = fold(word[: word.rfind("-") + 1]).rstrip("-") if "-" not in name else ""
    return Entry(office, modifier, frozenset(codes))


def look_up_attributed(attribute: str, word: str) -> Entry | None:
    """Find an office that only an attribute makes one: sachkundiger Bürger."""
    for stem, (office, codes) in _attributed().get(fold(word), {}).items():
        if fold(attribute).startswith(stem):
            return Entry(office, "", codes)
    return None


@cache
def _attributed() -> dict[str, dict[str, tuple[Office, Readings]]]:
    """Read ``attributed_offices.tsv``: forms, with the attributes that make them an office."""
    table: dict[str, dict[str, tuple[Office, Readings]]] = {}
    for line in lines("attributed_offices.tsv"):
        attribute, masculine, declension = line.split("\t")
        feminine = _feminine(masculine, "", declension)
        name = neutral_name(masculine, feminine, declension)
        office = Office(masculine, name, "office", compounds=False, complement="territory")
        for form, codes in forms(masculine, feminine, declension).items():
            table.setdefault(fold(form), {})[attribute] = (office, codes)
    return table


def look_up_misspelled(word: str) -> Entry | None:
    """Find the office that a word with one letter too many, too few or exchanged is meant for.

    Only for words beside a name: "Landtagsabgesordneter Josef Muster".
    """
    if len(word) > LONGEST_WORD or not word[:1].isupper() or look_up(word):
        return None
    key = fold(word)
    for start in range(len(key) - SHORTEST_MISSPELLED + 1):
        part = key[start:]
        meant = [
            form
            for form in _half_alike(part)
            if (start == 0 or (_forms()[form][0].compounds and start > SHORTEST_MODIFIER))
            and _one_slip(part, form)
        ]
        if meant:
            order = list(_forms())
            form = min(meant, key=lambda form: (_first_shared(part, form), order.index(form)))
            office, codes = _forms()[form]
            return Entry(office, key[:start].rstrip("-"), codes)
    return None


def _first_shared(word: str, form: str) -> int:
    """Give how far from the beginning a letter of the word is left out to make the two alike: 0 for none."""
    shorter = {form, *_deletions(form)}
    return next(index for index, variant in enumerate((word, *_deletions(word))) if variant in shorter)


def _deletions(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(len(word))]


def _half_alike(word: str) -> set[str]:
    """Give the forms of which one slip may have made a word: of each, one half is in the word."""
    found: set[str] = set()
    for length in range(len(word) - 1, len(word) + 2):
        before, behind = _halves(length)
        found.update(_forms_by_half().get((length, word[:before], ""), ()))
        found.update(_forms_by_half().get((length, "", word[len(word) - behind :]), ()))
    return found


def _halves(length: int) -> tuple[int, int]:
    """Give the letters before and behind the middle one: no slip of one letter, or of two, touches both."""
    return length // 2, length - length // 2 - 1


@cache
def _forms_by_half() -> dict[tuple[int, str, str], list[str]]:
    """Give the forms that are long enough, by length and what is before or behind the middle letter."""
    table: dict[tuple[int, str, str], list[str]] = {}
    for form in _forms():
        if len(form) >= SHORTEST_MISSPELLED:
            before, behind = _halves(len(form))
            table.setdefault((len(form), form[:before], ""), []).append(form)
            table.setdefault((len(form), "", form[-behind:]), []).append(form)
    return table


def _one_slip(word: str, form: str) -> bool:
    """Tell whether one letter more, less, replaced or exchanged with the next makes one the other."""
    start = 0
    while start < min(len(word), len(form)) and word[start] == form[start]:
        start += 1
    if len(word) != len(form):
        longer, shorter = (word, form) if len(word) > len(form) else (form, word)
        return longer[start + 1 :] == shorter[start:]
    exchanged = (
        word[start : start + 2] == form[start : start + 2][::-1] and word[start + 2 :] == form[start + 2 :]
    )
    return start > 0 and (word[start + 1 :] == form[start + 1 :] or exchanged)


def _without_umlauts(key: str) -> Entry | None:
    """Read "Buergermeisterin", as typewriters and old systems write it."""
    respelled = key.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    return (_whole(respelled) or _compound(respelled)) if respelled != key else None


def _whole(key: str) -> Entry | None:
    found = _forms().get(key)
    return Entry(found[0], "", found[1]) if found else None


@cache
def _abbreviations() -> dict[str, Entry]:
    """Read ``abbreviations.tsv``: OB, MdB; they count as both genders, and "OBin" as a woman.

    Ranks (BI, BM) and those marked "beside" are of the kind "relation": without a name beside them they
    stand for something else.
    """
    table = {}
    for line in lines("abbreviations.tsv"):
        abbreviation, head, behind = line.split("\t")
        meant = _whole(fold(head)) or _compound(fold(head))
        if meant is None:
            raise ValueError(f"abbreviations.tsv: {head} is no office")
        complement: Complement = "none" if behind == "behind" else "territory"
        needs_name = meant.office.kind == "rank" or behind == "beside"
        kind: Kind = "relation" if needs_name else meant.office.kind
        office = replace(meant.office, kind=kind, complement=complement, compounds=False)
        codes = readings("fngda") if abbreviation.endswith("in") else SINGULAR_INCLUSIVE
        table[abbreviation] = Entry(office, meant.modifier, codes)
        table.setdefault(abbreviation + "s", Entry(office, meant.modifier, readings("mg pngda")))
    return table


def _abbreviated(word: str) -> Entry | None:
    """Find "OB", "MdB", "Ehren-Orts-BM"."""
    modifier, _, last = word.rpartition("-")
    if camel := CAMEL.fullmatch(last):
        modifier, last = modifier + camel[1], camel[2]
    entry = _abbreviations().get(last)
    return replace(entry, modifier=fold(modifier)) if entry and modifier else entry


def _compound(key: str) -> Entry | None:
    table = _forms()
    for start in range(SHORTEST_MODIFIER, len(key) - 1):
        found = table.get(key[start:])
        if found is None:
            continue
        hyphen = key[start - 1] == "-"
        if hyphen or (found[0].compounds and start > SHORTEST_MODIFIER):
            return Entry(found[0], key[:start].rstrip("-"), found[1])
    return None
