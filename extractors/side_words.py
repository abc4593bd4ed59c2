"""Words right of a plot box, which stand where a second axis would have its tick labels but are names of series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.numbers import parse_number
from extractors.readers import Text
from extractors.strips import Side
from extractors.ticks import AxisLabels

LETTERS = 2  # that make a word: units, powers and misread digits hold one beside their digits
# Names of one letter: with a value, a subscript or a power, or of another alphabet (but for micro).
SYMBOL = re.compile("=|[^\\W\\d_][₀-₉⁰¹²³⁴-⁹]|^[^\\W\\d_A-Za-zµμ]$")
FEWEST_VALUES = 2  # of an axis: swatches in a column are read as 0, all of them
SAME = 0.5  # of the smaller of two boxes that hold the same print


def words_beside(labels: Sequence[Mapping[Side, AxisLabels]], texts: Sequence[Text]) -> tuple[Text, ...]:
    """The ``texts`` among the labels of right sides that make no axis (one mapping of sides per panel).

    No line chart shows categories on a second axis, but many show a legend or the names of the lines there.
    """
    right = [side["right"] for side in labels if "right" in side]
    boxes = [box for side in right if _are_no_values([label.text for label in side.labels]) for box in side.boxes]
    return tuple(t for t in texts if any(_shares(t.box, box) for box in boxes))


def without_names(
    labels: Sequence[Mapping[Side, AxisLabels]], entries: Sequence[LegendEntry]
) -> list[dict[Side, AxisLabels]]:
    """The labels without right sides that hold no values and the name of an entry: those are no axis."""
    return [
        {
            side: found
            for side, found in sides.items()
            if side != "right"
            or not _are_no_values([label.text for label in found.labels])
            or not any(_shares(entry.box, box) for entry in entries for box in found.boxes)
        }
        for sides in labels
    ]


def _are_no_values(strings: Sequence[str]) -> bool:
    """Whether most are words, or no two are numbers that differ: what else was read are swatches."""
    words = (sum(c.isalpha() for c in string) >= LETTERS or SYMBOL.search(string) for string in strings)
    values = {number.value for string in strings if (number := parse_number(string)) is not None}
    return 2 * sum(map(bool, words)) > len(strings) or len(values) < FEWEST_VALUES


def _shares(one: Box, other: Box) -> bool:
    a, b = one.grown(0.5), other.grown(0.5)
    return a.overlap(b) > SAME * min(a.area, b.area)
