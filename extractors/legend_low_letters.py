"""First letters of names that readers take for higher ones: told by how high they are printed beside the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of
from extractors.legend_entry import LegendEntry
from extractors.legend_split import segments_of

# What a low first letter is if it was read as a digit or capital: no zero is low, and tau and alpha have bare values.
VALUE = r"(?=\s*=\s*[\d.,]+$)"
LOW_LETTERS = ((re.compile(r"^0(?=\d)"), "o"), (re.compile(f"^T{VALUE}"), "τ"), (re.compile(f"^Q{VALUE}"), "α"))
# Of the height of the rest, by which a low letter ends below it: a t is lower than digits by less, and where it is
# lower by more, the rest holds other ink than print.
LOWER, LOWEST = 0.18, 0.4
STANDING = 0.12  # of the same, by which both may stand off one line
INKED = 0.5  # of the strongest contrast: paler rims of print show no height


def with_low_letters(canvas: Canvas, entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of a legend, with the low letters that digits and capitals at the start of their names are."""
    return [replace(e, name=_named(canvas, e)) for e in entries]


def _named(canvas: Canvas, entry: LegendEntry) -> str:
    for read, letter in LOW_LETTERS:
        if read.match(entry.name) and _is_low(canvas, entry.text_box):
            return read.sub(letter, entry.name)
    return entry.name


def _is_low(canvas: Canvas, name: Box) -> bool:
    """Whether the first letter stands on the line of the others and reaches less high than the highest of them."""
    crop = canvas.rgb[name.grown(1).slices(*canvas.rgb.shape[:2])]
    if crop.size == 0:
        return False
    contrast = color_distance(crop, background_of(canvas.rgb, name))
    ink = contrast >= INKED * contrast.max()
    letters = segments_of(ink, 1)
    if len(letters) < 2:
        return False
    first, rest = (np.flatnonzero(ink[:, a:b].any(axis=1)) for a, b in (letters[0], (letters[1][0], letters[-1][1])))
    height = float(rest[-1] - rest[0] + 1)
    low = LOWER * height <= first[0] - rest[0] <= LOWEST * height
    return bool(low and abs(first[-1] - rest[-1]) <= max(1.0, STANDING * height))
