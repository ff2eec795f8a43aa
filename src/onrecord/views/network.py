"""Network: who sides with whom or against whom, or stands where, in a window of time."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from onrecord.debates.asked import Asked
from onrecord.debates.debate import Debate
from onrecord.errors import UsageError
from onrecord.networks.layout import places_of
from onrecord.networks.network import Network
from onrecord.networks.selecting import not_excluded
from onrecord.networks.settings import Aggregate, Mode
from onrecord.networks.structure.bootstrap import Bootstrap
from onrecord.networks.structure.characteristics import Trait, traits
from onrecord.networks.structure.communities import communities
from onrecord.networks.structure.stability import stability as stability_of
from onrecord.networks.table import UNDATED, Flags, Floats, Integers
from onrecord.networks.windows import Sliding
from onrecord.views.named import Named

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor or concept. `x` and `y` are a place from -1 to 1; `group` is its coalition's number, None for none."""

    id: str
    label: str
    kind: str
    """An actor's kind, or "concept"."""
    group: int | None
    statements: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie between the nodes at two places in the list; below 0 for conflict."""

    one: int
    other: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTrait:
    """What characterises a coalition: a concept and a side, taken by so many of its members and of the others."""

    concept: str
    label: str
    side: str
    members: int
    size: int
    elsewhere: int
    others: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A coalition: its members' ids, how stable it is from 0 to 1 by the bootstrap, what characterises it."""

    number: int
    members: tuple[str, ...]
    stability: float | None
    traits: tuple[GroupTrait, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNetwork:
    """A network as it is drawn: the strongest ties at or above the threshold, at most as many as asked for."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    groups: tuple[Group, ...]
    statements: int
    total_nodes: int
    total_ties: int
    strongest: float
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One window of a series: its ties, by the nodes' ids."""

    begins: datetime.date
    ends: datetime.date
    statements: int
    ties: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The windows in order of time, with the nodes of all of them in one layout."""

    nodes: tuple[Node, ...]
    windows: tuple[Window, ...]


MOST_WINDOWS = 200
MOST_TIES, MOST_OF_A_WINDOW = 1_000, 300
"""Ties that are drawn, the strongest: more of them are no picture any more."""
DRAWS = 50
"""Repeats of the bootstrap that tells how stable coalitions are."""
AGGREGATES = {"congruence": Aggregate.CONGRUENCE, "conflict": Aggregate.CONFLICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which network is asked for: its kind, days, confidence, and how many actors, those with most positions."""

    kind: str = "congruence"
    since: datetime.date | None = None
    until: datetime.date | None = None
    min_confidence: float = 0.0
    most: int = 150


def network_of(
    named: Named, shape: Shape, *, threshold: float = 0.0, ego: str | None = None, stability: bool = False
) -> ShownNetwork:
    """Return a network with its coalitions; with `ego`, an actor's or concept's id, only what is tied to it.

    How stable coalitions are is told where it is asked for: it takes seconds.
    """
    asked, total = _asked(named, shape, ego=ego)
    network = named.debate.network(**asked)
    first, last = _days(named)
    if not network.rows:
        return ShownNetwork(
            nodes=(),
            ties=(),
            groups=(),
            statements=0,
            total_nodes=0,
            total_ties=0,
            strongest=0.0,
            first=first,
            last=last,
        )
    groups = _groups(named, asked, stability=stability)
    nodes = _nodes(named, network, {member: one.number for one in groups for member in one.members})
    ties = _ties(network)
    kept = ties.where(np.abs(ties.weights) >= threshold)
    if ego is not None:
        nodes, kept = _around(ego, nodes, kept)
    return ShownNetwork(
        nodes=tuple(nodes),
        ties=tuple(kept.strongest(MOST_TIES)),
        groups=groups,
        statements=network.statements,
        total_nodes=total,
        total_ties=len(ties.weights),
        strongest=float(np.abs(ties.weights).max(initial=0.0)),
        first=first,
        last=last,
    )


def series_of(named: Named, shape: Shape, windows: Sliding) -> Series:
    """Return the networks of windows of time, of the same actors and in one layout; more than 200 are a UsageError."""
    asked, _ = _asked(named, shape)
    whole = named.debate.network(**asked)
    if not whole.rows:
        return Series(nodes=(), windows=())
    found: list[Window] = []
    for network in named.debate.series(windows, **asked):
        if len(found) == MOST_WINDOWS:
            raise UsageError(f"more than {MOST_WINDOWS} windows; give longer steps")
        found.append(_window(named, network))
    groups = {member: one.number for one in _groups(named, asked) for member in one.members}
    return Series(nodes=tuple(_nodes(named, whole, groups)), windows=tuple(found))


def figure_of(named: Named, shape: Shape) -> Figure:
    """Return the network drawn for print."""
    from onrecord.plots import network_figure  # noqa: PLC0415 - loads matplotlib

    asked, _ = _asked(named, shape)
    numbers = {member: one.number for one in _groups(named, asked) for member in one.members}
    groups = {label: numbers[actor] for label, actor in named.actors.items() if actor in numbers}
    return network_figure(named.debate.network(**asked), groups=groups)


def plain_network_of(named: Named, described: Debate, shape: Shape) -> Network:
    """Return the network as the library makes it, with all that is known of its actors, for files."""
    return described.network(**_asked(named, shape)[0])


def _asked(named: Named, shape: Shape, *, ego: str | None = None) -> tuple[Asked, int]:
    """Return what a shape means for a debate, and how many actors it has in all."""
    asked = Asked(rows="actor", columns="concept", since=shape.since, until=shape.until, least=shape.min_confidence)
    table = named.debate.table
    actors = table.variables["actor"]
    wanted = not_excluded(table, named.debate.settings(**asked))
    said = np.bincount(actors.codes[wanted], minlength=len(actors.levels))
    if np.count_nonzero(said) > shape.most:
        names = {str(actors.levels[place]) for place in np.argsort(-said, kind="stable")[: shape.most].tolist()}
        if ego is not None and ego not in named.concepts.values():
            names.add(named.label_of(ego))
        asked["include"] = {"actor": frozenset(names)}
    asked["mode"] = Mode.TWO if shape.kind == "affiliation" else Mode.ONE
    asked["aggregate"] = AGGREGATES.get(shape.kind, Aggregate.SUBTRACT)
    return asked, int(np.count_nonzero(said))


def _groups(named: Named, asked: Asked, *, stability: bool = False) -> tuple[Group, ...]:
    """Return the coalitions of two actors and more."""
    table, settings = named.debate.table, named.debate.settings(**asked)
    of_groups: Sequence[float] = ()
    if stability:
        repeated = stability_of(table, settings, bootstrap=Bootstrap(draws=DRAWS))
        found, of_groups = repeated.communities, repeated.of_groups.tolist()
    else:
        found = communities(table, settings)
    shown = [(one.community, _trait(named, one)) for one in traits(table, settings, found)]
    return tuple(
        Group(
            number=number,
            members=tuple(named.actors[name] for name in members),
            stability=of_groups[number] if of_groups and np.isfinite(of_groups[number]) else None,
            traits=tuple(trait for community, trait in shown if community == number),
        )
        for number in range(found.count)
        if len(members := found.members(number)) > 1
    )


def _trait(named: Named, trait: Trait) -> GroupTrait:
    return GroupTrait(
        concept=named.concepts[trait.concept],
        label=trait.concept,
        side=trait.side.value,
        members=trait.members,
        size=trait.size,
        elsewhere=trait.elsewhere,
        others=trait.others,
        statements=trait.statements,
    )


def _nodes(named: Named, network: Network, groups: Mapping[str, int]) -> list[Node]:
    """Return the nodes of a network, placed: its rows, and in two modes its columns after them."""
    counts = _counts(named)
    ties = network.ties.toarray()
    labels = [(label, False) for label in network.rows]
    if not network.is_one_mode:
        labels += [(label, True) for label in network.columns]
        size = len(labels)
        whole = np.zeros((size, size))
        whole[: len(network.rows), len(network.rows) :] = ties
        ties = whole + whole.T
    places = 2 * places_of(np.nan_to_num(ties)) - 1
    ids = [named.concepts[label] if is_concept else named.actors[label] for label, is_concept in labels]
    return [
        Node(
            id=one,
            label=label,
            kind="concept" if is_concept else named.kinds.get(label, "person"),
            group=None if is_concept else groups.get(one),
            statements=counts[is_concept].get(label, 0),
            x=round(float(x), 4),
            y=round(float(y), 4),
        )
        for one, (label, is_concept), (x, y) in zip(ids, labels, places, strict=True)
    ]


def _counts(named: Named) -> tuple[Counter[str], Counter[str]]:
    """Return how many positions each actor and each concept has in the whole debate."""
    counted = []
    for name in ("actor", "concept"):
        variable = named.debate.table.variables[name]
        numbers = np.bincount(variable.codes, minlength=len(variable.levels))
        counted.append(Counter({str(level): int(count) for level, count in zip(variable.levels, numbers, strict=True)}))
    return counted[0], counted[1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ties:
    """Ties, one item each in each column: the places of their ends, and their weights."""

    ones: Integers
    others: Integers
    weights: Floats

    def where(self, kept: Flags | Integers) -> _Ties:
        return _Ties(ones=self.ones[kept], others=self.others[kept], weights=self.weights[kept])

    def strongest(self, most: int) -> list[Tie]:
        order = np.lexsort((self.others, self.ones, -np.abs(self.weights)))[:most]
        chosen = self.where(order)
        rows = zip(chosen.ones.tolist(), chosen.others.tolist(), chosen.weights.tolist(), strict=True)
        return [Tie(one=one, other=other, weight=weight) for one, other, weight in rows]


def _ties(network: Network) -> _Ties:
    array = (sparse.triu(network.ties, 1) if network.is_one_mode else network.ties).tocoo()
    after = 0 if network.is_one_mode else len(network.rows)
    found = _Ties(
        ones=array.row.astype(np.int64), others=array.col.astype(np.int64) + after, weights=np.round(array.data, 6)
    )
    return found.where((found.weights != 0) & np.isfinite(found.weights))


def _around(ego: str, nodes: Sequence[Node], ties: _Ties) -> tuple[list[Node], _Ties]:
    """Return a node with its neighbours, and the ties among them."""
    middle = np.array([node.id == ego for node in nodes])
    own = middle[ties.ones] | middle[ties.others]
    near = np.union1d(np.flatnonzero(middle), np.concatenate([ties.ones[own], ties.others[own]]))
    moved = np.full(len(nodes), -1)
    moved[near] = np.arange(len(near))
    inside = ties.where((moved[ties.ones] >= 0) & (moved[ties.others] >= 0))
    return [nodes[place] for place in near.tolist()], replace(
        inside, ones=moved[inside.ones], others=moved[inside.others]
    )


def _window(named: Named, network: Network) -> Window:
    assert network.begins is not None and network.ends is not None
    ids = [named.actors[label] for label in network.rows]
    if not network.is_one_mode:
        ids += [named.concepts[label] for label in network.columns]
    return Window(
        begins=network.begins.date(),
        ends=network.ends.date(),
        statements=network.statements,
        ties=tuple((ids[tie.one], ids[tie.other], tie.weight) for tie in _ties(network).strongest(MOST_OF_A_WINDOW)),
    )


def _days(named: Named) -> tuple[datetime.date | None, datetime.date | None]:
    times = named.debate.table.times
    dated = times[times != UNDATED]
    if not len(dated):
        return None, None
    return _day(int(dated.min())), _day(int(dated.max()))


def _day(seconds: int) -> datetime.date:
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=seconds // 86_400)
