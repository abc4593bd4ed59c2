"""Legends, and how series look."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told

KINDS = (
    "legend_entry", "legend_position", "legend_title", "no_legend", "series_color", "series_marker", "series_dash",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- **Legend**: located at the top-right corner, with:\n- **Kiwi**: dark green dashed line with "
            "square markers\n",
            [
                "legend_position top-right corner",
                "legend_entry Kiwi",
                "series_color Kiwi dark green",
                "series_dash Kiwi dashed",
                "series_marker Kiwi square",
            ],
        ),
        ("- **Legend**:\n  - Blue line: Alpha\n", ["series_color Alpha blue", "legend_entry Alpha"]),
        (
            '* **Legend:** bottom center.\n  * **Title:** "Fruit"\n  * "Fig"\n',
            ["legend_position bottom center", "legend_title Fruit", "legend_entry Fig"],
        ),
        ("There is no legend.", ["no_legend"]),
        ("The chart does not have a separate legend.", ["no_legend"]),
        ("Alpha is shown as a dotted red line.", ["series_color Alpha red", "series_dash Alpha dotted"]),
        (
            "The solid purple curve represents Beta, while the gray line shows Gamma.",
            ["series_dash Beta solid", "series_color Beta purple", "series_color Gamma gray"],
        ),
        (
            "We compare Fig (blue) and Kiwi (light coral/salmon).",
            ["series_color Fig blue", "series_color Kiwi light coral/salmon"],
        ),
        ("A single line, colored in a deep teal shade.", ["series_color the-line deep teal"]),
        (
            'The legend in the upper left identifies "Fig", "Kiwi" and "Plum".',
            ["legend_position upper left", "legend_entry Fig", "legend_entry Kiwi", "legend_entry Plum"],
        ),
    ],
)
def test_legends_and_looks(text: str, expected: list[str]) -> None:
    assert sorted(told(text, *KINDS)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    ["The blue line shows a steady rise.", "The red line is highly volatile.", "The green line is above the others."],
)
def test_what_a_line_does_is_no_name(text: str) -> None:
    assert told(text, *KINDS) == []
