"""The whole extraction: example figures end to end, and everything that is no readable line chart."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from numpy.random import default_rng
from PIL import Image

import extractors.pipeline
from benchmarks.measures import measure_figure
from extractors.errors import ReaderMissing
from extractors.geometry import Box
from extractors.image import Figure
from extractors.panels import Panel
from extractors.pipeline import covers_of, digitise_bytes, scale_of
from extractors.readers import Text
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.truth import load_truth

OPTIONS = Options()
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "data" / "raw").glob("*.png"))


def png(rgb: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG")
    return buffer.getvalue()


def drawn(draw: Callable[[Axes], None]) -> bytes:
    drawing = Drawing(figsize=(5.6, 4), dpi=100)
    FigureCanvasAgg(drawing)
    draw(drawing.add_subplot())
    buffer = io.BytesIO()
    drawing.savefig(buffer)
    return buffer.getvalue()


def decay_with_gap(axes: Axes) -> None:
    x = np.linspace(0, 10, 101)
    y = 1000 * np.exp(-x)
    y[40:60] = np.nan
    axes.plot(x, y, color="tab:red", label="loss")
    axes.plot(x, 5 + 0 * x + x**2, color="tab:blue", label="steps")
    axes.set_yscale("log")
    axes.legend()


@pytest.fixture(scope="module")
def log_figure() -> FigureRecord:
    return digitise_bytes(drawn(decay_with_gap), "log.png", OPTIONS)


def bars(axes: Axes) -> None:
    axes.bar(["one", "two", "three", "four"], [3, 9, 5, 7], color=["tab:blue", "tab:orange", "tab:green", "tab:red"])


def histogram(axes: Axes) -> None:
    axes.hist(default_rng(0).normal(size=400), bins=20, edgecolor="black")


def heat_map(axes: Axes) -> None:
    axes.imshow(default_rng(0).uniform(size=(8, 8)))


@pytest.mark.slow
def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_example_figures_are_read_exactly(path: Path) -> None:
    record = digitise_bytes(path.read_bytes(), path.name, OPTIONS)
    measure = measure_figure(load_truth(path.with_suffix(".truth.json")), record)
    axes = [axis for panel in record.panels for axis in panel.axes]
    assert (record.status, record.reason, record.message) == (Status.OK, Reason.NONE, "")
    assert (measure.panels_found, measure.panels_extra) == (measure.panels_true, 0)
    assert measure.axes_right == measure.axes_emitted == len(axes)
    assert all(axis.status is Status.OK for axis in axes)
    assert [series.name for series in measure.series if not series.right] == []
    assert measure.exact
    assert record.confidence >= OPTIONS.ok_confidence


def test_a_log_figure_with_a_gap(log_figure: FigureRecord) -> None:
    assert (log_figure.status, log_figure.message) == (Status.OK, "")
    assert (log_figure.width, log_figure.height) == (560, 400)
    (panel,) = log_figure.panels
    assert {axis.axis: axis.scale for axis in panel.axes} == {"x": "linear", "left": "log"}
    assert [series.name for series in panel.series] == ["loss", "steps"]
    loss, steps = (series.points for series in panel.series)
    x = np.array(steps.x, float)
    assert np.array(steps.y, float) == pytest.approx(5 + x**2, rel=0.03)
    assert (x.min(), x.max()) == pytest.approx((0, 10), abs=0.05)
    x, y = np.array(loss.x, float), np.array(loss.y, float)
    assert np.isnan(y).sum() == 1
    seen = ~np.isnan(y)
    assert np.log10(y[seen]) == pytest.approx(3 - x[seen] * np.log10(np.e), abs=0.03)
    assert not ((x > 4.05) & (x < 5.85)).any()


def test_errors_hold_what_they_say(log_figure: FigureRecord) -> None:
    points = log_figure.panels[0].series[1].points
    x, y, sigma = (np.array(values, float) for values in (points.x, points.y, points.y_err))
    off = np.abs(y - 5 - x**2) / sigma
    assert np.mean(off < 2) > 0.9


def test_every_stage_is_timed(log_figure: FigureRecord) -> None:
    assert {"text", "panels", "ticks", "legend", "axes", "curves"} <= set(log_figure.stage_seconds)
    assert sum(log_figure.stage_seconds.values()) <= log_figure.seconds


def test_the_stage_that_refused_a_figure_is_the_last_that_is_timed() -> None:
    refused = digitise_bytes(png(default_rng(0).integers(0, 255, (90, 90, 3)).astype(np.uint8)), "noise.png", OPTIONS)
    assert list(refused.stage_seconds) == ["text", "panels"]


def test_a_figure_is_its_bytes(log_figure: FigureRecord) -> None:
    again = digitise_bytes(drawn(decay_with_gap), "log.png", OPTIONS)
    own = {"seconds", "stage_seconds"}
    assert again.model_dump(exclude=own) == log_figure.model_dump(exclude=own)
    assert again.figure_id == again.sha256[:16]
    assert again.options_hash == OPTIONS.digest()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b"no picture", Reason.UNREADABLE_IMAGE),
        (png(default_rng(0).integers(0, 255, (90, 90, 3)).astype(np.uint8))[:5000], Reason.UNREADABLE_IMAGE),
        (png(np.zeros((1, 1, 3), np.uint8)), Reason.IMAGE_TOO_SMALL),
        (png(np.full((99, 99, 3), 255, np.uint8)), Reason.BLANK_IMAGE),
    ],
)
def test_broken_files_fail_with_a_reason(data: bytes, reason: Reason) -> None:
    record = digitise_bytes(data, "broken.png", OPTIONS)
    assert (record.status, record.reason) == (Status.FAILED, reason)
    assert record.message
    assert (record.source, record.confidence, record.panels) == ("broken.png", 0, [])


@pytest.mark.parametrize(("height", "unit"), [(20, 20), (45, 16)])
def test_powers_with_their_exponents_do_not_tell_the_size_of_digits(height: int, unit: float) -> None:
    figure = Figure(np.full((400, 400, 3), 255, np.uint8), 1.0, 400, 400)
    powers = [Text("10-1", Box(10, y, 50, y + height - 1), 0.9, "given") for y in (20, 120, 220)]
    words = [Text("loss", Box(200, y, 240, y + 19), 0.9, "given") for y in (20, 120)]
    assert scale_of(figure, [*powers, *words]) == unit
    assert scale_of(figure, powers) == height


def test_numbers_with_exponents_tell_the_size_of_digits() -> None:
    figure = Figure(np.full((400, 400, 3), 255, np.uint8), 1.0, 400, 400)
    numbers = [Text("2e+05", Box(10, y, 70, y + 21), 0.9, "given") for y in (20, 80, 140, 200)]
    with_marks = [Text(t, Box(x, 240, x + 28, 277), 0.9, "given") for t, x in (("5", 80), ("10", 160), ("15", 240))]
    assert scale_of(figure, [*numbers, *with_marks]) == 22


def test_markers_read_as_letters_tell_no_size() -> None:
    figure = Figure(np.full((400, 400, 3), 255, np.uint8), 1.0, 400, 400)
    numbers = [Text("200", Box(10, y, 70, y + 21), 0.9, "given") for y in (20, 80, 140, 200)]
    words = [Text("West", Box(200, y, 260, y + 21), 0.9, "given") for y in (20, 80)]
    markers = [Text(t, Box(x, 240, x + 9, 249), 0.9, "given") for t, x in zip("TCLZT", range(80, 180, 20), strict=True)]
    assert scale_of(figure, [*numbers, *words, *markers]) == 22
    pairs = [Text("OC", Box(x, 300, x + 30, 306), 0.9, "given") for x in range(80, 280, 40)]
    assert scale_of(figure, [*numbers, *words, *pairs]) == 22


def test_a_missing_reader_fails_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(choice: str) -> None:
        raise ReaderMissing(Reason.READER_MISSING, f"install {choice}")

    monkeypatch.setattr(extractors.pipeline, "open_reader", missing)
    record = digitise_bytes(drawn(bars), "a.png", OPTIONS)
    assert (record.status, record.reason, record.message) == (Status.FAILED, Reason.READER_MISSING, "install auto")


def test_a_legend_that_names_no_line_of_a_panel_does_not_hide_its_lines() -> None:
    drawing = Drawing(figsize=(9, 4), dpi=100)
    named, bare = drawing.subplots(1, 2)
    x = np.linspace(0, 10, 101)
    named.plot(x, np.sin(x), color="tab:red", label="loss")
    named.plot(x, np.cos(x), color="tab:blue", label="steps")
    named.legend(loc="lower left")
    bare.plot(x, x**2, color="tab:green")
    buffer = io.BytesIO()
    FigureCanvasAgg(drawing)
    drawing.savefig(buffer)
    record = digitise_bytes(buffer.getvalue(), "two.png", OPTIONS)
    assert [[s.name for s in panel.series] for panel in record.panels] == [["loss", "steps"], [None]]
    assert [panel.legend is None for panel in record.panels] == [False, True]


def test_lines_that_the_own_legend_does_not_name_are_in_doubt_and_not_lost() -> None:
    drawing = Drawing(figsize=(6, 4), dpi=100)
    axes = drawing.subplots()
    x = np.linspace(0, 10, 101)
    axes.plot(x, np.sin(x), color="tab:blue")
    axes.plot([], [], color="tab:red", label="another")
    axes.legend(loc="upper right")
    buffer = io.BytesIO()
    FigureCanvasAgg(drawing)
    drawing.savefig(buffer)
    record = digitise_bytes(buffer.getvalue(), "other.png", OPTIONS)
    (series,) = record.panels[0].series
    assert (series.name, series.reason) == (None, Reason.LEGEND_ENTRY_NOT_FOUND)
    assert record.status is Status.REVIEW and "another" in record.message


def test_an_unexpected_error_is_a_bug_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(extractors.pipeline, "read_figure", broken)
    record = digitise_bytes(drawn(bars), "a.png", OPTIONS)
    assert (record.status, record.reason) == (Status.FAILED, Reason.BUG)
    assert "ZeroDivisionError: by nothing" in record.message
    assert record.width == 560


@pytest.mark.parametrize("draw", [bars, histogram, heat_map])
def test_other_charts_are_never_ok(draw: Callable[[Axes], None]) -> None:
    record = digitise_bytes(drawn(draw), "other.png", OPTIONS)
    assert (record.status, record.reason) == (Status.NOT_A_CHART, Reason.OTHER_CHART)
    assert "bars" in record.message or "heat map" in record.message
    assert record.panels == []


def test_a_photo_is_never_ok() -> None:
    rows, columns = np.mgrid[:300, :400]
    smooth = 120 + 60 * np.sin(rows / 37) * np.cos(columns / 53)
    noise = default_rng(0).normal(0, 15, (300, 400, 3))
    record = digitise_bytes(png((smooth[..., None] + noise).clip(0, 255).astype(np.uint8)), "photo.png", OPTIONS)
    assert record.status in (Status.NOT_A_CHART, Status.FAILED)
    assert record.reason not in (Reason.NONE, Reason.BUG)
    assert record.panels == []


def test_a_page_of_words_is_no_chart() -> None:
    drawing = Drawing(figsize=(5, 3), dpi=100)
    FigureCanvasAgg(drawing)
    for row in range(6):
        drawing.text(0.1, 0.85 - 0.12 * row, f"Line {row} of a page without any picture")
    buffer = io.BytesIO()
    drawing.savefig(buffer)
    record = digitise_bytes(buffer.getvalue(), "page.png", OPTIONS)
    assert (record.status, record.reason) == (Status.NOT_A_CHART, Reason.NO_PLOT_BOX)


def test_an_inset_covers_its_panel_and_not_the_other_way_round() -> None:
    whole, inset = (Panel(box, frozenset(), (255, 255, 255)) for box in (Box(0, 0, 400, 300), Box(150, 100, 300, 200)))
    assert [cover.box for cover in covers_of(whole, [whole, inset], [], [])] == [inset.box]
    assert covers_of(inset, [whole, inset], [], []) == []


@pytest.mark.parametrize("outside", [False, True])
def test_a_curve_outside_all_panels_sends_the_figure_to_review(outside: bool) -> None:
    drawing = Drawing(figsize=(9, 4), dpi=100)
    FigureCanvasAgg(drawing)
    axes = drawing.add_axes((0.08, 0.12, 0.4, 0.8))
    axes.plot(np.arange(11), np.arange(11) ** 2, color="tab:blue")
    if outside:
        drawing.add_artist(Line2D([0.6, 0.7, 0.8, 0.9], [0.2, 0.8, 0.4, 0.7], color="tab:red"))
    buffer = io.BytesIO()
    drawing.savefig(buffer)
    record = digitise_bytes(buffer.getvalue(), "test", OPTIONS)
    assert ("outside all panels" in record.message) is outside
    assert record.status is (Status.REVIEW if outside else Status.OK)
