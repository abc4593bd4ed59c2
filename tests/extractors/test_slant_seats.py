"""Slanted labels and the marks that tell how they hang."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from extractors.geometry import Box
from extractors.readers import Text
from extractors.slant_seats import Seats, find_seats
from extractors.tick_marks import MarkKind, TickMark

UNIT = 10.0


def label(string: str, end: float, rotation: int = 30) -> Text:
    """Slanted print 40 px long of which the upper corner is at ``end``."""
    box = Box(end - 40, 210, end, 240) if rotation > 0 else Box(end, 210, end + 40, 240)
    return Text(string, box, 1.0, "given", rotation)


def seats_of(texts: Sequence[Text], ticks: Sequence[TickMark], until: float = 0.0) -> Seats | None:
    """The seats below a plot; ``until``: how far the print goes on beyond the last text."""
    printed = texts[0].box.x0, max(texts[-1].box.x1, until)
    return find_seats(texts, "bottom", ticks, UNIT, printed, (90, 190))


def marks(places: Sequence[float], kind: MarkKind = "outside", length: float = 6.0) -> list[TickMark]:
    return [TickMark(px, length, kind) for px in places]


def test_a_label_whose_mark_is_hidden_hangs_like_the_others() -> None:
    texts = [label(f"2010-0{k}", 104.0 + 80 * k) for k in range(1, 6)]
    seats = seats_of(texts, marks([180, 260, 420, 500], "inside"))
    assert seats is not None
    assert seats.px == pytest.approx((180, 260, 340, 420, 500))
    assert seats.seated == (True, True, False, True, True)


def test_the_frame_is_no_mark_among_the_others() -> None:
    texts = [label("100", 184.0), label("200", 264.0), label("300", 344.0)]
    seats = seats_of(texts, marks([100, 180, 260, 340, 371], "grid", 0.0))
    assert seats is not None and seats.px == (180, 260, 340)


@pytest.mark.parametrize("shift", [-30.0, 60.0])
def test_labels_that_hang_unlike_one_another_are_not_seated(shift: float) -> None:
    texts = [label("100", 184.0), label("200", 264.0 + shift), label("300", 344.0 - shift), label("400", 460.0)]
    assert seats_of(texts, marks([180, 260, 340, 420])) is None


def test_long_labels_are_not_seated_on_the_dense_marks_between_their_ticks() -> None:
    minor = marks([180 + 8 * k for k in range(40)], "inside", 3.0)
    assert seats_of([label("100", 186.0), label("200", 346.0)], minor) is None


def test_names_may_hang_between_two_ticks_but_numbers_may_not() -> None:
    ticks = marks([100, 200, 300, 400])
    named = seats_of([label(name, 173.0 + 100 * k) for k, name in enumerate(("low", "mid", "high"))], ticks)
    assert named is not None and named.px == (150, 250, 350)
    numbers = [label(str(k), 173.0 + 100 * k) for k in range(3)]
    assert seats_of(numbers, ticks) is None


def test_dates_may_end_between_two_ticks_though_their_middles_lie_near_the_ticks() -> None:
    ticks = marks([100, 140, 180, 220])
    texts = [label(f"0{k}/01/2013", 82.5 + 40 * k) for k in range(1, 4)]
    seats = seats_of(texts, ticks)
    assert seats is not None and seats.px == (120, 160, 200)


def test_labels_stand_below_the_marks_that_are_as_many_and_not_beside_the_minor_ones() -> None:
    major = marks([120, 200, 280, 360], "inside")
    minor = marks([100 + 20 * k for k in range(15) if k % 4 != 1])
    texts = [label(f"2010-0{k}", 62.0 + 80 * k) for k in range(1, 5)]  # they end near a minor tick, too
    seats = seats_of(texts, [*major, *minor])
    assert seats is not None and seats.px == (120, 200, 280, 360)


def test_without_marks_there_are_no_seats() -> None:
    assert seats_of([label("100", 184.0), label("200", 264.0)], []) is None


def test_print_beyond_the_axis_tells_that_labels_do_not_end_at_their_marks() -> None:
    ticks = marks([100, 120, 140, 160, 180])
    texts = [label(f"2010-0{k}", 122.5 + 20 * k) for k in range(3)]
    ended, centred = seats_of(texts, ticks), seats_of(texts, ticks, until=202.5)
    assert ended is not None and ended.px == (120, 140, 160)
    assert centred is not None and centred.px == (100, 120, 140)


def test_labels_of_an_axis_without_marks_are_seated_by_its_corners_or_not_at_all() -> None:
    texts = [label(name, at, 45) for name, at in (("0", 93.0), ("50", 143.0), ("100", 193.0))]
    seats = seats_of(texts, [])
    assert seats is not None
    assert seats.px == pytest.approx((90, 140, 190))
    assert not any(seats.seated)
    assert seats_of(texts, marks([112], "inside")) is None
    assert seats_of([label(name, at, 45) for name, at in (("0", 98.0), ("50", 143.0), ("100", 188.0))], []) is None


@pytest.mark.parametrize(
    ("ends", "px"),
    [
        ((90, 260), (130, 180, 230)),  # else there were room for one more before the first
        ((105, 240), (130, 180, 230)),  # else the last were off the axis
        ((105, 260), None),
        ((-math.inf, math.inf), None),
    ],
)
def test_labels_of_an_axis_without_marks_are_centred_where_they_can_hang_in_no_other_way(
    ends: tuple[float, float], px: tuple[float, ...] | None
) -> None:
    texts = [label(f"200{k}", 150.0 + 50 * k) for k in range(3)]
    seats = find_seats(texts, "bottom", [], UNIT, (110, 250), ends)
    assert (seats and seats.px) == px
    assert find_seats(texts, "bottom", [], UNIT, (70, 250), ends) is None  # there is one more, unread


def test_names_with_a_digit_may_hang_between_two_ticks() -> None:
    named = seats_of([label(f"Q{k + 1}", 173.0 + 100 * k) for k in range(3)], marks([100, 200, 300, 400]))
    assert named is not None and named.px == (150, 250, 350)


@pytest.mark.parametrize(
    ("names", "shift", "seated"),
    [
        (("MNIST", "SVHN", "STL", "ImageNet"), 0.0, True),
        (("MNIST", "SVHN", "STL", "ImageNet"), 30.0, False),  # they end far from the middles of their parts
        (("100", "200", "300", "400"), 0.0, False),
    ],
)
def test_names_of_an_axis_that_is_parted_among_them_stand_in_the_middles_of_its_parts(
    names: tuple[str, ...], shift: float, seated: bool
) -> None:
    ends = [146 + shift + 100 * k for k in range(4)]
    texts = [
        Text(name, Box(end - 6 * len(name), 210, end, 210 + 6 * len(name)), 1.0, "given", 45)
        for name, end in zip(names, ends, strict=True)
    ]
    seats = find_seats(texts, "bottom", [], UNIT, (texts[0].box.x0, texts[-1].box.x1), (90, 490))
    assert (seats is not None) == seated
    assert seats is None or (seats.px == pytest.approx((140, 240, 340, 440)) and not any(seats.seated))
