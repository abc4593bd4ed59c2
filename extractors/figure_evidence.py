"""What speaks for and against a figure as a whole: that nothing was missed, besides that each series is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.curves import Curve
from extractors.legend import LegendEntry
from extractors.legend_panels import PanelLegend
from extractors.plot_area import PlotArea
from extractors.readers import Text
from extractors.selfcheck import unexplained_share
from schemas.record import PanelRecord

# The logarithm of a chance of nothing at all.
LEAST_CHANCE = 1e-3


@dataclass(frozen=True, slots=True)
class FigureEvidence:
    """``worst``: the least confidence of its series; ``doubt``: the mean of -log of these
    confidences; ``unexplained``: the most colourful ink of a panel that no series explains, as a share of what
    they do explain; ``missing``: legend entries without a line; ``empty``: share of panels without series;
    ``refused``: share of axes without calibration; ``unnamed``: share of panels with several series and no legend;
    ``unused``: names of a legend, shared ones too, that no series of a panel bears, in the panel with the most;
    ``uneven``: 1 where panels hold different numbers of series; ``panels``, ``series``: their number; ``print``: mean
    confidence of the texts, ``worst_print``: the least.
    """

    worst: float
    doubt: float
    series: float
    unexplained: float
    missing: float
    empty: float
    refused: float
    unnamed: float
    unused: float
    uneven: float
    panels: float
    print: float
    worst_print: float


def gather_figure_evidence(
    panels: Sequence[PanelRecord],
    areas: Sequence[PlotArea],
    curves: Sequence[tuple[list[Curve], list[LegendEntry]]],
    legends: Sequence[PanelLegend | None],
    texts: Sequence[Text],
) -> FigureEvidence:
    """Everything that the figure's confidence is made from; the first four sequences run over the panels."""
    chances = [max(s.confidence, LEAST_CHANCE) for p in panels for s in p.series] or [LEAST_CHANCE]
    axes = [a for p in panels for a in p.axes]
    unnamed = [legend is None and len(p.series) > 1 for p, legend in zip(panels, legends, strict=True)]
    shown = [(area, drawn) for area, (drawn, _) in zip(areas, curves, strict=True) if drawn]
    own = [missing for (_, missing), legend in zip(curves, legends, strict=True) if legend and not legend.shared]
    return FigureEvidence(
        worst=min(chances),
        doubt=float(-np.log(chances).mean()),
        series=float(len(chances)),
        unexplained=max((unexplained_share(area, drawn) for area, drawn in shown), default=0.0),
        missing=float(sum(len(m) for m in own)),
        empty=float(np.mean([not p.series for p in panels])) if panels else 1.0,
        refused=float(np.mean([a.slope is None for a in axes])) if axes else 1.0,
        unnamed=float(np.mean(unnamed)) if unnamed else 0.0,
        unused=float(max((_unused(p) for p in panels), default=0)),
        uneven=float(len({len(p.series) for p in panels}) > 1),
        panels=float(len(panels)),
        print=float(np.mean([t.confidence for t in texts])) if texts else 0.0,
        worst_print=min((t.confidence for t in texts), default=0.0),
    )


def _unused(panel: PanelRecord) -> int:
    named = {s.name for s in panel.series}
    return len(set(panel.legend.names) - named) if panel.legend is not None else 0
