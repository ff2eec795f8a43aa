"""Coalitions: communities of actors with their stability, their network and what each of them has in common."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.networks.building import network_of
from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate, NetworkSettings
from onrecord.networks.structure.agreements import in_one_mode
from onrecord.networks.structure.bootstrap import Bootstrap
from onrecord.networks.structure.characteristics import Trait, traits
from onrecord.networks.structure.communities import OF_TREES, Clustering, Communities, Tree, tree_of
from onrecord.networks.structure.stability import Stability, stability
from onrecord.networks.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalitions:
    """The communities, in their network of agreement less disagreement; the tree of methods that make one."""

    network: Network
    stability: Stability
    traits: tuple[Trait, ...]
    tree: Tree | None

    @property
    def communities(self) -> Communities:
        """Who is in which."""
        return self.stability.communities

    @property
    def groups(self) -> dict[str, int]:
        """The group of each actor."""
        return dict(zip(self.communities.actors, self.communities.groups.tolist(), strict=True))


def coalitions_of(
    table: Table,
    settings: NetworkSettings,
    clustering: Clustering | None = None,
    bootstrap: Bootstrap | None = None,
    *,
    typical: int = 3,
) -> Coalitions:
    """Return the coalitions of a table's rows."""
    clustering = clustering or Clustering()
    found = stability(table, settings, clustering, bootstrap)
    has_tree = clustering.method in OF_TREES and len(found.communities.actors) > 1
    return Coalitions(
        network=network_of(table, in_one_mode(settings, Aggregate.SUBTRACT)),
        stability=found,
        traits=traits(table, settings, found.communities, typical=typical),
        tree=tree_of(table, settings, clustering.method) if has_tree else None,
    )
