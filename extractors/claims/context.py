"""What a whole text tells of its figure: series by name and style, axes with ranges and labels, panels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from extractors.claims.lexicon import COUNTED_IN, UNITS_OF_X
from schemas.claims import Quantity

_FINER, _MUCH_FINER = 1e-3, 3e-4  # of the span of x: a number of finer digits is hardly, and surely not, a place on it
_WIDE = 0.02  # of its end at which a range may begin that is likely linear
_LOOSE = 0.02  # of its span by which a value may lie outside a stated range and still be meant on that axis


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """A series as the text introduces it."""

    name: str | None
    color: str | None = None
    marker: str | None = None
    dash: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class Context:
    """Series, axis labels and ranges (low, high) that a text tells of, wherever in it."""

    series: tuple[SeriesInfo, ...] = ()
    x_labels: tuple[str, ...] = ()
    y_labels: tuple[str, ...] = ()
    x_ranges: tuple[tuple[float, float], ...] = ()
    y_ranges: tuple[tuple[float, float], ...] = ()
    panel_titles: tuple[str, ...] = ()
    many_panels: bool = False
    one_series: bool = False
    categories: tuple[str, ...] = ()
    x_units: tuple[str, ...] = ()
    in_figure: frozenset[str] = frozenset()  # names of series, in small letters, that were read in the figure
    _cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def x_noun(self) -> str:
        """A pattern of the words that x is counted in."""
        labels = [_flexible(noun) for noun in self.x_names]
        return "(?:" + "|".join([*sorted(labels, key=len, reverse=True), UNITS_OF_X]) + ")"

    @cached_property
    def x_names(self) -> tuple[str, ...]:
        """What the labels of x call it."""
        return tuple(noun for label in self.x_labels for noun in _nouns(label))

    @cached_property
    def x_unit(self) -> str:
        """A pattern of what may follow a number on x: the nouns, and the unit that the label has in brackets."""
        units = [m[1] for label in self.x_labels if (m := re.search(r"[(\[]([A-Za-zµ°%]{1,5})[)\]]", label))]
        return "(?:" + "|".join([self.x_noun, COUNTED_IN, *map(re.escape, (*units, *self.x_units))]) + ")"

    @cached_property
    def dated(self) -> bool:
        """Whether bare years may be places: unless x is told to be something else."""
        if self.x_ranges:
            return any((1600 <= low <= 2200 and high <= 2200) or high > 1e8 for low, high in self.x_ranges)
        labels = " ".join(self.x_labels).lower()
        return not labels or re.search(r"\b(?:year|date|time|month|quarter|season)", labels) is not None

    def side_of(self, quantity: Quantity) -> Literal["x", "y"] | None:
        """``x`` or ``y`` where only one of the stated ranges holds the number, else None."""
        if quantity.percent and not any("%" in label or "ercent" in label for label in self.x_labels):
            return "y"
        in_x, in_y = _inside(quantity.value, self.x_ranges), _inside(quantity.value, self.y_ranges)
        if self.x_ranges and (not in_x or self._is_finer(quantity, _MUCH_FINER)) and (in_y or not self.y_ranges):
            return "y"
        if self.y_ranges and in_x and not _inside(quantity.value, self.y_ranges, 1.0) and not self._is_finer(quantity):
            return "x"
        return None

    def _is_finer(self, quantity: Quantity, share: float = _FINER) -> bool:
        """A fraction far below the span of x is no place on it: 0.13 on an axis from 0 to 140."""
        spans = [high - low for low, high in self.x_ranges if not 0 < low < _WIDE * high]  # a log axis holds fractions
        return quantity.digit < 1 and bool(spans) and quantity.digit < share * max(spans)


def _inside(value: float, ranges: Sequence[tuple[float, float]], loose: float = _LOOSE) -> bool:
    return any(low - loose * (high - low) <= value <= high + loose * (high - low) for low, high in ranges)


def _nouns(label: str) -> list[str]:
    """What running text may call x by: its label without the unit, and the thing that is counted."""
    bare = re.sub(r"\s*[(\[].*", "", label).strip()
    counted = re.match(r"(?:number|count|amount|size|num\.?) of (?:the )?(.+)", bare, re.I)
    head = counted[1] if counted else bare.split()[-1] if bare else ""
    return [noun for noun in dict.fromkeys((bare, head)) if len(noun) > 2 and re.search(r"[^\W\d_]{3}", noun)]


def _flexible(label: str) -> str:
    """A label as running text may print it: any case, singular or plural."""
    words = [re.escape(word) for word in label.lower().split()]
    stem = r"\s".join(words)
    return rf"{stem[:-1]}s?" if stem.endswith("s") else rf"{stem}s?"


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names without repetition, in their order."""
    return tuple(dict.fromkeys(name for name in names if name))
