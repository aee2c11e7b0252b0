"""The extractor: loads the pipeline once, then turns text into records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kiextract.document import Document
from kiextract.given_date import is_iso_date
from kiextract.lexicon import Lexicon
from kiextract.pipeline import COMPONENTS, OWN_WORDS, layers, load_pipeline
from kiextract.pipeline.remembering import forget_after
from kiextract.record import DocumentDate, Record
from kiextract.recording import record_of
from kiextract.wrapping import Unwrapped

CHUNK = 50_000
"""Most code points that the names model sees at once: bounds its memory on long documents."""

CHUNKS_AT_ONCE = 2

LEAST_ENDLESS = 100
ENDLESS_WORD = re.compile(rf"(?<!\S)\S{{300,}}|(?:[^\w\s]|_){{{LEAST_ENDLESS},}}")
"""What no tokeniser needs to cut: rulers, encoded files, noise. spaCy's takes quadratic time on it."""


class Extractor:
    """Turns German press releases into records.

    ``model`` is as for :func:`kiextract.load_pipeline`; ``lexicon`` are words of the user's own, as a
    :class:`kiextract.Lexicon` or as a dict of what the table ``[lexicon]`` of a settings file holds. An
    extractor can be pickled: the copy loads the pipeline anew. Raises ModelError and ConfigError.
    """

    def __init__(self, model: str | None = None, lexicon: Lexicon | Mapping[str, Any] | None = None) -> None:
        self.model = model
        self.lexicon = None if lexicon is None else Lexicon.parse(lexicon)
        self.nlp: Language = load_pipeline(model, self.lexicon)
        self.nlp.max_length = 2**63 - 1  # _analyse bounds what the model sees at once
        self._components = [name for name in (OWN_WORDS, *COMPONENTS) if name in self.nlp.pipe_names]

    def __getstate__(self) -> dict[str, Any]:
        return {"model": self.model, "lexicon": self.lexicon}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["model"], state["lexicon"])  # type: ignore[misc]

    def extract(
        self,
        text: str,
        *,
        source: str = "-",
        document_date: str | None = None,
        sha256: str | None = None,
        explain: bool = False,
    ) -> Record:
        """Extract the record of one text.

        ``source`` is copied into the record. ``document_date`` (ISO 8601: YYYY-MM-DD, YYYY-MM or YYYY)
        is the day of publication; without it, the date that the text itself gives is taken. ``sha256``
        is the digest of the document's bytes; without it, that of the text in UTF-8 is taken.
        ``explain`` adds which rule made each mention of a person and each role.
        Raises ValueError for a document date that is none and for text with lone surrogates.
        """
        if document_date is not None and not is_iso_date(document_date):
            raise ValueError(f"{document_date!r} is no document date: give YYYY-MM-DD, YYYY-MM or YYYY")
        unwrapped = Unwrapped(text)
        doc = self._analyse(unwrapped.text)
        if not text.strip():
            layers.warn(doc, "The document holds no text.")
        if document_date is not None:
            layers.set_document_date(doc, DocumentDate(value=document_date, origin="option"))
        for name in self._components:
            doc = self.nlp.get_pipe(name)(doc)
        digest = sha256 or hashlib.sha256(text.encode("utf-8")).hexdigest()
        record = record_of(doc, source=source, sha256=digest, explain=explain)
        forget_after(text)
        return unwrapped.record(record)

    def extract_document(
        self, document: Document, *, document_date: str | None = None, explain: bool = False
    ) -> Record:
        """Extract the record of a document that was read; its warnings come first in the record."""
        record = self.extract(
            document.text,
            source=document.source,
            document_date=document_date,
            sha256=document.sha256,
            explain=explain,
        )
        return record.model_copy(update={"warnings": [*document.warnings, *record.warnings]})

    def _analyse(self, text: str) -> Doc:
        """Run the names model's own components, if it has any, piece by piece on a long text."""
        if len(self._components) == len(self.nlp.pipe_names):
            return layers.bare(self.nlp.vocab, text)
        with self.nlp.select_pipes(disable=self._components):
            docs = list(self.nlp.pipe(self._tokenised(text), batch_size=CHUNKS_AT_ONCE))
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        layers.set_text(doc, text)
        return doc

    def _tokenised(self, text: str) -> Iterator[Doc]:
        """Cut a text into pieces and tokenise them; an endless word becomes one token."""
        position = 0
        longest = max(map(len, text.split()), default=0)
        for word in ENDLESS_WORD.finditer(text) if longest >= LEAST_ENDLESS else ():
            yield from map(self.nlp.make_doc, _chunks(text[position : word.start()]))
            yield Doc(self.nlp.vocab, words=[word[0]], spaces=[False])
            position = word.end()
        yield from map(self.nlp.make_doc, _chunks(text[position:]))


def _chunks(text: str) -> Iterator[str]:
    """Cut a text into pieces of at most CHUNK code points, at the last blank line, line end or space."""
    start = 0
    while len(text) - start > CHUNK:
        window_end = start + CHUNK
        for boundary in ("\n\n", "\n", " "):
            cut = text.rfind(boundary, start + CHUNK // 2, window_end)
            if cut >= 0:
                window_end = cut + len(boundary)
                break
        yield text[start:window_end]
        start = window_end
    yield text[start:]
