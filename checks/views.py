"""A figure as checks see it: panels with their calibrated axes and curves, and what of it is trusted."""

from __future__ import annotations

from dataclasses import dataclass

from checks.axis import Axis, read_axis
from checks.curve import Curve, panel_curves
from schemas.options import CheckOptions
from schemas.record import FigureRecord, PanelRecord, SeriesRecord


@dataclass(frozen=True)
class PanelView:
    """A panel with what could be calibrated of it."""

    number: int
    record: PanelRecord
    axes: dict[str, Axis]
    curves: dict[int, Curve]
    sure: bool  # whether all of the figure was read
    options: CheckOptions
    doubted: bool = False  # whether so much of the figure is unsure that its series are trusted only where very sure
    believed: frozenset[int] = frozenset()  # series that are trusted because a text bears them out
    contested: frozenset[str] = frozenset()  # axes of which a text tells as if they had another scale

    @property
    def names(self) -> list[str | None]:
        """The names of its series."""
        return [series.name for series in self.record.series]

    def trusts(self, number: int, alone: bool = True) -> bool:
        """Whether a series was read surely enough to contradict a text, ``alone`` or beside another."""
        if number in self.believed:
            return True
        series: SeriesRecord = self.record.series[number]
        # Two series that are confused with each other look sure, each by itself.
        doubted = self.doubted or not (alone or self.sure)
        least = self.options.least_confidence_in_doubt if doubted else self.options.least_confidence
        return series.status.is_trusted and series.confidence >= least


@dataclass(frozen=True)
class FigureView:
    """A figure with its panels."""

    record: FigureRecord
    panels: tuple[PanelView, ...]
    whole: bool  # whether everything was read, so that what is not in the record is not in the figure


def view_of(record: FigureRecord, options: CheckOptions) -> FigureView:
    """The figure of a record."""
    panels = []
    sure = record.status.is_trusted and record.confidence >= options.least_figure_confidence
    # What makes a figure doubtful mostly lies in other series than the one that a text speaks of.
    doubted = not sure and record.confidence < options.least_doubted_confidence
    for number, panel in enumerate(record.panels):
        found = {axis.axis: read_axis(axis, panel.box) for axis in panel.axes}
        axes: dict[str, Axis] = {name: axis for name, axis in found.items() if axis is not None}
        panels.append(PanelView(number, panel, axes, panel_curves(number, panel, axes), sure, options, doubted))
    return FigureView(record, tuple(panels), sure)
