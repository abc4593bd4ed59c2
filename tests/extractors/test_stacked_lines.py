"""Two rows of a legend, set so close that they were found as one text."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.readers import Pixels, Text
from extractors.stacked_lines import with_parted_lines
from tests.extractors.given import GivenReader

ABOVE = Text("GRU", Box(50, 20, 90, 34), 0.99, "")
BOTH = Text("DON", Box(50, 39, 110, 73), 0.99, "")


def canvas_of(*lines: tuple[int, int, int]) -> Pixels:
    """Lines of upright strokes: first row, last row, last column; the third stroke of each has a tail of 4 px."""
    rgb = np.full((110, 160, 3), 255, np.uint8)
    for top, bottom, right in lines:
        for x in range(50, right, 6):
            rgb[top : bottom + 1 + 4 * (x == 62), x : x + 2] = 20
    return rgb


def test_lines_are_parted_where_only_tails_stand_between_them() -> None:
    reader = GivenReader("DQN", "Ridge")
    rgb = canvas_of((20, 34, 90), (39, 53, 90), (58, 72, 110))
    texts = with_parted_lines(make_canvas(rgb, []), [ABOVE, BOTH], [], reader)
    assert [t.string for t in texts] == ["GRU", "DQN", "Ridge"]
    first, second = (t.box for t in texts[1:])
    assert (first.y0, second.y0) == (39, 58)
    assert first.x1 <= 90 < second.x1
    assert first.y1 >= 57, "with its tail"
    assert second.y1 >= 76, "with its tail"
    assert max(height for _, height in reader.sizes) <= 28


@pytest.mark.parametrize("sure", [0.95, 0.5])
def test_one_line_of_large_print_and_lines_read_unsurely_stay_whole(sure: float) -> None:
    lines = ((20, 34, 90), (39, 72, 110)) if sure > 0.9 else ((20, 34, 90), (39, 53, 90), (58, 72, 110))
    texts = with_parted_lines(
        make_canvas(canvas_of(*lines), []), [ABOVE, BOTH], [], GivenReader("DQN", "Ridge", sure=sure)
    )
    assert texts == [ABOVE, BOTH]


def test_a_text_without_a_line_of_half_its_height_beside_it_stays_whole() -> None:
    canvas = make_canvas(canvas_of((39, 53, 90), (58, 72, 110)), [])
    assert with_parted_lines(canvas, [BOTH], [], GivenReader()) == [BOTH]
    assert with_parted_lines(canvas, [ABOVE, BOTH], [ABOVE], GivenReader()) == [ABOVE, BOTH]
