"""Train a small spaCy pipeline (tok2vec and ner) for names: one command, fixed seeds.

    python training/train_cnn.py --corpora ../shared/corpora --gold ../shared/gold --out src/kiextract/model
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from augment import paragraphs
from corpora import Text, read_bundestag, read_germeval, read_gold_folder
from spacy.language import Language
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch

SEED = 20261125


def main() -> None:
    """Run the command line; the best state on GermEval dev is written to ``--out``."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--minutes", type=float, default=12)
    options.add_argument("--width", type=int, default=96)
    options.add_argument("--rows", type=int, default=5000)
    arguments = options.parse_args()
    fix_random_seed(SEED)
    chance = random.Random(SEED)
    train = read_germeval(arguments.corpora / "germeval2014" / "train.tsv")
    for path in sorted((arguments.corpora / "bundestag_ner").glob("*.conll")):
        train += read_bundestag(path)
    documents = read_gold_folder(arguments.gold / "train")
    dev = read_germeval(arguments.corpora / "germeval2014" / "dev.tsv")

    nlp = _pipeline(arguments)
    dev_examples = [_example(nlp, text) for text in dev]
    started, scores, best = time.monotonic(), {}, -1.0
    deadline = started + arguments.minutes * 60
    nlp.initialize(lambda: [_example(nlp, text) for text in train[:500]])
    optimizer = nlp.create_optimizer()
    optimizer.learn_rate = 0.001
    averages = optimizer.averages
    epoch = 0
    while time.monotonic() < deadline:
        epoch += 1
        examples = [_example(nlp, text) for text in _epoch(train, documents, chance)]
        for batch in minibatch(examples, size=compounding(8.0, 24.0, 1.01)):
            nlp.update(batch, sgd=optimizer, drop=0.1)
            optimizer.learn_rate = 0.001 * max(0.1, (deadline - time.monotonic()) / (deadline - started))
            if time.monotonic() > deadline:
                break
        with nlp.use_params(averages):
            scores = nlp.evaluate(dev_examples)
            print(epoch, round(time.monotonic() - started), f"{scores['ents_f']:.4f}",
                  {k: round(v["f"], 4) for k, v in scores["ents_per_type"].items()}, flush=True)
            if scores["ents_f"] > best:
                best = scores["ents_f"]
                nlp.meta["performance"] = {
                    "ents_f": best,
                    "ents_per_type": scores["ents_per_type"],
                }
                nlp.to_disk(arguments.out)


def _epoch(train: list[Text], documents: list[Text], chance: random.Random) -> Iterator[Text]:
    texts = [*paragraphs(train, chance), *documents, *documents]
    chance.shuffle(texts)
    return iter(texts)


def _pipeline(arguments: argparse.Namespace) -> Language:
    nlp = spacy.blank("de")
    nlp.meta.update(name="kiextract_names", version="0.1.0", license="MIT",
                    description="Persons, places and organisations in German press releases")
    attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
    rows = [arguments.rows, arguments.rows // 2, arguments.rows // 2, arguments.rows // 2]
    nlp.add_pipe("tok2vec", config={"model": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": arguments.width, "attrs": attrs,
                  "rows": rows, "include_static_vectors": False},
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": arguments.width, "depth": 4,
                   "window_size": 1, "maxout_pieces": 3},
    }})
    nlp.add_pipe("ner", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": arguments.width, "upstream": "*"},
    }})
    return nlp


def _example(nlp: Language, text: Text) -> Example:
    reference = nlp.make_doc(text.text)
    spans = [reference.char_span(start, end, label=label) for start, end, label in text.names]
    reference.set_ents([span for span in spans if span])
    return Example(nlp.make_doc(text.text), reference)


if __name__ == "__main__":
    main()
