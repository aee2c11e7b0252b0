"""Measure how fast kiextract starts and works, how much memory it takes, and how its time grows.

    python benchmarks/speed.py

Everything that is compared runs in turn in this one run, and the table shows medians and ratios, because
seconds say little about another machine. The input is ``samples/*.txt``. Nothing is written.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from dateparser.search import search_dates
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kiextract import Extractor
from kiextract.pipeline import COMPONENTS
from kiextract.recording import record_of

SAMPLES = sorted(Path(__file__).parents[1].glob("samples/*.txt"))
START_UPS = 5
ROUNDS = 5
LONG_SAMPLE = 200_000
"""Code points of the long text whose memory is measured."""
SIZES = {"1 kB": 1_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
PATIENCE = 60
"""Most seconds that a length may take, judged by the length before it; longer ones are left out."""

PEAK = """
import resource, sys
{code}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024)
"""
IN_BETWEEN = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"
"""Starts the process that is measured: one that this big process starts begins with its peak."""

EXTRACT = """
from pathlib import Path
from kiextract import Extractor
Extractor().extract(Path({path!r}).read_text(encoding="utf-8") * {times})
"""


def main() -> None:
    """Measure and print."""
    console = Console()
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    extractor = Extractor()
    console.print(start_up())
    console.print(throughput(extractor, texts))
    console.print(memory())
    console.print(growth(extractor, "\n\n".join(texts) + "\n\n"))


def start_up() -> Table:
    """Compare commands that start afresh."""
    kiextract = [sys.executable, "-m", "kiextract"]
    commands = {
        "python -c 'import typer, rich'": [sys.executable, "-c", "import typer, rich"],
        "kiextract --help": [*kiextract, "--help"],
        "python -c 'import spacy'": [sys.executable, "-c", "import spacy"],
        "kiextract parse, one release": [*kiextract, "parse", str(SAMPLES[0])],
    }
    times = medians({name: starter(command) for name, command in commands.items()}, START_UPS)
    table = Table("start-up", "seconds", "ratio to", title_justify="left")
    names = list(times)
    for reference, name in (names[:2], names[2:]):
        table.add_row(reference, f"{times[reference]:.2f}", "")
        table.add_row(name, f"{times[name]:.2f}", f"{times[name] / times[reference]:.2f} × the line above")
    return table


def starter(command: list[str]) -> Callable[[], object]:
    """Give a function that runs a command and fails where it fails."""
    return lambda: subprocess.run(command, check=True, capture_output=True)


def throughput(extractor: Extractor, texts: list[str]) -> Table:
    """Compare the whole pipeline with its names model, with a spaCy CNN and with a script of an afternoon."""
    names_model, cnn = extractor.nlp, convolutional_names()
    our_names = names_model.get_pipe(COMPONENTS[0])
    runs: dict[str, Callable[[], object]] = {
        "kiextract": lambda: [extractor.extract(text) for text in texts],
        "its names model alone": lambda: [our_names(names_model.make_doc(text)) for text in texts],
        "spaCy tok2vec + ner": lambda: [cnn(text) for text in texts],
        "that, regexes and dateparser": lambda: [afternoon_script(cnn, text) for text in texts],
    }
    for run in runs.values():
        run()
    times = medians(runs, ROUNDS)
    words = sum(len(text.split()) for text in texts)
    table = Table("throughput, one document after another", "words/s", "kiextract is")
    for name, taken in times.items():
        ratio = "" if name == "kiextract" else f"{taken / times['kiextract']:.2f} × as fast"
        table.add_row(name, f"{words / taken:,.0f}", ratio)
    return table


def convolutional_names() -> Language:
    """Give spaCy's default pipeline for names, of the shape of de_core_news_sm; its weights are random."""
    nlp = spacy.blank("de")
    nlp.add_pipe("tok2vec")
    listener = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"},
    }
    nlp.add_pipe("ner", config={"model": listener})
    entities = [(0, 4, "PER"), (5, 9, "LOC"), (10, 14, "ORG"), (15, 19, "MISC")]
    example = Example.from_dict(nlp.make_doc("Anna Hamm Amt1 Buch"), {"entities": entities})
    nlp.initialize(lambda: [example])
    return nlp


AMOUNT = re.compile(r"\d[\d.,]*\s*(?:Tsd\.|Mio\.|Mrd\.|Millionen|Milliarden)?\s*(?:Euro|€|EUR)")
OFFICE = re.compile(r"(?:(?:Ober)?[Bb]ürgermeister|Landr[aä]t|Minister|Dezernent|Leiter|Sprecher)(?:in)?")
DATED = re.compile(r"\d|Januar|Februar|März|April|Mai|Ju[nl]i|August|(?:Septem|Okto|Novem|Dezem)ber|tag\b")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def afternoon_script(nlp: Language, text: str) -> tuple[object, ...]:
    """Find what one finds without rules of one's own: entities, regexes, dateparser in likely sentences."""
    sentences = [sentence for sentence in SENTENCE_END.split(text) if DATED.search(sentence)]
    dates = [search_dates(sentence, languages=["de"]) for sentence in sentences]
    return nlp(text).ents, AMOUNT.findall(text), OFFICE.findall(text), dates


def memory() -> Table:
    """Compare the peak memory of processes."""
    path = str(SAMPLES[0])
    codes = {
        "import spacy": "import spacy",
        "kiextract, one release": EXTRACT.format(path=path, times=1),
        f"kiextract, a text of {LONG_SAMPLE // 1000} kB": EXTRACT.format(
            path=path, times=LONG_SAMPLE // len(SAMPLES[0].read_text(encoding="utf-8"))
        ),
    }
    table = Table("peak memory", "MB")
    for name, code in codes.items():
        command = [sys.executable, "-c", IN_BETWEEN, PEAK.format(code=code)]
        result = subprocess.run(command, check=True, capture_output=True, text=True)
        table.add_row(name, result.stdout.strip())
    return table


def growth(extractor: Extractor, text: str) -> Table:
    """Time documents of growing length: linear where a column stays about the same."""
    base = extractor.nlp.get_pipe(COMPONENTS[0])(extractor.nlp.make_doc(text))
    table = Table("one document of", "kiextract, ms per kB", "without its names model")
    taken = {"whole": 0.0, "rules": 0.0}  # seconds per code point, at the length before
    for name, size in SIZES.items():
        long_text = (text * (size // len(text) + 1))[:size]
        runs: dict[str, Callable[[], object]] = {
            "whole": partial(extractor.extract, long_text),
            "rules": partial(apply_rules, extractor.nlp, base, long_text),
        }
        row = []
        for kind, run in runs.items():
            if taken[kind] * size > PATIENCE:
                row.append("–")
                continue
            taken[kind] = seconds(run) / size
            row.append(f"{1_000_000 * taken[kind]:.1f}")
        table.add_row(name, *row)
    return table


def tiled(nlp: Language, base: Doc, text: str) -> Doc:
    """Make a doc of a text that repeats the one of a base doc, with its names repeated as well."""
    doc = nlp.make_doc(text)
    for kind in ("names", "role_spans", "organisations"):
        finds = base.user_data.get(f"kiextract.{kind}", [])
        doc.user_data[f"kiextract.{kind}"] = [
            copy
            for offset in range(0, len(text), len(base.text))
            for find in finds
            if last_end(copy := moved(find, offset)) <= len(text)
        ]
    return doc


def moved(find: dict[str, Any], offset: int) -> dict[str, Any]:
    """Give a find as it is so many code points later."""
    if "mentions" in find:
        return {**find, "mentions": [moved(mention, offset) for mention in find["mentions"]]}
    return {**find, "start": find["start"] + offset, "end": find["end"] + offset}


def last_end(find: dict[str, Any]) -> int:
    """Give the offset behind the last mention of a find."""
    return max(int(mention["end"]) for mention in find.get("mentions", [find]))


def apply_rules(nlp: Language, base: Doc, text: str) -> None:
    """Run all components but the names model over a text that repeats a base doc's; make the record."""
    doc = tiled(nlp, base, text)
    for name in COMPONENTS[1:]:
        doc = nlp.get_pipe(name)(doc)
    record_of(doc, source="-", sha256="").model_dump_json()


def medians(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Give the median seconds of each run; the runs take turns, so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(seconds(run))
    return {name: statistics.median(taken) for name, taken in times.items()}


def seconds(run: Callable[[], object]) -> float:
    """Run once; give the seconds it took."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
