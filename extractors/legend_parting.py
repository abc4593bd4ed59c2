"""Several legend names in one box that was read across the swatches between them: where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from extractors.channels import channel_range
from extractors.legend_split import (
    FAINT_CHROMA,
    LETTER,
    OFF_MIDDLE,
    SWATCH_CHROMA,
    TOUCHING,
    WORD_GAP,
    Segment,
    Strip,
    chroma_of,
    core_of,
    has_line_ends,
    is_flat,
    segments_of,
)
from extractors.strips import spans
from extractors.swatch_marker import fill_holes
from extractors.swatch_style import Mask

# lengths in heights of the box
LONG_STRIP = 8.0  # that may hold several names which something crosses
SWATCH_GAP, COLORED = 1.0, 0.3  # blank between such names at least, and the share of it that a coloured swatch fills
LEAST_STEM = 0.1  # of the strip's height, of dark print in its columns
STRONG = 120.0  # contrast of dark print: gridlines have less
SAME_SHADE = 0.987  # cosine between shades of one colour, as differences from the ground: blends with it keep theirs
# Small print shows more of its colour than this in most of its pixels, where it is no grey; ink of another hue shows so
# many times as much.
TINGED, TWICE = 12.0, 2.0
RIM = 1  # pixel columns at the end of a swatch that are paler than it, and no letter
HUELESS = 0.5  # of the hue of coloured print, below which ink no paler than it is grey or black
# A stroke or row of dashes between names: no dash of print is as wide and as far from the words beside it, and letters
# fill less of the rows they stand in.
LONG_DASHES, DASH_GAP, DASH_ROWS, FILLED = 1.8, 0.55, 0.45, 0.7
THICK_DASH, SHORT_DASH = 0.2, 1.2  # a stroke as thick as this, which no dash of print is, may be as short as this
# Of a swatch that ends with its marker as its line is dashed: the part of the height that the line before the marker is
# long, and the marker high; how many times as wide as high it is, as digits behind a minus are narrower; how much of
# its box is ink, of a triangle half.
LINE_BEFORE, LEAST_MARKER, ROUND, HALF_FILLED = 0.3, 0.6, (0.85, 1.3), 0.45
STROKE = 0.6  # a stroke that is there several times may be as short as this: no words stand so far from dashes of print
UNBROKEN, CLOSE_GAP = 2.5, 0.3  # one stroke longer than two dashes of print in a row may be as near to the words


def names_between(strip: Strip) -> list[Segment]:
    """The stretches of columns (start, stop) of the names that swatches part from one another."""
    ink = strip.ink
    whole = segments_of(ink, max(2, round(WORD_GAP * len(ink))))
    segments = [part for segment in whole for part in _parts_by_color(strip, ink, segment)]
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
    names = [_with_arms(name, dark) for name in segments_of(stems, round(SWATCH_GAP * height))]
    between = [chroma[:, a[1] : b[0]].max(axis=0) > SWATCH_CHROMA for a, b in pairwise(names)]
    return names if len(names) > 1 and all(len(c) and float(c.mean()) > COLORED for c in between) else []


def _with_arms(name: Segment, dark: Mask) -> Segment:
    """The stretch with the thin ends of its first and last letters."""
    blank = np.flatnonzero(~dark.any(axis=0))
    before, after = blank[blank < name[0]], blank[blank >= name[1]]
    return (int(before[-1]) + 1 if len(before) else 0, int(after[0]) if len(after) else dark.shape[1])


def _parts_by_color(strip: Strip, ink: Mask, segment: Segment) -> list[Segment]:
    """The segment cut where a swatch begins or ends that letters touch and that is more colourful than they are."""
    start, stop = segment
    chroma = np.where(ink, channel_range(strip.rgb.astype(np.float64)), 0.0)[:, start:stop]
    strongest, least = chroma.max(axis=0), round(TOUCHING * len(ink))
    colored = _long_runs(strongest > SWATCH_CHROMA, least)
    letters = chroma[:, ~colored][ink[:, start:stop][:, ~colored]]
    if not colored.any() or len(letters) == 0:
        return [segment]
    if (plain := float(np.median(letters))) > FAINT_CHROMA:
        colored = _long_runs(strongest > FAINT_CHROMA + TWICE * plain, least)
    edges = [0, *(np.flatnonzero(np.diff(colored)) + 1).tolist(), stop - start]
    least_part = max(RIM, LETTER * len(ink) / 2)
    wide = [(start + a, start + b) for a, b in pairwise(edges) if b - a > least_part]
    return wide or [segment]


def _long_runs(columns: Mask, least: int) -> Mask:
    """The columns with only those runs of true ones that are so long at least."""
    long = np.zeros_like(columns)
    for first, last in spans(columns):
        long[first : last + 1] = last - first + 1 >= least
    return long


def _swatch_segments(strip: Strip, ink: Mask, segments: Sequence[Segment]) -> list[bool]:
    """Per segment whether it is a swatch: by its colour or its line; the dashes on both sides of one belong to it."""
    chroma = [chroma_of(strip.rgb, ink, segment) for segment in segments]
    plain = _typical(chroma, [int(ink[:, start:stop].sum()) for start, stop in segments])
    pieces = [ink[:, start:stop] for start, stop in segments]
    other_hue = _of_another_color(strip, ink, segments) if plain > TINGED else [False] * len(segments)
    grey = _without_hue(strip, ink, segments, chroma)
    wide = [stop - start >= TOUCHING * len(ink) for start, stop in segments]
    strange = [
        (other_hue[i] and (plain > FAINT_CHROMA or value > max(FAINT_CHROMA, TWICE * plain))) or (grey[i] and wide[i])
        for i, value in enumerate(chroma)
    ]
    gaps = [np.inf, *(b[0] - a[1] for a, b in pairwise(segments)), np.inf]
    apart = [
        min(gaps[i : i + 2]) >= (CLOSE_GAP if _is_unbroken(piece) else DASH_GAP) * len(ink)
        for i, piece in enumerate(pieces)
    ]
    cores = [core_of(strip, segment) for segment in segments]
    repeated = _repeated_strokes(cores, apart)
    certain = [
        value > FAINT_CHROMA + 2 * plain
        or other
        or again
        or _has_line_and_marker(piece)
        or _has_line_and_marker(core)
        or _has_line_before_marker(piece)
        or centred
        or (alone and _is_dashes(piece))
        for value, other, again, alone, piece, core, centred in zip(
            chroma, strange, repeated, apart, pieces, cores, _centred_markers(segments, pieces), strict=True
        )
    ]
    found = list(certain)
    for order in (range(len(segments)), range(len(segments) - 1, -1, -1)):
        beside = False
        for i in order:
            beside = certain[i] or (beside and (is_flat(pieces[i]) or grey[i]))
            found[i] |= beside
    return found


def _of_another_color(strip: Strip, ink: Mask, segments: Sequence[Segment]) -> list[bool]:
    """Per segment whether it has another colour than the first one, which is print, and no paler shade of it."""
    ground = np.median(strip.rgb[~ink].reshape(-1, 3), axis=0) if not ink.all() else np.full(3, 255.0)
    inks = [np.median(strip.rgb[:, a:b][ink[:, a:b]], axis=0) - ground for a, b in segments]
    print_ink = inks[0]
    lengths = [max(1e-9, float(np.linalg.norm(own)) * float(np.linalg.norm(print_ink))) for own in inks]
    return [float(own @ print_ink) < SAME_SHADE * length for own, length in zip(inks, lengths, strict=True)]


def _without_hue(strip: Strip, ink: Mask, segments: Sequence[Segment], chroma: Sequence[float]) -> list[bool]:
    """Per segment whether it is grey or black beside a first one, which is coloured print, and no paler than that."""
    contrast = [float(np.percentile(strip.contrast[:, a:b][ink[:, a:b]], 75)) for a, b in segments]
    if not segments or chroma[0] <= FAINT_CHROMA:
        return [False] * len(segments)
    hue = HUELESS * chroma[0] / contrast[0]
    return [c < hue * whole and whole >= contrast[0] for c, whole in zip(chroma, contrast, strict=True)]


def _typical(values: Sequence[float], weights: Sequence[int]) -> float:
    """The least of the medians of the values by number and by weight: dashes are many, and markers are heavy."""
    if not values:
        return 0.0
    order = np.argsort(values)
    total = np.cumsum(np.asarray(weights, np.float64)[order])
    by_weight = np.asarray(values)[order][np.searchsorted(total, total[-1] / 2)]
    return float(min(np.median(values), by_weight))


def _repeated_strokes(pieces: Sequence[Mask], apart: Sequence[bool]) -> list[bool]:
    """Per segment whether it is a short level stroke that stands apart, and another one just as long is, too."""
    found = [
        _level(piece) if alone and piece.shape[1] >= STROKE * len(piece) else None
        for piece, alone in zip(pieces, apart, strict=True)
    ]
    alike = [[b for b in found if b is not None and a is not None and _near(a, b)] for a in found]
    return [len(others) > 1 for others in alike]


def _level(piece: Mask) -> tuple[int, int, int] | None:
    """The first and last row and the length of a level stroke at mid-height, or None."""
    rows = np.flatnonzero(piece.any(axis=1))
    solid = len(rows) > 0 and piece[rows[0] : rows[-1] + 1].mean() >= FILLED
    return (int(rows[0]), int(rows[-1]), piece.shape[1]) if solid and is_flat(piece) else None


def _near(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(abs(a - b) <= RIM for a, b in zip(one, other, strict=True))


def _has_line_and_marker(ink: Mask) -> bool:
    return has_line_ends(ink) and not is_flat(ink)


def _has_line_before_marker(ink: Mask) -> bool:
    """Whether the ink is one piece: a level line at mid-height up to a marker that ends it."""
    length = _line_before(ink)
    if (
        length < LINE_BEFORE * len(ink)
        or length == ink.shape[1]
        or cv2.connectedComponents(ink.astype(np.uint8))[0] > 2
    ):
        return False
    return _is_marker(ink[:, length:])


def _is_marker(ink: Mask) -> bool:
    rows = np.flatnonzero(ink.any(axis=1))
    height, width = int(rows[-1] - rows[0]) + 1, ink.shape[1]
    filled = fill_holes(ink).sum() >= HALF_FILLED * height * width
    high = height >= LEAST_MARKER * len(ink)
    return bool(high and filled and ROUND[0] * height <= width <= ROUND[1] * height)


def _centred_markers(segments: Sequence[Segment], pieces: Sequence[Mask]) -> list[bool]:
    """Per segment whether it is a marker with the same dash left and right of it, nearer than any word is to them."""
    stops = [-np.inf, *(stop for _, stop in segments)]
    starts = [*(start for start, _ in segments), np.inf]
    found = [False] * len(segments)
    for i in range(1, len(segments) - 1):
        before, after = (b[0] - a[1] for a, b in pairwise(segments[i - 1 : i + 2]))
        beyond = min(segments[i - 1][0] - stops[i - 1], starts[i + 2] - segments[i + 1][1])
        dashes = _level(pieces[i - 1]), _level(pieces[i + 1])
        alike = dashes[0] is not None and dashes[1] is not None and _near(dashes[0], dashes[1])
        near = abs(before - after) <= RIM and 2 * max(before, after) <= beyond
        found[i] = alike and near and _is_marker(pieces[i])
    return found


def _line_before(ink: Mask) -> int:
    """How many columns from the first on show one level line at mid-height."""
    start = ink[:, : max(2, round(LINE_BEFORE * len(ink)))]
    if not is_flat(start):
        return 0
    rows = np.flatnonzero(start.any(axis=1))
    level = ink.any(axis=0) & ~np.delete(ink, slice(rows[0], rows[-1] + 1), axis=0).any(axis=0)
    return int(np.logical_and.accumulate(level).sum())


def _is_unbroken(ink: Mask) -> bool:
    """Whether the ink is one long stroke; a word of low letters that blur into one another is higher."""
    return bool(ink.shape[1] >= UNBROKEN * len(ink) and ink.any(axis=0).all() and is_flat(ink))


def _is_dashes(ink: Mask) -> bool:
    """Whether the ink is a level row of dashes or dots, or one stroke, longer than any dash of print."""
    rows = np.flatnonzero(ink.any(axis=1))
    level = ink[rows[0] : rows[-1] + 1]
    off = abs((rows[0] + rows[-1] + 1 - len(ink)) / 2)
    flat = len(level) <= DASH_ROWS * len(ink) and off <= OFF_MIDDLE * len(ink)
    shortest = SHORT_DASH if len(level) >= THICK_DASH * len(ink) and level.mean() >= FILLED else LONG_DASHES
    return bool(flat and ink.shape[1] >= shortest * len(ink) and level[:, level.any(axis=0)].mean() >= FILLED)
