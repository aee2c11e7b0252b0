"""Measure ``kiextract batch``: speed, memory, and whether it keeps what it promises when it is ill-treated.

    python benchmarks/batch.py                    # everything; takes about half an hour on two cores
    python benchmarks/batch.py throughput kills   # some of it

Runs that are compared take turns, and the tables show medians and ratios. The documents are made of
``samples/*.txt``. Where the names model does not matter (memory by the number of files, kills, hostile
documents), a small one that finds fixed names takes its place, so that the numbers can be large. All
files are written into a temporary folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

import speed

SAMPLES = sorted(Path(__file__).parents[1].glob("samples/*.txt"))
BATCH = [sys.executable, "-m", "kiextract", "batch", "--quiet"]
ROUNDS = 3
DOCUMENTS = 240
"""In the comparison of throughput."""
FILES = (1_000, 10_000, 100_000)
KILLS, KILL_FILES = 30, 2_000
HOSTILE = 2_000
LENGTHS = {"1 kB": 1_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
SAMPLE_EVERY = 0.2
"""Seconds between two looks at the memory of all processes."""


def main() -> None:
    """Measure what the command line names, or everything; print tables."""
    measures: dict[str, Callable[[Path], Table]] = {
        "throughput": throughput,
        "start-up": start_up,
        "memory": memory,
        "lengths": lengths,
        "kills": kills,
        "hostile": hostile,
    }
    console = Console()
    for name in sys.argv[1:] or measures:
        with tempfile.TemporaryDirectory() as folder:
            console.print(measures[name](Path(folder)))


def throughput(folder: Path) -> Table:
    """Compare whole runs, start-up included, and what is left when the start-up is taken off."""
    texts = write_samples(folder / "in", DOCUMENTS)
    few = folder / "few"
    write_samples(few, 2)
    runs: dict[str, Callable[[], object]] = {}
    for jobs in (1, 2):
        runs[f"kiextract batch --jobs {jobs}"] = lambda jobs=jobs: batch(folder / "in", jobs)
        runs[f"start-up of --jobs {jobs}"] = lambda jobs=jobs: batch(few, jobs)
    for jobs in (1, 2):
        runs[f"spaCy tok2vec + ner, nlp.pipe, {jobs} processes"] = lambda jobs=jobs: pipe(texts, jobs)
    runs["that, regexes and dateparser, 1 process"] = lambda: [
        speed.afternoon_script(cnn(), text) for text in texts
    ]
    cnn()
    times = speed.medians(runs, ROUNDS)
    words = sum(len(text.split()) for text in texts)
    table = Table(
        f"throughput, {len(texts)} documents of {words // len(texts)} words",
        "words/s",
        "documents/s",
        "ratio",
    )
    for jobs in (1, 2):
        times[f"kiextract batch --jobs {jobs}"] -= times.pop(f"start-up of --jobs {jobs}")
    first, second = times["kiextract batch --jobs 1"], times["kiextract batch --jobs 2"]
    for name, taken in times.items():
        jobs = 2 if "2" in name.replace("tok2vec", "") else 1
        ours = second if jobs == 2 else first
        ratio = f"{first / second:.2f} × --jobs 1" if taken == second else ""
        if not name.startswith("kiextract"):
            ratio = f"kiextract with as many processes: {taken / ours:.3f} × as fast"
        table.add_row(name, f"{words / taken:,.0f}", f"{len(texts) / taken:,.1f}", ratio)
    return table


_CNN: list[Language] = []


def cnn() -> Language:
    """Give spaCy's default pipeline for names, made once."""
    if not _CNN:
        _CNN.append(speed.convolutional_names())
    return _CNN[0]


def pipe(texts: list[str], processes: int) -> None:
    """Find names with spaCy alone."""
    for _ in cnn().pipe(texts, n_process=processes, batch_size=32):
        pass


def start_up(folder: Path) -> Table:
    """Time until the first record is there, and until one and two workers have done one document each."""
    write_samples(folder / "in", 2)
    runs: dict[str, Callable[[], object]] = {
        "first record, --jobs 1": lambda: first_line(folder / "in", 1),
        "first record, --jobs 2": lambda: first_line(folder / "in", 2),
        "two documents, --jobs 1": lambda: batch(folder / "in", 1),
        "two documents, --jobs 2": lambda: batch(folder / "in", 2),
    }
    times = speed.medians(runs, ROUNDS)
    table = Table("start-up", "seconds")
    for name, taken in times.items():
        table.add_row(name, f"{taken:.2f}")
    return table


def memory(folder: Path) -> Table:
    """Measure the most memory of all processes together, over numbers of small files."""
    model = small_model(folder / "model")
    table = Table(
        "peak memory, --jobs 2, small model", "all processes, MB", "main process, MB", "ratio to first"
    )
    first = None
    for number in FILES:
        write_small(folder / "in", number)
        everything, main = peak_memory(
            [*BATCH, "--jobs", "2", "--model", model, folder / "in", "-o", folder / "out"]
        )
        first = first or everything
        table.add_row(f"{number:,} files", f"{everything:,.0f}", f"{main:,.0f}", f"{everything / first:.2f}")
    write_samples(folder / "samples", 40)
    everything, main = peak_memory([*BATCH, "--jobs", "2", folder / "samples", "-o", folder / "records"])
    table.add_row("bundled model, 40 samples", f"{everything:,.0f}", f"{main:,.0f}", "")
    return table


def lengths(folder: Path) -> Table:
    """Time single documents of growing length; linear where the last column stays about the same."""
    text = "\n\n".join(sample.read_text(encoding="utf-8") for sample in SAMPLES) + "\n\n"
    table = Table("one document of", "seconds", "ms per kB", "peak memory, MB")
    (folder / "none").mkdir()
    (folder / "none/none.txt").touch()
    idle = statistics.median(speed.seconds(lambda: batch(folder / "none", 1)) for _ in range(ROUNDS))
    for name, size in LENGTHS.items():
        source = folder / name / "document.txt"
        source.parent.mkdir()
        source.write_text((text * (size // len(text) + 1))[:size], encoding="utf-8")
        begin = time.perf_counter()
        peak, _ = peak_memory([*BATCH, "--jobs", "1", source.parent, "-o", folder / "out.jsonl"])
        taken = time.perf_counter() - begin - idle
        table.add_row(name, f"{taken:.2f}", f"{1_000_000 * taken / size:.1f}", f"{peak:,.0f}")
    return table


def kills(folder: Path) -> Table:
    """Kill a run at random moments, each time going on with the same command; compare with a quiet run."""
    model = small_model(folder / "model")
    write_small(folder / "in", KILL_FILES)
    order = [*map(str, (*BATCH, "--jobs", "2", "--model", model, folder / "in", "-o"))]
    undisturbed, output = folder / "undisturbed.jsonl", folder / "out.jsonl"
    whole = speed.seconds(lambda: subprocess.run([*order, undisturbed], check=True))
    chance = random.Random(1)  # noqa: S311 - not for secrets
    killed = 0
    while killed < KILLS:
        running = subprocess.Popen([*order, output])
        try:
            running.wait(timeout=chance.uniform(0, 0.6 * whole))
            output.unlink()  # it came to its end: go on from its state, or from nothing
            if chance.random() < 0.5:
                output.with_name("out.jsonl.state").unlink()
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            killed += 1
    subprocess.run([*order, output], check=True)
    same = output.read_bytes() == undisturbed.read_bytes()
    table = Table(f"{killed} kills over {KILL_FILES:,} files", "")
    table.add_row("output of the last run", "as undisturbed, byte for byte" if same else "DIFFERENT")
    with output.open("rb") as lines:
        table.add_row("records", f"{sum(1 for _ in lines):,}")
    return table


def hostile(folder: Path) -> Table:
    """Feed documents that nobody wrote to be read; count what became of them."""
    model = small_model(folder / "model")
    (folder / "in").mkdir()
    for number, data in enumerate(hostile_documents(HOSTILE)):
        (folder / f"in/{number:05}.txt").write_bytes(data)
    begin = time.perf_counter()
    order = [*BATCH, "--jobs", "2", "--model", model, folder / "in", "-o", folder / "out.jsonl"]
    subprocess.run(list(map(str, order)), stderr=subprocess.DEVNULL, check=False)
    taken = time.perf_counter() - begin
    outcomes: Counter[str] = Counter()
    with (folder / "out.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            outcomes[json.loads(line).get("error", {}).get("type", "record")] += 1
    table = Table(f"{HOSTILE:,} hostile documents in {taken:,.0f} s", "")
    for outcome, number in outcomes.most_common():
        table.add_row(outcome, f"{number:,}")
    table.add_row("in all", f"{outcomes.total():,}")
    return table


def hostile_documents(number: int) -> Iterator[bytes]:
    """Make random bytes, torn encodings, controls, endless lines, deep brackets, digits, quotes, mixtures."""
    chance = random.Random(2)  # noqa: S311 - not for secrets
    text = "\n".join(sample.read_text(encoding="utf-8") for sample in SAMPLES)
    words = text.split()
    signs = "".join(map(chr, [*range(1, 32), *range(127, 160), 0x200B, 0x2028, 0x202E, 0xFEFF, 0xE0041]))
    quotes = "„“”‚‘’»«›‹\"'`´"

    def some(alphabet: Iterable[str], most: int) -> str:
        return "".join(chance.choices(list(alphabet), k=chance.randrange(most)))

    makers: list[Callable[[], bytes]] = [
        lambda: chance.randbytes(chance.randrange(5_000)),
        lambda: text.encode()[chance.randrange(2_000) : chance.randrange(2_000, 6_000)],
        lambda: text[:3_000].encode("utf-16")[: chance.randrange(6_000)],
        lambda: text[:3_000].encode("cp1252", "replace")[: chance.randrange(3_000)],
        lambda: "".join(word + some(signs, 3) for word in chance.choices(words, k=300)).encode(),
        lambda: "".join(chance.choices(words, k=chance.randrange(1, 3_000))).encode(),
        lambda: (some("([{<„", 3_000) + text[:500] + some(")]}>“", 3_000)).encode(),
        lambda: some("0123456789", 20_000).encode(),
        lambda: some("0123456789.,- €", 20_000).encode(),
        lambda: some(quotes, 5_000).encode(),
        lambda: "".join(some(quotes, 3) + word for word in chance.choices(words, k=500)).encode(),
        lambda: " ".join(chance.choices(words, k=500)).upper().encode(),
        lambda: (some("=_-*#~.:;/\\|", 200) + "\n").encode() * chance.randrange(100),
        lambda: some("aäße\u0301\u0308 \n\t\xa0\xad", 10_000).encode(),
    ]
    for index in range(number):
        if index % 200 == 199:  # ten of them are a line of a megabyte
            yield (" ".join(words) + " ").encode()[:1000] * 1_000
        else:
            yield chance.choice(makers)()


def write_samples(folder: Path, number: int) -> list[str]:
    """Write so many documents, the samples over and over; give their texts."""
    folder.mkdir()
    texts = [SAMPLES[index % len(SAMPLES)].read_text(encoding="utf-8") for index in range(number)]
    for index, text in enumerate(texts):
        (folder / f"{index:06}.txt").write_text(text, encoding="utf-8")
    return texts


def write_small(folder: Path, number: int) -> None:
    """Write small documents, each different, until there are so many; a thousand in a folder."""
    for index in range(number):
        part = folder / f"{index // 1000:03}"
        part.mkdir(parents=True, exist_ok=True)
        path = part / f"{index % 1000:03}.txt"
        if not path.exists():
            word = hashlib.sha256(str(index).encode()).hexdigest()[:8]
            path.write_text(f"Max Muster gab in Solingen am 16.3.2018 für {word} {index} Euro.\n", "utf-8")


def small_model(folder: Path) -> str:
    """Save a pipeline that finds two names, fit for --model."""
    nlp = spacy.blank("de")
    patterns = [{"label": "PER", "pattern": "Max Muster"}, {"label": "LOC", "pattern": "Solingen"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def batch(folder: Path, jobs: int) -> None:
    """Run a batch over a folder, its records to nowhere."""
    order = [*BATCH, "--jobs", str(jobs), str(folder), "-o", "-"]
    subprocess.run(order, stdout=subprocess.DEVNULL, check=True)


def first_line(folder: Path, jobs: int) -> None:
    """Run a batch until its first record is there."""
    order = [*BATCH, "--jobs", str(jobs), str(folder), "-o", "-"]
    with subprocess.Popen(order, stdout=subprocess.PIPE) as running:
        next(iter(running.stdout or ()))
        running.send_signal(signal.SIGINT)


def peak_memory(order: list[object]) -> tuple[float, float]:
    """Run a command; give the peak of the resident memory of all its processes, and of it alone, in MB.

    Looked up in /proc (Linux) as it runs; what processes share counts for each of them.
    """
    running = subprocess.Popen(list(map(str, order)))
    peaks = [0.0, 0.0]
    while running.poll() is None:
        own = resident(running.pid)
        everything = own + sum(map(resident, children(running.pid)))
        peaks = [max(peaks[0], everything), max(peaks[1], own)]
        time.sleep(SAMPLE_EVERY)
    return peaks[0], peaks[1]


def children(pid: int) -> list[int]:
    """Give the processes that a process has started."""
    try:
        listings = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for listing in listings for child in listing.split()]


def resident(pid: int) -> float:
    """Give the resident memory of a process in MB; 0 where it has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


if __name__ == "__main__":
    main()
