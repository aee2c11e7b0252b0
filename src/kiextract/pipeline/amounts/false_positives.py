"""What looks like an amount of euros and is none. Each rule says so for one reading of a passage."""

from __future__ import annotations

from kiextract.pipeline.amounts.lexing import Token
from kiextract.pipeline.amounts.quantities import Quantity
from kiextract.pipeline.amounts.tables import words


def is_vague(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether the number is only an order of magnitude: mehrere tausend Euro, ein paar 100 Euro."""
    before = tokens[quantity.first - 1] if quantity.first else None
    return before is not None and quantity.gap in (" ", "\n") and before.folded in words("vague.txt")


def is_saying(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether "einen Cent" stands for nothing at all: nicht einen Cent, auch nur einen Euro."""
    before = [token.folded for token in tokens[max(0, quantity.first - 2) : quantity.first]]
    idle = before[-1:] in (["nicht"], ["jeder"], ["jeden"]) or before[-2:] in (
        ["auch", "nur"],
        ["auf", "den"],
    )
    return quantity.in_words and quantity.value == 1 and idle


def is_rapper(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether "50 Cent" is the musician."""
    before = tokens[quantity.first - 1].folded if quantity.first else ""
    return before in ("rapper", "rappers", "musiker") and quantity.value == 50


def is_contrast(before: Token | None) -> bool:
    """Tell whether "zwischen" sets two amounts against each other: die Differenz zwischen 30 und 39 Euro."""
    return before is not None and before.folded in (
        "abstand",
        "differenz",
        "diskrepanz",
        "lücke",
        "unterschied",
    )


def is_year_or_standard(quantity: Quantity) -> bool:
    """Tell whether the number behind the word Euro is no price: Euro 6 (emissions), Euro 2024 (football)."""
    return quantity.factor == 1 and not quantity.is_marked and (quantity.value < 100 or quantity.may_be_year)


def is_label(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether the number names what stands in front of it: Klasse 5, Nr. 12, Jahr 2024."""
    before = [token.folded for token in tokens[max(0, quantity.first - 2) : quantity.first]]
    if before[-1:] == ["."]:
        before.pop()
    return quantity.may_be_year or (bool(before) and before[-1] in words("labels.txt"))
