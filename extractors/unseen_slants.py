"""Slanted labels too short for the text stage to see their slant: their boxes tell it, and reading them proves it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.panels import Panel
from extractors.readers import Text, TextReader
from extractors.second_look import proves_scale
from extractors.slant_seats import find_seats
from extractors.strips import Side
from extractors.tick_marks import TickMark
from extractors.tick_prints import find_prints
from extractors.tick_readings import TickLabel
from extractors.tick_slants import axis_ends
from extractors.tick_texts import cut_slanted, read_labels
from extractors.turned_rows import WIDE

# A slanted label of several characters is higher, and wider, than a line of print by this factor.
LARGER = 1.3
# Where longer labels of a row are higher by this share of a line than shorter ones, and no narrower, all are slanted:
# of upright print the length has no part in the height.
GROWS = 0.3
# Fewer labels show no growth.
LEAST = 3
# Slants that are looked for, in degrees. Flatter and steeper print is read as it stands.
SLANTS = np.arange(15.0, 76.0)


def unseen_slant(
    figure: Figure,
    panel: Panel,
    side: Side,
    seen: int,
    cells: Sequence[LabelPrint],
    labels: Sequence[TickLabel],
    marks: Sequence[TickMark],
    texts: Sequence[Text],
    reader: TextReader,
    unit: float,
) -> list[LabelPrint]:
    """The prints below (or above) a panel turned by their slant and read, on their ticks.

    None where ``labels``, their readings as they stand in ``cells``, prove a scale, or the slanted ones do not. Where
    their slant was ``seen``, all print in the row is read and not only what the text stage found. ``unit``: the text
    height in pixels.
    """
    slant = seen or _slant(cells, unit)
    if side not in ("bottom", "top") or not slant:
        return []
    if labels and proves_scale(labels, side, panel.box.width, marks):
        return []
    pieces = find_prints(figure, panel, side, marks, texts, unit) if seen else cells
    if not pieces:
        return []
    ends = axis_ends(figure.rgb, panel)
    for turn in (slant,) if seen else (slant, -slant):
        prints = _hung(_read(figure, pieces, turn, reader), ends, side, marks, unit)
        if proves_scale(read_labels(figure, prints, (), reader), side, panel.box.width, marks):
            return prints
    return []


def _slant(cells: Sequence[LabelPrint], unit: float) -> int:
    """The slant of print in degrees, up or down, told by boxes too large for upright or turned print; 0 without any.

    Print of a known height and any length fills a box of one shape for every slant.
    """
    turns = np.deg2rad(SLANTS)
    along, across = np.cos(turns), np.sin(turns)
    least = [(cell.box.grown(0.5), (WIDE if cell.rotation else LARGER) * unit) for cell in cells]
    large = [box for box, size in least if min(box.width, box.height) > size]
    if not large:
        return _growing_slant(cells, unit)
    misfits = [np.abs(b.height * along - b.width * across - unit * (along**2 - across**2)) for b in large]
    return round(float(np.median([SLANTS[misfit.argmin()] for misfit in misfits])))


def _growing_slant(cells: Sequence[LabelPrint], unit: float) -> int:
    """The slant of a row of labels of different lengths, by how their boxes grow; 0 where they do not."""
    sizes = np.array([(cell.box.width, cell.box.height) for cell in cells]).reshape(-1, 2)
    high = sizes[:, 1:].ravel() > sizes[:, 1:].mean()
    if len(sizes) < LEAST or high.all() or not high.any() or any(cell.rotation for cell in cells):
        return 0
    along, across = np.median(sizes[high], axis=0) - np.median(sizes[~high], axis=0)
    if along < 0 or across < GROWS * unit:
        return 0
    return round(float(np.clip(np.rad2deg(np.arctan2(across, along)), SLANTS[0], SLANTS[-1])))


def _read(figure: Figure, cells: Sequence[LabelPrint], slant: int, reader: TextReader) -> list[Text]:
    readings = reader.read([cut_slanted(figure.rgb, cell.box, slant) for cell in cells])
    pairs = zip(cells, readings, strict=True)
    return [Text(r.string, cell.box, r.confidence, r.reader, slant, r.alternatives) for cell, r in pairs]


def _hung(
    texts: Sequence[Text], ends: tuple[float, float], side: Side, marks: Sequence[TickMark], unit: float
) -> list[LabelPrint]:
    """The texts on their ticks; none where the marks do not tell how they hang."""
    seats = find_seats(texts, side, marks, unit, (texts[0].box.x0, texts[-1].box.x1), ends)
    if seats is None:
        return []
    pairs = zip(texts, seats.px, seats.seated, strict=True)
    return [LabelPrint(text.box, px, seated, text.rotation, text) for text, px, seated in pairs]
