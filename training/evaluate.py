"""Measure the bundled model by itself, as the model card has it.

    python training/evaluate.py --corpora ../shared/corpora --gold ../shared/gold

GermEval dev is given token by token; names are read from ``doc.ents`` and roles from ``doc.spans``, before
the rules of the other components.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc

import kiextract.pipeline.names.component  # noqa: F401  (registers the factory)
from corpora import Span as Labelled
from corpora import germeval_sentences, read_germeval, read_gold_folder, spaced
from measure import compare, table


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--model", type=Path, default=Path("src/kiextract/model"))
    arguments = options.parse_args()
    nlp = spacy.load(arguments.model)
    names = nlp.get_pipe("kiextract_names")

    path = arguments.corpora / "germeval2014" / "dev.tsv"
    sentences = [[word for word, _ in sentence] for sentence in germeval_sentences(path)]
    found = [_found(names(Doc(nlp.vocab, words=words))) for words in sentences]
    print(f"GermEval dev\n{table(compare(read_germeval(path, write=spaced), found))}\n")

    documents = [text for name in ("dev", "dev-city") for text in read_gold_folder(arguments.gold / name)]
    started = time.process_time()
    found = [_found(names(nlp.make_doc(text.text))) for text in documents]
    seconds = time.process_time() - started
    print(f"dev and dev-city\n{table(compare(documents, found))}\n")
    words = sum(len(text.text.split()) for text in documents)
    print(f"{words / seconds:.0f} words a second of processor time, in one thread")


def _found(doc: Doc) -> tuple[set[Labelled], set[Labelled]]:
    return _labelled(doc.ents), _labelled(doc.spans["roles"])


def _labelled(spans: Iterable[spacy.tokens.Span]) -> set[Labelled]:
    return {(span.start_char, span.end_char, span.label_) for span in spans}


if __name__ == "__main__":
    main()
