"""First letters of names that readers take for higher ones: told by how high they are printed beside the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of
from extractors.legend_entry import LegendEntry
from extractors.legend_split import segments_of
from extractors.swatch_style import Pixels

# What a low first letter is if it was read as a digit or capital: no zero is low, and tau and alpha have bare values.
VALUE = r"(?=\s*=\s*[\d.,]+$)"
LOW_LETTERS = ((re.compile(r"^0(?=\d)"), "o"), (re.compile(f"^T{VALUE}"), "τ"), (re.compile(f"^Q{VALUE}"), "α"))
# Of the height of the rest, by which a low letter ends below it: a t is lower than digits by less, and where it is
# lower by more, the rest holds other ink than print.
LOWER, LOWEST = 0.18, 0.4
# A capital with the same form as its small letter, before an index, and what it is of names with a letter or digit of
# full height and none below the line: three quarters as high is a small one.
INDEXED = re.compile("[COSVWXZ][₀-₉]+")
PLAIN = re.compile(r"(?=.*[A-Zbdfhkl\d])[^gjpqy,;()\[\]_/₀-₉Q]+")
SMALL = 0.84
STANDING = 0.12  # of the same, by which both may stand off one line
INKED = 0.5  # of the strongest contrast: paler rims of print show no height


def with_low_letters(canvas: Canvas, entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of a legend, with the low letters that digits and capitals at the start of their names are."""
    return [replace(e, name=_named(canvas, e)) for e in entries]


def with_small_letters(rgb: Pixels, entries: Sequence[LegendEntry]) -> tuple[LegendEntry, ...]:
    """The entries of a legend, with small letters before indices where those are lower than print usually is."""
    plain = [e.text_box.height + 1 for e in entries if PLAIN.fullmatch(e.name)]
    return tuple(_without_capital(rgb, e, float(np.median(plain))) for e in entries) if plain else tuple(entries)


def _without_capital(rgb: Pixels, entry: LegendEntry, usual: float) -> LegendEntry:
    if not INDEXED.fullmatch(entry.name):
        return entry
    letters = _letters(rgb, entry.text_box)
    height = np.ptp(letters[0]) + 1 if letters else usual
    return replace(entry, name=entry.name.lower()) if height <= SMALL * usual else entry


def _named(canvas: Canvas, entry: LegendEntry) -> str:
    for read, letter in LOW_LETTERS:
        if read.match(entry.name) and _is_low(canvas, entry.text_box):
            return read.sub(letter, entry.name)
    return entry.name


def _is_low(canvas: Canvas, name: Box) -> bool:
    """Whether the first letter stands on the line of the others and reaches less high than the highest of them."""
    letters = _letters(canvas.rgb, name)
    if letters is None:
        return False
    first, rest = letters
    height = float(rest[-1] - rest[0] + 1)
    low = LOWER * height <= first[0] - rest[0] <= LOWEST * height
    return bool(low and abs(first[-1] - rest[-1]) <= max(1.0, STANDING * height))


def _letters(rgb: Pixels, name: Box) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
    """The rows that the first letter of a name inks, and those that the others do; None where they are one piece."""
    crop = rgb[name.grown(1).slices(*rgb.shape[:2])]
    if crop.size == 0:
        return None
    contrast = color_distance(crop, background_of(rgb, name))
    ink = contrast >= INKED * contrast.max()
    letters = segments_of(ink, 1)
    if len(letters) < 2:
        return None
    rest = (letters[1][0], letters[-1][1])
    return np.flatnonzero(ink[:, slice(*letters[0])].any(axis=1)), np.flatnonzero(ink[:, slice(*rest)].any(axis=1))
