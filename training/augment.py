"""Make running text, with the layout and noise of press releases, of annotated sentences.

All randomness comes from the ``random.Random`` that the caller seeds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from corpora import Span, Text

SEPARATORS = (" ", " ", " ", "\n", "\n", "\n\n", "\n\n")
QUOTES = (("„", "“"), ("»", "«"), ("“", "”"), ("„", "”"))


def join(texts: Sequence[Text], random: random.Random) -> Text:
    """Write texts one after the other, with a space, a line end or a blank line between them."""
    text, names, roles, ignored = "", [], [], []
    for part in texts:
        if text:
            text += random.choice(SEPARATORS)
        for spans, more in ((names, part.names), (roles, part.roles or ()), (ignored, part.ignored)):
            spans.extend(_shifted(more, len(text)))
        text += part.text
    known = all(part.roles is not None for part in texts)
    return Text(text, tuple(names), tuple(roles) if known else None, tuple(ignored))


def _shifted(spans: Sequence[Span], by: int) -> Iterator[Span]:
    return ((start + by, end + by, label) for start, end, label in spans)


def paragraphs(sentences: Sequence[Text], random: random.Random, most: int = 6) -> Iterator[Text]:
    """Give noisy paragraphs of 1 to ``most`` sentences; every sentence comes once, in random order."""
    order = list(sentences)
    random.shuffle(order)
    position = 0
    while position < len(order):
        count = random.randint(1, most)
        yield join([noisy(part, random) for part in order[position : position + count]], random)
        position += count


def exchanged(text: Text, pools: Mapping[str, Sequence[str]], random: random.Random) -> Text:
    """Put other names of the same label in the place of about half of the names.

    So the words around a name are learnt as well as names themselves. Names that end in s may be genitives,
    and short ones are often parts of fixed phrases; both stay.
    """
    written, names, position = "", [], 0
    for start, end, label in text.names:
        name = text.text[start:end]
        if label in pools and len(name) > 3 and name[-1] not in "sßxz’'" and random.random() < 0.5:
            name = random.choice(pools[label])
        written += text.text[position:start]
        names.append((len(written), len(written) + len(name), label))
        written, position = written + name, end
    return Text(written + text.text[position:], tuple(names), text.roles, text.ignored)


def noisy(text: Text, random: random.Random) -> Text:
    """Vary quotation marks, drop the final full stop of some texts (headlines), shout others."""
    changed = text
    if '"' in changed.text:
        changed = _same_length(changed, _quoted(changed.text, random.choice(QUOTES)))
    if random.random() < 0.12 and changed.text.endswith("."):
        changed = _headline(changed)
    if random.random() < 0.015:
        changed = _same_length(changed, changed.text.upper())
    return changed


def _quoted(text: str, marks: tuple[str, str]) -> str:
    count = iter(range(len(text)))
    return re.sub('"', lambda _: marks[next(count) % 2], text)


def _headline(text: Text) -> Text:
    length = len(text.text) - 1
    if any(end > length for _, end, _ in text.names):
        return text
    return Text(text.text[:length], text.names, text.roles, text.ignored)


def _same_length(text: Text, changed: str) -> Text:
    return Text(changed, text.names, text.roles, text.ignored) if len(changed) == len(text.text) else text
