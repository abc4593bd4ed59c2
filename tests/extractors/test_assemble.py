"""Records: what decides about a figure's status, and pixels turned into those of the file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.assemble import axis_record, box_record, figure_status
from extractors.axes import Axis
from extractors.calibration import Tick
from extractors.geometry import Box
from extractors.image import Figure
from extractors.tick_readings import TickLabel
from extractors.ticks import AxisLabels
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import AxisRecord, BoxRecord, PanelRecord, PointsRecord, SeriesRecord
from tests.extractors.fitted import calibration

BOX = BoxRecord(x0=0, y0=0, x1=9, y1=9)
FILE = Figure(np.zeros((60, 80, 3), np.uint8), 1.0, 80, 60)
ENLARGED = replace(FILE, scale=3.0)


def series(status: Status = Status.OK, reason: Reason = Reason.NONE) -> SeriesRecord:
    return SeriesRecord(color="#000000", coverage=1, confidence=1, status=status, reason=reason, points=PointsRecord())


def panel(*members: SeriesRecord, refused: bool = False) -> PanelRecord:
    x = AxisRecord(axis="x", slope=1.0, intercept=0.0)
    failed = AxisRecord(axis="left", status=Status.FAILED, reason=Reason.LADDER_BROKEN)
    return PanelRecord(box=BOX, axes=[x, failed if refused else x], series=list(members))


UNCALIBRATED = series(Status.REVIEW, Reason.AXIS_NOT_CALIBRATED)
FAINT = series(Status.REVIEW, Reason.LOW_COVERAGE)
DOUBT = (Reason.UNEXPLAINED_INK, "panel 0: strokes")


@pytest.mark.parametrize(
    ("panels", "doubts", "status", "reason"),
    [
        ([panel(series())], [], Status.OK, Reason.NONE),
        ([panel(series()), panel(series())], [], Status.OK, Reason.NONE),
        ([panel()], [], Status.FAILED, Reason.NO_LINES),
        ([panel()], [DOUBT], Status.FAILED, Reason.NO_LINES),
        ([panel(UNCALIBRATED, refused=True)], [], Status.FAILED, Reason.NO_CALIBRATED_PANEL),
        ([panel(UNCALIBRATED, refused=True), panel(series())], [], Status.REVIEW, Reason.AXIS_NOT_CALIBRATED),
        ([panel(series())], [DOUBT], Status.REVIEW, Reason.UNEXPLAINED_INK),
        ([panel(series(), FAINT)], [], Status.REVIEW, Reason.LOW_COVERAGE),
        ([panel(series(), refused=True)], [], Status.REVIEW, Reason.AXIS_NOT_CALIBRATED),
        ([panel(series()), panel()], [], Status.REVIEW, Reason.NO_LINES),
    ],
)
def test_the_worst_decides(
    panels: list[PanelRecord], doubts: list[tuple[Reason, str]], status: Status, reason: Reason
) -> None:
    found = figure_status(panels, doubts, 1.0, Options())
    assert found[:2] == (status, reason)
    assert bool(found[2]) == (status is not Status.OK)


def test_a_figure_that_looks_wrong_as_a_whole_is_in_review() -> None:
    found = figure_status([panel(series())], [], 0.4, Options(ok_confidence=0.5))
    assert found[:2] == (Status.REVIEW, Reason.LOW_CONFIDENCE)
    assert figure_status([panel(series())], [], 0.6, Options(ok_confidence=0.5))[0] is Status.OK


def test_the_message_names_what_was_refused() -> None:
    _, _, message = figure_status([panel(UNCALIBRATED, refused=True)], [], 1.0, Options())
    assert message == "panel 0 left: ladder_broken"


@pytest.mark.parametrize("figure", [FILE, ENLARGED])
def test_a_calibration_holds_in_pixels_of_the_file(figure: Figure) -> None:
    ticks = tuple(Tick(px, str(value), value, 0.3) for px, value in ((31.0, 3.0), (61.0, 6.0), (91.0, 9.0)))
    fit = replace(calibration(0.1, -0.1, residual=0.3), ticks=ticks, step=3.0)
    record = axis_record(Axis("x", None, fit, title="time", unit="s"), figure)
    assert record.slope is not None
    assert record.intercept is not None
    for tick, drawn in zip(record.ticks, ticks, strict=True):
        assert tick.px == pytest.approx(figure.to_file(drawn.px), abs=1e-3)
        assert record.slope * figure.to_file(drawn.px) + record.intercept == pytest.approx(drawn.value)
        assert tick.residual_px == pytest.approx(0.3 / figure.scale)
    assert (record.first_tick, record.last_tick, record.tick_step) == (3, 9, 3)
    assert (record.label, record.unit, record.scale, record.status) == ("time", "s", "linear", Status.OK)


def test_a_refused_axis_keeps_what_was_read() -> None:
    labels = AxisLabels("left", (TickLabel(10, "O.l", 0.4, reader="test"),), (), ())
    record = axis_record(Axis("left", labels, None, Reason.TOO_FEW_TICKS), ENLARGED)
    assert (record.status, record.reason) == (Status.FAILED, Reason.TOO_FEW_TICKS)
    assert (record.slope, record.intercept, record.scale) == (None, None, None)
    (tick,) = record.ticks
    assert (tick.text, tick.value, tick.reader) == ("O.l", None, "test")
    assert tick.px == pytest.approx(3.0)
    assert axis_record(Axis("x", None, None, Reason.NO_AXIS_LABELS), FILE).ticks == []


def test_boxes_are_in_pixels_of_the_file() -> None:
    assert box_record(Box(1, 4, 31, 61), ENLARGED) == BoxRecord(x0=0, y0=1, x1=10, y1=20)
    assert box_record(Box(1, 4, 31, 61), FILE) == BoxRecord(x0=1, y0=4, x1=31, y1=61)
