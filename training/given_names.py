"""Derive the given names and the common words of the persons room.

    pip install faker
    python training/given_names.py ../shared/corpora/text/bundestag_sample.txt

Writes two files to ``src/kiextract/pipeline/persons/data``:

given_names.tsv   name, gender (m, f, x for both), and ``word`` where the name is also a German word.
                  Names: Faker (MIT licence), the locales of :data:`LOCALES`; Cyrillic names in German
                  transcription; and ``training/given_names_extra.tsv``, written for this project: names
                  of Arabic, Kurdish, Persian, Russian, Greek and other origins in German spelling, and
                  German short and old forms.
common_nouns.txt  nouns of plain German that are no names: words of the given text (speeches in the German
                  Bundestag, official works, section 5 UrhG) that often follow a determiner.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "kiextract" / "pipeline" / "persons" / "data"
EXTRA = Path(__file__).parent / "given_names_extra.tsv"

LOCALES = (
    "az_AZ", "bg_BG", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LI", "de_LU", "en_GB", "en_US",
    "es_CA", "es_ES", "et_EE", "fi_FI", "fr_BE", "fr_CH", "fr_DZ", "fr_FR", "hr_HR", "hu_HU", "it_IT",
    "lv_LV", "nl_BE", "nl_NL", "no_NO", "pl_PL", "pt_PT", "ro_RO", "ru_RU", "sk_SK", "sl_SI", "sv_SE",
    "tr_TR", "uk_UA", "vi_VN",
)  # fmt: skip

CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
        [
            "a",
            "b",
            "w",
            "g",
            "d",
            "e",
            "sch",
            "s",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "ch",
            "z",
            "tsch",
            "sch",
            "schtsch",
            "a",
            "y",
            "_",
            "e",
            "ju",
            "ja",
            "i",
            "ji",
            "je",
            "g",
        ],
        strict=True,
    )
)
"""German transcription (Duden), without its rules for position."""

DETERMINERS = frozenset((
    "der", "die", "das", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein",
    "keine", "keinen", "keiner", "zum", "zur", "im", "am", "beim", "vom", "ins", "ans", "diese",
    "dieser", "dieses", "diesen", "diesem", "jede", "jeder", "jedes", "jeden", "unsere", "unser",
    "unserer", "unseren", "unserem", "ihre", "ihr", "ihrer", "ihren", "ihrem", "seine", "sein",
    "seiner", "seinen", "seinem", "meine", "mein", "meiner", "meinen", "alle", "allen", "aller",
    "viele", "vielen", "mehr", "solche", "solchen", "welche",
))  # fmt: skip

NEVER = frozenset((
    "Allen", "Alpin", "April", "Artis", "Bergen", "Beste", "Bitten", "Corona", "Darin", "Davor", "Del",
    "Don", "Einer", "Fügen", "Gene", "Jet", "Job", "Juni", "Juris", "Kino", "Lage", "Leopoldina", "Les",
    "Lese", "Lupe", "Made", "Manuelle", "Marine", "Maxime", "Median", "Mir", "Nazi", "Nur", "Ossi",
    "Rein", "Pastor", "Imam", "Maire", "Amtmann", "Anders", "Olympia", "Major", "Prinz", "Reine",
    "Server", "Solange", "Tage", "Tode", "Wille", "Öl", "Mio", "Open", "Human", "Geo", "Gala", "Per",
    "May", "Will", "Star", "Ost", "Nord", "Euro", "Sage", "Bee", "Bär",
))  # fmt: skip
"""Names of Faker that are common words of German, and hardly ever given names."""

WORDS = frozenset((
    "Alexandria", "Anders", "Antun", "Asia", "August", "Austin", "Berlin", "Brett", "Brooklyn",
    "Carolina", "Chelsea", "Dallas", "Dick", "Ernst", "Fee", "Florida", "Frank", "Franca", "Georgia",
    "German", "Hege", "Heide", "Helle", "Horst", "India", "Iris", "Israel", "Jasmin", "Jordan", "Kent",
    "Lasse", "Lex", "Lila", "Lincoln", "Linde", "London", "Long", "Lot", "Lourdes", "Luna", "Mai",
    "Mark", "Medina", "Mercedes", "Milan", "Nada", "Odessa", "Olle", "Paris", "Per", "Reiner", "Roma",
    "Roman", "Rosa", "Rose", "Sana", "Siena", "Star", "Stein", "Stern", "Sydney", "Tor", "Tore",
    "Verona", "Victoria", "Viola", "Virginia", "Washington", "Wies", "Wolf",
))  # fmt: skip
"""Given names that are other words, too, and more than the text shows."""


def transcribe(name: str) -> str:
    """Give a Cyrillic name in Latin letters; others as they are."""
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).replace("_", "").capitalize()


def faker_names() -> dict[str, set[str]]:
    """Give every given name of the chosen locales with the genders that it has."""
    genders: dict[str, set[str]] = {}
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            for entry in getattr(provider, attribute, ()):
                name = transcribe(entry) if re.search("[а-яі]", entry.lower()) else entry
                if re.fullmatch(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:-[A-ZÀ-ÞĀ-Ž][^\W\d_]+)?", name) and len(name) > 2:
                    genders.setdefault(name, set()).add(gender)
    return genders


TURKISH = str.maketrans("ışğçİŞĞÇ", "isgcISGC")
"""Turkish letters as registers without them write them; ö and ü stay."""


def without_umlauts(name: str) -> str:
    """Give a name as it is written where umlauts are missing: Juergen."""
    for letter, letters in zip("äöüÄÖÜ", ("ae", "oe", "ue", "Ae", "Oe", "Ue"), strict=True):
        name = name.replace(letter, letters)
    return name


def extra_names() -> dict[str, set[str]]:
    """Read the names written for this project: ``gender<TAB>names separated by spaces``."""
    genders: dict[str, set[str]] = {}
    for line in EXTRA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            gender, _, names = line.partition("\t")
            for name in names.split():
                genders.setdefault(name, set()).add(gender)
    return genders


def words_of(lines: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    """Count lower-case words, capitalised words within sentences, and those behind a determiner.

    The last count takes the endings of adjectives for determiners, too.
    """
    lower: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    determined: Counter[str] = Counter()
    described: Counter[str] = Counter()
    for line in lines:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
        for first, before, word in zip(["", *words], words, words[1:], strict=False):
            if word.islower():
                lower[word] += 1
            elif word.istitle():
                capitalised[word] += 1
                determined[word] += before in DETERMINERS and first not in ("von", "Von", "van")
                described[word] += bool(re.fullmatch(r"[a-zäöüß]+(?:en|er|es|em|e)", before))
    return lower, capitalised, determined, described


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("text", type=Path, help="plain German text in UTF-8, a paragraph a line")
    with options.parse_args().text.open(encoding="utf-8") as lines:
        lower, capitalised, determined, described = words_of(lines)
    genders = faker_names()
    for name, found in extra_names().items():
        genders.setdefault(name, set()).update(found)
    for name, found in list(genders.items()):
        genders.setdefault(name.translate(TURKISH), set()).update(found)
        if re.fullmatch("[A-Za-zÄÖÜäöü-]+", name):
            genders.setdefault(without_umlauts(name), set()).update(found)
    nouns = {
        word
        for word, count in capitalised.items()
        if count >= 6 and len(word) > 2 and "-" not in word
        if max(determined[word], 0 if word in genders else described[word])
        >= (0.4 if word in genders else 0.25) * count
    }
    rows = []
    for name, found in sorted(genders.items()):
        if name in NEVER:
            continue
        gender = found.pop() if len(found) == 1 else "x"
        word = name in nouns or name in WORDS or lower[name.lower()] >= 5
        rows.append(f"{name}\t{gender}\tword" if word else f"{name}\t{gender}")
    head = (
        f"# Given names. Made by training/given_names.py from Faker ({len(rows)} names); see its docstring.\n"
    )
    (DATA / "given_names.tsv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    head = "# Common nouns that are no names. Made by training/given_names.py; see its docstring.\n"
    (DATA / "common_nouns.txt").write_text(head + "\n".join(sorted(nouns)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
