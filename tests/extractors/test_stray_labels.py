"""Labels of an empty axis among those of the real one."""

from __future__ import annotations

from extractors.stray_labels import without_stray
from extractors.tick_readings import TickLabel

LENGTH = 500.0
EMPTY = [TickLabel(10 + 100 * k, f"{1 - k / 5:.1f}", 0.99) for k in range(6)]


def texts(labels: list[TickLabel]) -> list[str]:
    return [label.text for label in labels]


def test_labels_beside_the_places_of_an_empty_axis_are_the_real_ones() -> None:
    real = [TickLabel(60, "10^5", 0.98), TickLabel(250, "10^4", 0.98), TickLabel(440, "10^3", 0.98)]
    assert texts(without_stray(EMPTY + real, LENGTH)) == ["10^5", "10^4", "10^3"]
    assert texts(without_stray([*EMPTY[:2], *EMPTY[4:], *real], LENGTH)) == ["10^5", "10^4", "10^3"]


def test_an_axis_from_zero_to_one_keeps_its_labels() -> None:
    assert without_stray(EMPTY, LENGTH) == EMPTY
    misread = [*EMPTY[:3], TickLabel(310, "04", 0.9), *EMPTY[4:]]
    assert without_stray(misread, LENGTH) == misread
    tenths = sorted([*EMPTY, TickLabel(260, "O.s", 0.5)], key=lambda label: label.px)
    assert without_stray(tenths, LENGTH) == tenths


def test_an_axis_that_is_longer_than_from_zero_to_one_is_not_empty() -> None:
    real = [TickLabel(60, "10^5", 0.98), TickLabel(250, "10^4", 0.98)]
    assert without_stray(EMPTY + real, 1.2 * LENGTH) == EMPTY + real
