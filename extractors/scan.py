"""What scanning does to a figure, measured and undone before it is read: a slight turn and grain."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

# Sheets lie in a scanner within this many degrees; below LEAST_TILT a stroke of 1000 px leaves its row by under 1 px.
MOST_TILT, LEAST_TILT = 2.0, 0.07
TRIAL = 0.05
# Edges of strokes tell the turn: of this many levels as the mean of so many pixels on a row, over which grain and the
# blur of faint gridlines weigh less; a run as long of such pixels is part of a stroke.
STEP, RUN = 3, 9
# In grainy figures of more levels, so many sigma of those means: grain and the block borders of a JPEG of it lie on
# rows and columns of the picture.
GRAINY = 2.5
# A stroke that can tell a turn is at least this share of the figure long.
LONG = 0.15
# Straight data lines may be slanted, too: the turned figure must fit better by this, and so many strokes must agree.
BETTER, PARALLEL = 1.1, 3
# Lines of the profile that are closer than this many pixels are one stroke.
STROKE = 6
# Grain of less than this many levels disturbs no stage. The mean of |second difference| is so many sigma.
LEAST_GRAIN, SECOND_DIFFERENCE = 1.5, 1.652
# The median of |deviation| is so many sigma.
MEDIAN_DEVIATION = 0.6745
# Differences up to so many sigma of the grain, summed over the channels, are smoothed away.
SMOOTHED = 6.0


def measured_tilt(rgb: Pixels) -> float:
    """By how many degrees the (H, W, 3) figure is turned clockwise, from its long strokes; 0 where they do not tell.

    The strokes of both directions are projected along trial angles, as in the projection profile method for skew of
    documents (Postl 1986): where the angle is right, each stroke falls on one line of the profile. Straight lines
    through the strokes found so give the angle.
    """
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    sides = ((_edge_places(grey), grey.shape[1], 1), (_edge_places(np.ascontiguousarray(grey.T)), grey.shape[0], -1))
    trials = np.arange(-MOST_TILT, MOST_TILT + TRIAL / 2, TRIAL)
    scores = [sum(_sharpness(places, length, sign * trial) for places, length, sign in sides) for trial in trials]
    tilt = float(trials[np.argmax(scores)])
    for _ in range(2):  # the places near a trial line fit a line nearer the truth, whose places fit better still
        strokes = [_strokes(places, length, sign * tilt) for places, length, sign in sides]
        if not all(strokes) and max(map(len, strokes)) < PARALLEL:
            return 0.0
        slopes = [(side[2] * slope, size) for side, found in zip(sides, strokes, strict=True) for slope, size in found]
        tilt = math.degrees(math.atan(_weighted_median(slopes)))
    upright_score = sum(_sharpness(places, length, 0.0) for places, length, _ in sides)
    return round(tilt, 3) if abs(tilt) >= LEAST_TILT and max(scores) >= BETTER * upright_score else 0.0


def upright(rgb: Pixels, tilt: float) -> Pixels:
    """The figure turned back about its centre by ``tilt`` degrees, of the same size."""
    height, width = rgb.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), tilt, 1.0)
    turned = cv2.warpAffine(rgb, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)


def without_grain(rgb: Pixels) -> Pixels:
    """The figure with its grain smoothed and its edges kept; unchanged where there is no grain."""
    sigma = grain(rgb)
    if sigma < LEAST_GRAIN:
        return rgb
    return np.asarray(cv2.bilateralFilter(rgb, 5, SMOOTHED * sigma, 2.0), dtype=np.uint8)


def grain(rgb: Pixels) -> float:
    """Standard deviation of the grain in levels: half of the pixels of a figure lie in plain areas."""
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), dtype=np.int16)
    bend = np.abs(grey[:, 2:] - 2 * grey[:, 1:-1] + grey[:, :-2])
    return float(np.median(bend)) / SECOND_DIFFERENCE


def _edge_places(grey: Pixels) -> Floats:
    """(n, 2) places (along, across) on edges that run along rows for a while, across to parts of a pixel.

    Of the two edges of a stroke the one with the darker side below: both would lie too close to be told apart.
    """
    step = cv2.blur((grey[:-1].astype(np.int16) - grey[1:]).astype(np.float32), (RUN, 1))
    least = max(STEP, GRAINY * float(np.median(np.abs(step))) / MEDIAN_DEVIATION)
    runs = cv2.morphologyEx((step >= least).astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, RUN), np.uint8))
    before, at, after = step[:-2], step[1:-1], step[2:]
    across, along = np.nonzero(runs[1:-1].astype(bool) & (at >= before) & (at > after))
    low, mid, high = (part[across, along] for part in (before, at, after))
    shift = 0.5 * (low - high) / np.minimum(low - 2 * mid + high, -1e-3)
    return np.column_stack((along - (grey.shape[1] - 1) / 2, across + np.clip(shift, -0.5, 0.5))).astype(np.float64)


def _across(places: Floats, tilt: float) -> Floats:
    """How far across each place lies when the figure is turned back."""
    return np.asarray(places[:, 1] - math.tan(math.radians(tilt)) * places[:, 0], dtype=np.float64)


def _profile(across: Floats) -> tuple[int, NDArray[np.intp]]:
    """How many places fall on each line, and the number of the first line."""
    lines = np.rint(across).astype(np.intp)
    first = int(lines.min(initial=0))
    return first, np.bincount(lines - first, minlength=1)


def _sharpness(places: Floats, length: int, tilt: float) -> float:
    _, counts = _profile(_across(places, tilt))
    return float((counts[counts >= LONG * length].astype(np.float64) ** 2).sum())


def _strokes(places: Floats, length: int, tilt: float) -> list[tuple[float, int]]:
    """Slope and number of places of each long straight edge near that tilt."""
    across = _across(places, tilt)
    first, counts = _profile(across)
    found: list[tuple[float, int]] = []
    for line in np.flatnonzero(counts >= LONG * length):
        if counts[line] < counts[max(0, line - STROKE) : line + STROKE + 1].max():
            continue
        near = places[np.abs(across - first - line) <= 1.5]
        along = near[:, 0] - near[:, 0].mean()
        found.append((float(along @ near[:, 1] / (along @ along)), len(near)))
    return found


def _weighted_median(values: list[tuple[float, int]]) -> float:
    ordered = sorted(values)
    weight = np.cumsum([size for _, size in ordered])
    return ordered[int(np.searchsorted(weight, weight[-1] / 2))][0]
