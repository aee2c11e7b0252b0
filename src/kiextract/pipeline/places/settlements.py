"""Towns, quarters, Länder, countries, landscapes, waters: names of the tables where the context allows.

Many towns are common words (Essen, Regen) or surnames (Kassel, Hagen), so a name needs the better a
context, the more else it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.places import context, gazetteer
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import WHOLE_KEY, Entry, words
from kiextract.pipeline.places.inflection import capitalised
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.places.spelling import expand
from kiextract.pipeline.places.streets import NAMES

WORD = re.compile(r"(?<![\w.@/#-])(?:[^\W\d_a-zäöüß][\w’'-]*\w|U\.S\.A\.)")
"""A capitalised word, hyphens included."""
ABBREVIATED = re.compile(
    r" (?:[abiovABIOV]\. ?(?:d\. ?)?)[A-ZÄÖÜ]\w+\.?| ?/ ?(?:Erzgeb|Vogtl|Sa|Thür|O\. ?L|Sächs\. Schw)\."
)
"""What may follow the first word of an abbreviated name: a. Inn, i.d.OPf., /Erzgeb."""
ON_WATER = re.compile(rf" (?:am|an der) (?P<water>{NAMES})(?![\w-])")
AFTER_OT = re.compile(
    rf"(?<![\w-])(?P<word>Ortsteile?n?|Stadtteile?n?|Ortsteils|Stadtteils|OT) (?P<name>{NAMES})(?![\w-])"
)
"""A quarter that no table holds."""
PART_OF_TOWN = re.compile(r"(?:(?<=[Dd]er )|(?<=er ))(?:Ober|Unter|Nord|Süd|West|Ost)stadt(?![\w-])")
"""(in der Marburger) Oberstadt"""
UNKNOWN = re.compile(
    r"(?<!\w)(?:[Ii]n|[Aa]us|[Nn]ach|Richtung|Raum) (?P<name>[A-ZÄÖÜ][a-zäöüß]{1,16}(?:hausen|heim|dorf|bach|"
    r"ingen|stadt|felde?|kirchen|rod[ea]|büttel|hagen|horst|horsten|weiler|stedt|leben|brück|furt|hain|walde|"
    r"scheid|rath|lohe|beck|born|bronn|münde|wegen|stetten|hofen|reuth|ried|au))(?![\w-])(?! [A-ZÄÖÜ])"
)
"""A settlement that no table holds: by its ending, behind a preposition without an article."""
COORDINATED = re.compile(
    r"(?<![\w-])(?P<first>Nord|Süd|Ost|West|Ober|Unter|Mittel|Nieder|Zentral)-"
    r"(?= (?:und|oder|bzw\.|sowie) (?P<second>[A-ZÄÖÜ]\w+))"
)
"""Ober- (und Niederbayern)."""

LARGE, MEDIUM, TOWN, SMALL = 500_000, 50_000, 20_000, 1_500
_PARTS = frozenset(
    ["Mitte", "Nord", "Süd", "Ost", "West", "Altstadt", "Neustadt", "Innenstadt", "Zentrum", "Stadt", "Land"]
)
"""Second halves that make a quarter of a town: Köln-Mitte."""
_KNOWN_ABBREVIATIONS = frozenset(["BRD", "DDR", "NRW", "UdSSR", "USA", "VAE"])
"""Short names in capitals that mean nothing else; others (MV, UK) need a place's context."""
_WITHOUT_VILLAGES = ("05", "06", "08", "10")
"""Länder whose reforms left no municipality of a few hundred people (or hardly one)."""
_GOES_ON = re.compile(r"-\w")
_QUARTER_WORDS = frozenset(
    [
        "OT",
        "Ortsteil",
        "Ortsteile",
        "Ortsteilen",
        "Ortsteils",
        "Stadtteil",
        "Stadtteile",
        "Stadtteilen",
        "Stadtteils",
    ]
)
_NUMBER_AFTER = re.compile(r" ?\d{1,2}\b(?!\.)")
_WATER_BEFORE = re.compile(
    r"(?i)\b(?:der|die|den|dem|des|am|an|im|vom|von|zum|zur|zwischen|und|beider|Fluss|Flusses|Kanal|See) $"
)
_ON_BANK = re.compile(
    r"\b(?:[Aa]n|[Ii]n|entlang|über|nahe|Ufer|Mündung|Fluss) (?:der|die) $|\b(?:[Aa]m|[Ii]m|Fluss) $"
)
_COMPASS = re.compile(r"(?:Nord|Süd|Ost|West|Ober|Unter|Mittel|Nieder|Zentral)")
_INFLECTED = re.compile(r"(?P<stem>\w+)(?:er|es|e)")


def find_settlements(text: str, surnames: frozenset[str]) -> Iterator[Found]:
    """Give the names of the tables in a text where their context allows it.

    ``surnames`` are those of the persons of the text: a place of that name needs a better context.
    """
    for match in WORD.finditer(text):
        found = lookup(text, match.start(), match[0])
        if found is None or is_person(text, found):
            continue
        if _allowed(text, found, surnames):
            yield as_called(text, found)
        elif _is_plain(text, found, surnames):
            yield replace(found, sure=False)
    for match in AFTER_OT.finditer(text):
        name = match["name"]
        if not gazetteer.settlements(name) and not is_noun(name):
            yield Found(match.start("name"), match.end("name"), "quarter", capitalised(name))
    for match in PART_OF_TOWN.finditer(text):
        yield Found(match.start(), match.end(), "quarter", match[0])
    for match in UNKNOWN.finditer(text):
        name = match["name"]
        if not gazetteer.settlements(name) and not is_noun(name) and not lexicon.is_given(name):
            yield Found(match.start("name"), match.end("name"), "quarter", name)
    for match in COORDINATED.finditer(text):
        rest = _COMPASS.sub("", match["second"], count=1)
        entry = gazetteer.territories().get(match["second"].removesuffix("s"))
        if entry and rest != match["second"]:
            yield Found(match.start(), match.end(), entry.kind, match["first"] + rest)


def as_called(text: str, found: Found) -> Found:
    """Give a find with the kind that the word before it says: Ortsteil Wald is a quarter."""
    word = context.previous_word(text, found.start)
    if word in _QUARTER_WORDS and found.kind in ("municipality", "other"):
        return replace(found, kind="quarter", entries=())
    if found.kind == "other" and not found.entries and context.named_before(text, found.start):
        return replace(found, kind="municipality")
    return found


def is_person(text: str, found: Found) -> bool:
    """Tell whether a title or office makes a name a person's; not so a genitive (Ministerin Bayerns)."""
    previous = context.previous_word(text, found.start)
    if lexicon.is_given(previous) and not is_noun(previous):
        return True
    in_genitive = text[found.end - 1] == "s" and not found.name.endswith("s")
    return context.person_before(text, found.start) and not in_genitive


def _is_plain(text: str, found: Found, surnames: frozenset[str]) -> bool:
    """Tell whether a name means nothing but a German settlement, so that a place nearby makes it one."""
    form = text[found.start : found.end]
    return (
        found.kind in ("municipality", "quarter")
        and len(form) > 4
        and not form.isupper()
        and not context.has_article(text, found.start)
        and not is_ambiguous(found.name)
        and not is_noun(form)
        and found.name not in surnames
        and not lexicon.is_given(found.name)
        and any(entry.is_german and entry.latitude is not None for entry in found.entries)
    )


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
    if found := _written_out(text, start, start + len(word)):
        return found
    for form in _readings(word):
        if form in gazetteer.territories() or gazetteer.settlements(form) or form in gazetteer.districts():
            return with_water(text, _settled(start, start + len(word), form))
    head, hyphen, tail = word.partition("-")
    if hyphen and _is_quarter(text, start, head, tail):
        return Found(start, start + len(word), "quarter", word)
    return None


def _is_quarter(text: str, start: int, head: str, tail: str) -> bool:
    """Tell whether a town and a second name with a hyphen are a quarter (Köln-Ehrenfeld, Berlin-Mitte)."""
    towns = gazetteer.settlements(head)
    if not towns or not tail[:1].isupper():
        return False
    large = any(town.population >= TOWN for town in towns)
    if tail in _PARTS or any(large or part.kind == "quarter" for part in gazetteer.settlements(tail)):
        return True
    return large and context.place_before(text, start) and not is_noun(tail)


def _longer(word: str) -> Iterator[str]:
    """Give the names of several words that begin with a word or with its first part."""
    yield from gazetteer.longer_forms(word)
    first = word.partition("-")[0]
    if first != word:
        yield from gazetteer.longer_forms(first)
    yield from gazetteer.longer_forms(word + ".")  # St. Augustin
    yield from _long_territories().get(word, ())


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
        for form in (expand(capitalised(written)), written.replace(" ", "")):
            if entries := gazetteer.settlements(form):
                return Found(start, end, "municipality", form, entries)
    return None


def with_water(text: str, found: Found) -> Found:
    """Widen a town by "am Main", "an der Ruhr" where no table holds the long name."""
    match = ON_WATER.match(text, found.end)
    large = any(entry.population >= 2 * MEDIUM for entry in found.entries)
    if match is None or found.kind not in ("municipality", "other") or large:
        return found
    water = gazetteer.territories().get(match["water"])
    if water is None or water.kind != "water":
        return found
    return replace(found, end=match.end(), name=text[found.start : match.end()])


def _readings(word: str) -> Iterator[str]:
    """Give a word, then without a genitive ending, then a word in capitals as it is usually written."""
    yield word
    if len(word) > 4 and word.endswith(("s", "’", "'")) and word not in words("nouns_not_places.txt"):
        yield word[:-1]
    if len(word) > 2 and word.isupper():
        yield capitalised(word)


def is_common(form: str) -> bool:
    """Tell whether a name is also an ordinary word."""
    return form in words("nouns_not_places.txt") or form in words("common_words.txt")


def is_ambiguous(form: str) -> bool:
    """Tell whether a town's name is also a word or a surname."""
    return is_common(form) or form in words("surnames.txt")


def _is_large_by_law(found: Found) -> bool:
    """Tell whether a municipality of unknown size lies in a Land that has but large ones."""
    return any(
        entry.key.startswith(_WITHOUT_VILLAGES) and len(entry.key) == WHOLE_KEY for entry in found.entries
    )


def _allowed(text: str, found: Found, surnames: frozenset[str]) -> bool:
    """Judge the context of a name of the tables."""
    start, form = found.start, found.name
    if found.kind == "water":
        before = _ON_BANK if form in words("ambiguous_waters.txt") else _WATER_BEFORE
        return bool(before.search(text[max(0, start - 14) : start]))
    dateline = form not in surnames and context.is_dateline(text, start, found.end)
    named = dateline or context.named_before(text, start)
    if text[start : found.end] in words("nouns_not_places.txt"):
        return named
    close = named or context.place_before(text, start)
    surface = text[start : found.end]
    if surface.isupper() and len(surface) < 6 and surface not in _KNOWN_ABBREVIATIONS:
        begins = context.begins_line(text, start) or text[max(0, start - 2) : start].strip() in (",", "/")
        return close if surface == form or found.kind == "state" else named or begins
    if form in words("ambiguous_regions.txt"):
        return close or bool(re.search(r"\b(?:im|am|der|dem) $", text[max(0, start - 5) : start]))
    if found.kind not in ("municipality", "quarter"):
        return True
    population = max((entry.population for entry in found.entries), default=0)
    if is_common(form):
        return named or (close and population >= 2 * SMALL and context.previous_word(text, start) != "bei")
    german = any(entry.is_german for entry in found.entries)
    if is_ambiguous(form) and (context.has_article(text, start) or _NUMBER_AFTER.match(text, found.end)):
        return named
    if form in surnames:
        return close
    if form in words("surnames.txt") or not german:
        listed = context.coordinated(text, start, found.end)
        if is_noun(form):
            return close or (listed and population >= MEDIUM)
        return close or population >= LARGE or (population >= MEDIUM and context.loosely_before(text, start))
    if context.has_article(text, start) and population < MEDIUM:
        return named
    known = (
        (population >= SMALL or _is_large_by_law(found)) and found.kind == "municipality" and len(form) > 4
    )
    return close or known or population >= MEDIUM
