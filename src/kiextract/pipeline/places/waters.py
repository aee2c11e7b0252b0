"""Rivers and lakes that no table holds: a name behind words that go with waters only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiextract.pipeline.persons import lexicon
from kiextract.pipeline.places.found import Found
from kiextract.pipeline.places.gazetteer import territories
from kiextract.pipeline.places.nouns import is_noun
from kiextract.pipeline.searching import beginning

_BY_A_RIVER = beginning(
    "an der", "entlang der", "Nebenarm der", "nebenarm der", "Ufer der", "ufer der",
    "Mündung der", "mündung der", "Quelle der", "quelle der", "Auen? der", "auen? der",
    "Brücke über die", "brücke über die", "bau über die", "Steg über die",
    behind_first=r"(?<!\w.)",
)  # fmt: skip
RIVER = re.compile(
    rf"{_BY_A_RIVER} "
    r"(?P<name>[A-ZÄÖÜ][a-zäöüß]{2,8})(?![\w-])(?! [A-ZÄÖÜ])"
)
"""an der Berkel, Brücke über die Rodach: river names are short, and most are feminine."""
LAKE = re.compile(
    r"(?P<name>[A-ZÄÖÜ](?:(?<=\b[AaIi]m .)|(?<=\b(?:[Zz]um|[Vv]om|[Dd]e[rsm]) .))[a-zäöüß]{2,20}see)"
    r"(?P<ending>s)?(?![\w-])"
)
"""am Ploggensee"""


def find_waters(text: str) -> Iterator[Found]:
    """Give the waters that stand behind words for a bank, a mouth or a bridge."""
    for match in RIVER.finditer(text):
        name = match["name"]
        if name not in territories() and not _is_word(name) and not lexicon.is_given(name):
            yield Found(match.start("name"), match.end("name"), "water", name)
    for match in LAKE.finditer(text):
        if not is_noun(match["name"]):
            yield Found(match.start("name"), match.end(), "water", match["name"])


def _is_word(name: str) -> bool:
    """Tell whether a short word is a noun, or ends with one of four letters or more (Eiswiese)."""
    return (
        is_noun(name)
        or name.endswith("y")
        or any(is_noun(name[i:].capitalize()) for i in range(2, len(name) - 4))
    )
