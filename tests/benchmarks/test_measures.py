"""Hand-made figures whose measures are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.measures import FigureMeasure, measure_figure
from schemas.record import PanelRecord, TickRecord
from schemas.truth import TruePanel, TrueSeries
from tests.benchmarks.fabricated import (
    HEIGHT,
    WIDTH,
    copy_of,
    found_axis,
    found_panel,
    found_series,
    record,
    true_series,
    truth,
    wave,
)


def panel_of(*series: TrueSeries, **fields: object) -> TruePanel:
    return TruePanel.model_validate({"series": [s.model_dump() for s in series], **fields})


def measure(true: TruePanel, *found: PanelRecord) -> FigureMeasure:
    return measure_figure(truth(true), record(*found))


@pytest.fixture
def two_waves() -> TruePanel:
    x, y = wave()
    return panel_of(
        true_series(name="Sine", x=x, y=y),
        true_series(name="Raised", x=x, y=[v + 0.5 for v in y]),
        x_lim=(0, 10),
        y_lim=(-1, 2),
    )


def test_perfect_copy_is_exact(two_waves: TruePanel) -> None:
    result = measure(two_waves, copy_of(two_waves))
    assert result.exact
    assert [s.f for s in result.series] == [1, 1]
    assert result.score_6a_k == pytest.approx(1)
    assert result.score_6b == pytest.approx(1)
    assert max(s.p95 for s in result.series) < 1e-9


@pytest.mark.parametrize(("percent", "right"), [(0.5, True), (2.0, False)])
def test_flat_line_is_right_up_to_one_percent_of_the_span(percent: float, right: bool) -> None:
    true = panel_of(true_series(x=[0, 10], y=[50, 50]), x_lim=(0, 10), y_lim=(0, 100))
    result = measure(true, found_panel(found_series([0, 10], [50 + percent, 50 + percent])))
    assert result.series[0].right is right
    assert result.series[0].median == pytest.approx(percent)


def test_half_a_curve_has_half_the_recall() -> None:
    true = panel_of(true_series(x=[0, 10], y=[50, 50]), x_lim=(0, 10), y_lim=(0, 100))
    (series,) = measure(true, found_panel(found_series([0, 5], [50, 50]))).series
    assert series.recall == pytest.approx(0.51, abs=0.002)  # the half and the 1 % beyond its end
    assert series.precision == 1
    assert series.f == pytest.approx(2 * 0.51 / 1.51, abs=0.002)


def test_swapped_names_are_not_right(two_waves: TruePanel) -> None:
    first, second = copy_of(two_waves).series
    swapped = found_panel(
        first.model_copy(update={"name": second.name}), second.model_copy(update={"name": first.name})
    )
    result = measure(two_waves, swapped)
    assert [s.f for s in result.series] == [1, 1]
    assert not any(s.right for s in result.series)


def test_names_are_not_asked_for_where_a_panel_has_one_series() -> None:
    x, y = wave()
    result = measure(panel_of(true_series(name="Sine", x=x, y=y)), found_panel(found_series(x, y)))
    assert result.exact
    assert not result.series[0].name_asked


def test_coinciding_curves_are_told_apart_by_name() -> None:
    x, y = wave()
    true = panel_of(true_series(name="A first", x=x, y=y), true_series(name="B second", x=x, y=y))
    result = measure(true, found_panel(found_series(x, y, "B second"), found_series(x, y, "A first")))
    assert result.exact


def test_extra_series_spoils_the_figure_but_not_the_others(two_waves: TruePanel) -> None:
    found = copy_of(two_waves)
    phantom = found_series([0, 10], [1.9, 1.9], "Grid")
    result = measure(two_waves, found_panel(*found.series, phantom))
    assert all(s.right for s in result.series)
    assert result.extra == 1
    assert not result.exact
    assert result.score_6a_k == pytest.approx(2 / 3)
    assert result.score_6b == pytest.approx(2 / 3)


def test_series_without_numbers_is_missed_but_not_extra(two_waves: TruePanel) -> None:
    first, second = copy_of(two_waves).series
    n = len(first.points.x)
    blank = found_series([None] * n, [None] * n, "Sine")
    result = measure(two_waves, found_panel(second, blank))
    assert [s.found for s in result.series] == [False, True]
    assert result.extra == 0
    assert not result.exact


def test_missing_panel_loses_its_series_only(two_waves: TruePanel) -> None:
    x, y = wave(shift=5)
    other = panel_of(true_series(x=x, y=y), x_lim=(0, 10), y_lim=(3, 7))
    result = measure_figure(truth(other, two_waves), record(copy_of(two_waves)))
    assert (result.panels_true, result.panels_found) == (2, 1)
    assert [(s.panel, s.right) for s in result.series] == [(0, False), (1, True), (1, True)]


def test_panels_in_another_order_are_matched_by_their_curves(two_waves: TruePanel) -> None:
    x, y = wave(shift=5)
    other = panel_of(true_series(x=x, y=y), x_lim=(0, 10), y_lim=(3, 7))
    assert measure_figure(truth(two_waves, other), record(copy_of(other), copy_of(two_waves))).exact


def test_extra_panel_counts_its_series(two_waves: TruePanel) -> None:
    result = measure(two_waves, copy_of(two_waves), copy_of(two_waves))
    assert result.panels_extra == 1
    assert result.extra == 2


def test_log_axis_is_measured_in_decades() -> None:
    x = np.linspace(0, 10, 50)
    y = 10 ** (0.4 * x)
    true = panel_of(true_series(x=x.tolist(), y=y.tolist()), y_scale="log", x_lim=(0, 10), y_lim=(1, 1e4))
    high = found_panel(found_series(x.tolist(), (y * 10**0.02).tolist()))  # half a percent of four decades
    assert measure(true, high).exact
    far = found_panel(found_series(x.tolist(), (y * 10**0.2).tolist()))
    assert not measure(true, far).exact
    with_zero = found_panel(found_series([*x.tolist(), 10], [*y.tolist(), 0]))  # has no place on the axis
    assert measure(true, with_zero).exact


def test_gap_is_no_line() -> None:
    x = [0, 1, 2, None, 8, 9, 10]
    y = [5, 5, 5, None, 5, 5, 5]
    true = panel_of(true_series(x=x, y=y), x_lim=(0, 10), y_lim=(0, 10))
    assert measure(true, found_panel(found_series(x, y))).exact
    (bridged,) = measure(true, found_panel(found_series([0, 10], [5, 5]))).series
    assert bridged.recall == 1
    assert bridged.precision == pytest.approx(0.42, abs=0.002)


def test_errors_are_not_asked_for_in_a_gap() -> None:
    x, y = [0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 1.0, None, 3.0, 4.0]
    true = panel_of(true_series(x=x, y=y), x_lim=(0, 4), y_lim=(0, 4))
    wild = found_series([0, 1, 2, 3, 4], [0, 1, 9, 3, 4], y_err=[0.1] * 5)
    (series,) = measure(true, found_panel(wild)).series
    assert series.within_1_sigma == 1


def test_staircase_is_not_its_chords() -> None:
    x = [0, 2, 2, 4, 4, 6, 6, 8, 8, 10]
    y = [1, 1, 3, 3, 2, 2, 6, 6, 4, 4]
    true = panel_of(true_series(x=x, y=y), x_lim=(0, 10), y_lim=(0, 10))
    assert measure(true, found_panel(found_series(x, y))).exact
    chords = found_series([0, 2, 4, 6, 8, 10], [1, 3, 2, 6, 4, 4])
    assert not measure(true, found_panel(chords)).exact


def test_hidden_stretch_may_be_left_out_but_not_invented() -> None:
    x = np.linspace(0, 10, 101)
    flat, wavy = np.full(101, 2.0), 2 + np.where(x < 4, np.sin(x * np.pi / 2) ** 2, 0.0)
    below = true_series(name="Below", x=x.tolist(), y=wavy.tolist()).model_copy(update={"hidden": [(4.0, 10.0)]})
    above = true_series(name="Above", x=x.tolist(), y=flat.tolist())
    true = panel_of(below, above, x_lim=(0, 10), y_lim=(0, 4))
    whole = copy_of(true).series
    assert measure(true, found_panel(*whole)).exact
    part = found_series(x[:41].tolist(), wavy[:41].tolist(), "Below")
    assert measure(true, found_panel(part, whole[1])).exact
    astray = found_series([*x[:41].tolist(), 10.0], [*wavy[:41].tolist(), 4.0], "Below")
    assert not measure(true, found_panel(astray, whole[1])).series[0].right
    elsewhere = found_series(x[60:].tolist(), wavy[60:].tolist(), "Below")  # only what another line covers
    assert measure(true, found_panel(elsewhere, whole[1])).series[0].recall == pytest.approx(0, abs=0.02)


def test_reversed_axis_has_its_ends_the_other_way() -> None:
    x, y = wave()
    true = panel_of(true_series(x=x, y=y), x_lim=(0, 10), y_lim=(1, -1))
    right, wrong = (found_axis("left", *ends) for ends in ((1, -1), (-1, 1)))
    assert measure(true, found_panel(found_series(x, y), axes=[right])).exact
    assert measure(true, found_panel(found_series(x, y), axes=[right])).axes_right == 1
    upside_down = found_series(x, [-v for v in y])
    result = measure(true, found_panel(upside_down, axes=[wrong]))
    assert (result.exact, result.axes_right) == (False, 0)


def test_symlog_panel_is_right_when_it_is_refused() -> None:
    x, y = wave()
    true = panel_of(true_series(x=x, y=y), y_scale="symlog", x_lim=(0, 10), y_lim=(-1, 1))
    refused = found_panel(found_series(x, [None] * len(x)), axes=[found_axis("x", 0, 10)])
    result = measure(true, refused)
    assert result.exact
    assert (result.axes_emitted, result.axes_right) == (1, 1)
    assert measure(true).exact
    guessed = measure(true, found_panel(found_series(x, y), axes=[found_axis("left", -1, 1)]))
    assert (guessed.exact, guessed.extra, guessed.axes_right) == (False, 1, 0)


def test_inset_may_be_found_or_not(two_waves: TruePanel) -> None:
    x, y = wave()
    inset = panel_of(true_series(x=x[:40], y=y[:40]), x_lim=(0, 2), y_lim=(0, 1)).model_copy(update={"optional": True})
    for found in ([copy_of(two_waves)], [copy_of(two_waves), copy_of(inset)]):
        result = measure_figure(truth(two_waves, inset), record(*found))
        assert result.exact
        assert (result.panels_true, result.panels_found) == (1, 1)
    phantom = found_panel(found_series([0, 2], [0.9, 0.1]))
    assert measure_figure(truth(two_waves, inset), record(copy_of(two_waves), phantom)).extra == 1


def test_true_curve_outside_of_the_visible_range_is_not_asked_for() -> None:
    true = panel_of(true_series(x=[0, 10], y=[0, 10]), x_lim=(0, 10), y_lim=(0, 5))
    assert measure(true, found_panel(found_series([0, 5], [0, 5]))).exact
    along_the_edge = found_series([0, 5, 10], [0, 5, 5])
    assert not measure(true, found_panel(along_the_edge)).exact


def test_optional_series_may_be_found_or_not(two_waves: TruePanel) -> None:
    optional = two_waves.series[1].model_copy(update={"optional": True})
    true = two_waves.model_copy(update={"series": [two_waves.series[0], optional]})
    found = copy_of(two_waves)
    assert measure(true, found).exact
    without = measure(true, found_panel(found.series[0]))
    assert without.exact
    assert without.score_6a_k == pytest.approx(1)
    assert measure(true, found_panel(*found.series, found_series([0, 10], [1.9, 1.9]))).extra == 1


def test_right_axis_has_its_own_span() -> None:
    x, y = wave()
    large = [1000 * v for v in y]
    true = panel_of(
        true_series(name="Small", x=x, y=y),
        true_series(name="Large", axis="right", x=x, y=large),
        x_lim=(0, 10),
        y_lim=(-1, 1),
        y2_lim=(-1000, 1000),
    )
    off_by_half = [v + 10 for v in large]
    found = found_panel(found_series(x, y, "Small"), found_series(x, off_by_half, "Large", "right"))
    assert measure(true, found).exact


def test_categories_count_by_order_and_spacing() -> None:
    labels = ["1", "2", "4", "8"]
    ordinals, y = [0.0, 1.0, 2.0, 3.0], [3.0, 1.0, 4.0, 1.5]
    true = panel_of(true_series(x=ordinals, y=y), x_scale="category", categories=labels, y_lim=(0, 5))
    as_labels = found_axis("x", 0, 3, "category").model_copy(update={"categories": labels})
    assert measure(true, found_panel(found_series(ordinals, y), axes=[as_labels])).exact

    ticks = [TickRecord(text=label, value=float(label), px=50 + 100 * k) for k, label in enumerate(labels)]
    as_numbers = found_axis("x", 0.5, 10, "log").model_copy(update={"ticks": ticks})
    numbers = found_series([1, 2, 4, 8], y, px=[50, 150, 250, 350])
    result = measure(true, found_panel(numbers, axes=[as_numbers]))
    assert result.exact
    assert (result.axes_emitted, result.axes_right) == (1, 1)

    squeezed = found_series([1, 2, 4, 8], y, px=[50, 100, 150, 350])
    assert not measure(true, found_panel(squeezed, axes=[as_numbers])).exact


def test_axes_are_right_where_both_ends_are(two_waves: TruePanel) -> None:
    two_waves = two_waves.model_copy(update={"box": (0, 0, WIDTH, HEIGHT)})
    series = copy_of(two_waves).series
    near, far = found_axis("x", 0.04, 10.04), found_axis("left", -1, 2.02)  # 0.4 % and 0.67 % of the span
    result = measure(two_waves, found_panel(*series, axes=[near, far]))
    assert (result.axes_emitted, result.axes_right) == (2, 1)
    wrong_scale = found_axis("left", -1, 2, "log")
    no_such_axis = found_axis("right", -1, 2)
    result = measure(two_waves, found_panel(*series, axes=[wrong_scale, no_such_axis]))
    assert (result.axes_emitted, result.axes_right) == (2, 0)


def test_errors_are_compared_with_the_sigmas_given() -> None:
    x = list(np.linspace(0, 10, 5))
    true = panel_of(true_series(x=x, y=x), x_lim=(0, 10), y_lim=(0, 10))
    found = found_series(x, [v + 0.03 for v in x], y_err=[0.01, 0.02, 0.02, 0.04, None])
    (series,) = measure(true, found_panel(found)).series
    assert series.within_1_sigma == pytest.approx(1 / 4)
    assert series.within_2_sigma == pytest.approx(3 / 4)


def test_errors_on_log_axes_are_those_of_the_drawn_curve() -> None:
    true = panel_of(true_series(x=[1, 100], y=[1, 100]), x_lim=(1, 100), y_lim=(1, 100), x_scale="log", y_scale="log")
    found = found_series([1, 10, 100], [1, 10.05, 100], y_err=[0.1] * 3)
    (series,) = measure(true, found_panel(found)).series
    assert series.within_1_sigma == 1


def test_negative_figure_is_exact_when_nothing_is_emitted() -> None:
    assert measure_figure(truth(), record()).exact
    x, y = wave()
    result = measure_figure(truth(), record(found_panel(found_series(x, y))))
    assert not result.exact
    assert result.extra == 1
    assert math.isclose(result.score_6b, 0)
