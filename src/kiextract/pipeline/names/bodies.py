"""Organisations that are found without any model: offices with their charge, ministries, party groups.

An office with its charge is Amt für Kultur und Sport, Fachbereich Bildung, Stabsstelle Ehrenamt.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.lexicon import is_generic, is_institution, is_office, lines
from kiextract.pipeline.places.adjectives import is_adjective_of_place
from kiextract.pipeline.places.gazetteer import settlements
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.searching import CAPITAL, beginning

NOUN = r"[A-ZÄÖÜ][\w/-]+"
PHRASE = rf"(?:(?:de[rsnm]|die|das) )?(?:[a-zäöüß]{{3,}}(?:e|en|er|es) )?{NOUN}"
AND = r",? (?:und|sowie|&)"
OFFICE = re.compile(
    r"(?P<office>[A-ZÄÖÜ](?<!\w.)[\w/-]+"  # the first letter leads: so the search for it is fast
    rf"(?:(?<=[\w/-]{{2}}-) und {NOUN})?)"
    rf"(?: für (?P<matter>(?:die )?(?:Angelegenheiten|Belange|Fragen) de[rs] (?:{NOUN} )?{NOUN}"
    rf"|{PHRASE}(?:(?:, {PHRASE}){{0,4}}{AND} {PHRASE})?)"
    rf"| (?P<charge>{NOUN}(?:(?:, {NOUN}){{0,3}}{AND} {NOUN})?))"
)
AMERICAN = re.compile(
    r"U(?<!\w.)S-(?:Präsident|Senat|Kongress|Repräsentant|Demokrat|Republikaner|Wahl|Finanzminist|Außenminist|Regierung)|"
    r"R(?<!\w.)epräsentantenhaus"
)
"""What a text on the politics of the United States says somewhere."""
AMERICAN_BODY = re.compile(
    r"(?<![\w-])(?:Demokraten|Republikaner(?! [A-ZÄÖÜ])|Republikanern|"
    r"(?<=[Ii]m )Kongress|(?<=[Dd]e[mnrs] )Kongress(?:es)?)(?![\w-])"
)
"""Its parties and parliament, whose names are words of the language in other texts."""
WITH_PLACE = re.compile(rf"(?P<word>{CAPITAL}[\w/-]+)(?= (?P<place>(?:Bad )?[A-ZÄÖÜ][\w-]+))")
"""A word, and the place that may follow it."""
LAST_PART = re.compile(rf"{AND} {PHRASE}$")
NUMBERED = re.compile(r"\b(?:Fach|Kriminal)?[Kk]ommissariat(?:e?s)?[ \u00a0]\d{1,2}\b")
MINISTRY = re.compile(r"[A-ZÄÖÜ](?<!\w.)\w+ministeriums?\b")
UNIT = re.compile(r"\b(?:Zentrale[nr]? Einsatzdiensten?|Integrierte[nr]? Leitstelle)\b")
OF_TOWN = re.compile(
    r"(?P<town>[A-ZÄÖÜ](?<!\w.)[\w-]+er) "
    r"(?:Verkehrsbetrieben?|Verkehrsgesellschaft|Stadtreinigung|Symphoniker|Philharmoniker|"
    r"(?:(?:(?:Oberv|V)erwaltungs|(?:Oberl|L)and|Arbeits|Sozial|Finanz)gericht|Gesundheitsamt)(?:e?s)?)(?![\w-])"
)
"""Bodies that are called by the adjective of their town."""
PARLIAMENT = re.compile(
    r"[A-ZÄÖÜ](?<!\w.)(?:\w+ische[nrs]?|(?:(?<=B)erlin|(?<=H)amburg|(?<=H)ess|(?<=S)aarland|(?<=T)hüring)er)"
    r" Landtag(?:e?s)?\b"
)


def added(text: str, names: Sequence[Name]) -> list[Name]:
    """Add the organisations that the model did not find, in text order; they win over names within them."""
    offices = list(_offices(text, names))
    of_offices = Intervals(offices)
    kept = [name for name in names if not of_offices.touch(name.start, name.end)]
    organisations = Intervals(
        [*offices, *(name for name in kept if name.label == "ORG" and " " in name.text)]
    )
    bodies = [body for body in _bodies(text) if not organisations.touch(body.start, body.end)]
    of_bodies = Intervals(bodies)
    kept = [name for name in kept if not of_bodies.covers(name.start, name.end)]
    others = Intervals(kept)
    bodies = [body for body in bodies if not others.touch(body.start, body.end)]
    return sorted([*kept, *offices, *bodies], key=lambda name: name.start)


def _offices(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Find offices with their charge, which ends in front of a person and at the end of an organisation."""
    people = Intervals(name for name in names if name.label == "PER")
    places = Intervals(name for name in names if name.label == "LOC")
    organisations = [name for name in names if name.label == "ORG"]
    position = index = 0
    while match := OFFICE.search(text, position):
        position = match.start() + 1
        start, end = match.span()
        if not is_office(match["office"]) or places.covers(start, end + 1):  # the place goes on
            continue
        if people.touch(end, end + 2) and (last := LAST_PART.search(text, start, end)):
            end = last.start()  # the last noun is the office of the person behind it
        charge = match["charge"] or ""
        if people.touch(start, end) or is_institution(charge) or is_generic(charge):
            continue
        while index < len(organisations) and organisations[index].end <= start:
            index += 1
        for name in organisations[index:]:
            if name.start >= end:
                break
            start, end = min(start, name.start), max(end, name.end)
        yield _organisation(text, start, end)
        position = end


def _bodies(text: str) -> Iterator[Name]:
    for parts, pattern in _bodies_by_part():
        if any(part in text for part in parts):  # a search for a part takes much less time
            for match in pattern.finditer(text):
                yield _organisation(text, *match.span())
    for match in OF_TOWN.finditer(text):
        if is_adjective_of_place(match["town"]):
            yield _organisation(text, *match.span())
    if AMERICAN.search(text):
        for match in AMERICAN_BODY.finditer(text):
            yield _organisation(text, *match.span())
    for match in WITH_PLACE.finditer(text):
        place = match["place"]
        if is_institution(match["word"]) and settlements(place) and not is_noun(place):
            yield _organisation(text, match.start(), match.end("place"))


@functools.cache
def _bodies_by_part() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Give patterns of bodies, of which no two match the same words, each with what its matches hold."""
    parties = beginning(
        *sorted(map(re.escape, lines("parties.txt")), key=len, reverse=True), behind_first=r"(?<![\w/-].)"
    )
    group = re.compile(rf"{parties}-(?:[A-Za-zäöü]*[Ff]raktion|Gruppe)\b")
    return (
        (("ommissariat",), NUMBERED),
        (("ministerium",), MINISTRY),
        (("Einsatzdienst", "Leitstelle"), UNIT),
        ((" Landtag",), PARLIAMENT),
        (("raktion", "-Gruppe"), group),
    )


def _organisation(text: str, start: int, end: int) -> Name:
    return Name(start=start, end=end, text=text[start:end], label="ORG")
