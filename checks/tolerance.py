"""How far a number of a text may lie from what was measured: the one place where the allowances stand.

All lengths are shares of what the axis shows, so that one rule holds for every unit and scale:
``tolerance = sqrt(sigma² + half_digit² + hedge²)``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Who writes "about 0.46" has read it off the figure by eye. A practised reader places a point to about a fifth of the
# distance between two gridlines at worst and to a twentieth at best; figures have five to ten gridlines, which makes
# one part in a hundred of the axis the usual error. A larger allowance would let wrong numbers of 3 % pass.
HEDGE = 0.01
# Places along x are read by eye as well, and "around step 100" rather means the nearest gridline.
HEDGE_PLACE = 0.015
# No figure tells a value better than this: strokes have width, their middle is found to about a third of a pixel, and
# labels place the axis to another. On digitised development figures of all drawing tools 1 % of the values of trusted
# series miss the truth by more than twice this.
LEAST_SIGMA = 0.003
# Right within so many tolerances is imprecise, beyond them refuted.
IMPRECISE = 2.0
# A value at the right place is slightly wrong, not refuted, to this share of the axis.
SLIGHTLY = 0.02


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Its three parts, as shares of the axis span; ``half_digit`` may have two sides of one size only."""

    sigma: float
    half_digit: float = 0.0
    hedge: float = 0.0

    @property
    def total(self) -> float:
        """The tolerance, as a share of the axis span."""
        return math.sqrt(max(self.sigma, LEAST_SIGMA) ** 2 + self.half_digit**2 + self.hedge**2)
