"""Documents: files and standard input, decoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """Decoded text and where it came from."""

    source: str
    text: str
    sha256: str
