"""CSV of a figure and the words about a run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from reports.labels import axis_line, figure_line, tick_text
from reports.summary import failures_table, headline, reason_counts, text_lines, to_markdown
from reports.tidy import HEADER, write_csv
from schemas.reasons import Reason, Status
from schemas.record import DescriptionRecord, FigureRecord, TickRecord
from schemas.run import Outcome, RunSummary, TextReport
from tests.reports.fabricate import failed, record


def _summary(*records: FigureRecord) -> RunSummary:
    outcomes = [Outcome.of(item) for item in records]
    return RunSummary.of(outcomes, run_id="r", folder=Path("in"), out=Path("out"), n_files=len(records), seconds=1.0)


def test_csv_holds_every_point_in_full_precision() -> None:
    figure = record(panels=2, series=2, points=5)
    file = io.StringIO()
    write_csv(figure, file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 20
    last = figure.panels[1].series[1].points
    assert [float(row["y"]) for row in rows[15:]] == last.y
    assert rows[15]["y_lower"] == ""
    assert rows[15]["name"] == "Series 1"


def test_the_summary_counts_statuses_and_reasons() -> None:
    review = record("r.png").model_copy(update={"status": Status.REVIEW, "reason": Reason.LOW_COVERAGE})
    summary = _summary(record("a.png"), review, failed("f.png"), failed("g.png"))
    assert {status: count for status, count in summary.statuses.items() if count} == {
        Status.OK: 1,
        Status.REVIEW: 1,
        Status.FAILED: 2,
    }
    assert [row[:3] for row in reason_counts(summary)] == [
        ("failed", "unreadable_image", 2),
        ("review", "low_coverage", 1),
    ]
    assert headline(summary).startswith("1 of 4 figures ok:")
    accepted = record("b.png").model_copy(update={"status": Status.ACCEPTED})
    assert headline(_summary(record("a.png"), accepted)).startswith("1 of 2 figures ok, 1 accepted:")
    assert "| failed | 2 |" in to_markdown(summary)
    assert [row["source"] for row in failures_table(summary)] == ["f.png", "g.png", "r.png"]


def test_the_summary_tells_of_descriptions_and_texts_left_over() -> None:
    text = DescriptionRecord(path="a.md", sha256="0" * 64)
    summary = _summary(record("a.png").model_copy(update={"descriptions": [text, text]}), record("b.png"))
    assert text_lines(summary) == ["1 of 2 figures have a description"]
    left = TextReport(unmatched=[f"{number}.md" for number in range(7)], ambiguous_figures=["b.png"])
    lines = text_lines(summary.model_copy(update={"texts": left}))
    assert lines[1:] == [
        "7 texts for no figure: 0.md, 1.md, 2.md, 3.md, 4.md and 2 more",
        "1 figure with texts of the same name in several folders, not used: b.png",
    ]
    assert f"- {lines[1]}" in to_markdown(summary.model_copy(update={"texts": left}))


def test_the_table_of_failures_is_capped() -> None:
    assert len(failures_table(_summary(*(failed(f"{number}.png") for number in range(300))))) == 200


def test_labels_say_what_was_read() -> None:
    axis = record().panels[0].axes[0]
    assert axis_line(axis) == "x | the x axis | ok | linear, 6 of 6 ticks, 0..10 | residual 0.10 px"
    assert figure_line(failed()).startswith("broken.png | failed (unreadable_image)")
    assert tick_text(TickRecord(text="1O", value=None, px=3.0), axis) == "1O?"
    date = axis.model_copy(update={"scale": "date"})
    assert tick_text(TickRecord(text="Jan", value=86400.0, px=3.0), date) == "1970-01-02"
    assert tick_text(TickRecord(text="noon", value=129600.0, px=3.0), date) == "1970-01-02 12:00"
