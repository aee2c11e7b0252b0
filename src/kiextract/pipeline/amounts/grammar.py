"""The grammar of euro amounts over the tokens of a passage.

An amount is a quantity beside a currency word. From there the grammar looks outwards: cents behind it
(vier Euro achtunddreißig), a range (5 bis 10 Euro, zwischen 5 und 10 Euro), and quantities that share its
currency word (412 auf 598 Millionen Euro). Every look goes a bounded number of tokens far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kiextract.pipeline.amounts import false_positives
from kiextract.pipeline.amounts.lexing import Token
from kiextract.pipeline.amounts.quantities import HYPHENS, Quantity, multiplier, quantities
from kiextract.pipeline.amounts.tables import rows, words

DASHES = HYPHENS | frozenset("—−")
MOST_HEDGES = 3
INHERITS_BELOW = 1000
"""A number below it takes the multiplier of the one it is coordinated with: 412 auf 598 Millionen."""

GAPPED_FROM = 100
"""Least number without currency word at the end of a clause: Stollberg bekommt 640.000, Tann 50.000 Euro."""

MOST_GAPPED_WORDS = 4


@dataclass(frozen=True)
class Currency:
    """A currency word or sign."""

    first: int
    last: int
    end: int
    """Code point offset behind it."""
    euros: Decimal
    """What one of it is worth."""
    position: str
    gap: str


@dataclass(frozen=True)
class Found:
    """An amount; half-open code point offsets, euros."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    """The upper end of a range, else None."""
    first: int
    last: int
    """Indices of its first and last token."""
    is_elliptical: bool = False
    """Whether it borrows its currency word."""


def find(tokens: list[Token]) -> list[Found]:
    """Give the amounts of a passage in text order."""
    return _Passage(tokens).amounts()


class _Passage:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        found = quantities(tokens)
        self.starting = {quantity.first: quantity for quantity in found}
        self.ending = {quantity.last: quantity for quantity in found}
        self.inside = {index for q in found for index in range(q.first, q.last + 1)}
        self.amount_ending: dict[int, Found] = {}

    def amounts(self) -> list[Found]:
        found: list[Found] = []
        used = -1  # index of the last token that an amount holds
        for index in range(len(self.tokens)):
            if index <= used:
                continue
            currency = self._currency(index)
            if currency is None:
                continue
            amounts = self._beside(currency, used)
            if not amounts:
                continue
            if found and amounts[0].first <= found[-1].first:
                found.pop()  # it has become the lower end of a range
            found += amounts
            used = amounts[-1].last
            self.amount_ending[used] = amounts[-1]
        return found

    # One amount and what shares its currency word --------------------------------------------------

    def _beside(self, currency: Currency, used: int) -> list[Found]:
        left, right = self._before(currency, used), self._behind(currency)
        if left and not (currency.gap == "\n" and right):
            if self._is_false(left):
                return []
            return self._outwards(left, currency, used)
        if right and not self._is_false(right):
            return [self._prefixed(currency, right)]
        return []

    def _is_false(self, quantity: Quantity) -> bool:
        return (
            false_positives.is_vague(self.tokens, quantity)
            or false_positives.is_saying(self.tokens, quantity)
            or false_positives.is_rapper(self.tokens, quantity)
        )

    def _before(self, currency: Currency, used: int) -> Quantity | None:
        index = currency.first - 1
        if index >= 0 and self.tokens[index].text in HYPHENS and not currency.gap:
            if self.tokens[index].gap:
                return None
            index -= 1
        quantity = self.ending.get(index)
        if quantity is None or quantity.first <= used or currency.gap == "¶":
            return None
        return quantity

    def _behind(self, currency: Currency) -> Quantity | None:
        quantity = self.starting.get(currency.last + 1)
        if quantity is None or quantity.gap not in ("", " ") or quantity.in_words:
            return None
        if currency.position == "after" or (
            currency.position == "marked" and false_positives.is_year_or_standard(quantity)
        ):
            return None
        return quantity

    def _prefixed(self, currency: Currency, quantity: Quantity) -> Found:
        start, first, euros = self.tokens[currency.first].start, currency.first, currency.euros
        amount = Found(start, quantity.end, quantity.value * euros, None, first, quantity.last)
        lower = self._range_start(first, amount.low, Decimal(1), None)
        if lower:
            return replace(amount, start=lower.start, first=lower.first, low=lower.low, high=amount.low)
        upper = self.starting.get(quantity.last + 2)
        joint = self._token(quantity.last + 1)
        if upper and joint and (joint.folded == "bis" or joint.text in DASHES) and upper.gap != "¶":
            high = upper.value * euros
            if high > amount.low and self._currency(upper.last + 1) is None:
                return replace(amount, end=upper.end, last=upper.last, high=high)
        return amount

    def _outwards(self, quantity: Quantity, currency: Currency, used: int) -> list[Found]:
        low = quantity.value * currency.euros
        amount = Found(quantity.start, currency.end, low, None, quantity.first, currency.last)
        amount = self._with_cents(amount, quantity, currency)
        lower = self._range_start(quantity.first, amount.low, currency.euros, quantity)
        if lower:
            return [
                *self._shared(lower.first, quantity, currency, used),
                replace(amount, start=lower.start, first=lower.first, low=lower.low, high=amount.low),
            ]
        return [*self._shared(quantity.first, quantity, currency, used), amount]

    def _with_cents(self, amount: Found, quantity: Quantity, currency: Currency) -> Found:
        """Add the cents of "4 Euro 38", "zwei Euro fünfzig", "drei Euro und zwanzig Cent"."""
        if currency.euros != 1 or quantity.factor != 1 or quantity.is_marked:
            return amount
        index = currency.last + 1
        following = self._token(index)
        joined = following is not None and following.folded == "und"
        cents = self.starting.get(index + joined)
        if (
            cents is None
            or cents.gap not in (" ", "\n")
            or cents.in_words != quantity.in_words
            or cents.factor != 1
            or not 0 < cents.value < 100
            or cents.value % 1
        ):
            return amount
        value = amount.low + cents.value / 100
        unit = self._currency(cents.last + 1)
        if unit:
            if unit.euros != Decimal("0.01") or unit.gap not in ("", " "):
                return amount
            return replace(amount, low=value, end=unit.end, last=unit.last)
        two_digits = cents.in_words or cents.end - cents.start == 2
        if joined or cents.gap != " " or not two_digits or self._counts(cents.last + 1):
            return amount
        return replace(amount, low=value, end=cents.end, last=cents.last)

    def _counts(self, index: int) -> bool:
        """Tell whether what begins at a token is counted by the number before it."""
        token = self._token(index)
        if token is None or token.gap == "¶" or token.text in '.,;:!?)“”"«»–':
            return False
        following = self._token(index + 1)
        is_phrase = following is not None and following.text[:1].isupper()
        return token.kind != "word" or token.text[:1].isupper() or is_phrase

    # Ranges ------------------------------------------------------------------------------------------

    def _range_start(self, first: int, high: Decimal, euros: Decimal, upper: Quantity | None) -> Found | None:
        """Give the lower end of the range whose upper end begins at a token, or None."""
        joint_index = self._skip_hedges(first - 1)
        joint = self._token(joint_index)
        if joint is None:
            return None
        if joint.folded == "zu" and joint_index and self.tokens[joint_index - 1].folded == "bis":
            joint_index -= 1
            joint = self.tokens[joint_index]
        lower = self._lower(joint_index - 1, euros, upper, high)
        if lower is None or joint.gap == "¶":
            return None
        if joint.folded == "bis":
            return lower if lower.low <= high else None
        if joint.text in DASHES:
            return lower if lower.low < high and self._may_be_dash_range(lower, upper) else None
        if joint.folded == "und" and self._follows_between(lower.first):
            return lower if lower.low <= high else None
        return None

    def _lower(self, last: int, euros: Decimal, upper: Quantity | None, high: Decimal) -> Found | None:
        amount = self.amount_ending.get(last)
        if amount is not None and amount.high is None:
            return amount
        quantity = self.ending.get(last)
        if quantity is None or upper is None or self._is_false(quantity):
            return None
        if quantity.factor == 1 and upper.factor != 1 and quantity.value * upper.factor * euros <= high:
            quantity = quantity.times(upper.factor)
        elif self._shares_thousands(quantity, upper):
            quantity = quantity.times(Decimal(1000))
        low = quantity.value * euros
        return Found(quantity.start, quantity.end, low, None, quantity.first, quantity.last)

    def _shares_thousands(self, lower: Quantity, upper: Quantity) -> bool:
        """Tell whether the lower number lacks the thousands of the upper one: 5-10.000 Euro."""
        thousands, rest = divmod(upper.value, 1000)
        is_short = lower.is_plain and upper.is_marked and upper.factor == 1 and not rest
        return is_short and self._hyphenates(lower.last + 1) and lower.value < thousands

    def _may_be_dash_range(self, lower: Found, upper: Quantity | None) -> bool:
        quantity = self.starting.get(lower.first)
        if quantity is None or upper is None:
            return True
        return not (quantity.may_be_year and not upper.is_plain) and not self._hangs_on_label(quantity)

    def _hangs_on_label(self, quantity: Quantity) -> bool:
        return not quantity.may_be_year and false_positives.is_label(self.tokens, quantity)

    def _follows_between(self, first: int) -> bool:
        index = self._skip_hedges(first - 1)
        between = self._token(index)
        if between is None or between.folded != "zwischen":
            return False
        return not false_positives.is_contrast(self._token(index - 1))

    # Coordination ------------------------------------------------------------------------------------

    def _shared(self, first: int, quantity: Quantity, currency: Currency, used: int) -> list[Found]:
        """Give the quantities in front of a token that borrow a currency word, in text order."""
        found: list[Found] = []
        right = quantity
        while True:
            left = self._coordinated(first, right, in_list=bool(found)) or self._gapped(first, right)
            if left is None or left.first <= used or self._is_false(left):
                return found[::-1]
            if left.factor == 1 and quantity.factor != 1 and left.value < INHERITS_BELOW:
                left = left.times(quantity.factor)
            low = left.value * currency.euros
            found.append(Found(left.start, left.end, low, None, left.first, left.last, True))
            first, right = left.first, left

    def _coordinated(self, first: int, right: Quantity, *, in_list: bool) -> Quantity | None:
        """Give the quantity in "250 beziehungsweise 100 Euro" that is left of the one at a token."""
        index = self._skip_hedges(first - 1)
        token = self._token(index)
        if token is None or token.gap == "¶":
            return None
        if token.text == "." and index and self.tokens[index - 1].folded == "bzw":
            index, token = index - 1, self.tokens[index - 1]
        suspended = self._token(index - 1)
        last = index - 1
        if suspended and suspended.text in HYPHENS and not suspended.gap:
            last -= 1  # 50- und 100-Euro-Scheine
        left = self.ending.get(last)
        if left is None or false_positives.is_label(self.tokens, left):
            return None
        kind = "comma" if token.text == "," and in_list else _connectors().get(token.folded)
        if kind is None or (left.in_words and left.value == 1):
            return None
        if kind == "from":
            before = self._token(self._skip_hedges(left.first - 1))
            return left if before and before.folded in ("von", "vom") else None
        return None if self._is_other_count(left, right) else left

    def _is_other_count(self, left: Quantity, right: Quantity) -> bool:
        """Tell whether a small number hangs on the noun in front of it: Gruppe 5 und 200 Euro."""
        before = self._token(left.first - 1)
        is_noun = before is not None and before.kind == "word" and before.text[:1].isupper()
        return (
            is_noun
            and left.is_plain
            and right.factor == 1
            and left.value * 10 < min(right.value, Decimal(1000))
        )

    def _gapped(self, first: int, right: Quantity) -> Quantity | None:
        """Give the quantity of "Stollberg bekommt 640.000, Olbernhau 410.000 Euro"."""
        for index in range(first - 1, max(-1, first - 2 - MOST_GAPPED_WORDS), -1):
            token = self.tokens[index]
            if token.gap == "¶":
                return None
            if token.text == ",":
                return self._ends_clause(index, right) if index < first - 1 else None
            if token.kind != "word":
                return None
        return None

    def _ends_clause(self, comma: int, right: Quantity) -> Quantity | None:
        left = self.ending.get(comma - 1)
        if (
            left is None
            or self.tokens[comma].gap
            or left.in_words
            or false_positives.is_label(self.tokens, left)
        ):
            return None
        before = self._token(left.first - 1)
        if before is None or before.kind != "word" or not before.text[:1].islower():
            return None
        return left if left.value >= GAPPED_FROM or right.factor == left.factor != 1 else None

    # Tokens ------------------------------------------------------------------------------------------

    def _token(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def _hyphenates(self, index: int) -> bool:
        """Tell whether a token is a hyphen without space on either side."""
        token, following = self._token(index), self._token(index + 1)
        return bool(token and following and token.text in HYPHENS and not token.gap and not following.gap)

    def _skip_hedges(self, index: int) -> int:
        """Give the index of the first token at or before one that is no hedge (rund, ca.)."""
        for _ in range(MOST_HEDGES):
            token = self._token(index)
            if token is None:
                return index
            if token.text == "." and index and self.tokens[index - 1].folded in ("ca", "max", "min"):
                index -= 2
            elif token.folded in words("hedges.txt"):
                index -= 1
            else:
                return index
        return index

    def _currency(self, index: int) -> Currency | None:
        """Read the currency word at a token: Euro, the Euro of Euroschein, Mio. € before its number."""
        token = self._token(index)
        if token is None or token.kind not in ("word", "symbol"):
            return None
        if token.folded in _currencies():
            euros, position = _currencies()[token.folded]
            part = self._token(index + 2)
            if (
                token.folded == "euro"
                and part
                and part.folded in ("cent", "cents")
                and self._hyphenates(index + 1)
            ):
                return Currency(index, index + 2, part.end, Decimal("0.01"), "after", token.gap)
            return Currency(index, index, token.end, euros, position, token.gap)
        if (
            self._hyphenates(index - 1)
            and token.folded.startswith("euro")
            and not token.folded.startswith("europ")
        ):
            return Currency(index, index, token.start + len("Euro"), Decimal(1), "after", token.gap)
        factor = multiplier(token.folded)
        if factor is None or index in self.inside:
            return None
        last, sign = index + 1, self._token(index + 1)
        if sign and sign.text == "." and not sign.gap:
            last, sign = index + 2, self._token(index + 2)
        if sign is None or sign.gap not in ("", " ") or sign.folded not in ("€", "eur"):
            return None
        return Currency(index, last, sign.end, factor, "both", token.gap)


@cache
def _currencies() -> dict[str, tuple[Decimal, str]]:
    return {word: (Decimal(euros), position) for word, euros, position in rows("currencies.tsv")}


@cache
def _connectors() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("connectors.tsv")}


def find_all(passages: Iterator[list[Token]]) -> Iterator[Found]:
    """Give the amounts of all passages in text order."""
    for tokens in passages:
        yield from find(tokens)
