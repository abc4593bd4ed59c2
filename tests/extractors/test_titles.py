"""Titles and axis labels around drawn panels, and the units in labels."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.image import Figure
from extractors.panels import Panel
from extractors.readers import Text
from extractors.titles import PanelTitles, find_titles
from extractors.units import split_unit

HEIGHT = 12  # of the print


class Page:
    """A white figure with plot boxes and flat blocks of ink where its texts stand."""

    def __init__(self, width: int, height: int, *boxes: Box) -> None:
        self.rgb = np.full((height, width, 3), 255, np.uint8)
        self.panels = [Panel(box, frozenset(), (255, 255, 255)) for box in boxes]
        self.texts: list[Text] = []

    def write(
        self,
        string: str,
        cx: float,
        cy: float,
        rotation: int = 0,
        size: int = HEIGHT,
        color: tuple[int, ...] = (0, 0, 0),
    ) -> Text:
        length = 0.6 * size * len(string)
        half = (length / 2, size / 2) if rotation == 0 else (size / 2, length / 2)
        box = Box(round(cx - half[0]), round(cy - half[1]), round(cx + half[0]), round(cy + half[1]))
        rows, columns = box.slices(*self.rgb.shape[:2])
        self.rgb[rows, columns][1:-1:2, 1:-1:2] = color
        self.texts.append(Text(string, box, 0.99, "test", rotation))
        return self.texts[-1]

    def titles(self, *used: Text) -> tuple[PanelTitles, ...]:
        figure = Figure(self.rgb, 1.0, self.rgb.shape[1], self.rgb.shape[0])
        return find_titles(figure, self.panels, self.texts, used)


def strings(titles: PanelTitles) -> tuple[str | None, ...]:
    labels = (titles.title, titles.x, titles.left, titles.right)
    return tuple(None if label is None else label.string for label in labels)


def single() -> Page:
    return Page(640, 480, Box(80, 60, 560, 400))


def test_the_four_labels_of_a_panel() -> None:
    page = single()
    ticks = [page.write("2.5", 200, 412), page.write("0.5", 65, 200), page.write("0.5", 580, 200)]
    page.write("Reward per episode", 320, 44, size=14)
    page.write("Time (s)", 320, 436)
    page.write("Temperature [K]", 30, 230, rotation=90, color=(31, 119, 180))
    page.write("Speed / m s^-1", 620, 230, rotation=90, color=(214, 39, 40))
    (found,) = page.titles(*ticks)
    assert strings(found) == ("Reward per episode", "Time (s)", "Temperature [K]", "Speed / m s^-1")
    assert found.x and found.left and found.right
    assert (found.x.unit, found.left.unit, found.right.unit) == ("s", "K", "m s^-1")
    assert found.left.color == (31, 119, 180)
    assert found.right.color == (214, 39, 40)
    assert not found.x.shared


@pytest.mark.parametrize("factor", ["1e6", "le6", "Ie-3", "×10³"])
def test_nothing_but_ticks_and_notes_has_no_titles(factor: str) -> None:
    page = single()
    tick = page.write("5", 320, 412)
    page.write("best run", 320, 200)
    page.write(factor, 98, 50)
    assert strings(page.titles(tick)[0]) == (None, None, None, None)


def test_lines_of_one_title_are_joined_and_a_suptitle_is_not() -> None:
    page = single()
    page.write("A figure title", 320, 10, size=18)
    page.write("First line of it", 320, 32)
    page.write("second line", 320, 49)
    assert strings(page.titles()[0])[0] == "First line of it second line"


def test_title_may_start_at_the_left_end() -> None:
    page = single()
    page.write("Monthly averages", 80 + 0.3 * HEIGHT * 16, 44)
    assert strings(page.titles()[0])[0] == "Monthly averages"


def test_label_over_the_axis_end_is_the_y_label() -> None:
    page = single()
    page.write("Price, $", 80, 44)
    page.write("Volume", 560, 44)
    (found,) = page.titles()
    assert strings(found) == (None, None, "Price, $", "Volume")
    assert found.left and found.left.unit == "$"


def test_two_lines_of_a_turned_label() -> None:
    page = single()
    page.write("Human Normalized", 20, 230, rotation=90)
    page.write("score", 38, 230, rotation=90)
    assert strings(page.titles()[0])[2] == "Human Normalized score"


def stacked() -> Page:
    return Page(640, 760, Box(80, 60, 560, 320), Box(80, 400, 560, 660))


def test_text_between_stacked_panels_is_the_title_of_the_lower_one() -> None:
    page = stacked()
    page.write("Upper", 320, 46)
    page.write("Lower", 320, 386)
    page.write("Epoch", 320, 696)
    upper, lower = page.titles()
    assert strings(upper) == ("Upper", "Epoch", None, None)
    assert strings(lower) == ("Lower", "Epoch", None, None)
    assert upper.x and upper.x.shared
    assert lower.x and not lower.x.shared


def test_text_between_stacked_panels_is_the_label_of_the_upper_one() -> None:
    page = stacked()
    page.write("Epoch", 320, 356)
    page.write("Epoch", 320, 696)
    upper, lower = page.titles()
    assert strings(upper) == (None, "Epoch", None, None)
    assert strings(lower) == (None, "Epoch", None, None)
    assert upper.x and not upper.x.shared


def beside() -> Page:
    return Page(900, 400, Box(80, 60, 400, 320), Box(500, 60, 820, 320))


def test_label_between_panels_is_the_left_label_of_the_second() -> None:
    page = beside()
    page.write("Loss", 40, 190, rotation=90)
    page.write("Accuracy", 425, 190, rotation=90)
    first, second = page.titles()
    assert strings(first) == (None, None, "Loss", None)
    assert strings(second) == (None, None, "Accuracy", None)


def test_two_axes_in_every_panel() -> None:
    page = beside()
    for x, name in ((45, "Loss"), (432, "Tokens"), (468, "Loss"), (855, "Tokens")):
        page.write(name, x, 190, rotation=90)
    first, second = page.titles()
    assert strings(first) == (None, None, "Loss", "Tokens")
    assert strings(second) == (None, None, "Loss", "Tokens")


def test_labels_beside_the_whole_grid_go_to_every_panel() -> None:
    page = Page(
        700, 760, Box(100, 60, 340, 320), Box(420, 60, 660, 320), Box(100, 400, 340, 660), Box(420, 400, 660, 660)
    )
    page.write("Score", 30, 360, rotation=90)
    page.write("Steps", 380, 720)
    for titles in page.titles():
        assert strings(titles) == (None, "Steps", "Score", None)
        assert titles.left and titles.left.shared


def test_no_panels_no_titles() -> None:
    page = Page(300, 200)
    page.write("Photo", 150, 100)
    assert page.titles() == ()


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [
        ("Temperature (°C)", "Temperature", "°C"),
        ("Time [s]", "Time", "s"),
        ("Price, $", "Price", "$"),
        ("Speed / m s^-1", "Speed", "m s^-1"),
        ("Current (µA)", "Current", "µA"),
        ("Mean, median", "Mean, median", None),
        ("Accuracy", "Accuracy", None),
        ("and/or", "and/or", None),
        ("(a)", "(a)", None),
    ],
)
def test_units(label: str, name: str, unit: str | None) -> None:
    assert split_unit(label) == (name, unit)
