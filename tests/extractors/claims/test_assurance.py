"""Numbers of several series in one sentence: each with its owner, or with none."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told

INTRO = "The figure compares the methods Alpha and Beta over 100 epochs; the x-axis runs from 0 to 100.\n\n"
KINDS = ("value", "start", "end", "maximum", "minimum", "trend", "range", "equality")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Alpha and Beta reach 0.30 and 0.36, respectively, at epoch 80.",
            ["value Alpha 0.3 @80", "value Beta 0.36 @80"],
        ),
        ("At epoch 100 they are at 0.37 and 0.27.", []),
        ("The two curves end at 0.30 and 0.33.", []),
        ("Their peaks are 0.37 and 0.46, at epochs 100 and 130 respectively.", []),
        ("At epoch 40 the scores are 0.27 (Beta) and 0.24 (Alpha).", ["value Beta 0.27 @40"]),
        ("Alpha is at 0.37 at epoch 9 and Beta at 0.27.", ["value Alpha 0.37 @9"]),
        ("Alpha climbs from 1 to 9, Beta from 1 to 6.", ["trend Alpha rises 1,9"]),
        ("Alpha peaks. Maximum: 4.5 for loss, 82 for accuracy.", ["maximum loss 4.5"]),
        ("Alpha stays at 0.82 from epoch 20 to 40, while Beta loses 0.02 over the same epochs.",
         ["trend Alpha flat 0.82 @20..40", "trend Beta falls 0.02 @'some point'"]),
        ("From 10 to 20, values of Alpha lie in 0.2 to 0.4.", []),
        ("Going from epoch 10 to 20 lowers Alpha.", []),
        ("Alpha wins on the left and loses on the right.", []),
    ],
)  # fmt: skip
def test_owners(sentence: str, expected: list[str]) -> None:
    assert told(INTRO + sentence, *KINDS) == expected


def test_a_verb_between_numbers_and_a_meeting_keeps_them() -> None:
    text = (
        "Alpha goes from 0.13 to 0.30 with a peak of 0.37 at epoch 10, while Beta ends at 0.33, so that the two meet "
    )
    (equality,) = told(INTRO + text + "at 0.20 at epoch 20.", "equality")
    assert equality == "equality Alpha Beta 0.2 @20"


def test_of_several_movements_none_is_that_of_the_whole_curve() -> None:
    assert told(INTRO + "Alpha rises from 0.1 to 0.4, then drops.", "trend") == [
        "trend Alpha rises 0.1,0.4 @'some point'",
        "trend Alpha falls @'some point'",
    ]


def test_a_range_goes_on_from_the_movement_before() -> None:
    text = "Alpha rises from epoch 0 to epoch 40, moves between about 0.26 and 0.30 up to epoch 90."
    assert told(INTRO + text, "range") == ["range Alpha ~0.26,0.3 @40..90"]


def test_headings_that_stand_above_every_part_name_no_series() -> None:
    parts = "\n".join(f"## {name}\n### How it goes\nIt begins at 0.1.\n" for name in ("Alpha", "Beta"))
    assert told(INTRO + parts, "start") == ["start Alpha 0.1", "start Beta 0.1"]


def test_a_heading_tells_the_stretch_of_its_part() -> None:
    text = "## Middle stretch (epochs 40-80)\nAlpha stays between 0.26 and 0.30."
    assert told(INTRO + text, "range") == ["range Alpha 0.26,0.3 @40..80"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both axes are linear.", ["axis_scale x linear", "axis_scale y linear"]),
        ("On the right axis accuracy climbs from 10% to 45%.", []),
        ("## Left y-axis: Loss\nIts value is 4.5 at the beginning.", []),
    ],
)
def test_axes_and_what_is_drawn_along_them(text: str, expected: list[str]) -> None:
    assert told(text, "axis_scale", "axis_range", "axis_label") == expected


def test_a_run_on_sentence_leaves_its_axis_behind() -> None:
    text = "The y-axis runs from 0 to 9, and Alpha is 2.5 at 10, passes 4.5 at 30, has 7 at 80."
    assert told(INTRO + text, "tick_values", "axis_range") == ["axis_range x 0,100", "axis_range y 0,9"]


def test_what_is_passed_nowhere_is_a_bound() -> None:
    assert told(INTRO + "No value of Alpha exceeds 0.5.", "bound") == ["bound Alpha below 0.5"]
    assert told(INTRO + "No value of Alpha is above 0.5.", "bound") == []


def test_a_part_of_a_movement_is_no_series() -> None:
    text = "Alpha falls to 0.2. The final increase between 60 and 80 leads back."
    assert told(INTRO + text, "trend")[-1] == "trend Alpha rises @60..80"
