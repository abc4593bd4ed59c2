"""The example figures in ``data/raw`` are what their script draws today."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from examples.draw_examples import RAW, main
from examples.facts import example_truths
from schemas.truth import load_truth

STEMS = [truth.id for truth in example_truths()]
# Another build of the font renderer may shade the edges of glyphs differently, and nothing else.
SHADE_STEP = 64
EDGE_SHARE = 0.002


@pytest.fixture(scope="module")
def redrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("redrawn")
    main(folder)
    return folder


@pytest.mark.parametrize("stem", STEMS)
def test_redrawing_gives_the_same_truth(redrawn: Path, stem: str) -> None:
    name = f"{stem}.truth.json"
    assert load_truth(redrawn / name) == load_truth(RAW / name)


@pytest.mark.parametrize("stem", STEMS)
def test_redrawing_gives_the_same_picture(redrawn: Path, stem: str) -> None:
    drawn, kept = (_pixels(folder / f"{stem}.png") for folder in (redrawn, RAW))
    assert drawn.shape == kept.shape
    moved = np.abs(drawn - kept).max(axis=2) > SHADE_STEP
    assert moved.mean() < EDGE_SHARE


def test_every_picture_has_a_truth_and_a_description() -> None:
    suffixes = (".png", ".truth.json", ".md")
    assert sorted(path.name for path in RAW.iterdir()) == sorted(stem + suffix for stem in STEMS for suffix in suffixes)


@pytest.mark.parametrize("stem", STEMS)
def test_curves_and_bands_lie_inside_the_visible_range(stem: str) -> None:
    for panel in load_truth(RAW / f"{stem}.truth.json").panels:
        limits = {"left": panel.y_lim, "right": panel.y2_lim}
        for series in panel.series:
            assert _inside(series.x, panel.x_lim), series.name
            assert _inside(series.y, limits[series.axis]), series.name
        for band in panel.bands:
            assert _inside([*band.lower, *band.upper], panel.y_lim), band.name


def _pixels(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int16)


def _inside(values: list[float | None], limits: tuple[float, float] | None) -> bool:
    assert limits is not None
    return all(value is not None and limits[0] <= value <= limits[1] for value in values)
