"""All dates of a text as records: detection, false positives, resolution in text order."""

from __future__ import annotations

from collections.abc import Sequence

from kiextract.pipeline.dates.detection import find_expressions
from kiextract.pipeline.dates.false_positives import is_false_positive
from kiextract.pipeline.dates.grammar import Find
from kiextract.pipeline.dates.resolution import Context, Reference, is_relative, resolve
from kiextract.pipeline.dates.tense import Sentences
from kiextract.pipeline.dates.values import days_of
from kiextract.pipeline.layers import Name
from kiextract.record import Date


def read_dates(text: str, document_date: str | None, names: Sequence[Name]) -> list[Date]:
    """Find and resolve the dates of a text; offsets are code points.

    ``document_date`` is YYYY-MM-DD, YYYY-MM or YYYY, None where it is not known.
    """
    finds = [find for find in find_expressions(text) if not is_false_positive(text, find)]
    sentences = Sentences(text)
    document = Reference.parse(document_date)
    previous: Reference | None = None
    part: str | None = None
    dates = []
    for find in finds:
        tense = sentences.tense_at(find.start, find.end)
        value = resolve(find.when, Context(document, previous, part, tense))
        reference = Reference.parse(value)
        if reference and (reference.day or previous is None):
            previous, part = reference, find.when.part
        dates.append(_record(text, find, value))
    return dates


def _record(text: str, find: Find, value: str | None) -> Date:
    first, last = days_of(value) or (None, None)
    kind = find.when.type
    if kind in ("DATE", "TIME"):
        kind = "TIME" if (value and "T" in value) or find.when.hour is not None or find.when.part else "DATE"
        kind = "DATE" if value and value.endswith("_REF") else kind
    return Date.model_validate(
        {
            "start": find.start,
            "end": find.end,
            "text": text[find.start : find.end],
            "type": kind,
            "value": value,
            "from": first,
            "to": last,
            "relative": is_relative(find.when),
        }
    )
