"""How the names of places are written out: abbreviations inside them, endings, white space.

Used at run time on the text and, by ``training/gazetteer.py``, on the official names, so that both
arrive at the same form.
"""

from __future__ import annotations

import re

_PREPOSITIONS = (
    (re.compile(r"\b([aA])\. ?M\.(?!\w)"), "{}m Main"),
    (re.compile(r"\b([iI])\. ?Br\.(?!\w)"), "{}m Breisgau"),
    (re.compile(r"\b([aA])\. ?d\. ?"), "{}n der "),  # a.d.Donau, a. d. Donau
    (re.compile(r"\b([aA]) d (?=[A-ZÄÖÜ])"), "{}n der "),  # Vogelsang, a d Oder
    (re.compile(r"\b([aA])n d\. ?"), "{}n der "),  # an d.Nahe
    (re.compile(r"\b([iI])\. ?d\. ?"), "{}n der "),
    (re.compile(r"\b([vV])\. ?d\. ?"), "{}or der "),
    (re.compile(r"\b([oO])\. ?d\. ?(?=T)"), "{}b der "),  # Rothenburg o. d. Tauber: ob der
    (re.compile(r"\b([oO])\. ?d\. ?"), "{}b der "),
    (
        re.compile(r"\b([iI])\. ?(?=(?:OB|NB|OFr|UFr|Mfr|MFr|Bay|OPf|Schw|Westf|Holst|Pfalz|Odw|Han)\b)"),
        "{}n ",
    ),
    (re.compile(r"\b([aA])\. ?(?=[A-ZÄÖÜ])"), "{}m "),  # a.Inn, a. Main
    (re.compile(r"\b([iI])\. ?(?=[A-ZÄÖÜ])"), "{}m "),  # i.Allgäu
    (re.compile(r"\b([bB])\.? ?(?=[A-ZÄÖÜ])"), "{}ei "),  # b.München, b Nauen
)
"""Prepositions as official names and head-lines abbreviate them; the first group keeps the case."""

_REGIONS = {
    "OB": "Oberbayern",
    "NB": "Niederbayern",
    "OFr": "Oberfranken",
    "UFr": "Unterfranken",
    "Mfr": "Mittelfranken",
    "MFr": "Mittelfranken",
    "Bay": "Bayern",
    "OPf": "der Oberpfalz",
    "Schw": "Schwaben",
    "Odw": "Odenwald",
}
_REGION = re.compile(r"\bin (" + "|".join(_REGIONS) + r")\b\.?")
_IN_DER = re.compile(r"\bin der (?:OPf|Opf)\b\.?")


_SAINT = re.compile(r"\bSt\.(?=[A-ZÄÖÜ])")


def expand(name: str) -> str:
    """Write out the prepositions and regions in the name of a settlement; collapse white space.

    ``Mühldorf a.Inn`` → ``Mühldorf am Inn``, ``Weiden i.d.OPf.`` → ``Weiden in der Oberpfalz``. Names
    without an abbreviation come back as they are.
    """
    name = _SAINT.sub("St. ", " ".join(name.split()))
    if "." not in name and " b " not in name and " d " not in name:
        return name
    for pattern, written in _PREPOSITIONS:
        name = pattern.sub(lambda match, written=written: written.format(match[1]), name)  # type: ignore[misc]
    name = _IN_DER.sub("in der Oberpfalz", name)
    name = _REGION.sub(lambda match: f"in {_REGIONS[match[1]]}", name)
    return " ".join(name.split())


_ADDITION = re.compile(
    r"(?: ?\([^()]*\)| ?/ ?[^/]+| (?:a[mn]|auf|bei|bei der|im|in|ob|ober|unter|vor|vorm|zum) .+)$"
)
"""What official names add to tell namesakes apart."""


def short(name: str) -> str:
    """Take off what tells a settlement from its namesakes: ``Halle (Saale)`` → ``Halle``."""
    return _ADDITION.sub("", name)
