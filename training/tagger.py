"""The encoder with its heads in PyTorch: a BERT that labels the first piece of each unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from e5 import E5
from kiextract.pipeline.names.decoding import labels_of
from vocabulary import SPECIAL

NAME_LABELS = labels_of(["PER", "LOC", "ORG", "MISC"])
ROLE_LABELS = labels_of(["ROLE"])
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer (layer norm after each sum)."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm_attention = nn.LayerNorm(hidden, eps=epsilon)
        self.up = nn.Linear(hidden, feed_forward)
        self.down = nn.Linear(feed_forward, hidden)
        self.norm_output = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Give the states after the layer; ``mask`` is True where a piece may be attended to."""
        batch, length, hidden = states.shape
        parts = self.qkv(states).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, hidden))
        states = self.norm_attention(states + functional.dropout(mixed, DROPOUT, self.training))
        widened = self.down(functional.gelu(self.up(states)))
        return self.norm_output(states + functional.dropout(widened, DROPOUT, self.training))


class Tagger(nn.Module):
    """Scores of name labels and of role labels for each piece.

    The word embeddings are frozen but for those of the special pieces (line ends and the like).
    """

    def __init__(self, config: dict[str, float], rows: int) -> None:
        super().__init__()
        self.config, hidden, special = config, int(config["hidden"]), len(SPECIAL)
        self.words = nn.Embedding(rows, hidden)
        self.marks = nn.Embedding(special, hidden)
        self.positions = nn.Embedding(int(config["positions"]), hidden)
        self.norm = nn.LayerNorm(hidden, eps=config["epsilon"])
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(
            Layer(hidden, int(config["heads"]), int(config["feed_forward"]), config["epsilon"])
            for _ in range(int(config["layers"]))
        )
        self.names = nn.Linear(hidden, len(NAME_LABELS))
        self.roles = nn.Linear(hidden, len(ROLE_LABELS))
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give name and role scores; ``ids`` and ``mask`` (True for pieces) are batch by length."""
        marks = self.marks(ids.clamp(max=len(SPECIAL) - 1)) * (ids < len(SPECIAL)).unsqueeze(-1)
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.dropout(self.norm(self.words(ids) + marks + self.positions(places)))
        attended = mask[:, None, None, :]
        for layer in self.layers:
            states = layer(states, attended)
        return self.names(states), self.roles(states)

    def trained(self) -> list[tuple[str, nn.Parameter]]:
        """Give the parameters that are trained, by name."""
        return [(name, values) for name, values in self.named_parameters() if values.requires_grad]

    def save(self, path: Path, trained: Sequence[Tensor]) -> None:
        """Save the weights with other values for those that are trained."""
        names = [name for name, _ in self.trained()]
        state = {**self.state_dict(), **dict(zip(names, trained, strict=True))}
        torch.save({"config": self.config, "state": state}, path)


def from_e5(e5: E5, pieces: Sequence[str], layers: int) -> Tagger:
    """Make a tagger of the pretrained weights, with the given pieces and the lowest layers."""
    rows = {piece: row for row, piece in enumerate(e5.pieces)}
    # Padding, unknown, begin; line ends and blank lines start from the mark that ends a text.
    special = [e5.special[name] for name in ("pad", "unk", "bos", "eos", "eos")]
    config = {
        "hidden": e5.hidden, "heads": e5.heads, "feed_forward": e5.feed_forward, "layers": layers,
        "epsilon": e5.epsilon, "positions": e5.positions,
    }  # fmt: skip
    tagger = Tagger(config, len(SPECIAL) + len(pieces))
    tensors = {name: torch.from_numpy(values.copy()) for name, values in e5.tensors.items()}
    with torch.no_grad():
        tagger.words.weight.copy_(tensors["emb.word"][special + [rows[piece] for piece in pieces]])
        tagger.marks.weight.zero_()
        tagger.positions.weight.copy_(tensors["emb.pos"] + tensors["emb.type"][0])
        _copy(tagger.norm, tensors, "emb.ln")
        for index, layer in enumerate(tagger.layers):
            for kind in ("w", "b"):
                target = layer.qkv.weight if kind == "w" else layer.qkv.bias
                target.copy_(torch.cat([tensors[f"l{index}.{part}.{kind}"] for part in "qkv"]))
            for module, name in (
                (layer.out, "ao"), (layer.norm_attention, "aln"), (layer.up, "fi"),
                (layer.down, "fo"), (layer.norm_output, "oln"),
            ):  # fmt: skip
                _copy(module, tensors, f"l{index}.{name}")
    return tagger


def _copy(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(tensors[f"{name}.w"])
    module.bias.copy_(tensors[f"{name}.b"])
