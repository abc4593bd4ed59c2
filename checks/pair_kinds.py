"""Claims about two series: where they are equal, cross or part, and which is higher."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from checks.axis import Floats
from checks.change import judge_change
from checks.curve import Curve, Stretch
from checks.finding import Finding, doubtful, graded, plain, worst
from checks.measure import at_place, compare, expected_words, interval_of
from checks.places import Interval
from checks.tolerance import HEDGE, LEAST_SIGMA, SLIGHTLY, Tolerance
from schemas.claims import Claim
from schemas.verdicts import Doubt, Verdict

PairCheck = Callable[[Claim, Curve, Curve], Finding]

_SAMPLES = 200
_LEAST_SAMPLES = 20
# One curve is above another where it is so nearly everywhere, and is not where it hardly is anywhere.
_NEARLY, _HARDLY = 0.9, 0.2
# A crossing is told by eye no better than this share of x.
_CROSSING = 0.02
# Curves of one panel begin and end within this share of x of each other where all of both was seen.
_REACH = 0.03
_TOLD = 4  # crossings that evidence lists, the nearest ones
# What is called similar may lie so far apart; such words claim no equality.
_SIMILAR = 0.03
_ALIKE = re.compile(r"\b(similar|similarly|close|comparable|near|nearly|alike|almost)\b", re.IGNORECASE)


def check_equality(claim: Claim, one: Curve, other: Curve) -> Finding:
    """Both curves have one value at a place, and the value that is told."""
    expected = expected_words(claim)
    both = _both_at(claim, one, other)
    if isinstance(both, Doubt):
        return doubtful(both, expected)
    first, second = both
    sigma = float(np.hypot(max(first.sigma, LEAST_SIGMA), max(second.sigma, LEAST_SIGMA)))
    tolerance = Tolerance(sigma, 0.0, _SIMILAR if _ALIKE.search(claim.text) else HEDGE).total
    apart = max(first.low - second.high, second.low - first.high, 0.0)
    verdict = graded(apart, tolerance, SLIGHTLY)
    length = one.y_axis.length(apart, first.mean)
    measured = f"{one.y_axis.print(first.mean)} and {one.y_axis.print(second.mean)}, {length:.2g} apart"
    if verdict is Verdict.REFUTED and (first.guessed or second.guessed):
        return doubtful(Doubt.PLACE_NOT_READ, expected, measured)
    if verdict is Verdict.SUPPORTED and claim.values:
        low, high = min(first.low, second.low), max(first.high, second.high)
        return worst([compare(claim, value, one.y_axis, first, low, high, SLIGHTLY) for value in claim.values])
    points = (*first.points, *second.points)
    return Finding(verdict, expected, measured, tolerance=one.y_axis.length(tolerance, first.mean), points=points)


def check_crossing(claim: Claim, one: Curve, other: Curve) -> Finding:
    """The difference of both curves changes its sign at the place, or somewhere where none is told."""
    expected = expected_words(claim)
    places, difference = _differences(one, other)
    if len(places) < _LEAST_SAMPLES:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    signs = np.sign(difference)
    crossings = (places[:-1] + np.diff(places) / 2)[(signs[:-1] * signs[1:] <= 0)]
    near_by = interval_of(claim.x, one) if claim.x is not None else Doubt.PLACE_UNCLEAR
    middle = 0.0 if isinstance(near_by, Doubt) else (near_by.low + near_by.high) / 2
    nearest = np.sort(crossings[np.argsort(np.abs(crossings - middle), kind="stable")[:_TOLD]])
    told = ", ".join(one.x_axis.print(float(x)) for x in nearest)
    measured = f"they cross at {told}" if told else "they do not cross"
    if claim.x is None:
        return plain(bool(len(crossings)), expected, measured)
    interval = interval_of(claim.x, one)
    if isinstance(interval, Doubt):
        return doubtful(interval, expected, measured)
    if not places[0] <= (interval.low + interval.high) / 2 <= places[-1]:
        return doubtful(Doubt.PLACE_NOT_READ, expected, measured)
    apart = min((max(interval.low - x, x - interval.high, 0.0) for x in crossings.tolist()), default=1.0)
    verdict = graded(apart, float(np.hypot(interval.slack, _CROSSING)))
    near = one.over(*interval.widest), other.over(*interval.widest)
    if verdict is Verdict.REFUTED and (_unsure(near) or _touching(difference, places, interval)):
        return doubtful(Doubt.WITHIN_ERROR, expected, measured)
    return Finding(verdict, expected, measured)


def check_divergence(claim: Claim, one: Curve, other: Curve) -> Finding:
    """Before the place both curves are much more alike than after it."""
    expected = expected_words(claim)
    interval = interval_of(claim.x, one)
    if claim.x is None or isinstance(interval, Doubt):
        return doubtful(interval if isinstance(interval, Doubt) else Doubt.PLACE_UNCLEAR, expected)
    places, difference = _differences(one, other)
    before = np.abs(difference[places < interval.low])
    after = np.abs(difference[places > interval.high])
    if len(before) < _LEAST_SAMPLES // 2 or len(after) < _LEAST_SAMPLES // 2:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    alike, apart = float(before.mean()), float(after.mean())
    measured = f"on average {100 * alike:.0f} % of the axis apart before, {100 * apart:.0f} % after"
    if apart > 1.5 * alike and alike < 0.1:
        return Finding(Verdict.SUPPORTED, expected, measured)
    if apart < alike and alike > 0.1:
        return Finding(Verdict.REFUTED, expected, measured)
    return doubtful(Doubt.WORDS_UNTESTABLE, expected, measured)


def check_comparison(claim: Claim, one: Curve, other: Curve) -> Finding:
    """One curve is above, below or equal to the other, in all its values or in one number taken from them."""
    expected = f"{claim.relation or 'compared'} in {claim.measure}"
    interval = interval_of(claim.x, one)
    if isinstance(interval, Doubt) or claim.relation is None:
        return doubtful(interval if isinstance(interval, Doubt) else Doubt.WORDS_UNTESTABLE, expected)
    if one.record.axis != other.record.axis and claim.measure not in ("volatility", "change"):
        return doubtful(Doubt.AXIS_AMBIGUOUS, expected)
    if interval.point:
        return _at_one_place(claim, one, other, expected)
    if claim.relation == "apart" and claim.measure not in ("start", "end"):
        return doubtful(Doubt.PLACE_UNCLEAR, expected)
    if claim.measure == "values":
        found = _all_along(claim, one, other, interval, expected)
        told = bool(claim.values) and found.verdict is Verdict.SUPPORTED
        return doubtful(Doubt.PLACE_UNCLEAR, expected, found.measured) if told else found
    both = [interval_of(claim.x, curve) for curve in (one, other)]
    numbers = [_number(claim, curve, at) for curve, at in zip((one, other), both, strict=True)]
    if numbers[0] is None or numbers[1] is None:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    sure = 0.01 if claim.measure in ("maximum", "minimum", "start", "end") else 0.03
    measured = f"{_printed(claim, one, numbers[0])} against {_printed(claim, other, numbers[1])}"
    found = _by_difference(claim, numbers[0] - numbers[1], sure, expected, measured)
    if found.verdict is Verdict.REFUTED and claim.x is None and _differ_in_reach(one, other):
        return doubtful(Doubt.PLACE_NOT_READ, expected, measured)
    return _by_so_much(claim, one, other, interval, numbers[0] - numbers[1], numbers[1], found)


def _differ_in_reach(one: Curve, other: Curve) -> bool:
    """Whether one curve goes on where the other was not read: there it may be the higher one."""
    return max(abs(one.begin - other.begin), abs(one.end - other.end)) > _REACH


def _by_so_much(
    claim: Claim, one: Curve, other: Curve, interval: Interval, difference: float, base: float, found: Finding
) -> Finding:
    """The finding on a comparison, and on by how much where that is told; ``base`` is a share of the axis."""
    if not claim.values or found.verdict is not Verdict.SUPPORTED:
        return found
    expected = f"{found.expected} by {claim.values[0].text}"
    stretches = [curve.over(*interval.widest) for curve in (one, other)]
    sigma = max([LEAST_SIGMA, *(stretch.sigma for stretch in stretches if stretch is not None)])
    length = abs(difference)
    told = judge_change(claim, one.y_axis, length, length, one.y_axis.value(base), sigma, expected)
    if told is None or claim.measure in ("volatility", "change"):
        return doubtful(Doubt.WORDS_UNTESTABLE, expected, found.measured)
    measured = f"{found.measured}, {told.measured}"
    return Finding(told.verdict, expected, measured, tolerance=told.tolerance, points=found.points)


def _at_one_place(claim: Claim, one: Curve, other: Curve, expected: str) -> Finding:
    both = _both_at(claim, one, other)
    if isinstance(both, Doubt):
        return doubtful(both, expected)
    first, second = both
    measured = f"{one.y_axis.print(first.mean)} against {one.y_axis.print(second.mean)}"
    if first.guessed or second.guessed:
        return doubtful(Doubt.PLACE_NOT_READ, expected, measured)
    apart = claim.relation == "apart"
    difference = abs(first.mean - second.mean) if apart else first.mean - second.mean
    found = _by_difference(claim, difference, 0.01, expected, measured)
    interval = interval_of(claim.x, one)
    if isinstance(interval, Doubt):
        return found
    return _by_so_much(claim, one, other, interval, difference, second.mean, found)


def _all_along(claim: Claim, one: Curve, other: Curve, interval: Interval, expected: str) -> Finding:
    """The share of the interval over which the relation holds."""
    places, difference = _differences(one, other)
    low, high = interval.narrowest
    inside = difference[(places >= low) & (places <= high)]
    if len(inside) < _LEAST_SAMPLES // 2:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    error = 2 * LEAST_SIGMA
    if claim.relation == "equal":
        return plain_or_doubt(float((np.abs(inside) < SLIGHTLY).mean()), expected, "alike over {:.0f} % of it")
    sign = 1 if claim.relation == "above" else -1
    right, wrong = float((sign * inside > -error).mean()), float((sign * inside < -error).mean())
    measured = f"{claim.relation} over {100 * right:.0f} % of it"
    if right >= _NEARLY and float((sign * inside).mean()) > error:
        return Finding(Verdict.SUPPORTED, expected, measured)
    if 1 - wrong <= _HARDLY:
        return Finding(Verdict.REFUTED, expected, measured)
    if right >= 2 / 3:
        return Finding(Verdict.IMPRECISE, expected, measured)
    return doubtful(Doubt.WORDS_UNTESTABLE, expected, measured)


def plain_or_doubt(share: float, expected: str, words: str) -> Finding:
    """Supported where it holds nearly everywhere, refuted where hardly anywhere, else not to be decided."""
    measured = words.format(100 * share)
    if _HARDLY < share < _NEARLY:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected, measured)
    return plain(share >= _NEARLY, expected, measured)


def _by_difference(claim: Claim, difference: float, sure: float, expected: str, measured: str) -> Finding:
    """The verdict where one number less another decides; ``sure``: a difference that cannot be an error."""
    if claim.relation == "apart":
        return Finding(Verdict.SUPPORTED, expected, measured)  # by how much is judged by itself
    if claim.relation == "equal":
        return Finding(graded(abs(difference), HEDGE, SLIGHTLY), expected, measured)
    signed = difference if claim.relation == "above" else -difference
    if abs(difference) < sure:
        return doubtful(Doubt.WITHIN_ERROR, expected, measured)
    return plain(signed > 0, expected, measured)


def _number(claim: Claim, curve: Curve, interval: Interval | Doubt) -> float | None:
    """The number that is compared, as a share of the y axis."""
    if isinstance(interval, Doubt):
        return None
    stretch = curve.over(*interval.narrowest)
    at_end = claim.measure in ("start", "end") and claim.x is None  # a gap before the end changes nothing
    if stretch is None or (stretch.covered < _NEARLY and not at_end):
        return None
    match claim.measure:
        case "maximum":
            return stretch.high
        case "minimum":
            return stretch.low
        case "start":
            return stretch.first
        case "end":
            return stretch.last
        case "change":
            return stretch.last - stretch.first
        case "volatility":
            values = curve.sampled(*interval.narrowest, _SAMPLES)
            steps = np.diff(values[np.isfinite(values)])
            return float(np.abs(steps).sum() - abs(steps.sum()))
        case _:
            return stretch.mean


def _printed(claim: Claim, curve: Curve, number: float) -> str:
    if claim.measure in ("change", "volatility"):
        return f"{100 * number:.0f} % of the axis"
    return curve.y_axis.print(number)


def _both_at(claim: Claim, one: Curve, other: Curve) -> tuple[Stretch, Stretch] | Doubt:
    interval = interval_of(claim.x, one)
    if claim.x is None or isinstance(interval, Doubt):
        return interval if isinstance(interval, Doubt) else Doubt.PLACE_UNCLEAR
    if one.record.axis != other.record.axis:
        return Doubt.AXIS_AMBIGUOUS
    first, second = at_place(interval, one), at_place(interval, other)
    if isinstance(first, Doubt) or isinstance(second, Doubt):
        return Doubt.PLACE_NOT_READ
    return first, second


def _differences(one: Curve, other: Curve) -> tuple[Floats, Floats]:
    """Even places that both curves reach, and the difference there, as shares of the y axis."""
    low, high = max(one.begin, other.begin), min(one.end, other.end)
    if low >= high:
        return np.empty(0), np.empty(0)
    places = np.linspace(low, high, _SAMPLES)
    difference = one.sampled(low, high, _SAMPLES) - other.sampled(low, high, _SAMPLES)
    good = np.isfinite(difference)
    return places[good], difference[good]


def _unsure(stretches: tuple[Stretch | None, Stretch | None]) -> bool:
    return any(stretch is None or stretch.guessed for stretch in stretches)


def _touching(difference: Floats, places: Floats, interval: Interval) -> bool:
    """Whether both curves come so near each other there that a crossing may have been missed."""
    near = (places >= interval.low - _CROSSING) & (places <= interval.high + _CROSSING)
    return bool((np.abs(difference[near]) < HEDGE).any())
