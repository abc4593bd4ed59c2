"""Legends of a scene: names with the strokes, markers and patches that stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from extractors.geometry import Box, bounding, connected
from extractors.legend import Legend
from extractors.legend_entry import LegendEntry
from extractors.legend_symbols import with_symbols
from extractors.panel_boxes import Panel
from extractors.vector.scene import Paint, Rgb, Shape, Word
from extractors.vector.strokes import Segment, is_rectangle
from extractors.vector.swatches import find_swatches, is_patch
from extractors.vector.symbols import Symbol

# lengths in text heights
BESIDE = 3.5  # from a swatch to its name
LEVEL = 0.55  # by which the middles of swatch and name may differ
PITCH = 4.0  # between the rows of a legend
KEY = 1.6  # the same in swatches of one width, which keys that are squares hold nearly from side to side
ALIKE = 0.1  # of their width, by which such swatches may differ
ROW_GAP = 9.0  # between entries that stand side by side
IN_LINE = 0.1  # the same of markers of a column, which are drawn around one line
COLUMN = 0.6  # by which swatches of one column may be out of line
# A dash of at most this many stroke widths is a dot.
DOT = 1.7


@dataclass(frozen=True, eq=False)
class Key:
    """An entry with what was drawn for it: the paint of its line, its marker and the fill of its patch."""

    entry: LegendEntry
    line: Paint | None
    symbol: Symbol | None
    patch: Rgb | None
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, eq=False)
class KeyedLegend:
    """A legend with the keys of its entries, in the same order."""

    legend: Legend
    keys: tuple[Key, ...]


def find_keys(
    words: Sequence[Word],
    shapes: Sequence[Shape],
    segments: Sequence[Segment],
    symbols: Sequence[Symbol],
    panels: Sequence[Panel],
    unit: float,
) -> list[KeyedLegend]:
    """All legends in reading order; ``words`` are those that are no tick labels."""
    lines = find_swatches(segments, symbols, panels, unit)
    patches = [s for s in shapes if is_patch(s, unit)]
    upright = [w for w in words if w.rotation == 0 and w.string.strip()]
    best: list[KeyedLegend] = []
    for side in (-1, 1):
        key_of = partial(_key, lines=lines, patches=patches, symbols=symbols, words=upright, unit=unit, side=side)
        keys = _in_columns([(w, k) for w in upright if (k := key_of(w)) is not None], key_of, unit)
        best += [_legend(group, shapes, words, unit) for group in _groups(keys, panels, unit)]
    chosen: list[KeyedLegend] = []
    for found in sorted(best, key=lambda f: (-len(f.keys), -sum(k.line is not None for k in f.keys))):
        taken = {id(s) for c in chosen for k in c.keys for s in k.shapes}
        names = [k.entry.text_box for c in chosen for k in c.keys]
        if any(id(s) in taken for k in found.keys for s in k.shapes) or any(
            k.entry.text_box in names for k in found.keys
        ):
            continue
        if _is_plausible(found, panels, unit):
            chosen.append(found)
    return sorted(chosen, key=lambda f: (f.legend.box.y0, f.legend.box.x0))


def dash_name(paint: Paint) -> str:
    """The class of a dash pattern: solid, dashed, dotted or dashdot."""
    dashes = paint.dash[: len(paint.dash) // 2 * 2] or paint.dash * 2
    if not dashes or sum(dashes[1::2]) <= 0:
        return "solid"
    width = max(paint.width, 1e-6)
    drawn = [d / width for d in dashes[::2]]
    short = [d <= DOT for d in drawn]
    if all(short):
        return "dotted"
    return "dashdot" if any(short) or max(drawn) > 1.8 * min(drawn) else "dashed"


def _key(
    word: Word,
    lines: Sequence[Sequence[Segment]],
    patches: Sequence[Shape],
    symbols: Sequence[Symbol],
    words: Sequence[Word],
    unit: float,
    side: int,
    column: float | None = None,
) -> Key | None:
    """The key on one side of a name (-1: left, 1: right), or None; ``lines`` are strokes, the likelier swatches first.

    Of markers without a line the one with its middle at ``column`` is meant, else the nearest.
    """
    height = max(unit, min(word.box.height, 2 * unit))
    middle = word.box.cy if word.baseline is None else word.baseline - 0.34 * word.size
    level = LEVEL * height
    wall = _wall(word, words, height, side)

    def stands(box: Box) -> bool:
        gap = word.box.x0 - box.x1 if side < 0 else box.x0 - word.box.x1
        free = box.x0 >= wall if side < 0 else box.x1 <= wall
        return free and -0.15 * height <= gap <= BESIDE * height and abs(box.cy - middle) <= level

    def gap(box: Box) -> float:
        return word.box.x0 - box.x1 if side < 0 else box.x0 - word.box.x1

    beside = [s for s in symbols if stands(s.box)]
    standing = next((found for kind in lines if (found := [s for s in kind if stands(_extent(s))])), [])
    line = min(standing, key=lambda s: gap(_extent(s)), default=None)
    own = [p for p in patches if stands(p.box) and (line is None or _lies_behind(p.box, line))]
    patch = min(own, key=lambda p: gap(p.box), default=None)
    near = beside if line is None else [s for s in symbols if s in beside or _sits_on(s, line)]
    if column is not None and line is None:
        near = [s for s in near if abs(s.box.cx - column) <= IN_LINE * unit] or near
    symbol = min(near, key=lambda s: abs(s.box.cx - _extent(line).cx) if line else gap(s.box), default=None)
    if line is not None and symbol is not None and not _sits_on(symbol, line):
        symbol = None
    if symbol is not None and patch is not None and any(s is patch for s in symbol.shapes):
        patch = None if symbol.form != "square" or symbol.size < 1.2 * unit else patch
    if line is None and symbol is None and patch is None:
        return None
    drawn: list[Shape] = [line.shape] if line is not None else []
    drawn += list(symbol.shapes) if symbol is not None else []
    drawn += [patch] if patch is not None else []
    if line is not None:  # a dashed swatch may be drawn dash by dash, and a band lies behind its line
        drawn += [s.shape for s in standing if s.shape.paint == line.shape.paint]
    boxes = [_extent(line)] if line is not None else []
    boxes += [symbol.box] if symbol is not None else []
    boxes += [patch.box] if patch is not None and line is None and symbol is None else []
    paint = line.shape.paint if line is not None else None
    color = (paint.stroke if paint else symbol.color if symbol else patch.paint.fill if patch else None) or (0, 0, 0)
    entry = LegendEntry(
        name=word.string,
        text_box=word.box,
        swatch=bounding(boxes),
        color=color,
        dash=dash_name(paint) if paint is not None else "solid",
        marker=symbol.form if symbol is not None else None,
        has_line=line is not None,
        is_patch=line is None and symbol is None,
        stroke=paint.width if paint is not None else 1.0,
        confidence=word.confidence,
        marker_size=symbol.size if symbol is not None else 0.0,
    )
    return Key(entry, paint, symbol, patch.paint.fill if patch is not None else None, tuple(dict.fromkeys(drawn)))


def _extent(segment: Segment) -> Box:
    return Box(segment.start, segment.at, segment.stop, segment.at)


def _lies_behind(patch: Box, line: Segment) -> bool:
    """Whether a patch is the band of a line, and no square marker that happens to be beside it."""
    return min(patch.x1, line.stop) - max(patch.x0, line.start) >= 0.5 * line.length


def _sits_on(symbol: Symbol, line: Segment) -> bool:
    on = abs(symbol.box.cy - line.at) <= 0.3 * symbol.size + 1e-6
    return on and line.start - 0.1 * symbol.size <= symbol.box.cx <= line.stop + 0.1 * symbol.size


def _wall(word: Word, words: Sequence[Word], height: float, side: int) -> float:
    """Where the next word of the row begins, beyond which no swatch is this one's."""
    row = [w for w in words if w is not word and abs(w.box.cy - word.box.cy) <= 0.5 * height]
    if side < 0:
        return max((w.box.x1 for w in row if w.box.x1 <= word.box.x0), default=-np.inf)
    return min((w.box.x0 for w in row if w.box.x0 >= word.box.x1), default=np.inf)


def _in_columns(pairs: Sequence[tuple[Word, Key]], key_of: Callable[..., Key | None], unit: float) -> list[Key]:
    """The keys, markers out of line with those of other names sought anew: one of the data may be nearer to a name."""
    alone = [k.entry.swatch.cx for _, k in pairs if k.line is None]
    near = IN_LINE * unit
    columns = [x for x in alone if sum(abs(x - other) <= near for other in alone) > 1]
    keys = []
    for word, key in pairs:
        column = min(columns, key=partial(_off, key.entry.swatch.cx), default=None)
        again = key_of(word, column=column) if key.line is None and column is not None else key
        keys.append(again or key)
    return keys


def _groups(keys: Sequence[Key], panels: Sequence[Panel], unit: float) -> list[list[Key]]:
    return connected(keys, lambda one, other: _linked(one, other, panels, unit))


def _off(place: float, other: float) -> float:
    return abs(place - other)


def _linked(a: Key, b: Key, panels: Sequence[Panel], unit: float) -> bool:
    if _panel_of(a.entry.text_box, panels) != _panel_of(b.entry.text_box, panels):
        return False
    height = max(unit, a.entry.text_box.height, b.entry.text_box.height)
    pitch = abs(a.entry.text_box.cy - b.entry.text_box.cy)
    if pitch <= 0.5 * height:
        first, second = sorted((a.entry.box, b.entry.box), key=lambda box: box.x0)
        return second.x0 - first.x1 <= ROW_GAP * height
    one, other = a.entry.swatch, b.entry.swatch
    aligned = abs(one.cx - other.cx) <= COLUMN * height
    alike = abs(one.width - other.width) <= ALIKE * max(one.width, other.width)
    return aligned and pitch <= max(PITCH * height, KEY * one.width if alike else 0.0)


def _panel_of(box: Box, panels: Sequence[Panel]) -> int | None:
    holding = [i for i, panel in enumerate(panels) if panel.box.holds(box.cx, box.cy)]
    return min(holding, key=lambda i: panels[i].box.area, default=None)


def _legend(group: Sequence[Key], shapes: Sequence[Shape], words: Sequence[Word], unit: float) -> KeyedLegend:
    rows = _with_symbols(sorted(group, key=lambda k: (round(k.entry.text_box.cy / unit), k.entry.text_box.x0)))
    content = bounding(k.entry.box for k in rows)
    frame = _frame(content, shapes, unit)
    above = [
        w
        for w in words
        if all(w.box != k.entry.text_box for k in rows)
        and w.rotation == 0
        and (frame.holds(w.box.cx, w.box.cy) if frame is not None else _heads(w.box, content, unit))
    ]
    title = min(above, key=lambda w: w.box.y0, default=None)
    box = frame or (content if title is None else content.joined(title.box))
    legend = Legend(box, tuple(k.entry for k in rows), None if title is None else title.string, frame is not None)
    return KeyedLegend(legend, tuple(rows))


def _with_symbols(keys: Sequence[Key]) -> list[Key]:
    """The keys with Greek letters where a reader took them for others; names that stand in the file stay."""
    entries = with_symbols([k.entry for k in keys])
    return [replace(k, entry=e) if k.entry.confidence < 1 else k for k, e in zip(keys, entries, strict=True)]


def _heads(box: Box, content: Box, unit: float) -> bool:
    return 0 <= content.y0 - box.y1 <= 1.6 * unit and abs(box.x0 - content.x0) <= unit


def _frame(content: Box, shapes: Sequence[Shape], unit: float) -> Box | None:
    """The smallest rectangle close around the content."""
    around = [
        s.box
        for s in shapes
        if is_rectangle(s, unit)
        and s.box.overlap(content.grown(0.5)) >= 0.97 * content.grown(0.5).area
        and s.box.width <= content.width + 6 * unit
        and s.box.height <= content.height + 8 * unit
    ]
    return min(around, key=lambda b: b.area, default=None)


def _is_plausible(found: KeyedLegend, panels: Sequence[Panel], unit: float) -> bool:
    """Whether this is a legend and not words that happen to stand beside a stroke or marker."""
    entries = found.legend.entries
    inside = _panel_of(found.legend.box, panels) is not None
    lined = sum(e.has_line for e in entries)
    if len(entries) > 1:
        return lined > 1 or found.legend.framed or not inside or any(e.marker for e in entries)
    only = entries[0]
    long = only.swatch.width >= 0.8 * unit
    return (only.has_line and long) or found.legend.framed or (only.is_patch and not inside)
