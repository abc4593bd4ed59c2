"""A number of a text against a measured stretch of a curve: what all checks of values share."""

from __future__ import annotations

import math

from checks.axis import Axis
from checks.curve import Curve, Stretch
from checks.finding import Finding, doubtful, graded
from checks.places import Interval, find_interval, printed
from checks.tolerance import HEDGE, LEAST_SIGMA, Tolerance
from schemas.claims import Claim, ClaimKind, Place, Quantity
from schemas.verdicts import Doubt, Verdict

# A curve read with a larger error than this share of the axis can contradict nothing.
LARGEST_SIGMA = 0.03
_THOUSANDS = 3  # powers of ten
# What a curve does where it was not seen departs from the bridge over the gap by less than this share of the axis.
BRIDGED = 0.06
# Of an interval at least this share has to be read for a statement about all of it.
LEAST_COVERED = 0.9


def expected_words(claim: Claim) -> str:
    """What the text says in short: its numbers, and where."""
    numbers = " to ".join(quantity.text for quantity in claim.values)
    place = printed(claim.x or claim.within)
    if claim.kind is ClaimKind.TREND and len(claim.values) == 1 and claim.trend in ("rises", "falls"):
        numbers = f"{claim.trend} by {numbers}"
    what = numbers or claim.trend or claim.words or claim.kind.value.replace("_", " ")
    if place.startswith(("after ", "until ", "in ", "at ", "by ")):
        return f"{what} {place}"
    return f"{what} at {place}" if place else what


def tolerance_of(quantity: Quantity, half_digit: float, sigma: float, claim: Claim) -> Tolerance:
    """The tolerance of a number; what follows a plus-minus sign in the text widens it as a reading error would."""
    hedged = quantity.hedged or claim.hedged
    return Tolerance(sigma, half_digit, HEDGE if hedged else 0.0)


def compare(
    claim: Claim, quantity: Quantity, axis: Axis, stretch: Stretch, low: float, high: float, slightly: float = 0.0
) -> Finding:
    """The verdict on a number that should lie between two measured ones (shares of ``axis``; infinite: no bound)."""
    read = axis.read(quantity)
    expected = expected_words(claim)
    if read is None:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected)
    share, half = read
    tolerance = tolerance_of(quantity, half, stretch.sigma, claim).total
    distance = max(low - share, share - high, 0.0)
    middle = low if math.isinf(high) else high if math.isinf(low) else min(max(share, low), high)
    measured, length = axis.print(middle), axis.length(tolerance, middle)
    if stretch.sigma > LARGEST_SIGMA:
        return doubtful(Doubt.WITHIN_ERROR, expected, measured)
    verdict = graded(distance, tolerance, slightly)
    if verdict is Verdict.REFUTED and _in_thousands(axis, quantity, low, high, tolerance):
        return doubtful(Doubt.AXIS_NOT_READ, expected, f"{measured}, of another power of ten")
    if verdict is Verdict.REFUTED and stretch.guessed and distance < 2 * tolerance + BRIDGED:
        return doubtful(Doubt.PLACE_NOT_READ, expected, f"about {measured}, over a gap")
    told = f"{measured} ± {_error(axis, axis.length(max(stretch.sigma, LEAST_SIGMA), middle))}"
    return Finding(verdict, expected, told, tolerance=length, points=stretch.points)


def _in_thousands(axis: Axis, quantity: Quantity, low: float, high: float, tolerance: float) -> bool:
    """Whether a number is right but for a factor of thousands, as one that is printed at an axis and was not read."""
    if axis.dated or not math.isfinite(low + high):
        return False
    middle = axis.value((low + high) / 2)
    if not quantity.value or not middle or quantity.value * middle < 0:
        return False
    power = round(math.log10(quantity.value / middle))
    scaled = axis.share(quantity.value / 10.0**power)
    return abs(power) >= _THOUSANDS and low - 2 * tolerance <= scaled <= high + 2 * tolerance


def interval_of(place: Place | None, curve: Curve) -> Interval | Doubt:
    """The interval along a curve; all of it where the claim names none."""
    begin, end = curve.begin, curve.end
    if place is None:
        return Interval(begin, end, 0.0, "")
    return find_interval(place, curve.x_axis, begin, end)


def at_place(interval: Interval, curve: Curve) -> Stretch | Doubt:
    """The curve at a place, over as much of x as the place may be off."""
    middle = (interval.low + interval.high) / 2
    slack = (interval.slack**2 + curve.near_x(middle) ** 2) ** 0.5
    stretch = curve.over(interval.low - slack, interval.high + slack)
    return Doubt.PLACE_NOT_READ if stretch is None else stretch


def _error(axis: Axis, length: float) -> str:
    if axis.dated:
        return f"{length / 86400:.2g} days"
    return f"{length:.1g}" if length < 10 else f"{round(length)}"
