"""Data points from markers and the line through them.

Drawing tools may round a marker to whole pixels and shift it by half of one, but never the line. So the line
as seen on both sides of a marker, extended below it, corrects where the data point lies; where the two sides
meet at a corner they fix it in both directions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Span = tuple[NDArray[np.intp], NDArray[np.intp]]

CLEAR = 1.5  # pixels beside a marker where its edge may still bend the traced path
LONGEST, SHORTEST = 16.0, 4.0  # pixels of line looked at on each side: enough for a direction, short of the next bend
LINE_ERROR = 0.08  # pixels, of a traced anti-aliased line
ROUNDED_ERROR, FREE_ERROR = 0.29, 0.12  # pixels, of a marker rounded to whole pixels (uniform) and of one that is not
SAME_PHASE = 0.8  # length of the mean phase of the fractional positions from which markers count as rounded
SHIFT = 0.5  # pixels by which all markers of a series may be off the line together
EVEN = 6  # markers from which even steps in x are no chance
TRIANGLE_SHIFT = 0.12  # of the size: tools differ in which point of a triangle stands for the data


@dataclass(frozen=True)
class _Side:
    """A straight piece of path beside each marker: a point on it, its normal and the error of its extension."""

    middle: Points
    normal: Points
    error: Points  # pixels; infinite where there is no such piece
    squares: Points  # sum of squared distances of the path from the piece


def centers_on_lines(centers: Points, runs: list[Points], radius: float, triangle: bool) -> Points:
    """The (n, 2) marker centres, in order along the path, moved onto the lines that enter and leave them."""
    if not runs or len(centers) == 0:
        return centers
    sides = _sides(centers, runs, radius)
    own_error = _own_error(centers)
    shift_error = SHIFT + (TRIANGLE_SHIFT * 2 * radius if triangle else 0.0)
    shift = _common_shift(centers, sides, own_error, shift_error)
    even = _even_columns(centers[:, 0] + shift[0], own_error)
    moved = _onto(centers + shift, [*sides, even] if even else sides, own_error)
    too_far = np.hypot(*(moved - centers - shift).T) > 3 * ROUNDED_ERROR  # the path left the line there
    return np.where(too_far[:, None], centers + shift, moved)


def _own_error(centers: Points) -> float:
    if len(centers) < 4:
        return ROUNDED_ERROR
    phase = np.abs(np.exp(2j * np.pi * centers).mean(axis=0))
    return ROUNDED_ERROR if phase.min() > SAME_PHASE else FREE_ERROR


def _sides(centers: Points, runs: list[Points], radius: float) -> list[_Side]:
    """What the path says about each marker: two straight pieces, or one curve where that fits as well."""
    line, along, run = _resampled(runs)
    nearest = np.array([np.argmin(((line - c) ** 2).sum(axis=1)) for c in centers])
    at = along[nearest]
    clear = radius + CLEAR
    before = np.concatenate([[-np.inf], at[:-1]]) + clear
    after = np.concatenate([at[1:], [np.inf]]) - clear
    length = float(np.clip(2 * radius, SHORTEST + 2, LONGEST))
    first, last = np.searchsorted(run, run[nearest]), np.searchsorted(run, run[nearest], side="right")
    spans = []
    for low, high in (
        (np.maximum(at - clear - length, before), at - clear),
        (at + clear, np.minimum(at + clear + length, after)),
    ):
        start = np.clip(np.searchsorted(along, low), first, last)
        spans.append((start, np.clip(np.searchsorted(along, high, side="right"), start, last)))
    straight = [_fitted(line, start, stop, centers) for start, stop in spans]
    curve = _curved(line, spans, centers, straight[0].squares + straight[1].squares)
    curved = np.isfinite(curve.error)
    return [*(replace(side, error=np.where(curved, np.inf, side.error)) for side in straight), curve]


def _resampled(runs: list[Points]) -> tuple[Points, Points, NDArray[np.intp]]:
    """The path at steps of a pixel: points, arc length (growing over gaps too) and the number of the run."""
    points, lengths, numbers = [], [], []
    offset = 0.0
    for number, piece in enumerate(runs):
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
        at = np.arange(0.0, along[-1] + 1e-9, 1.0)
        points.append(np.column_stack([np.interp(at, along, piece[:, k]) for k in (0, 1)]))
        lengths.append(at + offset)
        numbers.append(np.full(len(at), number))
        offset += along[-1] + 1.0
    return np.vstack(points), np.concatenate(lengths), np.concatenate(numbers)


def _fitted(line: Points, start: NDArray[np.intp], stop: NDArray[np.intp], centers: Points) -> _Side:
    """Total least squares through line[start:stop] for every marker at once, from running sums."""
    x, y = (line - line.mean(axis=0)).T
    sums = np.vstack([np.zeros(5), np.cumsum(np.column_stack([x, y, x * x, x * y, y * y]), axis=0)])
    count = stop - start
    mx, my, xx, xy, yy = ((sums[stop] - sums[start]) / np.maximum(count, 1)[:, None]).T
    spread = np.stack([np.stack([xx - mx * mx, xy - mx * my], -1), np.stack([xy - mx * my, yy - my * my], -1)], -2)
    values, vectors = np.linalg.eigh(spread)
    middle = np.column_stack([mx, my]) + line.mean(axis=0)
    distance = np.hypot(*(middle - centers).T)
    length = np.sqrt(12 * np.maximum(values[:, 1], 1e-6))
    bend = np.sqrt(720 * np.maximum(values[:, 0] - LINE_ERROR**2 / 2, 0)) / length**2  # curvature of an arc so spread
    lever = distance / np.sqrt(np.maximum(count * values[:, 1], 1e-6))
    error = LINE_ERROR * np.hypot(1, lever) + bend / 2 * distance**2
    usable = (count > SHORTEST) & (length > SHORTEST)
    return _Side(middle, vectors[:, :, 0], np.where(usable, error, np.inf), count * values[:, 0])


def _curved(line: Points, spans: list[Span], centers: Points, squares: Points) -> _Side:
    """A parabola through both pieces of path beside each marker, where it fits like two straight lines do.

    A smooth curve below a marker bends away from both its tangents; a corner does not fit a parabola.
    """
    reach = np.arange(int(LONGEST) + 2)
    index = np.hstack([start[:, None] + reach for start, _ in spans])
    used = np.hstack([start[:, None] + reach < stop[:, None] for start, stop in spans]).astype(np.float64)
    points = line[np.minimum(index, len(line) - 1)] - centers[:, None, :]
    half = len(reach)
    left, right = (
        (points[:, part] * used[:, part, None]).sum(axis=1) / np.maximum(used[:, part].sum(axis=1), 1)[:, None]
        for part in (slice(None, half), slice(half, None))
    )
    chord = right - left
    chord /= np.maximum(np.hypot(*chord.T), 1e-6)[:, None]
    normal = np.column_stack([-chord[:, 1], chord[:, 0]])
    u, v = (points * chord[:, None, :]).sum(axis=2), (points * normal[:, None, :]).sum(axis=2)
    powers = np.stack([np.ones_like(u), u, u**2], axis=-1)
    gram = np.einsum("nki,nkj,nk->nij", powers, powers, used) + 1e-6 * np.eye(3)
    fit = np.linalg.solve(gram, np.einsum("nki,nk,nk->ni", powers, v, used)[:, :, None])[:, :, 0]
    rest = (used * (v - (powers * fit[:, None, :]).sum(axis=2)) ** 2).sum(axis=1)
    both = np.minimum(used[:, :half].sum(axis=1), used[:, half:].sum(axis=1)) > SHORTEST
    fits = both & (rest < squares + 4 * LINE_ERROR**2)
    error = LINE_ERROR * np.sqrt(1 + np.linalg.inv(gram)[:, 0, 0])
    return _Side(centers + fit[:, :1] * normal, normal, np.where(fits, error, np.inf), rest)


def _common_shift(centers: Points, sides: list[_Side], own_error: float, shift_error: float) -> Points:
    """By how much all markers together are off their lines, held to 0 as far as the lines do not tell."""
    matrix, target = np.eye(2) / shift_error**2, np.zeros(2)
    for side in sides:
        miss = ((side.middle - centers) * side.normal).sum(axis=1)
        weight = np.where(np.abs(miss) < 3 * shift_error, 1 / (side.error**2 + own_error**2), 0)
        matrix += np.einsum("n,ni,nj->ij", weight, side.normal, side.normal)
        target += (weight * miss) @ side.normal
    return np.asarray(np.linalg.solve(matrix, target))


def _even_columns(x: Points, own_error: float) -> _Side | None:
    """Vertical lines at even steps, where the columns agree with them to within the rounding of markers."""
    gaps = np.diff(np.sort(x))
    if len(x) < EVEN or gaps.min() <= 2:
        return None
    steps = np.cumsum(np.concatenate([[0.0], np.round(gaps / gaps.min())]))  # whole steps: markers may be missing
    number = np.empty_like(steps)
    number[np.argsort(x)] = steps
    slope, offset = np.polyfit(number, x, 1)
    miss = x - (slope * number + offset)
    if np.abs(miss).max() > 2.2 * own_error:
        return None
    middle = np.column_stack([x - miss, np.zeros_like(x)])
    return _Side(middle, np.tile([1.0, 0.0], (len(x), 1)), np.full(len(x), own_error / np.sqrt(len(x) / 4)), miss**2)


def _onto(centers: Points, sides: list[_Side], own_error: float) -> Points:
    """Each centre moved to the least sum of squared errors to itself and its two lines."""
    matrix = np.tile(np.eye(2) / own_error**2, (len(centers), 1, 1))
    target = np.zeros_like(centers)
    for side in sides:
        miss = ((side.middle - centers) * side.normal).sum(axis=1)
        weight = 1 / side.error**2
        matrix += weight[:, None, None] * side.normal[:, :, None] * side.normal[:, None, :]
        target += (weight * miss)[:, None] * side.normal
    return centers + np.linalg.solve(matrix, target[:, :, None])[:, :, 0]
