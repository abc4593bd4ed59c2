"""What speaks against a figure as a whole."""

from __future__ import annotations

from extractors.figure_evidence import FigureEvidence, gather_figure_evidence
from extractors.geometry import Box
from extractors.readers import Text
from schemas.record import BoxRecord, LegendRecord, PanelRecord, PointsRecord, SeriesRecord
from tests.extractors.drawn import area_of, picture
from tests.extractors.fitted import SHAPE

BOX = BoxRecord(x0=0, y0=0, x1=9, y1=9)


def panel(*names: str, legend: list[str] | None = None) -> PanelRecord:
    drawn = [SeriesRecord(name=n, color="#000000", coverage=1, confidence=0.9, points=PointsRecord()) for n in names]
    return PanelRecord(box=BOX, series=drawn, legend=LegendRecord(box=BOX, names=legend) if legend else None)


def gathered(*panels: PanelRecord, sure: tuple[float, ...] = (0.9,)) -> FigureEvidence:
    texts = [Text("a", Box(0, 0, 9, 9), confidence, "") for confidence in sure]
    areas = [area_of(picture(SHAPE)) for _ in panels]
    return gather_figure_evidence(panels, areas, [([], []) for _ in panels], [None for _ in panels], texts)


def test_names_of_a_legend_that_no_series_bears_are_counted_where_most_are_missing() -> None:
    assert gathered(panel("a", "b", legend=["a", "b"])).unused == 0
    assert gathered(panel("a", legend=["a", "b", "c"]), panel("a", "b", legend=["a", "b", "c"])).unused == 2
    assert gathered(panel("a")).unused == 0
    assert gathered().unused == 0


def test_panels_with_other_numbers_of_series_are_uneven() -> None:
    assert gathered(panel("a"), panel("b")).uneven == 0
    assert gathered(panel("a"), panel("a", "b")).uneven == 1


def test_the_worst_read_text_is_told_beside_the_mean() -> None:
    found = gathered(panel("a"), sure=(0.5, 1.0))
    assert (found.print, found.worst_print) == (0.75, 0.5)
    assert gathered(panel("a"), sure=()).worst_print == 0
