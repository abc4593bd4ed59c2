"""Which panel, axis and series the words of a claim mean."""

from __future__ import annotations

import pytest

from checks.references import find_axis, find_panels, find_series
from checks.views import FigureView, view_of
from schemas.claims import AxisRef, ClaimKind, PanelRef, SeriesRef
from schemas.options import CheckOptions
from schemas.record import BoxRecord, FigureRecord
from schemas.verdicts import Doubt, Verdict
from tests.checks.claimed import BOX, GRPO, MEL, axis, claim, figure, judged, line, panel


def view(record: FigureRecord) -> FigureView:
    return view_of(record, CheckOptions())


def series_of(ref: SeriesRef | None, record: FigureRecord) -> list[int] | Doubt:
    return find_series(ref, view(record).panels[0])


@pytest.mark.parametrize(
    ("name", "names", "expected"),
    [
        ("MEL", ("GRPO", "MEL"), [1]),
        ("**MEL**", ("GRPO", "MEL"), [1]),
        (r"$R^2$", ("R2", "R3"), [0]),
        ("v10", ("v10-l1-length-4096", "v1-l1-length-4096"), [0]),
        ("v1", ("v10-l1-length-4096", "v1-l1-length-4096"), [1]),
        ("Transforner base", ("Transformer base", "LSTM"), [0]),
        ("Method B", ("Method A", "Method C"), Doubt.SERIES_UNKNOWN),
        ("length", ("v10-l1-length-4096", "v1-l1-length-4096"), Doubt.SERIES_AMBIGUOUS),
        ("PPO", ("GRPO", "MEL"), Doubt.SERIES_UNKNOWN),
    ],
)
def test_series_by_name(name: str, names: tuple[str, str], expected: list[int] | Doubt) -> None:
    record = figure(panel(series=[line(names[0], "#1f77b4", GRPO), line(names[1], "#d62728", MEL)]))
    assert series_of(SeriesRef(text=name, name=name), record) == expected


@pytest.mark.parametrize(
    ("color", "colors", "expected"),
    [
        ("blue", ("#1f77b4", "#d62728"), [0]),
        ("red", ("#1f77b4", "#d62728"), [1]),
        ("dark blue", ("#9ecae1", "#08306b"), [1]),
        ("light blue", ("#9ecae1", "#08306b"), [0]),
        ("blue", ("#1f77b4", "#4169e1"), Doubt.SERIES_AMBIGUOUS),
        ("green", ("#1f77b4", "#d62728"), Doubt.SERIES_UNKNOWN),
        ("light coral/salmon", ("#1f77b4", "#f08080"), [1]),
    ],
)
def test_series_by_color(color: str, colors: tuple[str, str], expected: list[int] | Doubt) -> None:
    record = figure(panel(series=[line("a", colors[0], GRPO), line("b", colors[1], MEL)]))
    assert series_of(SeriesRef(text=color, color=color), record) == expected


def test_series_by_place_in_legend_and_by_being_the_only_one() -> None:
    assert series_of(SeriesRef(text="Series 2", number=2), figure()) == [1]
    assert series_of(None, figure()) is Doubt.SERIES_AMBIGUOUS
    assert series_of(SeriesRef(text="both lines", every=True), figure()) == [0, 1]
    alone = figure(panel(legend=None, series=[line(None, "#1f77b4", GRPO)]))
    assert series_of(None, alone) == series_of(SeriesRef(text="the line", only=True), alone) == [0]
    assert series_of(SeriesRef(text="PPO", name="PPO"), alone) is Doubt.SERIES_UNKNOWN


def two_panels() -> FigureView:
    right = BoxRecord(x0=800, y0=50, x1=1400, y1=450)
    return view(figure(panel("MATH500"), panel("GPQA", right)))


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (PanelRef(text="", title="GPQA"), [1]),
        (PanelRef(text="", title="(b) GPQA"), [1]),
        (PanelRef(text="", number=1), [0]),
        (PanelRef(text="", title="KACYAN", number=1), Doubt.PANEL_UNKNOWN),
        (PanelRef(text="", position="left chart"), [0]),
        (PanelRef(text="", position="right"), [1]),
        (PanelRef(text="", every=True), [0, 1]),
        (None, Doubt.PANEL_AMBIGUOUS),
    ],
)
def test_panel(ref: PanelRef | None, expected: list[int] | Doubt) -> None:
    found = find_panels(ref, two_panels())
    assert (found if isinstance(found, Doubt) else [p.number for p in found]) == expected


def test_axis_by_side_and_label() -> None:
    axes = [axis("x", 0, 10, 2, label="Step"), axis("left", 0, 1, 0.2, label="Accuracy"), axis("right", 0, 9, 3)]
    (twin,) = view(figure(panel(axes=axes))).panels
    assert find_axis(AxisRef(text="", side="y"), twin) is Doubt.AXIS_AMBIGUOUS
    assert find_axis(AxisRef(text="", side="right"), twin) == "right"
    assert find_axis(AxisRef(text="", label="accuracy"), twin) == "left"
    (plain,) = view(figure()).panels
    assert find_axis(AxisRef(text="", side="y"), plain) == "left"
    assert find_axis(AxisRef(text="", side="right"), plain) is Doubt.AXIS_NOT_READ


def test_words_that_name_two_panels_are_about_neither_for_certain() -> None:
    right = BOX.model_copy(update={"x0": 800, "x1": 1400})
    two = figure(panel("OMNI-MATH500"), panel("AIMO2024", right))
    words = "0.20 (OMNI-MATH500), the highest 0.30 (AIMO2024)"
    found = judged(claim(ClaimKind.MAXIMUM, "0.30", series="GRPO", title="OMNI-MATH500", text=words), two)
    assert (found.verdict, found.doubt) == (Verdict.NOT_VERIFIABLE, Doubt.PANEL_AMBIGUOUS)
    alone = judged(claim(ClaimKind.MAXIMUM, "0.30", series="GRPO", title="OMNI-MATH500", text="highest 0.30"), two)
    assert alone.verdict is Verdict.REFUTED
