"""Rules for an office that a sentence says of a person: "ist", "als", "zum … gewählt", "das Amt des …"."""

from __future__ import annotations

import re

from kiextract.pipeline.roles.apposition import COPULAS, LONGEST_ADVERBIAL, is_adverbial
from kiextract.pipeline.roles.candidates import SINGULAR, Candidate, is_office
from kiextract.pipeline.roles.lexicon import fold, word_class
from kiextract.pipeline.roles.links import Links
from kiextract.pipeline.roles.neighbours import (
    before_titles,
    distinct,
    name_after,
    names_from,
    names_until,
    skip_bracket_back,
)
from kiextract.pipeline.roles.scene import Name, Scene

WINDOW = 30
"""Most tokens that a rule looks to either side within a sentence."""
REACH = 90
"""Most tokens back to the person that a pronoun stands for."""

PRONOUNS = word_class("pronouns")
FIRST_PERSON = frozenset(("ich", "mich", "mir"))
MADE = word_class("made")
AGENTS = frozenset(("von", "vom", "durch"))
COMPARED = word_class("compared")
DESCRIPTION = re.compile(
    r"\d{1,3}-Jährige[rn]?|gebürtige|gelernte|studierte|Jubilar(?:in)?|Geehrte|Gewählte|war|ist"
)
POSTS = word_class("posts")
"""Nouns before "des <office>" or "<office>": Amt, Titel, Funktion."""


def appointed(links: Links, index: int) -> list[str]:
    """ "… wurde vom Anwärter zum Feuerwehrmann befördert", "zur Leiterin bestellt"."""
    scene, candidate = links.scene, links.candidates[index]
    onto = candidate.article in ("zum", "zur") or fold(scene.word(candidate.before)) == "zu"
    if candidate.article == "vom" and not onto and index + 1 < len(links.candidates):
        successor = links.candidates[index + 1]
        onto = successor.article in ("zum", "zur") and successor.before == candidate.last
    if not onto:
        return []
    name = scene.person(skip_bracket_back(scene, candidate.before))
    if name and name.last < candidate.before + 1 and candidate.article and links.agrees(candidate, name.key):
        return distinct(names_until(scene, name)) if not candidate.singular else [name.key]
    if not _sentence_has(scene, candidate, MADE):
        return []
    return _subject(links, candidate, passive=True)


def predicate(links: Links, index: int) -> list[str]:
    """ "… ist seit 2008 Ministerpräsident", "… als Leiterin der Stabsstelle", "…, die Richterin ist"."""
    scene, candidate = links.scene, links.candidates[index]
    if not is_office(scene, candidate):
        return []
    if candidate.determiner == "none" and (subject := _between_verb_and_office(links, candidate)):
        return [subject.key]
    if candidate.determiner == "none" and (_verb_before(scene, candidate) or _verb_behind(scene, candidate)):
        return _behind_participle(links, candidate) if _is_group(candidate) else _subject(links, candidate)
    if candidate.determiner == "partitive" and fold(scene.word(candidate.before)) in COPULAS | {"als"}:
        return _subject(links, candidate)
    following = fold(scene.word(candidate.before))
    articles = ("der", "die", "deren", "dessen")
    owned = candidate.determiner == "possessive" or candidate.article in ("deren", "dessen")
    if candidate.article in articles or owned:
        if following in ("ist", "war", "bleibt", "sei", "heißt", "wird", "wurde", "als"):
            return _subject(links, candidate)
        if owned and _verb_before(scene, candidate):
            return _subject(links, candidate)
    if candidate.article in ("des", "der", "eines", "einer", "") and scene.word(candidate.before) in POSTS:
        sure = not candidate.article.startswith("ein") or _sentence_has(scene, candidate, MADE)
        return _subject(links, candidate) if sure else []
    return []


def _is_group(candidate: Candidate) -> bool:
    """Tell whether a bare office is no nominative singular but may be plural: "als Polizisten"."""
    if not (candidate.singular and candidate.plural):
        return False
    return not any(code[0] in SINGULAR and code[1] == "n" for code in candidate.readings)


def _behind_participle(links: Links, candidate: Candidate) -> list[str]:
    """Give the name whose attribute an office belongs to: "des als Soldaten eingezogenen Anton Muster"."""
    scene = links.scene
    name = _name_forward(links, candidate)
    if name is None or fold(scene.word(candidate.before)) != "als":
        return []
    participle = scene.word(name.first - 1)
    return [name.key] if participle.islower() and participle.endswith("en") else []


def _verb_before(scene: Scene, candidate: Candidate) -> bool:
    index = candidate.before
    for _ in range(LONGEST_ADVERBIAL):
        if not scene.same_sentence(index, candidate.head):
            return False
        word = fold(scene.word(index))
        if word == "als":
            return fold(scene.word(index - 1)) not in COMPARED
        if word in COPULAS:
            return True
        if not is_adverbial(scene, index) and not word.isdigit() and word not in ("er", "sie", "ich"):
            return False
        index -= 1
    return False


def _between_verb_and_office(links: Links, candidate: Candidate) -> Name | None:
    """Give the name in "Seit 2019 ist Anna Muster Bürgermeisterin", "Zuvor war Landrat Muster Dezernent"."""
    scene, name = links.scene, links.scene.person(candidate.before)
    if (
        name is None
        or name.last != candidate.before
        or name.in_genitive
        or not links.agrees(candidate, name.key)
    ):
        return None
    index = before_titles(scene, name.first - 1)
    if link := links.ending_at(index):
        index = link.candidate.before
    is_copula = fold(scene.word(index)) in COPULAS and scene.same_sentence(index, candidate.head)
    return name if is_copula and candidate.singular else None


def _verb_behind(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether a subordinate clause ends here: "…, der zudem Vorsitzender ist"."""
    following = candidate.last + 1
    if not scene.same_sentence(candidate.last, following) or scene.word(following) not in COPULAS | {"sein"}:
        return False
    return scene.word(following + 1) in (",", ".", "wird", ")", "und", ";", "“", '"')


def _sentence_has(scene: Scene, candidate: Candidate, words: frozenset[str]) -> bool:
    for step in (1, -1):
        index = candidate.last + 1 if step == 1 else candidate.before
        for _ in range(WINDOW):
            if not scene.same_sentence(candidate.head, index):
                break
            if fold(scene.word(index)) in words:
                return True
            index += step
    return False


def _subject(links: Links, candidate: Candidate, *, passive: bool = False) -> list[str]:
    """Give whom a predicate speaks of: a name before or behind it, or the last before its sentence."""
    scene = links.scene
    first = scene.sentence_start(candidate.head)
    starts = first >= candidate.before
    found = None if starts else _name_back(links, candidate, passive=passive)
    first_person = _has(scene, candidate, first, FIRST_PERSON)
    if found is None and not first_person:
        found = _name_forward(links, candidate)
    if found is None:
        if not _has(scene, candidate, first, PRONOUNS) and not _describes(scene, first):
            return []
        found = links.last_name(candidate, first, REACH)
        return [found.key] if found and candidate.singular else []
    names = names_until(scene, found) if found.first < candidate.head else [found]
    plural_verb = fold(scene.word(found.last + 1)) in ("wurden", "sind", "werden", "waren")
    verb = scene.word(before_titles(scene, found.first - 1))
    many_behind = not candidate.singular or (candidate.plural and verb.islower() and verb.endswith("en"))
    if found.first > candidate.head and many_behind:  # "Als Beisitzer fungieren A und B"
        return distinct(names_from(scene, found))
    if fold(scene.word(candidate.before)) == "zu" and found.first > candidate.head:
        return distinct(names_from(scene, found))
    many = not candidate.singular or (plural_verb and (candidate.many or passive))
    return distinct(names) if many else [found.key]


def _has(scene: Scene, candidate: Candidate, first: int, words: frozenset[str]) -> bool:
    """Tell whether a sentence that begins at ``first`` has one of the words."""
    index = first
    while scene.same_sentence(index, candidate.head) and index - first < 2 * WINDOW:
        if fold(scene.word(index)) in words:
            return True
        index += 1
    return False


def _describes(scene: Scene, first: int) -> bool:
    """Tell whether a sentence begins with a description of a person: "Die 46-Jährige war zuvor …"."""
    if scene.word(first) not in ("Der", "Die"):
        return False
    word = scene.word(first + 1)
    return bool(DESCRIPTION.fullmatch(word)) or scene.office(first + 1) is not None


def _name_back(links: Links, candidate: Candidate, *, passive: bool) -> Name | None:
    scene, index = links.scene, candidate.before
    for _ in range(WINDOW):
        if not scene.same_sentence(index, candidate.head):
            return None
        link = links.with_head(index)
        if link and link.rule in ("reference", "described") and len(link.holders) == 1:
            name = links.name_of(link.holders[0])
            if name and links.agrees(candidate, name.key):
                return name
        name = scene.person(index)
        ends_here = name is not None and name.last == index and not name.in_genitive
        if (
            name
            and ends_here
            and links.agrees(candidate, name.key)
            and not (passive and _is_agent(links, name))
        ):
            return name
        index -= 1
    return None


def _is_agent(links: Links, name: Name) -> bool:
    """Tell whether "von" or "durch" stands before a name and its office."""
    scene = links.scene
    index = before_titles(scene, name.first - 1)
    link = links.ending_at(index)
    if link:
        index = link.candidate.before
        if link.candidate.article in AGENTS:
            return True
    return fold(scene.word(index)) in AGENTS


def _name_forward(links: Links, candidate: Candidate) -> Name | None:
    scene, index = links.scene, candidate.last + 1
    for _ in range(WINDOW):
        if not scene.same_sentence(index, candidate.head):
            return None
        name = name_after(scene, index)
        if name and not name.in_genitive and links.agrees(candidate, name.key):
            return name
        index += 1
    return None
