"""Names of legends read again, enlarged, with more paper around them and blurred: print that is read well stays so.

A letter or two are misread with the highest confidence; another look at the same print then reads otherwise.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image import Figure
from extractors.legend import Legend
from extractors.legend_entry import LegendEntry
from extractors.readers import Reading, TextReader
from extractors.swatch_style import INK_DISTANCE
from extractors.text import Text
from extractors.tick_texts import cut, same_print

Pixels = NDArray[np.uint8]

# The looks: so many times enlarged, with so many pixels of paper more, blurred by a sigma of so many pixels.
ENLARGED, PAPER, BLURRED = 2.0, 1.0, 0.7
# So many looks that read alike outvote the first reading, where they are as sure as it but for this much: strokes that
# cross the print spoil them and not the first, which may have seen the print alone.
OUTVOTED, LESS_SURE = 2, 0.06
# A name is no more than so many characters longer or shorter than what was read of it first.
LONGER = 1
# Brackets are read for one another.
_BRACKETS = str.maketrans("[{]}", "(())")


def with_voted_names(
    figure: Figure, legends: Sequence[Legend], texts: Sequence[Text], reader: TextReader
) -> tuple[Legend, ...]:
    """The legends with names that two more looks read alike where none reads as the first.

    Names that were put together from print or changed since are left alone.
    """
    asked = [e for legend in legends for e in legend.entries if is_as_read(e, texts)]
    again = _other_readings(asked, _looks(figure)[:1], reader)
    doubtful = [e for e in asked if not _agrees(e.name, again[id(e)][0].string)]
    more = _other_readings(doubtful, _looks(figure)[1:], reader)
    voted = {id(e): _voted(e, [*again[id(e)], *more[id(e)]]) for e in doubtful}
    return tuple(replace(x, entries=tuple(voted.get(id(e), e) for e in x.entries)) for x in legends)


def is_as_read(entry: LegendEntry, texts: Sequence[Text]) -> bool:
    """Whether a name is what the text stage read of the print in its place, and not without the ink that touches it."""
    found = same_print(entry.text_box, texts)
    return found is not None and found.rotation == 0 and found.string == entry.name and not found.alone


def _looks(figure: Figure) -> list[Callable[[LegendEntry], Pixels]]:
    def crop_of(entry: LegendEntry) -> Pixels:
        return cut(figure.rgb, entry.text_box, 0)

    return [
        lambda e: np.asarray(
            cv2.resize(crop_of(e), None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC), np.uint8
        ),
        lambda e: cut(figure.rgb, e.text_box.grown(1 + PAPER), 0),
        lambda e: np.asarray(cv2.GaussianBlur(crop_of(e), (0, 0), BLURRED), np.uint8),
    ]


def looks_at(figure: Figure, entries: Sequence[LegendEntry], reader: TextReader) -> list[list[Reading]]:
    """What is read of each entry's name as it stands, enlarged, with more paper around it and blurred."""
    looks: list[Callable[[LegendEntry], Pixels]] = [lambda e: cut(figure.rgb, e.text_box, 0), *_looks(figure)]
    found = _other_readings(entries, looks, reader)
    return [found[id(e)] for e in entries]


def _other_readings(
    entries: Sequence[LegendEntry], looks: Sequence[Callable[[LegendEntry], Pixels]], reader: TextReader
) -> dict[int, list[Reading]]:
    """What each look reads of each entry's name, by the identity of the entry."""
    crops = [look(entry) for entry in entries for look in looks]
    found = reader.read(crops) if crops else []
    return {id(e): found[k * len(looks) : (k + 1) * len(looks)] for k, e in enumerate(entries)}


def _agrees(name: str, other: str) -> bool:
    """Whether a look reads the name, if with print beside it, other cases or strokes that seem to be accents."""
    return plain(name) in plain(other)


def plain(string: str) -> str:
    """Without spaces, cases, accents and raised or lowered digits."""
    parted = unicodedata.normalize("NFKD", "".join(string.split()).casefold())
    return "".join(c for c in parted if not unicodedata.combining(c))


def only_lacks(string: str, name: str) -> bool:
    """Whether a string has the letters of a name in their order, but for some: what is blurred is left out."""
    letters = iter(plain(name))
    return len(plain(string)) < len(plain(name)) and all(c in letters for c in plain(string))


def alike_elsewhere(entry: LegendEntry, legends: Sequence[Legend]) -> list[LegendEntry]:
    """The entries with a swatch of the entry's colour and dash in other legends: panels often show the same."""
    others = [legend for legend in legends if all(e is not entry for e in legend.entries)]
    return [e for legend in others for e in legend.entries if _same_color(e, entry) and e.dash == entry.dash]


def _same_color(one: LegendEntry, other: LegendEntry) -> bool:
    return float(np.linalg.norm(np.subtract(one.color, other.color))) <= INK_DISTANCE


def _voted(entry: LegendEntry, readings: Sequence[Reading]) -> LegendEntry:
    if any(_agrees(entry.name, reading.string) for reading in readings):
        return entry
    alike: dict[str, list[Reading]] = {}
    for reading in readings:
        alike.setdefault(plain(reading.string), []).append(reading)
    most = max(alike.values(), key=len)
    sure = float(np.mean([reading.confidence for reading in most]))
    outvoted = len(most) >= OUTVOTED and sure >= entry.confidence - LESS_SURE
    return replace(entry, name=most[0].string) if outvoted and _may_replace(entry.name, most[0].string) else entry


def _may_replace(name: str, other: str) -> bool:
    """Whether a reading has letters in place of letters and brackets in place of brackets.

    Other signs are strokes beside the print. Greek letters and raised digits are dropped by many looks, and invented by
    none.
    """
    if sum(not c.isascii() for c in other) < sum(not c.isascii() for c in name):
        return False
    signs = [{c for c in s.translate(_BRACKETS) if not c.isalnum() and not c.isspace()} for s in (name, other)]
    return signs[0] == signs[1] and abs(len(plain(name)) - len(plain(other))) <= LONGER
