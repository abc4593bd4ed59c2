"""Draw the figures of documents as pixels, in the plane of their records."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

import cv2
import numpy as np
import pypdfium2 as pdfium
import resvg_py
from numpy.typing import NDArray

from extractors.errors import UnreadableImage
from extractors.image import Figure
from extractors.vector.pdf import is_pdf, open_pdf
from extractors.vector.svg_parse import parse_svg
from schemas.reasons import Reason
from schemas.record import FigureRecord

Pixels = NDArray[np.uint8]

_DPI = 96  # at which CSS counts pixels
# So large that print of figures of usual size is read well: digits of six points in twelve pixels or more.
_READ_SIDE, _LEAST_ZOOM, _MOST_ZOOM = 1200, 2, 4
# What no drawing needs that is to be looked at; a program that asks for it is broken or hostile.
_MOST_PIXELS = 60_000_000
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")


def render_figure(data: bytes, record: FigureRecord, zoom: int) -> Pixels:
    """The figure of a record as RGB (height, width, 3), ``zoom`` pixels to each of the record's pixels.

    Raises :class:`UnreadableImage` where the document cannot be drawn, or the record has no size.
    """
    if not record.width or not record.height:
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "nothing of the figure was read")
    width, height = record.width * zoom, record.height * zoom
    if width * height > _MOST_PIXELS:
        raise UnreadableImage(Reason.IMAGE_TOO_LARGE, f"{width} x {height} pixels would be drawn")
    drawn = _page(data, record, zoom) if is_pdf(data) else _svg(data, zoom)
    return _fitted(drawn, width, height)


def drawn_figure(data: bytes, record: FigureRecord) -> Figure:
    """The figure drawn for the stages that read pixels, which then count the record's; raises as above."""
    zoom = zoom_to(record, _READ_SIDE, _LEAST_ZOOM, _MOST_ZOOM)
    return Figure(render_figure(data, record, zoom), float(zoom), record.width or 1, record.height or 1)


def zoom_to(record: FigureRecord, side: int, least: int, most: int) -> int:
    """Whole pixels to each of the record's, so that the longer side of the figure has about ``side`` of them."""
    return max(least, min(round(side / max(record.width or 1, record.height or 1)), most))


def _page(data: bytes, record: FigureRecord, zoom: int) -> Pixels:
    """The part of the page where the figure stands; an embedded image in its own pixels."""
    with open_pdf(data) as document:
        try:
            page = document[(record.page or 1) - 1]
            width, height = page.get_size()
            box = record.page_box
            if box is None:
                return _rgb(page.render(scale=zoom))
            x0, y0, across = box.x0 + 0.5, box.y0 + 0.5, box.x1 - box.x0
            is_drawing = round(across) == record.width and round(box.y1 - box.y0) == record.height
            per_point = 1.0 if is_drawing else (record.width or across) / across
            crop = (x0, height - box.y1 - 0.5, width - box.x1 - 0.5, y0)
            return _rgb(page.render(scale=zoom * per_point, crop=tuple(max(0.0, cut) for cut in crop)))
        except (pdfium.PdfiumError, IndexError, ValueError) as error:
            raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the page cannot be drawn") from error


def _rgb(bitmap: pdfium.PdfBitmap) -> Pixels:
    return np.array(bitmap.to_pil().convert("RGB"), dtype=np.uint8)


def _svg(data: bytes, zoom: int) -> Pixels:
    root = parse_svg(data)
    _leave_out_files(root)
    text = tostring(root, encoding="unicode")
    try:
        png = resvg_py.svg_to_bytes(svg_string=text, background="white", zoom=zoom, dpi=_DPI)
    except ValueError as error:
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, f"the SVG cannot be drawn: {error}") from error
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the SVG cannot be drawn")
    return np.ascontiguousarray(decoded[..., ::-1], np.uint8)


def _leave_out_files(root: Element) -> None:
    """Images of other files go: a document must not bring files of this machine into a picture."""
    for element in root.iter():
        for name in _HREFS:
            if not element.get(name, "#").lstrip().startswith(("#", "data:")):
                del element.attrib[name]


def _fitted(rgb: Pixels, width: int, height: int) -> Pixels:
    """The picture in exactly so many pixels: sizes in a file are seldom whole, and records round them."""
    if abs(rgb.shape[1] - width) > 0.02 * width or abs(rgb.shape[0] - height) > 0.02 * height:
        return np.ascontiguousarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    fitted = np.full((height, width, 3), 255, np.uint8)
    part = rgb[:height, :width]
    fitted[: part.shape[0], : part.shape[1]] = part
    return fitted
