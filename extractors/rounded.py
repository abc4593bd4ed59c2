"""Ladders whose labels are rounded: ticks at 0.25, 0.50, 0.75 printed as 0.2, 0.5, 0.8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.ladder import Floats, Ladder, Reading, fit_line

# Steps that tick locators choose, as mantissas.
NICE_STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0)
# How far the step of a rounded ladder may be from the nice one.
STEP_SLACK = 0.08
# Rounding must stay small against the step, else any row of numbers passes.
ROUNDING_SHARE = 0.25
# Fewer labels than this do not prove a rounded ladder.
FEWEST = 4


def rounded_ladder(px: Floats, options: Sequence[Sequence[Reading]], tolerance: Floats) -> Ladder | None:
    """The one ladder with a nice step that every label is a rounding of, with its exact values; else None."""
    plain = [found[0] for found in options if found and found[0].exact]
    if len(plain) < max(FEWEST, len(px)):
        return None
    printed, half = np.array([r.value for r in plain]), np.array([r.half_digit for r in plain])
    counts = _counts(px, tolerance)
    if counts is None or np.ptp(printed) == 0:
        return None
    rough = float(np.polyfit(counts, printed, 1)[0])
    fits = [values for step in _nice_steps(rough) for values in _values(counts, step, printed, half)]
    if len(fits) != 1 or float(half.max()) > ROUNDING_SHARE * abs(rough):
        return None
    values = fits[0]
    slope, intercept, _ = fit_line(px, values, tolerance)
    taken = tuple(replace(r, t=float(v), value=float(v)) for r, v in zip(plain, values, strict=True))
    return Ladder(slope, intercept, taken, (values - intercept) / slope - px, float(len(taken)))


def _counts(px: Floats, tolerance: Floats) -> Floats | None:
    """Number of steps from the first label to each, or None where the labels are not evenly spaced."""
    spacing = float(np.min(np.diff(px)))
    places = np.round((px - px[0]) / spacing)
    unit, start, *_ = np.polyfit(places, px, 1)
    return np.asarray(places, dtype=np.float64) if np.all(np.abs(places * unit + start - px) <= tolerance) else None


def _nice_steps(rough: float) -> list[float]:
    decade = 10.0 ** np.floor(np.log10(abs(rough)))
    candidates = [float(np.sign(rough) * m * scale) for m in NICE_STEPS for scale in (decade / 10, decade, decade * 10)]
    return [step for step in candidates if abs(step - rough) <= STEP_SLACK * abs(rough)]


def _values(counts: Floats, step: float, printed: Floats, half: Floats) -> list[Floats]:
    """Values at multiples of the step that the printed ones are roundings of: none or one row."""
    start = float(np.round(np.mean(printed - counts * step) / step) * step)
    values = start + counts * step
    return [values] if np.all(np.abs(values - printed) <= half * (1 + 1e-6)) else []
