"""A figure to draw on in its own pixels: pale, enlarged where it is small, strokes as wide as its size asks for."""

from __future__ import annotations

from functools import cache
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Color = tuple[int, int, int]
Floats = NDArray[np.float64]

BLACK: Color = (30, 30, 30)
GREY: Color = (110, 110, 110)
GREEN: Color = (0, 120, 50)
ORANGE: Color = (200, 110, 0)
RED: Color = (200, 0, 0)
BLUE: Color = (20, 60, 200)
# Of equal weight on the pale figure and told apart with colour-blind eyes too, the first ones best.
PALETTE: tuple[Color, ...] = (
    (213, 40, 0),
    (0, 92, 200),
    (0, 140, 90),
    (180, 40, 150),
    (150, 95, 0),
    (0, 150, 180),
    (90, 60, 190),
    (70, 110, 0),
)

# A longer side of this many pixels leaves room for print of a dozen pixels beside a dozen ticks.
_LEGIBLE_SIDE = 1200
_LEGIBLE_PANEL = 500
_LARGEST_ENLARGEMENT = 6
_LARGEST_SIDE = 5000
_PANEL_EXTENT = 1.4  # a panel with its labels, in panel sides
# The figure's own contrast is cut to this share, towards white.
_PALE = 0.42
_PALE_VALUE = np.rint(255 - (255 - np.arange(256)) * _PALE).astype(np.uint8)
_FONT_SHARE = 0.0115  # of a panel with its labels
_SMALLEST_FONT = 12
_SHIFT = 4  # OpenCV takes fixed-point coordinates: bits behind the point
_FOOTER_ROW = 1.35  # row height in font sizes
_COLUMN = 42  # width of a footer column in font sizes


class Canvas:
    """Draws in file pixels, the centre of the top-left one at (0, 0), onto an RGB array of its own."""

    def __init__(self, rgb: NDArray[np.uint8], panel_side: float, zoom: int = 1) -> None:
        """``rgb`` is (H, W, 3), ``panel_side`` the longer side of the largest panel, 0 where there is none.

        ``zoom``: so many pixels of ``rgb`` are one of the file.
        """
        longest = max(rgb.shape[:2]) // zoom
        extent = min(longest, panel_side * _PANEL_EXTENT) if panel_side else longest
        wanted = max(round(_LEGIBLE_SIDE / longest), ceil(_LEGIBLE_PANEL / extent))
        self._scale = min(max(wanted, 1), max(_LARGEST_SIDE // longest, 1), _LARGEST_ENLARGEMENT)
        self._font_size = max(round(_FONT_SHARE * extent * self._scale), _SMALLEST_FONT)
        self._stroke = max(round(self._font_size / 8), 1)
        pale = _PALE_VALUE[rgb]
        size = (rgb.shape[1] // zoom * self._scale, rgb.shape[0] // zoom * self._scale)
        how = cv2.INTER_AREA if zoom > self._scale else cv2.INTER_LINEAR
        self.rgb = np.ascontiguousarray(cv2.resize(pale, size, interpolation=how), np.uint8)
        self._taken: list[tuple[float, float, float, float]] = []

    def rectangle(self, box: tuple[float, float, float, float], color: Color) -> None:
        """The outline of a box ``x0, y0, x1, y1``."""
        x0, y0, x1, y1 = box
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]])
        self.polyline(corners, color, thin=True)

    def polyline(self, curve: Floats, color: Color, thin: bool = False) -> None:
        """A line through the points, (N, 2)."""
        width = max(self._stroke // 2, 1) if thin else self._stroke
        cv2.polylines(self.rgb, [self._fixed(curve)], False, color, width, cv2.LINE_AA, _SHIFT)

    def dots(self, curve: Floats, color: Color) -> None:
        """Dots along the line through the points, (N, 2), evenly spaced."""
        steps = np.hypot(*np.diff(curve, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        gap = 4 * self._stroke / self._scale
        at = np.arange(0.0, along[-1] + gap / 2, gap)
        places = np.column_stack([np.interp(at, along, curve[:, 0]), np.interp(at, along, curve[:, 1])])
        for x, y in self._fixed(places)[:, 0].tolist():
            cv2.circle(self.rgb, (x, y), self._stroke << _SHIFT, color, -1, cv2.LINE_AA, _SHIFT)

    def rings(self, places: Floats, radius: float, color: Color) -> None:
        """A ring around each place, (N, 2), of at least such a size that it shows beside the line."""
        size = max(radius * self._scale, 2.5 * self._stroke)
        for x, y in self._fixed(places)[:, 0].tolist():
            cv2.circle(self.rgb, (x, y), round(size * 2**_SHIFT), color, self._stroke, cv2.LINE_AA, _SHIFT)

    def tick(self, at: tuple[float, float], side: str, color: Color) -> None:
        """A tick mark across the point, along the direction of ``side`` (above, left or right)."""
        half = 0.4 * self._font_size / self._scale
        (x, y), (dx, dy) = at, (0.0, half) if side == "above" else (half, 0.0)
        self.polyline(np.array([[x - dx, y - dy], [x + dx, y + dy]]), color)

    def text(self, at: tuple[float, float], string: str, color: Color, side: str, keep_clear: bool = False) -> None:
        """Print beside the point: above, left or right of it; with ``keep_clear`` only where no print stands yet."""
        font = _font(self._font_size)
        width, height = font.getlength(string), 1.1 * self._font_size
        x, y = ((value + 0.5) * self._scale - 0.5 for value in at)
        gap = 0.6 * self._font_size
        left = {"above": x - width / 2, "right": x + gap, "left": x - gap - width}[side]
        top = y - gap - height if side == "above" else y - height / 2
        left = min(max(left, 0.0), max(self.rgb.shape[1] - width, 0.0))
        box = (left, top, left + width, top + height)
        if keep_clear and any(_overlap(box, other) for other in self._taken):
            return
        self._taken.append(box)
        self._print((left, top), string, color)

    def add_footer(self, lines: list[tuple[str, Color]]) -> None:
        """White space below the figure with these lines, in as many columns as fit."""
        row, column = round(_FOOTER_ROW * self._font_size), _COLUMN * self._font_size
        width = self.rgb.shape[1]
        columns = max(width // column, 1)
        per_column = -(-len(lines) // columns)
        footer = np.full((row * per_column + row, width, 3), 255, np.uint8)
        top = self.rgb.shape[0] + row // 2
        self.rgb = np.concatenate([self.rgb, footer])
        for index, (string, color) in enumerate(lines):
            place = (0.5 * self._font_size + index // per_column * (width // columns), top + index % per_column * row)
            self._print(place, self._cut(string, width // columns - self._font_size), color)

    def _cut(self, string: str, width: float) -> str:
        font = _font(self._font_size)
        while string and font.getlength(string) > width:
            string = string[: -2 if string.endswith("…") else -1].rstrip("…") + "…"
        return string

    def _print(self, place: tuple[float, float], string: str, color: Color) -> None:
        # Only the part around the print goes through Pillow: a copy of the whole picture per label would be slow.
        font = _font(self._font_size)
        pad = 2 * self._stroke + 2
        x0, y0 = max(round(place[0]) - pad, 0), max(round(place[1]) - pad, 0)
        x1, y1 = round(place[0] + font.getlength(string)) + pad, round(place[1] + 1.4 * self._font_size) + pad
        part = self.rgb[y0:y1, x0:x1]
        if not part.size:
            return
        picture = Image.fromarray(part)
        ImageDraw.Draw(picture).text(
            (round(place[0]) - x0, round(place[1]) - y0),
            string,
            fill=color,
            font=font,
            stroke_width=max(self._stroke, 1),
            stroke_fill=(255, 255, 255),
        )
        self.rgb[y0:y1, x0:x1] = np.asarray(picture)

    def _fixed(self, curve: Floats) -> NDArray[np.int32]:
        """File pixels as OpenCV's fixed-point canvas pixels, (N, 1, 2)."""
        on_canvas = (np.asarray(curve, np.float64).reshape(-1, 2) + 0.5) * self._scale - 0.5
        limit = 2 ** (30 - _SHIFT)  # a wild value must not wrap around
        fixed: NDArray[np.int32] = np.rint(np.clip(on_canvas, -limit, limit) * 2**_SHIFT).astype(np.int32)
        return fixed[:, None]


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType, which draws the print of overlays")
    return font
