"""Projects of WebPlotDigitizer, versions 3 and 4, as corrections of the figures that they were made of."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from extractors.by_hand import recalibrated
from reports.wpd import HALF, PIXELS, dataset_names, pixel_at
from reports.wpd_series import Place, Side, imported_series
from schemas.corrections import Change, Correction, ground_of
from schemas.record import AxisName, AxisRecord, BoxRecord, FigureRecord, PanelRecord, ScaleName, TickRecord

Json = dict[str, Any]

_LARGEST_MEMBER = 200_000_000
# An axis on which the calibration points of a project lie this close to where they were, in pixels, was not moved.
_UNMOVED = 0.05
# A line between two calibration points of x may rise by so much of its length; more is a turned picture.
_LEVEL = 0.02
_TOOL = "WebPlotDigitizer"
# The name of the axes of a project of version 3, which has none for them.
_ONLY = "XY"
# What a date without its later parts means.
_MIDNIGHT = ("1970", "1", "1", "0", "0", "0")


class NotAProject(ValueError):
    """The file is no project of WebPlotDigitizer, or holds what cannot be taken over."""


@dataclass(frozen=True)
class Project:
    """A project: its axes and datasets as they stand in ``wpd.json``, and its pictures by name."""

    axes: list[Json]
    datasets: list[Json]
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def figure_ids(self) -> list[str]:
        """What the figure may be: the ids of its pictures by their bytes, and those by which they are named."""
        by_bytes = [hashlib.sha256(data).hexdigest()[:16] for data in self.pictures.values()]
        return by_bytes + [PurePosixPath(name).stem for name in self.pictures]


def read_project(path: Path) -> Project:
    """Read a project from its tar or from the JSON in it; raises :class:`NotAProject`."""
    try:
        if tarfile.is_tarfile(path):
            files = _members(path)
            content = json.loads(next(data for name, data in files.items() if PurePosixPath(name).name == "wpd.json"))
        else:
            files, content = {}, json.loads(path.read_bytes())
    except (OSError, ValueError, StopIteration, tarfile.TarError) as error:
        raise NotAProject("this is no project of WebPlotDigitizer") from error
    pictures = {name: data for name, data in files.items() if not name.endswith(".json")}
    match _version(content), _version(content.get("wpd") if isinstance(content, dict) else None):
        case 4 | 5, _:
            return Project(list(content.get("axesColl") or []), list(content.get("datasetColl") or []), pictures)
        case _, 3:
            return _project_3(content["wpd"])
        case _:
            raise NotAProject("this is no project of WebPlotDigitizer 3 or 4: open it there and save it again")


def _version(content: Any) -> int | None:
    version = content.get("version") if isinstance(content, dict) else None
    return version[0] if isinstance(version, list) and version else None


def _project_3(content: Json) -> Project:
    """A project of version 3, which has one pair of axes, as one of version 4; it holds no pictures."""
    parameters = content.get("axesParameters") or {}
    axes = {
        **parameters,
        "name": _ONLY,
        "type": content.get("axesType"),
        "calibrationPoints": content.get("calibration"),
    }
    datasets = [{**dataset, "axesName": _ONLY} for dataset in content.get("dataSeries") or []]
    return Project([axes], datasets)


def correction_of(record: FigureRecord, project: Project, by: str) -> Correction:
    """The correction that makes of the machine's ``record`` what the project holds, accepted.

    Axes belong to the panel in which their calibration points lie. Panels that the project does not speak of stay as
    they are; series of the others that it does not hold are gone. Raises :class:`NotAProject`.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    panels = [panel.model_copy(deep=True) for panel in record.panels]
    sides: dict[str, tuple[int, Side]] = {}
    for axes in (axes for axes in project.axes if axes.get("type") == "XYAxes"):
        number = _panel_of(axes, panels)
        side: Side = "right" if str(axes["name"]).lower().endswith("right") else "left"
        sides[str(axes["name"])] = (number, side)
        panels[number] = _with_axes(panels[number], axes, side)
    if not sides:
        raise NotAProject("the project holds no XY axes that are calibrated")
    panels = [_with_series(record, number, panel, project, sides) for number, panel in enumerate(panels)]
    return Correction(
        figure_id=record.figure_id,
        ground=ground_of(record),
        extractor_version=record.extractor_version,
        by=by,
        at=at,
        tool=_TOOL,
        accepted=True,
        changes=list(_changes(record.panels, panels, at)),
        panels=panels,
    )


def _members(path: Path) -> dict[str, bytes]:
    found = {}
    with tarfile.open(path) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() and member.size <= _LARGEST_MEMBER else None
            if file is not None:
                found[member.name] = file.read()
    return found


def _points(axes: Json) -> list[Json]:
    points = axes.get("calibrationPoints") or []
    if len(points) < 4:
        raise NotAProject(f"the axes {axes.get('name')!r} have fewer than four calibration points")
    (x1, x2, y1, y2) = points[:4]
    turned = not axes.get("noRotation") and abs(x2["py"] - x1["py"]) > _LEVEL * abs(x2["px"] - x1["px"])
    # Points of one axis may be clicked anywhere across it where the picture is upright.
    if turned and abs(y2["px"] - y1["px"]) > _LEVEL * abs(y2["py"] - y1["py"]):
        raise NotAProject(f"the axes {axes.get('name')!r} are turned, which is not supported")
    return [x1, x2, y1, y2]


def _panel_of(axes: Json, panels: list[PanelRecord]) -> int:
    """The panel in which most of the calibration points lie, or beside which; a new one where there is none."""
    x1, x2, y1, y2 = _points(axes)
    across = sorted(point["px"] - HALF for point in (x1, x2))
    along = sorted(point["py"] - HALF for point in (y1, y2))
    shares = [_overlap(panel.box, across, along) for panel in panels]
    if shares and max(shares) > 0:
        return shares.index(max(shares))
    panels.append(PanelRecord(box=BoxRecord(x0=across[0], y0=along[0], x1=across[1], y1=along[1])))
    return len(panels) - 1


def _overlap(box: BoxRecord, across: Sequence[float], along: Sequence[float]) -> float:
    width = min(box.x1, across[1]) - max(box.x0, across[0])
    height = min(box.y1, along[1]) - max(box.y0, along[0])
    return max(width, 0.0) * max(height, 0.0)


def _with_axes(panel: PanelRecord, axes: Json, side: Side) -> PanelRecord:
    """The panel with these axes, and its values by them; as it is where they did not move."""
    x1, x2, y1, y2 = _points(axes)
    wanted: list[tuple[AxisName, Any, list[tuple[float, str]]]] = [
        ("x", axes.get("isLogX"), [(point["px"], str(point["dx"])) for point in (x1, x2)]),
        (side, axes.get("isLogY"), [(p["py"], str(p["dy"])) for p in (y1, y2)]),
    ]
    moved = {}
    for name, is_log, marks in wanted:
        old = next((axis for axis in panel.axes if axis.axis == name), None)
        axis = _axis(name, bool(is_log), marks, old)
        if axis is not old:
            moved[name] = axis
    if not moved:
        return panel
    kept = [moved.pop(axis.axis, axis) for axis in panel.axes]
    found = recalibrated(panel.model_copy(update={"axes": [*kept, *moved.values()]}))
    if any(axis.slope is None for axis in found.axes if axis.axis in ("x", side)):
        raise NotAProject(f"the calibration points of the axes {axes.get('name')!r} make no scale")
    return found


def _axis(name: AxisName, is_log: bool, marks: list[tuple[float, str]], old: AxisRecord | None) -> AxisRecord:
    values = [_number(text) for _, text in marks]
    places = [px - HALF for px, _ in marks]
    dated = any(is_date for _, is_date in values)
    scale: ScaleName = "log" if is_log else "date" if dated else "linear"
    if old is not None and old.slope is not None and (old.scale == scale or (old.scale == "category" and not is_log)):
        missed = [abs(pixel_at(old, value) - px) for (value, _), px in zip(values, places, strict=True)]
        if max(missed) <= _UNMOVED:
            return old
    ticks = [
        TickRecord(text=text.strip(), value=value, px=px, residual_px=0.0, reader="human")
        for (_, text), (value, _), px in zip(marks, values, places, strict=True)
    ]
    label, unit = (old.label, old.unit) if old is not None else (None, None)
    return AxisRecord(axis=name, label=label, unit=unit, scale=scale, ticks=ticks)


def _number(text: str) -> tuple[float, bool]:
    """A calibration value and whether it is a date, which is given in UTC seconds."""
    if "/" not in text:
        try:
            return float(text), False
        except ValueError as error:
            raise NotAProject(f"the calibration value {text!r} is neither a number nor a date") from error
    parts = text.replace("/", " ").replace(":", " ").split()
    try:
        year, month, day, hour, minute, second = (int(float(part)) for part in [*parts, *_MIDNIGHT[len(parts) :]])
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp(), True
    except (ValueError, TypeError) as error:
        raise NotAProject(f"the calibration value {text!r} is no date that can be read") from error


def _with_series(
    record: FigureRecord, number: int, panel: PanelRecord, project: Project, sides: dict[str, tuple[int, Side]]
) -> PanelRecord:
    """The panel with the datasets of its axes as series; as it is where the project does not speak of it."""
    if number not in {panel_number for panel_number, _ in sides.values()}:
        return panel
    named = dataset_names(record, number) if number < len(record.panels) else []
    old = dict(zip(named, panel.series, strict=True))
    series = []
    for dataset in project.datasets:
        name, axes = str(dataset.get("name") or ""), str(dataset.get("axesName"))
        if axes == PIXELS and name in old:
            series.append(old[name])
        elif axes in sides and sides[axes][0] == number:
            places = [Place(point["x"] - HALF, point["y"] - HALF) for point in dataset.get("data") or []]
            color = dataset.get("colorRGB")
            series.append(imported_series(panel, name, sides[axes][1], color, places, old.get(name)))
    return panel.model_copy(update={"series": series})


def _changes(before: Sequence[PanelRecord], after: Sequence[PanelRecord], at: str) -> list[Change]:
    found = []
    for number, panel in enumerate(after):
        if number >= len(before):
            found.append(Change(what="panel_added", at=at, panel=number))
            continue
        old_axes = {axis.axis: axis for axis in before[number].axes}
        for axis in panel.axes:
            if axis != old_axes.get(axis.axis):
                found.append(Change(what="calibration", at=at, panel=number, axis=axis.axis))
        found += _series_changes(number, before[number], panel, at)
    return found


def _series_changes(number: int, before: PanelRecord, after: PanelRecord, at: str) -> list[Change]:
    old = {series.name: series for series in before.series}
    new = {series.name: series for series in after.series}
    gone = [Change(what="series_removed", at=at, panel=number, before=name or "") for name in old if name not in new]
    added = [Change(what="series_added", at=at, panel=number, after=name or "") for name in new if name not in old]
    moved = [
        Change(what="points", at=at, panel=number, series=index, before=_count(old[one.name]), after=_count(one))
        for index, one in enumerate(after.series)
        if one.name in old and one.points != old[one.name].points
    ]
    return gone + added + moved


def _count(series: Any) -> str:
    return f"{len(series.points.px)} points"
