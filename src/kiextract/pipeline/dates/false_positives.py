"""What looks like a date and is none: each rule says why."""

from __future__ import annotations

import re

from kiextract.pipeline.dates.grammar import Find

WINDOW = 40
"""Code points before and behind a find that the rules look at."""

BEFORE = {
    "law": re.compile(
        r"(?:§|§§|Art\.|Artikel|Abs\.|Absatz|Satz|Nr\.|Nummer|Ziffer|Seite|S\.|Kapitel|Az\.:?|Aktenzeichen:?)\s*$"
    ),
    "telephone": re.compile(
        r"(?:Tel|Telefon|Fax|Telefax|Mobil|Handy|Ruf|Fon|Durchwahl|IBAN|DE|DIN|ISO|EN)\b[.:]?[\s()0-9/+-]*$"
    ),
    "road": re.compile(r"\b[ABLK]\s?$"),
    "programme": re.compile(r"\bAgenda\s$"),
    "digits": re.compile(r"[0-9][\s/-]$|[0-9+]\s?/\s?$"),
    "street_of_day": re.compile(
        r"(?:[Ss]traße|[Pp]latz|Allee|Brücke|Weg|Ring|Ufer|Schule)\s(?:des|der|am)\s$"
    ),
}
AFTER = {
    "unit": re.compile(
        r"\s?(?:€|%|EUR\b|Euro\b|Prozent\b|Liter\b|l\b|m²|qm\b|Quadratmeter|Meter|km\b|Kilometer|Tonnen|kg\b|Hektar|ha\b|Stück\b|Einwohner|Menschen|Personen|Besucher|Mitglieder|Teilnehm|Kinder|Schüler|Unterschriften|Exemplare|Plätze|Wohnungen|kWh\b|Grad\b|°)"
    ),
    "club": re.compile(r"\s?FC\b"),
}


def is_false_positive(text: str, find: Find) -> bool:
    """Tell whether the words around a find show that it is no date."""
    before = text[max(0, find.start - WINDOW) : find.start]
    after = text[find.end : find.end + WINDOW]
    bare = find.pattern in (
        "year",
        "numeric_day_month",
        "clock_minutes",
        "hour_of_range",
        "clock_range",
        "year_pair",
    )
    if bare and any(rule.search(before) for rule in BEFORE.values()):
        return True
    if find.pattern in ("day_month",) and BEFORE["street_of_day"].search(before):
        return True
    return bare and any(rule.match(after) for rule in AFTER.values())
