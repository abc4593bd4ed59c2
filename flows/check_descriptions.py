"""The Prefect flow that checks descriptions against a dataset that exists; nothing is digitised."""

from __future__ import annotations

from pathlib import Path

from prefect import State, flow
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from flows.checking import check_jobs
from flows.closing import announce
from flows.descriptions import describe_jobs
from flows.documents import figure_jobs, recorded, told_of
from flows.runs import find_figures, new_run_id
from flows.sources import jobs_of
from reports.locking import locked
from reports.package import publication
from reports.summary import check_lines
from schemas.options import CheckOptions
from schemas.run import CheckSummary

_DEFAULTS = CheckOptions()


def check_folder(
    folder: Path, out: Path, descriptions: Path | None = None, options: CheckOptions = _DEFAULTS
) -> CheckSummary:
    """Check every text about a figure of ``folder`` against its record in the dataset ``out``.

    Texts lie beside the figures or, where ``descriptions`` is given, below that folder. Figures without a record are
    left out and counted. Raises :class:`flows.runs.NoFigures` where the folder holds no figures, and as :func:`locked`.
    """
    jobs, texts = describe_jobs(jobs_of(find_figures(folder, out), folder), folder, descriptions, out)
    with locked(out, "check-descriptions"), publication(out, new_run_id()):
        rows = recorded(jobs, out)
        checks = check_jobs(figure_jobs(jobs, rows), out, descriptions or folder, options)
    return checks.summary.model_copy(update={"texts": told_of(texts, jobs, rows)})


@flow(name="check-descriptions")
def check_descriptions(
    folder: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    descriptions: Path | None = None,
    options: CheckOptions = _DEFAULTS,
) -> State[CheckSummary]:
    """Write ``claims``, ``descriptions`` and ``conflicts`` of the dataset ``out`` anew, from its records and the texts.

    Returns a state that holds the numbers of verdicts.
    """
    summary = check_folder(folder, out, descriptions, options)
    lines = check_lines(summary)
    create_markdown_artifact("\n".join(f"- {line}" for line in lines), key="check-descriptions-summary")
    announce(out, n_texts=summary.n_texts, n_claims=summary.n_claims)
    return Completed(message=lines[0], data=summary)
