"""The document date as a user gives it: ISO 8601, or German words and figures."""

from __future__ import annotations

import datetime as dt
import re
import warnings

from kiextract.years import full_year

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
PREPOSITION = re.compile(r"^(am|den|der|vom|im)\s+", re.IGNORECASE)
LONGEST = 60
"""Code points; longer words are no date."""

PRECISIONS = ((["day", "month", "year"], len("YYYY-MM-DD")), (["month", "year"], len("YYYY-MM")))
"""What must be given, and how much of YYYY-MM-DD that fixes."""
SETTINGS = {"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"], "PREFER_DAY_OF_MONTH": "first"}


def is_iso_date(value: str) -> bool:
    """Tell whether a value is YYYY-MM-DD, YYYY-MM or YYYY and in the calendar."""
    match = ISO.fullmatch(value)
    if not match:
        return False
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def parse_document_date(value: str) -> str | None:
    """Give a date as YYYY-MM-DD, YYYY-MM or YYYY, as precise as it was given; None if it is none.

    Takes ISO 8601 and what dateparser reads as a German date, day before month: ``16. März 2018``,
    ``16.3.2018``, ``März 2018``. A year of two digits is that of :mod:`kiextract.years`. Words that depend on
    the clock (``heute``) and dates without a year are none.
    """
    value = PREPOSITION.sub("", value.strip())
    if is_iso_date(value):
        return value
    if len(value) > LONGEST or re.search(r"\d{4}/\d", value):
        return None
    import dateparser  # type: ignore[import-untyped]  # slow to import, needed here only

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's own note on days without a year
        for parts, length in PRECISIONS:
            date = dateparser.parse(value, languages=["de"], settings={**SETTINGS, "REQUIRE_PARTS": parts})
            if date is not None:
                day = date.date()
                if f"{day.year:04}" not in value:  # dateparser has a pivot of its own
                    day = day.replace(year=full_year(day.year % 100))
                return str(day.isoformat()[:length])
    return None
