"""Train the coder's network: `python -m training.positions.train --data DIR --minilm DIR --run DIR`.

Run again with the same arguments it goes on from the last checkpoint of the run's folder.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.attribution.data import load_tokenizer
from training.positions import crossed
from training.positions.coded import HELD_OUT, read_batches
from training.positions.data import (
    NONE,
    READ,
    Batch,
    Example,
    Shown,
    among,
    batch_of,
    batches,
    debates,
    elsewhere,
    in_news,
    is_dev,
    nearest_first,
    news,
    own,
    shown,
)
from training.positions.network import Network, Packed, load_network, pretrained
from training.positions.texts import read_disputes
from training.positions.vectors import Vectors, vectors_of
from training.positions.written import examples_of, read_written
from training.rates import by_layer

log = logging.getLogger("train")
WARMUP = 0.06
LOG_EVERY, SAVE_EVERY = 20, 100
AVERAGE = 0.997
"""Share of the old in the running mean of the weights, which is what is kept."""
WEIGHTS = (0.8, 1.0, 1.0, 1.3)
"""What a pair of each stance counts: half of the pairs shown are none, and conditional is the rarest."""
TAUGHT = 0.6
"""Share of the loss of stance that a teacher's scores have, where there are any."""
HEAT = 0.06
NEWS, NEAREST, NEAR = 4000, 20, 3
SILENT = 0.35
"""Share of the coded statements without any position that a pass shows; they are seven in ten."""
SHARES = {"perspectrum": 1.0, "argkp2021": 0.2, "arc_room_for_debate": 0.15, "news": 1.0}
"""How much of the other data a pass shows; after a third of the passes it is a third of that."""


def main() -> None:
    """Train as the arguments say, writing checkpoints and the log into the run's folder."""
    arguments = arguments_of(sys.argv[1:])
    arguments.run.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.FileHandler(arguments.run / "train.log"), logging.StreamHandler()],
    )
    (arguments.run / "arguments.json").write_text(json.dumps(vars(arguments), default=str, indent=1))
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    tokenizer = load_tokenizer(arguments.minilm)
    network = load_network(arguments.warm) if arguments.warm else pretrained(arguments.minilm)
    network.words.weight.requires_grad_(False)
    material = material_of(arguments, tokenizer)
    _train(network, material, tokenizer, arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that is trained on: groups of examples that share concepts, by origin."""

    groups: dict[str, list[list[Example]]]
    foreign: list[str]
    vectors: Vectors


def material_of(arguments: argparse.Namespace, tokenizer: Tokenizer) -> Material:
    """Return all that is trained on."""
    disputes = [one for one in read_disputes() if not one.is_test and not is_dev(one.name)]
    concepts = [concept for dispute in disputes for concept in dispute.concepts.values()]
    groups = {"own": own(disputes)}
    polnear = arguments.data / "polnear_train.jsonl"
    codings = codings_of(polnear)
    others = {
        "perspectrum": among(debates(arguments.data / "perspectrum.jsonl", "train"), seed=arguments.seed),
        "argkp2021": debates(arguments.data / "argkp2021.jsonl", "train"),
        "arc_room_for_debate": debates(arguments.data / "arc_room_for_debate.jsonl", None),
    }
    written = examples_of(read_written(), polnear)
    reported = news(polnear, count=NEWS, seed=arguments.seed)
    texts = [example.said.content for group in groups["own"] for example in group]
    texts += [example.said.content for example in others["perspectrum"]] + concepts
    texts += [one.said.content for one in reported]
    texts += [text for some in codings + written for one in some for text in (one.said.content, *one.stances)]
    texts += [target for examples in others.values() for example in examples for target in example.stances]
    vectors = vectors_of(texts, arguments.minilm, tokenizer, arguments.run.parent / "vectors.npz")
    alike = vectors.of([one.said.content for one in reported]) @ vectors.of(concepts).T
    nearest = np.random.default_rng(arguments.seed).permuted(np.argsort(-alike, axis=1)[:, :NEAREST], axis=1)[:, :NEAR]
    groups["news"] = [[one] for one in elsewhere(reported, nearest, concepts)]
    groups["coded"] = [ordered(coding, vectors) for coding in codings]
    groups["written"] = written
    for origin, examples in others.items():
        by_target: dict[str, list[Example]] = {}
        for example in examples:
            by_target.setdefault(list(example.stances)[-1], []).append(example)
        groups[origin] = list(by_target.values())
    for origin, found in groups.items():
        log.info("%s: %s groups, %s statements", origin, len(found), sum(map(len, found)))
    return Material(groups=groups, foreign=concepts, vectors=vectors)


def codings_of(polnear: Path) -> list[list[Example]]:
    """Return the statements of real news that are trained on, by codebook, and those coded on other codebooks."""
    every = read_batches()
    codings = [in_news(batch, polnear) for batch in every if batch.name not in HELD_OUT]
    return codings + crossed.examples_of(crossed.read_crossed(every), every, polnear)


def ordered(examples: list[Example], vectors: Vectors) -> list[Example]:
    """Return the examples, each with its concepts in order of nearness."""
    concepts = list(dict.fromkeys(concept for one in examples for concept in one.stances))
    alike = vectors.of([one.said.content for one in examples]) @ vectors.of(concepts).T
    return [
        nearest_first(one, [concepts[number] for number in row])
        for one, row in zip(examples, np.argsort(-alike, axis=1), strict=True)
    ]


def pass_batches(material: Material, number: int, arguments: argparse.Namespace) -> list[list[Shown]]:
    """Return the batches of the pass with this number, the same whenever it is asked for."""
    random = np.random.default_rng(arguments.seed * 1000 + number)
    late = number >= round(arguments.passes / 3)
    chosen: list[list[Shown]] = []
    for groups in material.groups.values():
        for group in groups:
            shares = [_share(one, late=late, ours=arguments.ours, others=arguments.others) for one in group]
            kept = [
                shown(one, material.foreign, random)
                for one, share in zip(group, shares, strict=True)
                if random.random() < share
            ]
            if kept:
                chosen.append(kept)
    return list(batches(chosen, pairs=arguments.pairs, random=random))


def _share(example: Example, *, late: bool, ours: float, others: float) -> float:
    """Return how likely a pass shows an example."""
    if example.origin == "own":
        return ours
    if example.origin == "coded":
        return others * (1.0 if any(stance != NONE for stance in example.stances.values()) else SILENT)
    if example.origin == "written":
        return others
    return others * SHARES[example.origin] / (3 if late else 1)


@dataclass(slots=True)
class _Progress:
    """How far a training is: passes done, batches of the next one, share of the whole, and seconds in all."""

    passes: int = 0
    batch: int = 0
    seconds: float = 0.0


def _train(network: Network, material: Material, tokenizer: Tokenizer, arguments: argparse.Namespace) -> None:
    optimizer = torch.optim.AdamW(
        by_layer(network, arguments.rate, arguments.decay, layers="layers.", below=("places", "norm"), head=4),
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    full_rates = [group["lr"] for group in optimizer.param_groups]
    mean = {name: value.detach().clone() for name, value in network.named_parameters() if value.requires_grad}
    state = arguments.run / "state.pt"
    progress = _resumed(state, network, optimizer, mean)
    begun = time.time() - progress.seconds
    network.train()
    while progress.passes < arguments.passes:
        shown_now = progress.passes % (arguments.different or arguments.passes)
        left = pass_batches(material, shown_now, arguments)
        losses: list[list[float]] = []
        told = taught(arguments.run, shown_now, left)
        for items, scores in list(zip(left, told, strict=True))[progress.batch :]:
            progress.seconds = time.time() - begun
            done = (progress.passes + progress.batch / len(left)) / arguments.passes
            for group, full in zip(optimizer.param_groups, full_rates, strict=True):
                group["lr"] = full * max(0.02, min(done / WARMUP, (1 - done) / (1 - WARMUP)))
            with torch.autocast("cpu", torch.bfloat16, enabled=arguments.bf16):
                parts = losses_of(network, batch_of(items, tokenizer), material.vectors, scores)
            torch.autograd.backward(sum(parts))
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            losses.append([part.item() for part in parts])
            _average(mean, network, progress)
            progress.batch += 1
            if progress.batch % LOG_EVERY == 0:
                said = " ".join(f"{part:.3f}" for part in np.mean(losses[-LOG_EVERY:], axis=0))
                log.info("%s of %s, losses %s", progress, len(left), said)
            if progress.batch % SAVE_EVERY == 0:
                _save(state, network, optimizer, mean, progress)
        progress.passes, progress.batch = progress.passes + 1, 0
        _save(state, network, optimizer, mean, progress)
        part = arguments.run / "pass.part"
        torch.save({**network.state_dict(), **mean}, part)
        part.replace(arguments.run / f"pass{progress.passes}.pt")


def _average(mean: dict[str, Tensor], network: Network, progress: _Progress) -> None:
    kept = AVERAGE if progress.passes else 0.9
    for name, value in network.named_parameters():
        if name in mean:
            mean[name].lerp_(value.detach(), 1 - kept)


def taught(run: Path, number: int, batches: Sequence[Sequence[Shown]]) -> list[Tensor | None]:
    """Return a teacher's scores (pairs, stances) of each batch of a pass, None where nobody taught it (`taught.py`)."""
    file = run / f"taught{number}.npy"
    if not file.exists():
        return [None] * len(batches)
    sizes = [sum(len(item.pairs) for item in batch) for batch in batches]
    scores = torch.from_numpy(np.load(file))
    if len(scores) != sum(sizes):
        raise SystemExit(
            f"{file} has {len(scores)} pairs, the pass {sum(sizes)}; make it again with the same arguments"
        )
    return list(scores.split(sizes))


def losses_of(network: Network, batch: Batch, vectors: Vectors, scores: Tensor | None = None) -> list[Tensor]:
    """Return the losses of stance, case, recall, worth of judging, and likeness to the untrained encoder's vectors.

    `scores` (pairs, stances) are a teacher's, from whom the stance is learnt as well (Hinton, Vinyals and Dean 2015).
    """
    stances, cases, statement_vectors, concept_vectors, says = run(network, batch)
    right = torch.from_numpy(batch.stances)
    stance = functional.cross_entropy(stances, right, weight=torch.tensor(WEIGHTS), label_smoothing=0.05)
    if scores is not None:
        softly = functional.cross_entropy(stances, functional.softmax(scores, dim=1))
        stance = (1 - TAUGHT) * stance + TAUGHT * softly
    of_pair = torch.tensor([example.case for example in batch.examples])[torch.from_numpy(batch.pairs[:, 0])]
    case = functional.cross_entropy(cases, of_pair) if (of_pair >= 0).any() else torch.zeros(())
    alike = statement_vectors @ concept_vectors.T / HEAT
    near = torch.from_numpy(batch.near)
    known = torch.tensor([example.origin in READ for example in batch.examples])
    asked = known & (near > 0).any(1)
    recall = torch.zeros(())
    if asked.any():
        others = alike.masked_fill(near != 0, -1e4).logsumexp(1, keepdim=True)
        each = torch.logaddexp(alike, others) - alike
        recall = each[asked][near[asked] > 0].mean()
    rows, columns = torch.from_numpy(batch.pairs).T
    score = network.alike[0] * (statement_vectors[rows] * concept_vectors[columns]).sum(1) + says[rows]
    # What is written to a statement tells nothing of how often it takes a position at all.
    met = torch.tensor([example.origin != "written" for example in batch.examples])[rows]
    worth = functional.binary_cross_entropy_with_logits(score, (right != NONE).float(), met.float(), reduction="sum")
    worth = worth / met.sum().clamp(min=1)
    wanted, rows = vectors.known([said.content if not said.before else "" for said in batch.said])
    concepts_wanted, concept_rows = vectors.known(batch.sentences)
    like = (
        1
        - (torch.cat([statement_vectors[rows], concept_vectors[concept_rows]]) * torch.cat([wanted, concepts_wanted]))
        .sum(1)
        .mean()
    )
    return [stance, 0.2 * case, 0.2 * recall, 0.2 * worth, 0.5 * like]


def run(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return scores of stance and of case by pair, vectors of statements and of concepts, what the statements say."""
    count = len(batch.statements)
    every = [*batch.statements, *batch.concepts]
    packed = Packed([len(pieces) for pieces in every])
    ids = torch.from_numpy(np.concatenate([pieces.ids for pieces in every]))
    parts = torch.from_numpy(np.concatenate([pieces.parts for pieces in every]))
    hidden = network.lower(network.embedded(ids, parts, packed.columns), packed.attend)
    weight = network.weigh(hidden)[:, 0].clamp(-20, 20).exp()[:, None]
    vectors, says = network.recalled(packed.sums(weight * hidden) / packed.sums(weight))
    pieces, lengths, firsts = _joined(batch, packed, count)
    both = Packed(lengths)
    sides = torch.cat(
        [torch.cat([torch.zeros(one), torch.ones(length - one)]) for one, length in zip(firsts, lengths, strict=True)]
    ).long()
    hidden = network.upper(hidden[pieces] + network.sides(sides), both.attend)
    halves = Packed([part for one, length in zip(firsts, lengths, strict=True) for part in (one, length - one)])
    means = halves.means(hidden).reshape(len(lengths), -1)
    heads = hidden[halves.starts].reshape(len(lengths), -1)
    features = network.judged(torch.cat([heads, means], dim=1))
    return network.stance(features), network.case(features), vectors[:count], vectors[count:], says[:count]


def _joined(batch: Batch, packed: Packed, count: int) -> tuple[Tensor, list[int], list[int]]:
    starts, sizes = packed.starts.tolist(), packed.lengths.tolist()
    pieces, lengths, firsts = [], [], []
    for statement, concept in batch.pairs.tolist():
        for place in (statement, count + concept):
            pieces.append(torch.arange(starts[place], starts[place] + sizes[place]))
        firsts.append(sizes[statement])
        lengths.append(sizes[statement] + sizes[count + concept])
    return torch.cat(pieces), lengths, firsts


def _resumed(state: Path, network: Network, optimizer: torch.optim.Optimizer, mean: dict[str, Tensor]) -> _Progress:
    if not state.exists():
        return _Progress()
    saved = torch.load(state, weights_only=False)
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    mean.update(saved["mean"])
    progress = _Progress(*saved["progress"])
    log.info("goes on at %s", progress)
    return progress


def _save(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    mean: dict[str, Tensor],
    progress: _Progress,
) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "mean": mean,
            "progress": (progress.passes, progress.batch, progress.seconds),
        },
        part,
    )
    part.replace(path)


def arguments_of(words: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a training."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder of perspectrum.jsonl and the others")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoints and log")
    parser.add_argument("--warm", type=Path, help="checkpoint to start from instead")
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--different", type=int, help="passes that differ in what they show; then they come again")
    parser.add_argument("--ours", type=float, default=1.0, help="share of our own disputes that a pass shows")
    parser.add_argument("--others", type=float, default=1.0, help="factor on the share of all but our own disputes")
    parser.add_argument("--pairs", type=int, default=48, help="pairs a batch")
    parser.add_argument("--rate", type=float, default=1.6e-4)
    parser.add_argument("--decay", type=float, default=0.9, help="factor on the rate from a layer to the one below")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true", help="twice as fast on a processor that has it, else slower")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


if __name__ == "__main__":
    main()
