"""A page that shows the worst figures, each with its overlay and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.accuracy import Case, Digitise, digitise_case
from benchmarks.measures import FigureMeasure
from benchmarks.summary import describe, worst_first
from reports.overlay import draw_overlay
from schemas.options import Options

MOST_BYTES = 100_000  # of a picture, so that the page can be kept with the code
FIRST_WIDTH = 1000  # pixels
SHRINK = 0.8  # of the width, until the picture is small enough
PALETTE = 64  # colours


def write_worst(
    cases: dict[Case, FigureMeasure], page: Path, count: int, options: Options, digitise: Digitise | None = None
) -> list[FigureMeasure]:
    """Write the worst ``count`` figures as a markdown ``page`` with pictures in a folder of its name; returns them.

    Figures made by other people are never copied, and so take no part.
    """
    own = {measure.source: case for case, measure in cases.items() if not measure.real}
    worst = worst_first([measure for measure in cases.values() if not measure.real])[:count]
    folder = page.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    parts = [f"# The worst {len(worst)} figures\n"]
    for number, measure in enumerate(worst, 1):
        picture = folder / f"{number:02d}-{Path(measure.source).stem}.png"
        _write_overlay(own[measure.source], picture, options, digitise)
        parts.append(_section(number, measure, picture.relative_to(page.parent)))
    page.write_text("\n".join(parts))
    return worst


def _section(number: int, measure: FigureMeasure, picture: Path) -> str:
    tags = ", ".join(measure.tags)
    title = f"## {number}. {Path(measure.source).stem}\n\n{measure.renderer}; {tags}.\n"
    return f"{title}\n{describe(measure)}\n\n![Overlay of {measure.id}]({picture.as_posix()})\n"


def _write_overlay(case: Case, path: Path, options: Options, digitise: Digitise | None) -> None:
    record = digitise_case(case, options, digitise)
    with Image.open(case.image) as image:
        overlay = Image.fromarray(draw_overlay(np.asarray(image.convert("RGB")), record))
    width = min(overlay.width, FIRST_WIDTH)
    while True:
        small = overlay.resize((width, round(overlay.height * width / overlay.width)), Image.Resampling.LANCZOS)
        small.quantize(PALETTE, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < MOST_BYTES:
            return
        width = round(width * SHRINK)
