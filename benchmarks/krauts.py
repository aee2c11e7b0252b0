"""Score kiextract's dates on KRAUTS, the German TimeML corpus of newspaper texts.

    python benchmarks/krauts.py ../shared/corpora/krauts [--keep FOLDER]

For each part of the corpus (a folder of ``*.tml`` files beside ``score.py``), the plain text goes through
the dates component with the document creation time of the file, and our dates are written in the corpus's
own TimeML format; ``score.py`` compares the two. ``--keep`` leaves our files in a folder, one folder a part.

Two conventions of the corpus differ from ours and are translated here, not in the component: it tags a
date and its clock time apart ("9. Dezember" and "15 Uhr"), and it tags the period in "vor zwei Jahren" and
"in einer Woche" as a duration (zwei Jahren, P2Y). Durations and recurring times count. A second line,
"with adverbs", adds what the corpus tags and our guidelines leave untagged: jetzt, derzeit, damals and
their like, found here by a list of words. Other rules of the corpus (articles inside) we do not follow.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import spacy
from spacy.language import Language

from kiextract.pipeline import layers
from kiextract.pipeline.dates.detection import find_expressions
from kiextract.record import Date, DocumentDate

BODY = re.compile(r"(<TEXT>)(.*?)(</TEXT>)", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
CREATION_TIME = re.compile(r'<DCT>.*?value="([0-9-]+)', re.DOTALL)
CLOCK = re.compile(r"(?P<clock>[0-9]{1,2}(?:[.:][0-9]{2})?(?:\s*(?:Uhr|h)\b)?)$")
CLOCK_VALUE = re.compile(r"(?P<day>[0-9X-]*)T(?P<clock>[0-9]{2}:[0-9]{2})")
WORD = re.compile(r"\b[A-Za-zÄÖÜäöüß]+\b")
VAGUE_WORDS = {
    "jetzt": "PRESENT_REF",
    "nun": "PRESENT_REF",
    "derzeit": "PRESENT_REF",
    "heutzutage": "PRESENT_REF",
    "damals": "PAST_REF",
    "kürzlich": "PAST_REF",
    "unlängst": "PAST_REF",
    "bald": "FUTURE_REF",
}
"""Adverbs that KRAUTS tags as times and our guidelines do not."""

COUNTED = re.compile(
    r"(?:vor|in)\s+(?:(?:gut|rund|etwa|knapp|fast|über|circa|ca\.)\s+)?(?P<period>\S.*)", re.IGNORECASE
)
BETWEEN = re.compile(r"[\s,|–-]*(?:\b(?:um|gegen|ab|von|kurz|vor|nach|etwa|ca\.|circa|jeweils)[\s]+)*$")


@dataclass(frozen=True)
class Timex:
    """One tag of the corpus: half-open offsets, type and value."""

    start: int
    end: int
    type: str
    value: str


def timexes(dates: Iterable[Date]) -> Iterator[Timex]:
    """Give our dates as the corpus tags them; those without a value are left out."""
    for date in dates:
        if date.value is None:
            continue
        counted = COUNTED.fullmatch(date.text)
        period = _period(counted["period"]) if counted else None
        if counted and period:
            yield Timex(date.start + counted.start("period"), date.end, "DURATION", period)
            continue
        clock, value = CLOCK.search(date.text), CLOCK_VALUE.fullmatch(date.value)
        before = BETWEEN.sub("", date.text[: clock.start()]) if clock else ""
        if clock and value and before:
            yield Timex(date.start, date.start + len(before), "DATE", value["day"] or "XXXX-XX-XX")
            yield Timex(date.start + clock.start(), date.end, "TIME", date.value)
        else:
            yield Timex(date.start, date.end, date.type, date.value)


def _period(text: str) -> str | None:
    """Give the TIMEX3 value of a period as our grammar reads it, None where it is no period."""
    found = [expression.when.fixed for expression in find_expressions(text)]
    return next((value for value in found if value and value[0] == "P" and "_" not in value), None)


def vague_words(text: str, taken: Sequence[Timex]) -> list[Timex]:
    """Give the corpus's adverbs of time that our guidelines leave untagged, where none of our tags lies."""
    found = [
        Timex(match.start(), match.end(), "DATE", VAGUE_WORDS[match.group().lower()])
        for match in WORD.finditer(text)
        if match.group().lower() in VAGUE_WORDS
    ]
    return [word for word in found if not any(t.start < word.end and word.start < t.end for t in taken)]


def annotate(nlp: Language, source: str, with_vague_words: bool = False) -> str:
    """Give a corpus file with our tags in the place of its own."""
    body = BODY.search(source)
    creation = CREATION_TIME.search(source)
    if body is None or creation is None:
        raise ValueError("a TimeML file needs <TEXT> and <DCT>")
    text = html.unescape(TAG.sub("", body[2]))
    doc = nlp.make_doc(text)
    layers.set_document_date(doc, DocumentDate(value=creation[1], origin="option"))
    dates = layers.read(nlp.get_pipe("kiextract_dates")(doc), "dates", Date)
    tags = list(timexes(dates))
    if with_vague_words:
        tags = sorted([*tags, *vague_words(text, tags)], key=lambda timex: timex.start)
    pieces, position = [], 0
    for number, timex in enumerate(tags, start=1):
        pieces.append(html.escape(text[position : timex.start], quote=False))
        tagged = html.escape(text[timex.start : timex.end], quote=False)
        pieces.append(f'<TIMEX3 tid="t{number}" type="{timex.type}" value="{timex.value}">{tagged}</TIMEX3>')
        position = timex.end
    pieces.append(html.escape(text[position:], quote=False))
    return source[: body.start(2)] + "".join(pieces) + source[body.end(2) :]


def load_scorer(path: Path) -> ModuleType:
    """Import the corpus's scorer from its file."""
    spec = importlib.util.spec_from_file_location("krauts_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Run the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpus", type=Path, help="folder with score.py and one folder a part")
    options.add_argument("--keep", type=Path, help="leave our TimeML files in this folder")
    arguments = options.parse_args()
    scorer = load_scorer(arguments.corpus / "score.py")
    nlp = spacy.blank("de")
    nlp.add_pipe("kiextract_dates")
    with tempfile.TemporaryDirectory() as temporary:
        for part in sorted(path for path in arguments.corpus.iterdir() if path.is_dir()):
            if part.name.endswith("heideltime") or not any(part.glob("*.tml")):
                continue
            systems = {"HeidelTime": part.with_name(f"{part.name}-heideltime")}
            for name, with_vague_words in (("kiextract", False), ("with adverbs", True)):
                ours = (arguments.keep or Path(temporary)) / f"{part.name}-{name.replace(' ', '-')}"
                ours.mkdir(parents=True, exist_ok=True)
                for path in sorted(part.glob("*.tml")):
                    annotated = annotate(nlp, path.read_text(encoding="utf-8"), with_vague_words)
                    (ours / path.name).write_text(annotated, encoding="utf-8")
                systems[name] = ours
            for name, folder in systems.items():
                if folder.is_dir():
                    print(f"{part.name:<16}{name:<14}{scorer.score(str(part), str(folder))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
