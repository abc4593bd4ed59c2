"""Names of legends whose first or last letters lie beyond the box that was found for them: read again with these.

Detectors of text leave out letters that touch the frame of a legend, or that stand on another ground.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend
from extractors.legend_entry import LegendEntry
from extractors.name_votes import alike_elsewhere, only_lacks, plain
from extractors.readers import Reading, TextReader

# Lengths in heights of print: letters of one word are no farther apart; what is narrower is a rim; so much of a name is
# looked for at most beyond either end of its box.
GAP, RIM, REACH = 0.22, 0.25, 3.0
# Of the way from the colour of print to that of its ground, within which ink is print.
PRINT = 0.45
# Of the colours in a box the darkest or lightest such share is the print's.
INKED = 0.08
# Readers are surer than this of whole names with some rim of pixels around them, of which so many letters at least were
# read first.
SURE, RIMS, FEWEST = 0.9, (0.0, 1.0, 2.0), 2


def with_whole_ends(figure: Figure, legends: Sequence[Legend], reader: TextReader) -> tuple[Legend, ...]:
    """The legends with names read longer that go on in the colour of their print beside their boxes.

    Names that lack letters of what other legends name the same swatch are read as far as there.
    """
    entries = [e for legend in legends for e in legend.entries]
    known = {id(e): [x for x in alike_elsewhere(e, legends) if only_lacks(e.name, x.name)] for e in entries}
    taken = [box for e in entries for box in (e.swatch, e.text_box)]
    found = {id(e): _with_letters_beside(figure.rgb, e.text_box, taken) for e in entries}
    found |= {id(e): _as_wide(e, known[id(e)][0]) for e in entries if known[id(e)]}
    asked = [e for e in entries if found[id(e)] != e.text_box]
    crops = [figure.rgb[found[id(e)].grown(rim).slices(*figure.rgb.shape[:2])] for e in asked for rim in RIMS]
    readings = reader.read(crops) if crops else []
    looks = {id(e): readings[k * len(RIMS) : (k + 1) * len(RIMS)] for k, e in enumerate(asked)}
    whole = {id(e): _whole(e, found[id(e)], looks[id(e)], {plain(x.name) for x in known[id(e)]}) for e in asked}
    return tuple(replace(x, entries=tuple(whole.get(id(e), e) for e in x.entries)) for x in legends)


def _as_wide(entry: LegendEntry, other: LegendEntry) -> Box:
    """The box of a name as wide as that of another, from its swatch on."""
    name, width = entry.text_box, other.text_box.width
    if entry.swatch.cx < name.cx:
        return replace(name, x1=max(name.x1, name.x0 + width))
    return replace(name, x0=min(name.x0, name.x1 - width))


def _whole(entry: LegendEntry, box: Box, looks: Sequence[Reading], known: Collection[str]) -> LegendEntry:
    """The entry with the surest of the looks at all of its print that reads it longer: surely, or as is ``known``."""
    sides = box.x0 < entry.text_box.x0, box.x1 > entry.text_box.x1
    longer = [
        (reading.confidence, reading.string.strip(), rim)
        for rim, reading in zip(RIMS, looks, strict=True)
        if plain(reading.string) in known
        or (reading.confidence >= SURE and _goes_on(entry.name, reading.string, *sides))
    ]
    if not longer:
        return entry
    _, name, rim = max(longer)
    return replace(entry, name=name, text_box=box.grown(rim))


def _goes_on(name: str, longer: str, before: bool, behind: bool) -> bool:
    """Whether a reading is the name with more of it before or behind, where a letter may have been cut in two."""
    first, second = (_without_signs(plain(string)) for string in (name, longer))
    start, stop = int(before), len(first) - int(behind)
    more = len(second) > len(first) or (len(second) == len(first) and second != first)
    return more and stop - start >= FEWEST and first[start:stop] in second


def _without_signs(string: str) -> str:
    """The letters, digits and brackets: ends of swatches are read as signs."""
    return "".join(c for c in string if c.isalnum() or c in "()[]")


def _with_letters_beside(rgb: NDArray[np.uint8], name: Box, others: Sequence[Box]) -> Box:
    """The box with the print that goes on beside it, up to the ``others`` in its row."""
    height = name.height + 1
    reach = Box(name.x0 - REACH * height, name.y0, name.x1 + REACH * height, name.y1)
    rows, columns = reach.slices(*rgb.shape[:2])
    inked: NDArray[np.bool_] = np.asarray(
        _print_mask(rgb[rows, columns], rgb[name.slices(*rgb.shape[:2])]).any(axis=0), np.bool_
    )
    for other in others:
        if other is not name and min(other.y1, name.y1) - max(other.y0, name.y0) > 0:
            inked[max(0, round(other.x0) - 1 - columns.start) : max(0, round(other.x1) + 2 - columns.start)] = False
    start, stop = round(name.x0) - columns.start, round(name.x1) + 1 - columns.start
    left, right = start - _run(inked[:start][::-1], height), stop + _run(inked[stop:], height)
    x0 = columns.start + left if start - left >= RIM * height else name.x0
    x1 = columns.start + right - 1 if right - stop >= RIM * height else name.x1
    return replace(name, x0=float(x0), x1=float(x1))


def _print_mask(rgb: NDArray[np.uint8], name: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which pixels of a crop have the colour of the print in ``name``, or a shade nearer to it than to the ground."""
    if rgb.size == 0 or name.size == 0:
        return np.zeros(rgb.shape[:2], np.bool_)
    pixels = name.reshape(-1, 3)
    ground = np.median(pixels, axis=0)
    contrast = color_distance(pixels, (int(ground[0]), int(ground[1]), int(ground[2])))
    ink = np.median(pixels[np.argsort(contrast)[-max(1, round(INKED * len(pixels))) :]], axis=0)
    near = color_distance(rgb, (int(ink[0]), int(ink[1]), int(ink[2])))
    return np.asarray(near <= PRINT * float(np.linalg.norm(ink - ground)), np.bool_)


def _run(inked: NDArray[np.bool_], height: float) -> int:
    """How many columns from the first on hold print, with no wider gap than letters leave; 0 where it fills all."""
    places = np.flatnonzero(inked)
    if len(places) == 0 or places[0] > GAP * height:
        return 0
    breaks = np.flatnonzero(np.diff(places) > 1 + GAP * height)
    last = int(places[breaks[0] if len(breaks) else -1])
    return last + 1 if last + 1 < len(inked) else 0
