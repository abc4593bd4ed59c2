"""Several drawn figures pasted into one picture, and the words of a page around a figure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from matplotlib import font_manager
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageFont

from benchmarks.drawing.vocabulary import SENTENCES

INK = (25, 25, 25)
FACES = ("DejaVu Serif", "STIXGeneral", "DejaVu Sans")  # they come with matplotlib
LINE_HEIGHT = 1.35  # of a line of print, in font sizes
EM_PER_LETTER = 0.5

Place = tuple[int, int]  # pixels from the left and from the top


def paste_pictures(pictures: Sequence[Image.Image], columns: int, gap: int) -> tuple[Image.Image, list[Place]]:
    """The pictures in rows of so many, ``gap`` pixels apart, on white; and where each stands."""
    rows = [pictures[k : k + columns] for k in range(0, len(pictures), columns)]
    width = max(sum(p.width for p in row) + gap * (len(row) - 1) for row in rows)
    height = sum(max(p.height for p in row) for row in rows) + gap * (len(rows) - 1)
    sheet = Image.new("RGB", (width, height), "white")
    places = []
    top = 0
    for row in rows:
        left = 0
        for picture in row:
            sheet.paste(picture.convert("RGB"), (left, top))
            places.append((left, top))
            left += picture.width + gap
        top += max(p.height for p in row) + gap
    return sheet, places


def put_on_page(picture: Image.Image, caption: str, size: float, rng: Generator) -> tuple[Image.Image, Place]:
    """The picture in a column of print, a paragraph above, its caption and a paragraph below; and where it stands.

    ``size`` of the print in pixels.
    """
    margin, line = round(2.5 * size), round(size * LINE_HEIGHT)
    letters = max(int(picture.width / (size * EM_PER_LETTER)), 20)
    above, below, words = _paragraph(rng, letters), _paragraph(rng, letters), textwrap.wrap(caption, letters)
    print_height = line * (len(above) + len(words) + len(below))
    page = Image.new("RGB", (picture.width + 2 * margin, picture.height + print_height + 5 * margin), "white")
    font = font_manager.findfont(str(rng.choice(FACES)))
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(font, round(size))
    top = _print(pen, above, (margin, margin), line, face) + margin
    page.paste(picture.convert("RGB"), (margin, top))
    end = _print(pen, words, (margin, top + picture.height + margin), line, face)
    _print(pen, below, (margin, end + margin), line, face)
    return page, (margin, top)


def _paragraph(rng: Generator, letters: int) -> list[str]:
    sentences = rng.choice(SENTENCES, size=int(rng.integers(2, 5)), replace=False)
    return textwrap.wrap(" ".join(str(s) for s in sentences), letters)


def _print(
    pen: ImageDraw.ImageDraw, lines: list[str], at: tuple[int, int], line: int, face: ImageFont.FreeTypeFont
) -> int:
    """Print the lines from ``at`` down; returns where the next one would begin."""
    for k, words in enumerate(lines):
        pen.text((at[0], at[1] + k * line), words, fill=INK, font=face)
    return at[1] + len(lines) * line
