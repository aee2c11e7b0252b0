"""The bundled names model: a pretrained encoder that scores labels for each unit of a text.

The model is a folder with ``tagger.onnx`` (piece ids in, scores of name labels and of role labels out)
and ``tokenizer.json`` (the SentencePiece unigram vocabulary). ``training/`` makes both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kiextract.pipeline.names.decoding import decode
from kiextract.pipeline.names.units import BLANK_LINE, LINE_END, Unit, cut
from kiextract.pipeline.remembering import LONGEST_WORD, MOST_WORDS

NAME_KINDS = ("PER", "LOC", "ORG", "MISC")
ROLE_KINDS = ("ROLE",)
NETWORK = "tagger.onnx"
VOCABULARY = "tokenizer.json"
BEGIN = "<s>"
UNKNOWN = "<unk>"

WINDOW = 256
"""Most pieces that the encoder sees at once; it was trained on windows of up to 320."""
MARGIN = 16
"""Pieces at the edge of a window that are scored again, with more context, in its neighbour."""
LONGEST_UNIT = 24
"""Most pieces of one unit that are looked at: only the first is scored, and no word is longer."""

Scores = NDArray[np.floating[Any]]


class Found(NamedTuple):
    """A span of the text: half-open offsets in code points, and its kind."""

    start: int
    end: int
    kind: str


class Tagger:
    """Finds names and roles, in so many threads. The network is loaded when the first text comes."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        self._session: Any = None
        self._tokenizer: Any = None
        self._pieces: dict[str, list[int]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"folder": self.folder, "threads": self.threads}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["folder"], state["threads"])  # type: ignore[misc]

    def save(self, folder: Path) -> None:
        """Copy the model into another folder, which is made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in (NETWORK, VOCABULARY):
            if folder.resolve() != self.folder.resolve():
                shutil.copyfile(self.folder / name, folder / name)

    def find(self, text: str) -> tuple[list[Found], list[Found]]:
        """Give the names and the roles of a text, each in text order and without overlap."""
        units = cut(text)
        names, roles = self._scores(units)
        return _spans(units, names, NAME_KINDS), _spans(units, roles, ROLE_KINDS)

    def _scores(self, units: Sequence[Unit]) -> tuple[Scores, Scores]:
        """Score every unit but the breaks, window by window, as many at once as there are threads.

        Windows are not joined to batches: the 8-bit network scales its numbers by the largest of a batch,
        and a text must not depend on the texts beside it.
        """
        if self._session is None:
            self._load()
        pieces = [self._pieces_of(unit) for unit in units]
        lengths = [len(ids) for ids in pieces]
        all_windows = list(windows(lengths, even_size(sum(lengths), WINDOW - 1, MARGIN), MARGIN))
        if not all_windows:
            return np.zeros((0, 1)), np.zeros((0, 1))
        # Threads that outlive a call would be missing in a process that is forked from this one.
        with ThreadPoolExecutor(self.threads) as pool:
            run = map if self.threads == 1 else pool.map
            parts = list(run(self._scored, all_windows, repeat(units), repeat(pieces)))
        names, roles = zip(*parts, strict=True)
        return np.concatenate(names), np.concatenate(roles)

    def _scored(
        self, window: Window, units: Sequence[Unit], pieces: Sequence[Sequence[int]]
    ) -> tuple[Scores, Scores]:
        """Score the units of one window, given all units and their pieces."""
        seen = pieces[window.start : window.end]
        ids = self._begin + [piece for unit in seen for piece in unit]
        firsts = np.cumsum([1, *map(len, seen[:-1])])
        rows = [
            first
            for index, first in enumerate(firsts, start=window.start)
            if window.first <= index < window.last and not units[index].is_break
        ]
        names, roles = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})
        return names[0][rows], roles[0][rows]

    def _load(self) -> None:
        # Slow to import, so not before they are needed.
        from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = 1  # windows are too small to be shared out; they run side by side
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # windows of many lengths would each keep their memory
        self._tokenizer = Tokenizer.from_file(str(self.folder / VOCABULARY))
        self._begin = [self._tokenizer.token_to_id(BEGIN)]
        self._unknown = [self._tokenizer.token_to_id(UNKNOWN)]
        for mark in (LINE_END, BLANK_LINE):
            self._pieces[mark] = [self._tokenizer.token_to_id(mark)]
        self._session = InferenceSession(
            str(self.folder / NETWORK), options, providers=["CPUExecutionProvider"]
        )

    def _pieces_of(self, unit: Unit) -> list[int]:
        known = self._pieces.get(unit.spelling)
        if known is None:
            spelling = unit.spelling[: LONGEST_UNIT * 16]
            ids = self._tokenizer.encode(spelling, add_special_tokens=False).ids[:LONGEST_UNIT]
            known = ids or self._unknown  # a lone soft hyphen
            if len(self._pieces) < MOST_WORDS and len(unit.spelling) <= LONGEST_WORD:
                self._pieces[unit.spelling] = known
        return known


class Window(NamedTuple):
    """Units ``start`` to ``end`` are seen; of those, ``first`` to ``last`` are scored (half-open)."""

    start: int
    end: int
    first: int
    last: int


def even_size(total: int, most: int, margin: int) -> int:
    """Give the size at which so many pieces fall into windows of like size, as few as ``most`` pieces allow.

    Windows that run side by side are done when the longest is.
    """
    inner = most - 2 * margin
    count = max(1, -(-(total - 2 * margin) // inner))
    return min(most, -(-(total - 2 * margin) // count) + 2 * margin) if count > 1 else most


def windows(lengths: Sequence[int], size: int, margin: int) -> Iterator[Window]:
    """Cut units of the given lengths into windows of at most ``size`` pieces that overlap.

    Every unit is scored in exactly one window, at least about ``margin`` pieces from an edge of it unless
    the text ends there.
    """
    start = first = 0
    while first < len(lengths):
        end, filled = start, 0
        while end < len(lengths) and (filled + lengths[end] <= size or end <= first):
            filled += lengths[end]
            end += 1
        last = end if end == len(lengths) else max(_back(lengths, end, margin), first + 1)
        yield Window(start, end, first, last)
        first = last
        start = max(_back(lengths, first, margin), start)


def _back(lengths: Sequence[int], index: int, pieces: int) -> int:
    """Go back from a unit by at most so many pieces."""
    while index > 0 and pieces >= lengths[index - 1]:
        index -= 1
        pieces -= lengths[index]
    return index


def _spans(units: Sequence[Unit], scores: Scores, kinds: Sequence[str]) -> list[Found]:
    """Decode the scores of all units but the breaks. No span reaches over a blank line."""
    found: list[Found] = []
    words: list[Unit] = []
    first = 0
    for unit in (*units, Unit(0, 0, BLANK_LINE)):
        if unit.spelling == BLANK_LINE:
            rows = scores[first : first + len(words)]
            found += (Found(words[s].start, words[e - 1].end, kind) for s, e, kind in decode(rows, kinds))
            first += len(words)
            words = []
        elif not unit.is_break:
            words.append(unit)
    return found
