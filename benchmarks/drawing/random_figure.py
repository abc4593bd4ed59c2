"""A random figure: what it shows is drawn first, then how it looks; every feature leaves its tag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.drawing.features import add_features, wish_of
from benchmarks.drawing.negatives import NEGATIVES
from benchmarks.drawing.picture_features import jpeg, scan
from benchmarks.drawing.random_panel import SeriesLook, random_panel, random_series_looks
from benchmarks.drawing.spec import FigureSpec, LegendPlace, LegendSpec, PanelSpec
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
    "pasted": 4,
    "negative": 13,
}
CHART_KINDS = {kind: weight for kind, weight in KINDS.items() if kind not in ("pasted", "negative")}
KIND_OF_WISH: dict[str | None, str] = {
    "log2": "log_x", "date_format": "date", "plain_dual": "dual_axis", "legend_partial": "grid_panels",
}  # fmt: skip
TRIES = 6  # figures that are drawn up to find one with which the wished feature goes
SPLIT_SALT = {"dev": 0, "test": 1}  # so that no seed gives the same data in both
COPIED_NEGATIVES = 0.3  # share of them that were scanned or compressed
MOST_SERIES = 6
MANY = 4  # series from which a panel is tagged as full of lines
CROWD = (7, 13)  # series of a crowded panel
CROWDED_SHARE = 0.06  # of the figures with one plain panel
CROWD_WIDTH = 560  # pixels of a figure that can hold a crowd
MOST_IN_SMALL_LEGEND = 3  # a longer one would hide the lines of a small panel
PASTED_KINDS: dict[str, float] = {"linear": 6, "bare": 1, "log_y": 1, "date": 1, "category": 1}
WIDEST_PART = 700  # pixels of a figure that is pasted beside others
NOT_PLAIN = frozenset({"same_color", "achromatic", "close_colors", "symlog"})
GRIDS = ((1, 2), (1, 3), (2, 2), (2, 1), (2, 3))


def random_figure(
    index: int, seed: int, split: str, accepts: Callable[[FigureSpec], bool] = lambda spec: True
) -> FigureSpec:
    """The figure of that number; the same arguments always give the same figure.

    ``accepts`` says whether a tool can draw a figure: features with which it cannot are left out.
    """
    rng = np.random.default_rng([SPLIT_SALT[split], seed, index])
    styling = SPLITS[split]
    kind = pick(rng, KINDS)
    if kind == "negative":
        return _negative(rng, styling, index)
    if kind == "pasted":
        return _pasted(rng, styling, index, accepts)
    wish = wish_of(index)
    for _ in range(TRIES):
        kind = KIND_OF_WISH.get(wish, kind)
        spec = _charts(rng, styling, kind, f"{kind}-{index:04d}")
        spec = add_features(rng, spec, styling, accepts, wish)
        if wish is None or wish in spec.tags:
            break
        kind = pick(rng, CHART_KINDS)
    return _sorted(spec)


def _charts(rng: Generator, styling: Styling, kind: str, name: str) -> FigureSpec:
    """A figure with its panels, without features beyond those of its lines."""
    rows, columns = GRIDS[rng.integers(len(GRIDS))] if kind == "grid_panels" else (1, 1)
    look = random_look(rng, styling, rows, columns)
    count = _series_count(rng, kind, look.width)
    count = min(count, MOST_SERIES) if look.style == "grayscale" else count
    looks = random_series_looks(rng, styling, look, count)
    panels, shared_axes, shared_legend = _panels(rng, kind, looks, rows * columns)
    spec = FigureSpec(
        id=name,
        seed=int(rng.integers(2**31)),
        look=look,
        rows=rows,
        columns=columns,
        panels=panels,
        shared_axes=shared_axes,
        shared_legend=shared_legend,
        title=str(rng.choice(TITLES)) if kind == "grid_panels" and rng.random() < 0.4 else None,
    )
    return _tagged(spec, kind, looks)


def _negative(rng: Generator, styling: Styling, index: int) -> FigureSpec:
    look = random_look(rng, styling, 1, 1)
    kind = str(rng.choice(sorted(NEGATIVES)))
    seed = int(rng.integers(2**31))
    spec = FigureSpec(id=f"negative-{index:04d}", seed=seed, look=look, negative=kind, tags=("negative", kind))
    copied = rng.random()
    if copied < COPIED_NEGATIVES:
        return scan(rng, spec, styling) if copied < COPIED_NEGATIVES / 3 else jpeg(rng, spec, styling)
    return spec


def _pasted(rng: Generator, styling: Styling, index: int, accepts: Callable[[FigureSpec], bool]) -> FigureSpec:
    """Two or three figures of their own in one picture, side by side or below each other."""
    name, count = f"pasted-{index:04d}", int(rng.integers(2, 4))
    parts = [_charts(rng, styling, pick(rng, PASTED_KINDS), f"{name}-{k}") for k in range(count)]
    parts = [replace(p, look=replace(p.look, width=min(p.look.width, WIDEST_PART))) for p in parts]
    kept = tuple(part for part in parts if accepts(part))
    tags = {"pasted", *(tag for part in kept for tag in part.tags)} - {"plain"}
    seed, columns = int(rng.integers(2**31)), int(rng.choice([1, count]))
    return FigureSpec(id=name, seed=seed, look=parts[0].look, columns=columns, parts=kept, tags=tuple(sorted(tags)))


def _sorted(spec: FigureSpec) -> FigureSpec:
    """The figure with its tags in order; ``plain`` only where no feature makes it harder."""
    tags = set(spec.tags)
    tags -= {"plain"} if tags & NOT_PLAIN else set()
    return replace(spec, tags=tuple(sorted(tags)))


def _series_count(rng: Generator, kind: str, width: int) -> int:
    if kind == "bare":
        return 1
    if kind == "linear" and width >= CROWD_WIDTH and rng.random() < CROWDED_SHARE:
        return int(rng.integers(*CROWD))
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
    elif count >= CROWD[0]:  # inside, it would hide most of the plot
        places = {"right": 3, "below": 1}
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
    if spec.look.style == "grayscale":
        tags.add("achromatic")
    if len(spec.panels) == 1 and kind == "linear" and len(looks) > 1:
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
        "hollow": any(s.hollow and s.marker for s in series),
        "dash": any(s.dash != "solid" for s in series),
        "band": any(s.lower is not None and not s.error_bars for s in series),
        "error_bars": any(s.error_bars for s in series),
        "many": max(len(panel.series) for panel in spec.panels) >= MANY,
        "crowded": max(len(panel.series) for panel in spec.panels) >= CROWD[0],
        "dark": spec.look.style == "dark_background",
        "shaded": spec.look.style in SHADED_STYLES or spec.look.background is not None,
        "no_legend": legends == {"none"} and not spec.shared_legend,
        "legend_outside": bool(legends & {"right", "below", "above"}),
        "legend_corner": "corner" in legends,
        "legend_title": any(panel.legend.title for panel in spec.panels),
        "small": spec.look.width / spec.columns < 480,
    }
    formats = {f for panel in spec.panels for f in (panel.y_format, panel.x_format)} - {"plain"}
    return {tag for tag, here in present.items() if here} | {f"format_{f}" for f in formats}
