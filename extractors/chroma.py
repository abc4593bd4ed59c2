"""Give the colour of a JPEG back the sharpness that its brightness kept.

JPEG stores colour at half the resolution: beside a thin stroke the paper is tinted and the stroke itself is pale. In a
small window one stroke lies on one background, so that colour follows brightness along a straight line; its slope,
read from the blurred planes, sharpens the colour with the detail of the brightness. (The local linear model is that of
guided filtering, He, Sun, Tang 2010, and of the chroma-from-luma prediction of video codecs.)
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, JpegImagePlugin

Plane = NDArray[np.float32]

# Halving and interpolating the colour planes blurs them about as this binomial kernel does.
BLUR = np.array([1, 4, 6, 4, 1], np.float32) / 16
# Side of the window that holds one stroke, in pixels: the blur's own width.
WINDOW = 5
# Brightness that varies by fewer levels than this (1 sigma) is noise of the compression and tells nothing of colour.
NOISE = 5.0
WHOLE = 0  # Pillow's code for colour planes of full size


def is_subsampled(image: Image.Image) -> bool:
    """Whether the file holds its colour at a lower resolution than its brightness."""
    return isinstance(image, JpegImagePlugin.JpegImageFile) and JpegImagePlugin.get_sampling(image) != WHOLE


def sharpened(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W, 3) with the colour of strokes as sharp as their brightness, which stays as it is."""
    planes: Plane = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb).astype(np.float32)
    luma = planes[..., 0]
    soft = np.asarray(cv2.sepFilter2D(luma, -1, BLUR, BLUR), np.float32)
    middle = _mean(soft)
    spread = np.maximum(_mean(soft * soft) - middle * middle, 0)
    for k in (1, 2):
        chroma = planes[..., k]
        slope = (_mean(soft * chroma) - middle * _mean(chroma)) / (spread + NOISE**2)
        planes[..., k] = chroma + slope * (luma - soft)
    whole = np.clip(np.rint(planes), 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(whole, cv2.COLOR_YCrCb2RGB), dtype=np.uint8)


def _mean(plane: Plane) -> Plane:
    return np.asarray(cv2.blur(plane, (WINDOW, WINDOW)), dtype=np.float32)
