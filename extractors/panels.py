"""Panels and plot boxes. (contract; implementation follows)"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.geometry import Box


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot area: ``box`` runs along the centres of its spines (or the ends of its gridlines), in working pixels."""

    box: Box
    spines: frozenset[str]  # of "left", "right", "top", "bottom"
    background: tuple[int, int, int]  # RGB of the empty plot area
