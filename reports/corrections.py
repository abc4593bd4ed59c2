"""People's corrections on disk, and what becomes of a record under them; the record itself stays as it was read."""

from __future__ import annotations

from pathlib import Path

from reports.files import write_atomically
from schemas.corrections import CORRECTION_VERSION, Correction, ground_of
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord, PanelRecord, PointsRecord, SeriesRecord


def correction_path(out_dir: Path, figure_id: str) -> Path:
    """Where the correction of a figure lies."""
    return out_dir / "corrections" / f"{figure_id}.json"


def read_correction(out_dir: Path, figure_id: str) -> Correction | None:
    """The correction of a figure, or None where there is none.

    Raises ``ValueError`` that names the file where it is no correction of this version.
    """
    path = correction_path(out_dir, figure_id)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        correction = Correction.model_validate_json(data)
    except ValueError as error:
        raise ValueError(f"{path} is no correction that can be read") from error
    if correction.correction_version != CORRECTION_VERSION:
        raise ValueError(f"{path} is of version {correction.correction_version}, not {CORRECTION_VERSION}")
    return correction


def write_correction(out_dir: Path, correction: Correction) -> Path:
    """Write ``corrections/<figure_id>.json`` and return its path; raises ``ValueError`` where it could not be read."""
    text = correction.model_dump_json(indent=1) + "\n"
    Correction.model_validate_json(text)
    path = correction_path(out_dir, correction.figure_id)
    write_atomically(path, lambda file: file.write(text.encode()))
    return path


def corrected_ids(out_dir: Path) -> set[str]:
    """The figures that have a correction file."""
    return {path.stem for path in (out_dir / "corrections").glob("*.json")}


def is_stale(record: FigureRecord, correction: Correction) -> bool:
    """Whether the machine reads the figure otherwise now than when it was corrected."""
    return ground_of(record) != correction.ground


def corrected(record: FigureRecord, correction: Correction | None) -> FigureRecord:
    """The record as tables show it: ``accepted`` as the person left it, or for review where the correction is stale.

    Points that the machine did not read just so get the origin ``human``. A draft changes nothing.
    """
    if correction is None or not correction.accepted:
        return record
    made = f"by {correction.by or 'a person'} on {correction.at[:10]}"
    if is_stale(record, correction):
        return set_aside(record, f"corrected {made}, on another reading")
    if correction.not_a_chart:
        said = {"reason": Reason.OTHER_CHART, "message": f"said to be no line chart {made}", "confidence": 1.0}
        return record.model_copy(update={"panels": [], "status": Status.NOT_A_CHART, **said})
    read = {place for panel in record.panels for series in panel.series for place in _places(series.points)}
    panels = [_accepted(panel, read) for panel in correction.panels]
    update = {"panels": panels, "status": Status.ACCEPTED, "reason": Reason.NONE, "confidence": 1.0}
    return record.model_copy(update={**update, "message": f"{_done(correction)} {made}"})


def set_aside(record: FigureRecord, why: str) -> FigureRecord:
    """The machine's record, marked as one whose correction cannot be used."""
    status = Status.REVIEW if record.panels else record.status
    message = f"{why}; {record.message}".removesuffix("; ")
    return record.model_copy(update={"status": status, "reason": Reason.CORRECTION_STALE, "message": message})


_Place = tuple[float | None, float | None, float, float]


def _places(points: PointsRecord) -> list[_Place]:
    return list(zip(points.x, points.y, points.px, points.py, strict=True))


def _accepted(panel: PanelRecord, read: set[_Place]) -> PanelRecord:
    axes = [axis.model_copy(update=_trust(axis.slope is not None)) for axis in panel.axes]
    return panel.model_copy(
        update={"axes": axes, "series": [_accepted_series(series, read) for series in panel.series]}
    )


def _accepted_series(series: SeriesRecord, read: set[_Place]) -> SeriesRecord:
    points = series.points
    origin = [old if place in read else "human" for old, place in zip(points.origin, _places(points), strict=True)]
    update = {**_trust(True), "confidence": 1.0, "points": points.model_copy(update={"origin": origin})}
    return series.model_copy(update=update)


def _trust(known: bool) -> dict[str, Status | Reason]:
    """An axis without values stays refused: nobody has told them."""
    return {"status": Status.ACCEPTED, "reason": Reason.NONE} if known else {}


def _done(correction: Correction) -> str:
    return "corrected" if any(change.what != "accepted" for change in correction.changes) else "accepted"
