"""Figures of whole papers: found on their pages, with captions and ids of their own."""

from __future__ import annotations

import io

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfMatrix, raw

from extractors.pipeline import digitise_document
from extractors.vector.pdf import load_page
from schemas.options import Options
from schemas.reasons import Reason
from schemas.record import FigureRecord
from tests.extractors.vector.charts import CURVES, X, chart, page, paper, saved
from tests.extractors.vector.ten_pages import FIGURES, ten_pages


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


def test_every_figure_of_ten_pages_is_read_or_listed_with_a_reason() -> None:
    records = digitise_document(ten_pages(), "paper.pdf", Options())
    assert [r.page for r in records] == [page for page, _, _ in FIGURES]
    for record, (_, caption, found) in zip(records, FIGURES, strict=True):
        assert (record.caption or "").startswith(caption)
        names = frozenset(s.name for s in record.series if s.name)
        assert (names or record.reason.value) == found
    assert [len(r.panels) for r in records] == [1, 1, 1, 2, 0, 1, 1, 0, 0, 0]


def test_a_paper_without_figures_has_a_row_that_says_so() -> None:
    (record,) = read([page([], 1)])
    assert record.reason is Reason.NO_FIGURE


def test_a_document_that_is_one_picture_is_read_as_one() -> None:
    drawn = Image.open(io.BytesIO(saved(chart()[0], "png", {"savefig.dpi": 150})))
    out = io.BytesIO()
    drawn.convert("RGB").save(out, "PDF")
    (record,) = digitise_document(out.getvalue(), "picture.pdf", Options())
    assert (record.width, record.height, record.page) == (*drawn.size, 1)
    assert {s.name for s in record.panels[0].series} == set(CURVES)


@pytest.mark.parametrize(("turn", "x", "y"), [(None, 1, -1), (Image.Transpose.FLIP_TOP_BOTTOM, 1, 1)])
def test_a_picture_on_a_page_is_read_as_it_lies_there(turn: Image.Transpose | None, x: int, y: int) -> None:
    shown = np.zeros((160, 240, 3), np.uint8)
    shown[:40, :60] = (200, 0, 0)
    stored = Image.fromarray(shown) if turn is None else Image.fromarray(shown).transpose(turn)
    document = PdfDocument.new()
    page = document.new_page(300, 200)
    picture = PdfImage.new(document)
    picture.set_bitmap(PdfBitmap.from_pil(stored))
    picture.set_matrix(PdfMatrix(240 * x, 0, 0, -160 * y, 20, 20 + (160 if y > 0 else 0)))
    page.insert_obj(picture)
    page.gen_content()
    (raster,) = load_page(page).rasters
    assert raster.rgb is not None
    assert np.array_equal(raster.rgb, shown)


def test_a_scanned_page_has_a_row_that_says_so() -> None:
    figure = Figure(figsize=(8.5, 11))
    figure.figimage(np.random.default_rng(1).integers(0, 255, (1100, 850, 3), dtype=np.uint8))
    (record,) = read([figure])
    assert record.reason is Reason.SCANNED_PAGE


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_read_as_it_is_shown(turn: int) -> None:
    figure, _ = chart()
    upright = saved(figure, "pdf", {"pdf.fonttype": 42})
    (expected,), (read,) = (digitise_document(data, "a.pdf", Options()) for data in (upright, turned(upright, turn)))
    assert [s.name for s in read.series] == [s.name for s in expected.series] == list(CURVES)
    for one, other in zip(read.series, expected.series, strict=True):
        assert one.points.y == pytest.approx(other.points.y, abs=1e-3)


def turned(data: bytes, turn: int) -> bytes:
    """The document drawn on its side and shown upright by /Rotate, as wide figures are set in papers."""
    document = PdfDocument(data)
    page = document[0]
    width, height = page.get_size()
    matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turn]
    for k in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, k)
        raw.FPDFPageObj_Transform(item, *matrix)
        raw.FPDFPageObj_TransformClipPath(item, *matrix)
    page.set_mediabox(0, 0, *((width, height) if turn == 180 else (height, width)))
    page.set_rotation(turn)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_small_drawing_and_its_legend_far_off_are_one_figure() -> None:
    figure = Figure(figsize=(5, 2.4))
    axes = figure.add_axes((0.3, 0.3, 0.15, 0.4))
    for name, y in CURVES.items():
        axes.plot(X, y, label=name)
    figure.legend(loc="center right", bbox_to_anchor=(0.98, 0.5), frameon=False)
    for line in figure.legends[0].get_lines():
        line.set_solid_capstyle("butt")
    (record,) = digitise_document(saved(figure, "pdf"), "small.pdf", Options())
    assert {s.name for s in record.series} == set(CURVES)
