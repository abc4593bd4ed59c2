"""Every feature that may be added to a figure, by its tag; a figure gets some of those that go with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from benchmarks.drawing import data_features as data
from benchmarks.drawing import line_features as lines
from benchmarks.drawing import panel_features as panel
from benchmarks.drawing import picture_features as picture
from benchmarks.drawing.changes import Change, on_panels, on_single_panel
from benchmarks.drawing.spec import FigureSpec
from benchmarks.drawing.styles import Styling

COUNTS = (0.2, 0.38, 0.27, 0.15)  # how likely a figure has none, one, two, three features


PLAIN_EVERY = 3  # figures, one of which has no wished feature


@dataclass(frozen=True)
class Feature:
    """A feature: how likely it is among those that go with a figure; only one of each ``group`` is in a figure."""

    change: Change
    weight: float
    group: str


# In this order they are applied: data before the look of lines, before what stands around them, before the picture.
FEATURES: dict[str, Feature] = {
    "log2": Feature(on_single_panel(data.log_base_2), 5, "axis"),
    "symlog": Feature(on_single_panel(data.symlog), 0.8, "axis"),
    "step": Feature(on_panels(data.steps), 1.2, "shape"),
    "noisy": Feature(on_panels(data.noisy), 1.5, "shape"),
    "raw_behind": Feature(on_panels(data.raw_behind), 1, "shape"),
    "hidden": Feature(on_panels(data.hidden), 2, "shape"),
    "gaps": Feature(on_panels(data.gaps), 1.5, "gaps"),
    "leaves_box": Feature(on_single_panel(data.leaves_box), 1.2, "range"),
    "reversed": Feature(on_single_panel(data.reversed_axis), 1, "range"),
    "alpha": Feature(lines.translucent, 1, "stroke"),
    "thin": Feature(lines.thin, 1, "stroke"),
    "thick": Feature(lines.thick, 0.6, "stroke"),
    "close_colors": Feature(lines.close_colors, 1, "color"),
    "achromatic": Feature(lines.achromatic, 1, "color"),
    "same_color": Feature(lines.same_color, 1, "color"),
    "markers_only": Feature(lines.markers_only, 1.5, "marker"),
    "hollow": Feature(lines.hollow, 1.5, "marker"),
    "fill_under": Feature(on_panels(lines.fill_under), 0.8, "area"),
    "band_overlap": Feature(on_panels(lines.overlapping_bands), 1, "area"),
    "few_ticks": Feature(on_panels(panel.few_ticks), 0.8, "ticks"),
    "rotated_labels": Feature(on_panels(panel.rotated_labels), 0.8, "rotation"),
    "date_format": Feature(on_panels(panel.date_format), 8, "rotation"),
    "format_currency": Feature(on_panels(panel.number_format("currency")), 0.8, "numbers"),
    "format_decimal_comma": Feature(on_panels(panel.number_format("decimal_comma")), 0.8, "numbers"),
    "format_scientific": Feature(on_panels(panel.number_format("scientific")), 1.2, "numbers"),
    "format_multiplier": Feature(on_panels(panel.number_format("multiplier")), 1.2, "numbers"),
    "format_power": Feature(on_panels(panel.number_format("power")), 1.2, "numbers"),
    "format_kilo": Feature(on_panels(panel.number_format("kilo")), 1.2, "numbers"),
    "format_thousands": Feature(on_panels(panel.number_format("thousands")), 1.2, "numbers"),
    "references": Feature(on_panels(panel.references), 1, "references"),
    "stray_twin": Feature(on_single_panel(panel.stray_twin), 0.8, "twin"),
    "plain_dual": Feature(on_panels(panel.plain_dual), 6, "twin"),
    "rich_names": Feature(panel.rich_names, 1, "names"),
    "legend_absent": Feature(on_single_panel(panel.legend_absent), 0.8, "legend"),
    "legend_title": Feature(on_panels(panel.legend_title), 0.7, "legend"),
    "legend_columns": Feature(on_panels(panel.legend_columns), 0.7, "legend"),
    "legend_over_data": Feature(on_panels(panel.legend_over_data), 1, "legend"),
    "legend_partial": Feature(panel.legend_partial, 5, "legend"),
    "direct_labels": Feature(on_single_panel(panel.direct_labels), 3, "legend"),
    "inset": Feature(panel.inset, 1.5, "notes"),
    "annotations": Feature(on_panels(panel.remarks), 1, "notes"),
    "frameless": Feature(picture.frameless, 0.8, "frame"),
    "white_grid": Feature(picture.white_grid, 0.8, "frame"),
    "no_ticks": Feature(picture.no_ticks, 0.6, "frame"),
    "large": Feature(picture.large, 0.7, "size"),
    "page": Feature(picture.page, 0.8, "page"),
    "scan": Feature(picture.scan, 1, "copy"),
    "blur": Feature(picture.blur, 0.7, "copy"),
    "jpeg": Feature(picture.jpeg, 1, "copy"),
}


def wish_of(index: int) -> str | None:
    """The feature that a figure of that number shall have if it can, so that each feature has its share; or none."""
    if index % PLAIN_EVERY == 0:
        return None
    return list(FEATURES)[(index - index // PLAIN_EVERY) % len(FEATURES)]


def add_features(
    rng: Generator, spec: FigureSpec, styling: Styling, accepts: Callable[[FigureSpec], bool], wish: str | None
) -> FigureSpec:
    """The figure with up to three features, which leave their tags: the wished one where it fits, and random ones.

    ``accepts``: whether a tool can draw a figure.
    """
    count = int(rng.choice(len(COUNTS), p=COUNTS))
    seed = int(rng.integers(2**31))
    fitting = [tag for tag in FEATURES if _applied(tag, spec, styling, accepts, seed) is not None]
    if not fitting:
        return spec
    weights = np.array([FEATURES[tag].weight for tag in fitting])
    order = rng.choice(np.array(fitting), size=len(fitting), replace=False, p=weights / weights.sum())
    chosen = {FEATURES[wish].group: wish} if wish in fitting else {}  # group to tag
    for tag in order:
        if len(chosen) < count:
            chosen.setdefault(FEATURES[str(tag)].group, str(tag))
    for tag in FEATURES:
        if tag in chosen.values():
            changed = _applied(tag, spec, styling, accepts, seed)
            spec = changed if changed is not None else spec
    return spec


def _applied(
    tag: str, spec: FigureSpec, styling: Styling, accepts: Callable[[FigureSpec], bool], seed: int
) -> FigureSpec | None:
    feature = FEATURES[tag]
    changed = feature.change(np.random.default_rng([seed, list(FEATURES).index(tag)]), spec, styling)
    if changed is None:
        return None
    tagged = replace(changed, tags=(*changed.tags, tag))
    return tagged if accepts(tagged) else None
