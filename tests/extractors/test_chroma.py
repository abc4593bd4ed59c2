"""The colour of compressed strokes, given back its sharpness."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from extractors.chroma import is_subsampled, sharpened
from extractors.image import load_figure
from schemas.options import Options
from tests.extractors.drawn import ink_of, line, paint, picture

SHAPE = (120, 640)
RED = (214, 39, 40)
STROKE = line([5, 635], [10, 110])


def stroke_picture(width: float) -> NDArray[np.uint8]:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(STROKE, SHAPE, width), RED)
    return np.rint(rgb).astype(np.uint8)


def jpeg(rgb: NDArray[np.uint8], sampling: int, quality: int = 75) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "JPEG", quality=quality, subsampling=sampling)
    return buffer.getvalue()


def off_color(rgb: NDArray[np.uint8]) -> float:
    """How far the middle of the stroke is from its colour, in levels."""
    x = np.arange(20, 620)
    y = np.rint(np.interp(x, STROKE[:, 0], STROKE[:, 1])).astype(int)
    return float(np.median(np.linalg.norm(rgb[y, x].astype(float) - RED, axis=1)))


@pytest.mark.parametrize("width", [2.0, 3.0])
@pytest.mark.parametrize("quality", [50, 75, 90])
def test_a_stroke_gets_its_colour_back(width: float, quality: int) -> None:
    rgb = np.asarray(Image.open(io.BytesIO(jpeg(stroke_picture(width), 2, quality))).convert("RGB"))
    assert off_color(sharpened(rgb)) < 0.7 * off_color(rgb)


def test_brightness_and_fills_stay() -> None:
    rgb = np.full((60, 60, 3), 255, np.uint8)
    rgb[20:, :] = RED
    changed = sharpened(rgb)
    assert np.abs(changed[:15].astype(int) - 255).max() <= 1
    assert np.abs(changed[30:].astype(int) - RED).max() <= 2


def test_a_figure_is_sharpened_where_its_file_holds_coarse_colour() -> None:
    drawn = stroke_picture(2.0)
    coarse, whole = (load_figure(jpeg(drawn, sampling), Options()).rgb for sampling in (2, 0))
    assert is_subsampled(Image.open(io.BytesIO(jpeg(drawn, 2))))
    assert not is_subsampled(Image.open(io.BytesIO(jpeg(drawn, 0))))
    assert off_color(coarse) < 45
    assert (whole == np.asarray(Image.open(io.BytesIO(jpeg(drawn, 0))).convert("RGB"))).all()
