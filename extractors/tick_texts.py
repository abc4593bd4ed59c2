"""What the labels of an axis say: taken from the text stage, or read from their crops."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, commonest_color
from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.numbers import normalise, parse_number
from extractors.readers import Reading, TextReader
from extractors.readers.detect import Region, cut_out
from extractors.strips import spans
from extractors.text import Text, tighten
from extractors.tick_readings import TickLabel
from extractors.turned_rows import misses_turn

# A box of the text stage and a print are the same label where they share this much.
SAME = 0.55
# It is not where it lacks more than this share of the height at an end: a sign, or a digit.
CUT_OFF = 0.25
# Nor where it goes on beyond the print by more than this: another label was read with it.
BEYOND = 1.2
# A slanted label is no longer than the diagonal of its upright box, a little more where that box was too small.
ALONG = 1.15
# Paper is the commonest colour of a crop, to so many bits a channel.
PAPER_BITS = 5
# Exponents end this share of the base's height above its foot, and begin this share above its top.
LIFTED, ABOVE, LEAST_HEIGHT = 0.2, 0.1, 0.35
# Nobody prints powers of less: a slanted "0.1" has its last digit raised, too.
LEAST_BASE = 2
# Exponents of 3 and 30, which some tools raise ten to, are decimals as they are printed: no point is made up for them.
DECIMAL = re.compile(r"-?\d+\.\d+")
# A minus sign before an exponent is no higher than this share of its digits, and at half their height.
FLAT = 0.4


def read_labels(
    figure: Figure, prints: Sequence[LabelPrint], texts: Sequence[Text], reader: TextReader
) -> list[TickLabel]:
    """Take each label's string from the text stage where it found the same print; read the others from their crops."""
    strings: dict[int, Reading] = {}
    crops: list[tuple[int, NDArray[np.uint8]]] = []
    raised: dict[int, tuple[int, int]] = {}  # print -> positions of its base and exponent among the crops
    for i, item in enumerate(prints):
        slanted = item.rotation % 90 != 0
        same = item.text or (None if slanted else same_print(item.box, texts))
        same = None if same is not None and misses_turn(same, item.rotation) else same
        if same is not None:
            strings[i] = Reading(same.string, same.confidence, same.reader, same.alternatives)
        if slanted:
            crops += [] if same is not None else [(i, cut_slanted(figure.rgb, item.box, item.rotation))]
            continue
        crop = cut(figure.rgb, item.box, item.rotation)
        parts = split_raised(crop)
        if parts is not None:
            raised[i] = (len(crops), len(crops) + 1)
            crops += [(-1, parts[0]), (-1, parts[1])]
        if same is None:
            crops.append((i, crop))
    readings = reader.read([crop for _, crop in crops]) if crops else []
    strings.update({i: reading for (i, _), reading in zip(crops, readings, strict=True) if i >= 0})
    for i, (base, exponent) in raised.items():
        power = signed(readings[exponent], crops[exponent][1])
        strings[i] = with_exponent(strings[i], readings[base], power)
    return [
        TickLabel(p.px, s.string, s.confidence, p.seated, s.reader, s.alternatives)
        for p, s in ((p, strings[i]) for i, p in enumerate(prints))
    ]


def same_print(box: Box, texts: Sequence[Text]) -> Text | None:
    """The text of the text stage that is the print in ``box``, whole and not only the larger one of its pieces."""
    near = box.grown(1)
    inside = [t for t in texts if near.holds(t.box.cx, t.box.cy)]
    if len(inside) != 1 or inside[0].box.grown(1).iou(box.grown(1)) <= SAME:
        return None
    text, turned = inside[0].box, inside[0].rotation % 180 == 90
    ends = (box.y0, box.y1, text.y0, text.y1) if turned else (box.x0, box.x1, text.x0, text.x1)
    cut_off = max(ends[2] - ends[0], ends[1] - ends[3], 0.0)
    beyond = max(ends[0] - ends[2], ends[3] - ends[1], 0.0)
    high = box.width if turned else box.height
    is_same = cut_off <= CUT_OFF * high and beyond <= BEYOND * high
    return inside[0] if inside[0].rotation % 90 or is_same else None


def cut(rgb: NDArray[np.uint8], box: Box, rotation: int) -> NDArray[np.uint8]:
    """The tight crop of a label, turned upright; ``rotation`` is a multiple of 90 degrees."""
    rows, columns = box.grown(1).slices(*rgb.shape[:2])
    return np.ascontiguousarray(np.rot90(rgb[rows, columns], -rotation // 90))


def cut_slanted(rgb: NDArray[np.uint8], box: Box, rotation: int) -> NDArray[np.uint8]:
    """The tight crop of a label whose upright box is known, turned upright by ``rotation`` degrees."""
    length = ALONG * float(np.hypot(box.width, box.height))
    around, own = (b.slices(*rgb.shape[:2]) for b in (box.grown(1 + math.ceil(length)), box.grown(1)))
    top, left = around[0].start, around[1].start
    rows, columns = (slice(s.start - at, s.stop - at) for s, at in zip(own, (top, left), strict=True))
    alone = np.empty_like(rgb[around])  # marks and other labels reach into the turned crop, not into the upright box
    alone[:] = commonest_color(rgb[own].reshape(-1, 3), PAPER_BITS)
    alone[rows, columns] = rgb[own]
    placed = Box(box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top)
    crop = cut_out(alone, Region(placed, rotation, (length, length)))
    tight = tighten(crop, Box(0, 0, crop.shape[1] - 1, crop.shape[0] - 1))
    return np.ascontiguousarray(crop[tight.slices(*crop.shape[:2])])


def split_raised(crop: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """Cut a power into base and exponent where trailing characters are raised above the first one."""
    glyphs = glyphs_of(crop)
    if len(glyphs) < 2:
        return None
    top, bottom = glyphs[0][2], glyphs[0][3]
    height = bottom - top + 1
    for k in range(1, len(glyphs)):
        tail = glyphs[k:]
        lifted = all(g[3] < bottom - LIFTED * height for g in tail)
        above = any(g[2] < top - ABOVE * height and g[3] - g[2] + 1 > LEAST_HEIGHT * height for g in tail)
        if lifted and above:
            at = (glyphs[k - 1][1] + glyphs[k][0] + 1) // 2
            low = min(crop.shape[0], max(g[3] for g in tail) + 2)
            return crop[max(0, top - 1) :, :at], crop[:low, at:]
    return None


def signed(exponent: Reading, crop: NDArray[np.uint8]) -> Reading:
    """The reading of an exponent with the minus sign that its crop shows: readers drop strokes of a pixel's height."""
    glyphs = glyphs_of(crop)
    if len(glyphs) < 2 or not exponent.string[:1].isdigit():
        return exponent
    (first, last, top, bottom), digits = glyphs[0], glyphs[1:]
    low, high = min(g[2] for g in digits), max(g[3] for g in digits)
    flat = bottom - top + 1 <= FLAT * (high - low + 1) and last - first >= bottom - top
    level = abs((top + bottom) / 2 - (low + high) / 2) <= FLAT / 2 * (high - low + 1)
    return replace(exponent, string=f"-{exponent.string}", alternatives=()) if flat and level else exponent


def glyphs_of(crop: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """First and last column, first and last row of the characters of an upright crop."""
    ink = ink_of(crop)
    glyphs = []
    for first, last in spans(ink.any(axis=0)):
        rows = np.flatnonzero(ink[:, first : last + 1].any(axis=1))
        glyphs.append((first, last, int(rows[0]), int(rows[-1])))
    return glyphs


def ink_of(crop: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where an (h, w, 3) crop holds print, (h, w)."""
    grey = crop.astype(np.float32)
    paper = np.median(np.concatenate((grey[0], grey[-1])), axis=0)
    contrast = channel_max(np.abs(grey - paper))
    return np.asarray(contrast > 0.4 * max(float(contrast.max()), 1.0))


def with_exponent(whole: Reading, base: Reading, exponent: Reading) -> Reading:
    """``base^exponent`` where both parts read as numbers; flat readings with other digits stay as alternatives."""
    power, foot = parse_number(exponent.string), parse_number(base.string)
    if foot is None or abs(foot.value) < LEAST_BASE or power is None:
        return whole
    if power.value != round(power.value) and not DECIMAL.fullmatch(normalise(exponent.string)):
        return whole
    raised = f"{power.value:.{power.decimals}f}"
    string = f"{base.string}^{raised}"
    confidence = min(base.confidence, exponent.confidence)
    digits = re.sub(r"\D", "", string)
    if any(_shows_sign(flat, string) for flat in (whole.string, *whole.alternatives)):
        string = f"{base.string}^-{raised}"  # blurred into the base, from which it was not cut
    others = [flat for flat in (whole.string, *whole.alternatives) if re.sub(r"\D", "", flat) != digits]
    return Reading(string, confidence, base.reader, tuple(others))


def _shows_sign(flat: str, power: str) -> bool:
    """Whether a reading of the whole print has a minus before the exponent of ``power``, which has none."""
    plain = normalise(flat).replace("^", "")
    return "-" not in power and plain == power.replace("^", "-")


def ink_color(rgb: NDArray[np.uint8], boxes: Sequence[Box]) -> tuple[int, int, int]:
    """The colour of print: the pixels that differ most from their paper."""
    colors = []
    for box in boxes:
        rows, columns = box.slices(*rgb.shape[:2])
        crop = rgb[rows, columns].reshape(-1, 3).astype(np.float32)
        if len(crop) == 0:
            continue
        distance = np.abs(crop - np.median(crop, axis=0)).max(axis=1)
        colors.append(crop[distance >= np.quantile(distance, 0.95)].mean(axis=0))
    if not colors:
        return 0, 0, 0
    red, green, blue = (int(v) for v in np.median(np.array(colors), axis=0))
    return red, green, blue
