"""A text against itself: claims that cannot all be true, whatever the figure shows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.names import normalise
from checks.statements import Point, Subjects, apart, axis_key, is_of_all, panel_key, points_of
from schemas.claims import Claim, ClaimKind, Quantity
from schemas.verdicts import Contradiction

# A number this far outside of a stated range, as a share of the range, is outside of it and not just at its end.
_OUTSIDE = 0.01
_BREATH = 200  # characters between two values of one sentence
_ONE_SENTENCE = re.compile(r"(?=.*\b(?:in|for|on|of|while|whereas)\b)(?:[^.;:\n|]|\.(?=\d))+")
_COUNTED = {ClaimKind.PANEL_COUNT: "panels", ClaimKind.SERIES_COUNT: "series"}
Groups = dict[tuple[str, str], list[Point]]


def find_contradictions(claims: Sequence[Claim], source: str = "") -> list[Contradiction]:
    """All contradictions of one text, those of values first; time grows with the number of claims, sorted once.

    ``source``, where it is given, tells which claims stand in one sentence: nobody denies there what was just said.
    """
    subjects = Subjects(claims)
    groups: Groups = defaultdict(list)
    for point in points_of(claims, subjects):
        groups[point.panel, point.series].append(point)
    for points in groups.values():
        points.sort(key=lambda point: point.x.value)
    found = [
        *(one for one in _two_values(groups) if not _in_one_sentence(claims, one, source)),
        *_outside_of_axes(claims, groups),
        *_extremes(claims, subjects, groups),
        *_ranges(claims, subjects, groups),
        *_trends(claims),
        *_panel_counts(claims),
        *_series_counts(claims),
        *_told_twice(claims),
    ]
    return list({tuple(sorted(one.claims)): one for one in reversed(found)}.values())[::-1]


def _in_one_sentence(claims: Sequence[Claim], found: Contradiction, source: str) -> bool:
    """Whether two values are told in one breath, of two things: `in A it peaks at 0.4 at step 20 and in B at 0.9`."""
    first, second = sorted((claims[number] for number in found.claims[:2]), key=lambda claim: claim.start)
    between = source[first.end : second.start]
    return 0 < len(between) <= _BREATH and _ONE_SENTENCE.fullmatch(between) is not None


def _two_values(groups: Groups) -> Iterator[Contradiction]:
    """Two different values for one point."""
    for points in groups.values():
        for one, other in pairwise(points):
            same_place = one.x.value == other.x.value
            if same_place and apart(one.value, other.value):
                told = f"{one.value.text} and {other.value.text} at {one.x.text}"
                yield Contradiction(claims=(one.claim, other.claim), sentence=f"two values for one point: {told}")


def _outside_of_axes(claims: Sequence[Claim], groups: Groups) -> Iterator[Contradiction]:
    """A value or a place outside of the range that the text gives to the axis."""
    ranges: dict[tuple[str, bool], list[tuple[int, float, float, str]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if claim.kind is ClaimKind.AXIS_RANGE and len(claim.values) == 2 and axis_key(claim.axis):
            low, high = sorted((claim.values[0].value, claim.values[1].value))
            told = f"{claim.values[0].text} to {claim.values[1].text}"
            ranges[panel_key(claim.panel), axis_key(claim.axis) == "x"].append((number, low, high, told))
    beside: dict[int, list[tuple[Quantity, int]]] = defaultdict(list)
    for (panel, _), points in groups.items():
        for across in (True, False):
            known = ranges.get((panel, across)) or ranges.get(("", across), [])
            for point in points if known else []:
                quantity = point.x if across else point.value
                if all(_is_outside(quantity, low, high) for _, low, high, _ in known):
                    beside[known[0][0]].append((quantity, point.claim))
    spans = {number: told for known in ranges.values() for number, _, _, told in known}
    for number, found in beside.items():
        texts = list(dict.fromkeys(quantity.text for quantity, _ in found))
        words = f"{', '.join(texts)} {'lies' if len(texts) == 1 else 'lie'} outside of the axis"
        claimed = (number, *sorted({claim for _, claim in found}))
        yield Contradiction(claims=claimed, sentence=f"{words}, which is said to run from {spans[number]}")


def _extremes(claims: Sequence[Claim], subjects: Subjects, groups: Groups) -> Iterator[Contradiction]:
    """A maximum of the whole series beside a larger value of it, and the like for a minimum."""
    for number, claim in enumerate(claims):
        if claim.kind not in (ClaimKind.MAXIMUM, ClaimKind.MINIMUM) or not claim.values or not is_of_all(claim):
            continue
        sign = 1 if claim.kind is ClaimKind.MAXIMUM else -1
        points = groups.get((panel_key(claim.panel), subjects.series(claim, claim.series)), [])
        beyond = max(points, key=lambda point: sign * point.value.value, default=None)
        told = claim.values[0]
        if beyond and sign * (beyond.value.value - told.value) > 0 and apart(beyond.value, told):
            word = "larger" if sign > 0 else "smaller"
            sentence = f"{claim.kind.value} {told.text}, but a {word} value {beyond.value.text} at {beyond.x.text}"
            yield Contradiction(claims=(number, beyond.claim), sentence=sentence)


def _ranges(claims: Sequence[Claim], subjects: Subjects, groups: Groups) -> Iterator[Contradiction]:
    """A point within an interval, but outside of the range or bound that is told for it."""
    for number, claim in enumerate(claims):
        if claim.kind not in (ClaimKind.RANGE, ClaimKind.BOUND) or not claim.values:
            continue
        points = groups.get((panel_key(claim.panel), subjects.series(claim, claim.series)), [])
        for point in _within(claim, points):
            if _breaks(claim, point.value):
                told = " to ".join(quantity.text for quantity in claim.values)
                told = f"{claim.relation} {told}" if claim.kind is ClaimKind.BOUND else told
                sentence = f"{told} is told for all of an interval, but {point.value.text} at {point.x.text}"
                yield Contradiction(claims=(number, point.claim), sentence=sentence)
                break


def _trends(claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """A rise to a lower value, a fall to a higher one."""
    for number, claim in enumerate(claims):
        if claim.kind is ClaimKind.TREND and len(claim.values) == 2 and claim.trend in ("rises", "falls"):
            first, last = claim.values
            wrong = last.value < first.value if claim.trend == "rises" else last.value > first.value
            if wrong and apart(first, last):
                yield Contradiction(claims=(number,), sentence=f"{claim.trend} from {first.text} to {last.text}")


def _panel_counts(claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """Another number of panels announced than listed by title."""
    listed: dict[str, int] = {}
    for number, claim in enumerate(claims):
        title = claim.panel.title if claim.panel is not None else None
        if title:
            listed.setdefault(normalise(title), number)
    if len(listed) < 2:
        return
    for number, claim in enumerate(claims):
        announced = _announced_panels(claim)
        if announced and announced[0] < len(listed):
            sentence = f"{announced[1]} announced, {len(listed)} named"
            yield Contradiction(claims=(number, *sorted(listed.values())), sentence=sentence)


def _announced_panels(claim: Claim) -> tuple[int, str] | None:
    if claim.kind is ClaimKind.PANEL_COUNT and claim.values:
        return round(claim.values[0].value), f"{claim.values[0].text} panels"
    if claim.kind is ClaimKind.GRID_SHAPE and len(claim.values) == 2:
        rows, columns = claim.values
        return round(rows.value) * round(columns.value), f"{rows.text} × {columns.text} panels"
    return None


def _series_counts(claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """More names in the legend of a panel than series, or names in a legend that is not there."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for number, claim in enumerate(claims):
        if claim.kind is ClaimKind.LEGEND_ENTRY and claim.words:
            names[panel_key(claim.panel)].setdefault(normalise(claim.words), number)
    for number, claim in enumerate(claims):
        entries = names.get(panel_key(claim.panel), {})
        if claim.kind is ClaimKind.SERIES_COUNT and claim.values and 0 < round(claim.values[0].value) < len(entries):
            sentence = f"{claim.values[0].text} series, but {len(entries)} names in the legend"
            yield Contradiction(claims=(number, *sorted(entries.values())), sentence=sentence)
        if claim.kind is ClaimKind.NO_LEGEND and entries:
            yield Contradiction(claims=(number, *sorted(entries.values())), sentence="no legend, but names in it")


def _told_twice(claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """Two counts of one thing, two steps or ranges of one axis, that differ."""
    first: dict[tuple[ClaimKind, str, str], tuple[int, Claim]] = {}
    for number, claim in enumerate(claims):
        of_axis = claim.kind in (ClaimKind.TICK_STEP, ClaimKind.AXIS_RANGE) and axis_key(claim.axis)
        if not claim.values or not (of_axis or claim.kind in _COUNTED):
            continue
        key = claim.kind, panel_key(claim.panel), axis_key(claim.axis)
        before, other = first.setdefault(key, (number, claim))
        pairs = list(zip(claim.values, other.values, strict=False))
        hedged = any(q.hedged for pair in pairs for q in pair) or claim.hedged or other.hedged
        if before != number and not hedged and any(apart(a, b) for a, b in pairs):
            told = [" to ".join(q.text for q in one.values) for one in (other, claim)]
            what = _COUNTED.get(claim.kind, f"{claim.kind.value.replace('_', ' ')} of the {axis_key(claim.axis)} axis")
            yield Contradiction(claims=(before, number), sentence=f"{what}: {told[0]} and {told[1]}")


def _within(claim: Claim, points: list[Point]) -> list[Point]:
    """The points in the interval of a claim, its ends included; all of them where it names none."""
    if claim.x is None:
        return points
    if claim.x.start is None:
        return []
    start = claim.x.start.value
    end = claim.x.end.value if claim.x.end is not None else start
    low = float("-inf") if claim.x.open_start else min(start, end)
    high = float("inf") if claim.x.open_end else max(start, end)
    places = [point.x.value for point in points]
    return points[bisect_left(places, low) : bisect_right(places, high)]


def _breaks(claim: Claim, value: Quantity) -> bool:
    if claim.kind is ClaimKind.RANGE and len(claim.values) == 2:
        low, high = sorted(claim.values, key=lambda quantity: quantity.value)
        return (value.value < low.value and apart(value, low)) or (value.value > high.value and apart(value, high))
    if claim.within is not None:  # passed somewhere, not everywhere
        return False
    bound = claim.values[0]
    beyond = value.value > bound.value if claim.relation == "below" else value.value < bound.value
    return claim.relation in ("above", "below") and beyond and apart(value, bound)


def _is_outside(quantity: Quantity, low: float, high: float) -> bool:
    room = quantity.digit / 2 + _OUTSIDE * (high - low)
    return quantity.value < low - room or quantity.value > high + room
