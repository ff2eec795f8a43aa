"""What a debate shows, as files: sheets of rows (CSV, JSON Lines, Parquet) and one JSON document."""

from onrecord.export.findings.of_structure import (
    backbone_findings,
    centrality_findings,
    coalition_findings,
    nested_findings,
    polarization_findings,
    scaling_findings,
)
from onrecord.export.findings.of_time import (
    bars_findings,
    events_findings,
    network_findings,
    phases_findings,
    polarization_series_findings,
    timeline_findings,
)
from onrecord.export.findings.sheets import Findings, Sheet, write_findings

__all__ = [
    "Findings",
    "Sheet",
    "backbone_findings",
    "bars_findings",
    "centrality_findings",
    "coalition_findings",
    "events_findings",
    "nested_findings",
    "network_findings",
    "phases_findings",
    "polarization_findings",
    "polarization_series_findings",
    "scaling_findings",
    "timeline_findings",
    "write_findings",
]
