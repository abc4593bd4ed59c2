"""The commands that exchange datasets with other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.arguments import DATASET, Dataset, Pictures
from flows.stopping import stops_told

# The choices of reports.export.Kind, which would load pandas; a test holds them equal.
Format = Annotated[
    Literal["csv", "tidy", "xlsx", "json", "wpd", "matplotlib", "truth"],
    typer.Option(
        help="csv, json: a file per figure; tidy: all points in one CSV; xlsx: an Excel workbook; "
        "wpd: a WebPlotDigitizer project per figure; matplotlib: a script per figure that draws it again; "
        "truth: accepted figures with their numbers, for python -m benchmarks accuracy."
    ),
]


def export(
    to: Format,
    out: Dataset = DATASET,
    into: Annotated[Path | None, typer.Option(help="Folder to write to. [default: OUT/export/<format>]")] = None,
    figure: Annotated[list[str] | None, typer.Option(help="Only this figure, by id or path; may be repeated.")] = None,
    figures: Pictures = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Write a dataset in the format of other programs, with people's corrections.

    Exits with 0 where something was written, 1 where there was nothing to write, 2 where the call is wrong.
    """
    from flows.cli import refuse
    from flows.console import progress_bar
    from reports.export import UnknownFigure
    from reports.export import export as write
    from reports.published import NoDataset
    from reports.report import figures_folder

    target = into or out / "export" / to
    try:
        with progress_bar("exporting") as progress:
            written = write(out, to, target, figures or figures_folder(out), figure or (), progress)
    except (NoDataset, UnknownFigure) as error:
        refuse(str(error))
    if as_json:
        typer.echo(written.model_dump_json(indent=2))
    else:
        typer.echo(f"{len(written.files)} files in {target}")
    if written.empty:
        why = "not accepted by a person, or without picture" if to == "truth" else "no series"
        typer.echo(f"unplot: {len(written.empty)} figures without a file: {why}", err=True)
    raise typer.Exit(0 if written.files else 1)


def import_project(
    file: Annotated[
        Path, typer.Argument(help="A project of WebPlotDigitizer 3 or 4, .tar or .json.", exists=True, dir_okay=False)
    ],
    out: Dataset = DATASET,
    figure: Annotated[str | None, typer.Option(help="Its figure, by id or path. [default: by its picture]")] = None,
    by: Annotated[str, typer.Option(help="Who made the correction, to be kept with it.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace the correction that the figure has.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the correction as JSON.")] = False,
) -> None:
    """Take a project of WebPlotDigitizer as the correction of its figure; the tables carry it at once.

    Exits with 0 where it was taken over, 2 where it is no such project or its figure is not known.
    """
    from flows.cli import refuse
    from flows.corrections import CorrectionExists, import_wpd
    from reports.export import UnknownFigure
    from reports.published import NoDataset
    from reports.wpd_import import NotAProject

    try:
        with stops_told():
            correction, path = import_wpd(file, out, figure, by, replace)
    except (NoDataset, UnknownFigure, NotAProject, CorrectionExists) as error:
        refuse(f"{file}: {error}")
    if as_json:
        typer.echo(correction.model_dump_json(indent=2))
    else:
        typer.echo(f"{len(correction.changes)} changes in {path}; the tables carry them")
