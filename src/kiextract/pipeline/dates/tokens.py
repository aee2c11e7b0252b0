"""Tokens of the date grammar: every word, number and sign gets a category, one letter each.

The grammar is written as regular expressions over those letters, so that it sees MONTH YEAR and not their
thousand spellings. Offsets are code points of the text. What can be no part of a date (addresses of the
web, mixtures of letters and digits) becomes a SIGN, which no pattern matches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kiextract.pipeline.dates.feasts import feast_of, feasts
from kiextract.pipeline.dates.lexicon import weekday_parts, words
from kiextract.pipeline.dates.values import is_day
from kiextract.years import full_year

SIGNS = {
    ".": "DOT",
    ",": "COMMA",
    ":": "COLON",
    "/": "SLASH",
    "-": "DASH",
    "‐": "DASH",
    "‑": "DASH",
    "–": "DASH",
    "—": "DASH",
    "−": "DASH",
    "&": "PLUS",
    "+": "PLUS",
    "|": "PIPE",
    "•": "PIPE",
    "·": "PIPE",
    "(": "OPEN",
    ")": "CLOSE",
    "'": "APOSTROPHE",
    "’": "APOSTROPHE",
    "‘": "APOSTROPHE",
}
NUMBERS = ("ZERO", "N12", "N24", "N31", "N59", "N99", "N999", "YEAR", "BIG")
"""Numbers by what they can be: none, a month, an hour, a day, a minute, two digits, three, a year, more."""

COMPOSITES = (
    "ISO",
    "DMY",
    "DM",
    "CLOCK_TIME",
    "DOTTED",
    "YEAR_PAIR",
    "DECADE",
    "MONTH_YEAR",
    "ORDINAL_NUMBER",
    "DECIMAL",
)
"""Figures with signs or endings: 2018-03-16, 16.03.2018, 16.3., 18:30, 18.30, 2017/18, 1990er, 16ten, 3,5."""

OTHERS = ("WORD", "NOUN", "BREAK", "SIGN", "FEAST", "WEEKDAY_PART", "NUMBER_WORD", "ORDINAL_WORD")


@cache
def letters() -> dict[str, str]:
    """Map each category to its letter, a private code point."""
    names = [*NUMBERS, *COMPOSITES, *OTHERS, *SIGNS.values(), *(category for category, _ in words().values())]
    return {name: chr(0xE000 + index) for index, name in enumerate(dict.fromkeys(names))}


@dataclass(slots=True)
class Token:
    """One token: half-open offsets, category, value, and its form in NFC without soft hyphens.

    With slots and not frozen, it is made and read fastest.
    """

    start: int
    end: int
    category: str
    value: Any
    form: str


PLURAL = re.compile(
    r".*(?:(?:tage|jahre|monate|zehnte|quartale)n?|(?:woche|stunde|minute|sekunde)n)", re.IGNORECASE
)
"""Plurals of units of time; Tage and Jahre stand for the plural though an old dative looks the same."""


def is_plural(unit: Token) -> bool:
    """Tell whether a unit of time is in the plural."""
    return PLURAL.fullmatch(unit.form) is not None


MARKS = "\u0300-\u036f\u00ad\u200b\u2060"
"""Combining marks, soft hyphen, zero width space, word joiner: inside a word they change nothing."""

CLOCK_END = r"(?=h\b|Uhr\b|[^\w:.,]|[.,:](?![0-9])|\Z)"
SPACE = "[ \u00a0\u2009\u202f]"


@cache
def _scanner() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<BREAK>\n\s*)
      | (?P<ADDRESS>(?:https?://|www\.)\S+ | [\w.+-]{{1,64}}@[\w.-]+)
      | (?P<FEAST>(?:{_feast_words()})(?:s|es)?(?!\w))
      | (?=[0-9])(?:
        (?P<ISO>(?<![\w.-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
            (?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?(?![\w-]))
      | (?P<DMY>(?<![\w.,])(?<![0-9]/)[0-9]{{1,2}}
            (?: \.{SPACE}?[0-9]{{1,2}}(?:\.{SPACE}?[0-9]{{4}} | {SPACE}[12][0-9]{{3}} | \.[0-9]{{2}})
              | /[0-9]{{1,2}}/[0-9]{{4}} | -[0-9]{{1,2}}-[0-9]{{4}} )
            (?![\w] | [.,:/][0-9] | -(?![0-9]{{1,2}}\.{SPACE}?[0-9])[0-9]))
      | (?P<DM>(?<![\w.,])(?<![0-9]/)[0-9]{{1,2}}\.{SPACE}?[0-9]{{1,2}}\.(?![0-9]))
      | (?P<CLOCK_TIME>(?<![\w.,:])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?{CLOCK_END})
      | (?P<DOTTED>(?<![\w.,])[0-9]{{1,2}}\.[0-9]{{2}}{CLOCK_END})
      | (?P<YEAR_PAIR>(?<![\w.,/-])[12][0-9]{{3}}{SPACE}?/{SPACE}?
            (?:[0-9]{{4}}|[0-9]{{2}})(?![\w/]|[.,][0-9]))
      | (?P<DECADE>(?<![\w.,])(?:[12][0-9])?[0-9]0-?ern?(?!\w))
      | (?P<MONTH_YEAR>(?<![\w.,/-])(?:(?:0?[1-9]|1[0-2])/|(?:0[1-9]|1[0-2])\.)(?:19|20)[0-9]{{2}}
            (?![\w/-]|[.,][0-9]))
      | (?P<ORDINAL_NUMBER>(?<![\w.,])[0-9]{{1,2}}s?te[nrsm]?(?!\w))
      | (?P<DECIMAL>[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?:,[0-9]+)? | [0-9]{{1,9}},[0-9]+)
      | (?P<NUMBER>[0-9]+(?!\w | [.,:][0-9]) | [0-9]{{1,2}}(?=(?:h|Uhr)\b))
      | (?P<MIXED>[0-9][\w.,:]*) )
      | (?P<WORD>[^\W\d_][\w{MARKS}]*)
      | (?P<SIGN>[^\s\w]|_)
        """,
        re.VERBOSE,
    )


def _feast_words() -> str:
    """Give the feasts as alternatives, the longest first; those with one first letter are asked together."""
    rests: dict[str, list[str]] = {}
    for phrase in sorted(feasts(), key=len, reverse=True):
        rests.setdefault(phrase[0], []).append(re.escape(phrase[1:]).replace(r"\ ", r"[ \u00a0]\n?"))
    return "|".join(rf"{first}(?<![\w-].)(?:{'|'.join(words)})" for first, words in rests.items())


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens; single line ends inside a phrase are left out."""
    tokens: list[Token] = []
    entries = _entries()
    for match in _scanner().finditer(text):
        start, end = match.span()
        kind, form = match.lastgroup or "", match[0]
        if kind == "WORD":
            form = form if form.isascii() else unicodedata.normalize("NFC", form.translate(INVISIBLE))
            category, value = entries.get(form) or ("NOUN" if form[:1].isupper() else "WORD", None)
            tokens.append(Token(start, end, category, value, form))
        elif kind == "SIGN":
            tokens.append(Token(start, end, SIGNS.get(form, "SIGN"), None, form))
        else:
            tokens += _tokens(kind, form, start, end)
    return _join_lines(tokens)


def _tokens(kind: str, form: str, start: int, end: int) -> list[Token]:
    if kind in READERS:
        value = READERS[kind](form)
        if value is None and kind == "YEAR_PAIR":
            return _two_years(form, start)
        return [Token(start, end, "SIGN" if value is None else kind, value, form)]
    if kind == "NUMBER":
        return [_number(form, start, end)]
    if kind == "BREAK":
        return [Token(start, end, "BREAK", form.count("\n"), form)]
    return [Token(start, end, "SIGN", None, form)]


INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


@cache
def _entries() -> dict[str, tuple[str, Any]]:
    """Map each word of the grammar to its category and value."""
    return {**{word: ("WEEKDAY_PART", pair) for word, pair in weekday_parts().items()}, **words()}


LIMITS = ((0, "ZERO"), (12, "N12"), (24, "N24"), (31, "N31"), (59, "N59"), (99, "N99"), (999, "N999"))


def _number(form: str, start: int, end: int) -> Token:
    number = int(form) if len(form) <= 4 else None
    if number is None:
        return Token(start, end, "SIGN", None, form)
    if len(form) == 4:
        return Token(start, end, "YEAR" if 1000 <= number < 2200 else "BIG", number, form)
    return Token(start, end, next(name for limit, name in LIMITS if number <= limit), number, form)


DIGITS = re.compile(r"[0-9]+")


def _two_years(form: str, start: int) -> list[Token]:
    """Read 2015/2018, which is no school year, as two years; a number behind a slash is no year."""
    years = list(DIGITS.finditer(form))
    if len(years[1].group()) < 4:
        return [Token(start, start + len(form), "SIGN", None, form)]
    slash = form.index("/")
    first, second = (_number(year.group(), start + year.start(), start + year.end()) for year in years)
    return [first, Token(start + slash, start + slash + 1, "SLASH", None, "/"), second]


def _iso(form: str) -> tuple[int, ...] | None:
    numbers = [int(digits) for digits in DIGITS.findall(form)][:5]
    if not is_day(numbers[0], numbers[1], numbers[2]):
        return None
    return tuple(numbers) if len(numbers) == 3 or is_clock(numbers[3], numbers[4]) else None


def _day_month_year(form: str) -> tuple[int, ...] | None:
    digits = DIGITS.findall(form)
    day, month, year = map(int, digits)
    year = full_year(year) if len(digits[2]) == 2 else year
    return (year, month, day) if is_day(year, month, day) else None


def _day_month(form: str) -> tuple[int, ...] | None:
    day, month = map(int, DIGITS.findall(form))
    return (month, day) if is_day(None, month, day) else None


def is_clock(hour: int, minute: int) -> bool:
    """Tell whether a clock can show these; 24:00 is the end of the day."""
    return (hour < 24 and minute < 60) or (hour, minute) == (24, 0)


def _clock(form: str) -> tuple[int, ...] | None:
    hour, minute = map(int, DIGITS.findall(form)[:2])
    return (hour, minute) if is_clock(hour, minute) else None


def _dotted(form: str) -> tuple[int, ...] | None:
    first, second = map(int, DIGITS.findall(form))
    return (first, second) if is_clock(first, second) or is_day(None, second, first) else None


def _year_pair(form: str) -> tuple[int, ...] | None:
    digits = DIGITS.findall(form)
    first, second = map(int, digits)
    if len(digits[1]) == 2:
        second += first - first % 100 + (100 if second < first % 100 else 0)
    return (first, second) if second == first + 1 else None


def _decade(form: str) -> int | None:
    number = int(form.rstrip("-ern"))
    return number // 10 if number >= 100 else 190 + number // 10


READERS: dict[str, Callable[[str], Any]] = {
    "ISO": _iso,
    "DMY": _day_month_year,
    "DM": _day_month,
    "CLOCK_TIME": _clock,
    "DOTTED": _dotted,
    "YEAR_PAIR": _year_pair,
    "DECADE": _decade,
    "FEAST": feast_of,
    "MONTH_YEAR": lambda form: tuple(map(int, DIGITS.findall(form))),
    "ORDINAL_NUMBER": lambda form: int(DIGITS.findall(form)[0]),
    "DECIMAL": lambda form: float(form.replace(".", "").replace(",", ".")) if len(form) < 12 else None,
}
"""How the value of each composite is read; None where it is not what it looks like."""

OPEN_ENDED = frozenset(
    {
        "AM",
        "APPROX",
        "AROUND",
        "DEFINITE",
        "DES",
        "BIS",
        "COMMA",
        "COUNT_VAGUE",
        "EACH",
        "EDGE",
        "IM",
        "IN",
        "LAST",
        "LINK",
        "NEXT",
        "NEXT_AFTER",
        "NUMBER_WORD",
        "ONE",
        "ORDINAL_WORD",
        "REL_DAY_ADJ",
        "REL_YEAR",
        "SAME",
        "SINCE",
        "THIS",
        "TO",
        "UM",
        "VOM",
        "VOR",
    }
)
"""Categories after which a phrase goes on in the next line."""


def _join_lines(tokens: list[Token]) -> list[Token]:
    """Leave out single line ends in the middle of a phrase, as in text wrapped at a column."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        if token.category == "BREAK" and token.value == 1 and kept and index + 1 < len(tokens):
            before = kept[-2] if kept[-1].category == "DOT" and len(kept) > 1 else kept[-1]
            if _goes_on(kept[-1], before, tokens[index + 1]):
                continue
        kept.append(token)
    return kept


def _goes_on(last: Token, number: Token, following: Token) -> bool:
    if last.category in OPEN_ENDED:
        return True
    if following.category == "MONTH":
        return number.category in ("N12", "N24", "N31")
    if following.category == "YEAR":
        return last.category in ("MONTH", "SEASON")
    return following.category in ("CLOCK", "UNIT") and last.category in (*NUMBERS, "CLOCK_TIME", "DOTTED")


def categories(tokens: Sequence[Token]) -> str:
    """Give the letters of the tokens as one string: what the grammar matches."""
    table = letters()
    return "".join(table[token.category] for token in tokens)
