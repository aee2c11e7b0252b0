"""Parts of regular expressions that make a search in a whole text fast.

Python skips what cannot begin a match quickly where a pattern begins with a letter or a class of letters,
but tries every offset where it begins with a look behind. So the first letter leads in these parts, and what
must not stand before it is asked right behind it, in a look behind that ends in a dot for that letter.
"""

from __future__ import annotations

WORD_BEGINS = r"(?<![\w-].)"
"""Behind a first letter: no word goes on here, not even behind a hyphen."""
CAPITAL = rf"[A-ZÄÖÜ]{WORD_BEGINS}"
"""The capital that begins a word."""


def beginning(*words: str, behind_first: str = WORD_BEGINS) -> str:
    """Give a pattern of alternative words, each a pattern that begins with a letter.

    ``behind_first`` is put behind that letter.
    """
    return "(?:" + "|".join(word[0] + behind_first + word[1:] for word in words) + ")"
