"""What counts as grid in the figure that legends are looked for in."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.panel_boxes import Panel

ORANGE, GREY = (255, 127, 14), (200, 200, 200)


def drawn(rows: slice) -> np.ndarray:
    """A plot of 300 x 200 pixels with strokes that stand close together, up and down over these rows."""
    rgb = np.full((240, 340, 3), 255, np.uint8)
    lengths = np.random.default_rng(3).integers(0, 28, 60)
    for x, less in zip(range(20, 320, 5), lengths, strict=True):
        rgb[rows.start + less : rows.stop - less, x : x + 3] = ORANGE
    return rgb


def test_noise_that_fills_rows_is_no_gridline() -> None:
    noise = slice(90, 150)
    rgb = drawn(noise)
    rgb[60:62, 20:320] = GREY
    canvas = make_canvas(rgb, [Panel(Box(20, 20, 319, 219), frozenset(), (255, 255, 255))])
    assert canvas.grid[60:62, 20:320].all()
    assert not canvas.grid[noise, 20:320].any()
