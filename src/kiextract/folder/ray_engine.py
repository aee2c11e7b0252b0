"""The same work on a Ray cluster. Needs Ray (the extra ``ray``).

Each actor of the pool has one worker process of its own, as a run on this machine has: a document that
crashes or hangs does there what it does here, and gives the same record. The files must be readable under
the same names on every machine of the cluster.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
from collections.abc import Iterable, Iterator
from typing import Any

from kiextract.errors import EngineError, ModelError
from kiextract.folder.pool import WorkerPool
from kiextract.folder.worker import Outcome, Settings

FILES_PER_BATCH = 32
"""Files that an actor gets at once."""
FILES_PER_DATASET = 16_384
"""Files that are handed to Ray at once: it bounds what this process holds of names and records."""


class Actor:
    """Extracts batches of files."""

    def __init__(self, settings: Settings, timeout: float) -> None:
        self._pool = WorkerPool(settings, 1, timeout)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Turn a column of file names into one of outcomes, as JSON."""
        names = [os.fsdecode(name) for name in batch["name"]]
        try:
            return {"outcome": [json.dumps(outcome) for outcome in self._pool.outcomes(names)]}
        except ModelError as error:
            return {"outcome": [json.dumps(str(error))]}


def outcomes(
    names: Iterable[str], settings: Settings, jobs: int | None, timeout: float, address: str | None
) -> Iterator[Outcome]:
    """Give the outcome of every file, in the order of the names.

    ``jobs`` is the number of actors, None one for each core of the cluster; ``address`` is that of the
    cluster, None the one of the environment (``RAY_ADDRESS``) or else a new one on this machine. Raises
    EngineError where Ray is not installed, ModelError where the model cannot be loaded.
    """
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise EngineError.not_installed("Ray", "ray") from error
    ray.init(address=address, ignore_reinit_error=True, logging_level="ERROR", log_to_driver=False)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    actors = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    remaining = iter(names)
    try:
        while chunk := list(itertools.islice(remaining, FILES_PER_DATASET)):
            dataset = ray.data.from_items([{"name": os.fsencode(name)} for name in chunk]).map_batches(
                Actor,
                fn_constructor_args=(settings, timeout),
                batch_size=FILES_PER_BATCH,
                compute=ray.data.ActorPoolStrategy(size=actors),
            )
            for row in dataset.iter_rows():
                outcome = json.loads(row["outcome"])
                if isinstance(outcome, str):
                    raise ModelError(outcome)
                yield Outcome(*outcome)
    finally:
        ray.shutdown()
