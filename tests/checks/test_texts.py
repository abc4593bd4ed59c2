"""Whole texts against a figure: right ones, wrong ones, and those that are no descriptions at all."""

from __future__ import annotations

import pytest

from checks.description import describe_figure
from checks.texts import check_text, check_texts
from schemas.reasons import Status
from schemas.record import FigureRecord
from schemas.verdicts import TextReason, Verdict
from tests.checks.claimed import GRPO, MEL, axis, figure, line, panel
from tests.reports.fabricate import record as fabricated

RIGHT = """## Line Graph
- **X-axis**: "Training Step"
- **GRPO**: Blue line with circular markers.
- **MEL**: Red line with triangular markers.
#### MEL
- Starts at ~0.13 (step 0)
- Step 80: ~0.36
- Step 130: ~0.46
"""


def test_right_text_is_borne_out_and_wrong_numbers_are_not() -> None:
    right = check_text("", RIGHT, figure())
    assert right.counts[Verdict.SUPPORTED] >= 8
    assert right.counts[Verdict.REFUTED] == 0
    wrong = check_text("", RIGHT.replace("0.46", "0.41").replace("Red", "Green"), figure())
    refuted = {one.claim.text for one in wrong.judged if one.verdict is Verdict.REFUTED}
    assert len(refuted) == 2
    assert any("0.41" in text for text in refuted)
    assert wrong.reason == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "binary"),
        (b"x" * 10_000_000, "too_large"),
        (
            "Die Abbildung zeigt zwei Kurven, die nach und nach ansteigen und sich dann nicht mehr ändern.",
            "not_english",
        ),
    ],
)
def test_text_that_is_no_description_gives_a_reason(text: bytes | str, reason: TextReason) -> None:
    found = check_text("", text, figure())
    assert (found.reason, found.judged) == (reason, ())


def test_text_of_another_figure_is_told() -> None:
    other = """## Line chart: Sales
- **Y-axis**: "Revenue (million dollars)"
- **Legend**: North in green, South in purple
- North: 12 at 2015, 18 at 2016, 25 at 2017.
- South: 7 at 2015, 9 at 2016.
"""
    assert check_text("", other, figure()).reason == "other_figure"


def test_text_of_a_figure_that_was_not_read() -> None:
    nothing = figure().model_copy(update={"panels": [], "status": Status.FAILED})
    found = check_text("", RIGHT, nothing)
    assert found.reason == "figure_not_read"
    assert found.counts[Verdict.NOT_VERIFIABLE] == len(found.judged) > 0


def test_texts_that_disagree() -> None:
    checked = check_texts({"a": RIGHT, "b": RIGHT.replace("0.46", "11.5")}, figure())
    (disagreement,) = checked.disagreements
    assert disagreement.supported == ("a",)


@pytest.mark.parametrize(
    "record",
    [
        figure(),
        fabricated(),
        fabricated(panels=2),
        figure(panel(title=None, legend=None, series=[line(None, "#2ca02c", [0.2 + 0.02 * k for k in range(15)])])),
    ],
)
def test_description_written_from_a_record_is_borne_out_by_it(record: FigureRecord) -> None:
    found = check_text("", describe_figure(record), record)
    assert found.counts[Verdict.SUPPORTED] >= 6
    assert found.counts[Verdict.REFUTED] == found.counts[Verdict.IMPRECISE] == 0
    assert found.contradictions == ()


def test_nothing_is_told_of_a_figure_that_was_not_read() -> None:
    nothing = figure().model_copy(update={"panels": [], "status": Status.FAILED, "message": "no plot box"})
    assert describe_figure(nothing) == "The figure could not be read: no plot box\n"


def test_an_axis_names_the_only_line_that_is_drawn_on_it() -> None:
    axes = [
        axis("x", -10, 150, 20),
        axis("left", 0.1, 0.5, 0.1, label="Loss"),
        axis("right", 0.1, 0.5, 0.1, label="Gain (%)"),
    ]
    lines = [line("One", "#1f77b4", GRPO), line("Two", "#d62728", MEL, axis="right")]
    checked = check_text(
        "", "At step 80 the loss is 0.30 and the gain is 0.36.", figure(panel(axes=axes, series=lines))
    )
    assert [(one.claim.values[0].text, one.series, one.verdict.value) for one in checked.judged] == [
        ("0.30", 0, "supported"),
        ("0.36", 1, "supported"),
    ]


def test_the_unit_of_x_tells_places() -> None:
    axes = [axis("x", -10, 150, 20, label="Time (s)"), axis("left", 0.1, 0.5, 0.1, label="Score")]
    checked = check_text("", "GRPO is at 0.30 after 80 s.", figure(panel(axes=axes)))
    assert [one.verdict.value for one in checked.judged] == ["supported"]
