"""A PDF or SVG given as bytes to the records of its figures."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfDocument

from extractors.errors import NotAChart, UnreadableImage
from extractors.failures import failed_record, unread_record
from extractors.geometry import Box
from extractors.readers import open_reader
from extractors.vector.pages import PageFigure, figures_of_page, is_scan
from extractors.vector.pdf import is_pdf, load_page, open_pdf
from extractors.vector.read import read_scene
from extractors.vector.record import vector_record
from extractors.vector.scene import Raster, Scene
from extractors.vector.svg import load_svg
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import BoxRecord, FigureRecord, in_document

# More pages than this are a book, of which the first ones are read.
MOST_PAGES = 500

ReadPixels = Callable[[NDArray[np.uint8]], FigureRecord]
"""Digitises a picture (h, w, 3) RGB."""


def is_vector(data: bytes) -> bool:
    """Whether these are the bytes of a PDF or SVG, compressed or not."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return is_pdf(data) or data[:2] == b"\x1f\x8b" or (head[:1] == b"<" and b"<svg" in data[:65536])


def digitise_vectors(
    data: bytes, source: str, options: Options, pixels: ReadPixels | None = None
) -> list[FigureRecord]:
    """The record of every figure of a document; never raises: what went wrong is in ``status`` and ``reason``.

    ``pixels`` reads figures that are embedded images. A page that cannot be read has a record that says so. The first
    record has the id of the document's bytes and names the others, whose ids are made from these, the page and their
    number on it.
    """
    record = unread_record(data, source, options)
    if not is_pdf(data):
        return [_guarded(record, lambda: load_svg(data), options, time.perf_counter())]
    try:
        with open_pdf(data) as document:
            if not len(document):
                raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the PDF has no page")
            return _named(list(_records(document, record, options, pixels)), record, len(document))
    except Exception as error:
        return [failed_record(record, error)]


def _records(
    document: PdfDocument, record: FigureRecord, options: Options, pixels: ReadPixels | None
) -> Iterator[FigureRecord]:
    """The figures page by page, without names of their own; a page at a time, since scenes are large."""
    count = len(document)
    for number in range(1, min(count, MOST_PAGES) + 1):
        start = time.perf_counter()
        of_page = record.model_copy(update={"page": number})
        try:
            scene = load_page(document[number - 1])
            scanned = is_scan(scene)
            figures = [] if scanned else figures_of_page(scene)
        except Exception as error:
            yield failed_record(of_page, error)
            continue
        if scanned:
            yield _scanned(of_page, scene, count == 1, pixels)
        for figure in figures:
            own = of_page.model_copy(update={"caption": figure.caption, "page_box": _box(figure.box)})
            yield _read(own, figure, options, start, pixels)
            start = time.perf_counter()
    if count > MOST_PAGES:
        more = UnreadableImage(Reason.IMAGE_TOO_LARGE, f"of {count} pages the first {MOST_PAGES} were read")
        yield failed_record(record.model_copy(update={"page": MOST_PAGES + 1}), more)


def _named(records: list[FigureRecord], record: FigureRecord, n_pages: int) -> list[FigureRecord]:
    """The records with ids and sources of their own; one that tells why where there are none."""
    if not records:
        message = "no page holds a drawing or image as large as a figure"
        update = {"status": Status.NOT_A_CHART, "reason": Reason.NO_FIGURE, "message": message}
        return [record.model_copy(update=update)]
    if n_pages > 1 and [own.reason for own in records] == [Reason.SCANNED_PAGE] * n_pages:
        return [records[0].model_copy(update={"page": None, "message": "every page is an image of a page"})]
    if len(records) == 1:
        return records
    pages = [own.page or 1 for own in records]
    named = [_in_document(own, index, pages, n_pages) for index, own in enumerate(records)]
    others = [own.figure_id for own in named[1:]]
    return [named[0].model_copy(update={"other_figures": others}), *named[1:]]


def _in_document(record: FigureRecord, index: int, pages: list[int], n_pages: int) -> FigureRecord:
    """The record with the name of figure ``index`` of those on these pages."""
    page, number = pages[index], index - pages.index(pages[index]) + 1
    source = in_document(record.source, page, n_pages, number, pages.count(page))
    told = f"{record.sha256} page {page} figure {number}"
    figure_id = hashlib.sha256(told.encode()).hexdigest()[:16] if index else record.figure_id
    return record.model_copy(update={"figure_id": figure_id, "source": source})


def _scanned(record: FigureRecord, scene: Scene, is_all: bool, pixels: ReadPixels | None) -> FigureRecord:
    """A page that is an image: a chart where it is all of the document and reads as one, else a scan of print."""
    raster = max(scene.rasters, key=lambda raster: raster.box.area)
    if is_all and pixels is not None and raster.rgb is not None:
        read = _from_pixels(record, raster, pixels)
        if read.panels:
            return read
    error = UnreadableImage(Reason.SCANNED_PAGE, "the page is an image of a page")
    return failed_record(record, error)


def _box(box: Box | None) -> BoxRecord | None:
    return None if box is None else BoxRecord(x0=box.x0 - 0.5, y0=box.y0 - 0.5, x1=box.x1 - 0.5, y1=box.y1 - 0.5)


def _read(
    record: FigureRecord, figure: PageFigure, options: Options, start: float, pixels: ReadPixels | None
) -> FigureRecord:
    raster, scene = figure.raster, figure.scene
    if raster is not None and raster.rgb is not None and pixels is not None:
        return _from_pixels(record, raster, pixels)
    if scene is None:
        return failed_record(record, NotAChart(Reason.NO_FIGURE, "a caption without a drawing or image beside it"))
    return _guarded(record, lambda: scene, options, start)


def _from_pixels(record: FigureRecord, raster: Raster, pixels: ReadPixels) -> FigureRecord:
    """The record of an embedded image, read at its own resolution."""
    own = pixels(raster.rgb) if raster.rgb is not None else record
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
