"""What an amount is for, where the text says it plainly beside the amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiextract.pipeline.amounts.neighbours import Word
from kiextract.pipeline.amounts.number_words import number_word
from kiextract.pipeline.amounts.qualifiers import paper, without_qualifier
from kiextract.pipeline.amounts.tables import words as words_of

LINKS = frozenset(("für", "zur", "zum"))
GENITIVES = frozenset(("des", "der", "eines", "einer", "von", "im", "in", "am", "an"))
JOINTS = frozenset(("und", "oder", "sowie", "&"))
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
MOST_WORDS = 10


def purpose(before: Sequence[Word], behind: Sequence[Word]) -> tuple[int, int] | None:
    """Give the half-open offsets of what an amount is for, or None.

    That is the noun phrase behind "für", "zur", "zum" or, with a capital letter, directly behind the
    amount (240 Euro Sachschaden); else the noun that "von", "über" or "in Höhe von" ties the amount to
    (Kosten von 5 Millionen Euro). Determiners stay outside.
    """
    is_price = bool(before) and before[-1].folded == "für"  # für 500 Euro Bänke kaufen
    return _behind(behind[1:] if is_price and behind and behind[0].is_capitalised else behind) or _in_front(
        before
    )


def _behind(behind: Sequence[Word]) -> tuple[int, int] | None:
    if not behind:
        return None
    first = behind[0]
    if first.is_capitalised and first.folded not in words_of("no_purposes.txt"):
        return first.start, first.end
    if first.folded in LINKS:
        phrase = _noun_phrase(behind[1:])
        if phrase and phrase[0].folded not in words_of("no_purposes.txt"):
            return phrase[0].start, phrase[-1].end
    return None


def _noun_phrase(words: Sequence[Word]) -> list[Word]:
    """Give the words of the noun phrase at the beginning, with one genitive or place and joined nouns."""
    phrase = list(_core(words, skip_determiner=True))
    if not phrase:
        return []
    length = words.index(phrase[-1]) + 1
    for openers in (JOINTS, GENITIVES, JOINTS):
        if length >= len(words) or words[length].folded not in openers:
            continue
        more = list(_core(words[length + 1 :], skip_determiner=False))
        if more and length + 1 + len(more) <= MOST_WORDS:
            phrase += [words[length], *more]
            length += 1 + len(more)
    return phrase


def _core(words: Sequence[Word], *, skip_determiner: bool) -> Iterator[Word]:
    """Give determiner, numbers, adjectives and nouns up to the last noun; nothing where there is no noun."""
    run: list[Word] = []
    index = 0
    if words and words[0].folded in words_of("determiners.txt"):
        run += [] if skip_determiner else [words[0]]
        index = 1
    last_noun = 0
    while index < len(words) and len(run) < MOST_WORDS:
        word = words[index]
        is_hyphen = word.text == "-" and bool(run)
        is_adjective = word.text.islower() and word.folded.endswith(ADJECTIVE_ENDINGS)
        if word.is_capitalised or (is_hyphen and word.start == run[-1].end):
            pass
        elif last_noun or not (is_adjective or word.text.isdigit() or number_word(word.text) is not None):
            break
        run.append(word)
        if word.is_capitalised:
            last_noun = len(run)
        index += 1
    yield from run[:last_noun]


def _in_front(before: Sequence[Word]) -> tuple[int, int] | None:
    row = list(without_qualifier(before))
    if row and row[-1].folded == "von":
        row.pop()
        if [word.folded for word in row[-2:]] == ["in", "höhe"]:
            del row[-2:]
        if len(row) > 2 and row[-2].folded == "von" and row[-3].is_capitalised:
            del row[-2:]  # Vergütungen von Behörden in Höhe von
        noun = row[-1] if row else None
    else:
        skipped = [word.folded for word in before[len(row) :]]
        noun = paper(row) if "über" in skipped else None
    if noun and noun.is_capitalised and noun.folded not in words_of("no_purposes.txt"):
        return noun.start, noun.end
    return None
