"""A run: inputs, ledger, engine and writer put together."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiextract.console import ALL_WELL, FAILED, INTERRUPTED, USAGE, complain
from kiextract.cores import usable_cores
from kiextract.document import read_document
from kiextract.errors import DocumentError, EngineError, InputsError, ModelError, OutputError
from kiextract.folder.fingerprint import file_digest, fingerprint
from kiextract.folder.inputs import Shard, as_files, identities, identity_of, in_list
from kiextract.folder.ledger import Finished, Ledger
from kiextract.folder.pool import DEFAULT_TIMEOUT, WorkerPool
from kiextract.folder.progress import Counter
from kiextract.folder.worker import Outcome, Settings
from kiextract.lexicon import Lexicon
from kiextract.output.many import ManyWriter, check, ledger_path, open_many, own_paths


@dataclass(frozen=True)
class Run:
    """Everything that the command line says about a run."""

    folders: Sequence[str]
    output: Path | None
    """None is standard output."""
    format: str = "jsonl"
    pattern: str = "*.txt"
    list_name: str | None = None
    """File with the names of the documents, ``-`` for standard input."""
    jobs: int | None = None
    """None is as many as there are cores to use."""
    timeout: float = DEFAULT_TIMEOUT
    shard: Shard | None = None
    model: str | None = None
    document_date: str | None = None
    encoding: str | None = None
    lexicon: Lexicon | None = None
    fail_fast: bool = False
    restart: bool = False
    quiet: bool = False
    engine: str = "local"
    ray_address: str | None = None


def run(order: Run) -> int:
    """Do a run and give the exit code: 0 all well, 1 something failed, 2 wrong order, 130 interrupted.

    Raises BrokenPipeError where the reader of standard output has gone.
    """
    try:
        return _run(order)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (InputsError, ModelError, EngineError, OutputError) as error:
        complain(str(error))
        failed = isinstance(error, OutputError) and error.type != "target"
        return FAILED if failed else USAGE


def _run(order: Run) -> int:
    settings = Settings(
        order.model, order.document_date, order.encoding, order.format == "sqlite", order.lexicon
    )
    unlisted: list[DocumentError] = []
    check(order.format, order.output)
    with contextlib.ExitStack() as stack:
        ledger = Ledger(ledger_path(order.output), fingerprint(settings), restart=order.restart)
        stack.callback(ledger.close)
        total = ledger.add_inputs(_inputs(order, unlisted.append))
        if not total and not order.list_name and not order.shard:
            raise InputsError.none(order.pattern)
        writer = open_many(order.format, order.output)
        stack.callback(writer.close)
        unchanged = _find_unchanged(ledger)
        counter = stack.enter_context(Counter(total, unchanged, quiet=order.quiet))
        for error in unlisted:
            counter.add_failure(str(error))
        outcomes = stack.enter_context(
            contextlib.closing(_outcomes(order, settings, ledger.open_inputs(), total - unchanged))
        )
        try:
            complete = _write(order, ledger, outcomes, writer, counter)
        except KeyboardInterrupt:
            counter.summarise(" Interrupted; the same command goes on from here.")
            return INTERRUPTED
        if not complete:
            counter.summarise(" Stopped at a failure; the same command goes on from here.")
            return FAILED
        writer.finish()
        ledger.forget_others()
        counter.summarise()
        return FAILED if counter.failed else ALL_WELL


def _inputs(order: Run, report: Callable[[DocumentError], None]) -> Iterator[str]:
    """Give the names of all inputs: those of the folders, without our own files, then those of the list."""
    for folder in order.folders:
        if not os.path.lexists(folder):
            raise InputsError.missing(folder)
    own = identities(own_paths(order.output))
    names = as_files(order.folders, order.pattern, report, own)
    if order.list_name is not None:
        names = itertools.chain(names, in_list(order.list_name))
    target = None if order.output is None else identity_of(order.output)
    if target is not None and order.list_name is not None and identity_of(order.list_name) == target:
        raise OutputError.is_input(Path(order.list_name))
    for name in names:
        if target is not None and identity_of(name) == target:
            raise OutputError.is_input(Path(name))
        if order.shard is None or order.shard.holds(name):
            yield name


def _find_unchanged(ledger: Ledger) -> int:
    """Mark the inputs whose bytes are those of the run before; give how many they are."""
    unchanged = 0
    for name, sha256 in ledger.known():
        with contextlib.suppress(OSError):
            if file_digest(name) == sha256:
                ledger.mark_unchanged(name)
                unchanged += 1
    return unchanged


def _outcomes(
    order: Run, settings: Settings, names: Iterable[str], number: int
) -> Generator[Outcome, None, None]:
    """Give the outcomes of the documents that are to be done; ``number`` is how many they are."""
    if order.engine == "ray":
        from kiextract.folder.ray_engine import outcomes

        yield from outcomes(names, settings, order.jobs, order.timeout, order.ray_address)
        return
    jobs = min(order.jobs or usable_cores(), max(1, number))
    with WorkerPool(settings, jobs, order.timeout) as pool:
        yield from pool.outcomes(names)


def _write(
    order: Run, ledger: Ledger, outcomes: Iterator[Outcome], writer: ManyWriter, counter: Counter
) -> bool:
    """Write the record of every input in order; tell whether it was all of them."""
    for name, finished in ledger.inputs():
        if finished is not None:
            writer.write(finished.record, _text(name, order) if order.format == "sqlite" else None)
            continue
        outcome = next(outcomes)
        writer.write(outcome.record, outcome.text)
        if outcome.sha256 is not None:
            ledger.store(name, Finished(outcome.record, outcome.sha256, outcome.words))
            counter.add(outcome.words)
        else:
            counter.add_failure(outcome.failure or "")
            if order.fail_fast:
                return False
    return True


def _text(name: str, order: Run) -> str | None:
    try:
        return read_document(name, encoding=order.encoding).text
    except DocumentError:  # gone since it was looked at
        return None
