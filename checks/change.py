"""By how much: a number that tells a change of one curve, or the distance of two, against what was measured."""

from __future__ import annotations

import math
import re

from checks.axis import Axis, print_number
from checks.finding import Finding, graded
from checks.measure import LARGEST_SIGMA, tolerance_of
from checks.tolerance import SLIGHTLY
from schemas.claims import Claim, Quantity
from schemas.verdicts import Verdict

_POINTS = re.compile(r"points?|pp|pts", re.IGNORECASE)
_GRADES = (Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.REFUTED)


def judge_change(
    claim: Claim, axis: Axis, low: float, high: float, base: float, sigma: float, expected: str
) -> Finding | None:
    """The verdict on `values[0]` as a length from ``low`` to ``high`` (shares of the axis); None where it is untested.

    ``base`` is the value that the change is counted from, in axis units: a percentage may be one of it, or one of the
    axis. Lengths on log axes depend on where they lie and are not tested; nor are those of a badly read curve.
    """
    quantity = claim.values[0]
    if axis.log or axis.dated or sigma > LARGEST_SIGMA:
        return None
    lengths = _readings(quantity, axis, base)
    if min((length for length, _ in lengths), default=math.inf) > 1:  # `25 points` on an axis to 1
        return None
    tolerances = [tolerance_of(quantity, half, math.sqrt(2) * sigma, claim).total for _, half in lengths]
    graded_ones = [
        graded(max(low - length, length - high, 0.0), tolerance, SLIGHTLY)
        for (length, _), tolerance in zip(lengths, tolerances, strict=True)
    ]
    verdict = min(graded_ones, key=_GRADES.index)
    tolerance = tolerances[graded_ones.index(verdict)]
    measured = f"by {print_number((low + high) / 2 * axis.span)}"
    if quantity.percent and base:
        measured += f", {100 * (low + high) / 2 * axis.span / abs(base):.3g} % of {print_number(base)}"
    return Finding(verdict, expected, measured, tolerance=tolerance * axis.span)


def _readings(quantity: Quantity, axis: Axis, base: float) -> list[tuple[float, float]]:
    """The lengths, with half of their last digit, that a number may mean, as shares of the axis."""
    read, zero = axis.read(quantity), axis.share(0.0)
    found = [(read[0] - zero, read[1])] if read is not None else []
    if quantity.percent and not _POINTS.search(quantity.text):
        found.append((quantity.value / 100 * abs(base) / axis.span, quantity.digit / 200 * abs(base) / axis.span))
    return found
