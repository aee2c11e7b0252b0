"""Candidates that are no names: what the text, the gazetteer and the names model say against them."""

from __future__ import annotations

from collections.abc import Sequence

from kiextract.intervals import Intervals
from kiextract.pipeline.persons import false_positives, lexicon
from kiextract.pipeline.persons.candidate import Candidate, Things
from kiextract.pipeline.persons.context import before, word_before
from kiextract.pipeline.persons.false_positives import is_place
from kiextract.pipeline.persons.tokens import Token
from kiextract.pipeline.places.gazetteer import territories


def is_vetoed(
    tokens: Sequence[Token], candidate: Candidate, claimed: Intervals, things: Things | None
) -> bool:
    """Tell whether a candidate is no name; ``things`` is None for those of the names model itself."""
    start, end = candidate.start, candidate.end
    if claimed.touch(tokens[start].start, tokens[end - 1].end):
        return True
    if false_positives.inside_longer_name(tokens, start, end):
        return True
    if end - start > 1 and _is_whole_thing(tokens, start, end):
        return True
    if things is not None:
        return _contradicts_model(tokens, candidate, things)
    if end - start == 1:
        introduction = before(tokens, start)
        if introduction.sure:
            return not introduction.titles and lexicon.is_long_noun(tokens[start].word)
        return _is_word_or_place(tokens, start)
    words = [token.word for token in tokens[start:end]]
    if _names_a_thing(tokens, start, words):
        return True
    abbreviated = any(token.kind == "initial" for token in tokens[start:end])
    shouted = all(word.isupper() for word in words)
    if abbreviated and shouted and (len(words) > 2 or word_before(tokens, start).isupper()):
        return True  # "BAD NEUSTADT A. D. SAALE", "BERGTHEIM U. LOHR"
    is_thing = lexicon.is_noun(words[0]) or words[0] in lexicon.words("not_after")
    if is_thing and not lexicon.is_given(words[0]) and is_place(words[-1]):
        return True  # "Radio Lippe"
    return all(lexicon.is_noun(word) and not lexicon.is_given(word) for word in words)


SAINTS = frozenset(("Saint", "San", "Santa", "Santo", "São"))
"""Words before a saint after whom a place or a church is called."""


def _is_whole_thing(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether several words are no name whoever finds them: "Santa Clara", "Robert Koch-Institut"."""
    last = tokens[end - 1].word
    first_part, _, thing = last.rpartition("-")
    if tokens[start].word in SAINTS or (first_part and thing.casefold() in lexicon.words("not_names")):
        return True
    introduction = before(tokens, start)
    if last in lexicon.words("thing_ends") and not (introduction.titles or introduction.address):
        return True
    return word_before(tokens, start) in lexicon.words("named_after")


def _names_a_thing(tokens: Sequence[Token], start: int, words: Sequence[str]) -> bool:
    """Tell whether several words of the model name a firm, a club or a work: "die Firma Lumo Kern"."""
    if lexicon.is_given(words[0]) or tokens[start].kind == "initial":
        return False
    quoted = false_positives.in_quotes(tokens, start, start + len(words))
    return quoted or false_positives.names_a_place_or_firm(tokens, start)


def _is_word_or_place(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a single word that the model takes for a person is a noun, an adjective or a town."""
    word = tokens[index].word
    names_place = is_place(word) and not lexicon.is_sure_given(word)
    if names_place or word in lexicon.words("languages") or word.lower() in lexicon.words("function_words"):
        return True
    if lexicon.is_long_noun(word):
        return True
    if word_before(tokens, index) in lexicon.words("saying"):
        return False
    if false_positives.names_a_place_or_firm(tokens, index) or word in lexicon.words("clubs"):
        return True
    if word_before(tokens, index).lower() in ARTICLES:
        return True
    if (
        lexicon.is_noun(word)
        or lexicon.is_compound(word)
        or lexicon.is_office(word)
        or word in lexicon.words("calendar")
    ):
        known = word in lexicon.words("noun_surnames")
        return not known or false_positives.is_a_common_noun(tokens, index)
    return false_positives.is_a_compound_adjective(tokens, index)


ARTICLES = frozenset(
    ("das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer", "eines")
)
"""Words before a noun; before a name they are dialect, and a known name is found without the model."""


def _contradicts_model(tokens: Sequence[Token], candidate: Candidate, things: Things) -> bool:
    """Tell whether the model sees a place, a firm or the like where a rule sees a person, and is right."""
    start, end = candidate.start, candidate.end
    introduction = before(tokens, start)
    if candidate.rule in ("address", "office") and end - start == 1:
        if lexicon.is_long_noun(tokens[start].word):
            return True  # "warf dem Präsidenten Blasphemie vor"
        if candidate.rule == "office":
            return _is_place_of_an_office(introduction.office or "", tokens[start], things)
    if candidate.rule == "office" and _is_unit(tokens[start].word) and is_place(tokens[end - 1].word):
        return True  # "Leiterin Bahnhofsmanagement Hannover"
    if introduction.sure:
        return False
    thing = things.at(tokens[start].start)
    if thing is None or thing.end < tokens[end - 1].end:
        return False
    pair = tokens[start].kind == "word" and not lexicon.is_given(tokens[start].word)
    if candidate.rule in PAIR_RULES and end - start > 1 and pair:
        return True
    return (
        candidate.rule not in SURE_RULES
        and thing.end - thing.start > tokens[end - 1].end - tokens[start].start
    )


PAIR_RULES = frozenset(("party", "saying", "neighbour", "credit", "signature"))
"""Rules that take two capitalised words for a name."""


SURE_RULES = frozenset(("title", "address", "office", "credit", "list", "signature"))


def _is_unit(word: str) -> bool:
    """Tell whether a word behind an office is a noun: the unit that is led."""
    return not lexicon.is_given(word) and (
        lexicon.is_noun(word) or lexicon.is_compound(word) or lexicon.is_long_noun(word)
    )


def _is_place_of_an_office(office: str, token: Token, things: Things) -> bool:
    """Tell whether a single word behind an office is its country, its town or its firm: "Stadtrat Ulm"."""
    territory = territories().get(token.word)
    if territory is not None and territory.kind == "country":
        return True
    thing = things.at(token.start)
    if thing is None or thing.label not in ("LOC", "ORG"):
        return False
    if thing.label == "ORG" and thing.start == token.start:
        return True
    return token.word.endswith("s") or lexicon.is_body(office)
