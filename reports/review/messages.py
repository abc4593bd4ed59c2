"""What the review page and its server say to each other."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.corrections import Correction
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord, PanelRecord, SeriesRecord

State = Literal["open", "draft", "accepted", "stale"]
PictureState = Literal["shown", "missing", "changed", "unreadable"]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QueueRow(_Message):
    """A figure in the list of figures; ``why`` says its reason in words."""

    figure_id: str
    source: str
    status: Status
    reason: Reason
    why: str
    confidence: float
    n_panels: int
    n_series: int
    state: State


class Publication(_Message):
    """How many corrections the tables do not carry yet; ``trouble`` says what is in the way."""

    waiting: int
    trouble: str


class Queue(_Message):
    """The figures of a dataset, those for review first, the least sure of them at the top."""

    figures: list[QueueRow]
    by: str
    publication: Publication


class OpenFigure(_Message):
    """A figure on the desk. ``tag`` names the state of its correction file; who saves must have seen that state.

    ``meanings`` has the words for the reasons in its record.
    """

    record: FigureRecord
    correction: Correction | None
    stale: bool
    tag: str
    why: str
    meanings: dict[Reason, str]
    picture: PictureState
    width: int
    height: int


class PanelMessage(_Message):
    """A panel to be computed anew, or as it was computed."""

    panel: PanelRecord


class PlaceMessage(_Message):
    """A place in file pixels at which a line of the panel is pointed at."""

    panel: PanelRecord
    x: float
    y: float
    axis: Literal["left", "right"] = "left"


class SeriesMessage(_Message):
    """A line that was traced."""

    series: SeriesRecord


class DraftMessage(_Message):
    """A figure as a person has it on the screen."""

    panels: list[PanelRecord]
    not_a_chart: bool = False
    accepted: bool = False
    by: str = ""


class Saved(_Message):
    """The tag of what was saved, or of what stands there already where saving was refused."""

    tag: str
    state: State
    publication: Publication
