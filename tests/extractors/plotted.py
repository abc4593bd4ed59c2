"""Figures drawn for the tests of markers, bands and error bars, with the pixel truth of what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib

matplotlib.use("Agg")
import cv2
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Color = tuple[int, int, int]


@dataclass(frozen=True)
class Drawing:
    """A plot box without axes: its pixels, and ``place`` from data to pixels (pixel centres at whole numbers)."""

    rgb: NDArray[np.uint8]
    place: Callable[[Any, Any], Floats]

    def ink(self, color: str) -> NDArray[np.float32]:
        """How much of each pixel is that colour over white, 0-1."""
        own = np.array(color_of(color), float) - 255.0
        away = self.rgb.astype(float) - 255.0
        share = away @ own / (own @ own)
        rest = np.linalg.norm(away - share[..., None] * own, axis=2)
        return np.asarray(np.where((share > 0.08) & (rest < 45), np.clip(share, 0, 1), 0), np.float32)

    def as_jpeg(self, quality: int) -> Drawing:
        """The drawing after JPEG compression."""
        encoded = cv2.imencode(".jpg", self.rgb, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        decoded = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
        assert decoded is not None
        return Drawing(np.asarray(decoded, np.uint8), self.place)


def color_of(name: str) -> Color:
    """RGB 0-255 of a matplotlib colour."""
    red, green, blue = (round(255 * v) for v in to_rgb(name))
    return red, green, blue


def draw(paint: Callable[[Axes], object], width: int = 700, height: int = 450, dpi: int = 100) -> Drawing:
    """Draw on axes that fill the whole picture."""
    figure = plt.figure(figsize=(width / dpi, height / dpi), dpi=dpi)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    paint(axes)
    figure.canvas.draw()
    rgb = np.asarray(figure.canvas.buffer_rgba())[..., :3].copy()  # type: ignore[attr-defined]
    matrix: Any = axes.transData.frozen()
    plt.close(figure)

    def place(x: Any, y: Any) -> Floats:
        at = np.asarray(matrix.transform(np.column_stack([x, y])))
        return np.column_stack([at[:, 0] - 0.5, len(rgb) - at[:, 1] - 0.5])

    return Drawing(rgb, place)


def traced(corners: Floats) -> Floats:
    """The straight lines between corners at steps of about a pixel, as a tracer gives them."""
    legs = np.hypot(*np.diff(corners, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(legs)])
    at = np.linspace(0, along[-1], int(along[-1]))
    return np.column_stack([np.interp(at, along, corners[:, k]) for k in (0, 1)])
