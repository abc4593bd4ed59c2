"""Ink that may be markers: what is masked, what is off the line, and the pieces it falls into."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max

Points = NDArray[np.float64]
Ink = NDArray[np.float32]
Mask = NDArray[np.bool_]

SMALLEST = 1.3  # a marker is at least this many strokes wide, or it cannot be told from the line
LARGEST = 0.15  # of the shorter side of the plot box; larger pieces are areas, not markers
THICKEST = 1.5  # strokes; sharp corners are 1.4 strokes thick
FAINT = 0.3  # ink below this is the haze of anti-aliasing and JPEG
SEEDS = 10  # enough to vote for a template, few enough to be quick
EQUAL = 0.5  # share of the holes beside the line that are of one size where they are faces
GROUPS = 2  # sizes that are tried
RING = 0.4  # share of the rim of a hollow marker's face that must be drawn off the line
RIM = 0.02  # of the shorter side of the plot box; no frame reaches farther into the crop
RIM_STEP = 6  # grey levels by which a frame, or the page beside a filled plot, differs from the plot at least
FACE_CONTRAST = 30.0  # distance in RGB of a face's colour from all tints of the series' own, which JPEG keeps below
FACE_BIN = 24  # grey levels within which JPEG leaves a face's colour
FACES = 3  # colours beside the line that are tried: those of crossing lines may be commoner
FACE_PIXELS = 40  # fewer are no markers
FACE_TINT = 0.15  # distance from the mixtures of face and background, in distances of these two
SOLID_FACE = 0.6  # of the line's or the face's contrast to the background, which a translucent band does not reach
ELSEWHERE = 0.3  # share of a face's colour off the line from which it belongs to something else
SAME_SIZE = 0.2  # logarithm of the ratio of two extents that count as one size


@dataclass(frozen=True)
class Seed:
    """A piece of ink off the line: its centre, extent and how much of it is an enclosed face."""

    x: float
    y: float
    extent: float
    face: float


def line_mask(shape: tuple[int, ...], path: Points, stroke: float) -> NDArray[np.uint8]:
    """255 on the line and half a pixel beside it."""
    mask = np.zeros(shape, np.uint8)
    for piece in pieces(path):
        cv2.polylines(mask, [np.round(piece * 16).astype(np.int32)], False, 255, max(1, round(stroke + 1)), 8, 4)
    return mask


def pieces(path: Points) -> list[Points]:
    """The runs of a path between its NaN rows."""
    if len(path) == 0:
        return []
    seen = np.isfinite(path).all(axis=1)
    cuts = np.flatnonzero(np.diff(seen.astype(np.int8))) + 1
    return [run for run in np.split(path, cuts) if len(run) > 1 and np.isfinite(run[0]).all()]


def hidden_mask(rgb: NDArray[np.uint8], ink: Ink, color: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Where something else is drawn that may cover a marker: neither background nor the series' ink."""
    background = np.median(rgb.reshape(-1, 3)[:: max(1, rgb.size // 60_000)], axis=0)
    span = float(np.abs(np.asarray(color, np.float64) - background).max())
    away = channel_max(np.abs(rgb.astype(np.int16) - background.astype(np.int16)))
    other = (away > 0.5 * span) & (ink < FAINT)
    near_own = cv2.dilate((ink > FAINT).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    core = cv2.dilate((other & ~near_own).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.asarray(other & core)  # the rim of its own ink is not an occluder


def rim_mask(rgb: NDArray[np.uint8]) -> Mask:
    """Rows and columns at the sides of the (h, w, 3) crop that the frame or the page fills: they cut markers off."""
    background = np.median(rgb.reshape(-1, 3)[:: max(1, rgb.size // 60_000)], axis=0)
    other = channel_max(np.abs(rgb.astype(np.int16) - background.astype(np.int16))) > RIM_STEP
    rim, most = np.zeros(other.shape, bool), round(RIM * min(other.shape))
    for axis, lines in ((1, rim), (0, rim.T)):
        filled = other.mean(axis=axis) > 0.5
        for end in (slice(None), slice(None, None, -1)):
            lines[end][: int(np.argmin(filled[end][: most + 1]))] = True
    return rim


def open_faces(ink: Ink, away: Ink, stroke: float, fewest: int) -> Mask:
    """Faces of hollow markers with their rims: equal holes in the ink beside the line.

    A traced path runs along such a rim as if it were the line, so there it masks nothing.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink <= FAINT).astype(np.uint8), connectivity=4)
    size = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].astype(np.float64)
    middle = np.clip(stats[:, :2] + size / 2, 0, np.array(ink.shape[::-1]) - 1).astype(np.intp)
    compact = (size.max(axis=1) < LARGEST * min(ink.shape)) & (size.min(axis=1) >= max(3.0, 0.5 * stroke))
    compact &= (stats[:, cv2.CC_STAT_AREA] > 0.4 * size.prod(axis=1)) & (size.max(axis=1) < 2 * size.min(axis=1))
    compact &= away[middle[:, 1], middle[:, 0]] <= size.max(axis=1) + stroke
    compact[0] = False
    chosen = np.flatnonzero(compact)
    alike = np.asarray((np.abs(np.log(size[chosen, None] / size[None, chosen])) < SAME_SIZE).all(axis=2))
    if len(chosen) == 0 or alike.sum(axis=1).max() < max(min(fewest, 2), EQUAL * len(chosen)):
        return np.zeros(ink.shape, bool)
    same = np.zeros(count, bool)
    same[chosen[alike[np.argmax(alike.sum(axis=1) * size[chosen].max(axis=1))]]] = True
    rim = 2 * round(0.8 * stroke + 1) + 1
    return cv2.dilate(same[labels].astype(np.uint8), np.ones((rim, rim), np.uint8)) > 0


def stem_mask(ink: Ink, stroke: float) -> NDArray[np.bool_]:
    """Thin upright strokes and the caps that end them: error bars, were they to hide the markers."""
    drawn = (ink > FAINT).astype(np.uint8)
    thick = round(stroke) + 3
    wide = cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8)) > 0
    upright = (cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((2 * thick, 1), np.uint8)) > 0) & ~wide
    stems = cv2.dilate(upright.astype(np.uint8), np.ones((3, 3), np.uint8))
    flat = (cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((1, thick), np.uint8)) > 0) & ~wide
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat.astype(np.uint8), connectivity=8)
    touched = np.zeros(count, bool)
    touched[np.unique(labels[stems > 0])] = True
    touched[0] = False
    touched &= stats[:, cv2.CC_STAT_HEIGHT] < thick
    return (stems > 0) | (cv2.dilate(touched[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)


def find_seeds(ink: Ink, ignored: NDArray[np.bool_], away: Ink, stroke: float, size: float) -> list[Seed]:
    """Pieces of ink off the line, both sides of the line joined, faces of hollow markers filled.

    ``size``: of the marker in the legend, or 0 where that is not known; the arms of a cross are joined by it.
    """
    largest = LARGEST * min(ink.shape)
    drawn = (ink > FAINT).astype(np.uint8)
    faces = _faces((drawn > 0) | ignored, (drawn > 0) & ~ignored, largest)
    off_line = ((drawn | faces) > 0) & ~ignored
    reach = round(max(stroke + 4, 0.6 * size))
    joined = cv2.morphologyEx(off_line.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    inside = np.bincount(labels.ravel(), (faces * off_line).ravel().astype(np.float64), count)
    seeds, merged = [], 0
    for k in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[k])
        near = away[y + h // 2, x + w // 2] <= 0.5 * max(w, h) + 2
        if SMALLEST * stroke <= max(w, h) <= largest and area >= 3 and near:
            seeds.append(Seed(x + (w - 1) / 2, y + (h - 1) / 2, float(max(w, h)), float(inside[k]) / area))
        merged = max(merged, w, h)
    return seeds if merged <= largest else seeds + _thickest(drawn, stroke)


def _thickest(drawn: NDArray[np.uint8], stroke: float) -> list[Seed]:
    """Where a ribbon of overlapping markers is thickest: their centres."""
    depth = cv2.distanceTransform(drawn, cv2.DIST_L2, 5)
    span = 2 * round(stroke) + 1
    top = (depth >= cv2.dilate(depth, np.ones((span, span), np.uint8))) & (2 * depth > THICKEST * stroke + 1)
    count, labels, _, middles = cv2.connectedComponentsWithStats(top.astype(np.uint8), connectivity=8)
    deepest = np.zeros(count)
    np.maximum.at(deepest, labels.ravel().astype(np.intp), depth.ravel())
    return [
        Seed(float(x), float(y), 2 * float(d), 0.0)
        for (x, y), d in zip(middles[1:], deepest[1:], strict=True)
        if 2 * d < LARGEST * min(drawn.shape)
    ]


def _faces(drawn: NDArray[np.bool_], off_line: NDArray[np.bool_], largest: float) -> NDArray[np.uint8]:
    """Small compact holes in what is drawn, enclosed by ink off the line: lines that cross enclose holes too."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((~drawn).astype(np.uint8), connectivity=4)
    box = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    small = (box.max(axis=1) < largest) & (stats[:, cv2.CC_STAT_AREA] > 0.3 * box.prod(axis=1))
    small[0] = False
    holes = np.where(small[labels], labels, 0)
    grown = cv2.dilate(holes.astype(np.float32), np.ones((3, 3), np.uint8)).astype(np.intp)
    rim = (grown > 0) & (holes == 0)
    around = np.bincount(grown[rim], minlength=count)
    small &= np.bincount(grown[rim & off_line], minlength=count) > RING * around
    return np.asarray(small[labels], np.uint8)


def size_groups(seeds: list[Seed]) -> list[list[Seed]]:
    """Seeds of like size, the likeliest size first: fragments are smaller, merged markers larger."""
    extents = np.array([s.extent for s in seeds])
    close = np.abs(np.log(extents[:, None] / extents[None, :])) < SAME_SIZE
    groups: list[list[Seed]] = []
    rank = close.sum(axis=1) * extents**2  # many small crumbs weigh less than a few whole markers
    while rank.max() > 0 and len(groups) < GROUPS:
        members = np.flatnonzero(close[int(np.argmax(rank))])
        groups.append([seeds[k] for k in members[:: max(1, len(members) // SEEDS)][:SEEDS]])
        rank[members] = 0
    return groups


def face_ink(ink: Ink, away: Ink, rgb: NDArray[np.uint8], color: tuple[int, int, int], reach: float) -> Ink | None:
    """(h, w) likeness, 0-1, to a colour that is found beside the line up to ``reach`` pixels, and nowhere else.

    ``away``: (h, w) distance from the line. JPEG dulls the ``color`` of thin lines, but not that of faces on them, and
    faces may have a colour of their own.
    """
    background = np.median(rgb.reshape(-1, 3)[:: max(1, rgb.size // 60_000)], axis=0)
    beside = rgb[(away <= reach) & (ink < FAINT)].astype(np.float64)
    strength = max(float(np.linalg.norm(np.asarray(color) - background)), 1e-6)
    own, tints = (np.asarray(color) - background) / strength, beside - background
    apart = np.linalg.norm(tints - np.clip(tints @ own, 0, None)[:, None] * own, axis=1) > FACE_CONTRAST
    colored = beside[apart & (np.linalg.norm(tints, axis=1) > SOLID_FACE * strength)]
    bins = (colored // FACE_BIN) @ np.array([1 << 16, 1 << 8, 1])
    values, counts = np.unique(bins, return_counts=True)
    for value in values[np.argsort(-counts)][:FACES]:
        face = np.median(colored[bins == value], axis=0)
        found = _likeness(rgb, background, face - background)
        drawn = found > SOLID_FACE
        if drawn.sum() >= FACE_PIXELS and (drawn & (away > 2 * reach)).sum() < ELSEWHERE * drawn.sum():
            return found
    return None


def _likeness(rgb: NDArray[np.uint8], background: Points, tint: Points) -> Ink:
    """(h, w) how far each pixel is from the background towards a tint, 0 where it is no mixture of the two."""
    delta = rgb.astype(np.float32) - background.astype(np.float32)
    squared = float(tint @ tint)
    along = delta @ (tint / squared).astype(np.float32)
    rest = np.einsum("ijk,ijk->ij", delta, delta) - along**2 * np.float32(squared)
    return np.where((along > FAINT) & (rest < (FACE_TINT**2) * squared), np.clip(along, 0, 1), 0).astype(np.float32)
