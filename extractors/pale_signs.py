"""Minus signs too pale to count as print: in small print a hyphen of one pixel's height fades while its digits do not.

A lost sign is worse than a lost digit: ``-6, -4, -2`` without them is a clean axis that runs the wrong way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.strips import LEAST_STROKE, STROKE, Side, spans

# In heights of the label: a sign ends within GAP before it, is from SHORT to LONG, no thicker than THICK, and lies
# within LEVEL of its middle, with no other stroke above or below it.
GAP, SHORT, LONG, THICK, LEVEL = 0.45, 0.2, 0.9, 0.35, 0.22
# The rim of a digit, too pale for the digit's own box, is no wider than this.
RIM = 0.15
# Share of the print's contrast from which on a sign is not joined to its digit by the rims of both.
FIRM = 0.5


def with_pale_signs(rgb: NDArray[np.uint8], prints: Sequence[LabelPrint], side: Side) -> list[LabelPrint]:
    """The ``prints`` with their boxes grown over the stroke before them, where there is one; not those of slanted ones.

    A print that is grown has to be read anew: whatever its ``text`` was, it had no sign. Its middle is that of both:
    where it has no mark, its place along the axis moves with it.
    """
    grown = [_with_sign(rgb, item) if item.rotation % 90 == 0 else item for item in prints]
    return [_with_middle(now, was, side) for now, was in zip(grown, prints, strict=True)]


def _with_middle(now: LabelPrint, was: LabelPrint, side: Side) -> LabelPrint:
    upright = side in ("left", "right")
    moved = now.box.cy - was.box.cy if upright else now.box.cx - was.box.cx
    return now if now.seated else replace(now, px=now.px + moved)


def _with_sign(rgb: NDArray[np.uint8], item: LabelPrint) -> LabelPrint:
    (height, width), box = rgb.shape[:2], item.box
    upright = np.rot90(rgb, -item.rotation // 90)
    if item.rotation == 90:
        start = _sign_start(upright, Box(height - 1 - box.y1, box.x0, height - 1 - box.y0, box.x1))
        grown = box if start is None else replace(box, y1=height - 1 - start)
    elif item.rotation == 270:
        start = _sign_start(upright, Box(box.y0, width - 1 - box.x1, box.y1, width - 1 - box.x0))
        grown = box if start is None else replace(box, y0=start)
    else:
        start = _sign_start(rgb, box)
        grown = box if start is None else replace(box, x0=start)
    return item if start is None else replace(item, box=grown, text=None)


def _sign_start(rgb: NDArray[np.uint8], box: Box) -> float | None:
    """The first column of a stroke before an upright label at half its height; None where none stands alone there."""
    height = box.height + 1
    window = Box(box.x0 - (GAP + LONG) * height, box.y0, box.x0 - 1, box.y1)
    rows, columns = window.slices(*rgb.shape[:2])
    label = rgb[box.slices(*rgb.shape[:2])].astype(np.float32)
    before = rgb[rows, columns].astype(np.float32)
    if before.size == 0 or window.x0 < 0:
        return None
    paper = np.median(before.reshape(-1, 3), axis=0)
    strongest = float(np.abs(label - paper).max())
    contrast = channel_max(np.abs(before - paper))
    starts = (_lone_stroke(contrast > max(LEAST_STROKE, share * strongest), height) for share in (STROKE, FIRM))
    start = next((at for at in starts if at is not None), None)
    return None if start is None else float(columns.start + start)


def _lone_stroke(ink: NDArray[np.bool_], height: float) -> int | None:
    """The first column of the last piece of ink before a label of that height, where it is a minus sign; or None."""
    runs = spans(ink.any(axis=0))
    if runs and runs[-1][1] == ink.shape[1] - 1 and runs[-1][1] - runs[-1][0] < max(1.0, RIM * height):
        runs = runs[:-1]  # the rim of the digit
    if not runs:
        return None
    first, last = runs[-1]
    thick = np.flatnonzero(ink[:, first : last + 1].any(axis=1))
    middle = (thick[0] + thick[-1]) / 2 - (len(ink) - 1) / 2
    gap, long = ink.shape[1] - 1 - last, last - first + 1
    apart = first > 0 and gap <= GAP * height and SHORT * height <= long <= LONG * height
    flat = len(thick) <= max(1.0, THICK * height) and abs(middle) <= LEVEL * height
    return int(first) if apart and flat else None
