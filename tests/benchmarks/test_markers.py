"""Data points that come back one for one."""

from __future__ import annotations

from benchmarks.markers import count_markers
from benchmarks.matching import match_series, pair_panels
from schemas.record import BoxRecord, Origin, PanelRecord, PointsRecord, SeriesRecord
from schemas.truth import TruePanel, TrueSeries

X = [0.0, 1.0, 2.0, 3.0]
Y = [0.0, 2.0, 1.0, 3.0]


def counted(x: list[float | None], y: list[float | None], origin: Origin = "marker") -> tuple[int, int]:
    true = TruePanel(series=[TrueSeries(x=list(X), y=list(Y))], x_lim=(0, 3), y_lim=(0, 3))
    points = PointsRecord(x=x, y=y, px=[0.0] * len(x), py=[0.0] * len(x), origin=[origin] * len(x))
    series = SeriesRecord(color="#000000", coverage=1, confidence=1, points=points)
    (pair,), _ = pair_panels([true], [PanelRecord(box=BoxRecord(x0=0, y0=0, x1=1, y1=1), series=[series])])
    return count_markers(pair, match_series(pair))


def test_missing_doubled_and_shifted_points_count() -> None:
    assert counted(list(X), list(Y)) == (4, 4)
    assert counted(list(X[:3]), list(Y[:3])) == (4, 3)
    assert counted([*X, 3.0], [*Y, 3.0]) == (4, 2)  # the last is doubled, and one is too many
    assert counted([*X[:3], 2.9], list(Y)) == (4, 3)


def test_lines_without_markers_do_not_count() -> None:
    assert counted(list(X), list(Y), "vector") == (0, 0)
