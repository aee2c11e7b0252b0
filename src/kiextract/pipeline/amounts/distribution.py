"""What an amount is for each of: je Quadratmeter, pro Kopf, monatlich, 12 Euro die Stunde."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kiextract.pipeline.amounts.neighbours import Word
from kiextract.pipeline.amounts.qualifiers import without_fillers, without_qualifier
from kiextract.pipeline.amounts.tables import rows

PREPOSITIONS = frozenset(("je", "pro"))
EACH = frozenset(("je", "jeweils", "à"))
TAXED = frozenset(("brutto", "netto"))
MOST_ADJECTIVES = 2
LONGEST = 3
"""Most words of a phrase in ``data/units.tsv``."""

SENTENCE_REACH = 12
"""Most words between "Pro Kopf" at the beginning of a sentence and its amount."""


def unit(before: Sequence[Word], behind: Sequence[Word]) -> str | None:
    """Give the unit over which an amount is distributed, or None.

    It is the noun as the text has it, or its base form from ``data/units.tsv``; "je" where the text
    distributes without saying over what (je 50 Euro).
    """
    return _behind(behind) or _in_front(before)


def _behind(behind: Sequence[Word]) -> str | None:
    if behind and behind[0].folded in TAXED:
        behind = behind[1:]
    if not behind:
        return None
    first = behind[0]
    if first.text == "/":
        return _named(behind[1:]) or _symbol(behind[1:])
    if first.folded in PREPOSITIONS:
        return _named(behind[1:])
    for length in range(min(LONGEST, len(behind)), 0, -1):
        phrase = " ".join(word.folded for word in behind[:length])
        if length == 1 and not phrase.endswith("lich"):
            return None
        if phrase in _units() and not _is_dated(behind[length - 1 :]):
            return _units()[phrase]
    return None


def _is_dated(words: Sequence[Word]) -> bool:
    """Tell whether the period that begins is one on the calendar: im Jahr 2024, im Monat Mai."""
    if len(words) < 2:
        return False
    return words[1].text.isdigit() or (words[0].folded == "monat" and words[1].is_capitalised)


def _named(behind: Sequence[Word]) -> str | None:
    """Read the noun behind je or pro, with a second one joined to it: Person und Tag."""
    for index, word in enumerate(behind[: MOST_ADJECTIVES + 1]):
        if word.is_capitalised:
            second = behind[index + 1 : index + 3]
            is_joined = len(second) == 2 and second[0].folded in ("und", "&") and second[1].is_capitalised
            name = _units().get(word.folded, word.text)
            return f"{name} und {_units().get(second[1].folded, second[1].text)}" if is_joined else name
        if not word.text.isalpha():
            break
        if word.folded in _units():
            return _units()[word.folded]
    return _symbol(behind)


def _symbol(behind: Sequence[Word]) -> str | None:
    """Read the sign of a unit: kWh, m², qm, m 2."""
    written = "".join(word.folded for word in behind[:2] if word.text not in ".,;:!?)")
    return _units().get(written) or (_units().get(behind[0].folded) if behind else None)


def _in_front(before: Sequence[Word]) -> str | None:
    rows_of_words = (before, without_fillers(before), without_qualifier(before))
    for row in rows_of_words:
        skipped = [word.folded for word in before[len(row) :]]
        period = next((_units()[word] for word in skipped if word in _units()), None)
        if period:
            return period
        unit = _ends_with_unit(row)
        if unit:
            return unit
    if any(word.folded in EACH for word in before[len(rows_of_words[-1]) :]):
        return "je"
    return _of_the_noun(rows_of_words[-1]) or _of_the_sentence(before)


def _ends_with_unit(row: Sequence[Word]) -> str | None:
    if row and row[-1].folded.endswith("lich"):
        return _units().get(row[-1].folded)
    if len(row) >= 2 and (row[-2].folded in PREPOSITIONS and row[-1].is_capitalised):
        return _units().get(row[-1].folded, row[-1].text)
    phrase = " ".join(word.folded for word in row[-2:])
    return _units().get(phrase) if phrase.startswith("jede") else None


def _of_the_noun(row: Sequence[Word]) -> str | None:
    """Read the adjective of the noun that the amount belongs to: eine jährliche Förderung von."""
    row = list(row)
    if row and row[-1].folded in ("von", "über"):
        row.pop()
    if [word.folded for word in row[-2:]] == ["in", "höhe"]:
        del row[-2:]
    if len(row) >= 2 and row[-1].is_capitalised and "lich" in row[-2].folded:
        return _units().get(row[-2].folded)
    return None


def _of_the_sentence(before: Sequence[Word]) -> str | None:
    """Read "Pro Kopf" at the beginning of the sentence that the amount stands in."""
    for index in range(len(before) - 1, max(-1, len(before) - 1 - SENTENCE_REACH), -1):
        word = before[index]
        if word.text in ",;:.!?":
            return None
        begins = index == 0 or before[index - 1].text in ".!?:"
        if begins and word.text in ("Pro", "Je"):
            return _named(before[index + 1 :])
    return None


@cache
def _units() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("units.tsv")}
