"""Rules for an office beside a name: before it, behind it, as a label, or sharing another's holder.

A rule takes the links so far and the index of a candidate and gives the ids of its holders, none where
it does not apply.
"""

from __future__ import annotations

from kiextract.pipeline.roles.candidates import Candidate, follows_name, is_office
from kiextract.pipeline.roles.lexicon import fold, word_class
from kiextract.pipeline.roles.links import Links
from kiextract.pipeline.roles.neighbours import (
    AND,
    before_titles,
    distinct,
    joined_by_and,
    name_after,
    name_with_origin,
    names_from,
    names_until,
    skip_bracket,
    skip_bracket_back,
)
from kiextract.pipeline.roles.scene import Name, Scene

LONGEST_ADVERBIAL = 8
"""Most tokens between a comma and an office that follows a name: "seit Anfang der 1990er Jahre"."""
LONGEST_PHRASE = 6
"""Most tokens of "in Aleppo", "im bürgerlichen Leben" between a name and an office."""
LONGEST_CLAUSE = 15
"""Most tokens of a relative clause between an office and its holder."""
LONGEST_GAP = 10
"""Most tokens between two offices of one holder."""
WRAPPED_LINE = 40
"""Code points of a line before whose end a phrase may go on in the next line."""

ADVERBIALS = word_class("adverbials")
COPULAS = word_class("copulas")
ASIDES = word_class("asides")
"""Words between a name and its comma: "Muster allerdings, der Kandidat"."""
PREPOSITIONS = word_class("prepositions")
PLURAL_COPULAS = frozenset(("sind", "bleiben", "wurden", "werden", "waren"))
DASHES = ("–", "—", "-", "|")
FOLLOWING_RULES = (
    "after_name",
    "shared_office",
    "predicate",
    "appointed",
    "label",
    "respectively",
    "reference",
    "described",
)
"""Rules whose holder stands before the office, so that what follows may be said of the same person."""


def is_adverbial(scene: Scene, index: int) -> bool:
    """Tell whether a token may stand between a name or verb and an office: seit, 2019, zugleich."""
    word = fold(scene.word(index))
    return word in ADVERBIALS or word[:1].isdigit()


def before_name(links: Links, index: int) -> list[str]:
    """Office and name side by side: "Landrat Dr. Anna Muster", "die Architekten A und B"."""
    scene, candidate = links.scene, links.candidates[index]
    following = skip_bracket(scene, candidate.last + 1)
    if not scene.same_sentence(candidate.last, following):
        return []
    longer = candidate.last > candidate.head or follows_name(scene, candidate.before)
    if scene.tokens[following].lines and (longer or not _wraps(scene, following)):
        return []
    if candidate.is_body and candidate.singular and candidate.article not in ("", "der", "den", "dem"):
        return []
    name = name_after(scene, following)
    if scene.tokens[following].lines and name and scene.word(candidate.head).isupper() != name.text.isupper():
        return []  # a heading in capitals ends
    if candidate.determiner == "indefinite":
        return []  # "unter einer Kanzlerin Muster" supposes it
    if name is None or (candidate.determiner not in ("none", "address") and name.in_genitive):
        return []
    return _holders(links, candidate, name)


def _wraps(scene: Scene, index: int) -> bool:
    """Tell whether the line end before a token is mere wrapping: the line before it is long."""
    line = scene.text.rfind("\n", 0, scene.tokens[index - 1].end)
    return scene.tokens[index].lines == 1 and scene.tokens[index].start - line > WRAPPED_LINE


def _holders(links: Links, candidate: Candidate, name: Name) -> list[str]:
    names = names_from(links.scene, name)
    if candidate.plural and (not candidate.singular or _means_many(candidate) or _oblique(candidate)):
        if len(names) > 1:
            return distinct(names)
        if candidate.determiner == "none" and not candidate.singular:
            return []
    return [name.key]


def _oblique(candidate: Candidate) -> bool:
    """Tell whether it is no nominative singular: "mit Kandidaten A und B"."""
    return candidate.determiner == "none" and not any(
        code[0] != "p" and code[1] == "n" for code in candidate.readings
    )


def _means_many(candidate: Candidate) -> bool:
    return candidate.article in ("die", "den") and candidate.gender != "f"


def _with_employer(scene: Scene, index: int) -> Name | None:
    """Give the name before a body that ends at a token: "Anna Muster, Stadtwerke Ulm, Pressesprecherin"."""
    body = scene.body(index)
    if body is None or body.kind != "organisation" or scene.word(body.first - 1) != ",":
        return None
    return scene.person(body.first - 2)


def after_name(links: Links, index: int) -> list[str]:
    """Name, then office: "Anna Muster, Landrätin", "A (CDU), der B", "A (Fotograf)", signatures."""
    candidate = links.candidates[index]
    name = _name_before(links.scene, candidate)
    if name is None or _labels_name(links.scene, candidate):
        return []
    names = names_until(links.scene, name)
    if candidate.many and joined_by_and(links.scene, names) and _all_hold(links, candidate, names):
        return distinct(names)
    if not candidate.singular or not links.agrees(candidate, name.key):
        return []
    if candidate.definite and _next_holder(links, candidate, name):
        return []
    bare = candidate.definite and candidate.last == candidate.head
    return [] if bare and links.holds_another(name.key, candidate.entry) else [name.key]


def _next_holder(links: Links, candidate: Candidate, name: Name) -> bool:
    """Tell whether a list goes on: "Konsul A, der Präsident der Kammer, B, und"."""
    scene = links.scene
    if scene.word(candidate.last + 1) != ",":
        return False
    following = name_after(scene, candidate.last + 2)
    if following is None or not links.agrees(candidate, following.key):
        return False
    link = links.ending_at(before_titles(scene, name.first - 1))
    return link is not None and link.rule == "before_name"


def _labels_name(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether a colon and another name follow: "Kassenwart: Anton Muster"."""
    return scene.word(candidate.last + 1) == ":" and name_after(scene, candidate.last + 2) is not None


def _all_hold(links: Links, candidate: Candidate, names: list[Name]) -> bool:
    """Tell whether an office behind a list of names is that of all: not if some have their own."""
    if not candidate.singular:
        return True
    if candidate.gender != "f":
        return not all(links.agrees(candidate, name.key) for name in names)
    ends = (before_titles(links.scene, name.first - 1) for name in names[:-1])
    return not any(links.ending_at(end) for end in ends)


def _name_before(scene: Scene, candidate: Candidate) -> Name | None:
    index = candidate.before
    if candidate.determiner == "quantifier" or index < 0:
        return None
    if candidate.determiner == "indefinite" and (
        scene.word(index) != "," or not candidate.article.startswith("ein")
    ):
        return None
    if scene.tokens[index + 1].lines == 1 and scene.person(index):
        return scene.person(index)
    for _ in range(LONGEST_ADVERBIAL):
        if not is_adverbial(scene, index) or not scene.same_sentence(index, candidate.head):
            break
        index -= 1
    if not scene.same_sentence(index, candidate.head):
        return None
    if scene.person(index) and fold(scene.word(candidate.before + 1)) in ("neue", "neuer"):
        return scene.person(index)
    if scene.word(index) != "," and _adverbial_phrase(scene, index):
        index = _adverbial_phrase(scene, index)
    if scene.word(index) in (",", "(", *DASHES):
        if scene.word(index - 1).isdigit() and scene.word(index - 2) == ",":
            index -= 2  # an age
        index = skip_bracket_back(scene, index - 1)
        if scene.word(index) in ASIDES:
            index -= 1
        return scene.person(index) or name_with_origin(scene, index) or _with_employer(scene, index)
    office = candidate.entry.office
    mandate = office.kind == "office" and office.complement == "none" and index == candidate.before
    return scene.person(index) if mandate else None


def _adverbial_phrase(scene: Scene, index: int) -> int:
    """Give the comma before "in Aleppo", "im bürgerlichen Leben" that ends at a token; 0 if there is none."""
    for step in range(index, max(index - LONGEST_PHRASE, 0), -1):
        if scene.person(step) or not scene.same_sentence(step, index):
            return 0
        if scene.word(step) == ",":
            return step if scene.word(step + 1) in PREPOSITIONS else 0
    return 0


def same_verb(links: Links, index: int) -> list[str]:
    """A name and an office to which the verb before counts too: "A wurde Rätin, B Beigeordneter"."""
    scene, candidate = links.scene, links.candidates[index]
    link = links.get(index - 1) if index else None
    if link is None or link.rule not in ("predicate", "appointed", "label", "same_verb", "shared_office"):
        return []
    if candidate.determiner != "none" or not scene.same_sentence(link.candidate.head, candidate.head):
        return []
    name = scene.person(skip_bracket_back(scene, candidate.before))
    return [name.key] if name and links.agrees(candidate, name.key) else []


def comma_before_name(links: Links, index: int) -> list[str]:
    """Office, comma, name: "die Leiterin des Amtes, Dr. Anna Muster, sagte"."""
    scene, candidate = links.scene, links.candidates[index]
    following = skip_bracket(scene, candidate.last + 1)
    if scene.word(following) != "," or candidate.determiner in ("indefinite", "quantifier"):
        return []
    bare = candidate.last == candidate.head and not _joined_to_longer(links, index)
    if candidate.determiner == "none" and (bare or _is_predicate(scene, candidate)):
        return []
    if candidate.article in ("zum", "zur"):
        return []
    name = name_after(scene, following + 1)
    if name is None and candidate.definite:
        article = scene.word(following + 1) in ("der", "die")
        name = _behind_insertion(scene, following + 1 + article, article=article)
    if name is None or not scene.same_sentence(candidate.last, name.first):
        return []
    if not links.agrees(candidate, name.key) or (candidate.is_body and candidate.last == candidate.head):
        return []
    if candidate.entry.office.kind == "relation" and not candidate.definite:
        return []
    return _holders(links, candidate, name)


def _joined_to_longer(links: Links, index: int) -> bool:
    """Tell whether "und" joins it to one with a complement: "Leiter des Amtes und Biologe, Muster"."""
    left = links.candidates[index - 1] if index else None
    candidate = links.candidates[index]
    joined = left is not None and left.last + 2 == candidate.first and links.scene.word(left.last + 1) in AND
    return left is not None and joined and left.last > left.head


def _is_predicate(scene: Scene, candidate: Candidate) -> bool:
    word = fold(scene.word(candidate.before))
    return word == "als" or word in COPULAS


def _behind_insertion(scene: Scene, index: int, *, article: bool) -> Name | None:
    """Give the name behind "die Demokratin" or behind a relative clause, "der seit Jahren warnt,"."""
    if scene.word(index)[:1].isupper():
        return None if scene.office(index) else name_after(scene, index + 1)
    if not article:
        return None
    for step in range(index, index + LONGEST_CLAUSE):
        if scene.person(step) or not scene.same_sentence(index, step):
            return None
        if scene.word(step) == ",":
            name = name_after(scene, step + 1)
            return name if name and scene.word(name.last + 1) == "," else None
    return None


def label(links: Links, index: int) -> list[str]:
    """Office as a label: "Ansprechpartnerin: Anna Muster", "Vorsitzender bleibt weiterhin Paul Muster"."""
    scene, candidate = links.scene, links.candidates[index]
    sign = candidate.last + 1
    if candidate.determiner == "quantifier" or candidate.is_body or not is_office(scene, candidate):
        return []
    if scene.word(sign) != ":" and candidate.determiner == "indefinite":
        return []
    if scene.word(sign) == ":" and not candidate.definite:
        following = sign + 1
    elif scene.word(sign) in COPULAS and candidate.determiner != "address":
        following = _subject_behind(links, sign)
        titled = links.beginning_at(following)
        if titled and titled.rule == "before_name":
            return _inherit(links, candidate, titled.holders, titled.candidate)
    else:
        return []
    name = name_after(scene, following)
    if name is None or not links.agrees(candidate, name.key):
        return []
    if candidate.many and (scene.word(sign) in PLURAL_COPULAS or _is_mere_list(scene, sign, name)):
        return distinct(names_from(scene, name))
    return _holders(links, candidate, name)


def _is_mere_list(scene: Scene, sign: int, name: Name) -> bool:
    """Tell whether a colon and nothing but names follow on the line: "Beisitzer: A, B und C"."""
    end = names_from(scene, name)[-1].last + 1
    return scene.word(sign) == ":" and (end >= len(scene) or scene.tokens[end].lines > 0)


def _subject_behind(links: Links, verb: int) -> int:
    """Give the token where a name or an office with a name begins behind a verb and adverbials."""
    scene = links.scene
    for index in range(verb + 1, verb + 1 + LONGEST_ADVERBIAL):
        if not scene.same_sentence(verb, index) or scene.word(index) in (",", ":", "als"):
            break
        link = links.beginning_at(index)
        if (link and link.rule == "before_name") or name_after(scene, index):
            return index
    return verb + 1


def respectively(links: Links, index: int) -> list[str]:
    """Two names, two offices: "A und B, Vorsitzende und Kassenwart"."""
    candidate = links.candidates[index]
    pair = _pair(links, index)
    if pair is not None and candidate.singular:
        return [pair[0].key]
    previous = _pair(links, index - 1) if index else None
    return [previous[1].key] if previous is not None and candidate.singular else []


def _pair(links: Links, index: int) -> list[Name] | None:
    """Give the two names before two offices joined by "und", if the offices agree with them one to one."""
    scene, candidate = links.scene, links.candidates[index]
    if index + 1 >= len(links.candidates):
        return None
    second = links.candidates[index + 1]
    name = _name_before(scene, candidate)
    if name is None or not _next_in_pair(scene, candidate, second):
        return None
    names = names_until(scene, name)
    if len(names) != 2 or not joined_by_and(scene, names) or name_after(scene, second.last + 1):
        return None
    agree = links.agrees(candidate, names[0].key) and links.agrees(second, names[1].key)
    return names if agree else None


def _next_in_pair(scene: Scene, left: Candidate, right: Candidate) -> bool:
    between = [scene.word(step) for step in range(left.last + 1, right.before + 1)]
    if not scene.same_sentence(left.last, right.head) or len(between) > 3:
        return False
    same = left.determiner == right.determiner
    return same and (
        between in (["und"], ["sowie"]) or between == ["der", "eine", ","] or between == ["die", "eine", ","]
    )


def shared_office(links: Links, index: int) -> list[str]:
    """Offices of one holder: "Ratsfrau und Sprecherin Muster", "er ist Rat, Wirt und Vorsitzender"."""
    return _from_right(links, index) or _from_left(links, index) or _behind_name_and(links, index)


def _from_right(links: Links, index: int) -> list[str]:
    scene, left = links.scene, links.candidates[index]
    link = links.get(index + 1)
    if (
        link is None
        or link.rule not in ("before_name", "comma_before_name", "shared_office")
        or not left.singular
    ):
        return []
    right = link.candidate
    between = [scene.word(step) for step in range(left.last + 1, right.before + 1)]
    if not scene.same_sentence(left.last, right.head) or len(between) > 2:
        return []
    if not between:  # "Fraktionschef MdL Muster"
        allowed = link.rule == "before_name" and left.determiner != "indefinite"
    elif between[0] in AND and len(between) == 1:
        allowed = right.determiner == "none"
    elif between == [","] and not left.is_body:
        known = any(links.holds_another(person, left.entry) for person in link.holders)
        allowed = left.definite and not (known and right.determiner == "none" and left.last == left.head)
    else:
        allowed = between == [":"] and left.determiner in ("possessive", "none")
    return _inherit(links, left, link.holders, right) if allowed else []


def _inherit(links: Links, candidate: Candidate, holders: list[str], other: Candidate) -> list[str]:
    if not all(links.agrees(candidate, person) for person in holders):
        return []
    known = any(person in links.genders for person in holders)
    if not known and candidate.gender and other.gender and candidate.gender != other.gender:
        return []
    return list(holders)


def _from_left(links: Links, index: int) -> list[str]:
    scene, right = links.scene, links.candidates[index]
    link = links.get(index - 1) if index else None
    if link is None or link.rule not in FOLLOWING_RULES or not right.singular:
        return []
    if right.determiner not in ("none", "partitive"):
        return []
    left = link.candidate
    if len(link.holders) != 1 or not scene.same_sentence(left.last, right.head):
        return []
    gap = range(left.last + 1, right.before + 1)
    if len(gap) > LONGEST_GAP or any(scene.person(step) for step in gap):
        return []
    step = right.before
    while step > left.last and is_adverbial(scene, step) and scene.word(step) not in AND:
        step -= 1
    if scene.word(step) not in (",", *AND):
        return []
    return _inherit(links, right, link.holders, left)


def _behind_name_and(links: Links, index: int) -> list[str]:
    """Read "Ratsmitglied Muster und Sprecher des Bündnisses"."""
    scene, candidate = links.scene, links.candidates[index]
    link = links.get(index - 1) if index else None
    if link is None or link.rule != "before_name" or candidate.determiner != "none":
        return []
    name = scene.person(candidate.before - 1)
    if scene.word(candidate.before) != "und" or name is None or name.key not in link.holders:
        return []
    if candidate.last == candidate.head or len(link.holders) > 1 or candidate.entry.office.kind == "relation":
        return []
    return _inherit(links, candidate, link.holders, link.candidate)
