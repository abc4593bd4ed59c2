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
# A colour that covers less than this share of the plot's width (in pixels of ink) draws no series.
LEAST_SHARE = 0.35
# A fill below this share of full ink is a translucent band under the line; above, it is a marker's face.
DENSEST_BAND = 0.72


def find_colors(area: PlotArea, most: int = 12) -> list[Color]:
    """Stroke colours that occur in the plot area, the commonest first, where no legend names them."""
    delta = area.rgb - area.background
    strength = np.linalg.norm(delta, axis=2)
    open_to_data = (strength > FAINTEST) & ~area.hidden & ~area.print
    pixels, strength = delta[open_to_data], strength[open_to_data]
    colors: list[Color] = []
    least = LEAST_SHARE * area.rgb.shape[1]
    empty = np.median(area.background.reshape(-1, 3), axis=0)
    while len(pixels) > least and len(colors) < most:
        direction = _commonest_direction(pixels, strength)
        along = pixels @ direction
        aside = np.linalg.norm(pixels - along[:, None] * direction, axis=1)
        member = (along > 0) & (aside < RESIDUAL)
        if member.sum() < max(20, 0.02 * len(pixels)):
            break
        depth = _stroke_depth(along[member])
        color = np.clip(empty + depth * direction, 0, 255)
        if along[member].sum() / depth >= least:
            colors.append((round(float(color[0])), round(float(color[1])), round(float(color[2]))))
        pixels, strength = pixels[~member], strength[~member]
    return colors


def _commonest_direction(pixels: NDArray[np.float32], strength: NDArray[np.float32]) -> NDArray[np.float32]:
    """The unit vector from background to ink along which most ink lies."""
    units = pixels / strength[:, None]
    code = np.rint((units + 1) * 5).astype(np.int64) @ np.array([1, 16, 256])
    values, inverse = np.unique(code, return_inverse=True)
    weight = np.bincount(inverse, weights=strength)
    best = units[inverse == int(np.argmax(weight))].mean(axis=0)
    for _ in range(3):
        near = units @ best > 0.97 * np.linalg.norm(best)
        best = (units[near] * strength[near, None]).sum(axis=0)
        best /= np.linalg.norm(best)
    return best.astype(np.float32)


def _stroke_depth(along: NDArray[np.float32]) -> float:
    """How far from the background the pure stroke is: the deepest mode, since edges only reach part of the way."""
    counts, edges = np.histogram(along, bins=np.arange(0, 460, 8))
    if counts.sum() < 30:
        return float(np.percentile(along, 95))
    smooth = np.convolve(counts, [1, 2, 1], "same")
    deep = np.flatnonzero(smooth >= 0.2 * smooth.max())
    peak = int(deep[-1])
    while peak > 0 and smooth[peak - 1] > smooth[peak]:
        peak -= 1
    near = np.abs(along - (edges[peak] + 4)) < 10
    return float(np.median(along[near])) if near.any() else float(np.percentile(along, 95))


def separate(area: PlotArea, colors: Sequence[Color]) -> list[Ink]:
    """The ink (h, w), 0 to 1, of each colour; a pixel belongs to the colour that explains it best."""
    if not colors:
        return []
    delta = area.rgb - area.background
    alphas, residuals, cores = [], [], []
    for color in colors:
        alpha, residual, distance = _explain(area, delta, color)
        alphas.append(alpha)
        residuals.append(residual)
        cores.append(distance < _core_radius(color, colors))
    cost = np.stack([r + 12 * (1 - np.clip(a, 0, 1)) for r, a in zip(residuals, alphas, strict=True)])
    cost[np.stack(alphas) < 0.1] = np.inf
    _give_edges_to_cores(cost, residuals, cores)
    best = np.argmin(cost, axis=0)
    inks = []
    for k, (alpha, residual, core) in enumerate(zip(alphas, residuals, cores, strict=True)):
        fit = np.exp(-((residual / RESIDUAL) ** 2))
        ink = np.where(best == k, np.clip(alpha, 0, 1) * fit, 0)
        ink = np.where(core & (best == k), np.maximum(ink, 0.8), ink)
        ink[area.hidden | ~np.isfinite(cost[k])] = 0
        inks.append(ink.astype(np.float32))
    return inks


def _explain(area: PlotArea, delta: Pixels, color: Color) -> tuple[Ink, Ink, Ink]:
    """Alpha, distance from the line of mixtures, and distance from the pure colour, per pixel."""
    pure = np.array(color, np.float32)
    toward = pure - area.background
    length = np.maximum((toward * toward).sum(axis=2), 1.0)
    alpha = (delta * toward).sum(axis=2) / length
    residual = np.linalg.norm(delta - alpha[..., None] * toward, axis=2)
    distance = np.linalg.norm(area.rgb - pure, axis=2)
    alpha[length < FAINTEST**2 / 4] = 0  # the stroke cannot be told from a background of its own colour
    return alpha.astype(np.float32), np.minimum(residual, distance).astype(np.float32), distance.astype(np.float32)


def _core_radius(color: Color, colors: Sequence[Color]) -> float:
    others = [float(np.linalg.norm(np.subtract(color, c))) for c in colors if c != color]
    return min([SAME, *(0.4 * d for d in others)])


def _give_edges_to_cores(cost: NDArray[np.float32], residuals: Sequence[Ink], cores: Sequence[Mask]) -> None:
    """The anti-aliased edge of a dark stroke may look like a lighter colour: it belongs to the stroke it touches."""
    near = [cv2.dilate(core.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0 for core in cores]
    for j, touching in enumerate(near):
        edge = touching & (residuals[j] < 0.6 * RESIDUAL)
        for k, core in enumerate(cores):
            if k != j:
                cost[k][edge & ~core] += 2 * RESIDUAL


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
    starts = np.flatnonzero(mask & ~np.concatenate(([False], mask[:-1])))
    label = np.cumsum(np.isin(np.arange(len(mask)), starts)) - 1
    mass = np.bincount(np.where(mask, label, 0), weights=np.where(mask, flat, 0), minlength=max(1, len(starts)))
    spread = np.where(mask, mass[np.maximum(label, 0)], 0)
    return spread.reshape(wide.T.shape).T[1:-1].astype(np.float32)
