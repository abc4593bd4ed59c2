"""An SVG document as a scene. Nothing outside the document is ever fetched."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import numpy as np

from extractors.errors import UnreadableImage
from extractors.geometry import Box, bounding
from extractors.vector.flatten import IDENTITY, Matrix, moved, times, zoom_of
from extractors.vector.lines import Run, words_of
from extractors.vector.scene import Points, Raster, Scene, Shape, Word, box_of, meet
from extractors.vector.svg_parse import COMMENT, DEEPEST, parse_svg
from extractors.vector.svg_path import length, numbers, subpaths, transform
from extractors.vector.svg_style import Rule, Style, names_of, paint_of, share, sheet_rules, style_of
from extractors.vector.svg_text import text_runs
from extractors.vector.tex import shown
from schemas.reasons import Reason

MOST_SHAPES = 400_000
MOST_POINTS = 4_000_000
DEFAULT_SIZE = (300.0, 150.0)
# The units of a glyph's outlines to the size of its font, as matplotlib scales them.
GLYPH_UNITS = 100.0
_LABEL = re.compile(r"text_\d+")
# The symbols as which cairo draws glyphs.
_GLYPH = re.compile(r"glyph[-_]?\d+[-_]\d+")
_HREF = "{http://www.w3.org/1999/xlink}href"
_URL = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_SKIPPED = frozenset(
    {"defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "filter", "style",
     "metadata", "title", "desc", "script"}
)  # fmt: skip
# Round shapes as arcs.
_CIRCLE = "M{0} {1}A{2} {3} 0 1 1 {4} {1}A{2} {3} 0 1 1 {0} {1}Z"


def load_svg(data: bytes) -> Scene:
    """The drawing in CSS pixels. Raises :class:`UnreadableImage` where it is damaged, huge or no SVG."""
    root = parse_svg(data)
    width, height = _size(root)
    reader = _Reader.of(root)
    reader.children(root, style_of(root, {}, reader.rules, [names_of(root)]), _view(root, width, height), None, 1.0, 0)
    return Scene(
        width,
        height,
        tuple(reader.shapes),
        (*words_of(reader.runs), *reader.labels),
        tuple(reader.rasters),
        tuple(reader.outlines),
    )


def _size(root: Element) -> tuple[float, float]:
    view = numbers(root.get("viewBox"))
    whole = (view[2], view[3]) if len(view) == 4 else DEFAULT_SIZE
    width, height = (length(root.get(k), whole=w, default=w) for k, w in zip(("width", "height"), whole, strict=True))
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the SVG has no size")
    return width, height


def _view(element: Element, width: float, height: float) -> Matrix:
    """From the units of a viewBox to those around it; the drawing keeps its shape, as by default."""
    view = numbers(element.get("viewBox"))
    if len(view) != 4 or view[2] <= 0 or view[3] <= 0:
        return IDENTITY
    across, up = width / view[2], height / view[3]
    if element.get("preserveAspectRatio", "").strip() != "none":
        across = up = min(across, up)
    dx, dy = (width - across * view[2]) / 2, (height - up * view[3]) / 2
    return across, 0.0, 0.0, up, dx - across * view[0], dy - up * view[1]


@dataclass
class _Reader:
    """Walks through the elements and collects what they draw."""

    ids: Mapping[str, Element]
    rules: list[Rule]
    shapes: list[Shape] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    labels: list[Word] = field(default_factory=list)
    outlines: list[Shape] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)
    path: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    items: int = 0
    groups: int = 0
    points: int = 0
    symbol: tuple[str, tuple[float, float]] | None = None

    @classmethod
    def of(cls, root: Element) -> _Reader:
        ids: dict[str, Element] = {}
        css = []
        for element in root.iter():
            if name := element.get("id"):
                ids.setdefault(name, element)
            if element.tag.rpartition("}")[2] == "style":
                css.append("".join(element.itertext()))
        return cls(ids, sheet_rules("\n".join(css)), path=[names_of(root)])

    def children(
        self, element: Element, style: Style, matrix: Matrix, clip: Box | None, opacity: float, depth: int
    ) -> None:
        for child in element:
            self.visit(child, style, matrix, clip, opacity, depth)

    def visit(
        self, element: Element, outer: Style, matrix: Matrix, clip: Box | None, opacity: float, depth: int
    ) -> None:
        names = names_of(element)
        if names[0] in _SKIPPED or depth > DEEPEST:
            return
        self.path.append(names)
        style = style_of(element, outer, self.rules, self.path)
        if style.get("display") != "none":
            turned = times(matrix, transform(element.get("transform")))
            clip = meet(clip, self._clip(style, turned))
            self._draw(element, names[0], style, turned, clip, opacity * share(style.get("opacity")), depth + 1)
        self.path.pop()

    def _draw(
        self, element: Element, tag: str, style: Style, matrix: Matrix, clip: Box | None, opacity: float, depth: int
    ) -> None:
        if tag == "g" and COMMENT in element.attrib and _LABEL.fullmatch(element.get("id", "")):
            self._label(element, style, matrix, clip, opacity, depth)
        elif tag in ("g", "a", "switch"):
            self.groups += self.symbol is None
            self.children(element, style, matrix, clip, opacity, depth)
            self.groups += self.symbol is None
        elif tag == "svg":
            self._nested(element, style, matrix, clip, opacity, depth)
        elif tag == "use":
            self._use(element, style, matrix, clip, opacity, depth)
        elif tag == "text":
            self._text(element, style, matrix, opacity)
        elif tag == "image":
            x, y, w, h = (length(element.get(k)) for k in ("x", "y", "width", "height"))
            box = meet(box_of(moved(matrix, np.array([(x, y), (x + w, y), (x, y + h), (x + w, y + h)]))), clip)
            self.rasters += [Raster(box)] if box is not None else []
        elif style.get("visibility") not in ("hidden", "collapse"):
            self._shape(element, tag, style, matrix, clip, opacity)

    def _nested(
        self, element: Element, style: Style, matrix: Matrix, clip: Box | None, opacity: float, depth: int
    ) -> None:
        x, y = length(element.get("x")), length(element.get("y"))
        view = numbers(element.get("viewBox"))
        whole = (view[2], view[3]) if len(view) == 4 else (0.0, 0.0)
        width, height = (length(element.get(k), default=w) for k, w in zip(("width", "height"), whole, strict=True))
        moved_to = times(matrix, (1.0, 0.0, 0.0, 1.0, x, y))
        if width > 0 and height > 0 and element.get("overflow") != "visible":
            corners = moved(moved_to, np.array([(0.0, 0.0), (width, height)]))
            clip = meet(clip, box_of(corners))
        self.children(element, style, times(moved_to, _view(element, width, height)), clip, opacity, depth)

    def _use(
        self, element: Element, style: Style, matrix: Matrix, clip: Box | None, opacity: float, depth: int
    ) -> None:
        name = (element.get("href") or element.get(_HREF) or "").removeprefix("#")
        target = self.ids.get(name)
        if target is None:
            return
        inner = times(matrix, (1.0, 0.0, 0.0, 1.0, length(element.get("x")), length(element.get("y"))))
        outer, self.symbol = self.symbol, self.symbol or (name, (inner[4], inner[5]))
        if target.tag.rpartition("}")[2] == "symbol":
            self.path.append(names_of(target))
            within = style_of(target, style, self.rules, self.path)
            self.children(target, within, inner, clip, opacity, depth)
            self.path.pop()
        else:
            self.visit(target, style, inner, clip, opacity, depth)
        self.symbol = outer

    def _label(
        self, element: Element, style: Style, matrix: Matrix, clip: Box | None, opacity: float, depth: int
    ) -> None:
        """A label drawn as outlines beside a comment that says what they show."""
        before = len(self.shapes)
        self.children(element, style, matrix, clip, opacity, depth)
        drawn = self.shapes[before:]
        del self.shapes[before:]
        string = shown(element.get(COMMENT, ""))
        inner = next((child for child in element if child.get("transform")), None)
        if not drawn or not string.strip() or inner is None:
            return
        turned = times(matrix, transform(inner.get("transform")))
        angle = round(math.degrees(math.atan2(-turned[1], turned[0]))) % 360
        box = bounding(s.box for s in drawn)
        color = next((s.paint.fill for s in drawn if s.paint.fill is not None), (0, 0, 0))
        baseline = turned[5] if angle == 0 else None
        size = GLYPH_UNITS * zoom_of(turned)
        self.labels.append(Word(string, box, angle, size, color, None, baseline))

    def _text(self, element: Element, style: Style, matrix: Matrix, opacity: float) -> None:
        if style.get("visibility") in ("hidden", "collapse") or opacity * share(style.get("fill-opacity")) <= 0:
            return

        def inner(child: Element, outer: Style) -> Style:
            return style_of(child, outer, self.rules, [*self.path, names_of(child)])

        self.runs += text_runs(element, style, matrix, inner)

    def _shape(
        self, element: Element, tag: str, style: Style, matrix: Matrix, clip: Box | None, opacity: float
    ) -> None:
        zoom = zoom_of(matrix)
        paint = paint_of(style, opacity, zoom)
        if paint.stroke is None and paint.fill is None:
            return
        self.items += 1
        symbol, anchor = self.symbol if self.symbol is not None else (None, None)
        if anchor is None and "translate" in element.get("transform", ""):
            anchor = (matrix[4], matrix[5])
        for points, closed in _outline(element, tag, zoom):
            self.points += len(points)
            if len(self.shapes) >= MOST_SHAPES or self.points > MOST_POINTS:
                raise UnreadableImage(Reason.IMAGE_TOO_LARGE, "the SVG draws more than can be read")
            shape = Shape(moved(matrix, points), closed, paint, self.items, clip, anchor, symbol, self.groups)
            (self.outlines if _GLYPH.fullmatch(symbol or "") else self.shapes).append(shape)

    def _clip(self, style: Style, matrix: Matrix) -> Box | None:
        """The box around a clip path, in our plane."""
        match = _URL.match(style.get("clip-path", ""))
        target = self.ids.get(match[1]) if match else None
        if target is None or target.tag.rpartition("}")[2] != "clipPath":
            return None
        matrix = times(matrix, transform(target.get("transform")))
        corners = [
            moved(times(matrix, transform(child.get("transform"))), points)
            for child in target
            for points, _ in _outline(child, child.tag.rpartition("}")[2], 1.0)
        ]
        return box_of(np.vstack(corners)) if corners else None


def _outline(element: Element, tag: str, zoom: float) -> Iterator[tuple[Points, bool]]:
    """The subpaths of a basic shape in its own units."""

    def n(name: str) -> float:
        return length(element.get(name))

    if tag == "path":
        yield from subpaths(element.get("d", ""), zoom)
    elif tag == "rect":
        x, y, w, h = n("x"), n("y"), n("width"), n("height")
        if w > 0 and h > 0:
            yield np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], dtype=np.float64), True
    elif tag in ("circle", "ellipse"):
        rx, ry = (n("r"), n("r")) if tag == "circle" else (n("rx"), n("ry"))
        if rx > 0 and ry > 0:
            yield from subpaths(_CIRCLE.format(n("cx") - rx, n("cy"), rx, ry, n("cx") + rx), zoom)
    elif tag == "line":
        yield np.array([(n("x1"), n("y1")), (n("x2"), n("y2"))], dtype=np.float64), False
    elif tag in ("polyline", "polygon"):
        flat = numbers(element.get("points"))
        points = np.array(flat[: len(flat) // 2 * 2], dtype=np.float64).reshape(-1, 2)
        if len(points) > 1:
            yield (np.vstack([points, points[:1]]), True) if tag == "polygon" else (points, False)
