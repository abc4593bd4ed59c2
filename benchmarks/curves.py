"""Polylines in a plane where both axes have span 1: clipping, even samples, distances.

A curve is an array of segments, (M, 4) as x0, y0, x1, y1; a lone point is a segment of length zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Array = NDArray[np.float64]

QUERY_SAMPLES = 1000  # samples of a curve whose distance is asked for: the share within 1 % is sure to 0.1 %
TARGET_STEP = 0.001  # spacing of the samples among which the nearest segment is looked up, a tenth of 1 %
TARGET_SAMPLES = 100_000  # bounds the memory for noise that fills the plane
NEIGHBOURS = 4  # nearest samples whose segments are then measured exactly


@dataclass(frozen=True)
class Curve:
    """Segments (M, 4), even samples on them (N, 2), and a search tree with the segment of each of its points."""

    segments: Array
    samples: Array
    tree: cKDTree
    owner: NDArray[np.int64]


def make_curve(points: Array, low: Array, high: Array) -> Curve | None:
    """The curve through ``points`` (N, 2), NaN rows breaking it, clipped to ``low <= p <= high``; None if empty."""
    segments = clip_segments(to_segments(points), low, high)
    if not len(segments):
        return None
    length = float(segment_lengths(segments).sum())
    samples, _ = sample_evenly(segments, QUERY_SAMPLES)
    targets, owner = sample_evenly(segments, int(np.clip(length / TARGET_STEP, 2, TARGET_SAMPLES)))
    ends = np.vstack([segments[:, :2], segments[:, 2:]])  # so that no short segment is without a target
    owner = np.concatenate([owner, np.tile(np.arange(len(segments)), 2)])
    return Curve(segments, samples, cKDTree(np.vstack([targets, ends])), owner)


def distances(curve: Curve, other: Curve) -> Array:
    """Distance of each even sample of ``curve`` to the nearest segment of ``other``, (N,)."""
    k = min(NEIGHBOURS, other.tree.n)
    _, index = other.tree.query(curve.samples, k=list(range(1, k + 1)))
    nearest = other.segments[other.owner[index]]  # (N, k, 4)
    points = curve.samples[:, None, :]
    return np.asarray(np.hypot(*np.moveaxis(points - _feet(points, nearest), -1, 0)).min(axis=1))


def nearest_feet(points: Array, curve: Curve) -> tuple[Array, Array]:
    """The nearest point of ``curve`` to each of ``points``, (N, 2), and the unit normal there, (N, 2).

    The normal is NaN where the nearest segment has no length.
    """
    k = min(NEIGHBOURS, curve.tree.n)
    _, index = curve.tree.query(points, k=list(range(1, k + 1)))
    segments = curve.segments[curve.owner[index]]  # (N, k, 4)
    feet = _feet(points[:, None, :], segments)
    best = np.hypot(*np.moveaxis(points[:, None, :] - feet, -1, 0)).argmin(axis=1)
    row = np.arange(len(points))
    delta = segments[row, best, 2:] - segments[row, best, :2]
    length = np.hypot(delta[:, 0], delta[:, 1])
    normals = np.column_stack([-delta[:, 1], delta[:, 0]]) / np.where(length > 0, length, np.nan)[:, None]
    return feet[row, best], normals


def to_segments(points: Array) -> Array:
    """Segments between neighbouring points (N, 2); NaN breaks; a lone point becomes a segment to itself."""
    good = np.asarray(np.isfinite(points).all(axis=1))
    joined = good[:-1] & good[1:]
    lone = good & ~np.append(joined, False) & ~np.insert(joined, 0, False)
    lines = np.hstack([points[:-1][joined], points[1:][joined]])
    dots = np.hstack([points[lone], points[lone]])
    return np.vstack([lines, dots])


def clip_segments(segments: Array, low: Array, high: Array) -> Array:
    """The parts of ``segments`` inside the box from ``low`` to ``high``, (2,) each, infinite where not bounded."""
    start, delta = segments[:, :2], segments[:, 2:] - segments[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = (low - start) / delta, (high - start) / delta
    inside = (start >= low) & (start <= high)
    still = delta == 0  # such an axis decides alone whether the segment is in or out
    enter = np.where(still, np.where(inside, -np.inf, np.inf), np.minimum(a, b)).max(axis=1).clip(min=0)
    leave = np.where(still, np.inf, np.maximum(a, b)).min(axis=1).clip(max=1)
    keep = enter <= leave
    start, delta, enter, leave = start[keep], delta[keep], enter[keep, None], leave[keep, None]
    return np.hstack([start + enter * delta, start + leave * delta])


def segment_lengths(segments: Array) -> Array:
    """Length of each segment, (M,)."""
    return np.asarray(np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]))


def sample_evenly(segments: Array, count: int) -> tuple[Array, NDArray[np.int64]]:
    """``count`` points evenly along the joint length, (N, 2), and the segment of each.

    Where the joint length is zero, one point per segment.
    """
    lengths = segment_lengths(segments)
    ends = np.cumsum(lengths)
    if ends[-1] <= 0:
        return segments[:, :2], np.arange(len(segments))
    places = (np.arange(count) + 0.5) / count * ends[-1]
    owner = np.minimum(np.searchsorted(ends, places), len(segments) - 1)
    part = ((places - ends[owner] + lengths[owner]) / lengths[owner])[:, None]
    chosen = segments[owner]
    return chosen[:, :2] * (1 - part) + chosen[:, 2:] * part, owner


def _feet(points: Array, segments: Array) -> Array:
    start, delta = segments[..., :2], segments[..., 2:] - segments[..., :2]
    square = (delta**2).sum(axis=-1)
    along = ((points - start) * delta).sum(axis=-1) / np.where(square > 0, square, 1)
    return np.asarray(start + np.clip(along, 0, 1)[..., None] * delta)
