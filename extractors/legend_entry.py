"""One entry of a legend: a name with the swatch that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.name_print import print_height
from extractors.readers import Text
from extractors.swatch_spans import common_span, first_dash_in_span, swatch_in_span
from extractors.swatch_style import INK_DISTANCE, Style, read_style
from extractors.swatches import CONTRASTS, find_separate

# lengths in text heights
SAME_COLUMN = 0.5  # by which swatches or names of one column may be out of line
FIRST_DASH = 0.75  # of the longest swatch in its row, which all lines without gaps reach
PIXEL = 1.0  # in pixels, by which the ends of lines of one column may be out of line
LONG_SWATCH = 0.8  # a line shorter than this may be a tick mark or a hyphen


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A name with its swatch.

    ``color`` is the RGB of the stroke, ``dash`` one of solid|dashed|dotted|dashdot, ``marker`` one of
    circle|square|triangle|diamond|cross|plus|star|other or None, ``has_line`` whether the swatch holds a line,
    ``is_patch`` whether it is only a filled rectangle (a band or area), ``stroke`` the line's thickness and
    ``marker_size`` the larger side of the marker, both in pixels. ``look`` tells alike entries apart: the index of the
    marker in ``marker_shapes.SHAPES`` and whether it is hollow. ``at_end`` marks a name at the end of its
    line, without a swatch that would tell of dashes, markers or thickness (``stroke`` is 0). ``rim``: the RGB of the
    edge around a patch, None where it has none. ``agreed``: the share of the looks at the name that read it as it is.
    """

    name: str
    text_box: Box
    swatch: Box
    color: tuple[int, int, int]
    dash: str = "solid"
    marker: str | None = None
    has_line: bool = True
    is_patch: bool = False
    stroke: float = 1.0
    confidence: float = 1.0
    marker_size: float = 0.0
    look: tuple[int, bool] | None = None
    at_end: bool = False
    rim: tuple[int, int, int] | None = None
    agreed: float = 1.0

    @property
    def box(self) -> Box:
        """The box around swatch and name."""
        return self.swatch.joined(self.text_box)


def name_unit(text: Text, unit: float) -> float:
    """The text height that a name is measured in: a name without ascenders is lower than the print it stands in."""
    height = print_height(text)
    return max(height, min(1.6 * height, unit))


def entries_unit(entries: Sequence[LegendEntry]) -> float:
    """The text height of legend entries: that of their names' boxes in the middle."""
    return float(np.median([e.text_box.height for e in entries]))


def separate_entry(
    canvas: Canvas, text: Text, unit: float, contrasts: Sequence[float] = CONTRASTS
) -> LegendEntry | None:
    """The entry of a name whose swatch stands free of other ink of one of the ``contrasts``, or None."""
    found = find_separate(canvas, text.box, unit, contrasts)
    if found is None:
        return None
    bare = _without_walls_in(canvas, found[0])
    again = None if bare is canvas else find_separate(bare, text.box, unit, contrasts)
    if again is not None and max(abs(again[0].x0 - found[0].x0), abs(again[0].x1 - found[0].x1)) <= PIXEL:
        found = again
    swatch, mask = found
    crop = canvas.rgb[swatch.slices(*canvas.rgb.shape[:2])]
    return _entry(text, swatch, read_style(crop, mask, background_of(canvas.rgb, text.box), unit), 0.95)


def _without_walls_in(canvas: Canvas, swatch: Box) -> Canvas:
    """The canvas without walls between the ends of a swatch: its marker was read as a letter."""
    walls = tuple(w for w in canvas.walls if not (swatch.x0 < w.x0 and w.x1 < swatch.x1 and w.overlap(swatch) > 0))
    return canvas if len(walls) == len(canvas.walls) else replace(canvas, walls=walls)


def entry_in_span(
    canvas: Canvas, text: Text, span: tuple[int, int], unit: float, dashed: bool = False
) -> LegendEntry | None:
    """The entry of a name whose swatch (``dashed`` or not) runs between two known columns, whatever crosses it."""
    found = swatch_in_span(canvas, text.box, span, unit, dashed)
    if found is None:
        return None
    swatch, mask = found
    background = background_of(canvas.rgb, text.box)
    style = read_style(canvas.rgb[swatch.slices(*canvas.rgb.shape[:2])], mask, background, unit)
    return _entry(text, swatch, style, 0.8)


def first_dash_entry(canvas: Canvas, text: Text, swatches: Sequence[Box], unit: float) -> LegendEntry | None:
    """The entry of a name of whose line nothing but the first dash is drawn where the lines of its column are; or None.

    ``swatches``: those lines; some tools draw them shorter than two dashes.
    """
    found = first_dash_in_span(canvas, text.box, swatches, unit)
    if found is None:
        return None
    swatch, mask = found
    background = background_of(canvas.rgb, text.box)
    style = read_style(canvas.rgb[swatch.slices(*canvas.rgb.shape[:2])], mask, background, unit)
    return _entry(text, swatch, replace(style, dash="dashed"), 0.8) if style.has_line else None


def regular_entries(canvas: Canvas, group: list[LegendEntry]) -> list[LegendEntry]:
    """The group with swatches read again that other ink has run into, or of which there is a first dash only.

    They are read where the rest of their column stands, or as long as others of their row.
    """
    whole = [_whole_dashes(canvas, entry, group) for entry in group]
    return [_fitted_to_column(canvas, entry, whole) for entry in whole]


def _whole_dashes(canvas: Canvas, entry: LegendEntry, group: Sequence[LegendEntry]) -> LegendEntry:
    """The entry with a swatch as long as others of its column or row, where that is a line with gaps in it."""
    span = _span_of_column(entry, group) or _span_of_row(entry, group)
    if span is None or not entry.has_line or entry.marker is not None:
        return entry
    if entry.swatch.width >= FIRST_DASH * (span[1] - span[0]):
        return entry
    text = Text(entry.name, entry.text_box, entry.confidence, "")
    whole = entry_in_span(canvas, text, span, entry.text_box.height, dashed=True)
    if whole is None or not whole.has_line or whole.dash == "solid":
        whole = first_dash_entry(canvas, text, _long_of_column(entry, group), entry.text_box.height)
    if whole is None:
        return entry
    return whole if color_distance(np.asarray(whole.color), entry.color) <= INK_DISTANCE else entry


def _span_of_column(entry: LegendEntry, group: Sequence[LegendEntry]) -> tuple[int, int] | None:
    """The columns that most swatches below or above the entry's run through, None where no two agree."""
    long = _long_of_column(entry, group)
    return common_span(long, PIXEL) if len(long) > 1 else None


def _long_of_column(entry: LegendEntry, group: Sequence[LegendEntry]) -> list[Box]:
    """The swatches of lines below or above the entry's, but those that are so short that dashes may be missing."""
    column = [e.swatch for e in _column_of(entry, group) if e.has_line]
    longest = max((swatch.width for swatch in column), default=0.0)
    return [swatch for swatch in column if swatch.width >= FIRST_DASH * longest]


def _span_of_row(entry: LegendEntry, group: Sequence[LegendEntry]) -> tuple[int, int] | None:
    """The columns of a swatch that ends where the entry's does and is as long as the longest in its row."""
    others = [e for e in group if e.text_box != entry.text_box and e.has_line]
    row = [e for e in others if abs(e.text_box.cy - entry.text_box.cy) <= SAME_COLUMN * entry.text_box.height]
    longest = max((e.swatch.width for e in row), default=0.0)
    return (round(entry.swatch.x1 - longest), round(entry.swatch.x1)) if row else None


def _column_of(entry: LegendEntry, group: Sequence[LegendEntry]) -> list[LegendEntry]:
    slack = SAME_COLUMN * entry.text_box.height
    return [e for e in group if abs(e.text_box.x0 - entry.text_box.x0) <= slack and e != entry]


def _fitted_to_column(canvas: Canvas, entry: LegendEntry, group: Sequence[LegendEntry]) -> LegendEntry:
    unit = entry.text_box.height
    column = [e for e in _column_of(entry, group) if e.has_line or e.is_patch]
    column = [e for e in column if e.swatch.width >= LONG_SWATCH * unit]
    if not column:
        return entry
    x0, x1 = common_span([e.swatch for e in column], 0.15 * unit)
    if entry.swatch.height > 2 * max(e.swatch.height for e in column) + 2:
        text = Text(entry.name, entry.text_box, entry.confidence, "")
        return entry_in_span(canvas, text, (x0, x1), unit) or entry
    if entry.swatch.width <= x1 - x0 + SAME_COLUMN * unit:
        return entry
    return _cut_to_span(canvas, entry, (x0, x1)) or entry


def _cut_to_span(canvas: Canvas, entry: LegendEntry, span: tuple[int, int]) -> LegendEntry | None:
    background = background_of(canvas.rgb, entry.text_box)
    window = replace(entry.swatch, x0=span[0], x1=span[1])
    mask = ink_mask(canvas, window, background, entry.text_box)
    inked = np.flatnonzero(mask.any(axis=1))
    if len(inked) == 0:
        return None
    swatch = replace(window, y0=window.y0 + int(inked[0]), y1=window.y0 + int(inked[-1]))
    crop = canvas.rgb[swatch.slices(*canvas.rgb.shape[:2])]
    style = read_style(crop, mask[inked[0] : inked[-1] + 1], background, entry.text_box.height)
    return replace(entry, swatch=swatch, **asdict(style))


def _entry(text: Text, swatch: Box, style: Style, confidence: float) -> LegendEntry:
    return LegendEntry(
        name=text.string,
        text_box=text.box,
        swatch=swatch,
        confidence=confidence * text.confidence,
        **asdict(style),
    )
