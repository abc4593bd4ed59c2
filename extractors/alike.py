"""Curves of one colour told apart by their dashes: solid ones first, then dots, then what is left.

A solid curve is one long piece of ink; dashes and dots are short ones. What a solid curve crosses is hidden there.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.carriers import Carriers
from extractors.colors import Ink, extents
from extractors.following import Mask, Path
from extractors.legend_entry import LegendEntry
from extractors.tracing import trace

# The longest dashes in use are shorter than so many strokes of the line, and those of one curve hardly differ by this
# factor; a dot is about as long as it is thick, so that its ink, which anti-aliasing spreads but keeps, is below DOT
# squares of the stroke.
SHORT_PIECE, LONGER, DOT = 14.0, 2.5, 2.2
# A dot between pixels is strong nowhere: its ink may be scaled up by this much, so that dots outweigh their gaps.
MOST_GAIN = 2.5
# Ink below this is the haze between pieces.
HAZE_INK = 0.3


def trace_alike(
    ink: Ink, stroke: float, hidden: Mask, unit: float, group: Sequence[LegendEntry], carriers: Carriers | None = None
) -> list[tuple[list[Path], list[LegendEntry]]]:
    """The curves in an (h, w) ink map of one colour, per kind of dash with the entries of that kind.

    ``group``: all legend entries of the colour. Other arguments as of :func:`~extractors.tracing.trace`.
    """
    solid = [e for e in group if e.dash == "solid"]
    dotted = [e for e in group if e.dash == "dotted"]
    dashed = [e for e in group if e.dash in ("dashed", "dashdot")]
    found: list[tuple[list[Path], list[LegendEntry]]] = []
    for kind, rest in ((solid, dotted + dashed), (dotted, dashed), (dashed, [])):
        if not kind:
            continue
        pieces = ink
        if rest:
            pieces = _long_pieces(ink, stroke) if kind is solid else _dots(ink, stroke)
        paths = trace(pieces.astype(np.float32), stroke, hidden, unit, len(kind), carriers=carriers)
        found.append((paths, kind))
        for path in paths:
            drawn = along(path, ink.shape, stroke)
            hidden = hidden | drawn
            ink = np.where(drawn, 0, ink).astype(np.float32)
    return found


def _long_pieces(ink: Ink, stroke: float) -> Ink:
    """The pieces of ink that are no dashes: longer than any dash, or clearly than those that are here."""
    lengths = extents(ink > HAZE_INK)
    short = (lengths > 0) & (lengths <= SHORT_PIECE * stroke)
    usual = float(np.median(lengths[short])) if short.any() else np.inf
    return np.where(lengths > min(SHORT_PIECE * stroke, LONGER * usual), ink, 0).astype(np.float32)


def _dots(ink: Ink, stroke: float) -> Ink:
    """The pieces of ink that are dots, at full strength."""
    count, found = cv2.connectedComponents((ink > HAZE_INK).astype(np.uint8), connectivity=8)
    labels = np.asarray(found, np.int32)
    mass = np.bincount(labels.ravel(), weights=ink.ravel(), minlength=count)
    small = mass <= DOT * stroke**2
    small[0] = False
    dots = np.where(small[labels], ink, 0)
    peaks = np.zeros(count)
    np.maximum.at(peaks, labels.ravel().astype(np.intp), dots.ravel())
    gain = min(MOST_GAIN, 1 / float(np.median(peaks[small]))) if small.any() else 1.0
    return np.minimum(gain * dots, 1).astype(np.float32)


def along(path: Path, shape: tuple[int, ...], stroke: float) -> Mask:
    """(h, w) the stroke of a traced path with its anti-aliased edge, but not its bridges."""
    mask = np.zeros(shape, np.uint8)
    points = np.rint(np.column_stack((path.x, path.y)) * 16)
    seen = ~np.isnan(path.y) & ~path.bridged
    for k in np.flatnonzero(seen[:-1] & seen[1:]):
        ends = points[k : k + 2].astype(np.int32)
        cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 1, max(1, round(stroke + 1.5)), cv2.LINE_8, 4)
    return mask > 0
