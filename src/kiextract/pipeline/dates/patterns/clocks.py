"""Clock times and parts of the day."""

from __future__ import annotations

from kiextract.pipeline.dates.grammar import Grammar, Match
from kiextract.pipeline.dates.values import When

GRAMMAR = Grammar()

NEXT_TIME = "(?: (?:BIS|DASH|LINK DOT?|SLASH) (?:UM|AROUND|VOM|APPROX DOT?)? | COMMA UM? ) TIMENUM"
LIST_OF_TIMES = f"(?= (?:{NEXT_TIME}){{0,8}} {NEXT_TIME} CLOCK )"
NOON = 12


def _clock(hour: float, minute: int, part: str | None = None) -> When | None:
    """Make a clock time; in the afternoon and evening 8 is 20, and 12 at night is midnight."""
    if part in ("AF", "EV") and hour < NOON:
        hour += NOON
    elif part in ("NI", "EV") and hour == NOON:
        hour = 24
    if hour != int(hour) or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return When(hour=int(hour), minute=minute, type="TIME")


@GRAMMAR.pattern(
    "clock",
    "(?P<hour>HOURNUM) CLOCK (?P<minute>MINUTENUM)? (?!DOT (?:MONTH|N12)|MONTH|UNIT|NOUN)",
    "(?P<hour>HOURNUM) CLOCK",
    "(?P<hour>NUMBER_WORD|ONE) CLOCK (?P<minute>NUMBER_WORD)?",
    "(?P<hour>HOURNUM|NUMBER_WORD) CLOCK (?P<part>DAYTIME_ADVERB|DAYTIME)",
)
def _hour(match: Match) -> When | None:
    if match["hour"] == 1 and match.form("hour").lower() in ("eine", "einen", "einem", "einer", "eines"):
        return None  # eine Uhr is a thing, ein Uhr a time
    return _clock(match["hour"], match["minute"] or 0, match["part"])


@GRAMMAR.pattern(
    "clock_minutes",
    "(?P<clock>DOTTED|CLOCK_TIME) CLOCK (?P<part>DAYTIME_ADVERB|DAYTIME)?",
    "(?P<clock>CLOCK_TIME) (?P<part>DAYTIME_ADVERB|DAYTIME)",
)
@GRAMMAR.pattern("clock_of_list", f"(?P<span>(?P<clock>DOTTED|CLOCK_TIME)) {LIST_OF_TIMES}")
@GRAMMAR.pattern(
    "clock_without_word",
    "UM (?P<span>(?P<clock>DOTTED))",
    "(?P<from>VOM) (?P<span>(?P<clock>DOTTED)) (?=(?:BIS|DASH) DOTTED)",
    "(?P<from>VOM) DOTTED (?:BIS|DASH) (?P<span>(?P<clock>DOTTED))",
    """(?:DMY|DM|WEEKDAY|MONTH YEAR|ORDINAL MONTH) (?:COMMA|PIPE) (?:UM|VOM|AROUND)?
    (?P<span>(?P<clock>DOTTED))""",
)
def _hour_minute(match: Match) -> When | None:
    if match.form("from").lower() == "vom":  # vom 3.10 bis 5.10: days
        return None
    hour, minute = match["clock"]
    return _clock(hour, minute, match["part"])


@GRAMMAR.pattern("bare_clock", "(?P<clock>CLOCK_TIME) (?!OPEN CLOCK_TIME)")
def _bare_clock(match: Match) -> When | None:
    """Read 18:30; with seconds and without Uhr it is the time that a race took, before (8:13) a score."""
    return None if match.form("clock").count(":") > 1 else _hour_minute(match)


@GRAMMAR.pattern("hour_of_list", f"(?P<span>(?P<hour>HOURNUM|NUMBER_WORD)) {LIST_OF_TIMES}")
def _listed_hour(match: Match) -> When | None:
    return _clock(match["hour"], 0)


@GRAMMAR.pattern(
    "part_of_hour",
    "(?P<kind>HALF|QUARTERS_HOUR) (?P<hour>NUMBER_WORD|N12) CLOCK? (?P<part>DAYTIME_ADVERB)?",
    "(?P<kind>QUARTER_HOUR) (?P<way>AROUND|VOR)? (?P<hour>NUMBER_WORD|N12) CLOCK? (?P<part>DAYTIME_ADVERB)?",
)
def _part_of_hour(match: Match) -> When | None:
    if not 1 <= match["hour"] <= NOON or match.form("way") not in ("", "nach", "vor"):
        return None
    before, minute = {"half": (1, 30), 45: (1, 45), 15: (1, 15)}[match["kind"]]
    if match.form("way"):
        before, minute = (0, 15) if match.form("way") == "nach" else (1, 45)
    return _clock(match["hour"] - before, minute, match["part"])


@GRAMMAR.pattern("midnight", "(?P<after>AROUND) (?P<span>(?P<hour>MIDNIGHT))", "(?P<hour>MIDNIGHT)")
def _midnight(match: Match) -> When | None:
    return _clock(0 if match.form("after") == "nach" else match["hour"], 0)


@GRAMMAR.pattern(
    "day_part",
    """(?:AM|AROUND|BIS TO) (?:WORD|LAST|SAME)? (?P<span>(?P<part>DAYTIME))
    (?!DES|DEFINITE ORDINAL|VOM|TO|BIS|DASH)""",
    "AROUND ARTICLE WORD? (?P<span>(?P<part>DAYTIME)) (?!DES|DEFINITE ORDINAL|VOM|TO|DASH)",
    "(?:THIS|SAME) (?P<span>(?P<part>DAYTIME)) (?!VOM|TO|DASH)",
)
@GRAMMAR.pattern(
    "night",
    """IN (?:ARTICLE|THIS) (?:WORD|NEXT)? (?P<span>(?P<part>DAYTIME))
    (?!DES|DEFINITE ORDINAL|VOM|TO|DASH|BIS|AM)""",
)
@GRAMMAR.pattern("day_part_behind", "(?:DMY|DM|MONTH|MONTH YEAR) (?P<span>(?P<part>DAYTIME)) (?!DES|VOM)")
def _day_part(match: Match) -> When | None:
    return When(part=match["part"], type="TIME")
