"""Find the swatch beside a legend name as a separate piece of ink.

Everything looks to the left of a name; a swatch on the right is found in the mirrored canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import cv2
import numpy as np

from extractors.channels import Rgb, color_distance, median_color
from extractors.geometry import Box
from extractors.legend_canvas import SAME_INK, Canvas, background_of, ink_mask
from extractors.swatch_marker import fill_holes
from extractors.swatch_style import INK_DISTANCE, Mask, Pixels

# lengths in text heights
MAX_GAP = 2.3  # from swatch to name: matplotlib leaves 0.8 of the font size, Excel and Vega less, expanded ones more
MAX_WIDTH, ROUNDED = 6.0, 1.0  # the height of small print is known to a pixel, and what it may be more
MIN_WIDTH = 0.25
MAX_HEIGHT = 1.9  # the stem of an error bar may be higher than the text
SYMBOL_HEIGHT = 2.4  # of a swatch that is one filled symbol: Vega's are large
OFF_CENTRE = 0.45  # names without ascenders or with descenders sit off the swatch's centre
DASH_GAP = 1.5  # between two pieces of one swatch; Excel spaces the dots of thick lines this wide
ALIKE_GAP, ALIKE = 2.6, 0.15  # between dashes as long as one another to that share, as gnuplot spaces small ones
# Farther off than this, what is thinner by this share than all other pieces of a swatch is a tick mark.
CLOSE_GAP, UNEVEN = 0.75, 0.3
TALL = 0.4  # dashes are lower, letters and markers higher
STRONG_DISTANCE = 95.0  # RGB; a fifth of the full contrast, which is what most legends let through, stays below it
MARKED = 90.0  # percentile of the contrast: dark markers on a pale line are a swatch, too
CONTRASTS = (INK_DISTANCE, STRONG_DISTANCE)
HALO_SHARE = 0.3  # of a swatch's contrast: paler ink is its rim, or shows through from behind
LARGE = 0.3  # of the height of print, that its letters are wide or high; smaller pieces are specks and blends of rims
RING = 1.1  # what is no higher is no frame around a swatch, but a marker through which its line shows
LINE_BESIDE = 0.25  # at least, that a line stands out on either side of its marker
MAX_MARKERS = 3  # in one swatch


def find_separate(
    canvas: Canvas, name: Box, unit: float, contrasts: Sequence[float] = CONTRASTS
) -> tuple[Box, Mask] | None:
    """The swatch to the left of a name where it stands free of other ink: its box and (h, w) mask; or None.

    ``unit`` is the text height in pixels. Where pale ink is in the way, as data that shows through a translucent
    legend, only the strong ink is looked at: the ``contrasts`` are tried in turn, and what is pale itself is no swatch
    where strong ink is one.
    """
    pale: tuple[Box, Mask] | None = None
    reach = Box(name.x0 - (MAX_GAP + MAX_WIDTH + 1) * unit, name.cy - 1.5 * unit, name.x0 - 1, name.cy + 1.5 * unit)
    background = background_of(canvas.rgb, name)
    for least in contrasts:
        ink = ink_mask(canvas, reach, background, name, least)
        box = _separate_box(canvas, ink, reach, name, background, unit)
        if box is None:
            continue
        found = _strong_ink(canvas, box, background, ink_mask(canvas, box, background, name, least), unit)
        if _is_strong(canvas, found, background):
            return found
        pale = pale or found
    return pale


def _is_strong(canvas: Canvas, found: tuple[Box, Mask], background: Rgb) -> bool:
    """Whether a swatch stands out from its background as nothing does that shows through a legend."""
    box, mask = found
    contrast = color_distance(canvas.rgb[box.slices(*canvas.rgb.shape[:2])], background)
    return float(np.percentile(contrast[mask], MARKED)) > STRONG_DISTANCE


def _strong_ink(canvas: Canvas, box: Box, background: Rgb, ink: Mask, unit: float) -> tuple[Box, Mask]:
    """The swatch without halos and pale ink behind it, cut to what is left; a pale line stays at its dark marker."""
    contrast = color_distance(canvas.rgb[box.slices(*canvas.rgb.shape[:2])], background)
    strong: Mask = ink & (contrast >= HALO_SHARE * float(np.percentile(contrast[ink], 90)))
    rows, columns = np.flatnonzero(strong.any(axis=1)), np.flatnonzero(strong.any(axis=0))
    top, left, bottom, right = int(rows[0]), int(columns[0]), int(rows[-1]), int(columns[-1])
    if _is_line_beside(ink, left, right, unit):
        return box, ink
    cut = Box(box.x0 + left, box.y0 + top, box.x0 + right, box.y0 + bottom)
    return cut, strong[top : bottom + 1, left : right + 1]


def _is_line_beside(ink: Mask, left: int, right: int, unit: float) -> bool:
    """Whether ink to the left and right of two columns is a level line, as long on one side as on the other."""
    before, after = left, ink.shape[1] - 1 - right
    if min(before, after) < LINE_BESIDE * unit or min(before, after) < 0.7 * max(before, after):
        return False
    pale = np.hstack([ink[:, :left], ink[:, right + 1 :]])
    rows = np.flatnonzero(pale.mean(axis=1) > 0.5)
    return len(rows) > 0 and int(rows[-1] - rows[0] + 1) <= TALL * unit and bool(pale[rows].sum() >= 0.7 * pale.sum())


def _separate_box(canvas: Canvas, ink: Mask, reach: Box, name: Box, background: Rgb, unit: float) -> Box | None:
    rows, columns = reach.slices(*canvas.rgb.shape[:2])
    right, middle = name.x0 - columns.start, name.cy - rows.start
    pieces = _pieces(ink, right, middle, unit)
    colored = [(p, _piece_color(canvas.rgb[rows, columns], ink, p)) for p in pieces]
    ends = [plot.x1 - columns.start for plot in canvas.plots if plot.y0 <= name.cy <= plot.y1]
    chain = _chain(colored, right, background, unit, ends)
    if chain is None or _leaves(chain, ink.shape) or not _sized(chain, middle, unit):
        return None
    return Box(chain.x0 + columns.start, chain.y0 + rows.start, chain.x1 + columns.start, chain.y1 + rows.start)


def _pieces(ink: Mask, right: float, middle: float, unit: float) -> list[Box]:
    """Boxes of the connected pieces at the height of the name, the rightmost first.

    Curves pass off centre; frames and spines are high, or have most of their ink above and below the name.
    """
    if ink.size == 0:  # OpenCV crashes on it
        return []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    band = slice(max(0, round(middle - 0.6 * unit)), round(middle + 0.6 * unit) + 1)
    level = np.bincount(labels[band].ravel(), minlength=count)
    found = []
    for (x, y, w, h, area), inside in zip(stats[1:count].tolist(), level[1:].tolist(), strict=True):
        box = Box(x, y, x + w - 1, y + h - 1)
        upright = h > 1.1 * unit and w < 0.3 * unit
        symbol = max(w, h) <= SYMBOL_HEIGHT * unit and 0.7 * h <= w <= 1.4 * h
        symbol = symbol and fill_holes(ink[box.slices(*ink.shape)]).sum() >= 0.45 * w * h
        level_with = symbol or (h <= MAX_HEIGHT * unit and 2 * inside >= area)  # most of a high outline is off level
        sized = area >= 2 and level_with and not upright
        # what sticks out of the name's box is a rim of its first letter
        if sized and abs(box.cy - middle) <= OFF_CENTRE * unit and (box.x1 < right - 1.5 or w >= 0.3 * unit):
            found.append(box)
    return sorted(found, key=lambda b: -b.x1)


def _chain(
    pieces: Sequence[tuple[Box, Rgb]], right: float, background: Rgb, unit: float, ends: Sequence[float]
) -> Box | None:
    """The pieces that follow one another leftwards from the name in one colour, joined; None where they are letters.

    ``ends``: columns where plots end, beyond which another piece is a curve.
    """
    rings = [box for box, _ in pieces if box.height + 1 <= RING * unit]
    pieces = [(box, ink) for box, ink in pieces if not any(_surrounds(ring, box) for ring in rings)]
    # what lies around another piece is part of a frame
    pieces = [(box, ink) for box, ink in pieces if not any(_surrounds(box, other) for other, _ in pieces)]
    if not pieces or right - pieces[0][0].x1 > MAX_GAP * unit:
        return None
    whole, color = pieces[0]
    tall, lowest, dots = int(whole.height > TALL * unit), whole.height, True
    for (last, _), (piece, found) in pairwise(pieces):
        gap = whole.x0 - piece.x1
        joins = gap <= 0.3 * unit or same_ink(found, color, background)
        flat = max(last.height, piece.height) <= TALL * unit
        dashes = flat and abs(last.width - piece.width) <= 1 + ALIKE * last.width
        thinner = piece.height < (1 - UNEVEN) * lowest - 1
        joins &= not any(piece.x1 <= end + 1 < whole.x0 for end in ends)
        if gap > (ALIKE_GAP if dashes else DASH_GAP) * unit or not joins or (thinner and gap > CLOSE_GAP * unit):
            break
        whole, lowest = whole.joined(piece), min(lowest, piece.height)
        tall += int(piece.height > TALL * unit)
        dots = dots and max(abs(piece.width - last.width), abs(piece.height - last.height)) <= 1
    # dashes are low, but dots of a thick line are all alike, and few swatches show more than one marker: this is a word
    # that no reader found
    return whole if tall <= MAX_MARKERS or dots else None


def _surrounds(one: Box, other: Box) -> bool:
    return one.x0 < other.x0 and other.x1 < one.x1 and one.y0 < other.y0 and other.y1 < one.y1


def same_ink(one: Rgb, other: Rgb, background: Rgb) -> bool:
    """Whether two colours are shades of one ink on the background, as thin strokes are paler than thick ones."""
    a, b = (np.subtract(color, background).astype(np.float64) for color in (one, other))
    return float(a @ b) >= SAME_INK * float(np.linalg.norm(a) * np.linalg.norm(b))


def of_several_inks(rgb: Pixels, box: Box) -> bool:
    """Whether the larger pieces of ink in a box are of unlike colours: swatches, as print is of one."""
    crop, background = rgb[box.slices(*rgb.shape[:2])], background_of(rgb, box)
    ink = color_distance(crop, background) > INK_DISTANCE
    if not ink.any():
        return False
    boxes = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)[2][1:, :4].tolist()
    least = LARGE * min(box.width, box.height)
    large = [Box(x, y, x + w - 1, y + h - 1) for x, y, w, h in boxes if max(w, h) >= least]
    colors = [_piece_color(crop, ink, piece) for piece in large]
    return any(not same_ink(one, other, background) for one, other in combinations(colors, 2))


def _piece_color(rgb: Pixels, ink: Mask, piece: Box) -> Rgb:
    area = piece.slices(*ink.shape)
    return median_color(rgb[area][ink[area]])


def _leaves(box: Box, shape: tuple[int, ...]) -> bool:
    """Whether the ink runs out of the window: then it is a curve or a spine."""
    return box.x0 <= 0 or box.y0 <= 0 or box.y1 >= shape[0] - 1


def _sized(box: Box, middle: float, unit: float) -> bool:
    width, height = box.width + 1, box.height + 1
    highest = SYMBOL_HEIGHT if 0.7 * height <= width <= 1.4 * height else MAX_HEIGHT
    if not (MIN_WIDTH * unit <= width <= MAX_WIDTH * (unit + ROUNDED) and height <= highest * unit):
        return False
    return abs(box.cy - middle) <= OFF_CENTRE * unit and height <= 2.0 * width
