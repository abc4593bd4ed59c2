"""An axis of a panel as a scale from 0 to 1: numbers of a text and of the figure as shares of what it shows."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from schemas.claims import Quantity
from schemas.reasons import Status
from schemas.record import AxisRecord, BoxRecord

Floats = NDArray[np.float64]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86400.0
_YEAR = 365.2425 * _DAY
_SEEN = 200  # places along an axis that a reader tells apart
_YEARS = (1500.0, 2500.0)  # a bare number in a text that may be a year
# A number outside of the axis by more than its whole span was meant in another unit, where the label tells of one.
_BESIDE = 1.0
_UNITS = (
    (re.compile(r"\bthousands?\b|\(k\)|10\^?\{?3\b|10³", re.IGNORECASE), 1e3),
    (re.compile(r"\bmillions?\b|\(M\)|10\^?\{?6\b|10⁶"), 1e6),
    (re.compile(r"\bbillions?\b|\(B\)|10\^?\{?9\b|10⁹"), 1e9),
    (re.compile(r"%|\bper ?cent\b", re.IGNORECASE), 0.01),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A calibrated axis; ``low`` and ``high`` are the ends of what it shows, in log10 on a log axis."""

    record: AxisRecord
    low: float
    high: float

    @property
    def log(self) -> bool:
        """Whether equal steps are equal ratios."""
        return self.record.scale == "log"

    @property
    def dated(self) -> bool:
        """Whether values are UTC seconds."""
        return self.record.scale == "date"

    @property
    def span(self) -> float:
        """What the axis shows, from end to end, in log10 on a log axis."""
        return self.high - self.low

    def shares(self, values: Floats) -> Floats:
        """Values as shares of the axis, 0 and 1 at its ends; NaN where a log axis has no place for one."""
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled = np.log10(values) if self.log else values
            return np.asarray(np.where(np.isfinite(scaled), (scaled - self.low) / self.span, np.nan))

    def share(self, value: float) -> float:
        """One value as a share of the axis."""
        return float(self.shares(np.array([value], float))[0])

    def value(self, share: float) -> float:
        """The value at a share of the axis."""
        scaled = self.low + share * self.span
        return float(10.0**scaled) if self.log else scaled

    def error_shares(self, errors: Floats, values: Floats) -> Floats:
        """Errors of values as shares of the axis."""
        if not self.log:
            return np.asarray(errors / self.span)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(errors / (values * math.log(10) * self.span))

    def length(self, share: float, at: float) -> float:
        """A length of so many shares around a place, in axis units."""
        return abs(self.value(at + share / 2) - self.value(at - share / 2))

    def read(self, quantity: Quantity) -> tuple[float, float] | None:
        """A number of a text on this axis: its share and half of its last digit as a share; None where it has none."""
        value, digit = self._in_unit(quantity)
        share = self.share(value)
        if not math.isfinite(share):
            return None
        above, below = self.share(value + digit / 2), self.share(value - digit / 2)
        half = abs(above - share) if not math.isfinite(below) else abs(above - below) / 2
        return share, half

    def print(self, share: float) -> str:
        """A value as it is told: rounded to what can be seen, dates as dates, categories by name."""
        value = self.value(share)
        if self.dated:
            return print_date(value, self.span / _SEEN)
        categories = self.record.categories or []
        if self.record.scale == "category" and 0 <= round(value) < len(categories):
            return categories[round(value)]
        return print_number(value)

    def _in_unit(self, quantity: Quantity) -> tuple[float, float]:
        value, digit = quantity.value, quantity.digit
        if self.dated and not quantity.date and _YEARS[0] <= value <= _YEARS[1]:
            return seconds_of_year(value), digit * _YEAR
        if quantity.date and not self.dated and self.record.scale == "linear":
            return year_of_seconds(value), digit / _YEAR
        if quantity.percent and not self._in_percent():
            return value / 100, digit / 100
        for pattern, unit in _UNITS:
            if pattern.search(f"{self.record.label or ''} {self.record.unit or ''}") and self._outside(value):
                scaled = value / unit
                return (scaled, digit / unit) if not self._outside(scaled) else (value, digit)
        return value, digit

    def _in_percent(self) -> bool:
        """Whether the axis counts in per cent: its print says so, or it goes well beyond 1."""
        printed = any("%" in tick.text for tick in self.record.ticks) or "%" in f"{self.record.label}{self.record.unit}"
        return printed or max(abs(self.value(0.0)), abs(self.value(1.0))) > 2

    def _outside(self, value: float) -> bool:
        share = self.share(value)
        return not -_BESIDE <= share <= 1 + _BESIDE


def read_axis(record: AxisRecord, box: BoxRecord) -> Axis | None:
    """The axis of a panel with this plot box; None where it was not calibrated."""
    if record.status is Status.FAILED or record.slope is None or record.intercept is None or record.scale is None:
        return None
    ends = (box.x0, box.x1) if record.axis == "x" else (box.y0, box.y1)
    values = [record.slope * px + record.intercept for px in ends]
    low, high = min(values), max(values)
    return Axis(record, low, high) if high > low else None


def print_number(value: float) -> str:
    """Four digits, without an exponent where a reader would write none."""
    rounded = float(f"{value:.4g}")
    return f"{rounded:g}" if abs(rounded) < 1e-4 or abs(rounded) >= 1e7 else f"{rounded:.10f}".rstrip("0").rstrip(".")


def print_date(seconds: float, step: float) -> str:
    """A date, with the time where steps of so many seconds are less than a day."""
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return f"{seconds:.6g} s"
    return f"{moment:%Y-%m-%d}" if step >= _DAY else f"{moment:%Y-%m-%d %H:%M}"


def seconds_of_year(year: float) -> float:
    """UTC seconds at the beginning of a year, with a fraction of it."""
    whole = math.floor(year)
    return (datetime(whole, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds() + (year - whole) * _YEAR


def year_of_seconds(seconds: float) -> float:
    """The year, with a fraction, of UTC seconds."""
    return 1970 + seconds / _YEAR
