"""Load and preprocess a figure: bytes in, an RGB array and its scale out. (contract; implementation follows)"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Figure:
    """A decoded figure.

    ``rgb``: (H, W, 3) uint8 in working pixels, alpha laid on white.
    ``scale``: working pixels per file pixel (above 1 where a tiny figure was enlarged).
    ``width``, ``height``: of the file, after EXIF rotation.
    """

    rgb: NDArray[np.uint8]
    scale: float
    width: int
    height: int
