"""Tick labels of the sides of a plot box: found as print beside it, read, and seated on their tick marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.calibration import TickLabel
from extractors.geometry import Box
from extractors.image import Figure
from extractors.numbers import parse_multiplier, parse_offset, parse_number
from extractors.panels import Panel
from extractors.readers import Reading, TextReader
from extractors.strips import Side, Strip, cut_strip, spans
from extractors.text import Text
from extractors.tick_marks import TickMark, find_tick_marks, seat

# All in text heights. Labels begin within REACH of the spine and end within DEPTH of it.
REACH, DEPTH = 3.2, 14.0
# Words of one label stand closer than this, neighbouring labels further apart.
WORD_GAP = 0.62
# Print lower than this is a speck, higher than TALL is turned print or a block of text.
LOW, TALL = 0.35, 1.9
# A box of the text stage and a print are the same label where they share this much.
SAME = 0.55


@dataclass(frozen=True, slots=True)
class LabelPrint:
    """One label beside an axis before it is read: its box, its tick's place along the axis, and whether it has one."""

    box: Box
    px: float
    seated: bool
    turned: bool = False  # print that runs across the axis' reading direction


@dataclass(frozen=True)
class AxisLabels:
    """The labels of one side, read and seated, in order along it; ``factor`` and ``offset`` as noted at its end."""

    side: Side
    labels: tuple[TickLabel, ...]
    boxes: tuple[Box, ...]
    marks: tuple[TickMark, ...]
    factor: float = 1.0
    offset: float = 0.0
    notes: tuple[Text, ...] = ()
    color: tuple[int, int, int] = (0, 0, 0)


def find_ticks(
    figure: Figure, panel: Panel, others: Sequence[Panel], texts: Sequence[Text], reader: TextReader, unit: float
) -> dict[Side, AxisLabels]:
    """The labels of every side of ``panel`` that has any; ``unit`` is the text height in pixels.

    Print that stands closer to one of ``others`` belongs to that panel.
    """
    found: dict[Side, AxisLabels] = {}
    sides: tuple[Side, ...] = ("bottom", "left", "right", "top")
    for side in sides:
        grid = panel.strokes_y if side in ("left", "right") else panel.strokes_x
        marks = find_tick_marks(figure.rgb, panel.box, side, grid, unit)
        if side == "top" and "bottom" in found:
            continue
        prints = find_prints(figure, panel, side, marks, texts, unit)
        prints = [p for p in prints if not _belongs_elsewhere(p.box, panel.box, side, others)]
        if not prints:
            continue
        labels = read_labels(figure, prints, texts, reader)
        notes = find_notes(panel, side, texts, unit)
        found[side] = AxisLabels(
            side,
            tuple(labels),
            tuple(p.box for p in prints),
            tuple(marks),
            next((f for t in notes if (f := parse_multiplier(t.string)) is not None), 1.0),
            next((o for t in notes if (o := parse_offset(t.string)) is not None), 0.0),
            tuple(notes),
            ink_color(figure.rgb, [p.box for p in prints]),
        )
    return found


def find_prints(
    figure: Figure, panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Cut the print next to a side into labels and seat each on its mark."""
    strip = cut_strip(figure.rgb, panel.box, side, DEPTH * unit, 1.6 * unit, outward=True)
    ink = strip.ink.copy()
    upright = side in ("left", "right")
    if upright:
        _erase_turned(ink, strip, texts)
    else:
        _erase_beside(ink, strip, panel.box, texts, unit)
    start = _first_free_row(ink, marks, unit)
    cells = _cells_beside(ink, start, unit) if upright else _cells_below(ink, start, unit)
    prints = []
    for near, far, first, last in cells:
        box = strip.box(near, far, first, last)
        tall = (box.height if not upright else 0.0) > TALL * unit
        centre = box.cy if upright else box.cx
        at = seat(centre, marks, unit)
        prints.append(LabelPrint(box, centre if at is None else at, at is not None, tall))
    prints = _flush_at_ends(_clean(prints, upright), panel.box, marks, unit) if not upright else _clean(prints, upright)
    return _paired_in_order(prints, marks)


def _belongs_elsewhere(label: Box, box: Box, side: Side, others: Sequence[Panel]) -> bool:
    """Whether a label stands between two panels and closer to the other one."""
    if side not in ("left", "right"):
        return False
    gap = label.x0 - box.x1 if side == "right" else box.x0 - label.x1
    for other in others:
        if not other.box.y0 <= label.cy <= other.box.y1:
            continue
        theirs = other.box.x0 - label.x1 if side == "right" else label.x0 - other.box.x1
        if -label.width <= theirs < gap:
            return True
    return False


def _erase_beside(ink: NDArray[np.bool_], strip: Strip, box: Box, texts: Sequence[Text], unit: float) -> None:
    """Blot out the lowest (or highest) y labels, which reach into the corner of the strip."""
    for text in texts:
        t = text.box.grown(1)
        if (t.x1 < box.x0 + 0.3 * unit or t.x0 > box.x1 - 0.3 * unit) and box.y0 - 0.6 * unit <= t.cy <= box.y1 + 0.6 * unit:
            rows = sorted(abs(round(y) - strip.edge) for y in (t.y0, t.y1))
            outside = t.y1 > strip.edge if strip.side == "bottom" else t.y0 < strip.edge
            if outside:
                first, last = round(t.x0) - strip.start, round(t.x1) - strip.start
                ink[: rows[1] + 1, max(0, first) : max(0, last + 1)] = False


def _flush_at_ends(
    prints: list[LabelPrint], box: Box, marks: Sequence[TickMark], unit: float
) -> list[LabelPrint]:
    """The first and last label may be shifted inward to stay within the plot; their tick is then at its corner."""
    shifted = []
    for item in prints:
        at = next((b for b, edge in ((box.x0, item.box.x0), (box.x1, item.box.x1)) if abs(b - edge) < 0.5 * unit), None)
        marked = at is not None and any(abs(m.px - at) < 0.25 * unit for m in marks)
        shifted.append(replace(item, px=at, seated=True) if at is not None and marked and not item.seated else item)
    return shifted


def _erase_turned(ink: NDArray[np.bool_], strip: Strip, texts: Sequence[Text]) -> None:
    """Blot out axis labels that run along a y axis, so that they are not taken for tick labels."""
    for text in texts:
        if text.rotation == 0 or text.box.height < 1.5 * text.box.width:
            continue
        box = text.box.grown(1)
        first, last = round(box.y0) - strip.start, round(box.y1) - strip.start
        rows = sorted(abs(round(x) - strip.edge) for x in (box.x0, box.x1))
        beyond = box.x1 < strip.edge if strip.side == "left" else box.x0 > strip.edge
        if beyond and last > 0:
            ink[rows[0] : rows[1] + 1, max(0, first) : last + 1] = False


def _first_free_row(ink: NDArray[np.bool_], marks: Sequence[TickMark], unit: float) -> int:
    """The first row beyond the spine and the outside marks."""
    depth = np.where(ink.all(axis=0), ink.shape[0], np.argmin(ink, axis=0))
    lengths = [m.length for m in marks if m.kind == "outside"]
    return int(np.median(depth)) + 1 + round(max(lengths, default=0.0))


def _cells_below(ink: NDArray[np.bool_], start: int, unit: float) -> list[tuple[int, int, int, int]]:
    """Labels in the first line of print below (or above) the box, as (near, far, first, last) in the strip."""
    rows = [r for r in spans(ink[start:].sum(axis=1) >= 1, hole=1) if r[1] - r[0] + 1 >= LOW * unit]
    if not rows or rows[0][0] > REACH * unit:
        return []
    near, far = rows[0][0] + start, rows[0][1] + start
    band = ink[near : far + 1]
    cells = []
    for first, last in spans(band.any(axis=0), hole=round(WORD_GAP * unit)):
        own = np.flatnonzero(band[:, first : last + 1].any(axis=1))
        cells.append((near + int(own[0]), near + int(own[-1]), first, last))
    return cells


def _cells_beside(ink: NDArray[np.bool_], start: int, unit: float) -> list[tuple[int, int, int, int]]:
    """Labels in lines of print left or right of the box."""
    reach = ink[start : start + round(REACH * unit)]
    cells = []
    for first, last in spans(reach.any(axis=0), hole=1):
        if not LOW * unit <= last - first + 1 <= TALL * unit:
            continue
        runs = spans(ink[start:, first : last + 1].any(axis=1), hole=round(WORD_GAP * unit))
        near, far = runs[0][0] + start, runs[0][1] + start
        cells.append((near, far, first, last))
    return cells


def _clean(prints: Sequence[LabelPrint], upright: bool) -> list[LabelPrint]:
    """Drop specks: print far smaller than the labels' typical height."""
    if not prints:
        return []
    typical = float(np.median([p.box.height for p in prints]))
    return [p for p in prints if p.box.height >= 0.35 * typical or p.box.width >= typical]


def _paired_in_order(prints: list[LabelPrint], marks: Sequence[TickMark]) -> list[LabelPrint]:
    """Slanted labels stand beside their ticks: where there are as many outside marks as labels, they pair in order."""
    outside = sorted(m.px for m in marks if m.kind == "outside")
    loose = sum(not p.seated for p in prints)
    if loose * 2 <= len(prints) or len(outside) != len(prints):
        return prints
    order = sorted(prints, key=lambda p: p.px)
    return [replace(p, px=at, seated=True) for p, at in zip(order, outside, strict=True)]


def read_labels(
    figure: Figure, prints: Sequence[LabelPrint], texts: Sequence[Text], reader: TextReader
) -> list[TickLabel]:
    """Take each label's string from the text stage where it found the same print; read the others from their crops."""
    strings: dict[int, Reading] = {}
    crops: list[tuple[int, NDArray[np.uint8]]] = []
    raised: dict[int, tuple[int, int]] = {}  # print -> positions of its base and exponent among the crops
    for i, item in enumerate(prints):
        crop = cut(figure.rgb, item.box, item.turned)
        parts = split_raised(crop)
        if parts is not None:
            raised[i] = (len(crops), len(crops) + 1)
            crops += [(-1, parts[0]), (-1, parts[1])]
        same = next((t for t in texts if t.box.grown(1).iou(item.box.grown(1)) > SAME), None)
        if same is not None:
            strings[i] = Reading(same.string, same.confidence, same.reader, same.alternatives)
        else:
            crops.append((i, crop))
    readings = reader.read([crop for _, crop in crops]) if crops else []
    strings.update({i: reading for (i, _), reading in zip(crops, readings, strict=True) if i >= 0})
    labels = []
    for i, item in enumerate(prints):
        reading = strings[i]
        if i in raised:
            reading = with_exponent(reading, readings[raised[i][0]], readings[raised[i][1]])
        labels.append(
            TickLabel(item.px, reading.string, reading.confidence, item.seated, reading.reader, reading.alternatives)
        )
    return labels


def cut(rgb: NDArray[np.uint8], box: Box, turned: bool) -> NDArray[np.uint8]:
    """The tight crop of a label, turned upright where it reads from bottom to top."""
    rows, columns = box.grown(1).slices(*rgb.shape[:2])
    crop = rgb[rows, columns]
    return np.ascontiguousarray(np.rot90(crop, -1)) if turned else crop


def split_raised(crop: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """Cut a power into base and exponent where trailing characters are raised above the first one."""
    grey = crop.astype(np.float32)
    paper = np.median(np.concatenate((grey[0], grey[-1])), axis=0)
    contrast = np.abs(grey - paper).max(axis=2)
    ink = contrast > 0.4 * max(float(contrast.max()), 1.0)
    glyphs = []
    for first, last in spans(ink.any(axis=0)):
        rows = np.flatnonzero(ink[:, first : last + 1].any(axis=1))
        glyphs.append((first, last, int(rows[0]), int(rows[-1])))
    if len(glyphs) < 2:
        return None
    top, bottom = glyphs[0][2], glyphs[0][3]
    height = bottom - top + 1
    for k in range(1, len(glyphs)):
        tail = glyphs[k:]
        lifted = all(g[3] < bottom - 0.2 * height for g in tail)
        above = any(g[2] < top - 0.1 * height and g[3] - g[2] + 1 > 0.35 * height for g in tail)
        if lifted and above:
            at = (glyphs[k - 1][1] + glyphs[k][0] + 1) // 2
            low = min(crop.shape[0], max(g[3] for g in tail) + 2)
            return crop[max(0, top - 1) :, :at], crop[:low, at:]
    return None


def with_exponent(whole: Reading, base: Reading, exponent: Reading) -> Reading:
    """``base^exponent`` where both parts read as numbers; the flat reading stays as an alternative."""
    power = parse_number(exponent.string)
    if parse_number(base.string) is None or power is None or power.value != round(power.value):
        return whole
    string = f"{base.string}^{power.value:.0f}"
    confidence = min(base.confidence, exponent.confidence)
    return Reading(string, confidence, base.reader, (whole.string, *whole.alternatives))


def find_notes(panel: Panel, side: Side, texts: Sequence[Text], unit: float) -> list[Text]:
    """Factors and offsets printed at the end of an axis: ``1e6`` above a y axis, ``×10^4`` right of an x axis."""
    box = panel.box
    if side in ("left", "right"):
        x = box.x0 if side == "left" else box.x1
        place = Box(x - 4 * unit, box.y0 - 2.2 * unit, x + 4 * unit, box.y0 - 0.1 * unit)
    elif side == "bottom":
        place = Box(box.x1 - 3 * unit, box.y1 + 0.8 * unit, box.x1 + 4 * unit, box.y1 + 5 * unit)
    else:
        place = Box(box.x1 - 3 * unit, box.y0 - 5 * unit, box.x1 + 4 * unit, box.y0 - 0.8 * unit)
    return [
        t
        for t in texts
        if place.holds(t.box.cx, t.box.cy)
        and (parse_multiplier(t.string) is not None or parse_offset(t.string) is not None)
    ]


def ink_color(rgb: NDArray[np.uint8], boxes: Sequence[Box]) -> tuple[int, int, int]:
    """The colour of print: the pixels that differ most from their paper."""
    colors = []
    for box in boxes:
        rows, columns = box.slices(*rgb.shape[:2])
        crop = rgb[rows, columns].reshape(-1, 3).astype(np.float32)
        if len(crop) == 0:
            continue
        distance = np.abs(crop - np.median(crop, axis=0)).max(axis=1)
        colors.append(crop[distance >= np.quantile(distance, 0.95)].mean(axis=0))
    if not colors:
        return 0, 0, 0
    red, green, blue = (int(v) for v in np.median(np.array(colors), axis=0))
    return red, green, blue
