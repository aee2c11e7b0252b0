"""Closed word classes that the rules of this room read: determiners, bodies, connecting words."""

from __future__ import annotations

import re
from functools import cache

from kiextract.pipeline.roles.inflection import Readings, readings
from kiextract.pipeline.roles.lexicon import fold, lines, word_class

DETERMINERS: dict[str, Readings] = {
    "der": readings("mn wn fgd egd pg"),
    "die": readings("fna ena pna"),
    "das": readings("tna"),
    "dem": readings("md td"),
    "den": readings("ma pd"),
    "des": readings("mg tg"),
    "zum": readings("md td"),
    "zur": readings("fd ed"),
    "vom": readings("md td"),
    "beim": readings("md td"),
    "im": readings("md td"),
    "am": readings("md td"),
    "ans": readings("ta"),
    "deren": readings("mngda fngda engda tngda pngda"),
    "dessen": readings("mngda fngda engda tngda pngda"),
}
"""Definite determiners, contracted prepositions among them, with the readings that they allow."""

_LIKE_EIN: dict[str, Readings] = {
    "": readings("mn tna"),
    "e": readings("fna ena pna"),
    "em": readings("md td"),
    "en": readings("ma pd"),
    "er": readings("fgd egd pg"),
    "es": readings("mg tg"),
}
POSSESSIVES: dict[str, Readings] = {
    stem + ending: codes
    for stem in ("sein", "ihr", "mein", "dein", "unser", "euer", "eur")
    for ending, codes in _LIKE_EIN.items()
}
INDEFINITE: dict[str, Readings] = {
    stem + ending: codes for stem in ("ein", "kein") for ending, codes in _LIKE_EIN.items()
}
ONE_OF: dict[str, Readings] = {
    "einer": readings("mn fgd"),
    "eine": readings("fna"),
    "eines": readings("mg"),
    "einem": readings("md"),
    "einen": readings("ma"),
}
"""Pronouns before "der" and a plural that speak of one holder: "einer der Initiatoren"."""
QUANTIFIERS = word_class("quantifiers")
"""Words before an office that make it a group or anybody."""

NUMBER_WORDS = word_class("number_words")

NOT_ADJECTIVES = word_class("not_adjectives")
"""Words that end like an adjective or stand before offices, but are none."""

ADJECTIVE = re.compile(r"[^\W\d_][\w-]*(?:e|er|en|em|es)")
ORDINAL = re.compile(r"[1-9]\.|I{1,3}\.")

GENDER_ENDING = re.compile(r"(?<=e)[:*/_]-?r$")
"""Stellvertretende:r, zweite*r."""
AGE = re.compile(r"\d{1,3}-jährige[rnms]?")

BODY = re.compile(
    r"(?:ministerium|ministerien|kanzlei|amt|behörde|verwaltung|ausschuss|ausschuß|rat|landtag|kreistag|bundestag|tag"
    r"|fraktion|gruppe|vorstand|verband|verbund|verein|bund|institut|zentrum|abteilung|referat|dezernat|dienst"
    r"|stelle|kammer|parlament|präsidium|direktion|kommission|komitee|gesellschaft|unternehmen|firma|gmbh"
    r"|büro|archiv|museum|theater|bibliothek|bereich|klinik|klinikum|krankenhaus|universität|uni|hochschule"
    r"|gymnasium|schule|kolleg|akademie|fakultät|lehrstuhl|seminar|gericht|staatsanwaltschaft|polizei"
    r"|inspektion|kommissariat|revier|feuerwehr|wehr|gemeinde|pfarrei|kirche|diözese|bistum|dekanat|stift"
    r"|stiftung|genossenschaft|bank|sparkasse|kasse|werk|werke|betrieb|netzwerk|bündnis|initiative|partei"
    r"|gewerkschaft|senat|agentur|redaktion|zeitung|verlag|sender|studio|webseite|website|kreis|regierung"
    r"|konzern|club|klub|chor|orchester|team|leitung|beirat|führung|station|heim|haus|hof|museums)"
    r"(?:e?s|en|n|e)?$",
    re.IGNORECASE,
)
"""Nouns of bodies and institutions, by their last part."""

SETTLEMENT = re.compile(r"(?:stadt|gemeinde|kreis)$", re.IGNORECASE)
"""Where people live: "in der Gemeinde" says where something happens."""

TERRITORY = re.compile(
    r"(?:stadt|gemeinde|kreis|kreises|justiz|finanzen|innern|verteidigung|landes|land|freistaats|freistaates|republik|region|markt|marktes|markts"
    r"|bezirks|bezirkes|bundes|dorfes|ortsteils|stadtteils|ortes|insel|union|staates|feuerwehr|ortsfeuerwehr"
    r"|reserve|luftwaffe|marine|heeres|bundeswehr|streitkräfte"
    r"|wehr|polizei|kirchengemeinde|pfarrgemeinde|pfarrei|bistums|landeskirche|rates|hauses|jahres)",
    re.IGNORECASE,
)
"""What offices such as Bürgermeister, Landrat or Brandmeister belong to, in the genitive."""

PARTIES = word_class("parties")
"""Parties as they stand after "der" or "von"."""

TIMES = word_class("times")
"""Adjectives after "des" or "der" that begin an adverbial of time, never a complement."""

TITLES = word_class("titles")
"""Parts of academic titles and forms of address, in lower case, that may stand before a name."""


@cache
def modifiers() -> frozenset[str]:
    """Give the stems of the adjectives that belong to an office."""
    return frozenset(line.strip() for line in lines("modifiers.txt"))


def is_adjective(word: str) -> bool:
    """Tell whether a word before a noun can be an attribute: Solinger, neue, 1., Erster."""
    if ORDINAL.fullmatch(word) or AGE.fullmatch(word):
        return True
    folded = fold(word)
    if GENDER_ENDING.search(word):
        return True
    if folded in NOT_ADJECTIVES or folded in QUANTIFIERS or not ADJECTIVE.fullmatch(word):
        return False
    return word[0].islower() or folded.endswith("er") or belongs_to_office(word)


def belongs_to_office(word: str) -> bool:
    """Tell whether an attribute states rank, tenure or field: stellvertretende, 1., bildungspolitische."""
    if ORDINAL.fullmatch(word):
        return True
    folded = GENDER_ENDING.sub("r", fold(word))
    stem = next(
        (folded.removesuffix(end) for end in ("en", "er", "em", "es", "e") if folded.endswith(end)), ""
    )
    return stem in modifiers() or folded.removesuffix("e") in modifiers() or stem.endswith("politisch")
