"""Put what the stages found into the record of a figure, in file pixels and data units, with its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from extractors.axes import Axis, PanelAxes
from extractors.confidence import confidence
from extractors.curves import Curve, drawn_dash
from extractors.figure_evidence import FigureEvidence, gather_figure_evidence
from extractors.foreign_names import name_another_panel
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend, LegendEntry
from extractors.legend_panels import PanelLegend
from extractors.panels import Panel
from extractors.plot_area import PlotArea
from extractors.readers import Text
from extractors.series import collect_points, points_record
from extractors.series_doubts import doubt_about, is_ink_unread, panel_doubts
from extractors.series_evidence import SeriesEvidence, gather_evidence
from extractors.sides import YSide, assign_sides
from extractors.titles import PanelTitles
from extractors.unread_strokes import strokes_outside, unread_pieces
from extractors.verdict import SeriesVerdict, judge_series
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import (
    AxisRecord,
    BoxRecord,
    FigureRecord,
    LegendRecord,
    NameSource,
    PanelRecord,
    SeriesRecord,
    TextRecord,
    TickRecord,
)


@dataclass(frozen=True)
class Reading:
    """Everything the stages read from a figure; all lists run over the panels.

    ``kinds`` names what a panel holds that is no line chart, and is None for the others.
    """

    figure: Figure
    texts: Sequence[Text]
    panels: Sequence[Panel]
    axes: Sequence[PanelAxes]
    titles: Sequence[PanelTitles]
    legends: Sequence[PanelLegend | None]
    areas: Sequence[PlotArea]
    kinds: Sequence[str | None]
    curves: Sequence[tuple[list[Curve], list[LegendEntry]]]


def figure_record(record: FigureRecord, reading: Reading, options: Options) -> FigureRecord:
    """Complete ``record`` with panels, texts, status, reason and confidence."""
    panels, doubts = [], []
    for i in range(len(reading.panels)):
        panel, doubt = panel_record(reading, i, options)
        panels.append(panel)
        doubts += doubt
    if _has_strokes_outside(reading):
        doubts.append((Reason.UNEXPLAINED_INK, "coloured strokes outside all panels"))
    texts = [text_record(t, reading.figure) for t in reading.texts]
    evidence = gather_figure_evidence(panels, reading.areas, reading.curves, reading.legends, reading.texts)
    return completed(record, panels, texts, doubts, evidence, options)


def _has_strokes_outside(reading: Reading) -> bool:
    """Whether a part of the figure that no panel covers shows coloured strokes as long as curves."""
    print_boxes = [t.box for t in reading.texts]
    legends = [own.legend.box for own in reading.legends if own is not None]
    unit = float(np.median([area.unit for area in reading.areas]))
    return strokes_outside(reading.figure, [p.box for p in reading.panels], [*print_boxes, *legends], unit)


def completed(
    record: FigureRecord,
    panels: list[PanelRecord],
    texts: list[TextRecord],
    doubts: Sequence[tuple[Reason, str]],
    evidence: FigureEvidence,
    options: Options,
) -> FigureRecord:
    """``record`` with what was read, and with the status, reason and confidence that follow from it."""
    sure = confidence("figure", asdict(evidence))
    status, reason, message = figure_status(panels, doubts, sure, options)
    return record.model_copy(
        update={
            "panels": panels,
            "texts": texts,
            "status": status,
            "reason": reason,
            "message": message,
            "confidence": round(sure if status is Status.OK else min(sure, options.ok_confidence), 4),
            "evidence": rounded(evidence),
        }
    )


def panel_record(reading: Reading, i: int, options: Options) -> tuple[PanelRecord, list[tuple[Reason, str]]]:
    """The record of panel ``i`` and what is doubtful about it."""
    axes, titles, own, area = reading.axes[i], reading.titles[i], reading.legends[i], reading.areas[i]
    curves, missing = reading.curves[i]
    names = [c.entry.name if c.entry is not None else None for c in curves]
    sides = assign_sides(axes, names, [c.color for c in curves])
    over = [t.title.string if t.title is not None else None for t in reading.titles]
    foreign = own is not None and name_another_panel([e.name for e in own.legend.entries], over, i)
    series = []
    unread = unread_pieces(area, curves)
    for curve, (side, unclear) in zip(curves, sides, strict=True):
        evidence = gather_evidence(curve, curves, area, axes, side, reading.figure.scale)
        doubt = Reason.AMBIGUOUS_LEGEND if foreign else doubt_about(curve, curves, area, evidence.near, unread)
        doubt = unclear if unclear is not Reason.NONE else doubt
        verdict = judge_series(asdict(evidence), is_calibrated(axes, side), doubt, options)
        source: NameSource = "none" if curve.entry is None else "legend" if own is not None else "label"
        series.append(series_record(curve, area, axes, side, verdict, evidence, source, reading.figure))
    doubts = panel_doubts(i, reading.kinds[i], own, missing)
    if is_ink_unread(curves, area):
        doubts.append((Reason.UNEXPLAINED_INK, f"panel {i}: coloured strokes that no series explains"))
    return panel_of(reading.panels[i].box, axes, titles, own, series, reading.figure), doubts


def panel_of(
    box: Box, axes: PanelAxes, titles: PanelTitles, own: PanelLegend | None, series: list[SeriesRecord], figure: Figure
) -> PanelRecord:
    """A panel with its series, in file pixels."""
    return PanelRecord(
        title=titles.title.string if titles.title is not None else None,
        box=box_record(box, figure),
        axes=[axis_record(axis, figure) for axis in axes.all],
        legend=legend_record(own.legend, figure) if own is not None else None,
        series=series,
    )


def is_calibrated(axes: PanelAxes, side: str) -> bool:
    """Whether both axes of a series give values."""
    return axes.x.calibration is not None and any(a.name == side and a.calibration is not None for a in axes.y_axes)


def figure_status(
    panels: Sequence[PanelRecord], doubts: Sequence[tuple[Reason, str]], sure: float, options: Options
) -> tuple[Status, Reason, str]:
    """The worst of what the panels hold decides about the figure."""
    series = [s for p in panels for s in p.series]
    if not series:
        return Status.FAILED, Reason.NO_LINES, "no line or marker series in any panel"
    if all(s.reason is Reason.AXIS_NOT_CALIBRATED for s in series):
        refused = [f"panel {i} {a.axis}: {a.reason}" for i, p in enumerate(panels) for a in p.axes if a.slope is None]
        return Status.FAILED, Reason.NO_CALIBRATED_PANEL, "; ".join(refused)
    if doubts:
        return Status.REVIEW, doubts[0][0], "; ".join(text for _, text in doubts)
    weak = [s for s in series if s.status is not Status.OK]
    if weak:
        return Status.REVIEW, weak[0].reason, f"{len(weak)} of {len(series)} series are in review"
    refused = [f"panel {i} {a.axis}" for i, p in enumerate(panels) for a in p.axes if a.status is not Status.OK]
    if refused:
        return Status.REVIEW, Reason.AXIS_NOT_CALIBRATED, "not calibrated: " + ", ".join(refused)
    empty = [str(i) for i, p in enumerate(panels) if not p.series]
    if empty:
        return Status.REVIEW, Reason.NO_LINES, "no series in panel " + ", ".join(empty)
    if sure < options.ok_confidence:
        return Status.REVIEW, Reason.LOW_CONFIDENCE, f"right with a chance of {sure:.2f}"
    return Status.OK, Reason.NONE, ""


def series_record(
    curve: Curve,
    area: PlotArea,
    axes: PanelAxes,
    side: YSide,
    verdict: SeriesVerdict,
    evidence: SeriesEvidence,
    source: NameSource,
    figure: Figure,
) -> SeriesRecord:
    """One series with its points."""
    red, green, blue = curve.color
    return SeriesRecord(
        name=curve.entry.name if curve.entry is not None else None,
        name_source=source,
        axis=side,
        color=f"#{red:02x}{green:02x}{blue:02x}",
        dash=drawn_dash(curve) if curve.path is not None else "none",
        marker=_marker(curve),
        coverage=round(evidence.coverage, 4),
        confidence=round(verdict.confidence, 4),
        status=verdict.status,
        reason=verdict.reason,
        evidence=rounded(evidence),
        points=points_record(collect_points(curve, area), axes, side, figure),
    )


def _marker(curve: Curve) -> str | None:
    """The legend shows a marker alone and larger, so its shape is the surer one."""
    if curve.entry is not None and curve.entry.marker is not None:
        return curve.entry.marker
    return curve.markers.shape if curve.markers is not None else None


def axis_record(axis: Axis, figure: Figure) -> AxisRecord:
    """An axis with its calibration, turned from working to file pixels."""
    fit = axis.calibration
    if fit is None:
        labels = axis.labels.labels if axis.labels is not None else ()
        ticks = [
            TickRecord(text=t.text, value=None, px=round(figure.to_file(t.px), 3), reader=t.reader) for t in labels
        ]
        return AxisRecord(
            axis=axis.name, label=axis.title, unit=axis.unit, status=Status.FAILED, reason=axis.reason, ticks=ticks
        )
    values = [t.value for t in fit.ticks if t.value is not None and t.residual_px is not None]
    # working = (file + 0.5) * scale - 0.5
    slope = fit.slope * figure.scale
    intercept = fit.intercept + fit.slope * (0.5 * figure.scale - 0.5)
    return AxisRecord(
        axis=axis.name,
        label=axis.title,
        unit=axis.unit,
        scale=fit.scale,
        slope=slope,
        intercept=intercept,
        first_tick=min(values, default=None),
        last_tick=max(values, default=None),
        tick_step=fit.step,
        residual_px=round(fit.residual_px / figure.scale, 4),
        categories=list(fit.categories) if fit.categories is not None else None,
        ticks=[
            TickRecord(
                text=t.text,
                value=t.value,
                px=round(figure.to_file(t.px), 3),
                residual_px=None if t.residual_px is None else round(t.residual_px / figure.scale, 4),
                reader=t.reader,
            )
            for t in fit.ticks
        ],
    )


def box_record(box: Box, figure: Figure) -> BoxRecord:
    """A box in file pixels."""
    x0, y0, x1, y1 = (round(figure.to_file(float(v)), 2) for v in (box.x0, box.y0, box.x1, box.y1))
    return BoxRecord(x0=x0, y0=y0, x1=x1, y1=y1)


def legend_record(legend: Legend, figure: Figure) -> LegendRecord:
    """A legend in file pixels."""
    return LegendRecord(box=box_record(legend.box, figure), title=legend.title, names=[e.name for e in legend.entries])


def rounded(evidence: SeriesEvidence | FigureEvidence) -> dict[str, float]:
    """Evidence by name, as records keep it."""
    return {name: round(value, 4) for name, value in asdict(evidence).items()}


def text_record(text: Text, figure: Figure) -> TextRecord:
    """A text in file pixels."""
    return TextRecord(
        text=text.string,
        box=box_record(text.box, figure),
        confidence=round(text.confidence, 4),
        reader=text.reader,
        rotation=text.rotation,
    )
