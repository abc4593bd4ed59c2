"""Colours of the series in a plot area, and how much of each pixel is explained by each of them.

A pixel on the edge of a stroke is a mixture: ``alpha * stroke + (1 - alpha) * background``. ``alpha`` is the
ink; the distance of the pixel from that straight line of mixtures tells whose ink it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.plot_area import Mask, Pixels, PlotArea

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
# A legend's frame lets through 10 to 50 % of what it covers; there, noise is judged before it is scaled up.
FAINTEST_VEILED, DENSEST_VEILED, VEILED_RESIDUAL, ENOUGH_VEILED = 0.08, 0.6, 8.0, 15
# A colour that covers less than this share of the plot's width (in pixels of ink) draws no series.
LEAST_SHARE = 0.35
# The pure colour of a stroke is seen on at least this share of as many pixels as the plot is wide.
DEEP_SHARE, DEPTH_STEP = 0.2, 8
# A legend's stroke may look paler than the curve's by more than noise from this share on.
PALER = 0.08
# Less of the way to a colour than this is another colour, or its band.
PALEST = 0.4
# A fill below this share of full ink is a translucent band under the line; above, it is a marker's face.
DENSEST_BAND = 0.72


def find_colors(area: PlotArea, most: int = 12) -> list[Color]:
    """Stroke colours that occur in the plot area, the commonest first, where no legend names them."""
    drawn = (np.abs(area.rgb - area.background).max(axis=2) > FAINTEST / 2) & ~area.hidden & ~area.erased & ~area.print
    pixels = area.rgb[drawn] - area.background[drawn]
    strength = np.sqrt(np.einsum("ij,ij->i", pixels, pixels))
    pixels, strength = pixels[strength > FAINTEST], strength[strength > FAINTEST]
    colors: list[Color] = []
    least = LEAST_SHARE * area.rgb.shape[1]
    empty = area.empty
    while len(pixels) > least and len(colors) < most:
        direction = _commonest_direction(pixels, strength)
        along = pixels @ direction
        aside = pixels - along[:, None] * direction
        member = (along > 0) & (np.einsum("ij,ij->i", aside, aside) < RESIDUAL**2)
        if member.sum() < max(20, 0.02 * len(pixels)):
            break
        depth = _stroke_depth(along[member], area.rgb.shape[1])
        if along[member].sum() / depth >= least:
            colors.append(_as_color(empty + depth * direction))
        pixels, strength = pixels[~member], strength[~member]
    return colors


def _as_color(rgb: NDArray[np.float32]) -> Color:
    red, green, blue = (round(float(v)) for v in np.clip(rgb, 0, 255))
    return red, green, blue


def _commonest_direction(pixels: NDArray[np.float32], strength: NDArray[np.float32]) -> NDArray[np.float32]:
    """The unit vector from background to ink along which most ink lies."""
    units = pixels / strength[:, None]
    code = np.rint((units + 1) * 5).astype(np.int64) @ np.array([1, 16, 256])
    _, inverse = np.unique(code, return_inverse=True)
    weight = np.bincount(inverse, weights=strength)
    best = units[inverse == int(np.argmax(weight))].mean(axis=0)
    for _ in range(3):
        near = units @ best > 0.97 * np.linalg.norm(best)
        best = (units[near] * strength[near, None]).sum(axis=0)
        best /= np.linalg.norm(best)
    return np.asarray(best, dtype=np.float32)


def _stroke_depth(along: NDArray[np.float32], width: int) -> float:
    """How far from the background the pure stroke is.

    It is the deepest depth that enough pixels reach for a curve: edges only reach part of the way, and a translucent
    band has more pixels but is paler.
    """
    counts, edges = np.histogram(along, bins=np.arange(0, 460, DEPTH_STEP))
    reached = np.cumsum(counts[::-1])[::-1]
    enough = min(max(20.0, DEEP_SHARE * width), 0.3 * len(along))
    deepest = int(np.flatnonzero(reached >= enough)[-1])
    peak = max(range(max(0, deepest - 2), min(len(counts), deepest + 2)), key=lambda i: counts[i])
    near = np.abs(along - (edges[peak] + DEPTH_STEP / 2)) < 1.3 * DEPTH_STEP
    return float(np.median(along[near])) if near.any() else float(np.percentile(along, 95))


def refined_color(area: PlotArea, ink: Ink, color: Color) -> Color:
    """The colour of the stroke as the plot area shows it, where a thin or small legend swatch shows it too pale."""
    toward = np.array(color, np.float32) - area.empty
    seeded = float(np.linalg.norm(toward))
    solid = ink > 0.5
    if seeded < 1 or solid.sum() < 30:
        return color
    direction = toward / seeded
    depth = _stroke_depth((area.rgb[solid] - area.background[solid]) @ direction, area.rgb.shape[1])
    return _as_color(area.empty + depth * direction) if depth > (1 + PALER) * seeded else color


def same_hue(area: PlotArea, color: Color, known: Color) -> bool:
    """Whether ``color`` may be the ink of ``known``, paler or purer: both on one line of mixtures with the paper."""
    found, toward = np.array(color, np.float32) - area.empty, np.array(known, np.float32) - area.empty
    alpha = float(found @ toward) / max(float(toward @ toward), 1.0)
    return PALEST < alpha < 1 / PALEST and float(np.linalg.norm(found - alpha * toward)) < RESIDUAL


def separate(area: PlotArea, colors: Sequence[Color]) -> list[Ink]:
    """The ink (h, w), 0 to 1, of each colour; a pixel belongs to the colour that explains it best."""
    shape = area.rgb.shape[:2]
    drawn = (np.abs(area.rgb - area.background).max(axis=2) > HAZE) & ~area.erased
    rgb, background = area.rgb[drawn], area.background[drawn]  # (n, 3): most of a plot is empty
    veiled = [veil[drawn] for veil in area.veils]
    alphas, residuals, cores = [], [], []
    for color in colors:
        alpha, residual, distance = _explain(rgb, background, np.array(color, np.float32))
        for veil in veiled:
            _lift_veil(alpha, residual, veil)
        alphas.append(alpha)
        residuals.append(residual)
        cores.append(distance < _core_radius(color, colors))
    inks = []
    if len(colors):
        cost = np.stack([r + 12 * (1 - np.clip(a, 0, 1)) for r, a in zip(residuals, alphas, strict=True)])
        cost[np.stack(alphas) < LEAST_ALPHA] = np.inf
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


def _core_radius(color: Color, colors: Sequence[Color]) -> float:
    others = [float(np.linalg.norm(np.subtract(color, c))) for c in colors if c != color]
    return min([SAME, *(0.4 * d for d in others)])


def _give_edges_to_cores(
    cost: NDArray[np.float32], residuals: Sequence[Ink], cores: Sequence[Mask], drawn: Mask
) -> None:
    """The anti-aliased edge of a dark stroke may look like a lighter colour: it belongs to the stroke it touches."""
    if len(cores) < 2:
        return
    for j, core in enumerate(cores):
        solid = np.zeros(drawn.shape, np.uint8)
        solid[drawn] = core
        edge = (cv2.dilate(solid, np.ones((3, 3), np.uint8))[drawn] > 0) & (residuals[j] < 0.6 * RESIDUAL)
        for k, other in enumerate(cores):
            if k != j:
                cost[k][edge & ~other] += 2 * RESIDUAL


def without_band(ink: Ink, stroke: float) -> Ink:
    """Ink of the line over its own translucent band: ``a = (total - band) / (1 - band)``.

    An opening wider than the stroke leaves only the band (and solid marker faces, which are kept as they are).
    """
    size = 2 * round(1.2 * stroke + 1) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    band = cv2.morphologyEx(ink, cv2.MORPH_OPEN, disc)
    over = np.clip((ink - band) / np.maximum(1 - band, 0.05), 0, 1)
    return np.where(band < DENSEST_BAND, over, ink).astype(np.float32)


def stroke_width(ink: Ink) -> float:
    """The thickness of the line in pixels: the typical shortest extent of its ink, weighted by ink."""
    solid = ink > 0.5
    if solid.sum() < 5:
        return 1.0
    down, across = _run_mass(ink, solid), _run_mass(ink.T, solid.T).T
    return float(np.clip(np.median(np.minimum(down, across)[solid]), 0.8, 60))


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
