"""Quantities that borrow their currency word from an amount: 412 auf 598 Millionen Euro."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kiextract.pipeline.amounts import false_positives
from kiextract.pipeline.amounts.passage import Currency, Found, Passage
from kiextract.pipeline.amounts.quantities import HYPHENS, Quantity
from kiextract.pipeline.amounts.tables import rows, words

INHERITS_BELOW = 1000
"""A number below it takes the multiplier of the one it is coordinated with: 412 auf 598 Millionen."""

MOST_GAPPED_WORDS = 4
"""Most words between a comma and the number behind it in "Tann bekommt 64.000, Hof 41.000 Euro"."""

MILLION = 1_000_000
REACH = 200
"""Most code points between a bare number of millions and the amount that shows that it is money."""

THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2}")
LISTING = frozenset((",", ";", "(", "und", "sowie", "weitere"))
"""What parts an amount from the next one of its kind."""
SENTENCE_ENDS = frozenset(".!?")


def shared(passage: Passage, first: int, quantity: Quantity, currency: Currency, used: int) -> list[Found]:
    """Give the quantities in front of a token that share a currency word, in text order.

    ``quantity`` is the one that the currency word stands at; none at or before the token ``used`` is taken.
    """
    found: list[Found] = []
    right = quantity
    while True:
        left = _coordinated(passage, first, right, in_list=bool(found)) or _gapped(passage, first)
        if left is None or left.first <= used or false_positives.is_false(passage, left):
            return found[::-1]
        if left.factor == 1 != quantity.factor and left.value < INHERITS_BELOW:
            left = left.times(quantity.factor)
        found.append(_borrowed(left, currency.euros))
        first, right = left.first, left


def _borrowed(quantity: Quantity, euros: Decimal) -> Found:
    value = quantity.value * euros
    return Found(quantity.start, quantity.end, value, None, quantity.first, quantity.last, True)


def _coordinated(passage: Passage, first: int, right: Quantity, *, in_list: bool) -> Quantity | None:
    """Give the quantity left of the one at a token in "250 beziehungsweise 100 Euro"."""
    index = passage.skip_hedges(first - 1)
    if passage.folded(index) == "." and passage.folded(index - 1) == "bzw":
        index -= 1
    token, last = passage.token(index), index - 1
    if token is None or token.gap == "¶":
        return None
    if passage.folded(last) in HYPHENS and not passage.tokens[last].gap:
        last -= 1  # 50- und 100-Euro-Scheine
    left = passage.ending(last)
    kind = _connectors().get(token.folded)
    if left and token.text == "," and (in_list or (left.is_marked and right.is_marked)):
        kind = "list"  # 300, 200 und 100 Euro; 7.000, 14.000 Euro
    if left is None or kind is None or (left.in_words and left.value == 1):
        return None
    if false_positives.is_label(passage, left) or _is_other_count(passage, left, right):
        return None
    if kind == "from":
        return left if passage.folded(passage.skip_hedges(left.first - 1)) in ("von", "vom", "um") else None
    return left


def _is_other_count(passage: Passage, left: Quantity, right: Quantity) -> bool:
    """Tell whether a small number hangs on the noun in front of it: Gruppe 5 und 200 Euro."""
    before = passage.token(left.first - 1)
    is_noun = before is not None and before.kind == "word" and before.text[:1].isupper()
    is_small = left.is_plain and right.factor == 1 and left.value * 10 < min(right.value, Decimal(1000))
    return is_noun and is_small


def _gapped(passage: Passage, first: int) -> Quantity | None:
    """Give the quantity left of a token in "Tann bekommt 64.000, Hof 41.000 Euro"."""
    for index in range(first - 1, first - 2 - MOST_GAPPED_WORDS, -1):
        token = passage.token(index)
        if token is None or token.gap == "¶":
            return None
        left = passage.ending(index - 1)
        if left and (token.text == "," or _connectors().get(token.folded) == "list"):
            is_paid = passage.folded(passage.skip_hedges(left.first - 1)) in words("paying.txt")
            return left if is_paid and index < first - 1 and not left.may_be_year else None
        if token.kind != "word":
            return None
    return None


def with_bare_millions(passage: Passage, found: list[Found]) -> list[Found]:
    """Add the millions without currency word to the amounts: 5 Millionen Euro, davon 2 Millionen für Wege.

    The nearest number of millions before, or else the next one, must be an amount of the same sentence
    or the one before; nothing that the number could count may follow it.
    """
    held = {index for amount in found for index in range(amount.first, amount.last + 1)}
    borrowed: list[Found] = []
    millions = [quantity for quantity in passage.quantities if quantity.factor >= MILLION]
    for place, quantity in enumerate(millions):
        if quantity.first in held or not _is_bare(passage, quantity):
            continue
        neighbours = millions[max(0, place - 1) : place] or millions[place + 1 : place + 2]
        is_money = any(other.first in held and _is_near(passage, quantity, other) for other in neighbours)
        if is_money and not false_positives.is_false(passage, quantity):
            borrowed.append(_borrowed(quantity, Decimal(1)))
            held.add(quantity.first)
    return sorted([*found, *borrowed], key=lambda amount: amount.start)


def with_bare_thousands(passage: Passage, found: list[Found]) -> list[Found]:
    """Add the thousands without currency word behind an amount: Der Kreis gibt 3.000 Euro, die Stadt 5.000.

    They have a point between the digits, stand in the sentence of the amount behind a comma or an "und", and
    nothing that they could count follows.
    """
    held = {index for amount in found for index in range(amount.first, amount.last + 1)}
    borrowed: list[Found] = []
    for quantity in passage.quantities:
        is_thousands = quantity.factor == 1 and THOUSANDS.fullmatch(quantity.written)
        if quantity.first in held or not is_thousands or not _is_bare(passage, quantity):
            continue
        before = next((amount for amount in reversed(found) if amount.last < quantity.first), None)
        if before is None or quantity.start - before.end > REACH:
            continue
        between = {token.folded for token in passage.tokens[before.last + 1 : quantity.first]}
        if passage.folded(passage.skip_hedges(quantity.first - 1)) in words("counting.txt"):
            continue
        is_listed = not between.isdisjoint(LISTING) and between.isdisjoint(SENTENCE_ENDS)
        if is_listed and not false_positives.is_false(passage, quantity):
            borrowed.append(_borrowed(quantity, Decimal(1)))
    return sorted([*found, *borrowed], key=lambda amount: amount.start)


def _is_bare(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether nothing follows that a quantity could count."""
    token, following = passage.token(quantity.last + 1), passage.token(quantity.last + 2)
    if token is None or token.gap == "¶" or token.text in ".,;:!?)":
        return True
    if token.kind != "word" or not token.text[:1].islower():
        return False
    if token.folded in words("function_words.txt"):
        return True
    return not (following and following.text[:1].isupper())


def _is_near(passage: Passage, quantity: Quantity, other: Quantity) -> bool:
    low, high = sorted((quantity, other), key=lambda q: q.first)
    between = passage.tokens[low.last + 1 : high.first]
    ends = sum(token.text in SENTENCE_ENDS for token in between)
    return high.start - low.end <= REACH and ends <= (1 if other is low else 0)


@cache
def _connectors() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("connectors.tsv")}
