"""Verdicts to tables, and on disk beside those of the figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from reports.dataset import checked_table, write_parquet
from reports.files import write_atomically
from reports.published import published_figures
from reports.tables import to_frame
from schemas.claim_tables import CLAIM_TABLES
from schemas.verdicts import CheckedFigure, CheckedText, Judged, Verdict

Row = dict[str, Any]


def publish_claims(out_dir: Path, checked: Iterable[CheckedFigure]) -> dict[str, Path]:
    """Build the tables of these verdicts, check them and replace the parquet files; returns the paths by table.

    Raises ``ValueError`` before any file is replaced where a table is not as it must be.
    """
    return _written(out_dir, build_claim_tables(checked))


def replace_claims(out_dir: Path, checked: Iterable[CheckedFigure]) -> dict[str, Path]:
    """Put these verdicts in the place of those on the same figures; raises as :func:`publish_claims`."""
    checked = list(checked)
    ids = [figure.figure_id for figure in checked]
    order = {figure_id: number for number, figure_id in enumerate(published_figures(out_dir))}
    new = build_claim_tables(checked)
    return _written(out_dir, {name: _replaced(out_dir / f"{name}.parquet", new[name], ids, order) for name in new})


def _replaced(path: Path, new: pd.DataFrame, ids: list[str], order: Mapping[str, int]) -> pd.DataFrame:
    """The rows of other figures with the new ones, in the order of the figures."""
    if not path.exists():
        return new
    old = pd.read_parquet(path)
    old = old[~old["figure_id"].isin(ids)]
    joined = pd.concat([frame for frame in (old, new) if len(frame)], ignore_index=True) if len(old) else new
    place = joined["figure_id"].map(order).fillna(len(order))
    return joined.iloc[place.argsort(kind="stable")].reset_index(drop=True)


def _written(out_dir: Path, frames: Mapping[str, pd.DataFrame]) -> dict[str, Path]:
    tables = {name: checked_table(CLAIM_TABLES[name], frame) for name, frame in frames.items()}
    paths = {name: out_dir / f"{name}.parquet" for name in tables}
    for name, frame in tables.items():
        write_atomically(paths[name], partial(write_parquet, frame))
    return paths


def build_claim_tables(checked: Iterable[CheckedFigure]) -> dict[str, pd.DataFrame]:
    """The tables ``claims``, ``descriptions`` and ``conflicts``, in the order of the figures' paths and of sources."""
    rows: dict[str, list[Row]] = {name: [] for name in CLAIM_TABLES}
    for figure in sorted(checked, key=lambda figure: (figure.figure, figure.figure_id)):
        for text in sorted(figure.texts, key=lambda text: text.source):
            key = {"figure_id": figure.figure_id, "source": text.source}
            rows["claims"] += [{**key, "claim": i, **_claim_row(judged)} for i, judged in enumerate(text.judged)]
            rows["descriptions"].append({**key, **_description_row(text)})
        rows["conflicts"] += [{"figure_id": figure.figure_id, **row} for row in _conflict_rows(figure)]
    return {name: to_frame(CLAIM_TABLES[name], rows[name]) for name in CLAIM_TABLES}


def _claim_row(judged: Judged) -> Row:
    claim = judged.claim
    return {
        "kind": claim.kind.value,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "panel": judged.panel,
        "series": judged.series,
        "expected": judged.expected,
        "measured": judged.measured,
        "tolerance": judged.tolerance,
        "verdict": judged.verdict.value,
        "doubt": judged.doubt.value,
        "evidence": judged.sentence,
        "points": json.dumps([point.model_dump(exclude_none=True) for point in judged.points]),
    }


def _description_row(text: CheckedText) -> Row:
    counts = {f"n_{verdict.value}": text.counts[verdict] for verdict in Verdict}
    return {
        "path": text.path,
        "reason": text.reason,
        "n_claims": len(text.judged),
        **counts,
        "n_interpretations": text.n_interpretations,
        "n_contradictions": len(text.contradictions),
        "agreement": text.agreement,
    }


def _conflict_rows(figure: CheckedFigure) -> Iterator[Row]:
    """One row per claim that takes part, contradictions first."""
    number = 0
    for text in sorted(figure.texts, key=lambda text: text.source):
        for contradiction in text.contradictions:
            for claim in sorted(set(contradiction.claims)):
                yield {"conflict": number, "source": text.source, "claim": claim, "kind": "contradiction",
                       "supported": False, "sentence": contradiction.sentence}  # fmt: skip
            number += 1
    for disagreement in figure.disagreements:
        for source, claim in sorted(set(disagreement.claims)):
            yield {"conflict": number, "source": source, "claim": claim, "kind": "disagreement",
                   "supported": source in disagreement.supported, "sentence": disagreement.sentence}  # fmt: skip
        number += 1
