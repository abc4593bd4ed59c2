"""What is done to drawn pictures: damage, pasting, a page around them; and what matplotlib draws of new features."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.drawing.damage import damage_picture, save_picture
from benchmarks.drawing.generate import write_figure
from benchmarks.drawing.matplotlib_ticks import print_number
from benchmarks.drawing.matplotlib_tool import draw
from benchmarks.drawing.page import paste_pictures, put_on_page
from benchmarks.drawing.spec import (
    AnnotationSpec,
    Damage,
    FigureSpec,
    LegendSpec,
    Look,
    NumberFormat,
    PanelSpec,
    ReferenceSpec,
    SeriesSpec,
)
from schemas.truth import load_truth

LOOK = Look(400, 300, 100, "default", "DejaVu Sans", 8, "none", "all", "style")
X = np.linspace(0.0, 10.0, 40)
LINE = SeriesSpec("Line", X, 2 * X, "#ff0000", 1.5)


def figure_of(panel: PanelSpec) -> FigureSpec:
    return FigureSpec(id="one", seed=0, look=LOOK, panels=(panel,))


def black_bar() -> Image.Image:
    pixels = np.full((60, 100, 3), 255, dtype=np.uint8)
    pixels[28:32, 10:90] = 0
    return Image.fromarray(pixels)


def test_damage_is_what_it_says() -> None:
    rng = np.random.default_rng(0)
    clean = black_bar()
    assert np.array_equal(np.asarray(damage_picture(clean, Damage(), rng)), np.asarray(clean))
    turned = np.asarray(damage_picture(clean, Damage(rotation=2.0), rng))[:, :, 0]
    left, right = (np.flatnonzero(turned[:, column] < 128).mean() for column in (15, 85))
    assert left - right == pytest.approx(70 * np.tan(np.radians(2)), abs=0.6)
    assert turned[0, 0] == 255
    tinted = np.asarray(damage_picture(clean, Damage(paper="#f0e0d0"), rng))
    assert tuple(tinted[0, 0]) == (0xF0, 0xE0, 0xD0)
    assert tuple(tinted[30, 50]) == (0, 0, 0)
    blurred = np.asarray(damage_picture(clean, Damage(blur=1.5), rng)).astype(int)
    assert 0 < blurred[27, 50, 0] < 255
    grainy = np.asarray(damage_picture(clean, Damage(noise=4.0), rng)).astype(float)
    assert grainy[30:32, 12:88].std() > 1


def test_quality_decides_the_format(tmp_path: Path) -> None:
    for quality, form in ((None, "PNG"), (40, "JPEG")):
        path = tmp_path / str(form)
        save_picture(black_bar(), path, quality)
        with Image.open(path) as image:
            assert image.format == form


def test_pasted_pictures_do_not_touch() -> None:
    sheet, places = paste_pictures([black_bar()] * 3, columns=2, gap=10)
    assert places == [(0, 0), (110, 0), (0, 70)]
    assert sheet.size == (210, 130)
    assert np.asarray(sheet)[:, 100:110].min() == 255


def test_page_keeps_the_picture_as_it_is() -> None:
    picture, (left, told) = put_on_page(black_bar(), "Figure 1: A bar.", 12, np.random.default_rng(1))
    page = np.asarray(picture)
    bar = np.asarray(black_bar())
    height, width = page.shape[:2]
    places = [top for top in range(height - 60) if np.array_equal(page[top : top + 60, 30 : 30 + 100], bar)]
    assert (left, [told]) == (30, places)
    assert page[: places[0]].min() < 100  # print above
    assert page[places[0] + 60 :].min() < 100
    assert width == 160


def test_parts_come_out_as_panels_of_one_figure(tmp_path: Path) -> None:
    part = figure_of(PanelSpec(series=(LINE,)))
    other = replace(part, panels=(PanelSpec(series=(replace(LINE, y=X),)),))
    spec = FigureSpec(id="both", seed=1, look=LOOK, columns=2, parts=(part, other), damage=Damage(jpeg_quality=80))
    truth = write_figure(spec, draw, "matplotlib", tmp_path)
    assert [panel.series[0].y[-1] for panel in truth.panels] == [20, 10]
    assert load_truth(tmp_path / "both.json") == truth
    with Image.open(tmp_path / "both.jpg") as image:
        assert image.width == 2 * LOOK.width + 12
    first, second = (panel.box for panel in truth.panels)
    assert first is not None
    assert second is not None
    assert 0 < first[0] < first[2] < LOOK.width < LOOK.width + 12 < second[0] < second[2]


def frame_of(path: Path) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the one black frame of a picture."""
    with Image.open(path) as image:
        dark = np.asarray(image.convert("L")) < 100
    columns, rows = (np.flatnonzero(dark.sum(axis=k) > 0.6 * n) for k, n in ((0, LOOK.height), (1, LOOK.width)))
    return float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1])


def test_truth_has_the_plot_box_of_the_file(tmp_path: Path) -> None:
    """Also on a page; not where the picture is turned."""
    spec = figure_of(PanelSpec(series=(replace(LINE, color="#ffbbbb"),)))
    for name, whole in (("alone", spec), ("paper", replace(spec, page="Figure 1: A line."))):
        (panel,) = write_figure(replace(whole, id=name), draw, "matplotlib", tmp_path).panels
        assert panel.box == pytest.approx(frame_of(tmp_path / f"{name}.png"), abs=1)
    turned = write_figure(replace(spec, damage=Damage(rotation=1.0)), draw, "matplotlib", tmp_path)
    assert turned.panels[0].box is None


def test_limits_inset_and_helpers_are_drawn_as_asked(tmp_path: Path) -> None:
    panel = PanelSpec(
        series=(replace(LINE, fill=True), replace(LINE, y=20 - 2 * X, marker="s", line=False, color="#00aa00")),
        x_lim=(10, 0),
        y_lim=(-2, 30),
        references=(ReferenceSpec("y", 5), ReferenceSpec("x", 50)),  # one far outside does not widen the range
        annotations=(AnnotationSpec("peak", (0.2, 0.8), (5.0, 10.0)), AnnotationSpec("note", (0.5, 0.9))),
        ghosts=(replace(LINE, name="Ghost", x=np.empty(0), y=np.empty(0)),),
        legend=LegendSpec("right"),
        tick_count=2,
        stray_twin=True,
        inset=PanelSpec(series=(LINE,), x_lim=(2, 4), y_lim=(3, 9)),
    )
    (visible,) = draw(figure_of(panel), tmp_path / "one.png")
    assert visible.x == (10, 0)
    assert visible.left == (-2, 30)
    assert visible.inset is not None
    assert (visible.inset.x, visible.inset.left) == ((2, 4), (3, 9))


def test_names_at_line_ends_stand_right_of_the_plot(tmp_path: Path) -> None:
    panel = PanelSpec(series=(LINE,), legend=LegendSpec("direct"))
    draw(figure_of(panel), tmp_path / "one.png")
    with Image.open(tmp_path / "one.png") as image:
        rgb = np.asarray(image.convert("RGB")).astype(int)
    frame = np.flatnonzero((rgb.max(axis=2) < 60).mean(axis=0) > 0.5)
    red = (rgb[:, :, 0] > 200) & (rgb[:, :, 1:].max(axis=2) < 120)
    assert red[:, frame[-1] + 2 :].any()


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("kilo", 2.5e9, "2.5B"),
        ("kilo", -20_000, "-20k"),
        ("thousands", 20_000, "20,000"),
        ("currency", 12_500.5, "$12,500.5"),
        ("currency", -3, "-$3"),
        ("decimal_comma", 0.25, "0,25"),
        ("scientific", 25_000, "2.5e+04"),
    ],
)
def test_numbers_are_written_whole(form: NumberFormat, value: float, text: str) -> None:
    assert print_number(value, form) == text
