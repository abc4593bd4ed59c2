"""Pixels to data values along one axis. (contract; implementation follows)"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.record import ScaleName


@dataclass(frozen=True, slots=True)
class TickLabel:
    """A label seated on its tick: where along the axis (working pixels), what was read, and how surely (0-1).

    ``seated`` says that ``px`` is the centre of a tick mark or gridline and not only of the label's box.
    ``alternatives`` are other readings of the same print, the likelier first.
    """

    px: float
    text: str
    confidence: float
    seated: bool = True
    reader: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A label that took part in the fit: the value used and how far the fit misses it, in pixels."""

    px: float
    text: str
    value: float | None
    residual_px: float | None
    reader: str = ""


@dataclass(frozen=True)
class Calibration:
    """``transform(value) = slope * px + intercept``; transform is log10 on a log axis, else the identity."""

    scale: ScaleName
    slope: float
    intercept: float
    covariance: NDArray[np.float64]  # 2x2, of slope and intercept
    ticks: tuple[Tick, ...]
    residual_px: float  # root mean square over the ticks used
    step: float | None  # of the tick values; the factor on a log axis
    categories: tuple[str, ...] | None = None
