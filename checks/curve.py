"""A series as it was read, in shares of its axes: its values over an interval, and where they were guessed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.axis import Axis, Floats
from schemas.record import PanelRecord, SeriesRecord
from schemas.verdicts import Evidence

Mask = NDArray[np.bool_]
END_SLACK = 0.006  # the ends of a curve are found to about a stroke's width, as a share of the x axis
_ROUNDING = 1e-9  # shares of one value that were calculated in two ways differ by less


@dataclass(frozen=True, slots=True)
class Stretch:
    """A curve over an interval of x, all in shares: lowest and highest value, values at both ends, where it was read.

    ``sigma`` is the typical error of y; ``covered`` the share of the interval over which the curve was read, and
    ``guessed`` whether part of that was a bridged gap. ``points`` lie at the lowest and the highest value.
    """

    low: float
    high: float
    first: float
    last: float
    mean: float
    sigma: float
    covered: float
    guessed: bool
    points: tuple[Evidence, ...]


@dataclass(frozen=True)
class Curve:
    """The segments of a series: x and y of both their ends, (M, 2) in shares of the axes, ordered along the curve."""

    panel: int
    number: int
    record: SeriesRecord
    x_axis: Axis
    y_axis: Axis
    x: Floats
    y: Floats
    sigma_x: Floats
    sigma_y: Floats
    guessed: Mask
    neighbours: tuple[float, float]  # where the first series of the panel begins and the last one ends
    band: Floats  # (N, 3) place, lower and upper end, where a band is drawn

    @property
    def begin(self) -> float:
        """The least x that was read."""
        return float(self.x.min())

    @property
    def end(self) -> float:
        """The greatest x that was read."""
        return float(self.x.max())

    def over(self, low: float, high: float) -> Stretch | None:
        """The curve from ``low`` to ``high``; None where nothing of it was read there."""
        left, right = self.x.min(axis=1), self.x.max(axis=1)
        hit = (right >= low) & (left <= high)
        if not hit.any():
            return None
        x, y = self._cut(hit, low, high)
        lowest, highest = np.unravel_index(y.argmin(), y.shape), np.unravel_index(y.argmax(), y.shape)
        seen = float((x.max(axis=1) - x.min(axis=1)).sum())
        ends = (np.unravel_index(x.argmin(), x.shape), np.unravel_index(x.argmax(), x.shape))
        weight = x.max(axis=1) - x.min(axis=1) + 1e-9
        return Stretch(
            low=float(y[lowest]),
            high=float(y[highest]),
            first=float(y[ends[0]]),
            last=float(y[ends[1]]),
            mean=float((y.mean(axis=1) * weight).sum() / weight.sum()),
            sigma=float(np.median(self.sigma_y[hit])),
            covered=min(seen / (high - low), 1.0) if high > low else 1.0,
            guessed=bool(self.guessed[hit].any()),
            points=tuple(self._evidence(float(x[at]), float(y[at])) for at in dict.fromkeys((lowest, highest))),
        )

    def spread_at_end(self, at: float) -> float:
        """By how much the curve moves over a stroke's width where it begins or ends, 0 elsewhere.

        How far a stroke goes on is known to about its width, so the value at its end is known to as much.
        """
        if min(abs(at - self.begin), abs(at - self.end)) > END_SLACK:
            return 0.0
        near = self.over(at - END_SLACK, at + END_SLACK)
        return near.high - near.low if near is not None else 0.0

    def near_x(self, at: float) -> float:
        """The error of x around a place."""
        return float(self.sigma_x[int(np.abs(self.x.mean(axis=1) - at).argmin())])

    def sampled(self, low: float, high: float, count: int) -> Floats:
        """Values at so many even places from ``low`` to ``high``, (count,), NaN where the curve was not read."""
        places = np.linspace(low, high, count)
        order = np.argsort(self.x.min(axis=1), kind="stable")
        left, right = self.x.min(axis=1)[order], self.x.max(axis=1)[order]
        index = np.clip(np.searchsorted(left, places, side="right") - 1, 0, len(left) - 1)
        x, y = self.x[order][index], self.y[order][index]
        run = x[:, 1] - x[:, 0]
        part = np.divide(places - x[:, 0], run, out=np.zeros(count), where=run != 0)
        value = y[:, 0] + np.clip(part, 0, 1) * (y[:, 1] - y[:, 0])
        inside = (places >= left[index] - 1e-9) & (places <= right[index] + 1e-9)
        return np.asarray(np.where(inside, value, np.nan))

    def places_of(self, low: float, high: float, least: float, most: float) -> Floats:
        """The places from ``low`` to ``high`` where the ends of segments lie between two values, ascending."""
        x, y = self.x.ravel(), self.y.ravel()
        inside = (x >= low - _ROUNDING) & (x <= high + _ROUNDING) & (y >= least - _ROUNDING) & (y <= most + _ROUNDING)
        return np.unique(x[inside])

    def _cut(self, hit: Mask, low: float, high: float) -> tuple[Floats, Floats]:
        """The segments cut off at both ends of the interval."""
        x, y = self.x[hit], self.y[hit]
        run = x[:, 1:] - x[:, :1]
        inside = np.clip(x, low, high)
        part = np.divide(inside - x[:, :1], run, out=np.tile([0.0, 1.0], (len(x), 1)), where=run != 0)
        return inside, np.asarray(y[:, :1] + part * (y[:, 1:] - y[:, :1]))

    def _evidence(self, x: float, y: float) -> Evidence:
        return Evidence(
            panel=self.panel,
            series=self.number,
            x=self.x_axis.value(x),
            y=self.y_axis.value(y),
            px=_pixel(self.x_axis, x),
            py=_pixel(self.y_axis, y),
        )


def read_curve(
    panel: int, number: int, series: SeriesRecord, x_axis: Axis, y_axis: Axis, neighbours: tuple[float, float]
) -> Curve | None:
    """The curve of a series; None where no point of it has both values."""
    points = series.points
    x_values, y_values = _column(points.x), _column(points.y)
    x, y = x_axis.shares(x_values), y_axis.shares(y_values)
    sigma_x = np.nan_to_num(x_axis.error_shares(_column(points.x_err), x_values))
    sigma_y = np.nan_to_num(y_axis.error_shares(_column(points.y_err), y_values))
    guess = np.array([origin == "interpolated" for origin in points.origin], bool)
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        return None
    first, second = _ends(good, joined=series.dash != "none")
    lower, upper = y_axis.shares(_column(points.y_lower)), y_axis.shares(_column(points.y_upper))
    band = np.column_stack([x, lower, upper])
    return Curve(
        panel=panel,
        number=number,
        record=series,
        x_axis=x_axis,
        y_axis=y_axis,
        x=np.column_stack([x[first], x[second]]),
        y=np.column_stack([y[first], y[second]]),
        sigma_x=np.maximum(sigma_x[first], sigma_x[second]),
        sigma_y=np.maximum(sigma_y[first], sigma_y[second]),
        guessed=guess[first] | guess[second],
        neighbours=neighbours,
        band=band[np.isfinite(band).all(axis=1)],
    )


def panel_curves(number: int, panel: PanelRecord, axes: dict[str, Axis]) -> dict[int, Curve]:
    """The curves of a panel by the numbers of their series; those without calibrated axes are left out."""
    found = {}
    reach = _reach(panel, axes)
    for index, series in enumerate(panel.series):
        if "x" in axes and series.axis in axes:
            curve = read_curve(number, index, series, axes["x"], axes[series.axis], reach)
            if curve is not None:
                found[index] = curve
    return found


def _reach(panel: PanelRecord, axes: dict[str, Axis]) -> tuple[float, float]:
    """Where the first point of any series lies along x, and the last, in shares."""
    values = [_column(series.points.x) for series in panel.series if "x" in axes]
    shares = axes["x"].shares(np.concatenate(values)) if values else np.empty(0)
    shares = shares[np.isfinite(shares)]
    return (float(shares.min()), float(shares.max())) if len(shares) else (0.0, 1.0)


def _ends(good: Mask, joined: bool) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The points at both ends of each segment; a lone point, and each point of a series without a line, is one too."""
    pairs = np.flatnonzero(good[:-1] & good[1:]) if joined else np.empty(0, np.intp)
    alone = good.copy()
    alone[pairs] = alone[pairs + 1] = False
    lone = np.flatnonzero(alone)
    order = np.argsort(np.concatenate([pairs, lone]), kind="stable")
    return np.concatenate([pairs, lone])[order], np.concatenate([pairs + 1, lone])[order]


def _pixel(axis: Axis, share: float) -> float:
    slope, intercept = axis.record.slope or 1.0, axis.record.intercept or 0.0
    return (axis.low + share * axis.span - intercept) / slope


def _column(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], float)
