"""A figure of two lines, and claims of it, made by hand."""

from __future__ import annotations

import math
from typing import Any

from checks.judge import check_claims
from schemas.claims import AxisRef, Claim, ClaimKind, PanelRef, ParsedText, Place, Quantity, SeriesRef
from schemas.options import CheckOptions
from schemas.reasons import Status
from schemas.record import (
    AxisRecord,
    BoxRecord,
    FigureRecord,
    LegendRecord,
    PanelRecord,
    PointsRecord,
    SeriesRecord,
    TextRecord,
    TickRecord,
)
from schemas.verdicts import Judged

BOX = BoxRecord(x0=100, y0=50, x1=700, y1=450)
STEPS = [float(step) for step in range(0, 141, 10)]
GRPO = [0.13, 0.16, 0.20, 0.245, 0.27, 0.262, 0.285, 0.274, 0.30, 0.288, 0.37, 0.352, 0.343, 0.312, 0.30]
MEL = [0.13, 0.175, 0.20, 0.226, 0.24, 0.273, 0.297, 0.338, 0.36, 0.31, 0.27, 0.328, 0.40, 0.46, 0.33]


def figure(*panels: PanelRecord, status: Status = Status.OK) -> FigureRecord:
    """Scores of two models over 140 steps, unless other panels are given."""
    return FigureRecord(
        figure_id="0" * 16,
        source="figure.png",
        sha256="0" * 64,
        status=status,
        confidence=0.9,
        extractor_version="0",
        options_hash="0",
        panels=list(panels) or [panel()],
    )


def panel(title: str | None = "Benchmark: AIME24", box: BoxRecord = BOX, **changes: Any) -> PanelRecord:
    """A panel with GRPO in blue and MEL in red."""
    legend = LegendRecord(box=BoxRecord(x0=600, y0=400, x1=690, y1=440), names=["GRPO", "MEL"])
    given: dict[str, Any] = {
        "title": title,
        "box": box,
        "axes": [axis("x", -10, 150, 20, box, "Training Step"), axis("left", 0.1, 0.5, 0.05, box, "Validation Score")],
        "legend": legend,
        "series": [line("GRPO", "#1f77b4", GRPO, marker="circle"), line("MEL", "#d62728", MEL, marker="triangle")],
    }
    return PanelRecord.model_validate(given | changes)


def axis(name: str, low: float, high: float, step: float, box: BoxRecord = BOX, label: str = "") -> AxisRecord:
    """A linear axis from ``low`` to ``high`` over the box, with labelled ticks."""
    first, last = (box.x0, box.x1) if name == "x" else (box.y1, box.y0)
    slope = (high - low) / (last - first)
    values = [k * step for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    ticks = [TickRecord(text=f"{v:g}", value=v, px=first + (v - low) / slope, residual_px=0.1) for v in values]
    return AxisRecord.model_validate(
        {"axis": name, "label": label or None, "scale": "linear", "slope": slope, "intercept": low - slope * first,
         "first_tick": values[0], "last_tick": values[-1], "tick_step": step, "ticks": ticks}
    )  # fmt: skip


def line(name: str | None, color: str, y: list[float], x: list[float] = STEPS, **changes: Any) -> SeriesRecord:
    """A series that was read for certain."""
    n = len(x)
    points = PointsRecord.model_validate(
        {"x": x, "y": y, "x_err": [0.1] * n, "y_err": [0.001] * n, "y_lower": [None] * n, "y_upper": [None] * n,
         "px": [0.0] * n, "py": [0.0] * n, "origin": ["trace"] * n}
    )  # fmt: skip
    given = {"name": name, "name_source": "legend", "color": color, "coverage": 1, "confidence": 0.95, "points": points}
    return SeriesRecord.model_validate(given | changes)


def text(words: str) -> TextRecord:
    return TextRecord(text=words, box=BOX, confidence=1, reader="fake")


def number(printed: str) -> Quantity:
    """A number as printed; a leading ``~`` hedges it."""
    plain = printed.lstrip("~").removesuffix("%")
    decimals = len(plain.partition(".")[2])
    return Quantity(
        text=printed.lstrip("~"), value=float(plain), digit=10.0**-decimals, hedged=printed[0] == "~",
        percent=printed[-1] == "%",
    )  # fmt: skip


def at(start: str | None = None, end: str | None = None, **given: Any) -> Place:
    return Place(start=number(start) if start else None, end=number(end) if end else None, **given)


def named(name: str) -> SeriesRef:
    return SeriesRef(text=name, name=name)


def claim(kind: ClaimKind, *values: str, **given: Any) -> Claim:
    """A claim; ``series`` and ``other`` may be names, ``side`` an axis, ``title`` a panel."""
    for key in ("series", "other"):
        if isinstance(given.get(key), str):
            given[key] = named(given[key])
    if "side" in given:
        given["axis"] = AxisRef(text="axis", side=given.pop("side"))
    if "title" in given:
        given["panel"] = PanelRef(text=given["title"], title=given.pop("title"))
    words = given.pop("text", "words")
    return Claim(kind=kind, text=words, start=0, end=len(words), values=tuple(map(number, values)), **given)


def judged(one: Claim, record: FigureRecord | None = None) -> Judged:
    """The verdict on one claim about the figure."""
    (found,) = check_claims(ParsedText(claims=(one,)), record or figure(), CheckOptions())
    return found
