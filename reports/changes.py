"""What a person changed in a figure, told thing by thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.corrections import Change, ChangeKind
from schemas.record import AxisName, AxisRecord, FigureRecord, PanelRecord, SeriesRecord, TickRecord

_Found = tuple[ChangeKind, int | None, int | None, AxisName | None, str, str]


def changes_between(
    record: FigureRecord, panels: Sequence[PanelRecord], not_a_chart: bool, at: str, earlier: Sequence[Change] = ()
) -> list[Change]:
    """The changes from the record to ``panels``, in reading order.

    Each bears the moment ``at`` (ISO 8601, UTC), or that of the same change among ``earlier`` ones.
    """
    moments = {_key(change): change.at for change in earlier}
    found: list[_Found] = [("not_a_chart", None, None, None, "", "")] if not_a_chart else []
    for number in range(max(len(record.panels), len(panels))):
        if number >= len(panels):
            found.append(("panel_removed", number, None, None, record.panels[number].title or "", ""))
        elif number >= len(record.panels):
            found.append(("panel_added", number, None, None, "", panels[number].title or ""))
        else:
            found += _in_panel(number, record.panels[number], panels[number])
    made = [Change(what=w, at=at, panel=p, series=s, axis=a, before=b, after=c) for w, p, s, a, b, c in found]
    return [change.model_copy(update={"at": moments.get(_key(change), at)}) for change in made]


def _key(change: Change) -> tuple[object, ...]:
    return change.what, change.panel, change.series, change.axis, change.after


def _in_panel(number: int, old: PanelRecord, new: PanelRecord) -> Iterator[_Found]:
    if (old.title or "") != (new.title or ""):
        yield "title", number, None, None, old.title or "", new.title or ""
    if old.box != new.box:
        yield "plot_box", number, None, None, _box(old), _box(new)
    known = {axis.axis: axis for axis in old.axes}
    for axis in new.axes:
        yield from _in_axis(number, known.get(axis.axis, AxisRecord(axis=axis.axis)), axis)
    yield from _in_series(number, old.series, new.series)


def _box(panel: PanelRecord) -> str:
    box = panel.box
    return f"{box.x0:.1f}, {box.y0:.1f} to {box.x1:.1f}, {box.y1:.1f}"


def _in_axis(number: int, old: AxisRecord, new: AxisRecord) -> Iterator[_Found]:
    if old.scale != new.scale:
        yield "axis_scale", number, None, new.axis, old.scale or "", new.scale or ""
    before, after = ([_tick(tick) for tick in axis.ticks if _takes_part(tick)] for axis in (old, new))
    for tick in before:
        if tick not in after:
            yield "tick", number, None, new.axis, tick, ""
    for tick in after:
        if tick not in before:
            yield "tick", number, None, new.axis, "", tick


def _takes_part(tick: TickRecord) -> bool:
    return tick.value is not None and tick.residual_px is not None


def _tick(tick: TickRecord) -> str:
    return f"{tick.value:.10g} at {tick.px:.2f} px"


def _in_series(number: int, old: Sequence[SeriesRecord], new: Sequence[SeriesRecord]) -> Iterator[_Found]:
    """Series are the same where they keep a pixel place of their trace, and the name where all have moved."""
    pairs = _paired(old, new)
    kept = {id(before) for before, _ in pairs if before is not None}
    for index, one in enumerate(old):
        if id(one) not in kept:
            yield "series_removed", number, index, None, one.name or "", ""
    for index, (before, after) in enumerate(pairs):
        if before is None:
            yield "series_added", number, index, None, "", after.name or ""
            continue
        if (before.name or "") != (after.name or ""):
            yield "series_name", number, index, None, before.name or "", after.name or ""
        if before.axis != after.axis:
            yield "series_axis", number, index, None, before.axis, after.axis
        moved = set(_places(before)) ^ set(_places(after))
        if moved:
            yield "points", number, index, None, f"{len(before.points.px)} points", f"{len(after.points.px)} points"


def _paired(old: Sequence[SeriesRecord], new: Sequence[SeriesRecord]) -> list[tuple[SeriesRecord | None, SeriesRecord]]:
    left = list(old)
    pairs: list[tuple[SeriesRecord | None, SeriesRecord]] = []
    for after in new:
        own = set(_places(after))
        same = max(left, key=lambda before: len(own.intersection(_places(before))), default=None)
        if same is not None and not own.intersection(_places(same)):
            same = next((before for before in left if before.name and before.name == after.name), None)
        if same is not None:
            left = [before for before in left if before is not same]
        pairs.append((same, after))
    return pairs


def _places(series: SeriesRecord) -> list[tuple[float, float]]:
    return list(zip(series.points.px, series.points.py, strict=True))
