"""What an evaluation shows: lines to read, or one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiextract.evaluation.scoring import Mistake, Scorer
from kiextract.visible import visible

HEADING = f"{'measure':<16}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"


def as_lines(scorer: Scorer, *, mistakes: bool) -> Iterator[str]:
    """Give the table of measures, below the mistakes (four columns, parted by tabs) if they are wanted."""
    if mistakes:
        yield from map(_mistake_line, scorer.mistakes)
        yield ""
    yield HEADING
    for measure, tally in scorer.tallies.items():
        figures = f"{tally.precision:7.1f}{tally.recall:7.1f}{tally.f1:7.1f}"
        yield f"{measure:<16}{figures}{tally.gold:7}{tally.found:7}"
    yield f"{'FACTS':<30}{scorer.facts:7.1f}"


def as_object(scorer: Scorer, *, mistakes: bool) -> dict[str, Any]:
    """Give the measures (percent), and the mistakes if they are wanted, as plain data."""
    result: dict[str, Any] = {
        "measures": {
            measure: {
                "precision": tally.precision,
                "recall": tally.recall,
                "f1": tally.f1,
                "gold": tally.gold,
                "found": tally.found,
                "hits": tally.hits,
            }
            for measure, tally in scorer.tallies.items()
        },
        "facts": scorer.facts,
    }
    if mistakes:
        result["mistakes"] = [mistake._asdict() for mistake in scorer.mistakes]
    return result


def _mistake_line(mistake: Mistake) -> str:
    place = mistake.document if mistake.line is None else f"{mistake.document}:{mistake.line}"
    return "\t".join(map(visible, (place, mistake.measure, mistake.problem, mistake.what)))
