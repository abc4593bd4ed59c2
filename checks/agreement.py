"""Trust in series and axes by what a text says of them: several of its numbers do not agree with a curve by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from checks.finding import Finding
from checks.other_scale import other_scales
from checks.views import FigureView
from schemas.claims import Claim, ClaimKind
from schemas.verdicts import Verdict

_OF_ONE_VALUE = frozenset(
    {ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM}
)  # fmt: skip
# Of a series that is not trusted so many numbers have to be right, and so many for each that is not: of 250 figures of
# development such series were read right where the text and the figure differ in the rest.
_LEAST, _FOR_EACH = 3, 3


def all_believed(figure: FigureView) -> FigureView:
    """The figure as if every series had been read for certain."""
    panels = (replace(panel, believed=frozenset(range(len(panel.record.series)))) for panel in figure.panels)
    return replace(figure, panels=tuple(panels))


def believing(figure: FigureView, judged: Iterable[tuple[Claim, Finding]]) -> FigureView:
    """The figure with trust in the series whose values a text mostly tells right.

    ``judged`` holds what was found on each claim when all series were believed. Values told twice count once.
    """
    right: dict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    wrong: dict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for claim, found in judged:
        if claim.kind in _OF_ONE_VALUE and claim.values:
            if found.verdict is Verdict.SUPPORTED:
                right[found.panel, found.series].add(found.expected)
            elif found.verdict is Verdict.REFUTED:
                wrong[found.panel, found.series].add(found.expected)
    borne_out = {key for key, told in right.items() if len(told) >= max(_LEAST, _FOR_EACH * len(wrong[key]))}
    panels = (replace(panel, believed=_series_of(panel.number, borne_out)) for panel in figure.panels)
    return replace(figure, panels=tuple(panels))


def contesting(figure: FigureView, judged: Iterable[tuple[Claim, Finding]]) -> FigureView:
    """The figure with doubt in the axes of which a text tells as if they had another scale."""
    moved = other_scales(figure, judged)
    panels = (
        replace(panel, contested=frozenset(axis for number, axis in moved if number == panel.number))
        for panel in figure.panels
    )
    return replace(figure, panels=tuple(panels))


def _series_of(panel: int, keys: Iterable[tuple[int | None, int | None]]) -> frozenset[int]:
    return frozenset(series for number, series in keys if number == panel and series is not None)
