"""Measure the figures of docs/accuracy.md, and write them there.

    python benchmarks/accuracy_table.py
    python benchmarks/accuracy_table.py ../shared/gold/dev ../shared/gold/dev-city --write

The folders named are scored together, as the column "development"; without them it is left out, and nothing
can be written. Below each F1 stands how many things the tags hold, and the interval in which F1 lies in 95 %
of a thousand samples that are drawn from the documents with replacement (bootstrap, with a fixed seed): what
another choice of documents of the same kind may well give.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kiextract import Extractor
from kiextract.evaluation.scoring import Scorer, Tally
from kiextract.evaluation.tagged import read_tagged, tagged_files

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures: python benchmarks/accuracy_table.py -->\n", "<!-- end of the figures -->\n"

ROWS = {
    "person.name": "persons, by full name",
    "person": "mentions of persons, exact span",
    "role~": "roles, overlapping span",
    "role.link": "who holds which role",
    "place.name": "places, by base name",
    "organisation": "organisations, exact span",
    "amount.value": "amounts, exact value",
    "date.value": "dates, exact value",
}
SAMPLES = 1000
SEED = 20180316


class Column(NamedTuple):
    """A set of documents: its name, its folders, and whether the days of publication are given."""

    name: str
    folders: Sequence[Path]
    dates_given: bool


def columns(development: Sequence[Path]) -> list[Column]:
    """Give what is measured."""
    ours = [
        Column("samples", [ROOT / "samples" / "tagged"], dates_given=False),
        Column("held-out releases", [ROOT / "training" / "heldout"], dates_given=True),
    ]
    return [Column("development", development, dates_given=False), *ours] if development else ours


def scored(extractor: Extractor, column: Column) -> list[Scorer]:
    """Score each document of a column by itself."""
    scorers = []
    for folder in column.folders:
        for path in tagged_files(folder):
            document = read_tagged(path)
            date = document.document_date if column.dates_given else None
            scorer = Scorer()
            scorer.add(document, extractor.extract(document.text, document_date=date))
            scorers.append(scorer)
    return scorers


def summed(scorers: Sequence[Scorer], measure: str) -> Tally:
    """Add up one measure."""
    tallies = [scorer.tallies[measure] for scorer in scorers]
    return Tally(
        sum(tally.gold for tally in tallies),
        sum(tally.found for tally in tallies),
        sum(tally.hits for tally in tallies),
    )


def interval(scorers: Sequence[Scorer], measure: str) -> tuple[float, float]:
    """Give the bounds of the middle 95 % of F1 over samples of the documents."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    draws = (chance.choices(scorers, k=len(scorers)) for _ in range(SAMPLES))
    figures = sorted(summed(draw, measure).f1 for draw in draws)
    return figures[SAMPLES // 40], figures[-SAMPLES // 40 - 1]


def table(measured: dict[str, list[Scorer]]) -> str:
    """Give the figures as a Markdown table."""
    head = ["F1 in percent", *(f"{name} ({len(scorers)})" for name, scorers in measured.items())]
    lines = [head, ["---"] * len(head)]
    for measure, label in ROWS.items():
        lines.append([label, *(_cell(scorers, measure) for scorers in measured.values())])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(scorers: Sequence[Scorer], measure: str) -> str:
    tally = summed(scorers, measure)
    low, high = interval(scorers, measure)
    return f"**{tally.f1:.1f}** ({low:.1f}–{high:.1f}; {tally.gold})"


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("development", type=Path, nargs="*", help="folders with *.gold.txt files")
    options.add_argument("--write", action="store_true", help=f"write the table into {PAGE.name}")
    arguments = options.parse_args()
    if arguments.write and not arguments.development:
        options.error("--write needs the folders of the development texts")
    extractor = Extractor()
    figures = table({column.name: scored(extractor, column) for column in columns(arguments.development)})
    print(figures, end="")
    if arguments.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        behind = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}{figures}{END}{behind}", encoding="utf-8")


if __name__ == "__main__":
    main()
