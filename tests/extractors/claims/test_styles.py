"""Names beside colours, dashes and markers."""

from __future__ import annotations

import pytest

from extractors.claims.styles import find_styled


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("comparing two nets, ResNet-50 (blue), over time", "ResNet-50"),
        ('the line of "my own net" (red, dashed)', "my own net"),
        ("Data Series 2: v1-l1-length-4096 (Light Blue)", "v1-l1-length-4096"),
        ("the green line with square markers is DenseNet", "DenseNet"),
        ("Validation loss is drawn in orange", "Validation loss"),
        ("the teal line (Model-B) rises", "Model-B"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert [one.name for one in find_styled(text)] == [name]


def test_a_name_may_be_a_colour() -> None:
    (one,) = find_styled("Plum: red line", (0, 4), 6)
    assert (one.name, one.color and one.color[0]) == ("Plum", "red")


def test_every_part_of_a_look() -> None:
    (one,) = find_styled("Kiwi (thick dashed dark blue line with upward triangle markers)")
    assert one.color and one.dash and one.marker
    assert (one.color[0], one.dash[0], one.marker[0]) == ("dark blue", "dashed", "triangle")
