"""Plots without frame, axes or grid: their place follows from their tick labels alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box, bounding
from extractors.panel_boxes import Panel, background_of
from extractors.text import Text

Mask = NDArray[np.bool_]

# Fewer labels in line may stand so by chance. Labels of one axis are as far apart to within this share of a step.
LEAST_LABELS, UNEVEN = 3, 0.2
# Labels of one axis are in line to within this many text heights.
IN_LINE = 1.0
# An axis goes on beyond its last label by less than a step; the labels of the other axis begin within that, too.
BEYOND = 0.95
# Tick marks begin within so many text heights of their labels; where there are none, data keep this distance.
TICK_REACH, CLEARANCE = 1.2, 0.5
# Levels by which ink differs from the ground.
INK = 30


@dataclass(frozen=True)
class _Ladder:
    """Labels in line and evenly apart: ``places`` along the line, of label centres."""

    boxes: tuple[Box, ...]
    places: tuple[float, ...]

    @property
    def step(self) -> float:
        return (self.places[-1] - self.places[0]) / (len(self.places) - 1)


def bare_panels(rgb: NDArray[np.uint8], texts: Sequence[Text], unit: float) -> list[Panel]:
    """The panels that a column of numbers and a row of labels below span; empty where no pair stands so."""
    upright = [t for t in texts if t.rotation == 0]
    columns = _ladders([t for t in upright if _is_number(t)], True, unit)
    rows = _ladders([t for t in upright if any(c.isalnum() for c in t.string)], False, unit)
    ground = np.array(background_of(rgb, Box(0, 0, rgb.shape[1] - 1, rgb.shape[0] - 1)), np.int16)
    ink = np.asarray(np.abs(rgb.astype(np.int16) - ground).max(axis=2) > INK, dtype=np.bool_)
    panels = []
    for row in rows:
        beside = [c for c in columns if _spans(c, row, unit)]
        if beside:
            column = max(beside, key=lambda c: bounding(c.boxes).x1)
            box = _plot_between(column, row, ink, texts, unit)
            panels.append(Panel(box, frozenset(), background_of(rgb, box)))
    return panels


def _is_number(text: Text) -> bool:
    return sum(c.isdigit() for c in text.string) * 2 >= len(text.string)


def _ladders(texts: Sequence[Text], upright: bool, unit: float) -> list[_Ladder]:
    """Runs of evenly spaced labels: right edges in line where ``upright`` (a y axis), else tops (an x axis)."""
    lines: list[list[Text]] = []
    for text in sorted(texts, key=lambda t: t.box.x1 if upright else t.box.y0):
        at = text.box.x1 if upright else text.box.y0
        if lines and at - (lines[-1][-1].box.x1 if upright else lines[-1][-1].box.y0) < IN_LINE * unit:
            lines[-1].append(text)
        else:
            lines.append([text])
    return [ladder for line in lines for ladder in _even_runs(line, upright)]


def _even_runs(line: list[Text], upright: bool) -> list[_Ladder]:
    line = sorted(line, key=lambda t: t.box.cy if upright else t.box.cx)
    places = [t.box.cy if upright else t.box.cx for t in line]
    runs, start = [], 0
    for end in range(1, len(line) + 1):
        gaps = np.diff(places[start : end + 1])
        step = np.median(gaps[:-1]) if len(gaps) > 1 else gaps[-1] if len(gaps) else 0.0
        even = end < len(line) and abs(gaps[-1] - step) <= UNEVEN * step
        if not even:
            if end - start >= LEAST_LABELS:
                runs.append(_Ladder(tuple(t.box for t in line[start:end]), tuple(places[start:end])))
            start = end
    return runs


def _spans(column: _Ladder, row: _Ladder, unit: float) -> bool:
    """Whether the row begins right of the column and lies below it, both by less than a step."""
    side, below = bounding(column.boxes), bounding(row.boxes)
    to_right = row.places[0] - side.x1
    downwards = below.y0 - column.places[-1]
    reach = CLEARANCE * unit
    return -reach <= to_right < row.step + 3 * unit and -reach <= downwards < column.step + 3 * unit


def _plot_between(column: _Ladder, row: _Ladder, ink: Mask, texts: Sequence[Text], unit: float) -> Box:
    """From the ends of the tick marks to the data, no farther than axes go on beyond their last labels."""
    left = _axis_place(ink, [(b.x1, p) for b, p in zip(column.boxes, column.places, strict=True)], unit)
    flipped = ink.T[:, ::-1]  # labels below look as labels at the left do when turned
    height = ink.shape[0] - 1
    foot = height - _axis_place(flipped, [(height - b.y0, p) for b, p in zip(row.boxes, row.places, strict=True)], unit)
    inner = Box(left, min(column.places[0], foot), max(row.places[-1], left), foot)
    outer = Box(left, column.places[0] - BEYOND * column.step, row.places[-1] + BEYOND * row.step, foot)
    drawn = ink.copy()
    for text in texts:
        drawn[text.box.grown(1).slices(ink.shape[0], ink.shape[1])] = False
    rows, columns = outer.slices(ink.shape[0], ink.shape[1])
    _, _, boxes, _ = cv2.connectedComponentsWithStats(drawn[rows, columns].astype(np.uint8))
    x, y, width, tall = (boxes[1:, k] for k in range(4))
    x, y = x + columns.start, y + rows.start
    own = (x < inner.x1) & (y + tall > inner.y0)
    top = float(y[own].min(initial=round(inner.y0)))
    right = float((x + width - 1)[own].max(initial=round(inner.x1)))
    return Box(left, top, right, foot)


def _axis_place(ink: Mask, labels: Sequence[tuple[float, float]], unit: float) -> float:
    """Where the axis stands beside labels at (their edge, their place along): at the far ends of the tick marks."""
    ends = []
    for edge, place in labels:
        start, at = round(edge) + 1, round(place)
        beside = ink[max(0, at - 2) : at + 3, start : start + round(2 * TICK_REACH * unit)]
        strip = np.asarray(beside.any(axis=0), dtype=np.bool_)
        inked = np.flatnonzero(strip)
        if len(inked) and inked[0] <= TICK_REACH * unit:
            blank = np.flatnonzero(~strip[inked[0] :])
            if len(blank):
                ends.append(start + int(inked[0] + blank[0]) - 1)
    if 2 * len(ends) > len(labels):
        return float(np.median(ends))
    return max(edge for edge, _ in labels) + CLEARANCE * unit
