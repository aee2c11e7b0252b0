"""The language of pages and tables: their words, and how they write amounts and dates."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Mapping
from importlib import resources
from typing import Literal

from kiextract.output import english, german
from kiextract.record import Amount, Date
from kiextract.visible import on_one_line

Code = Literal["de", "en"]
CODES: tuple[Code, ...] = ("de", "en")


class Language:
    """Words and values in German (``de``) or English (``en``)."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self._words = words_of_languages()[code]
        self._amount, self._date, self._duration, self._repetition = (
            (german.amount, german.date, german.duration, german.repetition)
            if code == "de"
            else (english.amount, english.date, english.duration, english.repetition)
        )

    def word(self, key: str, *values: object) -> str:
        """Give a word or sentence with the values put in. Raises KeyError."""
        return self._words[key].format(*values)

    def amount(self, amount: Amount) -> str:
        """Give the value of an amount in words."""
        return on_one_line(self._amount(amount))

    def date(self, value: str | None) -> str:
        """Give a TIMEX3 value in words."""
        return on_one_line(self._date(value)) if value is not None else self.word("open_date")

    def period(self, date: Date) -> str:
        """Give the value of a duration or a repetition in words."""
        in_words = self._repetition if date.type == "SET" else self._duration
        return on_one_line(in_words(date.value or ""))

    def rule(self, rule: str) -> str:
        """Give the rules of an explanation in words; one that is not known as it is."""
        names = rule.split(", ")
        return ", ".join(self._words.get(f"rule_{name.replace(' ', '_')}", name) for name in names)

    def warning(self, sentence: str) -> str:
        """Give a warning of a record, which is English, in this language; one that is not known as it is."""
        for key, template in words_of_languages()["en"].items():
            if key.startswith("warning_"):
                pattern = re.escape(template).replace(re.escape("{0}"), "(.*)")
                if match := re.fullmatch(pattern, sentence, re.DOTALL):
                    return self.word(key, *map(self._evidence, match.groups()))
        return sentence

    def _evidence(self, dates: str) -> str:
        """Translate the words in brackets that say where dates of publication were found."""
        for key, description in words_of_languages()["en"].items():
            if key.startswith("evidence_"):
                dates = dates.replace(f"({description})", f"({self._words[key]})")
        return dates


def language_of(environment: Mapping[str, str] = os.environ) -> Code:
    """Give the language that the locale asks for: German where it is German, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "de" if environment[variable].lower().startswith("de") else "en"
    return "en"


@functools.cache
def words_of_languages() -> dict[Code, dict[str, str]]:
    """Give the words of tables and pages (``words.tsv``): language → key → word, some with places to fill."""
    table: dict[Code, dict[str, str]] = {code: {} for code in CODES}
    lines = resources.files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            key, *words = line.split("\t")
            for code, word in zip(CODES, words, strict=True):
                table[code][key] = word
    return table
