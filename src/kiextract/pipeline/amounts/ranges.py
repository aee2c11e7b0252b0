"""Ranges: 5 bis 10 Euro, zwischen 5 und 10 Euro, 5–10 €, 50 Cent bis 2 Euro, € 5 – 10."""

from __future__ import annotations

from decimal import Decimal

from kiextract.pipeline.amounts import false_positives
from kiextract.pipeline.amounts.passage import DASHES, Found, Passage
from kiextract.pipeline.amounts.quantities import Quantity


def lower_end(passage: Passage, upper: Quantity, high: Decimal, euros: Decimal) -> Found | None:
    """Give the lower end of the range whose upper end is a quantity worth ``high``, or None.

    It is an amount of its own (50 Cent bis 2 Euro) or a quantity that shares the currency word, which is
    worth ``euros``, and maybe the multiplier.
    """
    joint = _joint(passage, upper.first)
    lower = passage.amount_ending.get(joint - 1)
    if lower is None:
        quantity = passage.ending(joint - 1)
        if quantity is None or not _may_be_lower(passage, quantity, upper, joint):
            return None
        if quantity.factor == 1 != upper.factor and quantity.value * upper.factor * euros <= high:
            quantity = quantity.times(upper.factor)
        elif _lacks_thousands(passage, quantity, upper):
            quantity = quantity.times(Decimal(1000))
        low = quantity.value * euros
        lower = Found(quantity.start, quantity.end, low, None, quantity.first, quantity.last)
    return lower if _joins(passage, joint, lower, high) else None


def lower_amount(passage: Passage, first: int, high: Decimal) -> Found | None:
    """Give the amount that is the lower end of the range whose upper end begins at a token, or None."""
    joint = _joint(passage, first)
    lower = passage.amount_ending.get(joint - 1)
    return lower if lower and _joins(passage, joint, lower, high) else None


def upper_quantity(passage: Passage, lower: Quantity) -> Quantity | None:
    """Give the upper end of "€ 5 bis 10", which has no currency word of its own, or None."""
    joint, upper = passage.token(lower.last + 1), passage.starting(lower.last + 2)
    if joint is None or upper is None or "¶" in (joint.gap, upper.gap) or upper.value <= lower.value:
        return None
    is_range = joint.folded == "bis" or joint.text in DASHES
    return upper if is_range and passage.currency(upper.last + 1) is None else None


def _joint(passage: Passage, first: int) -> int:
    """Give the index of the word that would join a range to the upper end at a token."""
    index = passage.skip_hedges(first - 1)
    is_up_to = passage.folded(index) == "zu" and passage.folded(index - 1) == "bis"
    return index - 1 if is_up_to else index


def _joins(passage: Passage, joint: int, lower: Found, high: Decimal) -> bool:
    token = passage.token(joint)
    if token is None or token.gap == "¶" or lower.high is not None:
        return False
    if token.text in DASHES:
        return lower.low < high
    is_range = token.folded == "bis" or (token.folded == "und" and _follows_between(passage, lower.first))
    return is_range and lower.low <= high


def _follows_between(passage: Passage, first: int) -> bool:
    index = passage.skip_hedges(first - 1)
    return passage.folded(index) == "zwischen" and not false_positives.is_contrast(passage.folded(index - 1))


def _may_be_lower(passage: Passage, lower: Quantity, upper: Quantity, joint: int) -> bool:
    """Tell whether a number may begin a range: no year, and in front of a dash no label."""
    if false_positives.is_false(passage, lower):
        return False
    if lower.may_be_year:
        return upper.is_plain  # 2020 bis zu 5 Millionen Euro
    return passage.tokens[joint].text not in DASHES or not false_positives.is_label(passage, lower)


def _lacks_thousands(passage: Passage, lower: Quantity, upper: Quantity) -> bool:
    """Tell whether a lower end leaves out the thousands of the upper one: 5-10.000 Euro."""
    thousands, rest = divmod(upper.value, 1000)
    is_short = lower.is_plain and upper.is_marked and upper.factor == 1 and not rest
    return is_short and passage.hyphenates(lower.last + 1) and lower.value < thousands
