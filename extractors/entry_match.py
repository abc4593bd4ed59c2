"""Which legend entry of one colour is which curve: told by dashes and markers, all curves at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from extractors.legend_entry import LegendEntry

SAME_MARKER, SAME_DASH = 2, 1  # what either is worth: dashes of short swatches are told less surely


def match_entries(seen: Sequence[tuple[str | None, str]], group: Sequence[LegendEntry]) -> list[tuple[int, int, bool]]:
    """Curve, entry, and whether nothing else fits as well, for as many curves as there are entries.

    ``seen``: marker and dash of each curve, the surest curve first; ``group``: the entries that share its colour.
    """
    looks = seen[: len(group)]
    scores = np.array([[_score(marker, dash, e) for e in group] for marker, dash in looks]).reshape(-1, len(group))
    rows, columns = linear_sum_assignment(-scores)
    total = int(scores[rows, columns].sum())
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return [(row, column, len(group) == 1 or _best_without(scores, row, column) < total) for row, column in pairs]


def _score(marker: str | None, dash: str, entry: LegendEntry) -> int:
    return SAME_MARKER * (entry.marker == marker) + SAME_DASH * (entry.dash == dash)


def _best_without(scores: NDArray[np.int64], row: int, column: int) -> int:
    """The best total of the assignments that leave one pair out."""
    others = scores.copy()
    others[row, column] = -scores.size * (SAME_MARKER + SAME_DASH)
    rows, columns = linear_sum_assignment(-others)
    return int(others[rows, columns].sum())
