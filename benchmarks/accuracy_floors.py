"""Pin the accuracy that the tests refuse to fall below, or check it.

    python benchmarks/accuracy_floors.py          show the figures beside their floors
    python benchmarks/accuracy_floors.py --pin    write tests/accuracy_floors.json anew

The floors are the figures of the moment less half a point, and less two finds where names decide: the names
model computes in 8 bits, so that another onnxruntime or processor may turn a name. Pin after a change that
is meant to move the figures, and say in the commit why they moved.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import NamedTuple

from kiextract.evaluation.command import score_folder

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "accuracy_floors.json"
LEEWAY = 0.5
"""Points below the measured figure."""
FINDS_THAT_MAY_TURN = 2
GRAMMARS = ("amount", "date")
"""Beginnings of the measures that do not depend on the names model."""

FOLDERS = {
    "samples/tagged": False,
    "training/heldout": True,  # the texts do not say when they were published: pass their #dct
}
"""What is scored, and whether the day of publication is given."""


class Figure(NamedTuple):
    """A measure: F1 in percent, and the points that it may fall."""

    f1: float
    leeway: float


def measured() -> dict[str, dict[str, Figure]]:
    """Give every measure and the mean of the facts, a folder each."""
    figures = {}
    for folder, dates_given in FOLDERS.items():
        scorer = score_folder(ROOT / folder, dates_given=dates_given)
        figures[folder] = {
            measure: Figure(tally.f1, LEEWAY if measure.startswith(GRAMMARS) else _leeway(tally.gold))
            for measure, tally in scorer.tallies.items()
        }
        figures[folder]["FACTS"] = Figure(scorer.facts, 2 * LEEWAY)
    return figures


def _leeway(gold: int) -> float:
    return max(LEEWAY, 100 * FINDS_THAT_MAY_TURN / max(gold, 1))


def pinned() -> dict[str, dict[str, float]]:
    """Give the floors as they are pinned."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def pin(figures: dict[str, dict[str, Figure]]) -> None:
    """Write floors just below the figures, rounded down to a tenth."""
    floors = {
        folder: {
            measure: max(0.0, math.floor(10 * (figure.f1 - figure.leeway)) / 10)
            for measure, figure in measures.items()
        }
        for folder, measures in figures.items()
    }
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def below(figures: dict[str, dict[str, Figure]]) -> list[str]:
    """Say which figures have fallen below their floor."""
    return [
        f"{folder}: {measure} is {figures[folder][measure].f1:.1f}, below its floor {floor}"
        for folder, measures in pinned().items()
        for measure, floor in measures.items()
        if figures[folder][measure].f1 < floor
    ]


def main() -> int:
    """Run the command line; 1 if a figure lies below its floor."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pin", action="store_true", help="write the floors anew")
    arguments = options.parse_args()
    figures = measured()
    if arguments.pin:
        pin(figures)
    floors = pinned()
    for folder, measures in figures.items():
        print(f"{folder:<24}{'F1':>7}{'floor':>7}")
        for measure, figure in measures.items():
            print(f"  {measure:<22}{figure.f1:7.1f}{floors[folder][measure]:7.1f}")
    problems = below(figures)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
