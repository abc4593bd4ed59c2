"""Tick labels of the sides of a plot box: found as print beside it, read, and seated on their tick marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress, pairwise

from extractors.axis_notes import NO_NOTES, AxisNotes, find_notes
from extractors.crowded_slants import crowded_slants
from extractors.dates import shows_year
from extractors.faint_grid import find_faint_gridlines
from extractors.flush_labels import with_flush_ends
from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_ladders import upright_numbers
from extractors.label_print import BEYOND, CORNER, LabelPrint
from extractors.mark_signs import without_mark_signs, without_marks_behind, without_read_marks
from extractors.numbers import parse_number
from extractors.overlapped_labels import part_overlapped
from extractors.pale_signs import with_pale_signs
from extractors.panels import Panel
from extractors.readers import TextReader
from extractors.retried_turns import with_best_turn
from extractors.second_look import look_again
from extractors.snapped_marks import unsnapped
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_marks import MAJOR, TOGETHER, TickMark, find_tick_marks
from extractors.tick_prints import find_prints
from extractors.tick_readings import TickLabel
from extractors.tick_slants import seen_slant, slanted_prints, turned_prints
from extractors.tick_texts import SAME, ink_color, read_labels
from extractors.unseen_slants import unseen_slant
from extractors.whole_prints import whole_prints

# Words stand as categories on ticks; without a single tick below them, fewer are a title or an axis label.
LEAST_WORDS = 3
# Categories stand on a larger share of the major ticks than this, the titles of plots below on one by chance.
SEATED = 0.3
# Categories stand in the middle between two marks to this share of their distance.
BETWEEN = 0.06
# Words of a sentence stand no farther apart than this share of the height of their letters with ascenders.
WORD_SPACE = 0.6
# A label between two panels may be either one's where its distances from them differ by less than this factor.
NEAR_BOTH = 2.0


@dataclass(frozen=True)
class AxisLabels:
    """The labels of one side, read and seated, in order along it, with what is noted at its end.

    ``placed`` is False where nothing tells if slanted labels stand at their middles or their ends.
    """

    side: Side
    labels: tuple[TickLabel, ...]
    boxes: tuple[Box, ...]
    marks: tuple[TickMark, ...]
    notes: AxisNotes = NO_NOTES
    color: tuple[int, int, int] = (0, 0, 0)
    placed: bool = True


def find_ticks(
    figure: Figure, panel: Panel, others: Sequence[Panel], texts: Sequence[Text], reader: TextReader, unit: float
) -> dict[Side, AxisLabels]:
    """The labels of every side of ``panel`` that has any; ``unit`` is the text height in pixels.

    Print that stands closer to one of ``others`` belongs to that panel. The top is read where the bottom has none.
    """
    found: dict[Side, AxisLabels] = {}
    sides: tuple[Side, ...] = ("bottom", "left", "right", "top")
    level = find_faint_gridlines(figure.rgb, panel.box, "left", unit)
    upright = find_faint_gridlines(figure.rgb, panel.box, "bottom", unit)
    faint = {"left": level, "right": level, "bottom": upright, "top": upright}
    seen = {side: _marks(figure, panel, side, faint[side], texts, unit) for side in sides}
    marks = unsnapped(seen, figure.scale)
    for side in sides:
        if side == "top" and "bottom" in found:
            continue
        labels = _side_labels(figure, panel, side, marks[side], others, texts, reader, unit)
        if labels is not None:
            found[side] = labels
    return found


def _marks(
    figure: Figure, panel: Panel, side: Side, faint: Sequence[float], texts: Sequence[Text], unit: float
) -> list[TickMark]:
    grid = panel.strokes_y if side in ("left", "right") else panel.strokes_x
    hidden = [at for at in faint if all(abs(at - known) > TOGETHER * unit + 1 for known in grid)]
    return find_tick_marks(figure.rgb, panel.box, side, (*grid, *hidden), unit, [t.box for t in upright_numbers(texts)])


def _side_labels(
    figure: Figure,
    panel: Panel,
    side: Side,
    marks: Sequence[TickMark],
    others: Sequence[Panel],
    texts: Sequence[Text],
    reader: TextReader,
    unit: float,
) -> AxisLabels | None:
    cells = slanted_prints(figure.rgb, panel, side, marks, texts, unit)
    cells = cells or with_pale_signs(figure.rgb, turned_prints(panel, side, marks, texts, unit), side)
    prints, slant = cells, seen_slant(panel, side, marks, texts, unit)
    if not cells and not slant:
        cells = find_prints(figure, panel, side, marks, texts, unit)
        # Right of an axis pale strokes may be marks.
        cells = cells if side == "right" else with_pale_signs(figure.rgb, cells, side)
        cells = cells if side in ("left", "right") else with_flush_ends(cells, panel.box, marks, unit)
        texts = without_read_marks(figure.rgb, panel.box, texts, cells, marks) if side == "right" else texts
        prints = whole_prints(cells, texts, side)
    own = [not _belongs_elsewhere(figure, p.box, panel.box, side, marks, others, unit) for p in prints]
    cells, prints = list(compress(cells, own)), list(compress(prints, own))
    if side in ("bottom", "top") and (names := _between_marks(prints, marks)):
        cells, prints = [cells[k] for k in names], [prints[k] for k in names]
    if slant and not prints:
        cells = prints = unseen_slant(figure, panel, side, slant, (), (), marks, texts, reader, unit)
    labels = read_labels(figure, prints, texts, reader)
    length = panel.box.height if side in ("left", "right") else panel.box.width
    if parted := part_overlapped(figure, side, length, prints, labels, marks, reader, unit):
        cells, prints, labels = parted, parted, read_labels(figure, parted, (), reader)
    elif crowded := crowded_slants(figure, panel, side, labels, marks, reader, unit):
        cells, prints, labels = crowded, crowded, read_labels(figure, crowded, (), reader)
    else:
        prints, labels = with_best_turn(figure, side, prints, labels, reader)
    if not prints or are_title_words(prints, labels, marks):
        return None
    moved = max((m.grid for m in marks), default=0.0) / 2
    labels = [replace(label, moved=moved) if label.seated else label for label in labels]
    cut = [not p.rotation and _is_at_edge(p.box, figure) for p in prints]
    labels = [replace(label, cut=at_edge) for label, at_edge in zip(labels, cut, strict=True)]
    labels = look_again(figure, side, length, cells, prints, labels, marks, reader)
    if slanted := unseen_slant(figure, panel, side, slant, cells, labels, marks, texts, reader, unit):
        prints, labels = slanted, read_labels(figure, slanted, texts, reader)
    labels = without_mark_signs(labels) if side == "right" else labels
    labels = without_marks_behind(labels) if side == "left" else labels
    boxes = [p.box for p in prints]
    rest = [t for t in texts if not any(_same(t.box, b) for b in boxes)]
    notes = find_notes(figure, panel.box, side, boxes, rest, reader, unit)
    return AxisLabels(side, tuple(labels), tuple(boxes), tuple(marks), notes, ink_color(figure.rgb, boxes))


def are_title_words(prints: Sequence[LabelPrint], labels: Sequence[TickLabel], marks: Sequence[TickMark]) -> bool:
    """Whether the print nearest to an axis is no row of tick labels but a title, axis label or legend.

    Words that stand on no tick though the axis has some, on too few of its ticks, or too few words beside an axis
    without ticks.
    """
    if any(parse_number(label.text) is not None or _is_full_date(label.text) for label in labels):
        return False
    seated = sum(p.seated for p in prints)
    ticks = [m for m in marks if m.kind != "inside"]
    if len({round(m.px) for m in ticks}) > 2:
        longest = max(m.length for m in ticks)
        major = len({round(m.px) for m in ticks if m.length * MAJOR >= longest})
        grid = {m.px for m in ticks if m.kind == "grid"}
        if all(p.px in grid for p in prints):  # the marks outside may be minor ones where the others point inwards
            major = min(major, len(grid))
        dated = sum(shows_year(label.text) for label in labels)
        least = 2.0 if dated * 2 >= len(labels) else max(2.0, SEATED * major)
        on_ticks = seated * 2 >= len(prints) and seated >= least
        return not on_ticks and len(_between_marks(prints, marks)) < len(prints)
    return len(prints) < LEAST_WORDS or _are_one_phrase(prints)


def _are_one_phrase(prints: Sequence[LabelPrint]) -> bool:
    """Whether words in a row stand no farther apart than in a sentence, one as far as the other."""
    boxes = sorted((p.box for p in prints), key=lambda box: box.x0)
    height = max(box.height for box in boxes)
    upright = not any(p.rotation for p in prints)
    return upright and all(b.x0 - a.x1 <= WORD_SPACE * height for a, b in pairwise(boxes))


def _is_full_date(text: str) -> bool:
    """Whether it is a date with its year and month, which no title is."""
    return any(c.isalpha() for c in text) and shows_year(text)


def _between_marks(prints: Sequence[LabelPrint], marks: Sequence[TickMark]) -> list[int]:
    """Which prints stand in the middles between all marks, one in each, as spreadsheets set categories; else none.

    A word that stands beside them in their row is the name of the axis.
    """
    places = sorted({round(m.px) for m in marks if m.kind != "inside"})
    middles = [(a + b) / 2 for a, b in pairwise(places) if b - a > 2]
    if not LEAST_WORDS <= len(middles) <= len(prints):
        return []
    near = BETWEEN * (middles[1] - middles[0])
    names = [[k for k, p in enumerate(prints) if abs(p.px - middle) <= near] for middle in middles]
    return [k for of_one in names for k in of_one] if all(len(of_one) == 1 for of_one in names) else []


def _belongs_elsewhere(
    figure: Figure,
    label: Box,
    box: Box,
    side: Side,
    marks: Sequence[TickMark],
    others: Sequence[Panel],
    unit: float,
) -> bool:
    """Whether a label lies in another panel, or between two and is the other's: by tick marks, else by its distance.

    Without marks on one of the two alone it is taken for a left axis' label, unless it is far nearer to the right axis.
    """
    if any(other.box.holds(label.cx, label.cy) and not other.box.overlap(box) for other in others):
        return True  # names of a legend in the plot beside
    if side not in ("left", "right"):
        return False
    facing: Side = "left" if side == "right" else "right"
    gap = label.x0 - box.x1 if side == "right" else box.x0 - label.x1
    for other in others:
        theirs = other.box.x0 - label.x1 if side == "right" else label.x0 - other.box.x1
        beside = other.box.y0 - BEYOND * unit <= label.cy <= other.box.y1 + BEYOND * unit
        if not beside or not -label.width <= theirs <= NEAR_BOTH * max(gap, unit):
            continue
        has_marks = _has_ticks(marks, box, unit)
        if has_marks != _has_ticks(find_tick_marks(figure.rgb, other.box, facing, (), unit), other.box, unit):
            if not has_marks:
                return True
        elif theirs < (NEAR_BOTH * gap if side == "right" else gap / NEAR_BOTH):
            return True
    return False


def _is_at_edge(label: Box, figure: Figure) -> bool:
    """Whether print reaches the left or the right edge of the picture, where blur is cut off with it."""
    return label.x0 <= figure.scale or label.x1 >= figure.rgb.shape[1] - 1 - figure.scale


def _has_ticks(marks: Sequence[TickMark], box: Box, unit: float) -> bool:
    """Whether ticks stand outside a y axis: strokes at both of its corners may be spines that reach over them."""
    corner = CORNER * unit + 0.5
    return sum(m.kind == "outside" and box.y0 + corner < m.px < box.y1 - corner for m in marks) >= 2


def _same(a: Box, b: Box) -> bool:
    return a.is_same(b, SAME)
