"""Folders with PDF and SVG files: a row for every figure, kept and followed as pictures are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from flows.pool import WorkerPool
from flows.runs import Pool, run_folder
from flows.sharing import Batch
from reports.dataset import overlay_path, read_record
from reports.report import write_report
from schemas.options import Options
from schemas.run import Outcomes, RunSummary
from tests.extractors.vector.charts import chart, page, paper, saved

LEFT, RIGHT, ALONE = (0.12, 0.45, 0.3, 0.25), (0.6, 0.45, 0.3, 0.25), (0.15, 0.2, 0.7, 0.5)


def _run(folder: Path, read: list[str] | None = None) -> tuple[RunSummary, pd.DataFrame]:
    """A run in this process, and its table of figures; ``read`` receives the sources that are not kept."""

    def in_process(pool: Pool, made: list[Batch]) -> Iterator[list[Outcomes]]:
        assert isinstance(pool, WorkerPool)
        for batch in made:
            done = [pool.work(job) for job in batch]
            if read is not None:
                read.extend(o.source for outcomes in done for o in outcomes if not o.kept)
            yield done

    out = folder.parent / "out"
    summary = run_folder(folder, out, Options(), workers=1, run_batches=in_process)
    return summary, pd.read_parquet(out / "figures.parquet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper of three figures with a text beside it, an SVG with one, and documents that cannot be read."""
    folder = tmp_path_factory.mktemp("documents") / "in"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(paper([page([LEFT, RIGHT], 1), page([ALONE], 3)]))
    (folder / "paper.md").write_text("The curve peaks at 5.")
    (folder / "chart.svg").write_bytes(saved(chart()[0], "svg"))
    (folder / "chart.md").write_text("The x axis is time (s).")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    (folder / "empty.svgz").write_bytes(b"")
    _run(folder)
    return folder


def test_every_figure_of_a_document_is_a_row(folder: Path) -> None:
    figures = pd.read_parquet(folder.parent / "out" / "figures.parquet")
    assert list(zip(figures["source"], figures["status"], figures["reason"], strict=True)) == [
        ("broken.pdf", "failed", "unreadable_image"),
        ("chart.svg", "ok", ""),
        ("empty.svgz", "failed", "empty_file"),
        ("paper.pdf#page=1&figure=1", "ok", ""),
        ("paper.pdf#page=1&figure=2", "ok", ""),
        ("paper.pdf#page=2&figure=1", "ok", ""),
    ]
    assert list(figures["page"].dropna()) == [1, 1, 2]
    assert list(figures["caption"].dropna()) == [
        f"Figure {number}: Heights of three curves over time." for number in (1, 2, 3)
    ]
    for figure_id in figures["figure_id"][figures["status"] == "ok"]:
        assert overlay_path(folder.parent / "out", figure_id).exists()


def test_captions_are_checked_and_texts_beside_several_figures_are_told(folder: Path) -> None:
    summary, _ = _run(folder)
    texts = pd.read_parquet(folder.parent / "out" / "descriptions.parquet")
    assert sorted(zip(texts["source"], texts["path"], strict=True)) == [
        ("", "chart.md"),
        ("caption", "paper.pdf#page=1&figure=1"),
        ("caption", "paper.pdf#page=1&figure=2"),
        ("caption", "paper.pdf#page=2&figure=1"),
    ]
    assert summary.texts.ambiguous_texts == ["paper.md"]
    assert summary.n_described == 4


def test_documents_are_kept_with_and_without_ledger_and_followed_where_they_go(folder: Path) -> None:
    again: list[str] = []
    out = folder.parent / "out"
    summary, before = _run(folder, again)
    assert (again, summary.n_kept) == ([], 6)
    next(out.rglob("ledger.json")).unlink()
    _run(folder, again)
    (folder / "paper.pdf").rename(folder / "moved.pdf")
    summary, moved = _run(folder, again)
    assert (again, summary.n_kept) == ([], 6)
    assert sorted(moved["figure_id"]) == sorted(before["figure_id"])
    assert set(moved["source"]) >= {"moved.pdf#page=1&figure=2", "moved.pdf#page=2&figure=1"}
    (out / "records" / f"{moved.iloc[-1]['figure_id']}.json").unlink()
    _run(folder, again)
    assert [source for source in again if source.startswith("moved")] == sorted(again)
    assert len(again) == 3  # a figure is missing: the document is read again
    data = (folder / "moved.pdf").read_bytes()
    (folder / "moved.pdf").unlink()
    assert len(_run(folder)[1]) == 3
    (folder / "paper.pdf").write_bytes(data)
    _run(folder)


def test_the_report_shows_each_figure_by_its_part_of_the_page(folder: Path) -> None:
    out = folder.parent / "out"
    report = write_report(out, folder)
    assert (report.n_figures, report.missing) == (6, ())
    figures = pd.read_parquet(out / "figures.parquet")
    for figure_id in figures["figure_id"][figures["source"].str.startswith("paper")]:
        html = (out / "report" / f"{figure_id}.html").read_text()
        assert 'id="picture" src="data:image/png' in html
        assert (out / "report" / "thumbs" / f"{figure_id}.webp").exists()
        record = read_record(out, figure_id)
        assert f'data-width="{record.width}"' in html
