"""What the commands share at the terminal: the name of its streams, what they say there, their exit codes."""

from __future__ import annotations

import contextlib
import sys

STDIN = "-"
"""The name of standard input and output."""

ALL_WELL = 0
FAILED = 1
"""At least one document failed, or the output could not be written."""
USAGE = 2
"""The command line or a setting is wrong, or the model is missing."""
INTERRUPTED = 130


def complain(sentence: str) -> None:
    """Write one sentence to standard error, if there is one."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(f"kiextract: {sentence}", file=sys.stderr, flush=True)
