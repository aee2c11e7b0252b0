"""From scores of labels to spans: the best sequence of labels in which no name begins in its middle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = -1e9


def labels_of(kinds: Sequence[str]) -> list[str]:
    """Give the labels of a head, in the order of its scores: O, then B- and I- of each kind."""
    return ["O", *(f"{position}-{kind}" for kind in kinds for position in "BI")]


def decode(scores: NDArray[np.floating[Any]], kinds: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give the spans (first unit, unit after the last, kind) of the best valid sequence of labels.

    ``scores`` has a row a unit and a column a label, in the order of :func:`labels_of`. I- is valid after
    B- and I- of its kind only.
    """
    if not len(scores):
        return []
    best = scores.argmax(axis=1)
    if not _is_valid(best):
        best = _best_labels(scores, kinds)
    spans: list[tuple[int, int, str]] = []
    start = -1
    for index, label in enumerate([*best.tolist(), 0]):
        continues = label > 0 and label % 2 == 0
        if start >= 0 and not continues:
            spans.append((start, index, kinds[(best[start] - 1) // 2]))
            start = -1
        if label % 2 == 1:
            start = index
    return spans


def _is_valid(labels: NDArray[np.integer[Any]]) -> bool:
    """Tell whether each I- (even, but for O) follows B- or I- of its kind, as it nearly always does."""
    before = np.concatenate(([0], labels[:-1]))
    inside = (labels > 0) & (labels % 2 == 0)
    return bool(np.all(~inside | (before == labels) | (before == labels - 1)))


def _best_labels(scores: NDArray[np.floating[Any]], kinds: Sequence[str]) -> NDArray[np.integer[Any]]:
    """Find the best valid sequence (Viterbi); labels are 0 for O, odd for B-, even for I-.

    O and B- may follow anything, I- only the two labels of its kind: so a step needs the best label so
    far and, for each kind, the better of two.
    """
    begin = np.arange(1, 2 * len(kinds), 2)
    total = scores[0].astype(np.float64)
    total[begin + 1] = IMPOSSIBLE
    back = np.zeros(scores.shape, dtype=np.int8)
    for index in range(1, len(scores)):
        before = int(total.argmax())
        inside = np.where(total[begin] >= total[begin + 1], begin, begin + 1)
        following = scores[index] + total[before]
        following[begin + 1] = scores[index][begin + 1] + total[inside]
        back[index] = before
        back[index][begin + 1] = inside
        total = following
    label = int(total.argmax())
    best = [label]
    for row in back[:0:-1]:
        label = int(row[label])
        best.append(label)
    return np.array(best[::-1])
