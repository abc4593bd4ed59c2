"""Which entry of one colour is which curve: told by dashes and markers, or by where names stand, all curves at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from extractors.following import Path
from extractors.legend_entry import LegendEntry

SAME_MARKER, SAME_DASH = 2, 1  # what either is worth: dashes of short swatches are told less surely
# Text heights from the end of a line up or down to the middle of its name; others end farther off by a factor.
BESIDE, NEARER = 1.0, 1.5
FARTHEST = 1e6  # text heights from which all distances are alike

End = tuple[float, float]


def match_entries(
    seen: Sequence[tuple[str | None, str]], ends: Sequence[End], group: Sequence[LegendEntry]
) -> list[tuple[int, int, bool]]:
    """Curve, entry, and whether nothing else fits as well, for as many curves as there are entries.

    ``seen``: marker and dash of each curve, the surest curve first; ``ends``: where it ends at the right, in the pixels
    that names at the ends of lines stand in; ``group``: the entries that share its colour.
    """
    if group and all(e.at_end for e in group):
        return _match_ends(ends[: len(group)], group)
    looks = seen[: len(group)]
    scores = np.array([[_score(marker, dash, e) for e in group] for marker, dash in looks]).reshape(-1, len(group))
    rows, columns = linear_sum_assignment(-scores)
    total = int(scores[rows, columns].sum())
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return [(row, column, len(group) == 1 or _best_without(scores, row, column) < total) for row, column in pairs]


def end_of(path: Path | None, origin: tuple[int, int]) -> End:
    """The right end of a path, x and y, in a crop whose top-left pixel is ``origin``; infinite where there is none."""
    seen = np.flatnonzero(~np.isnan(path.y)) if path is not None else np.zeros(0, np.intp)
    if path is None or len(seen) == 0:
        return float("inf"), float("inf")
    return float(path.x[seen[-1]]) + origin[0], float(path.y[seen[-1]]) + origin[1]


def _match_ends(ends: Sequence[End], group: Sequence[LegendEntry]) -> list[tuple[int, int, bool]]:
    """As ``match_entries``, for names that stand at the ends of their lines."""
    apart = np.array([[_apart(end, e) for e in group] for end in ends]).reshape(-1, len(group))
    rows, columns = linear_sum_assignment(np.minimum(apart, FARTHEST))
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return [(row, column, len(group) == 1 or _is_nearest(apart, row, column)) for row, column in pairs]


def _apart(end: End, entry: LegendEntry) -> float:
    """How far a curve ends above or below a name, or beyond the gap left of it, in text heights."""
    box = entry.text_box
    beside = max(entry.swatch.x0 - end[0], end[0] - box.x1, 0.0)
    return max(abs(end[1] - box.cy), beside) / max(box.height, 1.0)


def _is_nearest(apart: NDArray[np.float64], row: int, column: int) -> bool:
    """Whether a curve ends beside a name, and neither another curve there nor it beside another name."""
    others = np.concatenate((np.delete(apart[row], column), np.delete(apart[:, column], row)))
    return bool(apart[row, column] <= BESIDE and others.min() > NEARER * apart[row, column])


def _score(marker: str | None, dash: str, entry: LegendEntry) -> int:
    return SAME_MARKER * (entry.marker == marker) + SAME_DASH * (entry.dash == dash)


def _best_without(scores: NDArray[np.int64], row: int, column: int) -> int:
    """The best total of the assignments that leave one pair out."""
    others = scores.copy()
    others[row, column] = -scores.size * (SAME_MARKER + SAME_DASH)
    rows, columns = linear_sum_assignment(-others)
    return int(others[rows, columns].sum())
