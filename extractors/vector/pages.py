"""The figures on a page: where they lie, what belongs to them, and their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.geometry import Box, bounding
from extractors.vector.scene import Raster, Scene, Shape, Word

_CAPTION = re.compile(r"\s*(?:Figure|Fig\.?|FIGURE|FIG\.?|Abb\.?|Abbildung)\s*[A-Z]?\d+\b")
# What begins a caption, and no sentence about the figure, which says more behind the number.
_NUMBERED = re.compile(_CAPTION.pattern + r"[a-z]?\s*[:.|–—]")
# Shares of a page: one drawing over so much of it and no caption is a figure by itself; an image over so much of a page
# without words is a scan; smaller drawings and images are rules, logos and icons.
# An image under words and almost no drawing is a scan that was read, where it covers the page.
ALONE, SCAN, LEAST_SHARE, ALL, FEW = 0.3, 0.7, 0.08, 0.9, 5
# In text heights of the page: drawings nearer than this are one, words nearer than this to a drawing belong to it, and
# the lines of a caption follow one another and their figure within these.
GAP, NEAR_WORD, LINE, CAPTION_GAP, MARGIN = 4.0, 3.5, 2.2, 6.0, 0.5
MOST_CAPTION_LINES = 15
# A line of at least so many words is a paragraph's.
PARAGRAPH = 9


@dataclass(frozen=True, eq=False)
class PageFigure:
    """A figure of a page: its box in the page's units, its caption, its scene from its own corner, or its image.

    ``scene`` is None where there is a caption, but no drawing or image that it could belong to.
    """

    box: Box | None
    caption: str | None
    scene: Scene | None
    raster: Raster | None = None


def figures_of_page(scene: Scene) -> list[PageFigure]:
    """The figures of a page in reading order; a page that is a drawing as a whole is one figure without a box."""
    unit = _unit(scene)
    captions = _captions(scene.words, unit)
    regions = _regions(scene, unit)
    whole = Box(0.0, 0.0, scene.width, scene.height)
    prose = sum(len(w.string.split()) >= PARAGRAPH for w in scene.words)
    words = [] if prose else [w.box for w in scene.words]  # all print is that of drawings
    if regions and not captions and prose < PARAGRAPH and bounding([*regions, *words]).area >= ALONE * whole.area:
        return [PageFigure(None, None, scene, _only_raster(scene, whole))]
    taken = {id(w) for lines in captions for w in lines}
    figures, used = [], list[list[Word]]()
    regions = _joined_to_captioned(regions, captions, scene.words, unit)
    for region in sorted(regions, key=lambda box: (round(box.cy / (4 * unit)), box.x0)):
        lines = _caption_of(region, captions, unit)
        used += [lines] if lines else []
        free = [w for w in scene.words if id(w) not in taken and len(w.string.split()) < PARAGRAPH]
        box = _padded(_with_words(region, free, [b for b in regions if b is not region], unit), whole, unit)
        caption = " ".join(w.string for w in lines) if lines else None
        figures.append(PageFigure(box, caption, _cut(scene, box, free), _only_raster(scene, box)))
    alone = [lines for lines in captions if lines not in used and _NUMBERED.match(lines[0].string)]
    return figures + [PageFigure(None, " ".join(w.string for w in lines), None) for lines in alone]


def is_scan(scene: Scene) -> bool:
    """Whether a page is an image of a page and nothing else but words that were read from it and lie unseen on it."""
    covered = max((r.box.area for r in scene.rasters), default=0.0) / (scene.width * scene.height)
    return (covered >= SCAN and not scene.words) or (covered >= ALL and len(scene.shapes) < FEW)


def _unit(scene: Scene) -> float:
    heights = [0.72 * w.size for w in scene.words if w.rotation == 0 for _ in w.string]
    return float(np.median(heights)) if heights else 0.01 * scene.height


def _regions(scene: Scene, unit: float) -> list[Box]:
    """The boxes of drawings and images that are large enough to be figures, those put together that touch."""
    boxes = [*(_seen(s) for s in scene.shapes), *(r.box for r in scene.rasters)]
    page = scene.width * scene.height
    grown = [b.grown(GAP / 2 * unit) for b in boxes if b.area < 0.9 * page and not _is_rule(b, scene, unit)]
    merged: list[Box] = []
    for box in sorted(grown, key=lambda b: -b.area):
        touching = [m for m in merged if m.overlap(box) > 0]
        if len(touching) == 1 and touching[0].overlap(box) >= 0.999 * box.area:
            continue
        merged = [m for m in merged if m not in touching] + [bounding([box, *touching])]
    merged = _settled(merged)
    shrunk = [m.grown(-GAP / 2 * unit) for m in merged]
    return [b for b in shrunk if min(b.width / scene.width, b.height / scene.height) >= LEAST_SHARE]


def _settled(boxes: list[Box]) -> list[Box]:
    """Boxes joined until none overlap."""
    for i, box in enumerate(boxes):
        for other in boxes[i + 1 :]:
            if box.overlap(other) > 0:
                rest = [b for b in boxes if b is not box and b is not other]
                return _settled([*rest, box.joined(other)])
    return boxes


def _seen(shape: Shape) -> Box:
    box, clip = shape.box, shape.clip
    if clip is None:
        return box
    x0, y0 = max(box.x0, clip.x0), max(box.y0, clip.y0)
    return Box(x0, y0, max(x0, min(box.x1, clip.x1)), max(y0, min(box.y1, clip.y1)))


def _is_rule(box: Box, scene: Scene, unit: float) -> bool:
    """A line across a column, as in tables and above footnotes."""
    return box.height < 0.2 * unit and box.width > 0.15 * scene.width and not _has_ends_met(box, scene, unit)


def _has_ends_met(box: Box, scene: Scene, unit: float) -> bool:
    """Whether an upright stroke begins or ends on a level one: then it is a side of a plot."""
    near = box.grown(0.3 * unit)
    ups = (s.box for s in scene.shapes if s.box.width < 0.2 * unit and s.box.height > unit)
    return any(near.holds(b.cx, b.y0) or near.holds(b.cx, b.y1) for b in ups)


def _captions(words: Sequence[Word], unit: float) -> list[list[Word]]:
    """The lines of each caption, from the one that numbers the figure to where the text ends or a gap comes."""
    found = []
    for first in words:
        if first.rotation != 0 or not _CAPTION.match(first.string):
            continue
        lines = [first]
        for word in sorted((w for w in words if w.rotation == 0), key=lambda w: (w.box.cy, w.box.x0)):
            last = lines[-1]
            below = 0 < word.box.cy - last.box.cy <= LINE * unit and abs(word.size - first.size) <= 0.1 * first.size
            within = word.box.x0 >= min(w.box.x0 for w in lines) - 3 * unit and word.box.x0 <= last.box.x1
            if below and within and len(lines) < MOST_CAPTION_LINES and not _CAPTION.match(word.string):
                lines.append(word)
        found.append(lines)
    return found


def _joined_to_captioned(
    regions: Sequence[Box], captions: Sequence[list[Word]], words: Sequence[Word], unit: float
) -> list[Box]:
    """The regions, those without a caption put to the one with a caption that they stand beside or above.

    Panels of a figure may lie far apart; what has prose between is another figure.
    """
    with_caption = [region for region in regions if _caption_of(region, captions, unit) is not None]
    prose = [w.box for w in words if w.rotation == 0 and len(w.string.split()) >= PARAGRAPH]
    found = {id(region): region for region in with_caption}
    alone = []
    for region in (region for region in regions if id(region) not in found):
        near = [own for own in with_caption if _is_beside(region, own) or _is_above(region, own)]
        near = [own for own in near if not any(region.joined(own).holds(b.cx, b.cy) for b in prose)]
        best = min(near, key=lambda own: region.joined(own).area, default=None)
        if best is None:
            alone.append(region)
        else:
            found[id(best)] = found[id(best)].joined(region)
    return _settled([*found.values(), *alone])


def _is_beside(region: Box, other: Box) -> bool:
    return min(region.y1, other.y1) - max(region.y0, other.y0) >= 0.5 * min(region.height, other.height)


def _is_above(region: Box, other: Box) -> bool:
    shared = min(region.x1, other.x1) - max(region.x0, other.x0)
    return region.y1 <= other.cy and shared >= 0.5 * min(region.width, other.width)


def _caption_of(region: Box, captions: Sequence[list[Word]], unit: float) -> list[Word] | None:
    """The caption below the region, or the one above it, as near as can be."""

    def gap(lines: list[Word]) -> float:
        box = bounding(w.box for w in lines)
        if min(box.x1, region.x1) <= max(box.x0, region.x0):
            return float("inf")
        under, over = box.y0 - region.y1, region.y0 - box.y1
        return under if under >= -unit else over if over >= -unit else float("inf")

    near = [lines for lines in captions if gap(lines) <= CAPTION_GAP * unit]
    return min(near, key=lambda lines: (bounding(w.box for w in lines).cy < region.cy, gap(lines)), default=None)


def _with_words(region: Box, words: Sequence[Word], others: Sequence[Box], unit: float) -> Box:
    """The region with the words around it: tick labels, axis labels and titles, step by step outwards."""
    box = region
    for _ in range(3):
        near = [w.box for w in words if w.box.overlap(box.grown(NEAR_WORD / 2 * unit)) > 0]
        near = [b for b in near if not any(o.overlap(b) > 0 for o in others)]
        box = bounding([box, *near])
    return box


def _padded(box: Box, page: Box, unit: float) -> Box:
    """The box with a margin, since print that touches the edge of a picture is hard to read."""
    wide = box.grown(MARGIN * unit)
    return Box(max(wide.x0, page.x0), max(wide.y0, page.y0), min(wide.x1, page.x1), min(wide.y1, page.y1))


def _cut(scene: Scene, box: Box, words: Sequence[Word]) -> Scene:
    """What lies in a box of the scene, moved to its corner."""
    around = box.grown(1.0)
    dx, dy = -box.x0, -box.y0

    def moved(b: Box) -> Box:
        return Box(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy)

    def shape(s: Shape) -> Shape:
        clip = None if s.clip is None else moved(s.clip)
        anchor = None if s.anchor is None else (s.anchor[0] + dx, s.anchor[1] + dy)
        return Shape(s.points + np.array((dx, dy)), s.closed, s.paint, s.item, clip, anchor, s.symbol)

    def word(w: Word) -> Word:
        anchor = None if w.anchor is None else (w.anchor[0] + dx, w.anchor[1] + dy)
        baseline = None if w.baseline is None else w.baseline + dy
        return replace(w, box=moved(w.box), anchor=anchor, baseline=baseline)

    return Scene(
        box.width,
        box.height,
        tuple(shape(s) for s in scene.shapes if around.holds(_seen(s).cx, _seen(s).cy)),
        tuple(word(w) for w in words if around.holds(w.box.cx, w.box.cy)),
        tuple(replace(r, box=moved(r.box)) for r in scene.rasters if around.holds(r.box.cx, r.box.cy)),
        tuple(shape(s) for s in scene.outlines if around.holds(s.box.cx, s.box.cy)),
    )


def _only_raster(scene: Scene, box: Box) -> Raster | None:
    """The image that a figure is, where it is one and nothing is drawn beside it."""
    images = [r for r in scene.rasters if r.box.overlap(box) > 0.5 * box.area and r.rgb is not None]
    drawn = [s for s in scene.shapes if len(s.points) > 5 and box.holds(s.box.cx, s.box.cy)]
    return images[0] if len(images) == 1 and not drawn else None
