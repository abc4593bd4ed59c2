"""A description of a figure in the form that people write them in, whose every number was measured.

What was not read for certain is left out, so that the text holds nothing that the figure would not bear out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from checks.axis import Axis, print_date, print_number
from checks.colors import name_of
from checks.curve import Curve, Stretch
from checks.tolerance import LEAST_SIGMA
from checks.views import PanelView, view_of
from schemas.options import CheckOptions
from schemas.record import AxisRecord, FigureRecord, SeriesRecord

_DEFAULTS = CheckOptions()
_SIDES = {"x": "X-axis", "left": "Y-axis", "right": "Y-axis (right)"}
# Places at which values are told where the axis has too few ticks to tell them at, as shares of the curve's length.
_PLACES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_FEW_TICKS = 3
# A value is told where the curve changes by less than this share of the axis over the error of the place.
_STEADY = 0.004
_END_SLACK = 0.004
_MARKS = {"circle": "circular", "triangle": "triangular", "square": "square", "diamond": "diamond", "star": "star"}


def describe_figure(record: FigureRecord, options: CheckOptions = _DEFAULTS) -> str:
    """The description in Markdown; one sentence with the reason where the figure could not be read."""
    figure = view_of(record, options)
    if not figure.panels:
        return f"The figure could not be read: {record.message or record.reason.value}\n"
    many = len(figure.panels) > 1
    lines = ["## Line chart", ""]
    if many and figure.whole:
        lines += [f"The figure shows {len(figure.panels)} panels.", ""]
    for panel in figure.panels:
        lines += _panel(panel, many)
    return "\n".join(lines).rstrip() + "\n"


def _panel(panel: PanelView, many: bool) -> Iterator[str]:
    title = panel.record.title
    if many:
        yield f"### Panel {panel.number + 1}: {title}" if title else f"### Panel {panel.number + 1}"
        yield ""
    yield f"{'####' if many else '###'} Axes"
    yield ""
    if title:
        yield f'- **Title**: "{title}"'
    lines = (_axis_line(axis, panel.axes.get(axis.axis)) for axis in panel.record.axes)
    yield from (line for line in lines if line)
    yield from _legend(panel)
    yield ""
    for number, series in enumerate(panel.record.series):
        curve = panel.curves.get(number)
        if curve is not None and panel.trusts(number) and (series.name or len(panel.record.series) == 1):
            yield from _series(series, curve, "#####" if many else "####")


def _axis_line(record: AxisRecord, axis: Axis | None) -> str:
    words = [f"- **{_SIDES[record.axis]}**:"]
    if record.label:
        words.append(f'"{record.label}"')
    if axis is not None and record.scale in ("linear", "log"):
        words.append(f"({_range(record, axis)}, {record.scale} scale)")
    return " ".join(words) if len(words) > 1 else ""


def _range(record: AxisRecord, axis: Axis) -> str:
    """What the axis shows, and the step of its labels."""
    ends = f"{axis.print(0.0)} to {axis.print(1.0)}"
    if not record.tick_step or record.scale != "linear":
        return ends
    return f"{ends}, increments of {print_number(record.tick_step)}"


def _legend(panel: PanelView) -> Iterator[str]:
    named = [series for series in panel.record.series if series.name and series.name_source == "legend"]
    if not named:
        return
    yield "- **Legend**:"
    for series in named:
        mark = f" with {_MARKS[series.marker]} markers" if series.marker in _MARKS else ""
        yield f"  - **{series.name}**: {name_of(series.color)} line{mark}"


def _series(series: SeriesRecord, curve: Curve, heading: str) -> Iterator[str]:
    yield f"{heading} {series.name or 'The line'}"
    yield ""
    start, end = curve.over(curve.begin, curve.begin + _END_SLACK), curve.over(curve.end - _END_SLACK, curve.end)
    whole = curve.over(curve.begin, curve.end)
    if start is not None and _steady(start):
        yield f"- Starts at {_value(curve, start)}."
    if end is not None and _steady(end):
        yield f"- Ends at {_value(curve, end)}."
    extremes: set[str] = set()
    if whole is not None and not whole.guessed and whole.sigma < _STEADY:
        low, high = whole.points[0], whole.points[-1]
        extremes = {_place(curve, high.x), _place(curve, low.x)}
        yield f"- Maximum: {_number(curve.y_axis, whole.high)} at {_place(curve, high.x)}."
        yield f"- Minimum: {_number(curve.y_axis, whole.low)} at {_place(curve, low.x)}."
    # A value beside an extreme at one printed place would be a second value of one point.
    points = [point for share in _places(curve) if (point := _point(curve, share)) is not None]
    told = [f"  - {place}: {value}" for place, value in points if place not in extremes]
    if told:
        yield "- Values:"
        yield from told
    yield ""


def _places(curve: Curve) -> list[float]:
    """Shares of the x axis to tell values at: those of labelled ticks, where a reader looks; else along the curve."""
    axis = curve.x_axis
    ticks = sorted(axis.share(tick.value) for tick in axis.record.ticks if tick.value is not None)
    within = [share for share in ticks if curve.begin - LEAST_SIGMA <= share <= curve.end + LEAST_SIGMA]
    if len(within) < _FEW_TICKS:
        return [curve.begin + share * (curve.end - curve.begin) for share in _PLACES]
    return within


def _point(curve: Curve, share: float) -> tuple[str, str] | None:
    """Place and value at a share of the x axis, where the curve was read and is not too steep to be told."""
    place = _place(curve, curve.x_axis.value(share))
    stretch = curve.over(share - LEAST_SIGMA, share + LEAST_SIGMA)
    if stretch is None or not _steady(stretch) or curve.x_axis.record.scale == "category":
        return None
    return place, _value(curve, stretch)


def _steady(stretch: Stretch) -> bool:
    return not stretch.guessed and stretch.high - stretch.low < _STEADY and stretch.sigma < _STEADY


def _value(curve: Curve, stretch: Stretch) -> str:
    return _number(curve.y_axis, stretch.mean)


def _place(curve: Curve, value: float | None) -> str:
    axis = curve.x_axis
    return _number(axis, axis.share(value or 0.0))


def _number(axis: Axis, share: float) -> str:
    """A value with as many digits as can be seen on the axis."""
    if axis.record.scale == "category":
        return axis.print(share)
    if axis.dated:
        return print_date(axis.value(share), axis.span * LEAST_SIGMA)
    value = axis.value(share)
    seen = axis.length(LEAST_SIGMA, share)
    decimals = max(0, math.ceil(-math.log10(seen))) if seen > 0 else 0
    rounded = round(value, decimals) + 0.0  # no minus sign before zero
    return f"{rounded:.{decimals}f}" if decimals <= 8 and abs(value) < 1e7 else f"{value:.4g}"
