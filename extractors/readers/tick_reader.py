"""A small network that reads one tick label from its crop: numbers, exponents, suffixes, percent, dates.

It knows the characters of numbers and of short dates only; ``training/`` draws its labels and trains it. Everything
else reads as ``OTHER``, so that words are not taken for numbers.
"""

from __future__ import annotations

import functools
from pathlib import Path

from extractors.readers.strip_reader import Script, StripReader

MODEL = Path(__file__).with_suffix(".onnx")
# A letter or sign that the network does not know by name.
OTHER = "\ufffd"
# ``^`` begins a raised exponent, every minus is ``-``.
ALPHABET = "0123456789.,-+%$€×^/: ABDEFGHJKMNOQSTWabcegklnoprtuvwy" + OTHER + "'£°msdhix()"
TICKS = Script(ALPHABET, most_columns=256)


class TickReader(StripReader):
    """Reads tight, upright crops of tick labels."""

    name = "tick_reader"

    def __init__(self, model: Path = MODEL) -> None:
        super().__init__(model, TICKS)


@functools.cache
def open_tick_reader() -> TickReader:
    """The reader with the network that is part of the package, opened once per process."""
    return TickReader()
