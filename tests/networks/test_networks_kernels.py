import numpy as np
import pytest

from onrecord.networks.kernels import Kernel

GRID = np.arange(-130_000, 130_001) / 10_000


@pytest.mark.parametrize("kernel", list(Kernel))
def test_kernel_is_symmetric_falls_to_both_sides_and_has_an_area_of_1(kernel: Kernel) -> None:
    heights = kernel.weigh(GRID)
    assert np.array_equal(heights, heights[::-1])
    assert np.all(np.diff(heights[GRID >= 0]) <= 1e-16)
    assert np.sum(heights) * (GRID[1] - GRID[0]) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("kernel", "middle", "half", "edge"),
    [
        (Kernel.UNIFORM, 0.5, 0.5, 0.5),
        (Kernel.EPANECHNIKOV, 0.75, 0.5625, 0.0),
        (Kernel.TRIANGULAR, 1.0, 0.5, 0.0),
        (Kernel.GAUSSIAN, 0.3989422804014327, 0.3520653267642995, 0.24197072451914337),
    ],
)
def test_kernel_has_its_height_on_both_sides(kernel: Kernel, middle: float, half: float, edge: float) -> None:
    assert kernel.weigh(np.array([0, 0.5, -0.5, 1, -1])) == pytest.approx([middle, half, half, edge, edge], abs=1e-15)


@pytest.mark.parametrize("kernel", list(Kernel))
def test_kernel_is_0_beyond_its_reach(kernel: Kernel) -> None:
    assert not kernel.weigh(np.array([kernel.reach + 1e-9, -kernel.reach - 1e-9, 1e300, -np.inf])).any()


def test_gaussian_loses_nothing_that_double_precision_shows() -> None:
    ends = Kernel.GAUSSIAN.weigh(np.array([0.0, Kernel.GAUSSIAN.reach]))
    assert np.sqrt(ends[1] / ends[0]) < np.finfo(float).eps * 1.1
