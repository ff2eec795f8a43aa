"""The coder's network: lower layers read statement and concept apart, upper layers read both together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from onrecord.positions.trained.reading import PARTS, WIDE
from training.positions.texts import CASES

DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The weights to start from: all-MiniLM-L6-v2."""
CLASSES = 4
HEADS, INNER, LAYERS = 12, 1536, 6
LOWER = 3
"""Layers that read statement and concept apart: each is then read once, whatever it is paired with."""
PIECES, LONGEST = 30_522, 512

Attend = Callable[[Tensor], Tensor]
"""From query, key and value of every piece, side by side, to what each piece gathers from its own sequence."""


class Layer(nn.Module):
    """One layer of BERT over pieces in a row (pieces, WIDE); `attend` knows where sequences begin and end."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.projection = nn.Linear(WIDE, 3 * WIDE)
        self.gathered = nn.Linear(WIDE, WIDE)
        self.first_norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.inner = nn.Linear(WIDE, INNER)
        self.outer = nn.Linear(INNER, WIDE)
        self.second_norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, attend: Attend) -> Tensor:
        """Return the pieces' next states."""
        hidden = self.first_norm(hidden + self.dropout(self.gathered(attend(self.projection(hidden)))))
        inner = functional.gelu(self.inner(hidden))
        return self.second_norm(hidden + self.dropout(self.outer(inner)))


class Network(nn.Module):
    """Reads sequences laid end to end, so that no work is spent on padding."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDE)
        self.places = nn.Embedding(LONGEST, WIDE)
        self.parts = nn.Embedding(PARTS, WIDE)
        self.norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.sides = nn.Embedding(2, WIDE)
        self.weigh = nn.Linear(WIDE, 1)
        self.vector = nn.Linear(WIDE, WIDE)
        self.says = nn.Sequential(nn.Linear(WIDE, 96), nn.GELU(), nn.Linear(96, 1))
        self.alike = nn.Parameter(torch.tensor([8.0, -4.0]))
        self.judging = nn.Linear(4 * WIDE, WIDE)
        self.stance = nn.Linear(WIDE, CLASSES)
        self.case = nn.Linear(WIDE, len(CASES))
        for table in (self.parts, self.sides):
            nn.init.normal_(table.weight, std=0.02)
        nn.init.zeros_(self.weigh.weight)
        nn.init.eye_(self.vector.weight)

    def embedded(self, ids: Tensor, parts: Tensor, places: Tensor) -> Tensor:
        """Return what the first layer is given of each piece."""
        return self.dropout(self.norm(self.words(ids) + self.places(places) + self.parts(parts)))

    def lower(self, hidden: Tensor, attend: Attend) -> Tensor:
        """Return the states after the layers that read one text."""
        for layer in self.layers[:LOWER]:
            hidden = layer(hidden, attend)
        return hidden

    def upper(self, hidden: Tensor, attend: Attend) -> Tensor:
        """Return the states after the layers that read statement and concept together."""
        for layer in self.layers[LOWER:]:
            hidden = layer(hidden, attend)
        return hidden

    def recalled(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Return vectors of length 1, and how much each text says at all, as a part of the score of recall."""
        return functional.normalize(self.vector(pooled), dim=-1), self.alike[1] + self.says(pooled)[..., 0]

    def judged(self, states: Tensor) -> Tensor:
        """Return what stances and cases are told by, from the four states that stand for a pair."""
        return self.dropout(functional.gelu(self.judging(self.dropout(states))))


class Packed:
    """Sequences of these lengths laid end to end."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = torch.tensor(lengths)
        self.longest = int(self.lengths.max())
        self.rows = torch.repeat_interleave(torch.arange(len(lengths)), self.lengths)
        self.starts = self.lengths.cumsum(0) - self.lengths
        self.columns = torch.arange(len(self.rows)) - self.starts[self.rows]
        self.cells = self.rows * self.longest + self.columns
        absent = torch.arange(self.longest)[None] >= self.lengths[:, None]
        self.mask = torch.zeros(absent.shape).masked_fill(absent, -1e4)[:, None, None, :]

    def attend(self, projected: Tensor) -> Tensor:
        """Return what each piece gathers from the pieces of its sequence."""
        count = len(self.lengths)
        wide = projected.new_zeros(count * self.longest, 3 * WIDE).index_copy(0, self.cells, projected)
        query, key, value = wide.reshape(count, self.longest, 3, HEADS, WIDE // HEADS).permute(2, 0, 3, 1, 4)
        # Not by torch's own function for it, which takes four times as long here in bf16.
        share = functional.softmax(query @ key.transpose(2, 3) / (WIDE // HEADS) ** 0.5 + self.mask, dim=-1)
        found = share.to(value.dtype) @ value
        return found.transpose(1, 2).reshape(count * self.longest, WIDE)[self.cells]

    def means(self, hidden: Tensor) -> Tensor:
        """Return the mean of each sequence."""
        return self.sums(hidden) / self.lengths[:, None]

    def sums(self, hidden: Tensor) -> Tensor:
        """Return the sum of each sequence."""
        return hidden.new_zeros(len(self.lengths), hidden.shape[1]).index_add(0, self.rows, hidden)


def attend_alone(projected: Tensor) -> Tensor:
    """Return what each piece gathers where there is one sequence alone."""
    query, key, value = projected.reshape(-1, 3, HEADS, WIDE // HEADS).permute(1, 2, 0, 3)
    share = functional.softmax(query @ key.transpose(1, 2) / (WIDE // HEADS) ** 0.5, dim=-1)
    return (share @ value).transpose(0, 1).reshape(-1, WIDE)


class Reader(nn.Module):
    """The lower half as the coder runs it: states of one text's pieces, and what recalls concepts by it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, parts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return states (pieces, WIDE), a vector (WIDE) of length 1, and how much the text says."""
        network = self.network
        hidden = network.norm(network.words(ids) + network.places.weight[: ids.shape[0]] + network.parts(parts))
        hidden = network.lower(hidden, attend_alone)
        share = functional.softmax(network.weigh(hidden)[:, 0], dim=0)
        vector, says = network.recalled((share[:, None] * hidden).sum(0))
        return hidden, vector, says / network.alike[0]


class Judge(nn.Module):
    """The upper half as the coder runs it: the scores of one pair."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, statement: Tensor, concept: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of none, support, oppose, conditional, and what they are told by, from both states."""
        sides, length = self.network.sides.weight, statement.shape[0]
        hidden = self.network.upper(torch.cat([statement + sides[0], concept + sides[1]]), attend_alone)
        first, second = hidden[:length], hidden[length:]
        features = self.network.judged(torch.cat([first[0], second[0], first.mean(0), second.mean(0)]))
        return self.network.stance(features), features


def pretrained(folder: Path) -> Network:
    """Return a network with the encoder of this folder, its weights checked."""
    file = folder / "model.safetensors"
    if (digest := sha256(file.read_bytes()).hexdigest()) != DIGEST:
        raise SystemExit(f"{file} has sha256 {digest}, not {DIGEST}; install it again")
    weights = AutoModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    network = Network()
    with torch.no_grad():
        network.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        places = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        network.places.weight.copy_(places)
        _fill(network.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            old = f"encoder.layer.{number}"
            for kind in ("weight", "bias"):
                joined = [weights[f"{old}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.projection, kind).copy_(torch.cat(joined))
            _fill(layer.gathered, weights, f"{old}.attention.output.dense")
            _fill(layer.first_norm, weights, f"{old}.attention.output.LayerNorm")
            _fill(layer.inner, weights, f"{old}.intermediate.dense")
            _fill(layer.outer, weights, f"{old}.output.dense")
            _fill(layer.second_norm, weights, f"{old}.output.LayerNorm")
    return network


def _fill(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def load_network(checkpoint: Path) -> Network:
    """Return the network of a checkpoint, ready to read."""
    network = Network()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    return network.eval()
