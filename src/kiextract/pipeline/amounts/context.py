"""The clause that an amount stands in."""

from __future__ import annotations

import re

from kiextract.pipeline.amounts.tables import words

MOST_BEFORE, MOST_BEHIND = 110, 90
"""Most code points on each side of the amount."""

FEWEST_WORDS = 4
"""A side of a clause reaches over the next comma while both sides have fewer words than this."""

BREAK = re.compile(r"(?:\r\n|[\n\r])[^\S\r\n]*(?:\r\n|[\n\r])|(?:\r\n|[\n\r])[^\S\r\n]*[-*•–]\s")
"""Ends of paragraphs and of items of a list."""

SENTENCE_END = re.compile(r"(\w*)[.!?…]+[\"“”«»)]*\s+(?=[A-ZÄÖÜ\d„“\"«»(]|\Z)")
CLAUSE_END = re.compile(r"[;:]\s+|,\s+|\s[–—-]\s|[()„“”\"«»]")


def context(text: str, start: int, end: int) -> str:
    """Give the clause around ``[start, end)``, white space collapsed.

    It ends at a comma, a dash, a bracket or the end of a sentence, but reaches over commas and the like
    where too few words would be left; never over the end of a sentence or a paragraph.
    """
    left, right = max(0, start - MOST_BEFORE), min(len(text), end + MOST_BEHIND)
    for border in (BREAK, SENTENCE_END):
        left = max([left, *(match.end() for match in border.finditer(text, left, start) if _ends(match))])
        following = next((match for match in border.finditer(text, end, right) if _ends(match)), None)
        if following:
            right = following.start() if border is BREAK else following.end()
    lefts = [left, *(match.end() for match in CLAUSE_END.finditer(text, left, start))]
    rights = [*(match.start() for match in CLAUSE_END.finditer(text, end, right)), right]
    begin, finish = lefts.pop(), rights.pop(0)
    while _words(text[begin:start]) + _words(text[end:finish]) < FEWEST_WORDS and (lefts or rights):
        if lefts:
            begin = lefts.pop()
        else:
            finish = rights.pop(0)
    begin, finish = _balanced(text, begin, start, end, finish)
    return " ".join(_whole_words(text, begin, start, end, finish).split())


def _balanced(text: str, begin: int, start: int, end: int, finish: int) -> tuple[int, int]:
    """Leave out what belongs to a bracket that opened before, and close one that is open."""
    before = text[begin:start]
    if before.find(")") >= 0 and not 0 <= before.find("(") < before.find(")"):
        begin += before.find(")") + 1
    words = text[begin:finish]
    if words.count("(") > words.count(")") and text[finish : finish + 1] == ")":
        finish += 1
    return begin, finish


def _ends(border: re.Match[str]) -> bool:
    """Tell whether a border is one: not the full stop of "ca." or "3."."""
    word = border[1].casefold() if border.lastindex else ""
    return not border.lastindex or not (
        word in words("abbreviations.txt") or word.isdigit() or len(word) == 1
    )


def _words(part: str) -> int:
    return len(part.split())


def _whole_words(text: str, begin: int, start: int, end: int, finish: int) -> str:
    """Give the text without the cut words at its ends."""
    if begin and not text[begin - 1].isspace() and begin == start - MOST_BEFORE:
        space = re.compile(r"\s").search(text, begin, start)
        begin = space.end() if space else start
    if finish < len(text) and not text[finish].isspace() and finish == end + MOST_BEHIND:
        finish = max(end, text.rfind(" ", end, finish))
    return text[begin:finish]
