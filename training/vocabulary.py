"""Prune the encoder's vocabulary to the pieces that German text needs.

The commonest pieces in German text stay, and every piece of one or two Latin letters and each sign, so
that names of any Latin spelling can be written.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from e5 import E5
from kiextract.pipeline.names.units import BLANK_LINE, LINE_END, SPACE_MARK, cut

UNKNOWN = "<unk>"
PADDING = "<pad>"
BEGIN = "<s>"
SPECIAL = (PADDING, UNKNOWN, BEGIN, LINE_END, BLANK_LINE)
"""The first rows of the pruned vocabulary."""


def tokenizer(pieces: Iterable[tuple[str, float]]) -> Tokenizer:
    """Make a unigram tokenizer of pieces with log probabilities; the row of UNKNOWN is that of SPECIAL."""
    rows = [(piece, -100.0) for piece in SPECIAL]
    return Tokenizer(Unigram([*rows, *pieces], unk_id=SPECIAL.index(UNKNOWN)))


def prune(e5: E5, texts: Iterable[str], names: Iterable[str], size: int) -> list[tuple[str, float]]:
    """Choose ``size`` pieces, with their scores.

    All pieces that ``texts`` and ``names`` (of places all over the world) need are kept as far as there
    is room, the commonest first; then come those that the pretraining saw most.
    """
    pieces = [
        (piece, float(score))
        for row, (piece, score) in enumerate(zip(e5.pieces, e5.scores, strict=True))
        if row not in e5.special.values() and piece != "<mask>"
    ]
    whole = tokenizer(pieces)
    units: Counter[str] = Counter()
    for text in (*texts, *names):
        units.update(unit.spelling for unit in cut(text) if not unit.is_break)
    spelled = {unit: whole.encode(unit, add_special_tokens=False).tokens for unit in units}
    counts: Counter[str] = Counter()
    for unit, count in units.items():
        for piece in spelled[unit]:
            counts[piece] += count
    needed = {piece for piece, _ in pieces if _is_basic(piece)}
    for piece in (*(piece for piece, _ in counts.most_common()), *(p for p, _ in pieces if _is_latin(p))):
        if len(needed) >= size:
            break
        needed.add(piece)
    return [(piece, score) for piece, score in pieces if piece in needed]


def _is_basic(piece: str) -> bool:
    """Tell whether the piece is one sign, digit or Latin letter, with or without the mark of a space."""
    bare = piece.removeprefix(SPACE_MARK)
    if not bare:
        return True
    return len(bare) == 1 and ((not bare.isalpha() and ord(bare) < 0x2700) or _is_latin(bare))


def _is_latin(piece: str) -> bool:
    letters = piece.removeprefix(SPACE_MARK)
    return letters != "" and all("LATIN" in unicodedata.name(letter, "") for letter in letters)
