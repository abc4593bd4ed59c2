"""Curves drawn in full colour over their own raw values in a paler shade, as logs of training show a running mean."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.carriers import Carriers
from extractors.following import Mask, Path
from extractors.runs import Ink
from extractors.tracing import trace

# Ink of this share and more is that of the full colour; raw values are drawn in paler shades, of which INK is seen.
FULL, INK = 0.75, 0.2
# The soft rim of a stroke in pixels, beyond which paler ink is something else, and the least share of all ink that this
# is where raw values are drawn: crossings leave some, too.
RIM, BEYOND = 1, 0.02
THIN = 2.0  # strokes that a line of the full colour takes up in most of its columns, wherever it is steep
# The full colour goes through this share of the columns, and up and down by less than this share: of noise drawn in one
# shade it is all, or leaves gaps.
THROUGH, CALMER = 0.9, 0.9
# The same without the soft rims, which take part in every stroke that touches them: noise is noise without them, too.
FAR_CALMER = 0.5


def trace_over_raw(
    ink: Ink, stroke: float, hidden: Mask, unit: float, most: int, marker: float | None, carriers: Carriers | None,
    broken: bool = False, legends: Mask | None = None,
) -> list[Path]:  # fmt: skip
    """As ``tracing.trace``; where the full colour is a curve over its paler raw values, its path alone."""
    look = (stroke, hidden, unit, most, marker, carriers, broken, legends)
    paths = trace(ink, *look)
    if most > 1 or not paths or not _shows_raw(ink, stroke):
        return paths
    rimmed, bare = (trace(full, *look) for full in _full_ink(ink))
    return bare if rimmed and bare and _is_smoothed(paths[0], rimmed[0], bare[0]) else paths


def _shows_raw(ink: Ink, stroke: float) -> bool:
    """Whether paler ink stands beside the full colour, and this is a line: blurred noise has a dark middle."""
    seen, full = ink > INK, (ink > FULL).sum(axis=0)
    beyond = float((seen & ~_around_full(ink, RIM + 1)).sum()) > BEYOND * float(seen.sum())
    return beyond and bool(full.any()) and float(np.median(full[full > 0])) <= THIN * stroke


def _full_ink(ink: Ink) -> tuple[Ink, Ink]:
    """The (h, w) ink of the full colour with its soft rims, and without them: these hold raw values that touch it."""
    bare, rimmed = ink > FULL, _around_full(ink, RIM)
    return np.where(rimmed, ink, 0).astype(np.float32), np.where(bare, ink, 0).astype(np.float32)


def _is_smoothed(whole: Path, rimmed: Path, bare: Path) -> bool:
    """Whether the paths along the full ink are a curve of its own, over raw values that the path of all ink follows."""
    through = bool(np.ptp(bare.x) >= THROUGH * np.ptp(whole.x)) and bare.dash_share >= THROUGH
    height = _rise_and_fall(whole)
    calmer = _rise_and_fall(rimmed) <= CALMER * height
    return through and (calmer or (not bare.noisy and _rise_and_fall(bare) <= FAR_CALMER * height))


def _around_full(ink: Ink, reach: int) -> Mask:
    size = 2 * reach + 1
    return np.asarray(cv2.dilate((ink > FULL).astype(np.uint8), np.ones((size, size), np.uint8)) > 0, np.bool_)


def _rise_and_fall(path: Path) -> float:
    return float(np.nansum(np.abs(np.diff(path.y))))
