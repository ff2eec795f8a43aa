"""How far actors agree and disagree: the one-mode networks that the analyses of structure are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.building import one_mode_ties
from onrecord.networks.network import Network
from onrecord.networks.selecting import Selected, selected
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Floats, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Positive and negative ties between the same actors: both symmetric, without a negative value or a diagonal."""

    positive: sparse.csr_array
    negative: sparse.csr_array

    @property
    def weight(self) -> float:
        """The sum of all ties, each counted from both of its ends."""
        return float(self.positive.sum() + self.negative.sum())


def in_one_mode(settings: NetworkSettings, aggregate: Aggregate) -> NetworkSettings:
    """Return the settings of the rows' one-mode network, averaged by activity where they are those of two modes."""
    normalize = settings.normalize if settings.mode is Mode.ONE else Normalize.AVERAGE
    return replace(settings, mode=Mode.ONE, aggregate=aggregate, normalize=normalize)


def chosen_of(table: Table, settings: NetworkSettings) -> Selected:
    """Return the rows of the table that make the rows' one-mode network; its mode and aggregation play no part."""
    return selected(table, in_one_mode(settings, Aggregate.SUBTRACT))


def congruence_and_conflict(chosen: Selected, settings: NetworkSettings) -> Signed:
    """Return the agreement of actors as positive ties and their disagreement as negative ones, neither set off."""
    return Signed(
        positive=_mirrored(chosen, in_one_mode(settings, Aggregate.CONGRUENCE)),
        negative=_mirrored(chosen, in_one_mode(settings, Aggregate.CONFLICT)),
    )


def net_agreement(chosen: Selected, settings: NetworkSettings) -> Signed:
    """Return what is left of agreement and disagreement when they are set off: the parts of the subtract network."""
    return signed_parts(_mirrored(chosen, in_one_mode(settings, Aggregate.SUBTRACT)))


def signed_parts(ties: sparse.csr_array) -> Signed:
    """Return the positive ties, and the negative ones without their sign."""
    parts = []
    for sign in (1, -1):
        part = sparse.csr_array(ties * sign)
        part.data = np.maximum(part.data, 0.0)
        part.eliminate_zeros()
        parts.append(part)
    return Signed(positive=parts[0], negative=parts[1])


def ties_of(network: Network) -> sparse.csr_array:
    """Return the ties of a one-mode network; another one, or one with ties that are no numbers, is refused."""
    if not network.is_one_mode:
        raise UsageError("the network ties two kinds of labels; make one of mode one")
    return finite(network.ties)


def finite(ties: sparse.csr_array) -> sparse.csr_array:
    """Return the ties; those that are no numbers are refused."""
    if not np.isfinite(ties.data).all():
        raise UsageError("the network has ties that are not a number; correct the weights that it is made of")
    return ties


def strengths(ties: sparse.csr_array) -> Floats:
    """Return the sum of each row."""
    return np.asarray(ties.sum(axis=1), np.float64).reshape(-1)


def _mirrored(chosen: Selected, settings: NetworkSettings) -> sparse.csr_array:
    return finite(one_mode_ties(chosen, settings).mirrored())
