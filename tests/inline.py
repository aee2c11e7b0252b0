"""Read ``tests/examples/<kind>.txt``: one sentence a line, tagged inline.

The tags are those of the annotation guidelines (per, role, loc, org, eur, date), and ``<quote by="p1"
cue="sagte">`` for what someone says. ``<name label="LOC">``
stands for a name that the names model finds; per, loc and org tags count as such too, unless they carry
``rule="1"``: those the rules must find by themselves. A line that begins with ``#`` is a comment;
``#dct YYYY-MM-DD`` or ``#dct ?`` sets the document date of the lines below it. ``\\n`` in a line stands
for a line end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from kiextract.pipeline import layers
from kiextract.pipeline.layers import Name
from kiextract.record import DocumentDate

EXAMPLES = Path(__file__).parent / "examples"
TAG = re.compile(r"<(/?)(per|role|loc|org|eur|date|name|quote)((?:\s+[a-z]+=\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
MODEL_LABELS = {"per": "PER", "loc": "LOC", "org": "ORG"}


@dataclass(frozen=True)
class Tagged:
    """One tag; half-open code point offsets into the text without tags."""

    kind: str
    start: int
    end: int
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Example:
    """One line of an examples file."""

    line: int
    text: str
    spans: tuple[Tagged, ...]
    document_date: str | None

    def of_kind(self, kind: str) -> list[Tagged]:
        """Give the tags of one kind in text order."""
        return [span for span in self.spans if span.kind == kind]

    def names(self) -> list[Name]:
        """Give what the names model would find in this sentence."""
        return [
            Name(
                start=span.start,
                end=span.end,
                text=span.text,
                label=span.attributes.get("label") or MODEL_LABELS[span.kind],
            )
            for span in self.spans
            if span.kind == "name" or (span.kind in MODEL_LABELS and "rule" not in span.attributes)
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.text[:60]}"


def parse_line(line: str, number: int = 0, document_date: str | None = None) -> Example:
    """Strip the tags of one line; raise ValueError where they do not nest."""
    text, spans, stack, position = "", [], [], 0
    line = line.replace("\\n", "\n")
    for tag in TAG.finditer(line):
        text += line[position : tag.start()]
        position = tag.end()
        closing, kind, attributes = tag.groups()
        if not closing:
            stack.append((kind, len(text), dict(ATTRIBUTE.findall(attributes))))
            continue
        if not stack or stack[-1][0] != kind:
            raise ValueError(f"line {number}: </{kind}> closes nothing that is open")
        kind, start, values = stack.pop()
        spans.append(Tagged(kind, start, len(text), text[start:], values))
    text += line[position:]
    if stack:
        raise ValueError(f"line {number}: <{stack[-1][0]}> is never closed")
    spans.sort(key=lambda span: (span.start, -span.end))
    return Example(number, text, tuple(spans), document_date)


def load(kind: str) -> list[Example]:
    """Read ``tests/examples/<kind>.txt``."""
    examples, document_date = [], None
    lines = (EXAMPLES / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if match := re.fullmatch(r"#dct (\?|[\d-]+)", line.strip()):
            document_date = None if match[1] == "?" else match[1]
        elif line.strip() and not line.startswith("#"):
            examples.append(parse_line(line, number, document_date))
    return examples


def prepare(doc: Doc, example: Example) -> Doc:
    """Leave the example's names and document date on a doc made from its text."""
    layers.write(doc, "names", example.names())
    if example.document_date:
        layers.set_document_date(doc, DocumentDate(value=example.document_date, origin="option"))
    return doc
