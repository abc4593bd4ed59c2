"""Where labels that look upright have their ticks."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.label_print import LabelPrint, settled
from extractors.tick_marks import TickMark

UNIT = 13.0
BOX = Box(100, 20, 900, 360)
PLACES = (196.0, 389.0, 582.0, 775.0)


@pytest.mark.parametrize(("ticks", "seated"), [((), True), (PLACES, True), ((196, 290, 389, 480, 582, 680), False)])
def test_short_slanted_labels_stand_on_gridlines_that_are_as_many(ticks: tuple[float, ...], seated: bool) -> None:
    """Their middles are left of their ticks; ticks elsewhere than at the gridlines may be theirs instead."""
    prints = [LabelPrint(Box(at - 18, 380, at + 2, 396), at - 8, False) for at in PLACES]
    marks = [TickMark(at, 0.0, "grid") for at in PLACES] + [TickMark(at, 4.0, "outside") for at in ticks]
    found = settled(prints, BOX, "bottom", marks, UNIT)
    assert [p.seated for p in found] == [seated] * len(PLACES)
    assert [p.px for p in found] == pytest.approx([at if seated else at - 8 for at in PLACES])


def test_labels_seated_each_in_another_way_are_on_no_marks() -> None:
    """The frame under the first and the last, whose print a blank moves aside, and a curve's end under another."""
    centres = (186.5, 375.0, 567.0, 755.0, 944.0)
    seats = {186.5: 187.0, 567.0: 560.1, 944.0: 940.0}
    prints = [LabelPrint(Box(c - 8, 880, c + 8, 895), seats.get(c, c), c in seats) for c in centres]
    marks = [TickMark(187.0, 0.0, "grid"), TickMark(560.1, 5.0, "outside"), TickMark(940.0, 0.0, "grid")]
    found = settled(prints, Box(187, 184, 940, 862), "bottom", marks, 16.0)
    assert [(p.px, p.seated) for p in found] == [(c, False) for c in centres]
