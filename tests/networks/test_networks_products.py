"""Sums over what rows share, where they share so much that threads work on them."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse

from onrecord.networks.products import Cells, sums_of_least, sums_of_products

HEIGHT, WIDTH, COUNT = 120, 30, 12_000


def drawn(amounts: NDArray[np.float64]) -> Cells:
    random = np.random.default_rng(5)
    rows, features = random.integers(0, HEIGHT, COUNT), random.integers(0, WIDTH, COUNT)
    return Cells(rows=rows, features=features, amounts=amounts, height=HEIGHT, width=WIDTH)


def table_of(cells: Cells) -> NDArray[np.float64]:
    table = np.zeros((HEIGHT, WIDTH))
    np.add.at(table, (cells.rows, cells.features), cells.amounts)
    return table


@pytest.mark.parametrize("amounts", [np.ones(COUNT), np.arange(COUNT) % 5.0 - 1, np.arange(COUNT) % 7 / 3])
def test_sums_of_products_in_threads_equal_a_dense_product(amounts: NDArray[np.float64]) -> None:
    cells = drawn(amounts)
    table = table_of(cells)
    np.testing.assert_allclose(sums_of_products(cells, cells).toarray(), np.triu(table @ table.T, 1), rtol=1e-12)


def test_sums_of_least_in_threads_equal_dense_ones() -> None:
    cells = drawn(np.arange(COUNT) % 7 / 3)
    table = table_of(cells)
    least = np.minimum(table[:, None], table[None]).sum(axis=2)
    np.testing.assert_allclose(sums_of_least(cells, cells).toarray(), np.triu(least, 1), rtol=1e-12)


@pytest.mark.parametrize("sums", [sums_of_products, sums_of_least])
def test_sums_in_threads_are_the_same_each_time(sums: Callable[[Cells, Cells], sparse.csr_array]) -> None:
    cells = drawn(np.arange(COUNT) % 7 / 3)
    one, other = sums(cells, cells), sums(cells, cells)
    assert one.data.tobytes() == other.data.tobytes()
    assert one.indices.tobytes() == other.indices.tobytes()
