"""Texts drawn as blocks, read with or without certainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_names import legend_names
from extractors.readers import Pixels, Reading, Text

BOX = Box(20, 20, 33, 25)


class Surer:
    """Reads every crop, the more surely the larger it is."""

    name = "surer"

    def find(self, rgb: Pixels) -> list[Text]:
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading("A2C", 0.98 if crop.shape[0] > BOX.height + 1 else 0.5) for crop in crops]


class Longer(Surer):
    """Reads every crop as the same."""

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading("k=10", 0.98) for _ in crops]


def names_of(bar: bool) -> list[tuple[str, float]]:
    """What is read of three letters that touch at their feet, or of a line with markers where there is a ``bar``."""
    rgb = np.full((60, 80, 3), 255, np.uint8)
    for x in (20, 25, 30):
        rgb[20:26, x : x + 3] = 0
    rgb[25, 20:34] = 0
    if bar:
        rgb[22:24, 20:34] = 0
    text = Text("AZC", BOX, 0.85, "test")
    return [(t.string, t.confidence) for t in legend_names(make_canvas(rgb, []), [text], (), Surer())]


@pytest.mark.parametrize(("bar", "names"), [(False, [("A2C", 0.98)]), (True, [])])
def test_small_letters_that_touch_are_no_swatch(bar: bool, names: list[tuple[str, float]]) -> None:
    assert names_of(bar) == names


def test_what_holds_more_letters_than_were_read_is_read_again() -> None:
    rgb = np.full((60, 100, 3), 255, np.uint8)
    for x in (20, 31, 42, 53):
        rgb[30:44, x : x + 9] = 0
    rgb[20] = 0  # a border within the box that was read
    text = Text("10", Box(20, 20, 61, 43), 0.97, "test")
    for read, kept in (("10", "k=10"), ("20", "20"), ("20=k", "20=k")):
        names = legend_names(make_canvas(rgb, []), [replace(text, string=read)], (), Longer())
        assert [t.string for t in names] == [kept]
