"""Whether a sentence speaks of the past or of what is to come, judged by its finite verbs."""

from __future__ import annotations

import re
from functools import cache

from kiextract.pipeline.dates.lexicon import rows

BOUNDARY = re.compile(r"(?<=[a-zäöüß)\"“])[.!?][\"“”»«)]*\s+(?=[\"„»«(]?[A-ZÄÖÜ])|\n\s*")
VERB = re.compile(r"[a-zäöüß]{3,}")
PRETERITE = re.compile(r"[a-zäöüß]{2,}(?:[^rsl]te|[^r]ten|[lrs]te)")


@cache
def _cues() -> dict[str, int]:
    return {form: int(tense) for tense, forms in rows("verbs.tsv") for form in forms.split()}


class Sentences:
    """The sentences of a text with their tense, computed when asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in BOUNDARY.finditer(text))]
        self._tenses: dict[int, list[tuple[int, int]]] = {}

    def tense_at(self, start: int, end: int) -> int:
        """Give -1 for past, 1 for present or future, 0 where no verb tells, for a span."""
        from bisect import bisect_right

        index = bisect_right(self._starts, start) - 1
        if index not in self._tenses:
            stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
            self._tenses[index] = _verbs(self._text, self._starts[index], stop)
        verbs = self._tenses[index]
        if not verbs:
            return 0
        return min(verbs, key=lambda verb: min(abs(verb[0] - start), abs(verb[0] - end)))[1]


def _verbs(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    cues = _cues()
    found = []
    for match in VERB.finditer(text, start, stop):
        word = match.group()
        if match.start() > 0 and text[match.start() - 1].isalpha():
            continue
        tense = cues.get(word)
        if tense is None and len(word) > 4 and PRETERITE.fullmatch(word) and word[-2:] == "te":
            tense = -1
        if tense:
            found.append((match.start(), tense))
    return found
