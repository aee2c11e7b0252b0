"""Score kiextract's dates on KRAUTS, the German TimeML corpus of newspaper texts.

    python benchmarks/krauts.py ../shared/corpora/krauts [--keep FOLDER]

For each part of the corpus (a folder of ``*.tml`` files beside ``score.py``), the plain text goes through
the dates component with the document creation time of the file, and our dates are written in the corpus's
own TimeML format; ``score.py`` compares the two. ``--keep`` leaves our files in a folder, one folder a part.

The records are written three times, each line with one more of the corpus's conventions, which differ from
our guidelines (``../shared/gold/GUIDELINES.md``) and are translated here, never in the component:

* ``kiextract``: what TimeML cannot write otherwise. A date and its clock time are tagged apart ("9. Dezember"
  and "15 Uhr"); the period in "vor zwei Jahren" and "in einer Woche" is a duration (zwei Jahren, P2Y).
* ``its spans``: the extents and values of a period. The article belongs to it (den vergangenen Jahren, den
  60er Jahren), so does "Jahr" before a year, and rund, etwa, gut before a count; a plural without a count
  that looks back is a duration of unknown length (PXY), not PAST_REF. HeidelTime's files in the folder do so.
* ``its adverbs``: words that the corpus tags and our guidelines leave untagged (jetzt, derzeit, damals). The
  list was made by reading the corpus: this line shows what is left to find and measures no other text.

Durations and recurring times count in all of them.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    "derzeit": "PRESENT_REF",
    "heutzutage": "PRESENT_REF",
    "damals": "PAST_REF",
    "ehemalige": "PAST_REF",
    "ehemaligen": "PAST_REF",
    "ehemaliger": "PAST_REF",
    "kürzlich": "PAST_REF",
    "unlängst": "PAST_REF",
    "bald": "FUTURE_REF",
    "zukünftige": "FUTURE_REF",
    "zukünftigen": "FUTURE_REF",
}
"""Words that KRAUTS tags as times and our guidelines do not; nun, a particle, it rarely tags."""

FORMER = re.compile(r"\bEx(?=-[A-ZÄÖÜ])")
"""The prefix of Ex-Landesrat, which the corpus tags as a time past."""

COUNTED = re.compile(
    r"(?:vor|in)\s+(?:(?:gut|rund|etwa|knapp|fast|über|circa|ca\.)\s+)?(?P<period>\S.*)", re.IGNORECASE
)
BETWEEN = re.compile(r"[\s,|–-]*(?:\b(?:um|gegen|ab|von|kurz|vor|nach|etwa|ca\.|circa|jeweils)[\s]+)*$")
UNITS = {
    "Sekunde": "S",
    "Minute": "M",
    "Stunde": "H",
    "Tag": "D",
    "Woche": "W",
    "Monat": "M",
    "Jahr": "Y",
    "Jahrzehnt": "DE",
}
PERIOD = re.compile(
    r"(?P<unit>Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr|Jahrzehnt)(?P<plural>en|e|n)?[sn]?$"
    r"|(?:Woche|Jahre?) darauf$|Quartals?$|Halbjahre?s?$|Jahreshälfte$|Zukunft$|Vergangenheit$|0er$"
)
"""What ends in the name of a period: it takes its article inside."""

ARTICLE = re.compile(r"\b(?:der|die|das|den|dem|des)\s+$", re.IGNORECASE)
APPROXIMATELY = re.compile(r"\b(?:rund|etwa|gut|knapp|fast|genau|circa|ca\.)\s+$", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"\b(?:(?:das|dem|des)\s+)?Jahre?s?\s+$")
REFERENCE = re.compile(r"(?:PAST|PRESENT)_REF")


@dataclass(frozen=True)
class Timex:
    """One tag of the corpus: half-open offsets, type and value."""

    start: int
    end: int
    type: str
    value: str


def timexes(dates: Iterable[Date]) -> Iterator[Timex]:
    """Give our dates as TimeML tags; those without a value are left out."""
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
            part = next((item.when.part for item in find_expressions(before) if item.when.part), None)
            day = value["day"] or "XXXX-XX-XX"
            kind, first = ("TIME", f"{day}T{part}") if part else ("DATE", day)
            yield Timex(date.start, date.start + len(before), kind, first)
            yield Timex(date.start + clock.start(), date.end, "TIME", date.value)
        else:
            yield Timex(date.start, date.end, date.type, date.value)


def _period(text: str) -> str | None:
    """Give the TIMEX3 value of a period as our grammar reads it, None where it is no period."""
    found = [expression.when.fixed for expression in find_expressions(text)]
    return next((value for value in found if value and value[0] == "P" and "_" not in value), None)


def with_its_spans(text: str, timex: Timex) -> Timex:
    """Give a tag the extent and, for plural periods without a count, the value that the corpus writes."""
    words = text[timex.start : timex.end]
    period = PERIOD.search(words)
    if period and period["plural"] and REFERENCE.fullmatch(timex.value):
        time = "T" if period["unit"] in ("Sekunde", "Minute", "Stunde") else ""
        timex = replace(timex, type="DURATION", value=f"P{time}X{UNITS[period['unit']]}")
    before = text[max(0, timex.start - 40) : timex.start]
    opening = APPROXIMATELY.search(before) if timex.type == "DURATION" else None
    if words.isdecimal() and len(words) == len("YYYY"):
        opening = YEAR_BEFORE.search(before)
    elif period and not opening:
        opening = ARTICLE.search(before)
    return replace(timex, start=timex.start - len(opening.group())) if opening else timex


def vague_words(text: str, taken: Sequence[Timex]) -> list[Timex]:
    """Give the corpus's words of time that our guidelines leave untagged, where none of our tags lies."""
    found = [
        Timex(match.start(), match.end(), "DATE", VAGUE_WORDS[match.group().lower()])
        for match in WORD.finditer(text)
        if match.group().lower() in VAGUE_WORDS
    ]
    found += [Timex(match.start(), match.end(), "DATE", "PAST_REF") for match in FORMER.finditer(text)]
    return [word for word in found if not any(t.start < word.end and word.start < t.end for t in taken)]


SYSTEMS = ("kiextract", "its spans", "its adverbs")
"""Our files, each with the conventions of those before."""


def annotate(nlp: Language, source: str, system: str) -> str:
    """Give a corpus file with our tags in the place of its own, written by one of :data:`SYSTEMS`."""
    body = BODY.search(source)
    creation = CREATION_TIME.search(source)
    if body is None or creation is None:
        raise ValueError("a TimeML file needs <TEXT> and <DCT>")
    text = html.unescape(TAG.sub("", body[2]))
    doc = nlp.make_doc(text)
    layers.set_document_date(doc, DocumentDate(value=creation[1], origin="option"))
    dates = layers.read(nlp.get_pipe("kiextract_dates")(doc), "dates", Date)
    tags = list(timexes(dates))
    if system != "kiextract":
        tags = [with_its_spans(text, timex) for timex in tags]
    if system == "its adverbs":
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
            for name in SYSTEMS:
                ours = (arguments.keep or Path(temporary)) / f"{part.name}-{name.replace(' ', '-')}"
                ours.mkdir(parents=True, exist_ok=True)
                for path in sorted(part.glob("*.tml")):
                    annotated = annotate(nlp, path.read_text(encoding="utf-8"), name)
                    (ours / path.name).write_text(annotated, encoding="utf-8")
                systems[name] = ours
            for name, folder in systems.items():
                if folder.is_dir():
                    print(f"{part.name:<16}{name:<14}{scorer.score(str(part), str(folder))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
