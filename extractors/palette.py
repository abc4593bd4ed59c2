"""The colours that strokes are drawn in: found in the plot area, and those of a legend as the plot shows them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.colors import FAINTEST, HAZE, RESIDUAL, Color, Ink
from extractors.plot_area import PlotArea

# A colour that covers less than this share of the plot's width (in pixels of ink) draws no series.
LEAST_SHARE = 0.35
# The pure colour of a stroke is seen on at least this share of as many pixels as the plot is wide.
DEEP_SHARE, DEPTH_STEP = 0.2, 8
# Ink of one direction from the paper: the cosine of its angle to it.
ONE_DIRECTION = 0.97
# So many directions are tried for each colour that is asked for.
DIRECTIONS = 3
# A legend's stroke may look paler than the curve's by more than noise from this share on.
PALER = 0.08
# The pure stroke shows in this share of the columns that it inks: others' ink of its hue does not.
EVERYWHERE = 0.5
# Less of the way to a colour than this is another colour, or its band.
PALEST = 0.4
# A swatch a few pixels high is tinted by what lies around it. It keeps its hue (cosine) and some of its colourfulness,
# but where both are greyer than GREYEST levels,
SAME_HUE, LEAST_TINT, GREYEST = 0.9, 0.3, 20.0
# and its colour by so many levels, if it is the nearest of the legend by this factor.
TINTED, NEAREST = 90.0, 0.6


def find_colors(area: PlotArea, most: int = 12) -> list[Color]:
    """Stroke colours that occur in the plot area, the commonest first, where no legend names them."""
    drawn = (channel_max(np.abs(area.rgb - area.background)) > FAINTEST / 2) & ~area.hidden & ~area.erased & ~area.print
    pixels = area.rgb[drawn] - area.background[drawn]
    strength = np.sqrt(np.einsum("ij,ij->i", pixels, pixels))
    pixels, strength = pixels[strength > FAINTEST], strength[strength > FAINTEST]
    colors: list[Color] = []
    least = LEAST_SHARE * area.rgb.shape[1]
    empty = area.empty
    for _ in range(DIRECTIONS * most):
        if len(pixels) <= least or len(colors) == most:
            break
        direction = _commonest_direction(pixels, strength)
        along = pixels @ direction
        aside = pixels - along[:, None] * direction
        member = (along > 0) & (np.einsum("ij,ij->i", aside, aside) < RESIDUAL**2)
        if member.sum() < max(20, 0.02 * len(pixels)):
            # blends of several strokes where these meet have no colour in common; paler strokes may come after them
            member |= along > ONE_DIRECTION * strength
            pixels, strength = pixels[~member], strength[~member]
            continue
        depth = _stroke_depth(along[member], area.rgb.shape[1])
        if along[member].sum() / depth >= least:
            colors.append(_as_color(empty + depth * direction))
        pixels, strength = pixels[~member], strength[~member]
    return colors


def is_ground(area: PlotArea, color: Color) -> bool:
    """Whether a found colour is that of the empty plot: it shows beside a level curve that was taken for a gridline."""
    return float(np.abs(np.array(color, np.float32) - area.empty).max()) <= HAZE


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
        near = units @ best > ONE_DIRECTION * np.linalg.norm(best)
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
    bins = np.flatnonzero(reached >= enough)
    if len(bins) == 0:  # most of it lies on the other side of the background
        return float(np.percentile(along, 95))
    deepest = int(bins[-1])
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
    along = (area.rgb[solid] - area.background[solid]) @ direction
    depth = _stroke_depth(along, area.rgb.shape[1])
    columns = np.nonzero(solid)[1]
    deep = np.unique(columns[along > (seeded + depth) / 2])
    # an arrow or a word may be deeper, but only here and there
    if depth <= (1 + PALER) * seeded or len(deep) < EVERYWHERE * len(np.unique(columns)):
        return color
    return _as_color(area.empty + depth * direction)


def same_hue(area: PlotArea, color: Color, known: Color) -> bool:
    """Whether ``color`` may be the ink of ``known``, paler or purer: both on one line of mixtures with the paper."""
    found, toward = np.array(color, np.float32) - area.empty, np.array(known, np.float32) - area.empty
    alpha = float(found @ toward) / max(float(toward @ toward), 1.0)
    return PALEST < alpha < 1 / PALEST and float(np.linalg.norm(found - alpha * toward)) < RESIDUAL


def is_paler(area: PlotArea, color: Color, others: Sequence[Color]) -> bool:
    """Whether another colour is a deeper one of the same hue, so that its edges look like this one."""
    depth = float(np.linalg.norm(np.array(color, np.float32) - area.empty))
    deeper = [c for c in others if np.linalg.norm(np.array(c, np.float32) - area.empty) > (1 + PALER) * depth]
    return any(same_hue(area, c, color) for c in deeper)


def named_as_drawn(area: PlotArea, named: Sequence[Color], found: Sequence[Color]) -> tuple[list[Color], list[Color]]:
    """The colours of a legend as the plot shows them, and what of ``found`` no entry names.

    A thin or compressed swatch misses the colour of its curve by more than noise. A found colour is an entry's own
    where both are the nearest of each other by far and the entry's colour itself is not in the plot.
    """
    others = [c for c in found if not any(same_hue(area, c, known) for known in named)]
    absent = [k for k, known in enumerate(named) if not any(same_hue(area, c, known) for c in found)]
    drawn = list(named)
    taken: list[Color] = []
    for color in others:
        apart = [float(np.linalg.norm(np.subtract(color, known))) for known in named]
        nearest = int(np.argmin(apart)) if apart else -1
        if nearest not in absent or apart[nearest] > TINTED or not _tinted(color, named[nearest]):
            continue
        rivals = [a for k, a in enumerate(apart) if k != nearest]
        rivals += [float(np.linalg.norm(np.subtract(c, named[nearest]))) for c in others if c != color]
        if all(apart[nearest] < NEAREST * rival for rival in rivals):
            drawn[nearest] = color
            taken.append(color)
    return drawn, [c for c in others if c not in taken]


def _tinted(color: Color, known: Color) -> bool:
    """Whether two colours are of one hue, paler or stronger, or both grey."""
    one, other = (np.array(c, float) - np.mean(c) for c in (color, known))
    weaker, stronger = sorted((float(np.linalg.norm(one)), float(np.linalg.norm(other))))
    if stronger < GREYEST:
        return True
    return weaker > LEAST_TINT * stronger and float(one @ other) > SAME_HUE * weaker * stronger
