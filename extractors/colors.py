"""How much of each pixel of a plot area is explained by each of the series' colours.

A pixel on the edge of a stroke is a mixture: ``alpha * stroke + (1 - alpha) * background``. ``alpha`` is the
ink; the distance of the pixel from that straight line of mixtures tells whose ink it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.plot_area import Mask, Pixels, PlotArea
from extractors.tints import NO_TINTS, Tints

Ink = NDArray[np.float32]
Color = tuple[int, int, int]

# RGB levels. Anti-aliasing and JPEG leave a pixel this far from its line of mixtures;
RESIDUAL = 34.0
# strokes of one series differ by less than SAME, those of two series by more.
SAME = 30.0
# Fainter than this against the background is haze or a translucent band, not a stroke.
FAINTEST = 42.0
# Closer to the background than HAZE, or less than LEAST_ALPHA of the way to a colour, a pixel is empty.
HAZE, LEAST_ALPHA = 10.0, 0.1
# RGB levels of misfit that a pixel without any ink is worth against a pure one.
PALENESS = 12.0
# A legend's frame lets through 10 to 50 % of what it covers; there, noise is judged before it is scaled up.
FAINTEST_VEILED, DENSEST_VEILED, VEILED_RESIDUAL, ENOUGH_VEILED = 0.08, 0.6, 8.0, 15
# A fill below this share of full ink is a translucent band under the line; above, it is a marker's face.
DENSEST_BAND = 0.72
# Ink below FAINT_INK is noise. The middle of a stroke should reach STRONG nearly everywhere (but for WEAKEST percent of
# it), so that no column of it is lost; more than MOST_GAIN would lift noise.
FAINT_INK, STRONG, WEAKEST, MOST_GAIN = 0.15, 0.55, 15.0, 2.5
# Of a solid line this share of the ink lies in pieces longer than so many text heights.
MOSTLY_LONG, LONG_STROKE = 0.6, 3.0
# Pixels of ink that still tell no thickness.
LEAST_SOLID = 4


def separate(area: PlotArea, colors: Sequence[Color], tints: Tints = NO_TINTS) -> list[Ink]:
    """The ink (h, w), 0 to 1, of each colour; a pixel belongs to the colour that explains it best.

    ``tints``: translucent bands that some of it may lie below.
    """
    shape = area.rgb.shape[:2]
    drawn = (channel_max(np.abs(area.rgb - area.background)) > HAZE) & ~area.erased
    drawn[drawn] = ~_is_ground(area, drawn, tints)
    rgb, background = area.rgb[drawn], area.background[drawn]  # (n, 3): most of a plot is empty
    veiled = [veil[drawn] for veil in area.veils]
    sides = [side[drawn] for side in tints.sides]
    grounds = [tints.ground(side, background) for side in sides] or [background]
    alphas, residuals, cores = [], [], []
    for color in colors:
        pure = np.array(color, np.float32)
        looks = [tints.line(color, side) for side in sides] or [pure]
        alpha, residual, distance = _best(
            [_explain(rgb, ground, look) for ground, look in zip(grounds, looks, strict=True)]
        )
        for veil in veiled:
            _lift_veil(alpha, residual, veil)
        alphas.append(alpha)
        residuals.append(residual)
        cores.append(distance < _core_radius(color, colors))
    inks = []
    if len(colors):
        cost = np.stack([_cost(alpha, residual) for alpha, residual in zip(alphas, residuals, strict=True)])
        cost[np.stack(alphas) < LEAST_ALPHA] = np.inf
        if len(colors) > 1:
            strength = [float(np.linalg.norm(np.array(color, np.float32) - area.empty)) for color in colors]
            cores = _without_edges(cores, residuals, strength, drawn, area.unit)
            _give_edges_to_cores(cost, residuals, cores, drawn)
        best = np.argmin(cost, axis=0)
    for k, (alpha, residual, core) in enumerate(zip(alphas, residuals, cores, strict=True)):
        own = (best == k) & np.isfinite(cost[k])
        fit = np.clip(alpha, 0, 1) * np.exp(-((residual / RESIDUAL) ** 2))
        ink = np.zeros(shape, np.float32)
        ink[drawn] = np.where(own, np.where(core, np.maximum(fit, 0.8), fit), 0)
        inks.append(ink)
    return inks


def _lift_veil(alpha: Ink, residual: Ink, veil: Mask) -> None:
    """Scale up the ink that shines through a translucent legend: its purest pixels tell how much the legend dims it."""
    seen = veil & (alpha > FAINTEST_VEILED) & (residual < VEILED_RESIDUAL)
    if seen.sum() < ENOUGH_VEILED:
        return
    strength = float(np.percentile(alpha[seen], 95))
    if strength < DENSEST_VEILED:
        residual[veil] /= strength
        alpha[veil] /= strength


def _explain(rgb: Pixels, background: Pixels, pure: Pixels) -> tuple[Ink, Ink, Ink]:
    """Alpha, distance from the line of mixtures, and distance from the pure colour, (n,) each."""
    toward = pure - background
    delta = rgb - background
    length = np.einsum("ij,ij->i", toward, toward)
    alpha = np.einsum("ij,ij->i", delta, toward) / np.maximum(length, 1.0)
    aside = delta - alpha[:, None] * toward
    residual = np.sqrt(np.einsum("ij,ij->i", aside, aside))
    off = rgb - pure
    distance = np.sqrt(np.einsum("ij,ij->i", off, off))
    alpha[length < FAINTEST**2 / 4] = 0  # the stroke cannot be told from a background of its own colour
    return alpha, np.minimum(residual, distance), distance


def _best(explained: Sequence[tuple[Ink, Ink, Ink]]) -> tuple[Ink, Ink, Ink]:
    """For each pixel the one of several explanations that fits best."""
    least = np.argmin([_cost(alpha, residual) for alpha, residual, _ in explained], axis=0)
    alpha, residual, distance = (np.choose(least, choices) for choices in zip(*explained, strict=True))
    return alpha, residual, distance


def _is_ground(area: PlotArea, drawn: Mask, tints: Tints) -> Mask:
    """(n,) which of the pixels ``drawn`` (h, w) show bands alone: one of two grounds that meet there, or a mixture."""
    rgb, background = area.rgb[drawn], area.background[drawn]
    grounds = [tints.ground(side[drawn], background) for side in tints.sides]
    bare = np.zeros(len(rgb), bool)
    for one, other in zip(grounds[::2], grounds[1::2], strict=True):
        toward = other - one
        length = np.maximum(np.einsum("ij,ij->i", toward, toward), 1.0)
        share = np.clip(np.einsum("ij,ij->i", rgb - one, toward) / length, 0, 1)
        bare |= channel_max(np.abs(rgb - one - share[:, None] * toward)) <= HAZE
    return bare


def _cost(alpha: Ink, residual: Ink) -> Ink:
    """How badly a colour explains pixels, in RGB levels: a paler mixture needs a better fit."""
    return np.asarray(residual + PALENESS * (1 - np.clip(alpha, 0, 1)), np.float32)


def _core_radius(color: Color, colors: Sequence[Color]) -> float:
    others = [float(np.linalg.norm(np.subtract(color, c))) for c in colors if c != color]
    return min([SAME, *(0.4 * d for d in others)])


def _without_edges(
    cores: Sequence[Mask], residuals: Sequence[Ink], strength: Sequence[float], drawn: Mask, unit: float
) -> list[Mask]:
    """The cores without pixels that are the edge of a stronger stroke and have their colour here and there.

    They lie in pieces no longer than the text is high (``unit``) beside one that is longer.
    """
    long = [extents(_on_area(core, drawn))[drawn] > unit for core in cores]
    edges = [_beside(own, drawn) & (residual < 0.6 * RESIDUAL) for own, residual in zip(long, residuals, strict=True)]
    kept = []
    for k, core in enumerate(cores):
        others = [edge for edge, other in zip(edges, strength, strict=True) if other > strength[k]]
        kept.append(core & (long[k] | ~np.logical_or.reduce(others)) if others else core)
    return kept


def _give_edges_to_cores(
    cost: NDArray[np.float32], residuals: Sequence[Ink], cores: Sequence[Mask], drawn: Mask
) -> None:
    """The anti-aliased edge of a dark stroke may look like a lighter colour: it belongs to the stroke it touches."""
    for j, core in enumerate(cores):
        edge = _beside(core, drawn) & (residuals[j] < 0.6 * RESIDUAL)
        for k, other in enumerate(cores):
            if k != j:
                cost[k][edge & ~other] += 2 * RESIDUAL


def _beside(core: Mask, drawn: Mask) -> Mask:
    """(n,) which of the pixels ``drawn`` (h, w) touch those of a core (n,) or are such."""
    return np.asarray(cv2.dilate(_on_area(core, drawn).astype(np.uint8), np.ones((3, 3), np.uint8))[drawn] > 0)


def _on_area(core: Mask, drawn: Mask) -> Mask:
    """The (h, w) mask of those of the pixels ``drawn`` (h, w) that a core (n,) has."""
    solid = np.zeros(drawn.shape, bool)
    solid[drawn] = core
    return solid


def without_band(ink: Ink, stroke: float) -> Ink:
    """Ink of the line over its own translucent band: ``a = (total - band) / (1 - band)``.

    An opening wider than the stroke leaves only the band (and solid marker faces, which are kept as they are).
    """
    size = 2 * round(1.2 * stroke + 1) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    band = cv2.morphologyEx(ink, cv2.MORPH_OPEN, disc)
    over = np.clip((ink - band) / np.maximum(1 - band, 0.05), 0, 1)
    return np.where(band < DENSEST_BAND, over, ink).astype(np.float32)


def strengthened(ink: Ink, unit: float) -> Ink:
    """Ink of a stroke thinner than a pixel or worn by compression, scaled so that its middle counts as drawn.

    Only long strokes count; crumbs beside other colours are left as faint as they are. ``unit``: the text height.
    """
    inked = ink > FAINT_INK
    long = extents(inked) > LONG_STROKE * unit
    middle = (ink >= cv2.dilate(ink, np.ones((3, 1), np.uint8))) | (ink >= cv2.dilate(ink, np.ones((1, 3), np.uint8)))
    middle &= long
    if long.sum() < MOSTLY_LONG * inked.sum() or not middle.any():
        return ink
    weakest = float(np.percentile(ink[middle], WEAKEST))
    gain = min(STRONG / weakest, MOST_GAIN)
    return np.minimum(ink * gain, 1).astype(np.float32) if gain > 1 else ink


def extents(solid: Mask) -> NDArray[np.int32]:
    """(h, w) the longer side of the piece of ink that each pixel belongs to, 0 where there is none."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid.astype(np.uint8), connectivity=8)
    longer = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    longer[0] = 0
    return np.asarray(longer[labels], np.int32)


def stroke_width(ink: Ink) -> float:
    """The thickness of the line in pixels: the typical shortest extent of its ink, weighted by ink."""
    shortest = shortest_extents(ink)
    return float(np.clip(np.median(shortest), 0.8, 60)) if len(shortest) > LEAST_SOLID else 1.0


def shortest_extents(ink: Ink) -> NDArray[np.float32]:
    """(n,) of each pixel of solid ink, the ink of its row's or its column's run, whichever is less."""
    solid = ink > 0.5
    down, across = _run_mass(ink, solid), _run_mass(ink.T, solid.T).T
    return np.asarray(np.minimum(down, across)[solid], np.float32)


def _run_mass(ink: Ink, solid: Mask) -> Ink:
    """For each solid pixel the ink of its run along axis 0 (the faint edges on both ends included)."""
    padded = np.zeros((ink.shape[0] + 2, ink.shape[1]), np.float32)
    padded[1:-1] = ink
    drawn = np.zeros_like(padded, bool)
    drawn[1:-1] = solid
    wide = drawn.copy()
    wide[1:] |= drawn[:-1]
    wide[:-1] |= drawn[1:]
    flat, mask = (padded * wide).T.ravel(), wide.T.ravel()
    starts = mask & ~np.concatenate(([False], mask[:-1]))
    label = np.cumsum(starts)[mask] - 1
    spread = np.zeros(len(flat), np.float32)
    spread[mask] = np.bincount(label, weights=flat[mask])[label]
    return spread.reshape(wide.T.shape).T[1:-1].astype(np.float32)
