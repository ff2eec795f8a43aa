"""How far two networks are apart."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.network import Network
from onrecord.networks.structure.agreements import finite, strengths
from onrecord.networks.structure.centrality import square
from onrecord.networks.table import Floats

MOST_LABELS = 2_000
"""The labels of a network whose eigenvalues are all computed: some seconds."""


class Distance(StrEnum):
    """Of ties (`absolute`), or of the shape that they have whoever is tied (`spectral`)."""

    ABSOLUTE = "absolute"
    SPECTRAL = "spectral"


def distances(networks: Sequence[Network], distance: Distance = Distance.ABSOLUTE) -> Floats:
    """Return the distance between each two networks, from 0 to 1, as a square array.

    Labels are matched by name; one that a network lacks has no ties in it. Absolute: half the sum of differences
    between ties, each network first divided by the sum of its ties without their sign, so that a busy week is not far
    from a quiet one for that alone. Spectral: half the sum of differences between the eigenvalues of the Laplacians
    (`spectrum`). A network without ties is at 1 from one with ties, at 0 from another.
    """
    if distance is Distance.ABSOLUTE:
        return _absolute(networks)
    spectra = [spectrum(square(network)) for network in networks]
    return np.array([[spectral_distance(one, other) for other in spectra] for one in spectra]).reshape(
        2 * (len(spectra),)
    )


def spectrum(ties: sparse.csr_array) -> Floats:
    """Return the eigenvalues of the Laplacian of the positive ties, the greatest first, divided by their sum.

    The Laplacian is D - A, with strengths D on the diagonal and ties A. (DNA's is D alone.)
    """
    if ties.shape[0] > MOST_LABELS:
        raise UsageError(
            f"a network of {ties.shape[0]:,} labels has too many eigenvalues, {MOST_LABELS:,} are the most;"
            " exclude labels of few statements, or use the absolute distance"
        )
    positive = np.maximum(finite(ties).toarray(), 0.0)
    return dense_spectrum(positive)


def dense_spectrum(positive: Floats) -> Floats:
    """Return the spectrum of ties that are dense and not negative."""
    laplacian = np.diag(positive.sum(axis=1)) - positive
    values = np.maximum(np.linalg.eigvalsh(laplacian)[::-1], 0.0)
    total = values.sum()
    return values / total if total > 0 else np.zeros_like(values)


def spectral_distance(one: Floats, other: Floats) -> float:
    """Return half the sum of differences between two spectra; the shorter one has zeros at its end."""
    if one.any() != other.any():
        return 1.0
    longest = max(len(one), len(other))
    difference = np.pad(one, (0, longest - len(one))) - np.pad(other, (0, longest - len(other)))
    return min(float(np.abs(difference).sum()) / 2, 1.0)


def _absolute(networks: Sequence[Network]) -> Floats:
    columns = _numbers(networks)
    width = len(columns)
    vectors = []
    for network in networks:
        cells = finite(network.once.scaled()).tocoo()
        rows = np.array([columns[0, label] for label in network.rows], np.int64)[cells.row]
        others = np.array([columns[int(not network.is_one_mode), label] for label in network.columns], np.int64)[
            cells.col
        ]
        # A one-mode tie has its ends in the order of all labels, whatever that of its own network is.
        low, high = (np.minimum(rows, others), np.maximum(rows, others)) if network.is_one_mode else (rows, others)
        vectors.append((low * width + high, cells.data.astype(np.float64)))
    stacked = _stacked(vectors)
    size = len(networks)
    result = np.zeros((size, size))
    for place in range(size - 1):
        rest = stacked[place + 1 :]
        mine = stacked[[place] * rest.shape[0]]
        result[place, place + 1 :] = result[place + 1 :, place] = strengths(sparse.csr_array(abs(rest - mine))) / 2
    return _with_empty(result, np.diff(stacked.indptr) > 0)


def _numbers(networks: Sequence[Network]) -> dict[tuple[int, str], int]:
    """Return a number for each label of rows (0) and of columns (1) of any network."""
    rows = {(0, label) for network in networks for label in network.rows}
    columns = {(1, label) for network in networks if not network.is_one_mode for label in network.columns}
    return {label: number for number, label in enumerate(sorted(rows | columns))}


def _stacked(vectors: Sequence[tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], Floats]]) -> sparse.csr_array:
    """Return a row for each network: its ties, divided by their sum without their sign."""
    lengths = [len(keys) for keys, _ in vectors]
    if not sum(lengths):
        return sparse.csr_array((len(vectors), 1))
    used, places = np.unique(np.concatenate([keys for keys, _ in vectors]), return_inverse=True)
    data = np.concatenate([values for _, values in vectors])
    rows = np.repeat(np.arange(len(vectors)), lengths)
    totals = np.bincount(rows, weights=np.abs(data), minlength=len(vectors))
    scaled = np.divide(data, totals[rows], out=np.zeros_like(data), where=totals[rows] > 0)
    ties = sparse.csr_array(sparse.coo_array((scaled, (rows, places)), shape=(len(vectors), len(used))))
    ties.eliminate_zeros()
    return ties


def _with_empty(result: Floats, full: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
    result = np.clip(result, 0.0, 1.0)
    result[full[:, None] != full] = 1.0
    return result
