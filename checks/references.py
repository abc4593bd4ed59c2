"""What the words of a claim refer to: panels, axes and series of the figure, or why that cannot be told."""

from __future__ import annotations

import re

from checks.colors import TOLD_APART, misfit
from checks.likeness import SAME_TEXT, best_name, same_name, same_text
from checks.views import FigureView, PanelView
from schemas.claims import AxisRef, PanelRef, SeriesRef
from schemas.record import SeriesRecord
from schemas.verdicts import Doubt

# A colour word that fits no series better than this, in Lab units, means none of them.
_COLOR_OF_SERIES = 40.0
# Which edge of a box tells, its left (0) or its top (1) one, and whether it is the greatest of all.
_SIDES = {
    "left": (0, False), "right": (0, True), "top": (1, False), "upper": (1, False), "bottom": (1, True),
    "lower": (1, True),
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def find_panels(ref: PanelRef | None, figure: FigureView) -> list[PanelView] | Doubt:
    """The panels that are meant; all of them for words as "each panel"."""
    if not figure.panels:
        return Doubt.FIGURE_NOT_READ
    if ref is None:
        return list(figure.panels) if len(figure.panels) == 1 else Doubt.PANEL_AMBIGUOUS
    if ref.every:
        return list(figure.panels)
    for found in (_by_title(ref, figure), _by_number(ref, figure), _by_position(ref, figure)):
        if len(found) > 1:
            return Doubt.PANEL_AMBIGUOUS
        if found:
            return found
    # A heading may call the only panel by words of its own.
    return list(figure.panels) if len(figure.panels) == 1 and figure.whole else Doubt.PANEL_UNKNOWN


def names_several_panels(words: str, figure: FigureView) -> bool:
    """Whether the titles of more than one panel stand in these words; a title within another counts once."""
    titles = sorted({panel.record.title or "" for panel in figure.panels} - {""}, key=len, reverse=True)
    if not titles:
        return False
    found = set(re.findall("|".join(rf"(?<!\w){re.escape(title)}(?!\w)" for title in titles), words))
    return len(found) > 1


def find_axis(ref: AxisRef | None, panel: PanelView) -> str | Doubt:
    """The name of the axis in the panel: x, left or right."""
    present = [axis.axis for axis in panel.record.axes]
    vertical = [name for name in present if name != "x"]
    if ref is None:
        return Doubt.AXIS_AMBIGUOUS
    if ref.side in ("x", "left", "right"):
        return ref.side if ref.side in present else Doubt.AXIS_NOT_READ
    if ref.label is not None:
        labels = {axis.axis: axis.label for axis in panel.record.axes if axis.label}
        wanted = vertical if ref.side == "y" else present
        known = {name: label for name, label in labels.items() if name in wanted}
        found = [name for name, label in known.items() if same_text(ref.label, label) >= SAME_TEXT]
        if len(found) == 1:
            return found[0]
    if ref.side == "y" and vertical:
        return vertical[0] if len(vertical) == 1 else Doubt.AXIS_AMBIGUOUS
    return Doubt.AXIS_NOT_READ if ref.side == "y" or not present else Doubt.AXIS_AMBIGUOUS


def find_series(ref: SeriesRef | None, panel: PanelView, side: str | None = None) -> list[int] | Doubt:
    """The numbers of the series that are meant; several only for words as "both lines".

    ``side``: the y axis, left or right, on which it is said to be, where both may have one of the name.
    """
    series = panel.record.series
    if not series:
        return Doubt.SERIES_UNKNOWN
    everything = list(range(len(series)))
    if ref is None:
        return everything if _is_alone(panel) else Doubt.SERIES_AMBIGUOUS
    if ref.every:
        return everything
    if ref.only and not _is_alone(panel):
        return Doubt.SERIES_AMBIGUOUS  # the text knows one series only, the figure may hold more
    if ref.number is not None and (called := same_name(ref.text, panel.names)):
        return called  # "Series 2" where that is its name
    if ref.name is not None:
        found = best_name(ref.name, panel.names)
        if found:
            found = _narrowed(found, ref, panel) if len(found) > 1 else found
            found = [i for i in found if series[i].axis == side] if side and len(found) > 1 else found
            return found if len(found) == 1 else Doubt.SERIES_AMBIGUOUS
        # Where no name was read the look may tell; where names were read, another name is another series.
        everything = [i for i in everything if series[i].name is None]
        if any(name for name in panel.names) or ref.color is None:
            return _only(ref, panel)
    by_look = _narrowed(everything, ref, panel)
    if ref.color or ref.marker or ref.dash:
        return by_look if len(by_look) == 1 else Doubt.SERIES_AMBIGUOUS if by_look else Doubt.SERIES_UNKNOWN
    return _by_place_in_legend(ref, panel)


def _only(ref: SeriesRef, panel: PanelView) -> list[int] | Doubt:
    """The only series of a figure without a legend may be called anything, as by the label of its axis."""
    labels = [axis.label for axis in panel.record.axes if axis.axis != "x" and axis.label]
    named_by_axis = any(same_text(ref.name or "", label) >= SAME_TEXT for label in labels)
    if _is_alone(panel) and panel.record.series[0].name is None and (ref.only or named_by_axis):
        return [0]
    sides = {
        axis.axis
        for axis in panel.record.axes
        if axis.axis != "x" and same_text(ref.name or "", axis.label or "") >= SAME_TEXT
    }
    drawn = [i for i, series in enumerate(panel.record.series) if series.axis in sides]
    if len(sides) == 1 and len(labels) > 1 and len(drawn) == 1 and panel.sure:
        return drawn  # `the loss`, where one line alone is drawn on the axis of the loss
    on_axis = [i for i, series in enumerate(panel.record.series) if series.name is None and named_by_axis]
    return Doubt.SERIES_AMBIGUOUS if on_axis else Doubt.SERIES_UNKNOWN


def _by_place_in_legend(ref: SeriesRef, panel: PanelView) -> list[int] | Doubt:
    if _is_alone(panel) and (ref.only or ref.number in (None, 1)):
        return [0]
    legend = panel.record.legend
    if ref.number is None or legend is None or not 1 <= ref.number <= len(legend.names):
        return Doubt.SERIES_AMBIGUOUS
    named = [i for i, name in enumerate(panel.names) if name == legend.names[ref.number - 1]]
    return named if len(named) == 1 else Doubt.SERIES_AMBIGUOUS


def _is_alone(panel: PanelView) -> bool:
    """Whether a panel has one series, for all that can be told: more were neither read nor named in a legend."""
    legend = panel.record.legend
    return len(panel.record.series) == 1 and panel.sure and (legend is None or len(legend.names) <= 1)


def _narrowed(numbers: list[int], ref: SeriesRef, panel: PanelView) -> list[int]:
    """Those of the series that look as the words say; all of them where the words tell nothing of the look."""
    series = panel.record.series
    if ref.color is not None:
        numbers = _of_color(numbers, ref.color, series)
    if ref.dash is not None and len(numbers) > 1:
        numbers = [i for i in numbers if series[i].dash == ref.dash]
    if ref.marker is not None and len(numbers) > 1:
        numbers = [i for i in numbers if (series[i].marker or "none") == ref.marker]
    return numbers


def _of_color(numbers: list[int], words: str, series: list[SeriesRecord]) -> list[int]:
    """The series that the colour words fit best, and those that they fit hardly less."""
    apart = {i: misfit(words, series[i].color) for i in numbers}
    best = min(apart.values(), default=float("inf"))
    if best > _COLOR_OF_SERIES:
        return []
    return [i for i, distance in apart.items() if distance < best + TOLD_APART]


def _by_title(ref: PanelRef, figure: FigureView) -> list[PanelView]:
    if ref.title is None:
        return []
    found = best_name(ref.title, [panel.record.title for panel in figure.panels])
    return [figure.panels[i] for i in found]


def _by_number(ref: PanelRef, figure: FigureView) -> list[PanelView]:
    """By number in reading order, where the text gives no title that was read elsewhere or not at all."""
    titled = any(panel.record.title for panel in figure.panels)
    if ref.number is None or (ref.title is not None and titled) or not figure.whole:
        return []
    return [figure.panels[ref.number - 1]] if 1 <= ref.number <= len(figure.panels) else []


def _by_position(ref: PanelRef, figure: FigureView) -> list[PanelView]:
    """By words as "left", "bottom right" or "second": the panels whose boxes lie there."""
    words = set(re.findall(r"[a-z]+", (ref.position or "").lower()))
    if not words:
        return []
    panels = list(figure.panels)
    for word in words & _SIDES.keys():
        edge, last = _SIDES[word]
        ends = [(p.record.box.x0, p.record.box.y0)[edge] for p in panels]
        side = min((p.record.box.x1 - p.record.box.x0, p.record.box.y1 - p.record.box.y0)[edge] for p in panels)
        at = max(ends) if last else min(ends)
        panels = [p for p, end in zip(panels, ends, strict=True) if abs(end - at) < 0.5 * side]
    if len(panels) < len(figure.panels):
        return panels
    numbers = [_ORDINALS[word] for word in words if word in _ORDINALS]
    return [panels[numbers[0] - 1]] if numbers and numbers[0] <= len(panels) and figure.whole else []
