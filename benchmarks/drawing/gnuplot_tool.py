"""Draws a figure specification with gnuplot's pngcairo, pdfcairo and svg terminals."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator

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
from benchmarks.drawing.limits import round_step, visible_ranges
from benchmarks.drawing.pictures import POINTS, date_pattern, pixel_box, pixels, svg_scale, with_boxes
from benchmarks.drawing.spec import Box, FigureSpec, Look, NumberFormat, PanelSpec, Range, SeriesSpec, VisibleRange

KNOWN = SINGLE_PANEL | SECOND_AXIS | PANEL_GRID | LARGE_NUMBERS | {"series.hollow", "series.error_bars"}
PODO = ("#9400d3", "#009e73", "#56b4e9", "#e69f00", "#f0e442", "#0072b2", "#e51e10", "#000000")  # gnuplot's own
CLASSIC = ("#ff0000", "#00c000", "#0080ff", "#c000ff", "#00a0a0", "#c04000", "#808000", "#4169e1")
STYLINGS = {
    "dev": ToolStyling(
        themes={"default": Theme(10), "night": Theme(1, "dark"), "cream": Theme(1, "shaded")},
        fonts={"DejaVu Sans": 3, "Liberation Sans": 5, "Liberation Serif": 2},
        palettes=(PODO, PODO, CLASSIC, palettes.SET1),
        markers=("o", "s", "^", "D", "x"),
        widths=(6, 20),
        legends={"corner": 12, "right": 2, "below": 2, "above": 1},
        fits={"nice": 8, "tight": 1},
    ),
    "test": ToolStyling(
        themes={"default": Theme(10), "slate": Theme(1, "dark"), "grey": Theme(1, "shaded")},
        fonts={"DejaVu Sans": 2, "Liberation Sans": 4, "TeX Gyre Termes": 1, "Carlito": 1, "DejaVu Serif": 1},
        palettes=(PODO, PODO, CLASSIC, palettes.DARK2, palettes.OKABE_ITO),
        markers=("o", "s", "v", "D", "+", "*"),
        widths=(5, 24),
        legends={"corner": 10, "right": 3, "below": 2, "above": 2},
        fits={"nice": 8, "tight": 2, "margin": 1},
    ),
}
GROUNDS = {"night": "#1c1c1c", "slate": "#22303c", "cream": "#fbf6e6", "grey": "#eeeeee"}
DASHES = {"solid": "1", "dashed": "2", "dotted": "3", "dashdot": "4"}
SIGNS = {"o": (7, 6), "s": (5, 4), "^": (9, 8), "v": (11, 10), "D": (13, 12), "x": (2, 2), "+": (1, 1), "*": (3, 3)}
POINT_PIXELS = 9.0  # diameter of a sign of point size 1
TICKS = 6
BOX_PARTS = ("XMIN", "XMAX", "YMIN", "YMAX", "YSIZE", "SCALE")
PDF_FONT = 2.0  # pdfcairo draws letters at half of their size


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in gnuplot's manner; None where it shows what this tool cannot draw."""
    return adapted(spec, "gnuplot", STYLINGS[split], KNOWN)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    script, ranges = to_gnuplot(spec, path.suffix)
    done = subprocess.run(["gnuplot"], input=script.encode(), capture_output=True, check=False)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"gnuplot: {done.stderr.decode()[-500:]}")
    path.write_bytes(done.stdout)
    return with_boxes(ranges, boxes_of(done.stderr.decode(), spec.look, path.suffix))


def boxes_of(told: str, look: Look, suffix: str) -> list[Box]:
    """Where the axes of each panel end, in pixels, from what gnuplot told of them, counted from the lower left corner.

    Its cairo terminals draw all half a unit from there, into the middle of pixels.
    """
    boxes = []
    for line in told.splitlines():
        if line.startswith("box "):
            left, right, bottom, top, height, unit = (float(word) for word in line.split()[1:])
            edges = [left, height / unit - top, right, height / unit - bottom]
            shift = 0.0 if suffix == ".svg" else 0.5
            scale = {".svg": svg_scale(look), ".pdf": look.dpi / POINTS}.get(suffix, 1.0)
            boxes.append(pixel_box([edge + shift for edge in edges], scale))
    return boxes


@dataclass(frozen=True)
class _Style:
    """What the panels of a figure have in common."""

    ink: str  # of frame and words
    scale: float  # pixels of a point
    sign: float  # point size
    dates: str
    log_format: str
    error_lines: bool
    shared_legend: bool


def to_gnuplot(spec: FigureSpec, suffix: str = ".png") -> tuple[str, list[VisibleRange]]:
    """The script that writes the figure, in the format of that ``suffix``, to standard output, and what panels show."""
    rng = np.random.default_rng(spec.seed)
    ranges = visible_ranges(spec)
    letters = pixels(spec.look, spec.look.font_size)
    style = _Style(
        ink="#dddddd" if "dark" in spec.tags else "#000000",
        scale=spec.look.dpi / 72,
        sign=letters / POINT_PIXELS * float(rng.uniform(0.5, 0.9)),
        dates=date_pattern(rng, ranges[0].x),
        log_format=str(rng.choice(["10^{%L}", "%g", "% h"])),
        error_lines=bool(rng.random() < 0.5),
        shared_legend=spec.shared_legend,
    )
    lines = [*_terminal(spec, letters, suffix), *_frame(rng, spec, style)]
    if len(spec.panels) > 1:
        title = f" title {_quoted(spec.title)} noenhanced" if spec.title is not None else ""
        lines.append(f"set multiplot layout {spec.rows},{spec.columns}{title}")
    for number, (panel, visible) in enumerate(zip(spec.panels, ranges, strict=True)):
        lines += _panel(number, panel, visible, style)
    return "\n".join([*lines, "unset multiplot", ""]), ranges


def _terminal(spec: FigureSpec, letters: float, suffix: str) -> Iterator[str]:
    look = spec.look
    ground = GROUNDS.get(look.style) or look.background or "#ffffff"
    ground = f'background rgb "{ground}"'
    if suffix != ".png":
        size = (
            f"{look.width / look.dpi:.6g}in,{look.height / look.dpi:.6g}in"
            if suffix == ".pdf"
            else f"{look.width},{look.height}"
        )
        name, points = ("pdfcairo", look.font_size * PDF_FONT) if suffix == ".pdf" else ("svg", letters)
        yield f'set terminal {name} enhanced size {size} font "{look.font},{points:.2f}" {ground}'
        yield "set encoding utf8"
        return
    # pngcairo's points are pixels at 72 dots per inch times four thirds
    font = f'"{look.font},{letters * 0.75:.2f}"'
    yield f"set terminal pngcairo enhanced size {look.width},{look.height} font {font} {ground}"
    yield "set encoding utf8"


def _frame(rng: Generator, spec: FigureSpec, style: _Style) -> Iterator[str]:
    look = spec.look
    ink = f'rgb "{style.ink}"'
    yield f"set border {3 if look.spines in ('left-bottom', 'none') else 31} lc {ink}"
    mirror = "nomirror" if look.spines in ("left-bottom", "none") or rng.random() < 0.3 else "mirror"
    length = "scale 0" if look.ticks == "none" else "out" if look.ticks == "out" else "in"
    yield f"set xtics {length} {mirror} textcolor {ink}; set ytics {length} {mirror} textcolor {ink}"
    if look.minor_ticks:
        yield "set mxtics; set mytics"
    if look.grid in ("both", "dotted") or (look.grid == "style" and rng.random() < 0.3):
        yield "set grid" + (' lt 1 lw 1 dt 3 lc rgb "#808080"' if look.grid == "dotted" else "")
    elif look.grid == "y":
        yield 'set grid ytics lt 1 lc rgb "#c8c8c8"'
    yield "set clip one; set clip two"


def _panel(number: int, panel: PanelSpec, visible: VisibleRange, style: _Style) -> Iterator[str]:
    ink = f'tc rgb "{style.ink}"'
    for name, words in (("title", panel.title), ("xlabel", panel.x_label), ("ylabel", panel.y_label)):
        yield f"set {name} {_quoted(words)} noenhanced {ink}" if words is not None else f"unset {name}"
    yield _key(number, panel, style, ink)
    yield from _x_axis(panel, visible.x, style)
    yield f"set yrange [{_range(visible.left)}]"
    yield "set logscale y" if panel.y_scale == "log" else "unset logscale y"
    yield from _numbers("y", panel.y_format, visible.left, style.log_format if panel.y_scale == "log" else "% h")
    if visible.right is not None:
        yield f'set ytics nomirror; set y2tics textcolor rgb "{style.ink}"; set y2range [{_range(visible.right)}]'
        if panel.y2_label is not None:
            yield f"set y2label {_quoted(panel.y2_label)} noenhanced {ink}"
    for index, series in enumerate(panel.series):
        yield from _data(f"$d{number}_{index}", series)
    yield "plot " + ", \\\n  ".join(_plots(number, panel, style))
    yield "print 'box', " + ", ".join(f"GPVAL_TERM_{name}" for name in BOX_PARTS)


def _key(number: int, panel: PanelSpec, style: _Style, ink: str) -> str:
    legend = panel.legend
    named = number == 0 if style.shared_legend else legend.place != "none"
    if not named:
        return "unset key"
    places = {
        "right": "outside right top vertical",
        "below": "bmargin center horizontal",
        "above": "tmargin center horizontal",
    }
    inside = f"inside {legend.corner.replace('upper', 'top').replace('lower', 'bottom')} vertical"
    box = "box" if legend.frame and legend.place == "corner" else "nobox"
    order = "Left reverse" if number % 2 else "Right noreverse"
    return f"set key {places.get(legend.place, inside)} {order} {box} noenhanced {ink}"


def _x_axis(panel: PanelSpec, visible: Range, style: _Style) -> Iterator[str]:
    yield "set logscale x" if panel.x_scale == "log" else "unset logscale x"
    if panel.x_scale == "date":
        yield f'set xdata time; set timefmt "%s"; set format x "{style.dates}"'
        yield f'set xrange ["{visible[0]:.0f}":"{visible[1]:.0f}"]'
        if len(style.dates) > 4:
            yield "set xtics rotate by -40" if style.error_lines else "set xtics rotate by 30 right"
        return
    yield f"set xrange [{_range(visible)}]"
    if panel.categories is not None:
        named = ", ".join(f"{_quoted(name)} {k}" for k, name in enumerate(panel.categories))
        yield f"set xtics ({named}) noenhanced"
    else:
        yield from _numbers("x", panel.x_format, visible, style.log_format if panel.x_scale == "log" else "% h")


def _numbers(axis: str, form: NumberFormat, visible: Range, plain: str) -> Iterator[str]:
    """The format of the tick labels; thousands have no format without a locale and are written out."""
    if form == "thousands":
        low, high = sorted(visible)  # an axis may be reversed
        step = round_step(high - low, TICKS)
        first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
        labels = ", ".join(f'"{k * step:,.0f}" {k * step:.9g}' for k in range(first, last + 1))
        yield f"set {axis}tics ({labels})"
        return
    formats = {"percent": "%g%%", "kilo": "%.10s%c"}
    yield f'set format {axis} "{formats.get(form, plain)}"'
    yield f"set {axis}tics autofreq"


def _data(name: str, series: SeriesSpec) -> Iterator[str]:
    yield f"{name} << EOD"
    none = np.full(len(series.x), np.nan)
    low, high = (none if v is None else v for v in (series.lower, series.upper))
    for row in zip(series.x, series.y, low, high, strict=True):
        yield " ".join(f"{value:.12g}" for value in row) if np.isfinite(row[1]) else ""
    yield "EOD"


def _plots(number: int, panel: PanelSpec, style: _Style) -> Iterator[str]:
    """The parts of the plot command: bands first, then the lines."""
    for index, series in enumerate(panel.series):
        if series.lower is not None and not series.error_bars:
            fill = f'with filledcurves fc rgb "{series.color}" fs transparent solid 0.25 noborder notitle'
            yield f"$d{number}_{index} using 1:3:4 axes x1{_side(series)} {fill}"
    for index, series in enumerate(panel.series):
        look = f'lc rgb "{series.color}" lw {series.width * style.scale:.2f} dt {DASHES[series.dash]}'
        sign = f" pt {SIGNS[series.marker][series.hollow]} ps {style.sign:.2f}" if series.marker else ""
        source = f"$d{number}_{index} using 1:2 axes x1{_side(series)}"
        title = f"title {_quoted(series.name)}"
        yield f"{source} with {'linespoints' if sign else 'lines'} {look}{sign} {title}"
        if series.error_bars and series.lower is not None:
            width = max(series.width * style.scale * 0.7, 1)
            bars = f'with yerrorbars lc rgb "{series.color}" lw {width:.2f} ps 0 notitle'
            yield f"$d{number}_{index} using 1:2:3:4 axes x1{_side(series)} {bars}"


def _side(series: SeriesSpec) -> str:
    return "y2" if series.axis == "right" else "y1"


def _range(limits: Range) -> str:
    return f"{limits[0]:.12g}:{limits[1]:.12g}"


def _quoted(words: str | None) -> str:
    return "'" + (words or "").replace("'", "''") + "'"
