"""Reductions over the three colour channels of an image, channel by channel, and colours of many pixels.

numpy reduces a last axis of three elements one pixel at a time, which costs 20 times as much.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.medians import counted_median

Rgb = tuple[int, int, int]


def channel_max(values: NDArray[Any]) -> NDArray[Any]:
    """The largest of the channels of (..., 3)."""
    largest: NDArray[Any] = np.maximum(np.maximum(values[..., 0], values[..., 1]), values[..., 2])
    return largest


def channel_min(values: NDArray[Any]) -> NDArray[Any]:
    """The least of the channels of (..., 3)."""
    least: NDArray[Any] = np.minimum(np.minimum(values[..., 0], values[..., 1]), values[..., 2])
    return least


def channel_range(values: NDArray[Any]) -> NDArray[Any]:
    """How far the channels of (..., 3) are apart: 0 for greys."""
    apart: NDArray[Any] = channel_max(values) - channel_min(values)
    return apart


def channel_sum(values: NDArray[Any]) -> NDArray[Any]:
    """The sum of the channels of (..., 3)."""
    total: NDArray[Any] = values[..., 0] + values[..., 1] + values[..., 2]
    return total


def color_distance(rgb: NDArray[Any], color: Rgb) -> NDArray[np.float64]:
    """Euclidean RGB distance of every pixel of (..., 3) to ``color``."""
    difference = rgb.astype(np.float64) - np.asarray(color, dtype=np.float64)
    distance: NDArray[np.float64] = np.sqrt(channel_sum(difference**2))
    return distance


def median_color(pixels: NDArray[Any]) -> Rgb:
    """Channel-wise median of (n, 3) pixels."""
    red, green, blue = (round(float(v)) for v in np.median(pixels.reshape(-1, 3), axis=0))
    return red, green, blue


def commonest_color(pixels: NDArray[np.uint8], bits: int) -> NDArray[np.float64]:
    """The median (3,) of the (n, 3) pixels of the commonest colour, which is told by its leading ``bits`` a channel.

    Of colours as common the darkest counts, by red first. Raises ``ValueError`` where there are no pixels.
    """
    red, green, blue = (pixels[:, k] >> (8 - bits) for k in range(3))
    code = (red.astype(np.int32) << (2 * bits)) | (green.astype(np.int32) << bits) | blue
    return counted_median(pixels[code == np.bincount(code).argmax()])
