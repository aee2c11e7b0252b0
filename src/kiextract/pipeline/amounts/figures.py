"""The value of a number written in figures, the German way: 1.234.567,89."""

from __future__ import annotations

import re
from decimal import Decimal

FIGURE = re.compile(
    r"""
    (?: [1-9][0-9]{0,2} (?:[ \u00a0\u2007\u2009\u202f]\.?[0-9]{3})+ (?![0-9]) (?:,[0-9]+)?  # 1 234 567,89
      | [-–—]{1,2},[0-9]{2} (?![0-9])                                     # -,50
      | [0-9]+ (?:[.,'’][0-9]+)*                                        # 1.234.567,89 and whatever else
    )
    (?: [.,] [-–—−] (?: [-–—−] (?!\s? (?:€|EUR|Euro) \s? [0-9]) )? (?![0-9]) )?  # 5.000,- but not € 5,--€ 6
    """,
    re.VERBOSE,
)
"""One written number; :func:`figure` tells whether it has a value. "25 .000" is a frequent slip."""

MOST_DIGITS = 20
"""More make no number that a text would mean, and decimal cannot divide them."""

GROUP_MARKS = re.compile(r"[ \u00a0\u2007\u2009\u202f'’]")
NO_CENTS = re.compile(r"[.,][-–—−]+$")
POINT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){2,}")
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")

VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅕": Decimal("0.2"),
    "1/2": Decimal("0.5"),
    "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
}
"""Fractions that are one sign or are written like one."""


def figure(written: str) -> Decimal | None:
    """Give the value of what :data:`FIGURE` matched, or None where it is no number (12.05.2024).

    A point in front of exactly three digits groups thousands, any other one is a decimal point
    (1.500 and 1.5 Mio.); the English 1,234.56 is read where it can be nothing else.
    """
    if written.startswith("00") or sum(map(str.isdigit, written)) > MOST_DIGITS:
        return None
    written = NO_CENTS.sub("", written)
    if written[0] in "-–—":
        return Decimal("0." + written.rpartition(",")[2])
    written = GROUP_MARKS.sub("", written)
    if POINT_GROUPS.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if COMMA_GROUPS.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if PLAIN.fullmatch(written):
        return Decimal(written.replace(",", "."))
    return None
