"""What speaks against a series or a panel however sure it looks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.broken_names import is_broken
from extractors.curves import Curve
from extractors.guessed_stretches import gap_behind, guessed_noise
from extractors.hidden_ends import ends_hidden, unseen_share
from extractors.legend import LegendEntry
from extractors.legend_panels import PanelLegend
from extractors.plot_area import PlotArea
from extractors.selfcheck import unexplained_share
from extractors.unread_strokes import LONG, goes_on_unread, longest_unread
from schemas.reasons import Reason

# More unexplained colour than this share of the explained: the panel may hold a line that was missed.
UNEXPLAINED = 0.25
# Less of the ink of a series' colour on its curve than this: a stretch of it was not followed.
LEAST_EXPLAINED = 0.75
# A curve carried on unseen behind a legend for more of the plot's width than this is a guess: of 10 fresh figures with
# such a curve 8 were wrong.
LONG_UNSEEN = 0.1
# More of the columns of noise hidden than this are too many for a curve that is right in 95 of 100.
MOST_GUESSED = 0.05


def doubt_about(
    curve: Curve, curves: Sequence[Curve], area: PlotArea, near: float, unread: NDArray[np.int32]
) -> Reason:
    """What speaks against a series however sure it looks; against its name, that no look reads it as it is.

    ``near``: the share of its ink that lies near ``curves``; ``unread``: (h, w) the pieces of ink that lie near none.
    """
    if curve.reason is not Reason.NONE:
        return curve.reason
    if near < LEAST_EXPLAINED or goes_on_unread(curve, unread, area):
        return Reason.UNEXPLAINED_INK
    if ends_hidden(curve, [c for c in curves if c is not curve], area):
        return Reason.ENDS_HIDDEN
    if max(unseen_share(curve, area), gap_behind(curve, area)) > LONG_UNSEEN:
        return Reason.STRETCH_HIDDEN
    if guessed_noise(curve, area) > MOST_GUESSED:
        return Reason.STRETCH_HIDDEN
    unclear = curve.entry is not None and (is_broken(curve.entry.name) or curve.entry.agreed <= 0)
    return Reason.NAME_UNCLEAR if unclear else Reason.NONE


def panel_doubts(
    i: int, kind: str | None, own: PanelLegend | None, missing: Sequence[LegendEntry]
) -> list[tuple[Reason, str]]:
    """What is doubtful about panel ``i`` where it holds ``kind`` and no line for the entries ``missing``."""
    doubts: list[tuple[Reason, str]] = []
    if kind is not None:
        doubts.append((Reason.OTHER_CHART, f"panel {i} holds {kind}"))
    if missing and (own is None or not own.shared):
        lost = ", ".join(e.name for e in missing)
        doubts.append((Reason.LEGEND_ENTRY_NOT_FOUND, f"panel {i}: no line for {lost}"))
    return doubts


def is_ink_unread(curves: Sequence[Curve], area: PlotArea) -> bool:
    """Whether a panel with ``curves`` shows more coloured ink, or one longer stroke, than these explain."""
    if not curves:
        return False
    return unexplained_share(area, curves) > UNEXPLAINED or longest_unread(area, curves) > LONG
