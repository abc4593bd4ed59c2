"""Titles and axis labels of the panels, with their units and the colour of their print."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.channels import Rgb, color_distance, median_color
from extractors.geometry import Box, bounding
from extractors.image import Figure
from extractors.legend_canvas import background_of
from extractors.legend_names import is_swatch_text
from extractors.panels import Panel
from extractors.readers import Text
from extractors.title_places import Lines, place_texts
from extractors.units import split_unit

INK_SHARE = 0.6  # of the strongest contrast in a label: paler pixels are the rims of its letters
ALIGNED = 0.1  # of a panel's side by which panels of one row or column may be out of line
# the common factor of the tick labels, printed at the end of an axis; its 1 is read as a letter in small print
FACTOR = re.compile(r"^\W*(?:[×xX*]\s*)?(?:1\s*[0eE]|[lI]\s*e(?=\s*[-+−]?\d))\s*[-+−⁻⁰¹²³⁴-⁹\d^{}]*\W*$")


@dataclass(frozen=True, slots=True)
class Label:
    """A title or axis label as printed, its box, the RGB of its ink, and the unit where it names one.

    ``shared`` says that it stands beside another panel of the same row or column, or beside the whole grid.
    """

    string: str
    box: Box
    color: Rgb
    unit: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class PanelTitles:
    """The title of a panel and the labels of its x, left and right axis."""

    title: Label | None = None
    x: Label | None = None
    left: Label | None = None
    right: Label | None = None


def find_titles(
    figure: Figure, panels: Sequence[Panel], texts: Sequence[Text], used: Collection[Text]
) -> tuple[PanelTitles, ...]:
    """Titles and labels per panel, in the order of ``panels``.

    ``texts``: everything read, in working pixels; ``used``: tick labels and legend texts, which are no labels.
    """
    boxes = [panel.box for panel in panels]
    outside = [t for t in texts if t not in used and not any(_inside(t, box) for box in boxes)]
    free = [t for t in outside if _is_wording(t) and not is_swatch_text(figure.rgb, t)]
    if not free:
        return tuple(PanelTitles() for _ in panels)
    return _placed(free, [panel.box for panel in panels], lambda box: _ink_color(figure, box))


def titles_of(texts: Sequence[Text], boxes: Sequence[Box], colors: Mapping[Box, Rgb]) -> tuple[PanelTitles, ...]:
    """The same where the colour of each text is known: ``texts`` are those that are no tick labels and no legend."""
    outside = [t for t in texts if not any(_inside(t, box) for box in boxes)]
    free = [t for t in outside if _is_wording(t)]
    return _placed(free, boxes, lambda box: colors.get(box, (0, 0, 0))) if free else tuple(PanelTitles() for _ in boxes)


def _placed(free: Sequence[Text], boxes: Sequence[Box], color_of: Callable[[Box], Rgb]) -> tuple[PanelTitles, ...]:
    unit = float(np.median([_print_height(t) for t in free for _ in t.string]))
    places = place_texts(free, boxes, unit)
    found = [
        PanelTitles(*(_label(color_of, lines) for lines in quartet))
        for quartet in zip(places.title, places.x, places.left, places.right, strict=True)
    ]
    placed = [label.box for titles in found for label in (titles.title, titles.x, titles.left, titles.right) if label]
    rest = [t for t in free if not any(t.box.overlap(box) > 0 for box in placed)]
    return tuple(_with_shared(i, found, boxes, _outer_labels(color_of, rest, boxes)) for i in range(len(boxes)))


def _is_wording(text: Text) -> bool:
    return any(c.isalpha() or c in "%$€£" for c in text.string) and not FACTOR.match(text.string)


def _inside(text: Text, box: Box) -> bool:
    return box.holds(text.box.cx, text.box.cy)


def _print_height(text: Text) -> float:
    return max(1.0, text.box.width if text.rotation in (90, 270) else text.box.height)


def _label(color_of: Callable[[Box], Rgb], lines: Lines) -> Label | None:
    if not lines:
        return None
    string = " ".join(t.string.strip() for t in lines)
    return Label(string, bounding([t.box for t in lines]), color_of(lines[0].box), split_unit(string)[1])


def _ink_color(figure: Figure, box: Box) -> Rgb:
    """The RGB of the letters without their anti-aliased rims."""
    crop = figure.rgb[box.slices(*figure.rgb.shape[:2])]
    if crop.size == 0:
        return 0, 0, 0
    contrast = color_distance(crop, background_of(figure.rgb, box))
    return median_color(crop[contrast >= INK_SHARE * float(np.percentile(contrast, 98))])


def _outer_labels(color_of: Callable[[Box], Rgb], rest: Sequence[Text], boxes: Sequence[Box]) -> PanelTitles:
    """Labels of the whole grid: below all panels, or beside all of them."""
    whole = bounding(boxes)
    below = [t for t in rest if t.rotation == 0 and t.box.y0 > whole.y1 and _middle(t.box.cx, whole.x0, whole.x1)]
    turned = [t for t in rest if t.rotation in (90, 270) and _middle(t.box.cy, whole.y0, whole.y1)]
    return PanelTitles(
        x=_label(color_of, below[:1]),
        left=_label(color_of, [t for t in turned if t.box.x1 < whole.x0][:1]),
        right=_label(color_of, [t for t in turned if t.box.x0 > whole.x1][:1]),
    )


def _middle(position: float, start: float, stop: float) -> bool:
    return abs(position - (start + stop) / 2) <= ALIGNED * (stop - start)


def _with_shared(index: int, found: Sequence[PanelTitles], boxes: Sequence[Box], outer: PanelTitles) -> PanelTitles:
    """The titles of a panel, missing labels taken from its column (x) or row (y), else from beside the whole grid."""
    own = boxes[index]
    column = [found[i].x for i, box in enumerate(boxes) if i != index and _in_column(own, box)]
    row = [found[i] for i, box in enumerate(boxes) if i != index and _in_column(_turned(own), _turned(box))]
    titles = found[index]
    return replace(
        titles,
        x=titles.x or _common(column) or _common([outer.x]),
        left=titles.left or _common([t.left for t in row]) or _common([outer.left]),
        right=titles.right or _common([t.right for t in row]) or _common([outer.right]),
    )


def _in_column(one: Box, other: Box) -> bool:
    slack = ALIGNED * one.width
    return abs(one.x0 - other.x0) <= slack and abs(one.x1 - other.x1) <= slack


def _turned(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _common(labels: Sequence[Label | None]) -> Label | None:
    """The one label among them, marked as shared; None where there is none or where they differ."""
    named = [label for label in labels if label is not None]
    if not named or any(label.string != named[0].string for label in named):
        return None
    return replace(named[0], shared=True)
