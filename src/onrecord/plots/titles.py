"""What a figure of a network is called where nobody says."""

from __future__ import annotations

from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate

TIES = {
    Aggregate.IGNORE: "common subjects",
    Aggregate.CONGRUENCE: "agreement",
    Aggregate.CONFLICT: "disagreement",
    Aggregate.SUBTRACT: "agreement less disagreement",
    Aggregate.COMBINE: "sides taken",
}
TIES_OF_TWO = {**TIES, Aggregate.IGNORE: "statements", Aggregate.SUBTRACT: "support less opposition"}


def title_of(network: Network) -> str:
    """Return what is tied, by what and when."""
    settings = network.settings
    if network.is_one_mode:
        title = f"{settings.rows.capitalize()}s by {settings.columns}: {TIES[settings.aggregate]}"
    else:
        title = f"{settings.rows.capitalize()}s and {settings.columns}s: {TIES_OF_TWO[settings.aggregate]}"
    if network.begins is None or network.ends is None:
        return title
    return f"{title}, {network.begins:%Y-%m-%d} to {network.ends:%Y-%m-%d}"
