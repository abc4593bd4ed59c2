"""Translucent bands that are drawn over other curves: where they lie, and what they make of the colours below them.

A band of colour ``b`` and opacity ``a`` turns all that lies below it into ``(1 - a) * below + a * b``. Tools that draw
series by series put each band over the lines of the series before it, so that a line changes its colour wherever the
band of a later one begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.plot_area import Mask, Pixels, PlotArea

Color = tuple[int, int, int]
Ink = NDArray[np.float32]
Labels = NDArray[np.int32]  # a bit per band that lies there, UNKNOWN where that is not seen

# A band shows one opacity from FAINTEST to DENSEST all over; its pixels are within LEVELS of the blend.
FAINTEST, DENSEST, LEVELS = 0.07, 0.6, 6.0
# Levels by which a colour found in the plot may differ from the blend that it is.
ALIKE = 16.0
# Opacities are counted in bins of this size; a band is wider than this share of the text height in all directions,
# and covers so many squares of that height. One that is nowhere alone explains so many more of them.
BIN, WIDTH, AREA, SEEN = 0.02, 0.25, 4.0, 2.0
# Of the smaller of two bands this share at most lies where both may be.
SHARED = 0.5
# More bands over one another make too many colours to tell them apart, and so many colours tell their order.
MOST, FLATS = 7, 200
# Pixels of lines below bands, in text heights, that tell that bands cover lines.
LONG = 2.0
UNKNOWN = -1


@dataclass(frozen=True)
class Tint:
    """A band of a ``color`` and ``opacity`` (0-1)."""

    color: Color
    opacity: float

    def over(self, below: Pixels) -> Pixels:
        """Colours (..., 3) as they look below the band."""
        mixed = (1 - self.opacity) * below + self.opacity * np.array(self.color, np.float32)
        return np.asarray(mixed, np.float32)


@dataclass(frozen=True, eq=False)
class Tints:
    """The ``bands`` of a plot area, from below upwards, and which of them cover each pixel.

    ``sides``: (h, w) as the nearest plain ground above and below a pixel tells. ``heights``: of each colour, how many
    of the bands lie below its line.
    """

    bands: tuple[Tint, ...] = ()
    sides: tuple[Labels, ...] = ()
    heights: tuple[tuple[Color, int], ...] = ()

    def ground(self, labels: Labels, background: Pixels) -> Pixels:
        """What the bands of ``labels`` (n,) make of the empty plot (n, 3)."""
        return _below(self.bands, 0, np.maximum(labels, 0), background)

    def line(self, color: Color, labels: Labels) -> Pixels:
        """(n, 3) what the bands of ``labels`` (n,) make of the line of a colour."""
        pure = np.broadcast_to(np.array(color, np.float32), (len(labels), 3))
        return _below(self.bands, self._height(color), np.maximum(labels, 0), pure)

    def uncovered(self, ink: Ink, color: Color) -> Ink:
        """The ink (h, w) of a colour without what lies below bands."""
        covered = [side >> self._height(color) > 0 for side in self.sides[:2]]
        return np.where(np.logical_or.reduce(covered), 0, ink).astype(np.float32) if covered else ink

    def _height(self, color: Color) -> int:
        return dict(self.heights).get(color, len(self.bands))


NO_TINTS = Tints()


def find_tints(area: PlotArea, colors: Sequence[Color]) -> Tints:
    """The bands of the colours."""
    bands = _bands(area, list(dict.fromkeys(colors)))
    if not bands:
        return NO_TINTS
    labels = _labels(area, bands)
    if not (labels > 0).any():
        return NO_TINTS
    tints = _with_heights(area, Tints(bands, _sides(labels, area.unit)), colors, labels)
    return tints if tints.heights or len(bands) > 1 else NO_TINTS  # one below its line is told from it by its depth


def told_apart(others: Sequence[Color], colors: Sequence[Color], tints: Tints, area: PlotArea) -> list[Color]:
    """The ``others`` that no bands make of the ``colors`` or of the empty plot."""
    if not tints.bands:
        return list(others)
    present = np.unique(np.concatenate([side[side > 0] for side in tints.sides])).astype(np.int32)
    empty = np.broadcast_to(area.empty, (len(present), 3))
    blends = np.concatenate([tints.ground(present, empty), *(tints.line(c, present) for c in colors)])
    return [c for c in others if not (np.abs(blends - np.array(c, np.float32)).max(axis=1) <= ALIKE).any()]


def _below(bands: Sequence[Tint], first: int, labels: Labels, color: Pixels) -> Pixels:
    """(n, 3) colours as they look below those of the bands from ``first`` upwards that are in the ``labels`` (n,)."""
    for k in range(first, len(bands)):
        color = np.where((labels >> k & 1)[:, None] > 0, bands[k].over(color), color).astype(np.float32)
    return color


def _bands(area: PlotArea, colors: Sequence[Color]) -> tuple[Tint, ...]:
    """The bands of the colours from below upwards."""
    drawn = channel_max(np.abs(area.rgb - area.background)) > 0  # most of a plot is empty
    found = {color: own for color in colors if (own := _band_of(area, drawn, color)) is not None}
    found = {c: own for c, own in found.items() if not _is_line(Tint(c, own[0]).over(area.empty), colors)}
    masks = {c: m for c, (_, m) in found.items()}
    seen = [c for c in found if not any(_is_shared(masks[c], masks[o]) for o in found if o != c)]
    if not seen or len(colors) > MOST:
        return ()
    common = float(np.median([found[c][0] for c in seen]))
    alone = [Tint(c, o if abs((o := found[c][0]) - common) > BIN else common) for c in seen]
    flats, counts = _flats(area)
    order, missed = _ordered(area, alone, flats, counts)
    left = [color for color in colors if color not in seen]
    while left:  # some lie below others everywhere
        more = [
            _ordered(area, sorted([*order, Tint(c, common)], key=lambda band: colors.index(band.color)), flats, counts)
            for c in left
        ]
        best = min(range(len(left)), key=lambda k: more[k][1])
        if more[best][1] >= missed - SEEN * area.unit**2:
            break
        order, missed = more[best]
        left.pop(best)
    return tuple(order)


def _is_line(shade: Pixels, colors: Sequence[Color]) -> bool:
    """Whether what a band would make of the empty plot (3,) is the colour of a line: thick strokes are wide, too."""
    return any(float(np.abs(shade - np.array(c, np.float32)).max()) <= ALIKE for c in colors)


def _flats(area: PlotArea) -> tuple[Pixels, NDArray[np.int64]]:
    """The commonest colours (n, 3) of even surfaces, and how many pixels each has."""
    size = max(3, round(WIDTH * area.unit) | 1)
    square = np.ones((size, size), np.uint8)
    rgb = area.rgb.astype(np.uint8)
    even = channel_max(cv2.dilate(rgb, square) - cv2.erode(rgb, square)) <= LEVELS
    even &= (channel_max(np.abs(area.background - area.empty)) < 1) & ~area.hidden
    code = rgb[even].astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    values, counts = np.unique(code, return_counts=True)
    top = np.argsort(-counts)[:FLATS]
    colors = np.stack([values[top] >> 16, values[top] >> 8 & 255, values[top] & 255], axis=1)
    return colors.astype(np.float32), counts[top]


def _ordered(
    area: PlotArea, bands: Sequence[Tint], flats: Pixels, counts: NDArray[np.int64]
) -> tuple[list[Tint], float]:
    """The bands in the order from below that explains even surfaces best, and how many pixels of these it does not.

    Mostly this is the order of the legend or the other way round.
    """
    labels = np.arange(1 << len(bands), dtype=np.int32)
    empty = np.broadcast_to(area.empty, (len(labels), 3))

    def apart(order: Sequence[Tint]) -> Pixels:
        made = _below(order, 0, labels, empty)
        return np.asarray(np.linalg.norm(flats[:, None] - made[None], axis=2).min(axis=1), np.float32)

    def misfit(order: Sequence[Tint]) -> float:
        return float((np.minimum(apart(order), LEVELS) ** 2) @ counts)

    best = min((list(bands), list(bands[::-1])), key=misfit)
    least, better = misfit(best), True
    while better:
        better = False
        for k in range(len(best) - 1):
            swapped = [*best[:k], best[k + 1], best[k], *best[k + 2 :]]
            if (now := misfit(swapped)) < least:
                best, least, better = swapped, now, True
    return best, float(counts[apart(best) > LEVELS].sum())


def _labels(area: PlotArea, bands: Sequence[Tint]) -> Labels:
    """(h, w) the bands that cover each pixel on which nothing else is drawn, UNKNOWN elsewhere."""
    every = np.arange(1 << len(bands), dtype=np.int32)
    made = _below(bands, 0, every, np.broadcast_to(area.empty, (len(every), 3)))
    plain = (channel_max(np.abs(area.background - area.empty)) < 1) & ~area.hidden
    code = area.rgb.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    values, back = np.unique(code[plain], return_inverse=True)
    colors = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1).astype(np.float32)
    nearest, least = np.zeros(len(colors), np.int32), np.full(len(colors), LEVELS, np.float32)
    for k, color in enumerate(made):
        apart = np.linalg.norm(colors - color, axis=1)
        nearest, least = np.where(apart < least, k, nearest), np.minimum(apart, least)
    nearest[least >= LEVELS] = UNKNOWN
    raw = np.full(plain.shape, UNKNOWN, np.int32)
    raw[plain] = nearest[back]
    labels = np.full(plain.shape, UNKNOWN, np.int32)
    for k in np.unique(nearest[nearest >= 0]):
        labels[_opened(raw == k, area.unit)] = k
    return labels


def _sides(labels: Labels, unit: float) -> tuple[Labels, ...]:
    """The nearest known label above, below, left and right of each pixel, (h, w) each; along a row only nearby."""
    far = labels.shape[0]
    above, under = _from_above(labels, far), _from_above(labels[::-1], far)[::-1]
    above, under = np.where(above < 0, under, above), np.where(under < 0, above, under)
    left, right = (_from_above(turned, round(unit)) for turned in (labels.T, labels.T[::-1]))
    beside = (np.where(side < 0, above, side) for side in (left.T, right[::-1].T))
    return above, under, *beside


def _from_above(labels: Labels, far: int) -> Labels:
    """(h, w) the nearest known label above each pixel, itself included; UNKNOWN where there is none so ``far``."""
    rows = np.arange(len(labels))[:, None]
    last = np.maximum.accumulate(np.where(labels >= 0, rows, -far - 1), axis=0)
    above = np.take_along_axis(labels, np.maximum(last, 0), axis=0)
    return np.where(rows - last <= far, above, UNKNOWN).astype(np.int32)


def _with_heights(area: PlotArea, tints: Tints, colors: Sequence[Color], labels: Labels) -> Tints:
    """The tints with the heights of the lines among them. Most tools draw all lines above all bands."""
    covered = (labels == UNKNOWN) & ~area.hidden & np.logical_or.reduce([side > 0 for side in tints.sides])
    rgb, sides = area.rgb[covered], [np.maximum(side[covered], 0) for side in tints.sides]
    top = len(tints.bands)

    def seen(color: Color, height: int) -> int:
        at = replace(tints, heights=((color, height),))
        near = [channel_max(np.abs(rgb - at.line(color, side))) < LEVELS for side in sides]
        return int(np.logical_or.reduce(near).sum())

    counts = {color: [seen(color, height) for height in range(top + 1)] for color in dict.fromkeys(colors)}
    own = {band.color: k + 1 for k, band in enumerate(tints.bands)}
    heights = {c: own.get(c, top - int(np.argmax(n[::-1]))) for c, n in counts.items()}
    covered = sum(n[heights[c]] - n[top] for c, n in counts.items()) >= LONG * area.unit
    return replace(tints, heights=tuple(heights.items())) if covered else tints


def _band_of(area: PlotArea, drawn: Mask, color: Color) -> tuple[float, Mask] | None:
    """The opacity of the band of a colour over the empty plot area, and where it is that nothing else is drawn.

    ``drawn``: (h, w) all that is not empty.
    """
    toward = np.array(color, np.float32) - area.background[drawn]
    delta = area.rgb[drawn] - area.background[drawn]
    length = np.maximum(np.einsum("ij,ij->i", toward, toward), 1.0)
    opacity = np.einsum("ij,ij->i", delta, toward) / length
    aside = channel_max(np.abs(delta - opacity[:, None] * toward))
    flat = np.zeros(drawn.shape, bool)
    seen = opacity * np.sqrt(length) > 2 * LEVELS  # less is the grain of the paper
    flat[drawn] = (aside < LEVELS) & (opacity > FAINTEST) & (opacity < DENSEST) & seen
    flat = _opened(flat & ~area.hidden, area.unit)
    if flat.sum() < AREA * area.unit**2:
        return None
    among = flat[drawn]
    counts, edges = np.histogram(opacity[among], bins=np.arange(FAINTEST, DENSEST + BIN, BIN))
    common = edges[counts.argmax()] + BIN / 2
    level = float(np.median(opacity[among & (np.abs(opacity - common) <= BIN)]))
    flat[drawn] &= np.abs(opacity - level) * np.sqrt(length) < LEVELS
    own = _opened(flat, area.unit)
    return (level, own) if own.sum() >= AREA * area.unit**2 else None


def _is_shared(mask: Mask, other: Mask) -> bool:
    """Whether two colours of one hue, one paler, may each have drawn most of the same band."""
    return bool((mask & other).sum() > SHARED * min(mask.sum(), other.sum()))


def _opened(mask: Mask, unit: float) -> Mask:
    """The wide parts of a mask, up to the edges of the strokes on it."""
    size = max(3, round(WIDTH * unit) | 1)
    square = np.ones((size, size), np.uint8)
    wide = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, square)
    return np.asarray((cv2.dilate(wide, square) > 0) & mask)
