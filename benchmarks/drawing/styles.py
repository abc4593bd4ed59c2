"""Ranges of styling from which figures are drawn: one for development, another for the test that is not looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from numpy.random import Generator

from benchmarks.drawing.spec import Look

T = TypeVar("T", bound=str)
Palette = tuple[str, ...]
DARK_STYLES = frozenset({"dark_background"})
SHADED_STYLES = frozenset({"ggplot", "bmh", "fivethirtyeight", "seaborn-v0_8-darkgrid", "Solarize_Light2"})


@dataclass(frozen=True)
class Styling:
    """Everything a look may be picked from. Weights of ``styles`` need not sum to one."""

    styles: dict[str, float]
    fonts: dict[str, float]
    palettes: tuple[Palette, ...]
    markers: tuple[str, ...]
    sides: tuple[int, int]  # least and greatest width of a single panel, in pixels
    em_per_width: tuple[float, float]  # width of a panel in font sizes
    widths: tuple[float, float]  # of lines, in hundredths of the font size
    jpeg_quality: tuple[int, int]
    blur: tuple[float, float]  # sigma, in strokes of letters
    rotation: tuple[float, float]  # degrees either way
    noise: tuple[float, float]  # sigma, in grey levels
    papers: tuple[str, ...]
    grey_grounds: tuple[str, ...]
    reference_colors: tuple[str, ...]
    close_hues: tuple[float, ...]
    alpha: tuple[float, float]
    band_half: tuple[float, float]  # half the height of wide bands, of the span
    gap_length: tuple[float, float]  # of the points of a line
    hidden_length: tuple[float, float]
    cut_away: tuple[float, float]  # share of the points that lie above or below the plot


DEV = Styling(
    styles={
        "default": 10, "ggplot": 2, "seaborn-v0_8-whitegrid": 2, "seaborn-v0_8-darkgrid": 1, "bmh": 1, "classic": 1,
        "fivethirtyeight": 1, "dark_background": 1, "seaborn-v0_8-white": 1,
    },
    fonts={"DejaVu Sans": 6, "DejaVu Serif": 2, "STIXGeneral": 1, "Liberation Sans": 3, "Lato": 1},
    palettes=(
        ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f"),
        ("#e41a1c", "#377eb8", "#4daf4a", "#984ea3", "#ff7f00", "#a65628", "#f781bf"),
        ("#4c72b0", "#dd8452", "#55a868", "#c44e52", "#8172b3", "#937860", "#da8bc3"),
        ("#0000ff", "#ff0000", "#008000", "#ff8c00", "#800080", "#00a0a0"),
        ("#440154", "#3b528b", "#21918c", "#5ec962", "#b8c000"),
        (
            "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22",
            "#17becf", "#000000", "#1f3d0c",
        ),
    ),
    markers=("o", "s", "^", "D", "x", "v"),
    sides=(300, 1300),
    em_per_width=(30, 65),
    widths=(8, 22),
    jpeg_quality=(35, 95),
    blur=(0.3, 0.9),
    rotation=(0.1, 0.8),
    noise=(1.0, 5.0),
    papers=("#fbf7ec", "#f4f1ea", "#f7f7f5"),
    grey_grounds=("#ebebeb", "#eaeaf2"),
    reference_colors=("#555555", "#999999", "#000000", "#d62728"),
    close_hues=(0.0, 0.33, 0.6),
    alpha=(0.4, 0.8),
    band_half=(0.08, 0.2),
    gap_length=(0.05, 0.14),
    hidden_length=(0.2, 0.45),
    cut_away=(0.03, 0.15),
)  # fmt: skip
TEST = Styling(
    styles={
        "default": 8, "ggplot": 1, "seaborn-v0_8": 2, "seaborn-v0_8-ticks": 2, "bmh": 1, "Solarize_Light2": 1,
        "seaborn-v0_8-whitegrid": 1, "tableau-colorblind10": 1, "fast": 1, "dark_background": 1, "grayscale": 0.5,
    },
    fonts={
        "DejaVu Sans": 5, "DejaVu Serif": 1, "STIXGeneral": 1, "DejaVu Sans Mono": 1, "cmr10": 1,
        "Liberation Serif": 2, "Carlito": 1,
    },
    palettes=(
        ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f"),
        ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d"),
        ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"),
        ("#006ba4", "#ff800e", "#595959", "#5f9ed1", "#c85200", "#a2c8ec"),
        ("#264653", "#2a9d8f", "#e9a046", "#e76f51", "#8d1f3a"),
        ("#0d0887", "#9c179e", "#ed7953", "#d8b000"),
        (
            "#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ccaa44", "#cc6677", "#882255", "#aa4499",
            "#555555", "#e08000", "#0060ff",
        ),
    ),
    markers=("o", "s", "^", "d", "*", "+", "p"),
    sides=(340, 1600),
    em_per_width=(28, 75),
    widths=(7, 25),
    jpeg_quality=(30, 92),
    blur=(0.4, 1.0),
    rotation=(0.2, 1.0),
    noise=(1.0, 7.0),
    papers=("#f5efdf", "#efefea", "#fdf9f0"),
    grey_grounds=("#e5e5e5", "#e8e8ee", "#f0f0f0"),
    reference_colors=("#444444", "#aaaaaa", "#000000", "#2ca02c", "#b2182b"),
    close_hues=(0.08, 0.5, 0.75),
    alpha=(0.35, 0.75),
    band_half=(0.1, 0.25),
    gap_length=(0.04, 0.2),
    hidden_length=(0.25, 0.55),
    cut_away=(0.02, 0.2),
)  # fmt: skip
SPLITS = {"dev": DEV, "test": TEST}
FONT_PIXELS = (8.5, 30.0)  # below, letters are no longer legible to people; above, nobody draws them


def random_look(rng: Generator, styling: Styling, rows: int, columns: int) -> Look:
    """A look for a figure of so many panels; panels of a grid are smaller than a panel alone."""
    panel_width = float(rng.uniform(*styling.sides)) / (1 if columns == 1 else 1.6)
    panel_width = max(panel_width, 240.0)
    font_pixels = float(min(max(panel_width / rng.uniform(*styling.em_per_width), FONT_PIXELS[0]), FONT_PIXELS[1]))
    dpi = int(rng.choice([72, 100, 100, 120, 150, 200]))
    return Look(
        width=min(round(panel_width * columns), 2400),
        height=min(round(panel_width * float(rng.uniform(0.55, 0.85)) * rows), 2000),
        dpi=dpi,
        style=pick(rng, styling.styles),
        font=pick(rng, styling.fonts),
        font_size=font_pixels * 72 / dpi,
        grid=pick(rng, {"style": 4, "none": 3, "both": 3, "y": 2, "dotted": 2}),
        spines=pick(rng, {"style": 5, "all": 2, "left-bottom": 3}),
        ticks=pick(rng, {"style": 5, "in": 2, "out": 2, "none": 1}),
        minor_ticks=bool(rng.random() < 0.12),
        background="#f5f5f0" if rng.random() < 0.05 else None,
        margin=0.0 if rng.random() < 0.2 else None,
    )


def pick(rng: Generator, weights: dict[T, float]) -> T:
    """A key, as likely as its weight."""
    keys = list(weights)
    total = sum(weights.values())
    return keys[int(rng.choice(len(keys), p=[weights[k] / total for k in keys]))]


def visible_colors(palette: Palette, style: str) -> Palette:
    """Colours of the palette that stand out from the background of the style."""
    dark = style in DARK_STYLES
    return tuple(color for color in palette if (luminance(color) > 0.3 if dark else luminance(color) < 0.75))


def luminance(color: str) -> float:
    """Perceived brightness of ``#rrggbb``, 0 to 1."""
    red, green, blue = (int(color[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
