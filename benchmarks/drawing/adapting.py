"""A random figure as people would make it with another tool: its themes, fonts, colours, markers and legend places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import Any, Literal
from zlib import crc32

import numpy as np
from numpy.random import Generator

from benchmarks.drawing.limits import MARGIN, Fit
from benchmarks.drawing.pictures import pixels
from benchmarks.drawing.spec import FigureSpec, LegendPlace, Look, PanelSpec, SeriesSpec
from benchmarks.drawing.styles import Palette, luminance, pick

Ground = Literal["light", "dark", "shaded"]
CORNERS = ("upper right", "upper left", "lower left", "lower right")
OUTSIDE = ("right", "below", "above")
VALUED = frozenset({"x_scale", "y_scale", "x_format", "y_format", "place"})  # fields whose values are features
SINGLE_PANEL = frozenset({
    "figure.panels", "figure.tags", "panel.title", "panel.x_label", "panel.y_label",
    "panel.x_scale=log", "panel.y_scale=log", "panel.x_scale=date", "panel.x_scale=category", "panel.categories",
    "panel.x_format=percent", "panel.y_format=percent", "panel.x_lim", "panel.y_lim", "legend.place=best",
    "legend.place=right", "legend.place=below", "legend.place=above", "legend.place=corner", "legend.corner",
    "legend.columns", "legend.frame", "legend.title", "series.dash", "series.marker", "series.lower", "series.upper",
    "series.optional", "series.hidden",
})  # fmt: skip
SECOND_AXIS = frozenset({"panel.y2_label", "series.axis"})
LARGE_NUMBERS = frozenset({f"panel.{axis}_format={form}" for axis in "xy" for form in ("kilo", "thousands")})
PANEL_GRID = frozenset({"figure.rows", "figure.columns", "figure.shared_axes", "figure.shared_legend", "figure.title"})
LOOK_TAGS = frozenset({"dark", "shaded", "legend_outside", "legend_corner"})  # those that a tool's own look decides


EM_WIDE, EM_HIGH = 20, 17  # least size of a panel in a grid with what stands around it, in font sizes
KEEPS_LEGEND = frozenset({"legend_over_data", "legend_columns"})
KEEPS_COLORS = frozenset({"achromatic", "close_colors", "white_grid"})


@dataclass(frozen=True)
class Theme:
    """A theme of a tool; ``palettes`` are its own colours, those of the tool's styling where there are none."""

    weight: float
    ground: Ground = "light"
    palettes: tuple[Palette, ...] = ()


@dataclass(frozen=True)
class ToolStyling:
    """Everything that a tool's figures of one split may be styled with."""

    themes: dict[str, Theme]
    fonts: dict[str, float]
    palettes: tuple[Palette, ...]
    markers: tuple[str, ...]  # those of matplotlib's letters that the tool has a sign for
    widths: tuple[float, float]  # of lines, in hundredths of the font size
    legends: dict[LegendPlace, float]
    fits: dict[Fit, float]  # how data are framed: nice, tight, margin
    sizes: tuple[float, float] = (1.0, 1.0)  # factor on the font size


def unknown_features(spec: FigureSpec, known: frozenset[str]) -> list[str]:
    """What the figure asks for and the tool does not know: fields such as ``panel.title`` off their default.

    Where the values of a field are features, the value is named too, as in ``legend.place=right``. ``known`` is made of
    the sets above and of single fields. Of a look, only the colour of the
    grid can be unknown: else a tool has its own.
    """
    parts: list[tuple[str, Any]] = [("figure", spec)]
    for panel in spec.panels:
        parts += [("panel", panel), ("legend", panel.legend), *(("series", s) for s in panel.series)]
    asked = {f"{part}.{name}" for part, value in parts for name in _off_default(value)}
    asked |= {"look.grid_color"} if spec.look.grid_color is not None else set()
    return sorted(asked - known)


def adapted(spec: FigureSpec, tool: str, styling: ToolStyling, known: frozenset[str]) -> FigureSpec | None:
    """The figure in the manner of a tool that knows the features ``known``; None where it cannot draw what is asked."""
    if spec.negative is not None or unknown_features(spec, known):
        return None
    return restyle(spec, tool, styling)


def restyle(spec: FigureSpec, tool: str, styling: ToolStyling) -> FigureSpec:
    """The figure in a theme of the tool, named by ``look.style``, with plain text instead of TeX.

    Lines of one colour or marker still share it. Colours, widths and the legend's
    place stay where the figure's tags speak of them.
    """
    rng = np.random.default_rng([spec.seed, crc32(tool.encode())])
    light_only = not KEEPS_COLORS.isdisjoint(spec.tags)
    theme_name = pick(rng, {n: t.weight for n, t in styling.themes.items() if t.ground == "light" or not light_only})
    theme = styling.themes[theme_name]
    letters = pixels(spec.look, spec.look.font_size)
    look = replace(
        spec.look,
        style=theme_name,
        font=pick(rng, styling.fonts),
        margin={"tight": 0.0, "margin": MARGIN}.get(pick(rng, styling.fits)),
        width=max(spec.look.width, round(letters * EM_WIDE * spec.columns) if spec.columns > 1 else 0),
        height=max(spec.look.height, round(letters * EM_HIGH * spec.rows) if len(spec.panels) > 1 else 0),
        font_size=spec.look.font_size * float(rng.uniform(*styling.sizes)),
    )
    colors = _new_colors(rng, spec, theme, styling)
    markers = _new_markers(rng, spec, styling)
    keep_legend = not KEEPS_LEGEND.isdisjoint(spec.tags)
    width = _width_factor(rng, spec, look, styling)
    panels = tuple(_restyled(rng, panel, styling, colors, markers, width, keep_legend) for panel in spec.panels)
    restyled = replace(spec, look=look, panels=panels, title=plain_text(spec.title))
    return replace(restyled, tags=_new_tags(restyled, theme))


def plain_text(text: str | None) -> str | None:
    """TeX between dollar signs as Unicode letters, ``$x_1$`` as ``x₁``; other text as it is."""
    if text is None or "$" not in text:
        return text
    return re.sub(r"\$([^$]*)\$", lambda match: _letters(match[1]), text)


def _letters(tex: str) -> str:
    named = re.sub(r"\\([A-Za-z]+)", lambda match: _greek(match[1]), tex)
    raised = re.sub(r"\^\{?([0-9+-]+)\}?", lambda m: m[1].translate(_SUPERSCRIPT), named)
    lowered = re.sub(r"_\{?([0-9+-]+)\}?", lambda m: m[1].translate(_SUBSCRIPT), raised)
    return lowered.replace("{", "").replace("}", "")


def _greek(name: str) -> str:
    try:
        return unicodedata.lookup(f"GREEK {'CAPITAL' if name[0].isupper() else 'SMALL'} LETTER {_spelled(name)}")
    except KeyError:
        return name


def _spelled(name: str) -> str:
    return "LAMDA" if name.lower() == "lambda" else name.upper()


_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def _off_default(value: Any) -> Iterator[str]:
    for item in fields(value):
        own = getattr(value, item.name)
        if item.default_factory is not MISSING:
            default = item.default_factory()
        elif item.default is not MISSING:
            default = item.default
        else:
            continue  # a field that every figure has
        if is_dataclass(own) or own is default:
            continue
        if own is None or default is None or isinstance(own, np.ndarray) or own != default:
            yield f"{item.name}={own}" if item.name in VALUED else item.name


def _new_colors(rng: Generator, spec: FigureSpec, theme: Theme, styling: ToolStyling) -> dict[str, str]:
    """Old colours and those that take their place; nothing where the figure shall be without colour."""
    old = list(dict.fromkeys(series.color for panel in spec.panels for series in panel.series))
    if not KEEPS_COLORS.isdisjoint(spec.tags):
        return {}
    palettes = [_readable(p, theme.ground) for p in theme.palettes or styling.palettes]
    palettes = [p for p in palettes if len(p) >= len(old)] or [max(palettes, key=len)]
    palette = palettes[int(rng.integers(len(palettes)))]
    return {color: palette[k % len(palette)] for k, color in enumerate(old)}


def _readable(palette: Palette, ground: Ground) -> Palette:
    """The colours that stand out from the ground."""
    if ground == "dark":
        return tuple(c for c in palette if luminance(c) > 0.3)
    return tuple(c for c in palette if luminance(c) < (0.8 if ground == "light" else 0.75))


def _new_markers(rng: Generator, spec: FigureSpec, styling: ToolStyling) -> dict[str, str]:
    old = dict.fromkeys(s.marker for panel in spec.panels for s in panel.series if s.marker)
    order = [str(m) for m in rng.permutation(styling.markers)]
    return {marker: order[k % len(order)] for k, marker in enumerate(old)}


def _width_factor(rng: Generator, spec: FigureSpec, look: Look, styling: ToolStyling) -> float:
    if {"thin", "thick"} & set(spec.tags):
        return 1.0
    widths = [series.width for panel in spec.panels for series in panel.series]
    return look.font_size * float(rng.uniform(*styling.widths)) / 100 / widths[0] if widths else 1.0


def _restyled(
    rng: Generator,
    panel: PanelSpec,
    styling: ToolStyling,
    colors: dict[str, str],
    markers: dict[str, str],
    width: float,
    keep_legend: bool,
) -> PanelSpec:
    def restyled(series: SeriesSpec) -> SeriesSpec:
        return replace(
            series,
            name=plain_text(series.name) or series.name,
            color=colors.get(series.color, series.color),
            marker=markers[series.marker] if series.marker else None,
            width=series.width * width,
        )

    legend = panel.legend
    if legend.place not in ("none", "direct") and keep_legend:
        legend = replace(legend, place="corner" if legend.place == "best" else legend.place)
    elif legend.place not in ("none", "direct"):
        corner = emptiest_corner(panel) if legend.place == "best" else legend.corner
        place = pick(rng, styling.legends)
        columns = min(len(panel.series), int(rng.integers(3, 6))) if place in ("below", "above") else 1
        legend = replace(legend, place=place, corner=corner, columns=columns)
    return replace(
        panel,
        series=tuple(restyled(series) for series in panel.series),
        legend=legend,
        title=plain_text(panel.title),
        x_label=plain_text(panel.x_label),
        y_label=plain_text(panel.y_label),
        y2_label=plain_text(panel.y2_label),
    )


def emptiest_corner(panel: PanelSpec) -> str:
    """The corner of the panel with the fewest points of lines in its third of the width and height."""
    across, up = zip(*(_shares(panel, series) for series in panel.series), strict=True)
    x, y = np.concatenate(across), np.concatenate(up)

    def crowd(corner: str) -> int:
        high, right = corner.startswith("upper"), corner.endswith("right")
        return int(np.sum((y > 0.6 if high else y < 0.4) & (x > 0.55 if right else x < 0.45)))

    return min(CORNERS, key=crowd)


def _shares(panel: PanelSpec, series: SeriesSpec) -> tuple[Any, Any]:
    """Where the points of a line stand in their panel, as shares of the data's range."""
    alike = [s for s in panel.series if s.axis == series.axis]
    pairs = (
        (series.x, np.concatenate([s.x for s in panel.series]), panel.x_scale == "log"),
        (series.y, np.concatenate([s.y for s in alike]), panel.y_scale == "log" and series.axis == "left"),
    )
    shares = []
    for own, joint, log in pairs:
        values, every = (np.log10(own), np.log10(joint)) if log else (own, joint)
        low, high = np.nanmin(every), np.nanmax(every)
        shares.append((values - low) / max(high - low, 1e-300))
    return shares[0], shares[1]


def _new_tags(spec: FigureSpec, theme: Theme) -> tuple[str, ...]:
    places = {panel.legend.place for panel in spec.panels}
    tags = set(spec.tags) - LOOK_TAGS
    tags |= {theme.ground} - {"light"}
    tags |= {"legend_outside"} if places & set(OUTSIDE) else set()
    tags |= {"legend_corner"} if "corner" in places else set()
    return tuple(sorted(tags))
