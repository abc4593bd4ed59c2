"""The desk of the review server: which figures wait, what lies open, what was saved. No web in here."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PIL import Image

from extractors.by_hand import recalibrated
from extractors.errors import UnreadableImage
from extractors.image import Figure, check_size, decode, load_figure, open_image, to_rgb
from extractors.scan import upright
from extractors.trace_by_hand import trace_again, trace_at
from reports.changes import changes_between
from reports.corrections import correction_path, is_stale, read_correction, write_correction
from reports.dataset import read_record, record_path
from reports.locking import DatasetLocked
from reports.review.messages import DraftMessage, OpenFigure, PlaceMessage, Queue, QueueRow, Saved, State
from schemas.corrections import Correction, ground_of
from schemas.options import Options
from schemas.reasons import MEANING, Reason, Status
from schemas.record import FigureRecord, PanelRecord, SeriesRecord

_WAITING = (Status.FAILED, Status.REVIEW)
# Decoded figures are kept for the next click; a page of 60 megapixels takes 180 MB.
_KEPT_FIGURES = 2


class NoSuchFigure(LookupError):
    """The dataset holds no record of that figure, or its picture is not there."""


class SavedElsewhere(ValueError):
    """The correction was changed since it was opened: in another tab, or by another person."""

    def __init__(self, tag: str) -> None:
        super().__init__("the correction was changed elsewhere since it was opened")
        self.tag = tag


@dataclass
class ReviewDesk:
    """A dataset under review: its tables and corrections in ``out``, its pictures in ``folder``.

    ``by`` is the name that corrections bear where the page gives none. ``republish`` builds the tables anew.
    """

    folder: Path
    out: Path
    options: Options
    by: str = ""
    republish: Callable[[], object] = lambda: None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _publishing: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _unpublished: bool = False

    def queue(self) -> Queue:
        """All figures, those that wait first, the least sure of them at the top."""
        table = pd.read_parquet(self.out / "figures.parquet")
        rows = [self._row(row) for row in table.to_dict("records")]
        rows.sort(key=lambda row: (row.status not in _WAITING, row.confidence, row.source))
        return Queue(figures=rows, by=self.by, unpublished=self._unpublished)

    def open(self, figure_id: str) -> OpenFigure:
        """A figure with its correction, if there is one; raises :class:`NoSuchFigure`."""
        record = self._record(figure_id)
        correction, tag = self._correction(figure_id)
        picture = self._picture(record)
        height, width = picture.shape[:2] if picture is not None else (record.height or 0, record.width or 0)
        return OpenFigure(
            record=record,
            correction=correction,
            stale=correction is not None and is_stale(record, correction),
            tag=tag,
            why=MEANING[record.reason],
            has_picture=picture is not None,
            width=width,
            height=height,
        )

    def picture(self, figure_id: str) -> bytes:
        """The figure as PNG, upright, a pixel of the file per pixel; raises :class:`NoSuchFigure`."""
        pixels = self._picture(self._record(figure_id))
        if pixels is None:
            raise NoSuchFigure(f"the picture of figure {figure_id} is not in {self.folder}, or was changed")
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, format="PNG", compress_level=1)
        return buffer.getvalue()

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

        Raises :class:`NoSuchFigure`, and :class:`SavedElsewhere` with the tag of what stands there.
        """
        record = self._record(figure_id)
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
            self._publish()
        return Saved(tag=tag, state="accepted" if draft.accepted else "draft")

    def discard(self, figure_id: str, seen: str) -> Saved:
        """Remove the correction: the figure is again as the machine read it; raises as :meth:`save`."""
        self._record(figure_id)
        with self._lock:
            earlier, tag = self._correction(figure_id)
            if tag != seen:
                raise SavedElsewhere(tag)
            correction_path(self.out, figure_id).unlink(missing_ok=True)
        if earlier is not None and earlier.accepted:
            self._publish()
        return Saved(tag="", state="open")

    def _publish(self) -> None:
        """Build the tables anew; of those who ask while that is going on, one does it once more for all.

        While a run holds the dataset nothing is published: the correction is safe, the next publication carries it.
        """
        self._unpublished = True
        with self._publishing:
            if self._unpublished:
                self._unpublished = False
                try:
                    self.republish()
                except DatasetLocked:
                    self._unpublished = True

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
            raise NoSuchFigure(f"{record.source} is not in {self.folder}, or was changed")
        return _load(data, self.options)

    def _picture(self, record: FigureRecord) -> NDArray[np.uint8] | None:
        data = self._bytes(record)
        return None if data is None else _decoded(data, record.tilt, self.options)

    def _bytes(self, record: FigureRecord) -> bytes | None:
        """The file of the figure, if it is still the one that was read."""
        try:
            data = (self.folder / record.source).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == record.sha256 else None


@lru_cache(_KEPT_FIGURES)
def _load(data: bytes, options: Options) -> Figure:
    return load_figure(data, options)


@lru_cache(_KEPT_FIGURES)
def _decoded(data: bytes, tilt: float, options: Options) -> NDArray[np.uint8] | None:
    try:
        image = open_image(data)
        check_size(image, options)
        rgb = to_rgb(decode(image))
    except UnreadableImage:
        return None
    return upright(rgb, tilt) if tilt else rgb
