"""Projects of WebPlotDigitizer: axes and data as it keeps them, and back as corrections."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reports.corrections import corrected
from reports.wpd import content_of, project_of
from reports.wpd_import import NotAProject, Project, correction_of, read_project
from schemas.reasons import Status
from schemas.record import AxisRecord, FigureRecord
from tests.reports.dataset import draw
from tests.reports.fabricate import failed, record


def _value(axes: dict[str, Any], which: str, px: float) -> float:
    """The value at a place, as WebPlotDigitizer computes it of an upright linear or logarithmic axis."""
    x1, x2, y1, y2 = axes["calibrationPoints"]
    one, two = (x1, x2) if which == "x" else (y1, y2)
    place, value = ("px", "dx") if which == "x" else ("py", "dy")
    log = axes["isLogX" if which == "x" else "isLogY"]
    low, high = (np.log10(float(p[value])) if log else float(p[value]) for p in (one, two))
    found = low + (px - one[place]) / (two[place] - one[place]) * (high - low)
    return float(10**found if log else found)


def _with_scale(machine: FigureRecord, scale: str) -> FigureRecord:
    changed = machine.model_copy(deep=True)
    axis = changed.panels[0].axes[0]
    spread = {"slope": 1e6, "intercept": 1.5e9, "first_tick": 1.6e9, "last_tick": 1.7e9} if scale == "date" else {}
    log = {"first_tick": 10.0, "last_tick": 1e4} if scale == "log" else {}
    changed.panels[0].axes[0] = AxisRecord.model_validate({**axis.model_dump(), "scale": scale, **spread, **log})
    for series in changed.panels[0].series:
        fit = changed.panels[0].axes[0]
        heights = [(fit.slope or 0) * px + (fit.intercept or 0) for px in series.points.px]
        series.points.x = [10**height if scale == "log" else height for height in heights]
    return changed


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_values_follow_from_the_calibration_points(scale: str) -> None:
    machine = _with_scale(record(panels=2), scale)
    content = content_of(machine)
    assert [axes["name"] for axes in content["axesColl"]] == ["Panel 0", "Panel 1"]
    by_name = {axes["name"]: axes for axes in content["axesColl"]}
    assert len(content["datasetColl"]) == 4
    for dataset in content["datasetColl"]:
        axes = by_name[dataset["axesName"]]
        for point in dataset["data"]:
            assert _value(axes, "x", point["x"]) == pytest.approx(point["value"][0], rel=1e-6)
            assert _value(axes, "y", point["y"]) == pytest.approx(point["value"][1], rel=1e-6)


def test_dates_are_printed_as_the_program_reads_them() -> None:
    content = content_of(_with_scale(record(), "date"))
    assert content["axesColl"][0]["calibrationPoints"][0]["dx"] == "2020/09/13 12:26:40"
    x = _with_scale(record(), "date").panels[0].series[0].points.x[0]
    assert content["datasetColl"][0]["data"][0]["value"][0] == 1000 * (x or 0)  # its own dates are milliseconds


def test_a_project_holds_picture_and_content_under_one_folder(tmp_path: Path) -> None:
    draw(tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    machine = record()
    with tarfile.open(fileobj=io.BytesIO(project_of(machine, data))) as tar:
        names = tar.getnames()
        picture = tar.extractfile(names[2])
        assert picture is not None
        assert picture.read() == data
    assert names == [f"{machine.figure_id}/{name}" for name in ("info.json", "wpd.json", f"{machine.figure_id}.png")]


def _reversed(machine: FigureRecord) -> FigureRecord:
    """The figure with values that fall from bottom to top."""
    changed = machine.model_copy(deep=True)
    for panel in changed.panels:
        left = panel.axes[1]
        left.slope, left.intercept = -(left.slope or 0), 10 - (left.intercept or 0)
        for tick in left.ticks:
            tick.value = 10 - (tick.value or 0)
        for series in panel.series:
            series.points.y = [None if y is None else 10 - y for y in series.points.y]
    return changed


def test_an_axis_that_runs_downwards_stays_so(tmp_path: Path) -> None:
    machine = _reversed(record())
    content = content_of(machine)
    for dataset in content["datasetColl"]:
        for point in dataset["data"]:
            assert _value(content["axesColl"][0], "y", point["y"]) == pytest.approx(point["value"][1], rel=1e-6)
    path = tmp_path / "project.json"
    path.write_text(json.dumps(content))
    assert correction_of(machine, read_project(path), "").panels == machine.panels


@pytest.mark.parametrize("scale", ["linear", "log", "date"])
def test_a_project_of_version_3_is_taken_as_one_of_version_4(tmp_path: Path, scale: str) -> None:
    machine = _with_scale(record(), scale)
    content = content_of(machine)
    (axes,) = content["axesColl"]
    for dataset in content["datasetColl"]:
        dataset["data"][0]["y"] += 9.0
    series = [{key: one[key] for key in ("name", "metadataKeys", "data")} for one in content["datasetColl"]]
    old = {
        "version": [3, 8],
        "axesType": "XYAxes",
        "axesParameters": {"isLogX": axes["isLogX"], "isLogY": axes["isLogY"]},
        "calibration": axes["calibrationPoints"],
        "dataSeries": series,
    }
    panels = []
    for name, made in (("old", {"wpd": old}), ("new", content)):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(made))
        panels.append(correction_of(machine, read_project(path), "").panels)
    assert panels[0] == panels[1] != machine.panels


@pytest.mark.parametrize("scale", ["linear", "log", "date"])
def test_a_project_that_nobody_changed_changes_nothing(tmp_path: Path, scale: str) -> None:
    machine = _with_scale(record(panels=2), scale)
    path = tmp_path / "project.tar"
    path.write_bytes(project_of(machine, None))
    correction = correction_of(machine, read_project(path), "Ada")
    assert correction.changes == []
    assert correction.panels == machine.panels
    assert corrected(machine, correction).message.startswith("accepted by Ada")


def _project(machine: FigureRecord) -> Project:
    content = json.loads(json.dumps(content_of(machine)))
    return Project(content["axesColl"], content["datasetColl"])


def test_moved_added_and_deleted_points_become_the_persons_and_the_others_stay() -> None:
    machine = record()
    project = _project(machine)
    data = project.datasets[0]["data"]
    del data[5]
    data[0]["y"] += 14.0
    project.datasets[1]["name"] = "new name"
    correction = correction_of(machine, project, "")
    found = corrected(machine, correction)
    first, second = found.panels[0].series
    old = machine.panels[0].series[0].points
    assert found.status is Status.ACCEPTED
    assert {change.what for change in correction.changes} == {"points", "series_added", "series_removed"}
    assert first.points.y[1:] == old.y[1:5] + old.y[6:]
    assert first.points.y_lower[1:] == old.y_lower[1:5] + old.y_lower[6:]
    slope = machine.panels[0].axes[1].slope or 0.0
    assert first.points.y[0] == pytest.approx((old.y[0] or 0.0) + 14 * slope, abs=1e-6)
    assert first.points.origin[:2] == ["human", "marker"]
    assert (second.name, second.name_source, second.color) == ("new name", "human", machine.panels[0].series[1].color)


def test_a_mended_calibration_moves_the_values() -> None:
    machine = record()
    project = _project(machine)
    for point in project.axes[0]["calibrationPoints"]:
        point["dy"] = str(10 * float(point["dy"]))
    correction = correction_of(machine, project, "")
    found = corrected(machine, correction)
    points, old = found.panels[0].series[0].points, machine.panels[0].series[0].points
    np.testing.assert_allclose(np.array(points.y, float), 10 * np.array(old.y, float), rtol=1e-6)
    np.testing.assert_allclose(np.array(points.x, float), np.array(old.x, float), rtol=1e-6)
    assert "left" in [change.axis for change in correction.changes if change.what == "calibration"]
    assert set(points.origin) == {"human"}


def test_a_figure_that_could_not_be_read_gets_a_panel() -> None:
    machine = failed()
    correction = correction_of(machine, _project(record()), "")
    found = corrected(machine, correction)
    assert (found.status, len(found.panels), len(found.panels[0].series)) == (Status.ACCEPTED, 1, 2)
    true = record().panels[0].series[1].points
    np.testing.assert_allclose(np.array(found.panels[0].series[1].points.y, float), np.array(true.y, float), rtol=1e-6)
    assert all(error and error > 0 for error in found.panels[0].series[1].points.y_err)


def test_the_figure_is_told_by_its_picture(tmp_path: Path) -> None:
    draw(tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    path = tmp_path / "renamed.tar"
    path.write_bytes(project_of(record(), data))
    ids = read_project(path).figure_ids
    assert hashlib.sha256(data).hexdigest()[:16] in ids
    assert record().figure_id in ids


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no project"),
        ('{"wpd": {"version": [2, 5]}}', "save it again"),
        ('{"wpd": {"version": [3, 8], "axesType": "BarAxes", "calibration": []}}', "no XY axes"),
        ('{"version": [4, 2], "axesColl": [{"type": "BarAxes", "name": "a", "isLog": false}]}', "no XY axes"),
        ("[]", "save it again"),
        ('{"version": [4, 2], "axesColl": [], "datasetColl": []}', "no XY axes"),
        ('{"version": [4, 2], "axesColl": [{"type": "XYAxes", "name": "a", "calibrationPoints": []}]}', "four"),
    ],
)
def test_what_cannot_be_taken_over_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "project.json"
    path.write_text(text)
    with pytest.raises(NotAProject, match=message):
        correction_of(record(), read_project(path), "")
