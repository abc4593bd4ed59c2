"""Claims about axes: label, range, scale and ticks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from checks.axis import Axis
from checks.finding import Finding, doubtful, graded, plain, worst
from checks.look_kinds import check_text
from checks.measure import expected_words, tolerance_of
from checks.tolerance import SLIGHTLY
from checks.views import FigureView, PanelView
from schemas.claims import Claim, Quantity
from schemas.verdicts import Doubt, Verdict

_MOST_RUNGS = 400
# A tick this near to the frame, as a share of the axis, stands on it.
_ON_FRAME = 0.01
# A frame lies less far from where it was read, as a share of the axis, where all of its figure was read.
_MISREAD_FRAME = 0.04


def check_axis_label(claim: Claim, name: str, panel: PanelView, figure: FigureView) -> Finding:
    """The label of the axis."""
    label = next((axis.label for axis in panel.record.axes if axis.axis == name and axis.label), None)
    return check_text(claim.words or claim.text, [label] if label else [], figure)


def check_axis_range(claim: Claim, axis: Axis, panel: PanelView) -> Finding:
    """Both ends: of what the axis shows, of its labelled ticks or of its data, whichever the text may mean."""
    if len(claim.values) < 2:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected_words(claim))
    low, high = _ends(axis, panel)
    numbers = sorted(claim.values[:2], key=lambda quantity: quantity.value)
    findings = [_end(claim, quantity, axis, panel, ends) for quantity, ends in zip(numbers, (low, high), strict=True)]
    return worst(findings)


def check_axis_scale(claim: Claim, axis: Axis) -> Finding:
    """Linear, log, date or category."""
    found, words = axis.record.scale or "", claim.words or ""
    if words not in ("linear", "log", "date", "category"):
        return doubtful(Doubt.WORDS_UNTESTABLE, words, found)
    # Dates and categories stand at even distances, too: few would call them anything but linear.
    if words == "linear" and found in ("date", "category"):
        return doubtful(Doubt.WORDS_UNTESTABLE, words, found)
    return plain(words == found, words, found)


def check_tick_step(claim: Claim, axis: Axis) -> Finding:
    """The distance of labelled ticks; finer ones may be gridlines without labels, coarser ones every other label."""
    step, expected = axis.record.tick_step, expected_words(claim)
    if not step or not claim.values or axis.record.scale != "linear":
        return doubtful(Doubt.AXIS_NOT_READ if not step else Doubt.WORDS_UNTESTABLE, expected)
    read = _number(claim.values[0], axis)
    measured = f"{step:.6g}"
    if read <= 0:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected, measured)
    if abs(read / abs(step) - 1) < 0.01:
        return plain(True, expected, measured)
    ratio = max(read / abs(step), abs(step) / read)
    if abs(ratio - round(ratio)) < 0.02 * ratio:
        return doubtful(Doubt.TEXT_NOT_READ, expected, measured)
    return plain(False, expected, measured)


def check_tick_values(claim: Claim, axis: Axis) -> Finding:
    """Every listed value is a labelled tick, or would be one where the ladder of ticks goes on within the axis."""
    expected = ", ".join(quantity.text for quantity in claim.values)
    if axis.record.scale == "category" or not claim.values:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected)
    rungs = np.array(_ladder(axis))
    measured = ", ".join(tick.text for tick in axis.record.ticks if tick.value is not None)
    missed = 0
    for quantity in claim.values:
        read = axis.read(quantity)
        if read is None or not len(rungs):
            return doubtful(Doubt.AXIS_NOT_READ, expected, measured)
        missed += float(np.abs(rungs - read[0]).min()) > max(read[1], SLIGHTLY / 2)
    if not missed:
        return plain(True, expected, measured)
    if missed <= len(claim.values) / 3:
        return Finding(Verdict.IMPRECISE, expected, measured)
    return (
        doubtful(Doubt.TEXT_NOT_READ, expected, measured) if _finer(claim, axis) else plain(False, expected, measured)
    )


def _end(claim: Claim, quantity: Quantity, axis: Axis, panel: PanelView, ends: list[float]) -> Finding:
    expected, rungs = expected_words(claim), _ladder(axis)
    reach = (min([0.0, *rungs]), max([1.0, *rungs]))
    read = axis.read(quantity)
    if read is None:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected)
    tolerance = tolerance_of(quantity, read[1], 0.0, claim).total
    best = min(ends, key=lambda end: abs(end - read[0]))
    verdict = graded(abs(best - read[0]), tolerance, SLIGHTLY)
    measured = f"{axis.print(0.0)} to {axis.print(1.0)}, ticks {_ticks(axis)}"
    beyond = reach[0] < read[0] < 0 or 1 < read[0] < reach[1]
    of_frame = panel.sure and axis.record.tick_step is not None and not _is_rung(read[0], rungs)
    told = of_frame and abs(best - read[0]) > _MISREAD_FRAME
    inside = min(ends) < read[0] < max(ends)
    if verdict is Verdict.REFUTED and (inside or (beyond and not told)):
        # Of numbers beyond the frame only those that no label could have tell of the frame, which is easily misread.
        return doubtful(Doubt.WITHIN_ERROR, expected, measured)
    return Finding(verdict, expected, measured, tolerance=axis.length(tolerance, best))


def _is_rung(share: float, rungs: list[float]) -> bool:
    return any(abs(rung - share) <= _ON_FRAME for rung in rungs)


def _ends(axis: Axis, panel: PanelView) -> tuple[list[float], list[float]]:
    """What the lower and the upper end of the axis may be said to be, in shares.

    A next label beyond the frame is one of them where the frame ends no nearer to the last label.
    """
    rungs = _ladder(axis)
    inner = [rung for rung in rungs if -_ON_FRAME <= rung <= 1 + _ON_FRAME]
    beyond_low = [rung for rung in rungs if rung < -_ON_FRAME and inner and -rung <= inner[0] + _ON_FRAME]
    beyond_high = [rung for rung in rungs if rung > 1 + _ON_FRAME and inner and rung - 1 <= 1 - inner[-1] + _ON_FRAME]
    low, high = [0.0, *inner[:1], *beyond_low[-1:]], [1.0, *inner[-1:], *beyond_high[:1]]
    for curve in panel.curves.values():
        if curve.x_axis is axis:
            low.append(curve.begin)
            high.append(curve.end)
        elif curve.y_axis is axis:
            low.append(float(curve.y.min()))
            high.append(float(curve.y.max()))
    return low, high


def _ladder(axis: Axis) -> list[float]:
    """Where labelled ticks stand, in shares: the ladder of those read, one step beyond both ends of the axis."""
    read = sorted(axis.share(tick.value) for tick in axis.record.ticks if tick.value is not None)
    step = axis.record.tick_step
    if not step and len(read) > 1:  # uneven ticks: the next one may come after as much as the last
        return [2 * read[0] - read[1], *read, 2 * read[-1] - read[-2]]
    if not step or axis.record.scale in ("category", "date") or axis.record.first_tick is None:
        return read
    rung = abs(np.log10(step)) / axis.span if axis.log else abs(step) / axis.span
    if not rung > 1 / _MOST_RUNGS:
        return read
    first = axis.share(axis.record.first_tick)
    below, above = int(np.ceil(first / rung)) + 1, int(np.ceil((1 - first) / rung)) + 1
    return sorted({*read, *(first + k * rung for k in range(-below, above + 1))})


def _finer(claim: Claim, axis: Axis) -> bool:
    """Whether the list is finer than the ladder that was read and holds it: labels may have been missed."""
    step = axis.record.tick_step
    values = sorted(_number(quantity, axis) for quantity in claim.values)
    if not step or len(values) < 2:
        return False
    ratio = abs(step) / max(min(b - a for a, b in pairwise(values)), 1e-300)
    return ratio > 1.5 and abs(ratio - round(ratio)) < 0.02 * ratio


def _number(quantity: Quantity, axis: Axis) -> float:
    read = axis.read(quantity)
    return axis.value(read[0]) if read is not None else quantity.value


def _ticks(axis: Axis) -> str:
    read = sorted((tick.value, tick.text) for tick in axis.record.ticks if tick.value is not None)
    return f"{read[0][1]} to {read[-1][1]}" if read else "none"
