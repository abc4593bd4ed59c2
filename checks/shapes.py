"""Words for the course of a curve, as tests of its even samples."""

from __future__ import annotations

import numpy as np

from checks.axis import Floats
from checks.tolerance import LEAST_SIGMA
from schemas.claims import Trend
from schemas.verdicts import Verdict

# All in shares of the axis. A change that a reader sees, and one that nobody would call flat.
SEEN, NOT_FLAT = 0.02, 0.15
# A net change of this share of all ups and downs is a trend with fluctuations, of that share is none.
_MOSTLY, _HARDLY = 0.3, 0.1
# Between its ends a bowl or a peak is deeper than the lower of both sides by this.
_DEEP = 0.05
_LEAST_SAMPLES = 10


def judge_trend(trend: Trend, values: Floats, sigma: float) -> tuple[Verdict, str]:
    """The verdict on a word for the samples (shares of the y axis), and what was measured, in words."""
    y = values[np.isfinite(values)]
    if len(y) < _LEAST_SAMPLES:
        return Verdict.NOT_VERIFIABLE, ""
    net = float(y[-1] - y[0])
    reach = float(y.max() - y.min())
    measured = f"net change {100 * net:+.0f} % of the axis, between lowest and highest {100 * reach:.0f} %"
    error = max(SEEN, 3 * max(sigma, LEAST_SIGMA))
    return _TESTS[trend](y, net, reach, error), measured


def _rises(y: Floats, net: float, reach: float, error: float) -> Verdict:
    half = len(y) // 2
    halves = float(np.mean(y[half:]) - np.mean(y[:half]))
    if net > error and net >= _MOSTLY * reach:
        return Verdict.SUPPORTED
    if net < -error and halves < 0:
        return Verdict.REFUTED
    if net > 0 and halves > 0:
        return Verdict.IMPRECISE
    return Verdict.REFUTED if net < 0 and halves < -error else Verdict.NOT_VERIFIABLE


def _falls(y: Floats, net: float, reach: float, error: float) -> Verdict:
    return _rises(-y, -net, reach, error)


def _flat(y: Floats, net: float, reach: float, error: float) -> Verdict:
    if reach <= 0.05 + error:
        return Verdict.SUPPORTED
    if abs(net) > NOT_FLAT and abs(net) > _MOSTLY * reach:
        return Verdict.REFUTED
    return Verdict.IMPRECISE if abs(net) <= 0.05 + error else Verdict.NOT_VERIFIABLE


def _volatile(y: Floats, net: float, reach: float, error: float) -> Verdict:
    ways = _turns(y, error)
    if ways >= 3:
        return Verdict.SUPPORTED
    if ways >= 2:
        return Verdict.IMPRECISE
    return Verdict.REFUTED if _turns(y, error / 4) <= 1 and reach > error else Verdict.NOT_VERIFIABLE


def _steady(y: Floats, net: float, reach: float, error: float) -> Verdict:
    back = reach - abs(net)
    if _turns(y, error) <= 1 and back <= error:
        return Verdict.SUPPORTED
    if _turns(y, 2 * error) <= 1:
        return Verdict.IMPRECISE
    return Verdict.REFUTED if _turns(y, 3 * error) >= 4 else Verdict.NOT_VERIFIABLE


def _u_shaped(y: Floats, net: float, reach: float, error: float) -> Verdict:
    at = int(y.argmin())
    left, right = float(y[: at + 1].max() - y[at]), float(y[at:].max() - y[at])
    deep = max(_DEEP, error)
    if min(left, right) >= max(deep, 0.2 * reach):
        return Verdict.SUPPORTED
    return Verdict.REFUTED if min(left, right) < error and reach > 2 * deep else Verdict.NOT_VERIFIABLE


def _peaked(y: Floats, net: float, reach: float, error: float) -> Verdict:
    return _u_shaped(-y, -net, reach, error)


def _s_shaped(y: Floats, net: float, reach: float, error: float) -> Verdict:
    """Slow, then fast, then slow: the steepest third is the middle one, and it turns nowhere."""
    if _turns(y, error) > 1:
        return Verdict.REFUTED if _turns(y, 3 * error) > 2 else Verdict.NOT_VERIFIABLE
    thirds = [abs(float(part[-1] - part[0])) for part in np.array_split(y, 3)]
    return Verdict.SUPPORTED if thirds[1] > max(thirds[0], thirds[2]) else Verdict.NOT_VERIFIABLE


def _turns(y: Floats, least: float) -> int:
    """Number of runs up or down that are each higher than ``least``."""
    turns, way, extreme = 0, 0, float(y[0])
    for value in y.tolist():
        if (way >= 0 and value > extreme) or (way <= 0 and value < extreme):
            if way == 0 and abs(value - extreme) <= least:
                continue
            if way == 0:
                turns, way = 1, 1 if value > extreme else -1
            extreme = value
        elif abs(value - extreme) > least:
            turns, way, extreme = turns + 1, -way, value
    return turns


_TESTS = {
    "rises": _rises,
    "falls": _falls,
    "flat": _flat,
    "volatile": _volatile,
    "steady": _steady,
    "u_shaped": _u_shaped,
    "peaked": _peaked,
    "s_shaped": _s_shaped,
}
