"""The page of the worst figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.accuracy import Case
from benchmarks.measures import FigureMeasure, measure_figure
from benchmarks.worst import MOST_BYTES, write_worst
from schemas.options import Options
from schemas.record import FigureRecord
from schemas.truth import TruePanel
from tests.benchmarks.fabricated import copy_of, found_panel, found_series, record, true_series, truth


def measured(folder: Path, name: str, faults: int, real: bool = False) -> tuple[Case, FigureMeasure]:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 255, size=(900, 1400, 3), dtype=np.uint8)  # grain, which no format makes small
    Image.fromarray(pixels).save(folder / f"{name}.png")
    panel = TruePanel(series=[true_series([0, 1], [0, 1], "Line")], x_lim=(0, 1), y_lim=(0, 1))
    extra = [found_series([0, 1], [0.9, 0.9 - k / 10]) for k in range(faults)]
    found = record(found_panel(*copy_of(panel).series, *extra)).model_copy(update={"source": f"{name}.png"})
    measure = replace(measure_figure(truth(panel, tags=["plain"]), found), real=real)
    return Case(folder / f"{name}.png", folder / f"{name}.json", f"{name}.png", real), measure


def test_page_shows_the_worst_of_our_own(tmp_path: Path) -> None:
    cases = dict(
        [
            measured(tmp_path, "good", 0),
            measured(tmp_path, "bad", 1),
            measured(tmp_path, "worse", 2),
            measured(tmp_path, "foreign", 5, real=True),
        ]
    )

    def nothing(data: bytes, source: str, options: Options) -> FigureRecord:
        return record()

    page = tmp_path / "docs" / "worst.md"
    page.parent.mkdir()
    worst = write_worst(cases, page, 10, Options(), nothing)
    assert [measure.source for measure in worst] == ["worse.png", "bad.png"]
    text = page.read_text()
    pictures = sorted((page.parent / "worst").iterdir())
    assert [picture.name for picture in pictures] == ["01-worse.png", "02-bad.png"]
    assert all(f"(worst/{picture.name})" in text for picture in pictures)
    assert "2 extra" in text
    assert all(picture.stat().st_size < MOST_BYTES for picture in pictures)
