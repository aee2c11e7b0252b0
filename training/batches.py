"""Turn annotated texts into batches of pieces with labels."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpora import Span, Text
from kiextract.pipeline.names.tagger import LONGEST_UNIT
from kiextract.pipeline.names.units import Unit, cut
from tagger import NAME_LABELS, ROLE_LABELS
from vocabulary import BEGIN, BLANK_LINE, LINE_END, PADDING, SPECIAL, UNKNOWN

UNLABELLED = -100
Batch = tuple[Tensor, Tensor, Tensor, Tensor]
"""Ids, mask (True for pieces), name labels and role labels; each is texts by pieces."""


@dataclass
class Encoded:
    """Pieces of (a part of) a text; ``names`` and ``roles`` label the first piece of each unit."""

    ids: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)


class Encoder:
    """Encodes texts; keeps the pieces of each spelling."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known = {LINE_END: [SPECIAL.index(LINE_END)], BLANK_LINE: [SPECIAL.index(BLANK_LINE)]}

    def pieces(self, unit: Unit) -> list[int]:
        """Give the ids of a unit's pieces."""
        if unit.spelling not in self.known:
            ids = self.tokenizer.encode(unit.spelling, add_special_tokens=False).ids
            self.known[unit.spelling] = ids[:LONGEST_UNIT] or [SPECIAL.index(UNKNOWN)]
        return self.known[unit.spelling]

    def encode(self, text: Text, longest: int) -> Iterator[Encoded]:
        """Give the text in parts of at most ``longest`` pieces."""
        units = cut(text.text)
        names = _labels(units, text.names, NAME_LABELS)
        roles = _labels(units, text.roles or (), ROLE_LABELS)
        for start, end, label in text.ignored:
            _ignore(units, roles if label == "ROLE" else names, start, end)
        part = _begin()
        for unit, name, role in zip(units, names, roles, strict=True):
            pieces = self.pieces(unit)
            if len(part.ids) + len(pieces) > longest:
                yield part
                part = _begin()
            rest = [UNLABELLED] * (len(pieces) - 1)
            first = UNLABELLED if unit.is_break else name
            part.ids += pieces
            part.names += [first, *rest]
            part.roles += [UNLABELLED if unit.is_break or text.roles is None else role, *rest]
        if len(part.ids) > 1:
            yield part


def _begin() -> Encoded:
    return Encoded([SPECIAL.index(BEGIN)], [UNLABELLED], [UNLABELLED])


def _labels(units: Sequence[Unit], spans: Sequence[Span], labels: Sequence[str]) -> list[int]:
    result, index = [0] * len(units), 0
    for start, end, kind in spans:
        while index < len(units) and units[index].end <= start:
            index += 1
        position = "B"
        while index < len(units) and units[index].start < end:
            if not units[index].is_break:
                result[index] = labels.index(f"{position}-{kind}")
                position = "I"
            index += 1
    return result


def _ignore(units: Sequence[Unit], labels: list[int], start: int, end: int) -> None:
    for index, unit in enumerate(units):
        if unit.start < end and start < unit.end:
            labels[index] = UNLABELLED


def batches(encoded: Iterable[Encoded], size: int, chance: random.Random) -> list[Batch]:
    """Make batches of about ``size`` pieces of parts of like length, in random order."""
    ordered = sorted(encoded, key=lambda part: len(part.ids) + chance.random() * 8)
    groups: list[list[Encoded]] = [[]]
    for part in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(part.ids) > size:
            groups.append([])
        groups[-1].append(part)
    chance.shuffle(groups)
    return [batch_of(group) for group in groups]


def batch_of(group: Sequence[Encoded]) -> Batch:
    """Pad parts to one length."""
    length = max(len(part.ids) for part in group)

    def padded(rows: Iterable[list[int]], filling: int) -> Tensor:
        return torch.tensor([row + [filling] * (length - len(row)) for row in rows])

    ids = padded((part.ids for part in group), SPECIAL.index(PADDING))
    return (
        ids,
        ids != SPECIAL.index(PADDING),
        padded((part.names for part in group), UNLABELLED),
        padded((part.roles for part in group), UNLABELLED),
    )
