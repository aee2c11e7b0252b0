"""The title of a document: its headline."""

from __future__ import annotations

import re
from itertools import islice

LONGEST_TITLE = 200
"""Code points; a longer first line is cut."""

LEAST_WORDS = 3
MOST_LINES_TO_TITLE = 6
MOST_LINES_OF_HEAD = 30
"""Lines with letters in which the headline is looked for; more navigation than that is none."""

WORD = re.compile(r"\w\S*")
LIST_NUMBER = re.compile(r"^(\d{1,3})[.)]\s")

SEPARATOR = re.compile(r"\s[-–—|•·/>»›→]\s|[>»›→|•·:;]\s?")
"""What stands between the parts of a path, a letterhead or a menu."""

DATE = (
    r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d]{3,9}\.?)\s?\d{2,4}|\d{4}-\d\d-\d\d)"
    r"(?:,?\s\d{1,2}[:.]\d\d(?:\sUhr)?)?"
)
LABEL = re.compile(
    r"\W*(?:presse|medien)-?(?:mitteilung|information|info|meldung|dienst|stelle|erklärung|service)(?:en)?\b"
    r"[^:|–]{0,100}|.{0,80}\b(?:presse|pressestelle|pressedienst|newsroom)\W*",
    re.IGNORECASE,
)
"""A line that says only what kind of text this is, from whom, its number and date."""
LETTERHEAD = re.compile(
    r".{0,80}\b(?:presse|medien)-?(?:mitteilung|information|info|meldung)(?:en)?\s"
    rf"(?:(?:nr\.?|nummer)?\s?\d[\d./-]*\W{{0,3}})?(?:(?:vom\s|am\s)?{DATE})?\W*",
    re.IGNORECASE,
)
"""A label behind the name of the sender, with a number or a date."""
DATELINE = re.compile(
    r"(?:[^.:]{2,40},\s?)?(?:(?:datum|stand|erstellt|veröffentlicht|meldung)?:?\s?(?:den|vom|am)?\s)?"
    rf"{DATE}\W{{0,5}}",
    re.IGNORECASE,
)
"""A line that gives only place and date."""

PAGE_WORDS = re.compile(
    r"start(?:seite)?|home(?:page)?|sie (?:sind|befinden sich) hier|aktuell(?:es)?|news|neuigkeiten|presse|"
    r"(?:aktuelle |alle )?(?:nachrichten|meldungen|(?:presse|medien)(?:mitteilungen|informationen))|"
    r"pressemeldungen|(?:presse)?archiv|rathaus|(?:bürger)?service|politik|verwaltung|menü|(?:haupt)?navigation|suchen?|"
    r"kontakt|impressum|(?:seite |artikel )?(?:drucken|teilen|vorlesen)|inhalt|zurück|"
    r"(?:zurück |direkt )?zu[mr] (?:haupt)?(?:inhalt|navigation|übersicht|startseite|liste|suche|menü)"
    r"(?: springen)?|skip to (?:main )?content|pressekontakt|nr\.? ?\d[\d./-]*",
    re.IGNORECASE,
)
"""What web pages and letters write around their text, whatever it is about."""
SENDER = re.compile(
    r"(?:(?:Der|Die|Das) )?(?:[^\W\d_]+ )?(?:Stadt|Hansestadt|Stadtverwaltung|Gemeinde|Gemeindeverwaltung|"
    r"Verbandsgemeinde|Samtgemeinde|Markt|Kreis|Landkreis|Kreisverwaltung|Landratsamt|Bezirksamt|"
    r"Landrat|Landrätin|Oberbürgermeister|Oberbürgermeisterin|Bürgermeister|Bürgermeisterin|Magistrat|Senat)"
    r"(?: (?:der|des|am|an|von|i\.|[A-ZÄÖÜ][^\s:.,!?]*)){0,6}"
)
"""An authority with its name, and no verb."""


def title_of(text: str) -> str | None:
    """Give the headline: the first line of several words that is neither generic nor a paragraph.

    Generic are paths and menus of web pages, letterheads, labels and datelines; what else stands above the
    headline has few words. Where no line qualifies, it is the first one that is not generic, or the first at
    all; None where no line holds a letter.
    """
    lines = (" ".join(line.split()) for line in text[:20_000].splitlines())
    with_letters = (line for line in lines if any(map(str.isalpha, line)))
    candidates = list(islice(with_letters, MOST_LINES_OF_HEAD))
    listed = _numbered_list(candidates)
    not_generic = (line for line in candidates[listed:] if not _generic(line))
    telling = list(islice(not_generic, MOST_LINES_TO_TITLE))
    headlines = [line for line in telling if len(line) <= LONGEST_TITLE and _words(line) >= LEAST_WORDS]
    for line in (*headlines[:1], *telling[:1], *candidates[:1]):
        return line[:LONGEST_TITLE]
    return None


def _generic(line: str) -> bool:
    """Tell whether a line belongs to the page or the letter and not to this text.

    It does if it is a label or a dateline, if it is a path that begins at the start page, or if all its
    parts are generic.
    """
    if len(line) > LONGEST_TITLE:
        return False
    if any(pattern.fullmatch(line) for pattern in (LABEL, LETTERHEAD, DATELINE)):
        return True
    parts = [part for part in map(str.strip, SEPARATOR.split(line)) if part]
    if len(parts) > 1 and PAGE_WORDS.fullmatch(parts[0]) and not _sentence_like(parts):
        return True
    generic = (PAGE_WORDS, SENDER, LABEL, LETTERHEAD, DATELINE)
    return bool(parts) and all(any(pattern.fullmatch(part) for pattern in generic) for part in parts)


def _sentence_like(parts: list[str]) -> bool:
    """Tell whether what follows a page word is the headline itself (``Aktuelles: Stadt baut Schule``)."""
    return len(parts) == 2 and _words(parts[1]) >= LEAST_WORDS


def _numbered_list(lines: list[str]) -> int:
    """Count the lines of a numbered list at the beginning: the path of a page that was copied as a list."""
    length = 0
    for line in lines:
        number = LIST_NUMBER.match(line)
        if not number or int(number[1]) != length + 1:
            break
        length += 1
    return length if length > 1 else 0


def _words(line: str) -> int:
    """Count the words of a line; the number of a list item is none."""
    return len(WORD.findall(LIST_NUMBER.sub("", line)))
