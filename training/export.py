"""Write trained checkpoints as the bundled model: an 8-bit ONNX network and the vocabulary.

    python training/export.py /tmp/first/tagger.pt /tmp/second/tagger.pt --out src/kiextract/model

The graph is written node by node, since nothing of an exporter is needed for a BERT. Weights of linear
layers are in 8 bits an output, those of the embeddings in 8 bits a row; activations are made
8-bit as they come.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

import kiextract.pipeline.names.component  # noqa: F401  (registers the factory)
from kiextract.pipeline.names.tagger import NETWORK, VOCABULARY
from tagger import NAME_LABELS
from vocabulary import tokenizer

Array = NDArray[Any]
LARGEST_WEIGHT = 63
"""Seven bits: processors without VNNI add two products of 8-bit numbers in 16 bits, which eight bits would
overflow. So the network gives the same scores on every machine."""
CONTRIB = "com.microsoft"
SPACY = ">=3.8.2,<3.9.0"
"""The spaCy that the model fits: 3.8.2 was tried; left alone, spaCy would write that of this machine."""
VERSION = "0.3.0"
"""Goes up with every model that is released; the record names it."""


CAUTION = {"O": 0.75, "B-PER": -0.8}
"""What is added to the scores of labels: trained as it is, the network finds more names than there are."""


class Graph:
    """Collects nodes and weights; every method gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, values: Array) -> str:
        """Add weights."""
        self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node."""
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **attributes))
        return output

    def linear(self, name: str, states: str, weight: Array, bias: Array, *, exact: bool = False) -> str:
        """Add a linear layer, in 8 bits unless it is to be exact; ``weight`` has a row for each output."""
        shift = self.constant(f"{name}.b", bias)
        if exact:
            return self.add("Add", self.add("MatMul", states, self.constant(f"{name}.w", weight.T)), shift)
        rows, scales = quantised(weight, LARGEST_WEIGHT)
        zeros = self.constant(f"{name}.z", np.zeros(len(scales), np.int8))
        return self.add(
            "DynamicQuantizeMatMul",
            states,
            self.constant(f"{name}.q", rows.T),
            self.constant(f"{name}.s", scales.ravel()),
            zeros,
            shift,
            domain=CONTRIB,
        )

    def norm(self, name: str, states: str, weight: Array, bias: Array, epsilon: float) -> str:
        """Add a layer norm."""
        scale, shift = self.constant(f"{name}.w", weight), self.constant(f"{name}.b", bias)
        return self.add("LayerNormalization", states, scale, shift, axis=-1, epsilon=epsilon)


def quantised(rows: Array, most: int) -> tuple[Array, Array]:
    """Give integer weights of at most ``most`` and the scale of each row."""
    scales = np.abs(rows).max(axis=1, keepdims=True) / most + 1e-12
    return np.rint(rows / scales).astype(np.int8), scales.astype(np.float32)


def build(state: dict[str, Array], config: dict[str, float], special: int) -> onnx.ModelProto:
    """Build the network."""
    graph, epsilon = Graph(), float(config["epsilon"])
    words = state["words.weight"].copy()
    words[:special] += state["marks.weight"]
    quantised_words, scales = quantised(words, 127)
    table = graph.constant("words.q", quantised_words)
    rows = graph.add("Cast", graph.add("Gather", table, "ids"), to=TensorProto.FLOAT)
    states = graph.add("Mul", rows, graph.add("Gather", graph.constant("words.s", scales), "ids"))
    length = graph.add("Shape", "ids", start=1)
    places = graph.add(
        "Slice", graph.constant("positions", state["positions.weight"]),
        graph.constant("zero", np.array([0])), length, graph.constant("axis", np.array([0])),
    )  # fmt: skip
    states = graph.norm(
        "norm", graph.add("Add", states, places), state["norm.weight"], state["norm.bias"], epsilon
    )
    for index in range(int(config["layers"])):
        states = _layer(graph, states, state, f"layers.{index}", int(config["heads"]), epsilon)
    outputs = []
    for head in ("names", "roles"):
        scores = graph.linear(head, states, state[f"{head}.weight"], state[f"{head}.bias"], exact=True)
        graph.nodes.append(helper.make_node("Identity", [scores], [head]))
        width = state[f"{head}.bias"].shape[0]
        outputs.append(helper.make_tensor_value_info(head, TensorProto.FLOAT, ["batch", "length", width]))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "kiextract_names",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])],
            outputs, list(graph.weights.values()),
        ),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(CONTRIB, 1)],
        ir_version=9,
    )  # fmt: skip
    onnx.checker.check_model(model)
    return model


def _layer(graph: Graph, states: str, state: dict[str, Array], name: str, heads: int, epsilon: float) -> str:
    def linear(part: str, inputs: str) -> str:
        return graph.linear(
            f"{name}.{part}", inputs, state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"]
        )

    def norm(part: str, inputs: str) -> str:
        weight, bias = state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"]
        return graph.norm(f"{name}.{part}", inputs, weight, bias, epsilon)

    hidden = state[f"{name}.out.bias"].shape[0]
    joined = linear("qkv", states)
    split = [f"{name}.{part}" for part in ("query", "key", "value")]
    sizes = graph.constant("sizes", np.array([hidden] * 3))
    graph.nodes.append(helper.make_node("Split", [joined, sizes], split, axis=-1))
    mixed = graph.add("MultiHeadAttention", *split, domain=CONTRIB, num_heads=heads)
    states = norm("norm_attention", graph.add("Add", states, linear("out", mixed)))
    widened = graph.add("Gelu", linear("up", states))
    return norm("norm_output", graph.add("Add", states, linear("down", widened)))


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "checkpoints",
        type=Path,
        nargs="+",
        help="of train.py, with vocabulary.json beside; the mean of several is taken",
    )
    options.add_argument("--out", type=Path, required=True)
    arguments = options.parse_args()
    loaded = [torch.load(path, weights_only=True) for path in arguments.checkpoints]
    states = [checkpoint["state"] for checkpoint in loaded]
    state = {name: torch.stack([one[name] for one in states]).mean(dim=0).numpy() for name in states[0]}
    for label, more in CAUTION.items():
        state["names.bias"][NAME_LABELS.index(label)] += more
    special = state["marks.weight"].shape[0]
    pieces = json.loads(arguments.checkpoints[0].with_name("vocabulary.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        network = build(state, loaded[0]["config"], special)
        onnx.save(network, Path(folder, NETWORK))
        vocabulary = tokenizer((piece, score) for piece, score in pieces)
        vocabulary.save(str(Path(folder, VOCABULARY)), pretty=False)
        bundle(Path(folder), arguments.out)


def bundle(model: Path, out: Path) -> None:
    """Write a spaCy pipeline that holds the model."""
    nlp = spacy.blank("de")
    nlp.meta.update(
        name="kiextract_names",
        version=VERSION,
        license="MIT",
        spacy_version=SPACY,
        description="Persons, places, organisations and roles in German press releases",
    )
    names = nlp.add_pipe("kiextract_names")
    names.from_disk(model)
    nlp.to_disk(out)


if __name__ == "__main__":
    main()
