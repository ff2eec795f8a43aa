"""Train the tagger's network: `python -m training.attribution.train --data DIR --tokenizer DIR --start DIR
--run DIR`.

Run again with the same arguments it goes on from the last checkpoint of the run's folder.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.statements.trained.scores import CLS, SEP, WINDOW, scores_of
from training.attribution.data import (
    Example,
    Labelled,
    Row,
    batches,
    examples_of,
    is_held_out,
    label,
    load_tokenizer,
    loosened,
    marks_of,
    read_articles,
    varied,
)
from training.attribution.network import (
    Network,
    alike_of,
    load_network,
    narrowed,
    pretrained,
    save_network,
    shortened,
    torch_encode,
)
from training.attribution.texts import read_texts
from training.rates import by_layer

log = logging.getLogger("train")
IGNORED = -100
WARMUP = 0.08
"""Share of the training over which the rate rises; then it falls linearly."""
LOG_EVERY = 10
SAVE_EVERY = 40
"""Steps between two checkpoints within a pass: one or two minutes on two cores, ten for the large encoder."""


def main() -> None:
    """Train as the arguments say, writing checkpoints and the log into the run's folder."""
    arguments = _arguments()
    arguments.run.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.FileHandler(arguments.run / "train.log"), logging.StreamHandler()],
    )
    (arguments.run / "arguments.json").write_text(json.dumps(vars(arguments), default=str, indent=1))
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    tokenizer = load_tokenizer(arguments.tokenizer)
    rows = read_articles(arguments.data / "polnear_train.jsonl")
    news = [label(row, tokenizer) for row in rows if not is_held_out(row["id"])]
    own = [_own(row, tokenizer) for row in read_texts() if not is_held_out(row["id"])]
    marks = marks_of(tokenizer, news)
    network = load_network(arguments.warm) if arguments.warm else pretrained(arguments.start, tokenizer)
    if arguments.layers:
        network = shortened(network, arguments.layers)
    if arguments.width:
        sample = [one for article in news[:40] for one in examples_of(article, limit=WINDOW)]
        network = narrowed(network, arguments.width, padded(sample))
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    articles = [*_taught(news, arguments), *own * arguments.own]

    def pass_batches(number: int) -> list[list[Example]]:
        random = np.random.default_rng(arguments.seed * 1000 + number)
        examples = []
        for article in articles:
            limit = int(random.choice([WINDOW, WINDOW, 160, 130]))
            examples += [varied(example, marks, random) for example in examples_of(article, limit=limit)]
        return batches(examples, tokens=arguments.tokens, random=random)

    _train(network, pass_batches, arguments)


def _own(row: Row, tokenizer: Tokenizer) -> Labelled:
    article = label(row, tokenizer)
    return loosened(article) if row["id"].endswith(" turns") else article


def _taught(articles: Sequence[Labelled], arguments: argparse.Namespace) -> list[Labelled]:
    """Return the articles with the mean of what the teachers say of them; it is kept in the run's folder."""
    if not arguments.teachers:
        return list(articles)
    file = arguments.run / "soft.npy"
    if not file.exists():
        teachers = [torch_encode(load_network(path)) for path in arguments.teachers]
        said = [
            np.mean([np.exp(scores_of(one.pieces, teacher).labels) for teacher in teachers], axis=0) for one in articles
        ]
        np.save(file, np.concatenate(said).astype(np.float16))
        log.info("taught by %s", arguments.teachers)
    soft = np.load(file).astype(np.float32)
    ends = np.cumsum([len(article.pieces) for article in articles])
    return [
        replace(article, soft=soft[end - len(article.pieces) : end])
        for article, end in zip(articles, ends, strict=True)
    ]


@dataclass(slots=True)
class _Progress:
    """How far a training is: passes done, batches of the next one, steps and seconds in all."""

    passes: int = 0
    batch: int = 0
    step: int = 0
    seconds: float = 0.0


def _train(network: Network, pass_batches: Callable[[int], list[list[Example]]], arguments: argparse.Namespace) -> None:
    optimizer = torch.optim.AdamW(
        by_layer(
            network, arguments.rate, arguments.decay, layers="encoder.encoder.layer.", below=("encoder.",), head=5
        ),
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    full_rates = [group["lr"] for group in optimizer.param_groups]
    state = arguments.run / "state.pt"
    progress = _resumed(state, network, optimizer)
    begun = time.time() - progress.seconds
    network.train()
    while progress.passes < arguments.passes:
        batches_left = pass_batches(progress.passes)
        steps = len(batches_left) * arguments.passes
        losses: list[float] = []
        for batch in batches_left[progress.batch :]:
            progress.seconds = time.time() - begun
            done = progress.step / steps
            for group, full in zip(optimizer.param_groups, full_rates, strict=True):
                group["lr"] = full * max(0.02, min(done / WARMUP, (1 - done) / (1 - WARMUP)))
            losses.append(_step(network, optimizer, batch, arguments))
            progress.step += 1
            progress.batch += 1
            if progress.batch % LOG_EVERY == 0:
                log.info("%s of %s, loss %.4f", progress, len(batches_left), np.mean(losses[-LOG_EVERY:]))
            if progress.batch % SAVE_EVERY == 0:
                _save(state, network, optimizer, progress)
        log.info("pass %s done, loss %.4f", progress.passes + 1, np.mean(losses or [0]))
        progress.passes, progress.batch = progress.passes + 1, 0
        _save(state, network, optimizer, progress)
        save_network(network, arguments.run / f"pass{progress.passes}.pt")


def _resumed(state: Path, network: Network, optimizer: torch.optim.Optimizer) -> _Progress:
    if not state.exists():
        return _Progress()
    saved = torch.load(state, weights_only=False)
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    progress = _Progress(saved["pass"], saved["batch"], saved["step"], saved["spent"])
    log.info("goes on at %s", progress)
    return progress


def _step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Sequence[Example], arguments: argparse.Namespace
) -> float:
    loss = _loss(network, batch, arguments)
    torch.autograd.backward(loss)
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, progress: _Progress) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "pass": progress.passes,
            "batch": progress.batch,
            "step": progress.step,
            "spent": progress.seconds,
        },
        part,
    )
    part.replace(path)


def padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, features and mask of the examples between [CLS] and [SEP]."""
    longest = max(len(example.ids) for example in batch) + 2
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    features = torch.zeros(len(batch), longest, 3, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        length = len(example.ids)
        ids[row, 0], ids[row, length + 1] = CLS, SEP
        ids[row, 1 : length + 1] = torch.from_numpy(example.ids)
        features[row, 1 : length + 1] = torch.from_numpy(example.features)
        mask[row, : length + 2] = 1
    return ids, features, mask


def _loss(network: Network, batch: Sequence[Example], arguments: argparse.Namespace) -> Tensor:
    ids, features, mask = padded(batch)
    scores, links = network(ids, features, mask)
    shape = ids.shape
    labels = torch.full((*shape, 3), IGNORED)
    targets = torch.full((2, *shape), IGNORED)
    soft = torch.zeros((*shape, 3, 3))
    for row, example in enumerate(batch):
        length = len(example.ids)
        labels[row, 1 : length + 1] = torch.from_numpy(example.labels)
        soft[row, 1 : length + 1] = torch.from_numpy(example.soft)
        for side, link in enumerate((example.cue_link, example.source_link)):
            moved = torch.from_numpy(np.where(link == IGNORED, IGNORED, link + 1))
            targets[side, row, 1 : length + 1] = moved
    total = torch.zeros(())
    for role, weight in enumerate((1.0, 1.0, 1.5)):
        part = scores[..., 3 * role : 3 * role + 3].reshape(-1, 3)
        hard = functional.cross_entropy(part, labels[..., role].reshape(-1), ignore_index=IGNORED)
        total = total + weight * hard
        if arguments.teachers:
            wanted = soft[..., role, :].reshape(-1, 3)
            apart = functional.kl_div(functional.log_softmax(part, dim=-1), wanted, reduction="none").sum(-1)
            total = total + arguments.soft_weight * weight * apart.sum() / mask.sum()
    for side in range(2):
        alike = alike_of(links, mask, side)
        if (targets[side] != IGNORED).any():
            loss = functional.cross_entropy(
                alike.reshape(-1, shape[1]), targets[side].reshape(-1), ignore_index=IGNORED
            )
            total = total + arguments.link_weight * loss
    return total


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder of polnear_train.jsonl")
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder of MiniLM, whose pieces are used")
    parser.add_argument("--start", type=Path, help="folder of the encoder to start from")
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoints and log")
    parser.add_argument("--warm", type=Path, help="checkpoint to start from instead")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="checkpoints to learn from as well")
    parser.add_argument("--soft-weight", type=float, default=1.0, help="weight of what the teachers say")
    parser.add_argument("--own", type=int, default=2, help="how often a pass sees each of our own texts")
    parser.add_argument("--layers", type=int, help="keep so many layers of the checkpoint")
    parser.add_argument("--width", type=int, help="keep so many inner units in each layer of the checkpoint")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--tokens", type=int, default=3000, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.9, help="factor on the rate from a layer to the one below")
    parser.add_argument("--link-weight", type=float, default=0.15)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
