"""The record: everything that kiextract says about one document, and its JSON form.

Offsets are half-open and count Unicode code points of the decoded text. For every object that has
them, ``text == document[start:end]``. The JSON Schema that ``kiextract schema`` prints is generated
from these types.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

SCHEMA_VERSION: Literal["1"] = "1"
"""Changes when a field changes its name or meaning; new fields leave it alone."""

MAX_AMOUNT_DIGITS = 15
"""Most significant digits of an amount: as many as every JSON reader keeps exactly."""

PlaceKind = Literal[
    "municipality",
    "quarter",
    "district",
    "state",
    "country",
    "region",
    "street",
    "site",
    "water",
    "other",
]  # fmt: skip


def _exact_number(value: Decimal) -> int | float:
    """Give a decimal of at most 15 significant digits as the JSON number with the same digits."""
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Decimal) -> Decimal:
    """Give a decimal without the zeros that say nothing: 39.4 million are 39400000, not 39400000.0."""
    return Decimal(str(_exact_number(value)))


Euros = Annotated[
    Decimal,
    AfterValidator(_plain),
    PlainSerializer(_exact_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""Euros as an exact decimal; a JSON number with the same digits."""


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class Mention(_Model):
    """A span of the document that names something."""

    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")
    text: str = Field(description="The document's text between start and end.")


class DocumentDate(_Model):
    """The day on which the document was published; what relative dates refer to."""

    value: str = Field(description="ISO 8601: YYYY-MM-DD, YYYY-MM or YYYY.")
    origin: Literal["option", "metadata", "text"] = Field(
        description="Given by the caller, in the document's front matter or header, or found in its text."
    )
    start: int | None = Field(default=None, description="Offset of the first code point, if origin is text.")
    end: int | None = Field(default=None, description="Offset behind the last code point, if origin is text.")


class Person(_Model):
    """A person with every mention of the name."""

    id: str = Field(description="Identifies the person within the document: p1, p2, …")
    name: str = Field(description="Fullest form in the document, without titles and genitive ending.")
    given_name: str | None
    family_name: str | None
    academic_titles: list[str] = Field(default_factory=list, description="Dr., Prof. and the like.")
    roles: list[str] = Field(default_factory=list, description="Distinct role texts, in text order.")
    mentions: list[Mention]


class Role(Mention):
    """One mention of an office, function, mandate or profession of specific persons."""

    office: str = Field(description="Gender-neutral base form of the office: Bürgermeister/in.")
    persons: list[str] = Field(default_factory=list, description="Ids of the holders; empty if unnamed.")


class Place(_Model):
    """A place with every mention of it."""

    name: str = Field(description="Base form of the name.")
    kind: PlaceKind
    ags: str | None = Field(
        default=None,
        description="Official municipality key: 8 digits, 5 for a Kreis, 2 for a Land; null if it is open.",
    )
    country: str | None = Field(
        default=None, description="ISO 3166-1 alpha-2 code of a country; null for any other place."
    )
    latitude: float | None = Field(default=None, description="Degrees north (WGS 84).")
    longitude: float | None = Field(default=None, description="Degrees east (WGS 84).")
    mentions: list[Mention]


class Organisation(_Model):
    """A named organisation with every mention of it."""

    name: str
    mentions: list[Mention]


class Amount(Mention):
    """One mention of an amount of euros; a range has no value but a minimum and a maximum."""

    currency: Literal["EUR"] = "EUR"
    value: Euros | None = Field(description="Euros; null for a range.")
    min: Euros | None = Field(default=None, description="Euros; lower end of a range.")
    max: Euros | None = Field(default=None, description="Euros; upper end of a range.")
    qualifier: Literal["exact", "approx", "min", "max"] = "exact"
    per: str | None = Field(default=None, description="What the amount is for each of: Jahr, Person, …")
    context: str = Field(default="", description="The clause around the amount, white space collapsed.")
    purpose: Mention | None = Field(
        default=None, description="What the amount is for, where the text says so beside it."
    )


class Date(Mention):
    """One mention of a date or a clock time, as in TimeML."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = Field(description="TIMEX3 value; null where it needs an unknown document date.")
    first: dt.date | None = Field(
        default=None, alias="from", description="First calendar day covered, if the value fixes it."
    )
    last: dt.date | None = Field(
        default=None, alias="to", description="Last calendar day covered, if the value fixes it."
    )
    relative: bool = Field(default=False, description="Resolved against the document date or a neighbour.")


class Quote(Mention):
    """Words in quotation marks that someone says; the marks are outside."""

    speaker: str | None = Field(description="Id of the person who speaks; null if the text does not tell.")
    cue: str | None = Field(description="The word that says who speaks: sagte, so, betonte, laut, …")


class Explanation(Mention):
    """Which rule made a find."""

    kind: Literal["person", "role", "place"]
    rule: str = Field(
        description="Name of the rule that found the mention of the person, or the role and its holders; "
        "`lexicon` (before a rule of roles too) where it is a word of the user's own, which is what is said "
        "of places."
    )


class Record(_Model):
    """What kiextract found in one document."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: str = Field(description="Where the text came from: a path, or - for standard input.")
    sha256: str = Field(description="Of the document's bytes as read (of its UTF-8 form for plain text).")
    title: str | None = Field(
        default=None,
        description="First line that tells something, white space collapsed; null if there is none.",
    )
    document_date: DocumentDate | None = None
    persons: list[Person] = Field(default_factory=list)
    roles: list[Role] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)
    organisations: list[Organisation] = Field(default_factory=list)
    amounts: list[Amount] = Field(default_factory=list)
    dates: list[Date] = Field(default_factory=list)
    quotes: list[Quote] = Field(default_factory=list)
    explanations: list[Explanation] = Field(
        default_factory=list, description="Filled on demand (--explain), in text order."
    )
    warnings: list[str] = Field(default_factory=list)


class ErrorDetail(_Model):
    """Why a document could not be read."""

    type: str = Field(description="A stable word for the kind of error, such as not_found.")
    message: str = Field(description="One sentence: the file, the cause and what to do.")


class ErrorRecord(_Model):
    """Stands in the place of the record of a document that could not be read."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: str
    error: ErrorDetail
