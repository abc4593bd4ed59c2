"""A strip of two names of a legend with a swatch between them, drawn as blocks."""

from __future__ import annotations

import numpy as np

from extractors.legend_split import Strip

GREY, NAVY, BLACK = (90, 90, 90), (75, 78, 112), (0, 0, 0)


def strip_of_names(swatch: tuple[int, int, int], gaps_in_line: bool = False) -> Strip:
    """Two names of two letters, 16 pixels high, with a swatch (a disc on a line) at columns 44 to 78 between them."""
    rgb = np.full((16, 130, 3), 255, dtype=np.uint8)
    for x in (2, 16, 92, 106):
        rgb[1:15, x : x + 10] = GREY
        rgb[4:12, x + 3 : x + 7] = 255
    rgb[7:9, 44:78] = swatch
    if gaps_in_line:
        rgb[7:9, 48:54] = rgb[7:9, 68:74] = 255
    y, x = np.mgrid[:16, :130]
    rgb[(y - 7.5) ** 2 + (x - 61) ** 2 <= 36] = swatch
    contrast = np.linalg.norm(255.0 - rgb, axis=2)
    return Strip(rgb, contrast)
