"""Figures as a browser shows them: in the pixels of their record, upright, and not larger than a page can bear."""

from __future__ import annotations

import base64
import gzip
import io
import warnings
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.errors import UnreadableImage
from extractors.image import check_size, decode, open_image, to_rgb
from extractors.scan import upright
from extractors.vector.digitise import is_vector
from extractors.vector.pdf import is_pdf
from extractors.vector.rendering import render_figure, zoom_to
from schemas.options import Options
from schemas.record import FigureRecord

# A browser shows these as they are; the first frame of those that move is taken, as for reading.
_SHOWN = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_EXIF_ORIENTATION = 0x0112
_GZIP = b"\x1f\x8b"
_MOST_SVG = 10_000_000
# A drawing gets about so many pixels on its longer side, whole ones to each of the record's.
_DRAWN_SIDE, _MOST_ZOOM = 1400, 6
# Larger files are encoded anew and wider pictures reduced: thousands of pages are to be opened and mailed.
_MOST_BYTES = 700_000
_LONGEST_SIDE = 2400
_QUALITY = 82
_THUMBNAIL = (192, 128)
_THUMBNAIL_QUALITY = 60


@dataclass(frozen=True)
class Picture:
    """An encoded picture."""

    data: bytes
    media_type: str

    @property
    def url(self) -> str:
        """The picture as a ``data:`` address."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, eq=False)
class Shown:
    """The pixels of a figure, (height, width, 3) RGB, ``zoom`` to each of the record's."""

    rgb: NDArray[np.uint8]
    zoom: int = 1


def figure_pixels(data: bytes, record: FigureRecord, options: Options) -> Shown | None:
    """The figure of a record as it lies in its file, not turned; None where it cannot be decoded or drawn."""
    if is_vector(data):
        return _rendered(data, record, zoom_to(record, _DRAWN_SIDE, 1, _MOST_ZOOM))
    opened = _open(data, options)
    rgb = _pixels(opened) if opened is not None else None
    return None if rgb is None else Shown(rgb)


def picture_of(data: bytes, record: FigureRecord, whole: bool = False) -> Picture | None:
    """The figure of a record for a page, turned back as it was read; None where it cannot be decoded.

    The file itself where a browser shows it as it was read, else PNG or, where that is large, JPEG. With ``whole`` it
    has the pixels of the record, however many.
    """
    if is_vector(data):
        return _drawn(data, record, whole)
    tilt = record.tilt
    opened = _open(data, Options())
    if opened is None:
        return None
    kind = opened.format or ""
    try:
        turned = opened.getexif().get(_EXIF_ORIENTATION, 1) != 1
    except (OSError, SyntaxError, ValueError):  # Pillow looks through all of a PNG for it, damaged ones too
        return None
    plain = kind in _SHOWN and not turned and not tilt and not getattr(opened, "is_animated", False)
    if plain and (whole or (len(data) <= _MOST_BYTES and max(opened.size) <= _LONGEST_SIDE)):
        return Picture(data, _SHOWN[kind])
    rgb = _pixels(opened)
    if rgb is None:
        return None
    picture = Image.fromarray(upright(rgb, tilt) if tilt else rgb)
    if not whole:
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    png = _encoded(picture, "PNG", optimize=False)
    return png if whole or len(png.data) <= _MOST_BYTES else _encoded(picture, "JPEG", quality=_QUALITY)


def thumbnail_of(data: bytes, record: FigureRecord) -> bytes | None:
    """A small WebP of the figure; None where it cannot be decoded."""
    if is_vector(data):
        drawn = figure_pixels(data, record, Options())
        return _small(Image.fromarray(drawn.rgb)) if drawn else None
    opened = _open(data, Options())
    if opened is None:
        return None
    opened.draft("RGB", (2 * _THUMBNAIL[0], 2 * _THUMBNAIL[1]))
    rgb = _pixels(opened)
    return None if rgb is None else _small(Image.fromarray(rgb))


def _small(picture: Image.Image) -> bytes:
    picture.thumbnail(_THUMBNAIL, Image.Resampling.BOX, reducing_gap=2.0)
    return _encoded(picture, "WEBP", quality=_THUMBNAIL_QUALITY).data


def _drawn(data: bytes, record: FigureRecord, whole: bool) -> Picture | None:
    """An SVG as it is, which runs no script where it is shown as a picture; the figure of a PDF as PNG."""
    if not whole and not is_pdf(data):
        plain = _unpacked(data) if data[:2] == _GZIP else data
        return Picture(plain, "image/svg+xml") if plain and len(plain) <= _MOST_SVG else None
    shown = _rendered(data, record, 1) if whole else figure_pixels(data, record, Options())
    return None if shown is None else _encoded(Image.fromarray(shown.rgb), "PNG")


def _rendered(data: bytes, record: FigureRecord, zoom: int) -> Shown | None:
    try:
        return Shown(render_figure(data, record, zoom), zoom)
    except UnreadableImage:
        return None


def _unpacked(data: bytes) -> bytes | None:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(_MOST_SVG + 1)
    except (OSError, EOFError, zlib.error):
        return None


def _open(data: bytes, options: Options) -> Image.Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, about large or odd files
        try:
            opened = open_image(data)
            check_size(opened, options)
        except UnreadableImage:
            return None
    return opened


def _pixels(opened: Image.Image) -> NDArray[np.uint8] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return to_rgb(decode(opened))
        except UnreadableImage:
            return None


def _encoded(picture: Image.Image, kind: str, **options: int | bool) -> Picture:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return Picture(buffer.getvalue(), f"image/{kind.lower()}")
