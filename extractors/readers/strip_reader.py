"""A small network that reads one line of print from its crop: convolutions over a strip, decoded by CTC.

Half a millisecond a crop. Which characters a network knows, and how long its lines are, is told with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.readers import Pixels
from extractors.readers.ink import background
from extractors.readers.networks import open_network

# Rows that the networks see; columns are as many as the crop has at that height, within limits, in steps that batch.
ROWS, LEAST_COLUMNS, STEP = 32, 8, 32
# Columns of blank paper behind the print, so that its last character has room.
_ROOM = 8
# Print fainter than this (of 255) is not stretched any further.
_LEAST_CONTRAST = 24
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Script:
    """What each output of a network stands for, from 1 on (0 is the blank of CTC), and its longest lines in columns."""

    alphabet: str
    most_columns: int


@dataclass(frozen=True, slots=True)
class StripReading:
    """The likeliest string of a crop, the chance of its weakest character or gap, and the mean over its characters."""

    string: str
    confidence: float
    mean_confidence: float


class StripReader:
    """Reads tight, upright crops of one line each with the network in a file."""

    def __init__(self, model: Path, script: Script) -> None:
        self._script = script
        self._session = open_network(model)

    def read(self, crops: Sequence[Pixels]) -> list[StripReading]:
        """One reading per crop, in order; each is an (H, W, 3) cut-out of a single label."""
        return [decoded(steps, self._script.alphabet) for steps in self.steps(crops)]

    def steps(self, crops: Sequence[Pixels]) -> list[NDArray[np.float32]]:
        """Per crop CTC's log-probabilities (T, 1 + characters)."""
        strips = [as_strip(crop, self._script.most_columns) for crop in crops]
        widths = [padded_width(strip.shape[1], self._script.most_columns) for strip in strips]
        answers: dict[int, NDArray[np.float32]] = {}
        for width in sorted(set(widths)):
            members = [i for i, own in enumerate(widths) if own == width]
            for start in range(0, len(members), _BATCH):
                part = members[start : start + _BATCH]
                batch = stacked([strips[i] for i in part], width)
                answers |= dict(zip(part, self._session.run(None, {"crops": batch})[0], strict=True))
        return [answers[i] for i in range(len(crops))]


def as_strip(crop: Pixels, most_columns: int) -> NDArray[np.uint8]:
    """How far each pixel stands out from the paper, 0 to 255, at the network's height; (ROWS, W)."""
    contrast = channel_max(np.abs(crop.astype(np.int16) - background(crop)))
    strongest = max(float(np.percentile(contrast, 99)), _LEAST_CONTRAST)
    ink = np.clip(contrast * (255.0 / strongest), 0, 255).astype(np.uint8)
    height, width = ink.shape
    columns = min(most_columns - _ROOM, max(LEAST_COLUMNS, round(width * ROWS / height)))
    interpolation = cv2.INTER_AREA if height > ROWS else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(ink, (columns, ROWS), interpolation=interpolation), np.uint8)


def padded_width(columns: int, most_columns: int) -> int:
    """The width at which a strip is read: its own with room behind it, in steps."""
    return min(most_columns, max(2 * STEP, -(-(columns + _ROOM) // STEP) * STEP))


def stacked(strips: Sequence[NDArray[np.uint8]], width: int) -> NDArray[np.float32]:
    """Strips as one input (N, 1, ROWS, width), 0 for paper and 1 for ink."""
    batch = np.zeros((len(strips), 1, ROWS, width), np.float32)
    for k, strip in enumerate(strips):
        batch[k, 0, :, : strip.shape[1]] = strip
    batch /= 255.0
    return batch


def decoded(steps: NDArray[np.float32], alphabet: str) -> StripReading:
    """The best path through CTC's log-probabilities (T, 1 + len(alphabet))."""
    best = steps.argmax(axis=1)
    runs = np.flatnonzero(np.r_[True, best[1:] != best[:-1]])
    emits = best[runs] != 0
    string = "".join(alphabet[k - 1] for k in best[runs][emits].tolist()).strip()
    # A run is as sure as its surest step; gaps count too: a doubtful one may hide a character.
    sure = np.exp(np.maximum.reduceat(steps.max(axis=1), runs))
    return StripReading(string, float(sure.min()), float(sure[emits].mean()) if emits.any() else 0.0)


def log_likelihood(steps: NDArray[np.float32], string: str, alphabet: str) -> float:
    """How likely a string is by CTC's log-probabilities (T, 1 + len(alphabet)), over all paths, in nats.

    Characters that the network does not know are left out. The forward algorithm of Graves et al. 2006.
    """
    known = [alphabet.index(c) + 1 for c in string if c in alphabet]
    states = np.zeros(2 * len(known) + 1, np.intp)  # a blank before, between and behind the characters
    states[1::2] = known
    skips = np.zeros(len(states), np.bool_)
    skips[3::2] = states[3::2] != states[1:-2:2]
    reached = np.full(len(states), -np.inf)
    reached[:2] = steps[0, states[:2]]
    for step in steps[1:]:
        stayed = np.logaddexp(reached, np.r_[-np.inf, reached[:-1]])
        skipped = np.where(skips, np.r_[-np.inf, -np.inf, reached[:-2]][: len(states)], -np.inf)
        reached = np.logaddexp(stayed, skipped) + step[states]
    return float(np.logaddexp.reduce(reached[-2:]))
