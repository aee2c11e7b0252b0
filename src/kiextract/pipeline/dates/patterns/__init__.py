"""The patterns of the date grammar, by what they speak of."""

from __future__ import annotations

from functools import cache

from kiextract.pipeline.dates.grammar import Pattern


@cache
def all_patterns() -> tuple[Pattern, ...]:
    """Give every pattern; compiled when first asked for."""
    from kiextract.pipeline.dates.patterns import clocks, days, durations, periods, relative

    grammars = (days, clocks, periods, relative, durations)
    return tuple(pattern for module in grammars for pattern in module.GRAMMAR.patterns)
