"""Texts whose numbers fit an axis of another scale than was read: one of the two calibrations is wrong, and not surely
that of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from checks.axis import Axis, Floats
from checks.curve import END_SLACK, Curve
from checks.finding import Finding
from checks.views import FigureView, PanelView
from schemas.claims import Claim, ClaimKind
from schemas.verdicts import Verdict

_OF_ONE_VALUE = frozenset(
    {ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM}
)  # fmt: skip
_OF_SCALE = frozenset({ClaimKind.AXIS_RANGE, ClaimKind.TICK_VALUES, ClaimKind.TICK_STEP})
# So many different numbers, over so much of the axis, do not lie on one line by chance.
_LEAST, _SPREAD = 5, 0.1
# That share of them, to within so much of the axis: the others are the mistakes that a text makes beside.
_MOST, _NEAR = 0.8, 0.015
# A line that leaves more of them where they are than this share is that of a text which is right.
_RIGHT = 0.34
_FLATTEST = 0.05
# Where no number is right, so many are enough: authors err in some, who reads another scale errs in all.
_ALL_WRONG, _ALL_WRONG_WITH_RANGE = 4, 2


class _Told(NamedTuple):
    """A number of the text and what was measured in its place, as shares of the axis; ``x`` in axis units."""

    told: float
    measured: float
    right: bool
    x: float | None


def other_scales(figure: FigureView, judged: Iterable[tuple[Claim, Finding]]) -> set[tuple[int, str]]:
    """The y axes, by panel and name, of which the text tells as if they had another scale.

    ``judged`` holds what was found on each claim when all series were believed. Where the text tells the range of an
    axis as it was read, its values are wrong by themselves.
    """
    told: dict[tuple[int, str], dict[tuple[int, str], _Told]] = defaultdict(dict)
    ranges: dict[Verdict, set[tuple[int, str]]] = defaultdict(set)
    for claim, found in judged:
        if found.panel is None:
            continue
        panel = figure.panels[found.panel]
        if claim.kind in _OF_SCALE:
            ranges[found.verdict] |= {(found.panel, name) for name in _meant(claim, panel)}
        pair = _pair(claim, found, panel)
        if pair is not None and found.series is not None:
            axis = panel.record.series[found.series].axis
            right = found.verdict is not Verdict.REFUTED
            told[found.panel, axis][found.series, found.expected] = _Told(*pair, right, found.points[0].x)
    return {
        key
        for key, pairs in told.items()
        if key not in ranges[Verdict.SUPPORTED]
        and _is_moved(list(pairs.values()), key in ranges[Verdict.REFUTED])
        and not _are_swapped(pairs, figure.panels[key[0]], key[1])
    }


def _meant(claim: Claim, panel: PanelView) -> list[str]:
    """The y axes that a claim on a range or on ticks is about."""
    side = claim.axis.side if claim.axis is not None else None
    return [name for name in panel.axes if name != "x" and side in (name, "y", None)]


def _pair(claim: Claim, found: Finding, panel: PanelView) -> tuple[float, float] | None:
    """The number of a claim and what was measured, both as shares of the axis."""
    if claim.kind not in _OF_ONE_VALUE or not claim.values or not found.points or found.series is None:
        return None
    axis: Axis | None = panel.axes.get(panel.record.series[found.series].axis)
    read = axis.read(claim.values[0]) if axis is not None else None
    values = [axis.share(point.y) for point in found.points if point.y is not None] if axis is not None else []
    if read is None or not values or not np.isfinite(values).all():
        return None
    highest, lowest = claim.kind is ClaimKind.MAXIMUM, claim.kind is ClaimKind.MINIMUM
    return read[0], max(values) if highest else min(values) if lowest else sum(values) / len(values)


def _is_moved(numbers: list[_Told], range_too: bool) -> bool:
    """Whether no number told is right, or they lie on a line with those measured that is not the one of equals.

    ``range_too``: the text tells another range of the axis as well.
    """
    if not any(one.right for one in numbers) and len(numbers) >= (_ALL_WRONG_WITH_RANGE if range_too else _ALL_WRONG):
        return True
    told, measured = np.array([one.told for one in numbers]), np.array([one.measured for one in numbers])
    right = float(np.mean([one.right for one in numbers]))
    if len(numbers) < _LEAST or right >= _RIGHT or np.ptp(told) < _SPREAD:
        return False
    slope, foot = _line(told, measured)
    near = np.abs(slope * told + foot - measured) <= _NEAR
    enough = near.sum() >= max(_LEAST, _MOST * len(numbers))
    return bool(slope >= _FLATTEST and enough and np.ptp(measured[near]) >= _SPREAD)


def _are_swapped(numbers: Mapping[tuple[int, str], _Told], panel: PanelView, side: str) -> bool:
    """Whether the numbers told of each series are those of another one: then the text has mixed up their names."""
    series = {number for number, _ in numbers}
    return bool(series) and all(
        any(
            _share_on([one for (number, _), one in numbers.items() if number == index], curve) >= _MOST
            for other, curve in panel.curves.items()
            if other != index and panel.record.series[other].axis == side
        )
        for index in series
    )


def _share_on(numbers: list[_Told], curve: Curve) -> float:
    """The share of numbers that a curve has at their places."""
    at = [(one.told, curve.x_axis.share(one.x)) for one in numbers if one.x is not None]
    found = [(told, curve.over(x - END_SLACK, x + END_SLACK)) for told, x in at]
    right = sum(there is not None and there.low - _NEAR <= told <= there.high + _NEAR for told, there in found)
    return right / len(numbers)


def _line(x: Floats, y: Floats) -> tuple[float, float]:
    """The line through most of the points: median of the slopes of all pairs (Theil 1950, Sen 1968)."""
    first, second = np.triu_indices(len(x), 1)
    apart = np.abs(x[second] - x[first]) > _NEAR
    if not apart.any():
        return 0.0, 0.0
    slope = float(np.median((y[second] - y[first])[apart] / (x[second] - x[first])[apart]))
    return slope, float(np.median(y - slope * x))
