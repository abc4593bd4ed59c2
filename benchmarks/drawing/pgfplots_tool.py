"""Draws a figure specification with pgfplots, in the fonts of TeX, as papers do."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, which

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
from benchmarks.drawing.limits import visible_ranges
from benchmarks.drawing.spec import FigureSpec, NumberFormat, PanelSpec, Range, SeriesSpec, VisibleRange
from benchmarks.drawing.tex import in_tex

INSTALL = "apt-get install texlive-pictures texlive-latex-recommended texlive-fonts-recommended poppler-utils"
# Dates are days since some epoch to pgfplots, with six digits: too coarse for a truth.
KNOWN = (SINGLE_PANEL | SECOND_AXIS | PANEL_GRID | LARGE_NUMBERS | {"series.hollow", "series.error_bars"}) - {
    "panel.x_scale=date",
    "panel.x_format=kilo",
    "panel.y_format=kilo",
    "figure.title",
}
CYCLE = ("#0000ff", "#ff0000", "#996633", "#000000", "#008080", "#ff8000", "#800080")  # near pgfplots' own
STYLINGS = {
    "dev": ToolStyling(
        themes={"article": Theme(8), "cream": Theme(1, "shaded")},
        fonts={"Computer Modern": 6, "Helvetica": 2},
        palettes=(CYCLE, CYCLE, palettes.SET1),
        markers=("o", "s", "^", "D", "x"),
        widths=(4, 12),
        legends={"corner": 12, "right": 3, "below": 2},
        fits={"nice": 4, "tight": 2, "margin": 4},
    ),
    "test": ToolStyling(
        themes={"article": Theme(8), "grey": Theme(1, "shaded")},
        fonts={"Computer Modern": 5, "Computer Modern Sans": 2, "Times": 2},
        palettes=(CYCLE, palettes.DARK2, palettes.OKABE_ITO),
        markers=("o", "s", "v", "D", "+", "*"),
        widths=(4, 15),
        legends={"corner": 10, "right": 3, "below": 3},
        fits={"nice": 3, "tight": 2, "margin": 5},
    ),
}
GROUNDS = {"cream": "fbf6e6", "grey": "eeeeee"}
FONTS = {
    "Computer Modern": "",
    "Computer Modern Sans": r"\renewcommand{\familydefault}{\sfdefault}\usepackage{sansmath}\sansmath",
    "Helvetica": r"\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}",
    "Times": r"\usepackage{mathptmx}",
}
DASHES = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "dashdot": "dashdotted"}
FILLED = {
    "o": "*",
    "s": "square*",
    "^": "triangle*",
    "v": "triangle*",
    "D": "diamond*",
    "x": "x",
    "+": "+",
    "*": "star",
}
HOLLOW = FILLED | {"o": "o", "s": "square", "^": "triangle", "v": "triangle", "D": "diamond"}
CORNERS = {
    "upper right": "north east",
    "upper left": "north west",
    "lower left": "south west",
    "lower right": "south east",
}
TICK_ROOM = 5.5  # font sizes between ticks, so that their labels have room side by side
EDGE = 4  # points of paper around the figure
MOST_SECONDS = 120


def is_there() -> bool:
    """Whether LaTeX with pgfplots and a renderer of its PDF are there."""
    if which("pdflatex") is None or which("pdftoppm") is None or which("kpsewhich") is None:
        return False
    found = subprocess.run(
        ["kpsewhich", "pgfplots.sty", "helvet.sty", "sansmath.sty"], capture_output=True, check=False
    )
    return len(found.stdout.split()) == 3


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in the manner of pgfplots; None where it shows what this tool cannot draw."""
    twins_in_grid = len(spec.panels) > 1 and any(panel.has_right_axis for panel in spec.panels)
    return None if twins_in_grid else adapted(spec, "pgfplots", STYLINGS[split], KNOWN)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    with tempfile.TemporaryDirectory() as folder:
        pdf, ranges = draw_pdf(spec, Path(folder))
        if path.suffix == ".pdf":
            copyfile(pdf, path)
            return ranges
        command = ["pdftoppm", "-png", "-singlefile", "-r", str(spec.look.dpi), str(pdf), str(path.with_suffix(""))]
        subprocess.run(command, capture_output=True, check=True, timeout=MOST_SECONDS)
    return ranges


def draw_pdf(spec: FigureSpec, folder: Path) -> tuple[Path, list[VisibleRange]]:
    """Typeset the figure as ``figure.pdf`` in ``folder``, a page of the figure's size; and what each panel shows."""
    source, ranges = to_tex(spec)
    (folder / "figure.tex").write_text(source)
    command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "figure.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=MOST_SECONDS)
    if done.returncode:
        raise RuntimeError(f"pdflatex: {(folder / 'figure.log').read_text(errors='replace')[-800:]}")
    return folder / "figure.pdf", ranges


@dataclass(frozen=True)
class _Style:
    """What the panels of a figure have in common."""

    frame: str  # options of every axis
    scaled: bool  # large numbers as multiples of a power at the end of the axis
    sign: float  # radius of markers, in points
    shared_legend: bool
    grouped: bool  # several panels


def to_tex(spec: FigureSpec) -> tuple[str, list[VisibleRange]]:
    """The document that shows the figure alone, and what each panel shows."""
    rng = np.random.default_rng(spec.seed)
    ranges = visible_ranges(spec)
    look = spec.look
    letters = look.font_size
    style = _Style(
        frame=", ".join(_frame(rng, spec)),
        scaled=bool(rng.random() < 0.5),
        sign=letters * float(rng.uniform(0.16, 0.26)),
        shared_legend=spec.shared_legend,
        grouped=len(spec.panels) > 1,
    )
    body = [line for k, panel in enumerate(spec.panels) for line in _panel(k, panel, ranges[k], style)]
    if len(spec.panels) > 1:
        gaps = f"horizontal sep={5 * letters:.1f}pt, vertical sep={5.5 * letters:.1f}pt"
        group = f"group style={{group size={spec.columns} by {spec.rows}, {gaps}}}"
        body = [rf"\begin{{groupplot}}[{group}, {style.frame}]", *body, r"\end{groupplot}"]
    return "\n".join([*_head(spec, letters), *body, *_tail()]), ranges


def _head(spec: FigureSpec, letters: float) -> Iterator[str]:
    ground = GROUNDS.get(spec.look.style) or (spec.look.background or "#ffffff").removeprefix("#")
    yield r"\documentclass{article}\usepackage{fix-cm}\usepackage{amsmath,textcomp}" + FONTS[spec.look.font]
    yield r"\usepackage{pgfplots}\pgfplotsset{compat=newest}\usepgfplotslibrary{groupplots,fillbetween}"
    colors = dict.fromkeys(s.color for panel in spec.panels for s in panel.series)
    yield "".join(rf"\definecolor{{c{c[1:]}}}{{HTML}}{{{c[1:].upper()}}}" for c in colors)
    yield rf"\begin{{document}}\pagecolor[HTML]{{{ground.upper()}}}"
    yield rf"\setbox0=\hbox{{\fontsize{{{letters:.2f}}}{{{1.2 * letters:.2f}}}\selectfont\begin{{tikzpicture}}"


def _tail() -> Iterator[str]:
    yield r"\end{tikzpicture}}"
    yield rf"\pdfpagewidth=\dimexpr\wd0+{2 * EDGE}pt \pdfpageheight=\dimexpr\ht0+\dp0+{2 * EDGE}pt"
    yield rf"\hoffset=\dimexpr{EDGE}pt-1in \voffset=\dimexpr{EDGE}pt-1in \shipout\box0"
    yield r"\end{document}"


def _frame(rng: Generator, spec: FigureSpec) -> Iterator[str]:
    look = spec.look
    width, height = (72.27 * side / look.dpi for side in (look.width, look.height))
    legend_room = 0.75 if any(panel.legend.place == "right" for panel in spec.panels) else 1.0
    yield f"width={width / spec.columns * legend_room:.1f}pt, height={height / spec.rows:.1f}pt"
    if look.spines in ("left-bottom", "none"):
        yield "axis x line*=bottom, axis y line*=left"
    yield f"tick align={'outside' if look.ticks == 'out' or rng.random() < 0.2 else 'inside'}"
    if look.ticks == "none":
        yield "tick style={draw=none}"
    if look.minor_ticks:
        yield "minor tick num=1"
    yield f"max space between ticks={TICK_ROOM * look.font_size:.0f}pt"
    if look.grid in ("both", "dotted") or (look.grid == "style" and rng.random() < 0.3):
        yield "grid=major, grid style={" + ("dotted, black!50" if look.grid == "dotted" else "black!15") + "}"
    elif look.grid == "y":
        yield "ymajorgrids, grid style={black!20}"
    yield "unbounded coords=jump, clip marker paths=true, every axis plot/.append style={line join=round}"


def _panel(number: int, panel: PanelSpec, visible: VisibleRange, style: _Style) -> Iterator[str]:
    named = number == 0 if style.shared_legend else panel.legend.place != "none"
    legend = list(_legend(panel)) if named else []
    two = visible.right is not None
    options = [*_words(panel), *_x_axis(panel, visible.x, style), *_y_axis("y", panel.y_format, panel.y_scale, style)]
    options += [_limits("y", visible.left), *([] if two else legend), *(["axis y line*=left"] if two else [])]
    yield _opening(options, style)
    yield from _plots(panel, "left", style, named=named and not two)
    yield from [] if style.grouped else [r"\end{axis}"]
    if visible.right is not None:
        right = [_limits("x", visible.x), _limits("y", visible.right), *_y_axis("y", "plain", "linear", style), *legend]
        right += ["xmode=log"] if panel.x_scale == "log" else []
        right += ["axis x line=none, axis y line*=right, grid=none", f"ylabel={{{in_tex(panel.y2_label)}}}"]
        yield _opening(right, style)
        if named:
            yield from (f"\\addlegendimage{{{_look(s, style)}}}{_entry(s)}" for s in panel.series if s.axis == "left")
        yield from _plots(panel, "right", style, named=named)
        yield r"\end{axis}"


def _opening(options: list[str], style: _Style) -> str:
    if style.grouped:
        return rf"\nextgroupplot[{', '.join(options)}]"
    return rf"\begin{{axis}}[{', '.join([style.frame, *options])}]"


def _words(panel: PanelSpec) -> Iterator[str]:
    for key, words in (("title", panel.title), ("xlabel", panel.x_label), ("ylabel", panel.y_label)):
        if words is not None:
            yield f"{key}={{{in_tex(words)}}}"


def _x_axis(panel: PanelSpec, visible: Range, style: _Style) -> Iterator[str]:
    yield _limits("x", visible)
    if panel.categories is not None:
        places = ",".join(str(k) for k in range(len(panel.categories)))
        names = ",".join(f"{{{in_tex(name)}}}" for name in panel.categories)
        yield f"xtick={{{places}}}, xticklabels={{{names}}}"
    else:
        yield from _y_axis("x", panel.x_format, panel.x_scale, style)


def _y_axis(axis: str, form: NumberFormat, scale: str, style: _Style) -> Iterator[str]:
    """The scale and the format of the tick labels along ``axis``."""
    if scale == "log":
        yield f"{axis}mode=log"
    elif form == "thousands":
        yield f"scaled {axis} ticks=false, {axis}ticklabel style={{/pgf/number format/.cd, fixed, 1000 sep={{,}}}}"
    elif form == "percent":
        yield f"{axis}ticklabel={{\\pgfmathprintnumber{{\\tick}}\\,\\%}}"
    elif not style.scaled:
        yield f"scaled {axis} ticks=false, {axis}ticklabel style={{/pgf/number format/.cd, fixed, precision=6}}"


def _limits(axis: str, visible: Range) -> str:
    low, high = sorted(visible)
    turned = f", {axis} dir=reverse" if visible[0] > visible[1] else ""
    return f"{axis}min={low:.9g}, {axis}max={high:.9g}{turned}"


def _legend(panel: PanelSpec) -> Iterator[str]:
    legend = panel.legend
    frame = "" if legend.frame else ", draw=none"
    if legend.place == "right":
        yield f"legend pos=outer north east, legend style={{cells={{anchor=west}}{frame}}}"
    elif legend.place == "below":
        yield f"legend columns={max(legend.columns, 1)}"
        yield f"legend style={{at={{(0.5,-0.22)}}, anchor=north, cells={{anchor=west}}{frame}}}"
    else:
        yield f"legend pos={CORNERS[legend.corner]}, legend style={{cells={{anchor=west}}{frame}}}"


def _plots(panel: PanelSpec, side: str, style: _Style, named: bool) -> Iterator[str]:
    """The bands first, then the lines with their entries of the legend."""
    chosen = [series for series in panel.series if series.axis == side]
    for k, series in enumerate(chosen):
        if series.lower is not None and series.upper is not None and not series.error_bars:
            for name, edge in (("low", series.lower), ("high", series.upper)):
                yield rf"\addplot[draw=none, forget plot, name path={name}{k}] table {{{_rows(series.x, edge)}}};"
            yield rf"\addplot[{_color(series)}, opacity=0.25, forget plot] fill between[of=low{k} and high{k}];"
    for series in chosen:
        bars = "/pgfplots/error bars/.cd, y dir=both, y explicit" if series.error_bars else ""
        look = _look(series, style) + (f", {bars}" if bars else "")
        yield rf"\addplot[{look}] {_table(series)};" + (_entry(series) if named else "")


def _look(series: SeriesSpec, style: _Style) -> str:
    look = f"{_color(series)}, {DASHES[series.dash]}, line width={series.width:.2f}pt"
    if series.marker is None:
        return f"{look}, mark=none"
    sign = (HOLLOW if series.hollow else FILLED)[series.marker]
    turned = ", rotate=180" if series.marker == "v" else ""
    return f"{look}, mark={sign}, mark size={style.sign:.2f}pt, mark options={{solid{turned}}}"


def _color(series: SeriesSpec) -> str:
    return f"c{series.color[1:]}"


def _entry(series: SeriesSpec) -> str:
    return rf"\addlegendentry{{{in_tex(series.name)}}}"


def _table(series: SeriesSpec) -> str:
    if not series.error_bars or series.lower is None or series.upper is None:
        return f"table {{{_rows(series.x, series.y)}}}"
    errors = _rows(series.x, series.y, series.upper - series.y, series.y - series.lower)
    return f"table[x index=0, y index=1, y error plus index=2, y error minus index=3] {{{errors}}}"


def _rows(*columns: Array) -> str:
    return "\n" + "\n".join(" ".join(f"{v:.9g}" for v in row) for row in zip(*columns, strict=True)) + "\n"
