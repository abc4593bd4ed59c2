"""The axes of every panel: tick labels to calibrations, borrowed along a grid where panels share an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.calibration import Calibration, calibrate
from extractors.errors import CalibrationRejected
from extractors.evidence import SURE
from extractors.numbers import parse_number, readings
from extractors.panels import Panel
from extractors.strips import Side
from extractors.ticks import AxisLabels
from extractors.titles import Label, PanelTitles
from schemas.reasons import Reason
from schemas.record import AxisName

# Panels share an axis where their boxes agree to this share of the text height.
ALIGNED = 0.35
# One end may be off by so many text heights where that of a box was taken from a gridline or legend, if so many inner
# gridlines of both, and all of the one with fewer, are at the same places to so many pixels. Beside so many more the
# last one may be drawn aside by a curve along it, by less than this share of the text height.
NEARLY_ALIGNED, LEAST_SHARED, ON_GRID = 1.0, 2, 1.0
MANY_SHARED, DRAWN_ASIDE = 3, 0.2
# Fewer readable numbers than this beside the right spine are stray print, not a second axis, unless a title stands
# there too, or so many are seated on tick marks, to so many pixels.
LEAST_RIGHT_LABELS, LEAST_TITLED, LEAST_TICKED, ON_TICK = 3, 2, 2, 0.01
# Of labels that repeat those of an aligned panel so many at least are read alike.
LEAST_ALIKE = 2
# A number is no label of an axis that has it farther away than this share of the distance of its labels.
NOT_THERE = 0.25
# An axis ends at a value to this share of its length. Black print has channels as far apart as this many levels.
AT_END, COLORED = 0.01, 40


@dataclass(frozen=True)
class Axis:
    """One axis of a panel; ``calibration`` is None where it was refused, and ``reason`` says why."""

    name: AxisName
    labels: AxisLabels | None
    calibration: Calibration | None
    reason: Reason = Reason.NONE
    message: str = ""
    title: str | None = None
    unit: str | None = None
    color: tuple[int, int, int] | None = None  # of the title's print
    borrowed: bool = False


@dataclass(frozen=True)
class PanelAxes:
    """The axes of a panel by name."""

    x: Axis
    left: Axis
    right: Axis | None = None

    @property
    def all(self) -> tuple[Axis, ...]:
        """The axes there are: x, left and, where there is one, right."""
        return (self.x, self.left) if self.right is None else (self.x, self.left, self.right)

    @property
    def y_axes(self) -> tuple[Axis, ...]:
        """The y axes that have a calibration."""
        return tuple(a for a in self.all if a.name != "x" and a.calibration is not None)


def find_axes(
    panels: Sequence[Panel],
    labels: Sequence[dict[Side, AxisLabels]],
    titles: Sequence[PanelTitles],
    unit: float,
) -> list[PanelAxes]:
    """Calibrate every panel's axes; an axis without labels of its own takes that of an aligned panel."""
    own = [_own_axes(p, a, t) for p, a, t in zip(panels, labels, titles, strict=True)]
    return [_with_borrowed(i, panels, own, unit) for i in range(len(panels))]


def _own_axes(panel: Panel, labels: dict[Side, AxisLabels], titles: PanelTitles) -> PanelAxes:
    x = _axis("x", labels.get("bottom"), panel.box.width, titles.x)
    if x.calibration is None and "top" in labels:
        top = _axis("x", labels["top"], panel.box.width, titles.x)
        x = top if top.calibration is not None else x
    height = panel.box.height
    left = _axis("left", labels.get("left"), height, titles.left)
    right = None
    if "right" in labels and _is_axis(labels["right"], titles.right is not None):
        right = _axis("right", labels["right"], height, titles.right)
        if left.calibration is not None and right.title is None and _is_idle(right, left, panel):
            right = None
    return PanelAxes(x, left, right)


def _is_idle(right: Axis, left: Axis, panel: Panel) -> bool:
    """Whether a right axis without a title is refused, or a twin without data beside a titled axis.

    Tools leave such a twin at exactly 0 to 1 from end to end, in the same black print.
    """
    if right.calibration is None:
        return True
    if left.title is None or right.labels is None or np.ptp(right.labels.color) > COLORED:
        return False
    ends = right.calibration.value(np.array([panel.box.y1, panel.box.y0]))
    return bool(right.calibration.scale == "linear" and np.all(np.abs(ends - [0.0, 1.0]) <= AT_END))


def _is_axis(labels: AxisLabels, titled: bool) -> bool:
    numbers = [label.px for label in labels.labels if parse_number(label.text) is not None]
    ticks = [mark.px for mark in labels.marks if mark.kind != "grid"]
    ticked = [px for px in numbers if any(abs(px - tick) <= ON_TICK for tick in ticks)]
    return len(numbers) >= (LEAST_TITLED if titled else LEAST_RIGHT_LABELS) or len(ticked) >= LEAST_TICKED


def _axis(
    name: AxisName,
    labels: AxisLabels | None,
    length: float,
    label: Label | None,
) -> Axis:
    title, unit, color = (label.string, label.unit, label.color) if label is not None else (None, None, None)
    if labels is None:
        return Axis(name, None, None, Reason.NO_AXIS_LABELS, "no tick labels beside the axis", title, unit, color)
    if labels.notes.unread:
        message = "the factor at the axis's end is not read surely"
        return Axis(name, labels, None, Reason.TICKS_NOT_LEGIBLE, message, title, unit, color)
    if not labels.placed:
        message = "slanted labels without ticks, at their middles or their ends"
        return Axis(name, labels, None, Reason.SCALE_UNCLEAR, message, title, unit, color)
    try:
        calibration = calibrate(
            labels.labels,
            length,
            marks=[mark.px for mark in labels.marks],
            multiplier=labels.notes.factor,
            offset=labels.notes.offset,
            hint=title or "",
            allow_category=name == "x",
        )
    except CalibrationRejected as refusal:
        return Axis(name, labels, None, refusal.reason, refusal.message, title, unit, color)
    return Axis(name, labels, calibration, title=title, unit=unit, color=color)


def _with_borrowed(i: int, panels: Sequence[Panel], own: Sequence[PanelAxes], unit: float) -> PanelAxes:
    """Take over the axes of aligned panels where this one has no labels of its own."""
    mine = own[i]
    x, left = mine.x, mine.left
    others = [j for j in range(len(panels)) if j != i]
    if x.calibration is None:
        column = [j for j in others if _aligned(panels[i], panels[j], "x", unit)]
        x = _borrow(x, [own[j].x for j in _by_distance(panels, i, column)], unit)
    if left.calibration is None:
        row = [j for j in others if _aligned(panels[i], panels[j], "y", unit)]
        left = _borrow(left, [own[j].left for j in _by_distance(panels, i, row)], unit)
    return PanelAxes(x, left, mine.right)


def _lacks_labels(axis: Axis) -> bool:
    numbers = [parse_number(label.text) for label in axis.labels.labels] if axis.labels is not None else []
    return len({number.value for number in numbers if number is not None}) < 2  # dashes read as a row of equal ones


def _contradicts(axis: Axis, lender: Axis) -> bool:
    """Whether the only label of an axis without a calibration reads surely as a number that the other has elsewhere."""
    only = axis.labels.labels if axis.labels is not None else ()
    if len(only) != 1 or only[0].confidence < SURE or lender.calibration is None:
        return False
    number, scale = parse_number(only[0].text), lender.calibration
    if number is None or number.repaired:
        return False
    ticks = [tick.px for tick in scale.ticks]
    off = abs(float(scale.pixel(np.array([number.value]))[0]) - only[0].px)
    return not off <= NOT_THERE * abs(ticks[-1] - ticks[0]) / (len(ticks) - 1)


def _repeats(axis: Axis, lender: Axis, unit: float) -> bool:
    """Whether an axis that was refused has the labels of another one at the same places, but misread.

    At least two, and most of them, read alike; of the others a digit or a sign is lost.
    """
    if axis.labels is None or lender.labels is None or len(axis.labels.labels) != len(lender.labels.labels):
        return False
    pairs = list(zip(axis.labels.labels, lender.labels.labels, strict=True))
    if any(abs(own.px - other.px) > ALIGNED * unit for own, other in pairs):
        return False
    values = [[{n.value for text, _ in label.texts for n in readings(text)} for label in pair] for pair in pairs]
    alike = sum(bool(own & other) for own, other in values)
    parts = all(
        bool(own & other) or (len(a.text) < len(b.text) and a.text in b.text)
        for (own, other), (a, b) in zip(values, pairs, strict=True)
    )
    return parts and alike >= LEAST_ALIKE and 2 * alike > len(pairs)


def _aligned(a: Panel, b: Panel, along: str, unit: float) -> bool:
    """Whether two panels begin and end at the same places, or one of these is, and their gridlines are."""
    first, second = ((p.box.x0, p.box.x1) if along == "x" else (p.box.y0, p.box.y1) for p in (a, b))
    off = sorted(abs(at - other) for at, other in zip(first, second, strict=True))
    if off[1] < ALIGNED * unit or off[0] >= ALIGNED * unit:
        return off[1] < ALIGNED * unit
    grids = [p.strokes_x if along == "x" else p.strokes_y for p in (a, b)]
    inner = [[at for at in grid if min(abs(at - end) for end in (*first, *second)) > unit] for grid in grids]
    few, many = sorted(inner, key=len)
    aside = [min(abs(at - other) for other in many) for at in few]
    shared = sum(distance <= ON_GRID for distance in aside)
    nearly = shared >= max(MANY_SHARED, len(few) - 1) and max(aside) < DRAWN_ASIDE * unit
    return off[1] < NEARLY_ALIGNED * unit and shared >= LEAST_SHARED and (shared == len(few) or nearly)


def _by_distance(panels: Sequence[Panel], i: int, others: Sequence[int]) -> list[int]:
    box = panels[i].box
    return sorted(others, key=lambda j: abs(panels[j].box.cx - box.cx) + abs(panels[j].box.cy - box.cy))


def _borrow(axis: Axis, lenders: Sequence[Axis], height: float) -> Axis:
    """The axis with the calibration of the nearest lender, where it has no labels of its own or the same, misread."""
    lacks = _lacks_labels(axis)
    able = [a for a in lenders if a.calibration is not None and not a.borrowed]
    lender = next((a for a in able if (lacks and not _contradicts(axis, a)) or _repeats(axis, a, height)), None)
    if lender is None:
        return axis
    title, unit = (axis.title, axis.unit) if axis.title else (lender.title, lender.unit)
    return Axis(axis.name, lender.labels, lender.calibration, title=title, unit=unit, color=axis.color, borrowed=True)
