"""Draws a figure specification with ggplot2, an R script for each figure."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from shutil import which

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing import palettes
from benchmarks.drawing.adapting import (
    LARGE_NUMBERS,
    PANEL_GRID,
    SECOND_AXIS,
    SINGLE_PANEL,
    Theme,
    ToolStyling,
    adapted,
)
from benchmarks.drawing.limits import MARGIN, visible_ranges
from benchmarks.drawing.pictures import date_pattern, pixel_box, shows_year_itself, with_boxes
from benchmarks.drawing.spec import FigureSpec, Look, NumberFormat, PanelSpec, Range, SeriesSpec, VisibleRange

NUMBERS = {f"panel.{axis}_format={form}" for axis in "xy" for form in ("currency", "decimal_comma", "scientific")}
OWN = NUMBERS | {"series.hollow", "series.error_bars", "series.in_legend", "panel.references", "panel.x_rotation"}
KNOWN = SINGLE_PANEL | SECOND_AXIS | PANEL_GRID | LARGE_NUMBERS | OWN
HUES = (palettes.GGPLOT_2, palettes.GGPLOT_3, palettes.GGPLOT_4, palettes.GGPLOT_6, palettes.GGPLOT_6)
STYLINGS = {
    "dev": ToolStyling(
        themes={"grey": Theme(6, "shaded"), "bw": Theme(3), "minimal": Theme(3), "classic": Theme(2)},
        fonts={"Liberation Sans": 6, "DejaVu Sans": 1, "Open Sans": 1, "Liberation Serif": 1},
        palettes=(*HUES, palettes.SET1, palettes.VIRIDIS),
        markers=("o", "^", "s", "+"),
        widths=(9, 22),
        legends={"right": 10, "below": 3, "above": 1, "corner": 1},
        fits={"margin": 8, "nice": 1, "tight": 1},
    ),
    "test": ToolStyling(
        themes={
            "grey": Theme(5, "shaded"), "bw": Theme(2), "minimal": Theme(2), "light": Theme(2), "linedraw": Theme(1),
            "classic": Theme(1),
        },
        fonts={"Liberation Sans": 5, "Roboto": 1, "Lato": 1, "Carlito": 1, "TeX Gyre Termes": 1},
        palettes=(*HUES, palettes.DARK2, palettes.OKABE_ITO, palettes.VIRIDIS),
        markers=("o", "^", "s", "D", "x"),
        widths=(7, 26),
        legends={"right": 8, "below": 4, "above": 2, "corner": 2},
        fits={"margin": 8, "nice": 1, "tight": 1},
    ),
}  # fmt: skip
LINE_TYPES = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "dashdot": "dotdash"}
SHAPES = {"o": (16, 1), "^": (17, 2), "s": (15, 0), "D": (18, 5), "+": (3, 3), "x": (4, 4)}
FORMATS: dict[NumberFormat, str] = {
    "percent": 'label_number(suffix = "%")',
    "kilo": "label_number(scale_cut = cut_short_scale())",
    "thousands": "label_comma()",
    "currency": "label_dollar()",
    "decimal_comma": 'label_number(decimal.mark = ",", big.mark = ".")',
    "scientific": "label_scientific()",
}
LINEWIDTH = 96 / 72 / 2.845276  # ggplot2's unit of line widths, per point
# A line for each panel, from row to row as facet_wrap counts them: its left, top, right and bottom in inches, and its
# range of x as it is drawn, the logarithms of a log axis.
TELL_BOXES = """
names <- grep("^panel[.-]", names(grid::current.vpTree()$children$layout$children), value = TRUE)
rows <- as.integer(sub(".*[.]([0-9]+)-.*", "\\\\1", names))
columns <- as.integer(sub(".*[.][0-9]+-([0-9]+)-.*", "\\\\1", names))
names <- names[order(rows, columns)]
shown <- suppressWarnings(ggplot_build(p))$layout$panel_params
for (k in seq_along(names)) {
  grid::seekViewport(names[k])
  corners <- grid::deviceLoc(grid::unit(0:1, "npc"), grid::unit(0:1, "npc"), valueOnly = TRUE)
  edges <- c(corners$x[1], dev.size()[2] - corners$y[2], corners$x[2], dev.size()[2] - corners$y[1])
  cat(format(c(edges, as.numeric(shown[[k]]$x.range)), digits = 12), "\\n")
}"""
TEXT_SHARE = 0.8  # of the base size, that tick labels have


@cache
def is_there() -> bool:
    """Whether R finds ggplot2."""
    return which("Rscript") is not None and _run("library(ggplot2); library(scales)").returncode == 0


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in a theme of ggplot2, panels as facets with one legend; None where it shows what it cannot draw."""
    reversed_axis = any(lim is not None and lim[0] > lim[1] for p in spec.panels for lim in (p.x_lim, p.y_lim))
    figure = None if reversed_axis else adapted(spec, "ggplot2", STYLINGS[split], KNOWN)
    if figure is None or len(figure.panels) == 1:
        return figure
    first = figure.panels[0]
    panels = tuple(
        replace(panel, x_label=first.x_label, y_label=first.y_label, x_lim=None, y_lim=None) for panel in figure.panels
    )
    tags = tuple(sorted({*figure.tags, "shared_legend"}))
    look = replace(figure.look, margin=MARGIN)
    return replace(figure, panels=panels, look=look, shared_legend=True, tags=tags)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    script, ranges = to_r(spec, path)
    done = _run(script)
    if done.returncode or not path.exists():
        raise RuntimeError(f"ggplot2: {done.stderr.decode()[-500:]}")
    told = [[float(word) for word in line.split()] for line in done.stdout.decode().splitlines()]
    if len(ranges) > 1 and any(series.error_bars for panel in spec.panels for series in panel.series):
        ranges = [_widened(r, row, spec.panels[0].x_scale) for r, row in zip(ranges, told, strict=True)]
    return with_boxes(ranges, [pixel_box(row[:4], spec.look.dpi) for row in told])


def _widened(visible: VisibleRange, told: list[float], scale: str) -> VisibleRange:
    """What a facet shows with the caps of error bars, for which ggplot2 widens the range of x."""
    low, high = (float(f"{10**v if scale == 'log' else v:.9g}") for v in told[4:])
    return visible if scale == "category" else replace(visible, x=(low, high))


def _run(script: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["Rscript", "--vanilla", "-"], input=script.encode(), capture_output=True, env=None, check=False
    )


@dataclass(frozen=True)
class _Style:
    """What is chosen by chance for the whole figure."""

    point: float
    dates: str  # empty: ggplot2's own labels
    powers: bool  # log labels as powers of ten
    heading: str | None  # of the legend, where the figure gives none
    bars: float  # width of error bars, as share of the data's width


def to_r(spec: FigureSpec, path: Path) -> tuple[str, list[VisibleRange]]:
    """The script that draws the figure to ``path``, and what each panel shows."""
    rng = np.random.default_rng(spec.seed)
    ranges = visible_ranges(spec)
    style = _Style(
        point=spec.look.font_size * float(rng.uniform(0.17, 0.26)),
        dates="" if shows_year_itself(ranges[0].x) and rng.random() < 0.5 else date_pattern(rng, ranges[0].x),
        powers=bool(rng.random() < 0.5),
        heading=str(rng.choice(["variable", "group", "series"])) if rng.random() < 0.3 else None,
        bars=float(rng.uniform(0.01, 0.025)),
    )
    panel, visible = spec.panels[0], ranges[0]
    look = spec.look
    parts = ["ggplot(d, aes(x, y, colour = series, fill = series, linetype = series, shape = series, group = series))"]
    parts += _layers(panel, visible, style)
    parts += _look_scales(panel)
    parts += [_x_scale(panel, style, len(ranges) > 1), _y_scale(panel, visible, style, len(ranges) > 1)]
    parts += [_facets(spec) if len(ranges) > 1 else _limits(panel, visible), *_words(spec, style)]
    parts += _theme(rng, spec)
    script = [
        "suppressPackageStartupMessages({library(ggplot2); library(scales)})",
        *_data(spec, ranges),
        "p <- " + " +\n  ".join(parts),
        _device(look, path),
        "suppressWarnings(print(p))",
        TELL_BOXES,
        "invisible(dev.off())",
    ]
    return "\n".join([*script, ""]), ranges


def _device(look: Look, path: Path) -> str:
    """The call that opens the file; R's own ``svg`` draws outlines, ``svglite`` writes text."""
    inches = f"width = {look.width / look.dpi:.6g}, height = {look.height / look.dpi:.6g}"
    if path.suffix == ".png":
        return f'png("{path}", width = {look.width}, height = {look.height}, res = {look.dpi}, type = "cairo")'
    if path.suffix == ".pdf":
        return f'cairo_pdf("{path}", {inches})'
    return f'svg("{path}", {inches})' if look.outlines else f'svglite::svglite("{path}", {inches})'


def _data(spec: FigureSpec, ranges: list[VisibleRange]) -> Iterator[str]:
    """The data frame ``d``; values of the right axis are brought to the scale of the left one."""
    yield "d <- rbind("
    rows = []
    for number, (panel, visible) in enumerate(zip(spec.panels, ranges, strict=True)):
        for series in panel.series:
            columns = {"x": _vector(series.x)}
            for name, values in (("y", series.y), ("lower", series.lower), ("upper", series.upper)):
                columns[name] = _vector(_on_left(values, series, visible)) if values is not None else "NA_real_"
            columns |= {"series": _quoted(series.name), "panel": str(number)}
            rows.append("data.frame(" + ", ".join(f"{name} = {value}" for name, value in columns.items()) + ")")
    yield ",\n".join(rows) + ")"
    names = ", ".join(_quoted(s.name) for s in spec.panels[0].series)
    yield f"d$series <- factor(d$series, levels = c({names}))"
    if spec.panels[0].x_scale == "date":
        yield 'd$x <- as.POSIXct(d$x, origin = "1970-01-01", tz = "UTC")'
    elif spec.panels[0].categories is not None:
        labels = [_quoted(name) for name in spec.panels[0].categories]
        levels = _vector(np.arange(float(len(labels))))
        yield f"d$x <- factor(d$x, levels = {levels}, labels = c({', '.join(labels)}))"


def _on_left(values: Array, series: SeriesSpec, visible: VisibleRange) -> Array:
    if series.axis == "left" or visible.right is None:
        return values
    (low, high), (first, last) = visible.left, visible.right
    return low + (values - first) / (last - first) * (high - low)


def _layers(panel: PanelSpec, visible: VisibleRange, style: _Style) -> Iterator[str]:
    """Bands below lines below error bars below points; paths keep the order of the data."""
    for reference in panel.references:
        value = (
            f'as.POSIXct({reference.value!r}, origin = "1970-01-01", tz = "UTC")'
            if (reference.axis == "x" and panel.x_scale == "date")
            else repr(float(reference.value))
        )
        line = "geom_hline(yintercept" if reference.axis == "y" else "geom_vline(xintercept"
        dash = LINE_TYPES[reference.dash]
        width = reference.width * LINEWIDTH
        yield f'{line} = {value}, colour = "{reference.color}", linetype = "{dash}", linewidth = {width:.3f})'
    if any(s.lower is not None and not s.error_bars for s in panel.series):
        yield "geom_ribbon(aes(ymin = lower, ymax = upper), colour = NA, alpha = 0.2)"
    width = panel.series[0].width * LINEWIDTH
    yield f"geom_path(linewidth = {width:.3f})"
    if any(s.error_bars for s in panel.series):
        wide = (visible.x[1] - visible.x[0]) * style.bars
        wide = style.bars * 8 if panel.x_scale == "log" else wide
        look = f"width = {wide:.6g}, linewidth = {0.6 * width:.3f}, linetype = 1"
        yield f"geom_errorbar(aes(ymin = lower, ymax = upper), {look})"
    if any(s.marker for s in panel.series):
        yield f"geom_point(size = {style.point:.3f})"


def _look_scales(panel: PanelSpec) -> Iterator[str]:
    """The scales that tell the lines apart; entries without a name in the legend are left out of the breaks."""
    breaks = "breaks = c(" + ", ".join(_quoted(s.name) for s in panel.series if s.in_legend) + ")"
    values = {
        "colour": [_quoted(s.color) for s in panel.series],
        "fill": [_quoted(s.color) for s in panel.series],
        "linetype": [_quoted(LINE_TYPES[s.dash]) for s in panel.series],
        "shape": [str(SHAPES[s.marker][s.hollow]) if s.marker else "NA" for s in panel.series],
    }
    for name, looks in values.items():
        pairs = ", ".join(f"{_quoted(s.name)} = {v}" for s, v in zip(panel.series, looks, strict=True))
        yield f"scale_{name}_manual(values = c({pairs}), {breaks})"


def _x_scale(panel: PanelSpec, style: _Style, faceted: bool) -> str:
    expand = "" if faceted else ", expand = c(0, 0)"
    if panel.x_scale == "date":
        labels = f', date_labels = "{style.dates}"' if style.dates else ""
        return f'scale_x_datetime(timezone = "UTC"{labels}{expand})'
    if panel.categories is not None:
        return "scale_x_discrete(expand = c(0, 0.5))"
    return _number_scale("x", panel.x_scale, panel.x_format, style, expand)


def _y_scale(panel: PanelSpec, visible: VisibleRange, style: _Style, faceted: bool) -> str:
    more = "" if faceted else ", expand = c(0, 0)"
    if visible.right is not None:
        (low, high), (first, last) = visible.left, visible.right
        formula = f"~ ({first!r}) + (. - ({low!r})) / {high - low!r} * {last - first!r}"
        more += f", sec.axis = sec_axis({formula}, name = {_quoted(panel.y2_label)})"
    return _number_scale("y", panel.y_scale, panel.y_format, style, more)


def _number_scale(axis: str, scale: str, form: NumberFormat, style: _Style, more: str) -> str:
    if scale == "log":
        labels = ', labels = trans_format("log10", math_format(10^.x))' if style.powers else ""
        return f"scale_{axis}_log10({(labels + more).removeprefix(', ')})"
    labels = f", labels = {FORMATS[form]}" if form in FORMATS else ""
    return f"scale_{axis}_continuous({(labels + more).removeprefix(', ')})"


def _limits(panel: PanelSpec, visible: VisibleRange) -> str:
    x = _pair(visible.x)
    if panel.x_scale == "date":
        x = f'as.POSIXct({x}, origin = "1970-01-01", tz = "UTC")'
    elif panel.categories is not None:
        x = "NULL"
    return f"coord_cartesian(xlim = {x}, ylim = {_pair(visible.left)})"


def _facets(spec: FigureSpec) -> str:
    titles = ", ".join(f'"{k}" = {_quoted(panel.title or "")}' for k, panel in enumerate(spec.panels))
    scales = "fixed" if spec.shared_axes else "free"
    return f'facet_wrap(~ panel, ncol = {spec.columns}, scales = "{scales}", labeller = as_labeller(c({titles})))'


def _words(spec: FigureSpec, style: _Style) -> Iterator[str]:
    panel = spec.panels[0]
    title = spec.title if len(spec.panels) > 1 else panel.title
    heading = panel.legend.title or style.heading
    names = {"title": title, "x": panel.x_label, "y": panel.y_label}
    names |= dict.fromkeys(("colour", "fill", "linetype", "shape"), heading)
    yield "labs(" + ", ".join(f"{k} = {_quoted(v) if v is not None else 'NULL'}" for k, v in names.items()) + ")"


def _theme(rng: Generator, spec: FigureSpec) -> Iterator[str]:
    look, panel = spec.look, spec.panels[0]
    yield f'theme_{look.style}(base_size = {look.font_size / TEXT_SHARE:.2f}, base_family = "{look.font}")'
    settings = [f"legend.position = {_legend_place(panel, spec.shared_legend)}"]
    if panel.legend.place == "corner":
        x, y = ("1" if "right" in panel.legend.corner else "0"), ("1" if "upper" in panel.legend.corner else "0")
        settings.append(f"legend.justification = c({x}, {y})")
    if look.grid == "none" and look.style != "grey":
        settings.append("panel.grid = element_blank()")
    elif look.grid in ("both", "y") or rng.random() < 0.3:
        settings.append("panel.grid.minor = element_blank()")
    if look.spines == "none":
        settings.append("panel.border = element_blank(), axis.line = element_blank()")
    if look.ticks == "none":
        settings.append("axis.ticks = element_blank()")
    if panel.title is not None and rng.random() < 0.5:
        settings.append("plot.title = element_text(hjust = 0.5)")
    if panel.x_rotation:
        settings.append(f"axis.text.x = element_text(angle = {panel.x_rotation}, hjust = 1)")
    yield "theme(" + ", ".join(settings) + ")"


def _legend_place(panel: PanelSpec, shared: bool) -> str:
    if shared:
        return '"bottom"' if len(panel.series) < 4 else '"right"'
    if panel.legend.place == "corner":
        x, y = ("right" in panel.legend.corner), ("upper" in panel.legend.corner)
        return f"c({0.98 if x else 0.02}, {0.98 if y else 0.02})"
    return {"right": '"right"', "below": '"bottom"', "above": '"top"'}.get(panel.legend.place, '"none"')


def _vector(values: Array) -> str:
    return "c(" + ", ".join(f"{v:.12g}" if np.isfinite(v) else "NA" for v in values) + ")"


def _pair(limits: Range) -> str:
    return f"c({limits[0]:.12g}, {limits[1]:.12g})"


def _quoted(words: str | None) -> str:
    return '"' + (words or "").replace("\\", "\\\\").replace('"', '\\"') + '"'
