"""Rows of labels below (or above) an axis that read badly as they stand: read again as turned print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.readers import TextReader
from extractors.strips import Side
from extractors.tick_readings import TickLabel
from extractors.tick_texts import read_labels
from extractors.turned_rows import HIGHER

# Fewer labels may all be misread by chance.
LEAST = 3
# Turned labels are higher than wide, all but so many; upright ones of a digit are, too, but read well as they stand.
MOST_HIGH = 0.75
# A row whose labels are read more surely than this stands as it was read; another turn must read it surer by MORE.
DOUBTFUL, MORE = 0.85, 0.15


def with_best_turn(
    figure: Figure,
    side: Side,
    prints: Sequence[LabelPrint],
    labels: list[TickLabel],
    reader: TextReader,
) -> tuple[list[LabelPrint], list[TickLabel]]:
    """The prints of a row with the turn in which they read best, and their labels in it.

    Powers of ten in small print are hardly higher than a line, and what is read of one upside down are digits as well:
    ``10²`` is ``²01``.
    """
    sure = _sureness(labels)
    if side not in ("bottom", "top") or not _may_be_turned(prints) or sure > DOUBTFUL:
        return list(prints), labels
    ways = [[replace(p, rotation=turn, text=None) for p in prints] for turn in (90, 270)]
    read = [(way, read_labels(figure, way, (), reader)) for way in ways]
    best = max(read, key=lambda one: _sureness(one[1]))
    return best if _sureness(best[1]) >= sure + MORE else (list(prints), labels)


def _may_be_turned(prints: Sequence[LabelPrint]) -> bool:
    high = sum(p.box.height > HIGHER * p.box.width for p in prints)
    return len(prints) >= LEAST and high >= MOST_HIGH * len(prints) and not any(p.rotation % 90 for p in prints)


def _sureness(labels: Sequence[TickLabel]) -> float:
    return float(np.mean([label.confidence for label in labels])) if labels else 0.0
