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
from extractors.strips import LEAST_STROKE, STROKE, spans

# In heights of the label: a sign ends within GAP before it, is from SHORT to LONG, no thicker than THICK, and lies
# within LEVEL of its middle, with no other stroke above or below it.
GAP, SHORT, LONG, THICK, LEVEL = 0.45, 0.2, 0.9, 0.35, 0.22


def with_pale_signs(rgb: NDArray[np.uint8], prints: Sequence[LabelPrint]) -> list[LabelPrint]:
    """The ``prints`` with the boxes of upright ones grown over the pale stroke before them, where there is one."""
    signs = [_sign_start(rgb, item.box) if item.rotation == 0 else None for item in prints]
    return [
        item if start is None else replace(item, box=Box(start, item.box.y0, item.box.x1, item.box.y1))
        for item, start in zip(prints, signs, strict=True)
    ]


def _sign_start(rgb: NDArray[np.uint8], box: Box) -> float | None:
    """The first column of a stroke before a label at half its height; None where none stands alone there."""
    height = box.height + 1
    window = Box(box.x0 - (GAP + LONG) * height, box.y0, box.x0 - 1, box.y1)
    rows, columns = window.slices(*rgb.shape[:2])
    label = rgb[box.slices(*rgb.shape[:2])].astype(np.float32)
    before = rgb[rows, columns].astype(np.float32)
    if before.size == 0 or window.x0 < 0:
        return None
    paper = np.median(before.reshape(-1, 3), axis=0)
    strongest = float(np.abs(label - paper).max())
    ink = channel_max(np.abs(before - paper)) > max(LEAST_STROKE, STROKE * strongest)
    runs = spans(ink.any(axis=0))
    if not runs:
        return None
    first, last = runs[-1]
    thick = np.flatnonzero(ink[:, first : last + 1].any(axis=1))
    middle = (thick[0] + thick[-1]) / 2 - (len(ink) - 1) / 2
    gap, long = ink.shape[1] - 1 - last, last - first + 1
    apart = first > 0 and gap <= GAP * height and SHORT * height <= long <= LONG * height
    flat = len(thick) <= max(1.0, THICK * height) and abs(middle) <= LEVEL * height
    return float(columns.start + first) if apart and flat else None
