"""What stands around a name: titles, forms of address, offices, verbs of saying, prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.persons.lexicon import Gender
from kiextract.pipeline.persons.tokens import Token


@dataclass(slots=True)
class Before:
    """What introduces a name, read from right to left: "Landrätin Frau Dr." and the like.

    ``start`` is the index of the first token of the introduction, the name's own where there is none. It is
    asked of every capitalised word: with slots and not frozen, it is made fastest.
    """

    start: int
    titles: tuple[str, ...] = ()
    address: str | None = None
    office: str | None = None

    @property
    def gender(self) -> Gender | None:
        """The gender that the form of address or the office tells."""
        if self.address is not None:
            return lexicon.addresses()[self.address]
        return lexicon.office_gender(self.office) if self.office else None

    @property
    def sure(self) -> bool:
        """Whether a title, a form of address or an office says that a person's name follows."""
        return bool(self.titles or self.address or self.office)


def before(tokens: Sequence[Token], start: int) -> Before:
    """Read what introduces the name at ``start``; nothing before a line end does, but for "Dipl.-Ing."."""
    index, titles, address, office = start, [], None, None
    while index > 0 and tokens[index - 1].kind == "title" and tokens[index].gap in ("", " ", "\n"):
        index -= 1
        titles.append(tokens[index].word)
    if index > 0 and tokens[index].gap == " " and tokens[index - 1].word in lexicon.addresses():
        index -= 1
        address = tokens[index].word
    if index > 0 and tokens[index].gap == " " and _is_office(tokens, index - 1):
        index -= 1
        office = tokens[index].word
    return Before(index, tuple(reversed(titles)), address, office)


def _is_office(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind == "office":
        return True
    return token.kind == "word" and (
        (token.word[0].isupper() and lexicon.is_office(token.word)) or token.word in ("OB", "MP")
    )


def word_before(tokens: Sequence[Token], index: int) -> str:
    """Give the word right before a token within its line, "" if there is none."""
    if index == 0 or tokens[index].gap not in ("", " "):
        return ""
    return tokens[index - 1].word


def opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word begins a sentence, a line or a quotation."""
    return index == 0 or "\n" in tokens[index].gap or tokens[index - 1].word in '.!?:„“"»'


def word_after(tokens: Sequence[Token], end: int) -> str:
    """Give the word right behind the token before ``end``, "" if there is none."""
    if end >= len(tokens) or tokens[end].gap not in ("", " "):
        return ""
    return tokens[end].word
