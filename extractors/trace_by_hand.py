"""Trace the line that a person points at, by the stages that trace lines unattended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.by_hand import panel_axes
from extractors.curves import Curve, find_curves
from extractors.errors import NotAChart, NothingThere
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend_entry import LegendEntry
from extractors.panel_boxes import Panel, background_of
from extractors.panels import find_panels
from extractors.pipeline import scale_of
from extractors.plot_area import Cover, PlotArea, find_plot_area
from extractors.readers import Text
from extractors.series import collect_points, points_record
from extractors.sides import YSide
from schemas.record import BoxRecord, PanelRecord, SeriesRecord, TextRecord

Color = tuple[int, int, int]

# A click is meant for ink within this share of the digit height around it.
_AIM = 0.5
# Nearer to the background than this, of 255, a pixel is no ink that could be meant.
_FAINT = 24.0
# A box that a person moved is the machine's own where they share so much: then its gridlines are known.
_SAME_BOX = 0.7


def trace_at(
    figure: Figure, texts: Sequence[TextRecord], panel: PanelRecord, place: tuple[float, float], axis: YSide
) -> SeriesRecord:
    """The line whose ink lies at ``place`` (x, y in file pixels) in a panel, as a series without a name.

    The other series of the panel stay known by their colours. Raises :class:`~extractors.errors.NothingThere` where
    there is no ink, or where no line can be followed in its colour.
    """
    scene = _Scene(figure, texts, panel)
    color = scene.color_at(place)
    area, (found,) = scene.trace([_entry(color, None)], [_entry(_rgb(one.color), one) for one in panel.series])
    if found is None:
        raise NothingThere(f"no line of the colour #{bytes(color).hex()} can be followed in the panel")
    return scene.series(area, found, axis)


def trace_again(figure: Figure, texts: Sequence[TextRecord], panel: PanelRecord) -> list[SeriesRecord]:
    """Every series of the panel traced anew in its box, by colour, dash and marker; one that is not found stays."""
    scene = _Scene(figure, texts, panel)
    area, found = scene.trace([_entry(_rgb(one.color), one) for one in panel.series], [])
    return [
        old if curve is None else _renewed(old, scene.series(area, curve, old.axis))
        for old, curve in zip(panel.series, found, strict=True)
    ]


class _Scene:
    """A panel of a record, set up for the stages in working pixels."""

    def __init__(self, figure: Figure, texts: Sequence[TextRecord], panel: PanelRecord) -> None:
        self._figure = figure
        self._panel = panel
        self._texts = [Text(t.text, _working(t.box, figure), t.confidence, t.reader, t.rotation) for t in texts]
        self._unit = scale_of(figure, self._texts)
        self._own = self._known_panel(_working(panel.box, figure))

    def color_at(self, place: tuple[float, float]) -> Color:
        """The colour of the ink at a place: that of the pixel nearby which differs most from the background."""
        x, y = ((value + 0.5) * self._figure.scale - 0.5 for value in place)
        aim = max(_AIM * self._unit, 1.5)
        rows, columns = Box(x - aim, y - aim, x + aim, y + aim).slices(*self._figure.rgb.shape[:2])
        near = self._figure.rgb[rows, columns].reshape(-1, 3).astype(np.float64)
        if len(near) == 0:
            raise NothingThere("the place lies outside of the figure")
        away = np.linalg.norm(near - self._own.background, axis=1)
        if away.max() < _FAINT:
            raise NothingThere("there is no ink at the place")
        red, green, blue = (int(value) for value in near[int(np.argmax(away))])
        return red, green, blue

    def trace(self, wanted: Sequence[LegendEntry], known: Sequence[LegendEntry]) -> tuple[PlotArea, list[Curve | None]]:
        """The ink of the panel and in it the curve of each wanted entry, None where none was found.

        ``known`` entries are drawn in the panel as well.
        """
        colors = [entry.color for entry in (*wanted, *known)]
        area = self._plot_area(colors)
        curves, _ = find_curves(area, [*wanted, *known])
        return area, [next((curve for curve in curves if curve.entry is entry), None) for entry in wanted]

    def series(self, area: PlotArea, curve: Curve, axis: YSide) -> SeriesRecord:
        """A curve that was traced in ``area`` as a series on the axes of the panel."""
        points = collect_points(curve, area)
        axes = panel_axes(self._panel, self._figure.scale)
        return SeriesRecord(
            axis=axis,
            color=f"#{bytes(curve.color).hex()}",
            dash=curve.dash if curve.path is not None else "none",
            marker=curve.markers.shape if curve.markers is not None else None,
            coverage=round(curve.path.coverage, 4) if curve.path is not None else 1.0,
            confidence=0.0,
            points=points_record(points, axes, axis, self._figure),
        )

    def _plot_area(self, colors: Sequence[Color]) -> PlotArea:
        legend = self._panel.legend
        # The swatches of a record's legend are not known, so all of it is blanked.
        boxes = [] if legend is None else [_working(legend.box, self._figure)]
        covers = [Cover(box, (box,), True) for box in boxes]
        return find_plot_area(self._figure, self._own, covers, self._texts, colors, self._unit)

    def _known_panel(self, box: Box) -> Panel:
        """The panel of that box with the strokes that the machine sees in it."""
        background = background_of(self._figure.rgb, box)
        alone = Panel(box, frozenset(), background)
        try:
            panels = find_panels(self._figure, self._texts, self._unit)
        except NotAChart:  # that there is a chart is what the person says
            return alone
        own = max(panels, key=lambda panel: panel.box.iou(box))
        return alone if own.box.iou(box) < _SAME_BOX else replace(own, box=box, background=background)


def _working(box: BoxRecord, figure: Figure) -> Box:
    x0, y0, x1, y1 = ((value + 0.5) * figure.scale - 0.5 for value in (box.x0, box.y0, box.x1, box.y1))
    return Box(x0, y0, x1, y1)


def _entry(color: Color, series: SeriesRecord | None) -> LegendEntry:
    """A legend entry for a line that is known by its look alone."""
    nowhere = Box(0.0, 0.0, 0.0, 0.0)
    if series is None:
        return LegendEntry("", nowhere, nowhere, color)
    has_line = series.dash != "none"
    return LegendEntry(
        series.name or "", nowhere, nowhere, color, series.dash if has_line else "solid", series.marker, has_line
    )


def _rgb(color: str) -> Color:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def _renewed(old: SeriesRecord, new: SeriesRecord) -> SeriesRecord:
    return old.model_copy(update={"points": new.points, "coverage": new.coverage})
