"""The command that writes the report of a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.arguments import DATASET, Dataset, Pictures

if TYPE_CHECKING:
    from reports.report import Report

_NAMED = 3


def report(
    out: Dataset = DATASET,
    figures: Pictures = None,
    force: Annotated[bool, typer.Option("--force", help="Make every page anew, also where nothing changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Write a report of a dataset to look at: report/index.html and a page for each figure.

    Exits with 0 where it was written, 2 where the folder holds no dataset.
    """
    from reports.published import NoDataset

    try:
        written = write_report_of(out, figures, force=force)
    except NoDataset as error:
        typer.echo(f"unplot: {error}", err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(written.model_dump_json(indent=2))
    else:
        typer.echo(f"{written.n_figures} figures, {written.n_made} pages made anew")
        typer.echo(f"report:   {written.index}")


def write_report_of(out: Path, figures: Path | None, force: bool = False) -> Report:
    """Write the report with progress on a terminal, and tell of pictures that were not found on stderr."""
    from flows.console import progress_bar
    from reports.report import write_report

    with progress_bar("report") as progress:
        written = write_report(out, figures, on_progress=progress, force=force)
    if written.missing:
        names = ", ".join(written.missing[:_NAMED]) + (", …" if len(written.missing) > _NAMED else "")
        message = f"unplot: {len(written.missing)} pages without a picture, not found: {names}"
        typer.echo(f"{message}; name their folder: unplot report --out {out} --figures FOLDER", err=True)
    return written
