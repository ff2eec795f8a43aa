"""A debate: coded statements, the networks that they make, and what these show."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from onrecord.debates.asked import Asked, settings_for
from onrecord.debates.coalitions import Coalitions, coalitions_of
from onrecord.debates.evidence import Evidence, evidence_of
from onrecord.debates.over_time import Polarized, Turns, fitting_windows, polarization_in, turns_in
from onrecord.debates.said import Said, said_in
from onrecord.model import Refused
from onrecord.networks.building import network_of
from onrecord.networks.compatible.backbone import dna_nested_backbone
from onrecord.networks.events import Event, events_of
from onrecord.networks.network import Network
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.structure.backbone import Annealing, Backbone, Elimination, backbone, nested_backbone
from onrecord.networks.structure.bootstrap import Bootstrap, Interval
from onrecord.networks.structure.centrality import Centralities, centralities, with_intervals
from onrecord.networks.structure.communities import Clustering, communities
from onrecord.networks.structure.distances import Distance
from onrecord.networks.structure.polarization import Polarization, polarization
from onrecord.networks.structure.scaling import IdealPoints, Scaling, ideal_points
from onrecord.networks.structure.ties import tie_intervals
from onrecord.networks.table import Table
from onrecord.networks.windows import Windows, series_of

Attributes = Mapping[str, Mapping[str, str]]
"""What is known of labels: text by attribute, by label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debate:
    """Coded statements, what they read (`quotes`, by their ids) and what is known of the labels of a variable.

    Every method takes what it asks of a network by name, as `Asked` has it: `debate.network(mode="one")`.
    """

    table: Table
    quotes: Callable[[Collection[str]], Mapping[str, str]]
    attributes_of: Callable[[str], Attributes] = field(default=lambda _variable: {})
    refused: tuple[Refused, ...] = ()

    def settings(self, **asked: Unpack[Asked]) -> NetworkSettings:
        """Return the settings asked for; what is not named fits the debate."""
        return settings_for(self.table, asked)

    def network(self, **asked: Unpack[Asked]) -> Network:
        """Return one network; its nodes have the attributes known of them."""
        return self._described(network_of(self.table, self.settings(**asked)))

    def series(self, windows: Windows, **asked: Unpack[Asked]) -> Iterator[Network]:
        """Yield the network of each window of time."""
        return map(self._described, series_of(self.table, self.settings(**asked), windows))

    def events(self, **asked: Unpack[Asked]) -> Iterator[Event]:
        """Yield the statements one after the other, with all that was coded."""
        return events_of(self.table, self.settings(**asked))

    def coalitions(
        self,
        clustering: Clustering | None = None,
        bootstrap: Bootstrap | None = None,
        *,
        typical: int = 3,
        **asked: Unpack[Asked],
    ) -> Coalitions:
        """Return who sides with whom, how stable that is, and what each coalition has in common."""
        found = coalitions_of(self.table, self.settings(**asked), clustering, bootstrap, typical=typical)
        return dataclasses.replace(found, network=self._described(found.network))

    def polarization(
        self,
        *,
        permutations: int = 100,
        bootstrap: Bootstrap | None = None,
        seed: int = 0,
        **asked: Unpack[Asked],
    ) -> Polarization:
        """Return how far the actors fall into two sides."""
        settings = self.settings(**asked)
        return polarization(self.table, settings, permutations=permutations, bootstrap=bootstrap, seed=seed)

    def polarization_series(
        self,
        windows: Windows,
        *,
        permutations: int = 100,
        bootstrap: Bootstrap | None = None,
        seed: int = 0,
        **asked: Unpack[Asked],
    ) -> Iterator[Polarized]:
        """Yield the polarization of each window of time."""
        settings = self.settings(**asked)
        return polarization_in(self.table, settings, windows, permutations=permutations, bootstrap=bootstrap, seed=seed)

    def timeline(self, **asked: Unpack[Asked]) -> tuple[Said, ...]:
        """Return who took which side on what, statement by statement, in the order of time; the undated come last."""
        return said_in(self.table, self.settings(**asked))

    def tie_intervals(
        self, pairs: Sequence[tuple[int, int]], bootstrap: Bootstrap | None = None, **asked: Unpack[Asked]
    ) -> Interval:
        """Return how sure the ties between these places of rows and columns of a network are."""
        return tie_intervals(self.table, self.settings(**asked), pairs, bootstrap)

    def centrality(
        self, *, bootstrap: Bootstrap | None = None, seed: int = 0, **asked: Unpack[Asked]
    ) -> tuple[Network, Centralities]:
        """Return the network, of one mode unless another is asked for, and how central its labels are.

        In one mode labels also have their participation in the communities of the rows.
        """
        asked.setdefault("mode", Mode.ONE)
        settings = self.settings(**asked)
        network = self._described(network_of(self.table, settings))
        grouped = network.is_one_mode and not settings.isolates
        groups = communities(self.table, settings, Clustering(seed=seed)).groups if grouped else None
        found = centralities(network, groups, seed=seed)
        if bootstrap is None:
            return network, found
        return network, with_intervals(found, self.table, settings, bootstrap, groups, seed=seed)

    def backbone(
        self, annealing: Annealing | None = None, *, bootstrap: Bootstrap | None = None, **asked: Unpack[Asked]
    ) -> Backbone:
        """Return the few concepts that by themselves make nearly the same network."""
        return backbone(self.table, self.settings(**asked), annealing, bootstrap=bootstrap)

    def nested_backbone(self, *, bootstrap: Bootstrap | None = None, **asked: Unpack[Asked]) -> tuple[Elimination, ...]:
        """Return all concepts in the order in which they can be done without.

        As DNA has it, its `statements` are those on the concepts that are left, and it has no intervals.
        """
        settings = self.settings(**asked)
        if not settings.dna_compatible:
            return nested_backbone(self.table, settings, bootstrap=bootstrap)
        return tuple(
            Elimination(
                concept=step.column,
                backbone_loss=step.backbone_loss,
                redundant_loss=step.redundant_loss,
                statements=step.statements,
            )
            for step in dna_nested_backbone(self.table, settings)
        )

    def phases(
        self,
        windows: Windows | None = None,
        *,
        distance: Distance = Distance.ABSOLUTE,
        penalty: float | None = None,
        bootstrap: Bootstrap | None = None,
        **asked: Unpack[Asked],
    ) -> Turns:
        """Return when the debate changed; windows, where none are given, fit its length (`fitting_windows`)."""
        chosen, settings = windows or fitting_windows(self.table), self.settings(**asked)
        return turns_in(self.table, settings, chosen, distance=distance, penalty=penalty, bootstrap=bootstrap)

    def scaling(self, scaling: Scaling | None = None, **asked: Unpack[Asked]) -> IdealPoints:
        """Return where the actors stand on the one or two scales that explain best what they support and oppose."""
        return ideal_points(self.table, self.settings(**asked), scaling)

    def evidence(self, statements: Iterable[str], **asked: Unpack[Asked]) -> dict[str, Evidence]:
        """Return what these statements read, who made them and when, by their ids."""
        return evidence_of(self.table, self.settings(**asked), statements, self.quotes)

    def _described(self, network: Network) -> Network:
        settings = network.settings
        known: dict[str, dict[str, str]] = {}
        for variable in (settings.rows,) if network.is_one_mode else (settings.rows, settings.columns):
            for name, values in self.attributes_of(variable).items():
                known.setdefault(name, {}).update(values)
        return dataclasses.replace(network, attributes=known)
