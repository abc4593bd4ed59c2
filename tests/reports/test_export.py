"""Datasets in other programs' formats: what is read back is what was read in the figures."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image

from reports.export import UnknownFigure, export, file_names
from reports.workbook import write_workbook
from schemas.record import AxisRecord, FigureRecord
from tests.reports.dataset import SCRIPT, fill

Dataset = tuple[Path, list[FigureRecord]]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("dataset")
    return folder / "out", fill(folder / "out", folder / "figures")


def test_csv_per_figure(dataset: Dataset, tmp_path: Path) -> None:
    out, made = dataset
    written = export(out, "csv", tmp_path)
    assert len(written.files) == 3
    assert written.empty == ["d.png"]
    rows = list(csv.DictReader((tmp_path / "c" / "two.csv").read_text().splitlines()))
    second = [float(row["y"]) for row in rows if (row["panel"], row["series"]) == ("1", "1")]
    assert second == made[2].panels[1].series[1].points.y


def test_one_tidy_csv_names_what_points_belong_to(dataset: Dataset, tmp_path: Path) -> None:
    out, made = dataset
    (path,) = export(out, "tidy", tmp_path, only=[made[2].figure_id, "a.png"]).files
    tidy = pd.read_csv(path)
    assert set(tidy["source"]) == {"a.png", "c/two.png"}
    curve = tidy.query("source == 'a.png' and name == 'Series 1'")
    assert curve["y"].tolist() == made[0].panels[0].series[1].points.y


def test_a_workbook_has_a_sheet_per_table_and_no_formulas(dataset: Dataset, tmp_path: Path) -> None:
    out, made = dataset
    (path,) = export(out, "xlsx", tmp_path).files
    book = load_workbook(path)
    assert book.sheetnames == ["figures", "panels", "axes", "series", "points"]
    head, *rows = book["points"].values
    y = [row[head.index("y")] for row in rows if row[0] == made[0].figure_id and row[2] == 0]
    # Excel keeps fifteen digits.
    assert y == pytest.approx(made[0].panels[0].series[0].points.y, rel=1e-14)
    head, *rows = book["series"].values
    assert SCRIPT in [row[head.index("name")] for row in rows]


def test_text_is_never_a_formula_and_long_tables_go_on() -> None:
    buffer = io.BytesIO()
    frame = pd.DataFrame({"name": ["=1+1", "@a", "b\x01", None], "value": [1.0, 2.0, None, 4.0]})
    write_workbook({"series": frame}, buffer, most_rows=3)
    book = load_workbook(buffer)
    assert book.sheetnames == ["series", "series_2"]
    cells = [cell for sheet in book for row in sheet.iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells] == ["=1+1", 1, "@a", 2, "b", None, None, 4]
    assert cells[0].data_type == "s"


def test_json_is_the_record(dataset: Dataset, tmp_path: Path) -> None:
    out, made = dataset
    assert len(export(out, "json", tmp_path).files) == 4
    assert FigureRecord.model_validate_json((tmp_path / "a.json").read_bytes()) == made[0]


@pytest.mark.parametrize("scale", ["linear", "log", "date", "category"])
def test_a_script_draws_the_figure_again(dataset: Dataset, tmp_path: Path, scale: str) -> None:
    out, made = dataset
    (path,) = export(out, "matplotlib", tmp_path, only=["c/two.png"]).files
    if scale != "linear":
        path.write_text(_script(made[2], scale))
    picture, numbers = tmp_path / "again.png", tmp_path / "numbers.json"
    check = (
        "import json, runpy, sys; figure = runpy.run_path(sys.argv[1])['draw'](); figure.savefig(sys.argv[2]); "
        "lines = [[list(map(float, line.get_ydata())) for line in axes.lines] for axes in figure.axes]; "
        "json.dump(lines, open(sys.argv[3], 'w'))"
    )
    command = [sys.executable, "-c", check, str(path), str(picture), str(numbers)]
    subprocess.run(command, check=True, env={"MPLBACKEND": "Agg", "PATH": "", "MPLCONFIGDIR": str(tmp_path)})
    lines = json.loads(numbers.read_text())
    assert [[len(line) for line in panel[:2]] for panel in lines] == [[20, 20], [20, 20]]
    assert lines[1][1] == made[2].panels[1].series[1].points.y
    with Image.open(picture) as drawn:
        assert drawn.size == (made[2].width, made[2].height)


def _script(machine: FigureRecord, scale: str) -> str:
    from reports.script import script_of

    changed = machine.model_copy(deep=True)
    for panel in changed.panels:
        axis = panel.axes[0]
        extra = {"categories": [f"c{i}" for i in range(11)]} if scale == "category" else {}
        panel.series[0].points.x[7] = None
        panel.axes[0] = AxisRecord.model_validate({**axis.model_dump(), "scale": scale, **extra})
    return script_of(changed)


def test_names_that_several_figures_share_keep_their_suffix() -> None:
    names = file_names({"1": "a.png", "2": "a.jpg", "3": "b/a.png", "4": "../up.png"})
    assert names == {"1": "a.png", "2": "a.jpg", "3": "b/a", "4": "up"}


def test_an_unknown_figure_is_named(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(UnknownFigure, match=r"z\.png"):
        export(dataset[0], "csv", tmp_path, only=["z.png"])
