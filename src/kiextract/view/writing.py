"""Where the pages go: one file, or a folder that is there whole or not at all."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiextract.errors import OutputError

INDEX = "index.html"
DOCUMENTS = "documents"
LONGEST_SLUG = 60
TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
PAGE_NAME = re.compile(r"\d{4,}(?:-[a-z0-9-]+)?\.html")


def page_name(number: int, source: str) -> str:
    """Give the file name of a document's page: its number and what ASCII its file name has."""
    stem = Path(source).stem.lower().translate(TRANSLITERATION)
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST_SLUG].strip("-")
    return f"{number:04}-{slug}.html" if slug else f"{number:04}.html"


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes the place of ``target`` at the end.

    Only an empty folder, or the pages of an earlier run and nothing else, is replaced. Raises OutputError.
    """
    try:
        path = target.resolve()
        if path.exists() and not _is_ours(path):
            raise OutputError.not_ours(target, "pages")
        if not path.parent.is_dir():
            raise OutputError.no_folder(target)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:80]}.") as name:
            folder = Path(name, "new")  # not the temporary folder itself, which nobody else may read
            (folder / DOCUMENTS).mkdir(parents=True)
            yield folder
            if path.exists():
                path.rename(Path(name, "old"))
            folder.rename(path)
    except OSError as error:
        raise OutputError.failed(target, error) from error


def _is_ours(path: Path) -> bool:
    """Tell whether a path is a folder that holds nothing but pages as they are written here."""
    if not path.is_dir():
        return False
    documents = path / DOCUMENTS
    pages = documents.iterdir() if documents.is_dir() else iter(())
    return {entry.name for entry in path.iterdir()} <= {INDEX, DOCUMENTS} and all(
        PAGE_NAME.fullmatch(page.name) for page in pages
    )
