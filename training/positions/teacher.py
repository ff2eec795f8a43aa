"""A larger network that reads statement and concept together from its first layer, to learn from: not what ships.

`python -m training.positions.teacher --data DIR --mpnet DIR --run DIR` trains it; run again it goes on from the last
checkpoint.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import MPNetConfig, MPNetModel

from onrecord.english import readable
from onrecord.positions.coder import Said
from training.attribution.data import load_tokenizer
from training.positions.data import NONE, Example, among, debates, is_dev, own, shown
from training.positions.texts import read_disputes
from training.positions.train import codings_of, ordered
from training.positions.vectors import vectors_of
from training.positions.written import examples_of, read_written
from training.rates import by_layer

log = logging.getLogger("teacher")
BEGIN, PAD, END = 0, 1, 2
LONGEST_STATEMENT, LONGEST_SAYING, LONGEST_CONCEPT = 72, 14, 24
"""Pieces read of a statement, of its source and cue, and of a concept."""
CLASSES = 4
WEIGHTS = (0.8, 1.0, 1.0, 1.3)
WARMUP, DECAY = 0.06, 0.92
AVERAGE = 0.995
SHARES = {"own": 0.5, "written": 0.3, "perspectrum": 0.2, "coded": 0.9, "argkp2021": 0.03, "arc_room_for_debate": 0.03}
"""How much of each kind of data a pass shows."""
SILENT = 0.3
"""Share of the coded statements without a position that it shows."""
TOGETHER = 48
LOG_EVERY, SAVE_EVERY = 20, 150

Row = tuple[list[int], int, int]
"""The pieces of a pair, how many of them are the statement's, and the stance."""


class Teacher(nn.Module):
    """MPNet over statement and concept, and the stance by what stands for both."""

    def __init__(self, encoder: MPNetModel) -> None:
        super().__init__()
        self.encoder = encoder
        wide = encoder.config.hidden_size
        self.judging = nn.Linear(3 * wide, wide)
        self.stance = nn.Linear(wide, CLASSES)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, firsts: Tensor) -> Tensor:
        """Return the scores (pairs, stances) of padded pieces (pairs, longest)."""
        present = ids != PAD
        states = self.encoder(ids, attention_mask=present.long()).last_hidden_state
        places = torch.arange(ids.shape[1])[None]
        first, second = places < firsts[:, None], (places >= firsts[:, None]) & present
        halves = [(states * half[..., None]).sum(1) / half.sum(1, keepdim=True) for half in (first, second)]
        features = functional.gelu(self.judging(self.dropout(torch.cat([states[:, 0], *halves], dim=1))))
        return self.stance(self.dropout(features)).float()


def pieces_of(said: Said, concept: str, tokenizer: Tokenizer) -> tuple[list[int], int]:
    """Return the pieces of a pair, and how many of them are the statement's."""
    room = LONGEST_STATEMENT - 4
    content = _pieces(said.content[:1000], tokenizer)[:room]
    room -= len(content)
    saying = _pieces(f"{said.source} {said.cue}", tokenizer)
    saying = saying[-min(room, LONGEST_SAYING) :] if room else []
    room -= len(saying)
    before = _pieces(said.before[-1000:], tokenizer)[-room:] if room else []
    first = [BEGIN, *before, *([END] if before else []), *saying, *([END] if saying else []), *content, END]
    return [*first, END, *_pieces(concept, tokenizer)[:LONGEST_CONCEPT], END], len(first)


def _pieces(text: str, tokenizer: Tokenizer) -> list[int]:
    return list(tokenizer.encode(readable(text), add_special_tokens=False).ids)


def padded(rows: Sequence[tuple[list[int], int]]) -> tuple[Tensor, Tensor]:
    """Return pieces (pairs, longest) and the length of each statement."""
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.full((len(rows), longest), PAD)
    for number, (one, _) in enumerate(rows):
        ids[number, : len(one)] = torch.tensor(one)
    return ids, torch.tensor([first for _, first in rows])


def load_teacher(folder: Path, checkpoint: Path | None = None) -> tuple[Teacher, Tokenizer]:
    """Return the network, from the encoder's own weights or from a checkpoint."""
    config = MPNetConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0)
    teacher = Teacher(MPNetModel.from_pretrained(folder, config=config, add_pooling_layer=False))
    teacher.encoder.embeddings.word_embeddings.requires_grad_(False)
    if checkpoint:
        teacher.load_state_dict(torch.load(checkpoint, weights_only=True))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return teacher, tokenizer


def material(arguments: argparse.Namespace) -> tuple[list[Example], list[str]]:
    """Return what the teacher learns from, and concepts of other disputes."""
    disputes = [one for one in read_disputes() if not one.is_test and not is_dev(one.name)]
    data, polnear = arguments.data, arguments.data / "polnear_train.jsonl"
    found = [example for dispute in own(disputes) for example in dispute]
    codings = codings_of(polnear)
    texts = [text for coding in codings for one in coding for text in (one.said.content, *one.stances)]
    tokenizer = load_tokenizer(arguments.minilm)
    vectors = vectors_of(texts, arguments.minilm, tokenizer, arguments.run.parent / "vectors.npz")
    found += [one for coding in codings for one in ordered(coding, vectors)]
    found += [one for group in examples_of(read_written(), polnear) for one in group]
    found += among(debates(data / "perspectrum.jsonl", "train"), seed=1)
    found += debates(data / "argkp2021.jsonl", "train") + debates(data / "arc_room_for_debate.jsonl", None)
    return found, [concept for dispute in disputes for concept in dispute.concepts.values()]


def rows_of(
    examples: Sequence[Example], foreign: Sequence[str], tokenizer: Tokenizer, random: np.random.Generator
) -> list[Row]:
    """Return the pairs of one pass."""
    rows: list[Row] = []
    for example in examples:
        if random.random() >= _share(example):
            continue
        one = shown(example, foreign, random)
        for pair in one.pairs:
            ids, first = pieces_of(one.said, pair.shown, tokenizer)
            rows.append((ids, first, pair.stance))
    return rows


def _share(example: Example) -> float:
    if example.origin == "coded":
        return SHARES["coded"] if any(stance != NONE for stance in example.stances.values()) else SILENT
    return SHARES[example.origin]


def by_length(rows: Sequence[Row], random: np.random.Generator) -> Iterator[list[Row]]:
    """Yield batches of pairs of like length, in random order."""
    shuffled = [rows[number] for number in random.permutation(len(rows))]
    found = []
    for start in range(0, len(shuffled), TOGETHER * 20):
        near = sorted(shuffled[start : start + TOGETHER * 20], key=lambda row: len(row[0]))
        pieces = [near[place : place + TOGETHER] for place in range(0, len(near), TOGETHER)]
        found += [pieces[number] for number in random.permutation(len(pieces))]
    yield from found


def scores_of(
    teacher: Teacher, tokenizer: Tokenizer, pairs: Sequence[tuple[Said, str]], together: int = 64
) -> np.ndarray:
    """Return the teacher's scores (pairs, stances)."""
    rows = [pieces_of(said, concept, tokenizer) for said, concept in pairs]
    order = np.argsort([len(ids) for ids, _ in rows], kind="stable")
    scores = np.zeros((len(rows), CLASSES), np.float32)
    teacher.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), together):
            chosen = order[start : start + together]
            scores[chosen] = teacher(*padded([rows[number] for number in chosen])).numpy()
    return scores


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--mpnet", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the small encoder, for near concepts")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--warm", type=Path, help="checkpoint to start from instead of the encoder alone")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--pairs", type=int, default=60_000, help="pairs at most")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.run.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.FileHandler(arguments.run / "train.log"), logging.StreamHandler()],
    )
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(2)
    teacher, tokenizer = load_teacher(arguments.mpnet, arguments.warm)
    random = np.random.default_rng(arguments.seed)
    rows = rows_of(*material(arguments), tokenizer, random)
    rows = [rows[number] for number in random.permutation(len(rows))[: arguments.pairs]]
    batches = list(by_length(rows, random))
    log.info("%s pairs in %s batches, %s", len(rows), len(batches), np.bincount([row[2] for row in rows]))
    _train(teacher, batches, arguments)


def _train(teacher: Teacher, batches: list[list[Row]], arguments: argparse.Namespace) -> None:
    groups = by_layer(teacher, arguments.rate, DECAY, layers="encoder.encoder.layer.", below=("encoder.",), head=4)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    full = [group["lr"] for group in optimizer.param_groups]
    mean = {name: value.detach().clone() for name, value in teacher.named_parameters() if value.requires_grad}
    state, begun, first = arguments.run / "state.pt", time.time(), 0
    if state.exists():
        saved = torch.load(state, weights_only=False)
        teacher.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        mean, first = saved["mean"], saved["batch"]
    teacher.train()
    losses = []
    for number, rows in enumerate(batches[first:], start=first):
        done = number / len(batches)
        for group, rate in zip(optimizer.param_groups, full, strict=True):
            group["lr"] = rate * max(0.02, min(done / WARMUP, (1 - done) / (1 - WARMUP)))
        with torch.autocast("cpu", torch.bfloat16):
            scores = teacher(*padded([(ids, one) for ids, one, _ in rows]))
        right = torch.tensor([stance for _, _, stance in rows])
        loss = functional.cross_entropy(scores, right, weight=torch.tensor(WEIGHTS), label_smoothing=0.05)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([one for one in teacher.parameters() if one.requires_grad], 1.0)
        optimizer.step()
        optimizer.zero_grad()
        for name, value in teacher.named_parameters():
            if name in mean:
                mean[name].lerp_(value.detach(), 1 - min(AVERAGE, number / (number + 10)))
        losses.append((loss.item(), float((scores.argmax(1) == right).float().mean())))
        if (number + 1) % LOG_EVERY == 0:
            said = " ".join(f"{part:.3f}" for part in np.mean(losses[-LOG_EVERY:], axis=0))
            log.info("%s, %.0f s, loss and accuracy %s", number + 1, time.time() - begun, said)
        if (number + 1) % SAVE_EVERY == 0 or number + 1 == len(batches):
            part = state.with_suffix(".part")
            torch.save(
                {
                    "network": teacher.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "mean": mean,
                    "batch": number + 1,
                },
                part,
            )
            part.replace(state)
            torch.save({**teacher.state_dict(), **mean}, part)
            part.replace(arguments.run / "teacher.pt")


if __name__ == "__main__":
    main()
