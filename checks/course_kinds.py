"""Claims about the course of a series over an interval: its range, a bound, its trend, its band."""

from __future__ import annotations

import numpy as np

from checks.axis import Floats
from checks.change import judge_change
from checks.curve import END_SLACK, Curve, Stretch
from checks.finding import Finding, doubtful, worst
from checks.measure import LARGEST_SIGMA, LEAST_COVERED, compare, expected_words, interval_of
from checks.places import Interval
from checks.shapes import SEEN, judge_trend
from checks.tolerance import LEAST_SIGMA, SLIGHTLY
from schemas.claims import Claim, Place
from schemas.verdicts import Doubt, Verdict

_SAMPLES = 200
# A band is widest where it is at least this share of its greatest width.
_AS_WIDE = 0.85
# A curve that ends so far below where it began, as a share of the axis, has not risen.
_CLEARLY = 0.05
# A number so far beyond the ends of an axis is none of its values.
_BESIDE = 0.1


def check_range(claim: Claim, curve: Curve) -> Finding:
    """The lowest and the highest value over the interval are those that the text gives."""
    expected = expected_words(claim)
    found = _whole(claim, curve)
    if isinstance(found, Doubt) or len(claim.values) < 2:
        return doubtful(found if isinstance(found, Doubt) else Doubt.WORDS_UNTESTABLE, expected)
    interval, narrow, wide = found
    if interval.point or interval.vague:
        return doubtful(Doubt.PLACE_UNCLEAR, expected)
    low, high = sorted(claim.values[:2], key=lambda quantity: quantity.value)
    spreads = [curve.spread_at_end(curve.x_axis.share(at.x)) if at.x is not None else 0.0 for at in wide.points]
    slightly = SLIGHTLY if claim.x is not None else 0.0
    bottom = compare(claim, low, curve.y_axis, wide, wide.low - spreads[0], narrow.low, slightly)
    top = compare(claim, high, curve.y_axis, wide, narrow.high, wide.high + spreads[-1], slightly)
    decided = worst([bottom, top])
    if decided.doubt:
        return decided
    if decided.verdict is Verdict.REFUTED and claim.x is None and _place_unread(claim, curve):
        return doubtful(Doubt.PLACE_UNCLEAR, expected, decided.measured)
    measured = f"{bottom.measured.split(' ±')[0]} to {top.measured}"
    return Finding(decided.verdict, expected, measured, tolerance=decided.tolerance, points=wide.points)


def check_bound(claim: Claim, curve: Curve) -> Finding:
    """The curve stays on one side of a value over the whole interval, or gets there somewhere (``within``)."""
    expected = expected_words(claim)
    found = _whole(claim, curve)
    if isinstance(found, Doubt) or not claim.values or claim.relation not in ("above", "below"):
        return doubtful(found if isinstance(found, Doubt) else Doubt.WORDS_UNTESTABLE, expected)
    interval, narrow, wide = found
    if claim.within is not None:
        reached = (wide.low, np.inf) if claim.relation == "below" else (-np.inf, wide.high)
        somewhere = compare(claim, claim.values[0], curve.y_axis, wide, *reached)
        unclear = interval.vague and somewhere.verdict is Verdict.REFUTED
        return doubtful(Doubt.PLACE_UNCLEAR, expected, somewhere.measured) if unclear else somewhere
    if claim.relation == "below":
        return compare(claim, claim.values[0], curve.y_axis, narrow, narrow.high, np.inf)
    return compare(claim, claim.values[0], curve.y_axis, narrow, -np.inf, narrow.low)


def check_trend(claim: Claim, curve: Curve) -> Finding:
    """The curve moves as the word says, and from and to the values where they are told."""
    claim = _with_places(claim, curve)
    expected = expected_words(claim)
    found = _whole(claim, curve)
    if isinstance(found, Doubt) or claim.trend is None:
        return doubtful(found if isinstance(found, Doubt) else Doubt.WORDS_UNTESTABLE, expected)
    interval, stretch, _ = found
    if interval.point:
        return doubtful(Doubt.PLACE_UNCLEAR, expected)
    low, high = interval.narrowest
    verdict, measured = judge_trend(claim.trend, curve.sampled(low, high, _SAMPLES), stretch.sigma)
    if verdict is Verdict.NOT_VERIFIABLE:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected, measured)
    unplaced = interval.vague or (claim.trend == "flat" and claim.x is None)
    if verdict is Verdict.REFUTED and unplaced:
        return doubtful(Doubt.PLACE_UNCLEAR, expected, measured)
    bridged = stretch.guessed and not _ends_seen_apart(claim, curve, low, high)
    if verdict is Verdict.REFUTED and (bridged or stretch.sigma > LARGEST_SIGMA):
        return doubtful(Doubt.PLACE_NOT_READ, expected, measured)
    if verdict is Verdict.REFUTED and _goes_so_at_end(claim, curve.sampled(low, high, _SAMPLES), stretch.sigma):
        return doubtful(Doubt.PLACE_UNCLEAR, expected, measured)
    course = Finding(verdict, expected, measured, points=stretch.points)
    decided = worst([course, *_ends(claim, curve, interval)])
    if decided.verdict is Verdict.REFUTED and (interval.vague or (claim.x is None and _place_unread(claim, curve))):
        return doubtful(Doubt.PLACE_UNCLEAR, expected, decided.measured)
    return decided


def _ends_seen_apart(claim: Claim, curve: Curve, low: float, high: float) -> bool:
    """Whether both ends of a rise or fall were seen, and lie clearly the other way round, whatever is between."""
    first, last = (curve.over(at - END_SLACK, at + END_SLACK) for at in (low, high))
    if first is None or last is None or first.guessed or last.guessed or claim.trend not in ("rises", "falls"):
        return False
    return (first.low - last.high if claim.trend == "rises" else last.low - first.high) > _CLEARLY


def _goes_so_at_end(claim: Claim, values: Floats, sigma: float) -> bool:
    """Whether a movement is told up to a place or from one on, and the curve moves so there, though not all along.

    `Dips to 0.3 at step 60` does not say where the dip begins.
    """
    if claim.x is None or claim.x.open_start == claim.x.open_end or claim.trend not in ("rises", "falls"):
        return False
    known = values[np.isfinite(values)]
    sign = 1.0 if (claim.trend == "rises") == claim.x.open_start else -1.0
    at = known[-1] if claim.x.open_start else known[0]
    return bool(len(known)) and float(sign * at - (sign * known).min()) > max(SEEN, 3 * max(sigma, LEAST_SIGMA))


def _with_places(claim: Claim, curve: Curve) -> Claim:
    """Numbers from and to that no y axis holds, but the x axis does, were meant as places: "rises from 46 to 64"."""
    if claim.x is not None or len(claim.values) != 2:
        return claim
    heights = [curve.y_axis.read(value) for value in claim.values]
    beside = all(read is None or not -_BESIDE <= read[0] <= 1 + _BESIDE for read in heights)
    if not beside or not _may_be_places(claim, curve):
        return claim
    first, last = claim.values
    return claim.model_copy(update={"x": Place(start=first, end=last), "values": ()})


def _place_unread(claim: Claim, curve: Curve) -> bool:
    """Whether the text may name a place that its reader did not take for one: a category, or bare numbers."""
    return curve.x_axis.record.scale == "category" or (claim.trend is not None and _may_be_places(claim, curve))


def _may_be_places(claim: Claim, curve: Curve) -> bool:
    """Whether the numbers from and to may as well be places: "rises from 2 to 8" over x from 0 to 10."""
    places = [curve.x_axis.read(value) for value in claim.values]
    return bool(places) and all(read is not None and -END_SLACK <= read[0] <= 1 + END_SLACK for read in places)


def check_band_widest(claim: Claim, curve: Curve) -> Finding:
    """The band is about as wide as anywhere somewhere in the interval."""
    expected = expected_words(claim)
    interval = interval_of(claim.x, curve)
    if isinstance(interval, Doubt) or claim.x is None:
        return doubtful(interval if isinstance(interval, Doubt) else Doubt.PLACE_UNCLEAR, expected)
    if len(curve.band) < 3:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    widths = curve.band[:, 2] - curve.band[:, 1]
    low, high = interval.widest
    here = widths[(curve.band[:, 0] >= low) & (curve.band[:, 0] <= high)]
    widest = curve.x_axis.print(float(curve.band[widths.argmax(), 0]))
    if not len(here):
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    share = float(here.max() / max(float(widths.max()), 1e-12))
    verdict = Verdict.SUPPORTED if share >= _AS_WIDE else Verdict.IMPRECISE if share >= 0.6 else Verdict.REFUTED
    return Finding(verdict, expected, f"widest at {widest}, there {100 * share:.0f} % as wide")


def check_has_band(claim: Claim, curve: Curve) -> Finding:
    """A band or error bars belong to the series; one that was not found may still be there."""
    expected = "a band or error bars"
    if len(curve.band):
        return Finding(Verdict.SUPPORTED, expected, "a band or error bars")
    return doubtful(Doubt.PLACE_NOT_READ, expected, "none found")


def _whole(claim: Claim, curve: Curve) -> tuple[Interval, Stretch, Stretch] | Doubt:
    """The interval, and the curve over what is meant for certain and over all that may be meant."""
    interval = interval_of(claim.x, curve)
    if isinstance(interval, Doubt):
        return interval
    narrow, wide = curve.over(*interval.narrowest), curve.over(*interval.widest)
    if narrow is None or wide is None or narrow.covered < LEAST_COVERED:
        return Doubt.PLACE_NOT_READ
    return interval, narrow, wide


def _ends(claim: Claim, curve: Curve, interval: Interval) -> list[Finding]:
    """From and to: the values at both ends of the interval, where they are told; or the level of a flat stretch."""
    if len(claim.values) == 1 and claim.trend == "flat" and claim.x is not None:
        level = curve.over(*interval.narrowest)
        return [compare(claim, claim.values[0], curve.y_axis, level, level.low, level.high)] if level else []
    if len(claim.values) == 1 and claim.trend in ("rises", "falls"):
        return _by_so_much(claim, curve, interval)
    places = (interval.low, interval.high) if len(claim.values) == 2 else ()
    found = []
    for quantity, at in zip(claim.values, places, strict=False):
        slack = max(interval.slack, END_SLACK)
        stretch = curve.over(at - slack, at + slack)
        if stretch is not None:
            found.append(compare(claim, quantity, curve.y_axis, stretch, stretch.low, stretch.high))
    return found


def _by_so_much(claim: Claim, curve: Curve, interval: Interval) -> list[Finding]:
    """By how much the curve moves from one end of the interval to the other."""
    slack = max(interval.slack, END_SLACK)
    first, last = (curve.over(at - slack, at + slack) for at in (interval.low, interval.high))
    expected = expected_words(claim)
    if first is None or last is None:
        return [doubtful(Doubt.PLACE_NOT_READ, expected)]
    low, high = last.low - first.high, last.high - first.low
    low, high = (low, high) if claim.trend == "rises" else (-high, -low)
    sigma = max(first.sigma, last.sigma, LEAST_SIGMA)
    base = curve.y_axis.value((first.low + first.high) / 2)
    found = judge_change(claim, curve.y_axis, low, high, base, sigma, expected)
    if found is None:
        return [doubtful(Doubt.WORDS_UNTESTABLE, expected)]
    # Of a movement without a place it is not told from where it is counted.
    loose = found.verdict is Verdict.REFUTED and (claim.x is None or first.guessed or last.guessed)
    return [doubtful(Doubt.PLACE_UNCLEAR, expected, found.measured) if loose else found]
