from __future__ import annotations

from checks.description import describe_figure
from tests.checks.claimed import STEPS, figure, line, panel


def test_values_are_told_at_labelled_ticks_without_a_minus_before_zero() -> None:
    slow = [0.2 + 0.001 * k for k in range(len(STEPS))]
    shifted = [step - 1e-4 for step in STEPS]  # as read: the first place lies a little before zero
    text = describe_figure(figure(panel(series=[line("slow", "#2ca02c", slow, shifted)])))
    told = [words.strip(" -") for words in text.partition("- Values:\n")[2].splitlines() if words.strip()]
    # Those at both ends are told as the extremes.
    assert told == [f"{tick}.0: {0.2 + 0.0001 * tick:.3f}" for tick in range(20, 140, 20)]
    assert "Minimum: 0.200 at 0.0." in text
    assert "Maximum: 0.214 at 140.0." in text


def test_an_axis_is_told_with_what_it_shows_and_the_step_of_its_labels() -> None:
    assert '- **X-axis**: "Training Step" (-10 to 150, increments of 20, linear scale)' in describe_figure(figure())


def test_values_are_told_along_the_curve_where_too_few_ticks_are_labelled() -> None:
    one = figure()
    axes = [axis.model_copy(update={"ticks": axis.ticks[:1]}) for axis in one.panels[0].axes]
    slow = line("slow", "#2ca02c", [0.2 + 0.001 * k for k in range(len(STEPS))])
    text = describe_figure(figure(panel(axes=axes, series=[slow])))
    assert "  - 28.0: 0.203" in text
