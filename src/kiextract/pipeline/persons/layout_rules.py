"""Rules for names outside of sentences: credits, contact lists, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import AND, Candidate
from kiextract.pipeline.persons.pairs import capitalised_pair
from kiextract.pipeline.persons.reading import (
    Trust,
    given_end,
    name_end,
    surname_end,
)
from kiextract.pipeline.persons.tokens import Token


def credits(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Photographers: "Foto: Erwin Kolbe", "(Bild K. Lühr)", "Foto: Stadt Ulm / Fr. Herbst"."""
    words = lexicon.words("credits") | {"©"}
    for index, token in enumerate(tokens):
        if token.word in words or token.word.endswith("foto"):
            yield from _credited(tokens, index + 1)


def _credited(tokens: Sequence[Token], start: int) -> Iterator[Candidate]:
    """Read the names of a credit, which signs part, up to the end of the line or a full stop."""
    index = start
    while index < len(tokens) and tokens[index].word in (":", "-", "–", "©", "von", "privat"):
        index += 1
    if index == start and (tokens[start].kind != "initial" if start < len(tokens) else True):
        return  # "Foto Anna Kern" is left to the given names, "Foto Lasagne" is nothing
    steps = 0
    while index < len(tokens) and steps < 12 and (index == start or tokens[index].gap in ("", " ")):
        steps += 1
        if tokens[index - 1].word not in "/:-–,;|©(" and tokens[index - 1].word not in lexicon.words(
            "credits"
        ) | AND | {
            "von",
            "©",
        }:
            index += 1
            continue
        end = name_end(tokens, index, sure=True)
        if end == index and tokens[index].kind == "word":
            end = capitalised_pair(tokens, index)
        if end > index:
            yield Candidate(index, end, "credit")
            index = end
        elif tokens[index].word in (".", ")") and tokens[index].gap == "":
            return
        else:
            index += 1


def behind_slash(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Credits without a word for it: "Kreis Olpe/M. Sasse" at the end of a line."""
    for index in range(1, len(tokens)):
        if tokens[index].kind != "initial" or tokens[index - 1].word != "/":
            continue
        end = name_end(tokens, index, sure=True)
        if end > index and (
            end == len(tokens) or tokens[end].gap not in ("", " ") or tokens[end].word in ")."
        ):
            yield Candidate(index, end, "credit")


def listed(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Contact lists: "Müller, Anna" at the start of a line, numbered or not, up to the next sign."""
    for index in range(len(tokens) - 2):
        if not _begins_entry(tokens, index):
            continue
        comma = surname_end(tokens, index, Trust.NONE)
        if comma == index or comma + 1 >= len(tokens) or tokens[comma].word != "," or tokens[comma].gap:
            continue
        surname = tokens[comma - 1].word
        if lexicon.is_given(surname) or lexicon.is_office(surname) or len(surname) < 3:
            continue
        end = given_end(tokens, comma + 1)
        if end > comma + 1 and tokens[comma + 1].gap == " " and _ends_entry(tokens, end):
            yield Candidate(index, end, "list", surname_words=comma - index)


def _begins_entry(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token stands first in its line, behind a bullet or behind a number."""
    if index == 0 or "\n" in tokens[index].gap:
        return True
    if tokens[index - 1].word in BULLETS:
        return True
    numbered = tokens[index - 1].word in (".", ")") and index > 1 and tokens[index - 2].kind == "number"
    return numbered and (index == 2 or "\n" in tokens[index - 2].gap)


BULLETS = frozenset(("-", "–", "•", "*", "·", ":"))


def _ends_entry(tokens: Sequence[Token], end: int) -> bool:
    if end >= len(tokens) or "\n" in tokens[end].gap:
        return True
    return tokens[end].kind == "number" or tokens[end].word in (
        ",",
        ";",
        "(",
        "|",
        ":",
        "-",
        "–",
        "Tel",
        "Telefon",
    )


def signatures(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """The name behind a closing: "gez. B. Lindow", "Ihre↵Wiebke Harms"."""
    closings = lexicon.words("closings")
    for index in range(1, len(tokens)):
        last = tokens[index - 1]
        if last.word == "." and index > 1 and tokens[index - 2].word == "gez":
            last = tokens[index - 2]
        if last.word == "," and index > 1:
            last = tokens[index - 2]
        if last.word not in closings or (last.word != "gez" and "\n" not in tokens[index].gap):
            continue
        start = index + (tokens[index].kind == "title")
        if start >= len(tokens):
            continue
        end = name_end(tokens, start, sure=True)
        if end == start and tokens[start].kind == "word":
            end = capitalised_pair(tokens, start)
        if end > start and (
            end >= len(tokens) or tokens[end].gap not in ("", " ") or tokens[end].word in ",("
        ):
            yield Candidate(start, end, "signature")
