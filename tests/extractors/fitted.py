"""Calibrations and curves made by hand, for tests of the stages that turn pixels into data."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from extractors.axes import Axis, PanelAxes
from extractors.calibration import Calibration
from extractors.curves import Curve
from extractors.following import Path
from extractors.geometry import Box
from extractors.legend import LegendEntry
from extractors.markers import Markers
from schemas.record import ScaleName

SHAPE = (100, 200)
BLUE = (31, 119, 180)


def calibration(
    slope: float = 0.1,
    intercept: float = 0.0,
    scale: ScaleName = "linear",
    residual: float = 0.1,
    sigma: float = 0.0,
) -> Calibration:
    """``sigma`` is the 1-sigma of the intercept, the only error of the fit."""
    return Calibration(scale, slope, intercept, np.diag([0.0, sigma**2]), (), residual, None)


def axes_of(x: Calibration | None, left: Calibration | None) -> PanelAxes:
    return PanelAxes(Axis("x", None, x), Axis("left", None, left))


def path_of(x: ArrayLike, y: ArrayLike, coverage: float = 1.0, bridged: ArrayLike | None = None) -> Path:
    at = np.asarray(x, float)
    hidden = np.zeros(len(at), bool) if bridged is None else np.asarray(bridged, bool)
    sigma = np.where(np.isnan(np.asarray(y, float)), np.nan, 0.3)
    return Path(at, np.asarray(y, float), hidden, sigma, coverage, 1.0, (len(at),))


def markers_at(x: ArrayLike, y: ArrayLike, size: float = 6.0) -> Markers:
    return Markers(np.column_stack((np.asarray(x, float), np.asarray(y, float))), "circle", size, False, 1.0)


def curve_of(path: Path | None = None, markers: Markers | None = None, **more: object) -> Curve:
    given: dict[str, object] = {
        "color": BLUE,
        "path": path,
        "markers": markers,
        "band": None,
        "bars": None,
        "stroke": 2.0,
        "ink": np.zeros(SHAPE, np.float32),
        "entry": None,
    }
    return Curve(**(given | more))  # type: ignore[arg-type]


def entry_of(name: str, **more: object) -> LegendEntry:
    given: dict[str, object] = {"name": name, "text_box": Box(20, 0, 40, 8), "swatch": Box(0, 0, 16, 8), "color": BLUE}
    return LegendEntry(**(given | more))  # type: ignore[arg-type]
