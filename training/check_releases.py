"""Check texts that are tagged inline: ``python training/check_releases.py [FOLDER]...``.

The first line of a file is ``#dct YYYY[-MM[-DD]]`` or ``#dct ?``: the date of publication. The rest is the
text with tags for persons, roles, places, organisations, amounts of euros and dates; without them it is the
text. Every problem is printed with its file and line; the exit status is 1 if there is one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("training/releases", "training/heldout", "samples/tagged")
HEADER = re.compile(r"#dct (\?|\d{4}(-\d\d(-\d\d)?)?)")
TAG = re.compile(r"<(?P<closing>/?)(?P<kind>\w+)(?P<attributes>[^<>]*)>")
ATTRIBUTES = re.compile(r'( [a-z]+="[^"<>]*")*')
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')

REQUIRED = {
    "per": {"id"},
    "role": {"of"},
    "loc": {"kind", "name"},
    "org": set(),
    "eur": {"v"},
    "date": {"v"},
}
ALLOWED = {kind: names | {"opt"} for kind, names in REQUIRED.items()} | {"eur": {"v", "q", "opt"}}
MAY_HOLD = {
    "role": {"org", "loc", "role", "per", "date"},
    "org": {"loc", "org"},
    "date": {"loc"},
}
"""Which tags may stand in which; names and amounts hold none."""

NUMBER = r"\d+(\.\d+)?"
VALUES = {
    ("per", "id"): re.compile(r"p[1-9]\d*"),
    ("role", "of"): re.compile(r"(p[1-9]\d*( p[1-9]\d*)*)?"),
    ("loc", "kind"): re.compile(
        r"municipality|quarter|district|state|country|region|street|site|water|other"
    ),
    ("loc", "name"): re.compile(r"\S(.*\S)?"),
    ("eur", "v"): re.compile(rf"{NUMBER}(\.\.{NUMBER})?"),
    ("eur", "q"): re.compile(r"exact|approx|min|max"),
    ("date", "v"): re.compile(
        r"\?|(PAST|PRESENT|FUTURE)_REF"
        r"|\d{3}|\d{4}/\d{4}"
        r"|(\d{4}|XXXX)(-(SP|SU|FA|WI|Q[1-4]|H[12]|W\d\d(-WE)?|\d\d(-(\d\d|XX))?))?"
        r"((?<=-\d\d)T(\d\d:\d\d|MO|MI|AF|EV|NI))?"
        r"|T(\d\d:\d\d|MO|MI|AF|EV|NI)"
    ),
    **{(kind, "opt"): re.compile("1") for kind in REQUIRED},
}
"""What the attributes may say: values of dates are TIMEX3, amounts are euros."""


def problems(content: str, counts: Counter[str] | None = None) -> Iterator[tuple[int, str]]:
    """Yield the line number and a sentence for everything that is wrong with a tagged text.

    ``counts`` receives the number of tags by kind.
    """
    header, _, body = content.partition("\n")
    if not HEADER.fullmatch(header):
        yield 1, "the first line is not '#dct YYYY[-MM[-DD]]' or '#dct ?'"
    open_tags: list[tuple[str, int, int]] = []
    persons: set[str] = set()
    holders: list[tuple[int, str]] = []
    for tag in TAG.finditer(body):
        line = body.count("\n", 0, tag.start()) + 2
        kind = tag["kind"]
        if kind not in REQUIRED:
            yield line, f"there is no tag {tag[0]}"
        elif tag["closing"]:
            if not open_tags or open_tags[-1][0] != kind:
                yield line, f"{tag[0]} closes nothing that is open"
                continue
            _, _, start = open_tags.pop()
            inner = TAG.sub("", body[start : tag.start()])
            if not inner or inner != inner.strip():
                yield line, f"<{kind}> is empty or begins or ends with white space: {inner!r}"
        else:
            if open_tags and kind not in MAY_HOLD.get(open_tags[-1][0], set()):
                yield line, f"<{kind}> stands inside <{open_tags[-1][0]}>"
            yield from ((line, problem) for problem in _attribute_problems(kind, tag["attributes"]))
            attributes = dict(ATTRIBUTE.findall(tag["attributes"]))
            persons.update({attributes.get("id", "")} if kind == "per" else ())
            holders.extend((line, holder) for holder in attributes.get("of", "").split())
            open_tags.append((kind, line, tag.end()))
            if counts is not None:
                counts[kind] += 1
    yield from ((line, f"<{kind}> is never closed") for kind, line, _ in open_tags)
    yield from ((line, f"no person {holder} is tagged") for line, holder in holders if holder not in persons)
    for line, text in enumerate(TAG.sub("", body).split("\n"), start=2):
        if re.search(r"</?[a-z]|[{}]", text):
            yield line, f"markup is left in the text: {text!r}"


def _attribute_problems(kind: str, attributes: str) -> Iterator[str]:
    if not ATTRIBUTES.fullmatch(attributes):
        yield f"<{kind}{attributes}> is malformed"
    values = dict(ATTRIBUTE.findall(attributes))
    if missing := REQUIRED[kind] - values.keys():
        yield f"<{kind}> lacks {', '.join(sorted(missing))}"
    if unknown := values.keys() - ALLOWED[kind]:
        yield f"<{kind}> has no {', '.join(sorted(unknown))}"
    for name, value in values.items():
        pattern = VALUES.get((kind, name))
        if pattern and not pattern.fullmatch(value):
            yield f'<{kind}> cannot have {name}="{value}"'


def main(folders: list[str]) -> int:
    """Check every text file of the folders; print what is wrong and how many tags there are."""
    counts: Counter[str] = Counter()
    failures = 0
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    for path in paths:
        for line, problem in problems(path.read_text(encoding="utf-8"), counts):
            failures += 1
            print(f"{path}:{line}: {problem}")
    print(f"{len(paths)} files, {failures} problems, {dict(counts)}")
    return 1 if failures or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(FOLDERS)))
