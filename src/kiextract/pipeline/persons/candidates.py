"""Where a person may be named: the model's names, repaired, and what rules find in the text.

A candidate is a range of tokens that holds a name and nothing else. Each rule is a function of its own;
those of :data:`SURE_RULES` may override what the names model says (a place, an organisation).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiextract.intervals import Intervals
from kiextract.pipeline.layers import Name
from kiextract.pipeline.persons import false_positives, lexicon
from kiextract.pipeline.persons.context import before, word_after, word_before
from kiextract.pipeline.persons.false_positives import is_settlement
from kiextract.pipeline.persons.reading import (
    MOST_WORDS,
    Trust,
    begins_surname,
    can_be_surname,
    given_end,
    is_name_word,
    is_particle,
    joined,
    name_end,
    surname_end,
)
from kiextract.pipeline.persons.tokens import Token, is_capitalised
from kiextract.pipeline.places.gazetteer import territories

AND = frozenset(("und", "u.", "sowie", "&"))


@dataclass(frozen=True)
class Candidate:
    """Tokens ``start`` to ``end`` (half-open indices) as a name; ``rule`` says who found it."""

    start: int
    end: int
    rule: str
    surname_first: bool = False


# -- the model's names -------------------------------------------------------------------------------


def from_model(tokens: Sequence[Token], names: Iterable[Name]) -> Iterator[Candidate]:
    """Give the persons of the names model, cut to the name and completed."""
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    for name in names:
        if name.label == "PER":
            first, last = bisect_right(ends, name.start), bisect_left(starts, name.end)
            for start, end in _pieces(tokens, first, last):
                yield from _repaired(tokens, start, end)


def _agreed(names: Sequence[Name]) -> list[Name]:
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
    if token.kind == "initial":
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
    start, end = _widened(tokens, start, end)
    yield Candidate(start, end, "model")


def _is_no_beginning(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the first word is none of the name: an office, a greeting, a caption word, a noun."""
    word = tokens[start].word
    if tokens[start].kind == "initial":
        return end - start == 1
    if begins_surname(word):
        return end - start == 1
    if end - start == 1:
        return False
    if any(word in lexicon.words(kind) for kind in ("closings", "credits", "determiners")):
        return True
    if word.lower() in lexicon.words("function_words"):
        return True
    if lexicon.is_given(word):
        return False
    if word in lexicon.words("noun_surnames") and lexicon.is_sure_given(tokens[start + 1].word):
        return end - start > 2  # "Pfeffer Sepp"
    return lexicon.is_office(word) or (lexicon.is_noun(word) and lexicon.is_given(tokens[start + 1].word))


def _is_no_end(tokens: Sequence[Token], start: int, end: int) -> bool:
    word, previous = tokens[end - 1].word, tokens[end - 2].word
    behind_given = end - start > 1 and lexicon.is_given(previous)
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
    if (
        start < first < end - 1
        and name_end(tokens, first, sure=True) == end
        and given_end(tokens, first) > first
    ):
        return first
    return None


def _widened(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
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


# -- rules -------------------------------------------------------------------------------------------


def full_names(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Given name and surname: "Anne Wehkamp", "Jan-Hendrik de Boer"."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = index
        if token.kind == "word" and is_name_word(token.word) and lexicon.is_given(token.word):
            sure = lexicon.is_sure_given(token.word)
            end = name_end(tokens, index)
            if token.word.isupper() and end - index > 1 and not tokens[end - 1].word.isupper():
                end = index
            if any(token.word in ("zum", "zur") for token in tokens[index:end]):
                end = index
            if end > index and not sure and end - index < 3 and not before(tokens, index).sure:
                end = index if not _plausible_pair(tokens, index) else end
        if end > index:
            yield Candidate(index, end, "given name")
            index = end
        else:
            index += 1


def _plausible_pair(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a given name that is a word, too ("Wolf", "August"), is one before this surname."""
    surname = tokens[index + 1].word
    previous = word_before(tokens, index)
    return not (
        lexicon.is_noun(surname)
        or surname in lexicon.words("calendar")
        or previous in lexicon.words("determiners")
    )


def introduced(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """A title, a form of address or an office before a name: "Dr. Rapp", "Frau Graf", "Landrat Vogt"."""
    for index in range(1, len(tokens)):
        if tokens[index].kind not in ("word", "initial"):
            continue
        introduction = before(tokens, index)
        if not introduction.sure or (tokens[index].gap == "\n" and not introduction.titles):
            continue
        word = tokens[index].word
        if not (begins_surname(word) or is_name_word(word) or tokens[index].kind == "initial"):
            continue
        end = name_end(tokens, index, sure=True)
        if end == index:
            end = _capitalised_pair(tokens, index) if not lexicon.is_office(word) else index
        if end == index:
            strict = not (introduction.titles or introduction.address)
            if _stands_alone(tokens, index, office_only=strict):
                end = surname_end(tokens, index, Trust.NONE if strict else Trust.SURE)
        if end > index:
            yield Candidate(
                index,
                end,
                "title" if introduction.titles else "address" if introduction.address else "office",
            )


def _capitalised_pair(tokens: Sequence[Token], start: int) -> int:
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


def _stands_alone(tokens: Sequence[Token], index: int, *, office_only: bool) -> bool:
    """Tell whether the word behind an introduction can be a surname by itself."""
    word = tokens[index].word
    if (
        tokens[index].kind != "word"
        or len(word) < 3
        or word in lexicon.words("parties")
        or word in lexicon.words("credits")
    ):
        return False
    if lexicon.is_office(word) and word not in lexicon.words("noun_surnames"):
        return False
    office = tokens[index - 1].word
    if office_only and office.endswith("en") and not _is_oblique(tokens, index - 1):
        return False
    if office_only and lexicon.names_a_firm(office):
        return False
    if office_only and (word in ("Anfang", "Mitte", "Ende") or word in FROM_A_PLACE):
        return False
    if (
        office_only
        and lexicon.is_body(office)
        and word_before(tokens, index - 1).lower() in lexicon.words("determiners")
    ):
        return False
    return begins_surname(word) or (is_name_word(word) and not lexicon.is_adjective(word))


def _is_oblique(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an office in -en is a singular (den Präsidenten Trump) and no plural (Polizisten)."""
    previous = word_before(tokens, index)
    return previous.lower() in lexicon.words("determiners") or previous.endswith("en")


FROM_A_PLACE = frozenset(("von", "vom", "zu", "zum", "zur"))
"""Particles behind an office that more often begin its place than a surname: Landrätin von Ulm."""


def with_party(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Two capitalised words before a party in brackets: "Belit Onay (Grüne)"."""
    for index in range(2, len(tokens) - 1):
        if (
            tokens[index].word == "("
            and tokens[index].gap == " "
            and tokens[index + 1].word in lexicon.words("parties")
        ):
            start = _pair_before(tokens, index)
            if start < index:
                yield Candidate(start, index, "party")


def _pair_before(tokens: Sequence[Token], end: int) -> int:
    """Give the start of two capitalised words, none a noun, that end at ``end``; else ``end``."""
    start = end - 2
    if start < 0 or any(
        token.kind != "word" or not is_capitalised(token.word) or lexicon.is_office(token.word)
        for token in tokens[start:end]
    ):
        return end
    if not joined(tokens, start + 1) or lexicon.is_noun(tokens[start].word):
        return end
    return start if can_be_surname(tokens[start + 1].word, Trust.NONE) else end


def after_saying(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Two capitalised words right behind a verb of saying: "so Rixa Kleinschmit"."""
    for index in range(1, len(tokens) - 1):
        if tokens[index - 1].word in lexicon.words("saying") and tokens[index].gap == " ":
            end = _capitalised_pair(tokens, index)
            if end > index and not tokens[index].word.endswith("er"):
                yield Candidate(index, end, "saying")


def credits(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Photographers: "Foto: Walter Schernstein", "(Bild U. Preuss)", "Foto: Stadt Ulm / Th. Herbst"."""
    for index, token in enumerate(tokens):
        if token.word in lexicon.words("credits") or token.word == "©" or token.word.endswith("foto"):
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
            end = _capitalised_pair(tokens, index)
        if end > index:
            yield Candidate(index, end, "credit")
            index = end
        elif tokens[index].word in (".", ")") and tokens[index].gap == "":
            return
        else:
            index += 1


def listed(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Contact lists: "Müller, Anna" on a line of its own or before a telephone number."""
    for index in range(len(tokens) - 2):
        surname, comma, given = tokens[index : index + 3]
        if comma.word != "," or comma.gap or surname.kind != "word" or given.gap != " ":
            continue
        line_start = (
            index == 0 or "\n" in surname.gap or tokens[index - 1].word in ("-", "–", "•", "*", "·", ":")
        )
        if not line_start or not is_capitalised(surname.word) or lexicon.is_noun(surname.word):
            continue
        if lexicon.is_given(surname.word) or lexicon.is_office(surname.word):
            continue
        if len(surname.word) < 3 or surname.word.lower() in lexicon.words("function_words"):
            continue
        end = given_end(tokens, index + 2)
        if end > index + 2 and _ends_entry(tokens, end):
            yield Candidate(index, end, "list", surname_first=True)


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
    """The name behind a closing: "gez. H. Kassebohm", "Ihre↵Femke Terhorst"."""
    for index in range(1, len(tokens)):
        last = tokens[index - 1]
        if last.word == "." and index > 1 and tokens[index - 2].word == "gez":
            last = tokens[index - 2]
        if last.word == "," and index > 1:
            last = tokens[index - 2]
        if last.word not in lexicon.words("closings") or (
            last.word != "gez" and "\n" not in tokens[index].gap
        ):
            continue
        start = index + (tokens[index].kind == "title")
        if start >= len(tokens):
            continue
        end = name_end(tokens, start, sure=True)
        if end == start and tokens[start].kind == "word":
            end = _capitalised_pair(tokens, start)
        if end > start and (
            end >= len(tokens) or tokens[end].gap not in ("", " ") or tokens[end].word in ",("
        ):
            yield Candidate(start, end, "signature")


def surname_first(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Bavarian order behind an article: "dem Kuchler Franz"."""
    for index in range(1, len(tokens) - 1):
        if (
            tokens[index - 1].word not in ("der", "den", "dem", "die", "vom", "beim")
            or tokens[index].gap != " "
        ):
            continue
        first, second = tokens[index], tokens[index + 1]
        if (
            first.kind != "word"
            or second.kind != "word"
            or second.gap != " "
            or not is_capitalised(first.word)
        ):
            continue
        if lexicon.is_given(first.word) or not can_be_surname(first.word, Trust.NONE):
            continue
        if lexicon.is_office(first.word) and first.word not in lexicon.words("noun_surnames"):
            continue
        if first.word.endswith(("e", "en", "er-", "em")) or first.word.lower() in lexicon.words(
            "function_words"
        ):
            continue
        if first.word in lexicon.words("nobility") or is_settlement(second.word):
            continue
        following = word_after(tokens, index + 2)
        if lexicon.is_sure_given(second.word) and not following[:1].isupper():
            yield Candidate(index, index + 2, "surname first", surname_first=True)


def coordinated(tokens: Sequence[Token], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Given names that share a surname that follows: "Anna und Peter Müller", "Jule, Ben und Finn Terwey"."""
    for candidate in found:
        index = candidate.start
        if not lexicon.is_given(tokens[index].word) or candidate.surname_first:
            continue
        link, first = index - 1, True
        while link > 0 and (tokens[link].word in AND if first else tokens[link].word == ","):
            given = tokens[link - 1]
            if given.kind != "word" or not is_capitalised(given.word) or not lexicon.is_given(given.word):
                break
            if _has_own_surname(tokens, link - 1):
                break
            yield Candidate(link - 1, link, "coordination")
            link, first = link - 2, False


def _has_own_surname(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a given name is the surname of another one: "Jens Peter und Anna Vogt"."""
    if index == 0 or not joined(tokens, index) or before(tokens, index).sure:
        return False
    previous = tokens[index - 1]
    return (
        previous.kind == "word"
        and is_capitalised(previous.word)
        and (lexicon.is_given(previous.word) or not lexicon.is_noun(previous.word))
    )


def neighbours(tokens: Sequence[Token], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names of a list that no list of given names holds: "Anna Vogt, Xhemail Sadri und …"."""
    for candidate in found:
        if candidate.end - candidate.start < 2:
            continue
        index = candidate.end
        while index + 2 < len(tokens) and tokens[index].word in {",", ";", *AND}:
            start = index + 1
            end = _capitalised_pair(tokens, start)
            if end == start or lexicon.is_given(tokens[start].word) or not _clean_pair(tokens, start, end):
                break
            yield Candidate(start, end, "neighbour")
            index = end


def _clean_pair(tokens: Sequence[Token], start: int, end: int) -> bool:
    following = word_after(tokens, end)
    return (
        not lexicon.is_office(tokens[start].word)
        and not tokens[start].word.endswith(("er", "sche", "ische"))
        and (
            following in {",", ";", ".", "(", ")", *AND}
            or end >= len(tokens)
            or tokens[end].gap not in ("", " ")
        )
        and not lexicon.is_noun(tokens[end - 1].word)
    )


class Things:
    """The model's places, organisations and other names that are no persons."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted((n for n in names if n.label != "PER"), key=lambda name: (name.start, -name.end))
        self._starts = [name.start for name in self._names]

    def at(self, position: int) -> Name | None:
        """Give the one that holds a position."""
        index = bisect_right(self._starts, position) - 1
        return self._names[index] if index >= 0 and self._names[index].end > position else None


PAIR_RULES = frozenset(("party", "saying", "neighbour", "credit", "signature"))
"""Rules that take two capitalised words for a name."""

SURE_RULES = frozenset(("title", "address", "office", "credit", "list", "signature"))


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
)


def find_candidates(tokens: Sequence[Token], names: Sequence[Name], claimed: Intervals) -> list[Candidate]:
    """Give the candidates of a text in text order, none overlapping another.

    ``claimed`` are the extents of dates and amounts, which are never part of a name.
    """
    things = Things(names)
    firms = _firms(tokens)
    found = [
        candidate
        for candidate in from_model(tokens, _agreed(names))
        if not _is_vetoed(tokens, candidate, claimed, None)
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
            if not _is_vetoed(tokens, candidate, claimed, things)
            and modelled.get(candidate.end - 1, candidate.start) <= candidate.start
            and not (candidate.rule == "office" and tokens[candidate.end - 1].word in firms)
        ]
    found = without_overlaps(found)
    for further in (coordinated, neighbours):
        found += [
            candidate
            for candidate in further(tokens, found)
            if not _is_vetoed(tokens, candidate, claimed, things)
        ]
        found = without_overlaps(found)
    return found


def _firms(tokens: Sequence[Token]) -> frozenset[str]:
    """Give the words behind which the legal form of a firm stands somewhere in the text."""
    return frozenset(
        one.word
        for one, other in pairwise(tokens)
        if other.word in LEGAL_FORMS and other.gap == " " and one.kind == "word"
    )


LEGAL_FORMS = frozenset(("AG", "GmbH", "gGmbH", "KG", "OHG", "SE", "GbR", "eG", "UG", "mbH"))


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


def _is_vetoed(
    tokens: Sequence[Token], candidate: Candidate, claimed: Intervals, things: Things | None
) -> bool:
    """Tell whether a candidate is no name; ``things`` is None for those of the names model itself."""
    start, end = candidate.start, candidate.end
    if claimed.touch(tokens[start].start, tokens[end - 1].end):
        return True
    if false_positives.inside_longer_name(tokens, start, end):
        return True
    if things is not None:
        return _contradicts_model(tokens, candidate, things)
    if end - start == 1:
        return not before(tokens, start).sure and _is_word_or_place(tokens, start)
    words = [token.word for token in tokens[start:end]]
    abbreviated = any(token.kind == "initial" for token in tokens[start:end])
    if abbreviated and len(words) > 2 and all(word.isupper() for word in words):
        return True  # "BAD NEUSTADT A. D. SAALE"
    return all(lexicon.is_noun(word) and not lexicon.is_given(word) for word in words)


def _is_word_or_place(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a single word that the model takes for a person is a noun, an adjective or a town."""
    word = tokens[index].word
    if is_settlement(word) or word.lower() in lexicon.words("function_words"):
        return True
    if word_before(tokens, index) in lexicon.words("saying"):
        return False
    if false_positives.names_a_place_or_firm(tokens, index):
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
    if candidate.rule == "office" and end - start == 1:
        return _is_place_of_an_office(introduction.office or "", tokens[start], things)
    if introduction.sure:
        return False
    thing = things.at(tokens[start].start)
    if thing is None or thing.end < tokens[end - 1].end:
        return False
    if candidate.rule in PAIR_RULES and end - start > 1 and not lexicon.is_given(tokens[start].word):
        return True
    return (
        candidate.rule not in SURE_RULES
        and thing.end - thing.start > tokens[end - 1].end - tokens[start].start
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
