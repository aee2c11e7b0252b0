"""Who speaks: the cue before, inside or behind a quotation, and the person that it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kiextract.pipeline.persons.lexicon import Gender
from kiextract.pipeline.quotes.marks import MARK, MARKS, Quoted

REACH = 250
"""Code points before or behind a quotation in which its cue may stand."""

WORD = re.compile(r"[^\W\d_]+")
PRONOUNS: dict[str, Gender] = {"er": "m", "dieser": "m", "sie": "f", "diese": "f"}

DETERMINERS = frozenset(
    ("dem", "den", "der", "des", "die", "ihrem", "ihrer", "ihren", "seinem", "seiner", "seinen")
)


@dataclass(frozen=True)
class Naming:
    """A mention of persons, by name or by office; half-open code point offsets."""

    start: int
    end: int
    persons: tuple[str, ...]


@dataclass(frozen=True)
class Attribution:
    """Who says it (None where it is not told) and the word that says so."""

    speaker: str | None
    cue: str | None


@cache
def words(name: str) -> frozenset[str]:
    """Give the entries of ``data/<name>.txt``."""
    text = files(__package__).joinpath("data").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


class Namings:
    """The mentions of persons in a text; "Landrat Vogt", an office and a name side by side, is one."""

    def __init__(self, namings: Iterable[Naming], genders: Mapping[str, Gender | None]) -> None:
        self._all: list[Naming] = []
        for naming in sorted(namings, key=lambda n: (n.start, n.end)):
            last = self._all[-1] if self._all else None
            if last is not None and naming.start - last.end <= 6 and set(last.persons) & set(naming.persons):
                persons = tuple(person for person in last.persons if person in naming.persons)
                self._all[-1] = Naming(last.start, max(last.end, naming.end), persons)
            else:
                self._all.append(naming)
        self._starts = [naming.start for naming in self._all]
        self._genders = genders

    def within(self, start: int, end: int) -> Sequence[Naming]:
        """Give those that begin between two offsets."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, position: int, gender: Gender) -> str | None:
        """Give the last person named before an offset whose gender does not speak against a pronoun."""
        index = bisect_right(self._starts, position)
        for naming in reversed(self._all[max(0, index - 12) : index]):
            if len(naming.persons) == 1 and self._genders.get(naming.persons[0]) in (gender, None):
                return naming.persons[0]
        return None


def subject(text: str, namings: Sequence[Naming]) -> str | None:
    """Give the first person of a clause who stands behind no preposition."""
    for naming in namings:
        before = WORD.findall(text[max(0, naming.start - 40) : naming.start])
        while (
            before
            and before[-1].lower() in DETERMINERS
            and len(before) > 1
            and before[-2].lower() in words("prepositions")
        ):
            before.pop()
        if not before or before[-1].lower() not in words("prepositions"):
            return naming.persons[0] if len(naming.persons) == 1 else None
    return None


def behind(text: str, quoted: Quoted, namings: Namings) -> Attribution | None:
    """Read the cue behind a quotation: "…“, sagte Landrat Vogt", "…“ (Vogt)", "…“, wie Vogt betonte"."""
    start = quoted.outer_end
    end = clause_end(text, start)
    clause = text[start:end]
    opening = re.match(r"[\s,;.]*[–—-]?\s*\(?", clause)
    lead = opening[0] if opening else ""
    if "." in lead:
        return None
    first = WORD.match(clause, len(lead))
    if "(" in lead or any(dash in lead for dash in "–—-"):
        named = namings.within(start, start + len(lead) + 1)
        return Attribution(named[0].persons[0], None) if named and len(named[0].persons) == 1 else None
    if first is None:
        return None
    word, told = first[0], namings.within(start + first.end(), end)
    if word.lower() == "wie":
        cue = next((w for w in WORD.findall(clause)[1:] if w in words("cues")), None)
        return Attribution(subject(text, told), cue) if cue else None
    following = [w.lower() for w in WORD.findall(clause[first.end() : first.end() + 40])[:2]]
    parted = "," in lead or text[quoted.end - 1 : quoted.end] == ","
    is_verb = parted and word.islower() and word not in words("no_cues")
    if word == "so" and not parted and not told:
        return None  # "so that"
    if word not in words("cues") and not (is_verb and (told or PRONOUNS.keys() & set(following))):
        return None
    if "es" in following[:1]:
        return Attribution(None, word)
    pronoun = next((w for w in following if w in PRONOUNS), None)
    if pronoun and not (told and told[0].start < start + first.end() + 2):
        return Attribution(namings.last_before(quoted.start, PRONOUNS[pronoun]), word)
    return Attribution(subject(text, told), word)


def ahead(text: str, quoted: Quoted, namings: Namings) -> Attribution | None:
    """Read the cue before a quotation: "Vogt sagte: „…", "Laut Vogt ist das „…", "Vogt freute sich. „…"."""
    end = quoted.outer_start
    start = clause_start(text, end)
    clause = text[start:end]
    if not clause.strip():
        previous_end = start
        before = text[max(0, previous_end - REACH) : previous_end]
        start = clause_start(text, previous_end - (len(before) - len(before.rstrip(" .!?…"))))
        clause = text[start:previous_end]
        cue = _cue_of(clause, "cues", "weak_cues")
        if "\n" in clause.strip("\n") or not cue:
            return None
        speaker = subject(text, namings.within(start, previous_end))
        return Attribution(speaker, cue) if speaker else None
    told = namings.within(start, end)
    introduces = clause.rstrip().endswith(":")
    cue = _cue_of(clause, "cues", "weak_cues") if introduces else _cue_of(clause, "cues")
    if not introduces and (cue is None or not text[quoted.start].islower()):
        return None  # what begins with a capital inside a sentence is the name of a thing
    speaker = subject(text, told)
    if speaker is None and introduces and told and cue is None:
        speaker = told[-1].persons[0] if len(told[-1].persons) == 1 else None
    if speaker is None and not told:
        pronoun = next((w.lower() for w in WORD.findall(clause) if w.lower() in ("er", "sie")), None)
        if pronoun:
            speaker = namings.last_before(start, PRONOUNS[pronoun])
    if speaker is None and cue is None:
        return None
    return Attribution(speaker, cue)


def _cue_of(clause: str, *lists: str) -> str | None:
    """Give the last word of a clause that is in one of the lists; "so" only speaks behind a quotation."""
    cues = frozenset[str]().union(*(words(name) for name in lists)) - {"so"}
    found = [word for word in WORD.findall(clause) if word.lower() in cues]
    return found[-1] if found else None


SENTENCE_END = re.compile(r"[.!?…]+(?=\s)|\n")


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the sentence ends between two offsets, without the full stops of abbreviations and ordinals."""
    for match in SENTENCE_END.finditer(text, start, end):
        word = re.search(r"\w+$", text[max(0, match.start() - 12) : match.start()])
        if (
            match[0] == "."
            and word
            and (word[0] in words("abbreviations") or word[0].isdigit() or len(word[0]) == 1)
        ):
            continue
        yield match


def clause_end(text: str, start: int) -> int:
    """Give the end of the clause behind a quotation: its full stop, the paragraph's end or the next mark."""
    limit = min(len(text), start + REACH)
    found = MARK.search(text, start, limit)
    mark = found.start() if found else limit
    paragraph = text.find("\n\n", start, mark)
    mark = mark if paragraph < 0 else paragraph
    ending = next((match for match in _ends(text, start, mark) if match[0] != "\n"), None)
    return ending.start() if ending else mark


def clause_start(text: str, end: int) -> int:
    """Give the start of the clause before a quotation, after the last sentence end or quotation mark."""
    limit = max(0, end - REACH)
    start = limit
    for match in _ends(text, limit, max(limit, end)):
        if text[match.end() : end].strip() or match[0] != "\n":
            start = match.end()
    return max(start, *(text.rfind(mark, start + 1, end) + 1 for mark in MARKS))
