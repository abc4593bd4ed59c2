"""Where a legend name begins in a box that was read together with its swatch.

Six things tell a swatch from the letters beside it: it is coloured where they are not, it is a flat level stroke or
row of dashes, one level line runs through all of it (letters in a row share none, however they touch), it ends in such
a line on both sides of its marker, it is one piece wider than any letter that stands apart, or it is solid where
letters are thin strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_range
from extractors.swatch_style import INK_DISTANCE, Floats, Mask, Pixels

# lengths in heights of the box
WORD_GAP = 0.16  # blank columns that separate a swatch from the name
LONGEST = 6.0  # a swatch
SHORTEST_LINE = 1.2  # a line that runs through a swatch: longer than the bars of letters
FLAT = 0.3  # a stroke without a marker is lower
OFF_MIDDLE = 0.25  # by which it may stand off mid-height
LINE_END = 0.1  # columns at either end of a swatch that show its line only
AS_LONG = 0.6  # of the thickness of that line, that its first and last pieces are long: dots are about as long as thick
PIECE_WIDTH = 1.4  # a piece wider than any letter
APART = 0.7  # blank columns between such a swatch and its name: more than between words
WORD_SHARE = 0.6  # of that gap at most lie between the words

SWATCH_CHROMA = 60.0  # distance between the largest and smallest channel by which coloured ink is told from grey
FAINT_CHROMA = 24.0  # the same where the letters have hardly any: compressed pictures lose most of a thin stroke's
VIVID_CHROMA = 30.0  # the same in single columns of a line that letters touch: the pale tints of spreadsheets have it
TOUCHING = 1.2  # such a line is longer, and so than any letter
CAP = 3  # columns at its ends that are rounded off or shared with a letter
LETTER = 0.2  # at least, of the letter that touches it
THICK = 0.75  # it is lower
THROUGH = 0.9  # of a swatch's columns that its line inks
EVEN = 0.6  # of the line's contrast that it keeps there; between blurred letters it fades further
CORE = 0.5  # of the contrast of a stroke: what blur and compression spread beside it is paler
SOLID, THICK_SIGN = 2.2, 0.35  # times as thick as strokes of print; of the height, which dots and dashes are below
# Of a symbol's height, how high the print beside it is at most; how wide the symbol is, and how much of its box is ink:
# of a diamond half.
LOWER, ROUND, HALF_FILLED = 0.9, 1.3, 0.4
WORD_WIDTH = (0.2, 0.95)  # of the height, per letter of a word, in all usual typefaces, beside a marker of its height
MIDDLE = 0.2  # of the height at the top and bottom in which no swatch has its line, but print its serifs

Segment = tuple[int, int]


@dataclass(frozen=True)
class Strip:
    """The box of a text: ``rgb`` (h, w, 3), ``contrast`` (h, w) with the background, 0 on gridlines."""

    rgb: Pixels
    contrast: Floats

    @property
    def ink(self) -> Mask:
        """True where something is drawn."""
        return self.contrast > INK_DISTANCE

    def mirrored(self) -> Strip:
        """The strip with left and right exchanged."""
        return Strip(self.rgb[:, ::-1], self.contrast[:, ::-1])


def swatch_end(strip: Strip, sign: bool) -> int:
    """The column at which the name begins after a swatch at the left of the strip; 0 without a swatch.

    ``sign`` says that the string read begins with a sign that readers make of swatches.
    """
    ink = strip.ink
    if stop := _colored_end(strip, ink) or _symbol_end(strip, ink):
        return stop
    segments = segments_of(ink, max(2, round(WORD_GAP * len(ink))))
    for count in range(len(segments) - 1, 0, -1):
        if segments[count - 1][1] <= LONGEST * len(ink) and _is_swatch(strip, ink, segments, count, sign):
            return segments[count][0]
    return 0


def are_words(strip: Strip, words: Sequence[str]) -> tuple[bool, bool]:
    """Whether the strip begins, and whether it ends, with one of the words that were read in it.

    That is so where each of its grey pieces is as wide as one of the words: blurred ones look like swatches, but
    swatches are read as no word.
    """
    ink = strip.ink
    pieces = segments_of(ink, max(2, round(WORD_GAP * len(ink))))
    grey = [chroma_of(strip.rgb, ink, piece) <= FAINT_CHROMA for piece in pieces]
    printed = [stop - start for start, stop in compress(pieces, grey)]
    least, most = (share * len(ink) for share in WORD_WIDTH)
    fit = len(printed) == len(words) > 1 and all(any(map(str.isalnum, word)) or word == "=" for word in words)
    if not fit or not all(least * len(w) <= width <= most * len(w) for width, w in zip(printed, words, strict=True)):
        return False, False
    return grey[0], grey[-1]


def _colored_end(strip: Strip, ink: Mask) -> int:
    """The column at which a coloured line ends that the first of the grey letters touches; 0 where there is none."""
    chroma = channel_range(strip.rgb.astype(np.float64))
    strongest = np.where(ink, chroma, 0.0).max(axis=0, initial=0.0)
    vivid = np.flatnonzero(strongest > VIVID_CHROMA)
    if len(vivid) == 0 or vivid[0] > CAP or vivid[-1] - vivid[0] + 1 > len(vivid):
        return 0
    stop = int(vivid[-1]) + 1
    pieces = [(a, b) for a, b in segments_of(ink, 1) if b > stop + LETTER * len(ink)]  # less is a rim of the line
    letter = max(stop, pieces[0][0]) if pieces else len(ink[0])
    touching = letter - stop <= max(2, round(WORD_GAP * len(ink)))
    if not pieces or not touching or not TOUCHING * len(ink) <= stop <= LONGEST * len(ink):
        return 0
    # coloured letters leave blanks between them, and do not fill the same rows at both ends
    ends = [np.flatnonzero(part.any(axis=1)) for part in (ink[:, CAP : 2 * CAP], ink[:, stop - 2 * CAP : stop - CAP])]
    level = all(len(end) > 0 and end[-1] - end[0] < THICK * len(ink) for end in ends)
    if not level or max(abs(ends[0][0] - ends[1][0]), abs(ends[0][-1] - ends[1][-1])) > 1:
        return 0
    return letter if chroma_of(strip.rgb, ink, (stop, ink.shape[1])) <= FAINT_CHROMA else 0


def _symbol_end(strip: Strip, ink: Mask) -> int:
    """The column at which grey letters begin after a coloured symbol that is higher than they are; 0 without one.

    By its height the box tells too wide a gap between words.
    """
    pieces = segments_of(ink, 1)
    if len(pieces) < 2 or pieces[0][0] > CAP:
        return 0
    symbol, rest = ink[:, slice(*pieces[0])], (pieces[1][0], ink.shape[1])
    rows = np.flatnonzero(ink[:, rest[0] :].any(axis=1))
    low = rows[-1] - rows[0] + 1 <= LOWER * np.ptp(np.flatnonzero(symbol.any(axis=1)))
    solid = symbol.shape[1] <= ROUND * len(ink) and symbol.mean() >= HALF_FILLED
    colored = chroma_of(strip.rgb, ink, pieces[0]) > SWATCH_CHROMA
    grey = all(chroma_of(strip.rgb, ink, piece) <= FAINT_CHROMA for piece in pieces[1:])  # no dots of its line
    return rest[0] if low and solid and colored and grey else 0


def _is_swatch(strip: Strip, ink: Mask, segments: Sequence[Segment], count: int, sign: bool) -> bool:
    """Whether the first ``count`` segments are a swatch beside the rest."""
    whole = slice(segments[0][0], segments[count - 1][1])
    rest = chroma_of(strip.rgb, ink, segments[-1])
    chroma = min(chroma_of(strip.rgb, ink, segment) for segment in segments[:count])
    if rest <= SWATCH_CHROMA < chroma or chroma > FAINT_CHROMA + 2 * rest:
        return True
    if _is_stroke(ink[:, whole], 0.5 if sign else 0.8) or has_line_ends(ink[:, whole]):
        return True
    if has_line_ends(core_of(strip, (whole.start, whole.stop))):
        return True
    if count > 1:
        return False
    rest_ink = ink[:, segments[count][0] :]
    colored = max(chroma_of(strip.rgb, ink, segment) for segment in segments[1:]) > FAINT_CHROMA + 2 * chroma
    apart = _stands_apart(ink, segments) and not colored  # a blurred word before a coloured swatch is one piece, too
    return has_through_line(strip.contrast[:, whole]) or apart or _is_solid(ink[:, whole], rest_ink)


def segments_of(ink: Mask, gap: int) -> list[Segment]:
    """Stretches of inked columns (start, stop) with less than ``gap`` blank columns inside."""
    columns = np.flatnonzero(ink.any(axis=0))
    if len(columns) == 0:
        return []
    breaks = np.flatnonzero(np.diff(columns) > gap)
    starts, stops = columns[np.r_[0, breaks + 1]], columns[np.r_[breaks, len(columns) - 1]] + 1
    return list(zip(starts.tolist(), stops.tolist(), strict=True))


def core_of(strip: Strip, segment: Segment) -> Mask:
    """The columns of a segment with only the ink that has at least half of its contrast."""
    contrast = strip.contrast[:, segment[0] : segment[1]]
    core = strip.ink[:, segment[0] : segment[1]] & (contrast >= CORE * contrast.max())
    columns = np.flatnonzero(core.any(axis=0))
    return np.asarray(core[:, columns[0] : columns[-1] + 1], np.bool_)


def chroma_of(rgb: Pixels, ink: Mask, segment: Segment) -> float:
    pixels = rgb[:, segment[0] : segment[1]][ink[:, segment[0] : segment[1]]].astype(np.float64)
    return float(np.median(pixels.max(axis=1) - pixels.min(axis=1)))


def _is_stroke(ink: Mask, least_width: float) -> bool:
    """Whether the ink is a level stroke: flat, at mid-height and at least so many text heights wide."""
    return bool(ink.shape[1] >= least_width * len(ink) and is_flat(ink))


def has_line_ends(ink: Mask) -> bool:
    """Whether the ink begins and ends with the same level line; the two of an equals sign are none."""
    height, width = ink.shape
    end = max(2, round(LINE_END * width))
    if width < SHORTEST_LINE * height or not (ink[:, :end].any() and ink[:, -end:].any()):
        return False
    left, right = (np.flatnonzero(part.any(axis=1)) for part in (ink[:, :end], ink[:, -end:]))
    one_line = all(rows[-1] - rows[0] == len(rows) - 1 for rows in (left, right))
    thick = max(left[-1], right[-1]) - min(left[0], right[0]) + 1
    inked: NDArray[np.bool_] = np.asarray(ink.any(axis=0), np.bool_)
    long = min(_run(inked), _run(inked[::-1])) >= AS_LONG * thick
    return bool(one_line and long) and is_flat(np.hstack([ink[:, :end], ink[:, -end:]]))


def _run(inked: NDArray[np.bool_]) -> int:
    """How many columns from the first on are inked."""
    return int(np.logical_and.accumulate(inked).sum())


def is_flat(ink: Mask) -> bool:
    rows = np.flatnonzero(ink.any(axis=1))
    flat = rows[-1] - rows[0] + 1 <= FLAT * len(ink)
    return bool(flat and abs((rows[0] + rows[-1] + 1 - len(ink)) / 2) <= OFF_MIDDLE * len(ink))


def has_through_line(contrast: Floats) -> bool:
    """Whether a row near mid-height is evenly inked from end to end, over more than the width of a letter."""
    height, width = contrast.shape
    margin = round(MIDDLE * height)
    middle = contrast[margin : height - margin]
    if width < SHORTEST_LINE * height or middle.size == 0:
        return False
    drawn = middle >= np.maximum(EVEN * np.percentile(middle, 90, axis=1), INK_DISTANCE)[:, None]
    return bool(drawn.mean(axis=1).max() >= THROUGH)


def _is_solid(ink: Mask, print_ink: Mask) -> bool:
    """Whether ink is much thicker than the strokes of print beside it: a filled marker, or a thick line."""
    return thickness(ink) > max(SOLID * thickness(print_ink), THICK_SIGN * len(ink))


def thickness(ink: Mask) -> float:
    """The diameter of the largest disc of ink."""
    return 2 * float(cv2.distanceTransform(np.pad(ink, 1).astype(np.uint8), cv2.DIST_L2, 5).max(initial=0.0))


def _stands_apart(ink: Mask, segments: Sequence[Segment]) -> bool:
    """Whether the first segment is one wide piece of ink, further from the others than they are from one another."""
    start, stop = segments[0]
    gaps = [b[0] - a[1] for a, b in pairwise(segments)]
    if stop - start < PIECE_WIDTH * len(ink) or gaps[0] < APART * len(ink):
        return False
    if max(gaps[1:], default=0) > WORD_SHARE * gaps[0]:
        return False
    pieces: int = cv2.connectedComponents(ink[:, start:stop].astype(np.uint8), connectivity=8)[0] - 1
    return pieces == 1
