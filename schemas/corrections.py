"""A person's correction of one figure: ``corrections/<figure_id>.json`` beside the records, which stay as they are.

It holds the panels as the person left them, in full, and a list of what was changed. ``ground`` is the digest of what
the machine had read when the correction was made: where the machine reads the figure otherwise later on, the correction
is stale.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.record import AxisName, FigureRecord, PanelRecord

CORRECTION_VERSION = "1.0"

ChangeKind = Literal[
    "plot_box",
    "tick",
    "axis_scale",
    "calibration",
    "title",
    "series_name",
    "series_axis",
    "series_added",
    "series_removed",
    "points",
    "panel_added",
    "panel_removed",
    "not_a_chart",
    "accepted",
]

# What a machine reading is: places, values and names. How sure it is of them, and how long it took, is not.
_TICK = {"text": True, "value": True, "px": True}
_AXIS = {name: True for name in ("axis", "label", "scale", "slope", "intercept", "categories")} | {
    "ticks": {"__all__": _TICK}
}
_SERIES = {name: True for name in ("name", "axis", "color", "dash", "marker", "points")}
_PANEL = {"title": True, "box": True, "axes": {"__all__": _AXIS}, "series": {"__all__": _SERIES}}
_GROUND = {"sha256": True, "tilt": True, "panels": {"__all__": _PANEL}}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Change(_Row):
    """One thing that a person did, when (ISO 8601, UTC), and what stood there before and after, in short."""

    what: ChangeKind
    at: str
    panel: int | None = None
    series: int | None = None
    axis: AxisName | None = None
    before: str = ""
    after: str = ""


class Correction(_Row):
    """What a person made of a figure. Only where it is ``accepted`` do tables carry it; before that it is a draft.

    ``by`` is the name that the person gave, ``at`` when the file was written last, ``tool`` what it was made with.
    """

    correction_version: str = CORRECTION_VERSION
    figure_id: str
    ground: str
    extractor_version: str
    by: str = ""
    at: str = ""
    tool: str = ""
    accepted: bool = False
    not_a_chart: bool = False
    changes: list[Change] = []
    panels: list[PanelRecord] = []


def ground_of(record: FigureRecord) -> str:
    """The digest of a machine's reading, as 16 hex digits: the same for all versions that read the figure alike."""
    read = record.model_dump_json(include=_GROUND)  # type: ignore[arg-type]  # pydantic's own type knows no nesting
    return hashlib.sha256(read.encode()).hexdigest()[:16]
