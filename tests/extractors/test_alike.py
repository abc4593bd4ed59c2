"""Curves of one colour, told apart by their dashes."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.alike import trace_alike
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from tests.extractors.drawn import UNIT, Floats, Ink, ink_of, line

SHAPE = (120, 400)
STROKE = 2.0
X = np.arange(5, 396, dtype=float)
# on and off, in strokes
PATTERNS = {"dashed": (3.7, 1.6), "dotted": (1.0, 1.65), "dashdot": (6.4, 1.6, 1.0, 1.6)}


def entry(dash: str) -> LegendEntry:
    nowhere = Box(0, 0, 0, 0)
    return LegendEntry(dash, nowhere, nowhere, (0, 0, 0), dash=dash)


def drawn(points: Floats, dash: str) -> Ink:
    """The ink of a line with that dash."""
    if dash == "solid":
        return ink_of(points, SHAPE, STROKE)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    ink = np.zeros(SHAPE, np.float32)
    at, on, k = 0.0, True, 0
    pattern = PATTERNS[dash]
    while at < along[-1]:
        end = at + pattern[k % len(pattern)] * STROKE
        if on:
            s = np.array([at, min(end, along[-1])])
            piece = np.column_stack([np.interp(s, along, points[:, i]) for i in (0, 1)])
            ink = np.maximum(ink, ink_of(piece, SHAPE, STROKE))
        at, on, k = end, not on, k + 1
    return ink


@pytest.mark.parametrize(
    "dashes", [("solid", "dashed"), ("solid", "dotted"), ("dotted", "dashed"), ("solid", "dashdot")]
)
def test_crossing_curves_are_told_apart_by_their_dashes(dashes: tuple[str, str]) -> None:
    rising, falling = line(X, 100 - X * 0.2), line(X, 30 + X * 0.15)
    ink = np.maximum(drawn(rising, dashes[0]), drawn(falling, dashes[1]))
    nothing = np.zeros(SHAPE, bool)
    found = trace_alike(ink, STROKE, nothing, UNIT, [entry(d) for d in dashes])
    by_dash = {kind[0].dash: paths for paths, kind in found}
    for dash, true in zip(dashes, (rising, falling), strict=True):
        (path,) = by_dash[dash]
        away = np.abs(path.y - np.interp(path.x, true[:, 0], true[:, 1]))
        assert np.nanpercentile(away, 97) < 1.5  # where they cross, a dot may stand for a dash
        assert np.ptp(path.x) > 0.95 * np.ptp(X)


def test_two_entries_of_one_dash_share_their_kind() -> None:
    ink = np.maximum(drawn(line(X, 30 + 0 * X), "solid"), drawn(line(X, 90 + 0 * X), "solid"))
    entries = [entry("solid"), entry("solid"), entry("dotted")]
    ((paths, kind), (dots, _)) = trace_alike(ink, STROKE, np.zeros(SHAPE, bool), UNIT, entries)
    assert (len(paths), kind, dots) == (2, entries[:2], [])


def test_pieces_of_a_worn_solid_curve_are_longer_than_the_dashes_beside_it() -> None:
    """They are shorter than dashes may be, but not than these dashes are."""
    solid, dashed = line(X, 30 + 0 * X), line(X, 90 + 0 * X)
    worn = drawn(solid, "solid")
    worn[:, 200::28] = 0
    found = trace_alike(
        np.maximum(worn, drawn(dashed, "dashed")),
        STROKE,
        np.zeros(SHAPE, bool),
        UNIT,
        [entry("solid"), entry("dashed")],
    )
    by_dash = {kind[0].dash: paths for paths, kind in found}
    for dash, y in (("solid", 30), ("dashed", 90)):
        (path,) = by_dash[dash]
        assert np.nanmax(np.abs(path.y - y)) < 1
        assert path.x[-1] == pytest.approx(X[-1], abs=5)
