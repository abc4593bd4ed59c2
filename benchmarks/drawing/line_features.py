"""Features of the lines: transparency, width, colours that are hard to tell apart, markers, shaded areas."""

from __future__ import annotations

import colorsys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.drawing.changes import extent
from benchmarks.drawing.spec import FigureSpec, PanelSpec, SeriesSpec
from benchmarks.drawing.styles import DARK_STYLES, Styling

DASHES = ("solid", "dashed", "dotted", "dashdot")
GREYS = ("#000000", "#808080", "#404040", "#a8a8a8")
MOST_ALIKE = 4  # lines that can be told apart by their dashes, or by grey
MOST_CLOSE = 5
MARKED_POINTS = 25  # with more, the markers of a line run into one another
MOST_FILLED = 3
ROUGH = 8.0  # way up and down, in ranges of the line
THICK = 0.45  # of the font size


def translucent(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
    """Every line lets through what is behind it."""
    if any(s.alpha < 1 for s in _all_series(spec)):
        return None
    alpha = float(rng.uniform(*styling.alpha))
    return _with_series(spec, lambda s: replace(s, alpha=alpha))


def thin(_: Generator, spec: FigureSpec, __: Styling) -> FigureSpec | None:
    """Lines of one pixel."""
    return _with_series(spec, lambda s: replace(s, width=72 / spec.look.dpi))


def thick(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """Lines nearly as thick as letters."""
    width = THICK * spec.look.font_size * float(rng.uniform(0.7, 1.2))
    return _with_series(spec, lambda s: replace(s, width=width))


def close_colors(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
    """Shades of one hue: alike, but not the same."""
    colors = _colors(spec)
    if not 2 <= len(colors) <= MOST_CLOSE:
        return None
    hue = float(rng.choice(styling.close_hues))
    lightness = np.linspace(*((0.45, 0.85) if spec.look.style in DARK_STYLES else (0.22, 0.68)), len(colors))
    shades = [_hex(hue + 0.04 * k, light, 0.75) for k, light in enumerate(rng.permutation(lightness))]
    table = dict(zip(colors, shades, strict=True))
    return _with_series(spec, lambda s: replace(s, color=table[s.color]))


def achromatic(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """Black and greys; at times all black, told apart by their dashes."""
    colors = _colors(spec)
    if not 2 <= len(colors) <= MOST_ALIKE or spec.look.style in DARK_STYLES:
        return None
    if rng.random() < 0.5:
        table = dict(zip(colors, GREYS, strict=False))
        return _with_series(spec, lambda s: replace(s, color=table[s.color]))
    if any(_is_rough(s) for s in _all_series(spec)):
        return None
    dashes = dict(zip(colors, DASHES, strict=False))
    return _with_series(spec, lambda s: replace(s, color="#000000", dash=dashes[s.color]))


def same_color(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
    """One colour for all lines, told apart by their markers, or by their dashes where they have too many points."""
    colors, series = _colors(spec), _all_series(spec)
    if not 2 <= len(colors) <= MOST_ALIKE or any(s.optional for s in series):
        return None
    if any(panel.has_right_axis and panel.colored_axes for panel in spec.panels):
        return None  # the colour of its labels could not say whose the axis is
    if max(len(s.x) for s in series) > MARKED_POINTS:
        if any(_is_rough(s) for s in series):
            return None
        dashes = dict(zip(colors, DASHES, strict=False))
        return _with_series(spec, lambda s: replace(s, color=colors[0], dash=dashes[s.color]))
    signs = dict(zip(colors, rng.permutation(styling.markers), strict=False))
    return _with_series(spec, lambda s: replace(s, color=colors[0], marker=str(signs[s.color]), dash="solid"))


def markers_only(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
    """Markers without a line for one of the series, the others keep theirs."""
    colors = _colors(spec)
    if len(colors) < 2 or max(len(s.x) for s in _all_series(spec)) > MARKED_POINTS:
        return None
    chosen, sign = colors[int(rng.integers(len(colors)))], str(rng.choice(styling.markers))

    def bare(s: SeriesSpec) -> SeriesSpec:
        return replace(s, line=False, marker=s.marker or sign) if s.color == chosen else s

    return _with_series(spec, bare)


def hollow(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
    """Markers that are only outlines, of all shapes."""
    if max(len(s.x) for s in _all_series(spec)) > MARKED_POINTS:
        return None
    signs = dict(zip(_colors(spec), rng.permutation(styling.markers), strict=False))
    return _with_series(spec, lambda s: replace(s, hollow=True, marker=s.marker or str(signs.get(s.color, "o"))))


def fill_under(_: Generator, panel: PanelSpec, __: Styling) -> PanelSpec | None:
    """The area below each line is shaded."""
    if panel.has_right_axis or panel.y_scale != "linear" or any(s.lower is not None for s in panel.series):
        return None
    if len(panel.series) > MOST_FILLED:
        return None
    return replace(panel, series=tuple(replace(s, fill=not s.optional) for s in panel.series))


def overlapping_bands(rng: Generator, panel: PanelSpec, styling: Styling) -> PanelSpec | None:
    """Wide translucent bands that run over one another."""
    if panel.y_scale != "linear" or panel.has_right_axis or len(panel.series) < 2:
        return None
    if any(s.optional or s.hidden or (np.diff(s.x) == 0).any() for s in panel.series):
        return None
    span = float(np.ptp(extent(panel.series)))

    def widened(s: SeriesSpec) -> SeriesSpec:
        wave = 0.7 + 0.3 * np.sin(np.linspace(0, float(rng.uniform(2, 7)), len(s.x)))
        half = span * float(rng.uniform(*styling.band_half)) * wave
        return replace(s, lower=s.y - half, upper=s.y + half, error_bars=False)

    return replace(panel, series=tuple(widened(s) for s in panel.series))


def _is_rough(series: SeriesSpec) -> bool:
    """Whether a line goes up and down so often that its dashes could not be seen."""
    y = series.y[np.isfinite(series.y)]
    return float(np.abs(np.diff(y)).sum()) > ROUGH * float(np.ptp(y))


def _all_series(spec: FigureSpec) -> list[SeriesSpec]:
    return [s for panel in spec.panels for s in panel.series]


def _colors(spec: FigureSpec) -> list[str]:
    """The colours in use, in the order of the lines."""
    return list(dict.fromkeys(s.color for s in _all_series(spec)))


def _with_series(spec: FigureSpec, change: Callable[[SeriesSpec], SeriesSpec]) -> FigureSpec:
    panels = tuple(replace(panel, series=tuple(change(s) for s in panel.series)) for panel in spec.panels)
    return replace(spec, panels=panels)


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(255 * c):02x}" for c in colorsys.hls_to_rgb(hue % 1, lightness, saturation))
