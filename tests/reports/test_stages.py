"""A picture per stage: what a stage found is drawn where it was found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from extractors.assemble import Reading
from extractors.pipeline import digitise_bytes
from reports.canvas import BLUE, GREEN, ORANGE, PALETTE
from reports.stages import draw_stages, write_stages
from schemas.options import Options

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "raw" / "pass_at_1.png"
STAGES = ["text", "panels", "ticks", "legend", "area", "curves"]


@pytest.fixture(scope="module")
def reading() -> Reading:
    seen: list[Reading] = []
    digitise_bytes(EXAMPLE.read_bytes(), EXAMPLE.name, Options(), seen.append)
    return seen[0]


@pytest.fixture(scope="module")
def pictures(reading: Reading) -> dict[str, NDArray[np.uint8]]:
    return draw_stages(reading)


def _has(picture: NDArray[np.uint8], x: float, y: float, color: tuple[int, int, int]) -> bool:
    """Whether the colour stands within two pixels of the place."""
    part = picture[round(y) - 2 : round(y) + 3, round(x) - 2 : round(x) + 3].astype(int)
    return bool((np.abs(part - color).max(axis=2) < 60).any())


def test_every_stage_has_a_picture_of_the_whole_figure(
    reading: Reading, pictures: dict[str, NDArray[np.uint8]]
) -> None:
    assert list(pictures) == STAGES
    assert {picture.shape for picture in pictures.values()} == {reading.figure.rgb.shape}


def test_boxes_stand_where_print_panels_and_legends_are(
    reading: Reading, pictures: dict[str, NDArray[np.uint8]]
) -> None:
    sure = [text for text in reading.texts if text.confidence > 0.9]
    assert len(sure) > 10
    assert all(_has(pictures["text"], t.box.x0 - 1, t.box.cy, BLUE) for t in sure)
    own = reading.legends[0]
    assert own is not None
    assert _has(pictures["legend"], own.legend.box.x0, own.legend.box.cy, ORANGE)


def test_ticks_that_count_are_green_at_their_place(reading: Reading, pictures: dict[str, NDArray[np.uint8]]) -> None:
    calibration = reading.axes[0].left.calibration
    assert calibration is not None
    box = reading.panels[0].box
    places = [tick.px for tick in calibration.ticks if tick.residual_px is not None]
    assert len(places) == 7
    assert all(_has(pictures["ticks"], box.x0 + 0.01 * box.width, px, GREEN) for px in places)


def test_what_is_no_data_is_blank_in_the_area_and_curves_run_on_their_ink(
    reading: Reading, pictures: dict[str, NDArray[np.uint8]]
) -> None:
    box = reading.panels[0].box
    assert (pictures["area"][: round(box.y0) - 3] == 255).all()
    path = reading.curves[0][0][0].path
    assert path is not None
    middle = len(path.x) // 2
    x, y = path.x[middle] + reading.areas[0].origin[0], path.y[middle] + reading.areas[0].origin[1]
    assert _has(pictures["curves"], x, y, PALETTE[0])


def test_stages_are_written_in_order(reading: Reading, tmp_path: Path) -> None:
    write_stages(reading, tmp_path / "new" / "stages")
    files = sorted((tmp_path / "new" / "stages").iterdir())
    assert [path.name for path in files] == [f"{i}-{name}.png" for i, name in enumerate(STAGES, start=1)]
    with Image.open(files[0]) as picture:
        assert picture.size == (reading.figure.rgb.shape[1], reading.figure.rgb.shape[0])
