"""Titles, counts, legends, looks and axes."""

from __future__ import annotations

import pytest

from schemas.claims import Claim, ClaimKind, PanelRef
from schemas.reasons import Status
from schemas.record import BoxRecord, TextRecord
from schemas.verdicts import Doubt, Verdict
from tests.checks.claimed import claim, figure, judged, panel, text

SUPPORTED, IMPRECISE, REFUTED = Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.REFUTED


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (claim(ClaimKind.CHART_TYPE, words="Line Graph"), SUPPORTED),
        (claim(ClaimKind.CHART_TYPE, words="bar chart"), REFUTED),
        (claim(ClaimKind.PANEL_COUNT, "1"), SUPPORTED),
        (claim(ClaimKind.PANEL_COUNT, "3"), REFUTED),
        (claim(ClaimKind.SERIES_COUNT, "2"), SUPPORTED),
        (claim(ClaimKind.SERIES_COUNT, "5"), REFUTED),
        (claim(ClaimKind.TITLE, words="Benchmark: AIME24"), SUPPORTED),
        (claim(ClaimKind.TITLE, words="AIME24"), SUPPORTED),
        (claim(ClaimKind.TITLE, words="Loss over epochs"), REFUTED),
        (claim(ClaimKind.LEGEND_ENTRY, words="MEL"), SUPPORTED),
        (claim(ClaimKind.LEGEND_ENTRY, words="ResNet"), REFUTED),
        (claim(ClaimKind.LEGEND_POSITION, words="bottom right"), SUPPORTED),
        (claim(ClaimKind.LEGEND_POSITION, words="top-left corner"), REFUTED),
        (claim(ClaimKind.LEGEND_POSITION, words="outside right"), IMPRECISE),
        (claim(ClaimKind.NO_LEGEND), REFUTED),
        (claim(ClaimKind.SERIES_COLOR, series="MEL", words="red"), SUPPORTED),
        (claim(ClaimKind.SERIES_COLOR, series="GRPO", words="green"), REFUTED),
        (claim(ClaimKind.SERIES_MARKER, series="GRPO", words="circle"), SUPPORTED),
        (claim(ClaimKind.SERIES_MARKER, series="GRPO", words="square"), REFUTED),
        (claim(ClaimKind.SERIES_DASH, series="GRPO", words="dashed"), REFUTED),
        (claim(ClaimKind.SERIES_DASH, series="GRPO", words="solid"), SUPPORTED),
        (claim(ClaimKind.AXIS_LABEL, words="Training step", side="x"), SUPPORTED),
        (claim(ClaimKind.AXIS_LABEL, words="Accuracy in percent", side="x"), REFUTED),
        (claim(ClaimKind.AXIS_RANGE, "0", "140", side="x"), SUPPORTED),
        (claim(ClaimKind.AXIS_RANGE, "-10", "150", side="x"), SUPPORTED),
        (claim(ClaimKind.AXIS_RANGE, "0", "100", side="x"), REFUTED),
        (claim(ClaimKind.AXIS_RANGE, "0.10", "0.50", side="y"), SUPPORTED),
        (claim(ClaimKind.AXIS_SCALE, side="y", words="linear"), SUPPORTED),
        (claim(ClaimKind.AXIS_SCALE, side="y", words="log"), REFUTED),
        (claim(ClaimKind.TICK_STEP, "20", side="x"), SUPPORTED),
        (claim(ClaimKind.TICK_STEP, "30", side="x"), REFUTED),
        (claim(ClaimKind.TICK_VALUES, "0", "20", "40", "140", side="x"), SUPPORTED),
        (claim(ClaimKind.TICK_VALUES, "0", "30", "60", "90", side="x"), REFUTED),
    ],
)
def test_look(one: Claim, verdict: Verdict) -> None:
    assert judged(one).verdict is verdict


def test_gridlines_between_ticks_may_have_no_labels() -> None:
    assert judged(claim(ClaimKind.TICK_STEP, "10", side="x")).doubt is Doubt.TEXT_NOT_READ


@pytest.mark.parametrize(
    "one",
    [
        claim(ClaimKind.PANEL_COUNT, "3"),
        claim(ClaimKind.SERIES_COUNT, "5"),
        claim(ClaimKind.LEGEND_ENTRY, words="ResNet"),
        claim(ClaimKind.CHART_TYPE, words="bar chart"),
    ],
)
def test_figure_in_doubt_does_not_tell_what_is_missing(one: Claim) -> None:
    assert judged(one, figure(status=Status.REVIEW)).verdict is Verdict.NOT_VERIFIABLE


def test_title_that_stands_elsewhere_in_the_figure_is_not_refuted() -> None:
    record = figure()
    record.texts.append(text("Figure 3: Ablation of depth"))
    found = judged(claim(ClaimKind.TITLE, words="Figure 3: Ablation of depth"), record)
    assert found.doubt is Doubt.TEXT_NOT_READ


def test_legend_outside() -> None:
    record = figure()
    legend = record.panels[0].legend
    assert legend is not None
    legend.box = BoxRecord(x0=720, y0=60, x1=820, y1=100)
    found = judged(claim(ClaimKind.LEGEND_POSITION, words="top right, outside the plot"), record)
    assert found.verdict is SUPPORTED


def test_grid_and_claims_of_every_panel() -> None:
    boxes = [BoxRecord(x0=x, y0=y, x1=x + 300, y1=y + 200) for y in (0, 300) for x in (0, 400, 800)]
    record = figure(*(panel(f"Task {i}", box) for i, box in enumerate(boxes)))
    every = PanelRef(text="all panels", every=True)
    assert judged(claim(ClaimKind.GRID_SHAPE, "2", "3"), record).verdict is SUPPORTED
    assert judged(claim(ClaimKind.GRID_SHAPE, "3", "4"), record).verdict is REFUTED
    label = claim(ClaimKind.AXIS_LABEL, words="Training Step", side="x", panel=every)
    assert judged(label, record).verdict is SUPPORTED
    unnamed = claim(ClaimKind.MAXIMUM, "0.40", series="MEL")
    assert judged(unnamed, record).doubt is Doubt.PANEL_AMBIGUOUS
    assert judged(claim(ClaimKind.MAXIMUM, "0.46", series="MEL"), record).verdict is SUPPORTED


def test_figure_of_which_nothing_was_read_decides_nothing() -> None:
    record = figure().model_copy(update={"panels": [], "status": Status.FAILED})
    for kind in ClaimKind:
        assert judged(claim(kind, "1", "2", series="MEL"), record).doubt is Doubt.FIGURE_NOT_READ


@pytest.mark.parametrize("kind", list(ClaimKind))
def test_claims_without_their_parts_are_not_verifiable(kind: ClaimKind) -> None:
    found = judged(Claim(kind=kind, text="", start=0, end=0))
    assert found.verdict is not REFUTED or kind is ClaimKind.NO_LEGEND


@pytest.mark.parametrize(("labels", "verdict"), [(3, Verdict.NOT_VERIFIABLE), (8, REFUTED)])
def test_axis_of_a_doubted_figure_contradicts_with_many_labels_only(labels: int, verdict: Verdict) -> None:
    doubted = figure(status=Status.REVIEW)
    doubted.panels[0].axes[0].ticks[labels:] = []
    assert judged(claim(ClaimKind.AXIS_RANGE, "0", "300", side="x"), doubted).verdict is verdict


def test_axis_may_end_anywhere_between_the_last_label_and_the_next() -> None:
    # The frame of the figure runs from -10 to 150, its labels from 0 to 140 in steps of 20.
    assert judged(claim(ClaimKind.AXIS_RANGE, "0", "155", side="x")).doubt is Doubt.WITHIN_ERROR
    assert judged(claim(ClaimKind.AXIS_RANGE, "0", "170", side="x")).verdict is REFUTED
    assert judged(claim(ClaimKind.AXIS_RANGE, "0", "190", side="x")).verdict is REFUTED


def test_one_title_of_several_panels_contradicts_none_of_them() -> None:
    every = PanelRef(text="each panel", every=True)
    record = figure(panel("A task"), panel("Another"))
    found = judged(claim(ClaimKind.TITLE, words="the name of the benchmark", panel=every), record)
    assert found.doubt is Doubt.PANEL_AMBIGUOUS


@pytest.mark.parametrize(
    ("name", "verdict"), [("Grpo", "supported"), ("GRPQ", "not_verifiable"), ("ResNet", "refuted")]
)
def test_a_name_that_differs_by_one_letter_may_be_misread(name: str, verdict: str) -> None:
    assert judged(claim(ClaimKind.LEGEND_ENTRY, words=name)).verdict.value == verdict


@pytest.mark.parametrize(("confidence", "verdict"), [(0.95, Verdict.REFUTED), (0.7, Verdict.NOT_VERIFIABLE)])
def test_label_that_was_read_unsurely_contradicts_nothing(confidence: float, verdict: Verdict) -> None:
    seen = TextRecord(
        text="Validation Score", box=BoxRecord(x0=0, y0=0, x1=9, y1=9), confidence=confidence, reader="rapidocr"
    )
    record = figure().model_copy(update={"texts": [seen]})
    assert judged(claim(ClaimKind.AXIS_LABEL, words="Temperature", side="y"), record).verdict is verdict


def test_fewer_series_than_were_read_surely_by_name() -> None:
    doubted = figure(status=Status.REVIEW).model_copy(update={"confidence": 0.5})
    verdicts = [judged(claim(ClaimKind.SERIES_COUNT, count), doubted).verdict for count in ("1", "2", "3")]
    assert verdicts == [REFUTED, SUPPORTED, Verdict.NOT_VERIFIABLE]
