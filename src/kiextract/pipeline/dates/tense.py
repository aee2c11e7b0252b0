"""Whether a sentence speaks of the past or of what is to come, judged by its verbs.

There is no parser here: finite verbs are known by lists (``data/verbs.tsv``) and by their endings. That is
right often enough to choose between last Friday and next Friday, which is all that it is for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kiextract.pipeline.dates.lexicon import rows
from kiextract.pipeline.dates.lexicon import words as date_words
from kiextract.pipeline.remembering import remembered

BEFORE, PAST, UNKNOWN, AHEAD, DEADLINE = -2, -1, 0, 1, 2

BOUNDARY = re.compile(
    r"""[.!?:;\s](?:
        (?<=[.!?]) (?: (?<=[a-zäöüß)\]"“”»«%].) | (?<=[0-9]{4}.) )
        (?<!\bDr.)(?<!\bNr.)(?<!\bSt.)(?<!Prof.)(?<!\bbzw.)(?<!\bca.)
        ["“”»«)]{0,3} \s+ (?=["„»«(]?(?:[A-ZÄÖÜ]|[12][0-9]{3}\b))
      | (?<=\n)\s*
      | (?<=[:;])\s+ | (?<=\s)[–—-]\s(?![0-9]) )""",
    re.VERBOSE,
)
"""Where a sentence ends; colons, semicolons and dashes part what is said of one day from the rest."""

SMALL = r"[a-zäöüß](?<!\w.)"
"""The small letter that begins a word (see :mod:`kiextract.pipeline.searching`)."""
WORD = re.compile(r"[a-zäöüß](?<![\w-].)[a-zäöüß]{2,}(?![\w-])")
PREFIX = re.compile(
    r"zusammen|zurück|wieder|wider|unter|durch|teil|statt|nach|über|fort|fest|hin|her|dar|auf|aus|bei|ein|ent|mit|"
    r"ver|vor|weg|zer|ab|an|be|er|ge|um|zu"
)
PARTICIPLE = re.compile(
    r"""(?:[a-zäöüß]{2,8})?ge[a-zäöüß]{2,}(?:t|en)
      | (?:be|durch|emp|ent|er|miss|über|unter|ver|wider|zer)[a-zäöüß]{2,}(?:t|en)
      | [a-zäöüß]{2,}iert""",
    re.VERBOSE,
)
ADJECTIVE = re.compile(
    r".{2,}(?:(?<!g)(?<!sch)lich|[^e]ig|isch|bar|sam|haft|er|est)en|.*(?:ge|regel)recht(?:en)?"
)
"""Adjectives that begin and end like participles (erheblichen, gemeinsamen)."""

ATTRIBUTE = re.compile(r"(?P<participle>[a-zäöüß]{4,}(?:t|en))e[nrsm]?")
COMING = re.compile(r"[a-zäöüß]{4,}ende[nrsm]?")
"""Present participles before a noun: the Fest that is still to take place (stattfindende)."""

VERB_BEHIND = re.compile(
    r"\s(?!ge)[a-zäöüß]{2,20}(?:[^t]en|eln|ern)\s(?:der|die|das|den|dem|ein|eine|sich|im|am|in|auf|mit|zu|wir|sie|auch)\b"
)
"""A verb of the plural directly behind a date that begins its sentence (An Ostern läuten die Glocken)."""

MODALS = frozenset({"durfte", "durften", "konnte", "konnten", "musste", "mussten"})
"""Before them a passive infinitive tells of what has been: konnte festgenommen werden."""

INFINITIVE_PERFECT = re.compile(rf"(?P<participle>{SMALL}[a-zäöüß]*)\s(?P<auxiliary>haben|sein)\b")
"""What is said to have been: soll am Montag gekommen sein, soll sie verletzt haben."""

LET = re.compile(rf"{SMALL}[a-zäöüß]{{2,}}n\slassen\b")
"""With "hat" the perfect of what was ordered: hat am Montag räumen lassen."""

NOUN_BEFORE = re.compile(r"\b[A-ZÄÖÜ][\w-]*,?\s$")
NOUN_BEHIND = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]")
NOUN_PHRASE_BEHIND = re.compile(r"\s(?:[a-zäöüß]{3,}e[nr]?\s)?[A-ZÄÖÜ][a-zäöüß]")
EMBEDDED = re.compile(
    r"\b(?:d(?:ie|er|as|en|em|es)|eine[rnms]?|diese[rnms]?)\s"
    r"(?:am|an|auf|aus|bei|beim|durch|für|im|in|mit|nach|seit|unter|vom|von|vor|zu|zum|zur|über)\s[^,.;]*$"
)
"""An article with a preposition behind it opens a noun phrase that what follows belongs to."""

NEXT_WORD = re.compile(r"\s([a-zäöüß]{2,20})\b")
TO_DO = re.compile(rf"(?:{PREFIX.pattern})zu[a-zäöüß]{{2,}}n")
"""Infinitives with zu inside: what is still to be done."""

SINCE = re.compile(
    r"\b[Ss]eit(?: (?:dem|der|den|Ende|Anfang|Mitte))?"
    r"(?: \w{1,30}(?: (?:dem|den|der|des|[A-ZÄÖÜ]\w{1,30})){0,3} (?:am|im|vom|zum))?\s+$"
)
UNTIL = re.compile(
    r"(?:\b[Bb]is|\b[Aa]b|\b[Ss]pätestens)"
    r"(?: (?:zum|zur|spätestens|einschließlich|dem|den|Ende|Anfang|Mitte))?\s+$"
)
PREPOSITION_WINDOW = 50
"""Code points before a date in which such words are looked for."""

ATTRIBUTE_WINDOW = 80
"""Code points behind a date within which a participle before a noun still takes it as its own."""

CLAUSE = 120
"""Code points around a date in which the commas of its clause are looked for."""

GUESS_PENALTY = 15
"""Code points by which a verb known by its ending only counts as farther away."""

WRAPPED = 60
"""Code points from which on a line without a full stop goes on in the next: text wrapped at a column."""


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(form for name, forms in rows("verbs.tsv") if name == kind for form in forms.split())


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The verbs of a sentence, each as offset and tense, in text order.

    ``guesses`` are known by their ending only, ``attributes`` are participles before a noun.
    """

    sure: list[tuple[int, int]]
    guesses: list[tuple[int, int]]
    attributes: list[tuple[int, int]]
    finite: bool
    """Whether there is a finite verb; without one, participles stand for it."""

    def nearest(self, start: int, end: int, clause_start: int, clause_end: int) -> tuple[int, bool]:
        """Give the tense of the verb nearest to a span, UNKNOWN where there is none.

        A verb of the same clause goes before all others; the second value tells whether it is one.
        """
        inside = [
            (distance, tense)
            for distance, tense, offset in _beside(self.sure, start, end)
            if clause_start <= offset < clause_end
        ]
        if inside:
            return min([*inside, *self._attribute_behind(end)])[1], True
        near = [(distance, tense) for distance, tense, _ in _beside(self.sure, start, end)]
        near += [
            (distance + GUESS_PENALTY, tense) for distance, tense, _ in _beside(self.guesses, start, end)
        ]
        near += self._attribute_behind(end)
        return min(near, default=(0, UNKNOWN))[1], False

    def _attribute_behind(self, end: int) -> list[tuple[int, int]]:
        """Give distance and tense of the participle before a noun that a date belongs to, if there is one."""
        place = bisect_left(self.attributes, (end, PAST))
        return [
            (offset - end, tense)
            for offset, tense in self.attributes[place : place + 1]
            if offset - end <= ATTRIBUTE_WINDOW
        ]


def _beside(verbs: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Give distance, tense and offset of the verbs next to a span, at most one on each side."""
    place = bisect_left(verbs, (start, PAST))
    yield from ((start - offset, tense, offset) for offset, tense in verbs[max(0, place - 1) : place])
    yield from ((offset - end, tense, offset) for offset, tense in verbs[place : place + 1])


class Sentences:
    """The sentences of a text and their tenses, computed when asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in BOUNDARY.finditer(text) if not _is_wrap(text, match))]
        self._verbs: dict[int, _Verbs] = {}

    def index_at(self, offset: int) -> int:
        """Give the number of the sentence at an offset."""
        return bisect_right(self._starts, offset) - 1

    def extent(self, index: int) -> tuple[int, int]:
        """Give the half-open offsets of a sentence."""
        last = index + 1 == len(self._starts)
        return self._starts[index], len(self._text) if last else self._starts[index + 1]

    def tense_at(self, start: int, end: int) -> int:
        """Give the tense that governs the span ``[start, end)``: that of the verb nearest to it.

        The result is BEFORE (since that day, so surely past), PAST, AHEAD (present and future), DEADLINE
        (ahead, and from or until that day) or UNKNOWN.
        """
        window = max(0, start - PREPOSITION_WINDOW)
        if SINCE.search(self._text, window, start):
            return BEFORE
        verbs = self._verbs_of(self.index_at(start))
        tense, of_clause = verbs.nearest(start, end, *self._clause(start, end))
        if tense is UNKNOWN and VERB_BEHIND.match(self._text, end):
            tense = AHEAD
        if not (tense == PAST and of_clause and verbs.finite) and UNTIL.search(self._text, window, start):
            return DEADLINE
        return tense

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open offsets between the commas around a span."""
        before = self._text.rfind(", ", max(0, start - CLAUSE), start)
        behind = self._text.find(", ", end, end + CLAUSE)
        return before, behind if behind >= 0 else end + CLAUSE

    def _verbs_of(self, index: int) -> _Verbs:
        if index not in self._verbs:
            self._verbs[index] = _verbs(self._text, *self.extent(index))
        return self._verbs[index]


def _is_wrap(text: str, boundary: re.Match[str]) -> bool:
    """Tell whether a line end only wraps a sentence that goes on."""
    if text[boundary.start()] != "\n" or boundary.group().count("\n") > 1:
        return False
    line = text.rfind("\n", max(0, boundary.start() - WRAPPED), boundary.start())
    return line < 0 and boundary.start() >= WRAPPED and text[boundary.start() - 1] not in ".!?:;"


def _verbs(text: str, start: int, stop: int) -> _Verbs:
    """Find the verbs in ``[start, stop)``."""
    words = [(match.start(), match.group()) for match in WORD.finditer(text, start, stop)]
    participles = [
        offset for offset, word in words if _is_participle(word) and not _is_attribute(text, offset, word)
    ]
    with_participle = bool(participles) or LET.search(text, start, stop) is not None
    with_state = any(word in _forms("state") for _, word in words)
    looks_back = any(word == "zurück" for _, word in words)
    passive = any(word in MODALS for _, word in words)
    have_been = {
        found.end() for found in INFINITIVE_PERFECT.finditer(text, start, stop) if _is_perfect(found)
    }
    sure, guesses, attributes = [], [], []
    for place, (offset, word) in enumerate(words):
        next_word = NEXT_WORD.match(text, offset + len(word))
        following = next_word[1] if next_word else ""
        tense = _tense(
            word, with_participle, with_state, text[offset + len(word) : offset + len(word) + 1], following
        )
        if have_been and (offset + len(word) in have_been or word in _forms("reporting")):
            sure.append((offset, PAST))  # soll am Freitag gekommen sein
        elif passive and word == "werden" and place and words[place - 1][0] in participles:
            sure.append((offset, PAST))  # konnte am Freitag festgenommen werden
        elif _is_verb_before_noun(text, start, offset, word):
            sure.append((offset, PAST))
        elif looks_back and word.startswith("blick"):
            sure.append((offset, PAST))  # blickt auf das Fest zurück
        elif tense is AHEAD and _is_guess(word):
            guesses.append((offset, tense))
        elif tense is not UNKNOWN or _is_infinitive(text, offset, word):
            sure.append((offset, tense or AHEAD))
        elif attribute := _attribute_tense(word):
            attributes.append((offset, attribute))
    finite = bool(sure or guesses)
    if not finite:
        sure = [(offset, PAST if _is_final(text, offset, stop) else AHEAD) for offset in participles]
    return _Verbs(sure, guesses, attributes, finite)


def _is_perfect(found: re.Match[str]) -> bool:
    """Tell whether an infinitive is one of the perfect.

    With ``sein`` only that of a verb of motion or change is: soll bis Montag geöffnet sein lies ahead.
    """
    if found["auxiliary"] == "haben":
        return PARTICIPLE.fullmatch(found["participle"]) is not None
    return found["participle"].endswith(tuple(_forms("moved")))


def _is_attribute(text: str, offset: int, word: str) -> bool:
    """Tell whether a word is an inflected participle before its noun (die geplanten Feiern)."""
    return ATTRIBUTE.fullmatch(word) is not None and NOUN_BEHIND.match(text, offset + len(word)) is not None


def _is_verb_before_noun(text: str, start: int, offset: int, word: str) -> bool:
    """Tell whether a word in -ten between two nouns is a preterite: Am Sonntag entdeckten Beamte.

    It is none inside a noun phrase: die am Sonntag entdeckten Waffen.
    """
    if not word.endswith("ten") or word.startswith("ge") or word in _forms("other") or word in date_words():
        return False
    before = max(start, offset - ATTRIBUTE_WINDOW)
    noun = NOUN_BEFORE.search(text, before, offset)
    behind = NOUN_PHRASE_BEHIND if noun and text[offset - 2] == "," else NOUN_BEHIND
    return (
        behind.match(text, offset + len(word)) is not None
        and noun is not None
        and noun.start() > start
        and EMBEDDED.search(text, before, offset) is None
    )


def _is_guess(word: str) -> bool:
    """Tell whether only the ending makes a word a verb in the present."""
    return word.endswith("t") and not any(word in _forms(kind) for kind in ("present", "have", "be"))


def _is_infinitive(text: str, offset: int, word: str) -> bool:
    """Tell whether a word is an infinitive with zu before it: what is still to be done.

    It is none before a noun: zu mehreren Unfällen.
    """
    return (
        word.endswith("n")
        and text.endswith(" zu ", 0, offset)
        and NOUN_BEHIND.match(text, offset + len(word)) is None
    )


CLAUSE_END = re.compile(r"[a-zäöüß]+\s*(?:[,.:;!?()–“”\"«»]|$)")


def _is_final(text: str, offset: int, stop: int) -> bool:
    """Tell whether the word at an offset is a participle: it begins with ge or closes its clause."""
    return text.startswith("ge", offset) or CLAUSE_END.match(text, offset, stop) is not None


@remembered
def _is_participle(word: str) -> bool:
    return (
        len(word) > 4
        and word not in _forms("other")
        and word not in _forms("state")
        and not _is_past(word)
        and not _is_strong(word)
        and PARTICIPLE.fullmatch(word) is not None
        and ADJECTIVE.fullmatch(word) is None
    )


def _is_past(word: str) -> bool:
    """Tell whether a word is an irregular preterite, as listed or behind a prefix."""
    return _is_listed("past", word)


@remembered
def _is_listed(kind: str, word: str) -> bool:
    """Tell whether a word is of a kind, as listed or behind a prefix."""
    if word in _forms(kind):
        return True
    prefix = PREFIX.match(word)
    return prefix is not None and word[prefix.end() :] in _forms(kind)


def _is_strong(word: str) -> bool:
    """Tell whether a word is a present of a strong verb, as listed or behind a prefix."""
    return _is_listed("strong", word)


@remembered
def _attribute_tense(word: str) -> int:
    """Give the tense of a participle before a noun: am Montag eröffnete, am Montag beginnende Schau."""
    if COMING.fullmatch(word):
        return AHEAD
    match = ATTRIBUTE.fullmatch(word)
    if match is None or word in _forms("other"):
        return UNKNOWN
    if match["participle"] in _forms("state"):
        return AHEAD
    return PAST if _is_participle(match["participle"]) else UNKNOWN


def _tense(word: str, with_participle: bool, with_state: bool, behind: str, following: str) -> int:
    """Give the tense of a word; ``behind`` is the sign after it, ``following`` the next small word."""
    if word in _forms("other") or word in _forms("state"):
        return UNKNOWN
    if word in _forms("have"):
        return PAST if with_participle or with_state else AHEAD
    if word in _forms("be"):
        return PAST if with_participle else AHEAD
    if word in _forms("present") or _is_strong(word) or TO_DO.fullmatch(word):
        return AHEAD
    if _is_past(word) or word.endswith(("ierten", "igten", "elten", "erten")):
        return PAST
    if word.endswith("ten") and len(word) > 5 and (following in _forms("function") or behind in ",.;:"):
        return PAST if not word.startswith("ge") else UNKNOWN
    if word.endswith("te") and len(word) > 4:
        return PAST
    if word.endswith("t") and len(word) > 3 and not word.startswith("un") and not _is_participle(word):
        return AHEAD
    return UNKNOWN
