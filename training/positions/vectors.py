"""Vectors of texts by the encoder as it comes, before any training: what the coder's own vectors are kept near to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.positions.trained.reading import CLS, SEP, WIDE, Floats
from training.positions.network import LAYERS, Packed, pretrained

Halves = NDArray[np.float16]

LONGEST = 64
AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Vectors of length 1 by text."""

    rows: dict[str, int]
    table: Floats

    def of(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts that are all known."""
        return self.table[np.array([self.rows[text] for text in texts], np.int64)]

    def known(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Return the vectors of the texts that are known, and which these are."""
        places = [place for place, text in enumerate(texts) if text in self.rows]
        return torch.from_numpy(self.of([texts[place] for place in places])), torch.tensor(places, dtype=torch.long)


def vectors_of(texts: Sequence[str], minilm: Path, tokenizer: Tokenizer, file: Path) -> Vectors:
    """Return the vectors of the texts: those that the file holds, and the others, which it holds from now on."""
    held, table = _read(file) if file.exists() else ([], np.zeros((0, WIDE), np.float16))
    missing = sorted(set(texts) - set(held))
    if missing:
        held, table = held + missing, np.concatenate([table, _vectors(missing, minilm, tokenizer)])
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, texts=np.array("\0".join(held)), table=table)
    return Vectors(rows={text: row for row, text in enumerate(held)}, table=table.astype(np.float32))


def _read(file: Path) -> tuple[list[str], Halves]:
    kept = np.load(file)
    return str(kept["texts"]).split("\0"), kept["table"]


def _vectors(texts: Sequence[str], minilm: Path, tokenizer: Tokenizer) -> Halves:
    network = pretrained(minilm).eval()
    encodings = [[CLS, *one.ids[:LONGEST], SEP] for one in tokenizer.encode_batch(texts, add_special_tokens=False)]
    order = np.argsort([len(one) for one in encodings])
    table = np.zeros((len(texts), WIDE), np.float16)
    with torch.inference_mode():
        for start in range(0, len(order), AT_ONCE):
            chosen = order[start : start + AT_ONCE]
            packed = Packed([len(encodings[number]) for number in chosen])
            ids = torch.tensor([piece for number in chosen for piece in encodings[number]])
            hidden = network.norm(network.words(ids) + network.places(packed.columns))
            for layer in network.layers[:LAYERS]:
                hidden = layer(hidden, packed.attend)
            table[chosen] = functional.normalize(packed.means(hidden), dim=1).numpy()
    return table
