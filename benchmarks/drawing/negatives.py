"""Pictures without any line to read: a reader of line charts shall refuse them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from numpy.random import Generator

from benchmarks.drawing.vocabulary import METHODS, TITLES, X_LABELS, Y_LABELS

Drawing = Callable[[Figure, Generator], None]


def draw_negative(kind: str, figure: Figure, rng: Generator) -> None:
    """Fill the figure with a picture of that kind."""
    NEGATIVES[kind](figure, rng)


def _bars(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    names = rng.choice(METHODS, size=int(rng.integers(3, 7)), replace=False)
    axes.bar([str(n) for n in names], rng.uniform(10, 90, size=len(names)))
    axes.tick_params(axis="x", labelrotation=30)
    axes.set_ylabel(str(rng.choice(Y_LABELS)))
    axes.set_title(str(rng.choice(TITLES)))


def _pie(figure: Figure, rng: Generator) -> None:
    names = rng.choice(METHODS, size=int(rng.integers(3, 7)), replace=False)
    figure.subplots().pie(rng.uniform(1, 9, size=len(names)), labels=[str(n) for n in names], autopct="%1.0f%%")


def _scatter(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    for _ in range(int(rng.integers(1, 4))):
        axes.scatter(rng.normal(rng.normal() * 2, 1, 60), rng.normal(rng.normal() * 2, 1, 60), s=18)
    axes.set_xlabel(str(rng.choice(X_LABELS)))
    axes.set_ylabel(str(rng.choice(Y_LABELS)))


def _heat_map(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    n = int(rng.integers(4, 12))
    values = rng.uniform(size=(n, n))
    picture = axes.imshow(values, cmap="viridis", aspect="auto")
    figure.colorbar(picture)
    axes.set_title(str(rng.choice(TITLES)))


def _table(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    axes.axis("off")
    rows = [str(n) for n in rng.choice(METHODS, size=6, replace=False)]
    cells = [[f"{v:.2f}" for v in rng.uniform(0, 100, size=4)] for _ in rows]
    axes.table(cells, rowLabels=rows, colLabels=["A", "B", "C", "D"], loc="center")


def _photo(figure: Figure, rng: Generator) -> None:
    """Smooth colours with grain, as a photo has them."""
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.axis("off")
    coarse = rng.uniform(size=(6, 8, 3))
    fine = np.kron(coarse, np.ones((30, 30, 1)))
    for direction in (0, 1):
        fine = np.mean([np.roll(fine, k, axis=direction) for k in range(-14, 15)], axis=0)
    axes.imshow(np.clip(fine + rng.normal(size=fine.shape) * 0.05, 0, 1), aspect="auto")


def _diagram(figure: Figure, rng: Generator) -> None:
    """Boxes with words and arrows between them."""
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.axis("off")
    axes.set(xlim=(0, 4), ylim=(0, 3))
    names = [str(n) for n in rng.choice(METHODS, size=4, replace=False)]
    places = [(0.3, 1.9), (2.3, 1.9), (0.3, 0.4), (2.3, 0.4)]
    for name, (x, y) in zip(names, places, strict=True):
        axes.add_patch(
            FancyBboxPatch((x, y), 1.3, 0.7, boxstyle="round,pad=0.05", facecolor="#dfe8f5", edgecolor="#333")
        )
        axes.text(x + 0.65, y + 0.35, name, ha="center", va="center")
    for start, end in (((1.65, 2.25), (2.25, 2.25)), ((2.95, 1.85), (2.95, 1.15)), ((2.25, 0.75), (1.65, 0.75))):
        axes.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=15, color="#333"))


NEGATIVES: dict[str, Drawing] = {
    "bars": _bars,
    "pie": _pie,
    "scatter": _scatter,
    "heat_map": _heat_map,
    "table": _table,
    "photo": _photo,
    "diagram": _diagram,
}
