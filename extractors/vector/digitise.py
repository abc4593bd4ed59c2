"""A PDF or SVG given as bytes to the records of its figures."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfDocument

from extractors.errors import UnreadableImage
from extractors.failures import failed_record, unread_record
from extractors.geometry import Box
from extractors.readers import open_reader
from extractors.vector.pages import PageFigure, figures_of_page, is_scan
from extractors.vector.pdf import load_page, open_pdf
from extractors.vector.read import read_scene
from extractors.vector.record import vector_record
from extractors.vector.scene import Scene
from extractors.vector.svg import load_svg
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import BoxRecord, FigureRecord, in_document

# More pages than this are a book, of which the first ones are read.
MOST_PAGES = 500


def is_vector(data: bytes) -> bool:
    """Whether these are the bytes of a PDF or SVG, compressed or not."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return b"%PDF-" in data[:1024] or data[:2] == b"\x1f\x8b" or (head[:1] == b"<" and b"<svg" in data[:65536])


def digitise_vectors(
    data: bytes, source: str, options: Options, pixels: Callable[[NDArray[np.uint8]], FigureRecord] | None = None
) -> list[FigureRecord]:
    """The record of every figure of a document; never raises: what went wrong is in ``status`` and ``reason``.

    ``pixels`` reads figures that are embedded images. The first figure has the id of the document's bytes and names the
    others, whose ids are made from these, the page and their number on it.
    """
    start = time.perf_counter()
    record = unread_record(data, source, options)
    if b"%PDF-" not in data[:1024]:
        return [_guarded(record, lambda: load_svg(data), options, start)]
    try:
        with open_pdf(data) as document:
            found = list(_figures(document))
            count = len(document)
    except Exception as error:
        return [failed_record(record, error)]
    if not found:
        message = "no page holds a drawing or image as large as a figure"
        return [
            record.model_copy(update={"status": Status.NOT_A_CHART, "reason": Reason.NO_FIGURE, "message": message})
        ]
    records = []
    for index, (number, figure) in enumerate(found):
        own = record if len(found) == 1 else _named(record, index, [page for page, _ in found], count)
        own = own.model_copy(update={"page": number, "caption": figure.caption, "page_box": _box(figure.box)})
        start = time.perf_counter() if index else start
        records.append(_read(own, figure, options, start, pixels))
    others = [own.figure_id for own in records[1:]]
    return [records[0].model_copy(update={"other_figures": others}), *records[1:]]


def _figures(document: PdfDocument) -> Iterator[tuple[int, PageFigure]]:
    """Every figure with the number of its page, from 1; raises where all the document is a scan."""
    count = min(len(document), MOST_PAGES)
    if not count:
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the PDF has no page")
    scans = 0
    for number in range(count):
        scene = load_page(document[number])
        if is_scan(scene):
            scans += 1
            continue
        yield from ((number + 1, figure) for figure in figures_of_page(scene))
    if scans == count:
        raise UnreadableImage(Reason.SCANNED_PAGE, "every page is an image of a page")


def _named(record: FigureRecord, index: int, pages: list[int], n_pages: int) -> FigureRecord:
    """The record with the name of figure ``index`` of those on these pages."""
    page, first = pages[index], pages.index(pages[index])
    source = in_document(record.source, page, n_pages, index - first + 1, pages.count(page))
    named = record.model_copy(update={"source": source})
    if not index:
        return named
    told = f"{record.sha256} page {page} figure {index - first + 1}"
    return named.model_copy(update={"figure_id": hashlib.sha256(told.encode()).hexdigest()[:16]})


def _box(box: Box | None) -> BoxRecord | None:
    return None if box is None else BoxRecord(x0=box.x0 - 0.5, y0=box.y0 - 0.5, x1=box.x1 - 0.5, y1=box.y1 - 0.5)


def _read(
    record: FigureRecord,
    figure: PageFigure,
    options: Options,
    start: float,
    pixels: Callable[[NDArray[np.uint8]], FigureRecord] | None,
) -> FigureRecord:
    raster = figure.raster
    if raster is None or raster.rgb is None or pixels is None:
        return _guarded(record, lambda: figure.scene, options, start)
    own = pixels(raster.rgb)
    keep = ("figure_id", "source", "sha256", "page", "caption")
    return own.model_copy(update={name: getattr(record, name) for name in keep} | {"page_box": _box(raster.box)})


def _guarded(record: FigureRecord, load: Callable[[], Scene], options: Options, start: float) -> FigureRecord:
    try:
        scene = load()
        record = record.model_copy(update={"width": max(1, round(scene.width)), "height": max(1, round(scene.height))})
        record = vector_record(record, read_scene(scene, lambda: open_reader(options.ocr)), options)
    except Exception as error:
        record = failed_record(record, error)
    return record.model_copy(update={"seconds": round(time.perf_counter() - start, 4)})
