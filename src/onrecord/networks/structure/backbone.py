"""The backbone of a debate: the few concepts that by themselves make nearly the same network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.building import one_mode_ties
from onrecord.networks.selecting import Selected, selected
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.networks.structure.agreements import in_one_mode
from onrecord.networks.structure.bootstrap import Bootstrap, Interval, bounded, refuse_confidence_twice, repeats_of
from onrecord.networks.structure.distances import MOST_LABELS, dense_spectrum, spectral_distance
from onrecord.networks.table import Flags, Floats, Integers, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Backbone:
    """Concepts of the backbone and the others; losses are the distances of their networks from that of all concepts.

    A loss is the spectral one (`distances.spectral_distance`), from 0, the same, to 1. `losses` are those of each
    solution that was better than all before it.
    """

    backbone: tuple[str, ...]
    redundant: tuple[str, ...]
    backbone_loss: float
    redundant_loss: float
    losses: tuple[float, ...]
    backbone_interval: Interval | None = None
    redundant_interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elimination:
    """A concept that is dropped, the losses of those kept and of those dropped so far, and the statements on it."""

    concept: str
    backbone_loss: float
    redundant_loss: float
    statements: int
    backbone_interval: Interval | None = None
    redundant_interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annealing:
    """A search for the best backbone: of `size` concepts, or of as many as are worth their `price`.

    What is made least is loss + price * concepts kept / concepts. With a price of 1 all and none are equally good, and
    between them are the sets whose loss falls sooner than their size grows. (DNA's penalty multiplies the loss, so that
    the set of all concepts, whose loss is 0, is always best.) Neither the empty nor the whole set is looked at.
    """

    size: int | None = None
    price: float = 1.0
    iterations: int = 10_000
    seed: int = 0

    def __post_init__(self) -> None:
        if self.iterations < 1:
            raise UsageError(f"iterations is {self.iterations}; give 1 or more")
        if not (np.isfinite(self.price) and self.price >= 0):
            raise UsageError(f"price is {self.price}; give 0 or a number above it")


@dataclass(slots=True)
class _Losses:
    """The loss of sets of concepts, each worked out once."""

    chosen: Selected
    settings: NetworkSettings
    whole: Floats = field(init=False)
    known: dict[bytes, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.whole = self._spectrum(np.ones(len(self.chosen.columns), np.bool_))

    def __call__(self, kept: Flags) -> float:
        key = kept.tobytes()
        if key not in self.known:
            self.known[key] = spectral_distance(self._spectrum(kept), self.whole)
        return self.known[key]

    def _spectrum(self, kept: Flags) -> Floats:
        part = replace(self.chosen, counts=self.chosen.counts * kept[self.chosen.column_codes])
        ties = one_mode_ties(part, self.settings).mirrored()
        return dense_spectrum(np.maximum(ties.toarray(), 0.0))


def nested_backbone(
    table: Table, settings: NetworkSettings, *, bootstrap: Bootstrap | None = None
) -> tuple[Elimination, ...]:
    """Return all concepts in the order in which they are dropped, each the one without which the loss is least.

    The last one stands at the end, with the losses of none kept. Of concepts with equal losses the one of fewer
    statements goes first, then the first by name. Intervals are of the losses in this order.
    """
    refuse_confidence_twice(settings, bootstrap)
    losses = _losses_of(table, settings)
    counts = _statements_by_concept(losses.chosen)
    kept = np.ones(len(losses.chosen.columns), np.bool_)
    dropped, sets = [], []
    while kept.any():
        place = min(
            np.flatnonzero(kept).tolist(), key=lambda each: (round(losses(_without(kept, each)), 12), counts[each])
        )
        kept = _without(kept, place)
        concept = losses.chosen.columns[place]
        dropped.append(
            Elimination(
                concept=concept, backbone_loss=losses(kept), redundant_loss=losses(~kept), statements=int(counts[place])
            )
        )
        sets.append(kept)
    if bootstrap is None:
        return tuple(dropped)
    return tuple(
        replace(one, backbone_interval=backbone_interval, redundant_interval=redundant_interval)
        for one, (backbone_interval, redundant_interval) in zip(
            dropped, _intervals(losses, sets, bootstrap), strict=True
        )
    )


def backbone(
    table: Table,
    settings: NetworkSettings,
    annealing: Annealing | None = None,
    *,
    bootstrap: Bootstrap | None = None,
) -> Backbone:
    """Return the best backbone that simulated annealing finds.

    Concepts are swapped and, where the size is free, added and removed; a worse set is taken with probability
    exp(-(worse - better) / temperature). The temperature begins at the mean change of random steps and falls to a
    thousandth of it. What is returned is the best set seen, not the last. Intervals are of the losses of this set.
    """
    refuse_confidence_twice(settings, bootstrap)
    annealing = annealing or Annealing()
    losses = _losses_of(table, settings)
    many = len(losses.chosen.columns)
    if annealing.size is not None and not 1 <= annealing.size < many:
        raise UsageError(f"a backbone of {annealing.size} of {many} concepts; give a size from 1 to {many - 1}")
    best, found = _annealed(lambda kept: losses(kept) + _price(annealing, kept), many, annealing)
    concepts = losses.chosen.columns
    intervals = (None, None) if bootstrap is None else _intervals(losses, [best], bootstrap)[0]
    return Backbone(
        backbone=tuple(concepts[place] for place in np.flatnonzero(best).tolist()),
        redundant=tuple(concepts[place] for place in np.flatnonzero(~best).tolist()),
        backbone_loss=losses(best),
        redundant_loss=losses(~best),
        losses=found,
        backbone_interval=intervals[0],
        redundant_interval=intervals[1],
    )


def _intervals(losses: _Losses, sets: Sequence[Flags], bootstrap: Bootstrap) -> list[tuple[Interval, Interval]]:
    """Return for each set the intervals of its loss and of that of all other concepts."""

    def measured(one: _Losses) -> Floats:
        return np.array([(one(kept), one(~kept)) for kept in sets], np.float64)

    repeats = [measured(_Losses(each, losses.settings)) for each in repeats_of(losses.chosen, bootstrap)]
    every = bounded(measured(losses), np.array(repeats), bootstrap.level)
    return [(one.at(0), one.at(1)) for one in map(every.at, range(len(sets)))]


def _losses_of(table: Table, settings: NetworkSettings) -> _Losses:
    settings = in_one_mode(settings, settings.aggregate if settings.mode is Mode.ONE else Aggregate.SUBTRACT)
    chosen = selected(table, settings)
    if len(chosen.columns) < 2:
        raise UsageError("a backbone needs two concepts; there are fewer, widen the dates or the exclusions")
    if len(chosen.rows) > MOST_LABELS:
        raise UsageError(
            f"{len(chosen.rows):,} actors make too large a network for its eigenvalues, {MOST_LABELS:,} are the most;"
            " exclude actors of few statements, or take organizations for actors"
        )
    losses = _Losses(chosen, settings)
    if not losses.whole.any():
        raise UsageError("no two actors are tied, so no concept can be told from another; choose another aggregation")
    return losses


def _annealed(score: Callable[[Flags], float], many: int, annealing: Annealing) -> tuple[Flags, tuple[float, ...]]:
    random = np.random.default_rng(annealing.seed)
    now = np.zeros(many, np.bool_)
    now[random.permutation(many)[: annealing.size or (many + 1) // 2]] = True
    fixed = annealing.size is not None
    value = score(now)
    warmth = float(np.mean([abs(score(_moved(now, random, fixed=fixed)) - value) for _ in range(20)])) or 1e-6
    best, least, found = now, value, [value]
    for step in range(annealing.iterations):
        temperature = warmth * 1e-3 ** (step / annealing.iterations)
        other = _moved(now, random, fixed=fixed)
        change = score(other) - value
        if change <= 0 or random.random() < np.exp(-change / temperature):
            now, value = other, value + change
        if value < least - 1e-12:
            best, least = now, value
            found.append(value)
    return best, tuple(found)


def _moved(kept: Flags, random: np.random.Generator, *, fixed: bool) -> Flags:
    """Return the set with a concept swapped, or else one added or removed; it is never empty or whole."""
    inside, outside = np.flatnonzero(kept), np.flatnonzero(~kept)
    moved = kept.copy()
    turn = random.integers(3) if not fixed else 0
    if turn == 0:
        moved[[random.choice(inside), random.choice(outside)]] ^= True
    elif turn == 1 and len(outside) > 1:
        moved[random.choice(outside)] = True
    elif len(inside) > 1:
        moved[random.choice(inside)] = False
    return moved


def _price(annealing: Annealing, kept: Flags) -> float:
    return 0.0 if annealing.size is not None else annealing.price * float(kept.mean())


def _without(kept: Flags, place: int) -> Flags:
    rest = kept.copy()
    rest[place] = False
    return rest


def _statements_by_concept(chosen: Selected) -> Integers:
    """Return how many statements there are on each concept, one of two speakers once."""
    pairs = set(zip(chosen.table.statements, chosen.column_codes.tolist(), strict=True))
    return np.bincount([column for _, column in pairs], minlength=len(chosen.columns)).astype(np.int64)
