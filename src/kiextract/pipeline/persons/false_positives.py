"""Names that are none: parts of streets, schools, firms, prizes, places, compounds."""

from __future__ import annotations

from collections.abc import Sequence

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.context import word_after, word_before
from kiextract.pipeline.persons.tokens import Token, is_capitalised
from kiextract.pipeline.places.gazetteer import settlements, territories


def inside_longer_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the tokens are a part of a street, a firm, a school or a compound."""
    return _goes_on(tokens, end) or _began_before(tokens, start)


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    if end >= len(tokens):
        return False
    following = tokens[end]
    if following.gap == "":
        if following.word == "-":
            return True  # a compound, or its first half: "Brand- und Katastrophenschutz"
        return following.kind == "number" or (following.word in GLUE and _glued(tokens, end))
    if following.gap != " ":
        return False
    return following.word in ("&", "+") or (
        following.word[:1].isupper() and lexicon.names_a_thing(following.word)
    )


def _began_before(tokens: Sequence[Token], start: int) -> bool:
    if start == 0:
        return False
    previous = tokens[start - 1]
    if tokens[start].gap == "":
        return previous.kind == "number" or previous.word in ("-", "@", "_", "#", "&")
    return tokens[start].gap == " " and previous.word in ("St.", "Sankt", "&", "+")


GLUE = frozenset("@_*:")
"""Signs that make one word of two when nothing stands between them."""


def _glued(tokens: Sequence[Token], index: int) -> bool:
    return (
        index + 1 < len(tokens)
        and tokens[index + 1].gap == ""
        and tokens[index + 1].kind in ("word", "initial")
    )


def names_a_place_or_firm(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether the word before says that a word names a place or a firm (in, aus, Stadt, Firma)."""
    previous = word_before(tokens, start)
    return previous in lexicon.words("not_after") or (len(previous) > 6 and previous.endswith(WORKSHOPS))


WORKSHOPS = ("erei", "gemeinschaft", "handlung", "haus", "hof", "werkstatt", "betrieb", "schule", "kirche")
"""Ends of words for shops and buildings that are called by a name."""


def is_settlement(word: str) -> bool:
    """Tell whether a word is the name of a town or a municipality (with a genitive ending, too)."""
    return bool(settlements(word) or (word.endswith("s") and settlements(word[:-1])))


def is_place(word: str) -> bool:
    """Tell whether a word is the name of a town, a country, a landscape or a river."""
    return is_settlement(word) or word in territories() or word.removesuffix("s") in territories()


def is_a_common_noun(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word that is a surname and a noun is used as a noun here (beim Essen, die Bürger)."""
    previous = word_before(tokens, index)
    if previous.lower() in lexicon.words("determiners"):
        return True
    if previous.endswith(("te", "ten")) and previous not in lexicon.words("adjectives_in_te"):
        return False
    return (
        previous.islower()
        and len(previous) > 4
        and previous.endswith(("en", "er", "es", "em", "e"))
        and previous not in lexicon.words("no_adjectives")
        and previous not in lexicon.words("saying")
    )


def is_a_compound_adjective(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word is an adjective of a place (Solinger Bürger): ends in -er before a noun."""
    word, following = tokens[index].word, word_after(tokens, index + 1)
    return word.endswith("er") and following[:1].isupper() and lexicon.is_noun(following)


def in_quotes(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether words stand in quotation marks, alone or with other capitalised words: „Neue Hilde“."""
    first, last = start, end
    for _ in range(MOST_QUOTED):
        if first and tokens[first].gap == " " and is_capitalised(tokens[first - 1].word):
            first -= 1
        if last < len(tokens) and tokens[last].gap == " " and is_capitalised(tokens[last].word):
            last += 1
    if first == 0 or last >= len(tokens) or tokens[first].gap or tokens[last].gap:
        return False
    return tokens[first - 1].word in QUOTES and tokens[last].word in QUOTES


MOST_QUOTED = 2
"""Most words to either side that are looked at for quotation marks."""
QUOTES = frozenset("„“”\"»«‚‘›‹'")
