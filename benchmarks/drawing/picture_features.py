"""Features of the whole picture: its frame and ground, its size, what stands around it, and how it was copied."""

from __future__ import annotations

from dataclasses import replace

from numpy.random import Generator

from benchmarks.drawing.spec import FigureSpec
from benchmarks.drawing.styles import DARK_STYLES, Styling
from benchmarks.drawing.vocabulary import CAPTIONS

MOST_PIXELS = 3000  # of a side
LARGE_FROM = 1800  # pixels of width


def frameless(_: Generator, spec: FigureSpec, __: Styling) -> FigureSpec | None:
    """No line around the plot."""
    return replace(spec, look=replace(spec.look, spines="none"))


def white_grid(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
    """White lines on a grey ground, without a frame."""
    if spec.look.style in DARK_STYLES:
        return None
    ground = str(rng.choice(styling.grey_grounds))
    look = replace(spec.look, background=ground, grid="both", grid_color="#ffffff", spines="none", ticks="none")
    return replace(spec, look=look)


def no_ticks(_: Generator, spec: FigureSpec, __: Styling) -> FigureSpec | None:
    """Numbers without a mark at the axis."""
    return replace(spec, look=replace(spec.look, ticks="none", minor_ticks=False))


def large(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """The same figure in the resolution of print."""
    side = max(spec.look.width, spec.look.height)
    factor = float(rng.uniform(LARGE_FROM, MOST_PIXELS)) / side
    if factor < 1.3:
        return None
    look = spec.look
    width, height, dpi = (round(size * factor) for size in (look.width, look.height, look.dpi))
    return replace(spec, look=replace(look, width=width, height=height, dpi=dpi))


def page(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """A page of print around the figure."""
    if spec.look.style in DARK_STYLES:
        return None
    return replace(spec, page=str(rng.choice(CAPTIONS)))


def scan(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec:
    """Paper, a slight turn, blur and grain, as a scanner gives them."""
    damage = replace(
        spec.damage,
        rotation=float(rng.uniform(*styling.rotation)) * (1 if rng.random() < 0.5 else -1),
        blur=float(rng.uniform(*styling.blur)) * _stroke(spec),
        paper=str(rng.choice(styling.papers)),
        noise=float(rng.uniform(*styling.noise)),
        jpeg_quality=int(rng.integers(*styling.jpeg_quality)) if rng.random() < 0.6 else None,
    )
    return replace(spec, damage=damage)


def blur(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec:
    """Out of focus, or scaled down and up again."""
    sigma = float(rng.uniform(*styling.blur)) * _stroke(spec)
    return replace(spec, damage=replace(spec.damage, blur=sigma))


def jpeg(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec:
    """Compression as of the web."""
    return replace(spec, damage=replace(spec.damage, jpeg_quality=int(rng.integers(*styling.jpeg_quality))))


def _stroke(spec: FigureSpec) -> float:
    """Width of a stroke of a letter in pixels, by which a blur is measured."""
    return max(spec.look.font_size * spec.look.dpi / 72 / 10, 0.8)
