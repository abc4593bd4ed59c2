"""Each rule by which a series is given to one of two y axes, and what happens where none applies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.axes import Axis, PanelAxes
from extractors.sides import assign_sides
from extractors.ticks import AxisLabels
from schemas.reasons import Reason
from tests.extractors.fitted import calibration

BLACK, BLUE, RED, GREEN = (0, 0, 0), (31, 119, 180), (214, 39, 40), (44, 160, 44)
CERTAIN, UNCLEAR = Reason.NONE, Reason.AXIS_UNCLEAR
# An axis without a series is none: by custom the last one stands on the right.
UNDECIDED = [("left", UNCLEAR), ("right", UNCLEAR)]


def two_axes(
    titles: tuple[str | None, str | None] = (None, None),
    prints: tuple[tuple[int, int, int] | None, tuple[int, int, int] | None] = (BLACK, BLACK),
    labels: tuple[tuple[int, int, int], tuple[int, int, int]] = (BLACK, BLACK),
) -> PanelAxes:
    left = AxisLabels("left", (), (), (), color=labels[0])
    right = AxisLabels("right", (), (), (), color=labels[1])
    return PanelAxes(
        Axis("x", None, calibration()),
        Axis("left", left, calibration(), title=titles[0], color=prints[0]),
        Axis("right", right, calibration(), title=titles[1], color=prints[1]),
    )


def test_one_axis_takes_all() -> None:
    x = Axis("x", None, calibration())
    left = PanelAxes(x, Axis("left", None, calibration()))
    assert assign_sides(left, ["a", None], [RED, BLUE]) == [("left", CERTAIN)] * 2
    right = PanelAxes(x, Axis("left", None, None), Axis("right", None, calibration()))
    assert assign_sides(right, ["a"], [RED]) == [("right", CERTAIN)]
    neither = PanelAxes(x, Axis("left", None, None), Axis("right", None, None))
    assert assign_sides(neither, ["a"], [RED]) == [("left", CERTAIN)]
    assert assign_sides(left, [], []) == []


def test_an_axis_that_was_refused_may_be_that_of_a_series() -> None:
    both = two_axes(titles=("Cost", "Sales"))
    assert both.right is not None
    refused = replace(both, right=replace(both.right, calibration=None))
    assert assign_sides(refused, ["a", "b"], [RED, BLUE]) == UNDECIDED
    assert assign_sides(refused, ["Cost", "Sales"], [RED, BLUE]) == [("left", CERTAIN), ("right", CERTAIN)]
    bare = replace(both, right=replace(both.right, calibration=None, labels=None))
    assert assign_sides(bare, ["a", "b"], [RED, BLUE]) == [("left", CERTAIN)] * 2


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Sales (right)", "right"),
        ("Sales [R]", "right"),
        ("Sales (rhs)", "right"),
        ("Cost (left axis)", "left"),
        ("Cost (L)", "left"),
        ("Cost ( LHS )", "left"),
    ],
)
def test_a_hint_in_the_name_decides(name: str, side: str) -> None:
    # even against the colour
    axes = two_axes(prints=(RED, BLUE))
    color = RED if side == "right" else BLUE
    assert assign_sides(axes, [name], [color]) == [(side, CERTAIN)]


def test_words_in_a_name_are_no_hint() -> None:
    axes = two_axes()
    assert assign_sides(axes, ["left wing", "all right (2020)"], [RED, BLUE]) == UNDECIDED


def test_coloured_titles_decide() -> None:
    axes = two_axes(prints=(RED, BLUE))
    assert assign_sides(axes, [None, None], [BLUE, RED]) == [("right", CERTAIN), ("left", CERTAIN)]


def test_coloured_tick_labels_decide() -> None:
    axes = two_axes(prints=(None, None), labels=(RED, BLUE))
    assert assign_sides(axes, [None, None], [BLUE, RED]) == [("right", CERTAIN), ("left", CERTAIN)]


def test_thin_print_is_paler_than_the_stroke() -> None:
    def pale(color: tuple[int, int, int]) -> tuple[int, int, int]:
        red, green, blue = (round(255 - 0.6 * (255 - c)) for c in color)
        return red, green, blue

    axes = two_axes(prints=(pale(RED), pale(BLUE)))
    assert assign_sides(axes, [None, None], [BLUE, RED]) == [("right", CERTAIN), ("left", CERTAIN)]


def test_one_coloured_axis_leaves_the_other_to_the_last_series() -> None:
    axes = two_axes(prints=(BLACK, BLUE))
    assert assign_sides(axes, [None, None], [BLUE, GREEN]) == [("right", CERTAIN), ("left", CERTAIN)]


def test_axes_of_the_same_colour_do_not_decide() -> None:
    axes = two_axes(prints=(BLUE, BLUE))
    assert assign_sides(axes, [None, None], [BLUE, RED]) == UNDECIDED


def test_an_axis_in_the_colour_of_one_series_says_nothing_of_another() -> None:
    violet, pink = (161, 42, 204), (233, 120, 236)
    axes = two_axes(prints=(BLUE, pink))
    assert assign_sides(axes, ["a", "b", "c"], [BLUE, violet, pink]) == [
        ("left", CERTAIN),
        ("left", Reason.AXIS_UNCLEAR),
        ("right", CERTAIN),
    ]


def test_names_that_axis_titles_hold_decide() -> None:
    axes = two_axes(titles=("Temperature (°C)", "Rainfall (mm)"))
    named = assign_sides(axes, ["rainfall", "Temperature"], [BLUE, RED])
    assert named == [("right", CERTAIN), ("left", CERTAIN)]


def test_a_name_alike_to_both_titles_does_not_decide() -> None:
    axes = two_axes(titles=("Loss (train)", "Loss (test)"))
    assert assign_sides(axes, ["Loss", "Accuracy"], [BLUE, RED]) == UNDECIDED


def test_the_only_side_left_is_for_the_only_series_left() -> None:
    axes = two_axes(titles=("Temperature", "Rainfall"))
    assert assign_sides(axes, ["Rainfall", "measured"], [BLUE, RED])[1] == ("left", CERTAIN)
    three = assign_sides(axes, ["Rainfall", "a", "b"], [BLUE, RED, GREEN])
    assert three == [("right", CERTAIN), ("left", UNCLEAR), ("left", UNCLEAR)]


def test_a_lone_series_between_two_bare_axes_is_unclear() -> None:
    assert assign_sides(two_axes(), ["a"], [RED]) == [("left", UNCLEAR)]
