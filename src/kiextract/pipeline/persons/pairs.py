"""Two capitalised words that may be a name which no list of given names holds."""

from __future__ import annotations

from collections.abc import Sequence

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import FROM_A_PLACE
from kiextract.pipeline.persons.reading import (
    Trust,
    joined,
    surname_end,
)
from kiextract.pipeline.persons.tokens import Token, is_capitalised


def capitalised_pair(tokens: Sequence[Token], start: int) -> int:
    """Give the end of a given name that no list has and a surname: "Landrat Grzesiek Malinowski"."""
    first = tokens[start]
    if first.kind != "word" or not is_capitalised(first.word) or lexicon.is_noun(first.word):
        return start
    if not joined(tokens, start + 1) or first.word in lexicon.addresses() or lexicon.is_office(first.word):
        return start
    if tokens[start + 1].word in FROM_A_PLACE or lexicon.is_adjective(first.word):
        return start
    end = surname_end(tokens, start + 1, Trust.NONE)
    if (
        end == start + 1
        or lexicon.is_office(tokens[end - 1].word)
        or tokens[end - 1].word in lexicon.words("parties")
    ):
        return start
    if (
        joined(tokens, end)
        and lexicon.is_sure_given(tokens[end - 1].word)
        and is_capitalised(tokens[end].word)
    ):
        return start  # "Meteorologin Corinna Kern": the first word is none of the name
    return end
