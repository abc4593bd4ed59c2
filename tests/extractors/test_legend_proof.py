"""What passes for a legend."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.legend_proof import is_legend
from extractors.panel_boxes import Panel
from tests.extractors.fitted import entry_of

PANEL = Panel(Box(100, 100, 400, 300), frozenset(), (255, 255, 255))


@pytest.mark.parametrize(("first", "expected"), [(80, False), (60, False), (20, True), (120, True), (370, False)])
def test_a_name_that_the_side_of_a_panel_cuts_makes_no_legend(first: float, expected: bool) -> None:
    name = Box(first, 150, first + 60, 162)
    entry = entry_of("656.-MM", text_box=name, swatch=Box(200, 152, 230, 160))
    assert is_legend([entry], name, False, [PANEL]) == expected
    assert is_legend([entry], name, True, [PANEL])


@pytest.mark.parametrize(
    ("name", "expected"), [("model", True), ("x₂", True), ("m", False), (".v", False), ("0.5", False)]
)
def test_a_single_entry_has_a_name(name: str, expected: bool) -> None:
    entry = entry_of(name, text_box=Box(240, 150, 280, 162), swatch=Box(200, 152, 230, 160))
    assert is_legend([entry], Box(200, 150, 280, 162), False, [PANEL]) == expected


@pytest.mark.parametrize(("below", "expected"), [(0, True), (5, False)])
def test_what_stands_beside_the_foot_of_a_note_is_no_swatch(below: float, expected: bool) -> None:
    name = Box(240, 150, 280, 162)
    entry = entry_of("outlier", text_box=name, swatch=Box(200, 155 + below, 230, 157 + below))
    assert is_legend([entry], name, False, [PANEL]) == expected
