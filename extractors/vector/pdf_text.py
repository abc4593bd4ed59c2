"""The words of a PDF page: characters that follow one another on one baseline, put together."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.geometry import Box
from extractors.vector.flatten import Matrix, moved, times, zoom_of
from extractors.vector.lines import Run, words_of
from extractors.vector.scene import Word, box_of
from extractors.vector.tex import decoded

# Of a character whose font does not tell its width, in font sizes.
USUAL_ADVANCE = 0.5
# In font sizes: how far a double may be from the character that it stands for, the gap that shows one to be missing,
# and by how much baselines of one row may differ.
DOUBLED, GAP, LEVEL = 0.2, 0.3, 0.02


def page_words(page: pdfium.PdfPage, base: Matrix) -> tuple[Word, ...]:
    """Every line of text of a page; ``base`` turns the page's points into ours."""
    text_page = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text_page)
        runs = [r for i in range(max(0, count)) if (r := _run(text_page, i, base)) is not None]
    finally:
        text_page.close()
    return words_of(with_doubles(runs))


def with_doubles(runs: Sequence[Run]) -> list[Run]:
    """The characters, with those that PDFium leaves out since an equal one of another label lies at their place."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if (
            last is not None
            and last.item == run.item
            and (last.text.isdigit() or last.text in ".,")
            and run.along - last.end > GAP * run.size
            and abs(last.up - run.up) <= LEVEL * run.size
        ):
            found += _between(last, run, runs)
        found.append(run)
    return found


def _between(last: Run, run: Run, runs: Sequence[Run]) -> list[Run]:
    """Equal characters of other labels in the gap between two of one, where they fill it; else none."""
    filled, end = list[Run](), last.end
    level = [r for r in runs if r.text.isdigit() and r.size == run.size and abs(r.up - run.up) <= LEVEL * run.size]
    while run.along - end > GAP * run.size:
        double = min(level, key=lambda r: abs(r.along - end), default=None)
        if double is None or abs(double.along - end) > DOUBLED * run.size:
            return []
        filled.append(replace(double, item=run.item, along=end, end=end + double.end - double.along))
        end = filled[-1].end
    return filled


def _run(text_page: pdfium.PdfTextPage, i: int, base: Matrix) -> Run | None:
    code = raw.FPDFText_GetUnicode(text_page, i)
    if raw.FPDFText_IsGenerated(text_page, i) == 1 or code in (0, 10, 13) or code > 0x10FFFF:
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, i, matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, i, x, y)
    size = raw.FPDFText_GetFontSize(text_page, i) * zoom_of((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0))
    turned = times(base, (matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0))
    angle = round(math.degrees(math.atan2(-turned[1], turned[0]))) % 360
    tight = _box(raw.FPDFText_GetCharBox, text_page, i, base)
    loose = _loose_box(text_page, i, base)
    box = tight if tight.area > 0 else loose
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    ox, oy = (float(v) for v in moved(base, np.array([(x.value, y.value)]))[0])
    along, up = ox * cos - oy * sin, -(ox * sin + oy * cos)
    ends = [cx * cos - cy * sin for cx in (loose.x0, loose.x1) for cy in (loose.y0, loose.y1)]
    end = max(along, max(ends) if angle % 90 == 0 else along + _advance(text_page, i, code) * size)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text_page, i, red, green, blue, alpha)
    text = "-" if code in (0x02, 0xAD) else chr(code)
    text = text if text.isascii() and text.isalnum() else decoded(text, _font_name(text_page, i))
    item = ctypes.cast(raw.FPDFText_GetTextObject(text_page, i), ctypes.c_void_p).value
    return Run(text, box, along, end, up, size, angle, (red.value, green.value, blue.value), item=item)


def _font_name(text_page: pdfium.PdfTextPage, i: int) -> str:
    name = ctypes.create_string_buffer(64)
    raw.FPDFText_GetFontInfo(text_page, i, name, len(name), None)
    return name.value.decode("ascii", "replace")


def _advance(text_page: pdfium.PdfTextPage, i: int, code: int) -> float:
    """The width of a character in font sizes: boxes of slanted ones tell of their corners only."""
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text_page, i))
    width = ctypes.c_float()
    known = bool(font) and raw.FPDFFont_GetGlyphWidth(font, code, 1.0, width)
    return width.value if known and width.value > 0 else USUAL_ADVANCE


def _box(read: object, text_page: pdfium.PdfTextPage, i: int, base: Matrix) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if callable(read):
        read(text_page, i, left, right, bottom, top)
    return _placed(base, left.value, bottom.value, right.value, top.value)


def _loose_box(text_page: pdfium.PdfTextPage, i: int, base: Matrix) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, i, rect)
    return _placed(base, rect.left, rect.bottom, rect.right, rect.top)


def _placed(base: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    return box_of(moved(base, np.array([(left, bottom), (right, top)])))
