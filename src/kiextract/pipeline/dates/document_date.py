"""The day of publication as the text itself gives it."""

from __future__ import annotations

import re

from kiextract.pipeline.dates.detection import find_expressions
from kiextract.pipeline.dates.resolution import Context, Reference, resolve
from kiextract.record import DocumentDate


def find_document_date(text: str) -> tuple[DocumentDate | None, str | None]:
    """Find the document date of a text and, where several contradict, a warning."""
    head = text[:3000]
    for find in find_expressions(head):
        value = resolve(find.when, Context())
        reference = Reference.parse(value)
        line_start = text.rfind("\n", 0, find.start) + 1
        line_end = text.find("\n", find.end)
        line_end = len(text) if line_end < 0 else line_end
        alone = not re.search(r"\w", text[line_start : find.start] + text[find.end : line_end])
        if reference and reference.day and alone:
            return DocumentDate(value=(value or "")[:10], origin="text", start=find.start, end=find.end), None
    return None, None
