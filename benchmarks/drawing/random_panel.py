"""The data of a random panel, and the look of its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing.data import FAMILIES, random_range, scaled_group
from benchmarks.drawing.spec import LegendSpec, Look, NumberFormat, PanelSpec, Scale, SeriesSpec
from benchmarks.drawing.styles import Styling, pick, visible_colors
from benchmarks.drawing.vocabulary import CATEGORY_SETS, TITLES, X_LABELS, Y_LABELS, pick_names

DASHES = ("solid", "dashed", "dotted", "dashdot")
GREYS = ("#000000", "#404040", "#707070", "#989898", "#b0b0b0", "#c4c4c4")
MOST_SPREAD = 6  # lines with bands or error bars in one panel
POINTS_WITH_MARKERS = (6, 22)
POINTS_WITHOUT = (60, 500)
DAY = 86_400.0


@dataclass(frozen=True)
class SeriesLook:
    """Name and look of a line, the same in all panels of a figure."""

    name: str
    color: str
    width: float
    dash: str
    marker: str | None
    hollow: bool
    spread: str | None  # "band", "error_bars" or None


def random_series_looks(rng: Generator, styling: Styling, look: Look, count: int) -> list[SeriesLook]:
    """Looks for ``count`` lines of different colours."""
    visible = [visible_colors(p, look.style) for p in styling.palettes]
    palettes = [p for p in visible if len(p) >= count] or [tuple(dict.fromkeys(c for p in visible for c in p))]
    palette = palettes[rng.integers(len(palettes))]
    shuffled = rng.permutation(palette) if rng.random() < 0.3 else np.array(palette)
    dashes = _dashes(rng, count)
    markers = _markers(rng, styling, count)
    spread = pick(rng, {"": 74, "band": 17, "error_bars": 9}) or None
    spread = spread if count <= MOST_SPREAD else None
    width = look.font_size * float(rng.uniform(*styling.widths)) / 100
    if look.style == "grayscale":
        shuffled = np.array(GREYS)
    return [
        SeriesLook(
            name=name,
            color=str(shuffled[k]),
            width=max(width, 0.6),
            dash=dashes[k],
            marker=markers[k] if spread != "error_bars" else (markers[k] or "o"),
            hollow=bool(rng.random() < 0.15),
            spread=spread,
        )
        for k, name in enumerate(pick_names(rng, count))
    ]


def random_panel(
    rng: Generator,
    kind: str,
    looks: list[SeriesLook],
    legend: LegendSpec,
    like: PanelSpec | None = None,
    same_range: bool = False,
) -> PanelSpec:
    """A panel of that kind. ``like``: a neighbour whose labels, x and with ``same_range`` y range it takes over."""
    family = pick(rng, dict.fromkeys(FAMILIES, 1.0))
    categories = CATEGORY_SETS[rng.integers(len(CATEGORY_SETS))] if kind == "category" else None
    x = like.series[0].x if like is not None else _x_values(rng, kind, looks, family, categories)
    low, high = _joint_range(like) if like is not None and same_range else random_range(rng)
    columns = _y_values(rng, family, x, len(looks), low, high, kind)
    series = tuple(_series(rng, look, x, y, high - low, kind) for look, y in zip(looks, columns, strict=True))
    if kind == "dual_axis":
        series = _move_last_to_right(rng, series)
    panel = PanelSpec(
        series=series,
        title=str(rng.choice(TITLES)) if like is not None or rng.random() < 0.5 else None,
        x_label=like.x_label if like is not None else _maybe(rng, X_LABELS if kind not in ("date", "category") else ()),
        y_label=like.y_label if like is not None else _maybe(rng, Y_LABELS),
        y2_label=str(rng.choice(Y_LABELS)) if kind == "dual_axis" else None,
        x_scale=_x_scale(kind),
        y_scale="log" if kind in ("log_y", "log_log") else "linear",
        categories=categories,
        legend=legend,
    )
    return replace(panel, y_format=_y_format(rng, kind, low, high), x_format=_x_format(rng, kind, x))


def _x_scale(kind: str) -> Scale:
    scales: dict[str, Scale] = {"date": "date", "category": "category", "log_x": "log", "log_log": "log"}
    return scales.get(kind, "linear")


def _x_values(
    rng: Generator, kind: str, looks: list[SeriesLook], family: str, categories: tuple[str, ...] | None
) -> Array:
    if categories is not None:
        return np.arange(len(categories), dtype=float)
    marked = any(look.marker for look in looks)
    n = int(rng.integers(*(POINTS_WITH_MARKERS if marked else POINTS_WITHOUT)))
    if kind in ("log_x", "log_log"):
        start = rng.uniform(-3, 2)
        return np.logspace(start, start + rng.uniform(2, 5), n)
    if kind == "date":
        first = np.datetime64("1990-01-01", "s").astype(float) + DAY * rng.integers(0, 12_000)
        return np.asarray(first + DAY * np.round(np.linspace(0, 10 ** rng.uniform(1.3, 3.9), n) * 24) / 24)
    end = float(rng.choice([1, 5, 10, 20, 50, 100, 200, 300, 1000, 20_000, 1_000_000, 3_000_000]))
    start = float(rng.choice([0, 0, 0, end * 0.1, -end])) if family != "training" else 0.0
    return np.linspace(start, end, n)


def _y_values(rng: Generator, family: str, x: Array, count: int, low: float, high: float, kind: str) -> list[Array]:
    t = np.linspace(0, 1, len(x))
    curves = scaled_group(rng, [FAMILIES[family](rng, t) for _ in range(count)], 0, 1)
    if kind in ("log_y", "log_log"):
        top = rng.uniform(-1, 5)
        decades = rng.uniform(2, 7)
        return [10 ** (top - decades * (1 - c)) for c in curves]
    return [low + c * (high - low) for c in curves]


def _series(rng: Generator, look: SeriesLook, x: Array, y: Array, span: float, kind: str) -> SeriesSpec:
    lower = upper = None
    if look.spread is not None:
        half = rng.uniform(0.03, 0.1) * (0.6 + 0.4 * np.sin(np.linspace(0, rng.uniform(2, 6), len(x))))
        logarithmic = kind in ("log_y", "log_log")
        lower, upper = (y * 10**-half, y * 10**half) if logarithmic else (y - half * span, y + half * span)
    return SeriesSpec(
        name=look.name,
        x=x,
        y=y,
        color=look.color,
        width=look.width,
        dash=look.dash,
        marker=look.marker,
        hollow=look.hollow,
        lower=lower,
        upper=upper,
        error_bars=look.spread == "error_bars",
    )


def _move_last_to_right(rng: Generator, series: tuple[SeriesSpec, ...]) -> tuple[SeriesSpec, ...]:
    """The last line is measured on an axis of its own, in other units."""
    last = series[-1]
    factor, shift = 10 ** rng.uniform(-2, 3), rng.normal()
    scale = max(float(np.abs(last.y).max()), 1e-9)

    def move(values: Array | None) -> Array | None:
        return None if values is None else (values / scale + shift) * factor

    y = (last.y / scale + shift) * factor
    return (*series[:-1], replace(last, axis="right", y=y, lower=move(last.lower), upper=move(last.upper)))


def _dashes(rng: Generator, count: int) -> list[str]:
    if rng.random() < 0.25:
        return [str(dash) for dash in rng.choice(DASHES, size=count, p=[0.4, 0.3, 0.15, 0.15])]
    return ["solid"] * count


def _markers(rng: Generator, styling: Styling, count: int) -> list[str | None]:
    kind = pick(rng, {"none": 62, "same": 14, "different": 24})
    if kind == "none":
        return [None] * count
    order = [str(m) for m in rng.permutation(styling.markers)]
    return [order[0] if kind == "same" else order[k % len(order)] for k in range(count)]


def _y_format(rng: Generator, kind: str, low: float, high: float) -> NumberFormat:
    if kind in ("log_y", "log_log", "dual_axis"):
        return "plain"
    if 10 <= high <= 100 and low >= 0 and rng.random() < 0.25:
        return "percent"
    return _large_format(rng, high - low)


def _x_format(rng: Generator, kind: str, x: Array) -> NumberFormat:
    return _large_format(rng, float(np.ptp(x))) if kind in ("linear", "bare") else "plain"


def _large_format(rng: Generator, span: float) -> NumberFormat:
    if span < 5000 or rng.random() < 0.5:
        return "plain"
    return "kilo" if rng.random() < 0.5 else "thousands"


def _joint_range(panel: PanelSpec) -> tuple[float, float]:
    values = np.concatenate([s.y for s in panel.series])
    return float(values.min()), float(values.max())


def _maybe(rng: Generator, words: tuple[str, ...]) -> str | None:
    return str(rng.choice(words)) if words and rng.random() < 0.85 else None
