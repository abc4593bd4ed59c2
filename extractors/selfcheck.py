"""The self-check: how far the series of a panel and its ink explain each other, and the confidence that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.axes import PanelAxes
from extractors.curves import Curve
from extractors.plot_area import PlotArea
from extractors.strips import spans
from schemas.options import Options
from schemas.reasons import Reason, Status

# Ink counts as drawn data where it is this colourful: black and grey may be print, arrows or gridlines.
COLORFUL = 45.0
# Less of the curve on ink than this is a guess.
LEAST_COVERAGE = 0.6
# Fainter ink than FAINT is haze. A curve's stroke and the caps of its error bars reach this many strokes across.
FAINT, REACH = 0.2, 3.0
# A calibration that misses its ticks by this many pixels halves the trust in it.
DOUBTFUL_RESIDUAL = 2.0


@dataclass(frozen=True)
class SeriesCheck:
    """The verdict on one series."""

    coverage: float
    confidence: float
    status: Status
    reason: Reason


def check_series(curve: Curve, axes: PanelAxes, side: str, reason: Reason, options: Options) -> SeriesCheck:
    """Confidence of one series: ink under its curve, trust in its axes, certainty of its name."""
    coverage = curve.path.coverage if curve.path is not None else 1.0
    y_axis = next((a for a in axes.y_axes if a.name == side), None)
    trust = 1.0
    for calibration in (axes.x.calibration, y_axis.calibration if y_axis else None):
        trust *= 0.0 if calibration is None else 1 / (1 + (calibration.residual_px / DOUBTFUL_RESIDUAL) ** 2)
    named = curve.entry.confidence if curve.entry is not None else 1.0
    confidence = float(np.clip(coverage, 0, 1)) * trust * (0.5 + 0.5 * named)
    if trust == 0.0:
        return SeriesCheck(coverage, 0.0, Status.REVIEW, Reason.AXIS_NOT_CALIBRATED)
    for wrong, why in (
        (reason != Reason.NONE, reason),
        (curve.reason != Reason.NONE, curve.reason),
        (coverage < LEAST_COVERAGE, Reason.LOW_COVERAGE),
        (confidence < options.ok_confidence, Reason.LOW_CONFIDENCE),
    ):
        if wrong:
            return SeriesCheck(coverage, min(confidence, 0.5), Status.REVIEW, why)
    return SeriesCheck(coverage, confidence, Status.OK, Reason.NONE)


def ink_explained(curve: Curve, curves: Sequence[Curve]) -> float:
    """Share of the ink of a curve's colour that lies on the curve, or on another one of ``curves`` in that colour.

    The rest is a stretch that was not followed, or something else in the same colour.
    """
    near = np.zeros(curve.ink.shape, np.uint8)
    for other in curves:
        if other.color == curve.color:
            _paint_curve(near, other)
    ink = np.where(curve.ink > FAINT, curve.ink, 0)
    return float(ink[near > 0].sum() / max(float(ink.sum()), 1.0))


def _paint_curve(mask: NDArray[np.uint8], curve: Curve) -> None:
    """The place of a curve, as wide as its stroke and its markers reach."""
    size = curve.markers.size if curve.markers is not None else 0.0
    if curve.path is not None:
        seen = ~np.isnan(curve.path.y)
        points = np.column_stack((curve.path.x, np.where(seen, curve.path.y, 0)))
        for first, last in spans(seen):
            line = np.rint(points[first : last + 1]).astype(np.int32)
            cv2.polylines(mask, [line], False, 1, max(3, round(max(REACH * curve.stroke, size)) + 2))
    if curve.markers is not None:
        for x, y in np.rint(curve.markers.centers).astype(int):
            cv2.circle(mask, (int(x), int(y)), round(0.8 * size) + 2, 1, -1)


def unexplained_share(area: PlotArea, curves: Sequence[Curve]) -> float:
    """Colourful ink that no series, band or marker explains, as a share of the ink that they do explain."""
    colorful = (np.ptp(area.rgb - area.background, axis=2) > COLORFUL) & ~area.hidden & ~area.erased & ~area.print
    explained = np.zeros(colorful.shape, np.uint8)
    for curve in curves:
        explained |= (curve.ink > 0.15).astype(np.uint8)
        _paint_band(explained, curve)
    reach = max(3, round(0.4 * area.unit) | 1)
    explained = cv2.dilate(explained, np.ones((reach, reach), np.uint8))
    left = cv2.morphologyEx((colorful & (explained == 0)).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    known = float((colorful & (explained > 0)).sum())
    return float(left.sum()) / max(known, 1.0)


def _paint_band(mask: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], curve: Curve) -> None:
    if curve.band is None:
        return
    for x, lower, upper in zip(curve.band.x, curve.band.lower, curve.band.upper, strict=True):
        if not np.isnan(lower) and not np.isnan(upper):
            top, bottom = sorted((round(float(lower)), round(float(upper))))
            mask[max(0, top) : bottom + 1, round(float(x))] = 1
