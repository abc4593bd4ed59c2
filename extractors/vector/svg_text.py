"""The text of SVG elements: spans with their places, and how wide letters are where no font is at hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extractors.geometry import Box
from extractors.vector.flatten import Matrix, zoom_of
from extractors.vector.lines import Run
from extractors.vector.scene import box_of
from extractors.vector.svg_path import length, numbers
from extractors.vector.svg_style import Style, color_of
from extractors.vector.tex import decoded

# Advance widths of Helvetica in thousandths of the font size, as in its font metrics; fonts of figures are like it.
_WIDTHS = {
    letter: width
    for letters, width in (
        ("0123456789$?_Labdeghnopqu#", 556), ("ABEKPSVXYvy", 667), (" .,:;!/It\\f[]", 278), ("CDHNRUw", 722),
        ("GOQ", 778), ("FTZ", 611), ("csxkzJ", 500), ("ijl'|", 222), ("-()r{}", 333), ("+=<>~−×±–", 584),
        ("Mm", 833), ("W", 944), ("%", 889), ("@", 1015), ("*°", 390), ('"', 355), ("&", 667), ("·", 278),
    )
    for letter in letters
}  # fmt: skip
_OTHER = 600
# Of the font size: from the baseline up to the top of digits and down to the bottom of g.
ASCENT, DESCENT = 0.72, 0.21
_DESCENDING = frozenset("gjpqy,;()[]{}|_Q$@")
# How far below the point that is given the baseline lies, in font sizes.
_BASELINES = {
    "central": 0.35, "middle": 0.27, "hanging": 0.75, "text-before-edge": 0.85, "text-top": 0.85, "ideographic": -0.2,
    "text-after-edge": -0.2, "mathematical": 0.5,
}  # fmt: skip


@dataclass
class _Pen:
    x: float = 0.0
    y: float = 0.0


@dataclass
class _Piece:
    """Characters that stand where the pen was; ``chunk`` counts the absolute places, at which anchoring starts anew."""

    text: str
    x: float
    y: float
    size: float
    style: Style
    chunk: int
    wide: float | None = None


def text_runs(
    element: Element, style: Style, matrix: Matrix, inner_style: Callable[[Element, Style], Style]
) -> list[Run]:
    """The runs of a text element; ``inner_style`` computes the style of its spans."""
    pen = _Pen()
    pieces: list[_Piece] = []
    counter = [0]
    _collect(element, style, pen, pieces, counter, inner_style, first=True)
    runs: list[Run] = []
    for chunk in sorted({p.chunk for p in pieces}):
        members = [p for p in pieces if p.chunk == chunk and p.text]
        if members:
            runs += _chunk_runs(members, matrix, apart=not runs)
    return runs


def _collect(
    element: Element,
    style: Style,
    pen: _Pen,
    pieces: list[_Piece],
    counter: list[int],
    inner_style: Callable[[Element, Style], Style],
    first: bool = False,
) -> None:
    size = length(style.get("font-size"), default=16.0)
    xs, ys = _lengths(element.get("x"), size), _lengths(element.get("y"), size)
    dx, dy = _lengths(element.get("dx"), size), _lengths(element.get("dy"), size)
    if xs or ys or first:
        counter[0] += 1
    pen.x, pen.y = (xs[0] if xs else pen.x) + (dx[0] if dx else 0.0), (ys[0] if ys else pen.y) + (dy[0] if dy else 0.0)
    shift = _shift(style.get("baseline-shift", ""), size)
    keep = (
        "pre" in style.get("white-space", "")
        or element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    )
    wide = length(element.get("textLength"), default=-1.0)
    if element.text:
        _write(_shown(_tidy(element.text, keep), style), pen, pieces, counter, xs, ys, (size, shift, style), wide)
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in ("tspan", "a"):
            _collect(child, inner_style(child, style), pen, pieces, counter, inner_style)
        if child.tail:
            _write(_shown(_tidy(child.tail, keep), style), pen, pieces, counter, [], [], (size, shift, style), -1.0)


def _write(
    text: str,
    pen: _Pen,
    pieces: list[_Piece],
    counter: list[int],
    xs: Sequence[float],
    ys: Sequence[float],
    look: tuple[float, float, Style],
    wide: float,
) -> None:
    """Text at the pen; with a list of places each character has its own."""
    size, shift, style = look
    if not text:
        return
    if len(xs) > 1 and len(text) > 1:
        for k, char in enumerate(text):
            if k:
                counter[0] += 1
                pen.x, pen.y = xs[min(k, len(xs) - 1)], ys[min(k, len(ys) - 1)] if ys else pen.y
            pieces.append(_Piece(char, pen.x, pen.y - shift, size, style, counter[0]))
        pen.x += advance(text[-1], size)
        return
    span = wide if wide > 0 else advance(text, size)
    pieces.append(_Piece(text, pen.x, pen.y - shift, size, style, counter[0], span))
    pen.x += span


def _chunk_runs(pieces: Sequence[_Piece], matrix: Matrix, apart: bool) -> Iterator[Run]:
    """Pieces that were anchored together, in our plane."""
    widths = [p.wide if p.wide is not None else advance(p.text, p.size) for p in pieces]
    start = pieces[0].x
    total = pieces[-1].x + widths[-1] - start
    anchor = pieces[0].style.get("text-anchor", "start")
    moved_by = {"middle": -total / 2, "end": -total}.get(anchor, 0.0)
    a, b, c, d, e, f = matrix
    angle = round(-math.degrees(math.atan2(b, a))) % 360
    zoom = zoom_of(matrix)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    for k, (piece, width) in enumerate(zip(pieces, widths, strict=True)):
        base = piece.style.get("dominant-baseline", "") or piece.style.get("alignment-baseline", "")
        drop = _BASELINES.get(base, 0.0) * pieces[0].size
        x, y = piece.x + moved_by, piece.y + drop
        low = DESCENT if any(ch in _DESCENDING for ch in piece.text) else 0.0
        lead = advance(piece.text, piece.size) - advance(piece.text.lstrip(), piece.size)
        corners = [(x + s, y + t) for s in (min(lead, width), width) for t in (-ASCENT * piece.size, low * piece.size)]
        box: Box = box_of([(a * u + c * v + e, b * u + d * v + f) for u, v in corners])
        ox, oy = a * x + c * y + e, b * x + d * y + f
        px, py = a * pieces[0].x + c * pieces[0].y + e, b * pieces[0].x + d * pieces[0].y + f
        along, up = ox * cos - oy * sin, -(ox * sin + oy * cos)
        color = color_of(piece.style.get("fill", "black"), piece.style)[0] or (0, 0, 0)
        yield Run(
            piece.text,
            box,
            along,
            along + width * zoom,
            up,
            piece.size * zoom,
            angle,
            color,
            (px, py),
            apart and k == 0,
        )


def advance(text: str, size: float) -> float:
    """About the width of text in a font of that size."""
    return sum(_WIDTHS.get(char, _OTHER) for char in text) / 1000 * size


def _lengths(text: str | None, size: float) -> list[float]:
    if text is None:
        return []
    parts = text.replace(",", " ").split()
    return [length(p, size=size) for p in parts] if parts else numbers(text)


def _shift(text: str, size: float) -> float:
    if text in ("super", "sub"):
        return 0.4 * size if text == "super" else -0.2 * size
    return length(text, whole=size, size=size)


def _shown(text: str, style: Style) -> str:
    """The signs that are seen: TeX's font of symbols has its own at the places of others."""
    return decoded(text, style.get("font-family", ""))


def _tidy(text: str, keep: bool) -> str:
    if keep:
        return text.replace("\n", " ").replace("\t", " ")
    joined = " ".join(text.split())
    return f"{' ' if text[:1].isspace() and joined else ''}{joined}{' ' if text[-1:].isspace() and joined else ''}"
