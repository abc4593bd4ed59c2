"""Tesseract through pytesseract: whole figures in two passes, crops together on white sheets."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.errors import ReaderMissing
from extractors.geometry import Box
from extractors.readers import Pixels, Reading, Text
from extractors.readers.ink import background, labels_in, tighten
from extractors.readers.normalise import normalised
from schemas.reasons import Reason

Grey = NDArray[np.uint8]  # (H, W), dark print on light paper

# Tesseract reads print best at about this height of a digit, in pixels.
_PRINT_ROWS = 34
_SHEET_ROWS = 40  # labels on one sheet: beyond it its layout analysis gets slow and skips rows
_ROW_PITCH = 2.6  # distance of rows on a sheet, in print heights
_SIDE = 1.2  # paper left and right of a label, in print heights
# The longer side that whole figures are enlarged to, up to threefold.
_LONG_SIDE, _MOST_ENLARGED = 2600, 3.0
_MOST_ENLARGED_CROP = 6.0
_SPARSE, _BLOCK = "--oem 1 --psm 11", "--oem 1 --psm 6"
_TALL = 1.5  # taller than wide by it: print of the other direction, seen from the side
# Words of one line further apart than this share of their height are two labels.
_WORD_GAP = 1.2
_INSTALL = "Tesseract is not installed: `apt-get install tesseract-ocr` or `brew install tesseract`"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that Tesseract reported: its line, its box on the image given, and 0-1 confidence."""

    line: tuple[int, int, int]
    string: str
    box: Box
    confidence: float


class TesseractReader:
    """Finds and reads print by Tesseract; opening it raises ``ReaderMissing`` where the program is not there."""

    name = "tesseract"

    def __init__(self) -> None:
        try:
            import pytesseract

            pytesseract.get_tesseract_version()
        except (ImportError, OSError, SystemExit) as error:  # pytesseract ends the process for a program too old
            raise ReaderMissing(Reason.READER_MISSING, _INSTALL) from error
        self._program = pytesseract
        # One process per figure is the unit of parallel work; Tesseract's own threads only get in its way.
        os.environ["OMP_THREAD_LIMIT"] = "1"

    def find(self, rgb: Pixels) -> list[Text]:
        """Every line of print in an (H, W, 3) figure: upright print, then print that is read bottom to top."""
        upright = [text for text in self._lines(rgb) if text.box.height <= _TALL * text.box.width]
        height = rgb.shape[0]
        turned = [
            Text(text.string, _turned_back(text.box, height), text.confidence, self.name, 90)
            for text in self._lines(np.ascontiguousarray(np.rot90(rgb, -1)))
            if text.box.width > _TALL * text.box.height
        ]
        return upright + [text for text in turned if not any(text.box.overlap(other.box) for other in upright)]

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """One reading per tight, upright crop, in order; identical crops are read once."""
        keys = [(crop.shape, crop.tobytes()) for crop in crops]
        unique = list(dict(zip(keys, crops, strict=True)).items())
        read: dict[tuple[tuple[int, ...], bytes], Reading] = {}
        for start in range(0, len(unique), _SHEET_ROWS):
            part = unique[start : start + _SHEET_ROWS]
            read |= zip((key for key, _ in part), self._read_sheet([crop for _, crop in part]), strict=True)
        return [read[key] for key in keys]

    def _read_sheet(self, crops: list[Pixels]) -> list[Reading]:
        tiles = [_tile(crop) for crop in crops]
        pitch = round(_PRINT_ROWS * _ROW_PITCH)
        rows: list[list[_Word]] = [[] for _ in crops]
        for word in self._words(_sheet(tiles, pitch), _BLOCK):
            rows[min(int(word.box.cy // pitch), len(rows) - 1)].append(word)
        return [self._joined(words) for words in rows]

    def _joined(self, words: list[_Word]) -> Reading:
        if not words:
            return Reading("", 0.0, self.name)
        string = " ".join(word.string for word in sorted(words, key=lambda w: w.box.x0))
        return Reading(normalised(string), min(word.confidence for word in words), self.name)

    def _lines(self, rgb: Pixels) -> Iterator[Text]:
        """Upright lines with their tight boxes, cut where words stand far apart."""
        scale = min(_MOST_ENLARGED, max(1.0, _LONG_SIDE / max(rgb.shape[:2])))
        grey = cv2.resize(_grey(rgb), None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        for words in _grouped(self._words(np.asarray(grey, np.uint8), _SPARSE)):
            reading = self._joined(words)
            box = words[0].box
            for word in words[1:]:
                box = box.joined(word.box)
            small = Box(box.x0 / scale, box.y0 / scale, box.x1 / scale, box.y1 / scale)
            if reading.string and labels_in(rgb, small):
                yield Text(reading.string, tighten(rgb, small.grown(1)), reading.confidence, self.name)

    def _words(self, grey: Grey, config: str) -> list[_Word]:
        data: dict[str, list[Any]] = self._program.image_to_data(
            grey, lang="eng", config=config, output_type=self._program.Output.DICT
        )
        words = []
        for i, string in enumerate(data["text"]):
            if string.strip() and float(data["conf"][i]) >= 0:
                x, y, w, h = (data[key][i] for key in ("left", "top", "width", "height"))
                line = (data["block_num"][i], data["par_num"][i], data["line_num"][i])
                words.append(_Word(line, string, Box(x, y, x + w - 1, y + h - 1), float(data["conf"][i]) / 100))
        return words


def _grouped(words: list[_Word]) -> Iterator[list[_Word]]:
    """The words of each line, in groups that stand together."""
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        line.sort(key=lambda w: w.box.x0)
        start = 0
        for i in range(1, len(line) + 1):
            if i == len(line) or line[i].box.x0 - line[i - 1].box.x1 > _WORD_GAP * line[i].box.height:
                yield line[start:i]
                start = i


def _turned_back(box: Box, height: int) -> Box:
    """A box in a figure turned clockwise, in the pixels of that figure as it was, ``height`` rows high."""
    return Box(box.y0, height - 1 - box.x1, box.y1, height - 1 - box.x0)


def _tile(crop: Pixels) -> Grey:
    """A crop as dark print on white, its print at the height that Tesseract reads best."""
    grey = _grey(crop)
    factor = min(_PRINT_ROWS / grey.shape[0], _MOST_ENLARGED_CROP)  # a lone sign must not grow to a letter
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)


def _sheet(tiles: list[Grey], pitch: int) -> Grey:
    """The tiles below one another on white, the centre of tile i at ``(i + 0.5) * pitch``."""
    side = round(_SIDE * _PRINT_ROWS)
    sheet = np.full((pitch * len(tiles), max(tile.shape[1] for tile in tiles) + 2 * side), 255, np.uint8)
    for i, tile in enumerate(tiles):
        top = round((i + 0.5) * pitch - tile.shape[0] / 2)
        sheet[top : top + tile.shape[0], side : side + tile.shape[1]] = tile
    return sheet


def _grey(rgb: Pixels) -> Grey:
    """Brightness stretched so that the paper is white; light print on dark paper is inverted."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    paper = float(cv2.cvtColor(background(rgb)[None, None], cv2.COLOR_RGB2GRAY)[0, 0])
    if paper < 128:
        grey, paper = 255 - grey, 255 - paper
    stretched: Grey = np.clip(grey * (255 / max(paper, 1.0)), 0, 255).astype(np.uint8)
    return stretched
