"""Judge every claim of a text by what was measured in the figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checks.agreement import all_believed, believing, contesting
from checks.axis import Axis
from checks.axis_kinds import check_axis_label, check_axis_range, check_axis_scale, check_tick_step, check_tick_values
from checks.course_kinds import check_band_widest, check_bound, check_has_band, check_range, check_trend
from checks.finding import Finding, doubtful, worst
from checks.look_kinds import (
    check_chart_type,
    check_color,
    check_dash,
    check_grid,
    check_legend_entry,
    check_legend_position,
    check_legend_title,
    check_marker,
    check_no_legend,
    check_panel_count,
    check_series_count,
    check_title,
)
from checks.measure import expected_words
from checks.pair_kinds import PairCheck, check_comparison, check_crossing, check_divergence, check_equality
from checks.references import find_axis, find_panels, find_series, names_several_panels
from checks.value_kinds import CurveCheck, check_end, check_extreme, check_start, check_value
from checks.views import FigureView, PanelView, view_of
from schemas.claims import Claim, ClaimKind, ParsedText, SeriesRef
from schemas.options import CheckOptions
from schemas.record import FigureRecord, SeriesRecord
from schemas.verdicts import Doubt, Judged, Verdict

PanelCheck = Callable[[Claim, PanelView, FigureView], Finding]

_OF_FIGURE: dict[ClaimKind, Callable[[Claim, FigureView], Finding]] = {
    ClaimKind.CHART_TYPE: check_chart_type,
    ClaimKind.PANEL_COUNT: check_panel_count,
    ClaimKind.GRID_SHAPE: check_grid,
}
_OF_PANEL: dict[ClaimKind, PanelCheck] = {
    ClaimKind.SERIES_COUNT: check_series_count,
    ClaimKind.LEGEND_ENTRY: check_legend_entry,
    ClaimKind.LEGEND_POSITION: lambda claim, panel, _: check_legend_position(claim, panel),
    ClaimKind.LEGEND_TITLE: check_legend_title,
    ClaimKind.NO_LEGEND: lambda claim, panel, _: check_no_legend(claim, panel),
    ClaimKind.TITLE: lambda claim, panel, figure: check_title(claim, [panel], figure),
}
_OF_LOOK: dict[ClaimKind, Callable[[Claim, SeriesRecord], Finding]] = {
    ClaimKind.SERIES_COLOR: check_color,
    ClaimKind.SERIES_MARKER: check_marker,
    ClaimKind.SERIES_DASH: check_dash,
}
_OF_CURVE: dict[ClaimKind, CurveCheck] = {
    ClaimKind.VALUE: check_value,
    ClaimKind.START: check_start,
    ClaimKind.END: check_end,
    ClaimKind.MAXIMUM: check_extreme,
    ClaimKind.MINIMUM: check_extreme,
    ClaimKind.RANGE: check_range,
    ClaimKind.TREND: check_trend,
    ClaimKind.BOUND: check_bound,
    ClaimKind.BAND_WIDEST: check_band_widest,
    ClaimKind.HAS_BAND: check_has_band,
}
_OF_PAIR: dict[ClaimKind, PairCheck] = {
    ClaimKind.EQUALITY: check_equality,
    ClaimKind.CROSSING: check_crossing,
    ClaimKind.DIVERGENCE: check_divergence,
    ClaimKind.COMPARISON: check_comparison,
}
_OF_ALL_TOGETHER = frozenset({ClaimKind.MAXIMUM, ClaimKind.MINIMUM, ClaimKind.RANGE})
_MANY_TICKS = 4
_DEFAULTS = CheckOptions()


def check_claims(parsed: ParsedText, record: FigureRecord, options: CheckOptions = _DEFAULTS) -> list[Judged]:
    """A verdict for each claim, in their order; never raises for a claim or a record."""
    figure = view_of(record, options)
    freely = all_believed(figure)
    first = [(claim, check_claim(claim, freely)) for claim in parsed.claims]
    figure = contesting(believing(figure, first), first)
    return [_judged(claim, check_claim(claim, figure)) for claim in parsed.claims]


def check_claim(claim: Claim, figure: FigureView) -> Finding:
    """The finding on one claim: first what it speaks of, then what was measured there."""
    if not figure.panels:
        return doubtful(Doubt.FIGURE_NOT_READ, expected_words(claim))
    if claim.kind in _OF_FIGURE:
        return _OF_FIGURE[claim.kind](claim, figure)
    panels = find_panels(claim.panel, figure)
    if isinstance(panels, Doubt):
        return _whichever(claim, figure, panels)
    if claim.kind is not ClaimKind.TITLE and len(panels) == 1 and names_several_panels(claim.text, figure):
        return _whichever(claim, figure, Doubt.PANEL_AMBIGUOUS)
    if claim.kind is ClaimKind.TITLE and len(panels) > 1:
        return _whichever(claim, figure, Doubt.PANEL_AMBIGUOUS)
    return worst([_in_panel(claim, panel, figure) for panel in panels])


def _whichever(claim: Claim, figure: FigureView, doubt: Doubt) -> Finding:
    """Where it is unclear which panel is meant: supported if it holds for all of them, else not verifiable."""
    if claim.kind is ClaimKind.TITLE:
        found = check_title(claim, figure.panels, figure)
        return found if found.verdict is Verdict.SUPPORTED else doubtful(doubt, found.expected, found.measured)
    if doubt is Doubt.PANEL_AMBIGUOUS:
        findings = [_in_panel(claim, panel, figure) for panel in figure.panels]
        if all(finding.verdict is Verdict.SUPPORTED for finding in findings):
            return findings[0]
    return doubtful(doubt, expected_words(claim))


def _in_panel(claim: Claim, panel: PanelView, figure: FigureView) -> Finding:
    if claim.kind in _OF_PANEL:
        found = _OF_PANEL[claim.kind](claim, panel, figure)
    elif claim.kind in _OF_LOOK:
        found = _of_series(claim, panel, lambda number: _look(claim, panel, number))
    elif claim.kind in _OF_CURVE:
        found = _of_series(claim, panel, lambda number: _course(claim, panel, number))
    elif claim.kind in _OF_PAIR:
        found = _pair(claim, panel)
    else:
        found = _axis(claim, panel, figure)
    return _placed(found, panel.number, found.series)


def _axis(claim: Claim, panel: PanelView, figure: FigureView) -> Finding:
    name = find_axis(claim.axis, panel)
    if isinstance(name, Doubt):
        return doubtful(name, expected_words(claim))
    if claim.kind is ClaimKind.AXIS_LABEL:
        return check_axis_label(claim, name, panel, figure)
    axis = panel.axes.get(name)
    if axis is None:
        return doubtful(Doubt.AXIS_NOT_READ, expected_words(claim))
    if claim.kind is ClaimKind.AXIS_RANGE:
        return _surely(check_axis_range(claim, axis, panel), axis, panel)
    simple = {
        ClaimKind.AXIS_SCALE: check_axis_scale,
        ClaimKind.TICK_STEP: check_tick_step,
        ClaimKind.TICK_VALUES: check_tick_values,
    }
    return _surely(simple[claim.kind](claim, axis), axis, panel)


def _surely(found: Finding, axis: Axis, panel: PanelView) -> Finding:
    """In a figure that was not wholly read for certain an axis needs many labels to contradict: few may be misread."""
    read = sum(tick.value is not None for tick in axis.record.ticks)
    if found.verdict is Verdict.REFUTED and axis.record.axis in panel.contested:
        return doubtful(Doubt.AXIS_CONTESTED, found.expected, found.measured)
    if found.verdict is not Verdict.REFUTED or panel.sure or read >= _MANY_TICKS:
        return found
    return doubtful(Doubt.WITHIN_ERROR, found.expected, found.measured)


def _of_series(claim: Claim, panel: PanelView, check: Callable[[int], Finding]) -> Finding:
    side = claim.axis.side if claim.axis is not None and claim.axis.side in ("left", "right") else None
    numbers = find_series(claim.series, panel, side)
    if isinstance(numbers, Doubt):
        return doubtful(numbers, expected_words(claim))
    findings = [_placed(check(number), panel.number, number) for number in numbers]
    return _jointly(claim, findings) if len(findings) > 1 else findings[0]


def _jointly(claim: Claim, findings: Sequence[Finding]) -> Finding:
    """Of several series each has to bear the claim out, but an extreme or a range may be that of all taken together."""
    found = worst(findings)
    if claim.kind not in _OF_ALL_TOGETHER or found.verdict is not Verdict.REFUTED:
        return found
    right = [finding for finding in findings if finding.verdict is Verdict.SUPPORTED]
    return right[0] if right else doubtful(Doubt.SERIES_AMBIGUOUS, found.expected, found.measured)


def _look(claim: Claim, panel: PanelView, number: int) -> Finding:
    found = _OF_LOOK[claim.kind](claim, panel.record.series[number])
    # The look of a series is known before its course: doubt about that takes nothing from a look that fits.
    return found if found.verdict is Verdict.SUPPORTED else _held_back(found, panel, [number])


def _course(claim: Claim, panel: PanelView, number: int) -> Finding:
    curve = panel.curves.get(number)
    if curve is None:
        return doubtful(Doubt.AXIS_NOT_READ, expected_words(claim))
    return _held_back(_OF_CURVE[claim.kind](claim, curve), panel, [number])


def _pair(claim: Claim, panel: PanelView) -> Finding:
    pairs = _pairs(claim.series, claim.other, panel)
    if isinstance(pairs, Doubt):
        return doubtful(pairs, expected_words(claim))
    if len(pairs) > 1 and claim.values and claim.kind is ClaimKind.COMPARISON:
        return doubtful(Doubt.SERIES_AMBIGUOUS, expected_words(claim))  # by so much it is beyond one of them
    findings = [_of_pair(claim, panel, one, other) for one, other in pairs]
    return _placed(worst(findings), panel.number, pairs[0][0])


def _pairs(one: SeriesRef | None, other: SeriesRef | None, panel: PanelView) -> list[tuple[int, int]] | Doubt:
    """The pairs of series that are spoken of: one with the other, with all others, or the two of the panel."""
    first = find_series(one, panel)
    if isinstance(first, Doubt):
        return first
    second = find_series(other, panel) if other is not None and not other.every else range(len(panel.record.series))
    if isinstance(second, Doubt):
        return second
    pairs = [(a, b) for a in first for b in second if a != b]
    if len(first) > 1:
        pairs = [(a, b) for a, b in pairs if a < b]
    return pairs or Doubt.SERIES_UNKNOWN


def _of_pair(claim: Claim, panel: PanelView, one: int, other: int) -> Finding:
    first, second = panel.curves.get(one), panel.curves.get(other)
    if first is None or second is None:
        return doubtful(Doubt.AXIS_NOT_READ, expected_words(claim))
    return _held_back(_OF_PAIR[claim.kind](claim, first, second), panel, [one, other])


def _held_back(found: Finding, panel: PanelView, numbers: Sequence[int]) -> Finding:
    """A series that is not trusted decides nothing, one on an axis whose scale is contested refutes nothing."""
    axes = {panel.record.series[number].axis for number in numbers}
    if found.verdict is Verdict.REFUTED and axes & panel.contested:
        return doubtful(Doubt.AXIS_CONTESTED, found.expected, found.measured)
    if found.doubt or all(panel.trusts(number, len(numbers) == 1) for number in numbers):
        return found
    return doubtful(Doubt.SERIES_NOT_TRUSTED, found.expected, found.measured)


def _placed(found: Finding, panel: int, series: int | None) -> Finding:
    return Finding(
        found.verdict, found.expected, found.measured, found.doubt, found.tolerance, found.points, panel, series
    )


def _judged(claim: Claim, found: Finding) -> Judged:
    return Judged(
        claim=claim,
        verdict=found.verdict,
        doubt=found.doubt,
        panel=found.panel,
        series=found.series,
        expected=found.expected,
        measured=found.measured,
        tolerance=found.tolerance,
        sentence=found.sentence,
        points=found.points,
    )
