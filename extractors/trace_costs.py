"""What links between pieces of a curve cost, by how it is drawn: across the gaps of a dashed one they are cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.carriers import Carriers
from extractors.colors import extents
from extractors.covered_ways import Covered
from extractors.runs import SOLID, Chain, Floats, Ink, Runs

# Cost of a link against one pixel of curve gained: per column of gap over bare background, and per pixel by which it
# misses the direction of the curve.
GAP_COST, MISS_COST = 0.45, 0.7
# A curve is dashed where this share of its ink lies in pieces shorter than so many pixels or strokes; its links then
# cost this share.
SHORT_PIECE, LONG_DASH, DASHED_SHARE, DASHED = 14.0, 10.0, 0.6, 0.3
# Pieces higher than this share of the curve's markers hold one, and say nothing of dashes.
FACE = 0.7


@dataclass(frozen=True, slots=True)
class Costs:
    """Of a link: per column of bare gap, and per pixel by which it misses the curve's direction.

    Along one of the ``carriers`` it misses nothing. ``pause``: of one over bare background at most. ``plain``: the
    curve has neither dashes nor markers, whose pieces risers of other curves would join. ``legends``: where a legend
    may cover a curve that shares its colour with no other.
    """

    gap: float
    miss: float
    dashed: bool
    carriers: Carriers | None = None
    pause: float = float("inf")
    plain: bool = False
    legends: Covered | None = None


def costs_of(ink: Ink, worth: Floats, stroke: float, marked: bool) -> Costs:
    """Gaps are cheap where most ink lies in short pieces: dashes and dots, which gain little each.

    ``worth``: the lengths of the pieces, in pixels. Thick dashes are longer, but not than pieces with a marker
    (``marked``) of a curve that others cut.
    """
    short = worth[worth < SHORT_PIECE].sum() > DASHED_SHARE * worth.sum()
    solid = ink > SOLID
    apart = not marked and bool((extents(solid)[solid] < LONG_DASH * stroke).mean() > DASHED_SHARE)
    share = DASHED if short or apart else 1.0
    return Costs(share * GAP_COST, share * MISS_COST, bool(short) or apart)


def off_markers(worth: Floats, runs: Runs, chains: Sequence[Chain], marker: float) -> Floats:
    """The ``worth`` of those chains that hold no marker of a size in pixels: dots are far less ink than markers."""
    highest = [float((runs.bottom[chain.runs] - runs.top[chain.runs]).max()) for chain in chains]
    return worth[[high < FACE * marker for high in highest]]
