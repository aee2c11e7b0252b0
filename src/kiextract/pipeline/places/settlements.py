"""Towns, quarters, Länder, countries, landscapes, waters: names of the tables where the context allows.

Many towns are common words (Essen, Regen) or surnames (Kassel, Hagen), so a name needs the better a
context, the more else it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.places import context, gazetteer
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import WHOLE_KEY, words
from kiextract.pipeline.places.inflection import capitalised
from kiextract.pipeline.places.lookup import is_ambiguous, is_common, lookup
from kiextract.pipeline.places.nouns import is_lemma, is_noun
from kiextract.pipeline.places.streets import NAME, NAMES
from kiextract.pipeline.searching import beginning
from kiextract.record import PlaceKind

WORD = re.compile(r"[^\W\d_a-zäöüß](?<![\w.@/#-].)(?:[\w’'-]*\w|(?<=U)\.S\.A\.)")
"""A capitalised word, hyphens included."""
_TOWN = rf"(?:(?:Bad|St\.|Sankt|Groß|Klein|Neu|Alt) )?{NAMES}"
_SETTLEMENT_WORD = beginning(
    "OT", "Ortsteil(?:e?s|en?)?", "Stadtteil(?:e?s|en?)?", "Gemeinden", "Kommunen", "Städten?", "Dörfern?",
    "Ortschaften", "Ortsgemeinden", "Mitgliedsgemeinden", "Nachbargemeinden",
)  # fmt: skip
LISTED = re.compile(
    rf"(?P<word>{_SETTLEMENT_WORD}) "
    rf"(?P<names>{_TOWN}(?:, {_TOWN}){{0,15}}(?: (?:und|oder|sowie) {_TOWN})?)(?![\w-])"
)
"""Ortsteil Wald; Gemeinden Scheeßel, Bad Laer und Much: each is one that is in the tables, or is no noun."""
PART_OF_TOWN = re.compile(
    beginning("Ober", "Unter", "Nord", "Süd", "West", "Ost", behind_first=r"(?<=er .)") + r"stadt(?![\w-])"
)
"""(in der Marburger) Oberstadt"""
_PREPOSITION = beginning(
    "In", "in", "Aus", "aus", "Nach", "nach", "Richtung", "Raum", behind_first=r"(?<!\w.)"
)  # fmt: skip
UNKNOWN = re.compile(
    rf"{_PREPOSITION} (?P<name>[A-ZÄÖÜ][a-zäöüß]{{1,16}}(?:hausen|heim|dorf|bach|"
    r"ingen|stadt|felde?|kirchen|rod[ea]|büttel|hagen|horst|horsten|weiler|stedt|leben|brück|furt|hain|walde|"
    r"scheid|rath|lohe|beck|born|bronn|münde|wegen|stetten|hofen|reuth|ried|au))(?![\w-])(?! [A-ZÄÖÜ])"
)
"""A settlement that no table holds: by its ending, behind a preposition without an article."""
HEADED = re.compile(rf"^\d{{1,4}}\. [^\n]{{3,200}} [–-] (?P<name>{NAMES})$", re.MULTILINE)
"""1246. Brand eines Kellers – Laim: the place of a numbered report, which no table need hold."""
DATELINE = re.compile(
    rf"^(?P<name>{NAMES}) ?– (?=(?:A[mn]|Auf|Beim?|Bereits|D(?:er|ie|as)|Ein(?:en?)?|Gegen|Gestern|Heute|"
    r"I[mn]|Mit|Nach|Seit|Zu|Zwischen) )",
    re.MULTILINE,
)
"""Kriegshaber – In der Nacht …"""
WITH_ADDITION = re.compile(
    rf"{beginning('Klein', 'Groß', 'Alt', 'Neu', 'Ober', 'Unter', 'Nieder', 'Hohen')}"
    rf"-(?P<rest>{NAME})(?![\w-])"
)
"""Klein-Denkte: part of a village"""
OF_COMPASS = re.compile(
    rf"{beginning('Nord(?:ost|west)?', 'Süd(?:ost|west)?', 'Ost', 'West', 'Mittel', 'Zentral')}"
    r"(?P<rest>[a-zäöü]{5,20}?)(?P<ending>s)?(?![\w-])"
)
"""Südbayern, Nordfrankreich"""
_COMPASS_WORDS = ("Nord", "Süd", "Ost", "West", "Ober", "Unter", "Mittel", "Nieder", "Zentral")
COORDINATED = re.compile(
    rf"(?P<first>{beginning(*_COMPASS_WORDS)})-"
    r"(?= (?:und|oder|bzw\.|sowie) (?P<second>[A-ZÄÖÜ]\w+))"
)
"""Ober- (und Niederbayern)."""

LARGE, MEDIUM, SMALL, VILLAGE = 500_000, 50_000, 3_000, 1_500
"""Inhabitants from which a name needs the less of a context."""
_KNOWN_ABBREVIATIONS = frozenset(["BRD", "DDR", "NRW", "UdSSR", "USA", "VAE"])
"""Short names in capitals that mean nothing else; others (MV, UK) need a place's context."""
_WITHOUT_VILLAGES = ("05", "06", "08", "10")
"""Länder whose reforms left no municipality of a few hundred people (or hardly one)."""
_NUMBER_AFTER = re.compile(r" ?\d{1,2}\b(?!\.)")
_WATER_BEFORE = re.compile(
    r"(?i)\b(?:der|die|den|dem|des|am|an|im|vom|von|zum|zur|zwischen|und|beider|Fluss|Flusses|Kanal|See) $"
)
_ON_BANK = re.compile(
    r"\b(?:[Aa]n|[Ii]n|entlang|über|nahe|Ufer|Mündung|Fluss) (?:der|die) $|\b(?:[Aa]m|[Ii]m|Fluss) $"
)
_BY_RIVER = re.compile(
    r"\b(?:Auen?|[Ee]ntlang|Hochwasser|[Ii]n|Mündung|[Nn]ahe|[Üü]ber|Ufern?) (?:an )?(?:der|die) $"
)
"""Words that only a river has; "an der Lippe" is where someone bleeds, too."""
_IN_REGION = re.compile(r"\b(?:im|am|der|dem) $")
_COMPASS = re.compile("|".join(_COMPASS_WORDS))


def find_settlements(text: str, persons: frozenset[str]) -> Iterator[Found]:
    """Give the names of the tables in a text where their context allows it.

    ``persons`` are the names and surnames of the persons of the text: a place of that name needs a better
    context.
    """
    for match in WORD.finditer(text):
        found = lookup(text, match.start(), match[0])
        if found and found.kind == "district" and _is_river(text, found):
            found = replace(found, kind="water", name=found.name, entries=())
        if found is None or is_person(text, found):
            continue
        if _allowed(text, found, persons):
            yield as_called(text, found)
        elif _is_plain(text, found, persons):
            yield replace(found, sure=False)
    for match in LISTED.finditer(text):
        yield from _listed(match)
    for match in PART_OF_TOWN.finditer(text):
        yield Found(match.start(), match.end(), "quarter", match[0])
    for match in UNKNOWN.finditer(text):
        name = match["name"]
        if not gazetteer.settlements(name) and not is_noun(name) and not lexicon.is_given(name):
            yield Found(match.start("name"), match.end("name"), "quarter", name)
    for pattern in (HEADED, DATELINE):
        for match in pattern.finditer(text):
            name = match["name"]
            if not is_noun(name) and not lexicon.is_given(name) and len(name) > 2:
                yield Found(match.start("name"), match.end("name"), "quarter", capitalised(name))
    for match in WITH_ADDITION.finditer(text):
        if not is_noun(match["rest"]) and context.place_before(text, match.start()):
            yield Found(match.start(), match.end(), "quarter", match[0])
    for match in OF_COMPASS.finditer(text):
        whole = gazetteer.territories().get(match["rest"].capitalize())
        if whole and whole.kind in ("state", "country", "region", "other"):
            name = match[0].removesuffix(match["ending"] or "")
            yield Found(match.start(), match.end(), "region", name)
    for match in COORDINATED.finditer(text):
        rest = _COMPASS.sub("", match["second"], count=1)
        entry = gazetteer.territories().get(match["second"].removesuffix("s"))
        if entry and rest != match["second"]:
            yield Found(match.start(), match.end(), entry.kind, match["first"] + rest)


def _listed(match: re.Match[str]) -> Iterator[Found]:
    """Give the settlements behind a word for them: one, or several with the plural."""
    is_quarter = match["word"].startswith(("OT", "Orts", "Stadt")) and "emeinde" not in match["word"]
    for item in re.finditer(_TOWN, match["names"]):
        start = match.start("names") + item.start()
        entries = gazetteer.settlements(item[0])
        if entries and not is_quarter:
            yield Found(start, start + len(item[0]), "municipality", item[0], entries)
        elif entries or not is_noun(item[0]):
            kind: PlaceKind = "quarter" if is_quarter else "municipality"
            yield Found(start, start + len(item[0]), kind, capitalised(item[0]))
        if not match["word"].endswith(("n", "e")):
            return


def as_called(text: str, found: Found) -> Found:
    """Give a find with the kind that the word before it says: Ortsteil Wald is a quarter."""
    word = context.previous_word(text, found.start)
    if word in words("quarter_words.txt") and found.kind in ("municipality", "other"):
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


def _is_river(text: str, found: Found) -> bool:
    """Tell whether the name of a Kreis is that of its river here: "an der Lippe"."""
    return found.name in words("rivers_of_districts.txt") and bool(
        _BY_RIVER.search(text[max(0, found.start - 24) : found.start])
    )


def _is_plain(text: str, found: Found, persons: frozenset[str]) -> bool:
    """Tell whether a name means nothing but a German settlement, so that a place nearby makes it one."""
    form = text[found.start : found.end]
    return (
        found.kind in ("municipality", "quarter")
        and len(form) > 4
        and not form.isupper()
        and not context.has_article(text, found.start)
        and not is_ambiguous(found.name)
        and not is_noun(form)
        and found.name not in persons
        and not lexicon.is_given(found.name)
        and any(entry.is_german and entry.latitude is not None for entry in found.entries)
    )


def _allowed(text: str, found: Found, persons: frozenset[str]) -> bool:
    """Judge the context of a name of the tables."""
    start, form, surface = found.start, found.name, text[found.start : found.end]
    if found.kind == "water":
        before = _ON_BANK if form in words("ambiguous_waters.txt") else _WATER_BEFORE
        return bool(before.search(text[max(0, start - 14) : start]))
    dateline = form not in persons and context.is_dateline(text, start, found.end)
    named = dateline or context.named_before(text, start)
    if surface in words("nouns_not_places.txt"):
        return named
    close = named or context.place_before(text, start)
    close = close or (not is_common(form) and context.ends_headline(text, start, found.end))
    if surface.isupper() and len(surface) < 6 and surface not in _KNOWN_ABBREVIATIONS:
        is_abbreviation = surface == form or found.kind == "state"
        return close if is_abbreviation else named or context.begins_item(text, start)
    if form in words("ambiguous_regions.txt"):
        return close or bool(_IN_REGION.search(text[max(0, start - 5) : start]))
    if found.kind not in ("municipality", "quarter"):
        return True
    return named or _settlement_allowed(text, found, close, persons)


def _settlement_allowed(text: str, found: Found, close: bool, persons: frozenset[str]) -> bool:
    """Judge a settlement that the text does not call one; ``close``: a word of place stands before it."""
    start, form = found.start, found.name
    population = max((entry.population for entry in found.entries), default=0)
    if is_common(form):
        return close and population >= SMALL and context.previous_word(text, start) != "bei"
    has_article = context.has_article(text, start)
    if is_ambiguous(form) and (has_article or _NUMBER_AFTER.match(text, found.end)):
        return False
    if close or form in persons:
        return close
    if form in words("surnames.txt") or not any(entry.is_german for entry in found.entries):
        if is_lemma(form):
            return population >= MEDIUM and context.coordinated(text, start, found.end)
        return population >= LARGE or (population >= MEDIUM and context.loosely_before(text, start))
    if population >= MEDIUM:
        return not (has_article and is_lemma(form))  # "das Münster"
    is_town = found.kind == "municipality" and (population >= VILLAGE or _is_large_by_law(found))
    return is_town and len(form) > 4 and not has_article


def _is_large_by_law(found: Found) -> bool:
    """Tell whether a municipality of unknown size lies in a Land that has but large ones."""
    return any(
        entry.key.startswith(_WITHOUT_VILLAGES) and len(entry.key) == WHOLE_KEY for entry in found.entries
    )
