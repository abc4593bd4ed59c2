"""Plot areas of one wave per colour, for tests of colours."""

from __future__ import annotations

import numpy as np

from extractors.plot_area import PlotArea
from tests.extractors.drawn import WHITE, Color, Floats, area_of, ink_of, line, paint, picture

SHAPE = (100, 240)
X = np.arange(5, 236, dtype=float)
BLUE, ORANGE, GREEN, RED = (31, 119, 180), (255, 127, 14), (44, 160, 44), (214, 39, 40)
BLACK, GREY = (0, 0, 0), (127, 127, 127)


def wave(level: float, height: float = 8) -> Floats:
    return line(X, level + height * np.sin(X / 20 + level))


def drawn(colors: list[Color], stroke: float = 2.0, background: Color = WHITE) -> tuple[PlotArea, list[Floats]]:
    """One wave per colour, evenly spread."""
    rgb = picture(SHAPE, background)
    waves = [wave((k + 0.5) * SHAPE[0] / len(colors), 5) for k in range(len(colors))]
    for color, points in zip(colors, waves, strict=True):
        paint(rgb, ink_of(points, SHAPE, stroke), color)
    return area_of(rgb, background), waves


def nearest(color: Color, others: list[Color]) -> float:
    return min(float(np.linalg.norm(np.subtract(color, other))) for other in others)
