"""Tokens of the date grammar: every word, number and sign gets a category, one letter each.

The grammar is written as regular expressions over those letters, so it sees "MONTH YEAR" and not their
thousand spellings. Offsets are code points of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple

from kiextract.pipeline.dates.feasts import feasts
from kiextract.pipeline.dates.lexicon import weekday_parts, words
from kiextract.pipeline.dates.values import full_year, is_day

SIGNS = {
    ".": "DOT",
    ",": "COMMA",
    ":": "COLON",
    "/": "SLASH",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "‑": "DASH",
    "−": "DASH",
    "|": "PIPE",
    "(": "OPEN",
    ")": "CLOSE",
    "'": "APOSTROPHE",
    "’": "APOSTROPHE",
    "•": "PIPE",
    "·": "PIPE",
}
NUMBERS = ("ZERO", "N12", "N24", "N31", "N59", "N99", "N999", "YEAR", "BIG")
"""Numbers by what they can be: 0, a month, an hour, a day, a minute, two digits, three, a year, more."""

COMPOSITES = (
    "ISO",
    "DMY",
    "DM",
    "CLOCK_COLON",
    "CLOCK_DOT",
    "YEAR_PAIR",
    "DECADE",
    "ORDINAL_NUMBER",
    "DECIMAL",
)
OTHERS = ("WORD", "NOUN", "BREAK", "SIGN", "FEAST", "WEEKDAY_PART", "NUMBER_WORD", "ORDINAL_WORD")


@cache
def letters() -> dict[str, str]:
    """Map each category to its letter, a private code point."""
    names = [*NUMBERS, *COMPOSITES, *OTHERS, *dict.fromkeys(SIGNS.values())]
    names += [category for category, _ in words().values()]
    return {name: chr(0xE000 + index) for index, name in enumerate(dict.fromkeys(names))}


class Token(NamedTuple):
    """One token: half-open offsets, category, value, and its form without soft hyphens."""

    start: int
    end: int
    category: str
    value: Any
    form: str


MARKS = "\u0300-\u036f\u00ad\u200b\u2060"
"""Combining marks, soft hyphen, zero width space, word joiner: inside words they change nothing."""

WORD = rf"[^\W\d_][\w{MARKS}]*"


@cache
def _scanner() -> re.Pattern[str]:
    feast_words = "|".join(
        re.escape(phrase).replace(r"\ ", r"[ \u00a0\n]") for phrase in sorted(feasts(), key=len, reverse=True)
    )
    return re.compile(
        rf"""
        (?P<BREAK>\n\s*)
      | (?P<ISO>(?<![\w.-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?(?![\w-]))
      | (?P<FEAST>(?<!\w)(?:{feast_words})(?:s|es)?(?!\w))
      | (?P<DMY>(?<![\w.,])[0-9]{{1,2}}\.[ \u00a0]?[0-9]{{1,2}}(?:\.[ \u00a0]?[0-9]{{4}}|[ ][12][0-9]{{3}}|\.[0-9]{{2}})
            (?![\w]|[.,:][0-9]))
      | (?P<DM>(?<![\w.,])[0-9]{{1,2}}\.[ \u00a0]?[0-9]{{1,2}}\.(?![0-9]))
      | (?P<CLOCK_COLON>(?<![\w.,:])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9:]|[.,][0-9]))
      | (?P<CLOCK_DOT>(?<![\w.,])[0-9]{{1,2}}\.[0-9]{{2}}(?![0-9:]|[.,][0-9]))
      | (?P<YEAR_PAIR>(?<![\w.,/-])[12][0-9]{{3}}[ ]?[/][ ]?(?:[0-9]{{4}}|[0-9]{{2}})(?![\w/]|[.,][0-9]))
      | (?P<DECADE>(?<![\w.,])(?:[12][0-9]{{2}})?[0-9]0er(?!\w))
      | (?P<ORDINAL_NUMBER>(?<![\w.,])[0-9]{{1,2}}(?:s?te[nrsm]?)(?!\w))
      | (?P<DECIMAL>[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?:,[0-9]+)?|[0-9]+,[0-9]+)
      | (?P<NUMBER>[0-9]+(?!\w)|[0-9]+(?=(?:h|Uhr)\b))
      | (?P<MIXED>[0-9]\w*)
      | (?P<WORD>{WORD})
      | (?P<SIGN>[^\s\w]|_)
        """,
        re.VERBOSE,
    )


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens; line ends inside a phrase are left out (see :func:`_is_soft`)."""
    tokens: list[Token] = []
    for match in _scanner().finditer(text):
        kind = match.lastgroup or ""
        tokens.append(_token(kind, match.group(), match.start(), match.end()))
    return _join_lines(tokens)


def _token(kind: str, form: str, start: int, end: int) -> Token:
    if kind == "WORD":
        return _word(form, start, end)
    if kind in READERS:
        value = READERS[kind](form)
        return Token(start, end, kind if value is not None else "SIGN", value, form)
    if kind == "NUMBER":
        number = int(form) if len(form) <= 4 else 10_000
        return Token(start, end, _number_category(number, form), number, form)
    if kind == "SIGN":
        return Token(start, end, SIGNS.get(form, "SIGN"), None, form)
    if kind == "BREAK":
        return Token(start, end, "BREAK", form.count("\n"), form)
    return Token(start, end, "SIGN", None, form)


def _word(form: str, start: int, end: int) -> Token:
    plain = unicodedata.normalize("NFC", form.translate(INVISIBLE)) if not form.isascii() else form
    if entry := words().get(plain):
        category, value = entry
        return Token(start, end, category, int(value) if value.lstrip("-").isdigit() else value, plain)
    if pair := weekday_parts().get(plain):
        return Token(start, end, "WEEKDAY_PART", pair, plain)
    return Token(start, end, "NOUN" if plain[:1].isupper() else "WORD", None, plain)


INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


def _number_category(number: int, form: str) -> str:
    if number == 0:
        return "ZERO"
    if len(form) == 4 and 1000 <= number < 2200:
        return "YEAR"
    limits = ((12, "N12"), (24, "N24"), (31, "N31"), (59, "N59"), (99, "N99"), (999, "N999"))
    return next((name for limit, name in limits if number <= limit), "BIG") if len(form) < 4 else "BIG"


DIGITS = re.compile(r"[0-9]+")


def _numbers(form: str) -> list[int]:
    return [int(digits) for digits in DIGITS.findall(form)]


def _iso(form: str) -> tuple[int, ...] | None:
    numbers = _numbers(form)
    if not is_day(*numbers[:3]):
        return None
    return tuple(numbers[:5]) if len(numbers) < 5 or _is_clock(numbers[3:5]) else None


def _day_month_year(form: str) -> tuple[int, ...] | None:
    digits = DIGITS.findall(form)
    day, month, year = map(int, digits)
    year = full_year(year) if len(digits[2]) == 2 else year
    return (year, month, day) if year > 0 and is_day(year, month, day) else None


def _day_month(form: str) -> tuple[int, ...] | None:
    day, month = _numbers(form)
    return (month, day) if is_day(None, month, day) else None


def _is_clock(numbers: list[int]) -> bool:
    hour, minute = numbers[:2]
    return (hour < 24 and minute < 60) or (hour, minute) == (24, 0)


def _clock(form: str) -> tuple[int, ...] | None:
    numbers = _numbers(form)
    return tuple(numbers[:2]) if _is_clock(numbers) else None


def _year_pair(form: str) -> tuple[int, ...] | None:
    digits = DIGITS.findall(form)
    first, second = map(int, digits)
    if len(digits[1]) == 2:
        second += first - first % 100 + (100 if second < first % 100 else 0)
    return (first, second) if second == first + 1 else None


def _decade(form: str) -> int | None:
    number = int(form[:-2])
    return number // 10 if number >= 100 else 190 + number // 10


def _feast(form: str) -> str | None:
    plain = " ".join(form.split())
    known = feasts()
    for phrase in (plain, plain.removesuffix("s"), plain.removesuffix("es")):
        if phrase in known:
            return phrase
    return None


READERS: dict[str, Any] = {
    "ISO": _iso,
    "DMY": _day_month_year,
    "DM": _day_month,
    "CLOCK_COLON": _clock,
    "CLOCK_DOT": _clock,
    "YEAR_PAIR": _year_pair,
    "DECADE": _decade,
    "FEAST": _feast,
    "ORDINAL_NUMBER": lambda form: _numbers(form)[0],
    "DECIMAL": lambda form: form,
}

OPEN_ENDED = frozenset({
    "COMMA", "ARTICLE", "IN", "IM", "AM", "VOR", "UM", "AROUND", "SINCE", "FROM", "TO", "BIS", "LINK", "BETWEEN",
    "LAST", "NEXT", "THIS", "ORDINAL_WORD", "NUMBER_WORD", "EDGE", "OTHER_YEAR", "REL_DAY_ADJ", "NEXT_AFTER",
    "COUNT_VAGUE", "ONE", "APPROX", "QUARTER_PAST",
})  # fmt: skip
"""Categories after which a phrase goes on in the next line."""


def _join_lines(tokens: list[Token]) -> list[Token]:
    """Leave out single line ends in the middle of a phrase, as in text wrapped at a column."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        if token.category == "BREAK" and token.value == 1 and kept and index + 1 < len(tokens):
            before, after = kept[-1], tokens[index + 1]
            ordinal = before.category == "DOT" and len(kept) > 1 and kept[-2].category.startswith("N")
            if before.category in OPEN_ENDED or (ordinal and after.category == "MONTH"):
                continue
            if before.category in ("MONTH", "SEASON") and after.category == "YEAR":
                continue
            if after.category in ("CLOCK", "UNIT") and before.category.startswith(("N", "CLOCK")):
                continue
        kept.append(token)
    return kept


def categories(tokens: list[Token]) -> str:
    """Give the letters of the tokens as one string: what the grammar matches."""
    table = letters()
    return "".join(table[token.category] for token in tokens)
