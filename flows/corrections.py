"""Corrections that come from elsewhere, and the tables that carry them."""

from __future__ import annotations

from pathlib import Path

from flows.runs import new_run_id
from reports.corrections import correction_path, write_correction
from reports.dataset import read_record
from reports.export import UnknownFigure, chosen_figures
from reports.locking import locked
from reports.package import publication
from reports.published import published_figures
from reports.publishing import publish
from reports.wpd_import import correction_of, read_project
from schemas.corrections import Correction


class CorrectionExists(ValueError):
    """The figure has a correction, which would be lost."""


def import_wpd(file: Path, out: Path, figure: str | None, by: str, replace: bool) -> tuple[Correction, Path]:
    """Take the project as the correction of ``figure``, or of the one whose picture it holds, and publish the tables.

    Returns the correction and its path. Raises :class:`reports.wpd_import.NotAProject`,
    :class:`reports.export.UnknownFigure`, :class:`reports.published.NoDataset` and, unless ``replace``,
    :class:`CorrectionExists`.
    """
    project = read_project(file)
    sources = published_figures(out)
    if figure is None:
        figure = next((figure_id for figure_id in project.figure_ids if figure_id in sources), None)
    if figure is None:
        raise UnknownFigure(f"none of the figures in {out} is the picture of the project: name it with --figure")
    (figure_id,) = chosen_figures(sources, [figure])
    path = correction_path(out, figure_id)
    if path.exists() and not replace:
        raise CorrectionExists(f"the figure has a correction, {path}: --replace puts this one in its place")
    correction = correction_of(read_record(out, figure_id), project, by)
    with locked(out, "import"), publication(out, new_run_id()):
        write_correction(out, correction)
        publish(out, list(published_figures(out)))
    return correction, path
