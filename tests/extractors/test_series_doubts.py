"""What speaks against series and panels that look sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.series_doubts import (
    LEAST_EXPLAINED,
    LONG_UNSEEN,
    MOST_GUESSED,
    UNEXPLAINED,
    doubt_about,
    is_ink_unread,
    panel_doubts,
)
from extractors.unread_strokes import unread_pieces
from schemas.reasons import Reason
from tests.extractors.drawn import UNIT, area_of, ink_of, line, paint, picture
from tests.extractors.fitted import BLUE, SHAPE, curve_of, entry_of, path_of

RED = (214, 39, 40)
NOTHING = np.zeros(SHAPE, np.int32)


@pytest.mark.parametrize(
    ("name", "near", "own", "doubt"),
    [
        ("k = 5", 1.0, Reason.NONE, Reason.NONE),
        ("k =", 1.0, Reason.NONE, Reason.NAME_UNCLEAR),
        ("k =", LEAST_EXPLAINED / 2, Reason.NONE, Reason.UNEXPLAINED_INK),
        ("k =", LEAST_EXPLAINED / 2, Reason.AMBIGUOUS_LEGEND, Reason.AMBIGUOUS_LEGEND),
    ],
)
def test_the_first_doubt_about_a_series_is_told(name: str, near: float, own: Reason, doubt: Reason) -> None:
    curve = curve_of(path_of([10, 190], [50, 50]), entry=entry_of(name), reason=own)
    assert doubt_about(curve, [curve], area_of(picture(SHAPE)), near, NOTHING) is doubt


@pytest.mark.parametrize(("agreed", "doubt"), [(0.0, Reason.NAME_UNCLEAR), (0.125, Reason.NONE)])
def test_a_name_that_no_look_reads_is_unclear(agreed: float, doubt: Reason) -> None:
    curve = curve_of(path_of([10, 190], [50, 50]), entry=replace(entry_of("RON"), agreed=agreed))
    assert doubt_about(curve, [curve], area_of(picture(SHAPE)), 1.0, NOTHING) is doubt


def test_a_long_stretch_behind_a_legend_is_doubted_and_a_short_one_is_not() -> None:
    columns = np.arange(SHAPE[1])
    hidden = np.zeros(SHAPE, bool)
    hidden[40:60] = True
    area = area_of(picture(SHAPE), hidden=hidden)
    for share, doubt in ((LONG_UNSEEN / 2, Reason.NONE), (2 * LONG_UNSEEN, Reason.STRETCH_HIDDEN)):
        bridged = (columns >= 50) & (columns < 50 + share * SHAPE[1])
        curve = curve_of(path_of(columns, np.full(SHAPE[1], 50.0), bridged=bridged))
        assert doubt_about(curve, [curve], area, 1.0, NOTHING) is doubt


def test_a_name_at_a_line_end_without_its_line_is_a_doubt() -> None:
    (doubt,) = panel_doubts(0, None, None, [entry_of("lost", at_end=True)])
    assert doubt == (Reason.LEGEND_ENTRY_NOT_FOUND, "panel 0: no line for lost")
    assert panel_doubts(0, None, None, []) == []


@pytest.mark.parametrize(
    ("share", "doubt"), [(MOST_GUESSED / 2, Reason.NONE), (2 * MOST_GUESSED, Reason.STRETCH_HIDDEN)]
)
def test_noise_that_other_curves_hide_is_doubted(share: float, doubt: Reason) -> None:
    columns = np.arange(SHAPE[1])
    y = 50 + 8 * (-1.0) ** columns
    bridged = (columns >= 50) & (columns < 50 + share * SHAPE[1])
    path = replace(path_of(columns, np.where(bridged, 50.0, y), bridged=bridged), noisy=True)
    assert doubt_about(curve_of(path), [], area_of(picture(SHAPE)), 1.0, NOTHING) is doubt


def test_a_gap_into_a_legend_and_out_of_it_is_doubted() -> None:
    columns = np.arange(20, 180)
    y = 20 + 0.5 * np.abs(columns - 100.0)
    behind = np.abs(columns - 100) < LONG_UNSEEN * SHAPE[1]
    curve = curve_of(
        path_of(columns[~behind | (columns == 100)], np.where(behind, np.nan, y)[~behind | (columns == 100)])
    )
    hidden = np.zeros(SHAPE, bool)
    assert doubt_about(curve, [curve], area_of(picture(SHAPE), hidden=hidden), 1.0, NOTHING) is Reason.NONE
    hidden[:25] = True
    assert doubt_about(curve, [curve], area_of(picture(SHAPE), hidden=hidden), 1.0, NOTHING) is Reason.STRETCH_HIDDEN


def test_one_long_stroke_beside_all_curves_is_enough_however_much_is_read() -> None:
    rgb = picture(SHAPE)
    known = {row: ink_of(line([5, 195], [row, row]), SHAPE) for row in range(10, 90, 15)}
    for ink in known.values():
        paint(rgb, ink, BLUE)
    curves = [curve_of(path_of([5, 195], [row, row]), ink=ink) for row, ink in known.items()]
    assert not is_ink_unread(curves, area_of(rgb))
    missed = ink_of(line([20, 20 + 5 * UNIT], [32, 32]), SHAPE)
    assert missed.sum() < UNEXPLAINED * sum(ink.sum() for ink in known.values())
    paint(rgb, missed, RED)
    assert is_ink_unread(curves, area_of(rgb))
    assert not is_ink_unread([], area_of(rgb))


def test_a_curve_whose_end_goes_on_as_ink_of_another_colour_is_doubted() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([5, 100], [30, 50]), SHAPE), BLUE)
    curve = curve_of(path_of([5, 100], [30, 50]))
    area = area_of(rgb)
    assert doubt_about(curve, [curve], area, 1.0, unread_pieces(area, [curve])) is Reason.NONE
    paint(rgb, ink_of(line([100, 160], [50, 60]), SHAPE), (150, 150, 150))
    area = area_of(rgb)
    assert doubt_about(curve, [curve], area, 1.0, unread_pieces(area, [curve])) is Reason.UNEXPLAINED_INK
    rest = curve_of(path_of([100, 160], [50, 60]))
    assert doubt_about(curve, [curve, rest], area, 1.0, unread_pieces(area, [curve, rest])) is Reason.NONE


@pytest.mark.parametrize(("fill", "doubt"), [((20, 80), Reason.STRETCH_HIDDEN), ((45, 49), Reason.NONE)])
def test_a_gap_that_lies_on_ink_is_no_missing_value(fill: tuple[int, int], doubt: Reason) -> None:
    columns = np.arange(10, 190)
    gap = np.abs(columns - 100) < 2 * LONG_UNSEEN * SHAPE[1]
    kept = ~gap | (columns == 100)
    curve = curve_of(path_of(columns[kept], np.where(gap, np.nan, 30 + 0.2 * columns)[kept]))
    rgb = picture(SHAPE)
    rgb[fill[0] : fill[1]] = (250, 200, 200)
    rgb[:, :20] = rgb[:, 180:] = 255
    assert doubt_about(curve, [curve], area_of(rgb), 1.0, NOTHING) is doubt
