"""A second look at labels that prove no scale: their crops are read too.

The text stage reads whole figures, where a label's box takes in a tick mark or loses a sign more often than the strip
beside the axis does. Reading every crop would cost more than all other stages, so only axes that fail are read twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.calibration import calibrate
from extractors.errors import CalibrationRejected
from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.numbers import parse_number
from extractors.readers import Reading, TextReader
from extractors.strips import Side
from extractors.tick_marks import TickMark
from extractors.tick_readings import TickLabel
from extractors.tick_texts import cut

# Of what the text stage took in besides a label, a tick mark is no larger than this, in label heights.
MARK = 1.3


def look_again(
    figure: Figure,
    side: Side,
    length: float,
    cells: Sequence[LabelPrint],
    prints: Sequence[LabelPrint],
    labels: Sequence[TickLabel],
    marks: Sequence[TickMark],
    reader: TextReader,
) -> list[TickLabel]:
    """``labels`` as they are where they prove a scale over ``length`` pixels; else with what their crops read.

    ``prints`` are the labels as cut for reading, ``cells`` the same as they were found beside the axis: where the text
    stage took a tick mark for a letter, its box is the larger one.
    """
    if not any(c.isdigit() for label in labels for c in label.text) or proves_scale(labels, side, length, marks):
        return list(labels)
    upright = [i for i, p in enumerate(prints) if p.rotation % 90 == 0 and "^" not in labels[i].text]
    boxes = {i: _boxes(cells[i], prints[i]) for i in upright}
    crops = [cut(figure.rgb, box, prints[i].rotation) for i, found in boxes.items() for box in found]
    readings = iter(reader.read(crops))
    seen = list(labels)
    for i, found in boxes.items():
        seen[i] = _with_readings(labels[i], [next(readings) for _ in found])
    return seen


def _boxes(cell: LabelPrint, item: LabelPrint) -> list[Box]:
    """The boxes in which a label may stand: that found beside the axis leads if only a tick mark is missing in it."""
    lacking = max(item.box.width - cell.box.width, item.box.height - cell.box.height)
    if cell.rotation != item.rotation or lacking <= 0:
        return [item.box]
    return [cell.box, item.box] if lacking <= MARK * cell.box.height else [item.box, cell.box]


def proves_scale(labels: Sequence[TickLabel], side: Side, length: float, marks: Sequence[TickMark]) -> bool:
    """Whether the labels calibrate an axis of ``length`` pixels."""
    try:
        calibrate(labels, length, marks=[m.px for m in marks], allow_category=side in ("bottom", "top"))
    except CalibrationRejected:
        return False
    return True


def _with_readings(label: TickLabel, readings: Sequence[Reading]) -> TickLabel:
    """The label with the readings of its crops, the first plain number leading and all others its alternatives."""
    own = Reading(label.text, label.confidence, label.reader, label.alternatives)
    order = [*(r for r in readings if not _is_unclear(r)), own, *(r for r in readings if _is_unclear(r))]
    first = order[0]
    others = [text for r in order for text in (r.string, *r.alternatives) if text and text != first.string]
    return replace(
        label,
        text=first.string,
        confidence=first.confidence,
        reader=first.reader,
        alternatives=tuple(dict.fromkeys(others)),
    )


def _is_unclear(reading: Reading) -> bool:
    number = parse_number(reading.string)
    return number is None or number.repaired
