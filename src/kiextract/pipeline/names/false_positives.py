"""What a model takes for an organisation and is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiextract.pipeline.layers import Name
from kiextract.pipeline.names.lexicon import is_generic, lines, municipal_words

STAFF = re.compile(
    r"(?:Beamte|Kolleg|Polizist|Ermittler|Passant|Zeug|Einsatzkräft)(?:e|en|er|ern|n)? [A-ZÄÖÜ]"
    r"|\w*(?i:minister|staatssekretär|leiter|präsident|sprecher|direktor|dezernent|referent|sekretär)"
    r"(?:in|s|en)? für "
    r"|\w*(?i:vorsitzende|beauftragte|beigeordnete)[rns]? für "
)
"""People and what they find (die Beamten Pfefferspray), offices and their field (Ministerin für Kultur)."""
TOWN_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][\w-]+er$")


def without_false(text: str, names: Sequence[Name]) -> list[Name]:
    """Leave out organisations that are none, and make places of municipalities (Landkreis Leer)."""
    found: list[Name] = []
    for name in names:
        if name.label != "ORG":
            found.append(name)
        elif not STAFF.match(name.text) and not _is_false(name) and not _is_adjective(text, name):
            found.append(_place(text, name) or name)
    return found


def _is_false(name: Name) -> bool:
    """Tell whether an organisation is a mere generic noun, or an abbreviation of something else."""
    words = name.text.split()
    if len(words) == 2 and TOWN_ADJECTIVE.match(words[0]):
        return is_generic(words[1])
    return name.text in lines("not_organisations.txt") or (len(words) == 1 and is_generic(words[0]))


def _is_adjective(text: str, name: Name) -> bool:
    """Tell whether a name is the adjective of a town in front of a noun (Hamburger Hafen)."""
    following = text[name.end : name.end + 2]
    return (
        TOWN_ADJECTIVE.fullmatch(name.text) is not None and following[:1] == " " and following[1:].isupper()
    )


def _place(text: str, name: Name) -> Name | None:
    """Give the place that an organisation is by its first word, if it is one."""
    first, _, rest = name.text.partition(" ")
    if not rest[:1].isupper() or first not in municipal_words():
        return None
    start = name.start if municipal_words()[first] else name.end - len(rest)
    return Name(start=start, end=name.end, text=text[start : name.end], label="LOC")
