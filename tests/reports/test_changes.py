"""What a person changed is told thing by thing."""

from __future__ import annotations

from reports.changes import changes_between
from schemas.record import FigureRecord, PanelRecord
from tests.reports.fabricate import record

AT, LATER = "2026-01-02T03:04:05+00:00", "2026-01-03T03:04:05+00:00"


def told(figure: FigureRecord, *panels: PanelRecord, not_a_chart: bool = False) -> list[tuple[object, ...]]:
    changes = changes_between(figure, panels, not_a_chart, AT)
    assert {change.at for change in changes} <= {AT}
    return [(c.what, c.panel, c.series, c.axis, c.before, c.after) for c in changes]


def test_nothing_changed() -> None:
    figure = record(panels=2)
    assert told(figure, *figure.panels) == []


def test_names_titles_boxes_and_sides() -> None:
    figure = record()
    panel = figure.panels[0]
    other = panel.series[0].model_copy(update={"name": "new", "axis": "right"})
    box = panel.box.model_copy(update={"x0": 1.0})
    changed = panel.model_copy(update={"title": "T", "box": box, "series": [other, panel.series[1]]})
    kinds = told(figure, changed)
    assert ("title", 0, None, None, "A panel", "T") in kinds
    assert ("series_name", 0, 0, None, "Series 0", "new") in kinds
    assert ("series_axis", 0, 0, None, "left", "right") in kinds
    assert [kind[0] for kind in kinds] == ["title", "plot_box", "series_name", "series_axis"]


def test_ticks_and_scales() -> None:
    figure = record()
    panel = figure.panels[0]
    axis = panel.axes[1]
    ticks = [axis.ticks[0].model_copy(update={"value": 7.0}), *axis.ticks[1:-1]]
    axes = [panel.axes[0], axis.model_copy(update={"ticks": ticks, "scale": "log"})]
    kinds = told(figure, panel.model_copy(update={"axes": axes}))
    assert [(kind[0], kind[3], kind[4].partition(" at")[0], kind[5].partition(" at")[0]) for kind in kinds] == [  # type: ignore[attr-defined]
        ("axis_scale", "left", "linear", "log"),
        ("tick", "left", "0", ""),
        ("tick", "left", "10", ""),
        ("tick", "left", "", "7"),
    ]


def test_series_and_panels_come_and_go() -> None:
    figure = record(panels=2)
    panel = figure.panels[0]
    far = panel.series[1].points.model_copy(update={"px": [-5.0] * 20, "py": [-5.0] * 20})
    added = panel.series[1].model_copy(update={"name": "found", "points": far})
    kinds = told(figure, panel.model_copy(update={"series": [panel.series[0], added]}))
    assert [(kind[0], kind[2], kind[4], kind[5]) for kind in kinds] == [
        ("series_removed", 1, "Series 1", ""),
        ("series_added", 1, "", "found"),
        ("panel_removed", None, "A panel", ""),
    ]
    assert told(figure, *figure.panels, panel)[0][:2] == ("panel_added", 2)


def test_points_that_moved_are_told_of_their_series() -> None:
    figure = record()
    panel = figure.panels[0]
    points = panel.series[0].points
    moved = points.model_copy(update={"py": [points.py[0] + 3, *points.py[1:]]})
    series = [panel.series[0].model_copy(update={"points": moved}), panel.series[1]]
    assert [kind[:3] for kind in told(figure, panel.model_copy(update={"series": series}))] == [("points", 0, 0)]


def test_changes_keep_the_moment_they_were_made_at() -> None:
    figure = record()
    panel = figure.panels[0].model_copy(update={"title": "T"})
    first = changes_between(figure, [panel], False, AT)
    second = changes_between(figure, [panel], True, LATER, first)
    assert [(change.what, change.at) for change in second] == [("not_a_chart", LATER), ("title", AT)]
