"""Figures that hang, eat memory or crash the interpreter in a real run: rows with a reason, and the batch goes on."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.wrapped_work import Work, with_work
from flows.runs import in_threads, run_folder
from flows.sources import Job
from schemas.options import Limits, Options
from schemas.run import Outcomes

_MEBIBYTES = 1000


def _misbehave(work: Work, job: Job) -> Outcomes:
    match Path(job.source).stem:
        case "crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hangs":
            time.sleep(600)
        case "eats":
            held = b"x" * (2 * _MEBIBYTES << 20)
            time.sleep(len(held))
    return work(job)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at too seldom elsewhere for a quick test")
def test_a_figure_that_misbehaves_is_a_row_and_its_neighbours_are_done(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("before", "crashes", "eats", "hangs", "later"):
        (tmp_path / "in" / f"{name}.png").write_text(f"no picture {name}")
    # The limit of time is for machines that are busy with other tests: a sound file has to keep to it, too.
    run_folder(
        tmp_path / "in",
        tmp_path / "out",
        Options(),
        workers=1,
        batch_size=5,
        limits=Limits(timeout_s=10, memory_mb=_MEBIBYTES),
        run_batches=with_work(_misbehave, partial(in_threads, 1)),
    )
    figures = pd.read_parquet(tmp_path / "out" / "figures.parquet")
    assert dict(zip(figures["source"], figures["reason"], strict=True)) == {
        "before.png": "unreadable_image",
        "crashes.png": "crashed",
        "eats.png": "out_of_memory",
        "hangs.png": "timeout",
        "later.png": "unreadable_image",
    }
    assert (figures["message"] != "").all() and set(figures["status"]) == {"failed"}
