"""From the detector's text map to regions of print with tight boxes. Lengths are in figure pixels unless said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.readers import Pixels
from extractors.readers.ink import labels_in, tighten

# Probability of text, its mean over a region, and growth of the region's kernel. The first two lie below what the
# detector's authors use (0.3, 0.5): faint labels count here, and what is no print falls to the recogniser.
_TEXT = 0.2
_REGION = 0.35
_GROWTH = 1.6
_LEAST_SIDE = 3  # of a kernel, in map pixels
# The shorter side that the detector is given: print of plots is about 2 % of it, and is found from 8 px upwards.
SHORT_SIDE = 736
# Blurred print in pale grey, as scans have it, is found only where the figure is reduced until it looks crisp.
REDUCED_SIDE = 480
_LONG_SIDE = 1600
# Lines of print lower than the first in that are found in pieces; a large figure of small print is given so that they
# have the second, or as it is.
_SMALL_PRINT, _CLEAR_PRINT = 7.5, 10.0
# Print turned by more than this from both axes is slanted; single characters have no direction.
_SLANT_DEGREES = 12.0
_SLANT_LENGTH = 2.0
# Boxes that share this much of the greater height stand in one line, and are one where their ends are this near.
_SAME_LINE, _TOUCHING = 0.6, 0.4
_TALL = 1.5


@dataclass(frozen=True, slots=True)
class Region:
    """A line of print: its tight box, and for slanted print its turn in degrees and its true length and height."""

    box: Box
    angle: int = 0
    size: tuple[float, float] = (0.0, 0.0)


def detection_scale(rgb: Pixels, short_side: int) -> float:
    """How much to enlarge (above 1) or shrink a figure for the detector, which is given it with that shorter side."""
    height, width = rgb.shape[:2]
    return float(min(short_side / min(height, width), _LONG_SIDE / max(height, width)))


def finer_scale(regions: Sequence[Region], scale: float) -> float:
    """The scale at which to look again for print that was found at ``scale``; the same where that shows it well."""
    heights = [min(r.box.width, r.box.height) + 1 for r in regions if not r.angle]
    usual = float(np.median(heights)) if heights else 0.0
    if scale >= 1 or not 0 < usual * scale < _SMALL_PRINT:
        return scale
    return min(1.0, _CLEAR_PRINT / usual)


def regions_in(text_map: NDArray[np.float32], rgb: Pixels) -> list[Region]:
    """The lines of print of a figure, from the detector's (h, w) map of it; labels in one line are apart."""
    fx, fy = rgb.shape[1] / text_map.shape[1], rgb.shape[0] / text_map.shape[0]
    slanted, straight = [], []
    for kernel in _kernels(text_map):
        region = _slanted(kernel, fx, fy)
        if region:
            slanted.append(_tightened(rgb, region))
        else:
            straight.append(_grown(kernel, fx, fy))
    return slanted + [region for box in _joined_lines(straight) for region in _labels(rgb, box)]


def cut_out(rgb: Pixels, region: Region) -> Pixels:
    """The print of a region, upright where it is slanted and as it stands otherwise."""
    if not region.angle:
        return rgb[region.box.slices(*rgb.shape[:2])]
    width, height = (max(1, round(side)) for side in region.size)
    turn = cv2.getRotationMatrix2D((region.box.cx, region.box.cy), -region.angle, 1.0)
    turn[:, 2] += np.array([width / 2 - region.box.cx, height / 2 - region.box.cy])
    return np.asarray(
        cv2.warpAffine(rgb, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _kernels(text_map: NDArray[np.float32]) -> list[NDArray[np.int32]]:
    """The outlines of the connected areas that the detector holds for print."""
    contours, _ = cv2.findContours((text_map > _TEXT).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    big = [c for c in contours if min(cv2.boundingRect(c)[2:]) >= _LEAST_SIDE]
    return [np.asarray(c, np.int32) for c in big if _mean_inside(text_map, c) >= _REGION]


def _mean_inside(text_map: NDArray[np.float32], contour: NDArray[Any]) -> float:
    x, y, w, h = cv2.boundingRect(contour)
    inside = cv2.fillPoly(np.zeros((h, w), np.uint8), [contour - (x, y)], 1)
    return float(text_map[y : y + h, x : x + w][inside > 0].mean())


def _grown(kernel: NDArray[np.int32], fx: float, fy: float) -> Box:
    """The padded box of the print around a kernel that lies along an axis."""
    x, y, w, h = cv2.boundingRect(kernel)
    grow = _GROWTH * w * h / (2 * (w + h))
    return Box((x - grow) * fx, (y - grow) * fy, (x + w - 1 + grow) * fx, (y + h - 1 + grow) * fy)


def _joined_lines(boxes: list[Box]) -> list[Box]:
    """Boxes of one line of print that touch are one: weak kernels break at points, signs and spaces."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.x0, b.y0)):
        twin = next((i for i, other in enumerate(joined) if _continues(other, box)), None)
        if twin is None:
            joined.append(box)
        else:
            joined[twin] = joined[twin].joined(box)
    return joined


def _continues(a: Box, b: Box) -> bool:
    """Whether two boxes touch end to end in a line across or in a line up and down."""
    return _touch(a, b) or ((_is_tall(a) or _is_tall(b)) and _touch(_transposed(a), _transposed(b)))


def _touch(a: Box, b: Box) -> bool:
    if _is_tall(a) or _is_tall(b):
        return False
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    apart = max(a.x0, b.x0) - min(a.x1, b.x1)
    return shared > _SAME_LINE * max(a.height, b.height) and apart < _TOUCHING * min(a.height, b.height)


def _labels(rgb: Pixels, box: Box) -> list[Region]:
    """The labels in a padded box; tall print is turned so that its gaps are found alike."""
    if not _is_tall(box):
        return [Region(label) for label in labels_in(rgb, box) or [box]]
    turned = rgb.transpose(1, 0, 2)
    return [Region(_transposed(label)) for label in labels_in(turned, _transposed(box)) or [_transposed(box)]]


def _is_tall(box: Box) -> bool:
    return box.height > _TALL * box.width


def _transposed(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _slanted(kernel: NDArray[np.int32], fx: float, fy: float) -> Region | None:
    """The region of a slanted kernel; None where it lies along an axis or is too short to tell."""
    (cx, cy), (w, h), degrees = cv2.minAreaRect(kernel)
    if w < h:
        w, h, degrees = h, w, degrees - 90
    angle = -((degrees + 90) % 180 - 90)  # counter-clockwise from the x axis, -90 to 90
    if w < _SLANT_LENGTH * h or min(abs(angle), 90 - abs(angle)) < _SLANT_DEGREES or h < _LEAST_SIDE:
        return None
    grow = _GROWTH * w * h / (w + h)  # on both sides together
    w, h = (w + grow) * fx, (h + grow) * fy
    return _turned_region((cx * fx, cy * fy), (w, h), angle)


def _tightened(rgb: Pixels, region: Region) -> Region:
    """A slanted region fitted to its ink, as seen upright."""
    crop = cut_out(rgb, region)
    height, width = crop.shape[:2]
    tight = tighten(crop, Box(0, 0, width - 1, height - 1))
    along, across = tight.cx - (width - 1) / 2, tight.cy - (height - 1) / 2
    slope = np.deg2rad(region.angle)
    centre = (
        region.box.cx + along * np.cos(slope) + across * np.sin(slope),
        region.box.cy - along * np.sin(slope) + across * np.cos(slope),
    )
    return _turned_region(centre, (tight.width + 1, tight.height + 1), region.angle)


def _turned_region(centre: tuple[float, float], size: tuple[float, float], angle: float) -> Region:
    """The region of a rectangle turned counter-clockwise, with the upright box around it."""
    slope = np.deg2rad(angle)
    half_x = float(size[0] * abs(np.cos(slope)) + size[1] * abs(np.sin(slope))) / 2
    half_y = float(size[0] * abs(np.sin(slope)) + size[1] * abs(np.cos(slope))) / 2
    x, y = float(centre[0]), float(centre[1])
    return Region(Box(x - half_x, y - half_y, x + half_x, y + half_y), round(angle), size)
