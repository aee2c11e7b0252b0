"""Where a person may be named: the model's names, repaired, and what rules find in the text.

A candidate is a range of tokens that holds a name and nothing else. Each rule is a function of its own;
those of :data:`vetoes.SURE_RULES` may override what the names model says (a place, an organisation).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import Candidate, Things
from kiextract.pipeline.persons.firms import Firms
from kiextract.pipeline.persons.layout_rules import behind_slash, credits, listed, signatures
from kiextract.pipeline.persons.list_rules import coordinated, neighbours
from kiextract.pipeline.persons.model_names import agreed, from_model
from kiextract.pipeline.persons.own_words import OwnWords
from kiextract.pipeline.persons.rules import (
    after_saying,
    classics,
    full_names,
    introduced,
    surname_first,
    with_party,
)
from kiextract.pipeline.persons.tokens import Token
from kiextract.pipeline.persons.vetoes import is_vetoed

UNSURE_RULES = frozenset(("office", "party", "saying"))
"""Rules that take what may as well be the name of a firm."""
RULES = (
    behind_slash,
    full_names,
    introduced,
    with_party,
    after_saying,
    credits,
    listed,
    signatures,
    surname_first,
    classics,
)


def find_candidates(
    tokens: Sequence[Token], names: Sequence[Name], claimed: Intervals, own_words: OwnWords
) -> list[Candidate]:
    """Give the candidates of a text in text order, none overlapping another.

    ``claimed`` are the extents of dates and amounts, which are never part of a name; ``own_words`` are those
    of the user's lexicon.
    """
    things = Things(names)
    firms = Firms(tokens)
    found = [
        candidate
        for candidate in from_model(tokens, agreed(names))
        if not is_vetoed(tokens, candidate, claimed, None) and not firms.name(tokens, candidate)
    ]
    modelled = {
        index: candidate.start
        for candidate in found
        if candidate.end - candidate.start > 1
        for index in range(candidate.start, candidate.end)
    }
    for rule in RULES:
        found += [
            candidate
            for candidate in rule(tokens)
            if not is_vetoed(tokens, candidate, claimed, things)
            and modelled.get(candidate.end - 1, candidate.start) <= candidate.start
            and not (candidate.rule in UNSURE_RULES and firms.name(tokens, candidate))
        ]
    found = own_words.settle(tokens, surnames_parted(tokens, without_overlaps(found)), claimed)
    for further in (coordinated, neighbours):
        found += [
            candidate
            for candidate in further(tokens, found)
            if not is_vetoed(tokens, candidate, claimed, things)
        ]
        found = without_overlaps(found)
    return own_words.without_ignored(tokens, found)


def surnames_parted(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Part two surnames side by side (so schlug Kern Holm), if the text has both with a given name."""
    surnames = {
        tokens[candidate.end - 1].word
        for candidate in candidates
        if candidate.end - candidate.start > 1 and lexicon.is_given(tokens[candidate.start].word)
    }
    parted: list[Candidate] = []
    for candidate in candidates:
        words = [token.word for token in tokens[candidate.start : candidate.end]]
        if len(words) == 2 and surnames.issuperset(words) and not lexicon.is_given(words[0]):
            middle = candidate.start + 1
            parted.append(replace(candidate, end=middle))
            parted.append(replace(candidate, start=middle))
        else:
            parted.append(candidate)
    return parted


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the better of two candidates that share a token: sure rules with a comma, then the longer one."""
    order = {rule: rank for rank, rule in enumerate(("list", "surname first"))}
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(
        candidates, key=lambda c: (order.get(c.rule, 9), c.start - c.end, c.rule == "model", c.start)
    ):
        extent = range(candidate.start, candidate.end)
        if taken.isdisjoint(extent):
            taken.update(extent)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)
