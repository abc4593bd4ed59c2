"""Labels that took the wrong one of two strokes near them (a frame, a curve's end), moved to where the others say.

Each label is seated by itself, on the nearest mark. Once the values of most labels stand on a line, it tells where the
tick of each one is, and only a stroke that is there counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.evidence import places_of
from extractors.ladder import Floats, Reading, find_ladders
from extractors.tick_readings import TickLabel

# A line through fewer seated labels than this does not tell a wrong seat from a right one. It tells the marks of loose
# labels from LEAST_LINE on, all seated ones: some tools set a blank before each number without a sign, which moves it.
LEAST_SEATED, LEAST_LINE = 4, 3
# A stroke is the tick where it is this close to the line, in pixels or as a share of the label spacing, and nearer to
# it than the label's place by as many pixels.
ON_LINE_PX, ON_LINE, NEARER_PX = 0.75, 0.006, 0.75
# No label is moved further than this share of the spacing.
REACH = 0.12


def reseated(
    labels: Sequence[TickLabel], options: Sequence[Sequence[Reading]], marks: Sequence[float]
) -> list[TickLabel]:
    """The ``labels`` on the marks where the line through most of them puts their ticks.

    ``options`` are their readings on one scale, ``marks`` the places of all ticks, gridlines and frames along the axis.
    """
    on_marks = sum(label.seated for label in labels)
    if on_marks < LEAST_LINE or not len(marks):
        return list(labels)
    px, tolerance = places_of(labels)
    seated = [found if label.seated else () for label, found in zip(labels, options, strict=True)]
    ladder = next(iter(find_ladders(px, seated, tolerance)), None)
    if ladder is None or ladder.kept < min(LEAST_SEATED, on_marks):
        return list(labels)
    line = _through_most(*np.array([(x, r.t) for x, r in zip(px, ladder.taken, strict=True) if r is not None]).T)
    spacing = float(np.median(np.diff(px)))
    moved = [_moved(label, found, line, np.array(marks), spacing) for label, found in zip(labels, options, strict=True)]
    return [was if on_marks < LEAST_SEATED and was.seated else now for was, now in zip(labels, moved, strict=True)]


def _through_most(px: Floats, t: Floats) -> tuple[float, float]:
    """Pixels per value and the pixel of zero: the medians of all pairs and of all labels (Theil 1950, Sen 1968)."""
    first, second = np.triu_indices(len(t), k=1)
    slope = float(np.median((px[second] - px[first]) / (t[second] - t[first])))
    return slope, float(np.median(px - slope * t))


def _moved(
    label: TickLabel, found: Sequence[Reading], line: tuple[float, float], marks: Floats, spacing: float
) -> TickLabel:
    places = [line[0] * reading.t + line[1] for reading in found]
    place = min(places, key=lambda at: abs(at - label.px), default=None)
    if place is None or abs(place - label.px) > REACH * spacing:
        return label
    mark = float(marks[np.argmin(np.abs(marks - place))])
    off = abs(mark - place)
    if off > max(ON_LINE_PX, ON_LINE * spacing) or off + NEARER_PX > abs(label.px - place):
        return label
    return replace(label, px=mark, seated=True)
