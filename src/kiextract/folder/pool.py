"""Worker processes: file names in, outcomes out in the same order, whatever a document does to its worker.

The processes and their time limits are those of pebble. What is added here: results in the order of the
inputs, a bound on what is under way, and a second try for a document that took its worker down.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from kiextract.document import source_of
from kiextract.errors import DocumentError, EngineError, ModelError
from kiextract.folder import worker
from kiextract.folder.worker import NoModel, Outcome, Settings

if TYPE_CHECKING:
    from pebble import ProcessPool

AHEAD = 256
"""Documents per worker that may be under way or wait for an earlier one."""
BYTES_AHEAD = 32 * 2**20
"""Bytes of documents that may be under way: it bounds what waits in memory when they are long."""
DOCUMENTS_PER_PROCESS = 5_000
"""A worker is replaced after so many: spaCy keeps every word that it has ever met."""
START_LIMIT = 300.0
"""Seconds in which a worker must have loaded the model."""

MOST_BREAKDOWNS = 3
"""Times that all workers may go down together before one document is done."""
PEBBLE_WORKER = "pebble_pool_worker"
"""What pebble calls its processes."""

DEFAULT_TIMEOUT = 120.0
"""Seconds that a document of up to TIMEOUT_BYTES may take; a longer one in proportion."""
TIMEOUT_BYTES = 100_000

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""The libraries below would each start a thread per core in every worker."""

NO_WARNING = "ignore:resource_tracker"
"""Python's resource tracker cleans up behind a run that was killed, and would warn of what it found."""


@dataclass
class _Task:
    """A document under way."""

    name: str
    size: int
    time_limit: float
    future: Future[Outcome | NoModel]


class WorkerPool:
    """``jobs`` processes that extract. A context manager; at its end all processes are gone."""

    def __init__(self, settings: Settings, jobs: int, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._settings = settings
        self._jobs = jobs
        self._timeout = timeout
        self._pool: ProcessPool | None = None
        self._breakdowns = 0

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def outcomes(self, names: Iterable[str]) -> Iterator[Outcome]:
        """Give the outcome of every file, in the order of the names.

        Raises ModelError where the model cannot be loaded, and EngineError where no worker lives long
        enough to take a document.
        """
        names = iter(names)
        window: deque[_Task] = deque()
        exhausted = False
        while True:
            while not exhausted and len(window) < AHEAD * self._jobs and _bytes(window) < BYTES_AHEAD:
                name = next(names, None)
                if name is None:
                    exhausted = True
                else:
                    window.append(self._begin(name))
            if not window:
                return
            yield self._settle(window.popleft(), window)

    def _begin(self, name: str) -> _Task:
        size = _size(name)
        time_limit = self._timeout * max(1.0, size / TIMEOUT_BYTES)
        return _Task(name, size, time_limit, self._schedule(name, time_limit))

    def _schedule(self, name: str, time_limit: float) -> Future[Outcome | NoModel]:
        if self._pool is None:
            self._pool = _start(self._settings, self._jobs)
        with contextlib.suppress(RuntimeError):  # the pool has broken down since
            return self._pool.schedule(worker.extract, args=(name, time_limit), timeout=time_limit)
        broken: Future[Outcome | NoModel] = Future()
        broken.set_exception(BrokenProcessPool())
        return broken

    def _settle(self, task: _Task, others: Sequence[_Task]) -> Outcome:
        """Wait for a document. One that took its worker down is tried once more, with nothing beside it."""
        result = self._wait_for(task, others)
        if isinstance(result, DocumentError):
            self._wait_until_idle(others)
            task.future = self._schedule(task.name, task.time_limit)
            result = self._wait_for(task, others)
        self._breakdowns = 0
        if isinstance(result, NoModel):
            raise ModelError(result.sentence)
        if isinstance(result, DocumentError):
            return worker.failed(source_of(task.name), result)
        return result

    def _wait_for(self, task: _Task, others: Sequence[_Task]) -> Outcome | NoModel | DocumentError:
        from pebble import ProcessExpired

        while True:
            try:
                return task.future.result(timeout=task.time_limit + START_LIMIT)
            except ProcessExpired as error:
                return DocumentError.crashed(source_of(task.name), error.exitcode)
            except FutureTimeout:
                if task.future.done():
                    return DocumentError.timed_out(source_of(task.name), task.time_limit)
                self._renew([task, *others])
            except BrokenProcessPool:
                self._renew([task, *others])

    def _wait_until_idle(self, others: Sequence[_Task]) -> None:
        limit = max((other.time_limit for other in others), default=0) + START_LIMIT
        if wait([other.future for other in others], timeout=limit).not_done:
            self._renew(others)

    def _renew(self, tasks: Sequence[_Task]) -> None:
        """Start all over again after a breakdown (processes killed from outside, no memory to start one)."""
        self._breakdowns += 1
        if self._breakdowns > MOST_BREAKDOWNS:
            raise EngineError.no_workers()
        self._stop()
        for task in tasks:
            if not task.future.done() or task.future.exception() is not None:
                task.future = self._schedule(task.name, task.time_limit)

    def _stop(self) -> None:
        """Kill the workers: what is wanted of them has arrived, and they hold nothing to spoil."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        pool.stop()  # type: ignore[no-untyped-call]
        for process in multiprocessing.active_children():
            if process.name == PEBBLE_WORKER:
                process.kill()
        pool.join()


def _start(settings: Settings, jobs: int) -> ProcessPool:
    from pebble import ProcessPool

    os.environ.update(ONE_THREAD)
    os.environ.setdefault("PYTHONWARNINGS", NO_WARNING)
    # The workers inherit that Ctrl-C is not for them, also while they still start.
    resource_tracker.ensure_running()  # it lets SIGINT through when it starts, so it starts before
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        pool = ProcessPool(
            max_workers=jobs,
            max_tasks=DOCUMENTS_PER_PROCESS,
            initializer=worker.start,
            initargs=(settings,),
            context=multiprocessing.get_context("spawn"),
        )
        # Asking whether it is active starts it.
        if not pool.active:
            raise EngineError.no_workers()
        return pool
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


def _bytes(tasks: Iterable[_Task]) -> int:
    return sum(task.size for task in tasks)


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size  # noqa: PTH116 - as document.py does it
    except (OSError, ValueError):
        return 0  # the worker will say what is wrong with it
