"""A small network that reads one name from its crop: of a legend, a panel or an axis.

It knows Latin and Greek letters, raised and lowered digits and the signs of names, and no words: ``training/`` draws
its names, most of which mean nothing, and trains it. A second opinion on what the large reader makes a word of.
"""

from __future__ import annotations

import functools
import string
from pathlib import Path

from extractors.readers.strip_reader import Script, StripReader

MODEL = Path(__file__).with_suffix(".onnx")
RAISED, LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
GREEK = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
SIGNS = " !\"#$%&'()*+,-./:;<=>?@[]^_{|}~°±×·→∞≤≥"
ALPHABET = string.digits + string.ascii_letters + SIGNS + GREEK + RAISED + LOWERED + "äöüßéèáóñç"
NAMES = Script(ALPHABET, most_columns=640)


class NameReader(StripReader):
    """Reads tight, upright crops of names."""

    name = "name_reader"

    def __init__(self, model: Path = MODEL) -> None:
        super().__init__(model, NAMES)


@functools.cache
def open_name_reader() -> NameReader:
    """The reader with the network that is part of the package, opened once per process."""
    return NameReader()
