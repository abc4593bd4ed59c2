"""Outer labels that end flush with the axis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.flush_labels import with_flush_ends
from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.tick_marks import TickMark

BOX, UNIT = Box(100, 20, 500, 300), 10.0


def row(centres: list[float], seated: bool = False, width: float = 20.0) -> list[LabelPrint]:
    return [LabelPrint(Box(c - width / 2, 310, c + width / 2, 319), c, seated) for c in centres]


def test_labels_moved_inward_stand_on_the_ends_that_the_others_tell() -> None:
    found = with_flush_ends(row([110, 180, 260, 340, 420, 490]), BOX, [], UNIT)
    assert [p.px for p in found] == pytest.approx([100, 180, 260, 340, 420, 500])


def test_labels_flush_with_a_gridline_off_the_corner_stand_on_it() -> None:
    found = with_flush_ends(row([130, 200, 280, 360, 440]), BOX, [TickMark(120.0, 0.0, "grid")], UNIT)
    assert (found[0].px, found[0].seated) == (120.0, True)


def test_labels_centred_on_their_ticks_are_not_taken_for_flush_ones() -> None:
    prints = row([112, 200, 288, 376, 464], width=24.0)
    corners = [TickMark(100.0, 0.0, "grid"), TickMark(500.0, 0.0, "grid")]
    assert with_flush_ends(prints, BOX, corners, UNIT) == prints


def test_few_labels_are_flush_only_with_a_mark_at_the_corner() -> None:
    prints = row([110, 300, 490])
    assert with_flush_ends(prints, BOX, [], UNIT) == prints
    found = with_flush_ends(prints, BOX, [TickMark(100.0, 0.0, "grid"), TickMark(500.0, 4.0, "outside")], UNIT)
    assert [p.px for p in found] == [100.0, 300, 500.0]


def test_turned_labels_of_months_are_not_moved_to_even_places() -> None:
    upright = row([148, 250, 354, 458, 560], width=9.0)
    prints = [replace(p, rotation=90) for p in upright]
    assert with_flush_ends(upright, BOX, [], UNIT) != upright
    assert with_flush_ends(prints, BOX, [], UNIT) == prints


def test_no_labels_are_no_trouble() -> None:
    assert with_flush_ends([], BOX, [], UNIT) == []


def test_a_lone_zero_is_flush_by_half_its_width() -> None:
    zero = LabelPrint(Box(100, 310, 106, 319), 103.0, False)
    found = with_flush_ends([zero, *row([180, 260, 340, 420, 500])], BOX, [TickMark(100.0, 4.0, "outside")], UNIT)
    assert (found[0].px, found[0].seated) == (100.0, True)
