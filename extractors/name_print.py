"""How high the print of names is, and which single letters stand where names do."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.readers import Text

LOW_LETTERS = frozenset("acemnorsuvwxz -_.")  # neither ascend nor descend
CAPITAL_HEIGHT = 1.35  # of such letters; the same in nearly all typefaces
# In heights of print: names of a column begin abreast, in rows no farther apart; the letters of one row are level; from
# a name to the next one there is a swatch with paper on both sides, and from a marker to its name half of that.
ABREAST, NEXT_NAME = 0.2, 3.0
LEVEL, SWATCH_BETWEEN, ROW_GAP = 0.5, 2.4, 16.0


def print_height(text: Text) -> float:
    """The height of capitals in the print of a text with a tight box, in pixels; estimated where it has none."""
    low = all(c in LOW_LETTERS for c in text.string)
    return max(1.0, (text.box.height + 1) * (CAPITAL_HEIGHT if low else 1.0))


def stands_as_name(letter: Text, names: Sequence[Text]) -> bool:
    """Whether a letter or two stand in a column or row of the ``names``, whose boxes hold no swatches."""
    worded = [name for name in names if any(c.isalpha() for c in name.string)]
    return any(_begins_abreast(letter, name) for name in worded) or _stands_in_row(letter, worded)


def _begins_abreast(letter: Text, name: Text) -> bool:
    """Whether a letter stands where the next row of a column of names begins; pieces of swatches stand before it."""
    height = print_height(name)
    apart = abs(letter.box.cy - name.box.cy)
    return abs(letter.box.x0 - name.box.x0) <= ABREAST * height and height <= apart <= NEXT_NAME * height


def _stands_in_row(letter: Text, names: Sequence[Text]) -> bool:
    """Whether a letter is level with names and so far from all of them that a swatch has room between."""
    row = [name for name in names if abs(letter.box.cy - name.box.cy) <= LEVEL * print_height(name)]
    gaps = [max(name.box.x0 - letter.box.x1, letter.box.x0 - name.box.x1) / print_height(name) for name in row]
    return bool(gaps) and SWATCH_BETWEEN <= min(gaps) <= ROW_GAP
