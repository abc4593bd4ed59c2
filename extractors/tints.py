"""Translucent bands that are drawn over other curves: where they lie, and what they make of the colours below them.

A band of colour ``b`` and opacity ``a`` turns all that lies below it into ``(1 - a) * below + a * b``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import cv2
import numpy as np

from extractors.channels import channel_max
from extractors.plot_area import Mask, Pixels, PlotArea

Color = tuple[int, int, int]

# A band shows one opacity from FAINTEST to DENSEST all over; its pixels are within LEVELS of the blend.
FAINTEST, DENSEST, LEVELS = 0.07, 0.6, 6.0
# Levels by which a colour found in the plot may differ from the blend that it is.
ALIKE = 16.0
# Opacities are counted in bins of this size; a band is wider than this share of the text height in all directions,
# and covers so many squares of that height.
BIN, WIDTH, AREA = 0.02, 0.25, 4.0
# Of the smaller of two bands this share at most lies where both may be.
SHARED = 0.5
# So many bands over one another are told from other fills.
DEEPEST = 3


@dataclass(frozen=True, eq=False)
class Tint:
    """A band of a ``color`` and ``opacity`` (0-1), and the (h, w) pixels that it covers."""

    color: Color
    opacity: float
    mask: Mask

    def over(self, below: Pixels) -> Pixels:
        """Colours (..., 3) as they look below the band."""
        mixed = (1 - self.opacity) * below + self.opacity * np.array(self.color, np.float32)
        return np.asarray(mixed, np.float32)


Bands = tuple[Tint, ...]  # that lie over one another, from below upwards


@dataclass(frozen=True)
class Tints:
    """The bands of a plot area: ``over``: those that may lie over curves, alone and two at a time; ``flat``: the (h, w)
    pixels where nothing but several bands of these colours is drawn."""

    over: Sequence[Bands] = ()
    flat: Mapping[tuple[Color, ...], Mask] = field(default_factory=dict)


def find_tints(area: PlotArea, colors: Sequence[Color]) -> Tints:
    """The bands of the colours that may cover curves."""
    drawn = channel_max(np.abs(area.rgb - area.background)) > 0  # most of a plot is empty
    bands = [tint for color in dict.fromkeys(colors) if (tint := _band_of(area, drawn, color)) is not None]
    seen = [
        tint for tint in bands if not any(_is_shared(tint.mask, other.mask) for other in bands if other is not tint)
    ]
    top: dict[Bands, Mask] = {(tint,): tint.mask for tint in seen}
    stacks = dict(top)
    for _ in range(1, DEEPEST):
        higher = {(*bands, tint): None for bands in top for tint in seen if tint not in bands}
        top = {bands: mask for bands in higher if (mask := _flat_over(area, bands)).any()}
        stacks |= top
    whole = {
        tint: replace(tint, mask=_whole(area, [m for bands, m in stacks.items() if tint in bands])) for tint in seen
    }
    pairs = dict.fromkeys((whole[low], whole[high]) for bands in stacks for low, high in combinations(bands, 2))
    flat = {tuple(band.color for band in bands): mask for bands, mask in stacks.items() if len(bands) > 1}
    return Tints([(tint,) for tint in whole.values()] + list(pairs), flat)


def told_apart(
    others: Sequence[Color], colors: Sequence[Color], tints: Tints, area: PlotArea
) -> tuple[list[Color], Tints]:
    """The ``others`` that no bands make of the ``colors`` or of one another, and the bands that do lie over curves.

    Most tools draw all bands below all lines: only where a found colour is that of a line below a band do others, too.
    """
    lines = [_below(bands, np.array(c, np.float32)) for bands in tints.over for c in colors if c != bands[-1].color]
    overlaps = [_below(bands, area.empty) for bands in tints.over]
    left = [c for c in others if not _is_among(c, overlaps)]
    kept = [c for c in left if not _is_among(c, lines)]
    return kept, tints if len(kept) < len(left) else replace(tints, over=())


def _is_among(color: Color, blends: Sequence[Pixels]) -> bool:
    return any(float(np.abs(blend - np.array(color, np.float32)).max()) <= ALIKE for blend in blends)


def _below(bands: Bands, color: Pixels) -> Pixels:
    for band in bands:
        color = band.over(color)
    return color


def _band_of(area: PlotArea, drawn: Mask, color: Color) -> Tint | None:
    """The band of a colour over the empty plot area; its mask holds only what nothing else is drawn on.

    ``drawn``: (h, w) all that is not empty.
    """
    toward = np.array(color, np.float32) - area.background[drawn]
    delta = area.rgb[drawn] - area.background[drawn]
    length = np.maximum(np.einsum("ij,ij->i", toward, toward), 1.0)
    opacity = np.einsum("ij,ij->i", delta, toward) / length
    aside = channel_max(np.abs(delta - opacity[:, None] * toward))
    flat = np.zeros(drawn.shape, bool)
    flat[drawn] = (aside < LEVELS) & (opacity > FAINTEST) & (opacity < DENSEST)
    flat = _opened(flat & ~area.hidden, area.unit)
    if flat.sum() < AREA * area.unit**2:
        return None
    among = flat[drawn]
    counts, edges = np.histogram(opacity[among], bins=np.arange(FAINTEST, DENSEST + BIN, BIN))
    common = edges[counts.argmax()] + BIN / 2
    level = float(np.median(opacity[among & (np.abs(opacity - common) <= BIN)]))
    flat[drawn] &= np.abs(opacity - level) * np.sqrt(length) < LEVELS
    own = _opened(flat, area.unit)
    return Tint(color, level, own) if own.sum() >= AREA * area.unit**2 else None


def _is_shared(mask: Mask, other: Mask) -> bool:
    """Whether two colours of one hue, one paler, may each have drawn most of the same band."""
    return bool((mask & other).sum() > SHARED * min(mask.sum(), other.sum()))


def _flat_over(area: PlotArea, bands: Bands) -> Mask:
    """Where bands lie over one another and nothing else is drawn."""
    return _opened(channel_max(np.abs(area.rgb - _below(bands, area.background))) < LEVELS, area.unit)


def _opened(mask: Mask, unit: float) -> Mask:
    """The wide parts of a mask, up to the edges of the strokes on it."""
    size = max(3, round(WIDTH * unit) | 1)
    square = np.ones((size, size), np.uint8)
    wide = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, square)
    return np.asarray((cv2.dilate(wide, square) > 0) & mask)


def _whole(area: PlotArea, flat: Sequence[Mask]) -> Mask:
    """What lies between the highest and the lowest flat pixel in each column, and a text height around it.

    Lines cross a band, and compression spoils it near them.
    """
    mask = np.logical_or.reduce(flat)
    between = np.maximum.accumulate(mask, axis=0) & np.maximum.accumulate(mask[::-1], axis=0)[::-1]
    size = 2 * round(area.unit) + 1
    return np.asarray((cv2.dilate(between.astype(np.uint8), np.ones((size, size), np.uint8)) > 0) & ~area.hidden)
