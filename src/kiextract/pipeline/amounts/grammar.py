"""The grammar of euro amounts over the tokens of a passage.

An amount is a quantity beside a currency word. From there the grammar looks outwards: cents behind it
(vier Euro achtunddreißig), the lower end of a range (:mod:`ranges`), and quantities that share its
currency word (:mod:`borrowing`). Every look goes a bounded number of tokens far, so that the time is
linear in the number of tokens.
"""

from __future__ import annotations

from dataclasses import replace

from kiextract.pipeline.amounts import borrowing, false_positives, ranges
from kiextract.pipeline.amounts.lexing import Token
from kiextract.pipeline.amounts.passage import CENT, Currency, Found, Passage
from kiextract.pipeline.amounts.quantities import HYPHENS, Quantity
from kiextract.pipeline.amounts.tables import words

CLOSING = frozenset('.,;:!?)“”"«»–')


def find(tokens: list[Token]) -> list[Found]:
    """Give the amounts of a passage in text order."""
    passage = Passage(tokens)
    found: list[Found] = []
    used = -1  # index of the last token that an amount holds
    for index in range(len(tokens)):
        currency = passage.currency(index) if index > used else None
        amounts = _beside(passage, currency, used) if currency else []
        if not amounts:
            continue
        if found and amounts[0].first <= found[-1].first:
            found.pop()  # it has become the lower end of a range
        found += amounts
        used = amounts[-1].last
        passage.amount_ending[used] = amounts[-1]
    return borrowing.with_bare_thousands(passage, borrowing.with_bare_millions(passage, found))


def _beside(passage: Passage, currency: Currency, used: int) -> list[Found]:
    """Give the amount at a currency word, preceded by those that share the word."""
    left, right = _before(passage, currency, used), _behind(passage, currency)
    if left and not (currency.gap == "\n" and right):
        return [] if false_positives.is_false(passage, left) else _suffixed(passage, left, currency, used)
    if right and not false_positives.is_false(passage, right):
        return [_prefixed(passage, currency, right)]
    return []


def _before(passage: Passage, currency: Currency, used: int) -> Quantity | None:
    index = currency.first - 1
    hyphen = passage.token(index)
    if hyphen and hyphen.text in HYPHENS and not currency.gap:
        if hyphen.gap:
            return None
        index -= 1
    quantity = passage.ending(index)
    return quantity if quantity and quantity.first > used and currency.gap != "¶" else None


def _behind(passage: Passage, currency: Currency) -> Quantity | None:
    quantity = passage.starting(currency.last + 1)
    if quantity is None or quantity.gap not in ("", " ") or quantity.in_words:
        return None
    if currency.position == "marked" and false_positives.is_year_or_standard(quantity):
        return None
    return quantity if currency.position != "after" else None


def _prefixed(passage: Passage, currency: Currency, quantity: Quantity) -> Found:
    start, low = passage.tokens[currency.first].start, quantity.value * currency.euros
    amount = Found(start, quantity.end, low, None, currency.first, quantity.last)
    lower = ranges.lower_amount(passage, currency.first, low)
    if lower:
        return replace(amount, start=lower.start, first=lower.first, low=lower.low, high=low)
    upper = ranges.upper_quantity(passage, quantity)
    if upper:
        return replace(amount, end=upper.end, last=upper.last, high=upper.value * currency.euros)
    return amount


def _suffixed(passage: Passage, quantity: Quantity, currency: Currency, used: int) -> list[Found]:
    low = quantity.value * currency.euros
    amount = Found(quantity.start, currency.end, low, None, quantity.first, currency.last)
    amount = _with_cents(passage, amount, quantity, currency)
    lower = ranges.lower_end(passage, quantity, amount.low, currency.euros)
    if lower:
        amount = replace(amount, start=lower.start, first=lower.first, low=lower.low, high=amount.low)
    return [*borrowing.shared(passage, amount.first, quantity, currency, used), amount]


def _with_cents(passage: Passage, amount: Found, quantity: Quantity, currency: Currency) -> Found:
    """Add the cents of "4 Euro 38", "zwei Euro fünfzig", "drei Euro und zwanzig Cent"."""
    joined = passage.folded(currency.last + 1) == "und"
    cents = passage.starting(currency.last + 1 + joined)
    if cents is None or not _may_be_cents(cents, quantity, currency):
        return amount
    value = amount.low + cents.value * CENT
    unit = passage.currency(cents.last + 1)
    if unit and unit.euros == CENT and unit.gap in ("", " "):
        return replace(amount, low=value, end=unit.end, last=unit.last)
    is_short = cents.in_words or cents.end - cents.start == len("38")
    is_named = passage.folded(currency.last) == "euro"
    if unit or joined or not is_named or not is_short or cents.gap != " " or _counts(passage, cents.last + 1):
        return amount
    return replace(amount, low=value, end=cents.end, last=cents.last)


def _may_be_cents(cents: Quantity, quantity: Quantity, currency: Currency) -> bool:
    return (
        currency.euros == 1
        and quantity.factor == cents.factor == 1
        and not quantity.is_marked
        and cents.gap in (" ", "\n")
        and cents.in_words == quantity.in_words
        and 0 < cents.value < 100
        and cents.value % 1 == 0
    )


def _counts(passage: Passage, index: int) -> bool:
    """Tell whether a number counts what begins at the token behind it: 20 Brötchen, 20 frische Brötchen."""
    token, following = passage.token(index), passage.token(index + 1)
    if token is None or token.gap == "¶" or token.text in CLOSING:
        return False
    if token.kind != "word" or token.text[:1].isupper():
        return True
    is_phrase = following is not None and following.text[:1].isupper()
    return is_phrase and token.folded not in words("function_words.txt")
