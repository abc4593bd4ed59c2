"""Figures as a browser shows them: in the pixels of the record, upright, and not too large."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from reports.pictures import picture_of, thumbnail_of


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
    picture = picture_of(data, 0.0)
    assert picture is not None
    assert (picture.data, picture.media_type) == (data, media)
    assert picture.url.startswith(f"data:{media};base64,")


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "GIF"])
def test_others_become_png(kind: str) -> None:
    picture = picture_of(_encoded(_plain(), kind), 0.0)
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.format, shown.size) == ("PNG", (90, 60))


def test_a_picture_is_turned_as_it_was_read() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    turned = picture_of(_encoded(_plain(), "PNG", exif), 0.0)
    assert turned is not None
    with Image.open(io.BytesIO(turned.data)) as shown:
        assert shown.size == (60, 90)
    tilted = picture_of(_encoded(_plain(), "PNG"), 3.0)
    assert tilted is not None
    with Image.open(io.BytesIO(tilted.data)) as shown:
        assert not np.array_equal(np.asarray(shown), _plain())


def test_a_huge_picture_is_reduced() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (600, 3000, 3), dtype=np.uint8)
    picture = picture_of(_encoded(noise, "PNG"), 0.0)
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (2400, 480))


def test_a_thumbnail_is_small_and_of_the_same_form() -> None:
    data = thumbnail_of(_encoded(_plain(900, 600), "PNG"))
    assert data is not None
    with Image.open(io.BytesIO(data)) as shown:
        assert shown.size == (192, 128)
    assert len(data) < 1000


def test_what_is_no_picture_has_none() -> None:
    assert picture_of(b"no picture", 0.0) is None
    assert thumbnail_of(b"") is None
