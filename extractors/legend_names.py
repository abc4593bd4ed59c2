"""The texts that may be names in a legend, freed of the swatch that the reader took for a letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import LETTER_RIM, Canvas, background_of
from extractors.legend_parting import names_between
from extractors.legend_split import Strip, are_words, has_through_line, swatch_end, thickness
from extractors.name_print import LOW_LETTERS, stands_as_name
from extractors.readers import Text, TextReader
from extractors.swatch_style import INK_DISTANCE, Floats, Pixels

# what readers make of lines and markers; a lone letter o or x counts only beside such a sign or as a text of its own
GLYPHS = "-–—−_一·•…⋯●○◦◯■□▪▲△▼▽◆◇★☆×+*=~.|→←↔+:"
LEADING = re.compile(rf"^[oOxX]?[{re.escape(GLYPHS)}][{re.escape(GLYPHS)}oOxX\s]*")
TRAILING = re.compile(rf"[\s{re.escape(GLYPHS)}]*[{re.escape(GLYPHS)}][oOxX]?$")
ONLY_GLYPHS = re.compile(rf"^[{re.escape(GLYPHS)}\"\soOxX]{{1,8}}$")  # two dots of a dotted line are a quote
# a letter on a line, or a ring at the end of one: a marker
MARKED_LINE = re.compile(r"^[-–—−_一=~]+\s?(\w\s?[-–—−_一=~]+|[0oO])$|^[0oO]\s?[-–—−_一=~]+$")
# Box heights per character: no low letters are that wide, nor those with a higher one, nor numbers and narrow letters
# that, so the box holds a swatch.
LOOSE_WIDTH, LOOSE_HIGH, LOOSE_DIGIT, NARROW = 1.9, 1.6, 1.2, frozenset("Iil|!jtf")
NARROWEST = 0.26  # of the same, on average: an l with the space beside it
LAST_LETTER = 0x1FFF  # of Latin, Greek and Cyrillic; a lone sign beyond it is a marker or a crossing of lines
LOOSE = 0.3  # of the height of its print, by which a box is too high to measure print with
LINE_GAP = 0.2  # of the height of such a box: blank rows between the print and what else is in it
FRAME = 0.9  # of a box's side that the border of its legend fills, where it lies in the box
BLANK = 0.2  # of the row or column within it, at most, where print has yet to begin
BORDER = 0.3  # of the box's height, from each of its sides, in which that border is looked for
UPRIGHT = "|"  # as which a side of that border is read
BEYOND = 1.25  # heights of the box from which an upright stroke is the border's and no letter's
SWATCH_BLANK = 0.3  # heights of print that are blank on either side of a swatch between names: curves touch the print
DOUBTFUL = 0.75  # pieces of dashes and markers are read as one or two letters, less surely than this
SURE = 0.9  # readers are surer than this of nearly all print
BLOB = 0.55  # of the height of a box of one or two letters: bold strokes are half as thick, filled markers thicker


def legend_names(
    canvas: Canvas, texts: Sequence[Text], used: Collection[Text], reader: TextReader | None = None
) -> list[Text]:
    """Upright texts that are not spoken for, their boxes and strings without any swatch in them.

    With a ``reader``, names from whose boxes a swatch was cut are read again, those of too few letters for their boxes,
    and small ones with their rims.
    """
    rgb = canvas.rgb
    upright = [t for t in texts if t.rotation == 0 and t not in used and any(c.isalnum() for c in t.string)]
    bare = [t for t in upright if t.alone]
    upright = [t for t in upright if not t.alone]
    upright = upright if reader is None else _with_rims(rgb, upright, reader)
    read = [t for t in upright if not is_swatch_text(rgb, t)]
    free = [_tight(canvas, _inside_frame(canvas, t)) for t in read]
    parted = [_without_swatches(canvas, text, reader is not None) for text in free]
    whole = [name for t in bare for name in (_apart(canvas, t) if reader is not None else [t])]
    known = [*whole, *(name for names in parted for name in names)]
    letters = [t for t in upright if t not in read and _is_unsure_letter(t) and stands_as_name(t, known)]
    names = [*known, *letters]
    joint = [t for t in upright if _is_loose(t) or (t not in read and _is_filled_letter(rgb, t))]
    cut = [name for t in joint for name in _without_swatches(canvas, t, False) if name.box != t.box]
    cut = [name for name in cut if not _is_filled_letter(rgb, name)]
    names = [name for name in names if not _is_flat(name)] + [name for name in cut if not _is_loose(name)]
    if reader is None:
        return names
    names += [name for name in cut if _is_loose(name)]  # signs beside a swatch may be all that was read of a name
    boxes = {t.box for t in [*free, *bare, *letters]}
    misread = [i for i, name in enumerate(names) if name.box not in boxes or _is_loose(name)]
    seen = [names[i].box.grown(LETTER_RIM if names[i] in cut else 0) for i in misread]
    crops = [rgb[box.slices(*rgb.shape[:2])] for box in seen]
    for i, reading in zip(misread, reader.read(crops) if crops else [], strict=True):
        more = reading.confidence >= SURE and names[i].string.strip() in reading.string
        if reading.string.strip() and (more or names[i].box not in boxes):
            names[i] = replace(names[i], string=reading.string.strip(), confidence=reading.confidence)
    return [name for name in names if name not in cut or not _is_loose(name)]


def is_swatch_text(rgb: Pixels, text: Text) -> bool:
    """Whether the reader read a swatch or marker as text: signs only, far too few letters, a blob or one piece."""
    string = text.string.strip()
    if ONLY_GLYPHS.match(string):
        # a lone x or o is more often an axis label; as a swatch it is read with little confidence
        return not string.isalpha() or text.confidence < 0.9
    if (len(string) == 1 and ord(string) > LAST_LETTER) or MARKED_LINE.match(string):
        return True
    if (len(string) <= 2 and text.confidence < DOUBTFUL) or _is_filled_letter(rgb, text):
        return True
    if _is_loose(text):
        return True
    return _is_unsure_piece(rgb, text)


def _is_unsure_letter(text: Text) -> bool:
    """Whether one or two letters were read that may be a piece of a swatch, but show no other sign of it."""
    string = text.string.strip()
    glyphs = ONLY_GLYPHS.match(string) or MARKED_LINE.match(string) or max(map(ord, string)) > LAST_LETTER
    return len(string) <= 2 and text.confidence < DOUBTFUL and not glyphs and not _is_loose(text)


def _with_rims(rgb: Pixels, texts: Sequence[Text], reader: TextReader) -> list[Text]:
    """The texts, read again with their rims where letters of small print touch, if that is sure."""
    unsure = [t for t in texts if _is_unsure_piece(rgb, t) and not has_through_line(_contrast(rgb, t.box))]
    crops = [rgb[t.box.grown(LETTER_RIM).slices(*rgb.shape[:2])] for t in unsure]
    read = dict(zip(unsure, reader.read(crops) if crops else [], strict=True))
    return [
        replace(t, string=read[t].string, confidence=read[t].confidence)
        if t in read and read[t].confidence >= SURE
        else t
        for t in texts
    ]


def _is_unsure_piece(rgb: Pixels, text: Text) -> bool:
    """Whether the box of a text that was read unsurely holds one piece of ink: a swatch, or letters that touch."""
    return len(text.string.strip()) > 1 and text.confidence < SURE and _is_one_piece(rgb, text.box)


def _is_loose(text: Text) -> bool:
    """Whether one or two letters were read in a box that must hold more than them: a swatch, or one beside them."""
    string = text.string.strip()
    low = all(c in LOW_LETTERS for c in string)
    widest = LOOSE_DIGIT if all(c.isdigit() or c in NARROW for c in string) else LOOSE_WIDTH if low else LOOSE_HIGH
    return len(string) <= 2 and text.box.width > widest * len(string) * max(text.box.height, 1.0)


def _is_flat(text: Text) -> bool:
    """Whether a text's tight box is too low for as many letters as were read: dots and dashes of a line are."""
    return text.box.width + 1 > LOOSE_WIDTH * len(text.string.strip()) * (text.box.height + 1)


def _is_one_piece(rgb: Pixels, box: Box) -> bool:
    """Whether one connected piece of ink is as wide as the box, as only small print of several letters is."""
    ink = _contrast(rgb, box) > INK_DISTANCE
    if ink.size == 0:
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    return count > 1 and box.width > box.height and float(stats[1:, 2].max()) >= 0.9 * box.width


def _is_filled_letter(rgb: Pixels, text: Text) -> bool:
    """Whether the box of one or two letters holds a filled marker: in their place, or joined to them."""
    contrast = _contrast(rgb, text.box)
    letters = len(text.string.strip()) <= 2 and contrast.size > 0
    return letters and thickness(contrast > contrast.max() / 2) >= BLOB * len(contrast)


def _contrast(rgb: Pixels, box: Box) -> Floats:
    return color_distance(rgb[box.slices(*rgb.shape[:2])], background_of(rgb, box))


def _inside_frame(canvas: Canvas, text: Text) -> Text:
    """The text with its box cut to what lies within the border of its legend, where readers took that for print."""
    strip = _strip(canvas, text.box)
    if strip is None:
        return text
    ink, reach = strip.ink, max(1, round(BORDER * len(strip.ink)))
    top, bottom = _between(ink.mean(axis=1), reach)
    if top >= bottom:
        return text
    cut = bottom - top < len(ink)
    tall = _upright(canvas, text.box) > (bottom - top + 1 if cut else BEYOND * len(ink))
    left, right = _between(np.where(tall, ink[top:bottom].mean(axis=0), 0), reach)
    if (top, bottom, left, right) == (0, len(ink), 0, ink.shape[1]) or left >= right:
        return text
    rows, columns = (np.flatnonzero(ink[top:bottom, left:right].any(axis=axis)) for axis in (1, 0))
    if len(rows) == 0:
        return text
    x0, y0 = max(0, round(text.box.x0)) + left, max(0, round(text.box.y0)) + top
    string = text.string.removeprefix(UPRIGHT) if left > 0 else text.string
    string = string.removesuffix(UPRIGHT) if right < ink.shape[1] else string
    box = Box(x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]), y0 + int(rows[-1]))
    return replace(text, string=string.strip(), box=box)


def _upright(canvas: Canvas, box: Box) -> NDArray[np.intp]:
    """Per column of a box the rows of ink that hang together with the middle of the box, beyond it too."""
    around = _strip(canvas, replace(box, y0=box.y0 - box.height, y1=box.y1 + box.height))
    if around is None:
        return np.zeros(0, np.intp)
    middle = max(0, round(box.y0)) - max(0, round(box.y0 - box.height)) + round(box.height / 2)
    up = np.logical_and.accumulate(around.ink[middle::-1], axis=0).sum(axis=0)
    return np.asarray(up + np.logical_and.accumulate(around.ink[middle + 1 :], axis=0).sum(axis=0), np.intp)


def _between(filled: Floats, reach: int) -> tuple[int, int]:
    """First and one past the last index within the borders near the start and near the end of these shares of ink."""
    return _border(filled, reach), len(filled) - _border(filled[::-1], reach)


def _border(filled: Floats, reach: int) -> int:
    """How many rows or columns from the start end with a border: full ones with a nearly blank one within."""
    full = np.flatnonzero(filled[:reach] >= FRAME)
    stop = int(full[-1]) + 1 if len(full) else 0
    return stop if stop < len(filled) and filled[stop] <= BLANK else 0


def _tight(canvas: Canvas, text: Text) -> Text:
    """The text with its box cut to the ink in it; gridlines behind print keep readers from doing so."""
    strip = _strip(canvas, text.box)
    if strip is None or not strip.ink.any():
        return text
    inked = np.flatnonzero(strip.ink.any(axis=1))
    # a frame above or below stands further off than dots and accents
    lines = np.split(inked, np.flatnonzero(np.diff(inked) > LINE_GAP * len(strip.ink)) + 1)
    rows = max(lines, key=lambda line: int(strip.ink[line].sum()))
    columns = np.flatnonzero(strip.ink[rows].any(axis=0))
    y0, x0 = max(0, round(text.box.y0)), max(0, round(text.box.x0))
    box = Box(x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]), y0 + int(rows[-1]))
    return replace(text, box=box) if text.box.height - box.height > LOOSE * box.height else text


def _without_swatches(canvas: Canvas, text: Text, parted: bool) -> list[Text]:
    """The text with a swatch at either end cut off its box and string; several where it ran over swatches (``parted``).

    The string of a part is that of the whole, so ``parted`` asks for a reader.
    """
    strip = _strip(canvas, text.box)
    if strip is None:
        return [text]
    string, box = text.string.strip(), text.box
    worded = are_words(strip, string.split())
    start = 0 if worded[0] else swatch_end(strip, bool(LEADING.match(string)))
    if start and _has_room(LEADING.sub("", string), box.width - start, box.height):
        string, box = LEADING.sub("", string) or string, Box(box.x0 + start, box.y0, box.x1, box.y1)
        strip = _strip(canvas, box) or strip  # beside a grey swatch coloured print would be taken for another one
    stop = 0 if worded[1] else swatch_end(strip.mirrored(), bool(TRAILING.search(string)))
    if stop and _has_room(TRAILING.sub("", string), box.width - stop, box.height):
        string, box = TRAILING.sub("", string) or string, Box(box.x0, box.y0, box.x1 - stop, box.y1)
    whole = _strip(canvas, box)
    if whole is None:
        return [text]
    stretches = names_between(whole) if parted else []
    if len(stretches) < 2:
        return [text if box == text.box else replace(text, string=string.strip(), box=_lowered(box, whole))]
    boxes = [Box(box.x0 + a, box.y0, box.x0 + b - 1, box.y1) for a, b in stretches]
    return [replace(text, box=_lowered(b, s)) for b in boxes if (s := _strip(canvas, b)) is not None]


def _apart(canvas: Canvas, text: Text) -> list[Text]:
    """The names that a text holds which was read without coloured ink, where swatches are what stood between them."""
    strip = _strip(canvas, text.box)
    stretches = names_between(strip) if strip is not None else []
    if strip is None or len(stretches) < 2:
        return [text]
    blank = round(SWATCH_BLANK * len(strip.ink))
    inked: NDArray[np.bool_] = np.asarray(strip.ink.any(axis=0), np.bool_)
    if any(inked[a[1] : a[1] + blank].any() or inked[b[0] - blank : b[0]].any() for a, b in pairwise(stretches)):
        return [text]
    return [
        replace(text, box=Box(text.box.x0 + a, text.box.y0, text.box.x0 + b - 1, text.box.y1)) for a, b in stretches
    ]


def _has_room(string: str, width: float, height: float) -> bool:
    """Whether a box is wide enough for what was read, so that something else was in the rest of it."""
    return width >= NARROWEST * height * sum(not c.isspace() for c in string)


def _strip(canvas: Canvas, box: Box) -> Strip | None:
    """What the box of a text shows, or None where it is empty."""
    rows, columns = box.slices(*canvas.rgb.shape[:2])
    crop = canvas.rgb[rows, columns]
    if crop.size == 0:
        return None
    contrast = color_distance(crop, background_of(canvas.rgb, box))
    return Strip(crop, np.where(canvas.grid[rows, columns], 0.0, contrast))


def _lowered(box: Box, strip: Strip) -> Box:
    """The box cut to the rows that are inked: what was cut off it may have been higher than the print."""
    rows = np.flatnonzero(strip.ink.any(axis=1))
    return (
        box
        if len(rows) == 0
        else replace(box, y0=box.y0 + int(rows[0]), y1=box.y1 - (len(strip.ink) - 1 - int(rows[-1])))
    )
