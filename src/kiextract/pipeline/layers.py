"""What the components leave on a spaCy ``Doc`` for those that follow.

Each component writes the finds of its kind once, as types of :mod:`kiextract.record` (plus
:class:`Name` for the names model, ``role_spans``, the mentions that it takes for roles, and
:class:`OwnWord` for the user's lexicon), with offsets in code points of ``doc.text``. They are kept in
``doc.user_data`` as plain JSON values, so that a ``Doc`` survives ``to_bytes`` and ``n_process``, and once
more as ``doc.spans["kiextract_<kind>"]`` for displaCy and other spaCy tools; a span there is widened to
whole tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeVar, cast

from pydantic import BaseModel
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kiextract.intervals import Intervals
from kiextract.record import (
    Amount,
    Date,
    DocumentDate,
    Mention,
    Organisation,
    Person,
    Place,
    PlaceKind,
    Quote,
    Role,
)

NameLabel = Literal["PER", "LOC", "ORG", "MISC"]


class Name(Mention):
    """A name that the names model found."""

    label: NameLabel


OwnKind = Literal["office", "person", "place"]


class OwnWord(Mention):
    """A word of the user's lexicon; ``ignored`` says that it is to be reported as nothing of its kind.

    ``name`` is the base form: of a name, or of an office the gender-neutral one, with the ``readings`` of
    this form (:mod:`kiextract.pipeline.roles.inflection`).
    """

    kind: OwnKind
    ignored: bool = False
    name: str
    place_kind: PlaceKind | None = None
    readings: tuple[str, ...] = ()


KINDS: dict[str, type[BaseModel]] = {
    "own_words": OwnWord,
    "names": Name,
    "role_spans": Mention,
    "dates": Date,
    "amounts": Amount,
    "places": Place,
    "organisations": Organisation,
    "persons": Person,
    "roles": Role,
    "quotes": Quote,
}

Found = TypeVar("Found", bound=BaseModel)


class _Finds(list[dict[str, Any]]):
    """Finds as JSON values, and as the objects that they were made of, so that reading them back is free.

    Copies of it, by ``Doc.to_bytes`` or pickle, are plain lists.
    """

    def __init__(self, finds: Sequence[BaseModel]) -> None:
        super().__init__(find.model_dump(mode="json") for find in finds)
        self.objects = tuple(finds)

    def __reduce__(self) -> tuple[type[list[Any]], tuple[list[Any]]]:
        return list, ([*self],)


def bare(vocab: Vocab, text: str) -> Doc:
    """Make a doc without tokens: our components read the text and what is left here, and nothing else.

    Finds stay as they are on it. It is for whoever takes them with :func:`read` and neither shows nor stores
    the doc, and saves the time to cut the text into tokens and to say everything twice.
    """
    doc = Doc(vocab)
    set_text(doc, text)
    return doc


def set_text(doc: Doc, text: str) -> None:
    """Leave the text of a doc on it, where it is known."""
    doc.user_data["kiextract.text"] = text


def text_of(doc: Doc) -> str:
    """Give the text of a doc, which spaCy would put together anew each time."""
    text = doc.user_data.get("kiextract.text")
    if text is None:
        text = doc.text
        set_text(doc, text)
    return str(text)


def write(doc: Doc, kind: str, finds: Sequence[BaseModel]) -> None:
    """Leave the finds of one kind on the doc, replacing those that were there."""
    doc.user_data[f"kiextract.{kind}"] = _Finds(finds) if len(doc) else tuple(finds)
    doc.spans[f"kiextract_{kind}"] = list(_spans(doc, finds, kind)) if len(doc) else []


def _spans(doc: Doc, finds: Sequence[BaseModel], kind: str) -> Iterator[Span]:
    for find in finds:
        for mention, label in _mentions(find, kind):
            span = doc.char_span(mention.start, mention.end, label=label, alignment_mode="expand")
            if span is not None:
                yield span


def _mentions(find: BaseModel, kind: str) -> Iterator[tuple[Mention, str]]:
    """Give the mentions of a find, each with its label."""
    if isinstance(find, Name):
        yield find, find.label
    elif isinstance(find, Mention):
        yield find, kind
    elif isinstance(find, Person | Place | Organisation):
        yield from ((mention, kind) for mention in find.mentions)


def read(doc: Doc, kind: str, of: type[Found]) -> list[Found]:
    """Give the finds of one kind, in the order in which they were written; none if there are none."""
    if not issubclass(KINDS[kind], of):
        raise TypeError(f"{kind} are {KINDS[kind].__name__}, not {of.__name__}")
    finds = doc.user_data.get(f"kiextract.{kind}", [])
    if isinstance(finds, _Finds):
        finds = finds.objects
    if isinstance(finds, tuple):
        return cast("list[Found]", [*finds])
    return [of.model_validate(find) for find in finds]


def write_rules(doc: Doc, kind: str, rules: Sequence[Sequence[str]]) -> None:
    """Leave the names of the rules that made the finds of one kind: for each find, one a mention."""
    doc.user_data[f"kiextract.{kind}.rules"] = [list(of_find) for of_find in rules]


def read_rules(doc: Doc, kind: str) -> list[list[str]]:
    """Give what :func:`write_rules` left, parallel to the finds."""
    return list(doc.user_data.get(f"kiextract.{kind}.rules", []))


def own_words(doc: Doc, kind: OwnKind) -> list[OwnWord]:
    """Give the words of one kind of the user's lexicon; none without one."""
    return [word for word in read(doc, "own_words", OwnWord) if word.kind == kind]


def claimed(doc: Doc) -> Intervals:
    """Give the extents of dates and amounts, which win over names."""
    return Intervals([*read(doc, "dates", Date), *read(doc, "amounts", Amount)])


def names(doc: Doc, claimed: Intervals) -> list[Name]:
    """Give the model's names that nothing claims."""
    return [name for name in read(doc, "names", Name) if not claimed.touch(name.start, name.end)]


def set_document_date(doc: Doc, date: DocumentDate | None) -> None:
    """Leave the document date on the doc; the dates component keeps one that is already there."""
    doc.user_data["kiextract.document_date"] = date and date.model_dump(mode="json")


def document_date(doc: Doc) -> DocumentDate | None:
    """Give the document date, or None where it is not known."""
    date = doc.user_data.get("kiextract.document_date")
    return DocumentDate.model_validate(date) if date else None


def warn(doc: Doc, message: str) -> None:
    """Add a sentence to the warnings of the record."""
    doc.user_data.setdefault("kiextract.warnings", []).append(message)


def warnings(doc: Doc) -> list[str]:
    """Give the warnings of all components, in the order in which they were made."""
    return list(doc.user_data.get("kiextract.warnings", []))
