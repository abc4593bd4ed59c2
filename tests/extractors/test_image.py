"""Bytes to pixels: every usual format and mode, every way in which a file may be no figure."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageFile

from extractors.errors import UnreadableImage
from extractors.image import LARGEST_SCALE, LONGEST, Figure, load_figure
from schemas.options import Options
from schemas.reasons import Reason

SIZE = (600, 100)  # wide enough to be left at its own scale
RED, WHITE = (200, 30, 40), (255, 255, 255)
OPTIONS = Options()


def picture() -> NDArray[np.uint8]:
    """White, with a red block in the top-left quarter."""
    rgb = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    rgb[:50, :300] = RED
    return rgb


def encoded(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def load(image: Image.Image, kind: str = "PNG", **how: Any) -> Figure:
    return load_figure(encoded(image, kind, **how), OPTIONS)


def reason_of(data: bytes, options: Options = OPTIONS) -> Reason:
    with pytest.raises(UnreadableImage) as refusal:
        load_figure(data, options)
    assert refusal.value.stage == "load"
    assert refusal.value.message
    return refusal.value.reason


def png_of_claimed_size(width: int, height: int) -> bytes:
    """A PNG whose header claims a size that its few bytes of data do not hold."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 16)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def assert_red_on_white(figure: Figure, within: float = 0) -> None:
    assert figure.rgb.dtype == np.uint8
    assert figure.rgb.shape == (SIZE[1], SIZE[0], 3)
    assert (figure.width, figure.height, figure.scale) == (*SIZE, 1.0)
    assert np.abs(figure.rgb[20, 100].astype(int) - RED).max() <= within
    assert np.abs(figure.rgb[80, 500].astype(int) - WHITE).max() <= within


@pytest.mark.parametrize(
    ("kind", "how", "within"),
    [
        ("PNG", {}, 0),
        ("BMP", {}, 0),
        ("TIFF", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("WEBP", {"quality": 90}, 6),
        ("JPEG", {"quality": 90}, 6),
        ("JPEG", {"quality": 90, "progressive": True}, 6),
    ],
)
def test_formats(kind: str, how: dict[str, Any], within: float) -> None:
    assert_red_on_white(load(Image.fromarray(picture()), kind, **how), within)


def test_cmyk_jpeg() -> None:
    assert_red_on_white(load(Image.fromarray(picture()).convert("CMYK"), "JPEG", quality=95), 8)


def test_a_palette_is_resolved() -> None:
    assert_red_on_white(load(Image.fromarray(picture()).quantize(4)), 2)


def test_transparent_colour_of_a_palette_becomes_white() -> None:
    indices = np.zeros(SIZE[::-1], np.uint8)  # colour 0, black, is the transparent one
    indices[:50, :300] = 1
    image = Image.fromarray(indices, "P")
    image.putpalette([0, 0, 0, *RED])
    assert_red_on_white(load(image, "PNG", transparency=0))
    assert_red_on_white(load(image, "GIF", transparency=0))


def test_alpha_is_laid_on_white() -> None:
    layer = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)  # transparent black
    layer[:50, :300] = (*RED, 255)
    layer[60:70, :300] = (0, 0, 0, 128)
    figure = load(Image.fromarray(layer))
    assert_red_on_white(figure)
    assert figure.rgb[65, 100].tolist() == [127, 127, 127]


def test_grey_with_alpha_is_laid_on_white() -> None:
    layer = np.zeros((SIZE[1], SIZE[0], 2), np.uint8)
    layer[:50, :300] = (40, 255)
    figure = load(Image.fromarray(layer, "LA"))
    assert figure.rgb[20, 100].tolist() == [40, 40, 40]
    assert figure.rgb[80, 500].tolist() == [255, 255, 255]


@pytest.mark.parametrize("mode", ["L", "1"])
def test_grey_and_two_level_images(mode: str) -> None:
    grey = np.full(SIZE[::-1], 255, np.uint8)
    grey[:50, :300] = 0
    figure = load(Image.fromarray(grey).convert(mode))
    assert figure.rgb[20, 100].tolist() == [0, 0, 0]
    assert figure.rgb[80, 500].tolist() == [255, 255, 255]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_and_not_cut(kind: str) -> None:
    deep = np.full(SIZE[::-1], 65535, np.uint16)
    deep[:50, :300] = 16384
    deep[60:, :300] = 300  # dark, though above what eight bits hold
    figure = load(Image.fromarray(deep), kind)
    assert figure.rgb[20, 100].tolist() == [63, 63, 63]
    assert figure.rgb[80, 100].tolist() == [1, 1, 1]
    assert figure.rgb[80, 500].tolist() == [255, 255, 255]


@pytest.mark.parametrize("white", [1.0, 255.0, 1000.0, 1e6])
def test_float_tiff_is_white_at_its_maximum(white: float) -> None:
    deep = np.full(SIZE[::-1], white, np.float32)
    deep[:50, :300] = 0.2 * white
    deep[0, 0], deep[0, 1], deep[0, 2] = np.nan, np.inf, -white
    figure = load(Image.fromarray(deep), "TIFF")
    assert figure.rgb[20, 100].tolist() == [51, 51, 51]
    assert figure.rgb[80, 500].tolist() == [255, 255, 255]
    assert figure.rgb[0, :3, 0].tolist() == [0, 0, 0]


def test_exif_rotation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # stored lying on its left side
    stored = Image.fromarray(np.rot90(picture()).copy())
    figure = load(stored, "JPEG", exif=exif, quality=95)
    assert_red_on_white(figure, 6)


def test_an_animation_gives_its_first_frame() -> None:
    first = Image.fromarray(picture()).quantize(4)
    later = Image.fromarray(255 - picture()).quantize(4)
    assert_red_on_white(load(first, "GIF", save_all=True, append_images=[later, later], duration=50), 2)


def test_no_bytes() -> None:
    assert reason_of(b"") == Reason.EMPTY_FILE


@pytest.mark.parametrize(
    "data", [b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n"]
)
def test_other_files(data: bytes) -> None:
    assert reason_of(data) == Reason.UNREADABLE_IMAGE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP"])
def test_truncated_files(kind: str) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (*SIZE[::-1], 3)).astype(np.uint8)
    data = encoded(Image.fromarray(noise), kind)
    assert reason_of(data[: len(data) // 2]) == Reason.UNREADABLE_IMAGE


def test_one_pixel_and_one_row() -> None:
    assert reason_of(encoded(Image.new("RGB", (1, 1)))) == Reason.IMAGE_TOO_SMALL
    assert reason_of(encoded(Image.new("RGB", (2000, 3)))) == Reason.IMAGE_TOO_SMALL


@pytest.mark.parametrize("image", [Image.new("RGB", SIZE, RED), Image.new("RGBA", SIZE, (0, 0, 0, 0))])
def test_one_colour(image: Image.Image) -> None:
    assert reason_of(encoded(image)) == Reason.BLANK_IMAGE


def test_faint_noise_is_one_colour() -> None:
    noise = np.random.default_rng(0).integers(250, 256, (*SIZE[::-1], 3)).astype(np.uint8)
    assert reason_of(encoded(Image.fromarray(noise))) == Reason.BLANK_IMAGE


@pytest.mark.parametrize("side", [9_000, 20_000, 2**31 - 1])
def test_huge_sizes_are_refused_by_the_header(side: int) -> None:
    # were a pixel decoded, the missing data would make it unreadable_image
    assert reason_of(png_of_claimed_size(side, side)) == Reason.IMAGE_TOO_LARGE


def test_options_set_the_limits() -> None:
    data = encoded(Image.fromarray(picture()))
    assert reason_of(data, Options(max_pixels=59_999)) == Reason.IMAGE_TOO_LARGE
    assert reason_of(data, Options(min_side=101)) == Reason.IMAGE_TOO_SMALL
    assert load_figure(data, Options(max_pixels=60_000, min_side=100)).width == 600


@pytest.mark.parametrize(("side", "scale"), [(60, LARGEST_SCALE), (300, 3), (500, 2), (521, 1), (1200, 1)])
def test_tiny_figures_are_enlarged(side: int, scale: float) -> None:
    rgb = np.full((50, side, 3), 255, np.uint8)
    rgb[20:30, 20:30] = 0
    figure = load(Image.fromarray(rgb))
    assert figure.scale == scale
    assert (figure.width, figure.height) == (side, 50)
    assert figure.rgb.shape == (50 * scale, side * scale, 3)


def test_enlarged_positions_turn_back_into_those_of_the_file() -> None:
    rgb = np.full((80, 200, 3), 255, np.uint8)
    rgb[31, 77] = 0
    figure = load(Image.fromarray(rgb))
    ink = 255.0 - figure.rgb[..., 0]
    rows, columns = np.indices(ink.shape)
    assert figure.scale == 3
    assert figure.to_file(float((ink * columns).sum() / ink.sum())) == pytest.approx(77, abs=0.02)
    assert figure.to_file(float((ink * rows).sum() / ink.sum())) == pytest.approx(31, abs=0.02)


def test_positions_of_larger_figures_stay() -> None:
    assert load(Image.fromarray(picture())).to_file(123.25) == 123.25


NOISE = Image.fromarray(np.random.default_rng(1).integers(0, 255, (52, 52, 3)).astype(np.uint8))
FILES = [encoded(NOISE, kind) for kind in ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP")]


@given(st.sampled_from(FILES), st.data())
def test_damaged_files_are_read_or_refused(file: bytes, data: st.DataObject) -> None:
    damaged = bytearray(file)
    places = st.one_of(st.integers(0, 200), st.integers(0, len(file) - 1))
    for at, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)):
        damaged[at] = byte
    try:
        figure = load_figure(bytes(damaged), OPTIONS)
    except UnreadableImage as refusal:
        assert refusal.reason
    else:
        assert figure.rgb.ndim == 3
        assert figure.rgb.shape[2] == 3


def lettered(size: float, side: int) -> NDArray[np.uint8]:
    """A square page of digits that are about ``size`` pixels high, in rows."""
    rgb = np.full((side, side, 3), 255, np.uint8)
    for row in range(1, 4):
        place = (side // 20, row * side // 5)
        cv2.putText(rgb, "0123456789", place, cv2.FONT_HERSHEY_SIMPLEX, size / 22, (0, 0, 0), 4)
    return rgb


@pytest.mark.parametrize(("print_size", "factor"), [(70, 2), (30, 2), (18, 1)])
def test_a_huge_figure_is_reduced_as_far_as_its_print_allows(print_size: int, factor: int) -> None:
    side = 3601
    figure = load(Image.fromarray(lettered(print_size, side)))
    assert (figure.width, figure.height, figure.scale) == (side, side, 1 / factor)
    assert figure.rgb.shape[:2] == (-(-side // factor),) * 2
    assert figure.to_file(0.0) == (factor - 1) / 2  # the centre of the first block


def test_a_huge_figure_without_print_keeps_its_size() -> None:
    rgb = np.full((3400, 400, 3), 255, np.uint8)
    rgb[100:3300, 200] = 0
    assert load(Image.fromarray(rgb)).scale == 1


def test_a_turned_figure_is_turned_back() -> None:
    rgb = np.full((600, 800, 3), 255, np.uint8)
    rgb[100:500, 100:103] = rgb[500:503, 100:700] = 0
    image = Image.fromarray(rgb).rotate(-0.6, Image.Resampling.BICUBIC, fillcolor=WHITE)  # clockwise
    figure = load(image)
    assert figure.tilt == pytest.approx(0.6, abs=0.02)
    assert figure.rgb[501, 110:690].max() < 60
    assert figure.rgb[110:490, 101].max() < 60


def test_strips_of_pixels_are_refused() -> None:
    column = np.full((60 * LONGEST, 50, 3), 255, np.uint8)
    column[:, 20:30] = 0
    assert reason_of(encoded(Image.fromarray(column))) == Reason.IMAGE_TOO_SMALL


def test_the_first_page_of_several_is_read() -> None:
    first, second = Image.fromarray(picture()), Image.new("RGB", SIZE, RED)
    data = encoded(first, "TIFF", save_all=True, append_images=[second])
    np.testing.assert_array_equal(load_figure(data, Options()).rgb, load_figure(encoded(first), Options()).rgb)


def test_a_text_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    packed = zlib.compress(bytes(1 << 26), 9)
    chunk = b"zTXtComment\0\0" + packed
    bomb = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    sound = encoded(Image.fromarray(picture()))
    assert reason_of(sound[:33] + bomb + sound[33:]) == Reason.UNREADABLE_IMAGE


@pytest.mark.parametrize(
    ("error", "expected"),
    [(KeyError(7), UnreadableImage), (struct.error("short"), UnreadableImage), (MemoryError(), MemoryError)],
)
def test_what_decoders_raise_is_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, error: Exception, expected: type[Exception]
) -> None:
    def fail(_: object) -> None:
        raise error

    data = encoded(Image.fromarray(picture()))
    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)
    with pytest.raises(expected):
        load_figure(data, Options())
