"""Figures of whole papers: found on their pages, with captions and ids of their own."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from extractors.pipeline import digitise_document
from schemas.options import Options
from schemas.reasons import Reason
from schemas.record import FigureRecord
from tests.extractors.vector.charts import CURVES, X

PROSE = "The quick brown fox jumps over the lazy dog and goes on its way to the far hills"


def page(boxes: list[tuple[float, float, float, float]], first: int) -> Figure:
    """A page with prose, a chart in each box, and a numbered caption of two lines below each."""
    figure = Figure(figsize=(8.5, 11))
    for k in range(12):
        figure.text(0.1, 0.95 - 0.014 * k, PROSE, fontsize=9)
    for number, box in enumerate(boxes, start=first):
        axes = figure.add_axes(box)
        for name, y in CURVES.items():
            axes.plot(X, y + number, label=name)
        axes.set(xlabel="time (s)", ylabel="height")
        axes.legend()
        left, bottom = box[0], box[1]
        figure.text(left, bottom - 0.06, f"Figure {number}: Heights of three", fontsize=9)
        figure.text(left, bottom - 0.075, "curves over time.", fontsize=9)
    return figure


def read(pages: list[Figure]) -> list[FigureRecord]:
    out = io.BytesIO()
    with PdfPages(out) as pdf:
        for figure in pages:
            pdf.savefig(figure)
    return digitise_document(out.getvalue(), "paper.pdf", Options())


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
