"""Names that stand again by themselves: surnames and given names of persons that the text has shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiextract.intervals import Intervals
from kiextract.pipeline.persons import false_positives, lexicon
from kiextract.pipeline.persons.candidate import Candidate, Things
from kiextract.pipeline.persons.context import before, word_after, word_before
from kiextract.pipeline.persons.false_positives import is_place, is_settlement
from kiextract.pipeline.persons.mentions import Spotting
from kiextract.pipeline.persons.reading import (
    is_name_word,
    is_particle,
    joined,
)
from kiextract.pipeline.persons.tokens import Token, is_capitalised


@dataclass(frozen=True)
class Known:
    """A surname or given name of a person of the text, with the particles that may stand before it.

    ``is_sure`` says that more than the names model speaks for a person: a full name or an introduction.
    """

    word: str
    particles: tuple[str, ...]
    is_given: bool
    is_sure: bool


def known_names(spottings: Iterable[Spotting]) -> dict[str, Known]:
    """Give the names by which persons may be named again, by their folded form; sure ones come first."""
    known: dict[str, Known] = {}
    for spotting in sorted(spottings, key=lambda s: not _is_sure(s)):
        given, family = spotting.parts.given, spotting.parts.family
        if family:
            last = family[-1] if family[-1] != spotting.words[-1] else spotting.bases[0]
            single = not given and lexicon.is_sure_given(last)
            known.setdefault(last.casefold(), Known(last, family[:-1], single, _is_sure(spotting)))
        if given and len(given[0]) > 2 and not given[0].endswith(".") and _may_stand_alone(given[0]):
            known.setdefault(given[0].casefold(), Known(given[0], (), True, True))
    return known


def _may_stand_alone(given: str) -> bool:
    return lexicon.is_given(given) and not lexicon.is_noun(given) and given not in lexicon.words("calendar")


def _is_sure(spotting: Spotting) -> bool:
    return bool(spotting.parts.given) or spotting.introduction.sure


def repeats(
    tokens: Sequence[Token], known: dict[str, Known], covered: Intervals, things: Things
) -> Iterator[Candidate]:
    """Give where a known surname or given name stands again by itself; ``covered`` is taken already."""
    for index, token in enumerate(tokens):
        if token.kind != "word" or not is_name_word(token.word):
            continue
        name = _lookup(known, token.word)
        if name is None or covered.touch(token.start, token.end):
            continue
        start = index - _particles_before(tokens, index, name)
        while (
            not name.is_given and start > 0 and joined(tokens, start) and tokens[start - 1].kind == "initial"
        ):
            start -= 1
        if name.particles and start == index and is_place(token.word):
            continue  # Schweden is not Victoria von Schweden
        if _may_repeat(tokens, start, index, name, things):
            yield Candidate(start, index + 1, "repeat")


def _lookup(known: dict[str, Known], word: str) -> Known | None:
    folded = word.casefold()
    if folded in known:
        name = known[folded]
    elif folded.endswith("s") and folded[:-1] in known:
        name = known[folded[:-1]]
    else:
        return None
    return name if word.isupper() or word.startswith(name.word) or name.word.isupper() else None


def _particles_before(tokens: Sequence[Token], index: int, name: Known) -> int:
    count = 0
    for particle in reversed(name.particles):
        position = index - count
        if (
            position == 0
            or not joined(tokens, position)
            or tokens[position - 1].word.casefold() != particle.casefold()
        ):
            break
        count += 1
    return count


BEFORE_PREDICATES = frozenset(("als", "ist", "war", "wie", "wird", "wurde", "zum"))
"""Words behind which a noun says what someone is: "Amtmann wird Amtmann"."""

FUSED_ARTICLES = frozenset(("am", "ans", "beim", "im", "ins", "vom", "zum", "zur"))
"""Prepositions with an article, behind which no surname stands."""


def _may_repeat(tokens: Sequence[Token], start: int, index: int, name: Known, things: Things) -> bool:
    """Tell whether a known name stands for its person here, and not for a word, a place or another person."""
    token = tokens[index]
    genitive = token.word != name.word and token.word.endswith("s")
    if not genitive and false_positives.inside_longer_name(tokens, start, index + 1):
        return False
    introduction = before(tokens, start)
    if introduction.sure:
        return True
    thing = things.at(token.start)
    if thing is not None and not (name.is_sure and thing.end - thing.start <= token.end - token.start + 2):
        return False
    previous, following = word_before(tokens, start), word_after(tokens, index + 1)
    if previous in lexicon.words("saying"):
        return True
    if previous.lower() in FUSED_ARTICLES:
        return False
    is_place = thing is not None and thing.label == "LOC" and (is_settlement(token.word) or not name.is_sure)
    is_word = (
        lexicon.is_noun(token.word)
        or token.word.casefold() in lexicon.words("not_names")
        or token.word in lexicon.words("calendar")
        or lexicon.is_office(token.word)
    )
    if false_positives.names_a_place_or_firm(tokens, start) and (
        is_place or is_settlement(token.word) or previous not in lexicon.words("place_prepositions")
    ):
        return False
    if is_place and previous in lexicon.words("open_prepositions") | lexicon.words("place_prepositions"):
        return False
    if is_word and false_positives.is_a_common_noun(tokens, start):
        return False
    if previous in BEFORE_PREDICATES and lexicon.is_office(token.word):
        return False
    if is_word and (previous == "als" or _behind_noun(tokens, start)):
        return False
    if false_positives.in_quotes(tokens, start, index + 1):
        return False
    is_said_of = previous in ("ist", "war", "wird", "wurde") and name.is_sure and lexicon.is_office(following)
    if is_word and following[:1].isupper() and lexicon.is_noun(following) and not (genitive or is_said_of):
        return False
    if name.is_given:
        if previous.lower() in lexicon.words("determiners"):
            return False
        return not _is_of_another(tokens, index, following)
    return not (_is_name_before(tokens, start))


def _behind_noun(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a capitalised word stands right before that neither opens the sentence nor ends a name."""
    if start < 2 or not joined(tokens, start):
        return False
    previous = tokens[start - 1]
    opens = tokens[start - 2].word in '.!?:„“"»' or previous.gap not in (" ",)
    return previous.kind == "word" and is_capitalised(previous.word) and not opens


def _is_of_another(tokens: Sequence[Token], index: int, following: str) -> bool:
    """Tell whether a given name goes on with a surname, and so belongs to someone else."""
    if (
        index + 1 < len(tokens)
        and joined(tokens, index + 1)
        and (is_name_word(following) or is_particle(following))
    ):
        return following not in lexicon.words("parties") and not lexicon.is_noun(following)
    return _is_name_before(tokens, index)


def _is_name_before(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a given name or an initial stands right before: another person's, found with it or not."""
    if index == 0 or not joined(tokens, index):
        return False
    previous = tokens[index - 1]
    return previous.kind == "initial" or (previous.kind == "word" and lexicon.is_sure_given(previous.word))
