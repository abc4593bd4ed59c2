"""Figures of whole papers: found on their pages, with captions and ids of their own."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from extractors.pipeline import digitise_document
from schemas.options import Options
from schemas.reasons import Reason
from schemas.record import FigureRecord
from tests.extractors.vector.charts import CURVES, X, page, paper


def read(pages: list[Figure]) -> list[FigureRecord]:
    return digitise_document(paper(pages), "paper.pdf", Options())


def test_every_figure_of_a_paper_is_read_with_its_caption() -> None:
    records = read([page([(0.12, 0.45, 0.3, 0.25), (0.6, 0.45, 0.3, 0.25)], 1), page([(0.15, 0.2, 0.7, 0.5)], 3)])
    assert [r.page for r in records] == [1, 1, 2]
    assert len({r.figure_id for r in records}) == 3
    assert len({r.source for r in records}) == 3
    for number, record in enumerate(records, start=1):
        assert record.caption == f"Figure {number}: Heights of three curves over time."
        assert record.reason is Reason.NONE
        assert {s.name for s in record.panels[0].series} == set(CURVES)
        first = next(s for s in record.panels[0].series if s.name == "first").points
        at = np.interp(np.array(first.x, float), X, CURVES["first"] + number)
        assert np.abs(at - np.array(first.y, float)).max() < 0.02


def test_a_paper_without_figures_has_a_row_that_says_so() -> None:
    (record,) = read([page([], 1)])
    assert record.reason is Reason.NO_FIGURE


def test_a_scanned_page_has_a_row_that_says_so() -> None:
    figure = Figure(figsize=(8.5, 11))
    figure.figimage(np.random.default_rng(1).integers(0, 255, (1100, 850, 3), dtype=np.uint8))
    (record,) = read([figure])
    assert record.reason is Reason.SCANNED_PAGE
