"""What the rules of this room look at: the tokens of a text and the names that lie on them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kiextract.pipeline.layers import OwnWord
from kiextract.pipeline.roles.lexicon import Entry, look_up, own_entry
from kiextract.pipeline.roles.tokens import Token, tokenise

NameKind = Literal["person", "place", "organisation", "role"]


@dataclass(frozen=True)
class Extent:
    """A name in the text, by code point offsets; ``key`` is the id of a person, else the name.

    ``base`` is the name without a genitive ending.
    """

    start: int
    end: int
    key: str
    base: str = ""


@dataclass(frozen=True)
class Name:
    """A name on the tokens ``first`` to ``last``, both included."""

    kind: NameKind
    first: int
    last: int
    key: str
    text: str
    base: str

    @property
    def in_genitive(self) -> bool:
        """Tell whether this mention has a genitive ending: Musters, Hans'."""
        return self.text[-1] in "'’‘" or (self.text.endswith("s") and not self.base.endswith("s"))


class Scene:
    """The tokens of a text with the persons, places and organisations on them.

    ``learned``: spans that the names model takes for roles; ``own``: offices of the user's lexicon. There
    may be none.
    """

    def __init__(
        self,
        text: str,
        persons: Iterable[Extent] = (),
        places: Iterable[Extent] = (),
        organisations: Iterable[Extent] = (),
        learned: Iterable[Extent] = (),
        own: Iterable[OwnWord] = (),
    ) -> None:
        self.text = text
        self.tokens: list[Token] = tokenise(text)
        self._starts = [token.start for token in self.tokens]
        self._sentences: dict[int, int] = {}
        for index, token in enumerate(self.tokens):
            self._sentences.setdefault(token.sentence, index)
        self.persons = self._names("person", persons)
        self._person_on = _cover(self.persons)
        self._learned = _cover(self._names("role", learned))
        self._body_on = _cover([*self._names("place", places), *self._names("organisation", organisations)])
        self._own = {last: word for word in own for _, last in self._tokens_of(word.start, word.end)}

    def _names(self, kind: NameKind, extents: Iterable[Extent]) -> list[Name]:
        names = []
        for extent in sorted(extents, key=lambda extent: (extent.start, extent.end)):
            for first, last in self._tokens_of(extent.start, extent.end):
                text = self.text[extent.start : extent.end]
                names.append(Name(kind, first, last, extent.key, text, extent.base))
        return names

    def _tokens_of(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the first and the last token on a span, if there are any."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end) - 1
        if first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        if first <= last:
            yield first, last

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, index: int) -> str:
        """Give the text of a token; the empty string beyond the ends of the text."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def person(self, index: int) -> Name | None:
        """Give the person whose name covers a token."""
        return self._person_on.get(index)

    def body(self, index: int) -> Name | None:
        """Give the place or organisation (the longest) whose name covers a token."""
        return self._body_on.get(index)

    def office(self, index: int) -> Entry | None:
        """Give the office that a token names: by the user's lexicon, else by ours."""
        word = self._own.get(index)
        if word is None:
            return look_up(self.word(index))
        return None if word.ignored else own_entry(word.name, word.text, word.readings)

    def own_first(self, index: int) -> int:
        """Give the first token of the office that ends with a token: another one only for own words."""
        word = self._own.get(index)
        return index if word is None else next(self._tokens_of(word.start, word.end))[0]

    def is_no_office(self, index: int) -> bool:
        """Tell whether the user's lexicon says that a token is none."""
        return index in self._own and self._own[index].ignored

    def learned(self, index: int) -> bool:
        """Tell whether the names model takes a token for a part of a role."""
        return index in self._learned

    def same_line(self, index: int) -> bool:
        """Tell whether a token exists and stands on the line of the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index].lines == 0

    def sentence_start(self, index: int) -> int:
        """Give the first token of the sentence of a token."""
        return self._sentences[self.tokens[index].sentence]

    def same_sentence(self, left: int, right: int) -> bool:
        """Tell whether two tokens exist and belong to one sentence."""
        inside = 0 <= left < len(self.tokens) and 0 <= right < len(self.tokens)
        return inside and self.tokens[left].sentence == self.tokens[right].sentence


def _cover(names: Iterable[Name]) -> dict[int, Name]:
    cover: dict[int, Name] = {}
    for name in sorted(names, key=lambda name: name.first - name.last):
        for index in range(name.first, name.last + 1):
            cover.setdefault(index, name)
    return cover
