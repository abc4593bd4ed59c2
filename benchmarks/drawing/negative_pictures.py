"""Pictures that are no charts at all: photos, tables, pages of text, diagrams, flow charts and maps."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Polygon
from matplotlib.transforms import Bbox
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing.vocabulary import CATEGORY_SETS, METHODS, SENTENCES

GROUNDS = ("#dfe8f5", "#fde9d9", "#e2f0d9", "#ffffff")
LAND = ("#e8e0cc", "#d5e3c0", "#f0d9c4", "#dcd6e8", "#cfe0e8")
TABLE_PLACE = Bbox.from_bounds(0.3, 0.1, 0.66, 0.8)
LETTERS_PER_LINE = 70


def _empty(figure: Figure) -> Axes:
    """Axes without frame or ticks that fill the figure."""
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.axis("off")
    return axes


def _photo(figure: Figure, rng: Generator) -> None:
    """A scene of light: soft shapes of several sizes over a ground that grows darker, with grain."""
    rows, columns = 180, 240
    y, x = np.mgrid[0:rows, 0:columns] / rows
    scene = rng.uniform(0.2, 0.9, size=3) * (1 - 0.5 * y[..., None]) + 0.1 * _cloud(rng, rows, columns)[..., None]
    for _ in range(int(rng.integers(3, 12))):
        middle, radius = rng.uniform(0, 1.3, size=2), rng.uniform(0.03, 0.35)
        away = np.hypot(x - middle[0], (y - middle[1]) * rng.uniform(0.6, 1.6)) / radius
        cover = np.clip((1 - away) * rng.uniform(3, 20), 0, 1)[..., None]
        light = 0.6 + 0.4 * np.clip(1 - away + (middle[0] - x), 0, 1)[..., None]
        scene = scene * (1 - cover) + rng.uniform(0, 1, size=3) * light * cover
    grain = rng.normal(size=scene.shape) * rng.uniform(0.01, 0.05)
    _empty(figure).imshow(np.clip(scene + grain, 0, 1), aspect="auto", interpolation="bilinear")


def _cloud(rng: Generator, rows: int, columns: int) -> Array:
    """Noise with more of the coarse than of the fine, as nature has it; zero on average, (rows, columns)."""
    waves = np.hypot(np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(columns)[None, :])
    spectrum = np.fft.fft2(rng.normal(size=(rows, columns))) / np.maximum(waves, 1 / columns) ** 1.5
    cloud = np.real(np.fft.ifft2(spectrum))
    return np.asarray((cloud - cloud.mean()) / cloud.std())


def _table(figure: Figure, rng: Generator) -> None:
    axes = _empty(figure)
    rows = [str(n) for n in rng.choice(METHODS, size=int(rng.integers(4, 10)), replace=False)]
    columns = ["Acc.", "F1", "AUC", "Time (s)", "Params"][: int(rng.integers(3, 6))]
    cells = [[f"{v:.2f}" for v in rng.uniform(0, 100, size=len(columns))] for _ in rows]
    edges = "closed" if rng.random() < 0.5 else "horizontal"
    axes.table(cells, rowLabels=rows, colLabels=columns, loc="center", edges=edges, bbox=TABLE_PLACE)


def _text_page(figure: Figure, rng: Generator) -> None:
    """Headings and paragraphs."""
    axes = _empty(figure)
    size = float(rng.uniform(0.022, 0.034))  # of a line, of the height
    letters, top = int(LETTERS_PER_LINE * rng.uniform(0.7, 1.1)), 0.95
    points = size / 1.5 * figure.get_size_inches()[1] * 72
    while top > 0.08:
        axes.text(0.08, top, str(rng.choice(METHODS)), fontsize=points * 1.3, fontweight="bold", va="top")
        top -= 2 * size
        sentences = " ".join(str(s) for s in rng.choice(SENTENCES, size=5))
        for line in textwrap.wrap(sentences, letters):
            axes.text(0.08, top, line, fontsize=points, va="top")
            top -= size
        top -= size


def _diagram(figure: Figure, rng: Generator) -> None:
    """Boxes with words and arrows between them, in rows."""
    axes = _empty(figure)
    rows, columns = int(rng.integers(2, 4)), int(rng.integers(2, 4))
    axes.set(xlim=(-0.6, columns - 0.4), ylim=(-0.6, rows - 0.4))
    names = [str(n) for n in rng.choice(METHODS, size=rows * columns, replace=False)]
    ground = str(rng.choice(GROUNDS))
    for k, name in enumerate(names):
        _box(axes, k % columns, k // columns, name, ground)
        if k % columns + 1 < columns and rng.random() < 0.8:
            _arrow(axes, (k % columns + 0.34, k // columns), (k % columns + 0.66, k // columns))
        if k // columns + 1 < rows and rng.random() < 0.6:
            _arrow(axes, (k % columns, k // columns + 0.22), (k % columns, k // columns + 0.78))


def _flow_chart(figure: Figure, rng: Generator) -> None:
    """Steps from top to bottom, one of them a question with a way back."""
    axes = _empty(figure)
    steps = int(rng.integers(3, 6))
    axes.set(xlim=(-1.2, 1.2), ylim=(-0.6, steps - 0.4))
    question = int(rng.integers(1, steps - 1))
    names = [str(n) for n in rng.choice(METHODS, size=steps, replace=False)]
    for k, name in enumerate(names):
        if k == question:
            diamond = [(0, k + 0.3), (0.45, k), (0, k - 0.3), (-0.45, k)]
            axes.add_patch(Polygon(diamond, facecolor="#fff2cc", edgecolor="#333333"))
            axes.text(0, k, f"{name}?", ha="center", va="center")
            axes.plot([0.45, 0.9, 0.9, 0.35], [k, k, steps - 1, steps - 1], color="#333333", lw=1)
            axes.text(0.5, k + 0.06, "no")
        else:
            _box(axes, 0, k, name, str(rng.choice(GROUNDS)))
        if k:
            _arrow(axes, (0, k - 0.25), (0, k - 0.75))


def _map(figure: Figure, rng: Generator) -> None:
    """Regions with ragged borders, each with its name."""
    axes = _empty(figure)
    axes.set(xlim=(0, 4), ylim=(0, 3), facecolor="#d6e6f2")
    names = [str(n) for n in rng.choice([w for words in CATEGORY_SETS for w in words], size=12, replace=False)]
    angles = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    for k, name in enumerate(names):
        middle = np.array([k % 4 + 0.5, k // 4 + 0.5])
        waves = sum(rng.normal() / m * np.sin(m * angles + rng.uniform(0, 6)) for m in range(2, 9))
        radius = 0.5 + 0.06 * np.asarray(waves)
        border = middle + np.column_stack([radius * np.cos(angles), radius * np.sin(angles)])
        axes.add_patch(Polygon(border, facecolor=str(rng.choice(LAND)), edgecolor="#777777", lw=0.8))
        axes.text(float(middle[0]), float(middle[1]), name, ha="center", va="center")


def _box(axes: Axes, x: float, y: float, name: str, ground: str) -> None:
    style: dict[str, Any] = {"boxstyle": "round,pad=0.03", "facecolor": ground, "edgecolor": "#333333"}
    axes.add_patch(FancyBboxPatch((x - 0.3, y - 0.17), 0.6, 0.34, **style))
    axes.text(x, y, name, ha="center", va="center")


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=15, color="#333333"))


PICTURES: dict[str, Callable[[Figure, Generator], None]] = {
    "photo": _photo,
    "table": _table,
    "text_page": _text_page,
    "diagram": _diagram,
    "flow_chart": _flow_chart,
    "map": _map,
}
