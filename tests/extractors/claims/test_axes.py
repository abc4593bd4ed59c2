"""What texts say of axes."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told

KINDS = ("axis_label", "axis_range", "tick_step", "tick_values", "axis_scale")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '- **X-axis**: "Epoch" (0–90, increments of 15)',
            ["axis_label x Epoch", "axis_range x 0,90", "tick_step x 15"],
        ),
        (
            'The y-axis is labeled "Error (%)" and ranges from 0 to 30, with gridlines at intervals of 5.',
            ["axis_label y Error (%)", "axis_range y 0,30", "tick_step y 5"],
        ),
        (
            "- **Secondary Y-Axis (Right):** Current (mA), from 0 to 40\n",
            ["axis_label right Current (mA)", "axis_range right 0,40"],
        ),
        (
            '* **Y-Axis:**\n* **Label:** "Gain"\n* **Scale:** Logarithmic, ranging from 1 to 1000.\n'
            "* **Major Tick Marks:** 1, 10, 100, 1000.",
            ["axis_label y Gain", "axis_scale y log", "axis_range y 1,1000", "tick_values y 1,10,100,1000"],
        ),
        (
            "It plots accuracy (y-axis) against dropout rate (x-axis, 0 to 0.8).",
            ["axis_label y accuracy", "axis_label x dropout rate", "axis_range x 0,0.8"],
        ),
        ("The x-axis goes from 0 to 200 in steps of 25.", ["axis_range x 0,200", "tick_step x 25"]),
        (
            "Each panel has two y-axes: one for Speed (ranging from 0 to 9) and one for Heart Rate (from 60 to 180).",
            ["axis_label y Speed", "axis_range y 0,9", "axis_label y Heart Rate", "axis_range y 60,180"],
        ),
        (
            "- x: Depth [m], 0–50\n- y: Salinity\n",
            ["axis_label x Depth [m]", "axis_range x 0,50", "axis_label y Salinity"],
        ),
    ],
)
def test_axes(text: str, expected: list[str]) -> None:
    assert told(text, *KINDS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The pressure, drawn on the right axis, falls from 80 to 42.",
        "All values along the x-axis are shared from 3 to 5 runs.",
    ],
)
def test_words_beside_an_axis_tell_nothing_of_it(text: str) -> None:
    assert told(text, *KINDS) == []
