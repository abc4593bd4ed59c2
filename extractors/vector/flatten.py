"""Path commands to polylines: Bézier curves and elliptical arcs are flattened."""

from __future__ import annotations

import math

import numpy as np

from extractors.vector.scene import Points

# No flattened curve is farther from the true one than this, in units of the file: a hundredth of a hair line.
TOLERANCE = 0.005
MOST_PIECES = 200

Point = tuple[float, float]
# (a, b, c, d, e, f) as in PDF and SVG: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def cubic(p0: Point, p1: Point, p2: Point, p3: Point, zoom: float = 1.0) -> Points:
    """Points of a cubic Bézier curve after its start, (n, 2); ``zoom``: units of the file per unit of the points.

    The number of pieces follows from the bound on the distance between a curve and its chord by its second
    differences.
    """
    control = np.array((p0, p1, p2, p3), dtype=np.float64)
    bend = zoom * float(np.hypot(*np.diff(control, n=2, axis=0).T).max())
    pieces = int(np.clip(math.ceil(math.sqrt(0.75 * bend / TOLERANCE)), 1, MOST_PIECES))
    t = np.linspace(0, 1, pieces + 1)[1:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return np.asarray(weights @ control)


def quadratic(p0: Point, p1: Point, p2: Point, zoom: float = 1.0) -> Points:
    """Points of a quadratic Bézier curve after its start, (n, 2)."""
    first = (p0[0] + 2 / 3 * (p1[0] - p0[0]), p0[1] + 2 / 3 * (p1[1] - p0[1]))
    second = (p2[0] + 2 / 3 * (p1[0] - p2[0]), p2[1] + 2 / 3 * (p1[1] - p2[1]))
    return cubic(p0, first, second, p2, zoom)


def arc(start: Point, radii: Point, turn: float, large: bool, sweep: bool, end: Point, zoom: float = 1.0) -> Points:
    """Points of an elliptical arc after its start, (n, 2), by the conversion in appendix B.2.4 of SVG 2."""
    (x1, y1), (x2, y2) = start, end
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end or rx == 0 or ry == 0:
        return np.array([end], dtype=np.float64)
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    u, v = cos * dx + sin * dy, cos * dy - sin * dx
    grow = (u / rx) ** 2 + (v / ry) ** 2
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    square = max(0.0, (rx * ry) ** 2 - (rx * v) ** 2 - (ry * u) ** 2) / ((rx * v) ** 2 + (ry * u) ** 2)
    root = math.sqrt(square) * (1 if large != sweep else -1)
    cu, cv = root * rx * v / ry, -root * ry * u / rx
    first = math.atan2((v - cv) / ry, (u - cu) / rx)
    swept = math.atan2((-v - cv) / ry, (-u - cu) / rx) - first
    if sweep and swept < 0:
        swept += 2 * math.pi
    elif not sweep and swept > 0:
        swept -= 2 * math.pi
    step = 2 * math.acos(max(0.0, 1 - TOLERANCE / max(zoom * max(rx, ry), 2 * TOLERANCE)))
    pieces = int(np.clip(math.ceil(abs(swept) / step), 1, MOST_PIECES))
    angle = first + swept * np.linspace(0, 1, pieces + 1)[1:]
    across, up = rx * np.cos(angle) + cu, ry * np.sin(angle) + cv
    points = np.column_stack((cos * across - sin * up + (x1 + x2) / 2, sin * across + cos * up + (y1 + y2) / 2))
    points[-1] = end
    return points


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def moved(matrix: Matrix, points: Points) -> Points:
    """The points (n, 2) after the matrix."""
    a, b, c, d, e, f = matrix
    x, y = points[:, 0], points[:, 1]
    return np.column_stack((a * x + c * y + e, b * x + d * y + f))


def zoom_of(matrix: Matrix) -> float:
    """By how much the matrix enlarges lengths, as the root of what it does to areas."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
