"""Corrections: the machine's record stays, tables carry what a person accepted, and moved ground is told of."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reports.corrections import corrected, correction_path, read_correction, write_correction
from reports.dataset import read_corrected, read_record, write_record
from reports.publishing import publish
from schemas.corrections import Change, Correction, ground_of
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from tests.reports.fabricate import record


def correction_of(machine: FigureRecord, accepted: bool = True) -> Correction:
    """The first series renamed, its third point moved, the second series deleted."""
    panel = machine.panels[0].model_copy(deep=True)
    series = panel.series[0]
    series.name, series.name_source = "renamed", "human"
    series.points.y[2], series.points.py[2] = 7.5, 120.0
    panel.series = [series]
    at = "2026-02-03T04:05:06+00:00"
    return Correction(
        figure_id=machine.figure_id,
        ground=ground_of(machine),
        extractor_version=machine.extractor_version,
        by="Ada",
        at=at,
        accepted=accepted,
        changes=[Change(what="series_name", at=at, panel=0, series=0, before="Series 0", after="renamed")],
        panels=[panel],
    )


def test_a_correction_is_read_as_it_was_written(tmp_path: Path) -> None:
    correction = correction_of(record())
    assert write_correction(tmp_path, correction) == correction_path(tmp_path, correction.figure_id)
    assert read_correction(tmp_path, correction.figure_id) == correction
    assert read_correction(tmp_path, "0" * 16) is None


def test_the_corrected_record_is_accepted_and_marks_what_the_person_set() -> None:
    machine = record().model_copy(update={"status": Status.REVIEW, "reason": Reason.LOW_CONFIDENCE})
    found = corrected(machine, correction_of(machine))
    (series,) = found.panels[0].series
    assert (found.status, found.reason, found.confidence) == (Status.ACCEPTED, Reason.NONE, 1.0)
    assert found.message == "corrected by Ada on 2026-02-03"
    assert (series.name, series.status, series.confidence) == ("renamed", Status.ACCEPTED, 1.0)
    assert [at for at, origin in enumerate(series.points.origin) if origin == "human"] == [2]
    assert {axis.status for axis in found.panels[0].axes} == {Status.ACCEPTED}


def test_a_draft_and_no_correction_change_nothing() -> None:
    machine = record()
    assert corrected(machine, None) == machine
    assert corrected(machine, correction_of(machine, accepted=False)) == machine


def test_a_reading_that_moved_makes_a_correction_stale_and_one_that_is_only_surer_does_not() -> None:
    machine = record()
    correction = correction_of(machine)
    surer = machine.model_copy(update={"confidence": 0.99, "extractor_version": "9.9.9", "run_id": "later"})
    assert corrected(surer, correction).status is Status.ACCEPTED
    moved = machine.model_copy(deep=True)
    moved.panels[0].series[1].points.y[0] = 4.0
    found = corrected(moved, correction)
    assert (found.status, found.reason) == (Status.REVIEW, Reason.CORRECTION_STALE)
    assert "Ada" in found.message
    assert found.panels == moved.panels


@pytest.mark.parametrize("part", ["title", "box", "tick", "name", "tilt"])
def test_every_part_of_the_reading_is_ground(part: str) -> None:
    machine = record()
    moved = machine.model_copy(deep=True)
    match part:
        case "title":
            moved.panels[0].title = "another"
        case "box":
            moved.panels[0].box.x0 += 1
        case "tick":
            moved.panels[0].axes[0].ticks[0].value = 3.0
        case "name":
            moved.panels[0].series[0].name = "another"
        case "tilt":
            moved.tilt = 1.0
    assert ground_of(moved) != ground_of(machine)


def test_a_figure_can_be_said_to_be_no_chart() -> None:
    machine = record()
    said = correction_of(machine).model_copy(update={"not_a_chart": True})
    found = corrected(machine, said)
    assert (found.status, found.reason, found.panels) == (Status.NOT_A_CHART, Reason.OTHER_CHART, [])


def test_tables_carry_the_correction_and_the_record_stays(tmp_path: Path) -> None:
    machine = record()
    write_record(tmp_path, machine)
    write_correction(tmp_path, correction_of(machine))
    publish(tmp_path, [machine.figure_id])
    points = pd.read_parquet(tmp_path / "points.parquet")
    assert pd.read_parquet(tmp_path / "figures.parquet")["status"].tolist() == ["accepted"]
    assert pd.read_parquet(tmp_path / "series.parquet")["name"].tolist() == ["renamed"]
    assert points.query("origin == 'human'")["y"].tolist() == [7.5]
    assert read_record(tmp_path, machine.figure_id) == machine


@pytest.mark.parametrize("text", ["{", '{"figure_id": 1}', None])
def test_a_correction_that_cannot_be_read_is_told_of_and_hides_nothing(tmp_path: Path, text: str | None) -> None:
    machine = record()
    write_record(tmp_path, machine)
    path = write_correction(tmp_path, correction_of(machine))
    path.write_text(path.read_text().replace('"1.0"', '"0.1"', 1) if text is None else text)
    found = read_corrected(tmp_path, machine.figure_id)
    assert (found.status, found.reason) == (Status.REVIEW, Reason.CORRECTION_STALE)
    assert str(path) in found.message
    assert found.panels == machine.panels
