"""The tagger's network: an encoder with added features, label heads for three roles, and link vectors."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel, PretrainedConfig

from onrecord.statements.trained.pieces import CASES, QUOTES, STARTS, Floats, Integers
from onrecord.statements.trained.scores import LINK, Encode

_LAYER = re.compile(r"\.layer\.(\d+)\.")
DIGESTS = {
    "bert": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
"""The weights to start from, by kind of encoder: all-MiniLM-L6-v2 and all-mpnet-base-v2."""
_NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""MiniLM's special pieces as MPNet calls them; the others are the same in both vocabularies."""


class Network(nn.Module):
    """Gives for each piece nine label scores (source, cue, content by out, begin, in) and four link vectors.

    The link vectors are, one after another: content looks for its cue, cue, content looks for its source, source.
    """

    def __init__(self, config: PretrainedConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = AutoModel.from_config(config, add_pooling_layer=False)
        self.case = nn.Embedding(CASES, config.hidden_size)
        self.quote = nn.Embedding(QUOTES, config.hidden_size)
        self.begins = nn.Embedding(STARTS, config.hidden_size)
        for table in (self.case, self.quote, self.begins):
            nn.init.normal_(table.weight, std=0.02)
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(config.hidden_size, 9)
        self.links = nn.Linear(config.hidden_size, 4 * LINK)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return label scores (batch, pieces, 9) and link vectors (batch, pieces, 4 * LINK)."""
        hidden = self.encoder(inputs_embeds=self.embedded(ids, features), attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.labels(hidden), self.links(hidden)

    def embedded(self, ids: Tensor, features: Tensor) -> Tensor:
        """Return what the encoder is given of each piece."""
        words: Tensor = self.encoder.embeddings.word_embeddings(ids)
        return words + self.case(features[..., 0]) + self.quote(features[..., 1]) + self.begins(features[..., 2])


class Reader(nn.Module):
    """A BERT network as the tagger runs it, on one window without padding.

    BERT's layers are written out: query, key and value in one product, and no mask, which the tagger needs not. It is a
    third faster so than with several windows at a time.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        attentions = [layer.attention.self for layer in network.encoder.encoder.layer]
        self.heads = attentions[0].num_attention_heads
        self.projections = nn.ModuleList([_joined(one.query, one.key, one.value) for one in attentions])

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return log probabilities (pieces, 9), link vectors (pieces, 4 * LINK), and sums of the links (pieces, 4).

        The last are the logarithm of the sum over all pieces, for cue and source, and the score of the first piece,
        which stands for no link, for cue and source.
        """
        network, embeddings = self.network, self.network.encoder.embeddings
        hidden = network.embedded(ids, features)
        hidden = (
            hidden + embeddings.token_type_embeddings.weight[0] + embeddings.position_embeddings.weight[: ids.shape[0]]
        )
        hidden = embeddings.LayerNorm(hidden)
        for projection, layer in zip(self.projections, network.encoder.encoder.layer, strict=True):
            attended = self._attended(projection(hidden))
            hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(attended) + hidden)
            inner = functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(inner) + hidden)
        return _as_read(network.labels(hidden), network.links(hidden))

    def _attended(self, projected: Tensor) -> Tensor:
        size = projected.shape[-1] // 3
        query, key, value = projected.reshape(-1, 3, self.heads, size // self.heads).permute(1, 2, 0, 3)
        share = functional.softmax(query @ key.transpose(1, 2) / (size // self.heads) ** 0.5, dim=-1)
        return (share @ value).transpose(0, 1).reshape(-1, size)


def _as_read(scores: Tensor, links: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    labels = torch.cat([functional.log_softmax(part, dim=-1) for part in scores.split(3, dim=-1)], dim=-1)
    cue, cues, source, sources = links.split(LINK, dim=-1)
    alike = [cue @ cues.T / LINK**0.5, source @ sources.T / LINK**0.5]
    sums = [one.logsumexp(dim=-1) for one in alike] + [one[:, 0] for one in alike]
    return labels, links, torch.stack(sums, dim=-1)


def _joined(*parts: nn.Linear) -> nn.Linear:
    joined = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    joined.weight = nn.Parameter(torch.cat([part.weight for part in parts]).detach())
    joined.bias = nn.Parameter(torch.cat([part.bias for part in parts]).detach())
    return joined


def alike_of(links: Tensor, mask: Tensor, side: int) -> Tensor:
    """Return how well every piece fits every other (batch, pieces, pieces) as its cue (side 0) or source (side 1)."""
    looks, found = links.split(LINK, dim=-1)[2 * side : 2 * side + 2]
    return (looks @ found.transpose(1, 2) / LINK**0.5).masked_fill((mask == 0)[:, None, :], -1e4)


def pretrained(folder: Path, tokenizer: Tokenizer) -> Network:
    """Return a network with the encoder of this folder, its weights checked, for the pieces of MiniLM's tokenizer."""
    config = AutoConfig.from_pretrained(folder)
    digest = sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != DIGESTS[config.model_type]:
        raise SystemExit(
            f"{folder}: model.safetensors has sha256 {digest}, not {DIGESTS[config.model_type]}; install it again"
        )
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    if config.model_type == "mpnet":
        _in_order_of(tokenizer, encoder, folder)
    network = Network(encoder.config)
    network.encoder.load_state_dict(encoder.state_dict())
    return network


def _in_order_of(tokenizer: Tokenizer, encoder: nn.Module, folder: Path) -> None:
    numbers = {piece: number for number, piece in enumerate((folder / "vocab.txt").read_text("utf-8").splitlines())}
    pieces = [str(tokenizer.id_to_token(number)) for number in range(tokenizer.get_vocab_size())]
    order = torch.tensor([numbers[_NAMES.get(piece, piece)] for piece in pieces])
    table = encoder.embeddings.word_embeddings.weight.detach()[order]
    encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(table)
    encoder.config.vocab_size = len(pieces)


def save_network(network: Network, path: Path) -> None:
    """Write weights and shape of a network."""
    torch.save({"network": network.state_dict(), "config": network.config.to_dict()}, path)


def load_network(checkpoint: Path) -> Network:
    """Return the network of a checkpoint, ready to read."""
    saved = torch.load(checkpoint, weights_only=True)
    network = Network(AutoConfig.for_model(**saved["config"]))
    network.load_state_dict(saved["network"])
    return network.eval()


def shortened(network: Network, layers: int) -> Network:
    """Return a network with some of another's layers, evenly chosen, the first and the last among them."""
    weights = network.state_dict()
    count = network.config.num_hidden_layers
    kept = [round(place * (count - 1) / (layers - 1)) for place in range(layers)]
    small = _reshaped(network, num_hidden_layers=layers)
    small.load_state_dict(
        {
            name if _layer_of(name) < 0 else _LAYER.sub(f".layer.{kept.index(_layer_of(name))}.", name): weight
            for name, weight in weights.items()
            if _layer_of(name) < 0 or _layer_of(name) in kept
        }
    )
    return small


def narrowed(network: Network, width: int, sample: tuple[Tensor, Tensor, Tensor]) -> Network:
    """Return a network with the most active inner units of each layer.

    A unit's worth is its mean absolute activation over the sample (ids, features, mask) times the length of the vector
    that it writes. Half of MiniLM's 1,536 units cost a third of its time.
    """
    layers = network.encoder.encoder.layer
    activity: list[Tensor] = []
    hooks = [
        layer.intermediate.register_forward_hook(lambda _module, _given, out: activity.append(out.abs().mean((0, 1))))
        for layer in layers
    ]
    with torch.inference_mode():
        network.eval()(*sample)
    for hook in hooks:
        hook.remove()
    weights = network.state_dict()
    for number, active in enumerate(activity):
        inner, outer = (f"encoder.encoder.layer.{number}.{part}.dense" for part in ("intermediate", "output"))
        kept = (active * weights[f"{outer}.weight"].norm(dim=0)).topk(width).indices.sort().values
        weights[f"{inner}.weight"] = weights[f"{inner}.weight"][kept]
        weights[f"{inner}.bias"] = weights[f"{inner}.bias"][kept]
        weights[f"{outer}.weight"] = weights[f"{outer}.weight"][:, kept]
    small = _reshaped(network, intermediate_size=width)
    small.load_state_dict(weights)
    return small


def _reshaped(network: Network, **shape: int) -> Network:
    return Network(type(network.config)(**{**network.config.to_dict(), **shape}))


def _layer_of(name: str) -> int:
    found = _LAYER.search(name)
    return int(found[1]) if found else -1


def torch_encode(network: Network) -> Encode:
    """Return a function from arrays to arrays that runs the network."""
    network.eval()

    def encode(ids: Integers, features: Integers) -> tuple[Floats, Floats, Floats]:
        with torch.inference_mode():
            given = torch.from_numpy(ids)[None], torch.from_numpy(features)[None], torch.ones(1, len(ids))
            labels, links, sums = _as_read(*(one[0] for one in network(*given)))
        return labels.numpy(), links.numpy(), sums.numpy()

    return encode
