"""How large the markers of several series are drawn in a plot: some tools show them at another scale in the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.legend_entry import LegendEntry
from extractors.marker_fit import Scene
from extractors.marker_seeds import SEEDS
from extractors.marker_shapes import SHAPES, Template
from extractors.marker_vote import AS_IN_LEGEND, as_in_legend, mean_fit, most_ink_along, refined

Points = NDArray[np.float64]

# Markers may be so much smaller or larger than those of a legend that has sizes of its own.
OTHER_SCALES = (0.42, 0.5, 0.6, *AS_IN_LEGEND, 1.2, 1.4, 1.7)
# Triangles as high as wide and lower ones that point the same way, by their indices in ``SHAPES``: small ones differ by
# less than their edges.
SAME_WAY = {4: (SHAPES[8],), 5: (SHAPES[9],), 8: (SHAPES[4],), 9: (SHAPES[5],)}
# Around the scale of the surest ones, which those of all series share; so near to that of the legend it is its own.
ABOUT, NEAR = (0.92, 1.0, 1.08), 1.06


def drawn_markers(
    scene: Scene, spots: Points, group: Sequence[LegendEntry], looks: Sequence[tuple[int, bool]], stroke: float
) -> Iterator[list[Template]]:
    """One marker per entry, first as large as the legend shows them, then of another scale that all of them share.

    ``spots``: (n, 2) where markers may stand; ``looks``: per entry the index of its shape and whether it is hollow.
    """
    known = list(zip(group, looks, strict=True))
    yield [_voted(scene, spots, entry, look, stroke, AS_IN_LEGEND)[0] for entry, look in known]
    voted = [_voted(scene, spots, entry, look, stroke, OTHER_SCALES) for entry, look in known]
    surest = int(np.argmax([fit for _, fit in voted]))
    scale = 2 * voted[surest][0].radius / group[surest].marker_size
    if not AS_IN_LEGEND[0] / NEAR <= scale <= NEAR * AS_IN_LEGEND[-1]:
        scales = [scale * about for about in ABOUT]
        yield [_voted(scene, spots, entry, look, stroke, scales)[0] for entry, look in known]


def _voted(
    scene: Scene, spots: Points, entry: LegendEntry, look: tuple[int, bool], stroke: float, scales: Sequence[float]
) -> tuple[Template, float]:
    """The marker of an entry at the scale that fits best where most ink is explained, and how well it does."""
    shape, hollow = SHAPES[look[0]], look[1]
    shapes = [shape, *SAME_WAY.get(look[0], ())]
    bank = [t for t in as_in_legend(shape.name, entry.marker_size, stroke, scales) if t.shape in shapes]
    own = [t for t in bank if t.hollow == hollow or entry.look is None] or bank
    _, best = most_ink_along(scene, spots, own)
    seeds = best[:SEEDS]  # larger ones explain as much ink if they hold all of a marker, but fit worse
    template = refined(scene, max(own, key=lambda t: mean_fit(scene, t, seeds)), seeds)
    return template, mean_fit(scene, template, seeds)
