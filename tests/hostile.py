"""A document that tries to become markup or script, with a record that repeats its words everywhere."""

from __future__ import annotations

from kiextract.record import Record

ATTACKS = [
    "<script>window.broken = 1</script>",
    "</script><script>window.broken = 2</script>",
    "</style><script>window.broken = 3</script>",
    "<img src=x onerror='window.broken = 4'>",
    "\"><svg onload='window.broken = 5'>",
    "' onmouseover='window.broken = 6' x='",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.broken=8",
    "<!-- <plaintext>",
    "]]>&lt;&#60;script&#62;",
    "\u202eabc\u2066def",
    "\x00\x1b[31m\x85",
]

TEXT = "\n\n".join(["Ein Text, der angreift", *ATTACKS]) + "\n"


def record() -> Record:
    """Make a record in which every attack is a person, a role, a place, a quote and so on."""
    spans = []
    for attack in ATTACKS:
        start = TEXT.index(attack)
        spans.append({"start": start, "end": start + len(attack), "text": attack})
    return Record.model_validate(
        {
            "source": ATTACKS[1],
            "sha256": "",
            "title": ATTACKS[1] + ATTACKS[4],
            "document_date": {"value": "2018-03-16", "origin": "option"},
            "persons": [
                {
                    "id": f"p{number}",
                    "name": span["text"],
                    "given_name": None,
                    "family_name": None,
                    "academic_titles": [span["text"]],
                    "roles": [span["text"]],
                    "mentions": [span],
                }
                for number, span in enumerate(spans, start=1)
            ],
            "roles": [{**span, "office": span["text"], "persons": ["p1"]} for span in spans]
            + [{**span, "office": span["text"]} for span in spans],
            "places": [
                {"name": span["text"], "kind": "other", "ags": span["text"], "mentions": [span]}
                for span in spans
            ],
            "organisations": [{"name": span["text"], "mentions": [span]} for span in spans],
            "amounts": [
                {**span, "value": 5, "per": span["text"], "context": span["text"], "purpose": span}
                for span in spans
            ],
            "dates": [
                {**span, "type": "DATE", "value": span["text"], "from": "2018-03-16", "to": "2018-03-16"}
                for span in spans
            ],
            "quotes": [{**span, "speaker": "p2", "cue": span["text"]} for span in spans],
            "warnings": ATTACKS,
        }
    )  # fmt: skip
