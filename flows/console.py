"""What the command line shows: a progress bar, a closing summary, and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from shlex import quote

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column, Table
from rich.text import Text

from flows.runs import Progress as OnProgress
from reports.claims import content_of, subject_of
from reports.summary import headline, reason_counts, text_lines
from schemas.claim_tables import CLAIM_TABLES
from schemas.claims import ParsedText
from schemas.run import RunSummary
from schemas.tables import TABLES
from schemas.verdicts import TEXT_REASON_MEANING, CheckedFigure, CheckedText, Verdict

_LISTED = 20
_SHOWN_TEXT = 60
_VERDICT_STYLES = {Verdict.SUPPORTED: "green", Verdict.IMPRECISE: "yellow", Verdict.REFUTED: "red"}
_PLACES = {
    "tables:": f"{{{','.join((*TABLES, *CLAIM_TABLES))}}}.parquet",
    "records:": "records/<figure_id>.json",
    "overlays:": "overlays/<figure_id>.png",
}


@contextmanager
def progress_bar(what: str) -> Iterator[OnProgress]:
    """A bar on stderr, drawn only on a terminal; the value is what is to be told of progress."""
    console = Console(stderr=True)
    times = (_Rate(), TimeElapsedColumn(), TextColumn("[dim]left"), TimeRemainingColumn())
    parts = (TextColumn(what), BarColumn(), MofNCompleteColumn(), *times)
    with Progress(*parts, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Rate(ProgressColumn):
    """Figures per second, or seconds per figure where one takes longer than that."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f} figures/s" if speed >= 1 else f"{1 / speed:.1f} s/figure", style="cyan")


def print_summary(summary: RunSummary, report: bool = False) -> None:
    """Counts by status and reason, the figures that are not ok, and where the files are, on stdout."""
    console = Console()
    console.print(headline(summary), highlight=False)
    if summary.not_ok:
        console.print(_reasons(summary))
        console.print(_figures(summary))
    for line in text_lines(summary):
        console.print(escape(line), highlight=False)
    for name, path in _PLACES.items():
        console.print(f"{name:<9} {escape(f'{summary.out}/{path}')}", highlight=False, soft_wrap=True)
    if report:
        console.print(f"report:   {escape(f'{summary.out}/report/index.html')}", highlight=False, soft_wrap=True)
    if summary.not_ok and "://" not in f"{summary.folder}{summary.out}":
        command = f"unplot review {quote(str(summary.folder))} --out {quote(str(summary.out))}"
        console.print(f"review:   {escape(command)}", highlight=False, soft_wrap=True)


def _reasons(summary: RunSummary) -> Table:
    table = Table("status", "reason", "figures", "meaning", box=None, pad_edge=False)
    for status, reason, count, meaning in reason_counts(summary):
        table.add_row(status, reason, str(count), meaning)
    return table


def _figures(summary: RunSummary) -> Table:
    # Names and codes are for other commands to be given: they are never cut short.
    whole = [Column(name, overflow="fold") for name in ("figure", "status", "reason")]
    table = Table(*whole, "message", box=None, pad_edge=False)
    for outcome in summary.not_ok[:_LISTED]:
        table.add_row(escape(outcome.source), outcome.status.value, outcome.reason.value, escape(outcome.message))
    if len(summary.not_ok) > _LISTED:
        table.add_row(f"and {len(summary.not_ok) - _LISTED} more", "", "", "see figures.parquet")
    return table


def print_claims(parsed: ParsedText) -> None:
    """A table of the claims of a text, and how much of it is interpretation, on stdout."""
    console = Console()
    if parsed.reason:
        console.print(f"({parsed.reason}) {TEXT_REASON_MEANING[parsed.reason]}", highlight=False)
    else:
        table = Table("at", "kind", "of", "content", "text", box=None, pad_edge=False)
        for claim in parsed.claims:
            words = " ".join(claim.text.split())
            words = words if len(words) <= _SHOWN_TEXT else f"{words[: _SHOWN_TEXT - 1]}…"
            cells = (str(claim.start), claim.kind.value, subject_of(claim), content_of(claim), words)
            table.add_row(*map(escape, cells))
        console.print(table)
    console.print(
        f"{len(parsed.claims)} claims, {len(parsed.interpretation)} passages of interpretation", highlight=False
    )


def print_verdicts(checked: CheckedFigure) -> None:
    """A table of verdicts for each text, then what the texts say against themselves and one another, on stdout."""
    console = Console()
    for text in checked.texts:
        console.print(Text(text.path, style="bold"))
        if text.reason:
            console.print(f"({text.reason}) {TEXT_REASON_MEANING[text.reason]}", highlight=False)
        if text.judged:
            console.print(_verdicts(text))
            console.print(_counts(text), highlight=False)
        for contradiction in text.contradictions:
            console.print(Text(f"the text contradicts itself: {contradiction.sentence}", style="magenta"))
    for disagreement in checked.disagreements:
        right = ", ".join(source or "description" for source in disagreement.supported) or "none of them"
        console.print(Text(f"the texts disagree: {disagreement.sentence}; supported: {right}", style="magenta"))


def _verdicts(text: CheckedText) -> Table:
    table = Table("verdict", "kind", "text", "evidence", box=None, pad_edge=False)
    for judged in text.judged:
        words = " ".join(judged.claim.text.split())
        words = words if len(words) <= _SHOWN_TEXT else f"{words[: _SHOWN_TEXT - 1]}…"
        verdict = Text(judged.verdict.value.replace("_", " "), style=_VERDICT_STYLES.get(judged.verdict, "dim"))
        table.add_row(verdict, judged.claim.kind.value, escape(words), escape(judged.sentence))
    return table


def _counts(text: CheckedText) -> str:
    counts = ", ".join(f"{text.counts[verdict]} {verdict.value.replace('_', ' ')}" for verdict in Verdict)
    share = "" if text.agreement is None else f"; {100 * text.agreement:.0f} % of those decided are supported"
    return f"{len(text.judged)} claims: {counts}{share}"
