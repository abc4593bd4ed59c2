from __future__ import annotations

import numpy as np

from extractors.marker_path import Line

CORNER = np.array([(10.0, 40.0), (40.0, 40.0), (40.0, 10.0)])  # from the left, then up


def off(line: Line, *offsets: tuple[float, float]) -> list[float]:
    dx, dy = (np.array([values], np.float32) for values in zip(*offsets, strict=True))
    return [float(share) for share in line.off(np.array([(40.0, 40.0)]), dx, dy, 8.0)[0]]


def test_the_line_covers_both_ways_out_of_a_corner_and_nothing_else() -> None:
    assert off(Line.of(CORNER, 2.0), (-6, 0), (0, -6), (0, 0), (6, 0), (0, 6), (5, -5)) == [0, 0, 0, 1, 1, 1]


def test_a_path_that_winds_within_the_marker_still_leaves_it_straight() -> None:
    winding = np.vstack([CORNER[:2], [(42, 44), (44, 38), (38, 44), (40, 40)], CORNER[2:]])
    assert off(Line.of(winding, 2.0), (-6, 0), (0, -6), (2, 4), (4, -2)) == [0, 0, 1, 1]


def test_a_line_ends_at_its_last_marker_and_at_gaps() -> None:
    gap = np.vstack([CORNER[:2], [(np.nan, np.nan)], CORNER[1:]])
    covered = [off(Line.of(path, 2.0), (-6, 0), (0, -6), (6, 0)) for path in (CORNER[:2], gap)]
    assert covered[0] == [0, 1, 1]
    assert sorted(covered[1]) == [0, 1, 1]  # each run ends there


def test_error_bars_cover_what_is_above_and_below() -> None:
    flat = Line(np.zeros((0, 2)), np.zeros(0, np.intp), 2.0, barred=True)
    assert off(flat, (0, 6), (0, -6), (6, 0)) == [0, 0, 1]
