"""How near the places of a text are to each other."""

from __future__ import annotations

import math
from collections import defaultdict

from kiextract.pipeline.places.gazetteer import Entry

NEAR, FAR = 35.0, 90.0
"""Kilometres within which a place that the text names speaks strongly or a little for its neighbour."""
_LATITUDES, _LONGITUDES = 1, 2
"""Cells to search in each direction: at least FAR kilometres, as far south as the Alps."""


class Neighbourhood:
    """Positions in Germany, in cells of one degree, each rounded to a tenth of a degree and kept once."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], set[tuple[float, float]]] = defaultdict(set)

    def add(self, entry: Entry) -> None:
        """Add a place; one without a position, or abroad, counts for nothing."""
        if entry.is_german and entry.latitude is not None and entry.longitude is not None:
            cell = math.floor(entry.latitude), math.floor(entry.longitude)
            self._cells[cell].add((round(entry.latitude, 1), round(entry.longitude, 1)))

    def distance(self, entry: Entry) -> float:
        """Give the kilometres to the nearest position, give or take ten; infinity beyond FAR."""
        if entry.latitude is None or entry.longitude is None:
            return math.inf
        north, east = math.floor(entry.latitude), math.floor(entry.longitude)
        kilometres = math.inf
        for latitude in range(north - _LATITUDES, north + _LATITUDES + 1):
            for longitude in range(east - _LONGITUDES, east + _LONGITUDES + 1):
                for position in self._cells.get((latitude, longitude), ()):
                    kilometres = min(kilometres, _distance(entry.latitude, entry.longitude, *position))
        return kilometres


def _distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Give the distance in kilometres, on a plane, which is near enough within Germany."""
    north = (latitude - other_latitude) * 111.2
    east = (longitude - other_longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot(north, east)
