"""Which candidates are roles, and of whom: the rules, from the surest to the weakest.

Each rule is a method named ``rule_…`` of :class:`Linker`; the name of the rule that made a link is kept
on the find.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiextract.pipeline.roles.candidates import Candidate, Gender
from kiextract.pipeline.roles.lexicon import fold, word_class
from kiextract.pipeline.roles.scene import Name, Scene
from kiextract.pipeline.roles.words import TITLES

MOST_TITLES = 12
"""Most tokens of titles and forms of address between an office and a name."""
LONGEST_BRACKET = 10
"""Most tokens of a bracket between a name and an office: party, place, position in a picture."""
LONGEST_ADVERBIAL = 7
"""Most tokens between a comma and an office that follows a name: "seit Anfang der 1990er Jahre"."""

ADVERBIALS = word_class("adverbials")
COPULAS = word_class("copulas")
MADE = word_class("made")
"""Verbs and nouns of appointing."""


@dataclass
class Link:
    """A role: a candidate with its holders and the rule that found them."""

    candidate: Candidate
    holders: list[str] = field(default_factory=list)
    rule: str = ""


class Linker:
    """Links the candidates of one scene; ``genders`` maps person ids to what is known of their gender."""

    def __init__(self, scene: Scene, candidates: list[Candidate], genders: dict[str, Gender]) -> None:
        self.scene = scene
        self.candidates = candidates
        self.genders = dict(genders)
        self.by_first = {candidate.first: candidate for candidate in candidates}
        self.links: dict[int, Link] = {}

    def run(self) -> list[Link]:
        """Apply the rules in order; later rules see what earlier ones found."""
        for rule in (
            self.rule_before_name,
            self.rule_after_name,
            self.rule_comma_before_name,
            self.rule_label,
            self.rule_appointed,
            self.rule_predicate,
            self.rule_same_phrase,
        ):
            name = rule.__name__.removeprefix("rule_")
            for index, candidate in enumerate(self.candidates):
                if index in self.links:
                    continue
                holders = rule(candidate)
                if holders:
                    self._accept(index, holders, name)
        return [self.links[index] for index in sorted(self.links)]

    def _accept(self, index: int, holders: list[str], rule: str) -> None:
        candidate = self.candidates[index]
        self.links[index] = Link(candidate, holders, rule)
        if len(holders) == 1 and candidate.gender and candidate.singular:
            self.genders.setdefault(holders[0], candidate.gender)

    def link_of(self, candidate: Candidate) -> Link | None:
        """Give the link of a candidate, if a rule has made one."""
        return next((link for link in self.links.values() if link.candidate is candidate), None)

    # -- looking around ------------------------------------------------------------------------
    def agrees(self, candidate: Candidate, person: str) -> bool:
        """Tell whether the office can be held by a person of this gender."""
        gender = self.genders.get(person)
        return gender is None or candidate.gender is None or gender == candidate.gender

    def name_after(self, index: int) -> Name | None:
        """Give the name that begins at a token, behind titles and forms of address."""
        scene = self.scene
        for _ in range(MOST_TITLES):
            if index >= len(scene) or scene.tokens[index].lines > 1:
                return None
            name = scene.person(index)
            if name:
                return name if name.first == index else None
            if fold(scene.word(index)).rstrip(".") not in TITLES and scene.word(index) not in (".", "-"):
                return None
            index += 1
        return None

    def skip_bracket(self, index: int) -> int:
        """Give the token behind a bracket that opens at a token; the same token if none opens."""
        scene = self.scene
        if scene.word(index) not in ("(", "["):
            return index
        for end in range(index + 1, min(index + LONGEST_BRACKET, len(scene))):
            if scene.person(end):
                return index
            if scene.word(end) in (")", "]"):
                return end + 1
        return index

    def skip_bracket_back(self, index: int) -> int:
        """Give the token before a bracket that closes at a token; the same token if none closes."""
        scene = self.scene
        if scene.word(index) not in (")", "]"):
            return index
        for start in range(index - 1, max(index - LONGEST_BRACKET, -1), -1):
            if scene.word(start) in ("(", "["):
                return start - 1
        return index

    def names_from(self, name: Name) -> list[Name]:
        """Give a list of names that begins with one: "A (CDU), Dr. B und C"."""
        names, index = [name], self.skip_bracket(name.last + 1)
        while self.scene.word(index) in (",", "und", "sowie", "&", "/"):
            step = index + 1
            if self.scene.word(index) == "," and self.scene.word(step) in ("und", "sowie"):
                step += 1
            following = self.name_after(step)
            if following is None:
                break
            names.append(following)
            index = self.skip_bracket(following.last + 1)
        return names

    def names_until(self, name: Name) -> list[Name]:
        """Give a list of names that ends with one."""
        names, index = [name], self._before_titles(name.first - 1)
        while self.scene.word(index) in (",", "und", "sowie", "&", "/"):
            step = index - 1
            if self.scene.word(step) == ",":
                step -= 1
            step = self.skip_bracket_back(step)
            previous = self.scene.person(step)
            if previous is None:
                break
            names.insert(0, previous)
            index = self._before_titles(previous.first - 1)
        return names

    def _before_titles(self, index: int) -> int:
        scene = self.scene
        for _ in range(MOST_TITLES):
            if index < 0 or (fold(scene.word(index)).rstrip(".") not in TITLES and scene.word(index) != "."):
                return index
            if scene.word(index) == "." and fold(scene.word(index - 1)) not in TITLES:
                return index
            index -= 1
        return index

    # -- rules ---------------------------------------------------------------------------------
    def rule_before_name(self, candidate: Candidate) -> list[str]:
        """Office and name side by side: "Landrat Dr. Anna Muster", "die Architekten A und B"."""
        index = self.skip_bracket(candidate.last + 1)
        if index < len(self.scene) and self.scene.tokens[index].lines and not self._wraps(index):
            return []
        name = self.name_after(index)
        if name is None or not self.scene.same_sentence(candidate.last, index):
            return []
        return self._holders_from(candidate, name)

    def _wraps(self, index: int) -> bool:
        """Tell whether the line end before a token is mere wrapping: the line before it is long."""
        start = self.scene.tokens[index].start
        line = self.scene.text.rfind("\n", 0, self.scene.tokens[index - 1].end)
        return self.scene.tokens[index].lines == 1 and start - line > 40

    def _holders_from(self, candidate: Candidate, name: Name) -> list[str]:
        names = self.names_from(name)
        if len(names) > 1 and candidate.plural and (not candidate.singular or self._means_many(candidate)):
            return _distinct(names)
        if not candidate.singular and candidate.determiner in ("definite", "possessive", "genitive"):
            return _distinct(names)
        return [name.key] if self.agrees(candidate, name.key) or candidate.gender else []

    def _means_many(self, candidate: Candidate) -> bool:
        return candidate.article in ("die", "den") and candidate.gender != "f" and candidate.plural

    def rule_after_name(self, candidate: Candidate) -> list[str]:
        """Name, then office: "Anna Muster, Landrätin", "A (CDU), der B", "A (Fotograf)", signatures."""
        name = self._name_before(candidate)
        if name is None:
            return []
        names = self.names_until(name)
        if candidate.plural and not candidate.singular and len(names) > 1:
            return _distinct(names)
        if candidate.plural and len(names) > 1 and candidate.determiner == "none" and candidate.gender != "m":
            return _distinct(names)
        return [name.key] if self.agrees(candidate, name.key) else []

    def _name_before(self, candidate: Candidate) -> Name | None:
        scene, index = self.scene, candidate.before
        if candidate.determiner in ("indefinite", "quantifier") or index < 0:
            return None
        following = index + 1
        if scene.tokens[following].lines == 1 and scene.person(index):
            return scene.person(index)
        for _ in range(LONGEST_ADVERBIAL):
            if scene.word(index) in (",", "(", "–", "—", "-") or index < 0:
                break
            word = fold(scene.word(index))
            if word not in ADVERBIALS and not word[:1].isdigit():
                break
            index -= 1
        if scene.word(index) not in (",", "(", "–", "—", "-"):
            return (
                scene.person(index) if index == candidate.before and candidate.determiner == "none" else None
            )
        index = self.skip_bracket_back(index - 1)
        return scene.person(index) or self._name_with_origin(index)

    def _name_with_origin(self, index: int) -> Name | None:
        """Give the name before "aus Prüm", "vom Familienministerium", "MdB"."""
        scene = self.scene
        for step in range(1, 7):
            word = scene.word(index - step + 1)
            if scene.person(index - step + 1):
                return None
            if word in ("aus", "vom", "von", "MdB", "MdL", "MdEP"):
                return scene.person(self.skip_bracket_back(index - step))
        return None

    def rule_comma_before_name(self, candidate: Candidate) -> list[str]:
        """Office, comma, name: "die Leiterin des Amtes, Dr. Anna Muster, sagte"."""
        index = self.skip_bracket(candidate.last + 1)
        if self.scene.word(index) != "," or candidate.determiner in ("indefinite", "quantifier"):
            return []
        name = self.name_after(index + 1)
        if name is None or not self.scene.same_sentence(candidate.last, index + 1):
            return []
        if candidate.determiner == "none" and candidate.last == candidate.head:
            return []
        return self._holders_from(candidate, name) if self.agrees(candidate, name.key) else []

    def rule_label(self, candidate: Candidate) -> list[str]:
        """Office as a label: "Ansprechpartnerin: Anna Muster", "Vorsitzender ist Paul Muster"."""
        index = candidate.last + 1
        sign = self.scene.word(index)
        if sign != ":" and sign not in COPULAS:
            return []
        name = self.name_after(index + 1)
        if name is None or (sign == ":" and candidate.definite and candidate.article not in ("der", "die")):
            return []
        return self._holders_from(candidate, name) if self.agrees(candidate, name.key) else []

    def rule_appointed(self, candidate: Candidate) -> list[str]:
        """ "… wurde vom Anwärter zum Feuerwehrmann befördert", "zur Leiterin bestellt"."""
        onto = candidate.article in ("zum", "zur") or fold(self.scene.word(candidate.before)) == "zu"
        if not onto or not self._sentence_has(candidate, MADE):
            return []
        return self._subject(candidate)

    def rule_predicate(self, candidate: Candidate) -> list[str]:
        """ "… ist seit 2008 Ministerpräsident", "… als Leiterin der Stabsstelle"."""
        if candidate.determiner != "none":
            return []
        scene, index = self.scene, candidate.before
        for _ in range(LONGEST_ADVERBIAL):
            word = fold(scene.word(index))
            if not scene.same_sentence(index, candidate.head):
                return []
            if word == "als" or word in COPULAS:
                return self._subject(candidate)
            if scene.person(index):
                return []
            index -= 1
        return []

    def _sentence_has(self, candidate: Candidate, words: frozenset[str]) -> bool:
        scene, index = self.scene, candidate.last + 1
        while scene.same_sentence(candidate.head, index) and index - candidate.last < 25:
            if fold(scene.word(index)) in words:
                return True
            index += 1
        index = candidate.before
        while scene.same_sentence(candidate.head, index) and candidate.before - index < 25:
            if fold(scene.word(index)) in words:
                return True
            index -= 1
        return False

    def _subject(self, candidate: Candidate) -> list[str]:
        """Give the person that a predicate speaks of: the nearest before it, else the next one."""
        scene, index = self.scene, candidate.before
        while scene.same_sentence(index, candidate.head):
            name = scene.person(index)
            if name and self.agrees(candidate, name.key):
                if candidate.plural and not candidate.singular:
                    return _distinct(self.names_until(name))
                return (
                    _distinct(self.names_until(name))
                    if fold(scene.word(candidate.before)) == "zu" or self._many_made(candidate, name)
                    else [name.key]
                )
            index -= 1
        index = candidate.last + 1
        while scene.same_sentence(index, candidate.head):
            name = scene.person(index)
            if name and self.agrees(candidate, name.key):
                return [name.key]
            index += 1
        return []

    def _many_made(self, candidate: Candidate, name: Name) -> bool:
        following = fold(self.scene.word(name.last + 1))
        return following in ("wurden", "sind", "werden")

    def rule_same_phrase(self, candidate: Candidate) -> list[str]:
        """Offices joined by "und" or an apposition share their holder: "Ratsfrau und Sprecherin Muster"."""
        index = self.candidates.index(candidate)
        for step in (1, -1):
            other = index + step
            if other not in self.links:
                continue
            left, right = (
                (candidate, self.candidates[other]) if step == 1 else (self.candidates[other], candidate)
            )
            link = self.links[other]
            if not self._joined(left, right) or not all(self.agrees(candidate, p) for p in link.holders):
                continue
            if link.candidate.gender and candidate.gender and link.candidate.gender != candidate.gender:
                continue
            if step == -1 and link.rule not in (
                "after_name",
                "same_phrase",
                "predicate",
                "appointed",
                "label",
            ):
                continue
            return list(link.holders)
        return []

    def _joined(self, left: Candidate, right: Candidate) -> bool:
        scene = self.scene
        between = [scene.word(i) for i in range(left.last + 1, right.first)]
        if not scene.same_sentence(left.last, right.first) or len(between) > 4:
            return False
        if between and between[0] in ("und", "sowie", "&", "/"):
            return right.determiner == "none" or (left.determiner == "none")
        if between and between[0] in (",", ":"):
            return left.determiner != "none"
        return False


def _distinct(names: list[Name]) -> list[str]:
    return list(dict.fromkeys(name.key for name in names))
