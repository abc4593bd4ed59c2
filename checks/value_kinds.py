"""Claims about single values of a series: at a place, at its ends, at its extremes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from checks.curve import END_SLACK, Curve, Stretch
from checks.finding import Finding, doubtful, graded, worst
from checks.measure import BRIDGED, LEAST_COVERED, at_place, compare, expected_words, interval_of
from checks.places import Interval, find_interval
from checks.tolerance import LEAST_SIGMA, SLIGHTLY
from schemas.claims import Claim, ClaimKind
from schemas.verdicts import Doubt, Verdict

CurveCheck = Callable[[Claim, Curve], Finding]

# A curve that was read to a place farther than this from the one told may begin or end elsewhere.
_NOT_AN_END = 0.05
# An end this far within those of the other series may be hidden by them.
_HIDDEN = 0.01
# An extreme this near to the highest in value is as good as the highest: eyes do not tell them apart.
_AS_HIGH = 0.01
# A peak is higher than the curve so far to both sides.
_PEAK = 0.05
_OF_ALL = re.compile(r"\b(highest|lowest|global|overall|maximum|minimum|max|min|of all)\b", re.IGNORECASE)


def check_value(claim: Claim, curve: Curve) -> Finding:
    """The curve at a place has the value that the text gives."""
    if claim.x is None or not claim.values:
        return doubtful(Doubt.PLACE_UNCLEAR, expected_words(claim))
    interval = interval_of(claim.x, curve)
    if isinstance(interval, Doubt):
        return doubtful(interval, expected_words(claim))
    stretch = at_place(interval, curve)
    if isinstance(stretch, Doubt):
        return doubtful(stretch, expected_words(claim))
    if interval.vague:
        return _somewhere(claim, curve, stretch)
    return _all_values(claim, curve, stretch)


def check_start(claim: Claim, curve: Curve) -> Finding:
    """The curve begins with the value, and at the place where one is told."""
    return _check_end(claim, curve, first=True)


def check_end(claim: Claim, curve: Curve) -> Finding:
    """The curve ends with the value, and at the place where one is told."""
    return _check_end(claim, curve, first=False)


def check_extreme(claim: Claim, curve: Curve) -> Finding:
    """The highest (or lowest) value of the curve, and its place, where each is told."""
    expected = expected_words(claim)
    if claim.within is not None and claim.within.words == "local":
        return _local_extreme(claim, curve) or _value_alone(claim, curve)
    searched = _searched(claim, curve)
    if isinstance(searched, Doubt):
        return doubtful(searched, expected)
    interval, stretch = searched
    if stretch.covered < LEAST_COVERED:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    place = _place_of_extreme(claim, curve, interval, stretch) if claim.x is not None else None
    if not claim.values:
        return place or doubtful(Doubt.WORDS_UNTESTABLE, expected)
    if place is not None and place.doubt is Doubt.PLACE_NOT_READ:
        return place  # it may be where the curve was not seen
    slightly = SLIGHTLY if place is None or place.verdict is Verdict.SUPPORTED else 0.0
    low, high = _top(claim, curve, stretch)
    value = compare(claim, claim.values[0], curve.y_axis, stretch, low, high, slightly)
    found = value if place is None else worst([value, place])
    if found.verdict is Verdict.SUPPORTED:
        return found
    return _local_extreme(claim, curve) or (_at_end(claim, curve, found) if found.verdict is Verdict.REFUTED else found)


def _at_end(claim: Claim, curve: Curve, found: Finding) -> Finding:
    """An extreme that is told of an end of the curve is not refuted where that end is slightly off: it may be cut."""
    told = interval_of(claim.x, curve) if claim.x is not None else Doubt.PLACE_UNCLEAR
    if isinstance(told, Doubt) or not told.point:
        return found
    at = min((curve.begin, curve.end), key=lambda end: abs(end - told.low))
    near = curve.over(at - END_SLACK, at + END_SLACK)
    if abs(at - told.low) > END_SLACK or near is None:
        return found
    spread = curve.spread_at_end(at)
    there = compare(claim, claim.values[0], curve.y_axis, near, near.low - spread, near.high + spread, SLIGHTLY)
    if there.verdict is Verdict.REFUTED:
        return found
    return doubtful(Doubt.WITHIN_ERROR, found.expected, found.measured)


def _top(claim: Claim, curve: Curve, stretch: Stretch) -> tuple[float, float]:
    """The lowest and highest that the extreme may be: at an end of the curve it may lie farther out than was seen."""
    highest = claim.kind is ClaimKind.MAXIMUM
    best = stretch.points[-1] if highest else stretch.points[0]
    spread = curve.spread_at_end(curve.x_axis.share(best.x if best.x is not None else math.nan))
    return (stretch.high, stretch.high + spread) if highest else (stretch.low - spread, stretch.low)


def _all_values(claim: Claim, curve: Curve, stretch: Stretch) -> Finding:
    """Two values at one place, as "0.90 to 0.91", bracket it: one of them has to be right."""
    findings = [compare(claim, q, curve.y_axis, stretch, stretch.low, stretch.high) for q in claim.values]
    if len(findings) == 1:
        return findings[0]
    shares = [read[0] for q in claim.values if (read := curve.y_axis.read(q)) is not None]
    between = bool(shares) and min(shares) <= stretch.high and stretch.low <= max(shares)
    best = min(findings, key=lambda finding: _GRADES.index(finding.verdict))
    return Finding(Verdict.SUPPORTED, best.expected, best.measured, points=best.points) if between else best


_GRADES = (Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.NOT_VERIFIABLE, Verdict.REFUTED)


def _somewhere(claim: Claim, curve: Curve, stretch: Stretch) -> Finding:
    """At a place told in words the value has to occur somewhere; that it does not refutes it."""
    return compare(claim, claim.values[0], curve.y_axis, stretch, stretch.low, stretch.high)


def _check_end(claim: Claim, curve: Curve, first: bool) -> Finding:
    expected = expected_words(claim)
    at = curve.begin if first else curve.end
    slack = END_SLACK
    if claim.x is not None:
        interval = find_interval(claim.x, curve.x_axis, curve.begin, curve.end)
        if isinstance(interval, Doubt):
            return doubtful(interval, expected)
        low, high = interval.widest
        if not interval.vague and not low - _NOT_AN_END <= at <= high + _NOT_AN_END:
            return doubtful(Doubt.PLACE_NOT_READ, expected)
        if not interval.vague:
            at, slack = (interval.low if first else interval.high), max(slack, interval.slack)
    if not claim.values:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected)
    stretch = curve.over(at - slack, at + slack)
    if stretch is None:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    spread = curve.spread_at_end(at)
    found = compare(
        claim, claim.values[0], curve.y_axis, stretch, stretch.low - spread, stretch.high + spread, SLIGHTLY
    )
    # A curve that comes out from below others was there before: its end was not seen.
    hidden = abs(at - curve.neighbours[0 if first else 1]) > _HIDDEN and claim.x is None
    if found.verdict is Verdict.REFUTED and hidden:
        return doubtful(Doubt.PLACE_NOT_READ, expected, found.measured)
    return found


def _searched(claim: Claim, curve: Curve) -> tuple[Interval, Stretch] | Doubt:
    """The interval in which the extreme is sought, and the curve there."""
    interval = interval_of(claim.within, curve)
    if isinstance(interval, Doubt):
        return interval
    stretch = curve.over(*interval.widest)
    return Doubt.PLACE_NOT_READ if stretch is None else (interval, stretch)


def _place_of_extreme(claim: Claim, curve: Curve, interval: Interval, stretch: Stretch) -> Finding:
    """Whether the extreme, or what cannot be told from it by eye, lies where the text says."""
    expected = expected_words(claim)
    told = interval_of(claim.x, curve)
    if isinstance(told, Doubt):
        return doubtful(told, expected)
    high = claim.kind is ClaimKind.MAXIMUM
    room = max(_AS_HIGH, stretch.sigma, LEAST_SIGMA)
    least, most = (stretch.high - room, stretch.high) if high else (stretch.low, stretch.low + room)
    places = curve.places_of(*interval.widest, least, most)
    apart = min((max(told.low - x, x - told.high, 0.0) for x in places.tolist()), default=0.0)
    if curve.over(*told.widest) is None:
        return doubtful(Doubt.PLACE_NOT_READ, expected)
    best = stretch.points[-1] if high else stretch.points[0]
    measured = f"{'highest' if high else 'lowest'} at {curve.x_axis.print(curve.x_axis.share(best.x or 0.0))}"
    slack = math.hypot(told.slack, curve.near_x((told.low + told.high) / 2), END_SLACK)
    verdict = graded(apart, slack, SLIGHTLY)
    if verdict is Verdict.REFUTED and stretch.guessed and not _seen_lower(claim, curve, told, stretch):
        return doubtful(Doubt.PLACE_NOT_READ, expected, measured)
    return Finding(verdict, expected, measured, points=stretch.points)


def _seen_lower(claim: Claim, curve: Curve, told: Interval, stretch: Stretch) -> bool:
    """Whether the curve was seen at the place of its peak, and clearly lower than elsewhere."""
    here = at_place(told, curve)
    if isinstance(here, Doubt) or here.guessed:
        return False
    short = stretch.high - here.high if claim.kind is ClaimKind.MAXIMUM else here.low - stretch.low
    return short > BRIDGED


def _value_alone(claim: Claim, curve: Curve) -> Finding:
    """What the value at the place says of a local extreme: one of another value is wrong, one that is flat unclear."""
    found = check_value(claim, curve)
    if found.verdict is not Verdict.SUPPORTED:
        return found
    return doubtful(Doubt.WORDS_UNTESTABLE, found.expected, found.measured)


def _local_extreme(claim: Claim, curve: Curve) -> Finding | None:
    """A peak among others, where the words do not say that it is the highest: its value at its place, and its rise."""
    if claim.x is None or not claim.values or _OF_ALL.search(claim.text):
        return None
    at = check_value(claim, curve)
    told = interval_of(claim.x, curve)
    if at.verdict is not Verdict.SUPPORTED or isinstance(told, Doubt):
        return None
    near = curve.over(told.low - told.slack - _PEAK, told.high + told.slack + _PEAK)
    here = at_place(told, curve)
    if near is None or isinstance(here, Doubt):
        return None
    high = claim.kind is ClaimKind.MAXIMUM
    is_peak = here.high >= near.high - _AS_HIGH if high else here.low <= near.low + _AS_HIGH
    return at if is_peak else None
