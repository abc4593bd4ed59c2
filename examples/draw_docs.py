"""Draw the pictures of the documentation into ``docs/pictures``: ``python -m examples.draw_docs [FOLDER]``.

One example figure as it is, as each stage sees it, and with what was read drawn over it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from examples.draw_examples import RAW
from extractors.assemble import Reading
from extractors.pipeline import digitise_bytes
from reports.overlay import draw_overlay
from reports.stages import draw_stages
from schemas.options import Options

Pixels = NDArray[np.uint8]
FIGURE = RAW / "pass_at_1.png"
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
# As wide as a page of text shows it; a palette of so many colours keeps each picture below 100 kB.
WIDTH = 1000
COLORS = 64


def main(folder: Path = PICTURES) -> None:
    """Write ``figure.png``, ``overlay.png`` and ``<number>-<stage>.png`` into ``folder``."""
    seen: list[Reading] = []
    record = digitise_bytes(FIGURE.read_bytes(), FIGURE.name, Options(), seen.append)
    rgb = seen[0].figure.rgb
    save(rgb, folder / "figure.png")
    save(draw_overlay(rgb, record), folder / "overlay.png")
    for number, (name, pixels) in enumerate(draw_stages(seen[0]).items(), start=1):
        save(pixels, folder / f"{number}-{name}.png")


def save(pixels: Pixels, path: Path) -> None:
    """Write (H, W, 3) uint8 RGB as a PNG with a palette, at most ``WIDTH`` pixels wide."""
    height, width = pixels.shape[:2]
    if width > WIDTH:
        pixels = cv2.resize(pixels, (WIDTH, round(height * WIDTH / width)), interpolation=cv2.INTER_AREA).astype(
            np.uint8
        )
    Image.fromarray(pixels).quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
