"""The true numbers of a figure, as they lie beside benchmark and example figures (``<stem>.json``)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

TrueScale = Literal["linear", "log", "date", "category", "symlog"]
TrueBox = tuple[float, float, float, float]  # left, top, right, bottom


class _Truth(BaseModel):
    model_config = ConfigDict(extra="ignore")


class TrueSeries(_Truth):
    """A true curve; ``None`` in ``x`` or ``y`` is a gap; ``optional`` series may be found or not.

    ``hidden``: ranges of x where another line covers this one; there it may be found, but need not. ``color``:
    ``#rrggbb`` of the stroke where the drawing tells it.
    """

    name: str | None = None
    axis: Literal["left", "right"] = "left"
    x: list[float | None]
    y: list[float | None]
    optional: bool = False
    hidden: list[tuple[float, float]] = []
    color: str | None = None


class TrueBand(_Truth):
    """A band around a series, by the name of that series."""

    name: str | None = None
    x: list[float | None]
    lower: list[float | None]
    upper: list[float | None]


class TruePanel(_Truth):
    """A panel with its labels, scales, visible ranges and curves; ``optional`` panels (insets) may be found or not.

    No value may be read off a ``symlog`` axis: the right answer to such a panel is a refusal. ``box``: where the
    visible ranges end, in file pixels whose centres are whole numbers; None where the drawing tool does not tell it.
    """

    title: str | None = None
    x_label: str | None = None
    y_label: str | None = None
    y2_label: str | None = None
    x_scale: TrueScale = "linear"
    y_scale: TrueScale = "linear"
    y2_scale: TrueScale | None = None
    x_lim: tuple[float, float] | None = None
    y_lim: tuple[float, float] | None = None
    y2_lim: tuple[float, float] | None = None
    box: TrueBox | None = None
    categories: list[str] | None = None
    series: list[TrueSeries] = []
    bands: list[TrueBand] = []
    optional: bool = False

    @property
    def unsupported(self) -> bool:
        """Whether an axis is of a kind that is refused."""
        return "symlog" in (self.x_scale, self.y_scale, self.y2_scale)


class Truth(_Truth):
    """A figure: ``renderer`` is the drawing tool, ``tags`` the features it shows."""

    id: str
    renderer: str = "unknown"
    tags: list[str] = []
    panels: list[TruePanel] = []


def load_truth(path: Path) -> Truth:
    """Read a truth file; raises ``pydantic.ValidationError`` where it is not of the form above."""
    return Truth.model_validate_json(path.read_text())
