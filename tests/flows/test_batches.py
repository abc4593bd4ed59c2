"""Figures one by one: an outcome each, whatever happens; no picture is read by the real extractor here."""

from __future__ import annotations

import errno
import hashlib
import io
import logging
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors import EXTRACTOR_VERSION
from flows import batches, files
from flows.batches import digitise_job, write_lost
from flows.keeping import Setting
from flows.sources import find_images, job_of, jobs_of
from reports import files as output
from reports.dataset import overlay_path, read_record, write_record
from reports.files import CannotWrite
from schemas.options import Limits, Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.run import Outcome
from tests.reports.fabricate import record


class Extractor:
    """Stands in for the extractor: counts its calls and misbehaves for sources with certain names."""

    def __init__(self) -> None:
        self.sources: list[str] = []

    def __call__(self, data: bytes, source: str, options: Options) -> list[FigureRecord]:
        self.sources.append(source)
        if source.startswith("raise"):
            raise ZeroDivisionError("by zero\nand more")
        if source.startswith("large"):
            raise MemoryError
        sha256 = hashlib.sha256(data).hexdigest()
        update = {"figure_id": sha256[:16], "sha256": sha256, "run_id": "", "digitised_at": ""}
        update |= {"options_hash": options.digest(), "reading_hash": options.reading_digest()}
        return [record(source, size=120).model_copy(update=update)]


def _picture(grey: int) -> bytes:
    file = io.BytesIO()
    picture = np.full((100, 120, 3), 255, np.uint8)
    picture[20:80, 50] = grey
    Image.fromarray(picture).save(file, format="PNG")
    return file.getvalue()


def _run(
    folder: Path,
    extractor: Extractor,
    *,
    run_id: str = "one",
    force: bool = False,
    options: Options | None = None,
    limits: Limits | None = None,
) -> dict[str, Outcome]:
    setting = Setting(folder.parent / "out", options or Options(), run_id, force, limits or Limits())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "digitise_document", extractor)
        outcomes = [digitise_job(job, setting)[0] for job in jobs_of(find_images(folder), folder)]
    return {outcome.source: outcome for outcome in outcomes}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for grey, name in enumerate(("good.png", "raise.png", "other.png", "large.png")):
        (folder / name).write_bytes(_picture(grey))
    (folder / "text.png").write_text("no picture")
    (folder / "gone.png").symlink_to(folder / "nowhere")
    return folder


def test_every_figure_has_an_outcome_and_a_record(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        outcomes = _run(folder, Extractor())
    assert {source: (outcome.status.value, outcome.reason.value) for source, outcome in outcomes.items()} == {
        "good.png": ("ok", ""),
        "gone.png": ("failed", "file_not_read"),
        "large.png": ("failed", "out_of_memory"),
        "other.png": ("ok", ""),
        "raise.png": ("failed", "bug"),
        "text.png": ("ok", ""),
    }
    assert outcomes["raise.png"].message == "ZeroDivisionError: by zero"
    assert outcomes["gone.png"].message == "cannot be read: No such file or directory"
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
    assert again.sources == ["large.png", "raise.png"]
    assert kept == ["good.png", "other.png", "text.png"]
    assert read_record(folder.parent / "out", outcomes["good.png"].figure_id).run_id == "one"


def test_only_vectors_are_read_again_to_be_verified(folder: Path) -> None:
    outcomes = _run(folder, Extractor())
    drawn = read_record(folder.parent / "out", outcomes["other.png"].figure_id)
    for series in drawn.series:
        series.points.origin[:] = ["vector"] * len(series.points.origin)
    write_record(folder.parent / "out", drawn)
    verified, back = Extractor(), Extractor()
    _run(folder, verified, run_id="two", options=Options(verify=True))
    _run(folder, back, run_id="three")
    assert "other.png" in verified.sources and "good.png" not in verified.sources
    assert "good.png" not in back.sources


def test_other_options_or_force_read_again(folder: Path) -> None:
    _run(folder, Extractor())
    other, forced = Extractor(), Extractor()
    _run(folder, other, options=Options(min_side=40))
    _run(folder, forced, run_id="two", force=True)
    assert "good.png" in other.sources
    assert "good.png" in forced.sources


def test_another_least_confidence_reads_only_what_it_would_judge_otherwise(folder: Path) -> None:
    out, outcomes = folder.parent / "out", _run(folder, Extractor())
    doubtful = read_record(out, outcomes["other.png"].figure_id)
    doubtful.series[0].confidence = 0.75
    write_record(out, doubtful)
    looser, stricter = Extractor(), Extractor()
    _run(folder, looser, run_id="two", options=Options(ok_confidence=0.5))
    again = _run(folder, stricter, run_id="three", options=Options(ok_confidence=0.8))
    assert not {"good.png", "other.png"} & {*looser.sources}
    assert "other.png" in stricter.sources and "good.png" not in stricter.sources
    kept = read_record(out, again["good.png"].figure_id)
    assert (kept.run_id, kept.options_hash) == ("one", Options(ok_confidence=0.8).digest())
    both = Extractor()
    _run(folder, both, run_id="four", options=Options(ok_confidence=0.8, min_side=40))
    assert "good.png" in both.sources


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


def test_a_figure_that_passed_a_limit_is_read_again_under_a_wider_one_only(folder: Path) -> None:
    (job,) = (job for job in jobs_of(find_images(folder), folder) if job.source == "good.png")
    setting = Setting(folder.parent / "out", Options(), "one", limits=Limits(timeout_s=5))
    write_lost(job, Reason.TIMEOUT, "not done after 5 s", setting)
    assert _run(folder, Extractor(), run_id="two", limits=Limits(timeout_s=4))["good.png"].reason is Reason.TIMEOUT
    assert _run(folder, Extractor(), run_id="two", limits=Limits(timeout_s=6))["good.png"].status is Status.OK


def test_a_file_that_changes_after_it_was_hashed_is_the_figure_that_was_read(folder: Path) -> None:
    job = job_of(folder / "good.png")
    (folder / "good.png").write_bytes(_picture(77))
    setting = Setting(folder.parent / "out", Options(), "one")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "digitise_document", Extractor())
        (outcome,) = digitise_job(job, setting)
    assert outcome.figure_id == hashlib.sha256(_picture(77)).hexdigest()[:16] != job.figure_id
    assert not (setting.out / "records" / f"{job.figure_id}.json").exists()


def test_a_file_that_vanishes_after_it_was_hashed_is_a_row(folder: Path) -> None:
    job = job_of(folder / "good.png")
    (folder / "good.png").unlink()
    (outcome,) = digitise_job(job, Setting(folder.parent / "out", Options(), "one"))
    assert (outcome.status, outcome.reason, outcome.source) == (Status.FAILED, Reason.FILE_NOT_READ, "good.png")


def test_a_file_with_more_bytes_than_a_figure_has_is_not_read(folder: Path) -> None:
    os.truncate(folder / "good.png", 1 << 40)
    job = replace(job_of(folder / "text.png"), path=folder / "good.png")
    (outcome,) = digitise_job(job, Setting(folder.parent / "out", Options(), "one"))
    assert outcome.reason is Reason.IMAGE_TOO_LARGE


def test_storage_that_drops_out_is_tried_again_and_then_a_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_PAUSES", (0.0, 0.0))
    read, fails = files._read, iter((True, True, False, True, True, True))

    def flaky(path: Path, most: int) -> bytes:
        if next(fails):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return read(path, most)

    job, setting = job_of(folder / "good.png"), Setting(folder.parent / "out", Options(), "one", force=True)
    monkeypatch.setattr(files, "_read", flaky)
    monkeypatch.setattr(batches, "digitise_document", Extractor())
    assert digitise_job(job, setting)[0].status is Status.OK
    (lost,) = digitise_job(job, replace(setting, run_id="two"))
    assert (lost.reason, lost.message) == (Reason.FILE_NOT_READ, "cannot be read: Input/output error")


def test_a_full_disk_is_no_fault_of_the_figure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(batches, "digitise_document", Extractor())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        digitise_job(job_of(folder / "good.png"), Setting(folder.parent / "out", Options(), "one"))
    assert not list((folder.parent / "out" / "overlays").iterdir())
