"""A page of a PDF as a scene, by PDFium's page objects: paths, form objects, texts and images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.errors import UnreadableImage
from extractors.geometry import Box
from extractors.vector.flatten import Matrix, cubic, moved, times, zoom_of
from extractors.vector.pdf_text import page_words
from extractors.vector.scene import Paint, Points, Raster, Rgb, Scene, Shape, box_of, meet
from schemas.reasons import Reason

# More objects than this on a page are a map or a photo drawn in strokes; more segments take minutes.
MOST_SEGMENTS = 1_500_000
DEEPEST_FORM = 12
MOST_DASHES = 16
# Sides of embedded images that may be figures, in pixels, and the most pixels that one may have.
LEAST_PIXELS, MOST_PIXELS = 150, 40_000_000


def is_pdf(data: bytes) -> bool:
    """Whether these are the bytes of a PDF, which may begin with something else."""
    return b"%PDF-" in data[:1024]


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document; raises :class:`UnreadableImage` where it is encrypted or damaged."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        if locked:
            raise UnreadableImage(Reason.ENCRYPTED_FILE, "the PDF asks for a password") from error
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "not a PDF that can be opened") from error
    try:
        yield document
    finally:
        document.close()


def load_page(page: pdfium.PdfPage) -> Scene:
    """Everything drawn on a page, in points from the upper left corner of the page as it is shown.

    Raises :class:`UnreadableImage` where it holds too much to be read.
    """
    base, width, height = _as_turned(page)
    walk = _Walk(base)
    for index in range(raw.FPDFPage_CountObjects(page)):
        walk.visit(raw.FPDFPage_GetObject(page, index), walk.base, None, 0)
    return Scene(width, height, tuple(walk.shapes), page_words(page, walk.base), tuple(walk.rasters))


def _as_turned(page: pdfium.PdfPage) -> tuple[Matrix, float, float]:
    """From the points of a page to ours as its ``/Rotate`` turns it, and the width and height that are seen."""
    left, bottom, right, top = page.get_bbox()
    across, up = right - left, top - bottom
    return {
        0: ((1.0, 0.0, 0.0, -1.0, -left, top), across, up),
        90: ((0.0, 1.0, 1.0, 0.0, -bottom, -left), up, across),
        180: ((-1.0, 0.0, 0.0, 1.0, right, -bottom), across, up),
        270: ((0.0, -1.0, -1.0, 0.0, top, right), up, across),
    }[page.get_rotation() % 360]


@dataclass
class _Walk:
    """Collects the shapes and images of a page; ``base`` turns the page's points into ours."""

    base: Matrix
    shapes: list[Shape] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)
    items: int = 0
    segments: int = 0

    def visit(self, item: raw.FPDF_PAGEOBJECT, outer: Matrix, clip: Box | None, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        clip = meet(clip, _clip_of(item, outer))
        matrix = times(outer, _matrix_of(item))
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self.visit(raw.FPDFFormObj_GetObject(item, index), matrix, clip, depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(item, matrix, clip, outer if depth else None)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = moved(matrix, np.array([(0, 0), (1, 0), (0, 1), (1, 1)], dtype=np.float64))
            box = meet(box_of(corners), clip)
            if box is not None:
                rgb = _pixels_of(item)
                self.rasters.append(Raster(box, None if rgb is None else _as_shown(rgb, matrix)))

    def _path(self, item: raw.FPDF_PAGEOBJECT, matrix: Matrix, clip: Box | None, form: Matrix | None) -> None:
        count = raw.FPDFPath_CountSegments(item)
        self.segments += count
        if self.segments > MOST_SEGMENTS:
            raise UnreadableImage(Reason.IMAGE_TOO_LARGE, f"more than {MOST_SEGMENTS} path segments on a page")
        paint = _paint_of(item, zoom_of(matrix))
        if paint.stroke is None and paint.fill is None:
            return
        self.items += 1
        anchor = None if form is None else (form[4], form[5])
        for points, closed in _subpaths(item, count, zoom_of(matrix)):
            self.shapes.append(Shape(moved(matrix, points), closed, paint, self.items, clip, anchor))


def _pixels_of(item: raw.FPDF_PAGEOBJECT) -> NDArray[np.uint8] | None:
    """The pixels of an image at its own resolution, None where it is small, huge or cannot be decoded."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, width, height)
    if min(width.value, height.value) < LEAST_PIXELS or width.value * height.value > MOST_PIXELS:
        return None
    handle = raw.FPDFImageObj_GetBitmap(item)
    if not handle:
        return None
    # The wrapper gives the bitmap back to PDFium with itself.
    return np.array(pdfium.PdfBitmap.from_raw(handle).to_pil().convert("RGB"), dtype=np.uint8)


def _as_shown(rgb: NDArray[np.uint8], matrix: Matrix) -> NDArray[np.uint8]:
    """The pixels as they lie on the page: images may be stored upside down or on their side."""
    a, b, c, d, _, _ = matrix
    if abs(b) + abs(c) > abs(a) + abs(d):
        turned = rgb.transpose(1, 0, 2)
        left, up = c > 0, b < 0
    else:
        turned = rgb
        left, up = a < 0, d > 0
    turned = turned[:, ::-1] if left else turned
    return np.ascontiguousarray(turned[::-1] if up else turned)


def _matrix_of(item: raw.FPDF_PAGEOBJECT) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _clip_of(item: raw.FPDF_PAGEOBJECT, outer: Matrix) -> Box | None:
    """The box of the intersection of all clip paths, each taken for the box around it."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    box: Box | None = None
    for index in range(max(0, raw.FPDFClipPath_CountPaths(clip) if clip else 0)):
        count = raw.FPDFClipPath_CountPathSegments(clip, index)
        points = [_place_of(raw.FPDFClipPath_GetPathSegment(clip, index, k)) for k in range(max(0, count))]
        if points:
            box = meet(box, box_of(moved(outer, np.array(points, dtype=np.float64))))
    return box


def _place_of(segment: raw.FPDF_PATHSEGMENT) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _subpaths(item: raw.FPDF_PAGEOBJECT, count: int, zoom: float) -> Iterator[tuple[Points, bool]]:
    """The subpaths of a path object in its own units, and whether each is closed; lone points are left out."""
    points: list[tuple[float, float]] = []
    closed = False
    k = 0
    while k < count:
        segment = raw.FPDFPath_GetPathSegment(item, k)
        kind, place = raw.FPDFPathSegment_GetType(segment), _place_of(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield np.array(points, dtype=np.float64), closed
            points, closed = [place], False
        elif kind == raw.FPDF_SEGMENT_BEZIERTO and k + 2 < count and points:
            segments = [raw.FPDFPath_GetPathSegment(item, k + j) for j in (1, 2)]
            second, end = (_place_of(s) for s in segments)
            points += [(float(x), float(y)) for x, y in cubic(points[-1], place, second, end, zoom)]
            segment = segments[-1]
            k += 2
        else:
            points.append(place)
        closed |= bool(raw.FPDFPathSegment_GetClose(segment))
        k += 1
    if len(points) > 1:
        yield np.array(points, dtype=np.float64), closed


def _paint_of(item: raw.FPDF_PAGEOBJECT, zoom: float) -> Paint:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    stroke, stroke_opacity = _color_of(raw.FPDFPageObj_GetStrokeColor, item)
    fill, fill_opacity = _color_of(raw.FPDFPageObj_GetFillColor, item)
    count = min(raw.FPDFPageObj_GetDashCount(item), MOST_DASHES)
    dashes = (ctypes.c_float * max(count, 1))()
    if count > 0:
        raw.FPDFPageObj_GetDashArray(item, dashes, count)
    return Paint(
        stroke=stroke if stroked.value else None,
        fill=fill if mode.value != raw.FPDF_FILLMODE_NONE else None,
        width=width.value * zoom,
        dash=tuple(round(float(d) * zoom, 4) for d in dashes[: max(count, 0)]),
        stroke_opacity=stroke_opacity,
        fill_opacity=fill_opacity,
    )


def _color_of(read: object, item: raw.FPDF_PAGEOBJECT) -> tuple[Rgb | None, float]:
    channels = [ctypes.c_uint() for _ in range(4)]
    if not callable(read) or not read(item, *channels):
        return None, 0.0
    red, green, blue, alpha = (int(c.value) for c in channels)
    return (red, green, blue), alpha / 255
