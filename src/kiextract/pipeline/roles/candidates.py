"""Candidates: every office word of a text with its extent, determiner, gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kiextract.pipeline.roles.inflection import Readings, readings
from kiextract.pipeline.roles.learned import unknown_office
from kiextract.pipeline.roles.lexicon import (
    Entry,
    fold,
    is_noun_form,
    look_up_attributed,
    look_up_misspelled,
    word_class,
)
from kiextract.pipeline.roles.neighbours import name_after
from kiextract.pipeline.roles.phrases import Phrases
from kiextract.pipeline.roles.scene import Scene
from kiextract.pipeline.roles.words import (
    DETERMINERS,
    INDEFINITE,
    NUMBER_WORDS,
    ONE_OF,
    POSSESSIVES,
    QUANTIFIERS,
)

Determiner = Literal[
    "definite", "possessive", "genitive", "partitive", "indefinite", "quantifier", "address", "none"
]
Gender = Literal["m", "f"]

LONGEST_PARTICIPLE = 6
"""Most tokens between an article and a participle: "die im vorigen Jahr verstorbene Gründerin"."""
PREPOSITIONS = word_class("prepositions")
RECENTLY = word_class("recently")
"""Adverbs before a participle: "der frisch gewählte Vorsitzende"."""
DATIVE = word_class("dative")
"""Prepositions behind which "den" is plural."""
DATIVE_PLURAL = readings("pd")
SINGULAR = "mwfet"
"""The codes of genders: readings with one of them are singular."""
LONGEST_COUNT = 3
"""Digits of a number before an office that counts its holders; a year does not."""


@dataclass
class Candidate:
    """An office word and its phrase; token indices, ``last`` included."""

    first: int
    head: int
    last: int
    before: int
    """Index of the token before the determiner and all attributes; -1 at the beginning of the text."""
    entry: Entry
    determiner: Determiner
    article: str
    """The determiner in lower case, empty if there is none."""
    readings: Readings

    @property
    def singular(self) -> bool:
        """Tell whether it can be singular."""
        return any(code[0] in SINGULAR for code in self.readings)

    @property
    def plural(self) -> bool:
        """Tell whether it can be plural."""
        return any(code[0] == "p" for code in self.readings)

    @property
    def gender(self) -> Gender | None:
        """Give the gender of a single holder, None if it is open."""
        genders = {code[0] for code in self.readings} - {"p"}
        if genders and genders <= {"m", "w"}:
            return "m"
        return "f" if genders == {"f"} else None

    @property
    def many(self) -> bool:
        """Tell whether it can be a plural in the nominative."""
        return "pn" in self.readings

    @property
    def both(self) -> bool:
        """Tell whether it speaks of a known number of holders: "die beiden Vorsitzenden"."""
        return self.article.startswith("beide")

    @property
    def is_body(self) -> bool:
        """Tell whether it may as well be a council: Stadtrat, Vorstand."""
        return self.entry.office.kind == "body" and self.gender != "f"

    @property
    def definite(self) -> bool:
        """Tell whether the phrase speaks of one known holder."""
        return self.determiner in ("definite", "possessive", "genitive", "address")


MEMBERSHIP = re.compile(
    r"(?:rat|rates|rats|ausschuss|ausschusses|vorstand|vorstands|vorstandes|tag|tags|tages|jury|kommission|beirats|vertretung|präsidiums|senats|parlaments|bündnisses|fraktion|kuratoriums)$",
    re.IGNORECASE,
)
"""Bodies whose members hold an office; a mere member of a club does not."""


def is_office(scene: Scene, candidate: Candidate) -> bool:
    """Tell members of a body from members of a club, and offices from mere successors."""
    office = candidate.entry.office
    if office.kind == "relation":
        return candidate.last > candidate.head and office.head in ("Vertreter", "Mitarbeiter")
    if office.head != "Mitglied" or candidate.entry.modifier:
        return True
    words = range(candidate.head + 1, candidate.last + 1)
    return any(MEMBERSHIP.search(scene.word(index)) for index in words)


def find_candidates(scene: Scene) -> list[Candidate]:
    """Find every office word that is no name; an office inside another's complement is left out."""
    phrases = Phrases(scene)
    found: list[Candidate] = []
    for head, token in enumerate(scene.tokens):
        if not is_noun_form(token.text) or scene.person(head) or scene.is_no_office(head):
            continue
        entry = (
            look_up_attributed(scene.word(head - 1), token.text)
            or scene.office(head)
            or _misspelled(scene, head)
            or unknown_office(scene, head)
        )
        if entry is None:
            continue
        candidate = _candidate(scene, phrases, head, entry, found[-1] if found else None)
        if _inside_name(scene, head) and not _is_title_of_name(scene, candidate):
            continue
        if found and candidate.first <= found[-1].head:
            found.pop()
        if found and found[-1].last >= candidate.head:
            if entry.office.kind == "body" or scene.person(candidate.last + 1) is None:
                continue
            if (
                found[-1].last <= candidate.last
            ):  # else the other's complement goes on: "Sprecher von OB Muster,"
                found[-1].last = max(found[-1].head, min(found[-1].last, candidate.before - 1))
        found.append(candidate)
    return found


def _misspelled(scene: Scene, head: int) -> Entry | None:
    """Read a misspelled office, but only right before or behind a name."""
    beside = scene.person(head + 1) is not None
    behind = scene.word(head - 1) in (",", "(") and scene.person(head - 2) is not None
    return look_up_misspelled(scene.word(head)) if beside or behind else None


def _inside_name(scene: Scene, head: int) -> bool:
    body = scene.body(head)
    return body is not None and body.last > body.first


def _is_title_of_name(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether what looks like a body is an office behind a name: "Anton Muster (BGM Nienstädt)"."""
    body = scene.body(candidate.head)
    starts = body is not None and body.kind == "organisation" and body.first == candidate.head
    return starts and follows_name(scene, candidate.before)


def _candidate(
    scene: Scene, phrases: Phrases, head: int, entry: Entry, previous: Candidate | None
) -> Candidate:
    first, before = phrases.start(head)
    determiner, article, codes, before = read_determiner(scene, before, entry.readings)
    if (
        determiner == "none"
        and previous
        and previous.article in DETERMINERS
        and _joined(scene, previous, before)
    ):
        codes = entry.readings & DETERMINERS[previous.article] or codes
    if determiner == "none":
        determiner, article, codes, before = _before_participle(scene, head, entry, before) or (
            determiner,
            article,
            codes,
            before,
        )
    after_name = follows_name(scene, before)
    last = phrases.end(head, entry, after_name=after_name, loose=determiner == "none")
    alone = determiner == "definite" and article not in ("zum", "zur")
    if not after_name and alone and not _before_name(scene, last):
        last = phrases.end(head, entry, after_name=False, alone=True)
    return Candidate(first, head, last, before, entry, determiner, article, codes)


def _before_participle(
    scene: Scene, head: int, entry: Entry, before: int
) -> tuple[Determiner, str, Readings, int] | None:
    """Read the article of "die in Lagos geborene Lyrikerin": it stands before the participle's own words."""
    if before + 1 >= head:
        return None
    for index in range(before, max(before - LONGEST_PARTICIPLE, -1), -1):
        word = fold(scene.word(index))
        if scene.person(index) or not scene.same_sentence(index, head) or word in (",", ":", "und"):
            return None
        following = fold(scene.word(index + 1))
        if word in DETERMINERS and len(word) == 3 and (following in PREPOSITIONS or following in RECENTLY):
            agreeing = entry.readings & DETERMINERS[word]
            return ("definite", word, agreeing, index - 1) if agreeing else None
    return None


def _joined(scene: Scene, previous: Candidate, index: int) -> bool:
    """Tell whether "und" joins an office to the one before it, whose article then counts for both."""
    return scene.word(index) in ("und", "sowie") and previous.last == index - 1


def _before_name(scene: Scene, last: int) -> bool:
    following = last + 2 if scene.word(last + 1) == "," else last + 1
    return name_after(scene, following) is not None


def read_determiner(scene: Scene, index: int, codes: Readings) -> tuple[Determiner, str, Readings, int]:
    """Read what stands before an office and its attributes.

    Returns the kind of determiner, the word, the readings that agree with it, and the index of the token
    before it.
    """
    word = fold(scene.word(index))
    if not scene.same_sentence(index, index + 1):
        return "none", "", _strong(codes), index
    if word in NUMBER_WORDS or (word.isdigit() and len(word) < LONGEST_COUNT):
        inner, article, _, before = read_determiner(scene, index - 1, codes)
        plural = frozenset(code for code in codes if code[0] == "p")
        kind: Determiner = inner if inner != "none" else "quantifier"
        return kind, word if word.startswith("beide") else article, plural or codes, before
    one = fold(scene.word(index - 1))
    if word == "der" and one in ONE_OF and "pg" in codes and scene.same_sentence(index - 1, index):
        return "partitive", one, ONE_OF[one], index - 2
    for kind, table in (("definite", DETERMINERS), ("possessive", POSSESSIVES), ("indefinite", INDEFINITE)):
        if word in table:
            agreeing = codes & table[word]
            if word == "den" and fold(scene.word(index - 1)) in DATIVE:
                agreeing = codes & DATIVE_PLURAL
            return kind, word, agreeing or codes, index - 1
    if word in QUANTIFIERS:
        return "quantifier", word, codes, index - 1
    if word in ("herr", "herrn", "frau"):
        gender = "f" if word == "frau" else "m"
        return "address", word, frozenset(c for c in codes if c[0] == gender) or codes, index - 1
    if word in ("'", "’", "‘") or (word.endswith("s") and scene.word(index)[-2:].islower()):
        person = scene.person(index) or scene.person(index - 1)
        body = scene.body(index)
        apostrophe = word in ("'", "’", "‘")
        if (person and (apostrophe or (person.last == index and person.in_genitive))) or (
            body and body.last == index
        ):
            return "genitive", word, _single(codes), index - 1
    return "none", "", _strong(codes), index


def _strong(codes: Readings) -> Readings:
    """Without an article, "Vorsitzende" is no man and "Vorsitzender" no woman."""
    strong = frozenset(code for code in codes if code[0] != "w")
    if "mn" in strong and "fg" in strong and "fn" not in strong:
        strong = frozenset(code for code in strong if code[0] != "f")
    return strong or codes


def _single(codes: Readings) -> Readings:
    return frozenset(code for code in codes if code[0] != "p") or codes


def follows_name(scene: Scene, before: int) -> bool:
    """Tell whether an office stands right behind a name: after a comma, an open bracket or a line end."""
    index = before
    if scene.word(index) not in (",", "(", "-", "–", "—", "|", ":"):
        line_begins = index + 1 < len(scene) and scene.tokens[index + 1].lines == 1
        return line_begins and scene.person(index) is not None
    index -= 1
    if scene.word(index) == ")":
        while index > 0 and scene.word(index) != "(" and before - index < 12:
            index -= 1
        index -= 1
    return scene.person(index) is not None
