"""How many cores and threads this process may use."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Where Linux says how much of its cores a container may use (cgroup v2)."""


def usable_cores() -> int:
    """Give the number of cores that the process is bound to, no more than its container's share."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with contextlib.suppress(OSError):
        cores = min(cores, quota_in_cores(CGROUP_QUOTA.read_text()) or cores)
    return cores


def usable_threads() -> int:
    """Give the threads that one process may use: what OMP_NUM_THREADS says, else one for each usable core.

    The variable is OpenMP's; schedulers and process pools set it to 1 where processes are many.
    """
    wanted = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return max(1, int(wanted)) if wanted.isdecimal() else usable_cores()


def quota_in_cores(quota: str) -> int | None:
    """Read ``cpu.max``: microseconds of work in a period, or ``max``; a part of a core counts as one."""
    share, _, period = quota.strip().partition(" ")
    if not share.isdigit() or not period.isdigit() or int(period) == 0:
        return None
    return max(1, -(-int(share) // int(period)))
