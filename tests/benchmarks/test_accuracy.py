"""From a folder of figures to the table of measures, with a digitiser that knows the truth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.accuracy import Case, find_cases, measure_case
from benchmarks.measures import FigureMeasure, measure_figure
from benchmarks.summary import COLUMNS, describe, group_values, summarise, to_markdown, worst_first
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.truth import TruePanel, Truth
from tests.benchmarks.fabricated import copy_of, found_panel, found_series, record, true_series, truth


def one_line(identity: str, tags: list[str], renderer: str = "tool") -> Truth:
    panel = TruePanel(series=[true_series([0, 1], [0, 1], "Line")], x_lim=(0, 1), y_lim=(0, 1))
    return truth(panel, tags=tags).model_copy(update={"id": identity, "renderer": renderer})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for stem, suffix in (("a", ".json"), ("sub/b", ".truth.json"), ("c", ".txt")):
        (tmp_path / f"{stem}.png").write_bytes(stem.encode())
        (tmp_path / f"{stem}{suffix}").write_text(one_line(stem, ["plain"]).model_dump_json())
    return tmp_path


def test_cases_are_images_with_a_truth_beside_them(folder: Path) -> None:
    assert [case.source for case in find_cases([folder])] == ["a.png", "sub/b.png"]
    assert [case.source for case in find_cases([folder], only="b")] == ["sub/b.png"]
    assert len(find_cases([folder], limit=1)) == 1
    assert [case.real for case in find_cases([folder], limit=1, real=True)] == [True]


def test_case_is_digitised_and_measured(folder: Path) -> None:
    def perfect(data: bytes, source: str, options: Options) -> FigureRecord:
        assert data == b"a"
        assert options.ocr == "both"
        return record(copy_of(one_line("a", []).panels[0])).model_copy(update={"source": source})

    measure = measure_case(find_cases([folder])[0], Options(ocr="both"), digitise=perfect)
    assert measure.exact
    assert measure.source == "a.png"
    assert measure.seconds > 0


def test_digitiser_that_raises_becomes_a_failed_row(folder: Path) -> None:
    def broken(data: bytes, source: str, options: Options) -> FigureRecord:
        raise ZeroDivisionError("by nothing")

    case: Case = find_cases([folder])[0]
    measure = measure_case(case, Options(), digitise=broken)
    assert (measure.status, measure.reason) == (Status.FAILED, Reason.BUG)
    assert "by nothing" in describe(measure)
    assert "'Line' missed" in describe(measure)


@pytest.fixture
def measures() -> list[FigureMeasure]:
    good, bad = one_line("good", ["plain"]), one_line("bad", ["plain", "log"], "other")
    wrong = found_panel(found_series([0, 1], [1, 0]), found_series([0, 1], [0, 0]))
    return [
        measure_figure(good, record(copy_of(good.panels[0]))),
        measure_figure(bad, record(wrong, status=Status.REVIEW)),
    ]


def test_rows_are_overall_mean_tools_and_tags(measures: list[FigureMeasure]) -> None:
    rows = summarise(measures)
    assert [row.name for row in rows] == ["all figures", "mean of tools", "other", "tool", "#log", "#plain"]
    assert rows[0].values["right"] == pytest.approx(0.5)
    assert rows[0].values["exact"] == pytest.approx(0.5)
    assert rows[0].values["extra"] == pytest.approx(0.5)
    assert rows[0].values["ok_exact"] == 1
    assert [row.values["right"] for row in rows[2:]] == [0, 1, 0, 0.5]


def test_real_figures_and_non_charts_are_counted_apart(measures: list[FigureMeasure]) -> None:
    good, bad = measures
    guess = record(found_panel(found_series([0, 1], [1, 0])))
    photo = measure_figure(truth(tags=["negative"]), guess)
    rows = {row.name: row.values for row in summarise([good, photo, replace(bad, real=True)])}
    assert list(rows) == [
        "all figures",
        "line charts",
        "mean of tools",
        "by hand",
        "tool",
        "#negative",
        "#plain",
        "real figures",
        "other",
    ]
    assert (rows["all figures"]["figures"], rows["line charts"]["figures"], rows["real figures"]["figures"]) == (
        2,
        1,
        1,
    )
    assert (rows["all figures"]["invented"], rows["line charts"]["invented"]) == (1, None)


def test_group_without_series_has_empty_cells() -> None:
    values = group_values([measure_figure(truth(tags=["negative"]), record(status=Status.NOT_A_CHART))])
    assert values.keys() == COLUMNS.keys()
    assert values["right"] is None
    assert values["exact"] == 1


def test_markdown_has_a_line_per_row_and_a_cell_per_column(measures: list[FigureMeasure]) -> None:
    lines = to_markdown(summarise(measures), ("figures", "right")).splitlines()
    assert [cell.strip() for cell in lines[0].split("|")[1:-1]] == ["", "figures", "series right"]
    assert [cell.strip() for cell in lines[2].split("|")[1:-1]] == ["all figures", "2", "50.0%"]


def test_worst_figures_are_those_not_exact(measures: list[FigureMeasure]) -> None:
    (worst,) = worst_first(measures)
    assert worst.id == "bad"
    assert "1 extra" in describe(worst)
