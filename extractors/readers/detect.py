"""From the detector's text map to regions of print with tight boxes. Lengths are in figure pixels unless said."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.readers import Pixels
from extractors.readers.ink import labels_in

# The working values of the detector's authors: probability of text, mean over a region, and growth of its kernel.
_TEXT = 0.3
_REGION = 0.5
_GROWTH = 1.6
_LEAST_SIDE = 3  # of a kernel, in map pixels
# The shorter side that the detector is given: print of plots is about 2 % of it, and is found from 8 px upwards.
_SHORT_SIDE = 736
_LONG_SIDE = 1600
# Print turned by more than this from both axes is slanted; single characters have no direction.
_SLANT_DEGREES = 12.0
_SLANT_LENGTH = 2.0


@dataclass(frozen=True, slots=True)
class Region:
    """A line of print: its tight box, and for slanted print its turn in degrees and its true length and height."""

    box: Box
    angle: int = 0
    size: tuple[float, float] = (0.0, 0.0)


def detection_scale(rgb: Pixels) -> float:
    """How much to enlarge (above 1) or shrink a figure for the detector."""
    height, width = rgb.shape[:2]
    return min(_SHORT_SIDE / min(height, width), _LONG_SIDE / max(height, width))


def regions_in(text_map: NDArray[np.float32], rgb: Pixels) -> list[Region]:
    """The lines of print of a figure, from the detector's (h, w) map of it; labels in one line are apart."""
    kernels = (text_map > _TEXT).astype(np.uint8)
    contours, _ = cv2.findContours(kernels, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    fx, fy = rgb.shape[1] / text_map.shape[1], rgb.shape[0] / text_map.shape[0]
    regions: list[Region] = []
    for contour in contours:
        x, y, w, h = cv2.boundingRect(contour)
        if min(w, h) >= _LEAST_SIDE and _mean_inside(text_map, contour, (x, y, w, h)) >= _REGION:
            regions += _slanted(contour, fx, fy) or _straight(rgb, (x, y, w, h), fx, fy)
    return regions


def cut_out(rgb: Pixels, region: Region) -> Pixels:
    """The print of a region, upright where it is slanted and as it stands otherwise."""
    if not region.angle:
        return rgb[region.box.slices(*rgb.shape[:2])]
    width, height = (max(1, round(side)) for side in region.size)
    turn = cv2.getRotationMatrix2D((region.box.cx, region.box.cy), -region.angle, 1.0)
    turn[:, 2] += (width / 2 - region.box.cx, height / 2 - region.box.cy)
    return np.asarray(
        cv2.warpAffine(rgb, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _mean_inside(text_map: NDArray[np.float32], contour: NDArray[np.int32], rect: tuple[int, int, int, int]) -> float:
    x, y, w, h = rect
    inside = cv2.fillPoly(np.zeros((h, w), np.uint8), [contour - (x, y)], 1)
    return float(cv2.mean(text_map[y : y + h, x : x + w], inside)[0])


def _straight(rgb: Pixels, rect: tuple[int, int, int, int], fx: float, fy: float) -> list[Region]:
    """The labels in a kernel that lies along an axis; tall print is turned so that its gaps are found alike."""
    x, y, w, h = rect
    grow = _GROWTH * w * h / (2 * (w + h))
    box = Box((x - grow) * fx, (y - grow) * fy, (x + w - 1 + grow) * fx, (y + h - 1 + grow) * fy)
    if box.height <= 1.5 * box.width:
        return [Region(label) for label in labels_in(rgb, box)]
    turned = Box(box.y0, box.x0, box.y1, box.x1)
    labels = labels_in(np.ascontiguousarray(rgb.transpose(1, 0, 2)), turned)
    return [Region(Box(label.y0, label.x0, label.y1, label.x1)) for label in labels]


def _slanted(contour: NDArray[np.int32], fx: float, fy: float) -> list[Region]:
    """The region of a slanted kernel; empty where it lies along an axis or is too short to tell."""
    (cx, cy), (w, h), degrees = cv2.minAreaRect(contour)
    if w < h:
        w, h, degrees = h, w, degrees - 90
    angle = -((degrees + 90) % 180 - 90)  # counter-clockwise from the x axis, -90 to 90
    if w < _SLANT_LENGTH * h or min(abs(angle), 90 - abs(angle)) < _SLANT_DEGREES or h < _LEAST_SIDE:
        return []
    grow = _GROWTH * w * h / (w + h)  # on both sides together
    w, h = (w + grow) * fx, (h + grow) * fy
    slope = np.deg2rad(angle)
    half_x = (w * abs(np.cos(slope)) + h * abs(np.sin(slope))) / 2
    half_y = (w * abs(np.sin(slope)) + h * abs(np.cos(slope))) / 2
    centre_x, centre_y = cx * fx, cy * fy
    box = Box(centre_x - half_x, centre_y - half_y, centre_x + half_x, centre_y + half_y)
    return [Region(box, round(angle), (w, h))]
