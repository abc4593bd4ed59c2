"""Where a legend name begins in a box that was read together with its swatch.

Six things tell a swatch from the letters beside it: it is coloured where they are not, it is a flat level stroke or
row of dashes, one level line runs through all of it (letters in a row share none, however they touch), it ends in such
a line on both sides of its marker, it is one piece wider than any letter that stands apart, or it is solid where
letters are thin strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extractors.channels import channel_range
from extractors.swatch_style import INK_DISTANCE, Floats, Mask, Pixels

# lengths in heights of the box
WORD_GAP = 0.16  # blank columns that separate a swatch from the name
LONGEST = 6.0  # a swatch
SHORTEST_LINE = 1.2  # a line that runs through a swatch: longer than the bars of letters
FLAT = 0.3  # a stroke without a marker is lower
OFF_MIDDLE = 0.25  # by which it may stand off mid-height
LINE_END = 0.1  # columns at either end of a swatch that show its line only
PIECE_WIDTH = 1.4  # a piece wider than any letter
APART = 0.7  # blank columns between such a swatch and its name: more than between words
WORD_SHARE = 0.6  # of that gap at most lie between the words

LONG_STRIP = 8.0  # that may hold several names which something crosses
SWATCH_GAP, COLORED = 1.0, 0.3  # blank between such names at least, and the share of it that a coloured swatch fills
LEAST_STEM = 0.1  # of the strip's height, of dark print in its columns
STRONG = 120.0  # contrast of dark print: gridlines have less
SWATCH_CHROMA = 60.0  # distance between the largest and smallest channel by which coloured ink is told from grey
FAINT_CHROMA = 24.0  # the same where the letters have hardly any: compressed pictures lose most of a thin stroke's
VIVID_CHROMA = 30.0  # the same in single columns of a line that letters touch: the pale tints of spreadsheets have it
SAME_SHADE = 0.987  # cosine between shades of one colour, as differences from the ground: blends with it keep theirs
TOUCHING = 1.2  # such a line is longer, and so than any letter
CAP = 3  # columns at its ends that are rounded off or shared with a letter
LETTER = 0.2  # at least, of the letter that touches it
THICK = 0.75  # it is lower
THROUGH = 0.9  # of a swatch's columns that its line inks
EVEN = 0.6  # of the line's contrast that it keeps there; between blurred letters it fades further
SOLID, THICK_SIGN = 2.2, 0.35  # times as thick as strokes of print; of the height, which dots and dashes are below
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
    if stop := _colored_end(strip, ink):
        return stop
    segments = _segments(ink, max(2, round(WORD_GAP * len(ink))))
    for count in range(len(segments) - 1, 0, -1):
        if segments[count - 1][1] <= LONGEST * len(ink) and _is_swatch(strip, ink, segments, count, sign):
            return segments[count][0]
    return 0


def names_between(strip: Strip) -> list[Segment]:
    """The stretches of columns (start, stop) of the names that swatches part from one another."""
    ink = strip.ink
    segments = _segments(ink, max(2, round(WORD_GAP * len(ink))))
    swatches = _swatch_segments(strip, ink, segments)
    names: list[Segment] = []
    inside = False
    for segment, swatch in zip(segments, swatches, strict=True):
        if not swatch:
            names = [*names[:-1], (names[-1][0], segment[1])] if inside else [*names, segment]
        inside = not swatch
    return names if len(names) > 1 else _dark_names(strip) or names


def _dark_names(strip: Strip) -> list[Segment]:
    """The stretches of dark print in a long strip, where curves or gridlines cross it, that coloured ink parts."""
    height = len(strip.contrast)
    chroma = channel_range(strip.rgb.astype(np.float64))
    dark = (strip.contrast > STRONG) & (chroma < FAINT_CHROMA)
    if dark.shape[1] <= LONG_STRIP * height:
        return []
    stems = dark & (dark.sum(axis=0) >= LEAST_STEM * height)  # crossings of two colours are grey, too
    names = [_with_arms(name, dark) for name in _segments(stems, round(SWATCH_GAP * height))]
    between = [chroma[:, a[1] : b[0]].max(axis=0) > SWATCH_CHROMA for a, b in pairwise(names)]
    return names if len(names) > 1 and all(float(colored.mean()) > COLORED for colored in between) else []


def _with_arms(name: Segment, dark: Mask) -> Segment:
    """The stretch with the thin ends of its first and last letters."""
    blank = np.flatnonzero(~dark.any(axis=0))
    before, after = blank[blank < name[0]], blank[blank >= name[1]]
    return (int(before[-1]) + 1 if len(before) else 0, int(after[0]) if len(after) else dark.shape[1])


def _swatch_segments(strip: Strip, ink: Mask, segments: Sequence[Segment]) -> list[bool]:
    """Per segment whether it is a swatch: by its colour or its line; the dashes on both sides of one belong to it."""
    chroma = [_chroma(strip.rgb, ink, segment) for segment in segments]
    plain = _typical(chroma, [int(ink[:, start:stop].sum()) for start, stop in segments])
    pieces = [ink[:, start:stop] for start, stop in segments]
    strange = _of_another_color(strip, ink, segments) if plain > FAINT_CHROMA else [False] * len(segments)
    certain = [
        value > FAINT_CHROMA + 2 * plain or other or (_has_line_ends(piece) and not _is_flat(piece))
        for value, other, piece in zip(chroma, strange, pieces, strict=True)
    ]
    found = list(certain)
    for order in (range(len(segments)), range(len(segments) - 1, -1, -1)):
        beside = False
        for i in order:
            beside = certain[i] or (beside and _is_flat(pieces[i]))
            found[i] |= beside
    return found


def _of_another_color(strip: Strip, ink: Mask, segments: Sequence[Segment]) -> list[bool]:
    """Per segment whether it has another colour than the first one, which is print, and no paler shade of it."""
    ground = np.median(strip.rgb[~ink].reshape(-1, 3), axis=0) if not ink.all() else np.full(3, 255.0)
    inks = [np.median(strip.rgb[:, a:b][ink[:, a:b]], axis=0) - ground for a, b in segments]
    print_ink = inks[0]
    lengths = [max(1e-9, float(np.linalg.norm(own)) * float(np.linalg.norm(print_ink))) for own in inks]
    return [float(own @ print_ink) < SAME_SHADE * length for own, length in zip(inks, lengths, strict=True)]


def _typical(values: Sequence[float], weights: Sequence[int]) -> float:
    """The least of the medians of the values by number and by weight: dashes are many, and markers are heavy."""
    if not values:
        return 0.0
    order = np.argsort(values)
    total = np.cumsum(np.asarray(weights, np.float64)[order])
    by_weight = np.asarray(values)[order][np.searchsorted(total, total[-1] / 2)]
    return float(min(np.median(values), by_weight))


def _colored_end(strip: Strip, ink: Mask) -> int:
    """The column at which a coloured line ends that the first of the grey letters touches; 0 where there is none."""
    chroma = channel_range(strip.rgb.astype(np.float64))
    strongest = np.where(ink, chroma, 0.0).max(axis=0, initial=0.0)
    vivid = np.flatnonzero(strongest > VIVID_CHROMA)
    if len(vivid) == 0 or vivid[0] > CAP or vivid[-1] - vivid[0] + 1 > len(vivid):
        return 0
    stop = int(vivid[-1]) + 1
    pieces = [(a, b) for a, b in _segments(ink, 1) if b > stop + LETTER * len(ink)]  # less is a rim of the line
    letter = max(stop, pieces[0][0]) if pieces else len(ink[0])
    touching = letter - stop <= max(2, round(WORD_GAP * len(ink)))
    if not pieces or not touching or not TOUCHING * len(ink) <= stop <= LONGEST * len(ink):
        return 0
    # coloured letters leave blanks between them, and do not fill the same rows at both ends
    ends = [np.flatnonzero(part.any(axis=1)) for part in (ink[:, CAP : 2 * CAP], ink[:, stop - 2 * CAP : stop - CAP])]
    level = all(len(end) > 0 and end[-1] - end[0] < THICK * len(ink) for end in ends)
    if not level or max(abs(ends[0][0] - ends[1][0]), abs(ends[0][-1] - ends[1][-1])) > 1:
        return 0
    return letter if _chroma(strip.rgb, ink, (stop, ink.shape[1])) <= FAINT_CHROMA else 0


def _is_swatch(strip: Strip, ink: Mask, segments: Sequence[Segment], count: int, sign: bool) -> bool:
    """Whether the first ``count`` segments are a swatch beside the rest."""
    whole = slice(segments[0][0], segments[count - 1][1])
    rest = _chroma(strip.rgb, ink, segments[-1])
    chroma = min(_chroma(strip.rgb, ink, segment) for segment in segments[:count])
    if rest <= SWATCH_CHROMA < chroma or chroma > FAINT_CHROMA + 2 * rest:
        return True
    if _is_stroke(ink[:, whole], 0.5 if sign else 0.8) or _has_line_ends(ink[:, whole]):
        return True
    if count > 1:
        return False
    rest_ink = ink[:, segments[count][0] :]
    return (
        _has_through_line(strip.contrast[:, whole])
        or _stands_apart(ink, segments)
        or _is_solid(ink[:, whole], rest_ink)
    )


def _segments(ink: Mask, gap: int) -> list[Segment]:
    """Stretches of inked columns (start, stop) with less than ``gap`` blank columns inside."""
    columns = np.flatnonzero(ink.any(axis=0))
    if len(columns) == 0:
        return []
    breaks = np.flatnonzero(np.diff(columns) > gap)
    starts, stops = columns[np.r_[0, breaks + 1]], columns[np.r_[breaks, len(columns) - 1]] + 1
    return list(zip(starts.tolist(), stops.tolist(), strict=True))


def _chroma(rgb: Pixels, ink: Mask, segment: Segment) -> float:
    pixels = rgb[:, segment[0] : segment[1]][ink[:, segment[0] : segment[1]]].astype(np.float64)
    return float(np.median(pixels.max(axis=1) - pixels.min(axis=1)))


def _is_stroke(ink: Mask, least_width: float) -> bool:
    """Whether the ink is a level stroke: flat, at mid-height and at least so many text heights wide."""
    return bool(ink.shape[1] >= least_width * len(ink) and _is_flat(ink))


def _has_line_ends(ink: Mask) -> bool:
    """Whether the ink begins and ends with the same level line; the two of an equals sign are none."""
    height, width = ink.shape
    end = max(2, round(LINE_END * width))
    if width < SHORTEST_LINE * height or not (ink[:, :end].any() and ink[:, -end:].any()):
        return False
    left, right = (np.flatnonzero(part.any(axis=1)) for part in (ink[:, :end], ink[:, -end:]))
    one_line = all(rows[-1] - rows[0] == len(rows) - 1 for rows in (left, right))
    return one_line and _is_flat(np.hstack([ink[:, :end], ink[:, -end:]]))


def _is_flat(ink: Mask) -> bool:
    rows = np.flatnonzero(ink.any(axis=1))
    flat = rows[-1] - rows[0] + 1 <= FLAT * len(ink)
    return bool(flat and abs((rows[0] + rows[-1] + 1 - len(ink)) / 2) <= OFF_MIDDLE * len(ink))


def _has_through_line(contrast: Floats) -> bool:
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
    return _thickness(ink) > max(SOLID * _thickness(print_ink), THICK_SIGN * len(ink))


def _thickness(ink: Mask) -> float:
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
