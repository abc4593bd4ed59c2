"""Curves whose markers touch in a narrow plot are told by their markers and the strokes between these."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.following import Path
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.markers import Markers, is_tangled
from extractors.tangled_markers import along_markers
from extractors.tracing import trace
from tests.extractors.drawn import UNIT, Floats, Ink, farthest, ink_of, line

COLOR = (200, 30, 30)
SHAPE = (420, 150)
STROKE, SIZE = 4.0, 17
X = np.arange(8, 145, 14.0)  # nearer than markers are wide


def zigzag(seed: int = 1) -> Floats:
    y = np.random.default_rng(seed).uniform(40, 380, len(X))
    return line(X, np.where(np.arange(len(X)) % 2, y, 420 - y / 3))


def squares(points: Floats, size: int = SIZE) -> Ink:
    ink = ink_of(points, SHAPE, STROKE)
    for x, y in np.rint(points).astype(int).tolist():
        cv2.rectangle(ink, (x - size // 2, y - size // 2), (x + size // 2, y + size // 2), 1.0, -1)
    return ink


def picture_of(ink: Ink) -> np.ndarray:
    return np.asarray(np.rint(255 - ink[..., None] * (255 - np.array(COLOR))), np.uint8)


def traced(ink: Ink) -> Path:
    (path,) = trace(ink, STROKE, np.zeros(SHAPE, bool), UNIT, marker=SIZE)
    return path if path.bare is None else path.bare


def entry_of(marker: str = "square") -> LegendEntry:
    nowhere = Box(0, 0, 9, 9)
    return LegendEntry("A", nowhere, nowhere, COLOR, marker=marker, stroke=STROKE, marker_size=SIZE)


def along(ink: Ink) -> tuple[Path, Markers] | None:
    return along_markers(traced(ink), ink, STROKE, picture_of(ink), COLOR, entry_of())


def test_markers_that_touch_in_a_narrow_plot_are_the_curve() -> None:
    points = zigzag()
    winding = traced(squares(points))
    assert is_tangled(line(winding.x, winding.y))
    found = along(squares(points))
    assert found is not None
    path, markers = found
    assert len(markers.centers) == len(points)
    assert np.abs(markers.centers - points).max() < 1
    assert farthest(line(path.x, path.y), points) < 2
    assert not path.noisy


def test_noise_beside_markers_is_kept_as_noise() -> None:
    """What goes up and down between the markers is not explained by them."""
    x = np.arange(8, 140, 1.5)
    noise = line(x, np.random.default_rng(2).uniform(60, 360, len(x)))
    ink = np.maximum(ink_of(noise, SHAPE, 1.5), squares(noise[::12]) - ink_of(noise[::12], SHAPE, STROKE))
    assert along(np.clip(ink, 0, 1)) is None


def test_error_bars_are_explained_by_their_markers() -> None:
    points = zigzag(4)
    ink = squares(points)
    for x, y in np.rint(points).astype(int).tolist():
        for end in (y - 45, y + 45):
            cv2.line(ink, (x, y), (x, end), 1.0, 3)
            cv2.line(ink, (x - 4, end), (x + 4, end), 1.0, 3)
    winding = traced(squares(points))
    found = along_markers(winding, ink, STROKE, picture_of(ink), COLOR, entry_of())
    assert found is not None
    assert np.abs(found[1].centers - points).max() < 1


def test_markers_without_strokes_between_them_are_no_line() -> None:
    points = zigzag()
    ink = squares(points)
    ink[:, :] = np.where(ink_of(points, SHAPE, STROKE + 2) > 0, 0, ink)
    assert along(ink) is None


def test_what_no_stroke_joins_to_the_others_is_no_marker() -> None:
    points = zigzag()
    ink = squares(points)
    free = cv2.erode((ink == 0).astype(np.uint8), np.ones((2 * SIZE, SIZE + 4), np.uint8))
    free[:, : SIZE + 8], free[:, -SIZE:] = 0, 0  # beside other markers on both sides
    y, x = (int(at[0]) for at in np.nonzero(free[100:]))
    ink[y + 92 : y + 109, x - 8 : x + 9] = 1.0
    found = along(ink)
    assert found is not None
    assert len(found[1].centers) == len(points)
