"""Damaged image files: every format that is read, broken in the ways of disks, networks and attackers, by a seed."""

from __future__ import annotations

import io
import itertools
import random
import re
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 96, 64
# What lengths and sizes are set to, big-endian and little-endian.
_EXTREMES = (0, 1, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEADER = 64
# Where chunks of PNG, RIFF, JPEG and TIFF begin; good enough to tear a file at its seams.
_SEAMS = re.compile(rb"IHDR|PLTE|tRNS|IDAT|IEND|acTL|fcTL|fdAT|VP8[ LX]|ANMF|ALPH|\xff[\xc0-\xfe]|\x21[\xf9\xff]|\x2c")

Mutate = Callable[[random.Random, bytearray], bytearray]


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` names and contents, the same for the same seed: every format by every kind of damage in turn."""
    sound = list(base_files().items())
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        name, data = sound[number % len(sound)]
        damage, mutate = list(DAMAGES.items())[number // len(sound) % len(DAMAGES)]
        broken = bytearray(data)
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            broken = mutate(rng, broken)
        stem, suffix = name.split(".")
        yield f"{number:06d}-{stem}-{damage}.{suffix}", bytes(broken)


def base_files() -> dict[str, bytes]:
    """A tiny figure in every format, and in the odder variants of them."""
    rgb = _picture()
    deep = Image.fromarray(np.asarray(rgb.convert("L"), np.uint16) * 257)
    palette = rgb.convert("P", palette=Image.Palette.ADAPTIVE)
    more = {"save_all": True, "append_images": [rgb.rotate(180)]}
    return {
        "plain.png": _saved(rgb, "PNG"),
        "deep.png": _saved(deep, "PNG"),
        "alpha.png": _saved(rgb.convert("RGBA"), "PNG"),
        "palette.png": _saved(palette, "PNG", transparency=0),
        "animated.png": _saved(rgb, "PNG", **more),
        "plain.jpg": _saved(rgb, "JPEG"),
        "progressive.jpg": _saved(rgb, "JPEG", progressive=True),
        "cmyk.jpg": _saved(rgb.convert("CMYK"), "JPEG"),
        "plain.gif": _saved(palette, "GIF"),
        "animated.gif": _saved(rgb, "GIF", **more),
        "lossy.webp": _saved(rgb, "WEBP"),
        "lossless.webp": _saved(rgb.convert("RGBA"), "WEBP", lossless=True),
        "animated.webp": _saved(rgb, "WEBP", **more),
        "plain.tif": _saved(rgb, "TIFF"),
        "packed.tif": _saved(rgb, "TIFF", compression="tiff_lzw"),
        "deflated.tif": _saved(rgb, "TIFF", compression="tiff_adobe_deflate"),
        "pages.tif": _saved(rgb, "TIFF", **more),
        "deep.tif": _saved(deep, "TIFF"),
        "plain.bmp": _saved(rgb, "BMP"),
        "palette.bmp": _saved(palette, "BMP"),
    }


def _picture() -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((14, 6, 88, 50), outline="black")
    draw.line([(16, 46), (40, 20), (60, 34), (86, 10)], fill="#1f77b4", width=2)
    return picture


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def _flip(rng: random.Random, data: bytearray) -> bytearray:
    for _ in range(rng.randint(1, 20)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data


def _overwrite(rng: random.Random, data: bytearray) -> bytearray:
    start = rng.randrange(len(data))
    length = min(rng.randint(1, 64), len(data) - start)
    data[start : start + length] = rng.choice((bytes(length), b"\xff" * length, rng.randbytes(length)))
    return data


def _truncate(rng: random.Random, data: bytearray) -> bytearray:
    return data[: rng.randint(1, len(data))]


def _edit_header(rng: random.Random, data: bytearray) -> bytearray:
    for _ in range(rng.randint(1, 4)):
        data[rng.randrange(min(_HEADER, len(data)))] = rng.randrange(256)
    return data


def _lie(rng: random.Random, data: bytearray) -> bytearray:
    """A size, length or offset that is not so: an extreme number in place of two or four bytes."""
    size = rng.choice((2, 4))
    value = rng.choice(_EXTREMES) % (1 << 8 * size)
    start = rng.randrange(max(min(4 * _HEADER, len(data)) - size, 1))
    data[start : start + size] = value.to_bytes(size, rng.choice(("big", "little")))
    return data


def _swap_chunks(rng: random.Random, data: bytearray) -> bytearray:
    seams = sorted({0, len(data), *(match.start() for match in _SEAMS.finditer(bytes(data)))})
    pieces = [data[a:b] for a, b in itertools.pairwise(seams)]
    if len(pieces) > 1:
        one, two = rng.sample(range(len(pieces)), 2)
        pieces[one], pieces[two] = pieces[two], pieces[one]
    return bytearray(b"".join(pieces))


def _repeat(rng: random.Random, data: bytearray) -> bytearray:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 256)]
    return data[:start] + piece * rng.choice((2, 2, 50)) + data[start:]


def _remove(rng: random.Random, data: bytearray) -> bytearray:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 64) :] or bytearray(b"\0")


DAMAGES: dict[str, Mutate] = {
    "flip": _flip,
    "overwrite": _overwrite,
    "truncate": _truncate,
    "header": _edit_header,
    "lie": _lie,
    "swap": _swap_chunks,
    "repeat": _repeat,
    "remove": _remove,
}
