"""Ticks and the numbers and dates beside them, as matplotlib prints them."""

from __future__ import annotations

import numpy as np
from matplotlib import dates, ticker
from matplotlib.axes import Axes
from matplotlib.axis import Axis

from benchmarks.drawing.spec import NumberFormat, PanelSpec

ROTATION_OF_DATES = 30
WIDE_FORMATS = ("thousands", "currency", "scientific")  # on x, wide labels would run into each other
WIDE_COUNT = 4
PREFIXES = ((1e9, "B"), (1e6, "M"), (1e3, "k"))


def format_ticks(axes: Axes, panel: PanelSpec) -> None:
    """Set how many ticks there are, and what stands beside them."""
    if panel.x_scale == "date":
        _format_dates(axes.xaxis, panel)
    elif panel.categories is not None:
        axes.set_xticks(range(len(panel.categories)), list(panel.categories))
    _format_numbers(axes.xaxis, panel.x_format)
    _format_numbers(axes.yaxis, panel.y_format)
    count = WIDE_COUNT if panel.x_format in WIDE_FORMATS else None
    if panel.x_scale == "linear":
        _choose_ticks(axes.xaxis, panel.tick_count or count, exact=panel.tick_count is not None)
    if panel.y_scale == "linear":
        _choose_ticks(axes.yaxis, panel.tick_count, exact=True)
    if panel.x_rotation:
        axes.tick_params(axis="x", labelrotation=panel.x_rotation)


def _format_dates(axis: Axis, panel: PanelSpec) -> None:
    few = panel.date_format is not None
    locator = dates.AutoDateLocator(minticks=3, maxticks=7) if few else dates.AutoDateLocator()  # type: ignore[no-untyped-call]
    axis.set_major_locator(locator)
    if panel.date_format is None:
        axis.set_major_formatter(dates.AutoDateFormatter(locator))  # type: ignore[no-untyped-call]
        axis.set_tick_params(labelrotation=ROTATION_OF_DATES)
    elif panel.date_format == "concise":
        axis.set_major_formatter(dates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    else:
        axis.set_major_formatter(dates.DateFormatter(panel.date_format))  # type: ignore[no-untyped-call]


def _choose_ticks(axis: Axis, count: int | None, exact: bool) -> None:
    """At most ``count`` ticks; where ``exact`` is asked, so many of the round numbers in view, from the first on."""
    if count is None:
        return
    if not exact:
        axis.set_major_locator(ticker.MaxNLocator(count))
        return
    low, high = sorted(axis.get_view_interval())
    seen = [float(t) for t in ticker.MaxNLocator(2 * count).tick_values(low, high) if low <= t <= high]
    step = max((len(seen) - 1) // max(count - 1, 1), 1)
    axis.set_major_locator(ticker.FixedLocator(seen[::step][:count]))


def _format_numbers(axis: Axis, form: NumberFormat) -> None:
    if form == "percent":
        axis.set_major_formatter(ticker.PercentFormatter(100))
    elif form in ("multiplier", "power"):
        formatter = ticker.ScalarFormatter(useMathText=form == "power")
        formatter.set_powerlimits((0, 0))
        axis.set_major_formatter(formatter)
    elif form != "plain":
        axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: print_number(value, form)))


def print_number(value: float, form: NumberFormat) -> str:
    """The number as it stands at a tick in a format whose labels hold all of it."""
    if form == "kilo":
        size, letter = next(((s, letter) for s, letter in PREFIXES if abs(value) >= s), (1.0, ""))
        return f"{value / size:g}{letter}"
    if form == "thousands":
        return f"{value:,.0f}"
    if form == "currency":
        return f"{'-' if value < 0 else ''}${float(f'{abs(value):.6g}'):,}".removesuffix(".0")
    if form == "decimal_comma":
        return f"{value:.6g}".replace(".", ",")
    if form == "scientific":
        return str(np.format_float_scientific(float(f"{value:.6g}"), trim="0", exp_digits=2, sign=False))
    return f"{value:g}"
