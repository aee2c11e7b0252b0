"""Looking around in a scene: the names beside an office, behind titles and brackets.

All functions take and give indices of tokens.
"""

from __future__ import annotations

from kiextract.pipeline.roles.lexicon import fold, word_class
from kiextract.pipeline.roles.scene import Name, Scene
from kiextract.pipeline.roles.words import TITLES

MOST_TITLES = 12
"""Most tokens of titles and forms of address between an office and a name."""
LONGEST_BRACKET = 10
"""Most tokens of a bracket between a name and an office: party, place, position in a picture."""
LONGEST_LIST = 40
"""Most names of one list."""

OPENING, CLOSING = ("(", "["), (")", "]")
AND = ("und", "sowie", "&", "/")
COMMA = (",",)
LIST_SIGNS = (*COMMA, *AND)
"""Between the last two names of a list stands "und", between the others a comma."""
ORIGIN = ("aus", "vom", "von", "MdB", "MdL", "MdEP")
LONGEST_ORIGIN = 7
"""Most tokens of "aus Prüm", "vom Familienministerium" behind a name."""
KIND_WORDS = word_class("kind_words")
"""Words of courtesy before a name: "Herr Vorsitzender, lieber Anton Muster"."""


def name_after(scene: Scene, index: int) -> Name | None:
    """Give the name that begins at a token, behind titles and forms of address."""
    for step in range(MOST_TITLES):
        if index >= len(scene) or scene.tokens[index].lines > 1:
            return None
        name = scene.person(index)
        if name:
            return name if name.first == index else None
        if not _is_title(scene, index, first=step == 0):
            return None
        index += 1
    return None


def _is_title(scene: Scene, index: int, *, first: bool) -> bool:
    word = fold(scene.word(index))
    if word in (".", "-"):
        return not first and scene.tokens[index].start == scene.tokens[index - 1].end
    return word in TITLES or word in KIND_WORDS


def before_titles(scene: Scene, index: int) -> int:
    """Give the last token at or before ``index`` that belongs to no title."""
    for _ in range(MOST_TITLES):
        word = fold(scene.word(index))
        if word in (".", "-"):
            if fold(scene.word(index - 1)) not in TITLES:
                return index
        elif word not in TITLES:
            return index
        index -= 1
    return index


def skip_bracket(scene: Scene, index: int) -> int:
    """Give the token behind a bracket without names that opens at a token; else the same token."""
    if scene.word(index) not in OPENING:
        return index
    for end in range(index + 1, min(index + LONGEST_BRACKET, len(scene))):
        if scene.person(end):
            return index
        if scene.word(end) in CLOSING:
            return end + 1
    return index


def skip_bracket_back(scene: Scene, index: int) -> int:
    """Give the token before a bracket without names that closes at a token; else the same token."""
    if scene.word(index) not in CLOSING:
        return index
    for start in range(index - 1, max(index - LONGEST_BRACKET, -1), -1):
        if scene.person(start):
            return index
        if scene.word(start) in OPENING:
            return start - 1
    return index


def names_from(scene: Scene, name: Name) -> list[Name]:
    """Give the list of names that begins with one: "A (CDU), Dr. B und C"."""
    names, index = [name], skip_bracket(scene, name.last + 1)
    closed = False
    while scene.word(index) in LIST_SIGNS and not closed and len(names) < LONGEST_LIST:
        step = index + 1
        closed = scene.word(index) in AND
        if scene.word(index) == "," and scene.word(step) in AND:
            closed, step = True, step + 1
        following = name_after(scene, step)
        if following is None:
            break
        names.append(following)
        index = skip_bracket(scene, following.last + 1)
    return names


def names_until(scene: Scene, name: Name) -> list[Name]:
    """Give the list of names that ends with one."""
    names, index = [name], before_titles(scene, name.first - 1)
    while scene.word(index) in (LIST_SIGNS if len(names) == 1 else COMMA) and len(names) < LONGEST_LIST:
        step = index - 1
        if scene.word(step) == ",":
            step -= 1
        before = skip_bracket_back(scene, step)
        if any(scene.office(inside) for inside in range(before + 1, step)):
            break
        previous = scene.person(before)
        if previous is None:
            break
        names.insert(0, previous)
        index = before_titles(scene, previous.first - 1)
    return names


def joined_by_and(scene: Scene, names: list[Name]) -> bool:
    """Tell whether the last two of a list of names are joined by "und"."""
    if len(names) < 2:
        return False
    return any(scene.word(index) in AND for index in range(names[-2].last + 1, names[-1].first))


def name_with_origin(scene: Scene, index: int) -> Name | None:
    """Give the name before "aus Prüm", "vom Familienministerium", "MdB" that ends at a token."""
    for step in range(LONGEST_ORIGIN):
        if scene.person(index - step) or not scene.same_sentence(index - step, index):
            return None
        if scene.word(index - step) in ORIGIN:
            return scene.person(skip_bracket_back(scene, index - step - 1))
    return None


def distinct(names: list[Name]) -> list[str]:
    """Give the ids of the persons of a list, each once."""
    return list(dict.fromkeys(name.key for name in names))
