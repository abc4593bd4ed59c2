"""Figures as a browser shows them: in the pixels of the record, upright, and not too large."""

from __future__ import annotations

import gzip
import io

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from reports.pictures import figure_pixels, picture_of, thumbnail_of
from schemas.options import Options
from schemas.record import BoxRecord
from tests.reports.fabricate import record

PLAIN = record(size=90)


def _encoded(rgb: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], kind: str, exif: Image.Exif | None = None) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, kind, **({"exif": exif} if exif else {}))
    return buffer.getvalue()


def _plain(width: int = 90, height: int = 60) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    rgb = np.full((height, width, 3), 255, np.uint8)
    rgb[:10, :20] = (200, 0, 0)
    return rgb


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_file_that_browsers_show_is_taken_as_it_is(kind: str, media: str) -> None:
    data = _encoded(_plain(), kind)
    picture = picture_of(data, PLAIN)
    assert picture is not None
    assert (picture.data, picture.media_type) == (data, media)
    assert picture.url.startswith(f"data:{media};base64,")


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "GIF"])
def test_others_become_png(kind: str) -> None:
    picture = picture_of(_encoded(_plain(), kind), PLAIN)
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.format, shown.size) == ("PNG", (90, 60))


def test_a_picture_is_turned_as_it_was_read() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    turned = picture_of(_encoded(_plain(), "PNG", exif), PLAIN)
    assert turned is not None
    with Image.open(io.BytesIO(turned.data)) as shown:
        assert shown.size == (60, 90)
    tilted = picture_of(_encoded(_plain(), "PNG"), PLAIN.model_copy(update={"tilt": 3.0}))
    assert tilted is not None
    with Image.open(io.BytesIO(tilted.data)) as shown:
        assert not np.array_equal(np.asarray(shown), _plain())


def test_a_huge_picture_is_reduced() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (600, 3000, 3), dtype=np.uint8)
    picture = picture_of(_encoded(noise, "PNG"), PLAIN)
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (2400, 480))


def test_a_thumbnail_is_small_and_of_the_same_form() -> None:
    data = thumbnail_of(_encoded(_plain(900, 600), "PNG"), PLAIN)
    assert data is not None
    with Image.open(io.BytesIO(data)) as shown:
        assert shown.size == (192, 128)
    assert len(data) < 1000


@pytest.mark.parametrize("packed", [False, True])
def test_an_svg_is_shown_as_it_is(packed: bool) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>'
    picture = picture_of(gzip.compress(svg) if packed else svg, PLAIN)
    assert picture is not None
    assert (picture.data, picture.media_type) == (svg, "image/svg+xml")
    assert thumbnail_of(svg, PLAIN) is not None
    assert picture_of(gzip.compress(svg)[:20], PLAIN) is None


def _pdf() -> bytes:
    drawing = Figure(figsize=(4, 2))
    drawing.patches.append(Rectangle((0.5, 0.5), 0.25, 0.25, transform=drawing.transFigure, color=(0.8, 0, 0)))
    buffer = io.BytesIO()
    drawing.savefig(buffer, format="pdf")
    return buffer.getvalue()


@pytest.mark.parametrize("whole", [False, True])
def test_a_pdf_is_shown_by_the_part_of_the_page_where_the_figure_stands(whole: bool) -> None:
    box = BoxRecord(x0=143.5, y0=35.5, x1=215.5, y1=71.5)  # the red rectangle
    drawn = PLAIN.model_copy(update={"width": 72, "height": 36, "page": 1, "page_box": box})
    picture = picture_of(_pdf(), drawn, whole)
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.format, shown.size) == ("PNG", (72, 36) if whole else (432, 216))
        assert np.all(np.asarray(shown.convert("RGB"))[2:34, 2:70] == (204, 0, 0))
    assert thumbnail_of(_pdf(), drawn) is not None
    assert picture_of(_pdf(), drawn.model_copy(update={"page": 2}), whole) is None


def test_an_image_on_a_page_is_shown_in_its_own_pixels() -> None:
    box = BoxRecord(x0=143.5, y0=35.5, x1=215.5, y1=71.5)
    drawn = PLAIN.model_copy(update={"width": 300, "height": 150, "page": 1, "page_box": box})
    shown = figure_pixels(_pdf(), drawn, Options())
    assert shown is not None
    assert shown.rgb.shape == (150 * shown.zoom, 300 * shown.zoom, 3)
    assert np.all(shown.rgb[5:-5, 5:-5] == (204, 0, 0))


def test_what_is_no_picture_has_none() -> None:
    assert picture_of(b"no picture", PLAIN) is None
    assert thumbnail_of(b"", PLAIN) is None


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's own, of damaged TIFFs
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "GIF"])
def test_damaged_files_have_no_picture_and_raise_nothing(kind: str) -> None:
    rng = np.random.default_rng(5)
    whole = _encoded(rng.integers(0, 255, (60, 90, 3)).astype(np.uint8), kind)
    assert picture_of(whole[: len(whole) // 2], PLAIN) is None or kind in ("JPEG", "GIF", "WEBP")
    for _ in range(40):
        data = bytearray(whole)
        for at in rng.integers(0, len(data), 6):
            data[at] = int(rng.integers(0, 256))
        for part in (bytes(data), bytes(data[: int(rng.integers(8, len(data)))])):
            picture_of(part, PLAIN)
            thumbnail_of(part, PLAIN)
