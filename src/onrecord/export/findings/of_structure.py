"""Coalitions, polarization, centrality, backbone and ideal points as rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.debates.coalitions import Coalitions
from onrecord.debates.evidence import Evidence
from onrecord.export.findings.sheets import Findings, Sheet
from onrecord.networks.listing import described
from onrecord.networks.network import Network
from onrecord.networks.structure.backbone import Backbone, Elimination
from onrecord.networks.structure.bootstrap import Interval
from onrecord.networks.structure.centrality import MEASURES, Centralities
from onrecord.networks.structure.polarization import Polarization
from onrecord.networks.structure.scaling import IdealPoints

NONE = float("nan")


def bounds(interval: Interval | None, prefix: str = "") -> dict[str, float]:
    """Return the low and the high end of an interval, by their names behind the prefix."""
    low, high = (NONE, NONE) if interval is None else (float(interval.low), float(interval.high))
    return {f"{prefix}low": low, f"{prefix}high": high}


def coalition_findings(found: Coalitions, evidence: Mapping[str, Evidence]) -> Findings:
    """Return a row an actor; the sheet `traits` has a row a statement that is typical of a coalition's position."""
    communities = found.communities
    actors = [
        {"actor": actor, "coalition": group + 1, "stability": stability}
        for actor, group, stability in zip(
            communities.actors, communities.groups.tolist(), found.stability.of_actors.tolist(), strict=True
        )
    ]
    actors.sort(key=lambda row: (row["coalition"], row["actor"]))
    traits = [
        {
            "coalition": trait.community + 1,
            "concept": trait.concept,
            "side": trait.side.value,
            "members": trait.members,
            "size": trait.size,
            "elsewhere": trait.elsewhere,
            "others": trait.others,
            "p": trait.p,
            "q": trait.q,
            "statement": statement,
            "who": said.who if said else "",
            "date": said.date if said else None,
            "text": said.text if said else "",
        }
        for trait in found.traits
        for statement in trait.statements or ("",)
        for said in [evidence.get(statement)]
    ]
    kinds = {"coalition": int, "concept": str, "side": str, "members": int, "size": int, "elsewhere": int}
    kinds |= {"others": int, "p": float, "q": float, "statement": str, "who": str, "date": datetime.date, "text": str}
    return Findings(
        about={
            "network": described(found.network),
            "method": communities.method.value,
            "modularity": communities.modularity,
            **bounds(found.stability.modularity, "modularity_"),
            "coalitions": communities.count,
            "stability": found.stability.of_groups.tolist(),
            "draws": len(found.stability.memberships),
        },
        sheets={
            "actors": Sheet(columns={"actor": str, "coalition": int, "stability": float}, rows=actors),
            "traits": Sheet(columns=kinds, rows=traits),
        },
    )


def polarization_findings(found: Polarization) -> Findings:
    """Return a row an actor with his side."""
    sides = sorted(zip(found.sides.tolist(), found.actors, strict=True))
    rows = [{"actor": actor, "side": side + 1} for side, actor in sides]
    return Findings(
        about=polarization_figures(found),
        sheets={"sides": Sheet(columns={"actor": str, "side": int}, rows=rows)},
    )


def polarization_figures(found: Polarization) -> dict[str, float]:
    """Return the index with its interval, what chance makes, and agreement within and between the sides."""
    return {
        "index": found.index,
        **bounds(found.interval),
        "chance": float(found.chance.mean()) if len(found.chance) else NONE,
        "beyond_chance": found.beyond_chance,
        "p": found.p,
        "within": found.within,
        **bounds(found.within_interval, "within_"),
        "between": found.between,
        **bounds(found.between_interval, "between_"),
    }


def centrality_findings(network: Network, found: Centralities) -> Findings:
    """Return a row a label, those with the strongest ties first; bounds of intervals stand behind each measure."""
    variables = [network.settings.rows] * len(network.rows)
    if not network.is_one_mode:
        variables += [network.settings.columns] * len(network.columns)
    measures: dict[str, list[float]] = {"degree": found.degree.tolist()}
    for name in MEASURES:
        measures[name] = getattr(found, name).tolist()
        if interval := found.intervals.get(name):
            measures |= {f"{name}_low": interval.low.tolist(), f"{name}_high": interval.high.tolist()}
    rows: list[dict[str, Any]] = [
        {"label": label, "variable": variable, **{name: values[place] for name, values in measures.items()}}
        for place, (label, variable) in enumerate(zip(found.labels, variables, strict=True))
    ]
    rows.sort(key=lambda row: (-row["strength"], -row["opposition"], row["label"]))
    columns = {"label": str, "variable": str, **dict.fromkeys(measures, float), "degree": int}
    return Findings(about={"network": described(network)}, sheets={"labels": Sheet(columns=columns, rows=rows)})


def backbone_findings(found: Backbone) -> Findings:
    """Return a row a concept: in the backbone or redundant."""
    rows = [{"concept": one, "part": "backbone"} for one in found.backbone]
    rows += [{"concept": one, "part": "redundant"} for one in found.redundant]
    return Findings(
        about={
            "backbone_loss": found.backbone_loss,
            **bounds(found.backbone_interval, "backbone_"),
            "redundant_loss": found.redundant_loss,
            **bounds(found.redundant_interval, "redundant_"),
        },
        sheets={"concepts": Sheet(columns={"concept": str, "part": str}, rows=rows)},
    )


def nested_findings(found: Sequence[Elimination]) -> Findings:
    """Return a row a concept in the order in which they can be done without."""
    rows = [
        {
            "rank": rank,
            "concept": one.concept,
            "statements": one.statements,
            "backbone_loss": one.backbone_loss,
            **bounds(one.backbone_interval, "backbone_"),
            "redundant_loss": one.redundant_loss,
            **bounds(one.redundant_interval, "redundant_"),
        }
        for rank, one in enumerate(found, start=1)
    ]
    losses = [name for part in ("backbone", "redundant") for name in (f"{part}_loss", f"{part}_low", f"{part}_high")]
    columns = {"rank": int, "concept": str, "statements": int, **dict.fromkeys(losses, float)}
    return Findings(about={}, sheets={"concepts": Sheet(columns=columns, rows=rows)})


def scaling_findings(found: IdealPoints) -> Findings:
    """Return a row an actor and dimension, from left to right; `concepts` has how far each concept divides them."""
    dimensions = found.points.shape[1]
    actors = [
        {
            "actor": actor,
            "dimension": dimension + 1,
            "point": float(found.points[place, dimension]),
            "low": float(found.low[place, dimension]),
            "high": float(found.high[place, dimension]),
            "error": float(found.error[place, dimension]),
            "answers": int(found.answers[place]),
        }
        for dimension in range(dimensions)
        for place, actor in enumerate(found.actors)
    ]
    concepts = [
        {
            "concept": concept,
            "dimension": dimension + 1,
            "slope": float(found.slopes[place, dimension]),
            "low": float(found.slope_low[place, dimension]),
            "high": float(found.slope_high[place, dimension]),
        }
        for dimension in range(dimensions)
        for place, concept in enumerate(found.concepts)
    ]
    actors.sort(key=lambda row: (row["dimension"], row["point"], row["actor"]))
    of_concepts = {"concept": str, "dimension": int, "slope": float, "low": float, "high": float}
    kinds = {"actor": str, "dimension": int, "point": float, "low": float, "high": float, "error": float}
    return Findings(
        about={"dimensions": dimensions},
        sheets={
            "actors": Sheet(columns={**kinds, "answers": int}, rows=actors),
            "concepts": Sheet(columns=of_concepts, rows=concepts),
        },
    )
