"""A random figure: what it shows is drawn first, then how it looks; every feature leaves its tag."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.drawing.negatives import NEGATIVES
from benchmarks.drawing.random_panel import SeriesLook, random_panel, random_series_looks
from benchmarks.drawing.spec import Damage, FigureSpec, LegendPlace, LegendSpec, PanelSpec
from benchmarks.drawing.styles import SHADED_STYLES, SPLITS, Styling, pick, random_look
from benchmarks.drawing.vocabulary import TITLES

KINDS: dict[str, float] = {
    "linear": 38,
    "bare": 8,
    "log_y": 7,
    "log_x": 4,
    "log_log": 3,
    "date": 9,
    "category": 6,
    "dual_axis": 7,
    "grid_panels": 12,
    "negative": 6,
}
SPLIT_SALT = {"dev": 0, "test": 1}  # so that no seed gives the same data in both
MOST_SERIES = 6
MANY = 4  # series from which a panel is tagged as crowded
MOST_IN_SMALL_LEGEND = 3  # a longer one would hide the lines of a small panel
GRIDS = ((1, 2), (1, 3), (2, 2), (2, 1), (2, 3))


def random_figure(index: int, seed: int, split: str) -> FigureSpec:
    """The figure of that number; the same arguments always give the same figure."""
    rng = np.random.default_rng([SPLIT_SALT[split], seed, index])
    styling = SPLITS[split]
    kind = pick(rng, KINDS)
    own_seed = int(rng.integers(2**31))
    if kind == "negative":
        return _negative(rng, styling, index, own_seed)
    rows, columns = GRIDS[rng.integers(len(GRIDS))] if kind == "grid_panels" else (1, 1)
    look = random_look(rng, styling, rows, columns)
    count = _series_count(rng, kind)
    looks = random_series_looks(rng, styling, look, count, kind)
    panels, shared_axes, shared_legend = _panels(rng, kind, looks, rows * columns)
    spec = FigureSpec(
        id=f"{kind}-{index:04d}",
        seed=own_seed,
        look=look,
        rows=rows,
        columns=columns,
        panels=panels,
        shared_axes=shared_axes,
        shared_legend=shared_legend,
        title=str(rng.choice(TITLES)) if kind == "grid_panels" and rng.random() < 0.4 else None,
        damage=Damage(jpeg_quality=int(rng.integers(*styling.jpeg_quality)) if rng.random() < 0.2 else None),
    )
    return _tagged(spec, kind, looks)


def _negative(rng: Generator, styling: Styling, index: int, seed: int) -> FigureSpec:
    look = random_look(rng, styling, 1, 1)
    kind = str(rng.choice(sorted(NEGATIVES)))
    return FigureSpec(id=f"negative-{index:04d}", seed=seed, look=look, negative=kind, tags=("negative", kind))


def _series_count(rng: Generator, kind: str) -> int:
    if kind == "bare":
        return 1
    if kind == "dual_axis":
        return int(rng.integers(2, 4))
    return int(rng.choice(np.arange(2, MOST_SERIES + 1), p=[0.36, 0.28, 0.18, 0.1, 0.08]))


def _panels(rng: Generator, kind: str, looks: list[SeriesLook], count: int) -> tuple[tuple[PanelSpec, ...], bool, bool]:
    """The panels, whether they share their axes, and whether one legend serves them all."""
    if kind != "grid_panels":
        return (random_panel(rng, kind, looks, _legend(rng, kind, len(looks))),), False, False
    shared_axes = bool(rng.random() < 0.35)
    shared_legend = len(looks) > MOST_IN_SMALL_LEGEND or bool(rng.random() < 0.2)
    legend = LegendSpec("none") if shared_legend else LegendSpec("best")
    first = random_panel(rng, "linear", looks, legend)
    others = [random_panel(rng, "linear", looks, legend, like=first, same_range=shared_axes) for _ in range(count - 1)]
    return (first, *others), shared_axes, shared_legend


def _legend(rng: Generator, kind: str, count: int) -> LegendSpec:
    if kind == "bare":
        return LegendSpec("none")
    places: dict[LegendPlace, float] = {"best": 12, "right": 4, "below": 2, "above": 2, "corner": 1}
    if kind == "dual_axis":  # where it stands on neither the second axis nor the lines of the first
        places = {"below": 1, "above": 1}
    elif count > MANY:
        places["right"] *= 4
    place = pick(rng, places)
    return LegendSpec(
        place=place,
        corner=str(rng.choice(["upper right", "upper left", "lower left", "lower right"])),
        columns=3
        if place in ("below", "above")
        else 1
        if place == "right"
        else int(rng.choice([1, 2], p=[0.85, 0.15])),
        frame=bool(rng.random() < 0.75),
        title="Method" if rng.random() < 0.1 else None,
    )


def _tagged(spec: FigureSpec, kind: str, looks: list[SeriesLook]) -> FigureSpec:
    tags = _kind_tags(kind, spec) | _feature_tags(spec)
    if len({look.color for look in looks}) < len(looks):
        tags.add("same_color")
    if spec.look.style == "grayscale":
        tags.add("achromatic")
    one_panel = len(spec.panels) == 1 and kind == "linear"
    if one_panel and len(looks) > 1 and not tags & {"same_color", "achromatic"}:
        tags.add("plain")
    return replace(spec, tags=tuple(sorted(tags)))


def _kind_tags(kind: str, spec: FigureSpec) -> set[str]:
    tags = {"log"} if kind.startswith("log") else set()
    tags |= {kind} if kind in ("date", "category", "dual_axis", "grid_panels") or kind.startswith("log") else set()
    tags |= {"shared_axes"} if spec.shared_axes else set()
    return tags | ({"shared_legend"} if spec.shared_legend else set())


def _feature_tags(spec: FigureSpec) -> set[str]:
    series = [s for panel in spec.panels for s in panel.series]
    legends = {panel.legend.place for panel in spec.panels}
    present = {
        "markers": any(s.marker for s in series),
        "dash": any(s.dash != "solid" for s in series),
        "band": any(s.lower is not None and not s.error_bars for s in series),
        "error_bars": any(s.error_bars for s in series),
        "many": max(len(panel.series) for panel in spec.panels) >= MANY,
        "jpeg": spec.damage.jpeg_quality is not None,
        "dark": spec.look.style == "dark_background",
        "shaded": spec.look.style in SHADED_STYLES or spec.look.background is not None,
        "no_legend": legends == {"none"} and not spec.shared_legend,
        "legend_outside": bool(legends & {"right", "below", "above"}),
        "legend_corner": "corner" in legends,
        "small": spec.look.width / spec.columns < 480,
    }
    formats = {f for panel in spec.panels for f in (panel.y_format, panel.x_format)} - {"plain"}
    return {tag for tag, here in present.items() if here} | {f"format_{f}" for f in formats}
