"""Read the annotated corpora as plain texts with character spans.

The corpora are single, tokenised sentences; press releases are running text. So sentences are written
the way German text is written (:func:`detokenise`), and every reader gives :class:`Text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NAMES = ("PER", "LOC", "ORG", "MISC")
"""Labels of names. MISC (GermEval: OTH) is there to draw titles and products away from the others."""

GOLD_TAG = re.compile(r"<(/?)(per|role|loc|org|eur|date)((?:\s+[a-z]+=\"[^\"]*\")*)>")
GOLD_NAMES = {"per": "PER", "loc": "LOC", "org": "ORG"}

Span = tuple[int, int, str]
"""Half-open offsets in code points, and a label."""


@dataclass(frozen=True)
class Text:
    """A text with its names and, where they are annotated, its roles.

    ``names`` do not overlap. ``roles`` is None where nobody annotated roles: then the text says nothing
    about them. ``ignored`` spans are neither right nor wrong (optional in the gold): they are not learnt.
    """

    text: str
    names: tuple[Span, ...]
    roles: tuple[Span, ...] | None = None
    ignored: tuple[Span, ...] = ()


NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…“'") | {"...", "''", "'s", "’", "‘"}
NO_SPACE_AFTER = frozenset("([{„‚") | {"``"}
WRITTEN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


def detokenise(tokens: Sequence[str], tags: Sequence[str]) -> Text:
    """Write tokens with BIO tags (of :data:`NAMES`, or O) as text with spans.

    Straight quotation marks open and close in turn. A token that ends in a hyphen is joined to a
    capitalised one after it, since the corpora split compounds there.
    """
    text, spans, quoted, glue = "", [], False, True
    start, label = 0, ""
    for index, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
        written = WRITTEN.get(token, token)
        closes = token in NO_SPACE_BEFORE
        if written == '"':
            closes, quoted = quoted, not quoted
        if label and not tag.startswith("I-"):
            spans.append((start, len(text), label))
            label = ""
        if not (glue or closes or written == "/" or index == 0):
            text += " "
        if tag.startswith("B-") or (tag.startswith("I-") and not label):
            start, label = len(text), tag[2:]
        text += written
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        glue = (
            token in NO_SPACE_AFTER
            or written == "/"
            or (written == '"' and quoted)
            or (len(token) > 2 and token.endswith("-") and following[:1].isupper())
        )
    if label:
        spans.append((start, len(text), label))
    return Text(text, tuple(spans))


def spaced(tokens: Sequence[str], tags: Sequence[str]) -> Text:
    """Write tokens with BIO tags as text with a space between any two tokens."""
    text, spans, start = " ".join(tokens), [], 0
    for token, tag in zip(tokens, tags, strict=True):
        end = start + len(token)
        if tag.startswith("B-"):
            spans.append((start, end, tag[2:]))
        elif tag.startswith("I-"):
            spans[-1] = (spans[-1][0], end, tag[2:])
        start = end + 1
    return Text(text, tuple(spans))


def read_germeval(path: Path, write: Callable[..., Text] = detokenise) -> list[Text]:
    """Read GermEval 2014 (token, tab, outer tag). Derivations and parts of words are not names.

    ``write`` is :func:`detokenise` or :func:`spaced`.
    """
    return [write(*zip(*sentence, strict=True)) for sentence in germeval_sentences(path)]


def germeval_sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Give the sentences of GermEval as tokens with BIO tags of :data:`NAMES`."""
    for rows in _blocks(path):
        yield _consistent((row[0], _germeval_tag(row[1])) for row in rows)


def _germeval_tag(tag: str) -> str:
    return "O" if tag.endswith(("deriv", "part")) else tag.replace("OTH", "MISC")


def read_bundestag(path: Path) -> list[Text]:
    """Read the annotated plenary protocols (CoNLL-like; the token in column 2, the tag in column 4)."""
    return [
        detokenise(*zip(*_consistent((row[1], row[4]) for row in rows), strict=True))
        for rows in _blocks(path)
    ]


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _consistent(tagged: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Make each I- follow a B- or I- of its label, as it does not where a derivation was dropped."""
    result, before = [], "O"
    for token, tag in tagged:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "O" if before == "O" else "B-" + tag[2:]
        result.append((token, tag))
        before = tag
    return result


def parse_gold(body: str) -> Text:
    """Parse a document tagged inline by the annotation guidelines. Of nested names the outer one counts."""
    if body.startswith("#dct"):
        body = body.partition("\n")[2]
    text, position = "", 0
    opened: list[tuple[str, int, bool]] = []
    names: list[Span] = []
    roles: list[Span] = []
    ignored: list[Span] = []
    for tag in GOLD_TAG.finditer(body):
        text += body[position : tag.start()]
        position = tag.end()
        closing, kind, attributes = tag.groups()
        if not closing:
            opened.append((kind, len(text), 'opt="1"' in attributes))
            continue
        kind, start, optional = opened.pop()
        inside_name = any(outer in GOLD_NAMES for outer, _, _ in opened)
        if kind in GOLD_NAMES and not inside_name:
            (ignored if optional else names).append((start, len(text), GOLD_NAMES[kind]))
        elif kind == "role":
            roles.append((start, len(text), "ROLE"))
            if optional:
                ignored.append((start, len(text), "ROLE"))
    text += body[position:]
    return Text(text, tuple(sorted(names)), tuple(sorted(roles)), tuple(sorted(ignored)))


def read_gold_folder(folder: Path) -> list[Text]:
    """Read all ``*.txt`` documents of a folder, by name."""
    return [parse_gold(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
