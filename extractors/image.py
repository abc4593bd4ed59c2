"""Load and preprocess a figure: bytes in, an RGB array and its scale out."""

from __future__ import annotations

import io
import math
import warnings
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from extractors.chroma import is_subsampled, sharpened
from extractors.errors import UnreadableImage
from extractors.scan import measured_tilt, upright, without_grain
from schemas.options import Options
from schemas.reasons import Reason

# Print of 8 px is the smallest the readers hold at; figures of this side or less usually carry smaller print.
SMALL_SIDE = 520
LARGEST_SCALE = 3
# A column of a dozen wide panels has a fifth of it; what is longer is a damaged header or a strip of pixels.
LONGEST = 50
# Larger figures are read reduced, to no less than this side and print: more pixels than that tell nothing more.
LARGE_SIDE, REDUCED_SIDE, REDUCED_PRINT = 3200, 1600, 14.0
# A picture at least this long tells a turn; reduced to it, grain and the blur of large scans hide no gridline. Where a
# stronger blur does, the picture reduced once more may tell it, if it stays so long.
TILT_SIDE, BLURRED_SIDE = 600, 300
# Letters stand out from the plain ground by so many levels; fewer of them do not tell the size of the print.
INK, ENOUGH_LETTERS = 64, 20
# Pillow knows more, some of which start other programs on what the file holds.
FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP")


@dataclass(frozen=True)
class Figure:
    """A decoded figure.

    ``rgb``: (H, W, 3) uint8 in working pixels, alpha laid on white.
    ``scale``: working pixels per file pixel (above 1 where a tiny figure was enlarged, below where a huge one was
    reduced).
    ``width``, ``height``: of the file, after EXIF rotation.
    ``tilt``: degrees by which the file is turned clockwise; in ``rgb`` it is turned back, about its centre.
    """

    rgb: NDArray[np.uint8]
    scale: float
    width: int
    height: int
    tilt: float = 0.0

    def to_file(self, position: float) -> float:
        """A coordinate in working pixels as a coordinate in pixels of the upright file."""
        return (position + 0.5) / self.scale - 0.5


def load_figure(data: bytes, options: Options) -> Figure:
    """Decode PNG, JPEG, WebP, TIFF, GIF or BMP bytes; the first frame or page of several.

    Raises :class:`~extractors.errors.UnreadableImage` for anything that is no usable image: empty, damaged or
    truncated files, too many or too few pixels, and images of a single colour.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, about large or odd files: what is refused is decided here
        image = open_image(data)
        check_size(image, options)
        rgb = to_rgb(decode(image))
        rgb = sharpened(rgb) if is_subsampled(image) else rgb
    check_content(rgb)
    height, width = rgb.shape[:2]
    scale = working_scale(rgb)
    rgb = without_grain(reduce(rgb, round(1 / scale)) if scale < 1 else rgb)
    tilt = tilt_of(rgb)
    rgb = upright(rgb, tilt) if tilt else rgb
    return Figure(enlarge(rgb, scale) if scale > 1 else rgb, scale, width, height, tilt)


def tilt_of(rgb: NDArray[np.uint8]) -> float:
    """The degrees by which a figure is turned clockwise, told at the first of two reductions that does."""
    longest = max(rgb.shape[:2])
    factor = max(1, longest // TILT_SIDE)
    factors = (factor, 2 * factor) if longest >= 2 * factor * BLURRED_SIDE else (factor,)
    return next((tilt for f in factors if (tilt := measured_tilt(reduce(rgb, f)))), 0.0)


def open_image(data: bytes) -> Image.Image:
    """Read the header only."""
    if not data:
        raise UnreadableImage(Reason.EMPTY_FILE, "the file is empty")
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise UnreadableImage(Reason.IMAGE_TOO_LARGE, str(error)) from error
    except MemoryError:
        raise
    except Exception as error:  # decoders raise whatever damaged bytes lead them to
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "not an image file that can be decoded") from error


def check_size(image: Image.Image, options: Options) -> None:
    """Refuse by the size in the header, before a pixel is decoded."""
    width, height = image.size
    if width * height > options.max_pixels:
        message = f"{width}x{height} px is more than the {options.max_pixels} pixels allowed"
        raise UnreadableImage(Reason.IMAGE_TOO_LARGE, message)
    if min(width, height) < options.min_side:
        message = f"{width}x{height} px is too small; the shorter side must have {options.min_side} px"
        raise UnreadableImage(Reason.IMAGE_TOO_SMALL, message)
    if max(width, height) > LONGEST * min(width, height):
        message = f"{width}x{height} px is too narrow; the longer side may be {LONGEST} times the shorter one"
        raise UnreadableImage(Reason.IMAGE_TOO_SMALL, message)


def decode(image: Image.Image) -> Image.Image:
    """Decode the pixels and turn them as EXIF says."""
    try:
        image.load()
        return ImageOps.exif_transpose(image) or image
    except MemoryError:
        raise
    except Exception as error:  # decoders raise whatever damaged bytes lead them to
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, f"the image data is damaged: {error}") from error


def to_rgb(image: Image.Image) -> NDArray[np.uint8]:
    """Any mode as (H, W, 3) uint8: 16-bit scaled down, transparency laid on white."""
    if image.mode.startswith(("I", "F")):
        deep = np.nan_to_num(np.asarray(image, dtype=np.float64), posinf=0.0, neginf=0.0)
        # 16-bit files hold up to 65535; a float or 32-bit file has no fixed white, so its maximum is white
        top = 65535.0 if image.mode.startswith("I;16") else max(float(deep.max()), 1.0)
        grey = np.clip(deep / top * 255, 0, 255).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    return np.asarray(image.convert("RGB"), dtype=np.uint8)


def check_content(rgb: NDArray[np.uint8]) -> None:
    """Refuse an image of one colour: there is nothing to read in it."""
    if int(np.ptp(rgb.reshape(-1, 3), axis=0).max()) < 8:  # below the contrast of the faintest gridline
        raise UnreadableImage(Reason.BLANK_IMAGE, "the image is of one colour")


def working_scale(rgb: NDArray[np.uint8]) -> float:
    """How much to enlarge or reduce: by whole factors, so that the pixels of thin strokes stay alike."""
    longest = max(rgb.shape[:2])
    if longest <= SMALL_SIDE:
        return float(min(LARGEST_SCALE, max(1, round(2 * SMALL_SIDE / longest / 1.2))))
    if longest <= LARGE_SIDE:
        return 1.0
    factor: int = min(longest // REDUCED_SIDE, math.floor(print_height(rgb) / REDUCED_PRINT))
    return 1.0 / max(1, factor)


def print_height(rgb: NDArray[np.uint8]) -> float:
    """The median height of what has the form of a letter or digit, in pixels; 0 where there is too little of it."""
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    ground = float(np.median(grey[::8, ::8]))
    ink = (cv2.absdiff(grey, np.full_like(grey, round(ground))) > INK).astype(np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    width, height = boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT]
    letters = height[(height >= 5) & (height < 0.03 * max(grey.shape)) & (width < 1.6 * height) & (8 * width > height)]
    return float(np.median(letters)) if len(letters) >= ENOUGH_LETTERS else 0.0


def reduce(rgb: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """Each block of ``factor`` x ``factor`` pixels as its mean; the last row and column are repeated to fill blocks."""
    bottom, right = (-size % factor for size in rgb.shape[:2])
    whole = cv2.copyMakeBorder(rgb, 0, bottom, 0, right, cv2.BORDER_REPLICATE)
    size = (whole.shape[1] // factor, whole.shape[0] // factor)
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def enlarge(rgb: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The image at the working scale (pixel areas keep their corners).

    Cubic interpolation keeps print sharp, but rings beside strokes; no pixel may leave the range of its neighbours.
    """
    if scale == 1.0:
        return rgb
    size = (round(rgb.shape[1] * scale), round(rgb.shape[0] * scale))
    around = np.ones((round(scale) + 1, round(scale) + 1), np.uint8)
    nearest = cv2.resize(rgb, size, interpolation=cv2.INTER_NEAREST)
    sharp = cv2.resize(rgb, size, interpolation=cv2.INTER_CUBIC)
    return np.clip(sharp, cv2.erode(nearest, around), cv2.dilate(nearest, around)).astype(np.uint8)
