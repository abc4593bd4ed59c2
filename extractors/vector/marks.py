"""Which markers belong to which line: those whose middles lie on its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.vector.scene import Points, Rgb
from extractors.vector.symbols import Symbol

# A marker's middle lies on a line within this share of a text height, and on its points within the same.
ON_LINE = 0.08
# Share of the markers of one look that must lie on a line.
MOST = 0.7
# What is gained where marker and line have one colour: lines cross foreign markers, but seldom most of them.
OWN_COLOR = 0.5
# What a place loses by which markers lie on the rim of what counts as on the line: the place that is meant lies on it.
OFF = 0.1
# A line of more corners has more than one marker of a look, if it has any.
FEW = 3
# Markers of bare strokes, as which the stem and cap of an error bar may be taken.
STROKED = frozenset({"plus", "cross", "star"})


@dataclass(frozen=True, eq=False)
class Marked:
    """A marker and the place that is meant by it."""

    symbol: Symbol
    center: tuple[float, float]


Candidate = tuple[Points, Rgb, list[Marked]]


def assign_symbols(lines: Sequence[Candidate], symbols: Sequence[Symbol], unit: float) -> list[list[Marked]]:
    """Put each marker into the list of the line that it lies on; returns the markers on no line, by look.

    A few that stand in gaps of the only line that has others of their look are points of it without neighbours.
    """
    alone: list[list[Marked]] = []
    for group in by_look(symbols):
        way, owners = _owners(group, lines, unit)
        rest = []
        for symbol, owner in zip(group, owners, strict=True):
            marked = Marked(symbol, symbol.centers[min(way, len(symbol.centers) - 1)])
            if owner is None:
                rest.append(marked)
            else:
                lines[owner][2].append(marked)
        if len(rest) > (1 - MOST) * len(group):
            alone.append(rest)
        elif len(only := {owner for owner in owners if owner is not None}) == 1:
            points, color, on_line = lines[only.pop()]
            on_line += [m for m in rest if _same(m.symbol.color, color) and not _covers(points, m.center[0])]
    for points, _, found in lines:
        looks = by_look([m.symbol for m in found])
        lone = [id(look[0]) for look in looks if len(look) == 1 and len(points) > FEW]
        found[:] = _without_bars([m for m in found if id(m.symbol) not in lone], unit)
    return alone


def _without_bars(marked: Sequence[Marked], unit: float) -> list[Marked]:
    """The markers without crosses at the places of others, which are their error bars."""
    faces = [m for m in marked if m.symbol.form not in STROKED]
    near = ON_LINE * unit
    return [
        m
        for m in marked
        if m.symbol.form not in STROKED
        or all(max(abs(m.center[0] - f.center[0]), abs(m.center[1] - f.center[1])) > near for f in faces)
    ]


def by_look(symbols: Sequence[Symbol]) -> list[list[Symbol]]:
    """The markers in groups of copies, each in drawing order."""
    groups: list[list[Symbol]] = []
    for symbol in symbols:
        group = next((g for g in groups if g[0].like(symbol)), None)
        if group is None:
            groups.append([symbol])
        else:
            group.append(symbol)
    return groups


def _owners(group: Sequence[Symbol], lines: Sequence[Candidate], unit: float) -> tuple[int, list[int | None]]:
    """Which of their places the markers are meant by, and for each marker the index of its line.

    The places that a marker may be meant by are tried in turn; the one by which most markers lie on points wins, and of
    several the one by which they lie on them best.
    """
    ways = max(len(s.centers) for s in group)
    best: tuple[float, int, list[int | None]] = (-1.0, 0, [None] * len(group))
    for way in range(ways):
        centers = np.array([s.centers[min(way, len(s.centers) - 1)] for s in group])
        near = np.array([_distances(centers, points) for points, _, _ in lines]).reshape(len(lines), len(group))
        on = near <= ON_LINE * unit
        own = np.array([_same(color, group[0].color) for _, color, _ in lines])
        if not len(lines):
            return way, [None] * len(group)
        share = on.mean(axis=1) + OWN_COLOR * own * on.any(axis=1)
        ranked = np.where(on, share[:, None] - 0.1 * near / (ON_LINE * unit), -np.inf)
        owners: list[int | None] = [
            int(np.argmax(column)) if np.isfinite(column).any() else None for column in ranked.T
        ]
        owners = [o if o is not None and (own[o] or on[o].mean() >= MOST) else None for o in owners]
        off = [min(1.0, near[o, k] / (ON_LINE * unit)) for k, o in enumerate(owners) if o is not None]
        score = float(np.mean([o is not None for o in owners])) - OFF * float(np.mean(off or [0.0])) - 0.001 * way
        if score > best[0] + 1e-9:
            best = (score, way, owners)
    return best[1], best[2]


def _same(a: Rgb, b: Rgb) -> bool:
    return max(abs(one - other) for one, other in zip(a, b, strict=True)) <= 6


def _covers(line: Points, x: float) -> bool:
    """Whether a segment of a line passes a place of x."""
    a, b = line[:-1, 0], line[1:, 0]
    return bool(((np.minimum(a, b) <= x) & (x <= np.maximum(a, b))).any())


def _distances(centers: Points, line: Points) -> np.ndarray:
    """From each centre to the nearest segment of a line, (n,)."""
    a, b = line[:-1], line[1:]
    whole = np.isfinite(a).all(axis=1) & np.isfinite(b).all(axis=1)
    a, step = a[whole], (b - a)[whole]
    if not len(a):
        return np.full(len(centers), np.inf)
    square = np.maximum((step**2).sum(axis=1), 1e-12)
    out = np.empty(len(centers))
    for i, center in enumerate(centers):
        t = np.clip(((center - a) * step).sum(axis=1) / square, 0, 1)
        out[i] = float(np.hypot(*(center - a - t[:, None] * step).T).min())
    return out
