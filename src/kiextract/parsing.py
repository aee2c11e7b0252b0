"""One input, one record: reading and extraction together, with failures as error records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiextract.document import Document, read_document, source_of
from kiextract.errors import DocumentError, ModelError
from kiextract.record import ErrorDetail, ErrorRecord, Record

if TYPE_CHECKING:
    from kiextract.extractor import Extractor
    from kiextract.lexicon import Lexicon


class Parser:
    """Gives a record for each named document; the model is loaded when the first one has been read."""

    def __init__(
        self,
        *,
        model: str | None = None,
        document_date: str | None = None,
        encoding: str | None = None,
        explain: bool = False,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.model = model
        self.document_date = document_date
        self.encoding = encoding
        self.explain = explain
        self.lexicon = lexicon
        self._extractor: Extractor | None = None

    def parse(self, name: str) -> Record | ErrorRecord:
        """Read and extract one file (``-``: standard input).

        A document that cannot be read gives an error record. Raises ModelError where no document can
        be extracted.
        """
        try:
            return self.parse_document(read_document(name, encoding=self.encoding))
        except DocumentError as error:
            return error_record(source_of(name), error)

    def parse_document(self, document: Document) -> Record:
        """Extract a document that was read. Raises DocumentError where it fails, ModelError as above."""
        extractor = self.load()
        try:
            return extractor.extract_document(
                document, document_date=self.document_date, explain=self.explain
            )
        except MemoryError as error:
            raise DocumentError.memory(document.source) from error
        except Exception as error:
            raise DocumentError.internal(document.source, error) from error

    def load(self) -> Extractor:
        """Load the model if that is not done. Raises ModelError where it cannot be loaded."""
        if self._extractor is None:
            from kiextract.extractor import Extractor

            try:
                self._extractor = Extractor(self.model, self.lexicon)
            except ModelError:
                raise
            except Exception as error:
                raise ModelError.unusable(self.model or "the bundled one", error) from error
        return self._extractor


def error_record(source: str, error: DocumentError) -> ErrorRecord:
    """Give the record of a document that could not be read."""
    return ErrorRecord(source=source, error=ErrorDetail(type=error.type, message=str(error)))
