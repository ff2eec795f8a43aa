"""Kernels: how much a statement counts at a moment, by its distance from it in bandwidths."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from onrecord.networks.table import Floats


class Kernel(StrEnum):
    """The shape of a weight over time; each is symmetric and has an area of 1."""

    UNIFORM = "uniform"
    EPANECHNIKOV = "epanechnikov"
    TRIANGULAR = "triangular"
    GAUSSIAN = "gaussian"

    @property
    def reach(self) -> float:
        """How many bandwidths away a statement still counts.

        The Gaussian has no end. At 12 standard deviations the square root of its weight, which is what one mode counts,
        is 2e-16 of that in the middle: less than a sum in double precision shows.
        """
        return 12.0 if self is Kernel.GAUSSIAN else 1.0

    def weigh(self, distances: Floats) -> Floats:
        """Return the kernel's value K(u) at each distance u, in bandwidths, before or after the moment.

        Uniform 1/2, Epanechnikov 3/4 (1 - u²) and triangular 1 - |u| where |u| <= 1 and 0 elsewhere; Gaussian
        exp(-u²/2) / sqrt(2π), so that its bandwidth is the standard deviation.
        """
        far = np.abs(distances)
        near = np.minimum(far, self.reach)
        match self:
            case Kernel.UNIFORM:
                heights = np.full(far.shape, 0.5)
            case Kernel.EPANECHNIKOV:
                heights = 0.75 * (1 - near**2)
            case Kernel.TRIANGULAR:
                heights = 1 - near
            case Kernel.GAUSSIAN:
                heights = np.exp(-(near**2) / 2) / np.sqrt(2 * np.pi)
        return np.where(far <= self.reach, heights, 0.0)
