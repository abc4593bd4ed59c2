"""Error bars taken out of the ink that is traced: a curve followed along stems and caps leaves its own way.

A stem stands upright above and below its curve, in line with itself. Strokes of noise lean, risers of steps end where
the curve goes on, and neither repeats in pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.runs import SOLID, Floats, Ink
from extractors.strips import distinct
from extractors.uprights import Upright, all_uprights, level_chains, uncut

# Ink from which the rim of a cap is seen.
FAINT = 0.1
# In strokes of the curve: a stem is no thicker, and its halves are parted by no more than the curve and a marker on it.
# Markers of thin lines are larger than that: of those that the legend shows so much, with a bare rim.
THICKEST, JOINT, RIMMED = 1.4, 8.0, 1.5
# Where no such stems are found, thicker ones are looked for: bars may be as thick as they like beside thin lines.
STOUTEST = 4.0
# Between the halves of a bar more than this share of the rows is inked by the curve itself, a hollow marker included:
# what crosses the riser of a step is another. Some tools leave a bare rim around markers instead, up to which the curve
# leads from both sides.
OWN = 0.2
# Pixels by which the two halves of a bar stand off one another.
OFF = 1.0
# Pairs at so many places of a panel make bars, if they are at least this share of all places where its ink stands
# upright: curves of one panel have their data at the same places, and hide parts of one another's bars.
FEWEST, MOSTLY = 3, 0.5
# Stems thinner than this share of the curve are looked for first: steep pieces of the curve are as thick as it is.
THIN = 0.75
# Pixels by which the half thickness of one stem differs from that of another, and share of their distance by which
# places are off an even row; as many of this row are pairs as make bars.
ALIKE, EVEN = 0.4, 0.1
# Pairs with free ends at so many places of an even row are bars, whatever else stands upright: thin lines are as thin
# as stems. Plateaus that risers end in are seen so many pixels beside them, beyond soft edges.
ROW, END = 6, 2
# Where another curve covers the side of a stem, at least this share of it is seen.
UNCOVERED = 0.5
# A cap is no thicker than so many strokes and so many pixels more, and its middle no farther off its stem.
CAP, CAP_MORE, CAP_OFF = 1.4, 2.0, 2.0


@dataclass(frozen=True)
class _Pair:
    """The halves of what may be an error bar.

    ``rimmed``: parted by a bare rim in place of a marker; ``free``: with a cap or nothing at both ends, unlike risers.
    """

    upper: Upright
    lower: Upright
    rimmed: bool
    free: bool

    @property
    def both(self) -> tuple[Upright, Upright]:
        return self.upper, self.lower


@dataclass(frozen=True)
class Stems:
    """Where the error bars of a panel stand: (n,) columns, half the thickness of their stems; pixels.

    ``marker``: the size of the markers on them, 0 where that is not known.
    """

    x: Floats
    half: float
    marker: float = 0.0


def find_stems(lines: Sequence[tuple[Ink, float]], marker: float = 0.0) -> Stems | None:
    """The stems that the curves of a panel share, None where there are no error bars.

    ``lines``: the (h, w) ink of each curve, and its thickness in pixels; ``marker``: the size of its markers, if known.
    """
    levels = [level_chains(ink) for ink, _ in lines]

    def uprights(thickest: float) -> list[tuple[list[Upright], Ink, float]]:
        return [
            (all_uprights(c, stroke, thickest), ink, stroke) for c, (ink, stroke) in zip(levels, lines, strict=True)
        ]

    curves = uprights(THICKEST)
    thin = [([u for u in own if u.half <= THIN * stroke / 2], ink, stroke) for own, ink, stroke in curves]
    found = _shared(thin, marker) or _shared(curves, marker) or _shared(uprights(STOUTEST), marker)
    return None if found is None else replace(found, marker=marker)


def without_stems(ink: Ink, stroke: float, stems: Stems) -> Ink:
    """The (h, w) ink of a curve without the stems and caps of its error bars; ``stroke``: its thickness in pixels."""
    uprights = all_uprights(level_chains(ink), stroke, max(THICKEST, 2 * stems.half / stroke))
    own = [
        u
        for u in uncut(uprights, stems.half, ink.shape[1])
        if min(stems.half - ALIKE, UNCOVERED * stems.half) <= u.half <= stems.half + ALIKE
        and np.abs(stems.x - u.x).min() <= OFF
    ]
    bare = ink.copy()
    for stem in own:
        left, right = round(stem.x - stem.half) - 1, round(stem.x + stem.half) + 1
        bare[stem.top : stem.bottom + 1, max(0, left) : right + 1] = 0
    widest = float(np.diff(stems.x).min())
    bare = _without_caps(bare, own, stroke, widest, _joint(stroke, stems.marker))
    return _between_bars(bare, stems, stroke, widest)


def _joint(stroke: float, marker: float) -> float:
    """Pixels between the halves of a bar at most."""
    return max(JOINT * stroke, RIMMED * marker)


def _between_bars(ink: Ink, stems: Stems, stroke: float, widest: float) -> Ink:
    """The ink without level pieces beside the first bar and the last, where halves of caps reach no less far."""
    outside = np.zeros(ink.shape, np.uint8)
    drawn, reach = np.flatnonzero((ink > SOLID).any(axis=0)), widest / 2 + CAP_OFF
    if len(drawn) and drawn[0] >= stems.x[0] - reach:
        outside[:, : max(0, round(float(stems.x[0]) - stroke))] = 1
    if len(drawn) and drawn[-1] <= stems.x[-1] + reach:
        outside[:, round(float(stems.x[-1]) + stroke) + 1 :] = 1
    _, labels, stats, _ = cv2.connectedComponentsWithStats(outside & (ink > FAINT), connectivity=8)
    level = np.flatnonzero(stats[1:, cv2.CC_STAT_HEIGHT] <= CAP * stroke + CAP_MORE) + 1
    return np.where(np.isin(labels, level), 0, ink).astype(np.float32)


def _shared(curves: Sequence[tuple[Sequence[Upright], Ink, float]], marker: float) -> Stems | None:
    """The stems at the places that curves share; markers stand apart from one another where rims or sides show them."""
    anyone = np.max([ink for _, ink, _ in curves], axis=0, initial=0.0)
    pairs = [pair for uprights, ink, stroke in curves for pair in _pairs(uprights, ink, anyone, _joint(stroke, marker))]
    uprights = [u for own, *_ in curves for u in own]
    apart = max((stroke for *_, stroke in curves), default=0.0)
    joined = [pair for pair in pairs if not pair.rimmed]
    width = anyone.shape[-1] if curves else 0
    return _stems_of(pairs, uprights, width, apart, True) or _stems_of(joined, uprights, width, apart, False)


def _stems_of(
    pairs: Sequence[_Pair], uprights: Sequence[Upright], width: int, apart: float, marked: bool
) -> Stems | None:
    """The stems that pairs make, None where they are few; ``marked``: some of the ``uprights`` are sides of markers.

    ``width``: of the plot.
    """
    if not pairs:
        return None
    half = float(np.median([u.half for pair in pairs for u in pair.both]))
    pairs = [pair for pair in pairs if all(abs(u.half - half) <= ALIKE for u in pair.both)]
    places = distinct((u.x for pair in pairs for u in pair.both), apart)
    if len(places) < FEWEST:
        return None
    alike = [u for u in uncut(uprights, half, width) if abs(u.half - half) <= ALIKE]
    if marked:
        joint = float(np.median([pair.lower.top - pair.upper.bottom for pair in pairs]))
        if np.diff(places).min() <= joint:
            return None
        alike = [u for u in alike if not _is_side(u, places, joint)]
    upright = distinct((u.x for u in alike), apart)
    free = distinct((u.x for pair in pairs if pair.free for u in pair.both), apart)
    sure = len(places) >= MOSTLY * len(upright) or (len(free) >= ROW and _even_steps(free) is not None)
    return Stems(_completed(places, upright), half) if sure else None


def _is_side(upright: Upright, places: Sequence[float], joint: float) -> bool:
    """Whether a stretch is no higher than the markers of bars and stands beside one, as the sides of squares do."""
    off = np.abs(np.asarray(places) - upright.x).min(initial=np.inf)
    return bool(OFF < off <= joint / 2 + OFF and upright.bottom - upright.top <= joint)


def _completed(places: Sequence[float], upright: Sequence[float]) -> Floats:
    """The places, with those that an even row of them lacks, and those beside it where ink stands upright, too."""
    steps = _even_steps(places)
    if steps is None:
        return np.asarray(places, np.float64)
    step = (places[-1] - places[0]) / steps
    before, after = (
        next(k for k in range(len(upright) + 1) if np.abs(np.asarray(upright) - (end + (k + 1) * way)).min() > OFF)
        for end, way in ((places[0], -step), (places[-1], step))
    )
    return np.asarray(places[0] + step * np.arange(-before, steps + after + 1), np.float64)


def _even_steps(places: Sequence[float]) -> int | None:
    """How many steps an even row has of which most places are known; None where they are off any."""
    steps = np.diff(places) / np.diff(places).min()
    count = np.round(steps)
    even = np.abs(steps - count).max() <= EVEN and count.sum() < len(places) / MOSTLY
    return int(count.sum()) if even else None


def _pairs(uprights: Sequence[Upright], ink: Ink, anyone: Ink, joint: float) -> list[_Pair]:
    """The stretches that stand above one another with their own curve between them, and nothing else.

    ``anyone``: the (h, w) ink of all curves.
    """
    ordered = sorted(uprights, key=lambda u: u.top)
    x, top = np.array([u.x for u in ordered]), np.array([u.top for u in ordered])  # noise has thousands
    pairs = []
    for upper in ordered:
        gap = top - upper.bottom
        below = np.flatnonzero((np.abs(x - upper.x) <= OFF) & (gap > 1) & (gap <= joint))
        if len(below) == 0:
            continue
        lower = ordered[int(below[0])]
        between = np.s_[upper.bottom + 1 : lower.top, round(upper.x)]
        own, drawn = (float(np.mean(each[between] > SOLID)) > OWN for each in (ink, anyone))
        if (own and _goes_aside(ink, upper, lower)) or (not drawn and _leads_to(ink, upper, lower)):
            free = all(_is_free_end(ink, upper.x, end, upper.half) for end in (upper.top, lower.bottom))
            pairs.append(_Pair(upper, lower, not own, free))
    return pairs


def _goes_aside(ink: Ink, upper: Upright, lower: Upright) -> bool:
    """Whether what lies between two stretches is wider than they are: of a dashed riser it is another dash or dot."""
    rows = slice(upper.bottom + 1, lower.top)
    left, right = round(upper.x - upper.half) - END, round(upper.x + upper.half) + END
    sides = [ink[rows, at] for at in (left, right) if 0 <= at < ink.shape[1]]
    return any(bool((side > SOLID).any()) for side in sides)


def _is_free_end(ink: Ink, x: float, end: int, half: float) -> bool:
    """Whether the curve goes on from the end of a stretch to both sides alike, as a cap does, or to none."""
    rows = slice(max(0, end - END), end + END + 1)
    left, right = max(0, round(x - half) - END), min(ink.shape[1] - 1, round(x + half) + END)
    return bool((ink[rows, left] > SOLID).any() == (ink[rows, right] > SOLID).any())


def _leads_to(ink: Ink, upper: Upright, lower: Upright) -> bool:
    """Whether the curve comes up to the gap between two stretches from both sides, as to the rim of a marker."""
    gap = lower.top - upper.bottom - 1
    rows = np.s_[max(0, upper.bottom + 1 - gap // 2) : lower.top + gap // 2]
    left, right = round(upper.x - upper.half) - 1, round(upper.x + upper.half) + 2
    sides = ink[rows, max(0, left - gap) : max(0, left)], ink[rows, right : right + gap]
    return all(bool((side > SOLID).any()) for side in sides)


def _without_caps(ink: Ink, stems: Sequence[Upright], stroke: float, widest: float, joint: float) -> Ink:
    """The ink without the level pieces, no wider than the bars are apart, that ends of stems stood in the middle of."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > SOLID).astype(np.uint8), connectivity=8)
    caps = set()
    reach = round(CAP * stroke + CAP_MORE)
    for stem in stems:
        inside = min(reach, (stem.bottom - stem.top) // 2)  # beyond the middle of a short stem lies the curve
        for end in _outer_ends(stem, stems, joint):
            before, after = (reach, inside) if end == stem.top else (inside, reach)
            x = round(stem.x)
            near = labels[max(0, end - before) : end + after + 1, max(0, x - reach) : x + reach + 1]
            for label in np.unique(near[near > 0]).tolist():
                left, _, width, height, _ = stats[label].tolist()
                level = height <= CAP * stroke + CAP_MORE and width <= widest + CAP_OFF
                if level and abs(left + (width - 1) / 2 - stem.x) <= CAP_OFF + stem.half:
                    caps.add(label)
    return np.where(np.isin(labels, sorted(caps)), 0, ink).astype(np.float32)


def _outer_ends(stem: Upright, stems: Sequence[Upright], joint: float) -> list[int]:
    """The rows where a stem ends, but for the end that faces its other half: the curve runs there, maybe in dashes."""
    others = [o for o in stems if o is not stem and abs(o.x - stem.x) <= OFF]
    above = any(0 < stem.top - o.bottom <= joint for o in others)
    below = any(0 < o.top - stem.bottom <= joint for o in others)
    return [end for end, faces in ((stem.top, above), (stem.bottom, below)) if not faces]
