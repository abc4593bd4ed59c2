"""Text of the figure: boxes, strings and confidences. (contract; implementation follows)"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.geometry import Box


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: its box in working pixels, and the reader that read it.

    ``rotation`` is the counter-clockwise turn of the print in degrees: 0 upright, 90 read bottom to top, 270 top to bottom.
    """

    string: str
    box: Box
    confidence: float
    reader: str
    rotation: int = 0
