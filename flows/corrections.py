"""Corrections: tables, verdicts and report carry them at once; and those that come from elsewhere."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.checking import check_again
from flows.ledger import load_ledger
from flows.runs import new_run_id
from reports.corrections import correction_path, write_correction
from reports.dataset import read_record
from reports.export import UnknownFigure, chosen_figures
from reports.locking import locked
from reports.package import publication
from reports.published import published_figures
from reports.publishing import publish
from reports.report import figures_folder, write_report
from reports.wpd_import import correction_of, read_project
from schemas.corrections import Correction


class CorrectionExists(ValueError):
    """The figure has a correction, which would be lost."""


@contextmanager
def carried(out: Path, figure_ids: Collection[str], figures: Path | None = None) -> Iterator[None]:
    """Hold the dataset; at the end tables, verdicts and report tell these figures as their corrections are by then.

    ``figures`` is the folder that was run, by default that of the last report. A dataset without a report gets none.
    Raises :class:`reports.published.NoDataset`, and as :func:`reports.locking.locked`.
    """
    with locked(out, "corrections"), publication(out, new_run_id()):
        yield
        publish(out, list(published_figures(out)))
        texts = load_ledger(out).checks.folder
        folder = Path(os.path.normpath(out / texts)) if texts else figures or figures_folder(out)
        if folder is not None:
            check_again(figure_ids, out, folder)
    if (out / "report").is_dir():
        write_report(out, figures)


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
    with carried(out, [figure_id]):
        write_correction(out, correction)
    return correction, path
