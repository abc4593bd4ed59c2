"""A paper of ten pages as papers are: prose, tables and figures of many kinds, in one column and in two."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image

from tests.extractors.vector.charts import CURVES, PROSE, X, chart, paper, saved

Place = tuple[float, float, float, float]
# The figures of the paper: page, first words of the caption, names of the lines or the reason why there are none.
LINES = frozenset(CURVES)
FIGURES: list[tuple[int, str, frozenset[str] | str]] = [
    (1, "Figure 1: A chart in one column", LINES),
    (2, "Fig. 2. Left of two", LINES),
    (2, "Fig. 3. Right of two", LINES),
    (4, "Figure 4: Two panels", LINES),
    (5, "Figure 5: Bars of five groups", "other_chart"),
    (6, "Figure 6: A chart as a picture", LINES),
    (7, "Figure 7: Above its chart", LINES),
    (8, "Figure 8: A photograph", "no_plot_box"),
    (9, "Figure 9: A flow of two steps", "no_figure"),
    (10, "", "scanned_page"),
]


def ten_pages() -> bytes:
    """The paper as a PDF."""
    makers = [
        _one_column,
        _two_columns,
        _table,
        _two_panels,
        _bars,
        _picture,
        _caption_above,
        _photograph,
        _flow,
        _scan,
    ]
    return paper([maker() for maker in makers])


def _page(lines: int = 14, top: float = 0.95, width: float = 1.0) -> Figure:
    figure = Figure(figsize=(8.5, 11))
    words = PROSE.split()
    for k in range(lines):
        figure.text(0.1, top - 0.014 * k, " ".join(words[: int(len(words) * width)]), fontsize=9)
    return figure


def _lines(axes: Axes) -> None:
    for name, y in CURVES.items():
        axes.plot(X, y, label=name)
    axes.set(xlabel="time (s)", ylabel="height")
    axes.legend(fontsize=7)


def _captioned(figure: Figure, place: Place, caption: str, above: bool = False, under: float = 0.06) -> Axes:
    axes = figure.add_axes(place)
    left, bottom, _, height = place
    figure.text(left, bottom + height + 0.03 if above else bottom - under, caption, fontsize=9)
    return axes


def _one_column() -> Figure:
    figure = _page()
    _lines(_captioned(figure, (0.2, 0.35, 0.6, 0.3), "Figure 1: A chart in one column."))
    return figure


def _two_columns() -> Figure:
    figure = _page(20)
    _lines(_captioned(figure, (0.14, 0.35, 0.32, 0.2), "Fig. 2. Left of two."))
    _lines(_captioned(figure, (0.6, 0.35, 0.32, 0.2), "Fig. 3. Right of two."))
    return figure


def _table() -> Figure:
    figure = _page()
    figure.text(0.2, 0.66, "Table 1: Results of three methods.", fontsize=9)
    for y in (0.65, 0.62, 0.53):
        figure.add_artist(Line2D((0.2, 0.8), (y, y), color="black", linewidth=0.8))
    for row in range(3):
        for column in range(4):
            figure.text(0.22 + 0.15 * column, 0.6 - 0.025 * row, f"{row + column}.{column}", fontsize=9)
    return figure


def _two_panels() -> Figure:
    figure = _page()
    _lines(_captioned(figure, (0.14, 0.35, 0.33, 0.25), "Figure 4: Two panels of one figure."))
    _lines(figure.add_axes((0.56, 0.35, 0.33, 0.25)))
    return figure


def _bars() -> Figure:
    figure = _page()
    axes = _captioned(figure, (0.2, 0.35, 0.6, 0.3), "Figure 5: Bars of five groups.")
    axes.bar(np.arange(5), [3.0, 5.0, 2.0, 4.0, 1.0])
    return figure


def _picture() -> Figure:
    figure = _page()
    drawn = np.asarray(Image.open(io.BytesIO(saved(chart()[0], "png", {"savefig.dpi": 150}))).convert("RGB"))
    axes = _captioned(figure, (0.2, 0.3, 0.6, 0.3245), "Figure 6: A chart as a picture.", under=0.03)
    axes.imshow(drawn, aspect="auto", interpolation="none")
    axes.axis("off")
    return figure


def _caption_above() -> Figure:
    figure = _page(10)
    _lines(_captioned(figure, (0.2, 0.35, 0.6, 0.3), "Figure 7: Above its chart.", above=True))
    return figure


def _photograph() -> Figure:
    figure = _page()
    across, down = np.meshgrid(np.linspace(0, 6, 400), np.linspace(0, 4, 300))
    waves = np.stack([np.sin(across + k) * np.cos(down - k) for k in range(3)], axis=2)
    axes = _captioned(figure, (0.2, 0.35, 0.6, 0.3), "Figure 8: A photograph.", under=0.03)
    axes.imshow((127 + 120 * waves).astype(np.uint8), aspect="auto", interpolation="none")
    axes.axis("off")
    return figure


def _flow() -> Figure:
    figure = _page()
    axes = _captioned(figure, (0.2, 0.4, 0.6, 0.1), "Figure 9: A flow of two steps.")
    axes.axis("off")
    for x, word in ((0.1, "read"), (0.6, "write")):
        axes.add_patch(Rectangle((x, 0.3), 0.3, 0.4, fill=False))
        axes.text(x + 0.15, 0.5, word, ha="center", va="center")
    axes.annotate("", (0.6, 0.5), (0.4, 0.5), arrowprops={"arrowstyle": "->"})
    return figure


def _scan() -> Figure:
    figure = Figure(figsize=(8.5, 11))
    figure.figimage(np.random.default_rng(1).integers(0, 255, (1100, 850, 3), dtype=np.uint8))
    return figure
