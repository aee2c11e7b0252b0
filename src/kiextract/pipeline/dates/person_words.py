"""Words of dates that are somebody's name: Frau Freitag, Sigrun Mai, Gärtnerei Sommer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kiextract.intervals import Intervals
from kiextract.pipeline.dates.detection import Expression
from kiextract.pipeline.dates.lexicon import rows, words
from kiextract.pipeline.layers import Name

PATTERNS = frozenset({"month", "weekday", "season", "feast", "day_part", "midnight", "relative_year"})
"""Patterns whose words are also names."""

WINDOW = 60
"""Code points before an expression that the rules look at."""

WORD_OF_DATE = re.compile(
    r"\b(?:im|am|vom|zum|beim|ins|seit|ab|bis|ende|anfang|mitte|für|den|dem|das|des|der|diesen|diesem|dieser|dieses|"
    r"jeden|jedem|jeder|zwischen|pro|an|in|auf|über|gegen|nach|vor|ein|einen|einem|eines|ganzen|neuen)\s+$",
    re.IGNORECASE,
)
"""A preposition, article or pronoun directly before: so a date begins (im Sommer), and hardly ever a name."""

SURELY_DATE = re.compile(
    r"\b(?:im|am|vom|zum|beim|ins|seit|ab|bis|ende|anfang|mitte|diesen|diesem|dieser|dieses)\s+$",
    re.IGNORECASE,
)
"""The same, where not even a name of the model may contradict."""

PARTY = re.compile(r"[ \u00a0]\((?:[A-ZÄÖÜ]{2,}|Grüne|Linke|Bündnis|parteilos|v\.|vorne|links|rechts|Mitte)")
"""What stands in brackets behind a name: a party, a place in the picture."""

FIRM = re.compile(
    r"[ \u00a0](?:[A-ZÄÖÜ&][\w-]*[ \u00a0]){0,3}"
    r"(?:GmbH|AG|KG|OHG|UG|SE|eG|gGmbH|Stiftung|Verlag|e\.[ \u00a0]?V\.|&)"
)
"""The rest of a firm's name: die Sommer Mobilität GmbH."""

GIVEN_NAMES = frozenset({"August", "Silvester"})
NAME_BEHIND = re.compile(r"[ \u00a0][A-ZÄÖÜ][a-zäöüß]+")

ADDRESS = re.compile(
    r"\b(?:Frau|Herrn?|Familie|Eheleute|Ehepaar|Kollegin|Kollegen?|Dr|Prof|Dipl|Ing|Mag|med|Th|geb|geborenen?)\.?\s+$"
    r"|\b(?:Frau|Herrn?)\s(?:von|zu|van|de)(?:\sder)?\s$|(?:^|[\s(/])[A-ZÄÖÜ][a-zäöü]?\.[ \u00a0]?$"
)
"""A form of address, a title or an initial before a name."""

SPEECH = re.compile(
    r"\b(?:so|sagte|sagt|betonte|erklärte|meinte|berichtete|ergänzte|versicherte|erläuterte)\s+$"
)
"""A word of saying before its speaker."""

CREDIT = re.compile(
    r"(?:\b(?:Fotos?|Bild(?:er)?|Text|Grafik|Archiv|Aufnahme)(?:\s?/\s?\w{1,20})?\s?[:©]|©|\s/\s)\s*$"
)
"""The beginning of a credit."""

SAINT = re.compile(r"(?:St\.|Sankt|Hl\.|Heilige[nr]?|Mari[aä]|Peter)\s")
"""Feasts that churches are called after, too."""

NOUN = re.compile(r"(?<![\w-])([A-ZÄÖÜ][\w-]*)[ \u00a0]\n?$")
"""A word with a capital directly before: a given name, an office, a trade (Gärtnerei Sommer)."""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(fields[0] for fields in rows(name))


def drop_person_words(
    text: str, expressions: Sequence[Expression], names: Sequence[Name]
) -> list[Expression]:
    """Leave out the bare words that name a person or a firm, there and where they come again.

    ``names`` are those of the names model, if there is one. Without it the words before decide: a form of
    address, a title, a given name or another noun, a credit.
    """
    model = _Names(names)
    bare = [expression for expression in expressions if _is_bare(text, expression)]
    named = {id(expression) for expression in bare if _is_named(text, expression, model)}
    surnames = {_stem(text, expression) for expression in bare if id(expression) in named}
    persons = named | {
        id(expression)
        for expression in bare
        if _stem(text, expression) in surnames
        and not expression.linked
        and not WORD_OF_DATE.search(_before(text, expression))
    }
    return [expression for expression in expressions if id(expression) not in persons]


class _Names:
    """The names of the model, asked by place."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._persons = Intervals(name for name in names if name.label == "PER")
        self._full_names = Intervals(
            name for name in names if name.label == "PER" and any(map(str.isspace, name.text.strip()))
        )
        self._longer = Intervals(name for name in names if any(map(str.isspace, name.text.strip())))

    def is_longer(self, expression: Expression) -> bool:
        """Tell whether a person's name of several words lies over an expression."""
        return self._full_names.touch(expression.start, expression.end)

    def has(self, expression: Expression) -> bool:
        """Tell whether a person or a name of several words lies over an expression."""
        return self._persons.touch(expression.start, expression.end) or self._longer.touch(
            expression.start, expression.end
        )


def _is_bare(text: str, expression: Expression) -> bool:
    word = text[expression.start : expression.end]
    if expression.pattern == "feast":
        several = any(map(str.isspace, word)) and not SAINT.match(word)  # Christi Himmelfahrt: nobody's name
        return not several and expression.when.year is None and expression.when.direction is None
    return expression.pattern in PATTERNS and expression.when.hour is None and not any(map(str.isspace, word))


def _stem(text: str, expression: Expression) -> str:
    word = text[expression.start : expression.end]
    return word.removesuffix("s").removesuffix("e")


def _before(text: str, expression: Expression) -> str:
    return text[max(0, expression.start - WINDOW) : expression.start]


def _is_named(text: str, expression: Expression, model: _Names) -> bool:
    before = _before(text, expression)
    if SURELY_DATE.search(before):
        return False
    word = text[expression.start : expression.end]
    if PARTY.match(text, expression.end) or FIRM.match(text, expression.end):
        return True
    if word in GIVEN_NAMES and NAME_BEHIND.match(text, expression.end):
        return True
    if WORD_OF_DATE.search(before):
        return model.is_longer(expression)
    if ADDRESS.search(before) or SPEECH.search(before) or CREDIT.search(before) or model.has(expression):
        return True
    noun = NOUN.search(before)
    if noun is None or _stem(text, expression) not in _list("surnames.txt"):
        return False
    return noun[1] not in _list("person_words.txt") and noun[1] not in words()
