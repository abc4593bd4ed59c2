"""The text height of every panel: figures pasted into one picture bring print of their own size."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.text import Text, text_height

# Tick labels of a panel are no farther from its box than this, in text heights of the figure, and so many tell.
NEAR, ENOUGH = 8.0, 3
# Print is of another size where it is smaller than this share of the figure's, or larger by as much.
SMALLER = 0.75


def units_of(panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[float]:
    """The height in pixels of the numbers beside each panel; ``unit``, that of the figure, where it is alike."""
    numbers = [t for t in texts if t.rotation == 0 and _is_number(t)]
    owners = [_nearest(t.box, panels) for t in numbers]
    return [
        _unit([t for t, k in zip(numbers, owners, strict=True) if k == i], p.box, unit) for i, p in enumerate(panels)
    ]


def _is_number(text: Text) -> bool:
    """One digit wider than high was read off print that lies on its side, whose box is as high as digits are wide."""
    lies = len(text.string) == 1 and text.box.width > text.box.height
    return any(c.isdigit() for c in text.string) and not any(c.isalpha() for c in text.string) and not lies


def _nearest(text: Box, panels: Sequence[Panel]) -> int:
    return min(range(len(panels)), key=lambda i: _distance(text, panels[i].box), default=-1)


def _distance(text: Box, box: Box) -> float:
    """From a label to a box, the greater of across and along; negative for what lies in it."""
    return max(box.x0 - text.x1, text.x0 - box.x1, box.y0 - text.y1, text.y0 - box.y1)


def _unit(numbers: Sequence[Text], box: Box, unit: float) -> float:
    beside = [t for t in numbers if 0 <= _distance(t.box, box) <= NEAR * unit]
    own = text_height(beside)
    alike = SMALLER <= own / unit <= 1 / SMALLER
    return unit if len(beside) < ENOUGH or alike else own
