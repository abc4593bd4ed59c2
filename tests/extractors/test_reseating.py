"""Labels that were seated on the wrong stroke."""

from __future__ import annotations

from dataclasses import replace

from extractors.reseating import reseated
from extractors.tick_readings import TickLabel, linear_options

TICKS = [50.0, 110.0, 170.0, 230.0, 290.0]


def _labels() -> list[TickLabel]:
    return [TickLabel(px, str(value), 0.97) for px, value in zip(TICKS, (0, 20, 40, 60, 80), strict=True)]


def test_a_label_on_the_frame_moves_to_its_tick() -> None:
    labels = _labels()
    labels[0] = replace(labels[0], px=47.0)
    found = reseated(labels, linear_options(labels), [47.0, *TICKS])
    assert [label.px for label in found] == TICKS
    assert all(label.seated for label in found)


def test_a_label_stays_where_no_tick_is_seen_on_the_line() -> None:
    labels = _labels()
    labels[0] = replace(labels[0], px=47.0)
    assert reseated(labels, linear_options(labels), [47.0, *TICKS[1:]]) == labels


def test_few_labels_tell_nothing_of_the_seat_of_one() -> None:
    labels = [replace(label, px=px) for label, px in zip(_labels()[:3], (47.0, 110.0, 170.0), strict=True)]
    assert reseated(labels, linear_options(labels), [47.0, *TICKS]) == labels


def test_a_loose_label_beside_the_corner_takes_the_corner() -> None:
    labels = [*_labels()[:4], TickLabel(296.0, "80", 0.97, seated=False)]
    assert reseated(labels, linear_options(labels), TICKS)[-1] == replace(labels[-1], px=290.0, seated=True)


def test_loose_labels_take_the_marks_that_three_seated_ones_tell_and_those_stay() -> None:
    texts = zip((44.0, 104.0, 170.0, 230.0, 290.0), ("-10", "-5", "0", "5", "10"), strict=True)
    labels = [TickLabel(px, text, 0.97, seated=not text.startswith("-")) for px, text in texts]
    assert [label.px for label in reseated(labels, linear_options(labels), TICKS)] == TICKS
    labels[4] = replace(labels[4], px=296.0)
    assert reseated(labels, linear_options(labels), [*TICKS[2:], 296.0])[2:] == labels[2:]
