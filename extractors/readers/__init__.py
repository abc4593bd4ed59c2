"""Text readers behind one interface: RapidOCR, Tesseract, or both weighed against each other."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from schemas.options import OcrChoice

Pixels = NDArray[np.uint8]  # (H, W, 3), RGB


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: its box in working pixels, tight around the ink, and the reader that read it.

    ``rotation`` is the counter-clockwise turn of the print in degrees: 0 upright, 90 read bottom to top, 270 top to
    bottom, any other value for slanted print (its box is then the upright rectangle around it).
    ``alternatives`` are other readings of the same print, the likelier first. ``alone`` says that all other ink was
    painted over when it was read, so that no swatch is a part of it.
    """

    string: str
    box: Box
    confidence: float
    reader: str
    rotation: int = 0
    alternatives: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one crop was read as, how surely (0-1) and by which reader; an empty string where nothing was read."""

    string: str
    confidence: float
    reader: str = ""
    alternatives: tuple[str, ...] = ()


class TextReader(Protocol):
    """Anything that finds and reads print in RGB arrays."""

    @property
    def name(self) -> str:
        """The name that stands in the record beside every text that it read."""
        ...

    def find(self, rgb: Pixels) -> list[Text]:
        """Every line of print in an (H, W, 3) figure, boxes in its pixels, in no particular order."""
        ...

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """One reading per crop, in order; each crop is the tight, upright cut-out of a single label."""
        ...


@functools.cache
def open_reader(choice: OcrChoice) -> TextReader:
    """The reader for an option, opened once per process; raises ``ReaderMissing`` where it is not installed.

    ``auto`` is RapidOCR with numbers read by the small network first. RapidOCR read 99 % of drawn tick labels of 8 to
    24 px to Tesseract's 95 %, and what Tesseract added to whole figures was mostly markers taken for letters.
    """
    from extractors.readers.combined import CombinedReader
    from extractors.readers.rapid import RapidReader
    from extractors.readers.tesseract import TesseractReader
    from extractors.readers.tick_reader import open_tick_reader

    match choice:
        case "tesseract":
            return TesseractReader()
        case "both":
            return CombinedReader(open_reader("rapidocr"), open_reader("tesseract"))
        case "rapidocr":
            return RapidReader()
        case "auto":
            return RapidReader(open_tick_reader())


__all__ = ["Pixels", "Reading", "Text", "TextReader", "open_reader"]
