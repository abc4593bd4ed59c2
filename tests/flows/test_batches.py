"""A batch of figures: one outcome each, whatever happens; no picture is read by the real extractor here."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors import EXTRACTOR_VERSION
from flows.batches import Setting, digitise_batch
from flows.sources import Job, find_images, jobs_of
from reports.dataset import overlay_path, read_record
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.run import Outcome
from tests.reports.fabricate import record


class Extractor:
    """Stands in for the extractor: counts its calls and misbehaves for sources with certain names."""

    def __init__(self) -> None:
        self.sources: list[str] = []

    def __call__(self, data: bytes, source: str, options: Options) -> FigureRecord:
        self.sources.append(source)
        if source.startswith("raise"):
            raise ZeroDivisionError("by zero\nand more")
        figure = record(source, size=120)
        if source.startswith("invalid"):
            figure.panels[0].series[0].coverage = 7.0
        (job,) = [job for job in self.jobs if job.source == source]
        update = {"figure_id": job.figure_id, "sha256": job.sha256, "options_hash": options.digest()}
        return figure.model_copy(update={**update, "run_id": "", "digitised_at": ""})

    jobs: Sequence[Job] = ()


def _picture(grey: int) -> bytes:
    file = io.BytesIO()
    picture = np.full((100, 120, 3), 255, np.uint8)
    picture[20:80, 50] = grey
    Image.fromarray(picture).save(file, format="PNG")
    return file.getvalue()


def _run(
    folder: Path, extractor: Extractor, *, run_id: str = "one", force: bool = False, options: Options | None = None
) -> dict[str, Outcome]:
    extractor.jobs = jobs_of(find_images(folder), folder)
    setting = Setting(folder.parent / "out", options or Options(), run_id, force)
    return {outcome.source: outcome for outcome in digitise_batch(extractor.jobs, setting, extractor)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for grey, name in enumerate(("good.png", "raise.png", "other.png")):
        (folder / name).write_bytes(_picture(grey))
    (folder / "text.png").write_text("no picture")
    (folder / "gone.png").symlink_to(folder / "nowhere")
    return folder


def test_every_figure_has_an_outcome_and_a_record(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "invalid.png").write_bytes(_picture(99))
    with caplog.at_level(logging.ERROR):
        outcomes = _run(folder, Extractor())
    assert {source: (outcome.status.value, outcome.reason.value) for source, outcome in outcomes.items()} == {
        "good.png": ("ok", ""),
        "gone.png": ("failed", "unreadable_image"),
        "invalid.png": ("failed", "bug"),
        "other.png": ("ok", ""),
        "raise.png": ("failed", "bug"),
        "text.png": ("ok", ""),
    }
    assert outcomes["raise.png"].message == "ZeroDivisionError: by zero"
    assert "Traceback" in caplog.text
    for outcome in outcomes.values():
        stored = read_record(folder.parent / "out", outcome.figure_id)
        assert Outcome.of(stored) == outcome
        assert stored.run_id == "one"
        assert stored.digitised_at
        assert stored.extractor_version == EXTRACTOR_VERSION


def test_overlays_are_drawn_where_there_is_a_picture(folder: Path) -> None:
    outcomes = _run(folder, Extractor())
    drawn = {source for source, o in outcomes.items() if overlay_path(folder.parent / "out", o.figure_id).exists()}
    assert drawn == {"good.png", "other.png"}


def test_what_was_read_is_kept_and_what_broke_is_tried_again(folder: Path) -> None:
    _run(folder, Extractor())
    again = Extractor()
    outcomes = _run(folder, again, run_id="two")
    kept = sorted(source for source, outcome in outcomes.items() if outcome.kept)
    assert again.sources == ["raise.png"]
    assert kept == ["good.png", "other.png", "text.png"]
    assert read_record(folder.parent / "out", outcomes["good.png"].figure_id).run_id == "one"


def test_other_options_or_force_read_again(folder: Path) -> None:
    _run(folder, Extractor())
    other, forced = Extractor(), Extractor()
    _run(folder, other, options=Options(min_side=40))
    _run(folder, forced, run_id="two", force=True)
    assert "good.png" in other.sources
    assert "good.png" in forced.sources


def test_a_batch_run_again_in_the_same_run_keeps_its_figures_even_by_force(folder: Path) -> None:
    _run(folder, Extractor(), force=True)
    again = Extractor()
    _run(folder, again, force=True)
    assert again.sources == []


def test_a_kept_record_follows_its_file(folder: Path) -> None:
    _run(folder, Extractor())
    (folder / "good.png").rename(folder / "renamed.png")
    (folder / "twin.png").write_bytes(_picture(0))
    moved = _run(folder, Extractor(), run_id="two")["renamed.png"]
    assert moved.kept
    assert moved.message == "same bytes as twin.png"
    (folder / "twin.png").unlink()
    assert _run(folder, Extractor(), run_id="three")["renamed.png"].message == ""


def test_a_damaged_record_is_made_anew(folder: Path) -> None:
    figure_id = _run(folder, Extractor())["good.png"].figure_id
    (folder.parent / "out" / "records" / f"{figure_id}.json").write_text('{"figure_id":')
    outcome = _run(folder, Extractor(), run_id="two")["good.png"]
    assert (outcome.status, outcome.reason, outcome.kept) == (Status.OK, Reason.NONE, False)
