"""What a run says on standard error while it goes on and at its end."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from kiextract.console import complain

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

REFRESH = 4
"""Times a second that the bar is drawn."""


class Counter:
    """Counts documents; shows a bar while it does, where standard error is a terminal.

    A context manager. ``quiet`` leaves out the bar and the summary, never the failures.
    """

    def __init__(self, total: int, unchanged: int, *, quiet: bool) -> None:
        self.total = total
        self.unchanged = unchanged
        self.extracted = 0
        self.failed = 0
        self.words = 0
        self._quiet = quiet
        self._begin = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Counter:
        if not self._quiet and sys.stderr is not None and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("", total=self.total - self.unchanged, failed=0, speed=0)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add(self, words: int) -> None:
        """Count a document that was extracted."""
        self.extracted += 1
        self.words += words
        self._update()

    def add_failure(self, sentence: str) -> None:
        """Count a document that failed, and say why."""
        self.failed += 1
        self.complain(sentence)
        self._update()

    def complain(self, sentence: str) -> None:
        """Write a sentence, above the bar if there is one."""
        if self._bar is not None:
            line = f"kiextract: {sentence}"
            self._bar.console.print(line, markup=False, emoji=False, highlight=False, soft_wrap=True)
        else:
            complain(sentence)

    def summarise(self, ending: str = "") -> None:
        """Write the summary: one line, the numbers of the run."""
        if self._quiet:
            return
        parts = [f"{_documents(self.extracted)} extracted"]
        if self.unchanged:
            parts.append(f"{self.unchanged:,} unchanged")
        parts.append(f"{self.failed:,} failed")
        seconds = time.monotonic() - self._begin
        pace = f"{self.words:,} words in {seconds:,.1f} s ({self.words / max(seconds, 0.001):,.0f} words/s)"
        self.complain(f"{', '.join(parts)}; {pace}.{ending}")

    def _update(self) -> None:
        if self._bar is not None and self._task is not None:
            speed = self.words / max(time.monotonic() - self._begin, 0.001)
            self._bar.update(self._task, advance=1, failed=self.failed, speed=speed)


def _documents(number: int) -> str:
    return f"{number:,} {'document' if number == 1 else 'documents'}"


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[speed]:,.0f} words/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        refresh_per_second=REFRESH,
        transient=True,
    )
