"""The space between panels: a column or row without ink parts strokes that only a small gap seemed to join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.panel_strokes import SMALLEST, StrokeSet
from extractors.strips import spans
from extractors.strokes import MIN_STEP, Stroke
from extractors.text import Text

# Space narrower than this, in text heights, may lie between the dashes of gridlines.
NARROWEST = 0.25
# A gridline of the colour of the paper is as blank: space is wider than others of that kind by this factor.
GRIDLINE = 1.5
# The space goes on beyond the strokes: the inside of a filled panel is as plain, but ends there.
BEYOND = 0.4
# A JPEG leaves less than this share of the contrast of ink around it, in its block of so many pixels, and so many
# levels beside whatever there is.
RINGING, BLOCK, LEAST_RINGING = 0.12, 8, 9.0
# Grain reaches so many times its one-sigma; of the faintest line of a set, less than this share of its levels.
GRAIN, OF_LINE = 4.0, 0.5


def sets_apart(strokes: StrokeSet, grey: NDArray[np.uint8], texts: Sequence[Text], unit: float) -> list[StrokeSet]:
    """The set as one for each side of every blank column or row that crosses all of it.

    ``grey``: (H, W); ``unit``: the text height in pixels. What is printed in ``texts`` does not count as ink. Single
    strokes have holes where they are dashed or a curve cuts them, but no column of a plot is blank from end to end.
    """
    for upright in (False, True):
        across, along = strokes if not upright else strokes[::-1]
        place = _alley(across, along, grey.T if upright else grey, [_turned(t.box, upright) for t in texts], unit)
        if place is None:
            continue
        parts = []
        for low, high in ((-np.inf, place[0]), (place[1], np.inf)):
            cut = _clipped(across, low, high, unit)
            beside = [s for s in along if low <= s.at <= high]
            parts.append((beside, cut) if upright else (cut, beside))
        return [piece for part in parts for piece in sets_apart(part, grey, texts, unit)]
    return [strokes]


def _turned(box: Box, upright: bool) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1) if upright else box


def _alley(
    across: Sequence[Stroke], along: Sequence[Stroke], grey: NDArray[np.uint8], prints: Sequence[Box], unit: float
) -> tuple[float, float] | None:
    """First and last blank column between two ends of the strokes ``across``, the widest of several.

    What a JPEG leaves there is no ink unless it goes on from one side to the other.
    """
    if len(across) < 2:
        return None
    rows = [s.at for s in across] + [v for s in along for v in (s.start, s.end)]
    top = max(0, round(min(rows) - BEYOND * unit))
    bottom = min(grey.shape[0], round(max(rows) + BEYOND * unit) + 1)
    left, right = round(min(s.start for s in across)), round(max(s.end for s in across)) + 1
    crop = grey[top:bottom, left:right].astype(np.int16)
    printed = np.zeros(crop.shape, np.bool_)
    for box in prints:
        printed[Box(box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top).slices(*crop.shape)] = True
    for stroke in across:  # print may stand close to the frame of a legend
        printed[max(0, round(stroke.at) - top - 1) : round(stroke.at) - top + 2] = False
    off = np.abs(crop - np.median(crop, axis=0))
    ink = (off >= _least_ink(off, across)) & ~printed
    ringing = ink & (off < _ringing_of(off))
    runs = [r for r in spans(~(ink & ~ringing).any(axis=0)) if r[1] - r[0] + 1 >= max(3.0, NARROWEST * unit)]
    lights = sorted(s.thickness for s in along if s.dark < 0)
    light = GRIDLINE * (lights[-2:] or [0.0])[0]  # what lies along one of several may widen it
    runs = [r for r in runs if r[1] - r[0] + 1 > light and not ringing[:, r[0] : r[1] + 1].all(axis=1).any()]
    inner = [r for r in runs if r[0] > SMALLEST * unit and r[1] < right - left - SMALLEST * unit]
    if not inner:
        return None
    first, last = max(inner, key=lambda r: r[1] - r[0])
    return left + first - 1.0, left + last + 1.0


def _ringing_of(off: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each pixel of a crop, (h, w), the levels up to which the ink around it may reach as a JPEG spreads it."""
    kernel = np.ones((2 * BLOCK - 1,) * 2, np.uint8)
    strongest = np.asarray(cv2.dilate(off.astype(np.float32), kernel), np.float64)
    return np.asarray(np.maximum(RINGING * strongest, LEAST_RINGING))


def _least_ink(off: NDArray[np.float64], strokes: Sequence[Stroke]) -> float:
    """Levels by which ink differs from its column in a crop, (h, w), each pixel of which does by ``off``."""
    grain = GRAIN * 1.4826 * float(np.median(off))
    faintest = OF_LINE * min((abs(s.dark) for s in strokes if s.thickness > 0), default=0.0)
    return max(MIN_STEP, min(grain, faintest))


def _clipped(strokes: Sequence[Stroke], low: float, high: float, unit: float) -> list[Stroke]:
    """What is left of each stroke between two places, where that is long enough to bound a plot."""
    cut = [replace(s, start=max(s.start, low), end=min(s.end, high)) for s in strokes]
    return [s for s in cut if s.length >= SMALLEST * unit]
