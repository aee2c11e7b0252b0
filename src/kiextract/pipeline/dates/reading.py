"""All dates of a text as records: detection, false positives, resolution in text order."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kiextract.pipeline.dates.detection import Expression, find_expressions
from kiextract.pipeline.dates.false_positives import drop_false_positives
from kiextract.pipeline.dates.nowadays import is_nowadays
from kiextract.pipeline.dates.person_words import drop_person_words
from kiextract.pipeline.dates.resolution import DAWN, Context, Reference, is_relative, resolve
from kiextract.pipeline.dates.tense import AHEAD, BEFORE, DEADLINE, PAST, UNKNOWN, Sentences
from kiextract.pipeline.dates.values import When, days_of, is_day
from kiextract.pipeline.layers import Name
from kiextract.record import Date

LONGEST_RANGE = 31
"""Most days of a range for a bare weekday behind it to mean the one within it."""

FOCUS_DAYS = 10
"""Most days between document date and a date named before, for a bare weekday to mean that date."""

FOCUS_SENTENCES = 2
"""Most sentences after a date that lies ahead, for a bare weekday to mean it however far it is."""

NEAR_DAYS = 120
"""Most days between document date and a date named before, for a clock time to belong to that date."""

YEAR = 366

COMPARED_YEARS = 3
"""Most years from one named in the same sentence to the document's, for Vorjahr to mean the one before it."""

LISTED_SENTENCES = 1
"""Most sentences between a day and a clock time of it within a running list of events."""

FOLLOWING = 8
"""Most expressions behind a clock time among which the day of its sentence is looked for."""

EVENING = 18
"""Hour from which on it is evening."""

ANAPHORIC = frozenset({"this_day", "week_of_series"})
"""Patterns that are dates only where a day was named before."""

EACH_WINDOW = 40
OF_EACH = re.compile(r"\bjeweils(?:\s(?:ab|bis|gegen|um|und|von|Uhr|[0-9.:]{1,5})){0,6}\s{1,4}$")
"""Before a clock time that belongs to every day named in its sentence."""

CLAUSE = re.compile(r",\s(?!(?:am|an|den|dem|ab|und)\b)[a-zäöüß]")
"""A comma that begins another clause: what day it names is not that of a clock time before."""

COARSE = re.compile(r"(?:PAST|FUTURE)_REF$|-W[0-9]{2}(?:-WE)?$")
"""Values within which a clock time of the same sentence has no day."""

LINE_END = re.compile(r"\n")
BLANK_LINE = re.compile(r"\n[ \t\r]{0,80}\n")
NIGHT_TO = re.compile(
    r"\bNacht\s+(?:(?:vom|von|auf|zum|zu)\s+(?:den\s+|dem\s+)?\w+,?\s+)?(?:auf|zum|zu)\s+(?:den\s+|dem\s+)?$"
)
"""Before a day: the night that leads to it."""


def expressions_of(
    text: str, names: Sequence[Name] = (), sentences: Sentences | None = None
) -> list[Expression]:
    """Find the date expressions of a text, false positives left out, in text order.

    ``sentences`` are those of the text, where they are known.
    """
    found = drop_false_positives(text, find_expressions(text), sentences or Sentences(text))
    return drop_person_words(text, found, names)


def read_dates(
    text: str,
    expressions: Sequence[Expression],
    document_date: str | None,
    sections: Sequence[tuple[int, str]] = (),
    sentences: Sentences | None = None,
) -> list[Date]:
    """Resolve the expressions of a text; offsets are code points.

    ``document_date`` is YYYY-MM-DD, YYYY-MM or YYYY, None where it is not known. ``sections`` are offsets
    from which on another date takes its place (several releases in one text). ``sentences`` are those of the
    text, where they are known.
    """
    reader = _Reader(text, expressions, document_date, sections, sentences or Sentences(text))
    dates = [reader.read(index) for index in range(len(expressions))]
    return [
        date
        for date, expression in zip(dates, expressions, strict=True)
        if date.value is not None or expression.pattern not in ANAPHORIC
    ]


class _Reader:
    """Reads expressions from first to last and remembers what the next ones refer to."""

    def __init__(
        self,
        text: str,
        expressions: Sequence[Expression],
        document_date: str | None,
        sections: Sequence[tuple[int, str]],
        sentences: Sentences,
    ) -> None:
        self._text = text
        self._expressions = expressions
        self._sentences = sentences
        self._document = Reference.parse(document_date)
        self._sections = sorted(sections, reverse=True)
        self._previous: Reference | None = None
        self._focus: dt.date | None = None
        self._range: tuple[dt.date, ...] = ()
        self._range_start: dt.date | None = None
        self._day: dt.date | None = None
        self._near_day: dt.date | None = None
        self._day_sentence = -1
        self._coarse_sentence = -1
        self._day_end = 0
        self._line_ends = [match.start() for match in LINE_END.finditer(text)]
        self._blank_lines = [match.start() for match in BLANK_LINE.finditer(text)]
        self._hour: int | None = None
        self._night = False
        self._beginning: Reference | None = None
        self._year: Reference | None = None
        self._year_sentence = -1
        self._told: Reference | None = None
        self._told_sentence = -1
        self._days_of_sentence: set[dt.date] = set()

    def read(self, index: int) -> Date:
        """Resolve the next expression and take it in."""
        expression = self._expressions[index]
        self._enter_section(expression.start)
        when = self._meaning_of(expression)
        context = self._context(expression)
        if when.needs_day:
            context = replace(context, day=self._day_of_clock(index, when, context))
        value = self._behind_beginning(when, resolve(when, context))
        if expression.pattern == "this_day" and self._previous is None:
            value = None
        self._remember(expression, when, value)
        return _record(self._text, expression, when, value)

    def _enter_section(self, offset: int) -> None:
        while self._sections and self._sections[-1][0] <= offset:
            self._document = Reference.parse(self._sections.pop()[1])

    def _context(self, expression: Expression) -> Context:
        tense = self._sentences.tense_at(expression.start, expression.end)
        if not expression.linked and self._text.endswith(" vom ", 0, expression.start):
            tense = PAST  # der Beschluss vom 3. März: what has a date has been
        if tense == UNKNOWN and self._text.startswith(":", expression.end):
            tense = AHEAD  # Freitag: Flohmarkt; a programme lies ahead
        when, first = expression.when, self._range_start
        if first and when.day and not when.month:  # vom 4. bis zum 23.: the end follows the beginning
            return Context(Reference(first.year, first.month, first.day), self._previous, tense=AHEAD)
        focus = self._range
        here = self._sentences.index_at(expression.start) == self._day_sentence
        if self._focus and self._is_near(
            self._focus, YEAR if here or self._is_awaited(expression) else FOCUS_DAYS
        ):
            focus = (self._focus, *self._range)
        told = self._told if self._sentences.index_at(expression.start) == self._told_sentence else None
        year = self._year_compared(expression) if when.anchor == "year" else None
        return Context(self._document, self._previous, None, focus, tense, told, self._beginning, year)

    def _year_compared(self, expression: Expression) -> Reference | None:
        """Give the year that "im Vorjahr" is compared with: that of its sentence, or of the one before."""
        sentence = self._sentences.index_at(expression.start)
        latest = self._document.year if self._document else None
        if self._year is None or not sentence - 1 <= self._year_sentence <= sentence:
            return None
        oldest = latest - (COMPARED_YEARS if self._year_sentence == sentence else 1) if latest else 0
        return self._year if self._year.year >= oldest else None

    def _is_awaited(self, expression: Expression) -> bool:
        """Tell whether the date named last lies ahead and was named just before."""
        document = self._document.date if self._document else None
        if not document or not self._focus or self._focus <= document:
            return False
        distance = self._sentences.index_at(expression.start) - self._day_sentence
        return (
            distance <= FOCUS_SENTENCES
            and self._sentences.tense_at(expression.start, expression.end) >= UNKNOWN
        )

    def _is_near(self, day: dt.date, most: int) -> bool:
        """Tell whether a day lies within so many days of the document date, as far as that is known."""
        if self._document is None:
            return True
        if self._document.middle is None:
            return abs(day.year - self._document.year) <= 1
        slack = 0 if self._document.day else LONGEST_RANGE
        return abs((day - self._document.middle).days) <= most + slack

    def _behind_beginning(self, when: When, value: str | None) -> str | None:
        """Move the end of a range that names no year behind its beginning: 20. Dezember bis 6. Januar."""
        first, end = self._range_start, Reference.parse(value)
        if not first or not end or not end.date or not when.day or when.year or not when.month:
            return value
        later = is_day(end.year + 1, when.month, when.day) and end.date < first
        return f"{end.year + 1}{value[4:]}" if value and later else value

    def _meaning_of(self, expression: Expression) -> When:
        """Read "in neun Tagen" as the time that something took, unless the sentence looks ahead.

        And read heute as nowadays where the sentence shows that no day is meant.
        """
        when = expression.when
        if expression.pattern == "today" and when.shift == ("D", 0):
            sentence = self._sentences.extent(self._sentences.index_at(expression.start))
            tense = self._sentences.tense_at(expression.start, expression.end)
            if is_nowadays(self._text, expression.start, expression.end, sentence, tense):
                return When(fixed="PRESENT_REF")
            return when
        if (
            expression.pattern == "ahead"
            and when.shift
            and self._sentences.tense_at(expression.start, expression.end) <= UNKNOWN
        ):
            unit, count = when.shift
            return When(fixed=f"P{count:g}{unit}", type="DURATION")
        return when

    def _day_of_clock(self, index: int, when: When, context: Context) -> dt.date | None:
        """Choose the day of a clock time without one: see "Clock times" in docs/dates.md."""
        expression = self._expressions[index]
        sentence = self._sentences.index_at(expression.start)
        if self._day and self._day_sentence == sentence:
            before = self._text[max(0, expression.start - EACH_WINDOW) : expression.start]
            if len(self._days_of_sentence) > 1 and OF_EACH.search(before):
                return None
            return self._night_day(self._day, when)
        following = self._following_day(index, sentence)
        if following:
            return following
        if self._coarse_sentence == sentence:  # vergangene Woche gegen 18 Uhr: on which day is not said
            return None
        document = self._document.date if self._document else None
        day = self._near_day if self._is_continued(expression, sentence, context.tense) else None
        if day and not (document and day > document and context.tense <= PAST):
            return self._night_day(day, when)
        return document

    def _is_continued(self, expression: Expression, sentence: int, tense: int) -> bool:
        """Tell whether a clock time is likely one of the day named last.

        In a running list of events (no verbs, no line ends) each entry stands for itself; without a
        document date only the same paragraph counts.
        """
        if self._document is None:
            return self._together(self._blank_lines, expression)
        far = sentence - self._day_sentence > LISTED_SENTENCES
        return tense != UNKNOWN or not far or not self._together(self._line_ends, expression)

    def _together(self, breaks: Sequence[int], expression: Expression) -> bool:
        """Tell whether no break lies between the day named last and an expression."""
        return bisect_left(breaks, self._day_end) == bisect_left(breaks, expression.start)

    def _following_day(self, index: int, sentence: int) -> dt.date | None:
        """Give the day that the same sentence names behind a clock time."""
        clock_end = self._expressions[index].end
        for expression in self._expressions[index + 1 : index + 1 + FOLLOWING]:
            if self._sentences.index_at(expression.start) != sentence:
                return None
            if CLAUSE.search(self._text, clock_end, expression.start):
                return None
            if expression.when.has_day:
                reference = Reference.parse(resolve(expression.when, self._context(expression)))
                return reference.date if reference else None
        return None

    def _night_day(self, day: dt.date, when: When) -> dt.date:
        """Give a clock time in the night its true day."""
        if when.hour is None:
            return day
        if self._night and when.hour >= EVENING:
            return day - dt.timedelta(days=1)
        late = self._hour is not None and self._hour >= EVENING
        return day + dt.timedelta(days=1) if late and when.hour < DAWN else day

    def _is_since(self, expression: Expression) -> bool:
        return self._sentences.tense_at(expression.start, expression.end) in (BEFORE, DEADLINE)

    def _remember(self, expression: Expression, when: When, value: str | None) -> None:
        reference = Reference.parse(value)
        if value and COARSE.search(value):
            self._coarse_sentence = self._sentences.index_at(expression.start)
        if when.type in ("DURATION", "SET") or reference is None:
            return
        self._previous = reference
        if reference.month is None and when.anchor != "year" and not self._is_since(expression):
            self._year, self._year_sentence = reference, self._sentences.index_at(expression.start)
        if when.year and when.month:
            self._told, self._told_sentence = reference, self._sentences.index_at(expression.start)
        day = reference.date
        if not day:
            return
        if when.day and not self._range_start:
            self._beginning = reference
        first = self._range_start
        within = first in self._range and day in self._range
        if first and 0 < (day - first).days <= LONGEST_RANGE and self._is_near(day, YEAR) and not within:
            self._range = tuple(first + dt.timedelta(days=step) for step in range((day - first).days + 1))
        self._range_start = day if expression.linked else None
        if not when.needs_day:
            self._focus = day
            night = NIGHT_TO.search(self._text, max(0, expression.start - 60), expression.start) is not None
            self._night = night or (self._night and day == self._day)
            self._hour = None
        sentence = self._sentences.index_at(expression.start)
        if sentence != self._day_sentence:
            self._days_of_sentence = set()
        if not when.needs_day:
            self._days_of_sentence.add(day)
        self._day = day
        self._day_end = expression.end
        if self._is_near(day, NEAR_DAYS):
            self._near_day = day
        self._day_sentence = sentence
        if when.hour is not None:
            self._hour = when.hour
        elif when.part in ("EV", "NI"):
            self._hour = EVENING


def _record(text: str, expression: Expression, when: When, value: str | None) -> Date:
    first, last = days_of(value) or (None, None)
    kind = when.type
    if when.hour is not None or when.part is not None:
        kind = "TIME"
    return Date.model_validate(
        {
            "start": expression.start,
            "end": expression.end,
            "text": text[expression.start : expression.end],
            "type": kind,
            "value": value,
            "from": first,
            "to": last,
            "relative": is_relative(when) and value is not None and not value.startswith("XXXX"),
        }
    )
