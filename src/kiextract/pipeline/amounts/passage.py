"""A stretch of text as the grammar sees it: tokens, quantities and currency words, found by token index."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kiextract.pipeline.amounts.lexing import Gap, Token
from kiextract.pipeline.amounts.quantities import HYPHENS, Quantity, multiplier, quantities
from kiextract.pipeline.amounts.tables import rows, words

DASHES = HYPHENS | frozenset("—−")
CENT = Decimal("0.01")
MOST_HEDGES = 3


@dataclass(frozen=True)
class Currency:
    """A currency word or sign."""

    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    end: int
    """Code point offset behind it."""
    euros: Decimal
    """What one of it is worth."""
    position: str
    """Where its number may stand; see ``data/currencies.tsv``."""
    gap: Gap


@dataclass(frozen=True)
class Found:
    """An amount; half-open code point offsets, euros."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    """The upper end of a range, else None."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    is_elliptical: bool = False
    """Whether it borrows its currency word."""


@dataclass
class Passage:
    """The tokens of a stretch of text and what is known about them."""

    tokens: list[Token]
    quantities: list[Quantity] = field(init=False)
    amount_ending: dict[int, Found] = field(default_factory=dict)
    """The amounts found so far, by the index of their last token."""

    def __post_init__(self) -> None:
        self.quantities = quantities(self.tokens)
        self._starting = {quantity.first: quantity for quantity in self.quantities}
        self._ending = {quantity.last: quantity for quantity in self.quantities}
        self._inside = {index for q in self.quantities for index in range(q.first, q.last + 1)}

    def token(self, index: int) -> Token | None:
        """Give the token at an index, or None outside the passage."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def folded(self, index: int) -> str:
        """Give the folded text of a token, empty outside the passage."""
        return self.tokens[index].folded if 0 <= index < len(self.tokens) else ""

    def starting(self, index: int) -> Quantity | None:
        """Give the quantity whose first token is at an index, or None."""
        return self._starting.get(index)

    def ending(self, index: int) -> Quantity | None:
        """Give the quantity whose last token is at an index, or None."""
        return self._ending.get(index)

    def hyphenates(self, index: int) -> bool:
        """Tell whether a token is a hyphen without space on either side."""
        token, following = self.token(index), self.token(index + 1)
        return bool(token and following and token.text in HYPHENS and not token.gap and not following.gap)

    def skip_hedges(self, index: int) -> int:
        """Give the index of the first token at or before one that is no hedge (rund, ca.)."""
        for _ in range(MOST_HEDGES):
            if self.folded(index) == "." and self.folded(index - 1) in ("ca", "max", "min", "rd"):
                index -= 2
            elif self.folded(index) in words("hedges.txt"):
                index -= 1
            else:
                break
        return index

    def currency(self, index: int) -> Currency | None:
        """Read the currency word at a token: Euro, the Euro of Euroschein, Mio. € in front of its number."""
        token = self.token(index)
        if token is None or token.kind not in ("word", "symbol"):
            return None
        if token.folded in _currencies():
            euros, position = _currencies()[token.folded]
            part = self.token(index + 2)
            if token.folded == "euro" and part and self.hyphenates(index + 1):
                if part.folded in ("cent", "cents"):
                    return Currency(index, index + 2, part.end, CENT, "after", token.gap)
                if part.folded in words("euro_compounds.txt"):
                    return None
            return Currency(index, index, token.end, euros, position, token.gap)
        is_compound = token.folded.startswith("euro") and not token.folded.startswith("europ")
        if is_compound and self.hyphenates(index - 1):
            return Currency(index, index, token.start + len("Euro"), Decimal(1), "after", token.gap)
        return self._multiplied_sign(index)

    def _multiplied_sign(self, index: int) -> Currency | None:
        factor = multiplier(self.folded(index))
        if factor is None or index in self._inside:
            return None
        last = index + 1 + (self.folded(index + 1) == "." and not self.tokens[index + 1].gap)
        sign = self.token(last)
        if sign is None or sign.gap not in ("", " ") or sign.folded not in ("€", "eur"):
            return None
        return Currency(index, last, sign.end, factor, "both", self.tokens[index].gap)


@cache
def _currencies() -> dict[str, tuple[Decimal, str]]:
    return {word: (Decimal(euros), position) for word, euros, position in rows("currencies.tsv")}
