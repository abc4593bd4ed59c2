"""The inks of the colours that a legend names, as the plot shows them: refined, and looked for below bands, too."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.colors import Color, Ink, separate
from extractors.palette import is_ground, is_paler, named_as_drawn, refined_color
from extractors.plot_area import PlotArea
from extractors.tints import NO_TINTS, Tints, find_tints, told_apart

# Where bands cover lines, colours are refined so often: each time shows more of the bands.
REFINED = 2


def named_inks(
    area: PlotArea, named: Sequence[Color], present: Sequence[Color], lined: bool = True
) -> tuple[list[Color], list[Color], list[Ink]]:
    """The ``named`` colours as the plot shows them, the others that draw in it, and the (h, w) inks of both.

    ``present``: the stroke colours that were found in the plot area; ``lined``: whether the legend shows lines. Of one
    of markers or fills alone the lines may have other colours, and what is left of these on bands is no line in theirs.
    """
    tints = find_tints(area, named) if lined else NO_TINTS
    colors, others = named_as_drawn(area, named, told_apart(present, named, tints, area))
    colors = list(named) if tints.bands else colors  # bands tint their lines, not the swatches
    others = sorted(others, key=lambda color: is_ground(area, color))
    inks = separate(area, [*colors, *others], tints)
    for _ in range(REFINED):
        refined = _refined(area, colors, others, inks, tints)
        if refined == colors:
            break
        colors, tints = refined, find_tints(area, refined) if lined else NO_TINTS
        others = told_apart(others, colors, tints, area)
        inks = separate(area, [*colors, *others], tints)
        if not tints.bands:
            break
    return colors, others, inks


def _refined(
    area: PlotArea, colors: Sequence[Color], others: Sequence[Color], inks: Sequence[Ink], tints: Tints
) -> list[Color]:
    """The colours as their own ink shows them where no band covers it."""
    known = [*colors, *others]
    return [
        color if is_paler(area, color, known) else refined_color(area, tints.uncovered(ink, color), color)
        for ink, color in zip(inks, colors, strict=False)
    ]
