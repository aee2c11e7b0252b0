"""The value of a German number word: zwei, zweieinhalb, dreihunderttausend, eine.

The library text2num reads plain compounds but none of anderthalb, zweieinhalb, eine, halbe or
Dreiviertelmillion, which are the forms that press releases use with Millionen; so the table
``data/number_words.tsv`` and the few rules of composition stand here instead.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache

from kiextract.pipeline.amounts.tables import rows

FRACTIONS = {
    "viertel": Decimal("0.25"),
    "halb": Decimal("0.5"),
    "halbe": Decimal("0.5"),
    "halben": Decimal("0.5"),
    "halber": Decimal("0.5"),
    "dreiviertel": Decimal("0.75"),
}
"""Words that take a part of what follows: eine halbe Million, Dreiviertelmillion."""

ENDINGS = {
    "undeinhalb": Decimal("0.5"),
    "einhalb": Decimal("0.5"),
    "einviertel": Decimal("0.25"),
    "dreiviertel": Decimal("0.75"),
}
"""Endings that add a part to a number word: zweieinhalb."""

LONGEST = 80
"""Most code points of a word that is looked at; the longest number word has 66."""


def fold(word: str) -> str:
    """Give a word in lower case, composed (NFC) and without soft hyphens, as the tables have it."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.replace("\u00ad", "")).lower()


def number_word(word: str) -> Decimal | None:
    """Give the value of one number word, or None where it is none.

    >>> number_word("siebeneinhalbtausend")
    Decimal('7500.0')
    """
    if len(word) > LONGEST:
        return None
    folded = fold(word)
    if folded in _standalone():
        return _standalone()[folded]
    head, thousand, tail = folded.partition("tausend")
    if not thousand:
        return _below_thousand(folded)
    factor = _below_thousand(head) if head else Decimal(1)
    rest = _below_thousand(tail.removeprefix("und")) if tail else Decimal(0)
    if factor is None or rest is None:
        return None
    return factor * 1000 + rest


def _below_thousand(word: str) -> Decimal | None:
    if word == "anderthalb":
        return Decimal("1.5")
    if word in _whole():
        return _whole()[word]
    for ending, part in ENDINGS.items():
        whole = _whole().get(word.removesuffix(ending)) if word.endswith(ending) else None
        if whole is not None:
            return whole + part
    return None


@cache
def _standalone() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value, position in _table() if position in ("inflected", "alone")}


@cache
def _whole() -> dict[str, Decimal]:
    """Give every whole number word below a thousand that has no inflection, and fünfzehnhundert."""
    ones = {word: Decimal(value) for word, value, position in _table() if position == "ones"}
    below_hundred = {
        word: Decimal(value) for word, value, position in _table() if position in ("ones", "teens", "tens")
    }
    below_hundred |= {
        f"{one}und{ten}": below + Decimal(value)
        for ten, value, position in _table()
        if position == "tens"
        for one, below in ones.items()
    }
    words = dict(below_hundred)
    teens = {word: Decimal(value) for word, value, position in _table() if position == "teens"}
    for head, factor in {"": Decimal(1), **ones, **teens}.items():  # fünfzehnhundert
        words[f"{head}hundert"] = 100 * factor
        for tail, rest in below_hundred.items():
            words[f"{head}hundert{tail}"] = words[f"{head}hundertund{tail}"] = 100 * factor + rest
    return words


@cache
def _table() -> list[tuple[str, str, str]]:
    return [(word, value, position) for word, value, position in rows("number_words.tsv")]
