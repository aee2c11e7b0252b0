"""Tokens for reading names: words, initials and academic titles with their offsets.

Own tokens, because those of a spaCy pipeline split abbreviations and hyphens as the model was trained to.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.remembering import remembered

Kind = Literal["title", "initial", "regnal", "word", "nickname", "address", "number", "office", "other"]


@dataclass(slots=True)
class Token:
    """One token; ``start`` and ``end`` are code points of the text, ``gap`` is the white space before it.

    ``gap`` is "" for none, " " for spaces and for a line end inside wrapped text, "\\n" for any other line
    end, "\\n\\n" for more than one. ``word`` is the text composed and without soft hyphens; kind "address" is
    an e-mail or web address, "nickname" a single word in quotation marks, "regnal" a number such as "XVI.",
    "office" one of the user's lexicon. With slots and not frozen, it is made and read fastest.
    """

    kind: Kind
    start: int
    end: int
    word: str
    gap: str


@cache
def _pattern() -> re.Pattern[str]:
    titles = "|".join(
        re.escape(title).replace(r"\ ", r"\s?").replace("h\\.c", r"h\.\s?c").replace("e\\.h", r"e\.\s?h")
        for title in sorted(lexicon.words("titles"), key=len, reverse=True)
    )
    plain_titles = "|".join(title for title in lexicon.words("titles") if title.isalpha())
    letter = r"[^\W\d_]"
    return re.compile(
        rf"""(?P<plain>(?:[a-zäöüß]+|(?!(?:{plain_titles})\b)[A-ZÄÖÜ][a-zäöüß]+)(?=[,\ \n]))
        |(?P<address>(?:https?://|www\.)\S{{1,500}}|[\w.+-]{{1,64}}@[\w.-]{{1,200}}\w)
        |(?P<other>(?<!\w)(?:a\.\s?D\.|i\.\s?[RV]\.|z\.\s?A\.|d\.\s?R\.|v\.\s?H\.|e\.\s?V\.|i\.\s?A\.))
        |(?P<title>(?<!\w)(?:{titles})(?!\w))
        |(?P<regnal>(?<=[^\W\d_]\ )[IVX]{{2,5}}\.(?!\w))
        |(?P<initial>(?<!\w)(?:[A-ZÄÖÜÇŞİĆČŠŽŁÉ]|Th|Chr?|Ph|Joh|Jos|Wilh)\.(?:\s?-[A-ZÄÖÜ]\.)*)
        |(?P<word>(?<!\w)[A-ZÄÖÜ]\w{{1,20}}-[A-ZÄÖÜ]\.(?=\s[A-ZÄÖÜ])
            |{letter}+(?:(?:[{lexicon.MARKS}]|['’´`‘\-‐‑](?={letter})|-[\ \n](?=[A-ZÄÖÜ])){letter}*)*)
        |(?P<nickname>[„“"»]{letter}{{2,20}}[“”"«])
        |(?P<number>\d+(?:[.,:]\d+)*)
        |(?P<sign>\S)""",
        re.VERBOSE,
    )


KINDS: dict[str, Kind] = {"plain": "word", "sign": "other"}
"""Kinds of the groups that are not called like theirs; "plain" is what most words are, found first."""

WRAPPED = 45
"""Code points of a line from which a single line end behind a word is taken for one of wrapped text."""

IN_TEXT = ("word", "initial", "title")


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens, in text order."""
    tokens: list[Token] = []
    position = line_start = 0
    for match in _pattern().finditer(text):
        start, end = match.span()
        gap = text[position:start]
        if gap not in ("", " "):
            breaks = gap.count("\n") or gap.count("\r")
            wrapped = breaks == 1 and position - line_start >= WRAPPED and tokens[-1].kind in IN_TEXT
            gap = "\n\n" if breaks > 1 else "\n" if breaks and not wrapped else " "
            if breaks:
                line_start = start
        group, word = match.lastgroup or "", match[0]
        if group != "plain":
            word = lexicon.normal(word)
        tokens.append(Token(KINDS.get(group, group), start, end, sys.intern(word), gap))  # type: ignore[arg-type]
        position = end
    return tokens


INNER_CAPITAL = re.compile(r"(?:Mc|Mac|De|Di|Da|La|Le|Van|Von|Vander|^[A-Z]'|Al)$")
ARTICLES = frozenset(("ad", "al", "an", "ar", "as", "ash", "at", "az", "el", "ul"))
"""The Arabic article, as it stands before a surname with a hyphen: al-Hassan, el-Sayed."""


@remembered
def is_capitalised(word: str) -> bool:
    """Tell whether a word is written like a name: Müller, Heß-Vogt, McAllister, Tae-jun; not MdB, not SPD."""
    first, *others = word.split("-")
    starts = _part_is_capitalised(first) or (first in ARTICLES and len(others) == 1 and len(others[0]) > 2)
    return (
        starts
        and any(_part_is_capitalised(part) for part in (first, *others))
        and all(_part_is_capitalised(part.lstrip()) or (part.islower() and len(part) < 5) for part in others)
    )


def _part_is_capitalised(part: str) -> bool:
    if len(part) == 2 and part[1] == ".":
        return part[0].isupper()  # Hans-J.
    if len(part) < 2 or not part[0].isupper():
        return False
    rest = part[1:]
    if rest.islower():
        return True
    inner = next((index for index, letter in enumerate(rest, start=1) if letter.isupper()), 0)
    return bool(INNER_CAPITAL.search(part[:inner])) and part[inner + 1 :].islower()


def is_all_capitals(word: str) -> bool:
    """Tell whether a word is written in capitals and can be a name rather than an acronym."""
    return word.isupper() and all(
        len(part) > 2 and any(letter in "AEIOUYÄÖÜİÉ" for letter in part) for part in word.split("-")
    )
