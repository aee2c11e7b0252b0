"""One name, one label: the mentions of a name agree over a text, and those that a model missed are found.

A model judges each mention by its sentence, so that a firm is an organisation at one of its mentions, a
person at the next and nothing at a third. A name that can be two things by right (a town and its club, a
surname and the firm of that name) keeps the label of each mention.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name, NameLabel
from kiextract.pipeline.names.lexicon import is_descriptor, is_generic, is_institution, is_word
from kiextract.pipeline.persons.lexicon import is_given
from kiextract.pipeline.places.gazetteer import settlements, territories

WORD = re.compile(r"[^\W\d_a-zäöüß](?<![\w@#/.-].)[\w&.'’-]*")
"""Where a name may begin: a capitalised word."""
BEFORE = re.compile(r"(?P<word>[A-ZÄÖÜ][\w-]+) (?:(?P<bracket>\()|[„\"»]?)\Z")
"""The word in front of a name or of its bracket."""
GOES_ON = re.compile(r"[\w@/-]|\.\w")
"""What makes the end of a name the middle of a longer word."""


def agreed(names: Sequence[Name]) -> list[Name]:
    """Give the mentions of a name that are an organisation at some and not at others the label of most."""
    forms = {name.text for name in names}
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[_base(name.text, forms)].append(name)
    surnames = _surnames(names)
    labels = {base: _label(base, group, surnames) for base, group in groups.items()}
    return [
        name.model_copy(update={"label": label}) if (label := labels[_base(name.text, forms)]) else name
        for name in names
    ]


def repeated(text: str, names: Sequence[Name]) -> list[Name]:
    """Add the mentions of organisations that stand in the text further on, in text order.

    Words of the language (Union, Bund), the names of persons and places, and names that a model takes for
    nothing more often than for an organisation are left as they are.
    """
    surnames = _surnames(names)
    found = Counter(name.text for name in names if name.label == "ORG")
    introduced = {name.text for name in names if name.label == "ORG" and _is_introduced(text, name)}
    known = {form for form in found if _is_unique(form, surnames)}
    taken = Intervals(names)
    missed: dict[str, list[Name]] = defaultdict(list)
    for form, name in _further(text, known):
        if not taken.touch(name.start, name.end):
            missed[form].append(name)
    further = [
        name
        for form, group in missed.items()
        if len(group) <= found[form] or form in introduced
        for name in group
    ]
    return sorted([*names, *further], key=lambda name: name.start)


def _further(text: str, known: set[str]) -> Iterator[tuple[str, Name]]:
    """Find the names in a text, one word also in the genitive: pairs of the name and its mention."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in sorted(known, key=len, reverse=True):
        if first := WORD.match(form):
            by_first[first[0]].append(form)
    end = 0
    for match in WORD.finditer(text) if by_first else ():
        start, word = match.start(), match[0]
        if start < end:
            continue
        for form in (
            *by_first.get(word, ()),
            *by_first.get(word.rstrip(".'’"), ()),
            *by_first.get(word[:-1], ()),
        ):
            if not text.startswith(form, start):
                continue
            end = start + len(form)
            end += " " not in form and text[end : end + 1] == "s"
            if not GOES_ON.match(text, end):
                yield form, Name(start=start, end=end, text=text[start:end], label="ORG")
                break


def _is_introduced(text: str, name: Name) -> bool:
    """Tell whether a word for what it is stands in front of a name, or the full name before its bracket."""
    before = BEFORE.search(text, max(0, name.start - 60), name.start)
    if before is None:
        return False
    return name.text.isupper() if before["bracket"] else is_descriptor(before["word"])


def _is_unique(form: str, surnames: frozenset[str]) -> bool:
    """Tell whether a name means nothing but its organisation."""
    if " " in form:
        return not all(is_generic(word) or is_institution(word) for word in form.split())
    is_other = is_word(form) or is_given(form) or bool(settlements(form)) or form in territories()
    return len(form) > 1 and not is_other and form not in surnames


def _base(form: str, forms: set[str]) -> str:
    """Give a name without the genitive s, if the text has it without one."""
    return form[:-1] if form.endswith("s") and form[:-1] in forms else form


def _surnames(names: Sequence[Name]) -> frozenset[str]:
    return frozenset(
        form
        for name in names
        if name.label == "PER" and " " in name.text
        for form in (name.text.split()[-1], name.text.split()[-1].removesuffix("s"))
    )


def _label(base: str, group: Sequence[Name], surnames: frozenset[str]) -> NameLabel | None:
    """Give the label that most mentions of a name have; None where each keeps its own."""
    votes: Mapping[NameLabel, int] = Counter(name.label for name in group)
    if len(votes) == 1 or "ORG" not in votes:
        return None
    if base in surnames or is_given(base.split()[0]) or settlements(base) or base in territories():
        return None
    return max(votes, key=lambda label: (votes[label], label == "ORG"))
