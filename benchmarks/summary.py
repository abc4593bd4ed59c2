"""Measures of many figures as one table: per drawing tool, per feature tag and overall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from benchmarks.measures import FigureMeasure, SeriesMeasure
from schemas.reasons import Status


@dataclass(frozen=True, slots=True)
class Group:
    """A row of the table: ``values`` by the keys of :data:`COLUMNS`; None where there is nothing to measure."""

    name: str
    values: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A measure: its heading, how its number is printed and what it says."""

    title: str
    form: str
    meaning: str


COLUMNS: dict[str, Column] = {
    "figures": Column("figures", "{:.0f}", "number of figures"),
    "series": Column("series", "{:.0f}", "number of true series (optional ones not counted)"),
    "right": Column("series right", "{:.1%}", "share of true series with F@1% ≥ 0.95 and, where asked for, the name"),
    "curve": Column("curve right", "{:.1%}", "share of true series with F@1% ≥ 0.95, whatever the name"),
    "f": Column("F@1%", "{:.3f}", "mean F@1% over true series"),
    "names": Column("names right", "{:.1%}", "share of the names asked for that were found"),
    "extra": Column("extra", "{:.2f}", "found series that are not in the figure, per true series"),
    "exact": Column("exact", "{:.1%}", "share of figures with every series right and none extra"),
    "panels": Column("panels", "{:.1%}", "share of true panels that have a found one"),
    "axes": Column("axes right", "{:.1%}", "share of emitted axes with both ends within 0.5 % of the span"),
    "median": Column("median %", "{:.3f}", "median over right series of the median distance, in % of the span"),
    "p95": Column(
        "p95 %", "{:.3f}", "median over right series of the 95th percentile of the distance, in % of the span"
    ),
    "score_6a_k": Column("6a-K", "{:.3f}", "CHART-Info 6a with extra lines counted, mean over figures, in the plane"),
    "score_6b": Column("6b", "{:.3f}", "CHART-Info 6b, mean over figures, in data units and with names"),
    "sigma_1": Column("≤ 1σ", "{:.1%}", "share of points of right series within their own y_err (68 % if it is true)"),
    "sigma_2": Column(
        "≤ 2σ", "{:.1%}", "share of points of right series within twice their y_err (95 % if it is true)"
    ),
    "ok": Column("ok", "{:.1%}", "share of figures with status ok"),
    "ok_exact": Column("ok exact", "{:.1%}", "share of the figures with status ok that are exact"),
    "ok_right": Column("ok series right", "{:.1%}", "share of the matched series with status ok that are right"),
    "invented": Column(
        "non-charts with ok series",
        "{:.0f}",
        "number of figures without a line chart that yield a series with status ok",
    ),
    "markers": Column(
        "points 1:1", "{:.1%}", "share of the data points of series with markers that came back one for one"
    ),
    "seconds": Column("s/figure", "{:.2f}", "mean seconds per figure"),
}


def summarise(measures: list[FigureMeasure]) -> list[Group]:
    """Rows: all figures, the line charts among them, the mean of the drawing tools, each tool, each tag.

    Figures made by other people are in none of these: their total and their tools are the last rows.
    """
    own, real = ([m for m in measures if m.real is made_by_others] for made_by_others in (False, True))
    tags = _by(own, lambda m: m.tags)
    tag_rows = [Group(f"#{name}", group_values(group)) for name, group in sorted(tags.items())]
    return _totals("all figures", own) + tag_rows + _totals("real figures", real)


def _totals(title: str, measures: list[FigureMeasure]) -> list[Group]:
    """Rows of a set of figures: all of them, the line charts among them, the mean of the tools, and each tool."""
    if not measures:
        return []
    tools = _by(measures, lambda m: [m.renderer])
    charts = [m for m in measures if m.is_chart]
    rows = [Group(name, group_values(group)) for name, group in sorted(tools.items())]
    total = [Group(title, group_values(measures))]
    total += [Group("line charts", group_values(charts))] if charts and len(charts) < len(measures) else []
    return total + ([Group("mean of tools", _mean_values(rows))] if len(rows) > 1 else []) + rows


def group_values(measures: list[FigureMeasure]) -> dict[str, float | None]:
    """Every column of :data:`COLUMNS` for one group of figures."""
    series = [s for m in measures for s in m.series]
    right = [s for s in series if s.right]
    asked = [s for s in series if s.name_asked]
    ok = [m for m in measures if m.status is Status.OK]
    trusted = [s for s in series if s.trusted]
    panels, axes = sum(m.panels_true for m in measures), sum(m.axes_emitted for m in measures)
    return {
        "figures": len(measures),
        "series": len(series),
        "right": _share(s.right for s in series),
        "curve": _share(s.curve_right for s in series),
        "f": _mean(s.f for s in series),
        "names": _share(s.name_right for s in asked),
        "extra": sum(m.extra for m in measures) / len(series) if series else None,
        "exact": _share(m.exact for m in measures),
        "panels": sum(m.panels_found for m in measures) / panels if panels else None,
        "axes": sum(m.axes_right for m in measures) / axes if axes else None,
        "median": _median(s.median for s in right),
        "p95": _median(s.p95 for s in right),
        "score_6a_k": _mean(m.score_6a_k for m in measures),
        "score_6b": _mean(m.score_6b for m in measures),
        "sigma_1": _mean(s.within_1_sigma for s in right),
        "sigma_2": _mean(s.within_2_sigma for s in right),
        "ok": _share(m.status is Status.OK for m in measures),
        "ok_exact": _share(m.exact for m in ok),
        "ok_right": _share(s.right for s in trusted),
        "invented": sum(m.trusted_series > 0 for m in others) if (others := _non_charts(measures)) else None,
        "markers": sum(m.marked_right for m in measures) / marked
        if (marked := sum(m.marked for m in measures))
        else None,
        "seconds": _mean(m.seconds for m in measures),
    }


def to_markdown(groups: list[Group], columns: Sequence[str]) -> str:
    """The rows as a markdown table of the named columns, padded so that it can be read as plain text."""
    table = [["", *(COLUMNS[key].title for key in columns)]]
    table += [[group.name, *(_cell(key, group.values[key]) for key in columns)] for group in groups]
    widths = [max(len(row[k]) for row in table) for k in range(len(columns) + 1)]
    lines = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in table]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines)


def legend_of_columns() -> str:
    """What each column says, as a markdown list."""
    return "\n".join(f"- **{column.title}**: {column.meaning}." for column in COLUMNS.values())


def worst_first(measures: list[FigureMeasure]) -> list[FigureMeasure]:
    """Figures that are not exact, by the number of series wrong or extra."""
    return sorted((m for m in measures if not m.exact), key=lambda m: (-_faults(m), m.source))


def describe(measure: FigureMeasure) -> str:
    """One line on what is wrong with a figure: status, reason and each series that is not right."""
    faults = [_describe_series(s, measure.panels_true > 1) for s in measure.series if not s.right]
    if measure.extra:
        faults.append(f"{measure.extra} extra")
    if measure.axes_right < measure.axes_emitted:
        faults.append(f"{measure.axes_emitted - measure.axes_right} of {measure.axes_emitted} axes wrong")
    state = " ".join(part for part in (measure.status.value, measure.reason, measure.message) if part)
    right = sum(s.right for s in measure.series)
    return f"{measure.source} [{state}] {right}/{len(measure.series)} right: " + "; ".join(faults)


def _describe_series(series: SeriesMeasure, several_panels: bool) -> str:
    where = f"panel {series.panel} " if several_panels else ""
    if not series.found:
        return f"{where}{series.name!r} missed"
    named = f" read as {series.found_name!r}" if series.name_asked and not series.name_right else ""
    return f"{where}{series.name!r} recall {series.recall:.2f} precision {series.precision:.2f}{named}"


def _faults(measure: FigureMeasure) -> int:
    return sum(not s.right for s in measure.series) + measure.extra


def _non_charts(measures: list[FigureMeasure]) -> list[FigureMeasure]:
    return [m for m in measures if not m.is_chart]


def _cell(key: str, value: float | None) -> str:
    return "" if value is None else COLUMNS[key].form.format(value)


def _by(
    measures: list[FigureMeasure], keys: Callable[[FigureMeasure], Iterable[str]]
) -> dict[str, list[FigureMeasure]]:
    groups: dict[str, list[FigureMeasure]] = {}
    for measure in measures:
        for key in keys(measure):
            groups.setdefault(key, []).append(measure)
    return groups


def _mean_values(rows: list[Group]) -> dict[str, float | None]:
    values = {key: _mean(v for row in rows if (v := row.values[key]) is not None) for key in COLUMNS}
    totals: dict[str, float | None] = {k: sum(row.values[k] or 0 for row in rows) for k in ("figures", "series")}
    return values | totals


def _share(flags: Iterable[bool]) -> float | None:
    return _mean(float(flag) for flag in flags)


def _mean(values: Iterable[float]) -> float | None:
    numbers = [v for v in values if v == v]  # NaN: nothing was measured
    return mean(numbers) if numbers else None


def _median(values: Iterable[float]) -> float | None:
    numbers = [v for v in values if v == v]
    return median(numbers) if numbers else None
