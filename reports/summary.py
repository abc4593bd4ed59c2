"""A run in words, for people: Markdown, and a table of the figures that need a look."""

from __future__ import annotations

from pathlib import Path

from schemas.reasons import MEANING, Status
from schemas.run import CheckSummary, RunSummary
from schemas.verdicts import TEXT_REASON_MEANING

TABLE_ROWS = 200
LINKED = (
    "report/index.html",
    "figures.parquet",
    "series.parquet",
    "points.parquet",
    "overlays/",
    "records/",
    "datapackage.json",
)
_NAMED_TEXTS = 5


def to_markdown(summary: RunSummary, link_base: str | None = None) -> str:
    """Counts, where the files are, and how often each reason was given.

    ``link_base`` is where a browser finds the dataset; without it links lead to the files of this machine.
    """
    lines = [
        f"# Run {summary.run_id}",
        "",
        headline(summary),
        "",
        f"- folder: `{summary.folder}`",
        f"- dataset: `{summary.out}`",
        f"- files: {_links(summary.out, link_base or _uri(summary.out))}",
        "",
        "| status | figures |",
        "|---|---|",
        *(f"| {status.value} | {count} |" for status, count in summary.statuses.items()),
        "",
    ]
    reasons = reason_counts(summary)
    if reasons:
        lines += ["| status | reason | figures | meaning |", "|---|---|---|---|"]
        lines += [f"| {status} | {reason} | {count} | {text} |" for status, reason, count, text in reasons]
    lines += ["", *(f"- {line}" for line in text_lines(summary))]
    return "\n".join(lines).rstrip() + "\n"


def headline(summary: RunSummary) -> str:
    """The run in a sentence."""
    ok, kept = summary.statuses[Status.OK], f" ({summary.n_kept} kept from before)" if summary.n_kept else ""
    same = summary.n_files - summary.n_figures
    files = f" in {summary.n_files} files" if same else ""
    by_hand = summary.statuses[Status.ACCEPTED]
    accepted = f", {by_hand} accepted" if by_hand else ""
    return (
        f"{ok} of {summary.n_figures} figures{files} ok{accepted}{kept}: {summary.n_panels} panels, "
        f"{summary.n_series} series, {summary.seconds:.1f} s"
    )


def text_lines(summary: RunSummary) -> list[str]:
    """How many figures have a description, and which texts and figures could not be paired."""
    texts = summary.texts
    left = (
        ("text", "for no figure", texts.unmatched),
        ("text", "with the name of figures in several folders, not used", texts.ambiguous_texts),
        ("figure", "with texts of the same name in several folders, not used", texts.ambiguous_figures),
        ("text", "that could not be opened", texts.unreadable),
    )
    lines = [f"{summary.n_described} of {summary.n_figures} figures have a description"]
    lines += check_lines(summary.checks) if summary.checks.n_texts else []
    return lines + [f"{_count(names, noun)} {what}: {_some(names)}" for noun, what, names in left if names]


def check_lines(checks: CheckSummary) -> list[str]:
    """Claims by verdict, what the texts say against themselves and one another, and texts without claims."""
    verdicts = ", ".join(f"{count} {verdict.value.replace('_', ' ')}" for verdict, count in checks.verdicts.items())
    lines = [f"{checks.n_claims} claims in {checks.n_texts} texts: {verdicts}"]
    if checks.n_contradictions or checks.n_disagreements:
        lines.append(f"{checks.n_contradictions} contradictions in a text, {checks.n_disagreements} between texts")
    lines += [f"{count} texts: {TEXT_REASON_MEANING[why]}" for why, count in checks.reasons.items()]
    if checks.n_without_record:
        lines.append(f"{checks.n_without_record} figures with a text have not been read yet")
    return lines


def reason_counts(summary: RunSummary) -> list[tuple[str, str, int, str]]:
    """Status, reason code, number of figures and meaning, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    meanings = {reason.value: text for reason, text in MEANING.items()}
    for outcome in summary.not_ok:
        key = (outcome.status.value, outcome.reason.value)
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(status, reason, count, meanings[reason]) for (status, reason), count in ranked]


def failures_table(summary: RunSummary) -> list[dict[str, str]]:
    """Figures that are not ``ok``, failed ones first, at most :data:`TABLE_ROWS`."""
    order = [Status.FAILED, Status.NOT_A_CHART, Status.REVIEW]
    ranked = sorted(summary.not_ok, key=lambda outcome: (order.index(outcome.status), outcome.source))
    return [
        {
            "source": outcome.source,
            "status": outcome.status.value,
            "reason": outcome.reason.value,
            "message": outcome.message,
            "figure_id": outcome.figure_id,
        }
        for outcome in ranked[:TABLE_ROWS]
    ]


def _uri(out: str) -> str:
    return out if "://" in out else Path(out).resolve().as_uri()


def _links(out: str, base: str) -> str:
    there = [name for name in LINKED if "://" in out or Path(out, name).exists()]
    return ", ".join(f"[{name}]({base.rstrip('/')}/{name})" for name in there)


def _count(names: list[str], noun: str) -> str:
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}"


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED_TEXTS
    return ", ".join(names[:_NAMED_TEXTS]) + (f" and {more} more" if more > 0 else "")
