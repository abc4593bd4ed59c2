"""Straight lines along the whole plot that no legend names: thresholds and spines, not data."""

from __future__ import annotations

import numpy as np

from extractors.following import Path
from extractors.plot_area import PlotArea

STRAIGHT = 0.12  # of the text height, within which the line stays over its whole length
FULL_LENGTH = 0.97  # of the box, along which it runs


def is_reference_line(path: Path, area: PlotArea) -> bool:
    """Whether the path is level along the whole box."""
    y = path.y[~np.isnan(path.y)]
    flat = bool(np.ptp(y) <= max(2.0, STRAIGHT * area.unit))
    return flat and np.ptp(path.x) >= FULL_LENGTH * (area.rgb.shape[1] - 2 * area.unit)
