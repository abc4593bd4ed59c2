"""The tables of texts about figures: claims with their verdicts, what is told of each text, and where texts differ."""

from __future__ import annotations

from typing import Any, ClassVar, get_args

import numpy as np
import pandas as pd

from schemas.claims import ClaimKind
from schemas.tables import Table, column, figure_id_column
from schemas.verdicts import Doubt, TextReason, Verdict


def _source() -> Any:
    return column("who wrote the text, from `<stem>.<source>.md`; empty for `<stem>.md`")


def _count(description: str) -> Any:
    return column(description, ge=0)


class ClaimsTable(Table):
    """One row per claim of a text about a figure, in the order of the text."""

    figure_id: str = figure_id_column()
    source: str = _source()
    claim: np.int32 = column("number of the claim in the text, from 0", ge=0)
    kind: str = column("what the claim is about", isin=[kind.value for kind in ClaimKind])
    text: str = column("the words of the claim")
    start: np.int32 = column("where these words begin in the text, from 0", "characters", ge=0)
    end: np.int32 = column("where they end: the character after the last one", "characters", ge=0)
    panel: pd.Int32Dtype = column("panel that is meant; null where that was not told", nullable=True, ge=0)
    series: pd.Int32Dtype = column("series that is meant; null where that was not told", nullable=True, ge=0)
    expected: str = column("what the text says, in short")
    measured: str = column("what was measured, in short; empty where nothing was")
    tolerance: float = column("how far text and figure may lie apart", "of the axis", nullable=True, ge=0)
    verdict: str = column("what the figure says of the claim", isin=[verdict.value for verdict in Verdict])
    doubt: str = column("why it is not verifiable, as a code; empty where it is", isin=[doubt.value for doubt in Doubt])
    evidence: str = column("both sides in a sentence")
    points: str = column("the points of the figure that were used, as JSON: axis values and file pixels")

    class Config(Table.Config):
        name = "claims"
        unique: ClassVar[list[str]] = ["figure_id", "source", "claim"]


class DescriptionsTable(Table):
    """One row per text about a figure, also where nothing could be read in it."""

    figure_id: str = figure_id_column()
    source: str = _source()
    path: str = column("path of the text, relative to the folder of texts")
    reason: str = column("why nothing was judged, as a code; empty where it was", isin=list(get_args(TextReason)))
    n_claims: np.int32 = _count("claims that were found")
    n_supported: np.int32 = _count("claims that the figure bears out")
    n_imprecise: np.int32 = _count("claims that are right within twice the tolerance, or nearly")
    n_refuted: np.int32 = _count("claims that the figure contradicts")
    n_not_verifiable: np.int32 = _count("claims that were not decided")
    n_interpretations: np.int32 = _count("passages that state nothing a figure could bear out")
    n_contradictions: np.int32 = _count("contradictions of the text with itself")
    agreement: float = column(
        "share of the decided claims that is supported; null where none was", nullable=True, ge=0.0, le=1.0
    )

    class Config(Table.Config):
        name = "descriptions"
        unique: ClassVar[list[str]] = ["figure_id", "source"]


class ConflictsTable(Table):
    """One row per claim that cannot stand beside others: of the same text, or of another text of the figure."""

    figure_id: str = figure_id_column()
    conflict: np.int32 = column("number of the conflict in the figure, from 0", ge=0)
    source: str = _source()
    claim: np.int32 = column("number of the claim in its text", ge=0)
    kind: str = column("of one text with itself, or of several texts", isin=["contradiction", "disagreement"])
    supported: bool = column("whether the figure bears this claim out, of several texts")
    sentence: str = column("the conflict in words, the same in all its rows")

    class Config(Table.Config):
        name = "conflicts"
        unique: ClassVar[list[str]] = ["figure_id", "conflict", "source", "claim"]


CLAIM_TABLES: dict[str, type[Table]] = {
    "claims": ClaimsTable,
    "descriptions": DescriptionsTable,
    "conflicts": ConflictsTable,
}
