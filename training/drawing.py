"""Labels as ink: in one go by Pillow (hinted or finely sampled), or whole sheets of them by matplotlib."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from extractors.readers.name_reader import GREEK, LOWERED, RAISED
from training.fonts import font_files, has_sign

Ink = NDArray[np.float32]  # (H, W), 0 for paper and 1 for full ink
# Most figures are set in these.
_USUAL = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "OpenSans-Regular.ttf", "NotoSans-Regular.ttf")
_USUAL_CHANCE = 0.4
# Digit heights in pixels and how often each range is drawn: small print is what readers fail at.
_HEIGHTS, _HEIGHT_CHANCES = ((5.0, 9.0), (9.0, 16.0), (16.0, 34.0)), (0.5, 0.37, 0.13)
_DIGIT_SHARE = 0.72  # of the font size
_FINE = 4  # samples per pixel and direction where nothing is hinted
# Letters of mathematics by their names, and what of a name is set as mathematics.
_GREEK_NAMES = {c: unicodedata.name(c).split()[-1].replace("LAMDA", "LAMBDA") for c in GREEK}
_GREEK = {c: name.lower() if c.islower() else name.capitalize() for c, name in _GREEK_NAMES.items()}
_ANGLES = str.maketrans(RAISED + LOWERED, "01234567890123456789")
_INDEXED = re.compile(rf"([A-Za-z{GREEK}])?([{RAISED}]+|[{LOWERED}]+)|[{GREEK}]|(?<![A-Za-z])[A-Za-z](?= ?=)")


@dataclass(frozen=True, slots=True)
class Hand:
    """How a kind of print is drawn.

    ``mathematics`` writes a string for matplotlib, now and then as mathematics; ``exponents`` tells that ``^`` begins
    one; on a sheet the strings have ``ems`` of width each, in so many ``columns``.
    """

    mathematics: Callable[[str, np.random.Generator, str], str]
    exponents: bool
    ems: float
    columns: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label with blank paper around it: its ink, the box of the ink (x0, y0, x1, y1, ends inside), digit height."""

    ink: Ink
    box: tuple[int, int, int, int]
    height: float


def digit_height(rng: np.random.Generator) -> float:
    low, high = _HEIGHTS[int(rng.choice(len(_HEIGHTS), p=_HEIGHT_CHANCES))]
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def random_font(rng: np.random.Generator, held_out: bool) -> str:
    files = font_files(held_out)
    usual = [path for path in files if path.endswith(_USUAL)]
    if usual and rng.random() < _USUAL_CHANCE:
        return usual[int(rng.integers(len(usual)))]
    return files[int(rng.integers(len(files)))]


def by_pillow(text: str, hand: Hand, rng: np.random.Generator, held_out: bool = False) -> Drawn | None:
    """One label; None where the font lacks a character of it."""
    font, height = random_font(rng, held_out), digit_height(rng)
    shown = _with_signs(text, font) if rng.random() < 0.6 else text
    if not all(has_sign(font, c) for c in set(shown) - {" ", "^"}):
        return None
    fine = 1 if rng.random() < 0.45 else _FINE
    size = height / _DIGIT_SHARE * fine
    big = ImageFont.truetype(font, max(5, round(size)))
    small = ImageFont.truetype(font, max(5, round(size * rng.uniform(0.62, 0.78))))
    base, _, exponent = shown.partition("^") if hand.exponents else (shown, "", "")
    gap = 0.06 * size if exponent else 0.0
    ascent, descent = big.getmetrics()
    room = int(1.2 * size) + fine
    width = int(big.getlength(base) + gap + (small.getlength(exponent) if exponent else 0))
    canvas = Image.new("L", (width + 2 * room, ascent + descent + 2 * room), 0)
    pen = ImageDraw.Draw(canvas)
    left = room + (rng.uniform(0, fine) if fine > 1 else 0.0)
    pen.text((left, room), base, fill=255, font=big)
    if exponent:
        raised = room - rng.uniform(0.0, 0.18) * size
        pen.text((left + big.getlength(base) + gap, raised), exponent, fill=255, font=small)
    if fine > 1:
        filters = (Image.Resampling.BOX, Image.Resampling.LANCZOS, Image.Resampling.BICUBIC)
        smaller = (max(4, canvas.width // fine), max(4, canvas.height // fine))
        canvas = canvas.resize(smaller, filters[int(rng.integers(3))])
    return _boxed(np.asarray(canvas, np.float32) / 255.0, height)


def by_matplotlib(texts: list[str], hand: Hand, rng: np.random.Generator, held_out: bool = False) -> list[Drawn | None]:
    """Labels on one sheet, drawn as matplotlib draws them, powers as mathematics; one font and size for all."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    font, height = random_font(rng, held_out), digit_height(rng)
    size = height / _DIGIT_SHARE
    row, column = int(4.2 * size) + 2, int(hand.ems * size) + 2
    rows = -(-len(texts) // hand.columns)
    figure = Figure(figsize=(column * hand.columns / 72, row * rows / 72), dpi=72)
    sheet = FigureCanvasAgg(figure)
    hinting = ("force_autohint", "default", "no_hinting")[int(rng.integers(3))]
    mathematics = ("dejavusans", "cm", "stix", "dejavuserif")[int(rng.choice(4, p=(0.6, 0.2, 0.1, 0.1)))]
    places = [(k % hand.columns, k // hand.columns) for k in range(len(texts))]
    with rc_context({"text.hinting": hinting, "mathtext.fontset": mathematics}):
        for (i, j), text in zip(places, texts, strict=True):
            across, down = (i + 0.5) * column + rng.random(), (j + 0.5) * row + rng.random()
            at = (across / (column * hand.columns), 1 - down / (row * rows))
            shown = hand.mathematics(_with_signs(text, font) if rng.random() < 0.8 else text, rng, font)
            figure.text(*at, shown, font=FontProperties(fname=font, size=size), ha="center", va="center")
        sheet.draw()  # type: ignore[no-untyped-call]
    image = sheet.buffer_rgba()  # type: ignore[no-untyped-call]
    whole = 1.0 - np.asarray(image, np.float32)[..., 0] / 255.0
    cells = [whole[j * row : (j + 1) * row, i * column : (i + 1) * column] for i, j in places]
    return [_boxed(cell, height) for cell in cells]


def tick_as_mathematics(text: str, rng: np.random.Generator, font: str) -> str:
    base, raised, exponent = text.partition("^")
    if raised:
        base, exponent = (part.replace("×", r"\times ").replace("\u2212", "-") for part in (base, exponent))
        plain = has_sign(font, "\u2212") and rng.random() < 0.6
        return rf"$\mathdefault{{{base}^{{{exponent}}}}}$" if plain else rf"${base}^{{{exponent}}}$"
    return text.replace("$", r"\$")


def name_as_mathematics(text: str, rng: np.random.Generator, font: str) -> str:
    """Greek letters, variables and indices as mathematics, in all of a name or in none; as characters otherwise."""
    plain = rng.random() < 0.5 and all(has_sign(font, c) for c in set(text) - {" "})
    return text.replace("$", r"\$") if plain or "$" in text else _INDEXED.sub(_indexed, text)


def _indexed(match: re.Match[str]) -> str:
    letter, index = (match[1] or "", match[2]) if match[2] else (match[0], "")
    base = "\\" + _GREEK[letter] if letter in _GREEK else letter
    sign = "^" if index and index[0] in RAISED else "_"
    return f"${base}{sign}{{{index.translate(_ANGLES)}}}$" if index else f"${base}$"


def _with_signs(text: str, font: str) -> str:
    """The label with true minus signs, where the font has them; hyphens between digits are those of dates."""
    return re.sub(r"(?<!\d)-", "\u2212", text) if has_sign(font, "\u2212") else text


def _boxed(ink: Ink, height: float) -> Drawn | None:
    """The ink with its box; None where nothing was drawn or print runs out of its cell."""
    rows, columns = np.flatnonzero(ink.max(axis=1) > 0.3), np.flatnonzero(ink.max(axis=0) > 0.3)
    if rows.size == 0 or columns[0] == 0 or columns[-1] == ink.shape[1] - 1:
        return None
    return Drawn(ink, (int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])), height)
