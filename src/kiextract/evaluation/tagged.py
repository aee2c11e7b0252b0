"""Documents tagged inline, plain text with ``<per>``, ``<role>``, ``<loc>``, ``<org>``, ``<eur>`` …

The first line is ``#dct YYYY-MM-DD`` (or ``YYYY-MM``, ``YYYY``, ``?``), the day of publication; it is no part
of the text. What the tags mean and which attributes they need is written in docs/evaluation.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import get_args

from kiextract.errors import GoldError
from kiextract.given_date import is_iso_date
from kiextract.record import PlaceKind

HEADER = re.compile(r"#dct (\?|\d{4}(?:-\d\d(?:-\d\d)?)?)[ \r]*")
KINDS = "per|role|loc|org|eur|date"
TAG = re.compile(rf'<(?P<closing>/?)(?P<kind>{KINDS})(?P<attributes>(?:\s+[a-z]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
DAMAGED_TAG = re.compile(rf"</?(?:{KINDS})\b")

NEEDED: Mapping[str, frozenset[str]] = {
    "per": frozenset({"id"}),
    "role": frozenset({"of"}),
    "loc": frozenset({"kind", "name"}),
    "org": frozenset(),
    "eur": frozenset({"v"}),
    "date": frozenset({"v"}),
}
"""The attributes without which a tag says too little."""

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
VALUES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "eur": (re.compile(rf"{NUMBER}(?:\.\.{NUMBER})?"), "a number such as 1250.5, or a range such as 10..20"),
    "date": (
        re.compile(
            r"\?|(?:PAST|PRESENT|FUTURE)_REF|P[0-9A-Z.]+"
            r"|(?:BC)?[0-9X]{2,4}(?:-[0-9A-Z]{2,3}){0,2}(?:T[0-9A-Z:]+)?(?:/[0-9X]{4})?|T[0-9A-Z:]+"
        ),
        "as in ISO 8601 and TIMEX3, such as 2018-03-16, or ?",
    ),
}
"""What the attribute ``v`` may be: a misspelt value would count as a mistake of the extraction."""

SUFFIX = ".gold.txt"


@dataclass(frozen=True)
class Tag:
    """One tagged span; half-open code point offsets into the text without tags.

    ``parent`` is the kind of the tag that directly encloses this one.
    """

    kind: str
    start: int
    end: int
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None

    @property
    def optional(self) -> bool:
        """Whether finding and missing it are both right.

        That is so where the tag says it, for references without a value (PRESENT_REF), and for the place
        in the name of an organisation.
        """
        return (
            self.attributes.get("opt") == "1"
            or self.attributes.get("v", "").endswith("_REF")
            or (self.kind == "loc" and self.parent == "org")
        )


@dataclass(frozen=True)
class TaggedDocument:
    """The text without its tags, the tags in text order, and the day of publication (ISO 8601)."""

    name: str
    document_date: str | None
    text: str
    tags: tuple[Tag, ...]

    def of_kind(self, kind: str) -> list[Tag]:
        """Give the tags of one kind in text order."""
        return [tag for tag in self.tags if tag.kind == kind]

    def line_of(self, offset: int) -> int:
        """Give the line of the file on which an offset into the text stands; the first line is 1."""
        return bisect_right(self._line_starts, offset) + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


@dataclass
class _Open:
    kind: str
    start: int
    attributes: dict[str, str]


def tagged_files(folder: Path) -> list[Path]:
    """Give the tagged documents of a folder by name: its ``*.gold.txt``, or its ``*.txt`` if it has none.

    Raises GoldError where there are none.
    """
    for pattern in (f"*{SUFFIX}", "*.txt"):
        files = sorted(path for path in folder.glob(pattern) if path.is_file())
        if files:
            return files
    raise GoldError.none(folder)


def read_tagged(path: Path) -> TaggedDocument:
    """Read a tagged document in UTF-8. Raises GoldError where it cannot be read or is malformed."""
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError.malformed(path.name, 1, "the file is not UTF-8") from error
    except OSError as error:
        raise GoldError.unreadable(path, error) from error
    return parse_tagged(raw, path.name)


def parse_tagged(raw: str, file_name: str) -> TaggedDocument:
    """Take the tags out of a document. Raises GoldError with the line where it is malformed."""
    header, _, body = raw.partition("\n")
    match = HEADER.fullmatch(header)
    if match is None or not (match[1] == "?" or is_iso_date(match[1])):
        raise GoldError.malformed(file_name, 1, "the first line must be '#dct YYYY-MM-DD' or '#dct ?'")
    text, tags = _without_tags(body, file_name)
    _check_holders(tags, body, file_name)
    return TaggedDocument(
        name=file_name.removesuffix(".txt").removesuffix(".gold"),
        document_date=None if match[1] == "?" else match[1],
        text=text,
        tags=tuple(sorted(tags, key=lambda tag: (tag.start, -tag.end))),
    )


def _without_tags(body: str, file_name: str) -> tuple[str, list[Tag]]:
    pieces: list[str] = []
    length = position = 0
    tags: list[Tag] = []
    stack: list[_Open] = []
    for match in TAG.finditer(body):
        piece = body[position : match.start()]
        _check_piece(piece, body, position, file_name)
        pieces.append(piece)
        length += len(piece)
        position = match.end()
        kind = match["kind"]
        if not match["closing"]:
            attributes = dict(ATTRIBUTE.findall(match["attributes"]))
            for problem in _attribute_problems(kind, attributes):
                raise GoldError.malformed(file_name, _line(body, match.start()), problem)
            stack.append(_Open(kind, length, attributes))
            continue
        if not stack or stack[-1].kind != kind:
            problem = f"</{kind}> closes nothing that is open"
            raise GoldError.malformed(file_name, _line(body, match.start()), problem)
        opened = stack.pop()
        inside = _tail(pieces, length - opened.start)
        if not inside or inside != inside.strip():
            problem = f"<{kind}> is empty or has spaces at its edges"
            raise GoldError.malformed(file_name, _line(body, match.start()), problem)
        parent = stack[-1].kind if stack else None
        tags.append(Tag(kind, opened.start, length, inside, opened.attributes, parent))
    rest = body[position:]
    _check_piece(rest, body, position, file_name)
    if stack:
        raise GoldError.malformed(file_name, _line(body, len(body)), f"<{stack[-1].kind}> is never closed")
    return "".join([*pieces, rest]), tags


def _tail(pieces: Sequence[str], size: int) -> str:
    """Give the last ``size`` code points of the joined pieces."""
    taken: list[str] = []
    for piece in reversed(pieces):
        if size <= 0:
            break
        taken.append(piece[-size:])
        size -= len(taken[-1])
    return "".join(reversed(taken))


def _attribute_problems(kind: str, attributes: Mapping[str, str]) -> Iterator[str]:
    missing = sorted(NEEDED[kind] - attributes.keys())
    if missing:
        yield f"<{kind}> lacks {', '.join(missing)}"
    elif kind == "loc" and attributes["kind"] not in get_args(PlaceKind):
        yield f"there is no place kind {attributes['kind']!r}"
    elif kind in VALUES:
        pattern, wanted = VALUES[kind]
        if not pattern.fullmatch(attributes["v"]):
            yield f"v={attributes['v']!r} is no value of <{kind}>, which is {wanted}"


def _check_piece(piece: str, body: str, position: int, file_name: str) -> None:
    damaged = DAMAGED_TAG.search(piece)
    if damaged:
        line = _line(body, position + damaged.start())
        raise GoldError.malformed(file_name, line, f"{damaged[0]!r} begins a tag that is not well formed")


def _check_holders(tags: Sequence[Tag], body: str, file_name: str) -> None:
    persons = {tag.attributes["id"] for tag in tags if tag.kind == "per"}
    for tag in tags:
        for person in tag.attributes.get("of", "").split():
            if person not in persons:
                line = _line(body, body.find(tag.text))
                problem = f"the role {tag.text!r} names {person!r}, which is no person of the document"
                raise GoldError.malformed(file_name, line, problem)


def _line(body: str, offset: int) -> int:
    return body.count("\n", 0, offset) + 2
