"""Puts numbers and their multipliers together: 39,4 Millionen, eine halbe Million, 600 T."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kiextract.pipeline.amounts.lexing import Gap, Token
from kiextract.pipeline.amounts.number_words import FRACTIONS, number_word
from kiextract.pipeline.amounts.tables import rows, words

HYPHENS = frozenset("-‐‑–")
MULTIPLIER_IN_WORD = re.compile(r"(dreiviertel|viertel|halb)(million(?:en)?|milliarden?)")


@dataclass(frozen=True)
class Quantity:
    """A number with its multiplier; half-open code point offsets."""

    start: int
    end: int
    gap: Gap
    value: Decimal
    factor: Decimal
    """The multiplier that is part of ``value``; 1 where there is none."""
    in_words: bool
    written: str
    """The number without its multiplier."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""

    @property
    def is_plain(self) -> bool:
        """Tell whether it is figures alone, without separators: a year or a house number may be."""
        return self.factor == 1 and self.written.isdigit()

    @property
    def is_marked(self) -> bool:
        """Tell whether its figures have separators, as money has and a year has not."""
        return not self.in_words and not self.written.isdigit()

    @property
    def may_be_year(self) -> bool:
        """Tell whether it may be a year."""
        return self.is_plain and len(self.written) == 4 and 1900 <= self.value < 2100

    def times(self, factor: Decimal) -> Quantity:
        """Give the same number with the multiplier of a later one: 412 in "412 auf 598 Millionen"."""
        return replace(self, value=self.value * factor, factor=factor)


def quantities(tokens: list[Token]) -> list[Quantity]:
    """Give every quantity of a passage in text order."""
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        quantity = _quantity(tokens, index)
        if quantity is None:
            index += 1
            continue
        found.append(quantity)
        index = quantity.last + 1
    return found


def _quantity(tokens: list[Token], index: int) -> Quantity | None:
    """Read the quantity that begins at a token, with all its parts: zwei Millionen dreihunderttausend."""
    quantity = part = _simple(tokens, index)
    while quantity and part and part.factor != 1:
        rest = _simple(tokens, part.last + 1)
        if rest is None or rest.gap == "¶" or rest.in_words != part.in_words or rest.value >= part.factor:
            break
        quantity = replace(quantity, end=rest.end, last=rest.last, value=quantity.value + rest.value)
        part = rest
    return quantity


def _simple(tokens: list[Token], index: int) -> Quantity | None:
    """Read a number and at most one multiplier."""
    token = _at(tokens, index)
    if token is None or _is_attached(tokens, index):
        return None
    if token.kind == "word":
        value, number_last, is_whole = _number_in_words(tokens, index)
    else:
        value, number_last, is_whole = _number_in_figures(tokens, index)
    if value is None:
        return None
    factor, last = _multiplier(tokens, number_last)
    if factor is None and not is_whole:
        return None
    return Quantity(
        start=token.start,
        end=tokens[last].end,
        gap=token.gap,
        value=value * (factor or 1),
        factor=factor or Decimal(1),
        in_words=token.kind == "word",
        written=" ".join(part.text for part in tokens[index : number_last + 1]),
        first=index,
        last=last,
    )


def _is_attached(tokens: list[Token], index: int) -> bool:
    """Tell whether a token hangs on a word, so that it counts nothing: A4, but not the 35 of 2x35."""
    if tokens[index].gap or index == 0:
        return False
    before = tokens[index - 1]
    return before.kind in ("word", "figure") and before.folded not in ("x", "eur", "euro", "teur")


def _number_in_figures(tokens: list[Token], index: int) -> tuple[Decimal | None, int, bool]:
    """Read 39,4 or 2½ or ¾: the value, the index of the last token, and true."""
    value, following = tokens[index].value, _at(tokens, index + 1)
    is_mixed = following is not None and following.kind == "vulgar" and following.gap in ("", " ")
    if value is not None and following is not None and following.value is not None and is_mixed:
        return value + following.value, index + 1, True
    return value, index, True


def _number_in_words(tokens: list[Token], index: int) -> tuple[Decimal | None, int, bool]:
    """Read zwei, eine halbe, halbe, Dreiviertelmillion.

    Gives the value, the index of the last token, and whether that may stand without a multiplier; a
    multiplier inside the last word is left to :func:`_multiplier`.
    """
    token, following = tokens[index], _at(tokens, index + 1)
    value = number_word(token.text)
    if value == 1 and token.folded.startswith("ein") and following and following.gap in (" ", "\n"):
        part = _fraction(following.folded)
        if part is not None:
            return part, index + 1, False
        is_judged = following.folded in words("judging_adjectives.txt")
        if is_judged and multiplier(_folded(tokens, index + 2)) is not None:
            return value, index + 1, False  # eine gute Million
        if following.kind == "vulgar":
            return None, index, False  # of "einer ¾ Million" the article does not count
    if value is not None:
        return value, index, True
    return _fraction(token.folded), index, False


def _fraction(word: str) -> Decimal | None:
    """Give the part that a word takes (halbe, Dreiviertelmillion), or None."""
    match = MULTIPLIER_IN_WORD.fullmatch(word)
    return FRACTIONS.get(match[1] if match else word)


def _multiplier(tokens: list[Token], last: int) -> tuple[Decimal | None, int]:
    """Read the multiplier that follows or ends the token ``last``; also the index of its last token."""
    inside = MULTIPLIER_IN_WORD.fullmatch(tokens[last].folded)
    if inside:
        return _multipliers()[inside[2]][0], last
    index = last + 1
    token = _at(tokens, index)
    if token and token.kind == "symbol" and token.text in HYPHENS and not token.gap:
        index += 1
        token = _at(tokens, index)
        if token is None or token.gap:
            return None, last
    if token is None or token.gap == "¶" or token.folded not in _multipliers():
        return None, last
    factor, form = _multipliers()[token.folded]
    following = _at(tokens, index + 1)
    if form == "attached":
        if following and following.text in HYPHENS and not following.gap:
            following = _at(tokens, index + 2)  # 300 T-Euro
        is_money = following is not None and following.folded in ("€", "eur", "euro")
        if not (is_money and following and following.gap in ("", " ") and token.text in "TkM"):
            return None, last
    if form == "abbreviation" and following and following.text == "." and not following.gap:
        return factor, index + 1
    return factor, index


def _folded(tokens: list[Token], index: int) -> str:
    return tokens[index].folded if index < len(tokens) else ""


def _at(tokens: list[Token], index: int) -> Token | None:
    return tokens[index] if index < len(tokens) else None


@cache
def _multipliers() -> dict[str, tuple[Decimal, str]]:
    return {word: (Decimal(factor), form) for word, factor, form in rows("multipliers.tsv")}


def multiplier(word: str) -> Decimal | None:
    """Give the factor of a word that multiplies, in lower case, or None."""
    entry = _multipliers().get(word)
    return entry and entry[0]
