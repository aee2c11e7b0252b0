"""The spaCy component ``kiextract_names``: the bundled names model, or the entities of another pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kiextract.cores import usable_threads
from kiextract.pipeline.layers import Name, NameLabel, text_of, write
from kiextract.pipeline.names.organisations import find_organisations, settle
from kiextract.pipeline.names.tagger import Found, Tagger
from kiextract.record import Mention

LABELS: dict[str, NameLabel] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "NORP": "MISC",
    "MISC": "MISC",
    "OTH": "MISC",
}
"""Entity labels of the spaCy pipelines for German (WikiNER, OntoNotes and GermEval schemes)."""


@Language.factory("kiextract_names", assigns=["doc.ents", "doc.spans"], default_config={"threads": None})
def create(nlp: Language, name: str, threads: int | None) -> Names:
    """Make the component (called by spaCy).

    ``threads`` are those that the model may use; None means those of :func:`kiextract.cores.usable_threads`.
    """
    return Names(threads)


class Names:
    """Leaves names, organisations and the model's role spans.

    With a model, which comes with the pipeline that is loaded (:meth:`from_disk`), it finds names by
    itself and also leaves them as ``doc.ents`` and the role spans as ``doc.spans["roles"]``, widened to
    whole tokens. Without one it takes the ``doc.ents`` that the pipeline before it found.
    """

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or usable_threads()
        self.tagger: Tagger | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one doc; entities with other labels than those of :data:`LABELS` are left out."""
        text = text_of(doc)
        if self.tagger is not None:
            found, roles = self.tagger.find(text)
            doc.ents = _spans(doc, found)
            doc.spans["roles"] = _spans(doc, roles)
            write(doc, "role_spans", [_mention(text, span) for span in roles])
        else:
            found = [Found(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        names = [
            Name(start=span.start, end=span.end, text=text[span.start : span.end], label=LABELS[span.kind])
            for span in found
            if span.kind in LABELS
        ]
        names = settle(text, names)
        write(doc, "names", names)
        write(doc, "organisations", find_organisations(names))
        return doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the model beside the pipeline's other components (called by spaCy)."""
        if self.tagger is not None:
            self.tagger.save(Path(path))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> Names:
        """Take the model that lies in the pipeline's folder (called by spaCy)."""
        if Path(path).is_dir():
            self.tagger = Tagger(Path(path), self.threads)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the files of the model, nothing without one (called by spaCy)."""
        files: dict[str, bytes] = {}
        if self.tagger is not None:
            with TemporaryDirectory() as folder:
                self.tagger.save(Path(folder))
                files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
        packed: bytes = srsly.msgpack_dumps(files)
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Names:
        """Take the model of :meth:`to_bytes` (called by spaCy); its files lie in a temporary folder."""
        files = srsly.msgpack_loads(data)
        if files:
            # The tagger reads its files when the first text comes: they stay as long as it does.
            folder = TemporaryDirectory(prefix="kiextract-")
            for name, content in files.items():
                Path(folder.name, Path(name).name).write_bytes(content)
            self.tagger = Tagger(Path(folder.name), self.threads)
            self._folder = folder
        return self

    def __getstate__(self) -> dict[str, Any]:
        return {"threads": self.threads, "model": self.to_bytes()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["threads"])  # type: ignore[misc]
        self.from_bytes(state["model"])


def _mention(text: str, span: Found) -> Mention:
    return Mention(start=span.start, end=span.end, text=text[span.start : span.end])


def _spans(doc: Doc, found: Sequence[Found]) -> list[Span]:
    """Widen finds to whole tokens; of two in the same token the longer one stays."""
    spans = (doc.char_span(span.start, span.end, label=span.kind, alignment_mode="expand") for span in found)
    return filter_spans(span for span in spans if span is not None)
