"""Pictures without any line to read: charts of other kinds. A reader of line charts shall refuse them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.random import Generator

from benchmarks.drawing.negative_pictures import PICTURES
from benchmarks.drawing.vocabulary import METHODS, TITLES, X_LABELS, Y_LABELS

Drawing = Callable[[Figure, Generator], None]
MAPS = ("viridis", "Blues", "magma", "coolwarm", "YlGn")


def draw_negative(kind: str, figure: Figure, rng: Generator) -> None:
    """Fill the figure with a picture of that kind."""
    if kind not in PICTURES:  # those fill the whole figure
        figure.set_layout_engine("constrained")
    NEGATIVES[kind](figure, rng)


def _names(rng: Generator, least: int, most: int) -> list[str]:
    return [str(n) for n in rng.choice(METHODS, size=int(rng.integers(least, most)), replace=False)]


def _label(axes: Axes, rng: Generator) -> None:
    axes.set_xlabel(str(rng.choice(X_LABELS)))
    axes.set_ylabel(str(rng.choice(Y_LABELS)))
    axes.set_title(str(rng.choice(TITLES)))


def _bars(figure: Figure, rng: Generator) -> None:
    """Upright or lying bars, at times in groups."""
    axes = figure.subplots()
    names, groups = _names(rng, 3, 7), int(rng.integers(1, 4))
    place, width = np.arange(len(names)), 0.8 / groups
    lying = bool(rng.random() < 0.3)
    for k in range(groups):
        values = rng.uniform(10, 90, size=len(names))
        (axes.barh if lying else axes.bar)(place + k * width, values, width, label=str(rng.choice(METHODS)))
    (axes.set_yticks if lying else axes.set_xticks)(place + 0.4 - width / 2, names)
    axes.tick_params(axis="x", labelrotation=0 if lying else 30)
    if groups > 1:
        axes.legend()
    axes.set_title(str(rng.choice(TITLES)))


def _pie(figure: Figure, rng: Generator) -> None:
    names = _names(rng, 3, 7)
    ring = {"width": 0.4} if rng.random() < 0.3 else None
    figure.subplots().pie(rng.uniform(1, 9, size=len(names)), labels=names, autopct="%1.0f%%", wedgeprops=ring)


def _scatter(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    for name in _names(rng, 1, 4):
        n = int(rng.integers(30, 250))
        axes.scatter(rng.normal(rng.normal() * 2, 1, n), rng.normal(rng.normal() * 2, 1, n), s=18, label=name)
    if rng.random() < 0.5:
        axes.legend()
    _label(axes, rng)


def _heat_map(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    n = int(rng.integers(4, 12))
    picture = axes.imshow(rng.uniform(size=(n, n)), cmap=str(rng.choice(MAPS)), aspect="auto")
    figure.colorbar(picture)
    axes.set_title(str(rng.choice(TITLES)))


def _confusion_matrix(figure: Figure, rng: Generator) -> None:
    """Counts in coloured squares, most of them on the diagonal."""
    axes = figure.subplots()
    names = _names(rng, 3, 8)
    n = len(names)
    counts = rng.integers(0, 15, size=(n, n)) + np.diag(rng.integers(40, 99, size=n))
    axes.imshow(counts, cmap=str(rng.choice(MAPS)))
    for (row, column), count in np.ndenumerate(counts):
        axes.text(column, row, str(count), ha="center", va="center", color="white" if count > 40 else "black")
    axes.set_xticks(range(n), names, rotation=45, ha="right")
    axes.set_yticks(range(n), names)
    axes.set(xlabel="Predicted", ylabel="True")


def _box_plot(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    names = _names(rng, 3, 7)
    samples = [rng.normal(rng.normal() * 2, rng.uniform(0.5, 2), 80) for _ in names]
    if rng.random() < 0.4:
        axes.violinplot(samples, showmedians=True)
    else:
        axes.boxplot(samples)
    axes.set_xticks(range(1, len(names) + 1), names, rotation=30)
    axes.set_ylabel(str(rng.choice(Y_LABELS)))


def _histogram(figure: Figure, rng: Generator) -> None:
    axes = figure.subplots()
    for name in _names(rng, 1, 3):
        axes.hist(rng.normal(rng.normal() * 2, 1, 800), bins=int(rng.integers(12, 50)), alpha=0.7, label=name)
    axes.legend()
    axes.set_xlabel(str(rng.choice(X_LABELS)))
    axes.set_ylabel("Count")


def _contour(figure: Figure, rng: Generator) -> None:
    """Lines of equal height, or the areas between them."""
    axes = figure.subplots()
    x, y = np.meshgrid(np.linspace(-3, 3, 80), np.linspace(-3, 3, 80))
    hills = [rng.normal() * np.exp(-((x - rng.normal()) ** 2) - (y - rng.normal()) ** 2) for _ in range(5)]
    height = np.sum(hills, axis=0)
    if rng.random() < 0.5:
        figure.colorbar(axes.contourf(x, y, height, levels=12, cmap=str(rng.choice(MAPS))))
    else:
        axes.clabel(axes.contour(x, y, height, levels=10))
    _label(axes, rng)


NEGATIVES: dict[str, Drawing] = {
    "bars": _bars,
    "pie": _pie,
    "scatter": _scatter,
    "heat_map": _heat_map,
    "confusion_matrix": _confusion_matrix,
    "box_plot": _box_plot,
    "histogram": _histogram,
    "contour": _contour,
    **PICTURES,
}
