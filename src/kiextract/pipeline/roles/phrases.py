"""How far an office reaches: attributes to its left, complements to its right.

All functions take and give indices of tokens; an end is the index of the last token inside.
"""

from __future__ import annotations

import re

from kiextract.pipeline.names.lexicon import is_descriptor
from kiextract.pipeline.persons.lexicon import is_given
from kiextract.pipeline.places.gazetteer import territories
from kiextract.pipeline.roles.lexicon import Entry, fold, word_class
from kiextract.pipeline.roles.neighbours import AND, name_after
from kiextract.pipeline.roles.scene import Scene
from kiextract.pipeline.roles.words import (
    BODY,
    DETERMINERS,
    NOT_ADJECTIVES,
    ORDINAL,
    PARTIES,
    SETTLEMENT,
    TERRITORY,
    TIMES,
    TITLES,
    belongs_to_office,
    is_adjective,
)

MOST_ATTRIBUTES = 4
"""Most adjectives read before a noun."""

MOST_COMPLEMENTS = 10
"""Most links of a chain: "Leiter des Amtes der Stadt für …"."""
LONGEST_PHRASE = 40
"""Most tokens of the nouns of one phrase."""

LONGEST_LIST = 12
"""Most elements of a list inside a complement."""

OFF_DUTY = (
    ("a", ".", "d", "."),
    ("i", ".", "r", "."),
    ("außer", "dienst"),
    ("im", "ruhestand"),
    ("emeritus",),
    ("d", ".", "r", "."),
    ("vom", "dienst"),
)
GENITIVE_SURE = word_class("genitive_sure")
GENITIVE_MAYBE = word_class("genitive_maybe")
PLACE_PREPOSITIONS = word_class("place_prepositions")
CONTRACTED = word_class("contracted")
FOR_WHOM = word_class("for_whom")
"""Offices that "für die …" may follow at any distance."""
SEATED = word_class("seated")
"""Offices that "in <place>" belongs to."""
SERVING = word_class("serving")
"""Offices whose complement is a person in the genitive."""
ELECTION = re.compile(r"wahl(?:en)?$", re.IGNORECASE)
LEADING = frozenset(("Leiter", "Chef", "Direktor", "Referent", "Manager", "Beauftragter", "Vorstand"))
"""Offices whose field stands behind them without an article: "Abteilungsleiterin Gründung"."""
NOT_BEFORE_COMPOUNDS = frozenset(DETERMINERS) | word_class("prepositions") - {"mit", "von"}
"""Words before a body that has nothing to do with the office behind it: "in Bonn Kanzler Muster"."""
GENERIC_BODIES = word_class("generic_bodies")
"""Bodies that say nothing without a name: "im Betrieb"."""
ORDINAL_HEADS = word_class("ordinal_heads")
"""Offices that are numbered at the head of a line too, where a number mostly counts the lines."""
ENGLISH = word_class("english")
"""First words of English titles: Chief Digital Officer."""
BRANCHES = word_class("branches")
"""Parts of a body that are named behind a comma."""
NO_DOMAIN = word_class("no_domain")
"""Nouns after "für" that say what somebody was thanked for, not what an office is about."""
NO_NAME_PART = word_class("no_name_part")
"""Capitalised words that end a run of nouns."""


COUNCIL = re.compile(r"(?:rat|vorstand|landtag|kreistag|bundestag|ausschuss|parlament)e?s?$", re.IGNORECASE)
"""Bodies whose members do something else for a living."""
MINISTRY = re.compile(r"ministerium|kanzlei|bundesminister", re.IGNORECASE)
"""Where state secretaries and civil servants belong to, at any place of the sentence."""


class Phrases:
    """Finds the extent of offices in one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    # -- to the left ---------------------------------------------------------------------------
    def start(self, head: int) -> tuple[int, int]:
        """Give the first token of an office and the index of the token before its attributes."""
        scene = self.scene
        first = index = self._ellipsis(self.scene.own_first(head))
        for _ in range(MOST_ATTRIBUTES):
            before = index - 1
            if before < 0 or scene.tokens[index].lines > 1 or scene.person(before):
                break
            if self._shortened_modifier(before):
                index -= 2
                first = index
                continue
            word = scene.word(before)
            if (
                word in PARTIES
                and word.isupper()
                and index == head
                and not _is_article(scene.word(before - 1))
            ):
                return before, before - 1
            if word in ("alte", "alten", "alter") and scene.word(before - 1) == "Jahre":
                index -= 3
                continue
            if word in ("und", ",", "/") and index < head and self._is_attribute(before - 1):
                index -= 1
                continue
            if not is_adjective(word) or not scene.same_sentence(before, head):
                break
            index = before
            if belongs_to_office(word) and self._agrees(before, head):
                first = index
        while scene.word(first - 1) in ENGLISH and first == index:
            first = index = first - 1
        if first == head and index == head:
            first = index = self._body_before(head)
        if scene.word(first - 1) == "-" and scene.word(first - 3) == "Dipl":
            return first - 3, first - 4
        return first, index - 1

    def _body_before(self, head: int) -> int:
        """Give the start of a body that is written like the first part of a compound: "Zoo Inhaber"."""
        scene, body = self.scene, self.scene.body(head - 1)
        if body is None or body.last != head - 1 or not scene.same_line(head):
            return head
        compound = body.kind == "organisation" or "-" in body.text
        before = scene.word(body.first - 1)
        opens = scene.tokens[body.first].lines > 0 or before == "," or before.islower()
        opens = opens and fold(before) not in NOT_BEFORE_COMPOUNDS
        named = scene.person(head + 1) is not None
        return body.first if compound and opens and named and not body.text.endswith("s") else head

    def _agrees(self, attribute: int, head: int) -> bool:
        """Tell attributes of this office from an adverb, a number in a list and another office."""
        word, entry = self.scene.word(attribute), self.scene.office(head)
        if entry is None:
            return True
        if ORDINAL.fullmatch(word):
            if self.scene.body(attribute):
                return False  # a house number that ends a sentence
            listed = (
                attribute == 0
                or self.scene.tokens[attribute].lines > 0
                or self.scene.word(attribute - 1) == ";"
            )
            return not listed or entry.office.head in ORDINAL_HEADS
        if word == "früher":
            return self.scene.word(attribute - 1) != "," and any(code[0] == "m" for code in entry.readings)
        return not fold(word).startswith("vorsitzend") or entry.office.head in ("Geschäftsführer", "Richter")

    def _is_attribute(self, index: int) -> bool:
        word = self.scene.word(index)
        return self.scene.person(index) is None and self.scene.office(index) is None and is_adjective(word)

    def _shortened_modifier(self, stop: int) -> bool:
        """Tell whether a full stop ends "stv." or "stellv."."""
        return self.scene.word(stop) == "." and fold(self.scene.word(stop - 1)) in (
            "stv",
            "stellv",
            "ehem",
            "komm",
        )

    def _ellipsis(self, head: int) -> int:
        """Give the start of "Bau- und Umweltdezernent"."""
        index, scene = head, self.scene
        while (
            index >= 2
            and scene.word(index - 1) in ("und", ",", "/", "&")
            and _open_compound(scene.word(index - 2))
        ):
            index -= 2
        if (
            index == head
            and scene.word(head - 2) == "und"
            and _open_compound(scene.word(head - 3))
            and _is_lower_adjective(scene.word(head - 1))
        ):
            return head - 3  # "Bundes- und bayerischer Landesvorsitzender"
        return index

    # -- to the right --------------------------------------------------------------------------
    def end(
        self, head: int, entry: Entry, *, after_name: bool, alone: bool = False, loose: bool = False
    ) -> int:
        """Give the last token of an office.

        ``after_name``: the office follows the name of its holder, so that what comes next on the line
        belongs to it ("Teamleiter Energiespeicher"). ``alone``: no name stands beside the office, so that
        "im Kreistag" says where something was said. ``loose``: it has no determiner, so that nouns behind
        it say which it is.
        """
        last = self._off_duty(head)
        complement = entry.office.complement
        if complement == "none" or last > head:
            return last
        # "Leiter Kommunikation", "BGM Nienstädt"
        bare = self._bare_nouns(last, after_name=after_name or (loose and entry.office.head in LEADING))
        if bare:
            last = bare
        for _ in range(MOST_COMPLEMENTS):
            step = (
                self._genitive(last, entry, first=last == head)
                or self._person(last, entry, first=last == head)
                or self._election(last, entry, first=last == head)
                or self._for(last, entry, first=last == head)
                or self._of(last, entry, first=last == head)
                or self._inside(last, entry, alone=alone)
                or self._seat(last, entry, first=last == head)
                or self._seated(last, after_name=after_name)
                or self._purpose(last)
            )
            if step is None:
                return self._branch(self._off_duty(last))
            last = step
        return last

    def _branch(self, last: int) -> int:
        """Extend over ", Außenstelle Wunsiedel"."""
        if self.scene.word(last + 1) != "," or self.scene.word(last + 2) not in BRANCHES:
            return last
        return self._nouns(last + 2) or last

    def _off_duty(self, last: int) -> int:
        first = fold(self.scene.word(last + 1))
        for words in OFF_DUTY:
            if first == words[0] and all(
                fold(self.scene.word(last + 1 + offset)) == word for offset, word in enumerate(words)
            ):
                return last + len(words)
        return last

    def _next(self, last: int) -> int | None:
        """Give the next token if it can continue a phrase: on this line, or in lower case on the next."""
        index = last + 1
        scene = self.scene
        if index >= len(scene) or scene.person(index):
            return None
        token = scene.tokens[index]
        if token.lines > 1 or (token.lines == 1 and not token.text[0].islower()):
            return None
        return index

    def _genitive(self, last: int, entry: Entry, *, first: bool) -> int | None:
        index = self._next(last)
        if index is None:
            return None
        word = self.scene.word(index)
        if word not in GENITIVE_SURE and word not in GENITIVE_MAYBE:
            return None
        if fold(self.scene.word(index + 1)) in TIMES:
            return None
        end = self.noun_phrase(index + 1)
        if end is None or self._names_holder(index + 1, end):
            return None
        territory = self._is_territory(index + 1, end)
        if first and word in GENITIVE_MAYBE and entry.office.complement == "territory" and not territory:
            return None
        return self._coordination(end)

    def _names_holder(self, start: int, end: int) -> bool:
        """Tell whether a noun phrase is another office with its holder: "der Ministerin Anna Muster"."""
        follows = self.scene.person(end + 1)
        entries = (self.scene.office(index) for index in range(start, end + 1))
        return follows is not None and any(entry and entry.office.kind != "body" for entry in entries)

    def _is_territory(self, start: int, end: int) -> bool:
        scene = self.scene
        if scene.body(start) or any(scene.word(index) in PARTIES for index in range(start, end + 1)):
            return True
        return any(
            TERRITORY.search(scene.word(i)) for i in range(start, end + 1) if scene.tokens[i].capitalised
        )

    def _for(self, last: int, entry: Entry, *, first: bool) -> int | None:
        index = self._next(last)
        if index is None or self.scene.word(index) != "für":
            return None
        start = index + 1
        article = self.scene.word(start) in ("die", "den", "das", "der")
        for_whom = entry.office.head in FOR_WHOM
        if article and not for_whom and (first or not BODY.search(self.scene.word(last))):
            return None
        start += article
        if fold(self.scene.word(start)) in NO_DOMAIN:
            return None
        end = self.noun_phrase(start)
        return None if end is None else self._list(end)

    def _of(self, last: int, entry: Entry, *, first: bool) -> int | None:
        index = self._next(last)
        if index is not None and self.scene.word(index) == "of":
            return self.noun_phrase(index + 1 + (self.scene.word(index + 1) == "the"))
        if index is None or self.scene.word(index) != "von":
            return None
        scene, start = self.scene, index + 1
        body = scene.body(start)
        if body and body.first == start and not scene.person(start):
            return self._coordination(body.last)
        word = scene.word(start)
        inner = scene.person(start + 1)
        if first and inner and scene.office(start) and scene.word(inner.last + 1) == ",":
            return inner.last if name_after(scene, inner.last + 2) else None
        if not first or scene.person(start) or scene.office(start):
            return None
        if word in PARTIES or (word.isupper() and len(word) > 1 and word.isalpha()):
            return self._coordination(start)
        return None

    def _seated(self, last: int, *, after_name: bool) -> int | None:
        """Read where a body is: "Vorsitzende der SPD in Hessen", and beside a name "… der SPD in Marburg".

        Without a name beside it, a town is where somebody speaks: "sagte der Sprecher der SPD in Marburg".
        """
        scene = self.scene
        body, place = scene.body(last), scene.body(last + 2)
        if body is None or body.last != last or scene.word(last + 1) != "in" or place is None:
            return None
        if body.kind != "organisation" or place.kind != "place":
            return None
        following = place.last + 1 + (scene.word(place.last + 1) == ",")
        land = territories().get(place.base or place.text) if scene.word(last) in PARTIES else None
        of_land = land is not None and land.kind == "state"
        return place.last if of_land or after_name or name_after(scene, following) else None

    def _inside(self, last: int, entry: Entry, *, alone: bool) -> int | None:
        """Read "im Ministerium …", "aus dem Ministerium …", "am Gymnasium …", "bei der Webseite …"."""
        index = self._next(last)
        if index is None or self.scene.word(index) not in PLACE_PREPOSITIONS:
            return None
        preposition, start = self.scene.word(index), index + 1
        if preposition not in CONTRACTED:
            article = self.scene.word(start)
            at_several = (preposition, article) == ("bei", "den") and self.scene.body(start + 1)
            if article in ("dem", "der") or at_several:
                start += 1
            elif not (preposition == "bei" and self.scene.body(start)):
                return None
        end = self.noun_phrase(start)
        if end is None:
            return None
        noun = next((i for i in range(start, end + 1) if self.scene.tokens[i].capitalised), start)
        nouns = [self.scene.word(i) for i in range(noun, end + 1)]
        ministry = any(MINISTRY.search(word) for word in nouns)
        if ministry:
            return self._list(end)
        if alone or preposition in ("vom", "von", "aus"):
            return None
        bodies = [self.scene.body(i) for i in range(noun, end + 1)] if preposition in ("bei", "beim") else []
        employer = next((body for body in bodies if body and body.kind == "organisation"), None)
        if entry.office.complement != "free" and employer is None and not is_descriptor(nouns[0]):
            return None
        if entry.office.kind == "profession" and COUNCIL.search(nouns[0]):
            return None  # "sitzt der Betriebswirt im Aufsichtsrat"
        if preposition == "in" and any(SETTLEMENT.search(word) for word in nouns):
            return None
        if noun == end and fold(nouns[0]) in GENERIC_BODIES:
            return None
        body = employer or self.scene.body(noun)
        if preposition == "bei" and nouns[0] in ("Stadt", "Gemeinde", "Kreisverwaltung"):
            return self._coordination(end)
        named = any(BODY.search(word) or is_descriptor(word) for word in nouns)
        if not named and not (body and body.kind == "organisation"):
            return None
        end = self._coordination(end)
        place = self.scene.body(end + 2)
        seated = self.scene.word(end + 1) == "in" and place is not None and place.kind == "place"
        return place.last if place and seated and place.first == end + 2 else end

    def _person(self, last: int, entry: Entry, *, first: bool) -> int | None:
        """Read the genitive of a person whom somebody serves: "Sicherheitsberater Musters"."""
        name = self.scene.person(last + 1)
        if name is None or not first or not self.scene.same_line(last + 1):
            return None
        return name.last if name.in_genitive and entry.office.head in SERVING else None

    def _election(self, last: int, entry: Entry, *, first: bool) -> int | None:
        """Read what a candidate stands for: "Spitzenkandidat für die Landtagswahl"."""
        index = self._next(last)
        if index is None or not first or entry.office.head != "Kandidat":
            return None
        if self.scene.word(index) not in ("bei", "für", "zu", "zur"):
            return None
        end = self.noun_phrase(index + 1 + (self.scene.word(index + 1) in ("der", "den", "die")))
        return end if end is not None and ELECTION.search(self.scene.word(end)) else None

    def _seat(self, last: int, entry: Entry, *, first: bool) -> int | None:
        """Read the place that belongs to an office abroad: "Machthaber in Minsk"."""
        index = self._next(last)
        if index is None or not first or entry.office.head not in SEATED or self.scene.word(index) != "in":
            return None
        place = self.scene.body(index + 1)
        return place.last if place and place.kind == "place" and place.first == index + 1 else None

    def _purpose(self, last: int) -> int | None:
        """Read "zur Förderung der Landarztpraxen" behind a body, "mit Behinderungen" behind "Menschen"."""
        index = self._next(last)
        if index is None:
            return None
        noun, word = self.scene.word(last), self.scene.word(index)
        if (word in ("zur", "zum") and BODY.search(noun)) or (word == "mit" and noun == "Menschen"):
            return self.noun_phrase(index + 1)
        return None

    def _bare_nouns(self, head: int, *, after_name: bool) -> int | None:
        """Read nouns without article that say which: "Fachbereichsleiter Bauen und Umwelt"."""
        index = head + 1
        scene = self.scene
        if not scene.same_line(index) or scene.person(index) or not scene.tokens[index].capitalised:
            return None
        if (
            scene.office(index)
            or (is_given(scene.word(index)) and not after_name)
            or fold(scene.word(index)) in NO_NAME_PART
            or fold(scene.word(index)) in TITLES
        ):
            return None
        end = self.noun_phrase(index)
        if end is None:
            return None
        end = self._list(end)
        following = end + 2 if scene.word(end + 1) == "," else end + 1
        before_name = name_after(scene, following) is not None and scene.same_line(following)
        return end if after_name or before_name else None

    # -- noun phrases --------------------------------------------------------------------------
    def noun_phrase(self, start: int) -> int | None:
        """Give the last token of adjectives and nouns from ``start``; None if there is no noun."""
        scene, index = self.scene, start
        for _ in range(MOST_ATTRIBUTES):
            body = scene.body(index)
            if body and body.first == index:
                break
            if not self._inside_phrase(index) or not _is_lower_adjective(scene.word(index)):
                break
            index += 1
        if not self._inside_phrase(index) or scene.person(index):
            return None
        return self._nouns(index)

    def _inside_phrase(self, index: int) -> bool:
        if index >= len(self.scene):
            return False
        return self.scene.tokens[index].lines <= 1

    def _nouns(self, start: int) -> int | None:
        scene, index, last = self.scene, start, None
        while index < min(len(scene), start + LONGEST_PHRASE):
            token = scene.tokens[index]
            if scene.person(index) or token.lines > 1 or (last is not None and token.lines):
                break
            body = scene.body(index)
            if body and body.last >= index:
                last = body.last
                cut = scene.word(last).endswith("-") and scene.word(last + 1) in AND
                index = last + 1 + cut  # "Verein Haus, Land- und Forstwirtschaft"
                continue
            if token.text in '"„“»':
                quoted = self._quoted(index)
                if quoted is None:
                    break
                last, index = quoted, quoted + 1
                continue
            counts = scene.word(index + 1)[:1].isupper() and scene.same_line(index + 1)
            if token.text.isdigit() and last is not None and len(token.text) <= 4 and not counts:
                last, index = index, index + 1
                continue
            if not token.capitalised and last is not None and self._between_adjective_and_noun(index):
                index += 1
                continue
            if not token.capitalised or fold(token.text) in NO_NAME_PART:
                break
            if last is not None and (fold(token.text) in TITLES or self._office_before_name(index)):
                break
            if token.text.endswith("-") and scene.word(index + 1) in ("und", ",", "/", "&"):
                last, index = index, index + 2
                continue
            last, index = index, index + 1
        return last

    def _between_adjective_and_noun(self, index: int) -> bool:
        """Tell whether a token stands like "deutschen" in "der Neuen deutschen Medien"."""
        scene = self.scene
        before = scene.word(index - 1)
        adjective = before[:1].isupper() and before.endswith("en") and is_adjective(before.lower())
        following = scene.word(index + 1)[:1].isupper() and scene.person(index + 1) is None
        return (
            adjective
            and following
            and _is_lower_adjective(scene.word(index))
            and scene.word(index).endswith("en")
        )

    def _quoted(self, index: int) -> int | None:
        for end in range(index + 1, min(index + 8, len(self.scene))):
            if self.scene.word(end) in '"“”«':
                return end
        return None

    def _office_before_name(self, index: int) -> bool:
        """Tell whether another office with its own holder begins: "des Amtes Kreisbrandmeister Muster"."""
        return self.scene.office(index) is not None and name_after(self.scene, index + 1) is not None

    # -- coordination --------------------------------------------------------------------------
    def _list(self, end: int) -> int:
        """Extend over ", Verkehr und Klimaschutz"; a list that no "und" closes is not extended."""
        scene, index = self.scene, end
        for _ in range(LONGEST_LIST):
            sign = scene.word(index + 1)
            if sign not in (",", "und", "sowie", "&", "/") or not scene.same_sentence(index, index + 1):
                return end
            start = index + 2
            if start < len(scene) and scene.word(start) in ("die", "den", "das") and sign == "und":
                start += 1
                if BODY.search(scene.word(start)):
                    return end
            if self._new_holder(start):
                return end
            step = self.noun_phrase(start)
            if step is None or (scene.person(step + 1) and sign == ","):
                return end
            index = step
            closed = sign != "," or any(scene.word(inner) in AND for inner in range(start, step))
            if closed:  # by its own "und", or by that inside a name of the model
                end = index
        return end

    def _new_holder(self, start: int) -> bool:
        """Tell whether an element of a list begins a new office or person."""
        scene, index = self.scene, start
        for _ in range(MOST_ATTRIBUTES):
            if scene.office(index) or not is_adjective(scene.word(index)):
                break
            index += 1
        return (
            scene.office(index) is not None
            or scene.person(index) is not None
            or fold(scene.word(index)) in TITLES
        )

    def _coordination(self, end: int) -> int:
        """Extend a genitive over "und des Kreises" or, inside a name, "Bauen und Umwelt"."""
        scene = self.scene
        if scene.word(end + 1) not in ("und", "sowie", "&", ",") or not scene.same_sentence(end, end + 1):
            return end
        start = end + 2
        if scene.word(end + 1) == ",":
            return self._named_list(end)
        if scene.word(start) == "für" and scene.word(end + 1) == "und":
            step = self.noun_phrase(start + 1)
            return end if step is None else step
        if scene.word(start) in ("des", "der"):
            if self._new_holder(start + 1):
                return end
            step = self.noun_phrase(start + 1)
            return end if step is None else step
        return self._named_list(end)

    def _owned(self, index: int) -> bool:
        """Tell whether a body in the genitive follows: "Abteilung Bauen und Umwelt | der Stadt Bonn"."""
        if self.scene.word(index) not in ("der", "des"):
            return False
        return self.scene.body(index + 1) is not None or self.scene.word(index + 1) in PARTIES

    def _named_list(self, end: int) -> int:
        """Extend over a list only where the phrase ends behind it: at a mark, name or line end."""
        step = self._list(end)
        if step == end:
            return end
        following = step + 1
        closed = (
            self._owned(following)
            or following >= len(self.scene)
            or self.scene.tokens[following].lines > 0
            or not self.scene.tokens[following].is_word
            or self.scene.person(following) is not None
        )
        return step if closed else end


def _is_article(word: str) -> bool:
    return fold(word) in ("die", "der", "den", "dem", "das")


def _open_compound(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[-1] in "-\u2010\u2011"


def _is_lower_adjective(word: str) -> bool:
    return (
        bool(word)
        and word[0].islower()
        and fold(word) not in NOT_ADJECTIVES
        and bool(re.fullmatch(r"[\w-]+(?:en|er|es|em|e)", word))
    )
