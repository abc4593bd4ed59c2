"""A small network that reads one tick label from its crop: numbers, exponents, suffixes, percent, dates.

It knows the characters of numbers and of short dates only, and takes half a millisecond a crop; ``training/`` draws its
labels and trains it. Everything else reads as ``OTHER``, so that words are not taken for numbers.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.readers import Pixels
from extractors.readers.ink import background

MODEL = Path(__file__).with_suffix(".onnx")
# A letter or sign that the network does not know by name.
OTHER = "\ufffd"
# What each output stands for, from 1 on (0 is the blank of CTC); ``^`` begins a raised exponent, every minus is ``-``.
ALPHABET = "0123456789.,-+%$€×^/: ABDEFGHJKMNOQSTWabcegklnoprtuvwy" + OTHER + "'£°msdhix()"
# Rows that the network sees; columns are as many as the crop has at that height, within limits, in steps that batch.
ROWS, LEAST_COLUMNS, MOST_COLUMNS, STEP = 32, 8, 256, 32
# Columns of blank paper behind the print, so that its last character has room.
_ROOM = 8
# Print fainter than this (of 255) is not stretched any further.
_LEAST_CONTRAST = 24
_BATCH = 64


@dataclass(frozen=True, slots=True)
class TickReading:
    """The likeliest string of a crop, the chance of its weakest character or gap, and the mean over its characters."""

    string: str
    confidence: float
    mean_confidence: float


class TickReader:
    """Reads tight, upright crops of tick labels with the network in a file."""

    name = "tick_reader"

    def __init__(self, model: Path = MODEL) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.intra_op_num_threads = max(1, int(os.environ.get("UNPLOT_THREADS", "1")))
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def read(self, crops: Sequence[Pixels]) -> list[TickReading]:
        """One reading per crop, in order; each is an (H, W, 3) cut-out of a single label."""
        strips = [as_strip(crop) for crop in crops]
        widths = [padded_width(strip.shape[1]) for strip in strips]
        readings: dict[int, TickReading] = {}
        for width in sorted(set(widths)):
            members = [i for i, own in enumerate(widths) if own == width]
            for start in range(0, len(members), _BATCH):
                part = members[start : start + _BATCH]
                batch = stacked([strips[i] for i in part], width)
                steps = self._session.run(None, {"crops": batch})[0]
                readings |= {i: decoded(own) for i, own in zip(part, steps, strict=True)}
        return [readings[i] for i in range(len(crops))]


@functools.cache
def open_tick_reader() -> TickReader:
    """The reader with the network that is part of the package, opened once per process."""
    return TickReader()


def as_strip(crop: Pixels) -> NDArray[np.uint8]:
    """How far each pixel stands out from the paper, 0 to 255, at the network's height; (ROWS, W)."""
    contrast = channel_max(np.abs(crop.astype(np.int16) - background(crop)))
    strongest = max(float(np.percentile(contrast, 99)), _LEAST_CONTRAST)
    ink = np.clip(contrast * (255.0 / strongest), 0, 255).astype(np.uint8)
    height, width = ink.shape
    columns = min(MOST_COLUMNS - _ROOM, max(LEAST_COLUMNS, round(width * ROWS / height)))
    interpolation = cv2.INTER_AREA if height > ROWS else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(ink, (columns, ROWS), interpolation=interpolation), np.uint8)


def padded_width(columns: int) -> int:
    """The width at which a strip is read: its own with room behind it, in steps."""
    return min(MOST_COLUMNS, max(2 * STEP, -(-(columns + _ROOM) // STEP) * STEP))


def stacked(strips: Sequence[NDArray[np.uint8]], width: int) -> NDArray[np.float32]:
    """Strips as one input (N, 1, ROWS, width), 0 for paper and 1 for ink."""
    batch = np.zeros((len(strips), 1, ROWS, width), np.float32)
    for k, strip in enumerate(strips):
        batch[k, 0, :, : strip.shape[1]] = strip
    batch /= 255.0
    return batch


def decoded(steps: NDArray[np.float32]) -> TickReading:
    """The best path through CTC's log-probabilities (T, 1 + len(ALPHABET))."""
    best = steps.argmax(axis=1)
    runs = np.flatnonzero(np.r_[True, best[1:] != best[:-1]])
    emits = best[runs] != 0
    string = "".join(ALPHABET[k - 1] for k in best[runs][emits].tolist()).strip()
    # A run is as sure as its surest step; gaps count too: a doubtful one may hide a character.
    sure = np.exp(np.maximum.reduceat(steps.max(axis=1), runs))
    return TickReading(string, float(sure.min()), float(sure[emits].mean()) if emits.any() else 0.0)
