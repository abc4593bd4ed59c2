"""The self-check: how far the series of a panel and its ink explain each other, looked at from both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_range
from extractors.colors import Ink
from extractors.curves import Curve
from extractors.plot_area import PlotArea
from extractors.strips import spans

# Ink counts as drawn data where it is this colourful: black and grey may be print, arrows or gridlines.
COLORFUL = 45.0
# Fainter ink than FAINT is haze. A curve's stroke and the caps of its error bars reach this many strokes across.
FAINT, REACH = 0.2, 3.0
# A pixel counts as inked from SEEN on.
SEEN = 0.4
# OpenCV draws with fixed-point coordinates of this many fractional bits.
BITS = 4


@dataclass(frozen=True)
class Redrawn:
    """Shares between 0 and 1.

    ``on_ink``: of the redrawn line that lies on ink (hidden stretches do not count); ``explained``: of the ink of
    this colour that lies on a redrawn curve of the same colour or its error bars, exactly and not only near it.
    """

    on_ink: float
    explained: float


def redraw(curve: Curve, curves: Sequence[Curve], hidden: NDArray[np.bool_]) -> Redrawn:
    """Compare ``curve`` with its ink both ways; ``curves`` are all of the panel, ``hidden`` (h, w) what covers it."""
    own = painted(curve)
    ink = curve.ink
    countable = (own > 0) & ~hidden
    reached = cv2.dilate((ink > SEEN).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    on_ink = float((countable & reached).sum() / max(int(countable.sum()), 1))
    together = np.zeros(ink.shape, np.uint8)
    for other in curves:
        if other.color == curve.color:
            together |= painted(other)
            paint_bars(together, other)
    near = cv2.dilate(together, np.ones((3, 3), np.uint8)) > 0
    weight = _to_explain(curve, curves)
    return Redrawn(on_ink, float(weight[near].sum() / max(float(weight.sum()), 1.0)))


def painted(curve: Curve) -> NDArray[np.uint8]:
    """(h, w) 1 where the curve's line, markers and band would be drawn."""
    mask = np.zeros(curve.ink.shape, np.uint8)
    if curve.path is not None:
        seen = ~np.isnan(curve.path.y)
        points = np.column_stack((curve.path.x, np.where(seen, curve.path.y, 0)))
        for first, last in spans(seen):
            line = np.rint(points[first : last + 1] * 2**BITS).astype(np.int32)
            cv2.polylines(mask, [line], False, 1, max(1, round(curve.stroke)), cv2.LINE_8, BITS)
    if curve.markers is not None:
        for x, y in np.rint(curve.markers.centers).astype(int):
            cv2.circle(mask, (int(x), int(y)), max(1, round(0.5 * curve.markers.size)), 1, -1)
    return mask


def ink_explained(curve: Curve, curves: Sequence[Curve]) -> float:
    """Share of the ink of a curve's colour on the curve and its error bars, or on another of ``curves`` in that colour.

    The rest is a stretch that was not followed, or something else in the same colour.
    """
    near = np.zeros(curve.ink.shape, np.uint8)
    for other in curves:
        if other.color == curve.color:
            paint_curve(near, other)
            paint_bars(near, other)
    ink = _to_explain(curve, curves)
    return float(ink[near > 0].sum() / max(float(ink.sum()), 1.0))


def _to_explain(curve: Curve, curves: Sequence[Curve]) -> Ink:
    """(h, w) the ink that a curve of its colour has to explain: neither haze nor what is as pale as a band, in one."""
    bands: NDArray[np.uint8] = np.zeros(curve.ink.shape, np.uint8)
    for other in curves:
        paint_band(bands, other)
    return np.asarray(np.where(curve.ink > np.where(bands > 0, SEEN, FAINT), curve.ink, 0), np.float32)


def paint_curve(mask: NDArray[np.uint8], curve: Curve) -> None:
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
    colorful = (channel_range(area.rgb - area.background) > COLORFUL) & ~area.hidden & ~area.erased & ~area.print
    explained: NDArray[np.uint8] = np.zeros(colorful.shape, np.uint8)
    for curve in curves:
        explained |= (curve.ink > 0.15).astype(np.uint8)
        paint_band(explained, curve)
    reach = max(3, round(0.4 * area.unit) | 1)
    explained = np.asarray(cv2.dilate(explained, np.ones((reach, reach), np.uint8)), np.uint8)
    left = cv2.morphologyEx((colorful & (explained == 0)).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    known = float((colorful & (explained > 0)).sum())
    return float(left.sum()) / max(known, 1.0)


def paint_band(mask: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], curve: Curve) -> None:
    if curve.band is None:
        return
    for x, lower, upper in zip(curve.band.x, curve.band.lower, curve.band.upper, strict=True):
        if not np.isnan(lower) and not np.isnan(upper):
            top, bottom = sorted((round(float(lower)), round(float(upper))))
            mask[max(0, top) : bottom + 1, round(float(x))] = 1


def paint_bars(mask: NDArray[np.uint8], curve: Curve) -> None:
    """The place of its error bars, as wide as its markers."""
    if curve.bars is None or curve.markers is None:
        return
    half = round(curve.markers.size / 2 + curve.stroke)
    for x, lower, upper in zip(curve.markers.centers[:, 0], curve.bars.lower, curve.bars.upper, strict=True):
        if np.isfinite(lower) and np.isfinite(upper):
            top, bottom = sorted((round(float(lower)), round(float(upper))))
            at = round(float(x))
            mask[max(0, top - half) : bottom + half + 1, max(0, at - half) : at + half + 1] = 1
