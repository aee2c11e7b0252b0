"""What looks like an amount of euros and is none. Each rule says so for one reading of a number."""

from __future__ import annotations

from kiextract.pipeline.amounts.passage import Passage
from kiextract.pipeline.amounts.quantities import Quantity
from kiextract.pipeline.amounts.tables import words


def is_false(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a number is no amount although a currency word stands at it."""
    return (
        is_vague(passage, quantity)
        or is_saying(passage, quantity)
        or is_rapper(passage, quantity)
        or is_foreign(passage, quantity)
    )


def is_vague(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the number is only an order of magnitude: mehrere tausend Euro, ein paar 100 Euro."""
    return quantity.gap in (" ", "\n") and passage.folded(quantity.first - 1) in words("vague.txt")


def is_saying(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether "einen Cent" stands for nothing at all: nicht einen Cent, auch nur einen Euro."""
    first, second = passage.folded(quantity.first - 2), passage.folded(quantity.first - 1)
    is_idle = second == "nicht" or (first, second) == ("auch", "nur")
    return quantity.in_words and quantity.value == 1 and is_idle


def is_rapper(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether "50 Cent" is the musician."""
    return quantity.value == 50 and passage.folded(quantity.first - 1) in ("rapper", "rappers", "musiker")


def is_foreign(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether another currency stands in front of the number: US$ 500 / 450 Euro."""
    return passage.folded(quantity.first - 1) in words("foreign_currencies.txt")


def is_contrast(word_before: str) -> bool:
    """Tell whether "zwischen" behind a word sets two amounts against each other: die Differenz zwischen."""
    return word_before in ("abstand", "differenz", "diskrepanz", "lücke", "unterschied")


def is_year_or_standard(quantity: Quantity) -> bool:
    """Tell whether the number behind the word Euro is no price: Euro 6 (emissions), Euro 2024 (football)."""
    return quantity.factor == 1 and not quantity.is_marked and (quantity.value < 100 or quantity.may_be_year)


def is_label(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether the number is a year or names what stands in front of it: Klasse 5, Nr. 12."""
    index = quantity.first - 1
    if passage.folded(index) == ".":
        index -= 1
    return quantity.may_be_year or passage.folded(index) in words("labels.txt")
