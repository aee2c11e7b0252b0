"""Untrusted text made safe to show on a terminal.

File names and the words of documents can hold characters that move the cursor, set colours, make links
or turn the reading direction round. Shown through :func:`visible`, they are signs to look at.
"""

from __future__ import annotations

import re
import unicodedata

UNSAFE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Unicode categories that are never printed as they are: controls, formats (bidi, zero width, tags),
private use, surrogates, line and paragraph separators."""

SPACES = re.compile(r"\s+")
SOFT_HYPHEN = "\u00ad"


def is_unsafe(character: str) -> bool:
    """Tell whether a character may not reach a terminal as it is."""
    return unicodedata.category(character) in UNSAFE


def visible(text: str) -> str:
    """Replace every unsafe character of one line: ``␛`` for ESC, ``⟨U+202E⟩`` for what has no picture."""
    if text.isprintable():
        return text
    return "".join(map(_stand_in, text))


def on_one_line(text: str) -> str:
    """Give text for one cell: white space collapsed, soft hyphens dropped, the rest :func:`visible`."""
    return visible(SPACES.sub(" ", text.replace(SOFT_HYPHEN, "")).strip())


def _stand_in(character: str) -> str:
    if not is_unsafe(character):
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"⟨U+{code:04X}⟩"
