"""How a flow over figures ends: its state, what Prefect's UI shows, and the event that downstream jobs wait for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import State
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.events import emit_event
from prefect.states import Completed, Failed

from flows.addresses import address_of, named
from flows.staging import local_dataset
from reports.package import read_mark
from reports.summary import failures_table, headline, to_markdown
from schemas.run import RunSummary

PUBLISHED = "unplot.dataset.published"


class TooManyFailed(RuntimeError):
    """More of the figures failed than the run allows; what could be read is published all the same."""

    def __init__(self, summary: RunSummary) -> None:
        super().__init__(f"too many figures failed: {summary.n_failed} of {summary.n_figures}")
        self.summary = summary


def closing_state(summary: RunSummary, max_failed_share: float) -> State[RunSummary]:
    """``Completed``, ``CompletedWithFailures``, or ``Failed`` where a larger share of the figures failed.

    The state holds the summary; a failed one holds :class:`TooManyFailed`, which a direct call of the flow raises.
    """
    if summary.failed_share > max_failed_share:
        error = TooManyFailed(summary)
        return Failed(message=f"{error}; {headline(summary)}", data=error)
    name = "CompletedWithFailures" if summary.n_failed else "Completed"
    return Completed(name=name, message=headline(summary), data=summary)


def show_run(summary: RunSummary, link_base: str | None) -> None:
    """The summary with links, and the figures that are not ok, as artifacts."""
    create_markdown_artifact(to_markdown(summary, link_base), key="digitise-folder-summary")
    create_table_artifact(failures_table(summary), key="digitise-folder-failures")


def announce(out: Path, **payload: Any) -> None:
    """Emit the event that the tables of ``out`` are whole, with the run and the versions that ``_SUCCESS`` names."""
    resource = {"prefect.resource.id": address_of(out) or out.resolve().as_uri()}
    resource["prefect.resource.name"] = out.name if address_of(out) else out.resolve().name
    emit_event(PUBLISHED, resource=resource, payload={"path": named(out), **read_mark(local_dataset(out)), **payload})
