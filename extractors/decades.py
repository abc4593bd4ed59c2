"""Decades told from the minor ticks of a log axis: their spacing proves the scale where its labels are hard to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractors.evidence import MAJORITY
from extractors.ladder import Floats, Ladder, Reading
from extractors.tick_readings import TickLabel

# Places of the minor ticks 2 to 9 within a decade.
MINOR = np.log10(np.arange(2.0, 10.0))
# Marks are known to this many pixels, or this share of a decade.
OFF_PX, OFF_SHARE = 1.5, 0.02
# Shorter decades hold no row of marks that could be told from an even one.
SHORTEST_PX = 30.0
# So many of the eight marks are seen, and of the marks that are seen so large a share stands where it should.
LEAST_SEEN, MOSTLY = 5, 0.8
# No mark stands on the first part of a decade.
EMPTY = 0.22
# A ladder runs along proven decades where its slope is theirs to this share.
SAME_SLOPE = 0.03
# From the last minor tick of a decade to its end, in decades.
LAST = 1 - float(MINOR[-1])
# Another ladder with this share of the best one's score makes the exponents uncertain.
RIVAL = 0.6
# The weight of a power that is read with a sign that was not seen.
LOST_SIGN = 0.6


def decade_slope(labels: Floats, marks: Sequence[float]) -> float | None:
    """Decades per pixel along the axis, negative where values fall, or None where no minor ticks show decades.

    ``labels`` (n,): places of the labels in ascending order; ``marks``: places of all marks and gridlines.
    """
    places = np.array(sorted(marks))
    spans = [(a, b) for a, b in pairwise(labels.tolist()) if b - a >= SHORTEST_PX]
    rising = [b - a for a, b in spans if _shows_minor_ticks(places, a, b)]
    falling = [b - a for a, b in spans if _shows_minor_ticks(-places, -b, -a)]
    if bool(rising) == bool(falling):
        return None
    lengths = np.array(rising or falling)
    length = float(np.median(lengths))
    if np.any(np.abs(lengths - length) > OFF_SHARE * length + OFF_PX):
        return None
    return 1.0 / length if rising else -1.0 / length


def off_last_marks(labels: Sequence[TickLabel], marks: Sequence[float]) -> list[TickLabel]:
    """The labels at the ends of their decades where they were put at the minor ticks nearest to them.

    Some figures draw no major ticks but the minor ones; told from the places of all marks.
    """
    places = np.array(sorted(marks))
    spans = [(a.px, b.px) for a, b in pairwise(labels) if b.px - a.px >= SHORTEST_PX]
    for sign in (1.0, -1.0):
        moved = [(a + sign * LAST * (b - a), b + sign * LAST * (b - a)) for a, b in spans]
        ends = moved if sign > 0 else [(-b, -a) for a, b in moved]
        if spans and all(_shows_minor_ticks(sign * places, a, b) for a, b in ends):
            step = float(np.median([b - a for a, b in spans]))
            return [replace(label, px=label.px + sign * LAST * step) for label in labels]
    return list(labels)


def along_decades(ladders: Sequence[Ladder], slope: float) -> Ladder | None:
    """The one log ladder with the ``slope`` of proven decades that holds most of its labels, else None."""
    same = [ladder for ladder in ladders if abs(ladder.slope - slope) <= SAME_SLOPE * abs(slope)]
    same.sort(key=lambda ladder: -ladder.score)
    if not same or any(other.score > RIVAL * same[0].score for other in same[1:]):
        return None
    best = same[0]
    proven = best.exact >= 2 or (best.exact == 1 and best.kept >= 3)
    return best if proven and best.kept > MAJORITY * len(best.taken) else None


def with_lost_signs(options: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """The log10 ``options`` of labels with those of powers whose exponents have lost their minus signs."""
    return [[*found, *(_negated(r) for r in found if r.raised and r.t > 0)] for found in options]


def with_seen_signs(options: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """The log10 ``options`` where the minus sign of an exponent was seen in one reading of a label and not in another.

    Readers lose signs and hardly ever invent them: the sign is there, and other labels may have lost theirs.
    """
    signed = [{-r.t for r in found if r.raised and r.exact and r.t < 0} for found in options]
    kept = [[r for r in found if not (r.raised and r.t in own)] for found, own in zip(options, signed, strict=True)]
    return with_lost_signs(kept) if sum(map(len, kept)) < sum(map(len, options)) else kept


def _negated(reading: Reading) -> Reading:
    return replace(reading, t=-reading.t, value=1 / reading.value, weight=LOST_SIGN * reading.weight, exact=False)


def _shows_minor_ticks(places: Floats, start: float, stop: float) -> bool:
    """Whether the marks between two labels stand at the places of 2 to 9, the decade running from start to stop."""
    length = stop - start
    off = max(OFF_PX, OFF_SHARE * length)
    inner = places[(places > start + off) & (places < stop - off)]
    if len(inner) == 0 or inner[0] < start + EMPTY * length:
        return False
    miss = np.abs(inner[:, None] - (start + MINOR * length)) <= off
    return bool(miss.any(axis=0).sum() >= LEAST_SEEN and miss.any(axis=1).mean() >= MOSTLY)
