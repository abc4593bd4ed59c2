"""Print beside an axis that was cut, put together again: words of one label, turned labels, labels under the spine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_prints import are_numbers
from extractors.turned_rows import misses_turn

# A print lies in a text with this share of its area; one with less than that of the text is only a part of it.
INSIDE, PART = 0.8, 0.8
# Both stand in one line where their middles are this near, in heights of the print, and it is no taller than digits are
# to small letters.
SAME_LINE, TALLER = 0.3, 2.2
# Of turned print only the letters nearest to the axis are found: by this share of their height it goes on behind them.
PART_BEHIND = 0.5
# Of turned labels at least so many are known whole before the others are taken to be as long.
LEAST_TURNED = 2


def whole_prints(prints: Sequence[LabelPrint], texts: Sequence[Text], side: Side) -> list[LabelPrint]:
    """The prints with those that are a part of a text replaced by that text, their places along the axis kept.

    The text stage sees ``100 GB`` or turned print as one; beside the axis only ``GB`` or the first turned letter is
    found, and of labels that the plot box cuts only what lies outside of it.
    """
    wholes = [_whole(item, texts, side) for item in prints]
    shared = Counter(whole for whole in wholes if whole is not None)
    found = [
        item
        if whole is None or shared[whole] > 1
        else replace(item, box=whole.box, rotation=whole.rotation, text=whole)
        for item, whole in zip(prints, wholes, strict=True)
    ]
    return _as_long(found)


def _whole(item: LabelPrint, texts: Sequence[Text], side: Side) -> Text | None:
    for text in texts:
        box, ink = text.box.grown(1), item.box.grown(0.5)  # a stroke of one pixel has an area, too
        if text.rotation % 90 or are_numbers(text.string) or box.overlap(ink) < INSIDE * ink.area:
            continue
        if misses_turn(text, item.rotation):
            continue
        if text.rotation == 0 and (
            abs(text.box.cy - item.box.cy) > SAME_LINE * item.box.height or text.box.height > TALLER * item.box.height
        ):
            continue
        if text.rotation and _goes_on(item, text, side) < PART_BEHIND * item.box.height:
            continue  # a digit and its tick mark, taken for turned print
        if item.box.area < PART * text.box.area:
            return text
    return None


def _goes_on(item: LabelPrint, text: Text, side: Side) -> float:
    """How far a text reaches away from the axis beyond a print."""
    match side:
        case "bottom":
            return text.box.y1 - item.box.y1
        case "top":
            return item.box.y0 - text.box.y0
        case "left":
            return item.box.x0 - text.box.x0
        case "right":
            return text.box.x1 - item.box.x1


def _as_long(prints: list[LabelPrint]) -> list[LabelPrint]:
    """Turned labels that the text stage missed, as long as their neighbours."""
    turned = [item for item in prints if item.text is not None and item.rotation in (90, 270)]
    if len(turned) < max(LEAST_TURNED, len(prints) / 2):
        return prints
    top, bottom = min(item.box.y0 for item in turned), max(item.box.y1 for item in turned)
    return [
        item
        if item in turned
        else replace(item, box=Box(item.box.x0, top, item.box.x1, bottom), rotation=turned[0].rotation)
        for item in prints
    ]
