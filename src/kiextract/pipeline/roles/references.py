"""References by office alone: "die Staatssekretärin", "so der Rathauschef", headlines without a name.

A reference is resolved to a holder whose known office is compatible, by gender and nearness. A definite
office that nobody in the text holds is a role without holder.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kiextract.pipeline.persons.lexicon import words
from kiextract.pipeline.roles.candidates import Candidate
from kiextract.pipeline.roles.compatibility import ALIAS, BARE, SAME, best_agreement, compatible, readings_of
from kiextract.pipeline.roles.lexicon import GENDER_SIGN, Entry, fold, word_class
from kiextract.pipeline.roles.links import Links, is_former
from kiextract.pipeline.roles.neighbours import AND, name_after
from kiextract.pipeline.roles.scene import Scene
from kiextract.pipeline.roles.words import AGE, PARTIES

MOST_KNOWN = 200
"""Most known offices to either side that a reference is compared with."""
LONGEST_HEADLINE = 140
"""Code points of a line that may be a headline."""
REACH = 120
"""Most tokens back to the person that a description means."""
NEAR = 60
"""Most tokens back to the only person of whom a text has just spoken."""
QUOTE_REACH = 45
"""Most tokens from an office to the name of the same speaker: "der Kämmerer: „…“, so Kaspar Muster"."""

DESCRIBING = (
    "neue",
    "langjährige",
    "bisherige",
    "ehemalige",
    "frühere",
    "scheidende",
    "gelernte",
    "gebürtige",
)
"""Attributes of a person whom a text has just spoken of."""
CONTRACTED = ("zum", "zur", "beim", "vom", "im", "am", "ans")
OPENERS = word_class("openers")
"""Words that open a sentence right before a subject with its article."""
ASKING, ANSWERING = word_class("asking"), word_class("answering")
WITHIN = ("im", "aus")
"""What a body that the known office may belong to follows."""
FACTIONAL = re.compile(r"politiker")


@dataclass(frozen=True)
class _Known:
    person: str
    candidate: Candidate
    readings: tuple[Entry, ...]
    former: bool


class _Memory:
    """Who is known to hold which office, each once for each wording, by the first place in the text."""

    def __init__(self, links: Links) -> None:
        scene = links.scene
        once: dict[tuple[object, ...], _Known] = {}
        for link in links:
            candidate = link.candidate
            readings, former = readings_of(scene, candidate), is_former(scene, candidate)
            entry = readings[0]
            wording = (entry.office.head, entry.modifier, candidate.determiner == "genitive", former)
            complement = frozenset(_complement(scene, candidate))
            for person in link.holders:
                once.setdefault((person, *wording, complement), _Known(person, candidate, readings, former))
        self._known = list(once.values())
        self._heads = [item.candidate.head for item in self._known]
        self.parties = _parties(links)
        self.groups = [link for link in links if len(link.holders) > 1]

    def near(self, token: int) -> list[_Known]:
        """Give what is known near a token: bounded, however long the text."""
        middle = bisect_left(self._heads, token)
        return self._known[max(0, middle - MOST_KNOWN) : middle + MOST_KNOWN]


def add_references(links: Links) -> None:
    """Resolve the candidates that no rule linked."""
    memory = _Memory(links)
    for index in links.open():
        candidate = links.candidates[index]
        if candidate.determiner in ("partitive", "indefinite", "quantifier") and not candidate.both:
            continue
        if not candidate.singular or candidate.both:
            _add_group(links, index, memory)
            continue
        _resolve(links, index, memory)


def add_learned(links: Links) -> None:
    """Take the offices that the names model marks and no rule linked, without a holder."""
    for index in links.open():
        candidate = links.candidates[index]
        known = candidate.definite or candidate.determiner == "none"
        single = known and not candidate.plural and candidate.entry.office.head != "Mitglied"
        if single and _is_official(candidate) and links.scene.learned(candidate.head):
            links.add(index, [], "learned")


def _add_group(links: Links, index: int, memory: _Memory) -> None:
    """Resolve "die beiden Fraktionsvorsitzenden" to the persons who were named as such."""
    candidate = links.candidates[index]
    if not candidate.definite:
        return
    for link in reversed(memory.groups[-MOST_KNOWN:]):
        if compatible(candidate.entry, link.candidate.entry) == SAME:
            links.add(index, list(link.holders), "reference")
            return
    known = memory.near(candidate.head)
    holders = [item.person for item in known if compatible(candidate.entry, item.candidate.entry) == SAME]
    if candidate.both and len(set(holders)) == 2:
        links.add(index, list(dict.fromkeys(holders)), "reference")


def _resolve(links: Links, index: int, memory: _Memory) -> None:
    candidate = links.candidates[index]
    bare_member = candidate.entry.office.head == "Mitglied" and candidate.last == candidate.head
    if candidate.is_body or candidate.entry.office.kind == "relation" or bare_member:
        return
    holder, quality = _nearest(links, candidate, memory)
    scene = links.scene
    if candidate.determiner == "none" and fold(scene.word(candidate.before)) != "laut":
        if GENDER_SIGN.search(scene.word(candidate.head)):
            return
        headline = _headline(scene, candidate)
        first = candidate.before + 1
        begins = first == 0 or scene.tokens[first].lines > 0 or scene.word(first - 1) == ":"
        if holder and quality >= BARE and (headline or _in_bare_pair(links, index)):
            links.add(index, [holder], "headline")
        elif headline and begins and fold(scene.word(candidate.before + 1)) in ("neue", "neuer"):
            name = links.next_name(candidate)
            links.add(index, [name.key] if name else [], "headline")
        elif headline and begins and _is_official(candidate):
            links.add(index, [holder] if holder else [], "headline")
        return
    profession = candidate.entry.office.kind == "profession"
    if profession and (candidate.article in CONTRACTED or _number_is_open(candidate)):
        return
    if quality == ALIAS:
        holder = _quoted_by(links, candidate) or holder
    if holder:
        links.add(index, [holder], "reference")
        return
    if _may_be_genitive_plural(scene, candidate):
        return
    speaker = _speaker(links, candidate)
    if speaker:
        links.add(index, [speaker], "speaker")
        return
    if _tells_age(scene, candidate):
        person = _described(links, candidate, second_office=True)
        if person:
            links.add(index, [person], "described")
            return
    if profession:
        if candidate.article in ("der", "die"):
            person = _described(links, candidate)
            if person:
                links.add(index, [person], "described")
        elif candidate.determiner == "genitive":
            links.add(index, [], "unnamed_holder")
        return
    if _describes(scene, candidate):
        person = _described(links, candidate)
        if person:
            links.add(index, [person], "described")
            return
    subject = _quoted_by(links, candidate)
    if subject is None and _speaks(scene, candidate):
        subject = _subject_just_named(links, candidate)
    if subject:
        links.add(index, [subject], "described")
        return
    if _is_official(candidate):
        links.add(index, [], "unnamed_holder")


def _describes(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether an office describes somebody known: "die bisherige Pröpstin", "dem neuen Leiter"."""
    if candidate.determiner != "definite" or candidate.article in CONTRACTED:
        return False
    attributes = [fold(scene.word(index)) for index in range(candidate.before + 2, candidate.head)]
    begins = candidate.article in ("der", "die") and not scene.same_sentence(candidate.before, candidate.head)
    rank = begins and candidate.entry.office.kind == "rank"
    return rank or any(word.startswith(DESCRIBING) for word in attributes)


def _tells_age(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether the age says who is meant: "der 41-jährige Torwart", "die 41 Jahre alte Trainerin"."""
    if candidate.article not in ("der", "die"):
        return False
    attributes = [scene.word(index) for index in range(candidate.before + 2, candidate.head)]
    return any(AGE.fullmatch(word) for word in attributes) or "Jahre" in attributes


def _speaks(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether an office with its article is the subject of a verb of saying: "sagte der Präsident"."""
    if candidate.article not in ("der", "die") or not _is_official(candidate):
        return False
    saying = words("saying")
    return scene.word(candidate.before) in saying or (
        not scene.same_sentence(candidate.before, candidate.head) and scene.word(candidate.last + 1) in saying
    )


def _quoted_by(links: Links, candidate: Candidate) -> str | None:
    """Give the person named before the quotation that an office ends: "Muster: „…“, sagte der Trainer"."""
    scene, verb = links.scene, candidate.before
    if scene.word(verb) not in words("saying") or scene.word(verb - 1) != ",":
        return None
    for index in range(verb - 2, max(verb - 2 - QUOTE_REACH, 0), -1):
        if scene.word(index) == ":":
            name = scene.person(index - 1)
            return name.key if name and links.agrees(candidate, name.key) else None
    return None


def _subject_just_named(links: Links, candidate: Candidate) -> str | None:
    """Give the only person of whom the sentences just before have spoken, if no office is known of her.

    Who asks is not who answers: "Herr Kern fragt nach dem Stand. Der Bürgermeister erklärt, …".
    """
    scene, gender = links.scene, candidate.gender
    before = range(max(0, candidate.before - NEAR), candidate.before)
    if fold(scene.word(candidate.last + 1)) in ANSWERING or any(
        fold(scene.word(i)) in ASKING for i in before
    ):
        return None
    near = {
        name.key
        for name in links.names_before(candidate.first, NEAR)
        if not scene.same_sentence(name.first, candidate.head)
    }
    person = near.pop() if len(near) == 1 else None
    if person is None or gender is None or links.genders.get(person) != gender or links.holds(person):
        return None
    return person


def _described(links: Links, candidate: Candidate, *, second_office: bool = False) -> str | None:
    """Give the person that a description means: the last one before its sentence that can be meant.

    Unless ``second_office`` says so, somebody who has another office right before the name gives way to
    somebody who has none, and can hold no second office by that.
    """
    scene, gender = links.scene, candidate.gender
    attributes = (scene.word(index) for index in range(candidate.before + 2, candidate.head))
    if scene.word(candidate.before) in ("er", "sie") or any(map(_is_superlative, attributes)):
        return None  # "ist er der nächste Herausforderer", "der beste Torwart"
    if gender is None:
        return None
    second = None
    for name in links.names_before(candidate.first, REACH):
        if name.in_genitive:
            continue
        if links.genders.get(name.key) != gender or scene.same_sentence(name.first, candidate.head):
            continue
        if second_office or name.key not in links.titled:
            return name.key
        second = second or name.key
    return None if _is_official(candidate) else second


def _is_superlative(word: str) -> bool:
    return word.endswith(("ste", "sten")) and not word.endswith(("erste", "ersten", "oberste", "obersten"))


def _number_is_open(candidate: Candidate) -> bool:
    """Tell whether it may be many: "den Landwirten"."""
    return candidate.article == "den" and "pd" in candidate.readings


def _is_official(candidate: Candidate) -> bool:
    return candidate.entry.office.kind in ("office", "function", "rank")


def _nearest(links: Links, candidate: Candidate, memory: _Memory) -> tuple[str | None, int]:
    """Give the best holder of an office that stands alone, and how well the offices agree."""
    scene = links.scene
    former = is_former(scene, candidate)
    party = candidate.entry.modifier if FACTIONAL.search(fold(candidate.entry.office.head)) else ""
    best: tuple[bool, bool, int, bool, int, int] | None = None
    holder = None
    readings = readings_of(scene, candidate)
    for item in memory.near(candidate.head):
        quality = best_agreement(readings, item.readings)
        if not quality or not links.agrees(candidate, item.person):
            continue
        if party and memory.parties.get(item.person, party) != party:
            continue
        if quality != ALIAS and _elsewhere(scene, candidate, item.candidate):
            continue
        named = candidate.last > candidate.head or quality == ALIAS
        if named and scene.same_sentence(item.candidate.head, candidate.head):
            continue
        last = links.last_mention(item.person, candidate.head)
        distance = candidate.head - last if last is not None else abs(candidate.head - item.candidate.head)
        weight = links.mentions(item.person) if quality == ALIAS else 0
        rank = (quality != ALIAS, item.former == former, quality, last is not None, weight, -distance)
        if best is None or rank > best:
            best, holder = rank, item.person
    return holder, best[2] if best else 0


def _elsewhere(scene: Scene, reference: Candidate, known: Candidate) -> bool:
    """Tell whether a reference names a place or body that the known office does not have."""
    mine, theirs = _complement(scene, reference), _complement(scene, known)
    if not mine or mine & theirs:
        return False
    if not theirs and scene.word(reference.head + 1) in WITHIN:
        return False  # "der Staatssekretär im Ministerium für …" after "Integrationsstaatssekretär Muster"
    return bool(theirs) or known.determiner == "genitive" or reference.entry.modifier != known.entry.modifier


def _complement(scene: Scene, candidate: Candidate) -> set[str]:
    if scene.word(candidate.head + 1) == "für":
        return set()
    words = (scene.word(index) for index in range(candidate.head + 1, candidate.last + 1))
    return {fold(word).rstrip("s") for word in words if word[0].isupper()}


def _parties(links: Links) -> dict[str, str]:
    """Give the parties that stand in brackets behind names or in compounds before them, folded."""
    scene = links.scene
    found: dict[str, str] = {}
    for name in scene.persons:
        if scene.word(name.last + 1) == "(" and scene.word(name.last + 2) in PARTIES:
            found.setdefault(name.key, fold(scene.word(name.last + 2)))
    for link in links:
        for part in link.candidate.entry.modifier.split("-"):
            if part in {fold(party) for party in PARTIES}:
                for person in link.holders:
                    found.setdefault(person, part)
    return found


def _headline(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether an office stands in a short line of its own that no full stop ends."""
    first = candidate.first
    while first and not scene.tokens[first].lines:
        first -= 1
        if candidate.first - first > LONGEST_HEADLINE:
            return False
    last = candidate.last
    while last + 1 < len(scene) and not scene.tokens[last + 1].lines:
        last += 1
        if last - candidate.last > LONGEST_HEADLINE:
            return False
    following = scene.word(candidate.last + 1)
    if candidate.plural and following[:1].islower() and following.endswith("n"):
        return False  # "Bürgermeister fordern Geld"
    short = scene.tokens[last].end - scene.tokens[first].start <= LONGEST_HEADLINE
    return short and scene.word(last) not in (".", ";", ",")


def _in_bare_pair(links: Links, index: int) -> bool:
    """Tell whether a bare office is joined to another one: "berichten Landrätin und Bürgermeister"."""
    scene, candidate = links.scene, links.candidates[index]
    if index + 1 < len(links.candidates):
        following = links.candidates[index + 1]
        if scene.word(candidate.last + 1) in AND and following.first == candidate.last + 2:
            return following.singular
    if index:
        previous = links.candidates[index - 1]
        if scene.word(candidate.before) in AND and previous.last + 1 == candidate.before:
            return previous.singular
    return False


def _may_be_genitive_plural(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether "der" behind a noun makes an office a group: "Angaben der Einkaufsmanager"."""
    if candidate.article != "der" or "pg" not in candidate.readings or candidate.before < 0:
        return False
    if not any(code in candidate.readings for code in ("mn", "wn")):
        return True  # "der Abgeordneten"
    placed = candidate.last > candidate.head and candidate.entry.office.complement == "territory"
    word = scene.word(candidate.before)
    wrapped = scene.tokens[candidate.before + 1].lines > 0
    if (
        placed
        or wrapped
        or fold(word) in OPENERS
        or not scene.same_sentence(candidate.before, candidate.head)
    ):
        return False
    return word[:1].isupper() and not scene.person(candidate.before) and not scene.body(candidate.before)


def _speaker(links: Links, candidate: Candidate) -> str | None:
    """Give the person named behind the quotation that an office introduces."""
    scene, first = links.scene, candidate.last + 1
    if scene.word(first) not in (":", ","):
        return None
    for index in range(first, min(first + QUOTE_REACH, len(scene))):
        if scene.tokens[index].lines > 1:
            return None
        if scene.word(index) == "so" and scene.word(index - 1) == ",":
            name = name_after(scene, index + 1)
            return name.key if name and links.agrees(candidate, name.key) else None
    return None
