"""The markers of a series that is drawn without a line."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.bar_caps import without_caps
from extractors.colors import Color, Ink
from extractors.following import Mask, Path
from extractors.legend_entry import LegendEntry
from extractors.marker_seeds import hidden_mask
from extractors.marker_strokes import UNDER_MARKER, inked_shares
from extractors.markers import Markers, find_markers
from extractors.runs import SOLID

# Fewer markers may be anything.
LEAST = 2
# Markers are joined by a line where so much of the columns beside them is inked (dashes leave half of them bare), and
# by a bent one where less than STRAIGHT_SHARE of the straight strokes between them is.
JOINED, STRAIGHT_SHARE = 0.3, 0.75
# Two markers of which less than so much of the usual share of that stroke is inked have another between them.
HIDING = 0.5
# A line with more ink than so many markers are wide beyond the outermost ones has others, that were not found.
BEYOND = 3.0
# Markers are so many times as high as the lines of their legend are thick; dots and dashes of lines are not.
HIGHER = 1.6
# A path runs along the rim of another line where that lies within so many pixels of this share of its points.
RIM, BESIDE = 2, 0.5


def bare_marker(group: Sequence[LegendEntry]) -> LegendEntry | None:
    """The only entry of a colour where it shows a marker and no line, else None."""
    return group[0] if len(group) == 1 and group[0].marker is not None and not group[0].has_line else None


def has_no_line(entry: LegendEntry, shown: float) -> bool:
    """Whether an entry that shows a marker alone has none: where lines are shown, and it is no dash of such a one.

    A line that its swatch lost is still found, but by its own ink.

    ``shown``: the thickness of the lines that its legend shows, 0 where it shows none.
    """
    return shown > 0 and entry.swatch.height + 1 > HIGHER * shown


def runs_along(path: Path, others: Mask) -> bool:
    """Whether a path follows what else is drawn, (h, w), and no ink of its own."""
    seen = ~np.isnan(path.y)
    if not seen.any():
        return True
    rows, columns = np.rint(path.y[seen]).astype(int), np.rint(path.x[seen]).astype(int)
    near = cv2.dilate(others.astype(np.uint8), np.ones((2 * RIM + 1, 1), np.uint8)) > 0
    return bool(near[np.clip(rows, 0, len(near) - 1), np.clip(columns, 0, near.shape[1] - 1)].mean() >= BESIDE)


def find_lone_markers(
    inks: Sequence[Ink],
    stroke: float,
    rgb: NDArray[np.uint8],
    color: Color,
    hint: LegendEntry,
) -> Markers | None:
    """The markers that one of the ``inks`` of a series shows, of that with most of them; None where a line joins them.

    ``inks``: (h, w), the likelier first; ``stroke``: thickness in pixels; ``hint``: the entry with the marker's shape.
    """
    found = [find_markers(ink, np.zeros((0, 2)), stroke, rgb, color, hint) for ink in inks]
    inked = (inks[-1] > SOLID) | hidden_mask(rgb, inks[-1], color)
    single = [None if markers is None else without_caps(markers, inked) for markers in found]
    lone = [
        markers
        for ink, markers in zip(inks, single, strict=True)
        if markers is not None and len(markers.centers) >= LEAST and not _runs_on(ink, markers)
    ]
    return max(lone, key=lambda markers: len(markers.centers), default=None)


def _runs_on(ink: Ink, markers: Markers) -> bool:
    """Whether a bent line joins the markers, as legends of Vega leave it out: straight strokes need no tracing.

    So does any line that goes on beyond them, or by another way between two of them, where one is hidden.
    """
    x = markers.centers[:, 0]
    columns = np.arange(np.ceil(x.min()), np.floor(x.max()) + 1)
    between = columns[np.abs(columns[:, None] - x[None, :]).min(axis=1) > UNDER_MARKER * markers.size + 1].astype(int)
    solid: NDArray[np.bool_] = np.asarray((ink > SOLID).any(axis=0))
    drawn = len(between) > 0 and float(solid[between].mean()) > JOINED
    beyond = np.r_[: max(0, int(x.min() - markers.size)), int(x.max() + markers.size) + 1 : len(solid)].astype(int)
    if drawn and solid[beyond].sum() > BEYOND * markers.size:
        return True
    if not drawn:
        return False
    shares = inked_shares(ink, markers.centers)
    typical = float(np.median(shares))
    return typical < STRAIGHT_SHARE or float(shares.min()) < HIDING * typical
