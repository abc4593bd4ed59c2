"""The legend of a panel or figure. (contract; implementation follows)"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.geometry import Box


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A name with its swatch. ``color`` is the RGB of the stroke, ``dash`` one of solid|dashed|dotted|dashdot,

    ``marker`` one of circle|square|triangle|diamond|cross|plus|star|other or None, ``has_line`` whether the swatch holds a
    line, ``is_patch`` whether it is only a filled rectangle (a band or area), ``stroke`` the line's thickness in pixels.
    """

    name: str
    text_box: Box
    swatch: Box
    color: tuple[int, int, int]
    dash: str = "solid"
    marker: str | None = None
    has_line: bool = True
    is_patch: bool = False
    stroke: float = 1.0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Legend:
    """Entries in reading order, the box that holds swatches and names, and the title where there is one."""

    box: Box
    entries: tuple[LegendEntry, ...]
    title: str | None = None
