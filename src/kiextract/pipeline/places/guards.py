"""What is not a place: the rules that must not let one through.

Sources: annotation guidelines, section loc ("Not a place") and "Parts of words".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.places import context, gazetteer
from kiextract.pipeline.places.adjectives import is_adjective_of_place
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import words
from kiextract.pipeline.places.inflection import capitalised, gender, without_genitive
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.places.sites import all_site_heads, site_heads
from kiextract.pipeline.places.streets import is_generic

_OUTSIDE = re.compile(
    r"(?:(?:[Dd](?:er|ie|as|es|em|en)|[Ii]m|[Ii]n|[Aa]m|[Aa]us|[Ff]reistaat(?:e?s)?|D-|\d{5}) +)+"
)
"""Articles, prepositions, postal codes that a model takes in at the beginning of a name."""
_PUNCTUATION = " \t\r\n.,;:!?\"'“”„»«–—|*/-"
_LOOSE_END = re.compile(r" [a-zäöüß]+$| [IVX]{1,4}\.?$")
"""A word written small, or the number of a team (Neudorf II)."""
_CONSTITUENCY = re.compile(r"kreis(?:e?s)? $")
"""Wahlkreis Neudorf II: here the number is part of the name."""
_LOOK_BACK = 20
"""Code points in front of a name that are looked at."""
_PART_OF_SITE = re.compile(r"[A-ZÄÖÜ]\w+ (?:von|des|der) (?=(?P<site>[A-ZÄÖÜ]\w+) [A-ZÄÖÜ])")
"""Park des Schlosses Bellevue: the site is what has the name."""
_ABBREVIATION_END = re.compile(r"[/ .]\w{1,6}\.$")
_TRUNCATED = re.compile(r"- (?:und|oder|bzw)")
_NOUN_AFTER = re.compile(r" [A-ZÄÖÜ]")
_LOWER_ADJECTIVE = re.compile(r"[a-zäöü]{2,12}e[nrms]? (?=[A-ZÄÖÜ])")
_RUN_ON = re.compile(r"(?<=[^\W\d_]{3})\.(?=[A-ZÄÖÜ])")
"""GROMBÜHL.Am: a full stop without a space behind it."""
_UNIT = re.compile(r"(?P<unit>[A-ZÄÖÜ]{2,4}) (?=[A-ZÄÖÜ])")
"""PI Neu-Ulm, SPD Neuwied"""
_STREET_BEFORE = re.compile(r"Straße (?=(?:Am|An|Auf|Hinter|Im|In|Unter|Zum|Zur) )")
_NOT_A_NAME = re.compile(r"(?:isch|lich|weit)$")
_LONG = 13
"""Letters from which a word may be a compound that the list of nouns leaves out."""
_PLURAL = re.compile(r"(?:^|[^,;] |[(„\"\n])(?:[Dd]ie|[Dd]en) (?:[a-zäöüß]{2,14}en )?$")
"""The article of a plural; behind a comma it may begin a relative clause."""
_ONE_OF_THEM = re.compile(
    r"(?:[-–][jJ]ährigen?|\b(?:(?i:eine[mn]|zwei|drei|vier|fünf|mehreren?|zahlreichen?)|\d{1,4})) $"
)
"""What makes the name of such a place its inhabitants: einem 33-jährigen Polen, zwei Schweden."""
_WEB = re.compile(r"@|\.(?:de|com|org|net|eu|info)\b")


def person_names(names: Sequence[Name], text: str) -> frozenset[str]:
    """Give the names and the surnames of the model's persons, also without a genitive s."""
    persons = [name.text for name in names if name.label == "PER" and _is_sure(text, name)]
    return frozenset(
        form
        for name in persons
        for word in (name, name.split()[-1])
        for form in (word, word.removesuffix("s"))
    )


def _is_sure(text: str, name: Name) -> bool:
    """Tell whether the model's person is one: a name of several words, a given name, or behind a title."""
    return (
        " " in name.text
        or lexicon.is_given(name.text.removesuffix("s"))
        or context.person_before(text, name.start)
    )


def organisations(names: Sequence[Name]) -> Mapping[int, int]:
    """Give, for each offset inside the name of an organisation, the offset behind that name."""
    return {
        offset: name.end for name in names if name.label == "ORG" for offset in range(name.start, name.end)
    }


def sure_persons(names: Sequence[Name], text: str) -> Intervals:
    """Give the spans that are persons beyond doubt: names of several words, or behind a title."""
    return Intervals(
        name
        for name in names
        if name.label == "PER" and _is_sure(text, name) and not context.named_before(text, name.start)
    )


def is_forbidden(text: str, found: Found, persons: Intervals, organisations: Mapping[int, int]) -> bool:
    """Tell whether a find lies in a person's name, a web address or an e-mail address.

    Nor is it a place where an organisation's name begins with it (Hessen Mobil) or is its own
    (Leopold-Hoesch-Museum); behind what the organisation is (Polizei Köln) it is one. The Bavarians (die
    Bayern) are people.
    """
    if found.name in words("peoples.txt"):
        before = text[max(0, found.start - 24) : found.start]
        if _PLURAL.search(before) or _ONE_OF_THEM.search(before):
            return True
    is_saint = text.startswith(("St. ", "Sankt "), found.start) and found.kind != "site"
    if is_saint and context.previous_word(text, found.start) in ("dem", "den", "der", "des", "vom"):
        return True
    end = organisations.get(found.start, 0)
    if end > found.end and re.match(r" [A-ZÄÖÜ]", text[found.end : found.end + 2]):
        return True
    if end == found.end and "-" in text[found.start : end] and organisations.get(found.start - 1) != end:
        return found.kind == "site"
    unmistakable = found.entries and " " in found.name  # LOHR A. MAIN is nobody
    if (
        not unmistakable
        and found.kind not in ("street", "site", "district")
        and persons.touch(found.start, found.end)
    ):
        return True
    return bool(_WEB.match(text, found.end)) or text[max(0, found.start - 1) : found.start] in ("@", "#", "_")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off what a model includes in a name and the guidelines do not; start == end if nothing is left."""
    if match := _OUTSIDE.match(text, start, end):
        start = match.end()
    if run_on := _RUN_ON.search(text, start, end):
        end = run_on.start()
    unit = _UNIT.match(text, start, end)
    if unit and unit["unit"] not in site_heads() and gazetteer.settlements(text[unit.end() : end]):
        start = unit.end()
    if street := _STREET_BEFORE.match(text, start, end):
        start = street.end()
    part = _PART_OF_SITE.match(text, start, end)
    if part and without_genitive(part["site"]) in site_heads():
        start = part.end()
    first, space, rest = text[start:end].partition(" ")
    if space and (
        first in words("named_places.txt") or (is_adjective_of_place(first) and _stands_alone(rest))
    ):
        start += len(first) + 1
    if "(" in text[start:end] and ")" not in text[start:end]:
        end = text.index("(", start)
    return start, max(start, _trimmed_end(text, start, end))


def _trimmed_end(text: str, start: int, end: int) -> int:
    """Take punctuation and loose words off the end, but not the sign of an abbreviation or of half a word."""
    while True:
        span = text[start:end]
        if _ABBREVIATION_END.search(span) or (span.endswith("-") and _TRUNCATED.match(text, end - 1)):
            return end
        closing = "" if "(" in span else ")]"
        bare = span.rstrip(_PUNCTUATION + closing)
        if not _CONSTITUENCY.search(text, max(0, start - _LOOK_BACK), start):
            bare = _LOOSE_END.sub("", bare)
        if bare == span:
            return end
        end = start + len(bare)


def _stands_alone(rest: str) -> bool:
    """Tell whether what follows the adjective of a place is a noun or name without it: Hofer Liebigstraße."""
    head = without_genitive(rest.split(" ")[0])
    return (
        head in words("generic_places.txt")
        or head.endswith(("straße", "platz", "allee", "stadt"))
        or bool(gazetteer.settlements(head))
    ) and head not in words("with_adjectives.txt")


def _is_word(span: str) -> bool:
    """Tell whether a word is a noun, or a long compound of one that is no kind of place."""
    if is_noun(span):
        return True
    tails = (span[split:].capitalize() for split in range(4, len(span) - 5)) if len(span) >= _LONG else ()
    return gender(without_genitive(span)) is None and any(is_noun(tail) for tail in tails)


def is_no_place(text: str, start: int, end: int) -> bool:
    """Tell whether a span that the model takes for a place, and that no table holds, is none."""
    span = text[start:end]
    if len(span) < 2 or "\n" in span or re.search(r"[\d@%€]", span):
        return True
    if not span[0].isupper():
        adjective = _LOWER_ADJECTIVE.match(span)
        noun = span[adjective.end() :] if adjective else ""
        return not noun or noun in words("streets_generic.txt") or noun in all_site_heads()
    base = without_genitive(capitalised(span))
    if base in words("generic_places.txt") or base in site_heads() or span in words("named_places.txt"):
        return True
    if is_generic(span):
        return True
    first, space, _ = span.partition(" ")
    if space:
        is_given = lexicon.is_sure_given(first) and not is_adjective_of_place(first)
        return is_given or context.person_before(text, start + len(first) + 1)
    if _NOT_A_NAME.search(span) or (lexicon.is_sure_given(span) and not context.place_before(text, start)):
        return True
    if "-" not in span and _is_word(span) and not context.named_before(text, start):
        return True
    listed = context.place_before(text, start) or text[max(0, start - 2) : start] == ", "
    return is_adjective_of_place(span) and (not listed or bool(_NOUN_AFTER.match(text, end)))
