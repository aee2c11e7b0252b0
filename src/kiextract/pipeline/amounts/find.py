"""From text to amounts: the grammar, then what the words around each amount say about it."""

from __future__ import annotations

from decimal import Decimal

from kiextract.intervals import Intervals
from kiextract.pipeline.amounts import grammar
from kiextract.pipeline.amounts.context import context
from kiextract.pipeline.amounts.distribution import unit
from kiextract.pipeline.amounts.lexing import passages
from kiextract.pipeline.amounts.neighbours import words_before, words_behind
from kiextract.pipeline.amounts.passage import Found
from kiextract.pipeline.amounts.purpose import purpose
from kiextract.pipeline.amounts.qualifiers import qualifier
from kiextract.record import MAX_AMOUNT_DIGITS, Amount, Mention


def find_amounts(text: str, dates: Intervals | None = None) -> list[Amount]:
    """Give every amount of euros of a text, in text order.

    ``dates`` are the extents of the dates found before: a number that borrows its currency word from a
    later one ("412 auf 598 Millionen Euro") yields to them.
    """
    taken = dates or Intervals()
    return [
        _amount(text, found)
        for tokens in passages(text)
        for found in grammar.find(tokens)
        if _is_exact(found.low) and (found.high is None or _is_exact(found.high))
        if not (found.is_elliptical and taken.touch(found.start, found.end))
    ]


def _amount(text: str, found: Found) -> Amount:
    is_range = found.high is not None
    before, behind = words_before(text, found.start), words_behind(text, found.end)
    purpose_extent = purpose(before, behind)
    return Amount(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        value=None if is_range else found.low,
        min=found.low if is_range else None,
        max=found.high,
        qualifier=qualifier(before, behind),
        per=unit(before, behind),
        context=context(text, found.start, found.end),
        purpose=purpose_extent and _mention(text, *purpose_extent),
    )


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start=start, end=end, text=text[start:end])


def _is_exact(value: Decimal) -> bool:
    """Tell whether a value has few enough digits for every JSON reader."""
    return len(value.normalize().as_tuple().digits) <= MAX_AMOUNT_DIGITS
