"""Measure a tagger: exact spans, by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from batches import UNLABELLED, Encoded, Encoder, batch_of
from corpora import NAMES, Span, Text
from kiextract.pipeline.names.decoding import decode
from kiextract.pipeline.names.units import cut
from tagger import Tagger

LONGEST = 320
PIECES_AT_ONCE = 4096


@dataclass(frozen=True)
class Score:
    """How many spans were found rightly, found wrongly and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def evaluate(tagger: Tagger, encoder: Encoder, texts: Sequence[Text]) -> dict[str, Score]:
    """Score a tagger's names and, where they are annotated, roles."""
    return compare(texts, predict(tagger, encoder, texts))


def compare(texts: Sequence[Text], found: Sequence[tuple[set[Span], set[Span]]]) -> dict[str, Score]:
    """Score names and roles that were found. Optional spans count neither way."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for text, (names, roles) in zip(texts, found, strict=True):
        pairs = [(set(text.names), names)] + ([] if text.roles is None else [(set(text.roles), roles)])
        ignored = {(start, end) for start, end, _ in text.ignored}
        for truth, spans in pairs:
            truth = {span for span in truth if span[:2] not in ignored}
            spans = {s for s in spans if not any(s[0] < end and start < s[1] for start, end in ignored)}
            right.update(label for _, _, label in truth & spans)
            wrong.update(label for _, _, label in spans - truth)
            missed.update(label for _, _, label in truth - spans)
    scores = {label: Score(right[label], wrong[label], missed[label]) for label in (*NAMES, "ROLE")}
    three = [scores[label] for label in ("PER", "LOC", "ORG")]
    scores["PER LOC ORG"] = Score(
        sum(s.right for s in three), sum(s.wrong for s in three), sum(s.missed for s in three)
    )
    return scores


def table(scores: dict[str, Score]) -> str:
    """Write precision, recall and F1 by label."""
    lines = [f"{'':12} {'P':>6} {'R':>6} {'F1':>6}"]
    for label, score in scores.items():
        if score.right + score.missed:
            precision = 100 * score.right / max(1, score.right + score.wrong)
            recall = 100 * score.right / (score.right + score.missed)
            lines.append(f"{label:12} {precision:6.1f} {recall:6.1f} {score.f1:6.1f}")
    return "\n".join(lines)


def predict(tagger: Tagger, encoder: Encoder, texts: Sequence[Text]) -> list[tuple[set[Span], set[Span]]]:
    """Find the names and the roles of each text."""
    parts = [
        (index, part)
        for index, text in enumerate(texts)
        for part in encoder.encode(Text(text.text, (), ()), LONGEST)
    ]
    scores = _scores(tagger, [part for _, part in parts])
    by_text: dict[int, list[tuple[np.ndarray, ...]]] = {}
    for (index, _), both in zip(parts, scores, strict=True):
        by_text.setdefault(index, []).append(both)
    found = []
    for index, text in enumerate(texts):
        words = [unit for unit in cut(text.text) if not unit.is_break]
        spans: tuple[set[Span], set[Span]] = (set(), set())
        for head, kinds in enumerate((NAMES, ("ROLE",))):
            rows = [both[head] for both in by_text.get(index, [])]
            for start, end, kind in decode(np.concatenate(rows), kinds) if rows else []:
                spans[head].add((words[start].start, words[end - 1].end, kind))
        found.append(spans)
    return found


@torch.no_grad()
def _scores(tagger: Tagger, parts: Sequence[Encoded]) -> list[tuple[np.ndarray, ...]]:
    """Score the labelled pieces of each part, in batches of parts of like length."""
    tagger.eval()
    result: list[tuple[np.ndarray, ...]] = [()] * len(parts)
    order = sorted(range(len(parts)), key=lambda index: len(parts[index].ids))
    while order:
        size = max(1, PIECES_AT_ONCE // len(parts[order[-1]].ids))
        order, group = order[:-size], order[-size:]
        ids, mask, names, _ = batch_of([parts[index] for index in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = [scores.float() for scores in tagger(ids, mask)]
        for row, index in enumerate(group):
            labelled = names[row] != UNLABELLED
            result[index] = tuple(scores[row][labelled].numpy() for scores in outputs)
    return result
