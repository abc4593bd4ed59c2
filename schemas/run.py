"""What a run says of its figures, and of itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.verdicts import CheckedFigure, TextReason, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one figure; small enough to be handed between processes and kept for a whole run."""

    figure_id: str
    source: str
    status: Status
    reason: Reason
    message: str
    n_panels: int
    n_series: int
    n_descriptions: int
    seconds: float
    stage: str = ""
    """The stage of the extraction that the figure got to; empty where it was not begun."""
    kept: bool = False
    """Whether the record of an earlier run was kept."""
    others: tuple[str, ...] = ()
    """Of the first figure of a document: the ids of its other figures."""
    has_caption: bool = False

    @classmethod
    def of(cls, record: FigureRecord, kept: bool = False) -> Outcome:
        """The outcome that a record stands for."""
        return cls(
            figure_id=record.figure_id,
            source=record.source,
            status=record.status,
            reason=record.reason,
            message=record.message,
            n_panels=len(record.panels),
            n_series=sum(len(panel.series) for panel in record.panels),
            n_descriptions=len(record.descriptions),
            seconds=record.seconds,
            stage=next(reversed(record.stage_seconds), ""),
            kept=kept,
            others=tuple(record.other_figures),
            has_caption=bool(record.caption),
        )


Outcomes = list[Outcome]
"""How it went with a file: one outcome, or one for each figure of a document."""


class TextReport(BaseModel):
    """Texts that a run could not pair with figures, by relative names."""

    model_config = ConfigDict(frozen=True)

    unmatched: list[str] = []
    """Texts whose stem no figure has."""
    ambiguous_figures: list[str] = []
    """Figures with texts of the same stem and source in several folders, of which none is taken."""
    ambiguous_texts: list[str] = []
    """Texts whose stem several figures in different folders have, of which none is meant for certain."""
    unreadable: list[str] = []
    """Texts of a figure that could not be opened."""


class CheckSummary(BaseModel):
    """Texts that were checked, and their claims by verdict."""

    model_config = ConfigDict(frozen=True)

    n_figures: int = 0
    n_texts: int = 0
    n_claims: int = 0
    verdicts: dict[Verdict, int] = {}
    n_contradictions: int = 0
    n_disagreements: int = 0
    n_without_record: int = 0
    """Figures with a text that have no record in the dataset."""
    reasons: dict[TextReason, int] = {}
    """Texts in which nothing was judged, by reason."""
    texts: TextReport = TextReport()

    @classmethod
    def of(cls, checked: list[CheckedFigure], n_without_record: int = 0) -> CheckSummary:
        """Count the verdicts on all texts."""
        texts = [text for figure in checked for text in figure.texts]
        counts = sum((text.counts for text in texts), Counter[Verdict]())
        return cls(
            n_figures=len(checked),
            n_texts=len(texts),
            n_claims=sum(counts.values()),
            verdicts={verdict: counts[verdict] for verdict in Verdict},
            n_contradictions=sum(len(text.contradictions) for text in texts),
            n_disagreements=sum(len(figure.disagreements) for figure in checked),
            n_without_record=n_without_record,
            reasons=dict(Counter(text.reason for text in texts if text.reason)),
        )


class RunSummary(BaseModel):
    """A run in numbers: figures by status, those that are not ``ok``, and where the files are."""

    model_config = ConfigDict(frozen=True)

    run_id: str
    folder: str
    """A path, or an address as ``s3://bucket/figures``."""
    out: str
    n_files: int
    n_figures: int
    n_kept: int
    n_panels: int
    n_series: int
    n_described: int
    seconds: float
    statuses: dict[Status, int]
    not_ok: list[Outcome]
    texts: TextReport
    checks: CheckSummary = CheckSummary()

    @classmethod
    def of(
        cls,
        outcomes: list[Outcome],
        *,
        run_id: str,
        folder: Path,
        out: Path,
        n_files: int,
        seconds: float,
        texts: TextReport | None = None,
        checks: CheckSummary | None = None,
    ) -> RunSummary:
        """Count the outcomes of a run."""
        found = Counter(outcome.status for outcome in outcomes)
        return cls(
            run_id=run_id,
            folder=str(folder),
            out=str(out),
            n_files=n_files,
            n_figures=len(outcomes),
            n_kept=sum(outcome.kept for outcome in outcomes),
            n_panels=sum(outcome.n_panels for outcome in outcomes),
            n_series=sum(outcome.n_series for outcome in outcomes),
            n_described=sum(outcome.n_descriptions > 0 for outcome in outcomes),
            seconds=seconds,
            statuses={status: found[status] for status in Status},
            not_ok=[outcome for outcome in outcomes if not outcome.status.is_trusted],
            texts=texts or TextReport(),
            checks=checks or CheckSummary(),
        )

    @property
    def n_failed(self) -> int:
        """Figures of which nothing could be read."""
        return self.statuses[Status.FAILED]

    @property
    def failed_share(self) -> float:
        """The share of the figures of which nothing could be read."""
        return self.n_failed / max(self.n_figures, 1)
