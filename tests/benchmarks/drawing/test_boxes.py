"""The plot boxes that the tools tell, held to the ink of lines that they draw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.curves import Array
from benchmarks.drawing.limits import MARGIN
from benchmarks.drawing.pictures import CSS_PIXELS
from benchmarks.drawing.spec import FigureSpec, Look, PanelSpec, Range, SeriesSpec, VisibleRange
from benchmarks.drawing.tools import TOOLS

STYLES = {"matplotlib": "default", "seaborn": "white", "ggplot2": "bw", "plotly": "plotly_white", "echarts": "v5"}
TELLING = ("matplotlib", "seaborn", "vega", "gnuplot", "echarts", "ggplot2", "plotly")
LOOK = Look(901, 377, 100, "default", "DejaVu Sans", 8.7, "none", "all", "out", margin=MARGIN)
SLOPING = SeriesSpec("flat", np.array([1.0, 6.0]), np.array([2.0, 3.0]), "#ff0000", 2)  # tells where values of y are
STEEP = SeriesSpec("steep", np.array([6.5, 7.5]), np.array([9.0, 1.0]), "#0000ff", 2)  # tells where values of x are
PANEL = PanelSpec((SLOPING, STEEP), x_label="x", y_label="y")
REACH = 8  # pixels beside a line in which its ink is sought
CLOSE = 0.1  # pixels; a box that is off by the half of a pixel is wrong


def drawn(tool: str, path: Path, *panels: PanelSpec) -> list[VisibleRange]:
    """What the tool says that it drew to the path."""
    if not TOOLS[tool].is_there():
        pytest.skip(f"comes with: {TOOLS[tool].install}")
    look = replace(LOOK, style=STYLES.get(tool, "default"), outlines=True)  # R draws them without a further package
    spec = FigureSpec("one", 1, look, columns=len(panels), panels=panels)
    return TOOLS[tool].draw(spec, path)


def off_of(path: Path, series: SeriesSpec, box: Array, visible: tuple[Range, Range], log: bool = False) -> float:
    """Pixels by which the ink of a straight line lies too far down, or too far right where it is steep."""
    rgb = np.asarray(Image.open(path).convert("RGB"), dtype=float)
    ink = rgb[..., 0] - rgb[..., 2] if series.color == "#ff0000" else rgb[..., 2] - rgb[..., 0]
    x, y = (np.log10(series.x), np.log10(series.y)) if log else (series.x, series.y)
    (first, last), (low, high) = np.log10(visible) if log else visible
    columns = box[0] + (x - first) / (last - first) * (box[2] - box[0])
    rows = box[3] - (y - low) / (high - low) * (box[3] - box[1])
    if np.ptp(rows) > np.ptp(columns):
        ink, columns, rows = ink.T, rows, columns
    order = np.argsort(columns)
    start, end = np.quantile(columns, (0.2, 0.8))
    off = []
    for column in range(round(start), round(end)):
        row = float(np.interp(column, columns[order], rows[order]))
        near = np.arange(round(row) - REACH, round(row) + REACH + 1)
        off.append(np.average(near, weights=ink[near, column].clip(0)) - row)
    return float(np.mean(off))


@pytest.mark.parametrize("tool", TELLING)
def test_ink_lies_where_box_and_ranges_say_in_each_panel(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    other = replace(PANEL, series=tuple(replace(s, x=20 * s.x, y=1e4 * s.y) for s in PANEL.series), title="Second")
    panels = (PANEL, other)
    ranges = drawn(tool, path, *panels)
    for panel, visible in zip(panels, ranges, strict=True):
        for series in panel.series:
            off = off_of(path, series, np.array(visible.box), (visible.x, visible.left))
            assert off == pytest.approx(0, abs=CLOSE), series.name


@pytest.mark.parametrize("tool", TELLING)
def test_ink_lies_there_on_log_axes(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    sloping = replace(SLOPING, x=np.array([1.0, 1000.0]), y=np.array([10.0, 20.0]))
    steep = replace(STEEP, x=np.array([500.0, 700.0]), y=np.array([900.0, 2.0]))
    (visible,) = drawn(tool, path, replace(PANEL, series=(sloping, steep), x_scale="log", y_scale="log"))
    for series in (sloping, steep):
        off = off_of(path, series, np.array(visible.box), (visible.x, visible.left), log=True)
        assert off == pytest.approx(0, abs=CLOSE), series.name


@pytest.mark.parametrize("tool", [tool for tool in TELLING if tool != "seaborn"])
def test_ink_lies_there_on_a_right_axis(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    right = replace(STEEP, y=100 * STEEP.y, axis="right")
    (visible,) = drawn(tool, path, replace(PANEL, series=(SLOPING, right), y2_label="y2"))
    assert visible.right is not None
    for series, y in ((SLOPING, visible.left), (right, visible.right)):
        off = off_of(path, series, np.array(visible.box), (visible.x, y))
        assert off == pytest.approx(0, abs=CLOSE), series.name


def test_ink_lies_there_in_facets_that_caps_of_error_bars_widen(tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    wide = replace(SLOPING, lower=SLOPING.y - 0.1, upper=SLOPING.y + 0.1, error_bars=True)
    steep = replace(STEEP, x=np.array([5.5, 5.8]))
    for visible in drawn("ggplot2", path, *2 * (replace(PANEL, series=(wide, steep)),)):
        assert visible.x[0] < 1 - MARGIN * 5
        assert off_of(path, steep, np.array(visible.box), (visible.x, visible.left)) == pytest.approx(0, abs=CLOSE)


@pytest.mark.parametrize("tool", TELLING)
def test_boxes_of_vector_files_are_those_of_the_page(tool: str, tmp_path: Path) -> None:
    """Also where a tool counts in units of its own: a file of so many CSS pixels has the dots per inch of its look."""
    vl_convert = pytest.importorskip("vl_convert")
    (visible,) = drawn(tool, tmp_path / "one.svg", PANEL)
    (tmp_path / "one.png").write_bytes(
        vl_convert.svg_to_png((tmp_path / "one.svg").read_text(), scale=LOOK.dpi / CSS_PIXELS)
    )
    for series in PANEL.series:
        off = off_of(tmp_path / "one.png", series, np.array(visible.box), (visible.x, visible.left))
        assert off == pytest.approx(0, abs=CLOSE), series.name
