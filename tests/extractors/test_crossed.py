"""Steep strokes that others cross are whole again."""

from __future__ import annotations

import numpy as np

from extractors.crossed import with_crossed
from extractors.tracing import trace
from tests.extractors.drawn import UNIT, Floats, Ink, ink_of, line

SHAPE = (120, 200)
X = np.arange(5, 196, dtype=float)


def below(points: Floats, cover: Floats) -> tuple[Ink, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """The ink of a curve below another one, and where that hides it."""
    hidden = ink_of(cover, SHAPE, 4) > 0.5
    return np.where(hidden, 0, ink_of(points, SHAPE, 3)).astype(np.float32), hidden


def test_spikes_are_followed_beyond_what_crosses_them() -> None:
    spikes = np.where(X < 150, 20.0, 50.0)
    spikes[60:120:6] = 100  # each goes below the crossing stroke and comes back
    ink, hidden = below(line(X, spikes), line([-5, 205], [60, 64]))
    (path,) = trace(ink, 3.0, hidden, UNIT)
    for x in X[60:120:6]:
        assert np.nanmax(path.y[np.abs(path.x - x) <= 1]) > 96


def test_gentle_strokes_and_gaps_in_the_open_stay_as_they_are() -> None:
    gentle, hidden = below(line([5, 195], [55, 70]), line([-5, 205], [66, 58]))
    assert (with_crossed(gentle, hidden, 3.0) == gentle).all()
    steep, hidden = below(line([100, 110], [10, 110]), line([-5, 205], [60, 64]))
    assert (with_crossed(steep, np.zeros(SHAPE, bool), 3.0) == steep).all()
    assert with_crossed(steep, hidden, 3.0)[hidden].any()
