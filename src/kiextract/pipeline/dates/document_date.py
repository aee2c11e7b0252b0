"""The day of publication as the text itself gives it.

Each rule is a kind of place where releases put their date; :class:`Place` lists them in the order in which
they are believed. A date in the body of the text is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from kiextract.given_date import parse_document_date
from kiextract.pipeline.dates.detection import Expression, find_expressions
from kiextract.pipeline.dates.lexicon import rows
from kiextract.pipeline.dates.resolution import Context, Reference, resolve
from kiextract.record import DocumentDate

HEAD_LINES = 10
"""Lines with text at the beginning in which date lines, datelines and headlines are looked for."""

FIRST_LINES = 4
"""Lines with text at the beginning in which a date with its weekday is a date line, not an event's."""

TAIL_LINES = 6
"""Lines with text at the end in which a closing date is looked for."""

SHORT_LINE = 90
"""Code points of the longest line that is one of the frame (date line, header, closing), not of the body."""

HEADLINE = 200
"""Code points of the longest headline."""

HEADER_START, HEADER_REST = 80, 60
"""Code points of a header line in which the word for a release begins, and those behind its date."""

FULL_DATE = len("YYYY-MM-DD")


class Place(IntEnum):
    """Where a document date can stand; a smaller number is believed before a greater one."""

    METADATA = 1
    PUBLISHED = 2
    DATE_LINE = 3
    DATELINE = 4
    HEADLINE = 5
    CLOSING = 6
    TODAY = 7
    STATUS = 8
    SESSION = 9


DESCRIPTIONS = {
    Place.METADATA: "metadata",
    Place.PUBLISHED: "date of publication",
    Place.DATE_LINE: "date line",
    Place.DATELINE: "dateline",
    Place.HEADLINE: "headline",
    Place.CLOSING: "closing date",
    Place.TODAY: "the day called today",
    Place.STATUS: "date of last change",
    Place.SESSION: "day of the session",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A date at a telling place: its value (YYYY-MM-DD, YYYY-MM or YYYY) and half-open offsets."""

    place: Place
    value: str
    start: int
    end: int


RELEASE = re.compile(
    r"(?i:\b(?:presse|medien)-?\s?(?:mitteilung|information|info|meldung|dienst|bericht|erklärung|notiz|aussendung|text|"
    r"einladung)|\bmitteilungsblatt|\bamtsblatt|\bnewsletter|\brundschreiben|\bpolizeibericht|\btagesbericht|"
    r"\bmitteilung\b)|\bPM\b|\bPI\b|\b[Aa]ktuell\b"
)
"""Words for a release in the line that heads it: Pressemitteilung Nr. 64 vom …, Rathaus aktuell | …"""

RELEASE_NUMBER = re.compile(
    r"^[^\n]{0,60}\b(?:Presse|Medien)-?(?:mitteilung|information|info|meldung)\s(?:Nr\.\s?|Nummer\s|-\s)?"
    r"[0-9]{1,4}\s?[/-]\s?(?P<year>20[0-9]{2})(?![\w/-]|\.[0-9])",
    re.MULTILINE,
)
"""The number of a release with its year, without a date of its own."""

IN_SENTENCE = re.compile(
    r"\b(?:[Ll]aut|[Ss]iehe|s\.|vgl\.|an|aus|der|die|dieser|einer|in|ihrer|mit|nach|seiner|unserer|zu|zur)\s$"
)
"""A word before the word for a release that makes it part of a sentence (laut Pressemitteilung vom …)."""

PUBLISHED = re.compile(
    r"(?i:(?:^|[(|\[,–-]\s*|[.!?]\s)(?:veröffentlicht|erschienen|publiziert|erstellt|eingestellt|online(?:\sseit)?|"
    r"freigegeben|gepostet)(?:\s(?:am|seit|von\s[^\n]{1,40}\sam))?\s?:?\s(?:\w{2,10},\s)?$"
    r"|(?:^|[(|\[,–-]\s*)(?:datum|erscheinungsdatum|veröffentlichungsdatum|veröffentlichung|erstelldatum|ausgabe\svom)\s?:\s*"
    r"(?:\w{2,10},\s)?$|berichtete[^\n.]{0,40}\bam\s$)"
)
STATUS = re.compile(
    r"(?i:(?:^|^\(|[|•·.!?–-]\s{0,2})(?:stand|letzte\s(?:änderung|aktualisierung)|(?:zuletzt\s)?(?:aktualisiert|geändert)|aktualisierung)"
    r"(?:\s(?:am|vom))?\s?:?\s*)$"
)
PLACE = r"(?:[A-ZÄÖÜ][\w.'’()/-]{0,30}|an|am|der|den|dem|im|in|bei|vor|ob|unter|a\.|d\.|i\.|v\.|o\.|b\.)"
PLACES = rf"{PLACE}(?:[ \u00a0]{PLACE}){{0,7}}"
LINE_BEFORE = re.compile(
    rf"[\s|•·(\[+*–—-]{{0,5}}(?:Nr\.\s?[\w/.-]{{1,12}}[,\s–-]{{0,3}})?(?:{PLACES})?"
    r"[ \u00a0]?[,:|·•]?[ \u00a0]?(?:am|den|der|vom|im)?\s{0,2}"
)
"""What may stand before the date in a date line: a place (Frankfurt am Main, den)."""

LINE_BEHIND = re.compile(
    r"[\s|•·/).,\]+*–—-]{0,5}(?:(?:um\s)?\d{1,2}[:.]\d{2}(?:\sUhr)?|(?<=[|•·/–—-])[^\n]{0,60})?\s*"
)
LAST_NOUN = re.compile(r"\b([A-ZÄÖÜ][\w-]*)[,:]?\s*(?:(?:am|den|der|im|vom)\s+)?$")
EVENT_ON = re.compile(r"^[^,|•·/()]*\b[A-ZÄÖÜ][\w-]*\s(?:ab|am|bis|im|zum)\s$")
"""Before a date that is said of an event; a place takes a comma (Musterau, im Mai 2025)."""

LABEL_BEHIND = re.compile(r"(?:[,:]\s|\s(?=[A-ZÄÖÜ][a-zäöü]{1,15}:))[^\n]{1,80}")
"""What may follow a date that begins a line near the beginning: a category, a source, the headline."""

SIGNATURE = re.compile(
    r"(?!.*\b(?:ab|am|an|auf|bis|für|seit|vom|von|zum|Beginn|Frist|Start|Termin|Uhr)\b)"
    r"[^!?\n]{1,40}[,/|][ \u00a0]?"
)
"""What may stand before a date that closes the text: who signs, from where (Pressestelle, gez. Lang)."""

DATELINE_BEFORE = re.compile(
    rf"\s{{0,4}}{PLACES}(?:[ \u00a0]\([^()\n]{{1,30}}\)|/[\w.-]{{1,20}})?"
    r"[ \u00a0]?[,–—:/-]?[ \u00a0]?(?:den |am )?\(?(?:[a-z]{2,8}/)?"
)
DATELINE_BEHIND = re.compile(r"\s?(?:\([^()\n]{1,40}\)\s?[.:–—-]?|[.:–—)]|-\s|/\s|\|)")
HEADLINE_BEFORE = re.compile(r"(?:\(|\||–|—|•)\s*(?:vom\s|den\s)?$")
LINE_END = re.compile(r"\s*\)?\s*")
SENTENCE_END = re.compile(r"[.!?:)][\"“”»«]?\s+\(?$")
SESSION = re.compile(
    r"\b(?:Sitzung|Bericht|Lagebericht|Verwaltungsbericht|Rede|Haushaltsrede|Ansprache|Grußwort|Niederschrift|Protokoll|"
    r"Beschl[üu]ss|Pressegespräch|Pressekonferenz)"
)
MINUTES = re.compile(
    r"\W{0,4}(?:[A-ZÄÖÜ][a-zäöü]{4,}e[rs]? )?(?:Sitzungs|Ergebnis|Kurz|Wort)?-?(?i:niederschrift|protokoll)\b"
)
"""What the line begins with that says which session the minutes below it are of."""
TODAY = re.compile(
    r"(?:\b[Hh]eute,?\s(?:\(|den\s|am\s|dem\s)?(?:\w{2,10},?\s(?:den\s|dem\s)?)?|\b[Aa]m\sheutigen\s(?:\w{2,10},?\s(?:den|dem)\s)?)$"
)
FRONT_MATTER = re.compile(
    r"\A\s{0,8}(?:---|\+\+\+)[ \t]*\r?\n(.{0,4000}?)\r?\n(?:---|\+\+\+)[ \t\r]*(?:\n|\Z)", re.DOTALL
)
HEADER = re.compile(r"\A(?:[A-Z][\w-]{1,24}:[ \t][^\n]{0,300}\n){2,20}")
DATE_FIELD = re.compile(
    r"^[ \t]{0,4}[\"']?(?:date|datum|published|pubdate|publishdate|created|veröffentlicht|erschienen)[\"']?"
    r"[ \t]?[:=][ \t]*(?P<value>[^\n]{4,60})$",
    re.IGNORECASE | re.MULTILINE,
)


def find_document_date(
    text: str, expressions: Sequence[Expression]
) -> tuple[DocumentDate | None, str | None]:
    """Find the document date of a text, and a warning where several places contradict.

    ``expressions`` are the dates of the text, unresolved. The first place in the order of :class:`Place`
    wins; within one, the first in the text; a full date wins over a month, a month over a year.
    """
    found = sorted(evidence_of(text, expressions), key=_rank)
    if not found:
        return None, None
    best = found[0]
    if best.place is Place.METADATA:
        date = DocumentDate(value=best.value, origin="metadata")
    else:
        date = DocumentDate(value=best.value, origin="text", start=best.start, end=best.end)
    return date, _contradiction(found)


def _rank(evidence: Evidence) -> tuple[int, int, int]:
    return -len(evidence.value), evidence.place, evidence.start


def _contradiction(found: Sequence[Evidence]) -> str | None:
    """Say which dates contradict the one taken; the day of a session is no claim to be published then."""
    best = found[0]
    values = {best.value: best.place}
    for evidence in found:
        if evidence.place is not Place.SESSION and not best.value.startswith(evidence.value):
            values.setdefault(evidence.value, evidence.place)
    if len(values) == 1:
        return None
    listed = ", ".join(f"{value} ({DESCRIPTIONS[place]})" for value, place in values.items())
    return f"The text gives several dates for the document: {listed}; the first of these is taken."


def sections_of(
    text: str, expressions: Sequence[Expression], document_date: str | None
) -> list[tuple[int, str]]:
    """Give the parts of a text that carries several releases, each under or above a date of its own.

    The result is pairs of an offset and the date that the text from there on refers to. Date lines later
    than the document date announce events and open no section.
    """
    found = [item for item in evidence_of(text, expressions, every_line=True) if len(item.value) == FULL_DATE]
    opening = [item for item in found if item.place is Place.DATE_LINE]
    closing = [item for item in found if item.place in (Place.CLOSING, Place.PUBLISHED)]
    if len(opening) > 1:
        marks = [(_heading_start(text, line.start), line.value) for line in opening]
    elif len(closing) > 1:
        starts = [0, *(line.end for line in closing)]
        marks = [(start, line.value) for start, line in zip(starts, closing, strict=False)]
    else:
        return []
    latest = document_date or max(value for _, value in marks)
    return [(start, value) for start, value in marks if value[: len(latest)] <= latest]


def _heading_start(text: str, offset: int) -> int:
    """Give the offset of the line above, where a section's headline stands."""
    line = text.rfind("\n", 0, offset) + 1
    above = text[max(0, line - HEADLINE) : line].rstrip()
    return line - len(text[max(0, line - HEADLINE) : line]) + above.rfind("\n") + 1 if "\n" in above else line


def evidence_of(text: str, expressions: Sequence[Expression], every_line: bool = False) -> Iterator[Evidence]:
    """Give every date of a text that stands at a telling place, by rule and then in text order.

    ``every_line`` looks for date lines and closing dates in the whole text instead of its head and tail.
    """
    yield from _metadata(text)
    yield from _numbers(text)
    first = _head_end(text, FIRST_LINES)
    head = len(text) if every_line else _head_end(text, HEAD_LINES)
    tail = 0 if every_line else _tail_start(text)
    linked = False
    for expression in expressions:
        of_range, linked = linked or expression.linked, expression.linked
        if of_range:  # from one day to another something takes place
            continue
        value = resolve(expression.when, Context())
        reference = Reference.parse(value)
        if value and reference and (reference.month or expression.when.year):
            spot = _Spot(text, expression)
            for place in _places(spot, first, head, tail):
                if place in (Place.DATE_LINE, Place.DATELINE) and _is_of_event(spot.before):
                    continue
                if reference.month is None and place is not Place.STATUS:  # Haushalt 2027
                    continue
                yield Evidence(place, value[:FULL_DATE], expression.start, expression.end)


def _numbers(text: str) -> Iterator[Evidence]:
    """Give the year that the number of a release tells: Pressemitteilung Nr. 12/2025."""
    match = RELEASE_NUMBER.search(text, 0, _head_end(text, FIRST_LINES))
    if match:
        yield Evidence(Place.PUBLISHED, match["year"], match.start("year"), match.end("year"))


def _metadata(text: str) -> Iterator[Evidence]:
    block = FRONT_MATTER.match(text) or HEADER.match(text)
    field = DATE_FIELD.search(block.group()) if block else None
    if not field:
        return
    value = field["value"].strip().strip("\"'")
    found = [resolve(expression.when, Context()) for expression in find_expressions(value)]
    days = [date[:FULL_DATE] for date in found if date and len(date) >= FULL_DATE and Reference.parse(date)]
    date = days[0] if days else parse_document_date(value)
    if date:
        yield Evidence(Place.METADATA, date, field.start("value"), field.end("value"))


LINE = re.compile(r"\s*[^\n]*\n?")


def _head_end(text: str, lines: int) -> int:
    """Give the offset behind the first lines with text."""
    end = 0
    for _ in range(lines):
        line = LINE.match(text, end)
        end = line.end() if line else end
    return end


def _tail_start(text: str) -> int:
    """Give the offset where the last lines with text begin."""
    start = len(text)
    for _ in range(TAIL_LINES):
        start = text.rfind("\n", 0, len(text[:start].rstrip()))
        if start < 0:
            return 0
    return start


class _Spot:
    """An expression with its line: what stands before it, what behind."""

    def __init__(self, text: str, expression: Expression) -> None:
        start = text.rfind("\n", 0, expression.start) + 1
        stop = text.find("\n", expression.end)
        stop = len(text) if stop < 0 else stop
        self.start, self.end = expression.start, expression.end
        self.length = stop - start
        self.before = text[max(start, expression.start - HEADLINE) : expression.start]
        self.behind = text[expression.end : min(stop, expression.end + HEADLINE)]
        self.in_first_line = not text[:start].strip() if start < HEADLINE else False
        self.has_day = expression.when.day is not None
        self.is_day = expression.when.day is not None and expression.when.hour is None
        self.has_weekday = expression.when.weekday is not None
        self.whole = len(self.before) == expression.start - start


def _places(spot: _Spot, first: int, head: int, tail: int) -> Iterator[Place]:
    """Give the places that a date stands at; ``first``, ``head`` and ``tail`` are offsets."""
    in_head, in_tail = spot.end <= head, spot.start >= tail
    short = spot.length <= SHORT_LINE
    if PUBLISHED.search(spot.before) or (spot.end <= first and _heads_a_release(spot)):
        yield Place.PUBLISHED
        return
    if STATUS.search(spot.before):
        yield Place.STATUS
        return
    if short and LINE_BEFORE.fullmatch(spot.before) and LINE_BEHIND.fullmatch(spot.behind):
        if in_head and (not spot.has_weekday or spot.end <= first):
            yield Place.DATE_LINE
        elif in_tail and not spot.has_weekday:
            yield Place.CLOSING
        return
    if (
        spot.end <= first
        and spot.is_day
        and not spot.before.strip(" [(")
        and LABEL_BEHIND.fullmatch(spot.behind)
    ):
        yield Place.DATE_LINE
        return
    if in_tail and short and SIGNATURE.fullmatch(spot.before) and LINE_END.fullmatch(spot.behind):
        yield Place.CLOSING
        return
    if spot.has_day:
        yield from _places_of_days(spot, in_head, in_tail)


def _is_of_event(before: str) -> bool:
    """Tell whether the words before a date on its line name what happens then: Kommunalwahl im September."""
    noun = LAST_NOUN.search(before)
    return EVENT_ON.search(before) is not None or (noun is not None and noun[1].lower().endswith(_events()))


@cache
def _events() -> tuple[str, ...]:
    return tuple(fields[0].lower() for fields in rows("events.txt"))


def _heads_a_release(spot: _Spot) -> bool:
    """Tell whether the line of a date is the header of a release: Pressemitteilung Nr. 64 vom …"""
    word = RELEASE.search(spot.before, 0, HEADER_START)
    return (
        word is not None
        and not IN_SENTENCE.search(spot.before, 0, word.start())
        and spot.length <= HEADLINE
        and len(spot.behind.strip()) <= HEADER_REST
    )


def _places_of_days(spot: _Spot, in_head: bool, in_tail: bool) -> Iterator[Place]:
    at_line_end = LINE_END.fullmatch(spot.behind) is not None
    if (
        in_head
        and spot.whole
        and DATELINE_BEFORE.fullmatch(spot.before)
        and DATELINE_BEHIND.match(spot.behind)
    ):
        yield Place.DATELINE
    elif in_head and spot.length <= HEADLINE and at_line_end and HEADLINE_BEFORE.search(spot.before):
        yield Place.HEADLINE
    elif at_line_end and SENTENCE_END.search(spot.before):
        yield Place.CLOSING
    elif TODAY.search(spot.before):
        yield Place.TODAY
    elif spot.length <= HEADLINE and (
        (spot.in_first_line and SESSION.search(spot.before)) or (in_head and MINUTES.match(spot.before))
    ):
        yield Place.SESSION
