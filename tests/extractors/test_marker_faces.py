"""Curves through hollow markers drawn with faces of paper, as error bars and crossings leave them."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.curves import find_curves
from extractors.marker_faces import with_faces
from tests.extractors.drawn import Floats, Ink, area_of, farthest, ink_of, line, paint, picture
from tests.extractors.fitted import entry_of

SHAPE = (120, 320)
BLUE = (31, 119, 180)
CENTERS = line(np.arange(30, 300, 40), 60 + 20 * np.sin(np.arange(7)))


def hollow(centers: Floats, size: int = 13, bars: bool = True) -> Ink:
    """A line through squares with blank faces, each on an error bar."""
    ink = ink_of(centers, SHAPE)
    for x, y in np.rint(centers).astype(int).tolist():
        if bars:
            cv2.line(ink, (x, y - 18), (x, y + 18), 1.0, 2)
            cv2.line(ink, (x - 4, y - 18), (x + 4, y - 18), 1.0, 2)
            cv2.line(ink, (x - 4, y + 18), (x + 4, y + 18), 1.0, 2)
        half = size // 2
        cv2.rectangle(ink, (x - half, y - half), (x + half, y + half), 1.0, -1)
        cv2.rectangle(ink, (x - half + 2, y - half + 2), (x + half - 2, y + half - 2), 0.0, -1)
    return ink


def test_equal_holes_of_the_markers_are_filled() -> None:
    ink = hollow(CENTERS)
    filled = with_faces(ink, 2.0, 13.0)
    rows, columns = np.rint(CENTERS[:, ::-1]).astype(int).T
    assert (ink[rows, columns] == 0).all()
    assert (filled[rows, columns] == 1).all()
    assert (filled >= ink).all()


def test_a_few_or_larger_holes_are_loops_of_the_curve() -> None:
    few, large = hollow(CENTERS[:2]), hollow(CENTERS)
    assert np.array_equal(with_faces(few, 2.0, 13.0), few)
    assert np.array_equal(with_faces(large, 2.0, 5.0), large)


def test_a_curve_runs_through_hollow_markers_on_error_bars() -> None:
    rgb = picture(SHAPE)
    paint(rgb, hollow(CENTERS), BLUE)
    entry = entry_of("a", color=BLUE, stroke=2.0, marker="square", marker_size=13.0)
    (curve,), missing = find_curves(area_of(rgb), [entry])
    assert missing == []
    assert curve.markers is not None
    assert farthest(curve.markers.centers, CENTERS) < 1.0
    assert curve.path is not None
    within = (curve.path.x >= CENTERS[0, 0]) & (curve.path.x <= CENTERS[-1, 0])
    assert farthest(line(curve.path.x[within], curve.path.y[within]), CENTERS) < 3.0
