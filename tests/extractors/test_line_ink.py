"""The dash class of a traced line."""

from __future__ import annotations

import pytest

from extractors.line_ink import dash_class
from tests.extractors.fitted import path_of


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([12] * 12, "dashed"),
        ([3] * 40, "dotted"),
        ([12, 3] * 10, "dashdot"),
        ([310], "solid"),
        ([150, 150], "solid"),
        ([70] * 7, "solid"),
    ],
)
def test_dash_classes(lengths: list[int], expected: str) -> None:
    path = path_of([0, 1], [0, 1])
    path = type(path)(path.x, path.y, path.bridged, path.sigma, 1.0, 0.6, tuple(lengths))
    assert dash_class(path, 2.0) == expected
