"""Names of the tables in a text: the longest that begins at a word, in whatever form it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kiextract.pipeline.places import context, gazetteer
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import Entry, words
from kiextract.pipeline.places.inflection import capitalised
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.places.spelling import expand
from kiextract.pipeline.places.streets import NAMES
from kiextract.pipeline.remembering import remembered

ABBREVIATED = re.compile(
    r" (?:[abiovABIOV]\. ?(?:[dD]\. ?)?)[A-ZÄÖÜ]\w*\.?| ?/ ?(?:Erzgeb|Vogtl|Sa|Thür|O\. ?L|Sächs\. Schw)\."
)
"""What may follow the first word of an abbreviated name: a. Inn, i.d.OPf., /Erzgeb."""
ABBREVIATION = re.compile(r"\b[ABDIOV]\.")
"""A preposition or article in a name in capitals: LOHR A. MAIN."""
SHOUTED = re.compile(r"\b[A-ZÄÖÜ]{3,}\b")
"""A word in capitals: NEUSTADT a.d. AISCH."""
LETTERS = {"Ae": "Ä", "Oe": "Ö", "Ue": "Ü", "ae": "ä", "oe": "ö", "ue": "ü"}
PLAIN = re.compile("|".join((*LETTERS, "ss")))
"""Letters of texts that have no umlauts: Goettingen, Giessen."""
CAPITALS = re.compile(r"[A-ZÄÖÜ]{2,20}(?:[ -][A-ZÄÖÜ]{2,20}){1,5}(?![a-zäöüß])")
ON_WATER = re.compile(rf" (?:am|an der) (?P<water>{NAMES})(?![\w-])")
_PARTS = frozenset(
    ["Mitte", "Nord", "Süd", "Ost", "West", "Altstadt", "Neustadt", "Innenstadt", "Zentrum", "Stadt", "Land"]
)
"""Second halves that make a quarter of a town: Köln-Mitte."""
_GOES_ON = re.compile(r"-\w")
_QUARTER_OF, _LONG_NAME = 20_000, 100_000
"""Inhabitants from which a town's name joins with its quarters'; from which "am Rhein" is no part of it."""
_INFLECTED = re.compile(r"(?P<stem>\w+)(?:er|es|e)")


def lookup(text: str, start: int, word: str) -> Found | None:
    """Find the longest name of the tables that begins at an offset with a word; None if there is none."""
    for form in _longer(word):
        end = start + len(form)
        if not text.startswith(form, start) or _GOES_ON.match(text, end):
            continue
        if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
            return _settled(start, end + 1, form)
        if not text[end : end + 1].isalnum():
            return _written_out(text, start, end) or _settled(start, end, form)
    found = _written_out(text, start, start + len(word)) or _in_capitals(text, start, word)
    if found:
        return found
    form_in_tables = _form_in_tables(word)
    if form_in_tables is not None:
        return with_water(text, _settled(start, start + len(word), form_in_tables))
    head, hyphen, tail = word.partition("-")
    if hyphen and _is_quarter(text, start, head, tail):
        return Found(start, start + len(word), "quarter", word)
    return None


def _in_capitals(text: str, start: int, word: str) -> Found | None:
    """Look a name of several words up that stands in capitals: BAD WÖRISHOFEN."""
    match = CAPITALS.match(text, start) if word.isupper() else None
    usual = capitalised(match[0]) if match else ""
    if match is None or len(usual) != len(match[0]):
        return None
    if found := _written_out(text, start, match.end()):  # BAD AUE A. D. SEEVE
        return found
    for form in gazetteer.longer_forms(re.split(r"[ -]", usual)[0]):
        if usual.startswith(form) and not usual[len(form) : len(form) + 1].isalnum():
            return _settled(start, start + len(form), form)
    return None


def _is_quarter(text: str, start: int, head: str, tail: str) -> bool:
    """Tell whether a town and a second name with a hyphen are a quarter (Köln-Ehrenfeld, Berlin-Mitte)."""
    towns = gazetteer.settlements(head)
    if not towns or not tail[:1].isupper():
        return False
    parts = gazetteer.settlements(tail)
    if tail in _PARTS or any(part.kind == "quarter" for part in parts):
        return True
    if any(town.population >= _LONG_NAME for town in towns) and parts:
        return True
    large = any(town.population >= _QUARTER_OF for town in towns)
    return large and context.place_before(text, start) and not is_noun(tail)


@remembered
def _longer(word: str) -> tuple[str, ...]:
    """Give the names of several words that begin with a word or with its first part."""
    first = word.partition("-")[0]
    return (
        *gazetteer.longer_forms(word),
        *(gazetteer.longer_forms(first) if first != word else ()),
        *gazetteer.longer_forms(word + "."),  # St. Augustin
        *_long_territories().get(word, ()),
    )


@cache
def _long_territories() -> dict[str, list[str]]:
    """Give first word → names of several words but settlements; those with an adjective in each form."""
    forms: dict[str, set[str]] = {}
    for name in (*gazetteer.territories(), *(name for name in gazetteer.districts() if "reis" not in name)):
        first, space, rest = name.partition(" ")
        if not space:
            continue
        forms.setdefault(first, set()).add(name)
        if name in gazetteer.territories() and (match := _INFLECTED.fullmatch(first)):
            for ending in ("e", "en", "em", "er", "es"):
                inflected = match["stem"] + ending
                forms.setdefault(inflected, set()).add(f"{inflected} {rest}")
    return {first: sorted(names, key=len, reverse=True) for first, names in forms.items()}


def _territory(form: str) -> Entry | None:
    """Look a Land, country, landscape or water up, also with its adjective inflected."""
    if entry := gazetteer.territories().get(form):
        return entry
    first, space, rest = form.partition(" ")
    if space and (match := re.fullmatch(r"(\w+?)(?:e[rnms]?)", first)):
        for ending in ("e", "er", "es"):
            if entry := gazetteer.territories().get(f"{match[1]}{ending} {rest}"):
                return entry
    return None


def _settled(start: int, end: int, form: str) -> Found:
    if entry := _territory(form):
        return Found(start, end, entry.kind, entry.name, (entry,))
    if entries := gazetteer.settlements(form):
        municipal = any(entry.kind == "municipality" for entry in entries)
        return Found(start, end, "municipality" if municipal else "quarter", form, entries)
    return Found(start, end, "district", form, (gazetteer.districts()[form],))


def _written_out(text: str, start: int, middle: int) -> Found | None:
    """Look a name up of which the part behind an offset is abbreviated: Simbach a. Inn, Thalheim/Erzgeb."""
    match = ABBREVIATED.match(text, middle)
    if match is None:
        return None
    for end in (match.end(), match.end() - 1):
        written = text[start:end]
        if written.isupper():
            usual = ABBREVIATION.sub(lambda found: found[0].lower(), capitalised(written))
        else:
            usual = SHOUTED.sub(lambda found: capitalised(found[0]), written)
        for form in (expand(usual), written.replace(" ", "")):
            if entries := gazetteer.settlements(form):
                return Found(start, end, "municipality", form, entries)
    return None


def with_water(text: str, found: Found) -> Found:
    """Widen a town by "am Main", "an der Ruhr" where no table holds the long name."""
    match = ON_WATER.match(text, found.end)
    large = any(entry.population >= _LONG_NAME for entry in found.entries)
    if match is None or found.kind not in ("municipality", "other") or large:
        return found
    water = gazetteer.territories().get(match["water"])
    if water is None or water.kind != "water":
        return found
    return replace(found, end=match.end(), name=text[found.start : match.end()])


@remembered
def _form_in_tables(word: str) -> str | None:
    """Give the first reading of a word that the tables hold; None where they hold none."""
    for form in _readings(word):
        if form in gazetteer.territories() or gazetteer.settlements(form) or form in gazetteer.districts():
            return form
    return None


def _readings(word: str) -> Iterator[str]:
    """Give a word; without a genitive ending; in capitals as usually written; ae read as ä, ss as ß."""
    yield word
    if len(word) > 4 and word.endswith(("s", "’", "'")) and word not in words("nouns_not_places.txt"):
        yield word[:-1]
    if len(word) > 2 and word.isupper():
        word = capitalised(word)
        yield word
    if PLAIN.search(word):
        respelled = PLAIN.sub(lambda letters: LETTERS.get(letters[0], letters[0]), word)
        yield from (respelled, respelled.removesuffix("s"), word.replace("ss", "ß"))


def is_common(form: str) -> bool:
    """Tell whether a name is also an ordinary word."""
    return form in words("nouns_not_places.txt") or form in words("common_words.txt")


def is_ambiguous(form: str) -> bool:
    """Tell whether a town's name is also a word or a surname."""
    return is_common(form) or form in words("surnames.txt")
