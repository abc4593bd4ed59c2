"""What happens to a picture after it was drawn: a scan, a blurred copy, compression. The numbers stay as they are."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageColor, ImageFilter

from benchmarks.drawing.spec import Damage

WHITE = (255, 255, 255)


def damage_picture(picture: Image.Image, damage: Damage, rng: Generator) -> Image.Image:
    """The picture as a scanner gives it: turned, on its paper, blurred and with grain; RGB of the same size."""
    picture = picture.convert("RGB")
    if damage.rotation:
        picture = picture.rotate(damage.rotation, Image.Resampling.BICUBIC, fillcolor=_corner(picture))
    if damage.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(damage.blur))
    if damage.paper is None and not damage.noise:
        return picture
    pixels = np.asarray(picture, dtype=float)
    if damage.paper is not None:
        pixels = pixels * np.array(ImageColor.getrgb(damage.paper)[:3]) / 255
    if damage.noise:
        pixels = pixels + rng.normal(scale=damage.noise, size=pixels.shape[:2])[..., None]
    return Image.fromarray(np.clip(np.round(pixels), 0, 255).astype(np.uint8))


def save_picture(picture: Image.Image, path: Path, jpeg_quality: int | None) -> None:
    """Write the picture as JPEG of that quality, or as PNG where there is none."""
    buffer = io.BytesIO()
    if jpeg_quality is None:
        picture.save(buffer, format="PNG")
    else:
        picture.save(buffer, format="JPEG", quality=jpeg_quality)
    path.write_bytes(buffer.getvalue())


def _corner(picture: Image.Image) -> tuple[int, ...]:
    """Colour of the upper left corner: what a turned picture leaves free is filled with its own background."""
    color = picture.getpixel((0, 0))
    return color if isinstance(color, tuple) else WHITE
