"""The persons of the names model, cut to the name and completed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kiextract.pipeline.layers import Name
from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.candidate import FROM_A_PLACE, Candidate
from kiextract.pipeline.persons.context import opens_sentence
from kiextract.pipeline.persons.reading import (
    MOST_WORDS,
    begins_surname,
    given_end,
    is_name_word,
    is_particle,
    joined,
    name_end,
)
from kiextract.pipeline.persons.tokens import Token, is_capitalised


def from_model(tokens: Sequence[Token], names: Iterable[Name]) -> Iterator[Candidate]:
    """Give the persons of the names model, cut to the name and completed."""
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    for name in names:
        if name.label == "PER":
            first, last = bisect_right(ends, name.start), bisect_left(starts, name.end)
            for start, end in _pieces(tokens, first, last):
                yield from _repaired(tokens, start, end)


def agreed(names: Sequence[Name]) -> list[Name]:
    """Leave out persons of one word that the model takes for something else more often in the same text."""
    votes: Counter[str] = Counter()
    for name in names:
        votes[name.text] += 1 if name.label == "PER" else -1
    return [name for name in names if " " in name.text or votes[name.text] >= 0]


def _pieces(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a model name where no name goes on: at punctuation, line ends, lower-case words, titles."""
    start = first
    for index in range(first, last + 1):
        if index < last and index > start and tokens[index].gap not in ("", " "):
            yield start, index
            start = index
        if index == last or not _belongs(tokens, index, start):
            if start < index:
                yield start, index
            start = index + 1


def _belongs(tokens: Sequence[Token], index: int, start: int) -> bool:
    token = tokens[index]
    if token.kind == "initial" or (token.kind in ("nickname", "regnal") and index > start):
        return True
    if token.kind != "word":
        return False
    if token.word in lexicon.addresses():
        return index > start and token.word in lexicon.words("noun_surnames")
    if is_particle(token.word):
        return index > start or begins_surname(token.word)
    return is_name_word(token.word)


def _repaired(tokens: Sequence[Token], start: int, end: int) -> Iterator[Candidate]:
    while start < end and _is_no_beginning(tokens, start, end):
        start += 1
    while start < end and _is_no_end(tokens, start, end):
        end -= 1
    if start == end:
        return
    full = name_end(tokens, start, sure=True)
    if start < full < end and tokens[full].word in FROM_A_PLACE:
        end = full  # "Anna Kern zum Sieg"
    two = _two_names(tokens, start, end)
    if two is not None:
        yield from _repaired(tokens, start, two)
        yield from _repaired(tokens, two, end)
        return
    start, end = widened(tokens, start, end)
    yield Candidate(start, end, "model")


def _is_no_beginning(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the first word is none of the name: an office, a greeting, a caption word, a noun."""
    word = tokens[start].word
    if tokens[start].kind == "initial":
        return end - start == 1
    if begins_surname(word):
        return end - start == 1 or (word in ("Zu", "Von") and opens_sentence(tokens, start))
    if end - start == 1:
        return False
    if any(word in lexicon.words(kind) for kind in ("closings", "credits", "determiners")):
        return True
    if word.lower() in lexicon.words("function_words"):
        return True
    if word in lexicon.words("royal_titles") and lexicon.is_given(tokens[start + 1].word):
        return True
    if lexicon.is_given(word):
        return False
    if lexicon.is_sure_given(tokens[start + 1].word) and is_name_word(word):
        third = tokens[start + 2] if end - start > 2 else None
        named = third is not None and third.kind == "word" and not begins_surname(third.word)
        if named and _may_be_office(word):
            return True  # "Gouverneurin Maya Whitcomb"
        if word in lexicon.words("noun_surnames"):
            return False  # "Moser Alois"
    return lexicon.is_office(word) or (lexicon.is_noun(word) and lexicon.is_given(tokens[start + 1].word))


def _may_be_office(word: str) -> bool:
    """Tell whether an unknown word before a full name may say what someone is: "Seiler", "Gouverneurin"."""
    if lexicon.is_given(word) or len(word) < 6:
        return False
    return word.endswith(("in", "er")) or lexicon.is_office(word) or lexicon.is_compound(word)


def _is_no_end(tokens: Sequence[Token], start: int, end: int) -> bool:
    word, previous = tokens[end - 1].word, tokens[end - 2].word
    behind_given = end - start > 1 and lexicon.is_given(previous)
    if tokens[end - 1].kind == "nickname":
        return True
    if tokens[end - 1].kind == "initial":
        return not behind_given  # "Lina E."
    if word in lexicon.words("parties") or (is_particle(word) and not lexicon.is_given(word)):
        return not (behind_given and word[0].isupper())  # "Nhung Le"
    if word in lexicon.words("noun_surnames"):
        return False
    if (
        end - start > 1
        and previous.endswith("s")
        and not lexicon.is_given(previous)
        and lexicon.is_office(word)
    ):
        return True  # "Chubas Drummer"
    if end - start < 3:
        return False
    return lexicon.is_noun(word) and not lexicon.is_given(previous) and not is_particle(previous)


def _two_names(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Give the index at which a second full name begins inside a run of four words or more."""
    first = name_end(tokens, start, sure=True)
    words = [token.word for token in tokens[start:end]]
    if len(words) == 4 and [lexicon.is_given(word) for word in words[1:]] == [False, True, False]:
        return start + 2 if all(map(is_capitalised, words)) else None
    if (
        start < first < end - 1
        and name_end(tokens, first, sure=True) == end
        and given_end(tokens, first) > first
    ):
        return first
    return None


def widened(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Take in what the model left out: given names and initials before, particles and the surname behind."""
    leftmost = max(0, start - MOST_WORDS)
    while start > leftmost and joined(tokens, start):
        previous = tokens[start - 1]
        if previous.kind == "initial" or (
            previous.kind == "word" and is_name_word(previous.word) and lexicon.is_sure_given(previous.word)
        ):
            start -= 1
            continue
        particles = _particles_before(tokens, start)
        if particles == start:
            break
        start = particles
    if given_end(tokens, start) >= end or begins_surname(tokens[end - 1].word):
        full = name_end(tokens, start, sure=False)
        end = max(end, full)
    return start, end


def _particles_before(tokens: Sequence[Token], start: int) -> int:
    """Give the index of the first of the particles before a surname, if a given name stands before."""
    index = start
    while (
        index > max(0, start - MOST_WORDS) and joined(tokens, index) and is_particle(tokens[index - 1].word)
    ):
        index -= 1
    if index == start or not begins_surname(tokens[index].word) or index == 0 or not joined(tokens, index):
        return start
    previous = tokens[index - 1]
    known = previous.kind == "initial" or (previous.kind == "word" and lexicon.is_sure_given(previous.word))
    return index if known else start
