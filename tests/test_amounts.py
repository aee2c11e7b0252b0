"""Amounts: the example sentences, and every spelling of a generated amount reads back to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import inline
from kiextract.pipeline import layers
from kiextract.pipeline.amounts.component import Amounts
from kiextract.pipeline.amounts.find import find_amounts
from kiextract.record import Amount

EXAMPLES = inline.load("amounts")


BLANK = spacy.blank("de")


def facts_of(amount: Amount) -> tuple[list[Decimal | None], str, str | None, str | None]:
    value = [amount.min, amount.max] if amount.value is None else [amount.value]
    return value, amount.qualifier, amount.per, amount.purpose and amount.purpose.text


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: inline.Example) -> None:
    doc = Amounts()(inline.prepare(BLANK.make_doc(example.text), example))
    found = [(amount.text, amount.start, *facts_of(amount)) for amount in layers.read(doc, "amounts", Amount)]
    assert found == [
        (
            tag.text,
            tag.start,
            [Decimal(part) for part in tag.attributes["v"].split("..")],
            tag.attributes.get("q", "exact"),
            tag.attributes.get("per"),
            tag.attributes.get("for"),
        )
        for tag in example.of_kind("eur")
    ]


# Every spelling reads back -------------------------------------------------------------------------------

ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
ROOTS = ["vier", "fünf", "sech", "sieb", "acht", "neun"]
TEENS = ["zehn", "elf", "zwölf", "dreizehn", *(f"{root}zehn" for root in ROOTS)]
TENS = ["", "", "zwanzig", "dreißig", *(f"{root}zig" for root in ROOTS)]
SENTENCES = ["{}", "Der Rat gibt {}.", "Kosten: {}", "({})", "Im Jahr kamen {} zusammen, mehr nicht.", "{}\n"]
SPACES = ["", " ", "\u00a0", "\u202f", "\n"]


def spelled(number: int) -> str:
    """Write a number below a million as one German word."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        return f"{spelled(thousands)}tausend{spelled(rest) if rest else ''}"
    hundreds, below = divmod(rest, 100)
    tens, ones = divmod(below, 10)
    head = f"{ONES[hundreds]}hundert" if hundreds else ""
    if below < 10:
        return head + ONES[ones]
    if below < 20:
        return head + TEENS[ones]
    return head + (f"{ONES[ones]}und" if ones else "") + TENS[tens]


@st.composite
def written_in_figures(draw: st.DrawFn) -> tuple[str, Decimal]:
    cents = draw(st.integers(min_value=0, max_value=10**14))
    euros, rest = divmod(cents, 100)
    group = draw(st.sampled_from(["", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’"]))
    figures = f"{euros:,}".replace(",", group)
    if rest:
        figures += f",{rest:02}"
    else:
        figures += draw(st.sampled_from(["", ",00", ",-", ",–", ",--", ".-"]))
    space = draw(st.sampled_from(SPACES))
    behind = [f"{figures}{space}{currency}" for currency in ("Euro", "EUR", "€", "Euros")]
    front = [f"€ {figures}", f"€{figures}", f"EUR {figures}"]
    return draw(st.sampled_from(behind + front)), Decimal(cents) / 100


@st.composite
def written_with_a_multiplier(draw: st.DrawFn) -> tuple[str, Decimal]:
    words, factor = draw(
        st.sampled_from(
            [
                (["Tsd.", "Tausend", "T"], 10**3),
                (["Mio.", "Mio", "Mill.", "Millionen"], 10**6),
                (["Mrd.", "Mrd", "Milliarden"], 10**9),
            ]
        )
    )
    thousandths = draw(st.integers(min_value=1, max_value=999_999))
    number = Decimal(thousandths) / 1000
    figures = f"{number.normalize():f}".replace(".", ",")
    word, space = draw(st.sampled_from(words)), draw(st.sampled_from([" ", "\u00a0"]))
    currency = draw(st.sampled_from(["€", "EUR", "Euro"] if word != "T" else ["€", "EUR"]))
    return f"{figures}{space}{word}{space}{currency}", number * factor


@st.composite
def written_in_words(draw: st.DrawFn) -> tuple[str, Decimal]:
    number = draw(st.integers(min_value=2, max_value=999_999))
    unit, worth = draw(st.sampled_from([("Euro", 1), ("Cent", Decimal("0.01")), ("Millionen Euro", 10**6)]))
    return f"{spelled(number)} {unit}", number * Decimal(worth)


def written_in_cents() -> st.SearchStrategy[tuple[str, Decimal]]:
    units = st.sampled_from(["Cent", "ct"])
    return st.builds(
        lambda cents, unit: (f"{cents} {unit}", Decimal(cents) / 100),
        st.integers(min_value=0, max_value=10**6),
        units,
    )


SPELLINGS = st.one_of(
    written_in_figures(), written_with_a_multiplier(), written_in_words(), written_in_cents()
)


@given(amount=SPELLINGS, sentence=st.sampled_from(SENTENCES))
def test_an_amount_in_any_spelling_reads_back_to_the_cent(amount: tuple[str, Decimal], sentence: str) -> None:
    written, value = amount
    (found,) = find_amounts(sentence.format(written))
    assert (found.text, found.value) == (written, value)


@given(low=written_in_figures(), high=written_in_figures(), joint=st.sampled_from([" bis ", " – ", "-"]))
def test_a_range_reads_back_to_the_cent(
    low: tuple[str, Decimal], high: tuple[str, Decimal], joint: str
) -> None:
    (lower, minimum), (upper, maximum) = sorted((low, high), key=lambda amount: amount[1])
    found = find_amounts(f"Es kostet {lower}{joint}{upper}.")
    if minimum < maximum:
        assert [(amount.min, amount.max) for amount in found] == [(minimum, maximum)]


WORDS = ["Euro", "€", "Cent", "EUR", "Mio.", "Millionen", "halbe", "eine", "T", "zwei", "mehrere"]
NUMBERS = ["5", "1.000", "2024", "½", ",-", ",", "-", "–", " ", "\n", "\n\n", "\u0308", "\u00ad", "🏛"]
JOINTS = ["bis", "und", "auf", "von", "zwischen", "für die", "über", "je", "Höhe"]
PIECES = st.sampled_from([*WORDS, *NUMBERS, *JOINTS])


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=40).map("".join))
def test_any_text_gives_amounts_that_are_in_it_and_do_not_overlap(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert text[amount.start : amount.end] == amount.text
        assert amount.start >= end
        end = amount.end
        if amount.value is None:
            assert amount.min is not None
            assert amount.max is not None
            assert amount.min <= amount.max
        if amount.purpose:
            assert text[amount.purpose.start : amount.purpose.end] == amount.purpose.text
