"""The grammars of SVG attributes: path data, transforms, lengths and lists of numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import numpy as np

from extractors.vector.flatten import IDENTITY, Matrix, Point, arc, cubic, quadratic, times
from extractors.vector.scene import Points

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TOKEN = re.compile(r"[\s,]*(?:([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")
_FLAG = re.compile(r"[\s,]*()([01])")
_FUNCTION = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|rem|%)?\s*")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def numbers(text: str | None) -> list[float]:
    """All numbers of a list, whatever stands between them."""
    return [float(n) for n in _NUMBER.findall(text or "")]


def length(text: str | None, whole: float = 0.0, size: float = 16.0, default: float = 0.0) -> float:
    """A length in pixels; ``whole`` is what percentages are of, ``size`` the font size."""
    match = _LENGTH.fullmatch(text or "")
    if match is None:
        return default
    value, unit = float(match[1]), match[2] or "px"
    if unit == "%":
        return value / 100 * whole
    if unit in ("em", "rem"):
        return value * size
    if unit == "ex":
        return value * size / 2
    return value * _PIXELS[unit]


def transform(text: str | None) -> Matrix:
    """The matrix of a transform attribute; what cannot be read is left out."""
    matrix = IDENTITY
    for name, arguments in _FUNCTION.findall(text or ""):
        matrix = times(matrix, _function(name, numbers(arguments)))
    return matrix


def _function(name: str, n: Sequence[float]) -> Matrix:
    if name == "matrix" and len(n) == 6:
        return n[0], n[1], n[2], n[3], n[4], n[5]
    if name == "translate" and n:
        return 1.0, 0.0, 0.0, 1.0, n[0], n[1] if len(n) > 1 else 0.0
    if name == "scale" and n:
        return n[0], 0.0, 0.0, n[1] if len(n) > 1 else n[0], 0.0, 0.0
    if name == "rotate" and n:
        cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
        turn: Matrix = (cos, sin, -sin, cos, 0.0, 0.0)
        if len(n) == 3:
            return times(times((1, 0, 0, 1, n[1], n[2]), turn), (1, 0, 0, 1, -n[1], -n[2]))
        return turn
    if name in ("skewX", "skewY") and n:
        tan = math.tan(math.radians(n[0]))
        return (1.0, 0.0, tan, 1.0, 0.0, 0.0) if name == "skewX" else (1.0, tan, 0.0, 1.0, 0.0, 0.0)
    return IDENTITY


def subpaths(data: str, zoom: float = 1.0) -> Iterator[tuple[Points, bool]]:
    """The subpaths of path data, flattened, and whether each is closed; reading ends at the first error, as in SVG."""
    pen = _Pen(zoom)
    for command, arguments in _commands(data):
        if command.lower() == "m" and len(pen.points) > 1:
            yield np.array(pen.points, dtype=np.float64), False
        if command.lower() == "z":
            if len(pen.points) > 1:
                yield np.array([*pen.points, pen.points[0]], dtype=np.float64), True
            pen.restart()
            continue
        pen.draw(command, arguments)
    if len(pen.points) > 1:
        yield np.array(pen.points, dtype=np.float64), False


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with one set of its arguments; further pairs after a move are lines."""
    command, waiting = "", list[float]()
    place = 0
    while match := (_FLAG if command in "Aa" and len(waiting) in (3, 4) and command else _TOKEN).match(data, place):
        letter, number, place = match[1], match[2], match.end()
        if letter:
            command, waiting = letter, []
            if letter in "Zz":
                yield letter, []
                command = ""
            continue
        if not command:
            return
        waiting.append(float(number))
        if len(waiting) == _ARGUMENTS[command.lower()]:
            yield command, waiting
            waiting = []
            command = {"M": "L", "m": "l"}.get(command, command)


class _Pen:
    """Where drawing has come to."""

    def __init__(self, zoom: float) -> None:
        self.zoom = zoom
        self.points: list[Point] = []
        self.start: Point = (0.0, 0.0)
        self.at: Point = (0.0, 0.0)
        self.handle: Point | None = None  # the last control point, for smooth curves
        self.last = ""

    def restart(self) -> None:
        """After a closed subpath the next one begins at its start."""
        self.at, self.points, self.last = self.start, [], "z"

    def draw(self, command: str, n: Sequence[float]) -> None:
        """One command with its arguments."""
        kind, relative = command.lower(), command.islower()
        ox, oy = self.at if relative else (0.0, 0.0)
        if kind in "hv":
            x, y = (n[0] + ox, self.at[1]) if kind == "h" else (self.at[0], n[0] + oy)
            pairs = [(x, y)]
        elif kind == "a":
            pairs = [(n[5] + ox, n[6] + oy)]
        else:
            pairs = [(n[k] + ox, n[k + 1] + oy) for k in range(0, len(n), 2)]
        if kind == "m":
            self.points, self.start = [pairs[0]], pairs[0]
        else:
            if not self.points:
                self.points = [self.at]
            self.points += self._curve(kind, pairs, n)
        self.at, self.last = pairs[-1], kind

    def _curve(self, kind: str, pairs: list[Point], n: Sequence[float]) -> list[Point]:
        if kind in "lhv":
            return [pairs[-1]]
        if kind == "a":
            bent = arc(self.at, (n[0], n[1]), n[2], n[3] != 0, n[4] != 0, pairs[-1], self.zoom)
        elif kind in "cs":
            first = pairs[0] if kind == "c" else self._mirrored("cs")
            self.handle = pairs[-2]
            bent = cubic(self.at, first, pairs[-2], pairs[-1], self.zoom)
        else:
            handle = pairs[0] if kind == "q" else self._mirrored("qt")
            self.handle = handle
            bent = quadratic(self.at, handle, pairs[-1], self.zoom)
        return [(float(x), float(y)) for x, y in bent]

    def _mirrored(self, kinds: str) -> Point:
        """The last control point mirrored at the pen, or the pen itself after another kind of command."""
        if self.handle is None or self.last not in kinds or not self.last:
            return self.at
        return 2 * self.at[0] - self.handle[0], 2 * self.at[1] - self.handle[1]
