"""Prints that are only a part of their label."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.text import Text
from extractors.whole_prints import whole_prints


def text(string: str, box: Box, rotation: int = 0) -> Text:
    return Text(string, box, 0.99, "given", rotation)


def test_the_unit_beside_an_axis_brings_its_number_along() -> None:
    number = text("100 GB", Box(5, 90, 45, 98))
    [whole] = whole_prints([LabelPrint(Box(30, 90, 45, 98), 94, True)], [number], "left")
    assert (whole.box, whole.px, whole.text) == (number.box, 94, number)


def test_a_text_of_another_line_is_no_whole() -> None:
    item = LabelPrint(Box(90, 330, 98, 340), 335, True)
    assert whole_prints([item], [text("0.025 0.1", Box(60, 336, 140, 352))], "bottom") == [item]
    assert whole_prints([item], [text("100,00", Box(30, 310, 110, 355))], "bottom") == [item]


def test_turned_labels_are_whole_and_give_the_others_their_length() -> None:
    starts = [LabelPrint(Box(x, 310, x + 9, 314), x + 4, True) for x in (100, 150, 200)]
    turned = [text(f"2024-0{k}", Box(x, 310, x + 10, 350), 90) for k, x in ((1, 100), (3, 200))]
    wholes = whole_prints(starts, turned, "bottom")
    assert [w.rotation for w in wholes] == [90, 90, 90]
    assert [w.text is None for w in wholes] == [False, True, False]
    assert wholes[1].box == Box(150, 310, 159, 350)


def test_labels_that_were_read_as_one_stay_apart() -> None:
    prints = [LabelPrint(Box(x, 310, x + 20, 320), x + 10, True) for x in (100, 125)]
    assert whole_prints(prints, [text("May Jun", Box(100, 310, 145, 320))], "bottom") == prints
    powers = text("1×10⁶ 2×10⁶", Box(100, 310, 145, 320))
    assert whole_prints(prints[:1], [powers], "bottom") == prints[:1]
    assert whole_prints(prints[:1], [text("10 20", Box(100, 310, 145, 320))], "bottom") == prints[:1]


def test_a_tick_mark_above_a_digit_makes_no_turned_label_of_it() -> None:
    digit = LabelPrint(Box(100, 316, 103, 321), 101, True)
    assert whole_prints([digit], [text("2-", Box(100, 311, 103, 321), 90)], "bottom") == [digit]


def test_a_text_that_takes_in_the_corner_of_the_axes_is_no_whole() -> None:
    label = LabelPrint(Box(26, 31, 100, 44), 38, True)
    assert whole_prints([label], [text("1,400,0001", Box(27, 32, 114, 57))], "left") == [label]


def test_a_stroke_of_one_pixel_is_no_part_of_a_text_elsewhere() -> None:
    stroke = LabelPrint(Box(463, 488, 470, 488), 467, True, 90)
    assert whole_prints([stroke], [text("XS", Box(113, 484, 120, 498), 90)], "bottom") == [stroke]
    [whole] = whole_prints([stroke], [text("XL", Box(462, 484, 470, 498), 90)], "bottom")
    assert whole.text is not None
