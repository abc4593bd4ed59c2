"""Crowded dates, ``Jul 03, 2005 Jul 10, 2005``, that were read as one line of words: cut where one ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.dates import date_readings
from extractors.geometry import Box, bounding
from extractors.readers import Pixels, Text
from extractors.readers.ink import labels_in

# Dates written alike have the same number of words, at most so many.
_MOST_WORDS = 4
# Blanks between words are so wide, in text heights: they are parted at the first width that gives all of them.
_WORD_GAPS = (0.6, 0.5, 0.42, 0.36, 0.3, 0.25, 0.2)
# Dates of one row are alike in width to this share: else they were parted elsewhere than between words.
_ALIKE = 0.2


def dates_apart(text: Text, rgb: Pixels) -> list[Text]:
    """The dates with their years that an upright text of an (H, W, 3) figure consists of; the text itself otherwise."""
    words = re.sub(r"(?<=\d),(?=\d)", ", ", text.string).split()
    size = _words_per_date(words) if text.rotation == 0 else 0
    if not size:
        return [text]
    pieces = next((p for gap in _WORD_GAPS if len(p := labels_in(rgb, text.box.grown(1), gap)) == len(words)), [])
    boxes = [bounding(pieces[k : k + size]) for k in range(0, len(pieces), size)]
    if not boxes or not _are_alike(boxes):
        return [text]
    strings = [" ".join(words[k : k + size]) for k in range(0, len(words), size)]
    return [replace(text, string=s, box=box, alternatives=()) for s, box in zip(strings, boxes, strict=True)]


def _words_per_date(words: Sequence[str]) -> int:
    """Of how many words each date consists where all are dates of as many words, with their years; else 0."""
    for size in range(1, min(_MOST_WORDS, len(words) // 2) + 1):
        dates = [date_readings(" ".join(words[k : k + size])) for k in range(0, len(words), size)]
        if len(words) % size == 0 and all(found and found[0].year is not None for found in dates):
            return size
    return 0


def _are_alike(boxes: Sequence[Box]) -> bool:
    widths = [box.width for box in boxes]
    return bool(np.ptp(widths) <= _ALIKE * float(np.median(widths)))
