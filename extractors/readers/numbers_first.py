"""Numbers are read by the small network; the large reader is asked where that is not sure, and for all words.

The two fail on different labels: where the small one is sure of its weakest character it is right, and where it is not,
its reading is worth a try beside that of the large one. The tick ladder decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from extractors.channels import channel_max
from extractors.numbers import parse_number
from extractors.readers import Pixels, Reading
from extractors.readers.ink import background
from extractors.readers.strip_reader import StripReading
from extractors.readers.tick_reader import OTHER, TickReader

_LargeReader = Callable[[list[Pixels]], list[Reading]]
# The weakest character of a number that needs no other reader, and of one that is worth trying beside it.
_SURE, _WORTH_TRYING = 0.95, 0.4
# What is taken from the small network alone: numbers of two digits or more. A lone digit may be a marker or a letter.
_NUMBER = re.compile(r"[-+]?[$€£]?\d[\d.,]*(?:[eE][-+]?\d+)?[kM%]?|(?:\d(?:\.\d+)?×)?10\^-?\d+")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}:\d{2}")
_FEWEST_DIGITS = 2
# Of the strongest contrast what ink has at least, and of the height of a number what its sign has at most.
_INK_SHARE, _SIGN_HEIGHT = 0.5, 0.5
# Comma and point differ by a pixel, and before three digits one of them makes a number a thousand times smaller.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}(?!\d)")


def numbers_first(
    crops: Sequence[Pixels], upright: Sequence[bool], small: TickReader, large: _LargeReader
) -> list[Reading]:
    """One reading per crop, in order; tall ones and those that may be turned (not ``upright``) go to ``large``."""
    tried = [i for i, crop in enumerate(crops) if upright[i] and crop.shape[1] > crop.shape[0]]
    seen = dict(zip(tried, small.read([crops[i] for i in tried]), strict=True))
    settled = {i: _reading(own) for i, own in seen.items() if _is_settled(own) and not _is_tall_sign(own, crops[i])}
    rest = [i for i in range(len(crops)) if i not in settled]
    asked = dict(zip(rest, large([crops[i] for i in rest]), strict=True))
    return [settled[i] if i in settled else _beside(asked[i], seen.get(i)) for i in range(len(crops))]


def _is_settled(own: StripReading) -> bool:
    if own.confidence < _SURE or _THOUSANDS.search(own.string):
        return False
    is_number = _NUMBER.fullmatch(own.string) is not None and parse_number(own.string) is not None
    digits = sum(c.isdigit() for c in own.string)
    return digits >= _FEWEST_DIGITS and (is_number or _DATE.fullmatch(own.string) is not None)


def _is_tall_sign(own: StripReading, crop: Pixels) -> bool:
    """Whether what was read as a minus sign is as high as a letter: that of ``λ=0.5``."""
    if not own.string.startswith("-"):
        return False
    ink = channel_max(np.abs(crop.astype(np.int16) - background(crop)))
    drawn = ink > _INK_SHARE * float(ink.max())
    columns = np.flatnonzero(drawn.any(axis=0))
    sign = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)[0]
    rows = np.flatnonzero(drawn[:, sign].any(axis=1))
    print_height = np.ptp(np.flatnonzero(drawn.any(axis=1))) + 1
    return bool(len(rows) > 0 and rows[-1] - rows[0] + 1 > _SIGN_HEIGHT * print_height)


def _reading(own: StripReading) -> Reading:
    return Reading(own.string, own.mean_confidence, TickReader.name)


def _beside(asked: Reading, own: StripReading | None) -> Reading:
    """The large reader's answer with a number that the small one sees in the same print as an alternative."""
    if own is None or own.confidence < _WORTH_TRYING or OTHER in own.string or parse_number(own.string) is None:
        return asked
    if own.string == asked.string:
        return asked
    return replace(asked, alternatives=tuple(dict.fromkeys((own.string, *asked.alternatives))))
