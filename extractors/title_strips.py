"""Strips with the title of a panel between its frame and its plot, as facets have: the plot begins below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.text import Text

# All in text heights. A strip is no higher than this, begins this close to the top of the box, and the line that ends
# it is no thicker than that.
HIGHEST, BEGINS, LINE = 4.0, 0.5, 0.5
# Its title stands in the middle, to this share of the width. Tick labels stand this close beside a plot, not a strip.
CENTRED, BESIDE = 0.06, 4.0
# Strips of one figure are of one height, to this many pixels.
ALIKE = 2.0
# So many levels off the fill are ink: fills of strips and plots differ by 18, the noise of a JPEG stays below.
INK = 14
# Rows of the strip are plain over this share of their width, the one that ends it is ink over that.
PLAIN, ACROSS = 0.985, 0.9


def without_strips(rgb: NDArray[np.uint8], panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """The panels without strips at their tops that hold one title in the middle and nothing else.

    ``rgb``: (H, W, 3); ``unit``: the text height in pixels. Of a legend or of data there would be ink, gridlines would
    cross the strip, and tick labels stand beside a plot only. Where one panel has such a strip, those of the others may
    be blank, and grain may hide those of panels in the same row that begin and end with it.
    """
    ends = [_titled_end(rgb, p.box, texts, unit) for p in panels]
    heights = [end - p.box.y0 for p, end in zip(panels, ends, strict=True) if end is not None]
    if not heights:
        return list(panels)
    height = float(np.median(heights))
    ends = [_blank_end(rgb, p.box, height, unit) if e is None else e for p, e in zip(panels, ends, strict=True)]
    boxes = [p.box for p in panels]
    ends = [_end_beside(b, boxes, ends, texts, unit) if e is None else e for b, e in zip(boxes, ends, strict=True)]
    return [p if e is None else _from(p, e) for p, e in zip(panels, ends, strict=True)]


def _from(panel: Panel, top: float) -> Panel:
    strokes = tuple(at for at in panel.strokes_y if at > top - 1)
    return replace(panel, box=replace(panel.box, y0=top), strokes_y=strokes)


def _titled_end(rgb: NDArray[np.uint8], box: Box, texts: Sequence[Text], unit: float) -> float | None:
    titles = [t.box for t in texts if _is_title(t, box)]
    ends = [end for title in titles if (end := _end_of_strip(rgb, box, title, unit)) is not None]
    return None if not ends or any(_is_beside(t, box, ends[0], unit) for t in texts) else ends[0]


def _blank_end(rgb: NDArray[np.uint8], box: Box, height: float, unit: float) -> float | None:
    """Where a strip without a title ends, if it is as high as those of other panels."""
    middle = Box(box.cx, box.y0 + height / 2, box.cx, box.y0 + height / 2)
    end = _end_of_strip(rgb, box, middle, unit)
    return end if end is not None and abs(end - box.y0 - height) <= ALIKE else None


def _end_beside(
    box: Box, boxes: Sequence[Box], ends: Sequence[float | None], texts: Sequence[Text], unit: float
) -> float | None:
    """Where the strip of a panel ends that begins and ends with ``box``, if print does not say that it is plot."""
    level = [max(abs(other.y0 - box.y0), abs(other.y1 - box.y1)) <= ALIKE for other in boxes]
    end = next((e for e, same in zip(ends, level, strict=True) if e is not None and same), None)
    return None if end is None or any(_is_beside(t, box, end, unit) for t in texts) else end


def _is_title(text: Text, box: Box) -> bool:
    inside = box.holds(text.box.x0, text.box.cy) and box.holds(text.box.x1, text.box.cy)
    return inside and text.rotation == 0 and abs(text.box.cx - box.cx) <= CENTRED * box.width


def _is_beside(text: Text, box: Box, top: float, unit: float) -> bool:
    gap = max(box.x0 - text.box.x1, text.box.x0 - box.x1)
    level = box.y0 < text.box.cy < top - BEGINS * unit
    return level and 0 < gap <= BESIDE * unit and any(c.isdigit() for c in text.string)


def _end_of_strip(rgb: NDArray[np.uint8], box: Box, title: Box, unit: float) -> float | None:
    """The row where the strip around a title ends, or None where it is no strip over the whole width."""
    reach = min(box.y0 + (HIGHEST + 2) * unit, box.y1)
    rows, columns = Box(box.x0, box.y0, box.x1, reach).grown(-0.2 * unit, 0).slices(*rgb.shape[:2])
    area = rgb[rows, columns].astype(np.int16)
    centre = round(title.cy) - rows.start
    if not 0 < centre < len(area):
        return None
    print_rows, print_columns = title.grown(2).slices(*rgb.shape[:2])
    blank = np.ones(area.shape[1], np.bool_)
    blank[max(0, print_columns.start - columns.start) : max(0, print_columns.stop - columns.start)] = False
    if not blank.any():
        return None
    profile = np.median(area[:, blank], axis=1)
    ink = np.abs(area[:, blank] - profile[centre]).max(axis=2) > INK
    broken = np.flatnonzero(ink.mean(axis=1) > 1 - PLAIN)
    above, below = broken[broken < centre], broken[broken > centre]
    begins = len(above) == 0 or above[-1] <= BEGINS * unit
    if not begins or len(below) == 0 or below[0] > HIGHEST * unit or below[0] < print_rows.stop - 2 - rows.start:
        return None
    end = int(below[0])
    if ink[end : end + 2].mean(axis=1).max() < ACROSS:
        return None
    return float(rows.start) + _edge(profile, centre, end, round(LINE * unit) + 1)


def _edge(profile: NDArray[np.float64], inside: int, end: int, thickest: int) -> float:
    """The middle of the line that begins at row ``end``, or the step between two fills there."""
    plot = np.median(profile[end + thickest : end + 2 * thickest + 1], axis=0)
    rows = np.arange(end, min(end + thickest + 1, len(profile)))
    off = np.minimum(*(np.abs(profile[rows] - fill).max(axis=1) for fill in (profile[inside], plot)))
    faint = np.flatnonzero(off <= INK / 2)  # a gridline may follow
    line = slice(0, int(faint[0]) if len(faint) else len(off))
    return float((off[line] * rows[line]).sum() / off[line].sum()) if off[line].max(initial=0.0) > INK else end - 0.5
