"""What happens to labels on the way to a crop: neighbours, colours, scaling, blur, JPEG, loose boxes."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.readers import Pixels
from training.drawing import Drawn, Ink

# How often each happens.
_NEIGHBOUR, _MARK, _GRIDLINE, _SPINE = 0.08, 0.08, 0.08, 0.06
_DARK, _COLOURED, _RESCALED, _BLURRED, _TURNED, _NOISY, _JPEG = 0.12, 0.25, 0.35, 0.25, 0.1, 0.12, 0.3


def crop_of(drawn: Drawn, rng: np.random.Generator) -> Pixels:
    """The label as a reader gets it: an (H, W, 3) crop, tight give or take."""
    ink = _with_strangers(drawn, rng)
    image = _coloured(ink, rng)
    scale = 1.0
    if rng.random() < _RESCALED:
        scale = float(rng.choice([2.0, rng.uniform(0.75, 1.0), rng.uniform(1.0, 1.6)]))
        ways = (cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=int(rng.choice(ways))), np.uint8)
    image = _worn(image, drawn.height * scale, rng)
    return _cut(image, drawn, scale, rng)


def _with_strangers(drawn: Drawn, rng: np.random.Generator) -> Ink:
    """The ink with a sliver of the next label, a tick mark, a gridline or a spine."""
    ink, (x0, y0, x1, y1), height = drawn.ink.copy(), drawn.box, drawn.height
    strength = rng.uniform(0.3, 1.0)
    if rng.random() < _NEIGHBOUR:
        part = drawn.ink[:, x0 : x0 + max(2, int(0.8 * height))]
        at = x1 + 1 + int(rng.uniform(0.2, 0.6) * height)
        room = min(part.shape[1], ink.shape[1] - at)
        if room > 0:
            ink[:, at : at + room] = np.maximum(ink[:, at : at + room], part[:, :room])
    if rng.random() < _MARK:
        middle, thick = (y0 + y1) // 2, max(1, round(0.08 * height))
        at = x1 + 1 + max(1, int(rng.uniform(0.15, 0.5) * height))
        ink[middle : middle + thick, at : at + max(2, int(0.5 * height))] = strength
    if rng.random() < _MARK:
        middle, thick = (x0 + x1) // 2, max(1, round(0.08 * height))
        ink[max(0, y0 - int(0.7 * height)) : max(0, y0 - max(1, int(0.2 * height))), middle : middle + thick] = strength
    if rng.random() < _GRIDLINE:
        row = int(rng.integers(y0, y1 + 1))
        ink[row] = np.maximum(ink[row], rng.uniform(0.05, 0.4))
    if rng.random() < _SPINE:
        column = x1 + 1 + int(rng.uniform(0.1, 0.4) * height)
        ink[:, min(column, ink.shape[1] - 1)] = strength
    return ink


def _coloured(ink: Ink, rng: np.random.Generator) -> Pixels:
    paper = np.full(3, rng.choice([255.0, 255.0, rng.uniform(215, 255)]))
    print_ = np.full(3, rng.choice([0.0, rng.uniform(0, 90), rng.uniform(60, 150)]))
    if rng.random() < _COLOURED:
        print_ = rng.uniform(0, 190, 3)
    if rng.random() < _DARK:
        paper, print_ = rng.uniform(0, 60, 3), np.full(3, rng.uniform(150, 255))
    strength = np.clip(ink * rng.uniform(0.85, 1.15), 0, 1)[..., None]
    image: Pixels = np.clip(paper + (print_ - paper) * strength, 0, 255).astype(np.uint8)
    return image


def _worn(image: Pixels, height: float, rng: np.random.Generator) -> Pixels:
    edge = [int(v) for v in image[0, 0]]
    if rng.random() < _TURNED:
        centre = (image.shape[1] / 2, image.shape[0] / 2)
        turn = cv2.getRotationMatrix2D(centre, rng.uniform(-2.5, 2.5), 1.0)
        size = (image.shape[1], image.shape[0])
        image = np.asarray(cv2.warpAffine(image, turn, size, flags=cv2.INTER_CUBIC, borderValue=edge), np.uint8)
    if rng.random() < _BLURRED:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 0.035 * height + 0.45)), np.uint8)
    if rng.random() < _NOISY:
        noise = rng.normal(0, rng.uniform(2, 14), image.shape)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < _JPEG:
        file = io.BytesIO()
        Image.fromarray(image).save(file, "JPEG", quality=int(rng.integers(35, 95)), subsampling=int(rng.integers(3)))
        image = np.asarray(Image.open(file).convert("RGB"), np.uint8)
    return image


def _cut(image: NDArray[np.uint8], drawn: Drawn, scale: float, rng: np.random.Generator) -> Pixels:
    """The crop, usually a pixel or a tenth around the ink, now and then looser or with its border cut off."""
    x0, y0, x1, y1 = (scale * (v + d) for v, d in zip(drawn.box, (0, 0, 1, 1), strict=True))
    height = scale * drawn.height
    if rng.random() < 0.6:
        sides = rng.choice([0.0, 1.0, 1.0, 2.0], 4) + rng.uniform(-0.5, 0.5, 4)
    else:
        sides = rng.uniform(-0.06, 0.3, 4) * height
    left, top = max(0, round(x0 - sides[0])), max(0, round(y0 - sides[1]))
    right, bottom = max(left + 3, round(x1 + sides[2])), max(top + 4, round(y1 + sides[3]))
    return image[top:bottom, left:right]
