"""RapidOCR's PP-OCR models, run directly: one detection pass, then recognition of tight crops in batches.

The models lie inside the rapidocr wheel; nothing is downloaded. Its own pipeline is not used: it upscales every figure
to the same side, orients crops by a third network and pads every crop to 320 columns, which costs most of its time.
"""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.errors import ReaderMissing
from extractors.geometry import Box
from extractors.readers import Pixels, Reading, Text
from extractors.readers.detect import (
    REDUCED_SIDE,
    SHORT_SIDE,
    Region,
    cut_out,
    detection_scale,
    finer_scale,
    regions_in,
)
from extractors.readers.ink import background
from extractors.readers.networks import open_network
from extractors.readers.normalise import normalised
from extractors.readers.numbers_first import numbers_first
from extractors.readers.tick_reader import TickReader
from schemas.reasons import Reason

_DETECTOR, _RECOGNISER = "*_det_*.onnx", "*_rec_*.onnx"
_ROWS = 48  # the recogniser's input height
_STEP = 32  # crops are padded to multiples of this width, so that few shapes occur and batches fill
_LEAST_COLUMNS, _MOST_COLUMNS = 64, 1600
_BATCH = 8
# Paper added around a tight crop, as shares of its height; measured best from 5 px print upwards.
_MARGIN_ROWS, _MARGIN_COLUMNS = 0.3, 0.5
# Crops this much taller than wide may be turned print; up to the second ratio a lone "1" or "8" as well, so that
# both orientations are tried.
_TALL, _SURELY_TURNED = 1.4, 3.0
_SURE = 0.85  # below it tall print is also tried top to bottom
_LEAST_PRINT = 2  # characters of print that only the reduced figure shows: a lone one may be a marker or a crossing
_DOUBTFUL = 0.95  # characters below it have their runner-up listed as an alternative
_RUNNER_UP, _MOST_ALTERNATIVES = 0.02, 3
_TURNED_HANDICAP = 0.1
# Other scripts than those of _is_expected are believed only for words, and only where nothing else fits.
_LATIN_FITS, _FOREIGN_FITS = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class _Turned:
    """A crop of found print and the counter-clockwise turn at which it was taken to be printed."""

    box: Box
    rotation: int
    crop: Pixels


class RapidReader:
    """Finds and reads print by PP-OCR; about 10 ms a crop and 1 s a detected megapixel on one thread."""

    name = "rapidocr"

    def __init__(self, small: TickReader | None = None) -> None:
        """``small``: a reader of numbers that is asked first, or None."""
        self._small = small
        self._detector = _session(_DETECTOR)
        self._recogniser = _session(_RECOGNISER)
        listed = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *listed, " "]
        self._latin = np.flatnonzero([all(map(_is_expected, text)) for text in self._characters])
        self._latin_characters = [self._characters[k] for k in self._latin]

    def find(self, rgb: Pixels) -> list[Text]:
        """Every line of print in an (H, W, 3) figure, boxes tight and in its pixels."""
        texts = self._texts(rgb, self._regions(rgb))
        known = [text.box for text in texts if text.confidence >= _SURE]
        further = [
            region
            for region in regions_in(self._text_map(rgb, detection_scale(rgb, REDUCED_SIDE)), rgb)
            if not region.angle and all(region.box.is_apart(box, 0) for box in known)
        ]
        return texts + [text for text in self._texts(rgb, further) if is_print(text)]

    def _regions(self, rgb: Pixels) -> list[Region]:
        """The lines of print of a figure, at the usual resolution or, where that makes them too small, a finer one."""
        scale = detection_scale(rgb, SHORT_SIDE)
        regions = regions_in(self._text_map(rgb, scale), rgb)
        finer = finer_scale(regions, scale)
        if finer == scale:
            return regions
        found = regions_in(self._text_map(rgb, finer), rgb)
        return found + [r for r in regions if all(r.box.is_apart(other.box, 0) for other in found)]

    def _texts(self, rgb: Pixels, regions: Sequence[Region]) -> list[Text]:
        choices = [_orientations(rgb, region) for region in regions]
        readings = self._read_all(choices)
        return [
            Text(best.string, turned.box, best.confidence, self.name, turned.rotation, best.alternatives)
            for turned, best in readings
            if best.string
        ]

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """One reading per tight, upright crop, in order; identical crops are read once."""
        return self._read(crops, [True] * len(crops))

    def _read(self, crops: Sequence[Pixels], upright: Sequence[bool]) -> list[Reading]:
        """``upright`` tells crops whose print is surely not turned."""
        keys = [(crop.shape, sure, crop.tobytes()) for crop, sure in zip(crops, upright, strict=True)]
        unique = dict(zip(keys, crops, strict=True))
        alone = list(unique.values())
        if self._small is None:
            readings = self._recognise(alone)
        else:
            readings = numbers_first(alone, [key[1] for key in unique], self._small, self._recognise)
        read = dict(zip(unique, readings, strict=True))
        return [read[key] for key in keys]

    def _text_map(self, rgb: Pixels, scale: float) -> NDArray[np.float32]:
        """The detector's probability of text, in the figure enlarged or shrunk by ``scale``."""
        height, width = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in rgb.shape[:2])
        shrinks = width < rgb.shape[1]
        resized = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
        probability: NDArray[np.float32] = self._detector.run(None, {"x": _as_input(resized)[None]})[0][0, 0]
        return probability

    def _read_all(self, choices: list[list[_Turned]]) -> list[tuple[_Turned, Reading]]:
        """The best orientation of every piece of print; upside-down is tried only where the first reading is poor."""
        flat = [turned for choice in choices for turned in choice]
        upright = [len(choice) == 1 and turned.rotation not in (90, 270) for choice in choices for turned in choice]
        readings = iter(self._read([turned.crop for turned in flat], upright))
        best = [max(((t, next(readings)) for t in choice), key=_standing) for choice in choices]
        doubtful = [i for i, (t, r) in enumerate(best) if t.rotation == 90 and r.confidence < _SURE]
        flipped = [_Turned(best[i][0].box, 270, _turn(best[i][0].crop, 180)) for i in doubtful]
        for i, turned, reading in zip(doubtful, flipped, self._recognise([t.crop for t in flipped]), strict=True):
            if reading.confidence > best[i][1].confidence:
                best[i] = turned, reading
        return best

    def _recognise(self, crops: list[Pixels]) -> list[Reading]:
        inputs = [_as_row(crop) for crop in crops]
        readings: list[Reading] = [Reading("", 0.0, self.name)] * len(crops)
        for batch in _batches(inputs):
            predicted = self._recogniser.run(None, {"x": np.stack([inputs[i] for i in batch])})[0]
            for i, steps in zip(batch, predicted, strict=True):
                readings[i] = self._decode(steps)
        return readings

    def _decode(self, steps: NDArray[np.float32]) -> Reading:
        """CTC decoding of (T, characters): Latin, Greek and symbols first; all scripts where that fits poorly."""
        reading = self._best_path(steps[:, self._latin], self._latin_characters)
        if reading.confidence >= _LATIN_FITS:
            return reading
        other = self._best_path(steps, self._characters)
        return other if len(other.string) > 1 and other.confidence > _FOREIGN_FITS else reading

    def _best_path(self, steps: NDArray[Any], alphabet: list[str]) -> Reading:
        best = steps.argmax(axis=1)
        emits = np.flatnonzero((best != 0) & np.r_[True, best[1:] != best[:-1]])
        if emits.size == 0:
            return Reading("", 0.0, self.name)
        sure = steps[emits, best[emits]]
        characters = [alphabet[k] for k in best[emits]]
        string = normalised("".join(characters))
        others = self._alternatives(steps[emits], characters, alphabet)
        return Reading(
            string, float(sure.mean()), self.name, tuple(dict.fromkeys(o for o in others if o and o != string))
        )

    def _alternatives(self, emitted: NDArray[Any], characters: list[str], alphabet: list[str]) -> Iterator[str]:
        """Readings with one doubtful character replaced by (or dropped for) its runner-up, the likeliest first."""
        doubtful = np.flatnonzero(emitted.max(axis=1) < _DOUBTFUL)
        rivals = emitted[doubtful].copy()
        rivals[np.arange(doubtful.size), rivals.argmax(axis=1)] = 0.0
        runners_up, chances = rivals.argmax(axis=1), rivals.max(axis=1, initial=0.0)
        for k in np.argsort(-chances, kind="stable")[:_MOST_ALTERNATIVES]:
            i = int(doubtful[k])
            if chances[k] > _RUNNER_UP:
                yield normalised("".join([*characters[:i], alphabet[runners_up[k]], *characters[i + 1 :]]))


def is_print(text: Text) -> bool:
    """Whether a text of the reduced figure, where markers look even more like letters, is surely print."""
    return text.confidence >= _DOUBTFUL and len(text.string) >= _LEAST_PRINT


def _orientations(rgb: Pixels, region: Region) -> list[_Turned]:
    """The upright crop of every way in which a region's print may be turned."""
    if region.angle:
        return [_Turned(region.box, region.angle, cut_out(rgb, region))]
    crop = cut_out(rgb, region)
    ratio = crop.shape[0] / crop.shape[1]
    upright, turned = _Turned(region.box, 0, crop), _Turned(region.box, 90, _turn(crop, 270))
    if ratio < _TALL:
        return [upright]
    return [turned] if ratio > _SURELY_TURNED else [upright, turned]


def _standing(choice: tuple[_Turned, Reading]) -> float:
    """Confidence, less a handicap for turned print: a lone digit reads as a letter from the side."""
    turned, reading = choice
    if turned.rotation == 0:
        return reading.confidence
    return reading.confidence - (_TURNED_HANDICAP if len(reading.string) > 1 else 1.0)


def _turn(crop: Pixels, degrees: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(crop, degrees // 90))


def _batches(inputs: list[NDArray[np.float32]]) -> Iterator[list[int]]:
    """Indices in groups of one width, narrow ones first."""
    order = sorted(range(len(inputs)), key=lambda i: inputs[i].shape[2])
    for _, group in itertools.groupby(order, key=lambda i: inputs[i].shape[2]):
        members = list(group)
        yield from (members[k : k + _BATCH] for k in range(0, len(members), _BATCH))


def _as_row(crop: Pixels) -> NDArray[np.float32]:
    """A tight crop with a margin of its paper, 48 rows high, padded to a multiple of 32 columns."""
    paper = [int(v) for v in background(crop)]
    rows, columns = (max(1, round(crop.shape[0] * share)) for share in (_MARGIN_ROWS, _MARGIN_COLUMNS))
    framed = cv2.copyMakeBorder(crop, rows, rows, columns, columns, cv2.BORDER_CONSTANT, value=paper)
    width = min(_MOST_COLUMNS, round(_ROWS * framed.shape[1] / framed.shape[0]))
    interpolation = cv2.INTER_AREA if framed.shape[0] > _ROWS else cv2.INTER_CUBIC
    row = _as_input(cv2.resize(framed, (max(1, width), _ROWS), interpolation=interpolation))
    padded = max(_LEAST_COLUMNS, -(-width // _STEP) * _STEP)
    return np.pad(row, ((0, 0), (0, 0), (0, padded - row.shape[2])))


def _as_input(rgb: NDArray[Any]) -> NDArray[np.float32]:
    """Channels first, BGR as the models were trained, values from -1 to 1."""
    scaled = rgb[..., ::-1].transpose(2, 0, 1).astype(np.float32) / 127.5 - 1
    return np.ascontiguousarray(scaled)


def _is_expected(character: str) -> bool:
    """Latin, Greek, punctuation, arrows and mathematics: what labels of plots are set in."""
    code = ord(character)
    return code < 0x250 or 0x370 <= code < 0x400 or 0x2000 <= code < 0x2300


def _session(model: str) -> Any:
    """The network whose file name fits a pattern, from the rapidocr wheel; raises ``ReaderMissing`` without it."""
    package = importlib.util.find_spec("rapidocr")
    folder = Path(package.origin).parent / "models" if package and package.origin else Path()
    found = sorted(folder.glob(model))
    if not found:
        raise ReaderMissing(Reason.READER_MISSING, _INSTALL)
    try:
        return open_network(found[-1])
    except ImportError as error:
        raise ReaderMissing(Reason.READER_MISSING, _INSTALL) from error


_INSTALL = "RapidOCR and its models are not installed: pip install 'rapidocr>=3.10' onnxruntime"
