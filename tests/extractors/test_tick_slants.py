"""Labels that are not upright, told from texts alone."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.panels import Panel
from extractors.readers import Text
from extractors.tick_marks import TickMark
from extractors.tick_slants import seen_slant, turned_prints

UNIT = 10.0
PANEL = Panel(Box(60, 20, 400, 200), frozenset(), (255, 255, 255))


def below(string: str, x: float, rotation: int) -> Text:
    return Text(string, Box(x, 208, x + 22, 226), 1.0, "", rotation)


def test_powers_that_look_tilted_are_not_slanted() -> None:
    powers = [below(f"10{k}", 60.0 + 80 * k, 14) for k in range(4)]
    assert seen_slant(PANEL, "bottom", [], powers, UNIT) == 0
    names = [below("ten", 60.0 + 80 * k, 14) for k in range(4)]
    steep = [below(f"10{k}", 60.0 + 80 * k, 45) for k in range(4)]
    assert seen_slant(PANEL, "bottom", [], names, UNIT) == 14
    assert seen_slant(PANEL, "bottom", [], steep, UNIT) == 45


def test_a_label_read_upright_in_a_turned_column_is_read_anew() -> None:
    marks = [TickMark(float(y), 5.0, "outside") for y in (40, 110, 180)]
    texts = [
        Text(string, Box(42, y - 9, 50, y + 9), 1.0, "", rotation)
        for string, y, rotation in (("0.2", 40, 270), ("0.1", 110, 270), ("00", 180, 0))
    ]
    prints = turned_prints(PANEL, "left", marks, texts, UNIT)
    assert [(p.rotation, p.text) for p in prints] == [(270, texts[0]), (270, texts[1]), (270, None)]
