"""Names at the right ends of lines, found by their ink: print in a line's colour where that colour's line ends.

The text stage reads them together with the frame that crosses them, the end of the line and its marker, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, commonest_color, median_color
from extractors.colors import Color, Ink, separate
from extractors.end_print import LABEL_GAP, PAST, EndPrint, find_end_print
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend
from extractors.legend_entry import LegendEntry
from extractors.palette import find_colors
from extractors.panel_boxes import Panel
from extractors.plot_area import PlotArea, find_plot_area
from extractors.readers import Pixels, Reading, Text, TextReader
from extractors.swatch_style import INK_DISTANCE

# lengths in text heights
RIM = 0.3  # around a label that is read
MARGIN = 20.0  # right of the plot, in which labels stand
SPINE_WIDTH = 0.4  # at most
LABEL_SHARE = 0.5  # of the panel's width: labels of line ends stand in its right half, or beside it
# Of the full colour, from which a pixel is print or line: thin print shows little of its colour, and from a marker that
# it touches only full ink is apart.
LEVELS = (0.25, 0.5, 0.75)
LIKELY, SURE = 0.75, 0.9  # readers are surer of names than the first, and of nearly all of them than the second
BLEND = 1.3  # times as much ink has the one of two colours that print is in; the other is a blend of it
FULL = 0.8  # of the strongest contrast: ink that anti-aliasing does not reach
SAME = 0.5  # of the smaller of two boxes that hold the same print
# A legend of so few entries, without a frame, may be ends of lines with the print beside them. FRAMED: the share of a
# plot's box from which a legend's frame is that of the plot.
FEW, FRAMED = 2, 0.9
# Text heights from the plot's right edge on beyond which nothing of its lines is drawn.
CLEAR = 0.5


@dataclass(frozen=True, slots=True)
class _Name:
    """A label as it was read."""

    label: EndPrint
    reading: Reading

    @property
    def worth(self) -> tuple[bool, int, float, float]:
        """Greater for the better of two readings of the same print: a sure one of more letters, in more ink."""
        letters = sum(c.isalnum() for c in self.reading.string)
        return self.reading.confidence >= SURE, letters, self.reading.confidence, float(self.label.crop.sum())


def names_at_ends(
    figure: Figure, panel: Panel, panels: Sequence[Panel], texts: Sequence[Text], unit: float, reader: TextReader
) -> tuple[LegendEntry, ...]:
    """Names printed in the colours of lines right of where these end, top to bottom; empty where there are not two.

    ``swatch`` of an entry is the place between the line and its name. ``panels``: all of the figure; ``texts``: what
    was read in it, which is taken where it is surer and nothing crosses it; ``unit``: the text height.
    """
    if not any(_is_at_right(text, panel, unit) for text in texts):
        return ()
    inner = find_plot_area(figure, panel, (), texts, (), unit)
    area = _right_part(figure, panel, _right_end(figure, panel, panels, unit), inner)
    inks = [(color, separate(area, [color])[0]) for color in find_colors(inner)]
    found = [label for color, ink in inks for level in LEVELS for label in find_end_print(ink, color, level, unit)]
    labels = [a for a in found if not any(_is_purer(b, a) for b in found)]
    if len(labels) < 2:
        return ()
    names = _read(labels, area, texts, reader)
    best = [a for k, a in enumerate(names) if not any(_is_better(b, a, i < k) for i, b in enumerate(names) if i != k)]
    entries = [_entry(area, name) for name in best]
    return tuple(sorted(entries, key=lambda e: e.text_box.cy)) if len(entries) > 1 else ()


def _is_at_right(text: Text, panel: Panel, unit: float) -> bool:
    """Whether a text, well read or not, stands where labels of line ends do."""
    start, end = panel.box.x0 + LABEL_SHARE * panel.box.width, panel.box.x1 + MARGIN * unit
    beside = start <= text.box.x1 and text.box.x0 <= end and panel.box.y0 <= text.box.cy <= panel.box.y1
    return beside and text.rotation == 0


def may_be_line_ends(legend: Legend, panel: Panel, unit: float) -> bool:
    """Whether a legend has so few entries, and no frame but that of its panel, that they may be ends of lines.

    Lines end inside their plot: a swatch with a line that begins beside it is none of them.
    """
    beside = any(e.has_line and e.swatch.x0 > panel.box.x1 + CLEAR * unit for e in legend.entries)
    return len(legend.entries) <= FEW and not beside and (not legend.framed or legend.box.iou(panel.box) > FRAMED)


def _right_end(figure: Figure, panel: Panel, panels: Sequence[Panel], unit: float) -> float:
    """The last column in which the labels of a panel may stand."""
    own = panel.box
    rows = [p.box for p in panels if min(p.box.y1, own.y1) > max(p.box.y0, own.y0)]
    beside = [box.x0 - unit for box in rows if box.x0 > own.x1]
    return float(min([figure.rgb.shape[1] - 1, own.x1 + MARGIN * unit, *beside]))


def _right_part(figure: Figure, panel: Panel, end: float, inner: PlotArea) -> PlotArea:
    """The right half of a plot with what stands beside it, up to the column ``end``.

    The spine is a part of the background: labels run over it.
    """
    top, height = inner.origin[1], inner.rgb.shape[0]
    first = round(panel.box.x0 + LABEL_SHARE * panel.box.width)
    rgb = figure.rgb[top : top + height, first : max(round(end), round(panel.box.x1)) + 1].astype(np.float32)
    background = np.empty_like(rgb)
    within = inner.background[:, first - inner.origin[0] :]
    border = min(within.shape[1], rgb.shape[1])
    background[:, :border] = within[:, :border]
    outside = rgb[:, border:]
    if outside.size:
        background[:, border:] = commonest_color(outside.astype(np.uint8).reshape(-1, 3), 5)
        edge = round(SPINE_WIDTH * inner.unit)
        background[:, border : border + edge] = np.median(outside[:, :edge], axis=0)
    bare = np.zeros(rgb.shape[:2], bool)
    return PlotArea(rgb, background, (first, top), bare, bare, (), bare, inner.unit)


def _is_purer(one: EndPrint, other: EndPrint) -> bool:
    """Whether the first explains the same print by another colour far better."""
    more = float(one.crop.sum()) > BLEND * float(other.crop.sum())
    return more and one.color != other.color and one.box.shared(other.box) > SAME


def _read(labels: Sequence[EndPrint], area: PlotArea, texts: Sequence[Text], reader: TextReader) -> list[_Name]:
    """The labels that are names, by their ink alone, or as they were read in the figure where that is surer."""
    rim = round(RIM * area.unit)
    names = []
    for label, reading in zip(labels, reader.read([_as_print(label.crop, rim) for label in labels]), strict=True):
        same = [] if _is_crossed(area, label, rim) else [t for t in texts if _is_same_print(t, label, area)]
        readings = [reading, *(Reading(t.string, t.confidence, t.reader) for t in same)]
        reading = max(readings, key=lambda r: r.confidence)
        # of a short crop readers cannot tell x from X
        reading = next((r for r in readings[1:] if r.string.casefold() == reading.string.casefold()), reading)
        if reading.confidence >= LIKELY and _is_name(reading.string):
            names.append(_Name(label, reading))
    return names


def _is_same_print(text: Text, label: EndPrint, area: PlotArea) -> bool:
    """Whether a text begins and ends where a label does."""
    box = _moved(label.box, area)
    apart = max(abs(text.box.x0 - box.x0), abs(text.box.x1 - box.x1))
    return text.rotation == 0 and apart <= PAST * area.unit and text.box.shared(box) > SAME


def _is_crossed(area: PlotArea, label: EndPrint, rim: int) -> bool:
    """Whether other ink or a spine runs through a label."""
    rows, columns = label.box.grown(rim).slices(*area.rgb.shape[:2])
    crop, paper = area.rgb[rows, columns], area.background[rows, columns]
    height, width = area.rgb.shape[:2]
    own = np.zeros((height, width), np.uint8)
    own[label.box.grown(1).slices(height, width)] = label.crop > 0
    beside = cv2.dilate(own[rows, columns], np.ones((3, 3), np.uint8)) == 0
    uneven = channel_max(np.abs(paper - np.median(paper.reshape(-1, 3), axis=0))) > INK_DISTANCE
    return bool(uneven.any() or (beside & (channel_max(np.abs(crop - paper)) > INK_DISTANCE)).any())


def _as_print(ink: Ink, rim: int) -> Pixels:
    """Ink as black print on white with a rim around it."""
    dark = np.pad(np.clip(ink, 0, 1), rim)
    return np.repeat(np.round(255 * (1 - dark)).astype(np.uint8)[..., None], 3, axis=2)


def _is_name(string: str) -> bool:
    return any(c.isalpha() for c in string) and sum(c.isalnum() for c in string) > 1


def _is_better(one: _Name, other: _Name, first: bool) -> bool:
    """Whether the first is the better reading of the same print, or as good and the ``first``."""
    if one.label.box.shared(other.label.box) <= SAME:
        return False
    return one.worth > other.worth or (first and one.worth == other.worth)


def _entry(area: PlotArea, name: _Name) -> LegendEntry:
    box = _moved(name.label.box, area)
    reach = replace(box, x0=box.x0 - LABEL_GAP * area.unit, x1=box.x0 - 1)
    color, sure = _color_at(area, name.label.end), name.reading.confidence
    return LegendEntry(name.reading.string.strip(), box, reach, color, stroke=0.0, confidence=sure, at_end=True)


def _color_at(area: PlotArea, pixels: NDArray[np.intp]) -> Color:
    """The colour of the ink in some pixels with the strongest contrast, which anti-aliasing does not reach."""
    rows, columns = pixels.T
    seen = area.rgb[rows, columns]
    contrast = np.linalg.norm(seen - area.background[rows, columns], axis=1)
    return median_color(seen[contrast >= FULL * float(np.percentile(contrast, 98))])


def _moved(box: Box, area: PlotArea) -> Box:
    """A box of an area in the pixels of the figure."""
    x, y = area.origin
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)
