"""Print beside an axis that was cut, put together again: words of one label, turned labels, labels under the spine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.geometry import Box
from extractors.text import Text
from extractors.tick_prints import NUMBERS, LabelPrint

# A print lies in a text with this share of its area; one with less than that of the text is only a part of it.
INSIDE, PART = 0.8, 0.8
# Both stand in one line where their middles are this near, in heights of the text, and it is no taller than digits are
# to small letters.
SAME_LINE, TALLER = 0.3, 2.2
# Of turned labels at least so many are known whole before the others are taken to be as long.
LEAST_TURNED = 2


def whole_prints(prints: Sequence[LabelPrint], texts: Sequence[Text]) -> list[LabelPrint]:
    """The prints with those that are a part of a text replaced by that text, their places along the axis kept.

    The text stage sees ``100 GB`` or turned print as one; beside the axis only ``GB`` or the first turned letter is
    found, and of labels that the plot box cuts only what lies outside of it.
    """
    wholes = [_whole(item, texts) for item in prints]
    shared = Counter(whole for whole in wholes if whole is not None)
    found = [
        item
        if whole is None or shared[whole] > 1
        else replace(item, box=whole.box, rotation=whole.rotation, text=whole)
        for item, whole in zip(prints, wholes, strict=True)
    ]
    return _as_long(found)


def _whole(item: LabelPrint, texts: Sequence[Text]) -> Text | None:
    for text in texts:
        box = text.box.grown(1)
        if text.rotation % 90 or NUMBERS.fullmatch(text.string) or box.overlap(item.box) < INSIDE * item.box.area:
            continue
        if text.rotation == 0 and (
            abs(text.box.cy - item.box.cy) > SAME_LINE * text.box.height or text.box.height > TALLER * item.box.height
        ):
            continue
        if item.box.area < PART * text.box.area:
            return text
    return None


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
