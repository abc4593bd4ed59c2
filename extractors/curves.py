"""The series of a panel in pixels: one traced curve per legend entry or colour, with markers, band and error bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from extractors.alike import trace_alike
from extractors.alike_markers import join_markers
from extractors.bands import Band, find_band
from extractors.carriers import Carriers, blended_ink, carriers_of, goes_on_unseen
from extractors.color_groups import by_color, purest
from extractors.color_strokes import Strokes, hidden_for, strokes_of
from extractors.colors import Color, Ink
from extractors.entry_match import end_of, match_entries
from extractors.errorbars import ErrorBars, find_error_bars
from extractors.fills import fills_area, is_fill
from extractors.following import Mask, Path, dash_class
from extractors.legend import LegendEntry
from extractors.line_patches import shown_as_fills, with_lines
from extractors.lone_markers import bare_marker, find_lone_markers, has_no_line, runs_along
from extractors.marker_faces import with_faces
from extractors.marker_gaps import with_hidden
from extractors.marker_strokes import are_joined_straight
from extractors.markers import SURE, Markers, find_markers, is_tangled
from extractors.named_inks import named_inks
from extractors.palette import find_colors, is_ground
from extractors.past_rims import straight_past_rims
from extractors.plot_area import PlotArea
from extractors.raw_behind import trace_over_raw
from extractors.reference_lines import is_reference_line
from extractors.tangled_markers import along_markers
from extractors.tracing import trace
from schemas.reasons import Reason

# Where no legend says how many curves one colour draws, up to this many are traced.
MOST_OF_ONE_COLOR = 6
# Without a legend, fainter or shorter ink than this share of the plot's width is no series.
LEAST_SPAN = 0.25
# Fewer markers on one of several curves of one colour may be those of the others that cross it.
OWN_MARKERS = 3


@dataclass(frozen=True)
class Curve:
    """One series in crop pixels: ``path`` through its ink, ``markers`` its data points where it has any."""

    color: Color
    path: Path | None
    markers: Markers | None
    band: Band | None
    bars: ErrorBars | None
    stroke: float
    ink: Ink
    entry: LegendEntry | None
    reason: Reason = Reason.NONE
    dash: str = "solid"


def drawn_dash(curve: Curve) -> str:
    """How its line is drawn: as its legend entry shows it, else as it was seen; a marker on the swatch hides a gap."""
    entry = curve.entry
    if entry is None or entry.at_end or (entry.dash == "solid" and entry.marker is not None):
        return curve.dash
    return entry.dash


def find_curves(area: PlotArea, entries: Sequence[LegendEntry]) -> tuple[list[Curve], list[LegendEntry]]:
    """The curves of a plot area, in the order of their legend, and the legend entries that none of them matches.

    ``entries`` are the legend entries that may occur in this panel; without any, colours are found in the area.
    """
    present = find_colors(area)
    drawn = shown_as_fills(area, with_lines(area, entries), present)
    groups = by_color(area, drawn)
    lined = any(e.has_line for e in drawn)
    colors, others, inks = named_inks(area, [purest(area, group) for group in groups], present, lined)
    # a legend that shows no line, but fills or markers alone, names none of the lines in other colours
    nameless = [c for c in others if not is_ground(area, c)] if not lined else []
    looks = [*zip(colors, groups, strict=True), *((color, []) for color in nameless)]
    strokes = strokes_of(area, inks, looks, max((e.stroke for e in drawn if e.has_line), default=0.0))
    first = [_curves_of(area, own) for own in strokes]
    if any(c.path is not None for found in first[: len(groups)] for c in found):  # it left out the lines it names
        strokes, first = strokes[: len(groups)], first[: len(groups)]
    followed = _followed_below(area, inks, strokes, first)
    # beside a legend of fills alone, that of bars or areas, a line may be their rim; beside one of markers, a fit
    unnamed = Reason.LEGEND_ENTRY_NOT_FOUND if entries else Reason.NONE
    curves: list[Curve] = []
    missing: list[LegendEntry] = []
    for own, found in zip(strokes, followed, strict=True):
        lines = [c for c in found if c.path is None or not fills_area(c.path, c.stroke, area.unit)]
        kept = [c for c in lines if _shows_line(c) or not is_fill(c.ink, c.stroke, area.unit)]
        kept = [_past_rims(c, own.hidden) for c in kept]
        kept = kept if own.group else [replace(c, reason=unnamed) for c in kept if not _is_reference(c, area)]
        curves += kept
        missing += [e for e in own.group if all(c.entry is not e for c in kept)] if len(kept) < len(own.group) else []
    places = {e.text_box: i for i, e in enumerate(entries)}
    curves.sort(key=lambda c: places.get(c.entry.text_box, len(places)) if c.entry is not None else len(places))
    return [_with_interval(area, c, [o.color for o in curves]) for c in _with_hidden_markers(curves)], missing


def _followed_below(
    area: PlotArea, inks: Sequence[Ink], strokes: Sequence[Strokes], first: Sequence[Sequence[Curve]]
) -> list[Sequence[Curve]]:
    """The curves of each colour, traced anew along other strokes where they break off or leave out much of their ink.

    ``first``: the curves of each colour as traced by their own ink alone.
    """
    followed = list(first)
    unseen = [bool(strokes[k].group) and _goes_on_unseen(found) for k, found in enumerate(first)]
    broken = [bool(strokes[k].group) and _gaps(found) > 0 for k, found in enumerate(first)]
    if not any(unseen) and not any(broken):
        return followed
    known = [c for found in first for c in found]
    stroke = float(np.median([c.stroke for c in known]))
    blend = blended_ink(area, inks[: len(first)], [c.color for c in known], stroke)
    blends = [(p.x, p.y, stroke) for p in trace(blend, stroke, hidden_for(area, inks, -1), area.unit, len(first))]
    width = area.rgb.shape[1]
    for k in compress(range(len(first)), unseen):
        near = [c for c in known if c.color != strokes[k].color]
        if others := [(c.path.x, c.path.y, c.stroke) for c in near if c.path is not None] + blends:
            followed[k] = max(first[k], _curves_of(area, strokes[k], carriers_of(others, width)), key=_seen)
    # values may be missing where another curve has the same ones, but not where a blend shows both
    for k in compress(range(len(first)), broken) if blends else ():
        anew = _curves_of(area, strokes[k], carriers_of(blends, width))
        if _seen(anew) >= _seen(followed[k]) and _gaps(anew) < _gaps(followed[k]):
            followed[k] = anew
    return followed


def _is_reference(curve: Curve, area: PlotArea) -> bool:
    return curve.path is not None and curve.markers is None and is_reference_line(curve.path, area)


def _shows_line(curve: Curve) -> bool:
    """Whether a legend shows the curve as a line."""
    return curve.entry is not None and curve.entry.has_line


def _goes_on_unseen(found: Sequence[Curve]) -> bool:
    paths = [c.path for c in found if c.path is not None]
    return len(paths) > 0 and goes_on_unseen(found[0].ink, [p.x[~p.bridged] for p in paths])


def _seen(curves: Sequence[Curve]) -> int:
    """Points that lie on ink."""
    return sum(int((~c.path.bridged).sum()) for c in curves if c.path is not None)


def _gaps(curves: Sequence[Curve]) -> int:
    """Places where the curves break off."""
    return sum(int(np.isnan(c.path.y).sum()) for c in curves if c.path is not None)


def _curves_of(area: PlotArea, own: Strokes, carriers: Carriers | None = None) -> list[Curve]:
    """All curves drawn in one colour, matched to the legend entries of that colour."""
    color, group, ink, stroke = own.color, own.group, own.ink, own.stroke
    hint = bare_marker(group)
    if hint is not None and (lone := _marker_only(area, own, hint)):
        return lone
    if len({e.dash for e in group}) > 1:
        traced = trace_alike(own.unbarred, stroke, own.hidden, area.unit, group, carriers)
    else:
        most, marker = len(group) or MOST_OF_ONE_COLOR, max((e.marker_size for e in group), default=None)
        faced = with_faces(own.unbarred, stroke, marker or 0.0)
        broken = len(group) > 0 and all(e.dash != "solid" for e in group)
        paths = trace_over_raw(faced, stroke, own.hidden, area.unit, most, marker, carriers, broken, area.legends)
        traced = [(paths, list(group))]
    if hint is not None and has_no_line(hint, own.shown):  # what is drawn beside other lines is their rims
        traced = [([p for p in paths if not runs_along(p, own.hidden)], kind) for paths, kind in traced]
    if len(traced) > 1 and (curves := _joined(area, own, [p for paths, _ in traced for p in paths], group)):
        return curves  # whatever the dashes of these are
    curves = []
    for paths, kind in traced:
        if len(kind) > 1 and (joined := _joined(area, own, paths, kind)):
            curves += joined
            continue
        long = [p for p in paths if kind or np.ptp(p.x) >= LEAST_SPAN * area.rgb.shape[1]]
        curves += _match_entries(area, [_curve(area, p, ink, stroke, color, kind) for p in long], kind)
    return curves


def _curve(area: PlotArea, path: Path, ink: Ink, stroke: float, color: Color, kind: Sequence[LegendEntry]) -> Curve:
    """A traced path with its markers; ``kind``: the legend entries that it may belong to."""
    rgb = area.rgb.astype(np.uint8)
    kind = [e for e in kind if not e.at_end]  # others show how their lines look
    if path.bare is not None and (path.noisy or (kind and all(e.marker is None for e in kind))):
        path = path.bare
    points = np.column_stack((path.x, path.y))
    looks = {e.marker: e for e in kind if e.marker is not None}
    hints = list(looks.values()) if kind else [None]  # where all entries are bare lines, so is the curve
    if path.noisy and is_tangled(points):
        if len(looks) == len(kind) == 1 and (wound := along_markers(path, ink, stroke, rgb, color, kind[0])):
            return Curve(color, *wound, None, None, stroke, ink, None)
        hints = []  # such noise hides any marker
    found = [m for hint in hints if (m := find_markers(ink, points, stroke, rgb, color, hint)) is not None]
    look = [(m, are_joined_straight(points, m.centers, m.size, m.confidence, stroke)) for m in found]
    found = [m for m, straight in look if straight or m.confidence > SURE]
    if len(kind) > 1:  # where others of its colour cross it, they lend it a marker or two
        found = [m for m in found if len(m.centers) >= OWN_MARKERS]
    markers = max(found, key=lambda m: m.confidence, default=None)
    return Curve(
        color, path, markers, None, None, stroke, ink, None, dash=dash_class(path.dashes, path.dash_share, stroke)
    )


def _past_rims(curve: Curve, hidden: Mask) -> Curve:
    """The curve straight through those of its markers that were not found; ``hidden``: what may cover it."""
    if curve.path is None or curve.entry is None or curve.entry.marker is None:
        return curve
    found = curve.markers
    size, known = (curve.entry.marker_size, np.zeros(0)) if found is None else (found.size, found.centers[:, 0])
    return replace(curve, path=straight_past_rims(curve.path, curve.ink, hidden, curve.stroke, size, known))


def _joined(area: PlotArea, own: Strokes, paths: Sequence[Path], kind: Sequence[LegendEntry]) -> list[Curve]:
    """Curves whose markers say which entry each is; none where they do not."""
    rgb, ink, stroke = area.rgb.astype(np.uint8), own.ink, own.stroke
    pairs = join_markers(ink, own.unbarred, paths, stroke, rgb, kind)
    if pairs is None:
        return []
    curves = []
    for (path, markers), entry in zip(pairs, kind, strict=True):
        bars = find_error_bars(rgb, ink, markers.centers, stroke, own.color, markers.size)
        curves.append(Curve(own.color, path, markers, None, bars, stroke, ink, entry, dash=entry.dash))
    return curves


def _marker_only(area: PlotArea, own: Strokes, hint: LegendEntry) -> list[Curve]:
    """A series drawn as markers without a line."""
    inks = (own.unbarred,) if own.unbarred is own.ink else (own.unbarred, own.ink)  # a marker may look like bars
    stroke = min(own.stroke, own.shown) if has_no_line(hint, own.shown) else own.stroke  # that of its markers
    markers = find_lone_markers(inks, stroke, area.rgb.astype(np.uint8), own.color, hint)
    return [] if markers is None else [Curve(own.color, None, markers, None, None, own.stroke, own.ink, hint)]


def _match_entries(area: PlotArea, curves: list[Curve], group: Sequence[LegendEntry]) -> list[Curve]:
    """Give curves of one colour their entries: by dash and marker, and ``ambiguous`` where these do not decide."""
    if not group:
        return curves
    seen = [(curve.markers.shape if curve.markers is not None else None, curve.dash) for curve in curves]
    ends = [end_of(curve.path, area.origin) for curve in curves]
    return [
        replace(curves[i], entry=group[k], reason=Reason.NONE if clear else Reason.AMBIGUOUS_LEGEND)
        for i, k, clear in match_entries(seen, ends, group)
    ]


def _with_hidden_markers(curves: Sequence[Curve]) -> list[Curve]:
    """The curves with the markers that other curves of the panel hide."""
    seen = [c.markers.centers if c.markers is not None else np.zeros((0, 2)) for c in curves]
    return [
        replace(c, markers=with_hidden(c.markers, seen[:k] + seen[k + 1 :])) if c.markers is not None else c
        for k, c in enumerate(curves)
    ]


def _with_interval(area: PlotArea, curve: Curve, colors: Sequence[Color]) -> Curve:
    """The curve with its error bars and its band."""
    rgb = area.rgb.astype(np.uint8)
    if curve.markers is not None:
        at = curve.markers
        curve = replace(curve, bars=find_error_bars(rgb, curve.ink, at.centers, curve.stroke, curve.color, at.size))
    if curve.path is None:
        return curve
    others = [c for c in colors if c != curve.color]
    points: NDArray[np.float64] = np.column_stack((curve.path.x, curve.path.y))
    background = (int(area.empty[0]), int(area.empty[1]), int(area.empty[2]))
    return replace(curve, band=find_band(rgb, curve.ink, points, curve.color, background, others))
