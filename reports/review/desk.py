"""The desk of the review server: which figures wait, what lies open, what was saved. No web in here."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from extractors.by_hand import recalibrated
from extractors.image import Figure, load_figure
from extractors.trace_by_hand import trace_again, trace_at
from extractors.vector.digitise import is_vector
from extractors.vector.rendering import drawn_figure
from reports.changes import changes_between
from reports.corrections import correction_path, is_stale, read_correction, write_correction
from reports.dataset import read_record, record_path
from reports.names import named_file
from reports.pictures import Picture, picture_of
from reports.review.messages import (
    DraftMessage,
    OpenFigure,
    PictureState,
    PlaceMessage,
    Publication,
    Queue,
    QueueRow,
    Saved,
    State,
)
from reports.review.publisher import Publisher
from schemas.corrections import Correction, ground_of
from schemas.options import Options
from schemas.reasons import MEANING, Reason, Status
from schemas.record import FigureRecord, PanelRecord, SeriesRecord, file_of

_WAITING = (Status.FAILED, Status.REVIEW)
# Decoded figures are kept for the next click; a page of 60 megapixels takes 180 MB.
_KEPT_FIGURES = 2
# Tables of a few hundred figures are written in less; nobody waits for those of thousands.
_PATIENCE_SECONDS = 0.5


class NoSuchFigure(LookupError):
    """The dataset holds no record of that figure, or its picture is not there."""


class NothingToAccept(ValueError):
    """There is no panel that tables could hold, and the figure is not said to be no chart."""


class SavedElsewhere(ValueError):
    """The correction was changed since it was opened: in another tab, or by another person."""

    def __init__(self, tag: str) -> None:
        super().__init__("the correction was changed elsewhere since it was opened")
        self.tag = tag


@dataclass
class ReviewDesk:
    """A dataset under review: its tables and corrections in ``out``, its pictures in ``folder``.

    ``by`` is the name that corrections bear where the page gives none. ``publisher`` lets the tables carry them; who
    saves waits for it for ``patience`` seconds at most.
    """

    folder: Path
    out: Path
    options: Options
    by: str
    publisher: Publisher
    patience: float = _PATIENCE_SECONDS
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def queue(self) -> Queue:
        """All figures, those that wait first, the least sure of them at the top."""
        table = pd.read_parquet(self.out / "figures.parquet")
        lost = {str(row["figure_id"]) for row in table[table["width"].isna()].to_dict("records")}
        rows = [self._row(row) for row in table.to_dict("records")]
        # Nobody can do anything about files that were not decoded: they come last of those that wait.
        rows.sort(key=lambda row: (row.status not in _WAITING, row.figure_id in lost, row.confidence, row.source))
        return Queue(figures=rows, by=self.by, publication=self.publication())

    def publication(self) -> Publication:
        """How many corrections the tables do not carry yet, and why."""
        waiting, trouble = self.publisher.state()
        return Publication(waiting=waiting, trouble=trouble)

    def open(self, figure_id: str) -> OpenFigure:
        """A figure with its correction, if there is one; raises :class:`NoSuchFigure`."""
        record = self._record(figure_id)
        correction, tag = self._correction(figure_id)
        state, _ = self._picture(record)
        return OpenFigure(
            record=record,
            correction=correction,
            stale=correction is not None and is_stale(record, correction),
            tag=tag,
            why=MEANING[record.reason] if record.reason else "",
            meanings=_meanings(record),
            picture=state,
            width=record.width or 0,
            height=record.height or 0,
        )

    def picture(self, figure_id: str) -> Picture:
        """The figure as a browser shows it, upright, in the pixels of its record; raises :class:`NoSuchFigure`."""
        state, picture = self._picture(self._record(figure_id))
        if picture is None:
            raise NoSuchFigure(f"the picture of figure {figure_id} cannot be shown: {state}")
        return picture

    def recompute(self, panel: PanelRecord) -> PanelRecord:
        """The panel with its values by its ticks as they are now."""
        return recalibrated(panel)

    def trace(self, figure_id: str, place: PlaceMessage) -> SeriesRecord:
        """The line under a click; raises :class:`NoSuchFigure` and :class:`~extractors.errors.NothingThere`."""
        record = self._record(figure_id)
        figure = self._figure(record)
        return trace_at(figure, record.texts, place.panel, (place.x, place.y), place.axis)

    def retrace(self, figure_id: str, panel: PanelRecord) -> PanelRecord:
        """The panel with all series traced anew in its box; raises :class:`NoSuchFigure`."""
        record = self._record(figure_id)
        return panel.model_copy(update={"series": trace_again(self._figure(record), record.texts, panel)})

    def save(self, figure_id: str, draft: DraftMessage, seen: str) -> Saved:
        """Write the correction, if the file is still the one that was ``seen``, and publish what is accepted.

        Raises :class:`NoSuchFigure`, :class:`NothingToAccept`, and :class:`SavedElsewhere` with the tag of what stands
        there.
        """
        record = self._record(figure_id)
        if draft.accepted and not draft.panels and not draft.not_a_chart:
            raise NothingToAccept("there is no plot box: draw one, or say that the figure is no line chart")
        with self._lock:
            earlier, tag = self._correction(figure_id)
            if tag != seen:
                raise SavedElsewhere(tag)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            known = earlier.changes if earlier is not None else []
            correction = Correction(
                figure_id=figure_id,
                ground=ground_of(record),
                extractor_version=record.extractor_version,
                by=draft.by or self.by,
                at=now,
                tool="unplot review",
                accepted=draft.accepted,
                not_a_chart=draft.not_a_chart,
                changes=changes_between(record, draft.panels, draft.not_a_chart, now, known),
                panels=draft.panels,
            )
            write_correction(self.out, correction)
            _, tag = self._correction(figure_id)
        # A draft that was accepted before and no longer is leaves the tables as well.
        if draft.accepted or (earlier is not None and earlier.accepted):
            self.publisher.ask(figure_id, self.patience)
        return Saved(tag=tag, state="accepted" if draft.accepted else "draft", publication=self.publication())

    def discard(self, figure_id: str, seen: str) -> Saved:
        """Remove the correction: the figure is again as the machine read it; raises as :meth:`save`."""
        self._record(figure_id)
        with self._lock:
            earlier, tag = self._correction(figure_id)
            if tag != seen:
                raise SavedElsewhere(tag)
            correction_path(self.out, figure_id).unlink(missing_ok=True)
        if earlier is not None and earlier.accepted:
            self.publisher.ask(figure_id, self.patience)
        return Saved(tag="", state="open", publication=self.publication())

    def _row(self, row: dict[Hashable, Any]) -> QueueRow:
        figure_id, status = str(row["figure_id"]), Status(str(row["status"]))
        reason = Reason(str(row["reason"]))
        return QueueRow(
            figure_id=figure_id,
            source=str(row["source"]),
            status=status,
            reason=reason,
            why=MEANING[reason] if reason else "",
            confidence=float(row["confidence"]),
            n_panels=int(row["n_panels"]),
            n_series=int(row["n_series"]),
            state=self._state(figure_id, status, reason),
        )

    def _state(self, figure_id: str, status: Status, reason: Reason) -> State:
        if reason is Reason.CORRECTION_STALE:
            return "stale"
        if status is Status.ACCEPTED:
            return "accepted"
        if not correction_path(self.out, figure_id).exists():
            return "open"
        correction, _ = self._correction(figure_id)
        return "accepted" if correction is not None and correction.accepted else "draft"

    def _record(self, figure_id: str) -> FigureRecord:
        # An id is a name of a file: nothing but one of those that are there.
        if not figure_id.isalnum() or not record_path(self.out, figure_id).is_file():
            raise NoSuchFigure(f"no figure {figure_id!r} in {self.out}")
        return read_record(self.out, figure_id)

    def _correction(self, figure_id: str) -> tuple[Correction | None, str]:
        """The correction and the digest of its file, empty where there is none."""
        try:
            data = correction_path(self.out, figure_id).read_bytes()
        except FileNotFoundError:
            return None, ""
        tag = hashlib.sha256(data).hexdigest()[:16]
        try:
            return read_correction(self.out, figure_id), tag
        except ValueError:
            return None, tag  # it is told by its tag that something stands there

    def _figure(self, record: FigureRecord) -> Figure:
        data = self._bytes(record)
        if data is None:
            raise NoSuchFigure(f"{record.source} is not in {self.folder}")
        if hashlib.sha256(data).hexdigest() != record.sha256:
            raise NoSuchFigure(f"{record.source} was changed since it was read")
        return drawn_figure(data, record) if is_vector(data) else _load(data, self.options)

    def _picture(self, record: FigureRecord) -> tuple[PictureState, Picture | None]:
        data = self._bytes(record)
        if data is None:
            return "missing", None
        if hashlib.sha256(data).hexdigest() != record.sha256:
            return "changed", None
        outline = record.model_copy(update={"panels": [], "texts": []})
        picture = _shown(data, outline.model_dump_json())
        return ("shown", picture) if picture is not None else ("unreadable", None)

    def _bytes(self, record: FigureRecord) -> bytes | None:
        try:
            return named_file(self.folder, file_of(record.source)).read_bytes()
        except OSError:
            return None


def _meanings(record: FigureRecord) -> dict[Reason, str]:
    told = {axis.reason for panel in record.panels for axis in panel.axes}
    told |= {series.reason for series in record.series}
    return {reason: MEANING[reason] for reason in MEANING if reason and reason in told}


@lru_cache(_KEPT_FIGURES)
def _load(data: bytes, options: Options) -> Figure:
    return load_figure(data, options)


@lru_cache(_KEPT_FIGURES)
def _shown(data: bytes, outline: str) -> Picture | None:
    """The picture of a figure; ``outline`` is its record as JSON, but for what was read."""
    return picture_of(data, FigureRecord.model_validate_json(outline), whole=not is_vector(data))
