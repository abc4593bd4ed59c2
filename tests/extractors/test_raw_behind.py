"""A running mean over its raw values in a paler shade, and noise of one shade."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.raw_behind import trace_over_raw
from extractors.tracing import trace

HEIGHT, WIDTH, STROKE = 200, 400, 2.5
X = np.arange(5, WIDTH - 5, dtype=float)
MEAN = 100 + 50 * np.sin(X / 60)
RAW = MEAN + np.random.default_rng(3).normal(0, 14, len(X))


def drawn(*curves: tuple[np.ndarray, float]) -> np.ndarray:
    """Ink of polylines of a share of the full colour, the last on top."""
    ink: np.ndarray = np.zeros((HEIGHT, WIDTH))
    for y, share in curves:
        own = np.zeros((HEIGHT, WIDTH), np.uint8)
        points = np.column_stack((X, y)) * 16
        cv2.polylines(own, [np.round(points).astype(np.int32)], False, 255, 2, cv2.LINE_AA, 4)
        line = own.astype(np.float32) / 255
        ink = ink * (1 - line) + share * line
    return np.asarray(ink, np.float32)


def traced(ink: np.ndarray) -> np.ndarray:
    """Heights of the path at the columns of the data."""
    (path,) = trace_over_raw(ink, STROKE, np.zeros(ink.shape, bool), 12.0, 1, None, None)
    known = ~np.isnan(path.y)
    return np.asarray(np.interp(X, path.x[known], path.y[known]))


@pytest.mark.parametrize("share", [0.3, 0.5])
def test_the_full_colour_is_followed_over_its_paler_raw_values(share: float) -> None:
    found = traced(drawn((RAW, share), (MEAN, 1.0)))
    assert np.abs(found - MEAN).max() <= 2.0
    assert np.abs(found - MEAN).mean() <= 0.4


@pytest.mark.parametrize("blur", [0.0, 1.5, 2.5])
def test_noise_of_one_shade_is_data(blur: float) -> None:
    ink = drawn((100 + RAW - MEAN, 1.0))
    ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), blur), np.float32) if blur else ink
    nothing = np.zeros(ink.shape, bool)
    (path,) = trace_over_raw(ink, STROKE + blur, nothing, 12.0, 1, None, None)
    (plain,) = trace(ink, STROKE + blur, nothing, 12.0)
    assert np.array_equal(path.y, plain.y)


def test_raw_values_behind_a_curve_that_is_hidden_in_parts_are_kept_apart() -> None:
    """Where the full colour leaves gaps nobody knows what the paler ink is."""
    mean = drawn((MEAN, 1.0))
    mean[:, 150:260] = 0
    both = np.maximum(drawn((RAW, 0.5)), mean)
    found = traced(both)
    inside = (X > 160) & (X < 250)
    assert np.abs(np.diff(found[inside])).sum() > 3 * np.abs(np.diff(MEAN[inside])).sum()
