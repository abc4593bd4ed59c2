"""Plots on a ground of their own in blurred and grainy pictures."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.filled_panels import filled_panels

UNIT = 12.0


def scanned(ground: tuple[int, int, int] | None, blur: float = 4.0) -> NDArray[np.uint8]:
    """A plot at (80, 40) to (380, 260) on paper, with gridlines, curves, marks and print, blurred and grainy."""
    rgb = np.full((320, 440, 3), (238, 238, 232), np.uint8)
    if ground is not None:
        rgb[40:260, 80:380] = ground
    rgb[40:260, 100:380:70] = 250
    rgb[60:260:50, 80:380] = 250
    x = np.arange(85, 375)
    for shift, color in ((0, (30, 120, 180)), (60, (20, 20, 20))):
        curve = np.stack([x, 150 + 80 * np.sin((x + shift) / 40)], axis=1)
        cv2.polylines(rgb, [curve.astype(np.int32)], False, color, 4)
    for tick in range(60, 260, 50):
        rgb[tick : tick + 2, 72:80] = 60
        cv2.putText(rgb, "0.5", (40, tick + 5), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (60, 60, 60), 1)
    grain = np.random.default_rng(5).normal(0, 2, rgb.shape)
    return np.clip(cv2.GaussianBlur(rgb, (0, 0), blur) + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("ground", [(222, 222, 217), (250, 225, 225)])
def test_a_blurred_ground_bounds_its_plot(ground: tuple[int, int, int]) -> None:
    (panel,) = filled_panels(scanned(ground), UNIT)
    box = panel.box
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((79.5, 39.5, 379.5, 259.5), abs=1.0)


def test_curves_and_print_on_plain_paper_are_no_plot() -> None:
    assert filled_panels(scanned(None), UNIT) == []
    assert filled_panels(np.full((60, 90, 3), 255, np.uint8), UNIT) == []
