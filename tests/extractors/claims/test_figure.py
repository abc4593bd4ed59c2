"""What texts say of the figure as a whole, and of its panels."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Line chart: Loss", ["chart_type line chart"]),
        ("This is a multi-line graph with 4 series.", ["chart_type multi-line graph", "series_count 4"]),
        ("The image presents a 3x4 grid of line charts.", ["grid_shape 3,4", "chart_type line charts"]),
        ("A grid with 2 rows and 3 columns.", ["grid_shape 2,3"]),
        ("The figure contains three separate panels.", ["panel_count 3"]),
        ("The score rises in four panels and falls for two subplots.", []),
        ('The chart is titled "Loss of four nets".', ["title Loss of four nets"]),
        ('- **Title**: "Benchmark: Nine" (top center).', ["title Benchmark: Nine"]),
        ("Title: Error over time", ["title Error over time"]),
        ("It shows the reward of two agents over time.", ["series_count 2"]),
        ("Shaded regions show one standard deviation.", ["has_band *"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text", ["No title is given for these two.", "The shaded bands are no longer there.", "There is no error bar."]
)
def test_what_is_not_there_is_not_claimed(text: str) -> None:
    assert told(text) == []


def test_panels_by_side() -> None:
    text = (
        "Two side-by-side charts.\n\n**Left chart: Loss**\n- The blue line (Kiwi) ends at 0.4.\n\n**Right "
        "chart: Gain**\n- Kiwi ends at 0.9.\n"
    )
    assert told(text, "title", "end") == [
        "title [Loss] Loss",
        "end [Loss] Kiwi 0.4",
        "title [Gain] Gain",
        "end [Gain] Kiwi 0.9",
    ]


def test_panels_in_a_numbered_list() -> None:
    text = (
        "A 1x2 grid of charts. Score is the blue line.\n\n### Details\n1. **Alpha-9:** Score starts "
        "around 0.5.\n2. **Beta:** Score peaks at 0.7."
    )
    assert told(text, "title", "start", "maximum") == [
        "title [Alpha-9] Alpha-9",
        "start [Alpha-9] Score ~0.5",
        "title [Beta] Beta",
        "maximum [Beta] Score 0.7",
    ]


def test_panels_named_within_a_sentence() -> None:
    text = (
        "A 1x2 grid of charts. Score is the blue line.\n\n### Details\n1. **Alpha:** Score is 3 at step "
        "1.\n2. **Beta:** Score is 4 at step 1.\n\nSome charts (e.g., Alpha, Beta) show a rise in Score."
    )
    assert told(text, "trend") == ["trend [Alpha] Score rises", "trend [Beta] Score rises"]
